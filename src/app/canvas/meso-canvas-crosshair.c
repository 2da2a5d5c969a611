/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <math.h>

#include "diagram/meso-region-step.h"

/* Once more from the edge, so that one sees where one is going, px. */
#define REVEAL_MARGIN 48

/* Keys instead of a pointer. */
static void
send (MesoCanvas *self,
      MesoPointerType type,
      MesoPointerModifiers modifiers)
{
  MesoPointerEvent event = {
    .type = type,
    .device = MESO_POINTER_KEYS,
    .button = 1,
    .modifiers = modifiers,
    .n = 1,
    .time = g_get_monotonic_time () / 1000,
  };

  event.x_mm = self->crosshair.x / 100.0;
  event.y_mm = self->crosshair.y / 100.0;
  meso_viewport_to_px (self->viewport, event.x_mm, event.y_mm, &event.x, &event.y);
  meso_canvas_tool_event (self->tool, &event);
}

/** meso_canvas_reveal: lets the view follow, no further than it must */
void
meso_canvas_reveal (MesoCanvas *self,
                    MesoPoint place)
{
  meso_viewport_reveal (self->viewport, place.x / 100.0, place.y / 100.0, REVEAL_MARGIN);
}

static void
send_from_pointer (MesoCanvas *self)
{
  MesoPointerEvent event = {
    .type = MESO_POINTER_MOTION,
    .device = MESO_POINTER_MOUSE,
    .x = self->pointer_x,
    .y = self->pointer_y,
    .time = g_get_monotonic_time () / 1000,
    .n = 1,
  };

  meso_viewport_to_mm (self->viewport, event.x, event.y, &event.x_mm, &event.y_mm);
  meso_canvas_tool_event (self->tool, &event);
}

/** meso_canvas_tell_place: tells the tool what it is over, where it is new or what is under it has changed */
void
meso_canvas_tell_place (MesoCanvas *self)
{
  if (self->tool == NULL || meso_input_get_drag (self->input) != MESO_DRAG_NONE)
    return;
  if (self->has_crosshair)
    send (self, MESO_POINTER_MOTION, (MesoPointerModifiers) 0);
  else if (self->has_pointer)
    send_from_pointer (self);
  else
    meso_canvas_tool_leave (self->tool);
}

/** meso_canvas_set_crosshair: @place: (nullable): where keys would drop a mark; %NULL puts it away */
void
meso_canvas_set_crosshair (MesoCanvas *self,
                           const MesoPoint *place)
{
  if (place == NULL && !self->has_crosshair)
    return;
  self->has_crosshair = place != NULL;
  if (place != NULL)
    {
      self->knows_crosshair = TRUE;
      self->crosshair = *place;
      meso_canvas_reveal (self, *place);
    }
  meso_canvas_tell_place (self);
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_CROSSHAIR));
  meso_canvas_update_pointer (self);
  if (place != NULL)
    meso_canvas_say_place (self);
}

/** meso_canvas_forget_crosshair: another view, or a pointer that moves: it does not come back where it was */
void
meso_canvas_forget_crosshair (MesoCanvas *self)
{
  self->knows_crosshair = FALSE;
  meso_canvas_set_crosshair (self, NULL);
}

/* Where it is, or where it comes when it is called: where it was, under the pointer, or in the middle. */
static MesoPoint
get_place (MesoCanvas *self)
{
  double x = self->has_pointer ? self->pointer_x : meso_viewport_get_width (self->viewport) / 2;
  double y = self->has_pointer ? self->pointer_y : meso_viewport_get_height (self->viewport) / 2;

  if (self->knows_crosshair)
    return self->crosshair;
  meso_viewport_to_mm (self->viewport, x, y, &x, &y);
  return (MesoPoint){ (int) lround (x) * 100, (int) lround (y) * 100 };
}

/** meso_canvas_show_crosshair: where it was, or under the pointer */
void
meso_canvas_show_crosshair (MesoCanvas *self)
{
  MesoPoint place = get_place (self);

  meso_canvas_set_crosshair (self, &place);
}

/** meso_canvas_move_crosshair: by 1/100 mm, and not past the edges of the diagram */
void
meso_canvas_move_crosshair (MesoCanvas *self,
                            int dx,
                            int dy)
{
  cairo_rectangle_t bounds = meso_viewport_get_bounds (self->viewport);
  MesoPoint place = get_place (self);

  place.x = (int) CLAMP (place.x + dx, bounds.x * 100, (bounds.x + bounds.width) * 100);
  place.y = (int) CLAMP (place.y + dy, bounds.y * 100, (bounds.y + bounds.height) * 100);
  meso_canvas_set_crosshair (self, &place);
}

/**
 * meso_canvas_step_region:
 * @dx: 1 to the right, -1 to the left, or 0
 * @dy: 1 down, -1 up, or 0
 *
 * Takes the crosshair to the middle of the next region; where there is none it stays, and that is said.
 */
void
meso_canvas_step_region (MesoCanvas *self,
                         int dx,
                         int dy)
{
  MesoDiagram *diagram = meso_editor_get_diagram (self->editor);
  MesoPoint place = get_place (self);
  const MesoRegion *next = NULL;
  double x = 0, y = 0;

  if (diagram != NULL)
    next = meso_region_step (diagram, place.x / 100.0, place.y / 100.0, dx, dy, &x, &y);
  if (next != NULL)
    place = (MesoPoint){ (int) lround (x * 100), (int) lround (y * 100) };
  meso_canvas_set_crosshair (self, &place);
  if (next == NULL)
    meso_canvas_say_no_region (self);
}

/** meso_canvas_click_crosshair: a click of the tool where the crosshair is */
void
meso_canvas_click_crosshair (MesoCanvas *self,
                             MesoPointerModifiers modifiers)
{
  send (self, MESO_POINTER_PRESS, modifiers);
  send (self, MESO_POINTER_RELEASE, modifiers);
}
