/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor-views.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"

static MesoMap *
new_view (MesoEditor *self,
          const char *diagram_id)
{
  MesoDiagram *diagram =
    meso_diagram_set_lookup_for (meso_diagram_set_get_default (), diagram_id, meso_editor_get_figure (self));

  return diagram != NULL ? meso_diagram_create_map (diagram) : NULL;
}

/** meso_session_find_place_of_view: where a view stands among those in use, by the order of the window. */
guint
meso_session_find_place_of_view (MesoSession *session,
                                 const char *diagram_id)
{
  int order = meso_diagram_set_get_view_position (diagram_id);
  guint n = meso_session_get_n_maps (session);

  for (guint i = 0; i < n; i++)
    if (meso_diagram_set_get_view_position (meso_map_get_diagram (meso_session_get_map (session, i))) > order)
      return i;
  return n;
}

/**
 * meso_editor_add_view:
 * @diagram_id: one that is installed
 *
 * Shows the view of @diagram_id, and adds it to the session if it is not in use yet.
 *
 * Returns: (transfer none) (nullable): its map; %NULL after a message
 */
MesoMap *
meso_editor_add_view (MesoEditor *self,
                      const char *diagram_id)
{
  g_autoptr (MesoMap) map = NULL;
  g_autoptr (MesoEdit) edit = NULL;
  MesoSession *session;
  MesoMap *existing;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);
  g_return_val_if_fail (diagram_id != NULL, NULL);

  session = meso_editor_get_session (self);
  map = new_view (self, diagram_id);
  if (map == NULL)
    {
      g_signal_emit_by_name (self, "message", _ ("This view is not installed."), TRUE);
      return NULL;
    }
  existing = meso_session_lookup_map (session, diagram_id, meso_map_get_variant (map));
  if (existing == NULL)
    {
      edit = meso_edit_new (_ ("Add View"));
      meso_edit_add_map (edit, map, meso_session_find_place_of_view (session, diagram_id));
      if (!meso_editor_apply (self, edit))
        return NULL;
      existing = map;
    }
  meso_editor_set_map (self, existing);
  return existing;
}

/* An empty view loses nothing when it gives way to the same view of the other figure. */
static void
exchange_view (MesoEditor *self,
               MesoMap *map,
               MesoMap *other)
{
  MesoSession *session = meso_editor_get_session (self);
  MesoMap *existing = meso_session_lookup_map (session, meso_map_get_diagram (other), meso_map_get_variant (other));
  g_autoptr (MesoEdit) edit = meso_edit_new (_ ("Change Figure"));
  guint place;

  if (!g_list_store_find (G_LIST_STORE (meso_session_get_maps (session)), map, &place))
    return;
  meso_edit_remove_map (edit, map, place);
  if (existing == NULL)
    meso_edit_add_map (edit, other, place);
  if (meso_editor_apply (self, edit))
    meso_editor_set_map (self, existing != NULL ? existing : other);
}

/**
 * meso_editor_redraw_view:
 *
 * Draws the view in sight on the figure that was chosen, if it is empty; says so if it is not.
 */
void
meso_editor_redraw_view (MesoEditor *self)
{
  g_autoptr (MesoMap) other = NULL;
  MesoMap *map;

  g_return_if_fail (MESO_IS_EDITOR (self));

  map = meso_editor_get_map (self);
  if (map == NULL || meso_map_get_photo (map) != NULL || !meso_session_is_editable (meso_editor_get_session (self)))
    return;
  other = new_view (self, meso_map_get_diagram (map));
  if (other == NULL || meso_map_get_variant (other) == meso_map_get_variant (map))
    return;
  if (meso_map_get_n_marks (map) == 0)
    exchange_view (self, map, other);
  else
    g_signal_emit_by_name (self,
                           "message",
                           _ ("New views show the other figure. This one keeps that of its marks."),
                           FALSE);
}
