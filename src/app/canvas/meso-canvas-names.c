/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-overlay.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "diagram/meso-region-names.h"
#include "meso-image.h"

/* The warm grey of the diagrams. */
#define GREY 0x6b / 255.0, 0x62 / 255.0, 0x5c / 255.0
#define DARK_GREY 0x4a / 255.0, 0x43 / 255.0, 0x3e / 255.0

/* A region is looked through in this many rows and columns for the widest place. */
#define ROWS 15
#define COLUMNS 40

/* Room between two names, px. */
#define GAP 3

/* The row of a region that has most room from side to side, in mm. */
typedef struct
{
  const MesoRegion *region;
  double x, y;
  double width;
} Place;

static void
find_place (const MesoRegion *region,
            Place *place)
{
  MesoPath *path = meso_region_get_path (region);
  cairo_rectangle_t bounds = meso_path_get_bounds (path);
  double best = 0;

  *place = (Place){ .region = region };
  for (int row = 0; row < ROWS; row++)
    {
      double y = bounds.y + bounds.height * (row + 0.5) / ROWS;
      /* Of two rows alike, the one in the middle. */
      double weight = 1 - 0.6 * fabs ((row + 0.5) / ROWS - 0.5);
      int first = 0;

      for (int column = 0; column <= COLUMNS; column++)
        {
          double x = bounds.x + bounds.width * (column + 0.5) / COLUMNS;
          double width = bounds.width * (column - first) / COLUMNS;

          if (column < COLUMNS && meso_path_contains (path, x, y, MESO_FILL_NONZERO))
            continue;
          if (width * weight > best)
            {
              best = width * weight;
              place->width = width;
              place->x = bounds.x + bounds.width * first / COLUMNS + width / 2;
              place->y = y;
            }
          first = column + 1;
        }
    }
}

/* Looked for once, since a diagram never changes and knows nothing of pixels. */
static GArray *
get_places (MesoDiagram *diagram)
{
  static GQuark quark;
  GArray *places;
  guint n_regions = meso_diagram_get_n_regions (diagram);

  if (quark == 0)
    quark = g_quark_from_static_string ("meso-canvas-names");
  places = g_object_get_qdata (G_OBJECT (diagram), quark);
  if (places != NULL)
    return places;
  places = g_array_new (FALSE, FALSE, sizeof (Place));
  for (guint i = 0; i < n_regions; i++)
    {
      Place place;

      find_place (meso_diagram_get_region (diagram, i), &place);
      g_array_append_val (places, place);
    }
  g_object_set_qdata_full (G_OBJECT (diagram), quark, places, (GDestroyNotify) g_array_unref);
  return places;
}

static gboolean
is_free (GArray *taken,
         const cairo_rectangle_int_t *rect)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const cairo_rectangle_int_t *other = &g_array_index (taken, cairo_rectangle_int_t, i);

      if (rect->x < other->x + other->width + GAP && other->x < rect->x + rect->width + GAP &&
          rect->y < other->y + other->height && other->y < rect->y + rect->height)
        return FALSE;
    }
  return TRUE;
}

/* Only where there is room; the name of a small region shows when one zooms in. */
static void
draw_name (cairo_t *cr,
           MesoViewport *viewport,
           const Place *place,
           PangoLayout *layout,
           GArray *taken)
{
  const char *name = meso_region_get_name (meso_region_get_id (place->region));
  cairo_rectangle_int_t rect;
  double x, y;

  if (name == NULL)
    return;
  pango_layout_set_text (layout, name, -1);
  pango_layout_get_pixel_size (layout, &rect.width, &rect.height);
  meso_viewport_to_px (viewport, place->x, place->y, &x, &y);
  rect.x = (int) round (x - rect.width / 2.0);
  rect.y = (int) round (y - rect.height / 2.0);
  if (rect.width > place->width * meso_viewport_get_zoom (viewport) + 12 || !is_free (taken, &rect))
    return;
  g_array_append_val (taken, rect);
  cairo_move_to (cr, rect.x, rect.y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_outlines (cairo_t *cr,
               MesoViewport *viewport,
               MesoDiagram *diagram)
{
  guint n_regions = meso_diagram_get_n_regions (diagram);

  cairo_save (cr);
  meso_viewport_apply (viewport, cr);
  for (guint i = 0; i < n_regions; i++)
    meso_path_to_cairo (meso_region_get_path (meso_diagram_get_region (diagram, i)), cr);
  cairo_restore (cr);
  cairo_set_source_rgba (cr, GREY, 0.45);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/** meso_overlay_make_names: all regions with their outlines and names */
GskRenderNode *
meso_overlay_make_names (MesoViewport *viewport,
                         MesoDiagram *diagram,
                         PangoContext *text,
                         gboolean is_cairo)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (text);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_int_t));
  GArray *places = get_places (diagram);
  PangoAttrList *attributes = pango_attr_list_new ();
  MesoImage image;
  cairo_t *cr = meso_overlay_begin_image (&image, viewport);

  draw_outlines (cr, viewport, diagram);
  pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  cairo_set_source_rgb (cr, DARK_GREY);
  for (guint i = 0; i < places->len; i++)
    draw_name (cr, viewport, &g_array_index (places, Place, i), layout, taken);
  return meso_overlay_end_image (cr, &image, viewport, is_cairo);
}
