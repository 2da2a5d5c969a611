/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-overlay.h"
#include "meso-canvas-private.h"
#include "meso-screen-style.h"

/* Whether pixels are best handed over as they are, or as a texture. */
static gboolean
is_cairo (MesoCanvas *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && GSK_IS_CAIRO_RENDERER (renderer);
}

static GskRenderNode *
make_images (MesoCanvas *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  meso_canvas_images_snapshot (self->images, snapshot, is_cairo (self));
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
make_selection (MesoCanvas *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  if (self->is_lifted || meso_selection_get_size (meso_editor_get_selection (self->editor)) == 0)
    return NULL;
  marks = meso_editor_get_selected_marks (self->editor);
  return meso_overlay_make_selection (self->viewport, marks, is_cairo (self));
}

/* Blue for what is meant, and the tone of a warning for what would go. */
static GskRenderNode *
make_hover (MesoCanvas *self)
{
  const double blue[] = MESO_SELECTION_RGB, warning[] = MESO_WARNING_RGB;

  if (self->hover_mark == NULL)
    return NULL;
  return meso_overlay_make_hover (self->viewport, self->hover_mark,
                                  meso_canvas_tool_get_hover (self->tool) == MESO_HOVER_ERASE ? warning : blue,
                                  is_cairo (self));
}

static GskRenderNode *
make_node (MesoCanvas *self,
           MesoCanvasNode node)
{
  PangoContext *text = gtk_widget_get_pango_context (GTK_WIDGET (self));

  if (self->editor == NULL)
    return NULL;
  switch (node)
    {
    case MESO_NODE_IMAGES:
      return make_images (self);
    case MESO_NODE_REGION:
      return self->hover_region != NULL ? meso_overlay_make_region (self->viewport, self->hover_region) : NULL;
    case MESO_NODE_SELECTION:
      return make_selection (self);
    case MESO_NODE_NEXT:
      return meso_canvas_make_next (self);
    case MESO_NODE_MIRROR:
      return meso_canvas_make_mirror (self);
    case MESO_NODE_TWIN:
      return meso_canvas_make_twin (self);
    case MESO_NODE_HOVER:
      return make_hover (self);
    case MESO_NODE_TOOL:
      return meso_overlay_make_tool (meso_input_get_tool (self->input), text, is_cairo (self));
    case MESO_NODE_CROSSHAIR:
      return self->has_crosshair ? meso_overlay_make_crosshair (self->viewport, self->crosshair.x / 100.0,
                                                                self->crosshair.y / 100.0)
                                 : NULL;
    case MESO_N_NODES:
    default:
      g_assert_not_reached ();
    }
}

static void
append_node (MesoCanvas *self,
             GtkSnapshot *snapshot,
             MesoCanvasNode node)
{
  if ((self->valid & MESO_NODE_MASK (node)) == 0)
    {
      g_clear_pointer (&self->nodes[node], gsk_render_node_unref);
      self->nodes[node] = make_node (self, node);
      self->valid |= MESO_NODE_MASK (node);
    }
  if (self->nodes[node] != NULL)
    gtk_snapshot_append_node (snapshot, self->nodes[node]);
}

/** meso_canvas_paint: the vfunc; puts everything on the screen, of which most is kept from frame to frame */
void
meso_canvas_paint (GtkWidget *widget,
                   GtkSnapshot *snapshot)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  const GdkRGBA paper = { 0xfc / 255.0f, 0xfa / 255.0f, 0xf8 / 255.0f, 1 };

  gtk_snapshot_append_color (snapshot, &paper,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  if (self->editor == NULL)
    return;
  for (int i = 0; i < MESO_NODE_SELECTION; i++)
    append_node (self, snapshot, (MesoCanvasNode) i);
  meso_canvas_furniture_snapshot (self->furniture, snapshot, self->viewport);
  for (int i = MESO_NODE_SELECTION; i < MESO_N_NODES; i++)
    append_node (self, snapshot, (MesoCanvasNode) i);
}

/** meso_canvas_invalidate: @nodes: a mask of what is to be painted anew with the next frame */
void
meso_canvas_invalidate (MesoCanvas *self,
                        guint nodes)
{
  for (int i = 0; i < MESO_N_NODES; i++)
    if ((nodes & MESO_NODE_MASK (i)) != 0)
      g_clear_pointer (&self->nodes[i], gsk_render_node_unref);
  self->valid &= ~nodes;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
