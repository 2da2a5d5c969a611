/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-point-tool.h"

#include <glib/gi18n-lib.h>

#include "drawing/meso-symbol.h"
#include "meso-screen-style.h"

struct _MesoPointTool
{
  MesoCanvasTool parent_instance;

  MesoPointerEvent press; /* the last one */
  gboolean has_pressed;
  gboolean is_down;
};

G_DEFINE_FINAL_TYPE (MesoPointTool, meso_point_tool, MESO_TYPE_CANVAS_TOOL)

static void
begin (MesoPointTool *self,
       const MesoPointerEvent *event)
{
  gboolean again = self->has_pressed && meso_pointer_is_same_press (&self->press, event);

  if (event->button != 1 || self->is_down || again)
    return;
  self->press = *event;
  self->has_pressed = TRUE;
  self->is_down = TRUE;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
finish (MesoPointTool *self)
{
  if (!self->is_down)
    return;
  self->is_down = FALSE;
  meso_editor_add_point (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)),
                         meso_pointer_event_get_place (&self->press));
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static gboolean
meso_point_tool_cancel (MesoCanvasTool *tool)
{
  MesoPointTool *self = MESO_POINT_TOOL (tool);

  if (!self->is_down)
    return FALSE;
  self->is_down = FALSE;
  self->has_pressed = FALSE;
  meso_canvas_tool_changed (tool);
  return TRUE;
}

static void
meso_point_tool_event (MesoCanvasTool *tool,
                       const MesoPointerEvent *event)
{
  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (MESO_POINT_TOOL (tool), event);
      break;
    case MESO_POINTER_RELEASE:
      finish (MESO_POINT_TOOL (tool));
      break;
    case MESO_POINTER_CANCEL:
      meso_point_tool_cancel (tool);
      break;
    case MESO_POINTER_MOTION:
    default:
      break;
    }
}

/* The point as it will be, and its twin, as soon as the button is down. */
static void
meso_point_tool_draw_overlay (MesoCanvasTool *tool,
                              cairo_t *cr,
                              PangoContext *text)
{
  MesoPointTool *self = MESO_POINT_TOOL (tool);
  MesoEditor *editor = meso_canvas_tool_get_editor (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GPtrArray) planned = NULL;
  MesoPoint press;

  if (!self->is_down || meso_editor_get_map (editor) == NULL)
    return;
  press = meso_pointer_event_get_place (&self->press);
  marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &press, 1));
  planned = meso_editor_plan_marks (editor, marks);
  for (guint i = 0; i < planned->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (planned, i));
      double x, y;

      meso_viewport_to_px (viewport, data->points[0].x / 100.0, data->points[0].y / 100.0, &x, &y);
      meso_symbol_paint (cr, data->layer, data->state, x, y,
                         meso_screen_style_get_symbol (meso_viewport_get_zoom (viewport)), 1);
    }
}

static char *
meso_point_tool_dup_hint (MesoCanvasTool *tool,
                          gboolean *is_error)
{
  return g_strdup (_ ("Click: one point."));
}

static const char *
meso_point_tool_get_cursor (MesoCanvasTool *tool,
                            MesoMark *mark)
{
  return "crosshair";
}

static void
meso_point_tool_class_init (MesoPointToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  tool_class->event = meso_point_tool_event;
  tool_class->cancel = meso_point_tool_cancel;
  tool_class->dup_hint = meso_point_tool_dup_hint;
  tool_class->draw_overlay = meso_point_tool_draw_overlay;
  tool_class->get_cursor = meso_point_tool_get_cursor;
}

static void
meso_point_tool_init (MesoPointTool *self)
{
}

/** meso_point_tool_new: Returns: (transfer full): a tool that adds points through @editor */
MesoCanvasTool *
meso_point_tool_new (MesoEditor *editor,
                     MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_POINT_TOOL, "editor", editor, "viewport", viewport, NULL);
}
