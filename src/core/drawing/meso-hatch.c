/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-hatch.h"

#include <math.h>

#include "diagram/meso-path.h"

/* More would be grey and no hatch, and an outline is not to be trusted with how much is painted. */
#define MAX_LINES 1000

/* In a hatch each line is x + slope * y = sum. */
typedef struct
{
  double slope;
  GArray *crossings; /* double: the x where the line meets the outline */
  GArray *segments;
} Hatch;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
find_crossings (Hatch *self,
                GArray *polygon,
                double sum)
{
  for (guint i = 0; i < polygon->len; i++)
    {
      const MesoPathVertex *a = &g_array_index (polygon, MesoPathVertex, i);
      const MesoPathVertex *b = &g_array_index (polygon, MesoPathVertex, (i + 1) % polygon->len);
      double before = a->x + self->slope * a->y - sum, after = b->x + self->slope * b->y - sum;
      double x;

      /* A corner counts as above, so that a line through it meets it once. */
      if ((before < 0) == (after < 0))
        continue;
      x = a->x + (b->x - a->x) * before / (before - after);
      g_array_append_val (self->crossings, x);
    }
}

static void
append_point (Hatch *self,
              MesoPathOp op,
              double x,
              double sum)
{
  MesoPathSegment segment = { .op = op, .points = { { x, (sum - x) * self->slope } } };

  g_array_append_val (self->segments, segment);
}

/* The stretches of one line that lie inside, even-odd. */
static void
append_line (Hatch *self,
             GPtrArray *polygons,
             double sum)
{
  g_array_set_size (self->crossings, 0);
  for (guint i = 0; i < polygons->len; i++)
    find_crossings (self, g_ptr_array_index (polygons, i), sum);
  g_array_sort (self->crossings, compare_doubles);
  for (guint i = 0; i + 1 < self->crossings->len; i += 2)
    {
      append_point (self, MESO_PATH_MOVE, g_array_index (self->crossings, double, i), sum);
      append_point (self, MESO_PATH_LINE, g_array_index (self->crossings, double, i + 1), sum);
    }
}

/**
 * meso_hatch_append:
 * @polygons: (element-type GArray): arrays of MesoPathVertex, closed, as of meso_path_get_polygons(); even-odd
 * @spacing: between two lines, in the unit of the polygons; wider where there would be too many
 * @segments: (element-type MesoPathSegment): where the lines are added
 *
 * Hatches the inside of an outline at 45° with lines that end at it: no clip, mask or pattern is needed, so that every
 * program paints the same. The lines lie on one grid of the whole drawing: neighbours continue each other.
 */
void
meso_hatch_append (GPtrArray *polygons,
                   MesoHatchSlope slope,
                   double spacing,
                   GArray *segments)
{
  g_autoptr (GArray) crossings = g_array_new (FALSE, FALSE, sizeof (double));
  Hatch self = { slope == MESO_HATCH_RISING ? 1 : -1, crossings, segments };
  double low = G_MAXDOUBLE, high = -G_MAXDOUBLE, step;

  g_return_if_fail (polygons != NULL);
  g_return_if_fail (segments != NULL);

  for (guint i = 0; i < polygons->len; i++)
    {
      GArray *polygon = g_ptr_array_index (polygons, i);

      for (guint k = 0; k < polygon->len; k++)
        {
          const MesoPathVertex *vertex = &g_array_index (polygon, MesoPathVertex, k);

          low = MIN (low, vertex->x + self.slope * vertex->y);
          high = MAX (high, vertex->x + self.slope * vertex->y);
        }
    }
  step = MAX (spacing * M_SQRT2, (high - low) / MAX_LINES);
  if (!(step > 0))
    return;
  for (double sum = ceil (low / step) * step; sum < high; sum += step)
    append_line (&self, polygons, sum);
}
