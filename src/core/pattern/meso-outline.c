/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-outline.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/meso-error.h"
#include "model/meso-mark.h"
#include "pattern/meso-outline-private.h"

/* What a shaking click draws, and no zone: mm². */
#define MIN_AREA 1.0

static gboolean
refuse (GError **error,
        const char *sentence)
{
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID, sentence);
  return FALSE;
}

/* Whether all points lie on one straight line, or in one place. */
static gboolean
is_line (const MesoPoint *points,
         guint n_points)
{
  guint other = 1;

  while (other < n_points && points[other].x == points[0].x && points[other].y == points[0].y)
    other++;
  for (guint i = other + 1; i < n_points; i++)
    {
      gint64 turn = ((gint64) points[other].x - points[0].x) * ((gint64) points[i].y - points[0].y) -
                    ((gint64) points[other].y - points[0].y) * ((gint64) points[i].x - points[0].x);

      if (turn != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * meso_outline_check:
 * @points: (array length=n_points): a closed outline, in 1/100 mm
 *
 * Whether the outline can be a zone or be filled.
 *
 * Returns: %FALSE with an error whose sentence says what is wrong with it
 */
gboolean
meso_outline_check (const MesoPoint *points,
                    guint n_points,
                    GError **error)
{
  g_return_val_if_fail (points != NULL || n_points == 0, FALSE);

  if (n_points < 3)
    return refuse (error, _ ("An outline needs at least three points"));
  if (n_points > MESO_MAX_AREA_POINTS)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("An outline has at most %d points, and this one has %u"),
                   MESO_MAX_AREA_POINTS, n_points);
      return FALSE;
    }
  for (guint i = 0; i < n_points; i++)
    if (ABS ((gint64) points[i].x) > MESO_MAX_COORDINATE || ABS ((gint64) points[i].y) > MESO_MAX_COORDINATE)
      return refuse (error, _ ("The outline reaches too far beyond the diagram"));
  if (is_line (points, n_points))
    return refuse (error, _ ("The outline is a line: its points must enclose something"));
  if (meso_polygon_crosses_itself (points, n_points))
    return refuse (error, _ ("The outline crosses itself"));
  if (meso_polygon_get_area (points, n_points) < MIN_AREA)
    return refuse (error, _ ("The outline is too small: it must enclose at least 1 mm²"));
  return TRUE;
}

static double
get_squared_distance (MesoPathVertex a,
                      MesoPathVertex b,
                      double x,
                      double y)
{
  double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((x - a.x) * dx + (y - a.y) * dy) / square, 0, 1) : 0;

  dx = a.x + t * dx - x;
  dy = a.y + t * dy - y;
  return dx * dx + dy * dy;
}

static MesoPathVertex
to_vertex (MesoPoint point)
{
  return (MesoPathVertex){ point.x, point.y };
}

/* The point between @first and @last that is farthest from the line through them, if it is beyond @tolerance. */
static gboolean
find_farthest (const MesoPoint *points,
               guint n_points,
               guint first,
               guint last,
               double tolerance,
               guint *farthest)
{
  double most = tolerance * tolerance;
  gboolean found = FALSE;

  for (guint i = first + 1; i < last; i++)
    {
      double square = get_squared_distance (to_vertex (points[first]), to_vertex (points[last % n_points]), points[i].x,
                                            points[i].y);

      if (square <= most)
        continue;
      most = square;
      *farthest = i;
      found = TRUE;
    }
  return found;
}

/* Marks the points that Douglas and Peucker keep of the stretch from @first to @last; n_points is the first again. */
static void
keep_corners (const MesoPoint *points,
              guint n_points,
              guint first,
              guint last,
              double tolerance,
              gboolean *kept)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));
  guint farthest;

  kept[first] = TRUE;
  g_array_append_val (stack, last);
  while (stack->len > 0)
    {
      last = g_array_index (stack, guint, stack->len - 1);
      if (find_farthest (points, n_points, first, last, tolerance, &farthest))
        {
          kept[farthest] = TRUE;
          g_array_append_val (stack, farthest);
          continue;
        }
      first = last;
      g_array_set_size (stack, stack->len - 1);
    }
}

static GArray *
simplify_once (const MesoPoint *points,
               guint n_points,
               double tolerance)
{
  GArray *simple = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_autofree gboolean *kept = g_new0 (gboolean, n_points + 1);
  guint opposite = 0;
  double most = 0;

  /* A ring has no ends: it is cut at its first point and at the one farthest from that. */
  for (guint i = 1; i < n_points; i++)
    {
      double distance = hypot (points[i].x - points[0].x, points[i].y - points[0].y);

      if (distance <= most)
        continue;
      most = distance;
      opposite = i;
    }
  kept[0] = TRUE;
  if (opposite > 0)
    {
      keep_corners (points, n_points, 0, opposite, tolerance, kept);
      keep_corners (points, n_points, opposite, n_points, tolerance, kept);
    }
  for (guint i = 0; i < n_points; i++)
    if (kept[i])
      g_array_append_val (simple, points[i]);
  return simple;
}

/**
 * meso_outline_simplify:
 * @points: (array length=n_points): a closed outline as a hand has drawn it, in 1/100 mm
 * @tolerance: how far it may move, 1/100 mm; more where it would have too many nodes for a zone otherwise
 *
 * Leaves out the nodes that the shape does not need. What is left may have any of the faults that meso_outline_check()
 * tells.
 *
 * Returns: (transfer full) (element-type MesoPoint): at most %MESO_MAX_AREA_POINTS of the points, in their order
 */
GArray *
meso_outline_simplify (const MesoPoint *points,
                       guint n_points,
                       gint64 tolerance)
{
  double limit = (double) MAX (tolerance, 1);
  GArray *simple;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);

  if (n_points == 0)
    return g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  simple = simplify_once (points, n_points, limit);
  while (simple->len > MESO_MAX_AREA_POINTS)
    {
      g_array_unref (simple);
      limit *= 1.5;
      simple = simplify_once (points, n_points, limit);
    }
  return simple;
}

/* A polygon in mm as points of 1/100 mm, without those that fall together. */
static GArray *
round_polygon (GArray *polygon)
{
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (MesoPoint), polygon->len);

  for (guint i = 0; i < polygon->len; i++)
    {
      const MesoPathVertex *vertex = &g_array_index (polygon, MesoPathVertex, i);
      MesoPoint point = { (int) lround (vertex->x * 100), (int) lround (vertex->y * 100) };
      const MesoPoint *last = points->len > 0 ? &g_array_index (points, MesoPoint, points->len - 1) : NULL;

      if (last == NULL || last->x != point.x || last->y != point.y)
        g_array_append_val (points, point);
    }
  return points;
}

/* The polygon round @place; where there is none, the largest. */
static GArray *
choose_polygon (GPtrArray *polygons,
                MesoPoint place)
{
  GArray *best = NULL;
  double most = -1;

  for (guint i = 0; i < polygons->len; i++)
    {
      g_autoptr (GArray) points = round_polygon (g_ptr_array_index (polygons, i));
      const MesoPoint *data = (const MesoPoint *) points->data;
      double area = meso_polygon_get_area (data, points->len);

      if (meso_polygon_contains (data, points->len, place.x / 100.0, place.y / 100.0))
        area += 4.0 * MESO_MAX_COORDINATE * MESO_MAX_COORDINATE;
      if (area <= most)
        continue;
      most = area;
      g_clear_pointer (&best, g_array_unref);
      best = g_steal_pointer (&points);
    }
  return best;
}

/**
 * meso_outline_trace_path:
 * @path: such as a region of a diagram
 * @place: which piece is meant where it is of several
 *
 * The outline of a region as a zone has it: straight lines that keep within 0.05 mm of its curves, or more where that
 * takes too many nodes.
 *
 * Returns: (transfer full) (element-type MesoPoint): what meso_outline_check() finds good, or %NULL
 */
GArray *
meso_outline_trace_path (MesoPath *path,
                         MesoPoint place,
                         GError **error)
{
  double tolerance = MESO_PATH_TOLERANCE;

  g_return_val_if_fail (path != NULL, NULL);

  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (GPtrArray) polygons = meso_path_flatten (path, tolerance);
      g_autoptr (GArray) points = choose_polygon (polygons, place);

      if (points != NULL && points->len > MESO_MAX_AREA_POINTS && attempt < 8)
        {
          tolerance *= 2;
          continue;
        }
      if (!meso_outline_check (points != NULL ? (const MesoPoint *) points->data : NULL,
                               points != NULL ? points->len : 0, error))
        return NULL;
      return g_steal_pointer (&points);
    }
}

static MesoOutline *
create_outline (double area)
{
  MesoOutline *self = g_new0 (MesoOutline, 1);

  self->polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->area = area;
  return self;
}

/**
 * meso_outline_new:
 * @points: (array length=n_points): a closed outline, in 1/100 mm
 *
 * Returns: (transfer full): the inside of it, or %NULL with the error of meso_outline_check()
 */
MesoOutline *
meso_outline_new (const MesoPoint *points,
                  guint n_points,
                  GError **error)
{
  MesoOutline *self;
  GArray *polygon;

  if (!meso_outline_check (points, n_points, error))
    return NULL;
  self = create_outline (meso_polygon_get_area (points, n_points));
  polygon = g_array_sized_new (FALSE, FALSE, sizeof (MesoPathVertex), n_points);
  for (guint i = 0; i < n_points; i++)
    {
      MesoPathVertex vertex = to_vertex (points[i]);

      g_array_append_val (polygon, vertex);
    }
  g_ptr_array_add (self->polygons, polygon);
  return self;
}

/**
 * meso_outline_new_for_path:
 * @path: such as a region of a diagram; all of its pieces count
 *
 * Returns: (transfer full): the same inside as meso_path_contains() tells by the even-odd rule
 */
MesoOutline *
meso_outline_new_for_path (MesoPath *path)
{
  GPtrArray *polygons;
  MesoOutline *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = create_outline (meso_path_get_area (path));
  polygons = meso_path_get_polygons (path);
  for (guint i = 0; i < polygons->len; i++)
    {
      GArray *polygon = g_array_copy (g_ptr_array_index (polygons, i));

      for (guint k = 0; k < polygon->len; k++)
        {
          g_array_index (polygon, MesoPathVertex, k).x *= 100;
          g_array_index (polygon, MesoPathVertex, k).y *= 100;
        }
      g_ptr_array_add (self->polygons, polygon);
    }
  return self;
}

/** meso_outline_free: of what meso_outline_new() has made. */
void
meso_outline_free (MesoOutline *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->polygons);
  g_free (self);
}

/** meso_outline_get_area: in mm² on the diagram. */
double
meso_outline_get_area (MesoOutline *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->area;
}

/**
 * meso_outline_get_depth:
 * @x: in 1/100 mm
 * @y: in 1/100 mm
 *
 * Returns: how far inside the place is, in 1/100 mm; outside as a negative number
 */
double
meso_outline_get_depth (MesoOutline *self,
                        double x,
                        double y)
{
  double nearest = INFINITY;
  gboolean inside = FALSE;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->polygons->len; i++)
    {
      GArray *polygon = g_ptr_array_index (self->polygons, i);
      MesoPathVertex a = g_array_index (polygon, MesoPathVertex, polygon->len - 1);

      for (guint k = 0; k < polygon->len; k++)
        {
          MesoPathVertex b = g_array_index (polygon, MesoPathVertex, k);

          if ((a.y <= y) != (b.y <= y) && x < a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
          nearest = MIN (nearest, get_squared_distance (a, b, x, y));
          a = b;
        }
    }
  return inside ? sqrt (nearest) : -sqrt (nearest);
}
