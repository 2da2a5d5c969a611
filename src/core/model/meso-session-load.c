/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-history-private.h"
#include "model/meso-map-private.h"
#include "model/meso-session-private.h"

/**
 * meso_session_snapshot:
 *
 * Returns: (transfer full): the session as it is now, sharing all immutable parts, for a worker; it has no history and
 *   cannot be edited
 */
MesoSession *
meso_session_snapshot (MesoSession *self)
{
  MesoSession *copy;

  g_return_val_if_fail (MESO_IS_SESSION (self), NULL);

  copy = meso_session_new (self->id);
  meso_session_load_head (copy, self->format_minor, self->revision, self->status, self->next_id);
  for (guint i = 0; i < MESO_N_SLOTS; i++)
    g_set_object (&copy->items[i], self->items[i]);
  g_set_object (&copy->finalized, self->finalized);
  g_ptr_array_extend (copy->amendments, self->amendments, (GCopyFunc) (GCallback) g_object_ref, NULL);
  g_ptr_array_extend (copy->products, self->products, (GCopyFunc) (GCallback) g_object_ref, NULL);
  g_ptr_array_extend (copy->checks, self->checks, (GCopyFunc) (GCallback) g_object_ref, NULL);
  for (guint i = 0; i < meso_session_get_n_maps (self); i++)
    {
      g_autoptr (MesoMap) map = _meso_map_snapshot (meso_session_get_map (self, i));

      g_list_store_append (copy->maps, map);
    }
  for (guint i = 0; i < MESO_N_HOLDERS; i++)
    copy->extras[i] = meso_extras_ref (self->extras[i]);
  copy->read_only_reason = g_strdup ("snapshot");
  return copy;
}

/**
 * meso_session_load_head:
 * @format_minor: 0 for what this version writes
 * @next_id: or %MESO_UNSET
 *
 * Sets the attributes of the root element.
 */
void
meso_session_load_head (MesoSession *self,
                        int format_minor,
                        gint64 revision,
                        MesoStatus status,
                        gint64 next_id)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (format_minor >= 0);
  g_return_if_fail (revision >= 0);
  g_return_if_fail (status != MESO_STATUS_UNSET);

  self->format_minor = format_minor;
  self->revision = revision;
  self->status = status;
  self->next_id = next_id;
  _meso_history_set_frozen (self->history, !meso_session_is_editable (self));
}

/** meso_session_load_item: puts an item where its kind belongs; products, checks and amendments are appended. */
void
meso_session_load_item (MesoSession *self,
                        MesoItem *item)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (MESO_IS_ITEM (item));

  switch ((int) meso_item_get_kind (item))
    {
    case MESO_ITEM_PATIENT:
      g_set_object (&self->items[MESO_SLOT_PATIENT], item);
      break;
    case MESO_ITEM_VISIT:
      g_set_object (&self->items[MESO_SLOT_VISIT], item);
      break;
    case MESO_ITEM_TREATMENT:
      g_set_object (&self->items[MESO_SLOT_TREATMENT], item);
      break;
    case MESO_ITEM_OUTCOME:
      g_set_object (&self->items[MESO_SLOT_OUTCOME], item);
      break;
    case MESO_ITEM_NOTES:
      g_set_object (&self->items[MESO_SLOT_NOTES], item);
      break;
    case MESO_ITEM_FINALIZED:
      g_set_object (&self->finalized, item);
      break;
    case MESO_ITEM_PRODUCT:
      g_ptr_array_add (self->products, g_object_ref (item));
      break;
    case MESO_ITEM_CHECK:
      g_ptr_array_add (self->checks, g_object_ref (item));
      break;
    case MESO_ITEM_AMENDMENT:
      g_ptr_array_add (self->amendments, g_object_ref (item));
      break;
    default:
      g_return_if_reached ();
    }
}

/** meso_session_load_map: appends a map. */
void
meso_session_load_map (MesoSession *self,
                       MesoMap *map)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (MESO_IS_MAP (map));

  g_list_store_append (self->maps, map);
}

/** meso_session_load_marks: @marks: (element-type MesoMark): appended to @map, which belongs to @self. */
void
meso_session_load_marks (MesoSession *self,
                         MesoMap *map,
                         GPtrArray *marks)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (g_list_store_find (self->maps, map, NULL));

  _meso_map_load (map, marks);
}

/** meso_session_load_extras: keeps a reference. */
void
meso_session_load_extras (MesoSession *self,
                          MesoHolder holder,
                          MesoExtras *extras)
{
  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (holder < MESO_N_HOLDERS);

  meso_extras_unref (self->extras[holder]);
  self->extras[holder] = meso_extras_ref (extras);
}
