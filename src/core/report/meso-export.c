/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-export.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-plate.h"
#include "model/meso-error.h"
#include "report/meso-png.h"

#define MM_PER_INCH 25.4

/* Cairo refuses larger images. */
#define MAX_PIXELS 32000

static gboolean
check_size (double width,
            double height,
            GError **error)
{
  if (width <= MAX_PIXELS && height <= MAX_PIXELS && width * height <= 300e6)
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_LIMIT,
               _ ("A picture of %.0f × %.0f pixels is too large; choose a lower resolution."),
               width,
               height);
  return FALSE;
}

static cairo_surface_t *
paint_plate (MesoPlate *plate,
             double scale,
             GError **error)
{
  double width = round (meso_plate_get_width (plate) * scale), height = round (meso_plate_get_height (plate) * scale);
  cairo_surface_t *surface;
  gboolean painted;
  cairo_t *cr;

  if (!check_size (width, height, error))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  painted = meso_plate_paint (plate, cr, error);
  if (painted && cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_IO,
                   _ ("The picture cannot be made: %s"),
                   cairo_status_to_string (cairo_status (cr)));
      painted = FALSE;
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  if (!painted)
    g_clear_pointer (&surface, cairo_surface_destroy);
  return surface;
}

/**
 * meso_export_png:
 * @map: (nullable): this map alone; %NULL is all of them
 * @dpi: from %MESO_EXPORT_MIN_DPI to %MESO_EXPORT_MAX_DPI, at which the picture is true to size; it stands in the file
 * @guides: which guides lie under the marks, of those that a map has
 *
 * Returns: (transfer full): the same picture as the SVG, or %NULL with %MESO_ERROR_LIMIT when it would be too large.
 */
GBytes *
meso_export_png (MesoSession *session,
                 MesoMap *map,
                 double dpi,
                 MesoGuideFlags guides,
                 GError **error)
{
  g_autoptr (MesoPlate) plate = NULL;
  cairo_surface_t *surface;
  GBytes *bytes;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (dpi >= MESO_EXPORT_MIN_DPI && dpi <= MESO_EXPORT_MAX_DPI, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  plate = meso_plate_new (session, map, meso_diagram_set_get_default (), guides);
  surface = paint_plate (plate, dpi / MM_PER_INCH, error);
  if (surface == NULL)
    return NULL;
  bytes = meso_png_encode (surface, dpi, error);
  cairo_surface_destroy (surface);
  return bytes;
}
