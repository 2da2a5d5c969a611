/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "diagram/meso-warning-names.h"
#include "drawing/meso-guide-warnings.h"
#include "meso-pick.h"

static MesoMap *
get_map (MesoCanvas *self)
{
  return self->editor != NULL ? meso_editor_get_map (self->editor) : NULL;
}

static MesoDiagram *
get_diagram (MesoCanvas *self)
{
  return self->editor != NULL ? meso_editor_get_diagram (self->editor) : NULL;
}

/* The zones of a place, where they show: " · Infraorbital foramen". */
static char *
name_warnings (MesoCanvas *self,
               double x_mm,
               double y_mm)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) ids = NULL;

  if ((meso_canvas_get_shown_guides (self) & MESO_GUIDE_WARNINGS) == 0)
    return g_strdup ("");
  ids = meso_guide_find_warning_ids (get_diagram (self), x_mm, y_mm);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (names, " · %s", meso_warning_get_name (g_ptr_array_index (ids, i)));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Photos have no regions, and perhaps no scale. */
static char *
describe_place_on_photo (MesoDiagram *photo,
                         const char *x,
                         const char *y)
{
  if (!meso_diagram_has_scale (photo))
    return g_strdup (_ ("On the photo, not calibrated"));
  return g_strdup_printf (_ ("%s, %s mm on the photo"), x, y);
}

static char *
describe_place (MesoCanvas *self,
                double x_mm,
                double y_mm,
                const MesoRegion *region)
{
  g_autofree char *warnings = name_warnings (self, x_mm, y_mm), *place = NULL;
  g_autofree char *x = meso_number_format_local (lround (x_mm * 10), 1, 1);
  g_autofree char *y = meso_number_format_local (lround (y_mm * 10), 1, 1);
  g_autofree char *name = region != NULL ? meso_region_dup_name (region) : NULL;

  if (get_diagram (self) != NULL && meso_diagram_is_photo (get_diagram (self)))
    return describe_place_on_photo (get_diagram (self), x, y);
  if (name == NULL)
    place = g_strdup_printf (_ ("%s, %s mm on the diagram"), x, y);
  else
    /* Translators: the name of a region of the skin, then a place: Right cheek · -41.0, 28.5 mm on the diagram */
    place = g_strdup_printf (_ ("%s · %s, %s mm on the diagram"), name, x, y);
  return g_strconcat (place, warnings, NULL);
}

static void
set_pointer (MesoCanvas *self,
             char *pointer)
{
  if (g_strcmp0 (pointer, self->pointer) == 0)
    {
      g_free (pointer);
      return;
    }
  g_free (self->pointer);
  self->pointer = pointer;
  g_object_notify (G_OBJECT (self), "pointer");
}

static gboolean
is_hovering (MesoCanvas *self)
{
  return self->has_pointer && !self->has_crosshair && self->editor != NULL &&
         meso_input_get_drag (self->input) == MESO_DRAG_NONE;
}

/* Which mark a click, or Enter at the crosshair, would mean. */
static MesoMark *
find_hovered (MesoCanvas *self)
{
  MesoMap *map = get_map (self);
  double x = self->pointer_x, y = self->pointer_y;

  if ((!is_hovering (self) && !self->has_crosshair) || map == NULL ||
      meso_canvas_tool_get_hover (self->tool) == MESO_HOVER_NONE)
    return NULL;
  if (self->has_crosshair)
    meso_viewport_to_px (self->viewport, self->crosshair.x / 100.0, self->crosshair.y / 100.0, &x, &y);
  return meso_pick_mark (map, self->viewport, meso_editor_get_visibility (self->editor), x, y,
                         meso_pointer_get_hit_radius (MESO_POINTER_MOUSE));
}

/** meso_canvas_update_pointer: finds out anew what is under the pointer or the crosshair, and what the tool measures */
void
meso_canvas_update_pointer (MesoCanvas *self)
{
  MesoDiagram *diagram = get_diagram (self);
  const MesoRegion *region = NULL;
  g_autofree char *reading = self->tool != NULL ? meso_canvas_tool_dup_reading (self->tool) : NULL;
  gboolean has_place = self->editor != NULL && (self->has_pointer || self->has_crosshair);
  double x, y;

  if (has_place)
    {
      meso_viewport_to_mm (self->viewport, self->pointer_x, self->pointer_y, &x, &y);
      if (self->has_crosshair)
        {
          x = self->crosshair.x / 100.0;
          y = self->crosshair.y / 100.0;
        }
      region = diagram != NULL ? meso_diagram_find_region (diagram, x, y) : NULL;
      self->pointer_region = region;
      set_pointer (self, reading != NULL ? g_steal_pointer (&reading) : describe_place (self, x, y, region));
    }
  else
    {
      self->pointer_region = NULL;
      set_pointer (self, g_steal_pointer (&reading));
    }

  meso_canvas_move_twin (self);
  if (!is_hovering (self) && !self->has_crosshair)
    region = NULL;
  if (region != self->hover_region)
    {
      self->hover_region = region;
      meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_REGION));
    }
  if (g_set_object (&self->hover_mark, find_hovered (self)))
    meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_HOVER));
  meso_canvas_update_cursor (self);
}

/** meso_canvas_update_cursor: shows what a press would do */
void
meso_canvas_update_cursor (MesoCanvas *self)
{
  const char *name = "default";

  if (meso_input_get_drag (self->input) == MESO_DRAG_PAN)
    name = "grabbing";
  else if (self->space_is_held)
    name = "grab";
  else if (self->tool != NULL)
    name = meso_canvas_tool_get_cursor (meso_input_get_tool (self->input), self->hover_mark);
  if (g_strcmp0 (name, self->cursor) == 0)
    return;
  self->cursor = name;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/**
 * meso_canvas_cancel:
 *
 * Takes the unfinished stroke back, or else the crosshair away, or else the selection.
 *
 * Returns: whether there was one of them
 */
gboolean
meso_canvas_cancel (MesoCanvas *self)
{
  MesoSelection *selection;

  if (self->editor == NULL)
    return FALSE;
  if (meso_input_cancel (self->input) || meso_canvas_tool_cancel (self->tool))
    return TRUE;
  if (self->has_crosshair)
    {
      meso_canvas_set_crosshair (self, NULL);
      return TRUE;
    }
  selection = meso_editor_get_selection (self->editor);
  if (meso_selection_get_size (selection) == 0)
    return FALSE;
  meso_selection_clear (selection);
  return TRUE;
}

/**
 * meso_canvas_take_back:
 *
 * What undoing means while something is half-made: the stroke that is held down is off, or else the last click of what
 * clicks build up. The record has not changed by then, and does not change now.
 *
 * Returns: whether there was something
 */
gboolean
meso_canvas_take_back (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), FALSE);

  if (self->editor == NULL)
    return FALSE;
  if (meso_input_get_drag (self->input) == MESO_DRAG_TOOL)
    {
      meso_input_lose (self->input);
      return TRUE;
    }
  return meso_canvas_tool_step_back (self->tool);
}

/** meso_canvas_get_pointer: Returns: (nullable): the place under the pointer or the crosshair, for the status line */
const char *
meso_canvas_get_pointer (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->pointer;
}

/** meso_canvas_get_pointer_region: Returns: (nullable): the id of the region under the pointer or the crosshair */
const char *
meso_canvas_get_pointer_region (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->pointer_region != NULL ? meso_region_get_id (self->pointer_region) : NULL;
}

/**
 * meso_canvas_get_place:
 * @place: (out): of the crosshair, else where the pointer was last, in 1/100 mm
 *
 * Returns: whether there has been one of them
 */
gboolean
meso_canvas_get_place (MesoCanvas *self,
                       MesoPoint *place)
{
  double x, y;

  g_return_val_if_fail (MESO_IS_CANVAS (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  *place = self->crosshair;
  if (self->has_crosshair)
    return TRUE;
  meso_viewport_to_mm (self->viewport, self->pointer_x, self->pointer_y, &x, &y);
  *place = (MesoPoint){ (int) lround (x * 100), (int) lround (y * 100) };
  return self->pointer_x != 0 || self->pointer_y != 0;
}

/** meso_canvas_get_target: Returns: where things come in that have no place yet: the crosshair, else the middle */
MesoPoint
meso_canvas_get_target (MesoCanvas *self)
{
  double x, y;

  g_return_val_if_fail (MESO_IS_CANVAS (self), (MesoPoint){ 0 });

  if (self->has_crosshair)
    return self->crosshair;
  meso_viewport_to_mm (self->viewport, meso_viewport_get_width (self->viewport) / 2,
                       meso_viewport_get_height (self->viewport) / 2, &x, &y);
  return (MesoPoint){ (int) lround (x * 100), (int) lround (y * 100) };
}
