/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-mark-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  IS_CHOICE,
  IS_NUMBER,
  IS_TEXT
} Type;

/* Kinds of marks as bits. */
#define POINTS (1 << MESO_MARK_POINT)
#define THREADS (1 << MESO_MARK_THREAD)
#define AREAS (1 << MESO_MARK_AREA)
#define ALL (POINTS | THREADS | AREAS)

typedef struct
{
  Type type;
  gsize offset;
  guint kinds;
  const char *step; /* the name of the change, for undo */
} FieldInfo;

#define FIELD(type, member, kinds, step)                       \
  {                                                            \
    type, G_STRUCT_OFFSET (MesoMarkData, member), kinds, step, \
  }

static const FieldInfo fields[MESO_N_MARK_FIELDS] = {
  [MESO_MARK_FIELD_LAYER] = FIELD (IS_CHOICE, layer, POINTS | THREADS, N_ ("Change Layer")),
  [MESO_MARK_FIELD_DEPTH] = FIELD (IS_NUMBER, depth, ALL, N_ ("Change Depth")),
  [MESO_MARK_FIELD_PRODUCT] = FIELD (IS_TEXT, product, ALL, N_ ("Change Product")),
  [MESO_MARK_FIELD_DOSE] = FIELD (IS_NUMBER, dose, ALL, N_ ("Change Volume")),
  [MESO_MARK_FIELD_TECHNIQUE] = FIELD (IS_CHOICE, technique, ALL, N_ ("Change Technique")),
  [MESO_MARK_FIELD_DEVICE] = FIELD (IS_CHOICE, device, ALL, N_ ("Change Device")),
  [MESO_MARK_FIELD_GAUGE] = FIELD (IS_NUMBER, gauge, ALL, N_ ("Change Gauge")),
  [MESO_MARK_FIELD_NEEDLE] = FIELD (IS_NUMBER, needle, ALL, N_ ("Change Needle Length")),
  [MESO_MARK_FIELD_ANGLE] = FIELD (IS_NUMBER, angle, ALL, N_ ("Change Angle")),
  [MESO_MARK_FIELD_STATE] = FIELD (IS_CHOICE, state, ALL, N_ ("Change State")),
  [MESO_MARK_FIELD_REGION] = FIELD (IS_TEXT, region, ALL, N_ ("Change Region")),
  [MESO_MARK_FIELD_SIDE] = FIELD (IS_CHOICE, side, ALL, N_ ("Change Side")),
  [MESO_MARK_FIELD_ORDER] = FIELD (IS_NUMBER, order, ALL, N_ ("Change Order")),
  [MESO_MARK_FIELD_NOTE] = FIELD (IS_TEXT, note, ALL, N_ ("Change Note")),
  [MESO_MARK_FIELD_CURVE] = FIELD (IS_CHOICE, curve, THREADS, N_ ("Change Curve")),
  [MESO_MARK_FIELD_DIRECTION] = FIELD (IS_CHOICE, direction, THREADS, N_ ("Change Direction")),
  [MESO_MARK_FIELD_PASSES] = FIELD (IS_NUMBER, passes, AREAS, N_ ("Change Passes")),
  [MESO_MARK_FIELD_SPACING] = FIELD (IS_NUMBER, spacing, AREAS, N_ ("Change Spacing")),
  [MESO_MARK_FIELD_PUNCTURES] = FIELD (IS_NUMBER, punctures, AREAS, N_ ("Change Punctures")),
};

static gboolean
field_applies (const FieldInfo *info,
               MesoMarkKind kind)
{
  return (info->kinds & (1U << kind)) != 0;
}

static gboolean
values_equal (const FieldInfo *info,
              const MesoMarkData *a,
              const MesoMarkData *b)
{
  switch (info->type)
    {
    case IS_CHOICE:
      return G_STRUCT_MEMBER (int, a, info->offset) == G_STRUCT_MEMBER (int, b, info->offset);
    case IS_NUMBER:
      return G_STRUCT_MEMBER (gint64, a, info->offset) == G_STRUCT_MEMBER (gint64, b, info->offset);
    case IS_TEXT:
    default:
      return g_strcmp0 (G_STRUCT_MEMBER (char *, a, info->offset), G_STRUCT_MEMBER (char *, b, info->offset)) == 0;
    }
}

static void
copy_value (const FieldInfo *info,
            const MesoMarkData *from,
            MesoMarkData *to)
{
  gsize size = info->type == IS_CHOICE ? sizeof (int) : info->type == IS_NUMBER ? sizeof (gint64)
                                                                                : sizeof (char *);

  memcpy (G_STRUCT_MEMBER_P (to, info->offset), G_STRUCT_MEMBER_P (from, info->offset), size);
}

/* Adds a mark: @seen are the bits of the fields that one before it has already given. */
static void
add_mark (MesoMarkSummary *self,
          const MesoMarkData *data,
          guint *seen)
{
  for (guint i = 0; i < MESO_N_MARK_FIELDS; i++)
    {
      if ((self->mixed & (1U << i)) != 0 || !field_applies (&fields[i], data->kind))
        continue;
      if ((*seen & (1U << i)) == 0)
        {
          copy_value (&fields[i], data, &self->data);
          *seen |= 1U << i;
        }
      else if (!values_equal (&fields[i], data, &self->data))
        self->mixed |= 1U << i;
    }
  self->n++;
  self->n_of_kind[data->kind]++;
  if (data->kind == MESO_MARK_THREAD)
    self->length += meso_curve_get_length (data->points, data->n_points, data->curve);
  else if (data->kind == MESO_MARK_AREA)
    self->area += meso_polygon_get_area (data->points, data->n_points);
}

/** meso_mark_summary_init: @marks: (element-type MesoMark): that must live as long as @self is used. */
void
meso_mark_summary_init (MesoMarkSummary *self,
                        GPtrArray *marks)
{
  guint seen = 0;

  g_return_if_fail (self != NULL && marks != NULL);

  memset (self, 0, sizeof *self);
  meso_mark_data_init (&self->data, MESO_MARK_POINT);
  for (guint i = 0; i < marks->len; i++)
    add_mark (self, meso_mark_get (g_ptr_array_index (marks, i)), &seen);
  for (MesoMarkKind kind = MESO_MARK_POINT; kind <= MESO_MARK_AREA; kind++)
    if (self->n > 0 && self->n_of_kind[kind] == self->n)
      self->data.kind = kind;
}

/** meso_mark_summary_init_from_hand: what the next mark of @kind gets; n is 0. */
void
meso_mark_summary_init_from_hand (MesoMarkSummary *self,
                                  MesoHand *hand,
                                  MesoMarkKind kind)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (MESO_IS_HAND (hand));

  memset (self, 0, sizeof *self);
  meso_hand_fill (hand, kind, &self->data);
  self->data.dose = meso_hand_get_dose (hand, kind);
  self->n_of_kind[kind] = 1;
}

/** meso_mark_summary_is_mixed: whether the marks differ in @field; devices with other needles are other devices. */
gboolean
meso_mark_summary_is_mixed (const MesoMarkSummary *self,
                            MesoMarkField field)
{
  guint bits = 1U << field;

  g_return_val_if_fail (self != NULL, FALSE);

  if (field == MESO_MARK_FIELD_DEVICE)
    bits |= 1U << MESO_MARK_FIELD_GAUGE | 1U << MESO_MARK_FIELD_NEEDLE;
  return (self->mixed & bits) != 0;
}

typedef struct
{
  MesoSession *session;
  MesoMarkField field;
  MesoMarkValue value;
  gboolean for_hand;
} Change;

static MesoUnit
get_unit (MesoSession *session,
          const char *product_id)
{
  MesoItem *product = product_id != NULL ? meso_session_lookup_product (session, product_id) : NULL;

  return product != NULL ? meso_item_get_product (product)->unit : MESO_UNIT_UNSET;
}

/* A volume is no number of units, and cannot be recorded without a product. */
static void
set_product (MesoMarkData *data,
             const char *product_id,
             MesoSession *session)
{
  MesoUnit before = get_unit (session, data->product);
  MesoUnit after = get_unit (session, product_id);

  data->product = (char *) product_id;
  if (before != after && before != MESO_UNIT_UNSET)
    data->dose = MESO_UNSET;
}

/* The angle belongs to what is held at one: rollers, pens and stamps stand upright. */
static void
set_instrument (MesoMarkData *data,
                const MesoInstrument *instrument)
{
  data->device = instrument->device;
  data->gauge = instrument->gauge;
  data->needle = instrument->needle;
  if (instrument->device == MESO_DEVICE_UNSET || instrument->device == MESO_DEVICE_ROLLER ||
      instrument->device == MESO_DEVICE_PEN || instrument->device == MESO_DEVICE_STAMP)
    data->angle = MESO_UNSET;
}

static void
set_value (const FieldInfo *info,
           MesoMarkData *data,
           const MesoMarkValue *value)
{
  switch (info->type)
    {
    case IS_CHOICE:
      G_STRUCT_MEMBER (int, data, info->offset) = value->choice;
      break;
    case IS_NUMBER:
      G_STRUCT_MEMBER (gint64, data, info->offset) = value->number;
      break;
    case IS_TEXT:
    default:
      G_STRUCT_MEMBER (const char *, data, info->offset) = value->text;
      break;
    }
}

static void
change_cb (MesoMarkData *data,
           gpointer user_data)
{
  const Change *change = user_data;
  const FieldInfo *info = &fields[change->field];

  if (!field_applies (info, data->kind))
    return;
  switch (change->field)
    {
    case MESO_MARK_FIELD_DEVICE:
      set_instrument (data, &change->value.instrument);
      break;
    case MESO_MARK_FIELD_TECHNIQUE:
      meso_mark_data_set_technique (data, (MesoTechnique) change->value.choice);
      break;
    case MESO_MARK_FIELD_DIRECTION:
      meso_mark_data_set_direction (data, (MesoDirection) change->value.choice);
      break;
    case MESO_MARK_FIELD_PRODUCT:
      set_product (data, change->value.text, change->session);
      break;
    case MESO_MARK_FIELD_DOSE:
      if (data->product != NULL || change->for_hand)
        data->dose = change->value.number;
      break;
    default:
      set_value (info, data, &change->value);
    }
}

static const char *
get_step_name (MesoMarkField field,
               const MesoMarkValue *value)
{
  if (field == MESO_MARK_FIELD_STATE)
    return value->choice == MESO_STATE_PLANNED ? _ ("Mark as Planned") : _ ("Mark as Done");
  return _ (fields[field].step);
}

static gboolean
has_selection (MesoEditor *editor)
{
  return meso_selection_get_size (meso_editor_get_selection (editor)) > 0;
}

/**
 * meso_mark_field_change:
 * @hand_kind: the kind of the next mark
 *
 * Sets one field of all marks that are selected, in one step, or of the next mark when none is. Marks that cannot have
 * the field, such as the layer of a zone, are left alone.
 */
void
meso_mark_field_change (MesoEditor *editor,
                        MesoMarkKind hand_kind,
                        MesoMarkField field,
                        MesoMarkValue value)
{
  Change change = { .field = field, .value = value };

  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (field >= 0 && field < MESO_N_MARK_FIELDS);

  change.session = meso_editor_get_session (editor);
  change.for_hand = !has_selection (editor);
  if (change.for_hand)
    meso_hand_change (meso_editor_get_hand (editor), hand_kind, change_cb, &change);
  else
    meso_editor_change_selection (editor, get_step_name (field, &value), change_cb, &change);
}

static void
use_needle_depth_cb (MesoMarkData *data,
                     gpointer user_data)
{
  gint64 depth = meso_mark_data_get_needle_depth (data);

  (void) user_data;
  if (depth != MESO_UNSET)
    data->depth = depth;
}

/** meso_mark_field_use_needle_depth: each mark gets the depth that its own needle and angle give, if they do. */
void
meso_mark_field_use_needle_depth (MesoEditor *editor,
                                  MesoMarkKind hand_kind)
{
  g_return_if_fail (MESO_IS_EDITOR (editor));

  if (has_selection (editor))
    meso_editor_change_selection (editor, _ ("Change Depth"), use_needle_depth_cb, NULL);
  else
    meso_hand_change (meso_editor_get_hand (editor), hand_kind, use_needle_depth_cb, NULL);
}
