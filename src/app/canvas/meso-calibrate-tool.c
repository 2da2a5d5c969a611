/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-calibrate-tool.h"

#include <math.h>

#include "meso-measure-line.h"

/* Nearer, in px, and there is no second end yet. */
#define MIN_LENGTH 3.0

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
  meso_measure_line_add_end (cr, x1, y1);
  meso_measure_line_add_between (cr, x1, y1, x2, y2);
  if (length > MIN_LENGTH)
    meso_measure_line_add_end (cr, x2, y2);
  meso_measure_line_stroke (cr);
  if (length > MIN_LENGTH)
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
