/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <glib/gi18n-lib.h>

/* What a mark has in common with others, as text: (transfer full) (nullable): nothing. */
static char *
dup_key (const MesoMarkData *mark,
         MesoSameness what)
{
  switch (what)
    {
    case MESO_SAME_REGION:
      return g_strdup_printf ("%s %d", mark->region != NULL ? mark->region : "", mark->side);
    case MESO_SAME_LAYER:
      return g_strdup (meso_aspect_get_key (MESO_ASPECT_LAYER, mark));
    case MESO_SAME_PRODUCT:
      return g_strdup (meso_aspect_get_key (MESO_ASPECT_PRODUCT, mark));
    case MESO_SAME_TECHNIQUE:
      return g_strdup_printf ("%d", mark->technique);
    case MESO_SAME_PATTERN:
      return g_strdup (mark->pattern);
    case MESO_SAME_STATE:
      return g_strdup (meso_aspect_get_key (MESO_ASPECT_STATE, mark));
    case MESO_N_SAMENESSES:
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What is selected has these in common with others. */
static GHashTable *
list_keys (MesoEditor *self,
           MesoSameness what)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (self);

  for (guint i = 0; i < marks->len; i++)
    {
      char *key = dup_key (meso_mark_get (g_ptr_array_index (marks, i)), what);

      if (key != NULL)
        g_hash_table_add (keys, key);
    }
  return keys;
}

static void
select_by_keys (MesoEditor *self,
                MesoSameness what,
                GHashTable *keys)
{
  MesoMap *map = meso_editor_get_map (self);
  MesoSelection *selection = meso_editor_get_selection (self);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autofree char *text = NULL;
  guint n;

  for (guint i = 0; map != NULL && i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      g_autofree char *key = dup_key (meso_mark_get (mark), what);

      if (key != NULL && g_hash_table_contains (keys, key))
        g_ptr_array_add (ids, (gpointer) meso_mark_get_id (mark));
    }
  g_ptr_array_add (ids, NULL);
  meso_selection_set (selection, (const char *const *) ids->pdata);
  n = meso_selection_get_size (selection);
  text = g_strdup_printf (ngettext ("%u item selected", "%u items selected", n), n);
  g_signal_emit_by_name (self, "message", text, FALSE);
}

/** meso_editor_can_select_same: whether what is selected has something of the kind: lone points have no pattern. */
gboolean
meso_editor_can_select_same (MesoEditor *self,
                             MesoSameness what)
{
  g_autoptr (GHashTable) keys = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (what < MESO_N_SAMENESSES, FALSE);

  if (what != MESO_SAME_PATTERN)
    return meso_selection_get_size (meso_editor_get_selection (self)) > 0;
  keys = list_keys (self, what);
  return g_hash_table_size (keys) > 0;
}

/** meso_editor_select_same: all marks of the view that share @what with any that is selected. */
void
meso_editor_select_same (MesoEditor *self,
                         MesoSameness what)
{
  g_autoptr (GHashTable) keys = NULL;

  g_return_if_fail (MESO_IS_EDITOR (self));
  g_return_if_fail (what < MESO_N_SAMENESSES);

  keys = list_keys (self, what);
  if (g_hash_table_size (keys) > 0)
    select_by_keys (self, what, keys);
}

/** meso_editor_select_region_at: all marks of the region that @place, in 1/100 mm, lies in. */
void
meso_editor_select_region_at (MesoEditor *self,
                              MesoPoint place)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MesoMarkData data;

  g_return_if_fail (MESO_IS_EDITOR (self));

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.points = &place;
  data.n_points = 1;
  meso_editor_find_site (self, &data);
  g_hash_table_add (keys, dup_key (&data, MESO_SAME_REGION));
  select_by_keys (self, MESO_SAME_REGION, keys);
}
