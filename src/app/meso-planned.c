/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-planned.h"

#include "diagram/meso-site.h"

/** meso_planned_is_open: whether @mark is planned and can be confirmed. */
gboolean
meso_planned_is_open (MesoEditor *editor,
                      MesoMark *mark)
{
  g_return_val_if_fail (MESO_IS_EDITOR (editor), FALSE);
  g_return_val_if_fail (MESO_IS_MARK (mark), FALSE);

  return meso_mark_is_planned (mark) && !meso_editor_is_locked (editor, mark);
}

/**
 * meso_planned_get_site:
 * @mark: of the view in sight
 *
 * Returns: where @mark is, by its place as it is seen; where the diagram is missing, by what the mark says
 */
MesoSite
meso_planned_get_site (MesoEditor *editor,
                       MesoMark *mark)
{
  const MesoMarkData *data;
  const MesoRegion *region;
  MesoSite site = { NULL, MESO_SIDE_UNSET };

  g_return_val_if_fail (MESO_IS_EDITOR (editor), site);
  g_return_val_if_fail (MESO_IS_MARK (mark), site);

  data = meso_mark_get (mark);
  if (meso_editor_get_diagram (editor) == NULL)
    return (MesoSite){ data->region, data->side };
  region = meso_site_find (meso_editor_get_diagram (editor), data, &site.side);
  site.region = region != NULL ? meso_region_get_id (region) : NULL;
  return site;
}

/** meso_planned_dup_site_name: (transfer full) (nullable): "Right cheek"; %NULL outside the named regions. */
char *
meso_planned_dup_site_name (MesoEditor *editor,
                            const MesoSite *site)
{
  MesoDiagram *diagram;
  const MesoRegion *region = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (site != NULL, NULL);

  diagram = meso_editor_get_diagram (editor);
  if (diagram != NULL && site->region != NULL)
    region = meso_diagram_lookup_region (diagram, site->region, site->side);
  return region != NULL ? meso_region_dup_name (region) : NULL;
}

/* What is numbered comes first, then the order of the file. */
static gint64
get_order (MesoMark *mark)
{
  return meso_mark_get (mark)->order != MESO_UNSET ? meso_mark_get (mark)->order : G_MAXINT64;
}

/* By what the marks say: they are thousands, and this is asked with every edit. */
static gboolean
is_near (MesoMark *a,
         MesoMark *b)
{
  return meso_mark_get (a)->side == meso_mark_get (b)->side &&
         g_strcmp0 (meso_mark_get (a)->region, meso_mark_get (b)->region) == 0;
}

/**
 * meso_planned_find_after:
 * @from: (nullable): a mark of the view in sight
 *
 * Returns: (transfer none) (nullable): the one to confirm after @from, or the first: what is left of the same region,
 *   then what comes after it in the order of the record, then from the start; never @from
 */
MesoMark *
meso_planned_find_after (MesoEditor *editor,
                         MesoMark *from)
{
  MesoMap *map;
  MesoMark *best[4] = { NULL };
  guint n_marks, place = 0;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (from == NULL || MESO_IS_MARK (from), NULL);

  map = meso_editor_get_map (editor);
  n_marks = map != NULL ? meso_map_get_n_marks (map) : 0;
  if (from != NULL)
    meso_map_find (map, meso_mark_get_id (from), &place);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      gboolean is_after;
      guint rank;

      if (mark == from || !meso_planned_is_open (editor, mark))
        continue;
      is_after = from != NULL && (get_order (mark) > get_order (from) ||
                                  (get_order (mark) == get_order (from) && i > place));
      rank = (from != NULL && is_near (mark, from) ? 0 : 2) + (is_after ? 0 : 1);
      if (best[rank] == NULL || get_order (mark) < get_order (best[rank]))
        best[rank] = mark;
    }
  for (guint i = 0; i < G_N_ELEMENTS (best); i++)
    if (best[i] != NULL)
      return best[i];
  return NULL;
}

/** meso_planned_list_selected: (transfer full) (element-type MesoMark): the open ones of the selection. */
GPtrArray *
meso_planned_list_selected (MesoEditor *editor)
{
  GPtrArray *marks;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  marks = meso_editor_get_selected_marks (editor);
  for (guint i = marks->len; i > 0; i--)
    if (!meso_planned_is_open (editor, g_ptr_array_index (marks, i - 1)))
      g_ptr_array_remove_index (marks, i - 1);
  return marks;
}

/** meso_planned_list_site: (transfer full) (element-type MesoMark): what is open in a region, on its side. */
GPtrArray *
meso_planned_list_site (MesoEditor *editor,
                        const MesoSite *site)
{
  GPtrArray *marks;
  MesoMap *map;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (site != NULL, NULL);

  marks = g_ptr_array_new_with_free_func (g_object_unref);
  map = meso_editor_get_map (editor);
  n_marks = map != NULL ? meso_map_get_n_marks (map) : 0;
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoSite own;

      if (!meso_planned_is_open (editor, mark))
        continue;
      own = meso_planned_get_site (editor, mark);
      if (own.side == site->side && g_strcmp0 (own.region, site->region) == 0)
        g_ptr_array_add (marks, g_object_ref (mark));
    }
  return marks;
}

static gboolean
has_open (MesoEditor *editor,
          MesoMap *map)
{
  guint n_marks = meso_map_get_n_marks (map);

  for (guint i = 0; i < n_marks; i++)
    if (meso_planned_is_open (editor, meso_map_get_mark (map, i)))
      return TRUE;
  return FALSE;
}

/**
 * meso_planned_find_other_view:
 *
 * Returns: (transfer none) (nullable): the first other view, in the order of the session from the one in sight on, that
 *   has something to confirm
 */
MesoMap *
meso_planned_find_other_view (MesoEditor *editor)
{
  MesoSession *session;
  guint n_maps, place = 0;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  session = meso_editor_get_session (editor);
  n_maps = meso_session_get_n_maps (session);
  while (place < n_maps && meso_session_get_map (session, place) != meso_editor_get_map (editor))
    place++;
  for (guint i = 1; i < n_maps; i++)
    {
      MesoMap *map = meso_session_get_map (session, (place + i) % n_maps);

      if (has_open (editor, map))
        return map;
    }
  return NULL;
}

/** meso_planned_count: how many marks of @session are planned, on all views, hidden and locked ones too. */
guint
meso_planned_count (MesoSession *session)
{
  guint n = 0;

  g_return_val_if_fail (MESO_IS_SESSION (session), 0);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      guint n_marks = meso_map_get_n_marks (map);

      for (guint k = 0; k < n_marks; k++)
        n += meso_mark_is_planned (meso_map_get_mark (map, k));
    }
  return n;
}
