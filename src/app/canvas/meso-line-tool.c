/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-line-tool.h"

#include <math.h>

#include "meso-screen-style.h"
#include "meso-stroke.h"

/* How far a line may stray from the hand, in 1/100 mm: less is only trembling. */
#define TOLERANCE 70.0
/* A shorter drag is a slip, in mm. */
#define MIN_LENGTH 2.0
/* Places of the pointer that are kept; more are thinned out on the way. */
#define MAX_STROKE 4000

struct _MesoLineTool
{
  MesoCanvasTool parent_instance;

  MesoPointerEvent press;
  MesoPointerEvent last;
  gboolean is_down;
  gboolean is_drag;
  GArray *stroke; /* MesoPoint, from the entry on */
};

G_DEFINE_FINAL_TYPE (MesoLineTool, meso_line_tool, MESO_TYPE_CANVAS_TOOL)

static void
begin (MesoLineTool *self,
       const MesoPointerEvent *event)
{
  MesoPoint place = meso_pointer_event_get_place (event);

  if (event->button != 1 || self->is_down)
    return;
  self->press = self->last = *event;
  self->is_down = TRUE;
  self->is_drag = FALSE;
  g_array_set_size (self->stroke, 0);
  g_array_append_val (self->stroke, place);
}

static void
extend (MesoLineTool *self,
        const MesoPointerEvent *event)
{
  MesoPoint place = meso_pointer_event_get_place (event);
  MesoPoint *last = &g_array_index (self->stroke, MesoPoint, self->stroke->len - 1);

  self->last = *event;
  self->is_drag = self->is_drag || meso_pointer_is_drag (&self->press, event);
  if (place.x != last->x || place.y != last->y)
    g_array_append_val (self->stroke, place);
  if (self->stroke->len > MAX_STROKE)
    {
      GArray *thinned = meso_stroke_simplify (self->stroke, TOLERANCE / 4, MAX_STROKE / 2);

      g_array_unref (self->stroke);
      self->stroke = thinned;
    }
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

/* The line that the drag makes if it ends here: (transfer full) (nullable) (element-type MesoPoint). */
static GArray *
make_line (MesoLineTool *self,
           MesoCurve *curve,
           double *length)
{
  g_autoptr (GArray) line = NULL;

  if (!self->is_drag || self->stroke->len < 2)
    return NULL;
  line = meso_stroke_simplify (self->stroke, TOLERANCE, MESO_MAX_THREAD_POINTS);
  if ((self->last.modifiers & MESO_POINTER_SHIFT) != 0 && line->len > 2)
    g_array_remove_range (line, 1, line->len - 2);
  *curve = line->len > 2 ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT;
  *length = meso_curve_get_length ((const MesoPoint *) (gpointer) line->data, line->len, *curve);
  return g_steal_pointer (&line);
}

static gboolean
meso_line_tool_cancel (MesoCanvasTool *tool)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  if (!self->is_down)
    return FALSE;
  self->is_down = FALSE;
  meso_canvas_tool_changed (tool);
  return TRUE;
}

static void
finish (MesoLineTool *self)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  g_autoptr (GArray) line = NULL;
  MesoCurve curve;
  double length;

  line = make_line (self, &curve, &length);
  self->is_down = FALSE;
  if (line != NULL && length >= MIN_LENGTH)
    meso_editor_add_line (meso_canvas_tool_get_editor (tool), (const MesoPoint *) (gpointer) line->data, line->len);
  meso_canvas_tool_changed (tool);
}

static void
meso_line_tool_event (MesoCanvasTool *tool,
                      const MesoPointerEvent *event)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (self, event);
      break;
    case MESO_POINTER_MOTION:
      if (self->is_down)
        extend (self, event);
      break;
    case MESO_POINTER_RELEASE:
      if (self->is_down)
        {
          extend (self, event);
          finish (self);
        }
      break;
    case MESO_POINTER_CANCEL:
      meso_line_tool_cancel (tool);
      break;
    default:
      break;
    }
}

/* The line as it will be, so that nothing moves when the button comes up. */
static void
draw_line (MesoLineTool *self,
           cairo_t *cr,
           GArray *line,
           MesoCurve curve)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoScene) scene = NULL;
  MesoSceneStyle style;
  MesoMarkData data;

  meso_hand_fill (meso_editor_get_hand (meso_canvas_tool_get_editor (tool)), MESO_MARK_THREAD, &data);
  data.id = (char *) "preview";
  data.points = (MesoPoint *) (gpointer) line->data;
  data.n_points = line->len;
  data.curve = curve;
  g_ptr_array_add (marks, meso_mark_new (&data, NULL));

  meso_screen_style_init (&style, meso_viewport_get_zoom (viewport));
  scene = meso_scene_new_for_marks (marks, &style);
  cairo_save (cr);
  meso_viewport_apply (viewport, cr);
  meso_scene_paint (scene, cr, NULL);
  cairo_restore (cr);
}

static void
meso_line_tool_draw_overlay (MesoCanvasTool *tool,
                             cairo_t *cr,
                             PangoContext *text)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);
  g_autoptr (GArray) line = NULL;
  g_autofree char *label = NULL;
  MesoCurve curve;
  double length, x, y;

  if (!self->is_down)
    return;
  line = make_line (self, &curve, &length);
  if (line == NULL || length < MIN_LENGTH)
    return;
  draw_line (self, cr, line, curve);

  label = meso_canvas_tool_dup_length (tool, length);
  if (label == NULL)
    return;
  meso_viewport_to_px (meso_canvas_tool_get_viewport (tool), self->last.x_mm, self->last.y_mm, &x, &y);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static const char *
meso_line_tool_get_cursor (MesoCanvasTool *tool,
                           MesoMark *mark)
{
  return "crosshair";
}

static void
meso_line_tool_finalize (GObject *object)
{
  MesoLineTool *self = MESO_LINE_TOOL (object);

  g_array_unref (self->stroke);

  G_OBJECT_CLASS (meso_line_tool_parent_class)->finalize (object);
}

static void
meso_line_tool_class_init (MesoLineToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = meso_line_tool_finalize;
  tool_class->event = meso_line_tool_event;
  tool_class->cancel = meso_line_tool_cancel;
  tool_class->draw_overlay = meso_line_tool_draw_overlay;
  tool_class->get_cursor = meso_line_tool_get_cursor;
}

static void
meso_line_tool_init (MesoLineTool *self)
{
  self->stroke = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
}

/** meso_line_tool_new: Returns: (transfer full): a tool that adds lines through @editor */
MesoCanvasTool *
meso_line_tool_new (MesoEditor *editor,
                    MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_LINE_TOOL, "editor", editor, "viewport", viewport, NULL);
}
