/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-edit.h"

struct _MesoEdit
{
  GObject parent_instance;

  char *name;
  char *merge_key;
  GArray *changes; /* MesoChange, holding references */
};

G_DEFINE_FINAL_TYPE (MesoEdit, meso_edit, G_TYPE_OBJECT)

static void
clear_change (gpointer data)
{
  MesoChange *change = data;

  g_clear_object (&change->map);
  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

static void
add_change (MesoEdit *self,
            MesoSlot slot,
            MesoMap *map,
            gpointer before,
            gpointer after,
            guint position)
{
  MesoChange change = { .slot = slot, .position = position };

  g_set_object (&change.map, map);
  g_set_object (&change.before, before);
  g_set_object (&change.after, after);
  g_array_append_val (self->changes, change);
}

static void
meso_edit_finalize (GObject *object)
{
  MesoEdit *self = MESO_EDIT (object);

  g_free (self->name);
  g_free (self->merge_key);
  g_array_unref (self->changes);

  G_OBJECT_CLASS (meso_edit_parent_class)->finalize (object);
}

static void
meso_edit_class_init (MesoEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_edit_finalize;
}

static void
meso_edit_init (MesoEdit *self)
{
  self->changes = g_array_new (FALSE, FALSE, sizeof (MesoChange));
  g_array_set_clear_func (self->changes, clear_change);
}

/**
 * meso_edit_new:
 * @name: translated, as after "Undo": "Add Line"
 *
 * An edit without changes, to be filled and then applied.
 */
MesoEdit *
meso_edit_new (const char *name)
{
  MesoEdit *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (MESO_TYPE_EDIT, NULL);
  self->name = g_strdup (name);
  return self;
}

/** meso_edit_get_name: what meso_edit_new() was given. */
const char *
meso_edit_get_name (MesoEdit *self)
{
  g_return_val_if_fail (MESO_IS_EDIT (self), NULL);

  return self->name;
}

/**
 * meso_edit_set_merge_key:
 * @merge_key: (nullable): edits that follow one another with the same key are undone together
 */
void
meso_edit_set_merge_key (MesoEdit *self,
                         const char *merge_key)
{
  g_return_if_fail (MESO_IS_EDIT (self));

  g_free (self->merge_key);
  self->merge_key = g_strdup (merge_key);
}

/** meso_edit_get_merge_key: (nullable). */
const char *
meso_edit_get_merge_key (MesoEdit *self)
{
  g_return_val_if_fail (MESO_IS_EDIT (self), NULL);

  return self->merge_key;
}

/** meso_edit_add_mark: @position: where it is to be after the edit, or %MESO_POSITION_END. */
void
meso_edit_add_mark (MesoEdit *self,
                    MesoMap *map,
                    MesoMark *mark,
                    guint position)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map));
  g_return_if_fail (MESO_IS_MARK (mark));

  add_change (self, MESO_SLOT_MARK, map, NULL, mark, position);
}

/** meso_edit_remove_mark: @mark must be on @map now; its place is remembered for the undo. */
void
meso_edit_remove_mark (MesoEdit *self,
                       MesoMap *map,
                       MesoMark *mark)
{
  guint position;

  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map));
  g_return_if_fail (MESO_IS_MARK (mark));

  if (!meso_map_find (map, meso_mark_get_id (mark), &position))
    position = MESO_POSITION_END;
  add_change (self, MESO_SLOT_MARK, map, mark, NULL, position);
}

/** meso_edit_replace_mark: @after has the id of @before and takes its place. */
void
meso_edit_replace_mark (MesoEdit *self,
                        MesoMap *map,
                        MesoMark *before,
                        MesoMark *after)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map));
  g_return_if_fail (MESO_IS_MARK (before) && MESO_IS_MARK (after));

  add_change (self, MESO_SLOT_MARK, map, before, after, 0);
}

/** meso_edit_change_photo: what is said of the photo of @map; its file stays the same one. */
void
meso_edit_change_photo (MesoEdit *self,
                        MesoMap *map,
                        MesoItem *after)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map) && meso_map_get_photo (map) != NULL);
  g_return_if_fail (MESO_IS_ITEM (after));

  add_change (self, MESO_SLOT_PHOTO, map, meso_map_get_photo (map), after, 0);
}

/**
 * meso_edit_change_item:
 * @slot: a product, check, or one of the slots that hold one item
 * @before: (nullable): what is there now
 * @after: (nullable): what is to be there
 * @position: as in #MesoChange; 0 for the slots that hold one item
 */
void
meso_edit_change_item (MesoEdit *self,
                       MesoSlot slot,
                       MesoItem *before,
                       MesoItem *after,
                       guint position)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (slot > MESO_SLOT_PHOTO && slot < MESO_N_SLOTS);
  g_return_if_fail (before != NULL || after != NULL);

  add_change (self, slot, NULL, before, after, position);
}

/** meso_edit_add_map: @position: among the maps, or %MESO_POSITION_END. */
void
meso_edit_add_map (MesoEdit *self,
                   MesoMap *map,
                   guint position)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map));

  add_change (self, MESO_SLOT_MAP, NULL, NULL, map, position);
}

/** meso_edit_remove_map: its marks must go in the same edit; @position: where it is now, for the undo. */
void
meso_edit_remove_map (MesoEdit *self,
                      MesoMap *map,
                      guint position)
{
  g_return_if_fail (MESO_IS_EDIT (self));
  g_return_if_fail (MESO_IS_MAP (map));

  add_change (self, MESO_SLOT_MAP, NULL, map, NULL, position);
}

/** meso_edit_get_n_changes: 0 for an edit that does nothing. */
guint
meso_edit_get_n_changes (MesoEdit *self)
{
  g_return_val_if_fail (MESO_IS_EDIT (self), 0);

  return self->changes->len;
}

/** meso_edit_get_change: (transfer none). */
const MesoChange *
meso_edit_get_change (MesoEdit *self,
                      guint index)
{
  g_return_val_if_fail (MESO_IS_EDIT (self), NULL);
  g_return_val_if_fail (index < self->changes->len, NULL);

  return &g_array_index (self->changes, MesoChange, index);
}

/** meso_edit_touches_map: whether it changes a mark of @map, or its photo. */
gboolean
meso_edit_touches_map (MesoEdit *self,
                       MesoMap *map)
{
  g_return_val_if_fail (MESO_IS_EDIT (self), FALSE);

  for (guint i = 0; i < self->changes->len; i++)
    if (g_array_index (self->changes, MesoChange, i).map == map)
      return TRUE;
  return FALSE;
}

/** meso_edit_invert: (transfer full): the edit turned round, which takes everything back to where it was. */
MesoEdit *
meso_edit_invert (MesoEdit *self)
{
  MesoEdit *inverse;

  g_return_val_if_fail (MESO_IS_EDIT (self), NULL);

  inverse = meso_edit_new (self->name);
  for (guint i = self->changes->len; i > 0; i--)
    {
      const MesoChange *change = &g_array_index (self->changes, MesoChange, i - 1);

      add_change (inverse, change->slot, change->map, change->after, change->before, change->position);
    }
  return inverse;
}

/* For each thing that @self leaves, the index + 1 of its change. */
static GHashTable *
index_results (MesoEdit *self)
{
  GHashTable *results = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const MesoChange *change = &g_array_index (self->changes, MesoChange, i);

      if (change->after != NULL)
        g_hash_table_insert (results, change->after, GUINT_TO_POINTER (i + 1));
    }
  return results;
}

/**
 * meso_edit_compose:
 * @next: what was applied right after @self
 *
 * One edit that does what the two do, so that what was there in between need not be remembered. Only replacements can
 * be joined to what came before them: they move nothing in the lists.
 *
 * Returns: (transfer full) (nullable): the edit with the name and merge key of @self; %NULL when @next does more than
 *   replace
 */
MesoEdit *
meso_edit_compose (MesoEdit *self,
                   MesoEdit *next)
{
  g_autoptr (MesoEdit) composed = NULL;
  g_autoptr (GHashTable) results = NULL;

  g_return_val_if_fail (MESO_IS_EDIT (self) && MESO_IS_EDIT (next), NULL);

  for (guint i = 0; i < next->changes->len; i++)
    if (g_array_index (next->changes, MesoChange, i).before == NULL ||
        g_array_index (next->changes, MesoChange, i).after == NULL)
      return NULL;

  composed = meso_edit_new (self->name);
  meso_edit_set_merge_key (composed, self->merge_key);
  results = index_results (self);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const MesoChange *change = &g_array_index (self->changes, MesoChange, i);

      add_change (composed, change->slot, change->map, change->before, change->after, change->position);
    }
  for (guint i = 0; i < next->changes->len; i++)
    {
      const MesoChange *change = &g_array_index (next->changes, MesoChange, i);
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (results, change->before));

      if (found > 0)
        g_set_object (&g_array_index (composed->changes, MesoChange, found - 1).after, change->after);
      else
        add_change (composed, change->slot, change->map, change->before, change->after, change->position);
    }
  return g_steal_pointer (&composed);
}

static gsize
get_object_size (GObject *object)
{
  GBytes *picture;

  if (MESO_IS_MARK (object))
    return meso_mark_get_size (MESO_MARK (object));
  if (MESO_IS_ITEM (object))
    return meso_item_get_size (MESO_ITEM (object));
  picture = meso_map_get_picture (MESO_MAP (object));
  return picture != NULL ? g_bytes_get_size (picture) : 0;
}

/**
 * meso_edit_get_size:
 *
 * About how many bytes are kept in memory because the edit is remembered: its list, and of each change what is no
 * longer in the session. Of something new that is what has been added, since it is not in the session once the edit is
 * undone; but a photo is too large to be counted before that.
 */
gsize
meso_edit_get_size (MesoEdit *self)
{
  gsize size;

  g_return_val_if_fail (MESO_IS_EDIT (self), 0);

  size = sizeof *self + 2 * self->changes->len * sizeof (MesoChange);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const MesoChange *change = &g_array_index (self->changes, MesoChange, i);

      if (change->before != NULL)
        size += get_object_size (change->before);
      else if (change->slot != MESO_SLOT_MAP)
        size += get_object_size (change->after);
    }
  return size;
}
