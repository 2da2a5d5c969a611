/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* The art of a diagram on cairo. */

#include "config.h"

#include "drawing/meso-picture.h"

/* A sheet of 20 by 10 mm round the origin, with art that is larger. */
#define DIAGRAM                                                                                                    \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:mesomap=\"urn:mesomap:diagram:1\" width=\"20mm\" "              \
  "height=\"10mm\" viewBox=\"-10 -5 20 10\" mesomap:id=\"plain\" mesomap:version=\"1\" mesomap:origin=\"middle\" " \
  "mesomap:right-side=\"viewer-left\"><title>Plain</title>"                                                        \
  "<g id=\"art\"><path d=\"M-30,-30 H30 V30 H-30 Z\" fill=\"#ff0000\"/></g>"                                       \
  "<g id=\"regions\" display=\"none\"/><g id=\"landmarks\" display=\"none\"/>"                                     \
  "<g id=\"warnings\" display=\"none\"/></svg>"

static guint32
get_pixel (cairo_surface_t *surface,
           int x,
           int y)
{
  const unsigned char *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x];
}

static void
test_sheet (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (DIAGRAM, sizeof DIAGRAM - 1);
  g_autoptr (MesoDiagram) diagram = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 40, 40);
  cairo_t *cr = cairo_create (surface);

  diagram = meso_diagram_new_from_bytes (bytes, "plain.svg", &error);
  g_assert_no_error (error);

  /* One pixel a millimetre, the origin in the middle. */
  cairo_translate (cr, 20, 20);
  g_assert_true (meso_picture_paint (diagram, cr, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  g_assert_cmphex (get_pixel (surface, 20, 20), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (surface, 10, 15), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (surface, 29, 24), ==, 0xffff0000);
  g_assert_cmphex (get_pixel (surface, 9, 20), ==, 0);
  g_assert_cmphex (get_pixel (surface, 30, 20), ==, 0);
  g_assert_cmphex (get_pixel (surface, 20, 14), ==, 0);
  g_assert_cmphex (get_pixel (surface, 20, 25), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/sheet", test_sheet);
  return g_test_run ();
}
