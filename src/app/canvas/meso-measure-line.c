/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-measure-line.h"

#include <math.h>

/* An end, in px: a gap to see the place through, and arms round it. */
#define GAP 3.0
#define ARM 11.0

/** meso_measure_line_add_end: adds a cross with an open middle to the path */
void
meso_measure_line_add_end (cairo_t *cr,
                           double x,
                           double y)
{
  static const double directions[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      cairo_move_to (cr, x + directions[i][0] * GAP, y + directions[i][1] * GAP);
      cairo_line_to (cr, x + directions[i][0] * ARM, y + directions[i][1] * ARM);
    }
}

/** meso_measure_line_add_between: adds the line from end to end to the path, where they leave room for one */
void
meso_measure_line_add_between (cairo_t *cr,
                               double x1,
                               double y1,
                               double x2,
                               double y2)
{
  double length = hypot (x2 - x1, y2 - y1);

  if (length <= 2 * ARM)
    return;
  cairo_move_to (cr, x1 + (x2 - x1) * ARM / length, y1 + (y2 - y1) * ARM / length);
  cairo_line_to (cr, x2 - (x2 - x1) * ARM / length, y2 - (y2 - y1) * ARM / length);
}

/** meso_measure_line_stroke: light on dark */
void
meso_measure_line_stroke (cairo_t *cr)
{
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.75);
  cairo_set_line_width (cr, 4);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}
