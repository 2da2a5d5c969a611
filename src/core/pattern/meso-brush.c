/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-brush.h"

#include <math.h>

#include "pattern/meso-pattern.h"

struct _MesoBrush
{
  double spacing; /* 1/100 mm */
  GArray *points; /* MesoPoint */
  double x, y; /* where the stroke has come to */
};

/**
 * meso_brush_new:
 * @spacing: from each point to the next, 1/100 mm
 *
 * Returns: (transfer full): a brush that has not yet touched, or %NULL with an error that can be shown
 */
MesoBrush *
meso_brush_new (gint64 spacing,
                GError **error)
{
  MesoBrush *self;

  if (!meso_pattern_check_spacing (spacing, error))
    return NULL;
  self = g_new0 (MesoBrush, 1);
  self->spacing = (double) spacing;
  self->points = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  return self;
}

/** meso_brush_free: of what meso_brush_new() has made. */
void
meso_brush_free (MesoBrush *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->points);
  g_free (self);
}

/* Where the way to (x, y) leaves the circle of one spacing round the last point: its part of the way. */
static gboolean
find_next (MesoBrush *self,
           double x,
           double y,
           double *part)
{
  const MesoPoint *last = &g_array_index (self->points, MesoPoint, self->points->len - 1);
  double fx = self->x - last->x, fy = self->y - last->y;
  double dx = x - self->x, dy = y - self->y;
  double a = dx * dx + dy * dy, b = fx * dx + fy * dy, c = fx * fx + fy * fy - self->spacing * self->spacing;
  double root = b * b - a * c;

  if (a == 0 || root < 0 || hypot (x - last->x, y - last->y) < self->spacing - 1e-6)
    return FALSE;
  *part = CLAMP ((sqrt (root) - b) / a, 0, 1);
  return TRUE;
}

/**
 * meso_brush_move:
 * @to: where the stroke goes on to, in 1/100 mm; the first place is where it begins, and the first point lies there
 *
 * Returns: %FALSE with an error that can be shown when that would be too many points; then none of this way is laid
 */
gboolean
meso_brush_move (MesoBrush *self,
                 MesoPoint to,
                 GError **error)
{
  double part;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->points->len == 0)
    {
      g_array_append_val (self->points, to);
      self->x = to.x;
      self->y = to.y;
      return TRUE;
    }
  if (!meso_pattern_check_count (self->points->len + floor (hypot (to.x - self->x, to.y - self->y) / self->spacing),
                                 error))
    return FALSE;
  while (find_next (self, to.x, to.y, &part))
    {
      MesoPoint next;

      self->x += (to.x - self->x) * part;
      self->y += (to.y - self->y) * part;
      next = (MesoPoint){ (int) lround (self->x), (int) lround (self->y) };
      g_array_append_val (self->points, next);
    }
  self->x = to.x;
  self->y = to.y;
  return TRUE;
}

/**
 * meso_brush_get_points:
 * @n_points: (out): how many have been laid
 *
 * Returns: (transfer none) (array length=n_points): good until the stroke goes on
 */
const MesoPoint *
meso_brush_get_points (MesoBrush *self,
                       guint *n_points)
{
  g_return_val_if_fail (self != NULL && n_points != NULL, NULL);

  *n_points = self->points->len;
  return (const MesoPoint *) self->points->data;
}
