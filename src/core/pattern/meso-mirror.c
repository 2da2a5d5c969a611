/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-mirror.h"

#include <math.h>
#include <string.h>

#include "diagram/meso-site.h"

/* How far the midline of a face that looks at us may stray from upright, in mm. At an angle it is some 80. */
#define MAX_STRAY 10.0

/* Places of a curve between two nodes that are looked at. */
#define SUBDIVISIONS 16

struct _MesoMirrorIndex
{
  GHashTable *cells; /* of 1 mm: key -> GPtrArray of MesoMark, by their first node */
};

/**
 * meso_mirror_get_kind:
 *
 * Returns: how marks on @diagram can be mirrored: views that show both sides alike have their own midline; on a profile
 *   it is an edge, and on a view at an angle the far side is foreshortened
 */
MesoMirrorKind
meso_mirror_get_kind (MesoDiagram *diagram)
{
  const MesoPathVertex *line;
  double min_x, max_x;
  guint n;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), MESO_MIRROR_UNKNOWN);

  line = meso_diagram_get_midline (diagram, &n);
  if (n == 0)
    return meso_diagram_is_photo (diagram) ? MESO_MIRROR_UNKNOWN : MESO_MIRROR_ONE_SIDE;
  min_x = max_x = line[0].x;
  for (guint i = 1; i < n; i++)
    {
      min_x = MIN (min_x, line[i].x);
      max_x = MAX (max_x, line[i].x);
    }
  return max_x - min_x <= MAX_STRAY ? MESO_MIRROR_BOTH_SIDES : MESO_MIRROR_ONE_SIDE;
}

/** meso_mirror_get_midline_x: where the midline is at the height @y, in mm; 0 where there is none. */
double
meso_mirror_get_midline_x (MesoDiagram *diagram,
                           double y)
{
  const MesoPathVertex *line;
  guint n, i = 1;
  double height;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), 0);

  line = meso_diagram_get_midline (diagram, &n);
  if (n < 2)
    return 0;
  while (i + 1 < n && line[i].y < y)
    i++;
  height = line[i].y - line[i - 1].y;
  if (!(height > 0))
    return line[i].x;
  return line[i - 1].x + (line[i].x - line[i - 1].x) * CLAMP ((y - line[i - 1].y) / height, 0, 1);
}

/** meso_mirror_dup_opposite_id: (transfer full) (nullable): `head-right` for `head-left`; perhaps not installed. */
char *
meso_mirror_dup_opposite_id (const char *diagram_id)
{
  static const char *const ends[] = { "-left", "-right" };

  g_return_val_if_fail (diagram_id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (diagram_id, ends[i]))
      return g_strdup_printf ("%.*s%s", (int) (strlen (diagram_id) - strlen (ends[i])), diagram_id, ends[1 - i]);
  return NULL;
}

/** meso_mirror_is_opposite: whether @b shows what @a shows, mirrored: a place at x there is at -x here. */
gboolean
meso_mirror_is_opposite (MesoDiagram *a,
                         MesoDiagram *b)
{
  cairo_rectangle_t own, other;

  g_return_val_if_fail (MESO_IS_DIAGRAM (a), FALSE);
  g_return_val_if_fail (MESO_IS_DIAGRAM (b), FALSE);

  own = meso_diagram_get_bounds (a);
  other = meso_diagram_get_bounds (b);
  return fabs (own.x + own.width + other.x) < 0.5 && fabs (own.y - other.y) < 0.5 &&
         fabs (own.width - other.width) < 0.5 && fabs (own.height - other.height) < 0.5;
}

/* On which side of the midline a place lies: -1, 1, or 0 on it. */
static int
get_half (MesoDiagram *diagram,
          double x,
          double y)
{
  double distance = x - meso_mirror_get_midline_x (diagram, y);

  if (fabs (distance) < MESO_MIRROR_MARGIN_MM)
    return 0;
  return distance < 0 ? -1 : 1;
}

static double
bezier (double a,
        double b,
        double c,
        double d,
        double t)
{
  double s = 1 - t;

  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/* Whether the stretch from node @i on stays on the side @half. An area goes on to its first node. */
static gboolean
stays (MesoDiagram *diagram,
       const MesoMarkData *data,
       guint i,
       int half)
{
  MesoPoint ends[2] = { data->points[i], data->points[(i + 1) % data->n_points] };
  double x = ends[0].x / 100.0, y = ends[0].y / 100.0;
  MesoBezier s;

  if (data->kind == MESO_MARK_AREA)
    meso_curve_get_segment (ends, 2, MESO_CURVE_STRAIGHT, 0, &s);
  else
    meso_curve_get_segment (data->points, data->n_points, data->curve, i, &s);
  for (guint k = 1; k <= SUBDIVISIONS; k++)
    {
      double t = (double) k / SUBDIVISIONS;

      if (get_half (diagram, bezier (x, s.x1, s.x2, s.x3, t), bezier (y, s.y1, s.y2, s.y3, t)) != half)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_on_one_side (MesoDiagram *diagram,
                const MesoMarkData *data)
{
  int half = get_half (diagram, data->points[0].x / 100.0, data->points[0].y / 100.0);
  guint n = data->kind == MESO_MARK_AREA ? data->n_points : data->n_points - 1;

  if (half == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!stays (diagram, data, i, half))
      return FALSE;
  return TRUE;
}

/* @points: the twin's. What is said of one mark alone, its note and number, is not said of the other. */
static MesoMark *
make_twin (MesoDiagram *diagram,
           MesoMark *mark,
           MesoPoint *points)
{
  MesoMarkData data = *meso_mark_get (mark);
  const MesoRegion *region;

  data.points = points;
  data.note = NULL;
  data.order = MESO_UNSET;
  region = meso_site_find (diagram, &data, &data.side);
  data.region = region != NULL ? (char *) meso_region_get_id (region) : NULL;
  return meso_mark_new (&data, NULL);
}

/**
 * meso_mirror_mark:
 * @diagram: of the kind %MESO_MIRROR_BOTH_SIDES
 *
 * Mirrors @mark about the midline at the height of each node. The entry stays the entry; region and side are found
 * anew.
 *
 * Returns: (transfer full) (nullable): its twin, with the id of @mark; %NULL if @mark lies on the midline or crosses it
 */
MesoMark *
meso_mirror_mark (MesoDiagram *diagram,
                  MesoMark *mark)
{
  const MesoMarkData *data;
  g_autofree MesoPoint *points = NULL;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), NULL);
  g_return_val_if_fail (MESO_IS_MARK (mark), NULL);

  data = meso_mark_get (mark);
  if (!is_on_one_side (diagram, data))
    return NULL;
  points = g_memdup2 (data->points, data->n_points * sizeof *points);
  for (guint i = 0; i < data->n_points; i++)
    points[i].x = (int) lround (200 * meso_mirror_get_midline_x (diagram, points[i].y / 100.0)) - points[i].x;
  return make_twin (diagram, mark, points);
}

/**
 * meso_mirror_mark_onto:
 * @opposite: the view that shows the other side
 *
 * Returns: (transfer full): the twin of @mark there, with its id
 */
MesoMark *
meso_mirror_mark_onto (MesoDiagram *opposite,
                       MesoMark *mark)
{
  const MesoMarkData *data;
  g_autofree MesoPoint *points = NULL;

  g_return_val_if_fail (MESO_IS_DIAGRAM (opposite), NULL);
  g_return_val_if_fail (MESO_IS_MARK (mark), NULL);

  data = meso_mark_get (mark);
  points = g_memdup2 (data->points, data->n_points * sizeof *points);
  for (guint i = 0; i < data->n_points; i++)
    points[i].x = -points[i].x;
  return make_twin (opposite, mark, points);
}

/* Which cell a coordinate is in, the negative ones too. */
static int
get_cell (int coordinate)
{
  return (int) floor ((double) coordinate / MESO_MIRROR_SAME);
}

static gpointer
get_key (int cell_x,
         int cell_y)
{
  /* At most 1000 mm each way. */
  return GINT_TO_POINTER ((cell_x + 4096) * 8192 + cell_y + 4096);
}

static gboolean
is_same (MesoMark *a,
         MesoMark *b)
{
  const MesoMarkData *x = meso_mark_get (a), *y = meso_mark_get (b);

  if (x->kind != y->kind || x->layer != y->layer || x->n_points != y->n_points ||
      g_strcmp0 (x->product, y->product) != 0)
    return FALSE;
  for (guint i = 0; i < x->n_points; i++)
    if (hypot (x->points[i].x - y->points[i].x, x->points[i].y - y->points[i].y) > MESO_MIRROR_SAME)
      return FALSE;
  return TRUE;
}

/** meso_mirror_index_new: Returns: (transfer full): an empty one. */
MesoMirrorIndex *
meso_mirror_index_new (void)
{
  MesoMirrorIndex *self = g_new0 (MesoMirrorIndex, 1);

  self->cells = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
meso_mirror_index_free (MesoMirrorIndex *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

/** meso_mirror_index_add: @mark: must live as long as @self. */
void
meso_mirror_index_add (MesoMirrorIndex *self,
                       MesoMark *mark)
{
  MesoPoint place;
  GPtrArray *cell;
  gpointer key;

  g_return_if_fail (self != NULL);
  g_return_if_fail (MESO_IS_MARK (mark));

  place = meso_mark_get_place (mark);
  key = get_key (get_cell (place.x), get_cell (place.y));
  cell = g_hash_table_lookup (self->cells, key);
  if (cell == NULL)
    {
      cell = g_ptr_array_new ();
      g_hash_table_insert (self->cells, key, cell);
    }
  g_ptr_array_add (cell, mark);
}

/** meso_mirror_index_add_map: all marks of @map. */
void
meso_mirror_index_add_map (MesoMirrorIndex *self,
                           MesoMap *map)
{
  guint n_marks;

  g_return_if_fail (self != NULL);
  g_return_if_fail (MESO_IS_MAP (map));

  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    meso_mirror_index_add (self, meso_map_get_mark (map, i));
}

/** meso_mirror_index_has: whether an equal mark lies within %MESO_MIRROR_SAME of @mark, node by node. */
gboolean
meso_mirror_index_has (MesoMirrorIndex *self,
                       MesoMark *mark)
{
  MesoPoint place;
  int x, y;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (MESO_IS_MARK (mark), FALSE);

  place = meso_mark_get_place (mark);
  x = get_cell (place.x);
  y = get_cell (place.y);
  for (int i = 0; i < 9; i++)
    {
      GPtrArray *cell = g_hash_table_lookup (self->cells, get_key (x + i % 3 - 1, y + i / 3 - 1));

      for (guint k = 0; cell != NULL && k < cell->len; k++)
        if (is_same (g_ptr_array_index (cell, k), mark))
          return TRUE;
    }
  return FALSE;
}
