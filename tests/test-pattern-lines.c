/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>

#include "model/meso-error.h"
#include "model/meso-number.h"
#include "pattern/meso-brush.h"
#include "pattern/meso-line-pattern.h"
#include "pattern/meso-pattern.h"

static double
get_length (const MesoStretch *line)
{
  return hypot (line->points[1].x - line->points[0].x, line->points[1].y - line->points[0].y);
}

static void
test_points_straight (void)
{
  static const MesoPoint line[] = { { 0, 0 }, { 3000, 0 }, { 3000, 1000 } };
  g_autoptr (GArray) points = meso_line_place_points (line, 3, MESO_CURVE_STRAIGHT, 500, NULL);
  g_autoptr (GArray) wide = meso_line_place_points (line, 3, MESO_CURVE_STRAIGHT, 3500, NULL);
  g_autoptr (GArray) wider = meso_line_place_points (line, 2, MESO_CURVE_STRAIGHT, 5000, NULL);

  g_assert_cmpuint (points->len, ==, 9);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (g_array_index (points, MesoPoint, i).x, ==, 500 * i);
  g_assert_cmpint (g_array_index (points, MesoPoint, 8).y, ==, 1000);
  g_assert_cmpuint (wide->len, ==, 2);
  g_assert_cmpint (g_array_index (wide, MesoPoint, 1).y, ==, 500);
  g_assert_cmpuint (wider->len, ==, 1);
}

/* Along a smooth curve: all points lie on it, and the way from one to the next is the spacing. */
static void
test_points_smooth (void)
{
  for (guint run = 0; run < 200; run++)
    {
      guint n = (guint) g_test_rand_int_range (2, 12);
      MesoPoint nodes[12];
      MesoCurve curve = g_test_rand_bit () ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT;
      gint64 spacing = g_test_rand_int_range (10, 800);
      g_autoptr (GArray) points = NULL;
      double length;

      for (guint i = 0; i < n; i++)
        nodes[i] = (MesoPoint){ g_test_rand_int_range (-5000, 5000), g_test_rand_int_range (-5000, 5000) };
      length = meso_curve_get_length (nodes, n, curve) * 100;
      points = meso_line_place_points (nodes, n, curve, spacing, NULL);
      g_assert_cmpuint (points->len, ==, (guint) floor (length / (double) spacing + 1e-6) + 1);
      g_assert_cmpint (g_array_index (points, MesoPoint, 0).x, ==, nodes[0].x);
      for (guint i = 0; i < points->len; i++)
        {
          MesoPoint p = g_array_index (points, MesoPoint, i);

          g_assert_cmpfloat (meso_curve_get_distance (nodes, n, curve, p.x / 100.0, p.y / 100.0), <, 0.01);
          if (i > 0)
            {
              MesoPoint q = g_array_index (points, MesoPoint, i - 1);

              g_assert_cmpfloat (hypot (p.x - q.x, p.y - q.y), <, (double) spacing + 1.42);
            }
        }
    }
}

static void
test_points_refused (void)
{
  static const MesoPoint line[] = { { 0, 0 }, { 90000, 0 }, { -90000, 0 }, { 90000, 0 } };
  static const MesoPoint place[] = { { 5, 5 }, { 5, 5 } };
  g_autoptr (GError) error = NULL;

  g_assert_null (meso_line_place_points (line, 4, MESO_CURVE_STRAIGHT, 0, &error));
  g_assert_cmpstr (error->message, ==, "The spacing must be from 0.1 to 100 mm");
  g_clear_error (&error);
  g_assert_null (meso_line_place_points (line, 1, MESO_CURVE_STRAIGHT, 500, &error));
  g_assert_cmpstr (error->message, ==, "A line of points needs a line: it has no length");
  g_clear_error (&error);
  g_assert_null (meso_line_place_points (place, 2, MESO_CURVE_SMOOTH, 500, &error));
  g_assert_cmpstr (error->message, ==, "A line of points needs a line: it has no length");
  g_clear_error (&error);
  g_assert_null (meso_line_place_points (line, 4, MESO_CURVE_STRAIGHT, 10, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

static void
test_fan (void)
{
  MesoFan fan = { 5, 6000 };
  MesoFan round = { 4, 36000 };
  g_autoptr (GArray) lines = meso_fan_make (&fan, (MesoPoint){ 100, 200 }, (MesoPoint){ 100, 2200 }, NULL);
  g_autoptr (GArray) star = meso_fan_make (&round, (MesoPoint){ 0, 0 }, (MesoPoint){ 0, 1000 }, NULL);

  g_assert_cmpuint (lines->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      const MesoStretch *line = &g_array_index (lines, MesoStretch, i);
      double angle = atan2 (line->points[1].y - 200, line->points[1].x - 100) * 180 / G_PI;

      g_assert_cmpint (line->points[0].x, ==, 100);
      g_assert_cmpint (line->points[0].y, ==, 200);
      g_assert_cmpfloat_with_epsilon (get_length (line), 2000, 0.71);
      g_assert_cmpfloat_with_epsilon (angle, 60 + 15 * i, 0.03);
    }
  g_assert_cmpuint (star->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    for (guint k = 0; k < i; k++)
      {
        MesoPoint a = g_array_index (star, MesoStretch, i).points[1];
        MesoPoint b = g_array_index (star, MesoStretch, k).points[1];

        g_assert_cmpfloat (hypot (a.x - b.x, a.y - b.y), >, 1400);
      }
}

static void
test_fan_refused (void)
{
  static const struct
  {
    MesoFan fan;
    MesoPoint end;
    const char *sentence;
  } rows[] = {
    { { 0, 6000 }, { 1000, 0 }, "A fan has from 2 to 200 lines" },
    { { 1, 6000 }, { 1000, 0 }, "A fan has from 2 to 200 lines" },
    { { -3, 6000 }, { 1000, 0 }, "A fan has from 2 to 200 lines" },
    { { 10000, 6000 }, { 1000, 0 }, "A fan has from 2 to 200 lines" },
    { { G_MAXINT64, 6000 }, { 1000, 0 }, "A fan has from 2 to 200 lines" },
    { { 5, 0 }, { 1000, 0 }, "A fan spans more than 0 and at most 360 degrees" },
    { { 5, 36001 }, { 1000, 0 }, "A fan spans more than 0 and at most 360 degrees" },
    { { 5, G_MININT64 }, { 1000, 0 }, "A fan spans more than 0 and at most 360 degrees" },
    { { 5, 6000 }, { 0, 0 }, "The lines of a fan are at least 1 mm long" },
    { { 5, 6000 }, { 200000, 0 }, "The fan reaches too far beyond the diagram" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (meso_fan_make (&rows[i].fan, (MesoPoint){ 0, 0 }, rows[i].end, &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i].sentence);
    }
}

static MesoOutline *
create_box (int width,
            int height)
{
  const MesoPoint box[] = { { 0, 0 }, { width, 0 }, { width, height }, { 0, height } };

  return meso_outline_new (box, 4, NULL);
}

static void
test_hatch (void)
{
  g_autoptr (MesoOutline) box = create_box (3000, 2000);
  MesoHatch hatch = { 500, 0, 0, 200 };
  g_autoptr (GArray) lines = meso_hatch_fill (&hatch, box, NULL), crossed = NULL;

  g_assert_cmpuint (lines->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const MesoStretch *line = &g_array_index (lines, MesoStretch, i);

      g_assert_cmpint (line->points[0].x, ==, 201);
      g_assert_cmpint (line->points[1].x, ==, 2799);
      g_assert_cmpint (line->points[0].y, ==, 250 + 500 * i);
      g_assert_cmpint (line->points[1].y, ==, 250 + 500 * i);
    }
  hatch.between = 9000;
  crossed = meso_hatch_fill (&hatch, box, NULL);
  g_assert_cmpuint (crossed->len, ==, 4 + 6);
  g_assert_cmpint (g_array_index (crossed, MesoStretch, 4).points[0].x, ==,
                   g_array_index (crossed, MesoStretch, 4).points[1].x);
}

/* An outline that bends back cuts a line in two. */
static void
test_hatch_bent (void)
{
  static const MesoPoint horseshoe[] = {
    { 0, 0 },
    { 1000, 0 },
    { 1000, 2000 },
    { 3000, 2000 },
    { 3000, 0 },
    { 4000, 0 },
    { 4000, 3000 },
    { 0, 3000 },
  };
  g_autoptr (MesoOutline) outline = meso_outline_new (horseshoe, 8, NULL);
  MesoHatch hatch = { 1000, 0, 0, 0 };
  g_autoptr (GArray) lines = meso_hatch_fill (&hatch, outline, NULL);

  g_assert_cmpuint (lines->len, ==, 5);
}

static void
test_hatch_random (void)
{
  guint n_filled = 0;

  for (guint run = 0; run < 200; run++)
    {
      guint n = (guint) g_test_rand_int_range (3, 40);
      MesoPoint points[40];
      g_autoptr (MesoOutline) outline = NULL;
      g_autoptr (GArray) lines = NULL;
      MesoHatch hatch = { g_test_rand_int_range (100, 1000), g_test_rand_int_range (-36000, 36001),
                          g_test_rand_bit () ? g_test_rand_int_range (1, 18000) : 0, g_test_rand_int_range (0, 300) };

      for (guint i = 0; i < n; i++)
        {
          double radius = g_test_rand_double_range (300, 5000), angle = i * 2 * G_PI / n;

          points[i] = (MesoPoint){ (int) lround (radius * cos (angle)), (int) lround (radius * sin (angle)) };
        }
      outline = meso_outline_new (points, n, NULL);
      lines = outline != NULL ? meso_hatch_fill (&hatch, outline, NULL) : NULL;
      for (guint i = 0; lines != NULL && i < lines->len; i++)
        {
          const MesoStretch *line = &g_array_index (lines, MesoStretch, i);

          g_assert_cmpfloat (get_length (line), >=, 98);
          for (double t = 0; t <= 1; t += 0.125)
            g_assert_cmpfloat (
              meso_outline_get_depth (outline, line->points[0].x + t * (line->points[1].x - line->points[0].x),
                                      line->points[0].y + t * (line->points[1].y - line->points[0].y)),
              >=, (double) hatch.margin - 1e-6);
        }
      n_filled += lines != NULL;
    }
  g_assert_cmpuint (n_filled, >, 100);
}

static void
test_hatch_refused (void)
{
  static const struct
  {
    MesoHatch hatch;
    const char *sentence;
  } rows[] = {
    { { 0, 0, 0, 0 }, "The spacing must be from 0.1 to 100 mm" },
    { { 100000000000, 0, 0, 0 }, "The spacing must be from 0.1 to 100 mm" },
    { { 500, G_MAXINT64, 0, 0 }, "The angle must be from −360 to 360 degrees" },
    { { 500, 0, 18000, 0 }, "Lines that cross do so at more than 0 and less than 180 degrees" },
    { { 500, 0, -1, 0 }, "Lines that cross do so at more than 0 and less than 180 degrees" },
    { { 500, 0, 9000, -1 }, "The margin must be from 0 to 100 mm" },
    { { 500, 0, 9000, 1001 }, "No line fits in there: take a smaller margin or spacing" },
  };
  g_autoptr (MesoOutline) box = create_box (2000, 2000), large = create_box (90000, 90000);
  g_autoptr (GError) error = NULL;
  MesoHatch fine = { 10, 0, 9000, 0 }, good = { 10, 0, 0, 0 };
  g_autoptr (GArray) lines = meso_hatch_fill (&good, large, NULL), many = meso_hatch_fill (&fine, box, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_clear_error (&error);
      g_assert_null (meso_hatch_fill (&rows[i].hatch, box, &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, rows[i].sentence);
    }
  g_assert_cmpuint (lines->len, ==, 9000);
  g_assert_cmpuint (many->len, ==, 2 * 200);
}

static void
move (MesoBrush *brush,
      int x,
      int y)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_brush_move (brush, (MesoPoint){ x, y }, &error));
  g_assert_no_error (error);
}

static void
test_brush (void)
{
  g_autoptr (MesoBrush) brush = meso_brush_new (1000, NULL);
  const MesoPoint *points;
  guint n_points;

  points = meso_brush_get_points (brush, &n_points);
  g_assert_cmpuint (n_points, ==, 0);
  move (brush, 0, 0);
  move (brush, 999, 0);
  points = meso_brush_get_points (brush, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
  move (brush, 1000, 0);
  move (brush, 4500, 0);
  points = meso_brush_get_points (brush, &n_points);
  g_assert_cmpuint (n_points, ==, 5);
  g_assert_cmpint (points[4].x, ==, 4000);

  /* A hand that trembles lays nothing, wherever it trembles. */
  for (int i = 0; i < 1000; i++)
    move (brush, 4500 + g_test_rand_int_range (-200, 200), g_test_rand_int_range (-200, 200));
  points = meso_brush_get_points (brush, &n_points);
  g_assert_cmpuint (n_points, ==, 5);
}

/* What is laid stays, and each point is the spacing away from the one before. */
static void
test_brush_random (void)
{
  for (guint run = 0; run < 100; run++)
    {
      gint64 spacing = g_test_rand_int_range (10, 1500);
      g_autoptr (MesoBrush) brush = meso_brush_new (spacing, NULL);
      g_autoptr (GArray) laid = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
      MesoPoint at = { 0, 0 };

      for (guint i = 0; i < 200; i++)
        {
          const MesoPoint *points;
          guint n_points;

          move (brush, at.x, at.y);
          at.x += g_test_rand_int_range (-300, 320);
          at.y += g_test_rand_int_range (-300, 320);
          points = meso_brush_get_points (brush, &n_points);
          g_assert_cmpuint (n_points, >=, laid->len);
          if (laid->len > 0)
            g_assert_cmpmem (points, laid->len * sizeof *points, laid->data, laid->len * sizeof *points);
          g_array_set_size (laid, 0);
          g_array_append_vals (laid, points, n_points);
        }
      for (guint i = 1; i < laid->len; i++)
        {
          MesoPoint a = g_array_index (laid, MesoPoint, i - 1), b = g_array_index (laid, MesoPoint, i);

          g_assert_cmpfloat_with_epsilon (hypot (a.x - b.x, a.y - b.y), (double) spacing, 0.75);
        }
    }
}

static void
test_brush_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoBrush) brush = NULL;
  guint n_points;

  g_assert_null (meso_brush_new (0, &error));
  g_assert_cmpstr (error->message, ==, "The spacing must be from 0.1 to 100 mm");
  g_clear_error (&error);
  brush = meso_brush_new (10, NULL);
  move (brush, 0, 0);
  move (brush, 100000, 0);
  move (brush, 10, 10);
  g_assert_false (meso_brush_move (brush, (MesoPoint){ 10, 100000 }, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  meso_brush_get_points (brush, &n_points);
  g_assert_cmpuint (n_points, <=, MESO_PATTERN_MAX_MARKS);
  g_assert_cmpuint (n_points, >, 19990);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/points/straight", test_points_straight);
  g_test_add_func ("/pattern/points/smooth", test_points_smooth);
  g_test_add_func ("/pattern/points/refused", test_points_refused);
  g_test_add_func ("/pattern/fan/lines", test_fan);
  g_test_add_func ("/pattern/fan/refused", test_fan_refused);
  g_test_add_func ("/pattern/hatch/box", test_hatch);
  g_test_add_func ("/pattern/hatch/bent", test_hatch_bent);
  g_test_add_func ("/pattern/hatch/random", test_hatch_random);
  g_test_add_func ("/pattern/hatch/refused", test_hatch_refused);
  g_test_add_func ("/pattern/brush/stroke", test_brush);
  g_test_add_func ("/pattern/brush/random", test_brush_random);
  g_test_add_func ("/pattern/brush/refused", test_brush_refused);
  return g_test_run ();
}
