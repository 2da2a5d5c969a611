/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-scene-painter.h"

#include <math.h>
#include <string.h>

/*
 * The raster painter: a mark is painted once for each style and each place within a pixel, and copied from then on.
 * Four places each way keep it within an eighth of a pixel of where it belongs, which the eye cannot tell from there.
 */
#define PHASES 4
#define N_SPRITES (PHASES * PHASES)
#define MAX_SPRITE 512

typedef struct
{
  MesoInk ink;
  cairo_surface_t *sprites[N_SPRITES];
} Stamp;

/* Those that this thread used last: panning and drawing use the same ones again and again. */
typedef struct
{
  double scale;
  GPtrArray *stamps;
} Sheet;

/* Where the pixels are: pixel = scale * mm + offset. */
typedef struct
{
  cairo_surface_t *surface;
  double scale;
  double x, y;
  int x1, y1, x2, y2;
} Target;

static void
free_stamp (gpointer data)
{
  Stamp *stamp = data;

  for (guint i = 0; i < N_SPRITES; i++)
    g_clear_pointer (&stamp->sprites[i], cairo_surface_destroy);
  g_free (stamp);
}

static void
free_sheet (gpointer data)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->stamps);
  g_free (sheet);
}

static Sheet *
get_sheet (double scale)
{
  static GPrivate sheets = G_PRIVATE_INIT (free_sheet);
  Sheet *sheet = g_private_get (&sheets);

  if (sheet == NULL)
    {
      sheet = g_new0 (Sheet, 1);
      sheet->stamps = g_ptr_array_new_with_free_func (free_stamp);
      g_private_set (&sheets, sheet);
    }
  if (sheet->scale != scale || sheet->stamps->len > 64)
    g_ptr_array_set_size (sheet->stamps, 0);
  sheet->scale = scale;
  return sheet;
}

static gboolean
is_same_ink (const MesoInk *a,
             const MesoInk *b)
{
  if (a->kind != b->kind || a->layer != b->layer || a->planned != b->planned)
    return FALSE;
  if (a->symbol != b->symbol || a->outline != b->outline)
    return FALSE;
  return memcmp (a->coats[0].fill, b->coats[0].fill, sizeof a->coats[0].fill) == 0;
}

static Stamp *
get_stamp (Sheet *sheet,
           const MesoInk *ink)
{
  Stamp *stamp;

  for (guint i = 0; i < sheet->stamps->len; i++)
    {
      stamp = g_ptr_array_index (sheet->stamps, i);
      if (is_same_ink (&stamp->ink, ink))
        return stamp;
    }
  stamp = g_new0 (Stamp, 1);
  stamp->ink = *ink;
  g_ptr_array_add (sheet->stamps, stamp);
  return stamp;
}

/* Half the width of a sprite in pixels; its mark is that far from the corner, and its place within the pixel more. */
static int
get_reach (const MesoInk *ink,
           double scale)
{
  return (int) ceil ((ink->symbol * meso_symbol_get_radius (ink->layer) + 1.5 * ink->outline) * scale) + 1;
}

static cairo_surface_t *
create_sprite (const MesoInk *ink,
               double scale,
               guint phase_x,
               guint phase_y)
{
  int reach = get_reach (ink, scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 2 * reach + 1, 2 * reach + 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  MesoPoint origin = { 0, 0 };
  MesoMarkData mark = { .kind = MESO_MARK_POINT, .points = &origin, .n_points = 1 };

  cairo_translate (cr, reach + (double) phase_x / PHASES, reach + (double) phase_y / PHASES);
  cairo_scale (cr, scale, scale);
  for (guint i = 0; i < ink->n_coats; i++)
    {
      const MesoCoat *coat = &ink->coats[i];

      g_array_set_size (segments, 0);
      meso_ink_append (ink, coat->part, &mark, segments);
      meso_segments_to_cairo (segments, cr);
      cairo_set_source_rgb (cr, coat->fill[0], coat->fill[1], coat->fill[2]);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, coat->stroke[0], coat->stroke[1], coat->stroke[2]);
      cairo_set_line_width (cr, coat->width);
      if (coat->width > 0)
        cairo_stroke (cr);
      cairo_new_path (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Premultiplied OVER, as pixman rounds it. */
static inline guint32
blend (guint32 above,
       guint32 below)
{
  guint32 rest = 255 - (above >> 24);
  guint32 rb = (below & 0x00ff00ff) * rest + 0x00800080;
  guint32 ag = ((below >> 8) & 0x00ff00ff) * rest + 0x00800080;

  rb = ((rb + ((rb >> 8) & 0x00ff00ff)) >> 8) & 0x00ff00ff;
  ag = (ag + ((ag >> 8) & 0x00ff00ff)) & 0xff00ff00;
  return above + (rb | ag);
}

static void
copy_sprite (const Target *target,
             guint8 *pixels,
             int stride,
             cairo_surface_t *sprite,
             int x,
             int y)
{
  int size = cairo_image_surface_get_width (sprite);
  int sprite_stride = cairo_image_surface_get_stride (sprite);
  const guint8 *source = cairo_image_surface_get_data (sprite);
  int left = MAX (target->x1 - x, 0), right = MIN (target->x2 - x, size);
  int top = MAX (target->y1 - y, 0), bottom = MIN (target->y2 - y, size);

  for (int row = top; row < bottom; row++)
    {
      const guint32 *from = (const guint32 *) (gconstpointer) (source + row * (gsize) sprite_stride);
      guint32 *to = (guint32 *) (gpointer) (pixels + (y + row) * (gsize) stride) + x;

      for (int column = left; column < right; column++)
        {
          guint32 above = from[column];

          if (above >= 0xff000000)
            to[column] = above;
          else if (above != 0)
            to[column] = blend (above, to[column]);
        }
    }
}

/* Pixels can be written directly when user space is only moved and stretched, and the clip is whole pixels. */
static gboolean
find_target (cairo_t *cr,
             Target *target)
{
  cairo_surface_t *surface = cairo_get_group_target (cr);
  double scale_x, scale_y, offset_x, offset_y, edges[4];
  cairo_rectangle_list_t *clip;
  cairo_format_t format;
  cairo_matrix_t matrix;
  gboolean whole;

  if (cairo_surface_get_type (surface) != CAIRO_SURFACE_TYPE_IMAGE || cairo_image_surface_get_data (surface) == NULL)
    return FALSE;
  format = cairo_image_surface_get_format (surface);
  if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)
    return FALSE;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (surface, &scale_x, &scale_y);
  cairo_surface_get_device_offset (surface, &offset_x, &offset_y);
  if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx <= 0)
    return FALSE;
  if (scale_x != scale_y || fabs (matrix.xx - matrix.yy) > 1e-9 * matrix.xx)
    return FALSE;

  target->surface = surface;
  target->scale = matrix.xx * scale_x;
  target->x = matrix.x0 * scale_x + offset_x;
  target->y = matrix.y0 * scale_y + offset_y;

  clip = cairo_copy_clip_rectangle_list (cr);
  whole = clip->status == CAIRO_STATUS_SUCCESS && clip->num_rectangles == 1;
  if (whole)
    {
      const cairo_rectangle_t *r = clip->rectangles;

      edges[0] = r->x * target->scale + target->x;
      edges[1] = r->y * target->scale + target->y;
      edges[2] = (r->x + r->width) * target->scale + target->x;
      edges[3] = (r->y + r->height) * target->scale + target->y;
      for (guint i = 0; i < 4; i++)
        whole = whole && fabs (edges[i] - round (edges[i])) < 0.01;
      target->x1 = MAX ((int) round (edges[0]), 0);
      target->y1 = MAX ((int) round (edges[1]), 0);
      target->x2 = MIN ((int) round (edges[2]), cairo_image_surface_get_width (surface));
      target->y2 = MIN ((int) round (edges[3]), cairo_image_surface_get_height (surface));
    }
  cairo_rectangle_list_destroy (clip);
  return whole;
}

static void
stamp_point (const Target *target,
             guint8 *pixels,
             int stride,
             Stamp *stamp,
             const MesoPoint *place)
{
  int reach = get_reach (&stamp->ink, target->scale);
  int at_x = (int) round ((place->x / 100.0 * target->scale + target->x) * PHASES);
  int at_y = (int) round ((place->y / 100.0 * target->scale + target->y) * PHASES);
  guint phase_x = at_x & (PHASES - 1), phase_y = at_y & (PHASES - 1);
  cairo_surface_t **sprite = &stamp->sprites[phase_y * PHASES + phase_x];

  if (*sprite == NULL)
    *sprite = create_sprite (&stamp->ink, target->scale, phase_x, phase_y);
  copy_sprite (target, pixels, stride, *sprite, (at_x >> 2) - reach, (at_y >> 2) - reach);
}

G_STATIC_ASSERT (PHASES == 1 << 2);

static void
stamp_points (MesoScene *self,
              const Target *target,
              guint first,
              const cairo_rectangle_t *clip_mm)
{
  Sheet *sheet = get_sheet (target->scale);
  guint8 *pixels = cairo_image_surface_get_data (target->surface);
  int stride = cairo_image_surface_get_stride (target->surface);
  guint n_items = meso_scene_get_n_items (self);
  const MesoInk *ink = NULL;
  Stamp *stamp = NULL;

  for (guint i = first; i < n_items; i++)
    {
      if (!meso_scene_item_is_in (self, i, clip_mm))
        continue;
      if (meso_scene_get_ink (self, i) != ink)
        {
          ink = meso_scene_get_ink (self, i);
          stamp = get_stamp (sheet, ink);
        }
      stamp_point (target, pixels, stride, stamp, meso_mark_get (meso_scene_get_mark (self, i))->points);
    }
}

/**
 * meso_scene_stamp:
 * @cr: on an image surface; its user unit is 1 mm
 * @clip_mm: (nullable): marks wholly outside are left out; it does not clip @cr
 *
 * The raster painter, for the screen and PNG. On anything but an image that is only moved and stretched, and for marks
 * of hundreds of pixels, it is meso_scene_paint().
 */
void
meso_scene_stamp (MesoScene *self,
                  cairo_t *cr,
                  const cairo_rectangle_t *clip_mm)
{
  Target target = { 0 };
  guint n_items, first = 0;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  if (!find_target (cr, &target) || meso_scene_get_style (self)->symbol_mm * target.scale > MAX_SPRITE)
    {
      meso_scene_paint (self, cr, clip_mm);
      return;
    }

  /* Areas and lines come before all points. */
  n_items = meso_scene_get_n_items (self);
  cairo_save (cr);
  for (; first < n_items && meso_scene_get_ink (self, first)->kind != MESO_MARK_POINT; first++)
    if (meso_scene_item_is_in (self, first, clip_mm))
      meso_scene_paint_items (self, cr, &first, 1, clip_mm);
  cairo_restore (cr);

  if (first == n_items || target.x1 >= target.x2 || target.y1 >= target.y2)
    return;
  cairo_surface_flush (target.surface);
  stamp_points (self, &target, first, clip_mm);
  cairo_surface_mark_dirty_rectangle (target.surface,
                                      target.x1,
                                      target.y1,
                                      target.x2 - target.x1,
                                      target.y2 - target.y1);
}
