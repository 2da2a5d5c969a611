/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-ruler-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-mark-outline.h"
#include "meso-measure-line.h"
#include "meso-pick.h"
#include "meso-screen-style.h"

/* More places than anybody measures along. */
#define MAX_PLACES 200

typedef struct
{
  double x, y; /* mm */
} Place;

struct _MesoRulerTool
{
  MesoCanvasTool parent_instance;

  GArray *places; /* Place */
  Place end; /* where the pointer is */
  gboolean has_end; /* it is part of what is measured */
  gboolean is_snapped; /* it is the place of a mark */
  gboolean is_down;
  gboolean is_drag;
  gboolean is_finished; /* the next click begins anew */
  MesoPointerEvent press;
};

G_DEFINE_FINAL_TYPE (MesoRulerTool, meso_ruler_tool, MESO_TYPE_CANVAS_TOOL)

/* The place that @event means: that of a mark, where one is near. */
static Place
find_place (MesoRulerTool *self,
            const MesoPointerEvent *event,
            gboolean *is_snapped)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoEditor *editor = meso_canvas_tool_get_editor (tool);
  MesoMap *map = meso_editor_get_map (editor);
  Place place = { event->x_mm, event->y_mm };
  MesoPoint node;

  *is_snapped = map != NULL && (event->modifiers & MESO_POINTER_ALT) == 0 &&
                meso_pick_node (map, meso_canvas_tool_get_viewport (tool), meso_editor_get_visibility (editor),
                                event->x, event->y, meso_pointer_get_hit_radius (event->device), &node);
  if (*is_snapped)
    place = (Place){ node.x / 100.0, node.y / 100.0 };
  return place;
}

static void
clear (MesoRulerTool *self)
{
  g_array_set_size (self->places, 0);
  self->has_end = FALSE;
  self->is_down = FALSE;
  self->is_finished = FALSE;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
begin (MesoRulerTool *self,
       const MesoPointerEvent *event)
{
  if (event->button != 1 || self->is_down)
    return;
  if (self->places->len > 1 && meso_pointer_is_same_press (&self->press, event))
    {
      meso_canvas_tool_finish (MESO_CANVAS_TOOL (self));
      return;
    }
  if (self->is_finished || self->places->len >= MAX_PLACES)
    clear (self);
  self->press = *event;
  self->is_down = TRUE;
  self->is_drag = FALSE;
  self->end = find_place (self, event, &self->is_snapped);
  self->has_end = TRUE;
  if (self->places->len == 0)
    g_array_append_val (self->places, self->end);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

/* A drag always begins anew, where it was pressed. */
static void
begin_drag (MesoRulerTool *self)
{
  gboolean is_snapped;
  Place place = find_place (self, &self->press, &is_snapped);

  self->is_drag = TRUE;
  g_array_set_size (self->places, 0);
  g_array_append_val (self->places, place);
}

static void
move (MesoRulerTool *self,
      const MesoPointerEvent *event)
{
  if (self->is_down && !self->is_drag && meso_pointer_is_drag (&self->press, event))
    begin_drag (self);
  self->end = find_place (self, event, &self->is_snapped);
  /* What has two ends rests, so that it can be read. */
  self->has_end = self->is_down || self->places->len == 1;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

/* The first press has put its place down already. */
static void
end (MesoRulerTool *self,
     const MesoPointerEvent *event)
{
  const Place *last;

  if (!self->is_down)
    return;
  move (self, event);
  last = &g_array_index (self->places, Place, self->places->len - 1);
  if (last->x != self->end.x || last->y != self->end.y)
    g_array_append_val (self->places, self->end);
  self->is_down = FALSE;
  self->has_end = FALSE;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static gboolean
meso_ruler_tool_cancel (MesoCanvasTool *tool)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);

  if (self->places->len == 0)
    return FALSE;
  clear (self);
  return TRUE;
}

static gboolean
meso_ruler_tool_finish (MesoCanvasTool *tool)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);

  if (self->places->len < 2 || self->is_finished)
    return FALSE;
  self->is_finished = TRUE;
  self->is_down = FALSE;
  self->has_end = FALSE;
  meso_canvas_tool_changed (tool);
  return TRUE;
}

static gboolean
meso_ruler_tool_step_back (MesoCanvasTool *tool)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);

  if (self->places->len == 0)
    return FALSE;
  g_array_set_size (self->places, self->places->len - 1);
  self->is_finished = FALSE;
  self->has_end = FALSE;
  meso_canvas_tool_changed (tool);
  return TRUE;
}

static void
meso_ruler_tool_event (MesoCanvasTool *tool,
                       const MesoPointerEvent *event)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (self, event);
      break;
    case MESO_POINTER_MOTION:
      move (self, event);
      break;
    case MESO_POINTER_RELEASE:
      end (self, event);
      break;
    case MESO_POINTER_CANCEL:
      if (self->is_down)
        clear (self);
      break;
    default:
      break;
    }
}

/* All places, and the pointer where it counts: (transfer full) (element-type Place). */
static GArray *
list_places (MesoRulerTool *self)
{
  GArray *places = g_array_copy (self->places);

  if (self->has_end && places->len > 0)
    g_array_append_val (places, self->end);
  return places;
}

static double
measure_along (GArray *places)
{
  const Place *at = (const Place *) (gpointer) places->data;
  double length = 0;

  for (guint i = 1; i < places->len; i++)
    length += hypot (at[i].x - at[i - 1].x, at[i].y - at[i - 1].y);
  return length;
}

/* What is measured: (transfer full) (nullable); @is_long: as a sentence that says where. */
static char *
describe (MesoRulerTool *self,
          GArray *places,
          gboolean is_long)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoDiagram *diagram = meso_editor_get_diagram (meso_canvas_tool_get_editor (tool));
  const Place *first = &g_array_index (places, Place, 0);
  const Place *last = &g_array_index (places, Place, places->len - 1);
  g_autofree char *straight = meso_canvas_tool_dup_length (tool, hypot (last->x - first->x, last->y - first->y));
  g_autofree char *across = meso_canvas_tool_dup_length (tool, fabs (last->x - first->x));
  g_autofree char *down = meso_canvas_tool_dup_length (tool, fabs (last->y - first->y));
  g_autofree char *along = meso_canvas_tool_dup_length (tool, measure_along (places));
  g_autofree char *text = NULL;

  if (straight == NULL)
    return g_strdup (is_long ? _ ("This photo has no scale. Calibrate it to measure.") : _ ("no scale"));
  if (places->len > 2)
    /* Translators: two lengths: from the first to the last place, and from each to the next */
    text = g_strdup_printf (_ ("%s straight, %s along"), straight, along);
  else
    /* Translators: a length, and how far that is to the side and up or down */
    text = g_strdup_printf (_ ("%s (%s across, %s down)"), straight, across, down);
  if (!is_long)
    return g_steal_pointer (&text);
  if (diagram != NULL && meso_diagram_is_photo (diagram))
    /* Translators: what the ruler reads: 41.2 mm (30.0 mm across, 28.2 mm down) */
    return g_strdup_printf (_ ("%s on the photo"), text);
  /* Translators: what the ruler reads: 41.2 mm (30.0 mm across, 28.2 mm down) */
  return g_strdup_printf (_ ("%s on the diagram"), text);
}

static char *
meso_ruler_tool_dup_reading (MesoCanvasTool *tool)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);
  g_autoptr (GArray) places = list_places (self);

  return places->len < 2 ? NULL : describe (self, places, TRUE);
}

/* The mark that a press would mean. */
static void
draw_snapped (MesoRulerTool *self,
              cairo_t *cr)
{
  MesoViewport *viewport = meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self));
  const double blue[] = MESO_SELECTION_RGB;
  double x, y;

  if (!self->is_snapped)
    return;
  meso_viewport_to_px (viewport, self->end.x, self->end.y, &x, &y);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, meso_mark_outline_get_radius (viewport), 0, 2 * G_PI);
  cairo_set_source_rgba (cr, blue[0], blue[1], blue[2], 0.8);
  cairo_set_line_width (cr, MESO_RING_WIDTH);
  cairo_stroke (cr);
}

static void
meso_ruler_tool_draw_overlay (MesoCanvasTool *tool,
                              cairo_t *cr,
                              PangoContext *text)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);
  g_autoptr (GArray) places = list_places (self);
  g_autofree char *label = NULL;
  double x = 0, y = 0, last_x, last_y;

  draw_snapped (self, cr);
  if (places->len == 0)
    return;
  cairo_new_path (cr);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      last_x = x;
      last_y = y;
      meso_viewport_to_px (meso_canvas_tool_get_viewport (tool), place->x, place->y, &x, &y);
      meso_measure_line_add_end (cr, x, y);
      if (i > 0)
        meso_measure_line_add_between (cr, last_x, last_y, x, y);
    }
  meso_measure_line_stroke (cr);
  if (places->len < 2)
    return;
  label = describe (self, places, FALSE);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static char *
meso_ruler_tool_dup_hint (MesoCanvasTool *tool,
                          gboolean *is_error)
{
  MesoRulerTool *self = MESO_RULER_TOOL (tool);

  if (self->places->len < 2 || self->is_finished)
    return g_strdup (_ ("Drag, or click from place to place: measures. Nothing is recorded."));
  return g_strdup (_ ("Click: goes on from here. Enter: ends. Esc: clears."));
}

static const char *
meso_ruler_tool_get_cursor (MesoCanvasTool *tool,
                            MesoMark *mark)
{
  return "crosshair";
}

static void
meso_ruler_tool_finalize (GObject *object)
{
  g_array_unref (MESO_RULER_TOOL (object)->places);

  G_OBJECT_CLASS (meso_ruler_tool_parent_class)->finalize (object);
}

static void
meso_ruler_tool_class_init (MesoRulerToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = meso_ruler_tool_finalize;
  tool_class->event = meso_ruler_tool_event;
  tool_class->cancel = meso_ruler_tool_cancel;
  tool_class->finish = meso_ruler_tool_finish;
  tool_class->step_back = meso_ruler_tool_step_back;
  tool_class->draw_overlay = meso_ruler_tool_draw_overlay;
  tool_class->dup_hint = meso_ruler_tool_dup_hint;
  tool_class->get_cursor = meso_ruler_tool_get_cursor;
  tool_class->dup_reading = meso_ruler_tool_dup_reading;
}

static void
meso_ruler_tool_init (MesoRulerTool *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
}

/** meso_ruler_tool_new: Returns: (transfer full): a tool that measures on the map of @editor */
MesoCanvasTool *
meso_ruler_tool_new (MesoEditor *editor,
                     MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_RULER_TOOL, "editor", editor, "viewport", viewport, NULL);
}
