/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-editor-mirror.h"
#include "meso-screen-style.h"
#include "pattern/meso-mirror.h"

/*
 * Mirroring is a state that must not be forgotten: as long as it is on the midline and the edge of the sheet are in the
 * accent colour, a label says so, and there are two cursors.
 */
#define EDGE 4.0
#define LINE 2.0
#define PILL_TOP 10.0
#define PILL_TOP_UNDER_ADVICE 40.0
#define PILL_PADDING_X 14.0
#define PILL_PADDING_Y 5.0
#define CURSOR 10.0
#define CURSOR_GAP 3.0

static const GdkRGBA paper = { 0xfc / 255.0f, 0xfa / 255.0f, 0xf8 / 255.0f, 1 };

static GdkRGBA
get_accent (void)
{
  const double blue[] = MESO_SELECTION_RGB;

  return (GdkRGBA){ (float) blue[0], (float) blue[1], (float) blue[2], 1 };
}

static gboolean
is_on (MesoCanvas *self)
{
  return self->editor != NULL && meso_editor_get_mirror (self->editor) &&
         meso_editor_get_diagram (self->editor) != NULL;
}

static void
append_midline (MesoCanvas *self,
                GtkSnapshot *snapshot)
{
  const double blue[] = MESO_SELECTION_RGB;
  const MesoPathVertex *line;
  double left = G_MAXDOUBLE, right = -G_MAXDOUBLE, x, y;
  cairo_t *cr;
  guint n;

  line = meso_diagram_get_midline (meso_editor_get_diagram (self->editor), &n);
  for (guint i = 0; i < n; i++)
    {
      meso_viewport_to_px (self->viewport, line[i].x, line[i].y, &x, &y);
      left = MIN (left, x);
      right = MAX (right, x);
    }
  if (n == 0 || right < 0 || left > meso_viewport_get_width (self->viewport))
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT ((float) (left - LINE), 0, (float) (right - left + 2 * LINE),
                                                       (float) meso_viewport_get_height (self->viewport)));
  for (guint i = 0; i < n; i++)
    {
      meso_viewport_to_px (self->viewport, line[i].x, line[i].y, &x, &y);
      cairo_line_to (cr, round (x), y);
    }
  cairo_set_line_width (cr, LINE);
  cairo_set_source_rgba (cr, blue[0], blue[1], blue[2], 0.85);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
append_edge (MesoCanvas *self,
             GtkSnapshot *snapshot)
{
  const GdkRGBA accent = get_accent (), colours[] = { accent, accent, accent, accent };
  const float widths[] = { EDGE, EDGE, EDGE, EDGE };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &GRAPHENE_RECT_INIT (0, 0, (float) meso_viewport_get_width (self->viewport),
                                                        (float) meso_viewport_get_height (self->viewport)),
                                   0);
  gtk_snapshot_append_border (snapshot, &rect, widths, colours);
}

static void
append_pill (MesoCanvas *self,
             GtkSnapshot *snapshot)
{
  /* Translators: a label on the drawing, as long as every mark brings its twin on the other side; M is the key */
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), _ ("Mirror is on (M)"));
  gboolean has_advice = (meso_canvas_get_shown_guides (self) & MESO_GUIDE_WARNINGS) != 0;
  PangoAttrList *attributes = pango_attr_list_new ();
  const GdkRGBA accent = get_accent ();
  GskRoundedRect rect;
  int width, height;
  double x, y = has_advice ? PILL_TOP_UNDER_ADVICE : PILL_TOP;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = round ((meso_viewport_get_width (self->viewport) - width) / 2);
  gsk_rounded_rect_init_from_rect (&rect,
                                   &GRAPHENE_RECT_INIT ((float) (x - PILL_PADDING_X), (float) y,
                                                        (float) (width + 2 * PILL_PADDING_X),
                                                        (float) (height + 2 * PILL_PADDING_Y)),
                                   (float) (height + 2 * PILL_PADDING_Y) / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &accent, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (y + PILL_PADDING_Y)));
  gtk_snapshot_append_layout (snapshot, layout, &paper);
  gtk_snapshot_restore (snapshot);
}

/** meso_canvas_make_mirror: (transfer full) (nullable): that mirroring is on */
GskRenderNode *
meso_canvas_make_mirror (MesoCanvas *self)
{
  GtkSnapshot *snapshot;

  if (!is_on (self))
    return NULL;
  snapshot = gtk_snapshot_new ();
  append_midline (self, snapshot);
  append_edge (self, snapshot);
  append_pill (self, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* Whether what is in the hand would make a twin. */
static gboolean
tool_draws (MesoTool tool)
{
  return tool == MESO_TOOL_POINT || tool == MESO_TOOL_LINE || tool == MESO_TOOL_ZONE || tool == MESO_TOOL_GRID ||
         tool == MESO_TOOL_BRUSH;
}

/** meso_canvas_make_twin: (transfer full) (nullable): where the twin of the pointer or the crosshair is */
GskRenderNode *
meso_canvas_make_twin (MesoCanvas *self)
{
  const double blue[] = MESO_SELECTION_RGB;
  double x, y, size = CURSOR + 3;
  GskRenderNode *node;
  cairo_t *cr;

  if (!is_on (self) || !(self->has_pointer || self->has_crosshair) ||
      !tool_draws (meso_editor_get_tool (self->editor)))
    return NULL;
  meso_viewport_to_mm (self->viewport, self->pointer_x, self->pointer_y, &x, &y);
  if (self->has_crosshair)
    {
      x = self->crosshair.x / 100.0;
      y = self->crosshair.y / 100.0;
    }
  x = 2 * meso_mirror_get_midline_x (meso_editor_get_diagram (self->editor), y) - x;
  meso_viewport_to_px (self->viewport, x, y, &x, &y);
  x = floor (x) + 0.5;
  y = floor (y) + 0.5;
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) (x - size), (float) (y - size), (float) (2 * size),
                                                  (float) (2 * size)));
  cr = gsk_cairo_node_get_draw_context (node);
  for (int i = 0; i < 4; i++)
    {
      double dx = i == 0 ? 1 : i == 1 ? -1
                                      : 0,
             dy = i == 2 ? 1 : i == 3 ? -1
                                      : 0;

      cairo_move_to (cr, x + dx * CURSOR_GAP, y + dy * CURSOR_GAP);
      cairo_line_to (cr, x + dx * CURSOR, y + dy * CURSOR);
    }
  cairo_set_source_rgb (cr, paper.red, paper.green, paper.blue);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return node;
}

static void
toggle_mirror (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->editor != NULL)
    meso_editor_toggle_mirror (self->editor);
}

static void
mirror_selection (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->editor == NULL)
    return;
  meso_canvas_tool_cancel (self->tool);
  meso_editor_mirror_selection (self->editor);
}

/** meso_canvas_class_add_mirror_actions: mirroring on and off, and once, with their keys */
void
meso_canvas_class_add_mirror_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.mirror", NULL, toggle_mirror);
  gtk_widget_class_install_action (widget_class, "canvas.mirror-selection", NULL, mirror_selection);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, (GdkModifierType) 0, "canvas.mirror", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_SHIFT_MASK, "canvas.mirror-selection", NULL);
}

static void
mirror_changed_cb (MesoCanvas *self)
{
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_MIRROR) | MESO_NODE_MASK (MESO_NODE_TWIN) |
                                  MESO_NODE_MASK (MESO_NODE_TOOL));
}

/** meso_canvas_follow_mirror: another editor's; the connection goes with the others to it */
void
meso_canvas_follow_mirror (MesoCanvas *self)
{
  g_signal_connect_swapped (self->editor, "notify::mirror", G_CALLBACK (mirror_changed_cb), self);
}

/** meso_canvas_move_twin: the pointer or the crosshair is elsewhere */
void
meso_canvas_move_twin (MesoCanvas *self)
{
  if (is_on (self))
    meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_TWIN));
}
