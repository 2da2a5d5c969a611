/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-stroke.h"

#include <math.h>

typedef struct
{
  guint first, last;
} Span;

/* To the stretch between two places, not to the line through them, so that a stroke that turns back keeps its turn. */
static double
get_distance (MesoPoint p,
              MesoPoint a,
              MesoPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length = dx * dx + dy * dy;
  double t = length > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length : 0;

  t = CLAMP (t, 0.0, 1.0);
  return hypot (p.x - (a.x + t * dx), p.y - (a.y + t * dy));
}

/* Douglas and Peucker, with a list in the place of recursion: a long stroke must not use up the stack. */
static GArray *
simplify (const GArray *stroke,
          double tolerance)
{
  const MesoPoint *points = (const MesoPoint *) (gpointer) stroke->data;
  GArray *result = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autofree gboolean *kept = g_new0 (gboolean, stroke->len);
  Span span = { 0, stroke->len - 1 };

  kept[0] = kept[stroke->len - 1] = TRUE;
  g_array_append_val (spans, span);
  while (spans->len > 0)
    {
      double worst = tolerance;
      guint at = 0;

      span = g_array_index (spans, Span, spans->len - 1);
      g_array_set_size (spans, spans->len - 1);
      for (guint i = span.first + 1; i < span.last; i++)
        {
          double distance = get_distance (points[i], points[span.first], points[span.last]);

          if (distance > worst)
            {
              worst = distance;
              at = i;
            }
        }
      if (at == 0)
        continue;
      kept[at] = TRUE;
      g_array_append_vals (spans, &(Span){ span.first, at }, 1);
      g_array_append_vals (spans, &(Span){ at, span.last }, 1);
    }

  for (guint i = 0; i < stroke->len; i++)
    if (kept[i])
      g_array_append_val (result, points[i]);
  return result;
}

/**
 * meso_stroke_simplify:
 * @stroke: (element-type MesoPoint): where a pointer went, at least one place
 * @tolerance: how far the result may stray from it, in 1/100 mm
 * @max_points: at least 2; @tolerance gives way to it
 *
 * Returns: (transfer full) (element-type MesoPoint): the few nodes that say the same, first and last among them
 */
GArray *
meso_stroke_simplify (const GArray *stroke,
                      double tolerance,
                      guint max_points)
{
  GArray *result;

  g_return_val_if_fail (stroke != NULL && stroke->len > 0, NULL);
  g_return_val_if_fail (tolerance > 0 && max_points >= 2, NULL);

  result = simplify (stroke, tolerance);
  while (result->len > max_points)
    {
      g_array_unref (result);
      tolerance *= 2;
      result = simplify (stroke, tolerance);
    }
  return result;
}
