/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-item.h"

#include <string.h>

#include "model/meso-error.h"

struct _MesoItem
{
  GObject parent_instance;

  MesoItemKind kind;
  gpointer data;
  GPtrArray *children; /* MesoItem; NULL when there are none */
  MesoExtras *extras;
};

G_DEFINE_FINAL_TYPE (MesoItem, meso_item, G_TYPE_OBJECT)

static const MesoField patient_fields[] = {
  MESO_REQUIRED_FIELD (MesoPatient, "id", MESO_FIELD_UUID, id),
  MESO_REQUIRED_FIELD (MesoPatient, "code", MESO_FIELD_CODE, code),
  MESO_TEXT_FIELD (MesoPatient, "name", MESO_FIELD_TEXT, name),
  MESO_TEXT_FIELD (MesoPatient, "birth-date", MESO_FIELD_DATE, birth_date),
  MESO_ENUM_FIELD (MesoPatient, "sex", sex, meso_sex_vocabulary),
  MESO_ENUM_FIELD (MesoPatient, "phototype", phototype, meso_phototype_vocabulary),
  MESO_FIELDS_END,
};

static const MesoField alert_fields[] = {
  MESO_ENUM_FIELD (MesoAlert, "kind", kind, meso_alert_vocabulary),
  MESO_FIELDS_END,
};

static const MesoField visit_fields[] = {
  MESO_REQUIRED_FIELD (MesoVisit, "start", MESO_FIELD_TIME, start),
  MESO_TEXT_FIELD (MesoVisit, "end", MESO_FIELD_TIME, end),
  MESO_TEXT_FIELD (MesoVisit, "entered", MESO_FIELD_TIME, entered),
  MESO_TEXT_FIELD (MesoVisit, "practitioner", MESO_FIELD_TEXT, practitioner),
  MESO_TEXT_FIELD (MesoVisit, "registration", MESO_FIELD_TEXT, registration),
  MESO_TEXT_FIELD (MesoVisit, "place", MESO_FIELD_TEXT, place),
  MESO_FIELDS_END,
};

static const MesoField treatment_fields[] = {
  MESO_ENUM_FIELD (MesoTreatment, "method", method, meso_method_vocabulary),
  MESO_ENUM_FIELD (MesoTreatment, "strategy", strategy, meso_strategy_vocabulary),
  MESO_TEXT_FIELD (MesoTreatment, "course", MESO_FIELD_UUID, course),
  MESO_NUMBER_FIELD (MesoTreatment, "number", number, 0, 1, 10000),
  MESO_NUMBER_FIELD (MesoTreatment, "planned", planned, 0, 1, 10000),
  MESO_NUMBER_FIELD (MesoTreatment, "interval-days", interval_days, 0, 0, 10000),
  MESO_TEXT_FIELD (MesoTreatment, "reason", MESO_FIELD_TEXT, reason),
  MESO_TEXT_FIELD (MesoTreatment, "anaesthesia", MESO_FIELD_TEXT, anaesthesia),
  MESO_FIELDS_END,
};

static const MesoField product_fields[] = {
  MESO_REQUIRED_FIELD (MesoProduct, "id", MESO_FIELD_ID, id),
  MESO_REQUIRED_FIELD (MesoProduct, "name", MESO_FIELD_TEXT, name),
  MESO_TEXT_FIELD (MesoProduct, "class", MESO_FIELD_TOKENS, classes),
  { "unit",
    MESO_FIELD_ENUM,
    G_STRUCT_OFFSET (MesoProduct, unit),
    .required = TRUE,
    .vocabulary = &meso_unit_vocabulary },
  MESO_TEXT_FIELD (MesoProduct, "concentration", MESO_FIELD_TEXT, concentration),
  MESO_TEXT_FIELD (MesoProduct, "dilution", MESO_FIELD_TEXT, dilution),
  MESO_NUMBER_FIELD (MesoProduct, "opened", opened, MESO_AMOUNT_DECIMALS, 0, MESO_MAX_AMOUNT),
  MESO_NUMBER_FIELD (MesoProduct, "discarded", discarded, MESO_AMOUNT_DECIMALS, 0, MESO_MAX_AMOUNT),
  MESO_TEXT_FIELD (MesoProduct, "lot", MESO_FIELD_TEXT, lot),
  MESO_TEXT_FIELD (MesoProduct, "expires", MESO_FIELD_DATE, expires),
  MESO_TEXT_FIELD (MesoProduct, "gtin", MESO_FIELD_TEXT, gtin),
  MESO_TEXT_FIELD (MesoProduct, "manufacturer", MESO_FIELD_TEXT, manufacturer),
  MESO_TEXT_FIELD (MesoProduct, "note", MESO_FIELD_TEXT, note),
  MESO_FIELDS_END,
};

static const MesoField check_fields[] = {
  MESO_REQUIRED_FIELD (MesoCheck, "id", MESO_FIELD_TOKEN, id),
  { "value",
    MESO_FIELD_ENUM,
    G_STRUCT_OFFSET (MesoCheck, value),
    .required = TRUE,
    .vocabulary = &meso_answer_vocabulary },
  MESO_TEXT_FIELD (MesoCheck, "note", MESO_FIELD_TEXT, note),
  MESO_TEXT_FIELD (MesoCheck, "date", MESO_FIELD_DATE, date),
  MESO_FIELDS_END,
};

#define PHOTO_SIZE_FIELD(name, member)                                                                      \
  {                                                                                                         \
    name, MESO_FIELD_NUMBER, G_STRUCT_OFFSET (MesoPhoto, member), .required = TRUE, .min = 1, .max = 100000 \
  }

static const MesoField photo_fields[] = {
  MESO_REQUIRED_FIELD (MesoPhoto, "file", MESO_FIELD_FILE, file),
  MESO_REQUIRED_FIELD (MesoPhoto, "sha256", MESO_FIELD_DIGEST, sha256),
  PHOTO_SIZE_FIELD ("width", width),
  PHOTO_SIZE_FIELD ("height", height),
  MESO_NUMBER_FIELD (MesoPhoto, "px-per-mm", px_per_mm, MESO_AMOUNT_DECIMALS, 1, MESO_MAX_AMOUNT),
  MESO_ENUM_FIELD (MesoPhoto, "right-side", right_side, meso_right_side_vocabulary),
  MESO_NUMBER_FIELD (MesoPhoto, "midline", midline, 0, 1, 100000),
  MESO_FIELDS_END,
};

static const MesoField outcome_fields[] = {
  MESO_TEXT_FIELD (MesoOutcome, "endpoint", MESO_FIELD_TEXT, endpoint),
  MESO_ENUM_FIELD (MesoOutcome, "aftercare", aftercare, meso_yes_no_vocabulary),
  MESO_TEXT_FIELD (MesoOutcome, "next", MESO_FIELD_DATE, next),
  MESO_FIELDS_END,
};

static const MesoField reaction_fields[] = {
  MESO_TEXT_FIELD (MesoReaction, "kind", MESO_FIELD_TEXT, kind),
  MESO_TEXT_FIELD (MesoReaction, "mark", MESO_FIELD_ID, mark),
  MESO_TEXT_FIELD (MesoReaction, "lot", MESO_FIELD_TEXT, lot),
  MESO_TEXT_FIELD (MesoReaction, "time", MESO_FIELD_TIME, time),
  MESO_TEXT_FIELD (MesoReaction, "note", MESO_FIELD_TEXT, note),
  MESO_FIELDS_END,
};

static const MesoField score_fields[] = {
  MESO_TEXT_FIELD (MesoScore, "id", MESO_FIELD_TOKEN, id),
  MESO_TEXT_FIELD (MesoScore, "value", MESO_FIELD_TEXT, value),
  MESO_FIELDS_END,
};

static const MesoField notes_fields[] = { MESO_FIELDS_END };

static const MesoField finalized_fields[] = {
  MESO_REQUIRED_FIELD (MesoFinalized, "by", MESO_FIELD_TEXT, by),
  MESO_REQUIRED_FIELD (MesoFinalized, "at", MESO_FIELD_TIME, at),
  MESO_REQUIRED_FIELD (MesoFinalized, "digest", MESO_FIELD_DIGEST, digest),
  MESO_TEXT_FIELD (MesoFinalized, "previous", MESO_FIELD_DIGEST, previous),
  MESO_FIELDS_END,
};

static const MesoField amendment_fields[] = {
  MESO_REQUIRED_FIELD (MesoAmendment, "by", MESO_FIELD_TEXT, by),
  MESO_REQUIRED_FIELD (MesoAmendment, "at", MESO_FIELD_TIME, at),
  MESO_REQUIRED_FIELD (MesoAmendment, "reason", MESO_FIELD_TEXT, reason),
  { "revision",
    MESO_FIELD_NUMBER,
    G_STRUCT_OFFSET (MesoAmendment, revision),
    .required = TRUE,
    .min = 1,
    .max = G_MAXINT32 },
  MESO_FIELDS_END,
};

static const MesoField alert_text = MESO_TEXT_FIELD (MesoAlert, "alert", MESO_FIELD_TEXT, text);
static const MesoField notes_text = MESO_TEXT_FIELD (MesoNotes, "notes", MESO_FIELD_TEXT, text);

typedef struct
{
  const char *element;
  gsize size;
  const MesoField *fields;
  const MesoField *text; /* the element's content, where it has text */
} KindInfo;

static const KindInfo kinds[] = {
  [MESO_ITEM_PATIENT] = { "patient", sizeof (MesoPatient), patient_fields, NULL },
  [MESO_ITEM_ALERT] = { "alert", sizeof (MesoAlert), alert_fields, &alert_text },
  [MESO_ITEM_VISIT] = { "visit", sizeof (MesoVisit), visit_fields, NULL },
  [MESO_ITEM_TREATMENT] = { "treatment", sizeof (MesoTreatment), treatment_fields, NULL },
  [MESO_ITEM_PRODUCT] = { "product", sizeof (MesoProduct), product_fields, NULL },
  [MESO_ITEM_CHECK] = { "check", sizeof (MesoCheck), check_fields, NULL },
  [MESO_ITEM_PHOTO] = { "photo", sizeof (MesoPhoto), photo_fields, NULL },
  [MESO_ITEM_OUTCOME] = { "outcome", sizeof (MesoOutcome), outcome_fields, NULL },
  [MESO_ITEM_REACTION] = { "reaction", sizeof (MesoReaction), reaction_fields, NULL },
  [MESO_ITEM_SCORE] = { "score", sizeof (MesoScore), score_fields, NULL },
  [MESO_ITEM_NOTES] = { "notes", sizeof (MesoNotes), notes_fields, &notes_text },
  [MESO_ITEM_FINALIZED] = { "finalized", sizeof (MesoFinalized), finalized_fields, NULL },
  [MESO_ITEM_AMENDMENT] = { "amendment", sizeof (MesoAmendment), amendment_fields, NULL },
};

static void
meso_item_finalize (GObject *object)
{
  MesoItem *self = MESO_ITEM (object);

  meso_item_data_free (self->kind, self->data);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  meso_extras_unref (self->extras);

  G_OBJECT_CLASS (meso_item_parent_class)->finalize (object);
}

static void
meso_item_class_init (MesoItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_item_finalize;
}

static void
meso_item_init (MesoItem *self)
{
  (void) self;
}

/** meso_item_kind_get_element: the element's name in the file. */
const char *
meso_item_kind_get_element (MesoItemKind kind)
{
  g_return_val_if_fail (kind < MESO_N_ITEM_KINDS, NULL);

  return kinds[kind].element;
}

/** meso_item_kind_get_fields: the attributes, in the order of writing. */
const MesoField *
meso_item_kind_get_fields (MesoItemKind kind)
{
  g_return_val_if_fail (kind < MESO_N_ITEM_KINDS, NULL);

  return kinds[kind].fields;
}

/** meso_item_kind_get_text_field: (nullable): where the text between the tags lives; %NULL if there is none. */
const MesoField *
meso_item_kind_get_text_field (MesoItemKind kind)
{
  g_return_val_if_fail (kind < MESO_N_ITEM_KINDS, NULL);

  return kinds[kind].text;
}

/** meso_item_kind_may_contain: whether the format lets @child stand inside @parent. */
gboolean
meso_item_kind_may_contain (MesoItemKind parent,
                            MesoItemKind child)
{
  return (parent == MESO_ITEM_PATIENT && child == MESO_ITEM_ALERT) ||
         (parent == MESO_ITEM_OUTCOME && (child == MESO_ITEM_REACTION || child == MESO_ITEM_SCORE));
}

/** meso_item_data_new: an empty structure of @kind, to be filled; free with meso_item_data_free(). */
gpointer
meso_item_data_new (MesoItemKind kind)
{
  gpointer data;

  g_return_val_if_fail (kind < MESO_N_ITEM_KINDS, NULL);

  data = g_malloc0 (kinds[kind].size);
  meso_fields_init (kinds[kind].fields, data);
  return data;
}

/** meso_item_data_free: frees @data and what it owns; %NULL is allowed. */
void
meso_item_data_free (MesoItemKind kind,
                     gpointer data)
{
  g_return_if_fail (kind < MESO_N_ITEM_KINDS);

  if (data == NULL)
    return;
  meso_fields_clear (kinds[kind].fields, data);
  if (kinds[kind].text != NULL)
    g_free (*(char **) ((char *) data + kinds[kind].text->offset));
  g_free (data);
}

/**
 * meso_item_new:
 * @data: the structure of @kind; copied with all its strings
 * @children: (nullable) (element-type MesoItem): kept by reference, not to be changed afterwards
 * @extras: (nullable): kept by reference
 */
MesoItem *
meso_item_new (MesoItemKind kind,
               gconstpointer data,
               GPtrArray *children,
               MesoExtras *extras)
{
  MesoItem *self;

  g_return_val_if_fail (kind < MESO_N_ITEM_KINDS, NULL);
  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (MESO_TYPE_ITEM, NULL);
  self->kind = kind;
  self->data = g_malloc0 (kinds[kind].size);
  meso_fields_copy (kinds[kind].fields, data, self->data);
  if (kinds[kind].text != NULL)
    {
      gsize offset = kinds[kind].text->offset;

      *(char **) ((char *) self->data + offset) = g_strdup (*(char *const *) ((const char *) data + offset));
    }
  if (children != NULL && children->len > 0)
    self->children = g_ptr_array_ref (children);
  self->extras = meso_extras_ref (extras);
  return self;
}

/**
 * meso_item_new_unread_product:
 * @id: an XML name
 *
 * What is on a box is read anew at every visit, and is never carried over unread.
 *
 * Returns: (transfer full): the product of @source, of which nobody has a box in the hand yet: without lot, expiry,
 *   note and what was opened and discarded
 */
MesoItem *
meso_item_new_unread_product (const MesoProduct *source,
                              const char *id)
{
  MesoProduct product;

  g_return_val_if_fail (source != NULL && id != NULL, NULL);

  product = *source;
  product.id = (char *) id;
  product.lot = NULL;
  product.expires = NULL;
  product.opened = MESO_UNSET;
  product.discarded = MESO_UNSET;
  product.note = NULL;
  return meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);
}

/** meso_item_changed: (transfer full): a new item with what @data says and the children and extras of @self. */
MesoItem *
meso_item_changed (MesoItem *self,
                   gconstpointer data)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), NULL);

  return meso_item_new (self->kind, data, self->children, self->extras);
}

/** meso_item_get_kind: which structure it holds. */
MesoItemKind
meso_item_get_kind (MesoItem *self)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), MESO_N_ITEM_KINDS);

  return self->kind;
}

/** meso_item_get: (transfer none): the structure; @kind must be its kind. Use the typed macros. */
gconstpointer
meso_item_get (MesoItem *self,
               MesoItemKind kind)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), NULL);
  g_return_val_if_fail (self->kind == kind, NULL);

  return self->data;
}

/** meso_item_get_n_children: alerts of a patient, reactions and scores of an outcome. */
guint
meso_item_get_n_children (MesoItem *self)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), 0);

  return self->children != NULL ? self->children->len : 0;
}

/** meso_item_get_child: (transfer none). */
MesoItem *
meso_item_get_child (MesoItem *self,
                     guint index)
{
  g_return_val_if_fail (index < meso_item_get_n_children (self), NULL);

  return g_ptr_array_index (self->children, index);
}

/** meso_item_get_extras: (transfer none) (nullable). */
MesoExtras *
meso_item_get_extras (MesoItem *self)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), NULL);

  return self->extras;
}

/** meso_item_get_id: (nullable): the id of a patient, product or check. */
const char *
meso_item_get_id (MesoItem *self)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), NULL);

  switch ((int) self->kind)
    {
    case MESO_ITEM_PATIENT:
      return meso_item_get_patient (self)->id;
    case MESO_ITEM_PRODUCT:
      return meso_item_get_product (self)->id;
    case MESO_ITEM_CHECK:
      return meso_item_get_check (self)->id;
    default:
      return NULL;
    }
}

/** meso_item_get_size: about how many bytes of memory it takes; children and extras, which items share, aside. */
gsize
meso_item_get_size (MesoItem *self)
{
  const KindInfo *info;
  const char *text;

  g_return_val_if_fail (MESO_IS_ITEM (self), 0);

  info = &kinds[self->kind];
  text = info->text != NULL ? *(char **) ((char *) self->data + info->text->offset) : NULL;
  return sizeof *self + info->size + meso_fields_get_size (info->fields, self->data) +
         (text != NULL ? strlen (text) : 0);
}

/**
 * meso_item_check:
 *
 * Whether the format can hold @self and its children.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID that names the field
 */
gboolean
meso_item_check (MesoItem *self,
                 GError **error)
{
  g_return_val_if_fail (MESO_IS_ITEM (self), FALSE);

  for (const MesoField *field = kinds[self->kind].fields; field->name != NULL; field++)
    if (!meso_field_check (field, self->data, error))
      {
        g_prefix_error (error, "%s: ", kinds[self->kind].element);
        return FALSE;
      }
  if (kinds[self->kind].text != NULL && !meso_field_check (kinds[self->kind].text, self->data, error))
    return FALSE;
  for (guint i = 0; i < meso_item_get_n_children (self); i++)
    if (!meso_item_check (meso_item_get_child (self, i), error))
      return FALSE;
  return TRUE;
}

/** meso_item_equal: whether both say the same, children included and extras aside. */
gboolean
meso_item_equal (MesoItem *a,
                 MesoItem *b)
{
  const MesoField *text;

  g_return_val_if_fail (MESO_IS_ITEM (a) && MESO_IS_ITEM (b), FALSE);

  if (a == b)
    return TRUE;
  if (a->kind != b->kind || meso_item_get_n_children (a) != meso_item_get_n_children (b) ||
      !meso_fields_equal (kinds[a->kind].fields, a->data, b->data))
    return FALSE;
  text = kinds[a->kind].text;
  if (text != NULL &&
      g_strcmp0 (*(char **) ((char *) a->data + text->offset), *(char **) ((char *) b->data + text->offset)) != 0)
    return FALSE;
  for (guint i = 0; i < meso_item_get_n_children (a); i++)
    if (!meso_item_equal (meso_item_get_child (a, i), meso_item_get_child (b, i)))
      return FALSE;
  return TRUE;
}
