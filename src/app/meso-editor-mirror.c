/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor-mirror.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "meso-editor-views.h"
#include "pattern/meso-mirror.h"

/*
 * Mirroring. While it is on, every mark that is added brings its twin in the same step; what is moved, changed or
 * erased is that mark alone, since left and right are seldom treated quite alike.
 */

static void
say (MesoEditor *self,
     const char *text)
{
  g_signal_emit_by_name (self, "message", text, FALSE);
}

/** meso_editor_check_mirror: whether mirroring makes sense on the view in sight; %FALSE after a message. */
gboolean
meso_editor_check_mirror (MesoEditor *self)
{
  MesoDiagram *diagram;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  diagram = meso_editor_get_diagram (self);
  if (!meso_session_is_editable (meso_editor_get_session (self)))
    say (self, _ ("This session cannot be changed."));
  else if (diagram == NULL)
    say (self, _ ("There is no view to mirror on."));
  else if (meso_mirror_get_kind (diagram) == MESO_MIRROR_ONE_SIDE)
    say (self, _ ("This view shows one side: Shift+M mirrors what is selected onto the opposite view."));
  else if (meso_mirror_get_kind (diagram) == MESO_MIRROR_UNKNOWN)
    say (self, _ ("Say first where the patient’s right is on this photo."));
  else
    return TRUE;
  return FALSE;
}

/**
 * meso_editor_append_twins:
 * @marks: (element-type MesoMark): about to be added to the view in sight
 * @twinless: (out)
 *
 * Appends the twin of each of @marks that has one. Of two equal marks at one place one is enough, whether it is there
 * already or comes with @marks.
 */
void
meso_editor_append_twins (MesoEditor *self,
                          GPtrArray *marks,
                          MesoTwinless *twinless)
{
  g_autoptr (MesoMirrorIndex) index = meso_mirror_index_new ();
  guint n_marks = marks->len;

  *twinless = (MesoTwinless){ 0 };
  meso_mirror_index_add_map (index, meso_editor_get_map (self));
  for (guint i = 0; i < n_marks; i++)
    meso_mirror_index_add (index, g_ptr_array_index (marks, i));
  for (guint i = 0; i < n_marks; i++)
    {
      g_autoptr (MesoMark) twin = meso_mirror_mark (meso_editor_get_diagram (self), g_ptr_array_index (marks, i));

      if (twin == NULL)
        twinless->n_on_midline++;
      else if (meso_mirror_index_has (index, twin))
        twinless->n_doubled++;
      else
        g_ptr_array_add (marks, g_steal_pointer (&twin));
    }
}

/* (transfer full) (nullable): %NULL when there is nothing to say. */
static char *
describe_twinless (const MesoTwinless *twinless)
{
  guint n_on = twinless->n_on_midline, n_doubled = twinless->n_doubled;
  g_autofree char *on = g_strdup_printf (ngettext ("%u mark on the midline has no twin",
                                                   "%u marks on the midline have no twin", n_on),
                                         n_on);
  g_autofree char *doubled =
    g_strdup_printf (ngettext ("%u twin was there already", "%u twins were there already", n_doubled), n_doubled);

  if (n_on > 0 && n_doubled > 0)
    return g_strdup_printf ("%s · %s", on, doubled);
  if (n_on > 0)
    return g_steal_pointer (&on);
  return n_doubled > 0 ? g_steal_pointer (&doubled) : NULL;
}

/** meso_editor_say_twinless: after the edit, once for all marks of it. */
void
meso_editor_say_twinless (MesoEditor *self,
                          const MesoTwinless *twinless)
{
  g_autofree char *text = describe_twinless (twinless);

  if (text != NULL)
    say (self, text);
}

/** meso_editor_toggle_mirror: continuous mirroring on or off; says why it cannot be on. */
void
meso_editor_toggle_mirror (MesoEditor *self)
{
  g_return_if_fail (MESO_IS_EDITOR (self));

  meso_editor_set_mirror (self, !meso_editor_get_mirror (self));
}

/* The installed view that shows the other side on the same figure. */
static MesoDiagram *
find_opposite (MesoEditor *self)
{
  MesoDiagram *diagram = meso_editor_get_diagram (self), *opposite = NULL;
  g_autofree char *id = NULL;

  if (meso_diagram_is_photo (diagram))
    return NULL;
  id = meso_mirror_dup_opposite_id (meso_diagram_get_id (diagram));
  if (id != NULL)
    opposite = meso_diagram_set_lookup (meso_diagram_set_get_default (), id, meso_diagram_get_variant (diagram));
  return opposite != NULL && meso_mirror_is_opposite (diagram, opposite) ? opposite : NULL;
}

/* The twins of @marks on @diagram; those that @map has already are left out. */
static GPtrArray *
make_twins (GPtrArray *marks,
            MesoDiagram *diagram,
            MesoMap *map,
            gboolean onto_opposite,
            MesoTwinless *twinless)
{
  GPtrArray *twins = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoMirrorIndex) index = meso_mirror_index_new ();

  *twinless = (MesoTwinless){ 0 };
  meso_mirror_index_add_map (index, map);
  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *mark = g_ptr_array_index (marks, i);
      g_autoptr (MesoMark) twin =
        onto_opposite ? meso_mirror_mark_onto (diagram, mark) : meso_mirror_mark (diagram, mark);

      if (twin == NULL)
        twinless->n_on_midline++;
      else if (meso_mirror_index_has (index, twin))
        twinless->n_doubled++;
      else
        g_ptr_array_add (twins, g_steal_pointer (&twin));
    }
  return twins;
}

static void
add_twins_to_edit (MesoEditor *self,
                   MesoEdit *edit,
                   MesoMap *map,
                   GPtrArray *twins,
                   GPtrArray *ids)
{
  for (guint i = 0; i < twins->len; i++)
    {
      char *id = meso_session_allocate_id (meso_editor_get_session (self), "m");
      MesoMarkData data = *meso_mark_get (g_ptr_array_index (twins, i));
      g_autoptr (MesoMark) mark = NULL;

      data.id = id;
      mark = meso_mark_new (&data, NULL);
      meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
      g_ptr_array_add (ids, id);
    }
  g_ptr_array_add (ids, NULL);
}

/* "24 mirrored on Left 90°, a new view · 2 marks on the midline have no twin" */
static void
say_mirrored (MesoEditor *self,
              guint n_twins,
              MesoMap *map,
              gboolean is_new,
              const MesoTwinless *twinless)
{
  g_autofree char *rest = describe_twinless (twinless);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, ngettext ("%u mirrored", "%u mirrored", n_twins), n_twins);
  if (map != NULL)
    {
      g_autofree char *view = meso_session_dup_map_name (meso_editor_get_session (self), map);

      /* Translators: after "24 mirrored": the name of the view where the twins are */
      if (is_new)
        g_string_append_printf (text, _ (" on %s, a new view"), view);
      else
        /* Translators: after "24 mirrored": the name of the view where the twins are */
        g_string_append_printf (text, _ (" on %s"), view);
    }
  if (rest != NULL)
    g_string_append_printf (text, " · %s", rest);
  say (self, text->str);
}

static gboolean
mirror_onto (MesoEditor *self,
             GPtrArray *marks,
             MesoDiagram *diagram,
             MesoMap *map,
             gboolean is_new)
{
  gboolean is_other = map != meso_editor_get_map (self);
  g_autoptr (MesoEdit) edit = meso_edit_new (_ ("Mirror"));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) twins = NULL;
  MesoTwinless twinless;

  twins = make_twins (marks, diagram, map, is_other, &twinless);
  if (twins->len == 0)
    {
      meso_editor_say_twinless (self, &twinless);
      return FALSE;
    }
  if (is_new)
    meso_edit_add_map (edit, map,
                       meso_session_find_place_of_view (meso_editor_get_session (self), meso_map_get_diagram (map)));
  add_twins_to_edit (self, edit, map, twins, ids);
  if (!meso_editor_apply (self, edit))
    return FALSE;
  meso_editor_set_map (self, map);
  meso_selection_set (meso_editor_get_selection (self), (const char *const *) ids->pdata);
  say_mirrored (self, twins->len, is_other ? map : NULL, is_new, &twinless);
  return TRUE;
}

/**
 * meso_editor_mirror_selection:
 *
 * Adds the twins of the selected marks in one step and selects them: on the other side of the view; of a view that
 * shows one side on the opposite view, which is added if it is not in use yet.
 *
 * Returns: %FALSE after a message
 */
gboolean
meso_editor_mirror_selection (MesoEditor *self)
{
  MesoDiagram *diagram, *opposite;
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (MesoMap) added = NULL;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  diagram = meso_editor_get_diagram (self);
  marks = meso_editor_get_selected_marks (self);
  if (marks->len == 0)
    {
      say (self, _ ("Select first what is to be mirrored."));
      return FALSE;
    }
  if (diagram == NULL || meso_mirror_get_kind (diagram) != MESO_MIRROR_ONE_SIDE)
    return meso_editor_check_mirror (self) &&
           mirror_onto (self, marks, diagram, meso_editor_get_map (self), FALSE);

  opposite = find_opposite (self);
  if (opposite == NULL)
    {
      say (self, _ ("There is no opposite view to mirror onto."));
      return FALSE;
    }
  added = meso_diagram_create_map (opposite);
  map = meso_session_lookup_map (meso_editor_get_session (self), meso_map_get_diagram (added),
                                 meso_map_get_variant (added));
  return mirror_onto (self, marks, opposite, map != NULL ? map : added, map == NULL);
}
