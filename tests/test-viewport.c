/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "../src/app/canvas/meso-viewport.h"

#include <math.h>

static const cairo_rectangle_t face = { -100, -140, 200, 258 };

static MesoViewport *
make (void)
{
  MesoViewport *viewport = meso_viewport_new ();

  meso_viewport_set_bounds (viewport, &face);
  meso_viewport_set_size (viewport, 851, 661, 1);

  return viewport;
}

static void
count_cb (MesoViewport *viewport,
          guint *count)
{
  (*count)++;
}

static void
assert_seen (MesoViewport *viewport,
             const cairo_rectangle_t *rect)
{
  cairo_rectangle_t seen = meso_viewport_get_visible (viewport);

  g_assert_cmpfloat (seen.x, <=, rect->x + 1e-9);
  g_assert_cmpfloat (seen.y, <=, rect->y + 1e-9);
  g_assert_cmpfloat (seen.x + seen.width, >=, rect->x + rect->width - 1e-9);
  g_assert_cmpfloat (seen.y + seen.height, >=, rect->y + rect->height - 1e-9);
}

/* The middle of what is seen is on the diagram, and the zoom is within its bounds. */
static void
assert_not_lost (MesoViewport *viewport)
{
  cairo_rectangle_t seen = meso_viewport_get_visible (viewport);
  cairo_rectangle_t bounds = meso_viewport_get_bounds (viewport);
  double margin = 8 / meso_viewport_get_min_zoom (viewport) + 1e-9;

  g_assert_cmpfloat (seen.x + seen.width / 2, >=, bounds.x - margin);
  g_assert_cmpfloat (seen.x + seen.width / 2, <=, bounds.x + bounds.width + margin);
  g_assert_cmpfloat (seen.y + seen.height / 2, >=, bounds.y - margin);
  g_assert_cmpfloat (seen.y + seen.height / 2, <=, bounds.y + bounds.height + margin);
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), >=, meso_viewport_get_min_zoom (viewport));
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), <=, meso_viewport_get_max_zoom (viewport));
}

static void
test_whole (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  double x, y;

  assert_seen (viewport, &face);
  g_assert_cmpfloat_with_epsilon (meso_viewport_get_zoom (viewport), (661 - 16) / 258.0, 1e-12);
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), ==, meso_viewport_get_min_zoom (viewport));
  g_assert_cmpfloat (meso_viewport_get_max_zoom (viewport), ==, 20);

  meso_viewport_to_px (viewport, 0, -140, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 425.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 8, 1e-9);

  /* Nothing to pan to. */
  meso_viewport_pan (viewport, 300, -200);
  meso_viewport_to_px (viewport, 0, -140, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 425.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 8, 1e-9);
}

static void
test_conversion (void)
{
  g_autoptr (MesoViewport) viewport = make ();

  for (int i = 0; i < 1000; i++)
    {
      double x = g_test_rand_double_range (0, 851), y = g_test_rand_double_range (0, 661);
      double x_mm, y_mm, back_x, back_y;

      meso_viewport_zoom_at (viewport, g_test_rand_double_range (0.8, 1.3), x, y);
      meso_viewport_to_mm (viewport, x, y, &x_mm, &y_mm);
      meso_viewport_to_px (viewport, x_mm, y_mm, &back_x, &back_y);
      g_assert_cmpfloat_with_epsilon (back_x, x, 1e-9);
      g_assert_cmpfloat_with_epsilon (back_y, y, 1e-9);
    }
}

static void
test_apply (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  double x = 12.5, y = -30, want_x, want_y;

  meso_viewport_zoom_at (viewport, 3, 500, 200);
  meso_viewport_to_px (viewport, x, y, &want_x, &want_y);
  meso_viewport_apply (viewport, cr);
  cairo_user_to_device (cr, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, want_x, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, want_y, 1e-9);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Whatever went before, zooming in about a place of the diagram keeps it under the pointer. */
static void
test_zoom_keeps_place (void)
{
  g_autoptr (MesoViewport) viewport = make ();

  for (int i = 0; i < 10000; i++)
    {
      double x_mm = g_test_rand_double_range (face.x, face.x + face.width);
      double y_mm = g_test_rand_double_range (face.y, face.y + face.height);
      double x, y, after_x, after_y;

      meso_viewport_pan (viewport, g_test_rand_double_range (-400, 400), g_test_rand_double_range (-400, 400));
      meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
      meso_viewport_zoom_at (viewport, g_test_rand_double_range (1, 1.5), x, y);
      meso_viewport_to_px (viewport, x_mm, y_mm, &after_x, &after_y);
      g_assert_cmpfloat_with_epsilon (after_x, x, 1e-6);
      g_assert_cmpfloat_with_epsilon (after_y, y, 1e-6);

      if (g_test_rand_int_range (0, 3) == 0)
        meso_viewport_zoom_at (viewport, g_test_rand_double_range (0.2, 1), x, y);
      assert_not_lost (viewport);
    }
}

static void
test_no_drift (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  double x, y, after_x, after_y;

  meso_viewport_zoom_at (viewport, 3, 400, 300);
  meso_viewport_to_px (viewport, 10, -20, &x, &y);
  for (int i = 0; i < 10000; i++)
    {
      double dx = g_test_rand_int_range (-20, 21), dy = g_test_rand_int_range (-20, 21);
      double factor = g_test_rand_double_range (1.01, 1.4);
      double at_x = g_test_rand_double_range (200, 600), at_y = g_test_rand_double_range (200, 500);

      meso_viewport_pan (viewport, dx, dy);
      meso_viewport_zoom_at (viewport, factor, at_x, at_y);
      meso_viewport_zoom_at (viewport, 1 / factor, at_x, at_y);
      meso_viewport_pan (viewport, -dx, -dy);
    }
  meso_viewport_to_px (viewport, 10, -20, &after_x, &after_y);
  g_assert_cmpfloat_with_epsilon (after_x, x, 1e-6);
  g_assert_cmpfloat_with_epsilon (after_y, y, 1e-6);
}

/* A drag that trembles at the edge comes back to where it began, since it goes by the place and not by steps. */
static void
test_jitter (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  double x_mm, y_mm, zoom, x, y;

  meso_viewport_zoom_at (viewport, 1.6, 420, 330);
  zoom = meso_viewport_get_zoom (viewport);
  meso_viewport_to_mm (viewport, 300, 300, &x_mm, &y_mm);
  for (int i = 0; i < 10000; i++)
    meso_viewport_place (viewport, x_mm, y_mm, zoom,
                         300 + g_test_rand_double_range (-900, 900), 300 + g_test_rand_double_range (-900, 900));
  meso_viewport_place (viewport, x_mm, y_mm, zoom, 300, 300);
  meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 300, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 300, 1e-9);
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), ==, zoom);
}

static void
test_fit (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  const cairo_rectangle_t part = { -20, -30, 40, 10 };
  const cairo_rectangle_t dot = { 5, 5, 0, 0 };
  double zoom, x, y;

  meso_viewport_fit (viewport, &part);
  assert_seen (viewport, &part);
  meso_viewport_set_size (viewport, 400, 300, 2);
  assert_seen (viewport, &part);
  g_assert_cmpint (meso_viewport_get_scale (viewport), ==, 2);

  /* Once somebody has zoomed, a resize keeps zoom and middle. */
  meso_viewport_zoom_at (viewport, 0.9, 200, 150);
  zoom = meso_viewport_get_zoom (viewport);
  meso_viewport_set_size (viewport, 500, 400, 2);
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), ==, zoom);

  meso_viewport_fit (viewport, &dot);
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), ==, meso_viewport_get_max_zoom (viewport));
  meso_viewport_to_px (viewport, 5, 5, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 250, 1e-9);

  meso_viewport_fit (viewport, NULL);
  assert_seen (viewport, &face);

  /* A corner of the diagram can be brought to view, and no further than needed. */
  meso_viewport_set_zoom (viewport, 10);
  meso_viewport_reveal (viewport, -100, -140, 0);
  meso_viewport_to_px (viewport, -100, -140, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, 0, 1e-6);
}

static void
test_changed (void)
{
  g_autoptr (MesoViewport) viewport = make ();
  guint count = 0;

  g_signal_connect (viewport, "changed", G_CALLBACK (count_cb), &count);
  meso_viewport_zoom_at (viewport, 2, 100, 100);
  g_assert_cmpuint (count, ==, 1);
  meso_viewport_pan (viewport, 0, 0);
  g_assert_cmpuint (count, ==, 1);
  meso_viewport_set_size (viewport, 851, 661, 1);
  g_assert_cmpuint (count, ==, 1);
  meso_viewport_pan (viewport, NAN, 1);
  g_assert_cmpuint (count, ==, 1);
  meso_viewport_fit (viewport, NULL);
  g_assert_cmpuint (count, ==, 2);
  meso_viewport_fit (viewport, NULL);
  g_assert_cmpuint (count, ==, 2);
  meso_viewport_set_size (viewport, 500, 400, 1);
  g_assert_cmpuint (count, ==, 3);
}

/* A window can be any size for a moment. */
static void
test_any_size (void)
{
  g_autoptr (MesoViewport) viewport = make ();

  for (int i = 0; i < 2000; i++)
    {
      meso_viewport_set_size (viewport, g_test_rand_int_range (0, 3000), g_test_rand_int_range (0, 2000),
                              g_test_rand_int_range (1, 4));
      if (g_test_rand_bit ())
        meso_viewport_zoom_at (viewport, g_test_rand_double_range (0.1, 9), g_test_rand_double_range (0, 3000), 10);
      assert_not_lost (viewport);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viewport/whole", test_whole);
  g_test_add_func ("/viewport/conversion", test_conversion);
  g_test_add_func ("/viewport/apply", test_apply);
  g_test_add_func ("/viewport/zoom-keeps-place", test_zoom_keeps_place);
  g_test_add_func ("/viewport/no-drift", test_no_drift);
  g_test_add_func ("/viewport/jitter", test_jitter);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/changed", test_changed);
  g_test_add_func ("/viewport/any-size", test_any_size);

  return g_test_run ();
}
