/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-photo"

#include "config.h"

#include <math.h>

#include "drawing/meso-photo-pixels.h"

/* Memory stays bounded whatever lies in a folder: 64 MB and a third for each of those that are kept. */
#define MAX_SIDE 4096
#define MAX_LEVELS 8
#define MIN_LEVEL_SIDE 48

/* As many as one sees beside one another; decoding one takes as long as painting it fifty times. */
#define N_KEPT 3

/* One size of the picture. Each is half as large as the one before, so that shrinking it further needs no filter. */
typedef struct
{
  int width, height, stride;
  guint8 *data; /* CAIRO_FORMAT_RGB24 */
} Level;

/* Decoded once, read by all threads. */
typedef struct
{
  GBytes *file;
  guint n_levels; /* 0: it cannot be decoded */
  Level levels[MAX_LEVELS];
} Pixels;

static GMutex mutex;
static Pixels *kept[N_KEPT]; /* the last used first */

static void
clear_pixels (gpointer data)
{
  Pixels *pixels = data;

  g_bytes_unref (pixels->file);
  for (guint i = 0; i < pixels->n_levels; i++)
    g_free (pixels->levels[i].data);
}

static void
unref_pixels (Pixels *pixels)
{
  g_atomic_rc_box_release_full (pixels, clear_pixels);
}

static gboolean
init_level (Level *level,
            int width,
            int height)
{
  level->width = width;
  level->height = height;
  level->stride = cairo_format_stride_for_width (CAIRO_FORMAT_RGB24, width);
  level->data = g_try_malloc ((gsize) level->stride * (gsize) height);
  return level->data != NULL;
}

static void
take_from_pixbuf (Level *level,
                  GdkPixbuf *pixbuf)
{
  const guint8 *from = gdk_pixbuf_read_pixels (pixbuf);
  gsize from_stride = (gsize) gdk_pixbuf_get_rowstride (pixbuf);

  for (int y = 0; y < level->height; y++)
    {
      const guint8 *source = from + (gsize) y * from_stride;
      guint32 *target = (guint32 *) (gpointer) (level->data + (gsize) y * (gsize) level->stride);

      for (int x = 0; x < level->width; x++, source += 3)
        target[x] = (guint32) source[0] << 16 | (guint32) source[1] << 8 | source[2];
    }
}

/* The mean of four, two bytes at a time. */
static void
take_half (Level *level,
           const Level *from)
{
  for (int y = 0; y < level->height; y++)
    {
      const guint32 *above = (const guint32 *) (gconstpointer) (from->data + (gsize) (2 * y) * (gsize) from->stride);
      const guint32 *below = (const guint32 *) (gconstpointer) ((const guint8 *) above + from->stride);
      guint32 *target = (guint32 *) (gpointer) (level->data + (gsize) y * (gsize) level->stride);

      for (int x = 0; x < level->width; x++)
        {
          guint32 a = above[2 * x], b = above[2 * x + 1], c = below[2 * x], d = below[2 * x + 1];
          guint32 even = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff) + 0x020002;
          guint32 odd = (a >> 8 & 0xff) + (b >> 8 & 0xff) + (c >> 8 & 0xff) + (d >> 8 & 0xff) + 2;

          target[x] = (even >> 2 & 0xff00ff) | (odd >> 2 & 0xff) << 8;
        }
    }
}

static Pixels *
create_pixels (GBytes *file)
{
  Pixels *pixels = g_atomic_rc_box_new0 (Pixels);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = meso_photo_decode (file, MAX_SIDE, &error);
  Level *level = &pixels->levels[0];

  pixels->file = g_bytes_ref (file);
  if (pixbuf == NULL)
    {
      g_message ("A photo cannot be shown: %s", error->message);
      return pixels;
    }
  if (!init_level (level, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf)))
    return pixels;
  take_from_pixbuf (level, pixbuf);
  for (pixels->n_levels = 1; pixels->n_levels < MAX_LEVELS; pixels->n_levels++, level++)
    {
      if (MIN (level->width, level->height) < 2 * MIN_LEVEL_SIDE ||
          !init_level (level + 1, level->width / 2, level->height / 2))
        break;
      take_half (level + 1, level);
    }
  return pixels;
}

/* Puts @pixels first; the last has to go. Under the mutex. */
static void
keep (Pixels *pixels,
      guint place)
{
  for (guint i = place; i > 0; i--)
    kept[i] = kept[i - 1];
  kept[0] = pixels;
}

static Pixels *
find_kept (GBytes *file)
{
  for (guint i = 0; i < N_KEPT; i++)
    if (kept[i] != NULL && kept[i]->file == file)
      {
        keep (kept[i], i);
        return g_atomic_rc_box_acquire (kept[0]);
      }
  return NULL;
}

/* The file is held, so that its address cannot come to mean another one. Free with unref_pixels(). */
static Pixels *
get_pixels (GBytes *file)
{
  Pixels *pixels, *dropped = NULL;

  g_mutex_lock (&mutex);
  pixels = find_kept (file);
  g_mutex_unlock (&mutex);
  if (pixels != NULL)
    return pixels;

  pixels = create_pixels (file);
  g_mutex_lock (&mutex);
  dropped = kept[N_KEPT - 1];
  keep (g_atomic_rc_box_acquire (pixels), N_KEPT - 1);
  g_mutex_unlock (&mutex);
  if (dropped != NULL)
    unref_pixels (dropped);
  return pixels;
}

static void
unref_bytes (gpointer bytes)
{
  g_bytes_unref (bytes);
}

/* On paper and in PDF a JPEG is taken over as it is, which is smaller, and loses nothing. */
static void
attach_file (cairo_surface_t *surface,
             GBytes *file)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (size > 4 && data[0] == 0xff && data[1] == 0xd8 && data[2] == 0xff && data[3] == 0xe0)
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size, unref_bytes, g_bytes_ref (file));
}

/* The smallest level that is still as large as it will be seen. */
static const Level *
choose_level (const Pixels *pixels,
              cairo_t *cr,
              const cairo_rectangle_t *bounds)
{
  double x = bounds->width, y = 0, device_x, device_y, width;
  guint i = 0;

  cairo_surface_get_device_scale (cairo_get_target (cr), &device_x, &device_y);
  cairo_user_to_device_distance (cr, &x, &y);
  width = hypot (x, y) * device_x;
  while (i + 1 < pixels->n_levels && pixels->levels[i + 1].width >= width)
    i++;
  return &pixels->levels[i];
}

static void
paint_pixels (const Pixels *pixels,
              cairo_t *cr,
              const cairo_rectangle_t *bounds)
{
  gboolean is_image = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_IMAGE;
  const Level *level = is_image ? choose_level (pixels, cr, bounds) : &pixels->levels[0];
  cairo_surface_t *surface;

  surface = cairo_image_surface_create_for_data (level->data, CAIRO_FORMAT_RGB24, level->width, level->height,
                                                 level->stride);
  if (!is_image)
    attach_file (surface, pixels->file);
  cairo_translate (cr, bounds->x, bounds->y);
  cairo_scale (cr, bounds->width / level->width, bounds->height / level->height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  /* Its edge is not mixed with nothing. */
  cairo_pattern_set_extend (cairo_get_source (cr), is_image ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE);
  cairo_rectangle (cr, 0, 0, level->width, level->height);
  cairo_fill (cr);
  cairo_surface_destroy (surface);
}

/* A crossed sheet of the size of the picture. */
static void
paint_placeholder (cairo_t *cr,
                   const cairo_rectangle_t *bounds)
{
  cairo_rectangle (cr, bounds->x, bounds->y, bounds->width, bounds->height);
  cairo_set_source_rgb (cr, 0xee / 255.0, 0xea / 255.0, 0xe5 / 255.0);
  cairo_fill_preserve (cr);
  cairo_move_to (cr, bounds->x, bounds->y);
  cairo_rel_line_to (cr, bounds->width, bounds->height);
  cairo_move_to (cr, bounds->x + bounds->width, bounds->y);
  cairo_rel_line_to (cr, -bounds->width, bounds->height);
  cairo_set_source_rgb (cr, 0xd2 / 255.0, 0xcb / 255.0, 0xc4 / 255.0);
  cairo_set_line_width (cr, 0.5);
  cairo_stroke (cr);
}

/** meso_photo_prefetch: decodes a photo that is about to be painted, on a thread that has time. */
void
meso_photo_prefetch (GBytes *bytes)
{
  g_return_if_fail (bytes != NULL);

  unref_pixels (get_pixels (bytes));
}

/**
 * meso_photo_paint:
 * @bytes: (nullable): the file of the photo
 * @bounds: where it goes, in the user unit of @cr
 *
 * Paints a photo, or a crossed sheet where there is none that can be read. Any thread may call it; the pixels of the
 * last few photos are kept for all of them.
 */
void
meso_photo_paint (GBytes *bytes,
                  cairo_t *cr,
                  const cairo_rectangle_t *bounds)
{
  Pixels *pixels;

  g_return_if_fail (cr != NULL && bounds != NULL);

  pixels = bytes != NULL ? get_pixels (bytes) : NULL;
  cairo_save (cr);
  cairo_new_path (cr);
  if (pixels != NULL && pixels->n_levels > 0)
    paint_pixels (pixels, cr, bounds);
  else
    paint_placeholder (cr, bounds);
  cairo_restore (cr);
  g_clear_pointer (&pixels, unref_pixels);
}
