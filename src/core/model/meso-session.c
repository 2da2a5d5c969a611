/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-session.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"
#include "model/meso-history-private.h"
#include "model/meso-map-private.h"
#include "model/meso-session-private.h"

G_DEFINE_FINAL_TYPE (MesoSession, meso_session, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EDITABLE,
  N_PROPS
};

enum
{
  EDITED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];

static guint signals[N_SIGNALS];

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const MesoChange *x = *(const MesoChange *const *) a, *y = *(const MesoChange *const *) b;

  return (x->position > y->position) - (x->position < y->position);
}

static GPtrArray *
get_list (MesoSession *self,
          MesoSlot slot)
{
  return slot == MESO_SLOT_PRODUCT ? self->products : self->checks;
}

/* Products and checks: removals and replacements first, then what is new in order of its final place. */
static void
apply_to_list (MesoSession *self,
               MesoEdit *edit,
               MesoSlot slot)
{
  GPtrArray *list = get_list (self, slot);
  g_autoptr (GPtrArray) insertions = g_ptr_array_new ();

  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);
      guint position;

      if (change->slot != slot)
        continue;
      if (change->before == NULL)
        g_ptr_array_add (insertions, (gpointer) change);
      else if (!g_ptr_array_find (list, change->before, &position))
        g_assert_not_reached ();
      else if (change->after == NULL)
        g_ptr_array_remove_index (list, position);
      else
        {
          g_object_unref (list->pdata[position]);
          list->pdata[position] = g_object_ref (change->after);
        }
    }
  g_ptr_array_sort (insertions, compare_positions);
  for (guint i = 0; i < insertions->len; i++)
    {
      const MesoChange *change = g_ptr_array_index (insertions, i);

      g_ptr_array_insert (list, (int) MIN (change->position, list->len), g_object_ref (change->after));
    }
}

static void
apply_to_maps (MesoSession *self,
               MesoEdit *edit)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);
      guint position;

      if (change->slot != MESO_SLOT_MAP)
        continue;
      if (change->after != NULL)
        g_list_store_insert (self->maps,
                             MIN (change->position, g_list_model_get_n_items (G_LIST_MODEL (self->maps))),
                             change->after);
      else if (g_list_store_find (self->maps, change->before, &position))
        g_list_store_remove (self->maps, position);
    }
}

static void
apply_to_slots (MesoSession *self,
                MesoEdit *edit)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot >= MESO_SLOT_PATIENT)
        g_set_object (&self->items[change->slot], MESO_ITEM (change->after));
    }
}

/* Before they go: whoever watches them sees their marks go. */
static void
empty_removed_maps (MesoEdit *edit)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot == MESO_SLOT_MAP && change->after == NULL &&
          meso_edit_touches_map (edit, MESO_MAP (change->before)))
        _meso_map_apply (MESO_MAP (change->before), edit);
    }
}

/* Does a checked edit, or a replayed one. Maps come before marks, since an edit may fill the view that it adds. */
static void
perform (MesoSession *self,
         MesoEdit *edit)
{
  guint n_maps;

  self->applying = TRUE;
  empty_removed_maps (edit);
  apply_to_slots (self, edit);
  apply_to_list (self, edit, MESO_SLOT_PRODUCT);
  apply_to_list (self, edit, MESO_SLOT_CHECK);
  apply_to_maps (self, edit);
  n_maps = meso_session_get_n_maps (self);
  for (guint i = 0; i < n_maps; i++)
    {
      MesoMap *map = meso_session_get_map (self, i);

      if (meso_edit_touches_map (edit, map))
        _meso_map_apply (map, edit);
    }
  self->applying = FALSE;
}

static void
replay (MesoEdit *edit,
        gpointer session)
{
  MesoSession *self = session;

  perform (self, edit);
  g_signal_emit (self, signals[EDITED], 0, edit);
}

static void
meso_session_finalize (GObject *object)
{
  MesoSession *self = MESO_SESSION (object);

  g_free (self->id);
  for (guint i = 0; i < MESO_N_SLOTS; i++)
    g_clear_object (&self->items[i]);
  g_clear_object (&self->finalized);
  g_ptr_array_unref (self->amendments);
  g_ptr_array_unref (self->products);
  g_ptr_array_unref (self->checks);
  g_object_unref (self->maps);
  for (guint i = 0; i < MESO_N_HOLDERS; i++)
    meso_extras_unref (self->extras[i]);
  g_free (self->read_only_reason);
  g_object_unref (self->history);

  G_OBJECT_CLASS (meso_session_parent_class)->finalize (object);
}

static void
meso_session_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_EDITABLE:
      g_value_set_boolean (value, meso_session_is_editable (MESO_SESSION (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_session_class_init (MesoSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = meso_session_get_property;
  object_class->finalize = meso_session_finalize;

  properties[PROP_EDITABLE] =
    g_param_spec_boolean ("editable", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDITED] = g_signal_new ("edited",
                                  MESO_TYPE_SESSION,
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  MESO_TYPE_EDIT);
}

static void
meso_session_init (MesoSession *self)
{
  self->status = MESO_STATUS_DRAFT;
  self->next_id = MESO_UNSET;
  self->amendments = g_ptr_array_new_with_free_func (g_object_unref);
  self->products = g_ptr_array_new_with_free_func (g_object_unref);
  self->checks = g_ptr_array_new_with_free_func (g_object_unref);
  self->maps = g_list_store_new (MESO_TYPE_MAP);
  self->history = _meso_history_new (replay, self);
}

/**
 * meso_session_new:
 * @id: a UUID
 *
 * An empty draft of revision 0, that is, never written. The loading functions fill it.
 */
MesoSession *
meso_session_new (const char *id)
{
  MesoSession *self;

  g_return_val_if_fail (id != NULL && g_uuid_string_is_valid (id), NULL);

  self = g_object_new (MESO_TYPE_SESSION, NULL);
  self->id = g_strdup (id);
  return self;
}

/** meso_session_get_id: a UUID. */
const char *
meso_session_get_id (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  return self->id;
}

/** meso_session_get_revision: how many times it was written; 0 for never. */
gint64
meso_session_get_revision (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return self->revision;
}

/** meso_session_get_status: draft, final or void. */
MesoStatus
meso_session_get_status (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), MESO_STATUS_UNSET);

  return self->status;
}

/** meso_session_get_format_minor: of the file it was read from. */
int
meso_session_get_format_minor (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return self->format_minor;
}

/** meso_session_get_next_id: the number that no id has reached yet, or %MESO_UNSET if none was ever needed. */
gint64
meso_session_get_next_id (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), MESO_UNSET);

  return self->next_id;
}

/** meso_session_get_item: (transfer none) (nullable): of a slot that holds one item. */
MesoItem *
meso_session_get_item (MesoSession *self,
                       MesoSlot slot)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);
  g_return_val_if_fail (slot >= MESO_SLOT_PATIENT && slot < MESO_N_SLOTS, NULL);

  return self->items[slot];
}

/** meso_session_get_patient: (nullable): as of the visit. */
const MesoPatient *
meso_session_get_patient (MesoSession *self)
{
  MesoItem *item = meso_session_get_item (self, MESO_SLOT_PATIENT);

  return item != NULL ? meso_item_get_patient (item) : NULL;
}

/** meso_session_get_visit: (nullable). */
const MesoVisit *
meso_session_get_visit (MesoSession *self)
{
  MesoItem *item = meso_session_get_item (self, MESO_SLOT_VISIT);

  return item != NULL ? meso_item_get_visit (item) : NULL;
}

/** meso_session_get_treatment: (nullable). */
const MesoTreatment *
meso_session_get_treatment (MesoSession *self)
{
  MesoItem *item = meso_session_get_item (self, MESO_SLOT_TREATMENT);

  return item != NULL ? meso_item_get_treatment (item) : NULL;
}

/** meso_session_get_notes: (nullable). */
const char *
meso_session_get_notes (MesoSession *self)
{
  MesoItem *item = meso_session_get_item (self, MESO_SLOT_NOTES);

  return item != NULL ? meso_item_get_notes (item)->text : NULL;
}

/** meso_session_get_finalized: (transfer none) (nullable): who closed it, and when. */
MesoItem *
meso_session_get_finalized (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  return self->finalized;
}

/** meso_session_get_n_amendments: dated changes after it was closed. */
guint
meso_session_get_n_amendments (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return self->amendments->len;
}

/** meso_session_get_amendment: (transfer none). */
MesoItem *
meso_session_get_amendment (MesoSession *self,
                            guint index)
{
  g_return_val_if_fail (index < meso_session_get_n_amendments (self), NULL);

  return g_ptr_array_index (self->amendments, index);
}

/** meso_session_get_n_products: one for each product and lot that was used. */
guint
meso_session_get_n_products (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return self->products->len;
}

/** meso_session_get_product: (transfer none). */
MesoItem *
meso_session_get_product (MesoSession *self,
                          guint index)
{
  g_return_val_if_fail (index < meso_session_get_n_products (self), NULL);

  return g_ptr_array_index (self->products, index);
}

/** meso_session_lookup_product: (transfer none) (nullable): @id may be %NULL. */
MesoItem *
meso_session_lookup_product (MesoSession *self,
                             const char *id)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  if (id == NULL)
    return NULL;
  for (guint i = 0; i < self->products->len; i++)
    if (strcmp (meso_item_get_id (g_ptr_array_index (self->products, i)), id) == 0)
      return g_ptr_array_index (self->products, i);
  return NULL;
}

/** meso_session_get_n_checks: consent and the like. */
guint
meso_session_get_n_checks (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return self->checks->len;
}

/** meso_session_get_check: (transfer none). */
MesoItem *
meso_session_get_check (MesoSession *self,
                        guint index)
{
  g_return_val_if_fail (index < meso_session_get_n_checks (self), NULL);

  return g_ptr_array_index (self->checks, index);
}

/** meso_session_get_maps: (transfer none): the list of #MesoMap, to be watched; only edits change it. */
GListModel *
meso_session_get_maps (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  return G_LIST_MODEL (self->maps);
}

/** meso_session_get_n_maps: the views in use. */
guint
meso_session_get_n_maps (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->maps));
}

/** meso_session_get_map: (transfer none) (nullable). */
MesoMap *
meso_session_get_map (MesoSession *self,
                      guint index)
{
  g_autoptr (MesoMap) map = NULL;

  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  map = g_list_model_get_item (G_LIST_MODEL (self->maps), index);
  return map; /* the list keeps it */
}

/** meso_session_lookup_map: (transfer none) (nullable): the map of @diagram and @variant, the first photo for photo. */
MesoMap *
meso_session_lookup_map (MesoSession *self,
                         const char *diagram,
                         MesoSex variant)
{
  g_return_val_if_fail (diagram != NULL, NULL);

  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    {
      MesoMap *map = meso_session_get_map (self, i);

      if (strcmp (meso_map_get_diagram (map), diagram) == 0 && meso_map_get_variant (map) == variant)
        return map;
    }
  return NULL;
}

/** meso_session_lookup_photo: (transfer none) (nullable): the map whose photo has the file @file. */
MesoMap *
meso_session_lookup_photo (MesoSession *self,
                           const char *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    {
      MesoMap *map = meso_session_get_map (self, i);
      MesoItem *photo = meso_map_get_photo (map);

      if (photo != NULL && strcmp (meso_item_get_photo (photo)->file, file) == 0)
        return map;
    }
  return NULL;
}

/** meso_session_get_n_marks: on all maps. */
guint
meso_session_get_n_marks (MesoSession *self)
{
  guint n_marks = 0;

  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    n_marks += meso_map_get_n_marks (meso_session_get_map (self, i));
  return n_marks;
}

/** meso_session_lookup_mark: (transfer none) (nullable): @map: (out) (optional): the map it is on. */
MesoMark *
meso_session_lookup_mark (MesoSession *self,
                          const char *id,
                          MesoMap **map)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    {
      MesoMap *candidate = meso_session_get_map (self, i);
      MesoMark *mark = meso_map_lookup (candidate, id);

      if (mark != NULL && map != NULL)
        *map = candidate;
      if (mark != NULL)
        return mark;
    }
  return NULL;
}

/** meso_session_get_extras: (transfer none) (nullable). */
MesoExtras *
meso_session_get_extras (MesoSession *self,
                         MesoHolder holder)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);
  g_return_val_if_fail (holder < MESO_N_HOLDERS, NULL);

  return self->extras[holder];
}

/** meso_session_get_read_only_reason: (nullable): translated; %NULL when it can be changed. */
const char *
meso_session_get_read_only_reason (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  if (self->read_only_reason != NULL)
    return self->read_only_reason;
  if (self->status == MESO_STATUS_FINAL)
    return _ ("This session is final. It can be amended, not changed.");
  if (self->status == MESO_STATUS_VOID)
    return _ ("This session is void.");
  if (self->format_minor > MESO_FORMAT_MINOR)
    return _ ("This session was written by a newer version of Mesomap and can only be read here.");
  return NULL;
}

/** meso_session_is_editable: whether meso_session_apply() can succeed. */
gboolean
meso_session_is_editable (MesoSession *self)
{
  return meso_session_get_read_only_reason (self) == NULL;
}

/**
 * meso_session_set_read_only:
 * @reason: (nullable): translated sentence for the user, or %NULL to lift it
 *
 * Locks the session for a reason that is not in its file: another program has it open, or it lies outside the library.
 */
void
meso_session_set_read_only (MesoSession *self,
                            const char *reason)
{
  gboolean was_editable;

  g_return_if_fail (MESO_IS_SESSION (self));

  was_editable = meso_session_is_editable (self);
  g_free (self->read_only_reason);
  self->read_only_reason = g_strdup (reason);
  _meso_history_set_frozen (self->history, !meso_session_is_editable (self));
  if (was_editable != meso_session_is_editable (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITABLE]);
}

static gint64
find_highest_number (MesoSession *self)
{
  gint64 highest = 0;

  for (guint i = 0; i < self->products->len; i++)
    highest = MAX (highest, _meso_id_get_number (meso_item_get_id (g_ptr_array_index (self->products, i))));
  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    {
      MesoMap *map = meso_session_get_map (self, i);

      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        highest = MAX (highest, _meso_id_get_number (meso_mark_get_id (meso_map_get_mark (map, k))));
    }
  return highest;
}

/**
 * meso_session_allocate_id:
 * @prefix: "m" for marks, "p" for products
 *
 * Returns: (transfer full): an id that no mark or product of this session has or ever had
 */
char *
meso_session_allocate_id (MesoSession *self,
                          const char *prefix)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);
  g_return_val_if_fail (prefix != NULL && meso_text_is_id (prefix), NULL);

  if (self->next_id == MESO_UNSET)
    self->next_id = find_highest_number (self) + 1;
  for (;;)
    {
      g_autofree char *id = g_strdup_printf ("%s%" G_GINT64_FORMAT, prefix, self->next_id++);

      if (meso_session_lookup_mark (self, id, NULL) == NULL && meso_session_lookup_product (self, id) == NULL)
        return g_steal_pointer (&id);
    }
}

/**
 * meso_session_apply:
 *
 * Does @edit as a whole or not at all, remembers it for undo, and tells the maps' and the session's watchers. It is the
 * only way a session changes.
 *
 * Returns: %FALSE with %MESO_ERROR_READ_ONLY when the session is final, void, of a newer format or opened read-only;
 *   %MESO_ERROR_CONFLICT when @edit does not fit what is there; %MESO_ERROR_INVALID or %MESO_ERROR_LIMIT when the
 *   format could not hold the result
 */
gboolean
meso_session_apply (MesoSession *self,
                    MesoEdit *edit,
                    GError **error)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), FALSE);
  g_return_val_if_fail (MESO_IS_EDIT (edit), FALSE);
  g_return_val_if_fail (!self->applying, FALSE);

  if (!meso_session_is_editable (self))
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_READ_ONLY, meso_session_get_read_only_reason (self));
      return FALSE;
    }
  if (meso_edit_get_n_changes (edit) == 0)
    return TRUE;
  if (!_meso_session_check_edit (self, edit, error))
    return FALSE;
  perform (self, edit);
  _meso_history_push (self->history, edit);
  g_signal_emit (self, signals[EDITED], 0, edit);
  return TRUE;
}

/** meso_session_get_history: (transfer none). */
MesoHistory *
meso_session_get_history (MesoSession *self)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  return self->history;
}

/**
 * meso_session_written:
 * @revision: that the file now has
 * @serial: of the history when the snapshot that was written was taken
 *
 * Notes a successful write, and only that.
 */
void
meso_session_written (MesoSession *self,
                      gint64 revision,
                      guint64 serial)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (revision >= 1);

  self->revision = revision;
  _meso_history_saved (self->history, serial);
}
