/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-path.h"

#include <math.h>
#include <string.h>

#include "model/meso-error.h"

static MesoPath *
parse (const char *d)
{
  g_autoptr (GError) error = NULL;
  MesoPath *path = meso_path_new_from_string (d, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);

  return path;
}

static void
test_commands (void)
{
  static const struct
  {
    const char *d;
    const char *absolute;
  } rows[] = {
    { "M1 2L3 4", "M 1 2 L 3 4" },
    { "m1 2l3 4", "M 1 2 L 4 6" },
    { " \t\n\r M 1,2 , 3,4 5 6 ", "M 1 2 L 3 4 L 5 6" },
    { "m1,2 3,4,5,6", "M 1 2 L 4 6 L 9 12" },
    { "M1 2H5h2H-1", "M 1 2 L 5 2 L 7 2 L -1 2" },
    { "M1 2V5v2V-1", "M 1 2 L 1 5 L 1 7 L 1 -1" },
    { "M1 2H5 6 7", "M 1 2 L 5 2 L 6 2 L 7 2" },
    { "M0 0C1 2 3 4 5 6", "M 0 0 C 1 2 3 4 5 6" },
    { "M10 10c1 2 3 4 5 6 1 1 2 2 3 3", "M 10 10 C 11 12 13 14 15 16 C 16 17 17 18 18 19" },
    { "M0 0C1 2 3 4 5 6S8 9 10 11", "M 0 0 C 1 2 3 4 5 6 C 7 8 8 9 10 11" },
    { "M0 0c1 2 3 4 5 6s3 3 5 5", "M 0 0 C 1 2 3 4 5 6 C 7 8 8 9 10 11" },
    { "M1 1S8 9 10 11", "M 1 1 C 1 1 8 9 10 11" },
    { "M0 0Q3 0 3 3", "M 0 0 C 2 0 3 1 3 3" },
    { "M1 1q3 0 3 3", "M 1 1 C 3 1 4 2 4 4" },
    { "M0 0Q3 0 3 3T6 6", "M 0 0 C 2 0 3 1 3 3 C 3 5 4 6 6 6" },
    { "M0 0q3 0 3 3t3 3", "M 0 0 C 2 0 3 1 3 3 C 3 5 4 6 6 6" },
    { "M0 0T3 3", "M 0 0 C 0 0 1 1 3 3" },
    /* The control of a cubic is none for a quadratic. */
    { "M0 0C1 2 3 4 5 6T8 6", "M 0 0 C 1 2 3 4 5 6 C 5 6 6 6 8 6" },
    { "M0 0L1 0L1 1Z", "M 0 0 L 1 0 L 1 1 Z" },
    { "M0 0L1 0L1 1zM5 5L6 6", "M 0 0 L 1 0 L 1 1 Z M 5 5 L 6 6" },
    /* After a close the pen is at the start, and a relative move counts from there. */
    { "M2 2L3 2L3 3zl1 0", "M 2 2 L 3 2 L 3 3 Z M 2 2 L 3 2" },
    { "M2 2L3 2L3 3zm1 0l1 1", "M 2 2 L 3 2 L 3 3 Z M 3 2 L 4 3" },
    { "M-.5-.5L1e1-2E-1+3.+4", "M -0.5 -0.5 L 10 -0.2 L 3 4" },
    { "M.5.25.125.0625", "M 0.5 0.25 L 0.125 0.0625" },
    { "M-0.00001 0", "M 0 0" },
    { "M10000 -10000", "M 10000 -10000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MesoPath) path = parse (rows[i].d);
      g_autofree char *absolute = meso_path_to_string (path);
      g_autoptr (MesoPath) again = NULL;
      g_autofree char *absolute_again = NULL;
      g_autofree char *shown = g_strescape (rows[i].d, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpstr (absolute, ==, rows[i].absolute);

      again = parse (absolute);
      absolute_again = meso_path_to_string (again);
      g_assert_cmpstr (absolute_again, ==, absolute);
    }
}

static void
test_errors (void)
{
  static const struct
  {
    const char *d;
    MesoError code;
    const char *part;
  } rows[] = {
    { "", MESO_ERROR_PARSE, "empty" },
    { "  ", MESO_ERROR_PARSE, "empty" },
    { "L1 2", MESO_ERROR_PARSE, "‘L’" },
    { "1 2", MESO_ERROR_PARSE, "offset 0" },
    { "M", MESO_ERROR_PARSE, "offset 1" },
    { "M1", MESO_ERROR_PARSE, "offset 2" },
    { "M1 2L", MESO_ERROR_PARSE, "‘L’ needs a number at offset 5" },
    { "M1 2L3", MESO_ERROR_PARSE, "offset 6" },
    { "M1 2,", MESO_ERROR_PARSE, "offset 5" },
    { "M1,,2", MESO_ERROR_PARSE, "offset 3" },
    { "M,1 2", MESO_ERROR_PARSE, "offset 1" },
    { "M1 2L,3 4", MESO_ERROR_PARSE, "offset 5" },
    { "M1 2Z3 4", MESO_ERROR_PARSE, "offset 5" },
    { "M1 2X3 4", MESO_ERROR_PARSE, "offset 4" },
    { "M0 0C1 2 3 4 5", MESO_ERROR_PARSE, "‘C’" },
    { "M1 -", MESO_ERROR_PARSE, "offset 3" },
    { "M1 .", MESO_ERROR_PARSE, "offset 3" },
    { "Mnan 0", MESO_ERROR_PARSE, "offset 1" },
    { "Minf 0", MESO_ERROR_PARSE, "offset 1" },
    { "M0x10 0", MESO_ERROR_PARSE, "offset 2" },
    { "M1e999 0", MESO_ERROR_LIMIT, "offset 1" },
    { "M10000.5 0", MESO_ERROR_LIMIT, "10000 mm" },
    { "M9999 0l2 0", MESO_ERROR_LIMIT, "10000 mm" },
    { "M9999 0C0 0 9999 0 0 0S0 0 99999 0", MESO_ERROR_LIMIT, "10000 mm" },
    { "M0 0A5 5 0 0 1 3 3", MESO_ERROR_UNSUPPORTED, "‘A’ at offset 4" },
    { "M0 0 L1 1 a5 5 0 0 1 3 3", MESO_ERROR_UNSUPPORTED, "‘a’ at offset 10" },
    { "M0.0000000000000000000000000000000000000000000000000000000000000000001 0", MESO_ERROR_LIMIT, "offset 1" },
    { "M0 0\xff", MESO_ERROR_PARSE, "offset 4" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      MesoPath *path = meso_path_new_from_string (rows[i].d, &error);
      g_autofree char *shown = g_strescape (rows[i].d, NULL);

      g_test_message ("%s", shown);
      g_assert_null (path);
      g_assert_error (error, MESO_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (error->message, rows[i].part));
    }
}

static void
test_limit (void)
{
  g_autoptr (GString) d = g_string_new ("M0 0");
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoPath) path = NULL;
  guint n_segments;

  for (int i = 1; i < MESO_PATH_MAX_SEGMENTS; i++)
    g_string_append (d, i % 2 == 0 ? "h1" : "h-1");

  path = parse (d->str);
  meso_path_get_segments (path, &n_segments);
  g_assert_cmpuint (n_segments, ==, MESO_PATH_MAX_SEGMENTS);

  g_string_append (d, "h1");
  g_assert_null (meso_path_new_from_string (d->str, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

/* A circle of four cubics, the usual approximation. */
#define CIRCLE "M10 0C10 5.522847 5.522847 10 0 10S-10 5.522847-10 0-5.522847-10 0-10 10-5.522847 10 0z"

static void
test_area (void)
{
  static const struct
  {
    const char *d;
    double area;
    double within;
  } rows[] = {
    { "M0 0H10V5H0Z", 50, 1e-9 },
    { "M0 0V5H10V0Z", 50, 1e-9 },
    /* Open counts as closed. */
    { "M0 0H10V5", 25, 1e-9 },
    { "M100 100h10v5h-10z", 50, 1e-9 },
    /* A hole that runs the other way. */
    { "M0 0H10V10H0ZM2 2V4H4V2Z", 96, 1e-9 },
    { "M0 0H10V10H0ZM20 0H30V10H20Z", 200, 1e-9 },
    { CIRCLE, G_PI * 100, 0.2 },
    /* A parabola holds two thirds of its triangle. */
    { "M0 0Q5 10 10 0Z", 100 / 3., 1e-9 },
    { "M3 3", 0, 1e-9 },
    { "M0 0L5 5", 0, 1e-9 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MesoPath) path = parse (rows[i].d);
      g_autofree char *shown = g_strescape (rows[i].d, NULL);

      g_test_message ("%s", shown);
      g_assert_cmpfloat_with_epsilon (meso_path_get_area (path), rows[i].area, rows[i].within);
    }
}

static void
test_bounds (void)
{
  g_autoptr (MesoPath) circle = parse (CIRCLE);
  g_autoptr (MesoPath) arch = parse ("M0 0C0 -12 10 -12 10 0");
  cairo_rectangle_t bounds;

  bounds = meso_path_get_bounds (circle);
  g_assert_cmpfloat_with_epsilon (bounds.x, -10, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.y, -10, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.width, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.height, 20, 1e-9);

  /* The curve reaches three quarters of the way to its control points. */
  bounds = meso_path_get_bounds (arch);
  g_assert_cmpfloat_with_epsilon (bounds.y, -9, 1e-9);
  g_assert_cmpfloat_with_epsilon (bounds.height, 9, 1e-9);
}

static void
test_flatten (void)
{
  static const double tolerances[] = { 1, 0.1, 0.05, 0.01 };
  g_autoptr (MesoPath) circle = parse (CIRCLE);
  guint previous = 0;

  for (guint i = 0; i < G_N_ELEMENTS (tolerances); i++)
    {
      g_autoptr (GPtrArray) polygons = meso_path_flatten (circle, tolerances[i]);
      GArray *polygon;

      g_assert_cmpuint (polygons->len, ==, 1);
      polygon = g_ptr_array_index (polygons, 0);
      g_assert_cmpuint (polygon->len, >, previous);
      previous = polygon->len;

      /* The chords' middles are what lies furthest inside. The four cubics stray 0.003 mm from the circle. */
      for (guint j = 0; j < polygon->len; j++)
        {
          MesoPathVertex a = g_array_index (polygon, MesoPathVertex, j);
          MesoPathVertex b = g_array_index (polygon, MesoPathVertex, (j + 1) % polygon->len);

          g_assert_cmpfloat_with_epsilon (hypot (a.x, a.y), 10, 0.003);
          g_assert_cmpfloat (hypot ((a.x + b.x) / 2, (a.y + b.y) / 2), >, 10 - tolerances[i]);
        }
    }
}

static void
test_flatten_subpaths (void)
{
  g_autoptr (MesoPath) path = parse ("M0 0H1V1ZM5 5M2 2L3 3L2 3L2 2");
  GPtrArray *polygons = meso_path_get_polygons (path);

  /* The point alone is none, and the vertex that closes the last is not repeated. */
  g_assert_cmpuint (polygons->len, ==, 2);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (polygons, 0))->len, ==, 3);
  g_assert_cmpuint (((GArray *) g_ptr_array_index (polygons, 1))->len, ==, 3);
  g_assert_true (meso_path_get_polygons (path) == polygons);
}

/* A border drawn forwards by one region and backwards by the next must have no sliver between them. */
static void
test_shared_border (void)
{
  g_autoptr (MesoPath) upper = parse ("M0 0C13 17 29 -11 40 3V-20H0Z");
  g_autoptr (MesoPath) lower = parse ("M0 0V20H40V3C29 -11 13 17 0 0Z");

  for (int i = 0; i < 20000; i++)
    {
      double x = g_test_rand_double_range (0.001, 39.999);
      double y = g_test_rand_double_range (-19, 19);

      g_assert_cmpint (meso_path_contains (upper, x, y, MESO_FILL_EVEN_ODD), !=,
                       meso_path_contains (lower, x, y, MESO_FILL_EVEN_ODD));
    }
}

static void
test_contains (void)
{
  g_autoptr (MesoPath) circle = parse (CIRCLE);
  g_autoptr (MesoPath) same_way = parse ("M0 0H10V10H0ZM2 2H8V8H2Z");
  g_autoptr (MesoPath) other_way = parse ("M0 0H10V10H0ZM2 2V8H8V2Z");
  g_autoptr (MesoPath) diamond = parse ("M0 -5L5 0L0 5L-5 0Z");

  for (int i = 0; i < 2000; i++)
    {
      double x = g_test_rand_double_range (-12, 12);
      double y = g_test_rand_double_range (-12, 12);
      double radius = hypot (x, y);

      if (fabs (radius - 10) < 0.06)
        continue;

      g_assert_cmpint (meso_path_contains (circle, x, y, MESO_FILL_EVEN_ODD), ==, radius < 10);
      g_assert_cmpint (meso_path_contains (circle, x, y, MESO_FILL_NONZERO), ==, radius < 10);
    }

  g_assert_true (meso_path_contains (same_way, 1, 1, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (same_way, 5, 5, MESO_FILL_EVEN_ODD));
  g_assert_true (meso_path_contains (same_way, 5, 5, MESO_FILL_NONZERO));
  g_assert_false (meso_path_contains (other_way, 5, 5, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (other_way, 5, 5, MESO_FILL_NONZERO));

  /* The ray through a vertex counts once. */
  g_assert_true (meso_path_contains (diamond, -1, 0, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (diamond, -6, 0, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (diamond, -3, 5, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (diamond, -3, -5, MESO_FILL_EVEN_ODD));
  g_assert_false (meso_path_contains (diamond, NAN, 0, MESO_FILL_EVEN_ODD));
}

static void
test_distance (void)
{
  g_autoptr (MesoPath) square = parse ("M0 0H10V10H0Z");
  g_autoptr (MesoPath) circle = parse (CIRCLE);
  g_autoptr (MesoPath) nothing = parse ("M1 1");

  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (square, 5, 5), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (square, 1, 5), 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (square, -3, 5), 3, 1e-9);
  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (square, 13, 14), 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (square, 10, 10), 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (meso_path_get_distance (circle, 3, 4), 5, 0.06);
  g_assert_true (isinf (meso_path_get_distance (nothing, 1, 1)));
}

static void
test_cairo (void)
{
  g_autoptr (MesoPath) path = parse ("M2 2C2 1 8 1 8 2L8 6Z");
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  double x1, y1, x2, y2;

  meso_path_to_cairo (path, cr);
  cairo_path_extents (cr, &x1, &y1, &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x1, 2, 0.05);
  g_assert_cmpfloat_with_epsilon (y1, 1.25, 0.05);
  g_assert_cmpfloat_with_epsilon (x2, 8, 0.05);
  g_assert_cmpfloat_with_epsilon (y2, 6, 0.05);
  g_assert_true (cairo_in_fill (cr, 7, 3));
  g_assert_false (cairo_in_fill (cr, 3, 5));

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_boxed (void)
{
  g_autoptr (MesoPath) path = parse ("M0 0H1V1Z");
  GValue value = G_VALUE_INIT;

  g_value_init (&value, MESO_TYPE_PATH);
  g_value_set_boxed (&value, path);
  g_assert_true (g_value_get_boxed (&value) == path);
  g_value_unset (&value);
}

/* Whatever comes in, there is a path or an error, and the path holds what it promises. */
static void
test_fuzz (void)
{
  static const char *const seeds[] = {
    CIRCLE,
    "M1 2l3 4H5v6C1 2 3 4 5 6s1 2 3 4Q1 2 3 4t5 6z",
    "m-.5-.5,1e1 2E-1+3.,+4zzM0 0A1 1 0 0 1 2 2",
  };
  static const char alphabet[] = "MmLlHhVvCcSsQqTtZzAa0123456789+-.,eE \n\tnaixf%";
  guint n_parsed = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *d = g_strdup (seeds[i % G_N_ELEMENTS (seeds)]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MesoPath) path = NULL;
      g_autofree char *written = NULL;
      gsize length = strlen (d);
      int n_changes = g_test_rand_int_range (0, 6);

      for (int j = 0; j < n_changes; j++)
        d[g_test_rand_int_range (0, (int) length)] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      if (g_test_rand_bit ())
        d[g_test_rand_int_range (0, (int) length)] = '\0';

      path = meso_path_new_from_string (d, &error);
      g_assert_true ((path == NULL) == (error != NULL));
      if (path == NULL)
        continue;

      n_parsed++;
      written = meso_path_to_string (path);
      meso_path_unref (parse (written));
      g_assert_true (isfinite (meso_path_get_area (path)));
      meso_path_contains (path, 1, 1, MESO_FILL_NONZERO);
      g_assert_false (isnan (meso_path_get_distance (path, 1, 1)));
    }

  /* Else the loop above proves nothing. */
  g_assert_cmpuint (n_parsed, >, 1000);
  g_assert_cmpuint (n_parsed, <, 19000);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/path/commands", test_commands);
  g_test_add_func ("/path/errors", test_errors);
  g_test_add_func ("/path/limit", test_limit);
  g_test_add_func ("/path/area", test_area);
  g_test_add_func ("/path/bounds", test_bounds);
  g_test_add_func ("/path/flatten", test_flatten);
  g_test_add_func ("/path/flatten-subpaths", test_flatten_subpaths);
  g_test_add_func ("/path/shared-border", test_shared_border);
  g_test_add_func ("/path/contains", test_contains);
  g_test_add_func ("/path/distance", test_distance);
  g_test_add_func ("/path/cairo", test_cairo);
  g_test_add_func ("/path/boxed", test_boxed);
  g_test_add_func ("/path/fuzz", test_fuzz);

  return g_test_run ();
}
