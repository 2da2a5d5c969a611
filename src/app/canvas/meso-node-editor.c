/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-node-editor.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-mark-outline.h"
#include "meso-nodes.h"
#include "meso-screen-style.h"

struct _MesoNodeEditor
{
  MesoCanvasTool *tool; /* which owns this */

  char *mark_id; /* whose node is the current one */
  int current; /* -1: none */
  int hovered; /* under the pointer; -1: none */

  /* What is held down */
  gboolean is_down;
  gboolean is_drag;
  gboolean is_new; /* the node is not in the record yet */
  gboolean is_repeated; /* the second half of a double click */
  int node;
  int current_before;
  MesoPointerEvent press;
  GArray *base; /* MesoPoint; the mark with the new node, before it is dragged */
  GArray *shape; /* the same with the node where it is dragged to */
};

/** meso_node_editor_new: @tool: owns it, and is told when there is something to paint */
MesoNodeEditor *
meso_node_editor_new (MesoCanvasTool *tool)
{
  MesoNodeEditor *self = g_new0 (MesoNodeEditor, 1);

  self->tool = tool;
  self->current = self->hovered = -1;
  return self;
}

void
meso_node_editor_free (MesoNodeEditor *self)
{
  g_free (self->mark_id);
  g_clear_pointer (&self->base, g_array_unref);
  g_clear_pointer (&self->shape, g_array_unref);
  g_free (self);
}

static MesoEditor *
get_editor (MesoNodeEditor *self)
{
  return meso_canvas_tool_get_editor (self->tool);
}

static MesoViewport *
get_viewport (MesoNodeEditor *self)
{
  return meso_canvas_tool_get_viewport (self->tool);
}

/* The one line or zone that is selected: (transfer full) (nullable). */
static MesoMark *
get_mark (MesoNodeEditor *self)
{
  MesoEditor *editor = get_editor (self);
  MesoSelection *selection = meso_editor_get_selection (editor);
  MesoMap *map = meso_editor_get_map (editor);
  g_auto (GStrv) ids = NULL;
  MesoMark *mark;

  if (map == NULL || meso_selection_get_size (selection) != 1 ||
      !meso_session_is_editable (meso_editor_get_session (editor)))
    return NULL;
  ids = meso_selection_get_ids (selection);
  mark = meso_map_lookup (map, ids[0]);
  if (mark == NULL || meso_mark_get (mark)->kind == MESO_MARK_POINT)
    return NULL;
  return g_object_ref (mark);
}

/* The current node of @mark, if it has one. */
static int
get_current (MesoNodeEditor *self,
             MesoMark *mark)
{
  if (self->current >= (int) meso_mark_get (mark)->n_points || g_strcmp0 (self->mark_id, meso_mark_get_id (mark)) != 0)
    return -1;
  return self->current;
}

static void
set_current (MesoNodeEditor *self,
             MesoMark *mark,
             int node)
{
  g_free (self->mark_id);
  self->mark_id = g_strdup (meso_mark_get_id (mark));
  self->current = node;
  meso_canvas_tool_changed (self->tool);
}

static void
let_go (MesoNodeEditor *self)
{
  self->is_down = self->is_drag = FALSE;
  g_clear_pointer (&self->base, g_array_unref);
  g_clear_pointer (&self->shape, g_array_unref);
  meso_canvas_tool_changed (self->tool);
}

/* A node that is there already. */
static void
hold_node (MesoNodeEditor *self,
           const MesoMarkData *data,
           int node)
{
  self->node = node;
  self->is_new = FALSE;
  self->base = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_array_append_vals (self->base, data->points, data->n_points);
}

static void
hold_new_node (MesoNodeEditor *self,
               const MesoMarkData *data,
               int segment,
               MesoPoint place)
{
  self->node = segment + 1;
  self->is_new = TRUE;
  self->base = meso_nodes_insert (data, (guint) segment, place);
}

/* Which node, old or new, a press takes hold of. */
static gboolean
find_hold (MesoNodeEditor *self,
           const MesoMarkData *data,
           const MesoPointerEvent *event)
{
  double radius = meso_pointer_get_hit_radius (event->device);
  MesoPoint place;
  int found = meso_nodes_find (data, get_viewport (self), event->x, event->y, radius);

  if (found >= 0)
    {
      hold_node (self, data, found);
      return TRUE;
    }
  if ((event->modifiers & MESO_POINTER_SHIFT) != 0)
    return FALSE;
  found = meso_nodes_find_middle (data, get_viewport (self), event->x, event->y, radius, &place);
  if (found < 0 && (event->modifiers & MESO_POINTER_CONTROL) != 0)
    found = meso_nodes_find_segment (data, get_viewport (self), event->x, event->y, radius, &place);
  if (found < 0)
    return FALSE;
  hold_new_node (self, data, found, place);
  return TRUE;
}

/** meso_node_editor_press: Returns: whether the press is about a node, so that it means nothing else */
gboolean
meso_node_editor_press (MesoNodeEditor *self,
                        const MesoPointerEvent *event)
{
  g_autoptr (MesoMark) mark = get_mark (self);
  gboolean is_repeated;

  if (mark == NULL || self->is_down || !find_hold (self, meso_mark_get (mark), event))
    return FALSE;
  is_repeated = event->device != MESO_POINTER_KEYS && meso_pointer_is_same_press (&self->press, event);
  self->is_repeated = is_repeated && !self->is_new && self->node == get_current (self, mark);
  self->press = *event;
  self->is_down = TRUE;
  self->is_drag = FALSE;
  self->current_before = get_current (self, mark);
  self->shape = g_array_copy (self->base);
  set_current (self, mark, self->node);
  return TRUE;
}

static void
hover (MesoNodeEditor *self,
       const MesoPointerEvent *event)
{
  g_autoptr (MesoMark) mark = get_mark (self);
  int hovered = -1;

  if (mark != NULL)
    hovered = meso_nodes_find (meso_mark_get (mark), get_viewport (self), event->x, event->y,
                               meso_pointer_get_hit_radius (event->device));
  if (hovered == self->hovered)
    return;
  self->hovered = hovered;
  meso_canvas_tool_changed (self->tool);
}

/** meso_node_editor_move: the pointer moved, whether anything is held or not */
void
meso_node_editor_move (MesoNodeEditor *self,
                       const MesoPointerEvent *event)
{
  const MesoPoint *from;
  MesoPoint *to;
  double limit = MESO_MAX_COORDINATE;

  if (!self->is_down)
    {
      hover (self, event);
      return;
    }
  if (!self->is_drag && !meso_pointer_is_drag (&self->press, event))
    return;
  self->is_drag = TRUE;
  from = &g_array_index (self->base, MesoPoint, self->node);
  to = &g_array_index (self->shape, MesoPoint, self->node);
  /* As far as the pointer went: a handle that was not hit in its middle does not jump. */
  to->x = (int) lround (CLAMP (from->x + (event->x_mm - self->press.x_mm) * 100, -limit, limit));
  to->y = (int) lround (CLAMP (from->y + (event->y_mm - self->press.y_mm) * 100, -limit, limit));
  meso_canvas_tool_changed (self->tool);
}

static gboolean
remove_node (MesoNodeEditor *self,
             MesoMark *mark,
             int node)
{
  g_autoptr (GArray) points = meso_nodes_remove (meso_mark_get (mark), (guint) node);

  if (!meso_editor_reshape_mark (get_editor (self), mark, _ ("Remove Node"), NULL, points))
    return FALSE;
  set_current (self, mark, MIN (node, (int) points->len - 1));
  return TRUE;
}

/** meso_node_editor_release: does what the press began */
void
meso_node_editor_release (MesoNodeEditor *self,
                          const MesoPointerEvent *event)
{
  g_autoptr (MesoMark) mark = NULL;
  g_autoptr (GArray) shape = NULL;
  gboolean is_drag;

  if (!self->is_down)
    return;
  meso_node_editor_move (self, event);
  mark = get_mark (self);
  shape = g_array_ref (self->shape);
  is_drag = self->is_drag;
  let_go (self);
  if (mark == NULL)
    return;
  if (is_drag || self->is_new)
    {
      if (!meso_editor_reshape_mark (get_editor (self), mark, self->is_new ? _ ("Add Node") : _ ("Move Node"), NULL,
                                     shape))
        set_current (self, mark, self->current_before);
    }
  else if (self->is_repeated || (self->press.modifiers & MESO_POINTER_CONTROL) != 0)
    {
      remove_node (self, mark, self->node);
      /* A third click is none of the node that has moved up. */
      self->press.time = G_MININT64 / 2;
    }
}

/** meso_node_editor_cancel: Returns: whether a node was held, or at least the current one */
gboolean
meso_node_editor_cancel (MesoNodeEditor *self)
{
  g_autoptr (MesoMark) mark = get_mark (self);

  if (self->is_down)
    {
      let_go (self);
      self->current = self->current_before;
      return TRUE;
    }
  if (mark == NULL || get_current (self, mark) < 0)
    return FALSE;
  self->current = -1;
  meso_canvas_tool_changed (self->tool);
  return TRUE;
}

/** meso_node_editor_has_nodes: Returns: whether there is a line or zone whose nodes show */
gboolean
meso_node_editor_has_nodes (MesoNodeEditor *self)
{
  g_autoptr (MesoMark) mark = get_mark (self);

  return mark != NULL;
}

/** meso_node_editor_is_down: Returns: whether a press has taken hold of a node */
gboolean
meso_node_editor_is_down (MesoNodeEditor *self)
{
  return self->is_down;
}

/** meso_node_editor_is_dragging: Returns: whether the mark is painted here, as it would be */
gboolean
meso_node_editor_is_dragging (MesoNodeEditor *self)
{
  return self->is_down && (self->is_drag || self->is_new);
}

/** meso_node_editor_is_hovering: Returns: whether the pointer is over a node */
gboolean
meso_node_editor_is_hovering (MesoNodeEditor *self)
{
  return self->hovered >= 0;
}

/* From node to node; past the last, or before the first, to none, so that the Tab key gets on from there. */
static gboolean
step (MesoNodeEditor *self,
      MesoMark *mark,
      int by)
{
  int n = (int) meso_mark_get (mark)->n_points;
  int current = get_current (self, mark);
  int next = current < 0 ? (by > 0 ? 0 : n - 1) : current + by;
  MesoPoint place;

  if (next < 0 || next >= n)
    {
      set_current (self, mark, -1);
      return FALSE;
    }
  set_current (self, mark, next);
  place = meso_mark_get (mark)->points[next];
  meso_viewport_reveal (get_viewport (self), place.x / 100.0, place.y / 100.0, 48);
  return TRUE;
}

/* After the current node, or before it if it is the last of a line. */
static gboolean
insert_node (MesoNodeEditor *self,
             MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  guint segment = MIN ((guint) get_current (self, mark), meso_nodes_get_n_segments (data) - 1);
  g_autoptr (GArray) points = meso_nodes_insert (data, segment, meso_nodes_get_middle (data, segment));

  if (meso_editor_reshape_mark (get_editor (self), mark, _ ("Add Node"), NULL, points))
    set_current (self, mark, (int) segment + 1);
  return TRUE;
}

/** meso_node_editor_command: Returns: whether @command was about a node, done or refused */
gboolean
meso_node_editor_command (MesoNodeEditor *self,
                          MesoToolCommand command)
{
  g_autoptr (MesoMark) mark = get_mark (self);

  if (mark == NULL || self->is_down)
    return FALSE;
  switch (command)
    {
    case MESO_COMMAND_NEXT:
      return step (self, mark, 1);
    case MESO_COMMAND_PREVIOUS:
      return step (self, mark, -1);
    case MESO_COMMAND_INSERT:
      return get_current (self, mark) >= 0 && insert_node (self, mark);
    case MESO_COMMAND_REMOVE:
      if (get_current (self, mark) < 0)
        return FALSE;
      remove_node (self, mark, get_current (self, mark));
      return TRUE;
    default:
      return FALSE;
    }
}

/** meso_node_editor_nudge: Returns: whether there is a current node, which has moved if it can */
gboolean
meso_node_editor_nudge (MesoNodeEditor *self,
                        int dx,
                        int dy)
{
  g_autoptr (MesoMark) mark = get_mark (self);
  g_autoptr (GArray) points = NULL;
  g_autofree char *merge_key = NULL;
  const MesoMarkData *data;
  int current, limit = MESO_MAX_COORDINATE;

  if (mark == NULL || self->is_down || get_current (self, mark) < 0)
    return FALSE;
  data = meso_mark_get (mark);
  current = get_current (self, mark);
  points = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_array_append_vals (points, data->points, data->n_points);
  g_array_index (points, MesoPoint, current).x = CLAMP (data->points[current].x + dx, -limit, limit);
  g_array_index (points, MesoPoint, current).y = CLAMP (data->points[current].y + dy, -limit, limit);
  merge_key = g_strdup_printf ("node %s %d", data->id, current);
  meso_editor_reshape_mark (get_editor (self), mark, _ ("Move Node"), merge_key, points);
  meso_canvas_tool_changed (self->tool);
  return TRUE;
}

/* The line with its curve, or the zone, as it would be. */
static void
draw_shape (MesoNodeEditor *self,
            MesoMark *mark,
            const MesoMarkData *data,
            cairo_t *cr)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoScene) scene = NULL;
  MesoSceneStyle style;

  g_ptr_array_add (marks, meso_mark_changed (mark, data));
  meso_screen_style_init (&style, meso_viewport_get_zoom (get_viewport (self)));
  scene = meso_scene_new_for_marks (marks, &style);
  cairo_save (cr);
  meso_viewport_apply (get_viewport (self), cr);
  meso_scene_paint (scene, cr, NULL);
  cairo_restore (cr);
}

/* How long the line would be; or what is wrong with the zone. */
static void
draw_label (MesoNodeEditor *self,
            const MesoMarkData *data,
            cairo_t *cr,
            PangoContext *text)
{
  const MesoPoint *place = &data->points[self->node];
  g_autofree char *label = NULL;
  double x, y;

  if (data->kind == MESO_MARK_THREAD)
    label = meso_canvas_tool_dup_length (self->tool, meso_curve_get_length (data->points, data->n_points, data->curve));
  else if (meso_polygon_crosses_itself (data->points, data->n_points))
    {
      meso_mark_outline_strike (cr, get_viewport (self), data);
      label = g_strdup (_ ("crosses itself"));
    }
  if (label == NULL)
    return;
  meso_viewport_to_px (get_viewport (self), place->x / 100.0, place->y / 100.0, &x, &y);
  meso_canvas_tool_draw_label (self->tool, cr, text, label, x, y);
}

/** meso_node_editor_draw: paints the handles, and what is dragged as it would be */
void
meso_node_editor_draw (MesoNodeEditor *self,
                       cairo_t *cr,
                       PangoContext *text)
{
  g_autoptr (MesoMark) mark = get_mark (self);
  MesoMarkData data;

  if (mark == NULL)
    return;
  data = *meso_mark_get (mark);
  if (meso_node_editor_is_dragging (self))
    {
      data.points = (MesoPoint *) (gpointer) self->shape->data;
      data.n_points = self->shape->len;
      draw_shape (self, mark, &data, cr);
    }
  meso_nodes_draw (&data, get_viewport (self), self->is_down ? self->node : get_current (self, mark), self->hovered,
                   cr);
  if (meso_node_editor_is_dragging (self))
    draw_label (self, &data, cr, text);
}
