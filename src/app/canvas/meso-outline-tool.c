/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-outline-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/meso-symbol.h"
#include "meso-screen-style.h"
#include "meso-sketch.h"
#include "pattern/meso-outline.h"

/* How far an outline may stray from the hand, in 1/100 mm: less is only trembling. */
#define TOLERANCE 50
/* Marks that are not there yet are fainter than those that are. */
#define FAINT 0.6
/* So far, in px, the pointer shows what it has just made before it asks for more. */
#define REST 24.0

typedef struct
{
  MesoSketch sketch; /* the outline of one's own */
  const MesoRegion *region; /* where the pointer is */

  /* What a click would make; found out when it is asked for */
  gboolean is_known;
  MesoPlan *plan;
  guint n_there; /* marks that are there already */
  gboolean is_resting; /* near rest_x, rest_y, on an outline that was just filled */
  double rest_x, rest_y; /* px */
  char *made; /* what the last click has made, as long as the pointer stays there; NULL: nothing */
  GError *error;
} MesoOutlineToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MesoOutlineTool, meso_outline_tool, MESO_TYPE_CANVAS_TOOL)

static void
forget (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  g_clear_pointer (&priv->plan, meso_plan_free);
  g_clear_error (&priv->error);
  priv->n_there = 0;
  priv->is_known = FALSE;
}

static gboolean
is_editable (MesoOutlineTool *self)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  return meso_editor_get_map (editor) != NULL && meso_session_is_editable (meso_editor_get_session (editor));
}

/* Of the drag, or of the corners and the place where the next one would be. */
static GArray *
make_outline (MesoOutlineTool *self,
              gboolean with_next)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  const GArray *points = priv->sketch.is_drag ? priv->sketch.stroke : priv->sketch.nodes;
  GArray *outline;

  if (priv->sketch.is_drag && priv->sketch.nodes->len == 0)
    return meso_outline_simplify ((const MesoPoint *) (gpointer) points->data, points->len, TOLERANCE);
  outline = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_array_append_vals (outline, priv->sketch.nodes->data, priv->sketch.nodes->len);
  if (with_next && priv->sketch.has_place)
    {
      MesoPoint next = meso_pointer_event_get_place (&priv->sketch.place);

      g_array_append_val (outline, next);
    }
  return outline;
}

/* Whether an outline of one's own is being made. */
static gboolean
has_outline (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  return priv->sketch.nodes->len > 0 || (priv->sketch.is_down && priv->sketch.is_drag);
}

/* Whether a click means a region; where there are none, as on a photo, it is a corner. */
static gboolean
takes_region (MesoOutlineTool *self)
{
  MesoDiagram *diagram = meso_editor_get_diagram (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)));

  return diagram != NULL && meso_diagram_get_n_regions (diagram) > 0 &&
         MESO_OUTLINE_TOOL_GET_CLASS (self)->takes_region (self);
}

static void
find_out (MesoOutlineTool *self,
          gboolean with_next)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  MesoOutlineToolClass *klass = MESO_OUTLINE_TOOL_GET_CLASS (self);
  g_autoptr (GArray) outline = NULL;

  forget (self);
  priv->is_known = TRUE;
  if (!is_editable (self))
    return;
  if (has_outline (self))
    {
      outline = make_outline (self, with_next);
      if (outline->len >= 3 || !with_next)
        priv->plan = klass->plan_outline (self, (const MesoPoint *) (gpointer) outline->data, outline->len,
                                          &priv->n_there, &priv->error);
    }
  else if (priv->sketch.has_place && priv->region != NULL && takes_region (self) && !priv->is_resting)
    {
      priv->plan = klass->plan_region (self, priv->region, meso_pointer_event_get_place (&priv->sketch.place),
                                       &priv->n_there, &priv->error);
    }
}

static void
update (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (!priv->is_known)
    find_out (self, TRUE);
}

static void
changed (MesoOutlineTool *self)
{
  forget (self);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
say (MesoOutlineTool *self,
     const char *text,
     gboolean is_error)
{
  g_signal_emit_by_name (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), "message", text, is_error);
}

/* Makes what was found out, or says why not. */
static gboolean
commit (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  MesoOutlineToolClass *klass = MESO_OUTLINE_TOOL_GET_CLASS (self);
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  if (priv->error != NULL)
    say (self, priv->error->message, TRUE);
  else if (priv->plan != NULL && meso_plan_get_marks (priv->plan)->len == 0)
    say (self, _ (klass->there_already), FALSE);
  else if (priv->plan != NULL)
    {
      g_autoptr (GPtrArray) marks = g_ptr_array_ref (meso_plan_get_marks (priv->plan));
      g_autofree char *summary = klass->dup_summary (self, priv->plan);

      if (!meso_editor_add_marks (editor, _ (klass->edit_name), klass->pattern_kind, marks))
        return FALSE;
      g_free (priv->made);
      priv->made = g_steal_pointer (&summary);
      return TRUE;
    }
  return FALSE;
}

/* What lies under an outline that was just filled is not what comes next. */
static void
rest (MesoOutlineTool *self,
      gboolean has_made)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  priv->is_resting = has_made;
  priv->rest_x = priv->sketch.place.x;
  priv->rest_y = priv->sketch.place.y;
}

/* What is refused stays, so that it can be put right. */
static void
finish_corners (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (priv->sketch.nodes->len < 3)
    {
      say (self, _ ("An outline needs at least three corners."), TRUE);
      return;
    }
  find_out (self, FALSE);
  if (priv->error != NULL)
    say (self, priv->error->message, TRUE);
  else
    {
      rest (self, commit (self));
      meso_sketch_drop (&priv->sketch);
    }
  changed (self);
}

static gboolean
is_at_first_corner (MesoOutlineTool *self,
                    const MesoPointerEvent *event)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  const MesoPoint *first = &g_array_index (priv->sketch.nodes, MesoPoint, 0);
  double x, y;

  if (priv->sketch.nodes->len < 3)
    return FALSE;
  meso_viewport_to_px (meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self)), first->x / 100.0, first->y / 100.0, &x,
                       &y);
  return hypot (event->x - x, event->y - y) <= meso_pointer_get_hit_radius (event->device);
}

static void
add_corner (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  meso_sketch_add_node (&priv->sketch, meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self)));
  changed (self);
}

/* A click where no outline has been begun. */
static void
fill_region (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if ((priv->sketch.click.modifiers & (MESO_POINTER_SHIFT | MESO_POINTER_CONTROL)) != 0 || !takes_region (self))
    add_corner (self);
  else if (priv->region == NULL)
    say (self, _ ("There is no region here. Drag an outline, or begin one with Shift and a click."), TRUE);
  else
    {
      update (self);
      commit (self);
    }
}

/* Of a region of several pieces the one under the pointer may be meant. */
static gboolean
has_pieces (const MesoRegion *region)
{
  return region != NULL && meso_path_get_polygons (meso_region_get_path (region))->len > 1;
}

/* Says over which region the pointer is. */
static void
hover (MesoOutlineTool *self,
       gboolean had_place)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  MesoDiagram *diagram = meso_editor_get_diagram (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)));
  const MesoPointerEvent *place = &priv->sketch.place;
  const MesoRegion *region = NULL;
  gboolean was_resting = priv->is_resting;

  if (diagram != NULL)
    region = meso_diagram_find_region (diagram, place->x_mm, place->y_mm);
  if (priv->sketch.is_down || hypot (place->x - priv->rest_x, place->y - priv->rest_y) > REST)
    priv->is_resting = FALSE;
  if (region != priv->region || !had_place || has_outline (self) || was_resting || has_pieces (region))
    forget (self);
  if ((region != priv->region || has_outline (self)) && !priv->is_resting)
    g_clear_pointer (&priv->made, g_free);
  priv->region = region;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
finish_stroke (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  find_out (self, FALSE);
  rest (self, commit (self));
  meso_sketch_drop (&priv->sketch);
  changed (self);
}

static void
click (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (priv->sketch.nodes->len == 0)
    fill_region (self);
  else if (is_at_first_corner (self, &priv->sketch.click))
    finish_corners (self);
  else
    add_corner (self);
  changed (self);
}

static void
meso_outline_tool_event (MesoCanvasTool *tool,
                         const MesoPointerEvent *event)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  gboolean had_place = priv->sketch.has_place;

  switch (meso_sketch_event (&priv->sketch, event))
    {
    case MESO_SKETCH_MOVED:
      if (event->type != MESO_POINTER_CANCEL)
        hover (self, had_place);
      else
        changed (self);
      break;
    case MESO_SKETCH_CLICK:
      hover (self, had_place);
      click (self);
      break;
    case MESO_SKETCH_AGAIN:
      /* It ends an outline; into a region it is only the same click. */
      if (priv->sketch.nodes->len >= 3)
        finish_corners (self);
      break;
    case MESO_SKETCH_STROKE:
      hover (self, had_place);
      finish_stroke (self);
      break;
    case MESO_SKETCH_NOTHING:
    default:
      break;
    }
}

static gboolean
meso_outline_tool_cancel (MesoCanvasTool *tool)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  gboolean was_making = meso_sketch_drop (&priv->sketch);

  meso_sketch_end_press (&priv->sketch);
  if (was_making)
    changed (self);
  return was_making;
}

static gboolean
meso_outline_tool_finish (MesoCanvasTool *tool)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (priv->sketch.nodes->len == 0)
    return FALSE;
  finish_corners (self);
  meso_sketch_end_press (&priv->sketch);
  return TRUE;
}

static gboolean
meso_outline_tool_step_back (MesoCanvasTool *tool)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (!meso_sketch_step_back (&priv->sketch))
    return FALSE;
  changed (self);
  return TRUE;
}

static void
meso_outline_tool_leave (MesoCanvasTool *tool)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  if (!meso_sketch_leave (&priv->sketch))
    return;
  priv->is_resting = FALSE;
  priv->region = NULL;
  g_clear_pointer (&priv->made, g_free);
  changed (self);
}

/* What is said of the plan beside the pointer: (transfer full) (nullable). */
static char *
dup_label (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  g_autofree char *summary = NULL;

  if (priv->error != NULL)
    return g_strdup (priv->error->message);
  if (priv->plan == NULL && !priv->is_resting)
    return NULL;
  if (priv->plan == NULL || meso_plan_get_marks (priv->plan)->len == 0)
    /* Translators: what a click has made, such as 40 points · 0.40 mL */
    return priv->made != NULL ? g_strdup_printf (_ ("Added: %s"), priv->made) : g_strdup (_ ("There already"));
  summary = MESO_OUTLINE_TOOL_GET_CLASS (self)->dup_summary (self, priv->plan);
  if (priv->n_there == 0)
    return g_steal_pointer (&summary);
  /* Translators: what is added to a grid, such as 3 points · 0.03 mL, and how many points of it are there already */
  return g_strdup_printf (ngettext ("%s, %u is there already", "%s, %u are there already", priv->n_there), summary,
                          priv->n_there);
}

static char *
dup_outline_hint (MesoOutlineTool *self,
                  gboolean *is_error)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  g_autofree char *label = dup_label (self);

  *is_error = priv->error != NULL;
  if (priv->error != NULL)
    return g_steal_pointer (&label);
  if (priv->sketch.nodes->len == 0)
    return g_strdup (_ ("Let go to close the outline."));
  if (priv->sketch.nodes->len < 3 || label == NULL)
    return g_strdup (_ ("Click the corners of the outline. Esc cancels."));
  /* Translators: how an outline is ended; what it would hold, such as 40 points · 0.40 mL */
  return g_strdup_printf (priv->sketch.place.device == MESO_POINTER_KEYS ? _ ("Ctrl+Enter closes the outline: %s")
                                                                         : _ ("Enter closes the outline: %s"),
                          label);
}

static char *
meso_outline_tool_dup_hint (MesoCanvasTool *tool,
                            gboolean *is_error)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  MesoOutlineToolClass *klass = MESO_OUTLINE_TOOL_GET_CLASS (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL, *name = NULL;

  if (!is_editable (self))
    return NULL;
  if (klass->check != NULL && !klass->check (self, &error))
    {
      *is_error = TRUE;
      return g_strdup (error->message);
    }
  if (!priv->sketch.is_down || !priv->sketch.is_drag)
    update (self);
  if (has_outline (self))
    return dup_outline_hint (self, is_error);
  label = dup_label (self);
  *is_error = priv->error != NULL;
  if (label == NULL)
    return g_strdup (takes_region (self) ? _ ("Click a region, or drag an outline.")
                                         : _ ("Drag an outline, or click its corners."));
  if (priv->region == NULL || priv->plan == NULL || meso_plan_get_marks (priv->plan)->len == 0)
    return g_steal_pointer (&label);
  name = meso_region_dup_name (priv->region);
  /* Translators: the name of a region, then what a click would put there: Right cheek: 40 points · 0.40 mL */
  return g_strdup_printf (_ ("%s: %s"), name, label);
}

static void
add_corners (MesoOutlineTool *self,
             cairo_t *cr,
             GArray *outline)
{
  MesoViewport *viewport = meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self));

  for (guint i = 0; i < outline->len; i++)
    {
      const MesoPoint *corner = &g_array_index (outline, MesoPoint, i);
      double x, y;

      meso_viewport_to_px (viewport, corner->x / 100.0, corner->y / 100.0, &x, &y);
      cairo_line_to (cr, x, y);
    }
}

/* Dashes in the blue of what is at work, on a band of paper, so that they show on skin and hair alike. */
static void
draw_outline (MesoOutlineTool *self,
              cairo_t *cr,
              GArray *outline)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB, dashes[] = { 5, 3 };

  cairo_save (cr);
  cairo_new_path (cr);
  add_corners (self, cr, outline);
  if (outline->len > 2)
    cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, paper[0], paper[1], paper[2], 0.8);
  cairo_set_line_width (cr, 3.5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  cairo_set_line_width (cr, 1.5);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
meso_outline_tool_draw_overlay (MesoCanvasTool *tool,
                                cairo_t *cr,
                                PangoContext *text)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (tool);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autoptr (GArray) outline = NULL;
  g_autofree char *label = NULL;
  double x, y;

  update (self);
  if (priv->plan != NULL)
    meso_plan_paint (priv->plan, cr, tool, FAINT);
  if (has_outline (self))
    {
      outline = make_outline (self, TRUE);
      draw_outline (self, cr, outline);
      meso_sketch_draw_nodes (&priv->sketch, viewport, cr);
    }
  label = priv->sketch.has_place ? dup_label (self) : NULL;
  if (label == NULL)
    return;
  meso_viewport_to_px (viewport, priv->sketch.place.x_mm, priv->sketch.place.y_mm, &x, &y);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static const char *
meso_outline_tool_get_cursor (MesoCanvasTool *tool,
                              MesoMark *mark)
{
  return "crosshair";
}

/* The region belongs to a diagram that may be gone. */
static void
editor_changed_cb (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  g_clear_pointer (&priv->made, g_free);
  priv->is_resting = FALSE;
  priv->region = NULL;
  meso_sketch_leave (&priv->sketch);
  changed (self);
}

static void
meso_outline_tool_constructed (GObject *object)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (object));

  G_OBJECT_CLASS (meso_outline_tool_parent_class)->constructed (object);

  g_signal_connect_object (editor, "notify", G_CALLBACK (editor_changed_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_options (editor), "notify", G_CALLBACK (changed), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_hand (editor), "changed", G_CALLBACK (changed), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (changed), object,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (changed), object,
                           G_CONNECT_SWAPPED);
}

static void
meso_outline_tool_finalize (GObject *object)
{
  MesoOutlineTool *self = MESO_OUTLINE_TOOL (object);
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  forget (self);
  g_free (priv->made);
  meso_sketch_clear (&priv->sketch);

  G_OBJECT_CLASS (meso_outline_tool_parent_class)->finalize (object);
}

static char *
meso_outline_tool_real_dup_summary (MesoOutlineTool *self,
                                    MesoPlan *plan)
{
  return meso_plan_dup_summary (plan);
}

static void
meso_outline_tool_class_init (MesoOutlineToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  object_class->constructed = meso_outline_tool_constructed;
  object_class->finalize = meso_outline_tool_finalize;
  klass->dup_summary = meso_outline_tool_real_dup_summary;
  tool_class->event = meso_outline_tool_event;
  tool_class->cancel = meso_outline_tool_cancel;
  tool_class->finish = meso_outline_tool_finish;
  tool_class->step_back = meso_outline_tool_step_back;
  tool_class->leave = meso_outline_tool_leave;
  tool_class->dup_hint = meso_outline_tool_dup_hint;
  tool_class->draw_overlay = meso_outline_tool_draw_overlay;
  tool_class->get_cursor = meso_outline_tool_get_cursor;
}

static void
meso_outline_tool_init (MesoOutlineTool *self)
{
  MesoOutlineToolPrivate *priv = meso_outline_tool_get_instance_private (self);

  meso_sketch_init (&priv->sketch);
}
