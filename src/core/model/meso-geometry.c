/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-geometry.h"

#include <math.h>

/* A fixed number, so that the length of a line is the same number on every machine and in every version. */
#define SUBDIVISIONS 16

/* The middle of a polygon is sought on so many places each way. */
#define MIDDLE_GRID 24

/* Out of the middle of the box, in mm, for a mm of more room. */
#define MIDDLE_DETOUR 4

typedef struct
{
  double x, y;
} Vector;

static Vector
to_mm (MesoPoint point)
{
  return (Vector){ point.x / 100.0, point.y / 100.0 };
}

/**
 * meso_curve_get_segment:
 * @index: which stretch, from point @index to point @index + 1
 * @segment: (out): in mm
 *
 * A smooth line is a uniform Catmull-Rom spline through its points, its ends doubled: the control points lie at one
 * sixth of the difference of the neighbours. A straight one has its control points on the line.
 */
void
meso_curve_get_segment (const MesoPoint *points,
                        guint n_points,
                        MesoCurve curve,
                        guint index,
                        MesoBezier *segment)
{
  Vector from, to, before, after;
  double part;

  g_return_if_fail (points != NULL);
  g_return_if_fail (index + 1 < n_points);
  g_return_if_fail (segment != NULL);

  from = to_mm (points[index]);
  to = to_mm (points[index + 1]);
  if (curve == MESO_CURVE_SMOOTH)
    {
      before = to_mm (points[index > 0 ? index - 1 : 0]);
      after = to_mm (points[MIN (index + 2, n_points - 1)]);
      part = 1 / 6.0;
      *segment = (MesoBezier){ from.x + (to.x - before.x) * part,
                               from.y + (to.y - before.y) * part,
                               to.x - (after.x - from.x) * part,
                               to.y - (after.y - from.y) * part,
                               to.x,
                               to.y };
    }
  else
    {
      part = 1 / 3.0;
      *segment = (MesoBezier){ from.x + (to.x - from.x) * part,
                               from.y + (to.y - from.y) * part,
                               to.x - (to.x - from.x) * part,
                               to.y - (to.y - from.y) * part,
                               to.x,
                               to.y };
    }
}

static Vector
evaluate (Vector from,
          const MesoBezier *s,
          double t)
{
  double u = 1 - t;
  double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

  return (Vector){ a * from.x + b * s->x1 + c * s->x2 + d * s->x3, a * from.y + b * s->y1 + c * s->y2 + d * s->y3 };
}

static double
distance_to_stretch (Vector a,
                     Vector b,
                     double x,
                     double y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1) : 0;

  return hypot (a.x + t * dx - x, a.y + t * dy - y);
}

/**
 * meso_curve_foreach_stretch:
 * @func: called with the ends of each stretch in mm, from the entry on
 *
 * Goes along a line in straight stretches, those whose lengths meso_curve_get_length() adds up.
 */
void
meso_curve_foreach_stretch (const MesoPoint *points,
                            guint n_points,
                            MesoCurve curve,
                            MesoStretchFunc func,
                            gpointer user_data)
{
  guint n = curve == MESO_CURVE_SMOOTH ? SUBDIVISIONS : 1;

  g_return_if_fail (points != NULL && func != NULL);

  for (guint i = 0; i + 1 < n_points; i++)
    {
      Vector from = to_mm (points[i]);
      Vector a = from;
      MesoBezier segment;

      meso_curve_get_segment (points, n_points, curve, i, &segment);
      for (guint k = 1; k <= n; k++)
        {
          Vector b = k == n ? to_mm (points[i + 1]) : evaluate (from, &segment, (double) k / n);

          func (a.x, a.y, b.x, b.y, user_data);
          a = b;
        }
    }
}

static void
add_length (double x1,
            double y1,
            double x2,
            double y2,
            gpointer user_data)
{
  *(double *) user_data += hypot (x2 - x1, y2 - y1);
}

/**
 * meso_curve_get_length:
 *
 * Returns: the length of a line on the diagram in mm, by a fixed subdivision of each stretch
 */
double
meso_curve_get_length (const MesoPoint *points,
                       guint n_points,
                       MesoCurve curve)
{
  double length = 0;

  g_return_val_if_fail (points != NULL, 0);

  meso_curve_foreach_stretch (points, n_points, curve, add_length, &length);
  return length;
}

typedef struct
{
  double x, y, distance;
} Nearest;

static void
keep_nearest (double x1,
              double y1,
              double x2,
              double y2,
              gpointer user_data)
{
  Nearest *nearest = user_data;
  Vector a = { x1, y1 }, b = { x2, y2 };

  nearest->distance = MIN (nearest->distance, distance_to_stretch (a, b, nearest->x, nearest->y));
}

/**
 * meso_curve_get_distance:
 * @x: in mm
 * @y: in mm
 *
 * Returns: how far the place is from the line, in mm
 */
double
meso_curve_get_distance (const MesoPoint *points,
                         guint n_points,
                         MesoCurve curve,
                         double x,
                         double y)
{
  Nearest nearest = { x, y, INFINITY };

  g_return_val_if_fail (points != NULL && n_points > 0, INFINITY);

  if (n_points == 1)
    return hypot (points[0].x / 100.0 - x, points[0].y / 100.0 - y);
  meso_curve_foreach_stretch (points, n_points, curve, keep_nearest, &nearest);
  return nearest.distance;
}

/**
 * meso_polygon_get_area:
 *
 * Returns: the area of a closed outline that does not cross itself, in mm² on the diagram
 */
double
meso_polygon_get_area (const MesoPoint *points,
                       guint n_points)
{
  double twice = 0;

  g_return_val_if_fail (points != NULL, 0);

  for (guint i = 0; i < n_points; i++)
    {
      const MesoPoint *a = &points[i], *b = &points[(i + 1) % n_points];

      twice += (double) a->x * b->y - (double) b->x * a->y;
    }
  return fabs (twice) / 2 / 10000;
}

/** meso_polygon_contains: by the even-odd rule; @x and @y in mm. */
gboolean
meso_polygon_contains (const MesoPoint *points,
                       guint n_points,
                       double x,
                       double y)
{
  gboolean inside = FALSE;

  g_return_val_if_fail (points != NULL, FALSE);

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    {
      Vector a = to_mm (points[i]), b = to_mm (points[j]);

      if ((a.y > y) != (b.y > y) && x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

static double
get_edge_distance (const MesoPoint *points,
                   guint n_points,
                   Vector p)
{
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < n_points; i++)
    {
      Vector a = to_mm (points[i]), b = to_mm (points[(i + 1) % n_points]);
      double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
      double t = square > 0 ? CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0, 1) : 0;

      nearest = MIN (nearest, hypot (p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
  return nearest;
}

/**
 * meso_polygon_find_middle:
 * @x: (out): in mm
 * @y: (out): in mm
 *
 * A place well inside, for the words in an area and for the region it is counted in: far from the outline and near the
 * middle of the box. Of an area without an inside it is the middle of the box.
 */
void
meso_polygon_find_middle (const MesoPoint *points,
                          guint n_points,
                          double *x,
                          double *y)
{
  double x1 = G_MAXDOUBLE, y1 = G_MAXDOUBLE, x2 = -G_MAXDOUBLE, y2 = -G_MAXDOUBLE, best = -G_MAXDOUBLE;
  Vector middle;

  g_return_if_fail (points != NULL && x != NULL && y != NULL);

  for (guint i = 0; i < n_points; i++)
    {
      Vector p = to_mm (points[i]);

      x1 = MIN (x1, p.x);
      y1 = MIN (y1, p.y);
      x2 = MAX (x2, p.x);
      y2 = MAX (y2, p.y);
    }
  middle = (Vector){ (x1 + x2) / 2, (y1 + y2) / 2 };
  *x = middle.x;
  *y = middle.y;
  for (guint i = 1; i < MIDDLE_GRID; i++)
    for (guint k = 1; k < MIDDLE_GRID; k++)
      {
        Vector p = { x1 + (x2 - x1) * k / MIDDLE_GRID, y1 + (y2 - y1) * i / MIDDLE_GRID };
        double score;

        if (!meso_polygon_contains (points, n_points, p.x, p.y))
          continue;
        score = get_edge_distance (points, n_points, p) - hypot (p.x - middle.x, p.y - middle.y) / MIDDLE_DETOUR;
        if (score <= best)
          continue;
        best = score;
        *x = p.x;
        *y = p.y;
      }
}

static gint64
turn (MesoPoint a,
      MesoPoint b,
      MesoPoint c)
{
  return ((gint64) b.x - a.x) * ((gint64) c.y - a.y) - ((gint64) b.y - a.y) * ((gint64) c.x - a.x);
}

static gboolean
stretches_cross (MesoPoint a,
                 MesoPoint b,
                 MesoPoint c,
                 MesoPoint d)
{
  gint64 c_side, d_side, a_side, b_side;

  /* Far apart is the usual case, and a thousand nodes make half a million pairs. */
  if (MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x) || MAX (a.y, b.y) < MIN (c.y, d.y) ||
      MAX (c.y, d.y) < MIN (a.y, b.y))
    return FALSE;
  c_side = turn (a, b, c);
  d_side = turn (a, b, d);
  a_side = turn (c, d, a);
  b_side = turn (c, d, b);
  return ((c_side > 0 && d_side < 0) || (c_side < 0 && d_side > 0)) &&
         ((a_side > 0 && b_side < 0) || (a_side < 0 && b_side > 0));
}

/** meso_polygon_crosses_itself: whether two sides that are not neighbours cross; touching is not crossing. */
gboolean
meso_polygon_crosses_itself (const MesoPoint *points,
                             guint n_points)
{
  g_return_val_if_fail (points != NULL, FALSE);

  for (guint i = 0; i < n_points; i++)
    for (guint j = i + 2; j < n_points; j++)
      {
        if (i == 0 && j == n_points - 1)
          continue;
        if (stretches_cross (points[i], points[i + 1], points[j], points[(j + 1) % n_points]))
          return TRUE;
      }
  return FALSE;
}
