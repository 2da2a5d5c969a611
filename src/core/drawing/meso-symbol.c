/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-symbol.h"

#include <math.h>
#include <string.h>

/* Four cubic curves are a circle to one part in 3,700. */
#define ARC 0.5522847498

/*
 * The shapes at size 1, which is the diameter of the circle. All cover the same surface, the pointed ones a little
 * less: their longer outline weighs too.
 */
#define BAR_WIDTH 1.40
#define BAR_HEIGHT 0.56
#define SQUARE 0.885
#define TRIANGLE_SIDE 1.31
#define TRIANGLE_HEIGHT (TRIANGLE_SIDE * 0.8660254038)
#define DIAMOND 1.24

static const guint32 layer_colours[MESO_N_LAYERS] = {
  [MESO_LAYER_UNSET] = 0x8c8c8c,
  [MESO_LAYER_EPIDERMIS] = 0xfde725,
  [MESO_LAYER_SUPERFICIAL_DERMIS] = 0x5dc863,
  [MESO_LAYER_MID_DERMIS] = 0x21908c,
  [MESO_LAYER_DEEP_DERMIS] = 0x3b528b,
  [MESO_LAYER_HYPODERMIS] = 0x440154,
};

/* Okabe and Ito; vermillion last, because it also means a warning. */
static const guint32 product_colours[MESO_N_PRODUCT_COLOURS] = {
  0x0072b2,
  0xe69f00,
  0x009e73,
  0xcc79a7,
  0x56b4e9,
  0xf0e442,
  0xd55e00,
};

static void
unpack (guint32 colour,
        double rgb[3])
{
  rgb[0] = ((colour >> 16) & 0xff) / 255.0;
  rgb[1] = ((colour >> 8) & 0xff) / 255.0;
  rgb[2] = (colour & 0xff) / 255.0;
}

/** meso_layer_get_rgb: the colour of a layer: light is shallow, dark is deep. A neutral grey for "not given". */
void
meso_layer_get_rgb (MesoLayer layer,
                    double rgb[3])
{
  g_return_if_fail (layer >= 0 && layer < MESO_N_LAYERS);

  unpack (layer_colours[layer], rgb);
}

/**
 * meso_product_get_rgb:
 * @index: place of the product in the session; colours repeat after %MESO_N_PRODUCT_COLOURS
 */
void
meso_product_get_rgb (guint index,
                      double rgb[3])
{
  unpack (product_colours[index % MESO_N_PRODUCT_COLOURS], rgb);
}

static void
add_segment (GArray *segments,
             MesoPathOp op,
             double x,
             double y)
{
  MesoPathSegment segment = { .op = op, .points = { { x, y } } };

  g_array_append_val (segments, segment);
}

static void
add_polygon (GArray *segments,
             double x,
             double y,
             double scale,
             const double (*corners)[2],
             guint n_corners)
{
  for (guint i = 0; i < n_corners; i++)
    add_segment (segments,
                 i == 0 ? MESO_PATH_MOVE : MESO_PATH_LINE,
                 x + corners[i][0] * scale,
                 y + corners[i][1] * scale);
  add_segment (segments, MESO_PATH_CLOSE, x + corners[0][0] * scale, y + corners[0][1] * scale);
}

static void
add_box (GArray *segments,
         double x,
         double y,
         double width,
         double height)
{
  const double corners[4][2] = {
    { -width / 2, -height / 2 },
    { width / 2, -height / 2 },
    { width / 2, height / 2 },
    { -width / 2, height / 2 },
  };

  if (width > 0 && height > 0)
    add_polygon (segments, x, y, 1, corners, 4);
}

static void
add_circle (GArray *segments,
            double x,
            double y,
            double r)
{
  static const double ends[4][6] = {
    { 1, ARC, ARC, 1, 0, 1 },
    { -ARC, 1, -1, ARC, -1, 0 },
    { -1, -ARC, -ARC, -1, 0, -1 },
    { ARC, -1, 1, -ARC, 1, 0 },
  };

  if (r <= 0)
    return;
  add_segment (segments, MESO_PATH_MOVE, x + r, y);
  for (guint i = 0; i < 4; i++)
    {
      const double *e = ends[i];
      MesoPathSegment curve = {
        MESO_PATH_CURVE,
        { { x + r * e[0], y + r * e[1] }, { x + r * e[2], y + r * e[3] }, { x + r * e[4], y + r * e[5] } },
      };

      g_array_append_val (segments, curve);
    }
  add_segment (segments, MESO_PATH_CLOSE, x + r, y);
}

/** meso_symbol_get_radius: how far the shape of @layer reaches from its place at size 1, without the outline. */
double
meso_symbol_get_radius (MesoLayer layer)
{
  switch (layer)
    {
    case MESO_LAYER_EPIDERMIS:
      return hypot (BAR_WIDTH, BAR_HEIGHT) / 2;
    case MESO_LAYER_MID_DERMIS:
      return SQUARE * M_SQRT1_2;
    case MESO_LAYER_DEEP_DERMIS:
      return TRIANGLE_HEIGHT * 2 / 3;
    case MESO_LAYER_HYPODERMIS:
      return DIAMOND / 2;
    case MESO_LAYER_UNSET:
    case MESO_LAYER_SUPERFICIAL_DERMIS:
    case MESO_N_LAYERS:
    default:
      return 0.5;
    }
}

/** meso_symbol_get_ring: how wide the coloured ring of a planned mark of @layer is at size 1. */
double
meso_symbol_get_ring (MesoLayer layer)
{
  /* The bar and the triangle are narrow inside. */
  return layer == MESO_LAYER_EPIDERMIS ? 0.12 : layer == MESO_LAYER_DEEP_DERMIS ? 0.13
                                                                                : 0.155;
}

/**
 * meso_symbol_append:
 * @size: diameter of the circle, in the unit of the drawing
 * @inset: 0 for the shape itself; the shape within it that lies this far inside, for the hollow of a planned mark
 * @segments: (element-type MesoPathSegment): where the closed outline is added
 *
 * The one source of the marks' shapes: bar, circle, square, triangle, diamond from the surface down.
 */
void
meso_symbol_append (MesoLayer layer,
                    double x,
                    double y,
                    double size,
                    double inset,
                    GArray *segments)
{
  static const double triangle[3][2] = {
    { 0, -TRIANGLE_HEIGHT * 2 / 3 },
    { TRIANGLE_SIDE / 2, TRIANGLE_HEIGHT / 3 },
    { -TRIANGLE_SIDE / 2, TRIANGLE_HEIGHT / 3 },
  };
  static const double diamond[4][2] = {
    { 0, -DIAMOND / 2 },
    { DIAMOND / 2, 0 },
    { 0, DIAMOND / 2 },
    { -DIAMOND / 2, 0 },
  };

  g_return_if_fail (segments != NULL);

  switch (layer)
    {
    case MESO_LAYER_EPIDERMIS:
      add_box (segments, x, y, size * BAR_WIDTH - 2 * inset, size * BAR_HEIGHT - 2 * inset);
      break;
    case MESO_LAYER_MID_DERMIS:
      add_box (segments, x, y, size * SQUARE - 2 * inset, size * SQUARE - 2 * inset);
      break;
    case MESO_LAYER_DEEP_DERMIS:
      if (size * TRIANGLE_HEIGHT / 3 > inset)
        add_polygon (segments, x, y, size - inset / (TRIANGLE_HEIGHT / 3), triangle, 3);
      break;
    case MESO_LAYER_HYPODERMIS:
      if (size * DIAMOND / 2 * M_SQRT1_2 > inset)
        add_polygon (segments, x, y, size - inset / (DIAMOND / 2 * M_SQRT1_2), diamond, 4);
      break;
    case MESO_LAYER_UNSET:
    case MESO_LAYER_SUPERFICIAL_DERMIS:
    case MESO_N_LAYERS:
    default:
      add_circle (segments, x, y, size / 2 - inset);
      break;
    }
}

/** meso_segments_to_cairo: adds the segments to the current path of @cr. */
void
meso_segments_to_cairo (GArray *segments,
                        cairo_t *cr)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const MesoPathSegment *s = &g_array_index (segments, MesoPathSegment, i);
      const MesoPathVertex *p = s->points;

      switch (s->op)
        {
        case MESO_PATH_MOVE:
          cairo_move_to (cr, p[0].x, p[0].y);
          break;
        case MESO_PATH_LINE:
          cairo_line_to (cr, p[0].x, p[0].y);
          break;
        case MESO_PATH_CURVE:
          cairo_curve_to (cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
          break;
        case MESO_PATH_CLOSE:
        default:
          cairo_close_path (cr);
          break;
        }
    }
}

/**
 * meso_decimal_append:
 *
 * A length as files have it: to 1/1000, rounded half away from zero; a point in every locale, no exponent, no needless
 * zero, no minus before zero.
 */
void
meso_decimal_append (GString *string,
                     double value)
{
  gint64 thousandths = llround (value * 1000);
  guint64 magnitude = ABS (thousandths);
  char digits[32];
  int length;

  length = g_snprintf (digits,
                       sizeof digits,
                       "%s%" G_GUINT64_FORMAT ".%03u",
                       thousandths < 0 ? "-" : "",
                       magnitude / 1000,
                       (guint) (magnitude % 1000));
  while (digits[length - 1] == '0')
    length--;
  if (digits[length - 1] == '.')
    length--;
  g_string_append_len (string, digits, length);
}

/** meso_segments_to_string: (transfer full): as the "d" of an SVG path, absolute, to 1/1000 mm. */
char *
meso_segments_to_string (GArray *segments)
{
  static const char letters[] = { 'M', 'L', 'C', 'Z' };
  static const guint n_points[] = { 1, 1, 3, 0 };
  GString *string = g_string_sized_new (segments->len * 24);

  for (guint i = 0; i < segments->len; i++)
    {
      const MesoPathSegment *s = &g_array_index (segments, MesoPathSegment, i);

      g_string_append_c (string, letters[s->op]);
      for (guint k = 0; k < n_points[s->op]; k++)
        {
          if (k > 0)
            g_string_append_c (string, ' ');
          meso_decimal_append (string, s->points[k].x);
          g_string_append_c (string, ',');
          meso_decimal_append (string, s->points[k].y);
        }
    }
  return g_string_free (string, FALSE);
}

/**
 * meso_symbol_paint:
 * @state: planned is hollow, all else is filled
 * @size: diameter of the circle in user units
 * @outline: width of the dark outline in user units
 *
 * One mark as it is on the map, for legends, buttons and cursors.
 */
void
meso_symbol_paint (cairo_t *cr,
                   MesoLayer layer,
                   MesoState state,
                   double x,
                   double y,
                   double size,
                   double outline)
{
  static const double paper[3] = MESO_PAPER_RGB, ink[3] = MESO_INK_RGB;
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  double rgb[3];

  g_return_if_fail (cr != NULL);

  meso_layer_get_rgb (layer, rgb);
  meso_symbol_append (layer, x, y, size, 0, segments);
  cairo_new_path (cr);
  meso_segments_to_cairo (segments, cr);
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
  cairo_set_line_width (cr, outline);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_stroke (cr);
  if (state != MESO_STATE_PLANNED)
    return;

  g_array_set_size (segments, 0);
  meso_symbol_append (layer, x, y, size, meso_symbol_get_ring (layer) * size + outline / 2, segments);
  meso_segments_to_cairo (segments, cr);
  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_fill (cr);
}
