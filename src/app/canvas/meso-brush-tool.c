/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-brush-tool.h"

#include <glib/gi18n-lib.h>

#include "meso-plan.h"
#include "pattern/meso-brush.h"

struct _MesoBrushTool
{
  MesoCanvasTool parent_instance;

  MesoPointerEvent press; /* the last one */
  MesoPointerEvent last; /* where the pointer is */
  gboolean has_pressed;
  gboolean is_repeat; /* the press only repeats the one before, unless it becomes a drag */
  gboolean is_drag;

  MesoBrush *brush; /* while a stroke is under way */
  MesoPlan *plan; /* what it has laid */
};

G_DEFINE_FINAL_TYPE (MesoBrushTool, meso_brush_tool, MESO_TYPE_CANVAS_TOOL)

static void
drop_stroke (MesoBrushTool *self)
{
  g_clear_pointer (&self->brush, meso_brush_free);
  g_clear_pointer (&self->plan, meso_plan_free);
}

static void
say_error (MesoBrushTool *self,
           const GError *error)
{
  g_signal_emit_by_name (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), "message", error->message, TRUE);
}

/* What the brush has laid since. */
static void
plan_new_points (MesoBrushTool *self)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_points, n_before = meso_plan_get_marks (self->plan)->len;
  const MesoPoint *points = meso_brush_get_points (self->brush, &n_points);

  for (guint i = n_before; i < n_points; i++)
    g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &points[i], 1));
  if (marks->len > 0)
    meso_plan_add (self->plan, marks);
}

/* Returns: %FALSE after a message; the stroke is gone then. */
static gboolean
move (MesoBrushTool *self,
      const MesoPointerEvent *event)
{
  g_autoptr (GError) error = NULL;

  self->last = *event;
  if (!meso_brush_move (self->brush, meso_pointer_event_get_place (event), &error))
    {
      say_error (self, error);
      drop_stroke (self);
      meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
      return FALSE;
    }
  plan_new_points (self);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
  return TRUE;
}

/* Returns: (transfer full): one that has not yet touched, or %NULL with an error that can be shown */
static MesoBrush *
take_brush (MesoBrushTool *self,
            GError **error)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  if (!meso_plan_check_scale (editor, error))
    return NULL;
  return meso_brush_new (meso_tool_options_get (meso_editor_get_options (editor), MESO_OPTION_BRUSH_SPACING), error);
}

static void
begin (MesoBrushTool *self,
       const MesoPointerEvent *event)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));
  g_autoptr (GError) error = NULL;

  if (event->button != 1 || self->brush != NULL)
    return;
  self->brush = take_brush (self, &error);
  if (self->brush == NULL)
    {
      say_error (self, error);
      return;
    }
  self->plan = meso_plan_new (editor);
  self->is_repeat = self->has_pressed && meso_pointer_is_same_press (&self->press, event);
  self->is_drag = FALSE;
  self->press = *event;
  self->has_pressed = TRUE;
  move (self, event);
}

/* A pointer that rests may stray; what it says then is no stroke. */
static void
extend (MesoBrushTool *self,
        const MesoPointerEvent *event)
{
  self->is_drag = self->is_drag || meso_pointer_is_drag (&self->press, event);
  if (self->is_drag)
    move (self, event);
}

static void
finish (MesoBrushTool *self,
        const MesoPointerEvent *event)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));
  g_autoptr (MesoPlan) plan = NULL;

  extend (self, event);
  if (self->brush == NULL)
    return;
  plan = g_steal_pointer (&self->plan);
  drop_stroke (self);
  if (meso_plan_get_marks (plan)->len > 1)
    meso_editor_add_marks (editor, _ ("Brush"), "brush", meso_plan_get_marks (plan));
  else if (self->is_drag || !self->is_repeat)
    meso_editor_add_marks (editor, _ ("Add Point"), NULL, meso_plan_get_marks (plan));
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static gboolean
meso_brush_tool_cancel (MesoCanvasTool *tool)
{
  MesoBrushTool *self = MESO_BRUSH_TOOL (tool);

  if (self->brush == NULL)
    return FALSE;
  drop_stroke (self);
  self->has_pressed = FALSE;
  meso_canvas_tool_changed (tool);
  return TRUE;
}

static void
meso_brush_tool_event (MesoCanvasTool *tool,
                       const MesoPointerEvent *event)
{
  MesoBrushTool *self = MESO_BRUSH_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (self, event);
      break;
    case MESO_POINTER_MOTION:
      if (self->brush != NULL)
        extend (self, event);
      break;
    case MESO_POINTER_RELEASE:
      if (self->brush != NULL)
        finish (self, event);
      break;
    case MESO_POINTER_CANCEL:
      meso_brush_tool_cancel (tool);
      break;
    default:
      break;
    }
}

static char *
meso_brush_tool_dup_hint (MesoCanvasTool *tool,
                          gboolean *is_error)
{
  MesoToolOptions *options = meso_editor_get_options (meso_canvas_tool_get_editor (tool));
  gint64 spacing = meso_tool_options_get (options, MESO_OPTION_BRUSH_SPACING);
  g_autoptr (MesoBrush) brush = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = NULL;

  brush = take_brush (MESO_BRUSH_TOOL (tool), &error);
  if (brush == NULL)
    {
      *is_error = TRUE;
      return g_strdup (error->message);
    }
  number = meso_number_format_local (spacing, MESO_MM_DECIMALS, 0);
  /* Translators: what a tool does; a distance in mm */
  return g_strdup_printf (_ ("Drag: a point every %s mm. Click: one point."), number);
}

/* The points as they will be, so that nothing moves when the button comes up. */
static void
meso_brush_tool_draw_overlay (MesoCanvasTool *tool,
                              cairo_t *cr,
                              PangoContext *text)
{
  MesoBrushTool *self = MESO_BRUSH_TOOL (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autofree char *label = NULL;
  double x, y;

  if (self->plan == NULL)
    return;
  meso_plan_paint (self->plan, cr, tool, 1);
  if (!self->is_drag)
    return;
  label = meso_plan_dup_summary (self->plan);
  meso_viewport_to_px (viewport, self->last.x_mm, self->last.y_mm, &x, &y);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static const char *
meso_brush_tool_get_cursor (MesoCanvasTool *tool,
                            MesoMark *mark)
{
  return "crosshair";
}

static void
options_changed_cb (MesoCanvasTool *tool)
{
  meso_canvas_tool_changed (tool);
}

static void
meso_brush_tool_constructed (GObject *object)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (object);

  G_OBJECT_CLASS (meso_brush_tool_parent_class)->constructed (object);

  g_signal_connect_object (meso_editor_get_options (meso_canvas_tool_get_editor (tool)), "notify::brush-spacing",
                           G_CALLBACK (options_changed_cb), tool, G_CONNECT_SWAPPED);
}

static void
meso_brush_tool_dispose (GObject *object)
{
  drop_stroke (MESO_BRUSH_TOOL (object));

  G_OBJECT_CLASS (meso_brush_tool_parent_class)->dispose (object);
}

static void
meso_brush_tool_class_init (MesoBrushToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  object_class->constructed = meso_brush_tool_constructed;
  object_class->dispose = meso_brush_tool_dispose;
  tool_class->event = meso_brush_tool_event;
  tool_class->cancel = meso_brush_tool_cancel;
  tool_class->dup_hint = meso_brush_tool_dup_hint;
  tool_class->draw_overlay = meso_brush_tool_draw_overlay;
  tool_class->get_cursor = meso_brush_tool_get_cursor;
}

static void
meso_brush_tool_init (MesoBrushTool *self)
{
}

/** meso_brush_tool_new: Returns: (transfer full): a tool that lays points along a stroke through @editor */
MesoCanvasTool *
meso_brush_tool_new (MesoEditor *editor,
                     MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_BRUSH_TOOL, "editor", editor, "viewport", viewport, NULL);
}
