/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-nodes.h"

#include <math.h>

#include "drawing/meso-symbol.h"
#include "meso-screen-style.h"

/* Half the side of a handle, and the radius of a small one between two nodes. */
#define HANDLE 4.5
#define CROWDED_HANDLE 2.0
#define MIDDLE 3.0
/* Shorter segments have no handle between their nodes, and nodes that are closer have small ones. */
#define MIN_SEGMENT 30.0
#define CROWDED 10.0
/* Places along a segment that are looked at for the one that is nearest. */
#define N_STEPS 24

/** meso_nodes_get_n_segments: between the nodes; a zone is closed */
guint
meso_nodes_get_n_segments (const MesoMarkData *data)
{
  g_return_val_if_fail (data != NULL && data->n_points > 1, 0);

  return data->kind == MESO_MARK_AREA ? data->n_points : data->n_points - 1;
}

/* @t: from 0 at the node where the segment begins to 1 */
static void
get_place (const MesoMarkData *data,
           guint segment,
           double t,
           double *x,
           double *y)
{
  const MesoPoint *a = &data->points[segment], *b = &data->points[(segment + 1) % data->n_points];
  double u = 1 - t;
  MesoBezier s;

  if (data->kind == MESO_MARK_AREA || data->curve != MESO_CURVE_SMOOTH)
    {
      *x = (a->x * u + b->x * t) / 100;
      *y = (a->y * u + b->y * t) / 100;
      return;
    }
  meso_curve_get_segment (data->points, data->n_points, data->curve, segment, &s);
  *x = u * u * u * a->x / 100 + 3 * u * u * t * s.x1 + 3 * u * t * t * s.x2 + t * t * t * s.x3;
  *y = u * u * u * a->y / 100 + 3 * u * u * t * s.y1 + 3 * u * t * t * s.y2 + t * t * t * s.y3;
}

static MesoPoint
to_point (double x_mm,
          double y_mm)
{
  return (MesoPoint){ (int) lround (x_mm * 100), (int) lround (y_mm * 100) };
}

/** meso_nodes_get_middle: Returns: where @segment is half-way */
MesoPoint
meso_nodes_get_middle (const MesoMarkData *data,
                       guint segment)
{
  double x, y;

  g_return_val_if_fail (data != NULL && segment < meso_nodes_get_n_segments (data), (MesoPoint){ 0 });

  get_place (data, segment, 0.5, &x, &y);
  return to_point (x, y);
}

static void
get_node_px (const MesoMarkData *data,
             MesoViewport *viewport,
             guint node,
             double *x,
             double *y)
{
  node %= data->n_points;
  meso_viewport_to_px (viewport, data->points[node].x / 100.0, data->points[node].y / 100.0, x, y);
}

/** meso_nodes_find: Returns: the node that is nearest to x, y, no further than @radius; -1: there is none */
int
meso_nodes_find (const MesoMarkData *data,
                 MesoViewport *viewport,
                 double x,
                 double y,
                 double radius)
{
  double best = radius;
  int found = -1;

  g_return_val_if_fail (data != NULL && MESO_IS_VIEWPORT (viewport), -1);

  for (guint i = 0; i < data->n_points; i++)
    {
      double node_x, node_y, distance;

      get_node_px (data, viewport, i, &node_x, &node_y);
      distance = hypot (node_x - x, node_y - y);
      if (distance > best)
        continue;
      best = distance;
      found = (int) i;
    }
  return found;
}

static gboolean
has_middle (const MesoMarkData *data,
            MesoViewport *viewport,
            guint segment)
{
  double x1, y1, x2, y2;

  get_node_px (data, viewport, segment, &x1, &y1);
  get_node_px (data, viewport, segment + 1, &x2, &y2);
  return hypot (x2 - x1, y2 - y1) >= MIN_SEGMENT;
}

/** meso_nodes_find_middle: Returns: the segment whose small handle is nearest to x, y; -1: there is none */
int
meso_nodes_find_middle (const MesoMarkData *data,
                        MesoViewport *viewport,
                        double x,
                        double y,
                        double radius,
                        MesoPoint *middle)
{
  double best = radius;
  int found = -1;

  g_return_val_if_fail (data != NULL && MESO_IS_VIEWPORT (viewport) && middle != NULL, -1);

  for (guint i = 0; i < meso_nodes_get_n_segments (data); i++)
    {
      MesoPoint place = meso_nodes_get_middle (data, i);
      double middle_x, middle_y, distance;

      meso_viewport_to_px (viewport, place.x / 100.0, place.y / 100.0, &middle_x, &middle_y);
      distance = hypot (middle_x - x, middle_y - y);
      if (distance > best || !has_middle (data, viewport, i))
        continue;
      best = distance;
      found = (int) i;
      *middle = place;
    }
  return found;
}

/**
 * meso_nodes_find_segment:
 * @place: (out): the nearest place on the line or outline
 *
 * Returns: the segment that is nearest to x, y, no further than @radius; -1: there is none
 */
int
meso_nodes_find_segment (const MesoMarkData *data,
                         MesoViewport *viewport,
                         double x,
                         double y,
                         double radius,
                         MesoPoint *place)
{
  double best = radius;
  int found = -1;

  g_return_val_if_fail (data != NULL && MESO_IS_VIEWPORT (viewport) && place != NULL, -1);

  for (guint i = 0; i < meso_nodes_get_n_segments (data); i++)
    for (guint step = 0; step <= N_STEPS; step++)
      {
        double x_mm, y_mm, at_x, at_y, distance;

        get_place (data, i, (double) step / N_STEPS, &x_mm, &y_mm);
        meso_viewport_to_px (viewport, x_mm, y_mm, &at_x, &at_y);
        distance = hypot (at_x - x, at_y - y);
        if (distance > best)
          continue;
        best = distance;
        found = (int) i;
        *place = to_point (x_mm, y_mm);
      }
  return found;
}

static GArray *
copy_points (const MesoMarkData *data)
{
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (MesoPoint), data->n_points + 1);

  g_array_append_vals (points, data->points, data->n_points);
  return points;
}

/** meso_nodes_insert: Returns: (transfer full) (element-type MesoPoint): with a node more, @segment + 1 */
GArray *
meso_nodes_insert (const MesoMarkData *data,
                   guint segment,
                   MesoPoint place)
{
  GArray *points;

  g_return_val_if_fail (data != NULL && segment < meso_nodes_get_n_segments (data), NULL);

  points = copy_points (data);
  g_array_insert_val (points, segment + 1, place);
  return points;
}

/** meso_nodes_remove: Returns: (transfer full) (element-type MesoPoint): without @node */
GArray *
meso_nodes_remove (const MesoMarkData *data,
                   guint node)
{
  GArray *points;

  g_return_val_if_fail (data != NULL && node < data->n_points, NULL);

  points = copy_points (data);
  g_array_remove_index (points, node);
  return points;
}

/* Handles of nodes that lie close together are dots, so that the line between them is still seen. */
static gboolean
is_crowded (const MesoMarkData *data,
            MesoViewport *viewport,
            guint node)
{
  guint n = data->n_points;
  double x, y, next_x, next_y, last_x, last_y;

  get_node_px (data, viewport, node, &x, &y);
  get_node_px (data, viewport, MIN (node + 1, n - 1), &next_x, &next_y);
  get_node_px (data, viewport, node > 0 ? node - 1 : 0, &last_x, &last_y);
  return (node + 1 < n && hypot (next_x - x, next_y - y) < CROWDED) ||
         (node > 0 && hypot (last_x - x, last_y - y) < CROWDED);
}

static void
draw_node (const MesoMarkData *data,
           MesoViewport *viewport,
           guint node,
           gboolean is_current,
           gboolean is_hovered,
           cairo_t *cr)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;
  double half = HANDLE, x, y;

  get_node_px (data, viewport, node, &x, &y);
  if (is_current || is_hovered)
    half = HANDLE + 1.5;
  else if (is_crowded (data, viewport, node))
    half = CROWDED_HANDLE;
  cairo_rectangle (cr, round (x - half) + 0.5, round (y - half) + 0.5, round (2 * half), round (2 * half));
  if (is_current)
    cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  else
    cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_fill_preserve (cr);
  if (is_current)
    cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  else
    cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

/**
 * meso_nodes_draw:
 * @current: the node that keys act on; -1: none
 * @hovered: the node under the pointer; -1: none
 *
 * Paints the handles.
 */
void
meso_nodes_draw (const MesoMarkData *data,
                 MesoViewport *viewport,
                 int current,
                 int hovered,
                 cairo_t *cr)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;

  g_return_if_fail (data != NULL && MESO_IS_VIEWPORT (viewport) && cr != NULL);

  cairo_new_path (cr);
  for (guint i = 0; i < meso_nodes_get_n_segments (data); i++)
    {
      MesoPoint middle = meso_nodes_get_middle (data, i);
      double x, y;

      if (!has_middle (data, viewport, i))
        continue;
      meso_viewport_to_px (viewport, middle.x / 100.0, middle.y / 100.0, &x, &y);
      cairo_arc (cr, x, y, MIDDLE, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, paper[0], paper[1], paper[2], 0.9);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, blue[0], blue[1], blue[2], 0.8);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
    }
  for (guint i = 0; i < data->n_points; i++)
    draw_node (data, viewport, i, (int) i == current, (int) i == hovered, cr);
}
