/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-region-step.h"

#include <math.h>

/* Places of a region that are tried in each direction. */
#define N_TRIED 16
/* Nearer is no step, mm. */
#define MIN_STEP 0.5

/**
 * meso_region_find_middle:
 * @x: (out): mm
 * @y: (out): mm
 *
 * The place that is deepest inside @region and not covered by a smaller one: with room on all sides, also where the
 * middle of the outline lies outside of it.
 *
 * Returns: %FALSE if smaller regions cover all of it
 */
gboolean
meso_region_find_middle (MesoDiagram *diagram,
                         const MesoRegion *region,
                         double *x,
                         double *y)
{
  cairo_rectangle_t bounds;
  double deepest = 0;
  MesoPath *path;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), FALSE);
  g_return_val_if_fail (region != NULL && x != NULL && y != NULL, FALSE);

  path = meso_region_get_path (region);
  bounds = meso_path_get_bounds (path);
  for (int i = 0; i < N_TRIED * N_TRIED; i++)
    {
      double try_x = bounds.x + bounds.width * (i % N_TRIED + 0.5) / N_TRIED;
      double try_y = bounds.y + bounds.height * (i / N_TRIED + 0.5) / N_TRIED;
      double depth;

      if (meso_diagram_find_region (diagram, try_x, try_y) != region)
        continue;
      depth = meso_path_get_distance (path, try_x, try_y);
      if (depth <= deepest)
        continue;
      deepest = depth;
      *x = try_x;
      *y = try_y;
    }
  return deepest > 0;
}

/* How far it is; INFINITY where it lies more aside than ahead. The four directions share the plane between them. */
static double
get_distance (double x,
              double y,
              int dx,
              int dy)
{
  double ahead = x * dx + y * dy, aside = fabs (x * dy - y * dx);

  return ahead < MIN_STEP || aside > ahead ? INFINITY : hypot (ahead, aside);
}

/* No place of the region is nearer; most regions are ruled out by that. */
static double
get_least_distance (const MesoRegion *region,
                    double x,
                    double y)
{
  cairo_rectangle_t r = meso_path_get_bounds (meso_region_get_path (region));

  return hypot (CLAMP (x, r.x, r.x + r.width) - x, CLAMP (y, r.y, r.y + r.height) - y);
}

/**
 * meso_region_step:
 * @x: mm
 * @y: mm
 * @dx: 1 to the viewer's right, -1 to the left, or 0
 * @dy: 1 down, -1 up, or 0
 * @to_x: (out): mm; the middle of the next region
 * @to_y: (out): mm
 *
 * Finds the next region in a direction, as the keys go from one to the next.
 *
 * Returns: (transfer none) (nullable): the region; %NULL if there is none that way
 */
const MesoRegion *
meso_region_step (MesoDiagram *diagram,
                  double x,
                  double y,
                  int dx,
                  int dy,
                  double *to_x,
                  double *to_y)
{
  const MesoRegion *here, *next = NULL;
  double best = INFINITY;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), NULL);
  g_return_val_if_fail (ABS (dx) + ABS (dy) == 1, NULL);
  g_return_val_if_fail (to_x != NULL && to_y != NULL, NULL);

  here = meso_diagram_find_region (diagram, x, y);
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      double middle_x, middle_y, distance;

      if (region == here || get_least_distance (region, x, y) >= best ||
          !meso_region_find_middle (diagram, region, &middle_x, &middle_y))
        continue;
      distance = get_distance (middle_x - x, middle_y - y, dx, dy);
      if (distance >= best)
        continue;
      best = distance;
      next = region;
      *to_x = middle_x;
      *to_y = middle_y;
    }
  return next;
}
