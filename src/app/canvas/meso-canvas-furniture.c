/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-furniture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "drawing/meso-symbol.h"

#define MARGIN 16
#define ROW 20
#define SYMBOL 11.0
#define SYMBOL_COLUMN 26
#define PADDING 6
#define BAR_MM 20.0
#define MAX_PRODUCTS 7

/* What the words at an upper corner take, about. */
#define SIDES_WIDTH 170

/* Above this a label would hide too much of the diagram. */
#define MAX_LABEL_WIDTH 220

struct _MesoCanvasFurniture
{
  GtkWidget *widget; /* not owned: it owns this */

  int right_side; /* MesoRightSide; 0: not known */
  gboolean has_scale;
  MesoColourKey key;
  guint hidden_layers; /* 1 << layer for each */
  GPtrArray *products; /* names, in the order of their colours */
  char *earlier; /* which session the overlay shows; NULL: none */
  char *hint;
  char *advice;

  /* What has been painted, and for which size and zoom. */
  GskRenderNode *fixed;
  GskRenderNode *bar;
  double width, height, zoom;
};

static const GdkRGBA ink = { 0x1a / 255.0f, 0x1a / 255.0f, 0x1a / 255.0f, 1 };
static const GdkRGBA pale_ink = { 0x5e / 255.0f, 0x57 / 255.0f, 0x52 / 255.0f, 1 };
static const GdkRGBA warning_ink = { 0x96 / 255.0f, 0x42 / 255.0f, 0, 1 };
static const GdkRGBA paper = { 0xfc / 255.0f, 0xfa / 255.0f, 0xf8 / 255.0f, 0.86f };

static PangoLayout *
make_layout (MesoCanvasFurniture *self,
             const char *text,
             double size)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, NULL);
  PangoAttrList *attributes;

  pango_layout_set_markup (layout, text, -1);
  pango_layout_set_width (layout, -1);
  attributes = pango_layout_get_attributes (layout);
  attributes = attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (size));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* So that words stay legible where marks or lines run under them; on bare paper it cannot be seen. */
static void
append_backing (GtkSnapshot *snapshot,
                double x,
                double y,
                double width,
                double height)
{
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                                   PADDING);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &paper, &rect.bounds);
  gtk_snapshot_pop (snapshot);
}

/* A sheet of its own, since it may well lie across the contour of the diagram. */
static void
append_pill (GtkSnapshot *snapshot,
             double x,
             double y,
             double width,
             double height)
{
  const GdkRGBA line = { pale_ink.red, pale_ink.green, pale_ink.blue, 0.25f };
  const GdkRGBA sheet = { paper.red, paper.green, paper.blue, 0.94f };
  const GdkRGBA lines[] = { line, line, line, line };
  const float widths[] = { 1, 1, 1, 1 };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect,
                                   &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
                                   (float) height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &rect);
  gtk_snapshot_append_color (snapshot, &sheet, &rect.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &rect, widths, lines);
}

static void
append_text (GtkSnapshot *snapshot,
             PangoLayout *layout,
             double x,
             double y,
             const GdkRGBA *colour)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) round (x), (float) round (y)));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
append_side (MesoCanvasFurniture *self,
             GtkSnapshot *snapshot,
             const char *text,
             gboolean at_left)
{
  g_autoptr (PangoLayout) layout = make_layout (self, text, 1.0);
  int width, height;
  double x;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = at_left ? MARGIN : self->width - MARGIN - width;
  append_backing (snapshot, x - PADDING, MARGIN - 2 - PADDING / 2, width + 2 * PADDING, height + PADDING);
  append_text (snapshot, layout, x, MARGIN - 2, &ink);
}

static void
append_sides (MesoCanvasFurniture *self,
              GtkSnapshot *snapshot)
{
  /* Translators: R and L stand for right and left, as on an X-ray; <b> stays as it is */
  const char *right = _ ("<b>R</b>  patient’s right"), *right_end = _ ("patient’s right  <b>R</b>");
  const char *left = _ ("<b>L</b>  patient’s left"), *left_end = _ ("patient’s left  <b>L</b>");

  switch (self->right_side)
    {
    case MESO_RIGHT_SIDE_VIEWER_LEFT:
      append_side (self, snapshot, right, TRUE);
      append_side (self, snapshot, left_end, FALSE);
      break;
    case MESO_RIGHT_SIDE_VIEWER_RIGHT:
      append_side (self, snapshot, left, TRUE);
      append_side (self, snapshot, right_end, FALSE);
      break;
    case MESO_RIGHT_SIDE_NEAR:
      /* Translators: a profile, which shows one side */
      append_side (self, snapshot, _ ("<b>R</b>  patient’s right side"), TRUE);
      break;
    case MESO_RIGHT_SIDE_FAR:
      append_side (self, snapshot, _ ("<b>L</b>  patient’s left side"), TRUE);
      break;
    default:
      break;
    }
}

static void
paint_symbol (cairo_t *cr,
              MesoLayer layer,
              const double rgb[3],
              double x,
              double y)
{
  const double outline[] = MESO_INK_RGB;
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));

  meso_symbol_append (layer, x, y, SYMBOL, 0, segments);
  meso_segments_to_cairo (segments, cr);
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, outline[0], outline[1], outline[2]);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* One row: a symbol, and its words; those of a hidden layer are struck out. */
static void
append_row (MesoCanvasFurniture *self,
            GtkSnapshot *snapshot,
            PangoLayout *layout,
            MesoLayer layer,
            const double *rgb,
            double y)
{
  gboolean is_hidden = layer != MESO_LAYER_UNSET && (self->hidden_layers & (1u << layer)) != 0;
  double middle = y + ROW / 2.0;
  cairo_t *cr;
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  gtk_snapshot_push_opacity (snapshot, is_hidden ? 0.35 : 1);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (MARGIN - 2, (float) y, ROW, ROW));
  if (rgb != NULL)
    paint_symbol (cr, layer, rgb, MARGIN + SYMBOL / 2 + 0.5, middle);
  else
    meso_symbol_paint (cr, layer, MESO_STATE_DONE, MARGIN + SYMBOL / 2 + 0.5, middle, SYMBOL, 1);
  cairo_destroy (cr);
  append_text (snapshot, layout, MARGIN + SYMBOL_COLUMN, y + (ROW - height) / 2.0, &ink);
  gtk_snapshot_pop (snapshot);
}

static GPtrArray *
make_legend (MesoCanvasFurniture *self,
             int *width)
{
  GPtrArray *layouts = g_ptr_array_new_with_free_func (g_object_unref);

  *width = 0;
  if (self->earlier != NULL)
    {
      g_autofree char *text = g_markup_escape_text (self->earlier, -1);

      g_ptr_array_add (layouts, make_layout (self, text, 0.92));
    }
  for (guint i = 0; i < self->products->len; i++)
    {
      g_autofree char *text = g_markup_escape_text (g_ptr_array_index (self->products, i), -1);
      PangoLayout *layout = make_layout (self, text, 0.92);

      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, MAX_LABEL_WIDTH * PANGO_SCALE);
      g_ptr_array_add (layouts, layout);
    }
  for (int i = MESO_LAYER_EPIDERMIS; i < MESO_N_LAYERS; i++)
    {
      g_autofree char *text = g_markup_escape_text (meso_layer_get_name ((MesoLayer) i), -1);

      g_ptr_array_add (layouts, make_layout (self, text, 0.92));
    }
  for (guint i = 0; i < layouts->len; i++)
    {
      int one;

      pango_layout_get_pixel_size (g_ptr_array_index (layouts, i), &one, NULL);
      *width = MAX (*width, one);
    }
  return layouts;
}

static void
append_legend (MesoCanvasFurniture *self,
               GtkSnapshot *snapshot)
{
  const double neutral[3] = { 0.72, 0.7, 0.68 }, earlier_rgb[] = MESO_EARLIER_RGB;
  int width;
  g_autoptr (GPtrArray) layouts = make_legend (self, &width);
  double height = layouts->len * ROW;
  double y = self->height - MARGIN + 4 - height;
  guint n_earlier = self->earlier != NULL, n_before_layers = n_earlier + self->products->len;

  append_backing (snapshot, MARGIN - PADDING, y - PADDING / 2.0, SYMBOL_COLUMN + width + 2 * PADDING, height + PADDING);
  for (guint i = 0; i < layouts->len; i++, y += ROW)
    {
      PangoLayout *layout = g_ptr_array_index (layouts, i);
      double rgb[3];

      if (i < n_earlier)
        append_row (self, snapshot, layout, MESO_LAYER_UNSET, earlier_rgb, y);
      else if (i < n_before_layers)
        {
          meso_product_get_rgb (i - n_earlier, rgb);
          append_row (self, snapshot, layout, MESO_LAYER_UNSET, rgb, y);
        }
      else
        {
          append_row (self, snapshot, layout, (MesoLayer) (MESO_LAYER_EPIDERMIS + i - n_before_layers),
                      self->key == MESO_COLOUR_BY_PRODUCT ? neutral : NULL, y);
        }
    }
}

static void
append_hint (MesoCanvasFurniture *self,
             GtkSnapshot *snapshot)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;
  double x, y;

  if (self->hint == NULL)
    return;
  text = g_markup_escape_text (self->hint, -1);
  layout = make_layout (self, text, 1.0);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = round ((self->width - width) / 2);
  y = self->height - MARGIN - height;
  append_pill (snapshot, x - 2 * PADDING, y - PADDING, width + 4 * PADDING, height + 2 * PADDING);
  append_text (snapshot, layout, x, y, &pale_ink);
}

/* Between right and left, or under them where there is no room. */
static void
append_advice (MesoCanvasFurniture *self,
               GtkSnapshot *snapshot)
{
  g_autofree char *text = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  int width, height;
  double x, y = MARGIN - 2;

  if (self->advice == NULL)
    return;
  text = g_markup_escape_text (self->advice, -1);
  layout = make_layout (self, text, 0.92);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width + 2 * SIDES_WIDTH > self->width)
    y += 1.5 * height;
  x = round ((self->width - width) / 2);
  append_backing (snapshot, x - PADDING, y - PADDING / 2, width + 2 * PADDING, height + PADDING);
  append_text (snapshot, layout, x, y, &warning_ink);
}

static GskRenderNode *
make_fixed (MesoCanvasFurniture *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  append_legend (self, snapshot);
  append_sides (self, snapshot);
  append_advice (self, snapshot);
  append_hint (self, snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

/* In the place of the bar. */
static GskRenderNode *
make_no_scale (MesoCanvasFurniture *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (PangoLayout) layout = make_layout (self, _ ("not calibrated"), 0.92);
  int width, height;
  double x, y;

  pango_layout_get_pixel_size (layout, &width, &height);
  x = round (self->width - MARGIN - width);
  y = round (self->height - MARGIN - height);
  append_backing (snapshot, x - PADDING, y - PADDING / 2.0, width + 2 * PADDING, height + PADDING);
  append_text (snapshot, layout, x, y, &ink);
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
make_bar (MesoCanvasFurniture *self)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  double length = round (BAR_MM * self->zoom);
  double x = round (self->width - MARGIN - length), y = round (self->height - MARGIN - 2);
  /* Translators: on the scale bar, which is 20 mm long */
  g_autoptr (PangoLayout) layout = make_layout (self, _ ("20 mm"), 0.92);
  int width, height;
  double left;
  cairo_t *cr;

  pango_layout_get_pixel_size (layout, &width, &height);
  left = MIN (x, round (x + (length - width) / 2));
  append_backing (snapshot, left - PADDING, y - height - 8, self->width - MARGIN - left + 2 * PADDING, height + 14);
  append_text (snapshot, layout, round (x + (length - width) / 2), y - height - 6, &ink);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) x - 1, (float) y - 5, (float) length + 3, 11));
  cairo_set_source_rgb (cr, ink.red, ink.green, ink.blue);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x + 0.5, y - 4);
  cairo_line_to (cr, x + 0.5, y + 5);
  cairo_move_to (cr, x + length + 0.5, y - 4);
  cairo_line_to (cr, x + length + 0.5, y + 5);
  cairo_move_to (cr, x + 0.5, y + 0.5);
  cairo_line_to (cr, x + length + 0.5, y + 0.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

/** meso_canvas_furniture_new: @widget: the canvas that owns the furniture; for its fonts */
MesoCanvasFurniture *
meso_canvas_furniture_new (GtkWidget *widget)
{
  MesoCanvasFurniture *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_new0 (MesoCanvasFurniture, 1);
  self->widget = widget;
  self->products = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
meso_canvas_furniture_free (MesoCanvasFurniture *self)
{
  meso_canvas_furniture_invalidate (self);
  g_ptr_array_unref (self->products);
  g_free (self->earlier);
  g_free (self->hint);
  g_free (self->advice);
  g_free (self);
}

/** meso_canvas_furniture_invalidate: fonts or language changed, so that everything is painted anew */
void
meso_canvas_furniture_invalidate (MesoCanvasFurniture *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->fixed, gsk_render_node_unref);
  g_clear_pointer (&self->bar, gsk_render_node_unref);
}

/** meso_canvas_furniture_set_diagram: @diagram: (nullable): whose sides are named, and whose mm the bar shows */
void
meso_canvas_furniture_set_diagram (MesoCanvasFurniture *self,
                                   MesoDiagram *diagram)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (diagram == NULL || MESO_IS_DIAGRAM (diagram));

  self->right_side = diagram != NULL ? (int) meso_diagram_get_right_side (diagram) : 0;
  self->has_scale = diagram == NULL || meso_diagram_has_scale (diagram);
  meso_canvas_furniture_invalidate (self);
}

/**
 * meso_canvas_furniture_set_look:
 * @visibility: says which layers are hidden
 * @session: (nullable): names the products when they give the colours
 */
void
meso_canvas_furniture_set_look (MesoCanvasFurniture *self,
                                MesoColourKey key,
                                MesoVisibility *visibility,
                                MesoSession *session)
{
  guint n_products = session != NULL && key == MESO_COLOUR_BY_PRODUCT ? meso_session_get_n_products (session) : 0;

  g_return_if_fail (self != NULL);

  self->key = key;
  self->hidden_layers = 0;
  for (int layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    if (meso_visibility_get (visibility, MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER,
                             meso_vocabulary_get_token (&meso_layer_vocabulary, layer)))
      self->hidden_layers |= 1u << layer;
  g_ptr_array_set_size (self->products, 0);
  for (guint i = 0; i < MIN (n_products, MAX_PRODUCTS); i++)
    g_ptr_array_add (self->products, g_strdup (meso_item_get_product (meso_session_get_product (session, i))->name));
  g_clear_pointer (&self->fixed, gsk_render_node_unref);
}

/** meso_canvas_furniture_set_earlier: @title: (nullable): which session lies under the marks of this one */
void
meso_canvas_furniture_set_earlier (MesoCanvasFurniture *self,
                                   const char *title)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (self->earlier, title) == 0)
    return;
  g_free (self->earlier);
  self->earlier = g_strdup (title);
  g_clear_pointer (&self->fixed, gsk_render_node_unref);
}

/** meso_canvas_furniture_set_hint: @hint: (nullable): one line at the foot */
void
meso_canvas_furniture_set_hint (MesoCanvasFurniture *self,
                                const char *hint)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (self->hint, hint) == 0)
    return;
  g_free (self->hint);
  self->hint = g_strdup (hint);
  g_clear_pointer (&self->fixed, gsk_render_node_unref);
}

/** meso_canvas_furniture_set_advice: @advice: (nullable): one line at the top, as long as something advisory shows */
void
meso_canvas_furniture_set_advice (MesoCanvasFurniture *self,
                                  const char *advice)
{
  g_return_if_fail (self != NULL);

  if (g_strcmp0 (self->advice, advice) == 0)
    return;
  g_free (self->advice);
  self->advice = g_strdup (advice);
  g_clear_pointer (&self->fixed, gsk_render_node_unref);
}

/** meso_canvas_furniture_snapshot: puts it on the screen */
void
meso_canvas_furniture_snapshot (MesoCanvasFurniture *self,
                                GtkSnapshot *snapshot,
                                MesoViewport *viewport)
{
  double width = meso_viewport_get_width (viewport), height = meso_viewport_get_height (viewport);
  double zoom = meso_viewport_get_zoom (viewport);

  g_return_if_fail (self != NULL);

  if (self->width != width || self->height != height)
    meso_canvas_furniture_invalidate (self);
  if (self->zoom != zoom)
    g_clear_pointer (&self->bar, gsk_render_node_unref);
  self->width = width;
  self->height = height;
  self->zoom = zoom;
  if (self->fixed == NULL)
    self->fixed = make_fixed (self);
  if (self->bar == NULL)
    self->bar = self->has_scale ? make_bar (self) : make_no_scale (self);
  gtk_snapshot_append_node (snapshot, self->fixed);
  gtk_snapshot_append_node (snapshot, self->bar);
}
