/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-grid-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/meso-symbol.h"
#include "meso-grid-plan.h"
#include "meso-screen-style.h"
#include "pattern/meso-outline.h"

/* How far an outline may stray from the hand, in 1/100 mm: less is only trembling. */
#define TOLERANCE 50
/* Places of the pointer that are kept; more are thinned out on the way. */
#define MAX_STROKE 4000
/* Marks that are not there yet are fainter than those that are. */
#define FAINT 0.6
#define CORNER 7.0
/* So far, in px, the pointer shows what it has just made before it asks for more. */
#define REST 24.0

struct _MesoGridTool
{
  MesoCanvasTool parent_instance;

  MesoPointerEvent press; /* the last one */
  gboolean has_pressed;
  gboolean is_down;
  gboolean is_drag;

  /* The outline of one's own: where the drag went, or the corners that were clicked */
  GArray *stroke; /* MesoPoint */
  GArray *corners; /* MesoPoint */

  /* Where the pointer is, and the region there */
  gboolean has_place;
  MesoPointerEvent place;
  const MesoRegion *region;

  /* What a click would make; found out when it is asked for */
  gboolean is_known;
  MesoPlan *plan;
  guint n_there; /* marks of the grid that are there already */
  gboolean is_resting; /* near rest_x, rest_y, on an outline that was just filled */
  double rest_x, rest_y; /* px */
  char *made; /* what the last click has made, as long as the pointer stays there; NULL: nothing */
  GError *error;
};

G_DEFINE_FINAL_TYPE (MesoGridTool, meso_grid_tool, MESO_TYPE_CANVAS_TOOL)

static void
forget (MesoGridTool *self)
{
  g_clear_pointer (&self->plan, meso_plan_free);
  g_clear_error (&self->error);
  self->n_there = 0;
  self->is_known = FALSE;
}

static gboolean
is_editable (MesoGridTool *self)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  return meso_editor_get_map (editor) != NULL && meso_session_is_editable (meso_editor_get_session (editor));
}

/* Of the drag, or of the corners and the place where the next one would be. */
static GArray *
make_outline (MesoGridTool *self,
              gboolean with_next)
{
  const GArray *points = self->is_drag ? self->stroke : self->corners;
  GArray *outline;

  if (self->is_drag && self->corners->len == 0)
    return meso_outline_simplify ((const MesoPoint *) (gpointer) points->data, points->len, TOLERANCE);
  outline = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_array_append_vals (outline, self->corners->data, self->corners->len);
  if (with_next && self->has_place)
    {
      MesoPoint next = meso_pointer_event_get_place (&self->place);

      g_array_append_val (outline, next);
    }
  return outline;
}

/* Whether an outline of one's own is being made. */
static gboolean
has_outline (MesoGridTool *self)
{
  return self->corners->len > 0 || (self->is_down && self->is_drag);
}

static void
find_out (MesoGridTool *self,
          gboolean with_next)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));
  g_autoptr (GArray) outline = NULL;

  forget (self);
  self->is_known = TRUE;
  if (!is_editable (self))
    return;
  if (has_outline (self))
    {
      outline = make_outline (self, with_next);
      if (outline->len >= 3 || !with_next)
        self->plan = meso_grid_plan_outline (editor, (const MesoPoint *) (gpointer) outline->data, outline->len,
                                             &self->n_there, &self->error);
    }
  else if (self->has_place && self->region != NULL && !self->is_resting)
    {
      self->plan = meso_grid_plan_region (editor, self->region, meso_pointer_event_get_place (&self->place),
                                          &self->n_there, &self->error);
    }
}

static void
update (MesoGridTool *self)
{
  if (!self->is_known)
    find_out (self, TRUE);
}

static void
changed (MesoGridTool *self)
{
  forget (self);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
say (MesoGridTool *self,
     const char *text,
     gboolean is_error)
{
  g_signal_emit_by_name (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), "message", text, is_error);
}

/* Makes what was found out, or says why not. */
static gboolean
commit (MesoGridTool *self)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  if (self->error != NULL)
    say (self, self->error->message, TRUE);
  else if (self->plan != NULL && meso_plan_get_marks (self->plan)->len == 0)
    say (self, _ ("This grid is there already."), FALSE);
  else if (self->plan != NULL)
    {
      g_autoptr (GPtrArray) marks = g_ptr_array_ref (meso_plan_get_marks (self->plan));
      g_autofree char *summary = meso_plan_dup_summary (self->plan);

      if (!meso_editor_add_marks (editor, _ ("Add Grid"), "grid", marks))
        return FALSE;
      g_free (self->made);
      self->made = g_steal_pointer (&summary);
      return TRUE;
    }
  return FALSE;
}

static void
drop_outline (MesoGridTool *self)
{
  g_array_set_size (self->corners, 0);
  g_array_set_size (self->stroke, 0);
  self->is_down = FALSE;
  self->is_drag = FALSE;
}

/* What lies under an outline that was just filled is not what comes next. */
static void
rest (MesoGridTool *self,
      gboolean has_made)
{
  self->is_resting = has_made;
  self->rest_x = self->place.x;
  self->rest_y = self->place.y;
}

/* What is refused stays, so that it can be put right. */
static void
finish_corners (MesoGridTool *self)
{
  if (self->corners->len < 3)
    {
      say (self, _ ("An outline needs at least three corners."), TRUE);
      return;
    }
  find_out (self, FALSE);
  if (self->error != NULL)
    say (self, self->error->message, TRUE);
  else
    {
      rest (self, commit (self));
      drop_outline (self);
    }
  changed (self);
}

static gboolean
is_at_first_corner (MesoGridTool *self,
                    const MesoPointerEvent *event)
{
  const MesoPoint *first = &g_array_index (self->corners, MesoPoint, 0);
  double x, y;

  if (self->corners->len < 3)
    return FALSE;
  meso_viewport_to_px (meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self)), first->x / 100.0, first->y / 100.0, &x,
                       &y);
  return hypot (event->x - x, event->y - y) <= meso_pointer_get_hit_radius (event->device);
}

static void
add_corner (MesoGridTool *self,
            const MesoPointerEvent *event)
{
  MesoPoint place = meso_pointer_event_get_place (event);

  g_array_append_val (self->corners, place);
  changed (self);
}

/* A click where no outline has been begun. */
static void
fill_region (MesoGridTool *self,
             const MesoPointerEvent *event)
{
  MesoDiagram *diagram = meso_editor_get_diagram (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)));

  if ((event->modifiers & (MESO_POINTER_SHIFT | MESO_POINTER_CONTROL)) != 0)
    add_corner (self, event);
  else if (diagram == NULL || meso_diagram_get_n_regions (diagram) == 0)
    add_corner (self, event);
  else if (self->region == NULL)
    say (self, _ ("There is no region here. Drag an outline, or begin one with Shift and a click."), TRUE);
  else
    {
      find_out (self, TRUE);
      commit (self);
    }
}

static void
hover (MesoGridTool *self,
       const MesoPointerEvent *event)
{
  MesoDiagram *diagram = meso_editor_get_diagram (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)));
  const MesoRegion *region = NULL;
  gboolean was_resting = self->is_resting;

  if (diagram != NULL)
    region = meso_diagram_find_region (diagram, event->x_mm, event->y_mm);
  if (self->is_down || hypot (event->x - self->rest_x, event->y - self->rest_y) > REST)
    self->is_resting = FALSE;
  if (region != self->region || !self->has_place || has_outline (self) || was_resting)
    forget (self);
  if ((region != self->region || has_outline (self)) && !self->is_resting)
    g_clear_pointer (&self->made, g_free);
  self->region = region;
  self->has_place = TRUE;
  self->place = *event;
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
begin (MesoGridTool *self,
       const MesoPointerEvent *event)
{
  gboolean again = self->has_pressed && meso_pointer_is_same_press (&self->press, event);
  MesoPoint place = meso_pointer_event_get_place (event);

  if (event->button != 1 || self->is_down)
    return;
  self->press = *event;
  self->has_pressed = TRUE;
  /* The second half of a double click ends an outline; into a region it is only the same click. */
  if (again)
    {
      if (self->corners->len >= 3)
        finish_corners (self);
      return;
    }
  self->is_down = TRUE;
  self->is_drag = FALSE;
  g_array_set_size (self->stroke, 0);
  g_array_append_val (self->stroke, place);
  hover (self, event);
}

static void
extend (MesoGridTool *self,
        const MesoPointerEvent *event)
{
  MesoPoint place = meso_pointer_event_get_place (event);
  const MesoPoint *last = &g_array_index (self->stroke, MesoPoint, self->stroke->len - 1);

  self->is_drag = self->is_drag || meso_pointer_is_drag (&self->press, event);
  if (place.x != last->x || place.y != last->y)
    g_array_append_val (self->stroke, place);
  if (self->stroke->len > MAX_STROKE)
    {
      GArray *thinned = meso_outline_simplify ((const MesoPoint *) (gpointer) self->stroke->data, self->stroke->len,
                                               TOLERANCE / 4);

      g_array_unref (self->stroke);
      self->stroke = thinned;
    }
  hover (self, event);
}

static void
release (MesoGridTool *self,
         const MesoPointerEvent *event)
{
  extend (self, event);
  if (self->corners->len > 0)
    {
      self->is_down = self->is_drag = FALSE;
      if (is_at_first_corner (self, event))
        finish_corners (self);
      else
        add_corner (self, event);
    }
  else if (self->is_drag)
    {
      find_out (self, FALSE);
      rest (self, commit (self));
      drop_outline (self);
    }
  else
    {
      self->is_down = FALSE;
      fill_region (self, &self->press);
    }
  changed (self);
}

/* What is held down is off; the corners that were clicked before stay. */
static void
lose (MesoGridTool *self)
{
  self->is_down = FALSE;
  self->is_drag = FALSE;
  self->has_pressed = FALSE;
  changed (self);
}

static gboolean
meso_grid_tool_cancel (MesoCanvasTool *tool)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);
  gboolean was_making = self->is_down || self->corners->len > 0;

  drop_outline (self);
  self->has_pressed = FALSE;
  if (was_making)
    changed (self);
  return was_making;
}

static gboolean
meso_grid_tool_finish (MesoCanvasTool *tool)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);

  if (self->corners->len == 0)
    return FALSE;
  finish_corners (self);
  return TRUE;
}

static gboolean
meso_grid_tool_step_back (MesoCanvasTool *tool)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);

  if (self->corners->len == 0)
    return FALSE;
  g_array_set_size (self->corners, self->corners->len - 1);
  self->has_pressed = FALSE;
  changed (self);
  return TRUE;
}

static void
meso_grid_tool_leave (MesoCanvasTool *tool)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);

  if (!self->has_place)
    return;
  self->has_place = FALSE;
  self->is_resting = FALSE;
  self->region = NULL;
  g_clear_pointer (&self->made, g_free);
  changed (self);
}

static void
meso_grid_tool_event (MesoCanvasTool *tool,
                      const MesoPointerEvent *event)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (self, event);
      break;
    case MESO_POINTER_MOTION:
      if (self->is_down)
        extend (self, event);
      else
        hover (self, event);
      break;
    case MESO_POINTER_RELEASE:
      if (self->is_down)
        release (self, event);
      break;
    case MESO_POINTER_CANCEL:
      lose (self);
      break;
    default:
      break;
    }
}

/* What is said of the plan beside the pointer: (transfer full) (nullable). */
static char *
dup_label (MesoGridTool *self)
{
  g_autofree char *summary = NULL;

  if (self->error != NULL)
    return g_strdup (self->error->message);
  if (self->plan == NULL && !self->is_resting)
    return NULL;
  if (self->plan == NULL || meso_plan_get_marks (self->plan)->len == 0)
    /* Translators: what a click has made, such as 40 points · 0.40 mL */
    return self->made != NULL ? g_strdup_printf (_ ("Filled: %s"), self->made) : g_strdup (_ ("Filled already"));
  summary = meso_plan_dup_summary (self->plan);
  if (self->n_there == 0)
    return g_steal_pointer (&summary);
  /* Translators: what is added to a grid, such as 3 points · 0.03 mL, and how many points of it are there already */
  return g_strdup_printf (ngettext ("%s, %u is there already", "%s, %u are there already", self->n_there), summary,
                          self->n_there);
}

static char *
dup_outline_hint (MesoGridTool *self)
{
  g_autofree char *label = dup_label (self);

  if (self->corners->len == 0)
    return g_strdup (_ ("Let go to fill the outline."));
  if (self->corners->len < 3 || label == NULL)
    return g_strdup (_ ("Click the corners of the outline. Esc cancels."));
  /* Translators: how an outline is ended; what it would hold, such as 40 points · 0.40 mL */
  return g_strdup_printf (_ ("Enter fills the outline: %s"), label);
}

static char *
meso_grid_tool_dup_hint (MesoCanvasTool *tool,
                         gboolean *is_error)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL, *name = NULL;

  if (!is_editable (self))
    return NULL;
  if (!meso_grid_check_options (meso_canvas_tool_get_editor (tool), &error))
    {
      *is_error = TRUE;
      return g_strdup (error->message);
    }
  if (!self->is_down || !self->is_drag)
    update (self);
  if (has_outline (self))
    return dup_outline_hint (self);
  label = dup_label (self);
  *is_error = self->error != NULL;
  if (label == NULL)
    return g_strdup (_ ("Click a region, or drag an outline."));
  if (self->region == NULL || self->plan == NULL || meso_plan_get_marks (self->plan)->len == 0)
    return g_steal_pointer (&label);
  name = meso_region_dup_name (self->region);
  /* Translators: the name of a region, then what a click would put there: Right cheek: 40 points · 0.40 mL */
  return g_strdup_printf (_ ("%s: %s"), name, label);
}

static void
add_corners (MesoGridTool *self,
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
draw_outline (MesoGridTool *self,
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
draw_corners (MesoGridTool *self,
              cairo_t *cr)
{
  MesoViewport *viewport = meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self));
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;

  for (guint i = 0; i < self->corners->len; i++)
    {
      const MesoPoint *corner = &g_array_index (self->corners, MesoPoint, i);
      double x, y;

      meso_viewport_to_px (viewport, corner->x / 100.0, corner->y / 100.0, &x, &y);
      cairo_rectangle (cr, floor (x - CORNER / 2) + 0.5, floor (y - CORNER / 2) + 0.5, CORNER, CORNER);
      cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
      cairo_set_line_width (cr, 1.5);
      cairo_stroke (cr);
    }
}

static void
meso_grid_tool_draw_overlay (MesoCanvasTool *tool,
                             cairo_t *cr,
                             PangoContext *text)
{
  MesoGridTool *self = MESO_GRID_TOOL (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autoptr (GArray) outline = NULL;
  g_autofree char *label = NULL;
  double x, y;

  update (self);
  if (self->plan != NULL)
    meso_plan_paint (self->plan, cr, viewport, FAINT);
  if (has_outline (self))
    {
      outline = make_outline (self, TRUE);
      draw_outline (self, cr, outline);
      draw_corners (self, cr);
    }
  label = self->has_place ? dup_label (self) : NULL;
  if (label == NULL)
    return;
  meso_viewport_to_px (viewport, self->place.x_mm, self->place.y_mm, &x, &y);
  meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static const char *
meso_grid_tool_get_cursor (MesoCanvasTool *tool,
                           MesoMark *mark)
{
  return "crosshair";
}

/* The region belongs to a diagram that may be gone. */
static void
editor_changed_cb (MesoGridTool *self)
{
  g_clear_pointer (&self->made, g_free);
  self->is_resting = FALSE;
  self->region = NULL;
  self->has_place = FALSE;
  changed (self);
}

static void
meso_grid_tool_constructed (GObject *object)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (object));

  G_OBJECT_CLASS (meso_grid_tool_parent_class)->constructed (object);

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
meso_grid_tool_finalize (GObject *object)
{
  MesoGridTool *self = MESO_GRID_TOOL (object);

  forget (self);
  g_free (self->made);
  g_array_unref (self->stroke);
  g_array_unref (self->corners);

  G_OBJECT_CLASS (meso_grid_tool_parent_class)->finalize (object);
}

static void
meso_grid_tool_class_init (MesoGridToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  object_class->constructed = meso_grid_tool_constructed;
  object_class->finalize = meso_grid_tool_finalize;
  tool_class->event = meso_grid_tool_event;
  tool_class->cancel = meso_grid_tool_cancel;
  tool_class->finish = meso_grid_tool_finish;
  tool_class->step_back = meso_grid_tool_step_back;
  tool_class->leave = meso_grid_tool_leave;
  tool_class->dup_hint = meso_grid_tool_dup_hint;
  tool_class->draw_overlay = meso_grid_tool_draw_overlay;
  tool_class->get_cursor = meso_grid_tool_get_cursor;
}

static void
meso_grid_tool_init (MesoGridTool *self)
{
  self->stroke = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  self->corners = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
}

/** meso_grid_tool_new: Returns: (transfer full): a tool that fills regions and outlines through @editor */
MesoCanvasTool *
meso_grid_tool_new (MesoEditor *editor,
                    MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_GRID_TOOL, "editor", editor, "viewport", viewport, NULL);
}
