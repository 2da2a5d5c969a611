/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-image"

#include "config.h"

#include "meso-image.h"

#include <math.h>

#include "drawing/meso-picture.h"
#include "meso-screen-style.h"

/**
 * meso_image_area_init:
 * @area: (out)
 * @margin: px round what is seen
 */
void
meso_image_area_init (MesoImageArea *area,
                      MesoViewport *viewport,
                      double margin)
{
  area->zoom = meso_viewport_get_zoom (viewport);
  area->scale = meso_viewport_get_scale (viewport);
  area->width = MAX ((int) ceil ((meso_viewport_get_width (viewport) + 2 * margin) * area->scale), 1);
  area->height = MAX ((int) ceil ((meso_viewport_get_height (viewport) + 2 * margin) * area->scale), 1);
  meso_viewport_to_mm (viewport, -margin, -margin, &area->x, &area->y);
}

/** meso_image_area_init_whole: the whole diagram, no larger than on a screen that shows all of it */
void
meso_image_area_init_whole (MesoImageArea *area,
                            MesoViewport *viewport)
{
  cairo_rectangle_t bounds = meso_viewport_get_bounds (viewport);

  *area = (MesoImageArea){ .x = bounds.x, .y = bounds.y, .zoom = meso_viewport_get_min_zoom (viewport), .scale = 1 };
  area->width = MAX ((int) ceil (bounds.width * area->zoom), 1);
  area->height = MAX ((int) ceil (bounds.height * area->zoom), 1);
}

/** meso_image_area_is_sharp: Returns: whether its pixels are those of the screen */
gboolean
meso_image_area_is_sharp (const MesoImageArea *area,
                          MesoViewport *viewport)
{
  return area->zoom == meso_viewport_get_zoom (viewport) && area->scale == meso_viewport_get_scale (viewport);
}

/** meso_image_area_covers: Returns: whether it reaches at least @margin px past all that is seen */
gboolean
meso_image_area_covers (const MesoImageArea *area,
                        MesoViewport *viewport,
                        double margin)
{
  double width = area->width / (area->zoom * area->scale), height = area->height / (area->zoom * area->scale);
  double left, top, right, bottom;

  /* Half a pixel is what rounding to whole pixels may cost. */
  meso_viewport_to_px (viewport, area->x, area->y, &left, &top);
  meso_viewport_to_px (viewport, area->x + width, area->y + height, &right, &bottom);
  return left <= 0.51 - margin && top <= 0.51 - margin &&
         right >= meso_viewport_get_width (viewport) + margin - 0.51 &&
         bottom >= meso_viewport_get_height (viewport) + margin - 0.51;
}

/** meso_image_area_apply: makes the user unit of @cr, so far a device pixel of the image, 1 mm of the diagram */
void
meso_image_area_apply (const MesoImageArea *area,
                       cairo_t *cr)
{
  cairo_scale (cr, area->zoom * area->scale, area->zoom * area->scale);
  cairo_translate (cr, -area->x, -area->y);
}

/** meso_image_init: an empty image of @area */
void
meso_image_init (MesoImage *self,
                 const MesoImageArea *area)
{
  self->area = *area;
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, area->width, area->height);
  self->texture = NULL;
}

/** meso_image_clear: frees the pixels */
void
meso_image_clear (MesoImage *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->texture);
}

/** meso_image_take: makes the pixels of @other those of @self; @other is empty afterwards */
void
meso_image_take (MesoImage *self,
                 MesoImage *other)
{
  meso_image_clear (self);
  *self = *other;
  other->surface = NULL;
  other->texture = NULL;
}

/** meso_image_copy: makes the pixels of @self those of @other, which keeps its own */
void
meso_image_copy (MesoImage *self,
                 const MesoImage *other)
{
  cairo_t *cr;

  if (self->surface == NULL || self->area.width != other->area.width || self->area.height != other->area.height)
    {
      meso_image_clear (self);
      meso_image_init (self, &other->area);
    }
  self->area = other->area;
  cr = cairo_create (self->surface);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, other->surface, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  g_clear_object (&self->texture);
}

/**
 * meso_image_paint_diagram:
 * @diagram: (nullable): %NULL leaves the paper empty
 *
 * Paints paper and diagram. Any thread may call it.
 *
 * Returns: %FALSE after a warning when the diagram could not be painted
 */
gboolean
meso_image_paint_diagram (MesoImage *self,
                          MesoDiagram *diagram)
{
  cairo_t *cr = cairo_create (self->surface);
  const double paper[] = MESO_PAPER_RGB;
  g_autoptr (GError) error = NULL;

  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_paint (cr);
  meso_image_area_apply (&self->area, cr);
  if (diagram != NULL && !meso_picture_paint (diagram, cr, &error))
    g_warning ("%s", error->message);
  cairo_destroy (cr);
  g_clear_object (&self->texture);

  return error == NULL;
}

/**
 * meso_image_paint_guides:
 * @diagram: (nullable)
 * @text: the size of the font of their words, in px; 0: no words
 *
 * Paints guides over the diagram. Any thread may call it.
 */
void
meso_image_paint_guides (MesoImage *self,
                         MesoDiagram *diagram,
                         MesoGuideFlags flags,
                         double text)
{
  double factor = 1 / (self->area.zoom * self->area.scale);
  cairo_rectangle_t view = { self->area.x, self->area.y, self->area.width * factor, self->area.height * factor };
  MesoGuideStyle style;
  MesoGuides *guides;
  cairo_t *cr;

  if (flags == MESO_GUIDE_NONE)
    return;
  meso_screen_style_init_guides (&style, self->area.zoom, text);
  guides = meso_guides_new (diagram, flags, &style, &view);
  cr = cairo_create (self->surface);
  meso_image_area_apply (&self->area, cr);
  meso_guides_paint (guides, cr);
  cairo_destroy (cr);
  meso_guides_unref (guides);
  g_clear_object (&self->texture);
}

/**
 * meso_image_paint_marks:
 * @marks: (element-type MesoMark)
 * @only: (nullable): the pixels to paint anew; %NULL for all
 *
 * Paints marks on nothing. @only is whole pixels, so that what is painted in parts equals what is painted at once. Any
 * thread may call it.
 */
void
meso_image_paint_marks (MesoImage *self,
                        GPtrArray *marks,
                        const MesoSceneStyle *style,
                        const cairo_rectangle_int_t *only)
{
  cairo_t *cr = cairo_create (self->surface);
  double factor = 1 / (self->area.zoom * self->area.scale);
  cairo_rectangle_t clip;
  MesoScene *scene;

  if (only != NULL)
    {
      cairo_rectangle (cr, only->x, only->y, only->width, only->height);
      cairo_clip (cr);
      clip = (cairo_rectangle_t){ self->area.x + only->x * factor, self->area.y + only->y * factor,
                                  only->width * factor, only->height * factor };
    }
  else
    {
      clip = (cairo_rectangle_t){ self->area.x, self->area.y, self->area.width * factor, self->area.height * factor };
    }
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  meso_image_area_apply (&self->area, cr);
  scene = meso_scene_new_for_marks (marks, style);
  meso_scene_stamp (scene, cr, &clip);
  meso_scene_unref (scene);
  cairo_destroy (cr);
  g_clear_object (&self->texture);
}

/**
 * meso_image_paint_earlier:
 * @marks: (element-type MesoMark): of an earlier session
 *
 * Paints them over what is there. Any thread may call it.
 */
void
meso_image_paint_earlier (MesoImage *self,
                          GPtrArray *marks)
{
  double factor = 1 / (self->area.zoom * self->area.scale);
  cairo_rectangle_t clip = { self->area.x, self->area.y, self->area.width * factor, self->area.height * factor };
  cairo_t *cr = cairo_create (self->surface);
  MesoSceneStyle style;
  MesoScene *scene;

  meso_screen_style_init_earlier (&style, self->area.zoom);
  meso_image_area_apply (&self->area, cr);
  scene = meso_scene_new_for_marks (marks, &style);
  meso_scene_stamp (scene, cr, &clip);
  meso_scene_unref (scene);
  cairo_destroy (cr);
  g_clear_object (&self->texture);
}

/**
 * meso_image_get_pixels:
 * @mm: a part of the diagram
 * @pixels: (out): the whole pixels of the image that it touches, and one more each way
 *
 * Returns: %FALSE if it touches none
 */
gboolean
meso_image_get_pixels (MesoImage *self,
                       const cairo_rectangle_t *mm,
                       cairo_rectangle_int_t *pixels)
{
  double factor = self->area.zoom * self->area.scale;
  double left = floor ((mm->x - self->area.x) * factor) - 1, top = floor ((mm->y - self->area.y) * factor) - 1;
  double right = ceil ((mm->x + mm->width - self->area.x) * factor) + 1;
  double bottom = ceil ((mm->y + mm->height - self->area.y) * factor) + 1;

  left = CLAMP (left, 0, self->area.width);
  right = CLAMP (right, 0, self->area.width);
  top = CLAMP (top, 0, self->area.height);
  bottom = CLAMP (bottom, 0, self->area.height);
  *pixels = (cairo_rectangle_int_t){ (int) left, (int) top, (int) (right - left), (int) (bottom - top) };
  return pixels->width > 0 && pixels->height > 0;
}

static GdkTexture *
get_texture (MesoImage *self)
{
  int stride = cairo_image_surface_get_stride (self->surface);

  if (self->texture == NULL)
    {
      g_autoptr (GBytes) bytes = NULL;

      cairo_surface_flush (self->surface);
      bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (self->surface),
                                          (gsize) stride * (gsize) self->area.height,
                                          (GDestroyNotify) cairo_surface_destroy,
                                          cairo_surface_reference (self->surface));
      self->texture = gdk_memory_texture_new (self->area.width, self->area.height, GDK_MEMORY_DEFAULT, bytes,
                                              (gsize) stride);
    }
  return self->texture;
}

/* Copies pixels and does nothing else: the fastest that the cairo renderer can do, and the slowest elsewhere. */
static void
blit (MesoImage *self,
      GtkSnapshot *snapshot,
      const graphene_rect_t *target,
      const graphene_rect_t *seen,
      gboolean is_sharp,
      gboolean is_opaque)
{
  graphene_rect_t bounds;
  cairo_t *cr;

  if (!graphene_rect_intersection (target, seen, &bounds))
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_translate (cr, target->origin.x, target->origin.y);
  cairo_scale (cr, target->size.width / self->area.width, target->size.height / self->area.height);
  cairo_set_source_surface (cr, self->surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), is_sharp ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  if (is_opaque && is_sharp)
    cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_destroy (cr);
}

/**
 * meso_image_snapshot:
 * @is_cairo: whether the renderer is GTK's cairo renderer
 * @is_opaque: whether every pixel of the image is
 *
 * Puts the image on the screen, where the viewport has it now. The only place that does so.
 */
void
meso_image_snapshot (MesoImage *self,
                     GtkSnapshot *snapshot,
                     MesoViewport *viewport,
                     gboolean is_cairo,
                     gboolean is_opaque)
{
  double ratio = meso_viewport_get_zoom (viewport) / self->area.zoom / self->area.scale;
  int scale = meso_viewport_get_scale (viewport);
  gboolean is_sharp = meso_image_area_is_sharp (&self->area, viewport);
  graphene_rect_t seen, target;
  double x, y;

  if (self->surface == NULL)
    return;
  meso_viewport_to_px (viewport, self->area.x, self->area.y, &x, &y);
  if (is_sharp)
    {
      /* Whole device pixels, or everything would be smeared over two. */
      x = round (x * scale) / scale;
      y = round (y * scale) / scale;
    }
  graphene_rect_init (&target, (float) x, (float) y, (float) (self->area.width * ratio),
                      (float) (self->area.height * ratio));
  graphene_rect_init (&seen, 0, 0, (float) meso_viewport_get_width (viewport),
                      (float) meso_viewport_get_height (viewport));

  if (is_cairo)
    blit (self, snapshot, &target, &seen, is_sharp, is_opaque);
  else
    gtk_snapshot_append_texture (snapshot, get_texture (self), &target);
}
