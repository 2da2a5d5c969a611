/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor-visibility.h"

#include <glib/gi18n-lib.h>

/**
 * meso_editor_is_locked:
 *
 * Returns: whether tools and keys must leave @mark alone, because it is locked or not even seen; for all that changes
 *   marks which are not selected. What is selected never is.
 */
gboolean
meso_editor_is_locked (MesoEditor *self,
                       MesoMark *mark)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), TRUE);

  return !meso_visibility_is_free (meso_editor_get_visibility (self), mark);
}

/* What is gone, hidden or locked cannot be selected. */
static gboolean
may_be_selected (const char *id,
                 gpointer user_data)
{
  MesoEditor *self = user_data;
  MesoMap *map = meso_editor_get_map (self);
  MesoMark *mark = map != NULL ? meso_map_lookup (map, id) : NULL;

  return mark != NULL && !meso_editor_is_locked (self, mark);
}

static void
hand_changed_cb (MesoEditor *self)
{
  meso_visibility_set_layer (meso_editor_get_visibility (self), meso_hand_get_layer (meso_editor_get_hand (self)));
}

static void
visibility_changed_cb (MesoEditor *self)
{
  meso_selection_filter (meso_editor_get_selection (self));
}

/** meso_editor_watch_visibility: while the editor is made. */
void
meso_editor_watch_visibility (MesoEditor *self)
{
  meso_selection_set_filter (meso_editor_get_selection (self), may_be_selected, self);
  g_signal_connect_object (meso_editor_get_hand (self), "changed", G_CALLBACK (hand_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_visibility (self), "changed", G_CALLBACK (visibility_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hand_changed_cb (self);
}

/**
 * meso_editor_reveal_new_marks:
 *
 * Shows what hides a mark that @edit brought, and says so: nobody may think that it was not made, and make it twice.
 * What was there before may change out of sight, as the planned ones do that are confirmed while the done are hidden.
 */
void
meso_editor_reveal_new_marks (MesoEditor *self,
                              MesoEdit *edit)
{
  MesoVisibility *visibility = meso_editor_get_visibility (self);
  g_autoptr (GPtrArray) marks = NULL;

  if (!meso_visibility_is_used (visibility, MESO_VEIL_HIDDEN))
    return;
  marks = g_ptr_array_new ();
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);

      if (change->slot == MESO_SLOT_MARK && change->before == NULL && change->after != NULL)
        g_ptr_array_add (marks, change->after);
    }
  if (meso_visibility_reveal (visibility, marks))
    g_signal_emit_by_name (self, "message", _ ("New marks are not hidden: what hid them is shown again."), FALSE);
}
