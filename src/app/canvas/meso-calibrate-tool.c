/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-calibrate-tool.h"

#include <math.h>

/* The ends, in px: a gap to see the place through, and arms round it. */
#define GAP 3.0
#define ARM 11.0

typedef enum
{
  NOTHING,
  FIRST_IS_DOWN, /* pressed, and perhaps dragged */
  FIRST,
  SECOND_IS_DOWN,
  BOTH
} Step;

struct _MesoCalibrateTool
{
  MesoCanvasTool parent_instance;

  Step step;
  MesoPointerEvent first;
  MesoPointerEvent second; /* so far */
};

G_DEFINE_FINAL_TYPE (MesoCalibrateTool, meso_calibrate_tool, MESO_TYPE_CANVAS_TOOL)

static double
measure (MesoCalibrateTool *self)
{
  return hypot (self->second.x_mm - self->first.x_mm, self->second.y_mm - self->first.y_mm);
}

static void
finish (MesoCalibrateTool *self)
{
  self->step = BOTH;
  meso_editor_measured (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), measure (self));
}

static void
press (MesoCalibrateTool *self,
       const MesoPointerEvent *event)
{
  if (event->button != 1)
    return;
  if (self->step == FIRST && !meso_pointer_is_same_press (&self->first, event))
    {
      self->second = *event;
      self->step = SECOND_IS_DOWN;
    }
  else if (self->step == NOTHING || self->step == BOTH)
    {
      self->first = self->second = *event;
      self->step = FIRST_IS_DOWN;
    }
}

static void
release (MesoCalibrateTool *self,
         const MesoPointerEvent *event)
{
  if (self->step == FIRST_IS_DOWN && meso_pointer_is_drag (&self->first, event))
    {
      self->second = *event;
      finish (self);
    }
  else if (self->step == FIRST_IS_DOWN)
    {
      self->step = FIRST;
    }
  else if (self->step == SECOND_IS_DOWN)
    {
      self->second = *event;
      finish (self);
    }
}

static void
meso_calibrate_tool_event (MesoCanvasTool *tool,
                           const MesoPointerEvent *event)
{
  MesoCalibrateTool *self = MESO_CALIBRATE_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      press (self, event);
      break;
    case MESO_POINTER_MOTION:
      if (self->step == NOTHING || self->step == BOTH)
        return;
      self->second = *event;
      break;
    case MESO_POINTER_RELEASE:
      release (self, event);
      break;
    case MESO_POINTER_CANCEL:
      if (self->step == FIRST_IS_DOWN || self->step == SECOND_IS_DOWN)
        self->step = self->step == SECOND_IS_DOWN ? FIRST : NOTHING;
      break;
    default:
      return;
    }
  meso_canvas_tool_changed (tool);
}

/* First the place that was marked, then the calibration. */
static gboolean
meso_calibrate_tool_cancel (MesoCanvasTool *tool)
{
  MesoCalibrateTool *self = MESO_CALIBRATE_TOOL (tool);
  MesoEditor *editor = meso_canvas_tool_get_editor (tool);
  gboolean was_begun = self->step != NOTHING;

  self->step = NOTHING;
  if (was_begun)
    meso_canvas_tool_changed (tool);
  else if (meso_editor_get_tool (editor) == MESO_TOOL_CALIBRATE)
    meso_editor_leave_calibration (editor);
  else
    return FALSE;
  return TRUE;
}

static void
add_end (cairo_t *cr,
         double x,
         double y)
{
  static const double directions[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      cairo_move_to (cr, x + directions[i][0] * GAP, y + directions[i][1] * GAP);
      cairo_line_to (cr, x + directions[i][0] * ARM, y + directions[i][1] * ARM);
    }
}

/* Light on dark, so that it is seen on every photo. */
static void
stroke (cairo_t *cr)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.75);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_length (MesoCalibrateTool *self,
             cairo_t *cr,
             PangoContext *text,
             double x,
             double y)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  g_autofree char *label = meso_canvas_tool_dup_length (tool, measure (self));

  if (label != NULL)
    meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static void
meso_calibrate_tool_draw_overlay (MesoCanvasTool *tool,
                                  cairo_t *cr,
                                  PangoContext *text)
{
  MesoCalibrateTool *self = MESO_CALIBRATE_TOOL (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  double x1, y1, x2, y2, length;

  if (self->step == NOTHING)
    return;
  meso_viewport_to_px (viewport, self->first.x_mm, self->first.y_mm, &x1, &y1);
  meso_viewport_to_px (viewport, self->second.x_mm, self->second.y_mm, &x2, &y2);
  length = hypot (x2 - x1, y2 - y1);
  cairo_new_path (cr);
  add_end (cr, x1, y1);
  if (length > 2 * ARM)
    {
      cairo_move_to (cr, x1 + (x2 - x1) * ARM / length, y1 + (y2 - y1) * ARM / length);
      cairo_line_to (cr, x2 - (x2 - x1) * ARM / length, y2 - (y2 - y1) * ARM / length);
    }
  if (length > GAP)
    add_end (cr, x2, y2);
  stroke (cr);
  if (length > GAP)
    draw_length (self, cr, text, x2, y2);
}

static const char *
meso_calibrate_tool_get_cursor (MesoCanvasTool *tool,
                                MesoMark *mark)
{
  return "crosshair";
}

static void
meso_calibrate_tool_class_init (MesoCalibrateToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  tool_class->event = meso_calibrate_tool_event;
  tool_class->cancel = meso_calibrate_tool_cancel;
  tool_class->draw_overlay = meso_calibrate_tool_draw_overlay;
  tool_class->get_cursor = meso_calibrate_tool_get_cursor;
}

static void
meso_calibrate_tool_init (MesoCalibrateTool *self)
{
}

/** meso_calibrate_tool_new: Returns: (transfer full): a tool that measures for @editor */
MesoCanvasTool *
meso_calibrate_tool_new (MesoEditor *editor,
                         MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_CALIBRATE_TOOL, "editor", editor, "viewport", viewport, NULL);
}
