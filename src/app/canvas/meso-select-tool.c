/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-select-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-node-editor.h"
#include "meso-pick.h"
#include "meso-screen-style.h"

/* Above this the marks on the move are stamped and no longer painted one by one. */
#define MAX_PAINTED 200

typedef enum
{
  IDLE,
  PRESSED_MARK,
  PRESSED_PAPER,
  MOVING,
  SPANNING
} Phase;

struct _MesoSelectTool
{
  MesoCanvasTool parent_instance;

  Phase phase;
  MesoPointerEvent press;
  MesoPointerEvent last;
  char *pressed_id; /* of the mark that was pressed */
  GStrv ids_before; /* what was selected then */
  gboolean was_selected; /* whether the pressed mark was among it */
  gboolean is_repeated; /* the second half of a double click */
  MesoScene *moving; /* the selected marks, where they still are in the record */
  MesoNodeEditor *nodes;
};

G_DEFINE_FINAL_TYPE (MesoSelectTool, meso_select_tool, MESO_TYPE_CANVAS_TOOL)

static MesoSelection *
get_selection (MesoSelectTool *self)
{
  return meso_editor_get_selection (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)));
}

static gboolean
is_adding (const MesoPointerEvent *event)
{
  return (event->modifiers & (MESO_POINTER_SHIFT | MESO_POINTER_CONTROL)) != 0;
}

static void
select_one (MesoSelectTool *self,
            const char *id)
{
  const char *ids[] = { id, NULL };

  meso_selection_set (get_selection (self), ids);
}

static void
reset (MesoSelectTool *self)
{
  self->phase = IDLE;
  g_clear_pointer (&self->pressed_id, g_free);
  g_clear_pointer (&self->ids_before, g_strfreev);
  g_clear_pointer (&self->moving, meso_scene_unref);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
begin (MesoSelectTool *self,
       const MesoPointerEvent *event)
{
  MesoMark *mark = meso_canvas_tool_pick (MESO_CANVAS_TOOL (self), event);

  if (event->button != 1 || self->phase != IDLE || meso_node_editor_is_down (self->nodes))
    return;
  if (meso_node_editor_press (self->nodes, event))
    return;
  self->is_repeated = event->device != MESO_POINTER_KEYS && meso_pointer_is_same_press (&self->press, event);
  self->press = self->last = *event;
  self->ids_before = meso_selection_get_ids (get_selection (self));
  if (mark == NULL)
    {
      self->phase = PRESSED_PAPER;
      return;
    }
  self->phase = PRESSED_MARK;
  self->pressed_id = g_strdup (meso_mark_get_id (mark));
  self->was_selected = meso_selection_contains (get_selection (self), self->pressed_id);
  if (!self->was_selected && !is_adding (event))
    select_one (self, self->pressed_id);
}

static void
begin_move (MesoSelectTool *self)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoEditor *editor = meso_canvas_tool_get_editor (tool);
  g_autoptr (GPtrArray) marks = NULL;
  MesoSceneStyle style;

  if (!meso_selection_contains (get_selection (self), self->pressed_id))
    meso_selection_toggle (get_selection (self), self->pressed_id);
  if (!meso_session_is_editable (meso_editor_get_session (editor)))
    return;
  self->phase = MOVING;
  marks = meso_editor_get_selected_marks (editor);
  meso_canvas_tool_init_style (tool, &style);
  g_clear_pointer (&self->moving, meso_scene_unref);
  self->moving = meso_scene_new_for_marks (marks, &style);
}

static void
move (MesoSelectTool *self,
      const MesoPointerEvent *event)
{
  if (self->phase == IDLE)
    {
      meso_node_editor_move (self->nodes, event);
      return;
    }
  self->last = *event;
  if (meso_pointer_is_drag (&self->press, event))
    {
      if (self->phase == PRESSED_MARK)
        begin_move (self);
      else if (self->phase == PRESSED_PAPER)
        self->phase = SPANNING;
    }
  if (self->phase == MOVING || self->phase == SPANNING)
    meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

/* How far the selection is dragged, in 1/100 mm. */
static MesoPoint
get_move (MesoSelectTool *self)
{
  return (MesoPoint){ (int) lround ((self->last.x_mm - self->press.x_mm) * 100),
                      (int) lround ((self->last.y_mm - self->press.y_mm) * 100) };
}

static void
finish_span (MesoSelectTool *self)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoMap *map = meso_editor_get_map (meso_canvas_tool_get_editor (tool));
  g_autoptr (GPtrArray) marks = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  cairo_rectangle_t span = { MIN (self->press.x_mm, self->last.x_mm), MIN (self->press.y_mm, self->last.y_mm),
                             fabs (self->press.x_mm - self->last.x_mm), fabs (self->press.y_mm - self->last.y_mm) };

  if (map == NULL)
    return;
  for (guint i = 0; is_adding (&self->press) && self->ids_before[i] != NULL; i++)
    g_ptr_array_add (ids, self->ids_before[i]);
  marks = meso_pick_inside (map, meso_editor_get_visibility (meso_canvas_tool_get_editor (tool)), &span);
  for (guint i = 0; i < marks->len; i++)
    {
      const char *id = meso_mark_get_id (g_ptr_array_index (marks, i));

      if (!is_adding (&self->press) || !g_strv_contains ((const char *const *) self->ids_before, id))
        g_ptr_array_add (ids, (gpointer) id);
    }
  g_ptr_array_add (ids, NULL);
  meso_selection_set (get_selection (self), (const char *const *) ids->pdata);
}

static void
finish_press (MesoSelectTool *self)
{
  MesoEditor *editor = meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self));

  if (self->is_repeated && !is_adding (&self->press))
    meso_editor_select_same (editor, MESO_SAME_REGION);
  else if (is_adding (&self->press))
    meso_selection_toggle (get_selection (self), self->pressed_id);
  else
    select_one (self, self->pressed_id);
}

/* A click on nothing, or on what must be left alone. */
static void
finish_press_on_paper (MesoSelectTool *self)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);

  if (!is_adding (&self->press))
    meso_selection_clear (get_selection (self));
  if (meso_canvas_tool_pick_locked (tool, &self->press) != NULL)
    meso_canvas_tool_say_locked (tool);
}

static void
finish (MesoSelectTool *self,
        const MesoPointerEvent *event)
{
  MesoPoint distance;

  if (meso_node_editor_is_down (self->nodes))
    {
      meso_node_editor_release (self->nodes, event);
      return;
    }
  move (self, event);
  distance = get_move (self);
  switch (self->phase)
    {
    case PRESSED_MARK:
      finish_press (self);
      break;
    case PRESSED_PAPER:
      finish_press_on_paper (self);
      break;
    case MOVING:
      meso_editor_move_selection (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), distance.x, distance.y, FALSE);
      break;
    case SPANNING:
      finish_span (self);
      break;
    case IDLE:
    default:
      return;
    }
  reset (self);
}

static gboolean
meso_select_tool_cancel (MesoCanvasTool *tool)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  if (self->phase == IDLE)
    return meso_node_editor_cancel (self->nodes);
  meso_selection_set (get_selection (self), (const char *const *) self->ids_before);
  reset (self);
  return TRUE;
}

static void
meso_select_tool_event (MesoCanvasTool *tool,
                        const MesoPointerEvent *event)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  switch (event->type)
    {
    case MESO_POINTER_PRESS:
      begin (self, event);
      break;
    case MESO_POINTER_MOTION:
      move (self, event);
      break;
    case MESO_POINTER_RELEASE:
      finish (self, event);
      break;
    case MESO_POINTER_CANCEL:
      if (self->phase != IDLE || meso_node_editor_is_down (self->nodes))
        meso_select_tool_cancel (tool);
      break;
    default:
      break;
    }
}

static void
draw_span (MesoSelectTool *self,
           cairo_t *cr)
{
  MesoViewport *viewport = meso_canvas_tool_get_viewport (MESO_CANVAS_TOOL (self));
  const double blue[] = MESO_SELECTION_RGB;
  double x, y, to_x, to_y;

  meso_viewport_to_px (viewport, self->press.x_mm, self->press.y_mm, &x, &y);
  meso_viewport_to_px (viewport, self->last.x_mm, self->last.y_mm, &to_x, &to_y);
  cairo_rectangle (cr, floor (MIN (x, to_x)) + 0.5, floor (MIN (y, to_y)) + 0.5, floor (fabs (to_x - x)),
                   floor (fabs (to_y - y)));
  cairo_set_source_rgba (cr, blue[0], blue[1], blue[2], 0.1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, blue[0], blue[1], blue[2], 0.8);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
draw_move (MesoSelectTool *self,
           cairo_t *cr,
           PangoContext *text)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  MesoPoint distance = get_move (self);
  g_autofree char *label = meso_canvas_tool_dup_length (tool, hypot (distance.x, distance.y) / 100);
  double x, y;

  cairo_save (cr);
  meso_viewport_apply (viewport, cr);
  cairo_translate (cr, distance.x / 100.0, distance.y / 100.0);
  if (meso_scene_get_n_items (self->moving) > MAX_PAINTED)
    meso_scene_stamp (self->moving, cr, NULL);
  else
    meso_scene_paint (self->moving, cr, NULL);
  cairo_restore (cr);

  meso_viewport_to_px (viewport, self->last.x_mm, self->last.y_mm, &x, &y);
  if (label != NULL)
    meso_canvas_tool_draw_label (tool, cr, text, label, x, y);
}

static void
meso_select_tool_draw_overlay (MesoCanvasTool *tool,
                               cairo_t *cr,
                               PangoContext *text)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  if (self->phase == MOVING)
    draw_move (self, cr, text);
  else
    meso_node_editor_draw (self->nodes, cr, text);
  if (self->phase == SPANNING)
    draw_span (self, cr);
}

static char *
meso_select_tool_dup_hint (MesoCanvasTool *tool,
                           gboolean *is_error)
{
  if (meso_node_editor_has_nodes (MESO_SELECT_TOOL (tool)->nodes))
    return g_strdup (_ ("Drag a node: moves it. Small handle: adds one. Ctrl+click on a node: removes it."));
  if (meso_selection_get_size (get_selection (MESO_SELECT_TOOL (tool))) > 0)
    return g_strdup (_ ("Drag: moves. Shift+click: adds or takes away. Double click: all in this region."));
  return g_strdup (_ ("Click a mark, or drag a rectangle round several."));
}

static const char *
meso_select_tool_get_cursor (MesoCanvasTool *tool,
                             MesoMark *mark)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  if (self->phase == MOVING || meso_node_editor_is_down (self->nodes))
    return "grabbing";
  if (self->phase == IDLE && meso_node_editor_is_hovering (self->nodes))
    return "grab";
  return mark != NULL && self->phase == IDLE ? "pointer" : "default";
}

static gboolean
meso_select_tool_lifts_selection (MesoCanvasTool *tool)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  return self->phase == MOVING || meso_node_editor_is_dragging (self->nodes);
}

static gboolean
meso_select_tool_command (MesoCanvasTool *tool,
                          MesoToolCommand command)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  return self->phase == IDLE && meso_node_editor_command (self->nodes, command);
}

static gboolean
meso_select_tool_nudge (MesoCanvasTool *tool,
                        int dx,
                        int dy)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (tool);

  return self->phase == IDLE && meso_node_editor_nudge (self->nodes, dx, dy);
}

static void
meso_select_tool_finalize (GObject *object)
{
  MesoSelectTool *self = MESO_SELECT_TOOL (object);

  meso_node_editor_free (self->nodes);
  g_free (self->pressed_id);
  g_strfreev (self->ids_before);
  g_clear_pointer (&self->moving, meso_scene_unref);

  G_OBJECT_CLASS (meso_select_tool_parent_class)->finalize (object);
}

static void
meso_select_tool_class_init (MesoSelectToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = meso_select_tool_finalize;
  tool_class->hover = MESO_HOVER_PICK;
  tool_class->event = meso_select_tool_event;
  tool_class->cancel = meso_select_tool_cancel;
  tool_class->command = meso_select_tool_command;
  tool_class->nudge = meso_select_tool_nudge;
  tool_class->draw_overlay = meso_select_tool_draw_overlay;
  tool_class->dup_hint = meso_select_tool_dup_hint;
  tool_class->get_cursor = meso_select_tool_get_cursor;
  tool_class->lifts_selection = meso_select_tool_lifts_selection;
}

static void
meso_select_tool_init (MesoSelectTool *self)
{
  self->nodes = meso_node_editor_new (MESO_CANVAS_TOOL (self));
}

/** meso_select_tool_new: Returns: (transfer full): a tool that selects and moves marks of @editor */
MesoCanvasTool *
meso_select_tool_new (MesoEditor *editor,
                      MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_SELECT_TOOL, "editor", editor, "viewport", viewport, NULL);
}
