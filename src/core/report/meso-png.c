/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-png.h"

#include <math.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

/* Drops the unused byte of each pixel. */
static GdkPixbuf *
create_pixbuf (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface), height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface), row_stride;
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guint8 *target;

  if (pixbuf == NULL)
    return NULL;
  target = gdk_pixbuf_get_pixels (pixbuf);
  row_stride = gdk_pixbuf_get_rowstride (pixbuf);
  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (pixels + y * (gsize) stride);
      guint8 *to = target + y * (gsize) row_stride;

      for (int x = 0; x < width; x++)
        {
          *to++ = (guint8) (from[x] >> 16);
          *to++ = (guint8) (from[x] >> 8);
          *to++ = (guint8) from[x];
        }
    }
  return pixbuf;
}

/**
 * meso_png_encode:
 * @surface: an image without transparency
 * @dpi: stands in the file
 *
 * Returns: (transfer full): the PNG file, or %NULL with %MESO_ERROR_LIMIT when there is not enough memory
 */
GBytes *
meso_png_encode (cairo_surface_t *surface,
                 double dpi,
                 GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autofree char *resolution = NULL;
  gsize size;
  char *data;

  g_return_val_if_fail (surface != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  pixbuf = create_pixbuf (surface);
  if (pixbuf == NULL)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("There is not enough memory for the picture."));
      return NULL;
    }

  /* The default level takes as long as all the rest for a tenth fewer bytes. */
  resolution = g_strdup_printf ("%d", (int) lround (dpi));
  if (!gdk_pixbuf_save_to_buffer (pixbuf,
                                  &data,
                                  &size,
                                  "png",
                                  error,
                                  "compression",
                                  "2",
                                  "x-dpi",
                                  resolution,
                                  "y-dpi",
                                  resolution,
                                  NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}
