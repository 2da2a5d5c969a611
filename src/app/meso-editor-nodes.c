/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <glib/gi18n-lib.h>

#include "pattern/meso-outline.h"

static gboolean
check_points (MesoEditor *self,
              const MesoMarkData *data,
              GArray *points)
{
  g_autoptr (GError) error = NULL;

  if (data->kind == MESO_MARK_THREAD && points->len < 2)
    g_signal_emit_by_name (self, "message", _ ("A line needs two nodes."), TRUE);
  else if (data->kind == MESO_MARK_THREAD && points->len > MESO_MAX_THREAD_POINTS)
    g_signal_emit_by_name (self, "message", _ ("This line has as many nodes as a line can have."), TRUE);
  else if (data->kind == MESO_MARK_AREA &&
           !meso_outline_check ((const MesoPoint *) (gpointer) points->data, points->len, &error))
    g_signal_emit_by_name (self, "message", error->message, TRUE);
  else
    return TRUE;
  return FALSE;
}

/**
 * meso_editor_reshape_mark:
 * @mark: a line or zone of the current map
 * @name: translated, for undo: "Move Node"
 * @merge_key: (nullable): of the steps that it is undone with
 * @points: (element-type MesoPoint): where its nodes are now, in 1/100 mm
 *
 * Moves, adds or removes nodes; region and side follow. What no line or zone can be is refused with a plain word, and
 * nothing changes.
 */
gboolean
meso_editor_reshape_mark (MesoEditor *self,
                          MesoMark *mark,
                          const char *name,
                          const char *merge_key,
                          GArray *points)
{
  g_autoptr (MesoMark) after = NULL;
  g_autoptr (MesoEdit) edit = NULL;
  MesoMarkData data;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (MESO_IS_MARK (mark) && meso_mark_get (mark)->kind != MESO_MARK_POINT, FALSE);
  g_return_val_if_fail (name != NULL && points != NULL, FALSE);

  data = *meso_mark_get (mark);
  if (meso_editor_is_locked (self, mark) || !check_points (self, &data, points))
    return FALSE;
  data.points = (MesoPoint *) (gpointer) points->data;
  data.n_points = points->len;
  meso_editor_find_site (self, &data);
  after = meso_mark_changed (mark, &data);
  if (meso_mark_equal (mark, after))
    return TRUE;
  edit = meso_edit_new (name);
  if (merge_key != NULL)
    meso_edit_set_merge_key (edit, merge_key);
  meso_edit_replace_mark (edit, meso_editor_get_map (self), mark, after);
  return meso_editor_apply (self, edit);
}
