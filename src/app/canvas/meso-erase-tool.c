/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-erase-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-mark-outline.h"
#include "meso-pick.h"
#include "meso-screen-style.h"

#define LABEL_OFFSET 4

struct _MesoEraseTool
{
  MesoCanvasTool parent_instance;

  gboolean is_down;
  gboolean is_drag;
  MesoPointerEvent press;
  MesoPointerEvent last;
  GPtrArray *caught; /* MesoMark, what goes when the button comes up */
  GHashTable *caught_set; /* the same */
};

G_DEFINE_FINAL_TYPE (MesoEraseTool, meso_erase_tool, MESO_TYPE_CANVAS_TOOL)

static void
catch_mark (MesoEraseTool *self,
            MesoMark *mark)
{
  if (!g_hash_table_add (self->caught_set, mark))
    return;
  g_ptr_array_add (self->caught, g_object_ref (mark));
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
reset (MesoEraseTool *self)
{
  self->is_down = FALSE;
  g_hash_table_remove_all (self->caught_set);
  g_ptr_array_set_size (self->caught, 0);
  meso_canvas_tool_changed (MESO_CANVAS_TOOL (self));
}

static void
begin (MesoEraseTool *self,
       const MesoPointerEvent *event)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoMark *mark;

  /* The second half of a double click would take what lay underneath. */
  if (event->button != 1 || self->is_down ||
      (event->device != MESO_POINTER_KEYS && meso_pointer_is_same_press (&self->press, event)))
    return;
  self->is_down = TRUE;
  self->is_drag = FALSE;
  self->press = self->last = *event;
  mark = meso_canvas_tool_pick (tool, event);
  if (mark != NULL)
    catch_mark (self, mark);
  else if (meso_canvas_tool_pick_locked (tool, event) != NULL)
    meso_canvas_tool_say_locked (tool);
}

/* From a click to a stroke: the zone that was clicked is only what lies under the stroke. */
static void
begin_drag (MesoEraseTool *self)
{
  self->is_drag = TRUE;
  for (guint i = self->caught->len; i-- > 0;)
    {
      MesoMark *mark = g_ptr_array_index (self->caught, i);

      if (meso_mark_get (mark)->kind != MESO_MARK_AREA)
        continue;
      g_hash_table_remove (self->caught_set, mark);
      g_ptr_array_remove_index (self->caught, i);
    }
}

static void
move (MesoEraseTool *self,
      const MesoPointerEvent *event)
{
  MesoCanvasTool *tool = MESO_CANVAS_TOOL (self);
  MesoEditor *editor = meso_canvas_tool_get_editor (tool);
  MesoMap *map = meso_editor_get_map (editor);
  g_autoptr (GPtrArray) marks = NULL;

  if (!self->is_down || map == NULL)
    return;
  if (!self->is_drag && !meso_pointer_is_drag (&self->press, event))
    return;
  if (!self->is_drag)
    begin_drag (self);
  marks = meso_pick_along (map, meso_canvas_tool_get_viewport (tool), meso_editor_get_visibility (editor), self->last.x,
                           self->last.y, event->x, event->y, meso_pointer_get_hit_radius (event->device));
  for (guint i = 0; i < marks->len; i++)
    catch_mark (self, g_ptr_array_index (marks, i));
  self->last = *event;
  meso_canvas_tool_changed (tool);
}

static void
finish (MesoEraseTool *self,
        const MesoPointerEvent *event)
{
  g_autoptr (GPtrArray) marks = NULL;

  if (!self->is_down)
    return;
  move (self, event);
  marks = g_ptr_array_ref (self->caught);
  self->caught = g_ptr_array_new_with_free_func (g_object_unref);
  reset (self);
  meso_editor_delete_marks (meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (self)), marks);
}

static gboolean
meso_erase_tool_cancel (MesoCanvasTool *tool)
{
  MesoEraseTool *self = MESO_ERASE_TOOL (tool);

  if (!self->is_down)
    return FALSE;
  reset (self);
  return TRUE;
}

static void
meso_erase_tool_event (MesoCanvasTool *tool,
                       const MesoPointerEvent *event)
{
  MesoEraseTool *self = MESO_ERASE_TOOL (tool);

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
      meso_erase_tool_cancel (tool);
      break;
    default:
      break;
    }
}

/* Where the eraser reaches, once it is rubbed about. */
static void
draw_reach (MesoEraseTool *self,
            cairo_t *cr)
{
  const double rgb[] = MESO_WARNING_RGB;

  cairo_new_path (cr);
  cairo_arc (cr, self->last.x, self->last.y, meso_pointer_get_hit_radius (self->last.device), 0, 2 * G_PI);
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.15);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.9);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
meso_erase_tool_draw_overlay (MesoCanvasTool *tool,
                              cairo_t *cr,
                              PangoContext *text)
{
  MesoEraseTool *self = MESO_ERASE_TOOL (tool);
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  g_autofree char *label = NULL;

  if (!self->is_down)
    return;
  for (guint i = 0; i < self->caught->len; i++)
    meso_mark_outline_strike (cr, viewport, meso_mark_get (g_ptr_array_index (self->caught, i)));
  if (!self->is_drag)
    return;
  draw_reach (self, cr);
  if (self->caught->len == 0)
    return;
  label = g_strdup_printf (ngettext ("%u item goes", "%u items go", self->caught->len), self->caught->len);
  meso_canvas_tool_draw_label (tool, cr, text, label, self->last.x + LABEL_OFFSET, self->last.y + LABEL_OFFSET);
}

static char *
meso_erase_tool_dup_hint (MesoCanvasTool *tool,
                          gboolean *is_error)
{
  return g_strdup (_ ("Click a mark, or drag over several: they go. A zone goes by a click."));
}

static const char *
meso_erase_tool_get_cursor (MesoCanvasTool *tool,
                            MesoMark *mark)
{
  return "crosshair";
}

static void
meso_erase_tool_finalize (GObject *object)
{
  MesoEraseTool *self = MESO_ERASE_TOOL (object);

  g_hash_table_unref (self->caught_set);
  g_ptr_array_unref (self->caught);

  G_OBJECT_CLASS (meso_erase_tool_parent_class)->finalize (object);
}

static void
meso_erase_tool_class_init (MesoEraseToolClass *klass)
{
  MesoCanvasToolClass *tool_class = MESO_CANVAS_TOOL_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = meso_erase_tool_finalize;
  tool_class->hover = MESO_HOVER_ERASE;
  tool_class->event = meso_erase_tool_event;
  tool_class->cancel = meso_erase_tool_cancel;
  tool_class->draw_overlay = meso_erase_tool_draw_overlay;
  tool_class->dup_hint = meso_erase_tool_dup_hint;
  tool_class->get_cursor = meso_erase_tool_get_cursor;
}

static void
meso_erase_tool_init (MesoEraseTool *self)
{
  self->caught = g_ptr_array_new_with_free_func (g_object_unref);
  self->caught_set = g_hash_table_new (NULL, NULL);
}

/** meso_erase_tool_new: Returns: (transfer full): a tool that deletes marks of @editor */
MesoCanvasTool *
meso_erase_tool_new (MesoEditor *editor,
                     MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_ERASE_TOOL, "editor", editor, "viewport", viewport, NULL);
}
