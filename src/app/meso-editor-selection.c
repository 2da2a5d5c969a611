/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <glib/gi18n-lib.h>

/* @names: of the step for one point, one line, one zone, and several of them. */
static const char *
name_for (GPtrArray *marks,
          const char *const names[4])
{
  if (marks->len != 1)
    return names[3];
  return names[meso_mark_get (g_ptr_array_index (marks, 0))->kind - MESO_MARK_POINT];
}

/** meso_editor_get_selected_marks: (transfer full) (element-type MesoMark): in the order of the map. */
GPtrArray *
meso_editor_get_selected_marks (MesoEditor *self)
{
  MesoSelection *selection;
  GPtrArray *marks;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  map = meso_editor_get_map (self);
  selection = meso_editor_get_selection (self);
  marks = g_ptr_array_new_with_free_func (g_object_unref);
  if (map == NULL || meso_selection_get_size (selection) == 0)
    return marks;
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);

      if (meso_selection_contains (selection, meso_mark_get_id (mark)))
        g_ptr_array_add (marks, g_object_ref (mark));
    }
  return marks;
}

static void
find_site_again (MesoEditor *self,
                 MesoMark **mark)
{
  MesoMarkData data = *meso_mark_get (*mark);
  g_autoptr (MesoMark) moved = *mark;

  meso_editor_find_site (self, &data);
  *mark = meso_mark_changed (moved, &data);
}

/**
 * meso_editor_move_selection:
 * @dx: 1/100 mm
 * @dy: 1/100 mm
 * @merge: whether it is undone together with the moves before it, as for the arrow keys
 *
 * Moves the selected marks; region and side follow.
 */
gboolean
meso_editor_move_selection (MesoEditor *self,
                            int dx,
                            int dy,
                            gboolean merge)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (MesoEdit) edit = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  marks = meso_editor_get_selected_marks (self);
  if (marks->len == 0 || (dx == 0 && dy == 0))
    return FALSE;
  edit = meso_edit_new (
    name_for (marks, (const char *[]){ _ ("Move Point"), _ ("Move Line"), _ ("Move Zone"), _ ("Move Items") }));
  if (merge)
    {
      g_auto (GStrv) ids = meso_selection_get_ids (meso_editor_get_selection (self));
      g_autofree char *joined = g_strjoinv (" ", ids);
      g_autofree char *key = g_strconcat ("move ", joined, NULL);

      meso_edit_set_merge_key (edit, key);
    }
  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *before = g_ptr_array_index (marks, i);
      MesoMark *after = meso_mark_moved (before, dx, dy);

      find_site_again (self, &after);
      meso_edit_replace_mark (edit, meso_editor_get_map (self), before, after);
      g_object_unref (after);
    }
  return meso_editor_apply (self, edit);
}

/**
 * meso_editor_delete_marks:
 * @marks: (element-type MesoMark): of the current map; those that are locked or hidden stay
 *
 * Removes marks in one step.
 *
 * Returns: whether there were some; %FALSE after a "message"
 */
gboolean
meso_editor_delete_marks (MesoEditor *self,
                          GPtrArray *marks)
{
  g_autoptr (MesoEdit) edit = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (marks != NULL, FALSE);

  edit = meso_edit_new (
    name_for (marks, (const char *[]){ _ ("Delete Point"), _ ("Delete Line"), _ ("Delete Zone"), _ ("Delete Items") }));
  for (guint i = 0; i < marks->len; i++)
    if (!meso_editor_is_locked (self, g_ptr_array_index (marks, i)))
      meso_edit_remove_mark (edit, meso_editor_get_map (self), g_ptr_array_index (marks, i));
  return meso_edit_get_n_changes (edit) > 0 && meso_editor_apply (self, edit);
}

/** meso_editor_delete_selection: removes the selected marks. */
gboolean
meso_editor_delete_selection (MesoEditor *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  marks = meso_editor_get_selected_marks (self);
  return meso_editor_delete_marks (self, marks);
}

/** meso_editor_select_all: every mark of the current map. */
void
meso_editor_select_all (MesoEditor *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  MesoMap *map;

  g_return_if_fail (MESO_IS_EDITOR (self));

  map = meso_editor_get_map (self);
  for (guint i = 0; map != NULL && i < meso_map_get_n_marks (map); i++)
    g_ptr_array_add (ids, (gpointer) meso_mark_get_id (meso_map_get_mark (map, i)));
  g_ptr_array_add (ids, NULL);
  meso_selection_set (meso_editor_get_selection (self), (const char *const *) ids->pdata);
}

/**
 * meso_editor_change_selection:
 * @name: translated, for undo: "Change Depth"
 * @changer: alters a copy of what a mark says, but not its id, kind or place
 *
 * Changes all selected marks in one step. Marks that @changer leaves alone are not part of it.
 */
gboolean
meso_editor_change_selection (MesoEditor *self,
                              const char *name,
                              MesoMarkChanger changer,
                              gpointer user_data)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (MesoEdit) edit = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (changer != NULL, FALSE);

  marks = meso_editor_get_selected_marks (self);
  edit = meso_edit_new (name);
  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *before = g_ptr_array_index (marks, i);
      MesoMarkData data = *meso_mark_get (before);
      g_autoptr (MesoMark) after = NULL;

      changer (&data, user_data);
      after = meso_mark_changed (before, &data);
      if (!meso_mark_equal (before, after))
        meso_edit_replace_mark (edit, meso_editor_get_map (self), before, after);
    }
  return meso_edit_get_n_changes (edit) == 0 || meso_editor_apply (self, edit);
}
