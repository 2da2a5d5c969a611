/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-sketch.h"

#include <math.h>

#include "drawing/meso-symbol.h"
#include "meso-canvas-tool.h"
#include "meso-screen-style.h"
#include "meso-stroke.h"

/* Places of the pointer that are kept; more are thinned out on the way, to within so many 1/100 mm. */
#define MAX_STROKE 4000
#define TOLERANCE 12.5
#define NODE 7.0

/** meso_sketch_init: an empty one, for meso_sketch_clear(). */
void
meso_sketch_init (MesoSketch *self)
{
  g_return_if_fail (self != NULL);

  *self = (MesoSketch){
    .stroke = g_array_new (FALSE, FALSE, sizeof (MesoPoint)),
    .nodes = g_array_new (FALSE, FALSE, sizeof (MesoPoint)),
  };
}

/** meso_sketch_clear: frees what it holds. */
void
meso_sketch_clear (MesoSketch *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->stroke, g_array_unref);
  g_clear_pointer (&self->nodes, g_array_unref);
}

static void
move (MesoSketch *self,
      const MesoPointerEvent *event)
{
  self->place = *event;
  self->has_place = TRUE;
}

static MesoSketchStep
begin (MesoSketch *self,
       const MesoPointerEvent *event)
{
  gboolean again = self->has_pressed && meso_pointer_is_same_press (&self->press, event);
  MesoPoint place = meso_pointer_event_get_place (event);

  if (event->button != 1 || self->is_down)
    return MESO_SKETCH_NOTHING;
  self->press = *event;
  self->has_pressed = TRUE;
  if (again)
    return MESO_SKETCH_AGAIN;
  self->is_down = TRUE;
  self->is_drag = FALSE;
  g_array_set_size (self->stroke, 0);
  g_array_append_val (self->stroke, place);
  move (self, event);
  return MESO_SKETCH_MOVED;
}

static void
extend (MesoSketch *self,
        const MesoPointerEvent *event)
{
  MesoPoint place = meso_pointer_event_get_place (event);
  const MesoPoint *last = &g_array_index (self->stroke, MesoPoint, self->stroke->len - 1);

  self->is_drag = self->is_drag || meso_pointer_is_drag (&self->press, event);
  if (place.x != last->x || place.y != last->y)
    g_array_append_val (self->stroke, place);
  if (self->stroke->len > MAX_STROKE)
    {
      GArray *thinned = meso_stroke_simplify (self->stroke, TOLERANCE, MAX_STROKE / 2);

      g_array_unref (self->stroke);
      self->stroke = thinned;
    }
  move (self, event);
}

static MesoSketchStep
release (MesoSketch *self,
         const MesoPointerEvent *event)
{
  extend (self, event);
  if (self->is_drag && self->nodes->len == 0)
    {
      self->has_pressed = FALSE;
      return MESO_SKETCH_STROKE;
    }
  self->click = self->is_drag ? *event : self->press;
  self->is_down = self->is_drag = FALSE;
  return MESO_SKETCH_CLICK;
}

/* What is held down is off; the nodes that were clicked before stay. */
static MesoSketchStep
lose (MesoSketch *self)
{
  if (!self->is_down)
    return MESO_SKETCH_NOTHING;
  self->is_down = self->is_drag = FALSE;
  self->has_pressed = FALSE;
  return MESO_SKETCH_MOVED;
}

/** meso_sketch_event: goes on with it; what a click means is for the tool to say. */
MesoSketchStep
meso_sketch_event (MesoSketch *self,
                   const MesoPointerEvent *event)
{
  g_return_val_if_fail (self != NULL && event != NULL, MESO_SKETCH_NOTHING);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      return begin (self, event);
    case MESO_POINTER_MOTION:
      if (self->is_down)
        extend (self, event);
      else
        move (self, event);
      return MESO_SKETCH_MOVED;
    case MESO_POINTER_RELEASE:
      return self->is_down ? release (self, event) : MESO_SKETCH_NOTHING;
    case MESO_POINTER_CANCEL:
      return lose (self);
    default:
      return MESO_SKETCH_NOTHING;
    }
}

/* Who is slow to click twice does not want a node on top of the last one. Keys know no slip. */
static gboolean
is_at_last_node (const MesoSketch *self,
                 MesoViewport *viewport)
{
  MesoPoint place = meso_pointer_event_get_place (&self->click);
  const MesoPoint *last;
  double x, y;

  if (self->nodes->len == 0)
    return FALSE;
  last = &g_array_index (self->nodes, MesoPoint, self->nodes->len - 1);
  if (self->click.device == MESO_POINTER_KEYS)
    return last->x == place.x && last->y == place.y;
  meso_viewport_to_px (viewport, last->x / 100.0, last->y / 100.0, &x, &y);
  return hypot (self->click.x - x, self->click.y - y) <= meso_pointer_get_jitter (self->click.device);
}

/** meso_sketch_add_node: Returns: whether the last click has become a node, and not only met the one before */
gboolean
meso_sketch_add_node (MesoSketch *self,
                      MesoViewport *viewport)
{
  MesoPoint place;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), FALSE);

  if (is_at_last_node (self, viewport))
    return FALSE;
  place = meso_pointer_event_get_place (&self->click);
  g_array_append_val (self->nodes, place);
  return TRUE;
}

/** meso_sketch_step_back: Returns: whether there was a last node; it is gone now */
gboolean
meso_sketch_step_back (MesoSketch *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->nodes->len == 0)
    return FALSE;
  g_array_set_size (self->nodes, self->nodes->len - 1);
  self->has_pressed = FALSE;
  return TRUE;
}

/** meso_sketch_drop: Returns: whether something was half-made; it is gone now */
gboolean
meso_sketch_drop (MesoSketch *self)
{
  gboolean was_making;

  g_return_val_if_fail (self != NULL, FALSE);

  was_making = self->is_down || self->nodes->len > 0;
  g_array_set_size (self->stroke, 0);
  g_array_set_size (self->nodes, 0);
  self->is_down = self->is_drag = FALSE;
  return was_making;
}

/** meso_sketch_end_press: the next press is one of its own, wherever and whenever it comes. */
void
meso_sketch_end_press (MesoSketch *self)
{
  g_return_if_fail (self != NULL);

  self->has_pressed = FALSE;
}

/** meso_sketch_leave: Returns: whether the pointer was there; it is nowhere now */
gboolean
meso_sketch_leave (MesoSketch *self)
{
  gboolean had_place;

  g_return_val_if_fail (self != NULL, FALSE);

  had_place = self->has_place;
  self->has_place = FALSE;
  return had_place;
}

/** meso_sketch_draw_nodes: @cr: its user unit is 1 px of the widget */
void
meso_sketch_draw_nodes (const MesoSketch *self,
                        MesoViewport *viewport,
                        cairo_t *cr)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;

  g_return_if_fail (self != NULL && cr != NULL);

  for (guint i = 0; i < self->nodes->len; i++)
    {
      const MesoPoint *node = &g_array_index (self->nodes, MesoPoint, i);
      double x, y;

      meso_viewport_to_px (viewport, node->x / 100.0, node->y / 100.0, &x, &y);
      cairo_rectangle (cr, floor (x - NODE / 2) + 0.5, floor (y - NODE / 2) + 0.5, NODE, NODE);
      cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}
