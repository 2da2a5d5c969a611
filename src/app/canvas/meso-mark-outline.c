/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-mark-outline.h"

#include "meso-screen-style.h"

#define STRIKE_WIDTH 2.5
#define STRIKE_LINE_WIDTH 11.0

/** meso_mark_outline_get_radius: of the ring round a point, to the middle of its stroke */
double
meso_mark_outline_get_radius (MesoViewport *viewport)
{
  double symbol = meso_screen_style_get_symbol (meso_viewport_get_zoom (viewport));

  return symbol / 2 + MESO_RING_DISTANCE + MESO_RING_WIDTH / 2;
}

/** meso_mark_outline_add_line: adds the line, or the outline of the zone, to the path */
void
meso_mark_outline_add_line (cairo_t *cr,
                            MesoViewport *viewport,
                            const MesoMarkData *data)
{
  cairo_save (cr);
  meso_viewport_apply (viewport, cr);
  cairo_move_to (cr, data->points[0].x / 100.0, data->points[0].y / 100.0);
  for (guint i = 0; i < data->n_points - 1; i++)
    {
      MesoBezier s;

      if (data->kind == MESO_MARK_AREA)
        {
          cairo_line_to (cr, data->points[i + 1].x / 100.0, data->points[i + 1].y / 100.0);
          continue;
        }
      meso_curve_get_segment (data->points, data->n_points, data->curve, i, &s);
      cairo_curve_to (cr, s.x1, s.y1, s.x2, s.y2, s.x3, s.y3);
    }
  if (data->kind == MESO_MARK_AREA)
    cairo_close_path (cr);
  cairo_restore (cr);
}

static void
strike_point (cairo_t *cr,
              MesoViewport *viewport,
              const MesoMarkData *data)
{
  double radius = meso_mark_outline_get_radius (viewport), x, y;

  meso_viewport_to_px (viewport, data->points[0].x / 100.0, data->points[0].y / 100.0, &x, &y);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_move_to (cr, x - radius * G_SQRT2 / 2, y + radius * G_SQRT2 / 2);
  cairo_line_to (cr, x + radius * G_SQRT2 / 2, y - radius * G_SQRT2 / 2);
  cairo_set_line_width (cr, STRIKE_WIDTH);
  cairo_stroke (cr);
}

/** meso_mark_outline_strike: strikes the mark through, for it is about to go */
void
meso_mark_outline_strike (cairo_t *cr,
                          MesoViewport *viewport,
                          const MesoMarkData *data)
{
  const double rgb[] = MESO_WARNING_RGB;

  cairo_new_path (cr);
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.95);
  if (data->kind == MESO_MARK_POINT)
    {
      strike_point (cr, viewport, data);
      return;
    }
  meso_mark_outline_add_line (cr, viewport, data);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], data->kind == MESO_MARK_AREA ? 0.25 : 0.55);
  if (data->kind == MESO_MARK_AREA)
    cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, rgb[0], rgb[1], rgb[2], 0.55);
  cairo_set_line_width (cr, STRIKE_LINE_WIDTH);
  cairo_stroke (cr);
}
