/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "drawing/meso-plate.h"
#include "meso-drawing-fixture.h"
#include "model/meso-error.h"
#include "report/meso-export.h"

static GdkPixbuf *export(MesoSession *session,
                         MesoMap *map,
                         double dpi)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = meso_export_png (session, map, dpi, MESO_GUIDE_NONE, &error);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_no_error (error);
  g_assert_nonnull (png);
  g_assert_cmpint (memcmp (g_bytes_get_data (png, NULL), "\x89PNG\r\n\x1a\n", 8), ==, 0);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, png, &error));
  g_assert_no_error (error);
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  g_assert_no_error (error);
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* As many pixels as the resolution says, and the resolution stands in the file. */
static void
test_size (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);

  for (guint i = 0; i < 3; i++)
    {
      MesoMap *map = i == 0 ? NULL : meso_session_get_map (session, i - 1);
      g_autoptr (MesoPlate) plate = meso_plate_new (session, map, meso_diagram_set_get_default (), MESO_GUIDE_NONE);
      g_autoptr (GdkPixbuf) pixbuf = export(session, map, 96);

      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, lround (meso_plate_get_width (plate) * 96 / 25.4));
      g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, lround (meso_plate_get_height (plate) * 96 / 25.4));
      g_assert_cmpstr (gdk_pixbuf_get_option (pixbuf, "x-dpi"), ==, "96");
    }
}

static guint
count_pixels (GdkPixbuf *pixbuf,
              guint32 colour)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint n = 0;

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      {
        const guint8 *p = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * 3;

        n += ((guint32) p[0] << 16 | (guint32) p[1] << 8 | p[2]) == colour;
      }
  return n;
}

/* Red is red and blue is blue: the colours of all layers are in the picture, and of the map alone only its own. */
static void
test_colours (void)
{
  static const guint32 colours[] = { 0xfde725, 0x5dc863, 0x21908c, 0x3b528b, 0x440154 };
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);
  g_autoptr (GdkPixbuf) all = export(session, NULL, 96);
  g_autoptr (GdkPixbuf) scalp = export(session, meso_session_get_map (session, 1), 96);

  g_assert_cmpint (gdk_pixbuf_get_n_channels (all), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      g_assert_cmpuint (count_pixels (all, colours[i]), >, 60);
      g_assert_cmpuint (count_pixels (scalp, colours[i]), <, i == 3 ? 100000 : 200);
    }
  g_assert_cmpuint (count_pixels (all, 0x5dc863), >, 4000);
  g_assert_cmpuint (count_pixels (scalp, 0x3b528b), >, 500);
}

static void
test_too_large (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);
  g_autoptr (GError) error = NULL;

  g_assert_null (meso_export_png (session, NULL, MESO_EXPORT_MAX_DPI, MESO_GUIDE_NONE, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/size", test_size);
  g_test_add_func ("/export/colours", test_colours);
  g_test_add_func ("/export/too-large", test_too_large);
  return g_test_run ();
}
