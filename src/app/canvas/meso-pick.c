/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-pick.h"

#include <math.h>

/* Marks whose distances differ by less than this lie on top of each other. */
#define SAME_PLACE 0.5

/* The order of painting, by what can be told without the list of products: areas, lines, points; deep over shallow. */
static int
get_rank (const MesoMarkData *data)
{
  int kind = data->kind == MESO_MARK_POINT ? 2 : data->kind == MESO_MARK_THREAD ? 1
                                                                                : 0;

  return (kind * MESO_N_LAYERS + data->layer) * 4 + data->state;
}

/* In px; an area is a little further than anything that lies in it. */
static double
get_distance (const MesoMarkData *data,
              double x,
              double y,
              double zoom,
              double radius)
{
  switch (data->kind)
    {
    case MESO_MARK_POINT:
      return hypot (data->points[0].x / 100.0 - x, data->points[0].y / 100.0 - y) * zoom;
    case MESO_MARK_THREAD:
      return meso_curve_get_distance (data->points, data->n_points, data->curve, x, y) * zoom;
    case MESO_MARK_AREA:
      return meso_polygon_contains (data->points, data->n_points, x, y) ? radius : INFINITY;
    default:
      return INFINITY;
    }
}

static gboolean
is_free (MesoMark *mark,
         MesoVisibility *visibility)
{
  return visibility == NULL || meso_visibility_is_free (visibility, mark);
}

static gboolean
is_only_locked (MesoMark *mark,
                MesoVisibility *visibility)
{
  return meso_visibility_covers (visibility, MESO_VEIL_LOCKED, mark) &&
         !meso_visibility_covers (visibility, MESO_VEIL_HIDDEN, mark);
}

/* The nearest that @is_allowed; of several in one place the one that is painted last. */
static MesoMark *
pick (MesoMap *map,
      MesoViewport *viewport,
      MesoVisibility *visibility,
      gboolean (*is_allowed) (MesoMark *mark,
                              MesoVisibility *visibility),
      double x,
      double y,
      double radius)
{
  MesoMark *best = NULL;
  double best_distance = INFINITY;
  double x_mm, y_mm, zoom = meso_viewport_get_zoom (viewport);
  guint n_marks = meso_map_get_n_marks (map);

  meso_viewport_to_mm (viewport, x, y, &x_mm, &y_mm);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      const MesoMarkData *data = meso_mark_get (mark);
      double distance = get_distance (data, x_mm, y_mm, zoom, radius);

      if (distance > radius || distance > best_distance + SAME_PLACE || !is_allowed (mark, visibility))
        continue;
      if (best != NULL && distance > best_distance - SAME_PLACE && get_rank (data) < get_rank (meso_mark_get (best)))
        continue;
      best = mark;
      best_distance = distance;
    }
  return best;
}

/**
 * meso_pick_mark:
 * @visibility: (nullable): says which marks cannot be picked
 * @x: px from the left of the widget
 * @y: px from its top
 * @radius: px; how far from the pointer a mark may be
 *
 * Returns: (transfer none) (nullable): the nearest mark; of several in one place the one that is painted last
 */
MesoMark *
meso_pick_mark (MesoMap *map,
                MesoViewport *viewport,
                MesoVisibility *visibility,
                double x,
                double y,
                double radius)
{
  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), NULL);

  return pick (map, viewport, visibility, is_free, x, y, radius);
}

/** meso_pick_locked: Returns: (transfer none) (nullable): what meso_pick_mark() passes over because it is locked */
MesoMark *
meso_pick_locked (MesoMap *map,
                  MesoViewport *viewport,
                  MesoVisibility *visibility,
                  double x,
                  double y,
                  double radius)
{
  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), NULL);
  g_return_val_if_fail (MESO_IS_VISIBILITY (visibility), NULL);

  return pick (map, viewport, visibility, is_only_locked, x, y, radius);
}

/**
 * meso_pick_node:
 * @visibility: (nullable): says which marks are not seen; locked ones are
 * @x: px from the left of the widget
 * @y: px from its top
 * @radius: px; how far from there a node may be
 * @node: (out): the nearest point, or node of a line or zone
 *
 * Returns: whether there is one
 */
gboolean
meso_pick_node (MesoMap *map,
                MesoViewport *viewport,
                MesoVisibility *visibility,
                double x,
                double y,
                double radius,
                MesoPoint *node)
{
  double best, x_mm, y_mm;
  gboolean found = FALSE;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_MAP (map), FALSE);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), FALSE);
  g_return_val_if_fail (node != NULL, FALSE);

  best = radius / meso_viewport_get_zoom (viewport) * 100;
  meso_viewport_to_mm (viewport, x, y, &x_mm, &y_mm);
  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      const MesoMarkData *data = meso_mark_get (mark);

      for (guint j = 0; j < data->n_points; j++)
        {
          double distance = hypot (data->points[j].x - x_mm * 100, data->points[j].y - y_mm * 100);

          if (distance > best ||
              (visibility != NULL && meso_visibility_covers (visibility, MESO_VEIL_HIDDEN, mark)))
            continue;
          best = distance;
          *node = data->points[j];
          found = TRUE;
        }
    }
  return found;
}

/* Where a stroke may meet @data, coarsely: a smooth line swings out by no more than a quarter of what it spans. */
static gboolean
may_meet (const MesoMarkData *data,
          double x,
          double y,
          double to_x,
          double to_y,
          double radius)
{
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY, reach;

  for (guint i = 0; i < data->n_points; i++)
    {
      x1 = MIN (x1, data->points[i].x / 100.0);
      y1 = MIN (y1, data->points[i].y / 100.0);
      x2 = MAX (x2, data->points[i].x / 100.0);
      y2 = MAX (y2, data->points[i].y / 100.0);
    }
  reach = radius + MAX (x2 - x1, y2 - y1) / 4;
  return MAX (x, to_x) >= x1 - reach && MIN (x, to_x) <= x2 + reach && MAX (y, to_y) >= y1 - reach &&
         MIN (y, to_y) <= y2 + reach;
}

/**
 * meso_pick_along:
 * @visibility: (nullable): says which marks cannot be picked
 * @x: px; where a stroke goes on
 * @y: px
 * @to_x: px; where it has got to
 * @to_y: px
 * @radius: px; how broad it is on either side
 *
 * Returns: (transfer full) (element-type MesoMark): the points and lines that the stroke passes, in the order of the
 *   map; no references are taken
 */
GPtrArray *
meso_pick_along (MesoMap *map,
                 MesoViewport *viewport,
                 MesoVisibility *visibility,
                 double x,
                 double y,
                 double to_x,
                 double to_y,
                 double radius)
{
  GPtrArray *marks = g_ptr_array_new ();
  double zoom, x_mm, y_mm, to_x_mm, to_y_mm;
  guint n_marks, n_steps;

  g_return_val_if_fail (MESO_IS_MAP (map), marks);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), marks);

  zoom = meso_viewport_get_zoom (viewport);
  meso_viewport_to_mm (viewport, x, y, &x_mm, &y_mm);
  meso_viewport_to_mm (viewport, to_x, to_y, &to_x_mm, &to_y_mm);
  n_steps = 1 + (guint) (hypot (to_x - x, to_y - y) / (radius / 2));
  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      const MesoMarkData *data = meso_mark_get (mark);
      gboolean is_met = FALSE;

      if (data->kind == MESO_MARK_AREA || !may_meet (data, x_mm, y_mm, to_x_mm, to_y_mm, radius / zoom))
        continue;
      for (guint step = 0; step <= n_steps && !is_met; step++)
        {
          double t = (double) step / n_steps;
          double at_x = x_mm + (to_x_mm - x_mm) * t, at_y = y_mm + (to_y_mm - y_mm) * t;

          is_met = get_distance (data, at_x, at_y, zoom, radius) <= radius;
        }
      if (is_met && is_free (mark, visibility))
        g_ptr_array_add (marks, mark);
    }
  return marks;
}

/**
 * meso_pick_inside:
 * @visibility: (nullable): says which marks cannot be picked
 * @rect: mm on the diagram
 *
 * Returns: (transfer full) (element-type MesoMark): the marks that lie in @rect with all their nodes, in the order of
 *   the map; no references are taken
 */
GPtrArray *
meso_pick_inside (MesoMap *map,
                  MesoVisibility *visibility,
                  const cairo_rectangle_t *rect)
{
  GPtrArray *marks = g_ptr_array_new ();
  guint n_marks;

  g_return_val_if_fail (MESO_IS_MAP (map), marks);
  g_return_val_if_fail (rect != NULL, marks);

  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      const MesoMarkData *data = meso_mark_get (mark);
      gboolean inside = is_free (mark, visibility);

      for (guint j = 0; inside && j < data->n_points; j++)
        {
          double x = data->points[j].x / 100.0 - rect->x, y = data->points[j].y / 100.0 - rect->y;

          inside = x >= 0 && y >= 0 && x <= rect->width && y <= rect->height;
        }
      if (inside)
        g_ptr_array_add (marks, mark);
    }
  return marks;
}
