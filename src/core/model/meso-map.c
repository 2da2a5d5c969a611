/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-map.h"

#include <string.h>

#include "model/meso-map-private.h"

struct _MesoMap
{
  GObject parent_instance;

  char *diagram;
  gint64 diagram_version;
  MesoSex variant;
  MesoItem *photo;
  GBytes *picture; /* the file of the photo; NULL until somebody reads it */
  MesoExtras *extras;

  GPtrArray *marks; /* MesoMark, in the order of the file */
  GHashTable *by_id; /* id of a mark -> MesoMark; holds the same marks as the array */
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A contiguous stretch that an edit replaces: n_removed marks from position on, by the added ones. */
typedef struct
{
  guint position;
  guint n_removed;
  guint first_added; /* in the run builder's array */
  guint n_added;
} Run;

static GType
meso_map_get_item_type (GListModel *model)
{
  (void) model;
  return MESO_TYPE_MARK;
}

static guint
meso_map_get_n_items (GListModel *model)
{
  return MESO_MAP (model)->marks->len;
}

static gpointer
meso_map_get_item (GListModel *model,
                   guint position)
{
  MesoMap *self = MESO_MAP (model);

  return position < self->marks->len ? g_object_ref (g_ptr_array_index (self->marks, position)) : NULL;
}

static void
meso_map_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = meso_map_get_item_type;
  iface->get_n_items = meso_map_get_n_items;
  iface->get_item = meso_map_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MesoMap,
                               meso_map,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, meso_map_list_model_init))

static int
compare_positions (gconstpointer a,
                   gconstpointer b)
{
  const MesoChange *x = *(const MesoChange *const *) a, *y = *(const MesoChange *const *) b;

  return (x->position > y->position) - (x->position < y->position);
}

/* Sorts the changes of one map into those by mark and the insertions in order of their place. */
static void
sort_changes (MesoMap *self,
              MesoEdit *edit,
              GHashTable **by_mark,
              GPtrArray **insertions)
{
  *by_mark = g_hash_table_new (NULL, NULL);
  *insertions = g_ptr_array_new ();
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot != MESO_SLOT_MARK || change->map != self)
        continue;
      if (change->before != NULL)
        g_hash_table_insert (*by_mark, change->before, (gpointer) change);
      else
        g_ptr_array_add (*insertions, (gpointer) change);
    }
  g_ptr_array_sort (*insertions, compare_positions);
}

static void
extend_run (GArray *runs,
            guint position,
            guint n_removed,
            guint first_added,
            guint n_added)
{
  Run *last = runs->len > 0 ? &g_array_index (runs, Run, runs->len - 1) : NULL;

  if (last != NULL && last->position + last->n_removed == position)
    {
      last->n_removed += n_removed;
      last->n_added += n_added;
    }
  else
    {
      Run run = { position, n_removed, first_added, n_added };

      g_array_append_val (runs, run);
    }
}

/* Walks the old order once and finds the contiguous runs that the edit replaces. */
static GArray *
find_runs (MesoMap *self,
           MesoEdit *edit,
           GPtrArray *added)
{
  g_autoptr (GHashTable) by_mark = NULL;
  g_autoptr (GPtrArray) insertions = NULL;
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (Run));
  guint n_out = 0;
  guint next = 0;

  sort_changes (self, edit, &by_mark, &insertions);
  for (guint i = 0; i <= self->marks->len; i++)
    {
      gboolean at_end = i == self->marks->len;
      const MesoChange *change;

      for (; next < insertions->len; next++, n_out++)
        {
          const MesoChange *insertion = g_ptr_array_index (insertions, next);

          if (!at_end && insertion->position > n_out)
            break;
          g_ptr_array_add (added, g_object_ref (insertion->after));
          extend_run (runs, i, 0, added->len - 1, 1);
        }
      if (at_end)
        break;

      change = g_hash_table_lookup (by_mark, g_ptr_array_index (self->marks, i));
      if (change != NULL && change->after == NULL)
        {
          extend_run (runs, i, 1, added->len, 0);
          continue;
        }
      if (change != NULL)
        {
          g_ptr_array_add (added, g_object_ref (change->after));
          extend_run (runs, i, 1, added->len - 1, 1);
        }
      n_out++;
    }
  return runs;
}

/* All ids at once: a mark that moves within the list goes in one run and comes back in another. */
static void
change_ids (MesoMap *self,
            GArray *runs,
            GPtrArray *added)
{
  for (guint i = 0; i < runs->len; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);

      for (guint k = 0; k < run->n_removed; k++)
        g_hash_table_remove (self->by_id, meso_mark_get_id (g_ptr_array_index (self->marks, run->position + k)));
    }
  for (guint i = 0; i < added->len; i++)
    {
      MesoMark *mark = g_ptr_array_index (added, i);

      g_hash_table_insert (self->by_id, (gpointer) meso_mark_get_id (mark), mark);
    }
}

static void
splice (MesoMap *self,
        const Run *run,
        GPtrArray *added)
{
  if (run->n_added < run->n_removed)
    g_ptr_array_remove_range (self->marks, run->position + run->n_added, run->n_removed - run->n_added);
  for (guint i = run->n_removed; i < run->n_added; i++)
    g_ptr_array_add (self->marks, NULL);
  if (run->n_added > run->n_removed)
    {
      guint grown = run->n_added - run->n_removed;
      gpointer *data = self->marks->pdata;
      guint tail = self->marks->len - grown - run->position - run->n_removed;

      memmove (data + run->position + run->n_added, data + run->position + run->n_removed, tail * sizeof *data);
      memset (data + run->position + run->n_removed, 0, grown * sizeof *data);
    }
  for (guint i = 0; i < run->n_added; i++)
    {
      MesoMark *mark = g_object_ref (g_ptr_array_index (added, run->first_added + i));
      gpointer *slot = &g_ptr_array_index (self->marks, run->position + i);

      if (*slot != NULL)
        g_object_unref (*slot);
      *slot = mark;
    }
}

static void
unref_mark (gpointer mark)
{
  if (mark != NULL)
    g_object_unref (mark);
}

static void
meso_map_finalize (GObject *object)
{
  MesoMap *self = MESO_MAP (object);

  g_free (self->diagram);
  g_clear_object (&self->photo);
  g_clear_pointer (&self->picture, g_bytes_unref);
  meso_extras_unref (self->extras);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->marks);

  G_OBJECT_CLASS (meso_map_parent_class)->finalize (object);
}

static void
meso_map_class_init (MesoMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_map_finalize;

  /**
   * MesoMap::edited:
   * @edit: what was applied; an undo is an edit, too
   */
  signals[EDITED] = g_signal_new ("edited",
                                  MESO_TYPE_MAP,
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
meso_map_init (MesoMap *self)
{
  self->marks = g_ptr_array_new_with_free_func (unref_mark);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/**
 * meso_map_new:
 * @diagram: the id of a diagram, or %MESO_DIAGRAM_PHOTO
 * @diagram_version: of the art the marks were placed on, or %MESO_UNSET
 * @variant: %MESO_SEX_FEMALE, %MESO_SEX_MALE or %MESO_SEX_UNSET
 * @photo: (nullable): the item of a photo map
 * @extras: (nullable)
 *
 * An empty map; it becomes part of a session by an edit.
 */
MesoMap *
meso_map_new (const char *diagram,
              gint64 diagram_version,
              MesoSex variant,
              MesoItem *photo,
              MesoExtras *extras)
{
  MesoMap *self;

  g_return_val_if_fail (diagram != NULL && meso_text_is_token (diagram), NULL);

  self = g_object_new (MESO_TYPE_MAP, NULL);
  self->diagram = g_strdup (diagram);
  self->diagram_version = diagram_version;
  self->variant = variant;
  self->photo = photo != NULL ? g_object_ref (photo) : NULL;
  self->extras = meso_extras_ref (extras);
  return self;
}

/** meso_map_get_diagram: the diagram's id, or %MESO_DIAGRAM_PHOTO. */
const char *
meso_map_get_diagram (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);

  return self->diagram;
}

/** meso_map_get_diagram_version: of the art the marks were placed on, or %MESO_UNSET. */
gint64
meso_map_get_diagram_version (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), MESO_UNSET);

  return self->diagram_version;
}

/** meso_map_get_variant: which body the diagram shows. */
MesoSex
meso_map_get_variant (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), MESO_SEX_UNSET);

  return self->variant;
}

/** meso_map_get_photo: (transfer none) (nullable). */
MesoItem *
meso_map_get_photo (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);

  return self->photo;
}

/**
 * meso_map_get_picture:
 *
 * The bytes of the photo's file, which every snapshot shares: what is painted, written and embedded is the same.
 *
 * Returns: (transfer none) (nullable): %NULL for a diagram, and where the file is missing or not the recorded one
 */
GBytes *
meso_map_get_picture (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);

  return self->picture;
}

/** meso_map_load_picture: @picture: whose digest is the photo's; for readers and importers, before anybody watches. */
void
meso_map_load_picture (MesoMap *self,
                       GBytes *picture)
{
  g_return_if_fail (MESO_IS_MAP (self) && self->photo != NULL);
  g_return_if_fail (picture != NULL);

  g_clear_pointer (&self->picture, g_bytes_unref);
  self->picture = g_bytes_ref (picture);
}

/** meso_map_get_extras: (transfer none) (nullable). */
MesoExtras *
meso_map_get_extras (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);

  return self->extras;
}

/** meso_map_get_n_marks: the same as g_list_model_get_n_items(). */
guint
meso_map_get_n_marks (MesoMap *self)
{
  g_return_val_if_fail (MESO_IS_MAP (self), 0);

  return self->marks->len;
}

/** meso_map_get_mark: (transfer none) (nullable): %NULL past the end. */
MesoMark *
meso_map_get_mark (MesoMap *self,
                   guint position)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);

  return position < self->marks->len ? g_ptr_array_index (self->marks, position) : NULL;
}

/** meso_map_lookup: (transfer none) (nullable): the mark with @id as it is now. */
MesoMark *
meso_map_lookup (MesoMap *self,
                 const char *id)
{
  g_return_val_if_fail (MESO_IS_MAP (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}

/** meso_map_find: @position: (out): where the mark with @id is; %FALSE if there is none. */
gboolean
meso_map_find (MesoMap *self,
               const char *id,
               guint *position)
{
  MesoMark *mark = meso_map_lookup (self, id);

  return mark != NULL && g_ptr_array_find (self->marks, mark, position);
}

/* Fills an empty map from a file; ids are the reader's to check. */
void
_meso_map_load (MesoMap *self,
                GPtrArray *marks)
{
  g_return_if_fail (MESO_IS_MAP (self));

  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *mark = g_ptr_array_index (marks, i);

      g_ptr_array_add (self->marks, g_object_ref (mark));
      g_hash_table_insert (self->by_id, (gpointer) meso_mark_get_id (mark), mark);
    }
  if (marks->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), self->marks->len - marks->len, 0, marks->len);
}

/* Whether @edit changed what is said of the photo. */
static gboolean
apply_to_photo (MesoMap *self,
                MesoEdit *edit)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot == MESO_SLOT_PHOTO && change->map == self)
        changed |= g_set_object (&self->photo, MESO_ITEM (change->after));
    }
  return changed;
}

/*
 * Does what @edit says of this map. The runs are spliced from the end of the list to its front, so that at each
 * items-changed the places of the runs still to come are right.
 */
void
_meso_map_apply (MesoMap *self,
                 MesoEdit *edit)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) runs = NULL;
  gboolean changed;

  g_return_if_fail (MESO_IS_MAP (self));
  g_return_if_fail (MESO_IS_EDIT (edit));

  changed = apply_to_photo (self, edit);
  runs = find_runs (self, edit, added);
  change_ids (self, runs, added);
  for (guint i = runs->len; i > 0; i--)
    {
      const Run *run = &g_array_index (runs, Run, i - 1);

      splice (self, run, added);
      g_list_model_items_changed (G_LIST_MODEL (self), run->position, run->n_removed, run->n_added);
    }
  if (changed || runs->len > 0)
    g_signal_emit (self, signals[EDITED], 0, edit);
}

MesoMap *
_meso_map_snapshot (MesoMap *self)
{
  MesoMap *copy = meso_map_new (self->diagram, self->diagram_version, self->variant, self->photo, self->extras);

  if (self->picture != NULL)
    meso_map_load_picture (copy, self->picture);
  _meso_map_load (copy, self->marks);
  return copy;
}
