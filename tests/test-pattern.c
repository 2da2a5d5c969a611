/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>

#include "model/meso-error.h"
#include "model/meso-mark.h"
#include "pattern/meso-outline.h"
#include "pattern/meso-pattern.h"

static void
assert_refused (const MesoPoint *points,
                guint n_points,
                MesoError code,
                const char *sentence)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (meso_outline_check (points, n_points, &error));
  g_assert_error (error, MESO_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_null (meso_outline_new (points, n_points, NULL));
}

static void
test_refused (void)
{
  static const MesoPoint two[] = { { 0, 0 }, { 1000, 0 } };
  static const MesoPoint line[] = { { 0, 0 }, { 1000, 500 }, { 2000, 1000 }, { 400, 200 } };
  static const MesoPoint place[] = { { 300, 300 }, { 300, 300 }, { 300, 300 } };
  static const MesoPoint bow[] = { { 0, 0 }, { 1000, 1000 }, { 1000, 0 }, { 0, 1000 } };
  static const MesoPoint tiny[] = { { 0, 0 }, { 99, 0 }, { 99, 99 }, { 0, 99 } };
  static const MesoPoint there_and_back[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 }, { 1000, 0 } };
  static const MesoPoint far[] = { { 0, 0 }, { G_MAXINT, 0 }, { 0, G_MININT } };
  static const MesoPoint good[] = { { 0, 0 }, { 100, 0 }, { 100, 100 }, { 0, 100 } };
  g_autofree MesoPoint *many = g_new (MesoPoint, MESO_MAX_AREA_POINTS + 1);

  for (int i = 0; i <= MESO_MAX_AREA_POINTS; i++)
    many[i] = (MesoPoint){ (int) lround (5000 * cos (i * 2 * G_PI / 1001)),
                           (int) lround (5000 * sin (i * 2 * G_PI / 1001)) };

  assert_refused (NULL, 0, MESO_ERROR_INVALID, "An outline needs at least three points");
  assert_refused (two, 2, MESO_ERROR_INVALID, "An outline needs at least three points");
  assert_refused (line, 4, MESO_ERROR_INVALID, "The outline is a line: its points must enclose something");
  assert_refused (place, 3, MESO_ERROR_INVALID, "The outline is a line: its points must enclose something");
  assert_refused (bow, 4, MESO_ERROR_INVALID, "The outline crosses itself");
  assert_refused (tiny, 4, MESO_ERROR_INVALID, "The outline is too small: it must enclose at least 1 mm²");
  assert_refused (there_and_back, 4, MESO_ERROR_INVALID, "The outline is too small: it must enclose at least 1 mm²");
  assert_refused (far, 3, MESO_ERROR_INVALID, "The outline reaches too far beyond the diagram");
  assert_refused (many, MESO_MAX_AREA_POINTS + 1, MESO_ERROR_LIMIT,
                  "An outline has at most 1000 points, and this one has 1001");
  g_assert_true (meso_outline_check (many, MESO_MAX_AREA_POINTS, NULL));
  g_assert_true (meso_outline_check (good, 4, NULL));
}

static void
test_numbers (void)
{
  static const gint64 bad_spacings[] = { 0, -1, -500, 9, 10001, 100000000000, G_MAXINT64, G_MININT64, MESO_UNSET };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad_spacings); i++)
    {
      g_clear_error (&error);
      g_assert_false (meso_pattern_check_spacing (bad_spacings[i], &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, "The spacing must be from 0.1 to 100 mm");
    }
  g_clear_error (&error);
  g_assert_false (meso_pattern_check_angle (36001, &error));
  g_assert_cmpstr (error->message, ==, "The angle must be from −360 to 360 degrees");
  g_clear_error (&error);
  g_assert_false (meso_pattern_check_margin (-1, &error));
  g_assert_cmpstr (error->message, ==, "The margin must be from 0 to 100 mm");
  g_clear_error (&error);
  g_assert_false (meso_pattern_check_count (1e12, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  g_assert_true (meso_pattern_check_spacing (10, NULL) && meso_pattern_check_spacing (10000, NULL));
  g_assert_true (meso_pattern_check_angle (-36000, NULL) && meso_pattern_check_margin (0, NULL));
  g_assert_true (meso_pattern_check_count (MESO_PATTERN_MAX_MARKS, NULL));
}

/* How far a point is from the outline of a polygon, in 1/100 mm. */
static double
get_distance (GArray *polygon,
              MesoPoint point)
{
  g_autoptr (GArray) closed = g_array_copy (polygon);
  MesoPoint first = g_array_index (polygon, MesoPoint, 0);

  g_array_append_val (closed, first);
  return meso_curve_get_distance ((const MesoPoint *) closed->data, closed->len, MESO_CURVE_STRAIGHT, point.x / 100.0,
                                  point.y / 100.0) *
         100;
}

/* A trembling hand round a circle: far fewer nodes, and none of the old ones far away. */
static void
test_simplify (void)
{
  for (guint run = 0; run < 20; run++)
    {
      guint n = (guint) g_test_rand_int_range (3, 6000);
      g_autofree MesoPoint *points = g_new (MesoPoint, n);
      g_autoptr (GArray) simple = NULL;
      double most = 0;

      for (guint i = 0; i < n; i++)
        {
          double radius = 3000 + g_test_rand_double_range (-6, 6), angle = i * 2 * G_PI / n;

          points[i] = (MesoPoint){ (int) lround (radius * cos (angle)), (int) lround (radius * sin (angle)) };
        }
      simple = meso_outline_simplify (points, n, 20);
      g_assert_cmpuint (simple->len, <=, MIN (n, 150));
      for (guint i = 0; i < n; i++)
        most = MAX (most, get_distance (simple, points[i]));
      g_assert_cmpfloat (most, <=, 20.01);
    }
}

/* Whatever the noise, no more nodes are left than a zone may have. */
static void
test_simplify_noise (void)
{
  guint n = 20000;
  g_autofree MesoPoint *points = g_new (MesoPoint, n);
  g_autoptr (GArray) simple = NULL, none = meso_outline_simplify (NULL, 0, 20), same = NULL;

  for (guint i = 0; i < n; i++)
    points[i] = (MesoPoint){ g_test_rand_int_range (-9000, 9000), g_test_rand_int_range (-9000, 9000) };
  simple = meso_outline_simplify (points, n, 1);
  g_assert_cmpuint (simple->len, <=, MESO_MAX_AREA_POINTS);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < n; i++)
    points[i] = (MesoPoint){ 5, 5 };
  same = meso_outline_simplify (points, n, 1);
  g_assert_cmpuint (same->len, ==, 1);
}

static MesoPath *
parse (const char *d)
{
  g_autoptr (GError) error = NULL;
  MesoPath *path = meso_path_new_from_string (d, &error);

  g_assert_no_error (error);
  return path;
}

static void
test_trace_path (void)
{
  g_autoptr (MesoPath) pieces = parse ("M0 0H10V10H0Z M20 0H50V10H20Z");
  g_autoptr (MesoPath) round = parse ("M-30 0C-30 -40 30 -40 30 0C30 40 -30 40 -30 0Z");
  g_autoptr (MesoPath) line = parse ("M0 0L10 10");
  g_autoptr (GArray) small = NULL, large = NULL, ring = NULL;
  g_autoptr (GError) error = NULL;

  small = meso_outline_trace_path (pieces, (MesoPoint){ 500, 500 }, NULL);
  g_assert_cmpuint (small->len, ==, 4);
  g_assert_cmpint (g_array_index (small, MesoPoint, 2).x, ==, 1000);
  large = meso_outline_trace_path (pieces, (MesoPoint){ -500, 500 }, NULL);
  g_assert_cmpint (g_array_index (large, MesoPoint, 2).x, ==, 5000);
  ring = meso_outline_trace_path (round, (MesoPoint){ 0, 0 }, NULL);
  g_assert_cmpuint (ring->len, >, 20);
  g_assert_cmpfloat_with_epsilon (meso_polygon_get_area ((const MesoPoint *) ring->data, ring->len),
                                  meso_path_get_area (round), meso_path_get_area (round) / 100);
  g_assert_null (meso_outline_trace_path (line, (MesoPoint){ 0, 0 }, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
}

/* A path of far more nodes than a zone may have is traced more coarsely. */
static void
test_trace_long_path (void)
{
  GString *d = g_string_new ("M100 0");
  g_autoptr (MesoPath) path = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < 400; i++)
    {
      double before = (i - 0.5) * G_PI / 200, at = i * G_PI / 200;

      g_string_append_printf (d, "Q%f %f %f %f", 110 * cos (before), 110 * sin (before), 100 * cos (at),
                              100 * sin (at));
    }
  path = parse (d->str);
  points = meso_outline_trace_path (path, (MesoPoint){ 0, 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (points->len, <=, MESO_MAX_AREA_POINTS);
  g_assert_cmpuint (points->len, >=, 399);
  g_string_free (d, TRUE);
}

static void
test_depth (void)
{
  static const MesoPoint box[] = { { 0, 0 }, { 1000, 0 }, { 1000, 600 }, { 0, 600 } };
  g_autoptr (MesoOutline) outline = meso_outline_new (box, 4, NULL);
  g_autoptr (MesoPath) path = parse ("M0 0H30V30H0Z M10 10H20V20H10Z");
  g_autoptr (MesoOutline) frame = meso_outline_new_for_path (path);

  g_assert_cmpfloat (meso_outline_get_area (outline), ==, 60);
  g_assert_cmpfloat (meso_outline_get_depth (outline, 500, 100), ==, 100);
  g_assert_cmpfloat (meso_outline_get_depth (outline, 500, -100), ==, -100);
  g_assert_cmpfloat (meso_outline_get_depth (outline, 1300, 1000), ==, -500);
  g_assert_cmpfloat_with_epsilon (meso_outline_get_depth (frame, 400, 1500), 400, 1e-6);
  g_assert_cmpfloat_with_epsilon (meso_outline_get_depth (frame, 1500, 1400), -400, 1e-6);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/outline/refused", test_refused);
  g_test_add_func ("/pattern/numbers", test_numbers);
  g_test_add_func ("/pattern/outline/simplify", test_simplify);
  g_test_add_func ("/pattern/outline/simplify-noise", test_simplify_noise);
  g_test_add_func ("/pattern/outline/trace-path", test_trace_path);
  g_test_add_func ("/pattern/outline/trace-long-path", test_trace_long_path);
  g_test_add_func ("/pattern/outline/depth", test_depth);
  return g_test_run ();
}
