/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-photo-pixels.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

/*
 * Nothing is allocated for more pixels. The largest cameras of telephones make 200 million in a JPEG, which is read row
 * by row and scaled on the way; all else is in memory as a whole, with up to 6 bytes a pixel.
 */
#define MAX_PIXELS 50e6
#define MAX_PIXELS_BY_ROW 220e6
#define MIN_SIDE 64

/* As much as the loader looks at to find out what it is. */
#define CHUNK 4096

typedef struct
{
  int max_side;
  double max_pixels;
  GError *error; /* the first */
  int n_rows; /* that were decoded; 0: not known */
} Limits;

static void
refuse (Limits *limits,
        GdkPixbufLoader *loader,
        GError *error)
{
  if (limits->error == NULL)
    limits->error = error;
  else
    g_error_free (error);
  /* How a loader is told to stop before it allocates. */
  gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* A drawing could name other files, and its size says nothing. */
static gboolean
is_drawing (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);

  return format != NULL && gdk_pixbuf_format_is_scalable (format);
}

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int width,
                  int height,
                  Limits *limits)
{
  double factor;

  if (is_drawing (loader))
    refuse (limits,
            loader,
            g_error_new_literal (MESO_ERROR, MESO_ERROR_UNSUPPORTED, _ ("it is a drawing, not a photo")));
  else if (width < 1 || height < 1 || MAX (width, height) < MIN_SIDE)
    refuse (limits, loader,
            g_error_new (MESO_ERROR, MESO_ERROR_INVALID, _ ("it has only %d × %d pixels"), width, height));
  else if ((double) width * height > limits->max_pixels)
    refuse (limits, loader,
            g_error_new (MESO_ERROR, MESO_ERROR_LIMIT, _ ("%d × %d pixels are too many"), width, height));
  else if (limits->max_side > 0 && MAX (width, height) > limits->max_side)
    {
      factor = (double) limits->max_side / MAX (width, height);
      gdk_pixbuf_loader_set_size (loader, (int) MAX (1, width * factor + 0.5), (int) MAX (1, height * factor + 0.5));
    }
}

/*
 * A loader fills up what was cut off with grey and says nothing. So look for the end. In a JPEG it comes past the
 * tables and then the pixels, where 0xff stands only before 0, a restart or the next marker.
 */
static gboolean
is_cut_off_jpeg (const guint8 *data,
                 gsize size)
{
  gsize i = 2;

  while (i + 1 < size)
    {
      guint8 marker = data[i + 1];
      const guint8 *next;

      if (data[i] != 0xff)
        {
          next = memchr (data + i, 0xff, size - i);
          if (next == NULL)
            return TRUE;
          i = (gsize) (next - data);
        }
      else if (marker == 0xd9)
        return FALSE;
      else if (marker == 0xff)
        i++;
      else if (marker <= 1 || (marker >= 0xd0 && marker <= 0xd8))
        i += 2;
      else if (i + 3 < size)
        i += 2 + MAX (((gsize) data[i + 2] << 8) + data[i + 3], 2);
      else
        return TRUE;
    }
  return TRUE;
}

/* In a PNG it is a piece of its own, the last of a chain. */
static gboolean
is_cut_off_png (const guint8 *data,
                gsize size)
{
  gsize i = 8;

  while (i + 12 <= size)
    {
      if (memcmp (data + i + 4, "IEND", 4) == 0)
        return FALSE;
      i += 12 + ((gsize) data[i] << 24) + ((gsize) data[i + 1] << 16) + ((gsize) data[i + 2] << 8) + data[i + 3];
    }
  return TRUE;
}

static gboolean
is_jpeg (const guint8 *data,
         gsize size)
{
  return size >= 3 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff;
}

/* Baseline and extended JPEG; a progressive one has its rows only when all has been read. */
static gboolean
is_read_by_row (const guint8 *data,
                gsize size)
{
  gsize i = 2;

  if (!is_jpeg (data, size))
    return FALSE;
  while (i + 4 <= size && data[i] == 0xff)
    {
      if (data[i + 1] == 0xc0 || data[i + 1] == 0xc1)
        return TRUE;
      if (data[i + 1] == 0xda || (data[i + 1] >= 0xc2 && data[i + 1] <= 0xcf && data[i + 1] != 0xc4))
        return FALSE;
      i += data[i + 1] == 0xff ? 1 : 2 + MAX (((gsize) data[i + 2] << 8) + data[i + 3], 2);
    }
  return FALSE;
}

static gboolean
is_cut_off (const guint8 *data,
            gsize size)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G' };

  if (is_jpeg (data, size))
    return is_cut_off_jpeg (data, size);
  return size >= sizeof png && memcmp (data, png, sizeof png) == 0 && is_cut_off_png (data, size);
}

/* Other formats: the last row that arrived. A loader that scales does not tell. */
static void
area_updated_cb (GdkPixbufLoader *loader,
                 int x,
                 int y,
                 int width,
                 int height,
                 Limits *limits)
{
  limits->n_rows = MAX (limits->n_rows, y + height);
}

static gboolean
feed (GdkPixbufLoader *loader,
      Limits *limits,
      const guint8 *data,
      gsize size)
{
  GError *error = NULL;

  for (gsize i = 0; i < size && limits->error == NULL; i += CHUNK)
    {
      if (!gdk_pixbuf_loader_write (loader, data + i, MIN (CHUNK, size - i), &error))
        break;
      if (is_drawing (loader))
        refuse (limits, loader,
                g_error_new_literal (MESO_ERROR, MESO_ERROR_UNSUPPORTED, _ ("it is a drawing, not a photo")));
    }
  /* It must be closed even after an error. */
  if (error != NULL || limits->error != NULL)
    gdk_pixbuf_loader_close (loader, NULL);
  else
    gdk_pixbuf_loader_close (loader, &error);
  if (limits->error == NULL)
    limits->error = error;
  else
    g_clear_error (&error);
  return limits->error == NULL;
}

/* On white, as on paper. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (flat == NULL)
    return NULL;
  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (pixbuf, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);
  return flat;
}

/* The loaders' own words are for programmers, and run over several lines in newer ones. */
static void
take_error (GError **error,
            GError *reason)
{
  if (g_error_matches (reason, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE))
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED, _ ("it is no picture that can be read here"));
      g_error_free (reason);
    }
  else if (reason->domain == MESO_ERROR)
    g_propagate_error (error, reason);
  else
    {
      g_set_error_literal (error,
                           MESO_ERROR,
                           MESO_ERROR_PARSE,
                           _ ("it is damaged, or of a kind that cannot be read here"));
      g_error_free (reason);
    }
}

/**
 * meso_photo_decode:
 * @bytes: a file of any format that the platform decodes, but not of a drawing
 * @max_side: what is larger is scaled down, so that its longer side has so many px; 0: as it is
 *
 * Reads a photo, upright by its EXIF data and without transparency. Nothing is allocated for one that is too large. Any
 * thread may call it.
 *
 * Returns: (transfer full): the pixels, or %NULL with %MESO_ERROR, whose message goes on where "The photo cannot be
 *   used:" stops
 */
GdkPixbuf *
meso_photo_decode (GBytes *bytes,
                   int max_side,
                   GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;
  Limits limits = { .max_side = max_side };
  GdkPixbuf *pixbuf;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (size == 0)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("it is empty"));
      return NULL;
    }
  limits.max_pixels = is_read_by_row (data, size) ? MAX_PIXELS_BY_ROW : MAX_PIXELS;
  loader = gdk_pixbuf_loader_new ();
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);
  g_signal_connect (loader, "area-updated", G_CALLBACK (area_updated_cb), &limits);
  if (!feed (loader, &limits, data, size))
    {
      take_error (error, limits.error);
      return NULL;
    }
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf == NULL || is_cut_off (data, size) ||
      (limits.n_rows > 0 && limits.n_rows < gdk_pixbuf_get_height (pixbuf)))
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("it is damaged (its end is missing)"));
      return NULL;
    }
  upright = gdk_pixbuf_apply_embedded_orientation (pixbuf);
  pixbuf = upright != NULL ? flatten (upright) : NULL;
  if (pixbuf == NULL)
    g_set_error_literal (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("there is not enough memory for it"));
  return pixbuf;
}
