/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-selection.h"

struct _MesoSelection
{
  GObject parent_instance;

  GHashTable *ids; /* a set of strings */
  MesoSelectionFilter filter;
  gpointer filter_data;
};

G_DEFINE_FINAL_TYPE (MesoSelection, meso_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static gboolean
sets_equal (GHashTable *a,
            GHashTable *b)
{
  GHashTableIter iter;
  gpointer id;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (b, id))
      return FALSE;
  return TRUE;
}

static gboolean
is_allowed (MesoSelection *self,
            const char *id)
{
  return self->filter == NULL || self->filter (id, self->filter_data);
}

static void
take_set (MesoSelection *self,
          GHashTable *ids)
{
  gboolean same = sets_equal (self->ids, ids);

  g_hash_table_unref (self->ids);
  self->ids = ids;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
meso_selection_finalize (GObject *object)
{
  g_hash_table_unref (MESO_SELECTION (object)->ids);

  G_OBJECT_CLASS (meso_selection_parent_class)->finalize (object);
}

static void
meso_selection_class_init (MesoSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_selection_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", MESO_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
meso_selection_init (MesoSelection *self)
{
  self->ids = new_set ();
}

/** meso_selection_new: nothing is selected. */
MesoSelection *
meso_selection_new (void)
{
  return g_object_new (MESO_TYPE_SELECTION, NULL);
}

/** meso_selection_set_filter: @filter: says what may be selected; it must outlive the selection. */
void
meso_selection_set_filter (MesoSelection *self,
                           MesoSelectionFilter filter,
                           gpointer user_data)
{
  g_return_if_fail (MESO_IS_SELECTION (self));

  self->filter = filter;
  self->filter_data = user_data;
  if (filter != NULL)
    meso_selection_filter (self);
}

/** meso_selection_filter: lets go of what the filter no longer allows. */
void
meso_selection_filter (MesoSelection *self)
{
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (MESO_IS_SELECTION (self));

  ids = meso_selection_get_ids (self);
  meso_selection_set (self, (const char *const *) ids);
}

/** meso_selection_get_size: how many marks are selected. */
guint
meso_selection_get_size (MesoSelection *self)
{
  g_return_val_if_fail (MESO_IS_SELECTION (self), 0);

  return g_hash_table_size (self->ids);
}

/** meso_selection_contains: whether the mark with @id is selected. */
gboolean
meso_selection_contains (MesoSelection *self,
                         const char *id)
{
  g_return_val_if_fail (MESO_IS_SELECTION (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return g_hash_table_contains (self->ids, id);
}

/** meso_selection_clear: selects nothing. */
void
meso_selection_clear (MesoSelection *self)
{
  g_return_if_fail (MESO_IS_SELECTION (self));

  take_set (self, new_set ());
}

/** meso_selection_set: @ids: (array zero-terminated=1): selects these, those that may be, and no others. */
void
meso_selection_set (MesoSelection *self,
                    const char *const *ids)
{
  GHashTable *set;

  g_return_if_fail (MESO_IS_SELECTION (self));
  g_return_if_fail (ids != NULL);

  set = new_set ();
  for (; *ids != NULL; ids++)
    if (is_allowed (self, *ids))
      g_hash_table_add (set, g_strdup (*ids));
  take_set (self, set);
}

/** meso_selection_toggle: selects the mark with @id, or no longer. */
void
meso_selection_toggle (MesoSelection *self,
                       const char *id)
{
  g_return_if_fail (MESO_IS_SELECTION (self));
  g_return_if_fail (id != NULL);

  if (!g_hash_table_contains (self->ids, id) && !is_allowed (self, id))
    return;
  if (!g_hash_table_remove (self->ids, id))
    g_hash_table_add (self->ids, g_strdup (id));
  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_selection_get_ids: (transfer full) (array zero-terminated=1): in no order. */
GStrv
meso_selection_get_ids (MesoSelection *self)
{
  g_autoptr (GPtrArray) ids = NULL;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (MESO_IS_SELECTION (self), NULL);

  ids = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}
