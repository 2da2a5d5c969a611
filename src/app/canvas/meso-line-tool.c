/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-line-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-hatch-tool.h"
#include "meso-line-plan.h"
#include "meso-sketch.h"
#include "meso-stroke.h"

/* How far a line may stray from the hand, in 1/100 mm: less is only trembling. */
#define TOLERANCE 70.0
/* A shorter drag is a slip, in mm. */
#define MIN_LENGTH 2.0

struct _MesoLineTool
{
  MesoCanvasTool parent_instance;

  MesoCanvasTool *hatch; /* does all of it in that mode */

  MesoSketch sketch; /* the entry first */

  /* What would be made if it ended here; found out when it is asked for */
  gboolean is_known;
  MesoPlan *plan;
  GError *error;
};

G_DEFINE_FINAL_TYPE (MesoLineTool, meso_line_tool, MESO_TYPE_CANVAS_TOOL)

static MesoEditor *
get_editor (MesoLineTool *self)
{
  return meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));
}

static MesoLineMode
get_mode (MesoLineTool *self)
{
  return (MesoLineMode) meso_tool_options_get (meso_editor_get_options (get_editor (self)), MESO_OPTION_LINE_MODE);
}

static gboolean
is_hatching (MesoLineTool *self)
{
  return get_mode (self) == MESO_LINE_MODE_CROSS_HATCH;
}

static gboolean
is_editable (MesoLineTool *self)
{
  return meso_editor_get_map (get_editor (self)) != NULL &&
         meso_session_is_editable (meso_editor_get_session (get_editor (self)));
}

static void
forget (MesoLineTool *self)
{
  g_clear_pointer (&self->plan, meso_plan_free);
  g_clear_error (&self->error);
  self->is_known = FALSE;
}

static void
changed (MesoLineTool *self)
{
  forget (self);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
say (MesoLineTool *self,
     const char *text)
{
  g_signal_emit_by_name (get_editor (self), "message", text, TRUE);
}

/* The way of the hand; Shift leaves only its ends. */
static GArray *
make_stroke (MesoLineTool *self,
             MesoCurve *curve)
{
  GArray *line = meso_stroke_simplify (self->sketch.stroke, TOLERANCE, MESO_MAX_THREAD_POINTS);
  gboolean is_straight = (self->sketch.place.modifiers & MESO_POINTER_SHIFT) != 0;

  if ((is_straight || get_mode (self) == MESO_LINE_MODE_FAN) && line->len > 2)
    g_array_remove_range (line, 1, line->len - 2);
  *curve = line->len > 2 ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT;
  return line;
}

/*
 * The line as it is so far: (transfer full) (element-type MesoPoint). @with_next: as it would be with a node where the
 * pointer is.
 */
static GArray *
make_line (MesoLineTool *self,
           gboolean with_next,
           MesoCurve *curve)
{
  gboolean is_smooth = meso_tool_options_get (meso_editor_get_options (get_editor (self)), MESO_OPTION_SMOOTH) != 0;
  GArray *line;

  if (self->sketch.nodes->len == 0 && self->sketch.is_drag && self->sketch.stroke->len >= 2)
    return make_stroke (self, curve);
  line = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_array_append_vals (line, self->sketch.nodes->data, self->sketch.nodes->len);
  if (with_next && self->sketch.has_place && line->len > 0 && line->len < MESO_MAX_THREAD_POINTS)
    {
      MesoPoint next = meso_pointer_event_get_place (&self->sketch.place);
      MesoPoint last = g_array_index (line, MesoPoint, line->len - 1);

      if (next.x != last.x || next.y != last.y)
        g_array_append_val (line, next);
    }
  *curve = is_smooth && line->len > 2 ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT;
  return line;
}

static MesoPlan *
make_plan (MesoLineTool *self,
           const GArray *line,
           MesoCurve curve)
{
  const MesoPoint *points = (const MesoPoint *) (gpointer) line->data;

  switch (get_mode (self))
    {
    case MESO_LINE_MODE_POINTS:
      return meso_line_plan_points (get_editor (self), points, line->len, curve, &self->error);
    case MESO_LINE_MODE_FAN:
      return meso_line_plan_fan (get_editor (self), points[0], points[line->len - 1], &self->error);
    case MESO_LINE_MODE_LINE:
    case MESO_LINE_MODE_CROSS_HATCH:
    case MESO_N_LINE_MODES:
    default:
      return meso_line_plan_line (get_editor (self), points, line->len, curve, &self->error);
    }
}

static void
find_out (MesoLineTool *self,
          gboolean with_next)
{
  g_autoptr (GArray) line = NULL;
  MesoCurve curve;

  forget (self);
  self->is_known = TRUE;
  if (!is_editable (self))
    return;
  line = make_line (self, with_next, &curve);
  if (line->len < 2)
    return;
  /* A slip of the hand is no line; what was clicked is meant. */
  if (self->sketch.nodes->len == 0 &&
      meso_curve_get_length ((const MesoPoint *) (gpointer) line->data, line->len, curve) < MIN_LENGTH)
    return;
  self->plan = make_plan (self, line, curve);
}

static void
update (MesoLineTool *self)
{
  if (!self->is_known)
    find_out (self, TRUE);
}

/* Makes what was found out, or says why not. */
static gboolean
commit (MesoLineTool *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  if (self->error != NULL)
    say (self, self->error->message);
  if (self->plan == NULL)
    return FALSE;
  marks = g_ptr_array_ref (meso_plan_get_marks (self->plan));
  switch (get_mode (self))
    {
    case MESO_LINE_MODE_POINTS:
      return meso_editor_add_marks (get_editor (self), _ ("Add Line of Points"), "line", marks);
    case MESO_LINE_MODE_FAN:
      return meso_editor_add_marks (get_editor (self), _ ("Add Fan"), "fan", marks);
    case MESO_LINE_MODE_LINE:
    case MESO_LINE_MODE_CROSS_HATCH:
    case MESO_N_LINE_MODES:
    default:
      return meso_editor_add_marks (get_editor (self), _ ("Add Line"), NULL, marks);
    }
}

/* What is refused stays, so that it can be put right. */
static void
finish_nodes (MesoLineTool *self)
{
  if (self->sketch.nodes->len < 2)
    {
      say (self, _ ("A line needs at least two places."));
      return;
    }
  find_out (self, FALSE);
  if (commit (self))
    meso_sketch_drop (&self->sketch);
  changed (self);
}

static void
add_node (MesoLineTool *self)
{
  if (self->sketch.nodes->len >= MESO_MAX_THREAD_POINTS)
    say (self, _ ("A line can have no more nodes."));
  else if (meso_sketch_add_node (&self->sketch, meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self))) &&
           get_mode (self) == MESO_LINE_MODE_FAN && self->sketch.nodes->len == 2)
    finish_nodes (self);
  changed (self);
}

static void
finish_stroke (MesoLineTool *self)
{
  find_out (self, FALSE);
  commit (self);
  meso_sketch_drop (&self->sketch);
  changed (self);
}

static void
meso_line_tool_event (MesoCanvasTool *tool,
                      const MesoPointerEvent *event)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  if (is_hatching (self))
    {
      meso_canvas_tool_event (self->hatch, event);
      return;
    }
  switch (meso_sketch_event (&self->sketch, event))
    {
    case MESO_SKETCH_CLICK:
      add_node (self);
      break;
    case MESO_SKETCH_AGAIN:
      /* It ends a line; at the entry it is only the same click. */
      if (self->sketch.nodes->len >= 2)
        finish_nodes (self);
      break;
    case MESO_SKETCH_STROKE:
      finish_stroke (self);
      break;
    case MESO_SKETCH_MOVED:
      /* Losing what was held down is a change, too; over an empty canvas nothing follows the pointer. */
      if (self->sketch.nodes->len > 0 || self->sketch.is_down || event->type == MESO_POINTER_CANCEL)
        changed (self);
      break;
    case MESO_SKETCH_NOTHING:
    default:
      break;
    }
}

static gboolean
meso_line_tool_cancel (MesoCanvasTool *tool)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);
  gboolean was_making = meso_sketch_drop (&self->sketch);

  meso_sketch_end_press (&self->sketch);
  if (was_making)
    changed (self);
  return meso_canvas_tool_cancel (self->hatch) || was_making;
}

static gboolean
meso_line_tool_finish (MesoCanvasTool *tool)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  if (is_hatching (self))
    return meso_canvas_tool_finish (self->hatch);
  if (self->sketch.nodes->len == 0)
    return FALSE;
  finish_nodes (self);
  meso_sketch_end_press (&self->sketch);
  return TRUE;
}

static gboolean
meso_line_tool_step_back (MesoCanvasTool *tool)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  if (is_hatching (self))
    return meso_canvas_tool_step_back (self->hatch);
  if (!meso_sketch_step_back (&self->sketch))
    return FALSE;
  changed (self);
  return TRUE;
}

static void
meso_line_tool_leave (MesoCanvasTool *tool)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  meso_canvas_tool_leave (self->hatch);
  if (meso_sketch_leave (&self->sketch))
    changed (self);
}

static const char *
get_idle_hint (MesoLineTool *self)
{
  if (get_mode (self) == MESO_LINE_MODE_FAN)
    return _ ("Drag from the entry to the end of the middle line, or click both.");
  return _ ("Drag a line from its entry, or click its nodes. Shift: straight.");
}

static char *
meso_line_tool_dup_hint (MesoCanvasTool *tool,
                         gboolean *is_error)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);

  if (is_hatching (self))
    return meso_canvas_tool_dup_hint (self->hatch, is_error);
  if (!is_editable (self))
    return NULL;
  if (self->sketch.nodes->len == 0)
    return g_strdup (get_idle_hint (self));
  update (self);
  *is_error = self->error != NULL;
  if (self->error != NULL)
    return g_strdup (self->error->message);
  if (get_mode (self) == MESO_LINE_MODE_FAN)
    return g_strdup (_ ("Click the end of the middle line."));
  return g_strdup (_ ("Click the next node. Enter ends the line, Backspace takes a node back."));
}

static void
meso_line_tool_set_look (MesoCanvasTool *tool,
                         MesoColourKey key,
                         const char *const *product_ids)
{
  MESO_CANVAS_TOOL_CLASS (meso_line_tool_parent_class)->set_look (tool, key, product_ids);
  meso_canvas_tool_set_look (MESO_LINE_TOOL (tool)->hatch, key, product_ids);
}

/* The marks as they will be, so that nothing moves when the button comes up. */
static void
meso_line_tool_draw_overlay (MesoCanvasTool *tool,
                             cairo_t *cr,
                             PangoContext *text)
{
  MesoLineTool *self = MESO_LINE_TOOL (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autofree char *label = NULL;
  double x, y;

  if (is_hatching (self))
    {
      meso_canvas_tool_draw_overlay (self->hatch, cr, text);
      return;
    }
  if (!self->sketch.is_down && self->sketch.nodes->len == 0)
    return;
  update (self);
  if (self->plan != NULL)
    meso_plan_paint (self->plan, cr, tool, 1);
  meso_sketch_draw_nodes (&self->sketch, viewport, cr);
  if (self->error != NULL)
    label = g_strdup (self->error->message);
  else if (self->plan != NULL)
    label = meso_line_plan_dup_summary (self->plan, get_editor (self));
  if (label == NULL || !self->sketch.has_place)
    return;
  meso_viewport_to_px (viewport, self->sketch.place.x_mm, self->sketch.place.y_mm, &x, &y);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static const char *
meso_line_tool_get_cursor (MesoCanvasTool *tool,
                           MesoMark *mark)
{
  return "crosshair";
}

/* A line that was begun in one mode is not one of the next. */
static void
mode_changed_cb (MesoLineTool *self)
{
  meso_line_tool_cancel (MESO_CANVAS_TOOL (self));
  meso_canvas_tool_leave (self->hatch);
  changed (self);
}

static void
hatch_changed_cb (MesoLineTool *self)
{
  if (is_hatching (self))
    meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
meso_line_tool_constructed (GObject *object)
{
  MesoLineTool *self = MESO_LINE_TOOL (object);
  MesoEditor *editor = get_editor (self);

  G_OBJECT_CLASS (meso_line_tool_parent_class)->constructed (object);

  self->hatch = meso_hatch_tool_new (editor, meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self)));
  g_signal_connect_object (self->hatch, "changed", G_CALLBACK (hatch_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_options (editor), "notify::line-mode", G_CALLBACK (mode_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_options (editor), "notify", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_hand (editor), "changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (changed), self,
                           G_CONNECT_SWAPPED);
}

static void
meso_line_tool_finalize (GObject *object)
{
  MesoLineTool *self = MESO_LINE_TOOL (object);

  forget (self);
  g_object_unref (self->hatch);
  meso_sketch_clear (&self->sketch);

  G_OBJECT_CLASS (meso_line_tool_parent_class)->finalize (object);
}

static void
meso_line_tool_class_init (MesoLineToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  object_class->constructed = meso_line_tool_constructed;
  object_class->finalize = meso_line_tool_finalize;
  tool_class->event = meso_line_tool_event;
  tool_class->cancel = meso_line_tool_cancel;
  tool_class->finish = meso_line_tool_finish;
  tool_class->step_back = meso_line_tool_step_back;
  tool_class->leave = meso_line_tool_leave;
  tool_class->dup_hint = meso_line_tool_dup_hint;
  tool_class->set_look = meso_line_tool_set_look;
  tool_class->draw_overlay = meso_line_tool_draw_overlay;
  tool_class->get_cursor = meso_line_tool_get_cursor;
}

static void
meso_line_tool_init (MesoLineTool *self)
{
  meso_sketch_init (&self->sketch);
}

/** meso_line_tool_new: Returns: (transfer full): a tool that adds lines through @editor */
MesoCanvasTool *
meso_line_tool_new (MesoEditor *editor,
                    MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_LINE_TOOL, "editor", editor, "viewport", viewport, NULL);
}
