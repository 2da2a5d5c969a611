/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "diagram/meso-path.h"

#include <math.h>

#include "diagram/meso-path-private.h"

/* A curve becomes at most this many lines, which bounds the memory that a hostile file can take. */
#define MAX_STEPS 64

/* Decimals of a written coordinate, in mm. */
#define DECIMALS 4

struct _MesoPath
{
  gatomicrefcount ref_count;

  GArray *segments; /* MesoPathSegment; starts with a move, and a move follows each close */

  cairo_rectangle_t bounds;
  double area;

  /* Polygons of MESO_PATH_TOLERANCE, made when first asked for; set once, by whichever thread comes first. */
  GPtrArray *polygons;
};

G_DEFINE_BOXED_TYPE (MesoPath, meso_path, meso_path_ref, meso_path_unref)

typedef struct
{
  double x1, y1, x2, y2;
} Extents;

static void
extend (Extents *extents,
        double x,
        double y)
{
  extents->x1 = MIN (extents->x1, x);
  extents->y1 = MIN (extents->y1, y);
  extents->x2 = MAX (extents->x2, x);
  extents->y2 = MAX (extents->y2, y);
}

static double
bezier (double a,
        double b,
        double c,
        double d,
        double t)
{
  double u = 1 - t;

  return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

/* The parameters inside (0, 1) where one coordinate of a cubic stands still. */
static int
find_extrema (double a,
              double b,
              double c,
              double d,
              double roots[2])
{
  double qa = d - 3 * c + 3 * b - a;
  double qb = 2 * (c - 2 * b + a);
  double qc = b - a;
  double found[2];
  int n_found = 0, n_roots = 0;

  if (fabs (qa) < 1e-12)
    {
      if (fabs (qb) > 1e-12)
        found[n_found++] = -qc / qb;
    }
  else
    {
      double discriminant = qb * qb - 4 * qa * qc;

      if (discriminant >= 0)
        {
          found[n_found++] = (-qb + sqrt (discriminant)) / (2 * qa);
          found[n_found++] = (-qb - sqrt (discriminant)) / (2 * qa);
        }
    }

  for (int i = 0; i < n_found; i++)
    if (found[i] > 0 && found[i] < 1)
      roots[n_roots++] = found[i];

  return n_roots;
}

static void
extend_curve (Extents *extents,
              MesoPathVertex from,
              const MesoPathVertex *p)
{
  double roots[2];
  int n_roots;

  n_roots = find_extrema (from.x, p[0].x, p[1].x, p[2].x, roots);
  for (int i = 0; i < n_roots; i++)
    extend (extents, bezier (from.x, p[0].x, p[1].x, p[2].x, roots[i]),
            bezier (from.y, p[0].y, p[1].y, p[2].y, roots[i]));

  n_roots = find_extrema (from.y, p[0].y, p[1].y, p[2].y, roots);
  for (int i = 0; i < n_roots; i++)
    extend (extents, bezier (from.x, p[0].x, p[1].x, p[2].x, roots[i]),
            bezier (from.y, p[0].y, p[1].y, p[2].y, roots[i]));

  extend (extents, p[2].x, p[2].y);
}

/* Where the pen stands after a segment. */
static MesoPathVertex
get_end (const MesoPathSegment *segment)
{
  return segment->points[segment->op == MESO_PATH_CURVE ? 2 : 0];
}

static cairo_rectangle_t
compute_bounds (GArray *segments)
{
  Extents extents = { INFINITY, INFINITY, -INFINITY, -INFINITY };
  MesoPathVertex current = { 0, 0 };

  for (guint i = 0; i < segments->len; i++)
    {
      const MesoPathSegment *segment = &g_array_index (segments, MesoPathSegment, i);

      if (segment->op == MESO_PATH_CURVE)
        extend_curve (&extents, current, segment->points);
      else
        extend (&extents, segment->points[0].x, segment->points[0].y);

      current = get_end (segment);
    }

  return (cairo_rectangle_t){ extents.x1, extents.y1, extents.x2 - extents.x1, extents.y2 - extents.y1 };
}

static double
cross (MesoPathVertex a,
       MesoPathVertex b)
{
  return a.x * b.y - a.y * b.x;
}

/* Twice the area that a cubic sweeps as seen from the origin. x dy - y dx has degree 5 here, for which
 * Gauss' quadrature in three points is exact. */
static double
sweep_curve (MesoPathVertex from,
             const MesoPathVertex *p)
{
  static const double nodes[] = { 0.1127016653792583, 0.5, 0.8872983346207417 };
  static const double weights[] = { 5 / 18., 8 / 18., 5 / 18. };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double t = nodes[i], u = 1 - t;
      MesoPathVertex at = { bezier (from.x, p[0].x, p[1].x, p[2].x, t), bezier (from.y, p[0].y, p[1].y, p[2].y, t) };
      MesoPathVertex slope = {
        3 * (u * u * (p[0].x - from.x) + 2 * u * t * (p[1].x - p[0].x) + t * t * (p[2].x - p[1].x)),
        3 * (u * u * (p[0].y - from.y) + 2 * u * t * (p[1].y - p[0].y) + t * t * (p[2].y - p[1].y)),
      };

      sum += weights[i] * cross (at, slope);
    }

  return sum;
}

static double
compute_area (GArray *segments)
{
  MesoPathVertex current = { 0, 0 }, start = { 0, 0 };
  double twice = 0;

  for (guint i = 0; i < segments->len; i++)
    {
      const MesoPathSegment *segment = &g_array_index (segments, MesoPathSegment, i);

      if (segment->op == MESO_PATH_MOVE)
        {
          twice += cross (current, start);
          start = segment->points[0];
        }
      else if (segment->op == MESO_PATH_CURVE)
        twice += sweep_curve (current, segment->points);
      else
        twice += cross (current, segment->points[0]);

      current = get_end (segment);
    }

  return fabs (twice + cross (current, start)) / 2;
}

/* How many lines keep within the tolerance of the curve. The same for the curve run backwards, so that two regions
 * that share a border share its vertices. */
static guint
count_steps (MesoPathVertex from,
             const MesoPathVertex *p,
             double tolerance)
{
  double bend1 = hypot (from.x - 2 * p[0].x + p[1].x, from.y - 2 * p[0].y + p[1].y);
  double bend2 = hypot (p[0].x - 2 * p[1].x + p[2].x, p[0].y - 2 * p[1].y + p[2].y);
  double steps = ceil (sqrt (0.75 * MAX (bend1, bend2) / tolerance));

  return (guint) CLAMP (steps, 1, MAX_STEPS);
}

static void
append_vertex (GArray *polygon,
               double x,
               double y)
{
  MesoPathVertex vertex = { x, y };

  g_array_append_val (polygon, vertex);
}

static void
flatten_curve (GArray *polygon,
               MesoPathVertex from,
               const MesoPathVertex *p,
               double tolerance)
{
  guint n_steps = count_steps (from, p, tolerance);

  for (guint i = 1; i < n_steps; i++)
    {
      double t = (double) i / n_steps;

      append_vertex (polygon, bezier (from.x, p[0].x, p[1].x, p[2].x, t),
                     bezier (from.y, p[0].y, p[1].y, p[2].y, t));
    }

  append_vertex (polygon, p[2].x, p[2].y);
}

/* Moves a finished polygon into the list; one that is only a point goes. */
static void
take_polygon (GPtrArray *polygons,
              GArray *polygon)
{
  const MesoPathVertex *vertices;

  if (polygon == NULL)
    return;

  vertices = (const MesoPathVertex *) polygon->data;
  if (polygon->len > 1 && vertices[0].x == vertices[polygon->len - 1].x &&
      vertices[0].y == vertices[polygon->len - 1].y)
    g_array_set_size (polygon, polygon->len - 1);

  if (polygon->len > 1)
    g_ptr_array_add (polygons, polygon);
  else
    g_array_unref (polygon);
}

static double
get_squared_distance (MesoPathVertex a,
                      MesoPathVertex b,
                      double x,
                      double y)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double squared_length = dx * dx + dy * dy;
  double t = 0;

  if (squared_length > 0)
    t = CLAMP (((x - a.x) * dx + (y - a.y) * dy) / squared_length, 0, 1);

  dx = a.x + t * dx - x;
  dy = a.y + t * dy - y;

  return dx * dx + dy * dy;
}

/* How often the polygon winds round the point, and how often a ray to the right crosses it. A vertex belongs to the
 * edge below it only, so that a ray through a vertex counts once. */
static void
count_crossings (GArray *polygon,
                 double x,
                 double y,
                 int *winding,
                 guint *crossings)
{
  const MesoPathVertex *vertices = (const MesoPathVertex *) polygon->data;
  const MesoPathVertex *a = &vertices[polygon->len - 1];

  for (guint i = 0; i < polygon->len; i++)
    {
      const MesoPathVertex *b = &vertices[i];

      if ((a->y <= y) != (b->y <= y) && x < a->x + (y - a->y) / (b->y - a->y) * (b->x - a->x))
        {
          *winding += b->y > a->y ? 1 : -1;
          (*crossings)++;
        }

      a = b;
    }
}

static void
append_coordinate (GString *string,
                   double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  g_ascii_formatd (buffer, sizeof buffer, "%." G_STRINGIFY (DECIMALS) "f", value);
  for (end = buffer; *end != '\0'; end++)
    ;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';

  g_string_append_c (string, ' ');
  g_string_append (string, g_str_equal (buffer, "-0") ? "0" : buffer);
}

/**
 * meso_path_new_from_string:
 * @d: path data as in SVG, one unit a millimetre
 * @error: return location for a #GError of MESO_ERROR
 *
 * Reads the commands M, L, H, V, C, S, Q, T and Z, absolute and relative. Arcs are refused with
 * MESO_ERROR_UNSUPPORTED; a path that is too long or runs out of ±10,000 mm with MESO_ERROR_LIMIT; anything else
 * that is wrong with MESO_ERROR_PARSE. The message names the offset in @d.
 *
 * Returns: (transfer full): the path, or %NULL
 */
MesoPath *
meso_path_new_from_string (const char *d,
                           GError **error)
{
  GArray *segments;
  MesoPath *self;

  g_return_val_if_fail (d != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  segments = meso_path_parse (d, error);
  if (segments == NULL)
    return NULL;

  self = g_new0 (MesoPath, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->segments = segments;
  self->bounds = compute_bounds (segments);
  self->area = compute_area (segments);

  return self;
}

/**
 * meso_path_ref:
 *
 * Returns: (transfer full): the path itself
 */
MesoPath *
meso_path_ref (MesoPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * meso_path_unref:
 *
 * Gives up one reference.
 */
void
meso_path_unref (MesoPath *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->polygons, g_ptr_array_unref);
  g_free (self);
}

/**
 * meso_path_get_segments:
 * @n_segments: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_segments): the segments, in absolute mm
 */
const MesoPathSegment *
meso_path_get_segments (MesoPath *self,
                        guint *n_segments)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_segments != NULL, NULL);

  *n_segments = self->segments->len;

  return (const MesoPathSegment *) self->segments->data;
}

/**
 * meso_path_get_bounds:
 *
 * Returns: the smallest rectangle round the curve itself (not its control points), in mm
 */
cairo_rectangle_t
meso_path_get_bounds (MesoPath *self)
{
  g_return_val_if_fail (self != NULL, ((cairo_rectangle_t){ 0 }));

  return self->bounds;
}

/**
 * meso_path_get_area:
 *
 * The enclosed area, exact for curves too. A hole counts as one when it runs the other way round than what
 * is round it.
 *
 * Returns: the area in mm²
 */
double
meso_path_get_area (MesoPath *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->area;
}

/**
 * meso_path_flatten:
 * @tolerance: how far the lines may lie from the curve, in mm
 *
 * Replaces curves by lines. Each subpath becomes one polygon, closed without repeating its first vertex.
 * A very long curve gets no more than 64 lines, whatever the tolerance.
 *
 * Returns: (transfer full) (element-type GArray): arrays of MesoPathVertex, in mm
 */
GPtrArray *
meso_path_flatten (MesoPath *self,
                   double tolerance)
{
  GPtrArray *polygons;
  GArray *polygon = NULL;
  MesoPathVertex current = { 0, 0 };

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (tolerance > 0, NULL);

  polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const MesoPathSegment *segment = &g_array_index (self->segments, MesoPathSegment, i);

      if (segment->op == MESO_PATH_MOVE)
        {
          take_polygon (polygons, g_steal_pointer (&polygon));
          polygon = g_array_new (FALSE, FALSE, sizeof (MesoPathVertex));
        }

      if (segment->op == MESO_PATH_CURVE)
        flatten_curve (polygon, current, segment->points, tolerance);
      else if (segment->op != MESO_PATH_CLOSE)
        append_vertex (polygon, segment->points[0].x, segment->points[0].y);

      current = get_end (segment);
    }

  take_polygon (polygons, polygon);

  return polygons;
}

/**
 * meso_path_get_polygons:
 *
 * The polygons that meso_path_contains() and meso_path_get_distance() work on, within 0.05 mm of the curve.
 *
 * Returns: (transfer none) (element-type GArray): arrays of MesoPathVertex, in mm; not to be changed
 */
GPtrArray *
meso_path_get_polygons (MesoPath *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (g_once_init_enter (&self->polygons))
    g_once_init_leave (&self->polygons, meso_path_flatten (self, MESO_PATH_TOLERANCE));

  return self->polygons;
}

/**
 * meso_path_contains:
 * @x: in mm
 * @y: in mm
 * @rule: what counts as inside
 *
 * Open subpaths count as closed.
 *
 * Returns: whether the point is inside
 */
gboolean
meso_path_contains (MesoPath *self,
                    double x,
                    double y,
                    MesoFillRule rule)
{
  GPtrArray *polygons;
  int winding = 0;
  guint crossings = 0;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!(x >= self->bounds.x && x <= self->bounds.x + self->bounds.width && y >= self->bounds.y &&
        y <= self->bounds.y + self->bounds.height))
    return FALSE;

  polygons = meso_path_get_polygons (self);
  for (guint i = 0; i < polygons->len; i++)
    count_crossings (g_ptr_array_index (polygons, i), x, y, &winding, &crossings);

  return rule == MESO_FILL_EVEN_ODD ? crossings % 2 == 1 : winding != 0;
}

/**
 * meso_path_get_distance:
 * @x: in mm
 * @y: in mm
 *
 * Returns: how far the point is from the outline in mm, inside as outside; infinite when there is no outline
 */
double
meso_path_get_distance (MesoPath *self,
                        double x,
                        double y)
{
  GPtrArray *polygons;
  double nearest = INFINITY;

  g_return_val_if_fail (self != NULL, INFINITY);

  polygons = meso_path_get_polygons (self);
  for (guint i = 0; i < polygons->len; i++)
    {
      GArray *polygon = g_ptr_array_index (polygons, i);
      MesoPathVertex a = g_array_index (polygon, MesoPathVertex, polygon->len - 1);

      for (guint j = 0; j < polygon->len; j++)
        {
          MesoPathVertex b = g_array_index (polygon, MesoPathVertex, j);

          nearest = MIN (nearest, get_squared_distance (a, b, x, y));
          a = b;
        }
    }

  return sqrt (nearest);
}

/**
 * meso_path_to_cairo:
 * @cr: a context whose user unit is 1 mm
 *
 * Adds the path to the context's current path; paints nothing.
 */
void
meso_path_to_cairo (MesoPath *self,
                    cairo_t *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  for (guint i = 0; i < self->segments->len; i++)
    {
      const MesoPathSegment *segment = &g_array_index (self->segments, MesoPathSegment, i);
      const MesoPathVertex *p = segment->points;

      switch (segment->op)
        {
        case MESO_PATH_MOVE:
          cairo_move_to (cr, p[0].x, p[0].y);
          break;
        case MESO_PATH_LINE:
          cairo_line_to (cr, p[0].x, p[0].y);
          break;
        case MESO_PATH_CURVE:
          cairo_curve_to (cr, p[0].x, p[0].y, p[1].x, p[1].y, p[2].x, p[2].y);
          break;
        case MESO_PATH_CLOSE:
          cairo_close_path (cr);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * meso_path_to_string:
 *
 * Writes the path as SVG data with absolute commands and at most four decimals.
 *
 * Returns: (transfer full): the data
 */
char *
meso_path_to_string (MesoPath *self)
{
  static const char letters[] = { 'M', 'L', 'C', 'Z' };
  static const int n_points[] = { 1, 1, 3, 0 };
  GString *string;

  g_return_val_if_fail (self != NULL, NULL);

  string = g_string_new (NULL);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const MesoPathSegment *segment = &g_array_index (self->segments, MesoPathSegment, i);

      if (i > 0)
        g_string_append_c (string, ' ');
      g_string_append_c (string, letters[segment->op]);

      for (int j = 0; j < n_points[segment->op]; j++)
        {
          append_coordinate (string, segment->points[j].x);
          append_coordinate (string, segment->points[j].y);
        }
    }

  return g_string_free (string, FALSE);
}
