/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-overlay.h"

#include <math.h>

#include "meso-image.h"
#include "meso-mark-outline.h"
#include "meso-screen-style.h"

#define CROSSHAIR 11.0
#define CROSSHAIR_GAP 3.0

/* Overlays are recorded first, so that nobody has to know beforehand how large they get. */
static cairo_t *
begin (void)
{
  cairo_surface_t *recording = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (recording);

  cairo_surface_destroy (recording);
  return cr;
}

static GskRenderNode *
end (cairo_t *cr,
     MesoViewport *viewport)
{
  cairo_surface_t *recording = cairo_get_target (cr);
  GskRenderNode *node = NULL;
  graphene_rect_t bounds, seen;
  double x, y, width, height;

  cairo_recording_surface_ink_extents (recording, &x, &y, &width, &height);
  graphene_rect_init (&bounds, (float) floor (x), (float) floor (y), (float) ceil (width) + 1,
                      (float) ceil (height) + 1);
  graphene_rect_init (&seen, 0, 0, (float) meso_viewport_get_width (viewport),
                      (float) meso_viewport_get_height (viewport));
  if (width > 0 && height > 0 && graphene_rect_intersection (&bounds, &seen, &bounds))
    {
      cairo_t *target;

      node = gsk_cairo_node_new (&bounds);
      target = gsk_cairo_node_get_draw_context (node);
      cairo_set_source_surface (target, recording, 0, 0);
      cairo_paint (target);
      cairo_destroy (target);
    }
  cairo_destroy (cr);
  return node;
}

/* Pixels of all that is seen, where a recording would get too long. The user unit is 1 px of the widget. */
static cairo_t *
begin_image (MesoImage *image,
             MesoViewport *viewport)
{
  MesoImageArea area;
  cairo_t *cr;

  meso_image_area_init (&area, viewport, 0);
  meso_image_init (image, &area);
  cr = cairo_create (image->surface);
  cairo_scale (cr, area.scale, area.scale);
  return cr;
}

static GskRenderNode *
end_image (cairo_t *cr,
           MesoImage *image,
           MesoViewport *viewport,
           gboolean is_cairo)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  cairo_destroy (cr);
  meso_image_snapshot (image, snapshot, viewport, is_cairo, FALSE);
  meso_image_clear (image);
  return gtk_snapshot_free_to_node (snapshot);
}

/** meso_overlay_make_region: the outline of the region under the pointer, so quiet that it never calls for attention */
GskRenderNode *
meso_overlay_make_region (MesoViewport *viewport,
                          const MesoRegion *region)
{
  cairo_t *cr = begin ();
  MesoGuideStyle style;
  MesoGuides *guides;

  meso_screen_style_init_guides (&style, meso_viewport_get_zoom (viewport), 0);
  guides = meso_guides_new_for_region (region, &style);
  cairo_save (cr);
  meso_viewport_apply (viewport, cr);
  meso_guides_paint (guides, cr);
  cairo_restore (cr);
  meso_guides_unref (guides);
  return end (cr, viewport);
}

/* A band on either side of a line, the line itself left free. */
static void
draw_round_line (cairo_t *cr,
                 MesoViewport *viewport,
                 const MesoMarkData *data)
{
  double inner = 4.5 + 2 * MESO_RING_DISTANCE;

  cairo_push_group (cr);
  meso_mark_outline_add_line (cr, viewport, data);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, inner + 2 * MESO_RING_WIDTH);
  cairo_stroke_preserve (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_set_line_width (cr, inner);
  cairo_stroke (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  cairo_pop_group_to_source (cr);
  cairo_paint (cr);
}

/** meso_overlay_make_hover: @rgb: the tone; which mark a click would mean */
GskRenderNode *
meso_overlay_make_hover (MesoViewport *viewport,
                         MesoMark *mark,
                         const double rgb[3],
                         gboolean is_cairo)
{
  const MesoMarkData *data = meso_mark_get (mark);
  MesoImage image;
  cairo_t *cr;
  double x, y;

  if (data->kind != MESO_MARK_POINT)
    {
      /* A group inside a recording would show nothing. */
      cr = begin_image (&image, viewport);
      cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.6);
      draw_round_line (cr, viewport, data);
      return end_image (cr, &image, viewport, is_cairo);
    }
  cr = begin ();
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.6);
  meso_viewport_to_px (viewport, data->points[0].x / 100.0, data->points[0].y / 100.0, &x, &y);
  cairo_arc (cr, x, y, meso_mark_outline_get_radius (viewport), 0, 2 * G_PI);
  cairo_set_line_width (cr, MESO_RING_WIDTH);
  cairo_stroke (cr);
  return end (cr, viewport);
}

/* Thousands may be selected: the ring is painted once and then copied. */
static cairo_surface_t *
make_ring (MesoViewport *viewport,
           double *half)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;
  double radius = meso_mark_outline_get_radius (viewport);
  int scale = meso_viewport_get_scale (viewport);
  cairo_surface_t *ring;
  cairo_t *cr;

  *half = ceil (radius + MESO_RING_WIDTH) + 1;
  ring = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (2 * *half) * scale, (int) (2 * *half) * scale);
  cairo_surface_set_device_scale (ring, scale, scale);
  cr = cairo_create (ring);
  cairo_arc (cr, *half, *half, radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, paper[0], paper[1], paper[2], 0.9);
  cairo_set_line_width (cr, MESO_RING_WIDTH + 2);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  cairo_set_line_width (cr, MESO_RING_WIDTH);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return ring;
}

static void
paint_selection (MesoViewport *viewport,
                 GPtrArray *marks,
                 cairo_t *cr)
{
  const double blue[] = MESO_SELECTION_RGB;
  double width = meso_viewport_get_width (viewport), height = meso_viewport_get_height (viewport);
  double half, x, y;
  cairo_surface_t *ring = make_ring (viewport, &half);

  for (guint i = 0; i < marks->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (marks, i));

      if (data->kind != MESO_MARK_POINT)
        {
          cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
          draw_round_line (cr, viewport, data);
          continue;
        }
      meso_viewport_to_px (viewport, data->points[0].x / 100.0, data->points[0].y / 100.0, &x, &y);
      if (x < -half || y < -half || x > width + half || y > height + half)
        continue;
      cairo_set_source_surface (cr, ring, x - half, y - half);
      cairo_paint (cr);
    }
  cairo_surface_destroy (ring);
}

/**
 * meso_overlay_make_selection:
 * @marks: (element-type MesoMark): what is selected
 * @is_cairo: whether the renderer is GTK's cairo renderer
 *
 * An image, since thousands may be selected.
 */
GskRenderNode *
meso_overlay_make_selection (MesoViewport *viewport,
                             GPtrArray *marks,
                             gboolean is_cairo)
{
  MesoImage image;
  cairo_t *cr = begin_image (&image, viewport);

  paint_selection (viewport, marks, cr);
  return end_image (cr, &image, viewport, is_cairo);
}

static void
add_crosshair (cairo_t *cr,
               double x,
               double y)
{
  for (int i = 0; i < 4; i++)
    {
      double dx = i == 0 ? 1 : i == 1 ? -1
                                      : 0,
             dy = i == 2 ? 1 : i == 3 ? -1
                                      : 0;

      cairo_move_to (cr, x + dx * CROSSHAIR_GAP, y + dy * CROSSHAIR_GAP);
      cairo_line_to (cr, x + dx * CROSSHAIR, y + dy * CROSSHAIR);
    }
}

/** meso_overlay_make_crosshair: where the keys would drop a mark; its middle is free */
GskRenderNode *
meso_overlay_make_crosshair (MesoViewport *viewport,
                             double x_mm,
                             double y_mm)
{
  const double ink[] = MESO_INK_RGB, paper[] = MESO_PAPER_RGB;
  cairo_t *cr = begin ();
  double x, y;

  meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
  x = floor (x) + 0.5;
  y = floor (y) + 0.5;
  add_crosshair (cr, x, y);
  cairo_set_source_rgba (cr, paper[0], paper[1], paper[2], 0.9);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  return end (cr, viewport);
}

/** meso_overlay_make_tool: the unfinished action of @tool; an image where that may be thousands of marks on the move */
GskRenderNode *
meso_overlay_make_tool (MesoCanvasTool *tool,
                        PangoContext *text,
                        gboolean is_cairo)
{
  MesoViewport *viewport = meso_canvas_tool_get_viewport (tool);
  MesoImage image;
  cairo_t *cr;

  if (meso_canvas_tool_lifts_selection (tool))
    {
      cr = begin_image (&image, viewport);
      meso_canvas_tool_draw_overlay (tool, cr, text);
      return end_image (cr, &image, viewport, is_cairo);
    }
  cr = begin ();
  meso_canvas_tool_draw_overlay (tool, cr, text);
  return end (cr, viewport);
}
