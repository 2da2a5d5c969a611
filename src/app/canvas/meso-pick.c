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
  MesoMark *best = NULL;
  double best_distance = INFINITY;
  double x_mm, y_mm, zoom;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), NULL);

  zoom = meso_viewport_get_zoom (viewport);
  meso_viewport_to_mm (viewport, x, y, &x_mm, &y_mm);
  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      const MesoMarkData *data = meso_mark_get (mark);
      double distance = get_distance (data, x_mm, y_mm, zoom, radius);

      if (distance > radius || distance > best_distance + SAME_PLACE || !is_free (mark, visibility))
        continue;
      if (best != NULL && distance > best_distance - SAME_PLACE && get_rank (data) < get_rank (meso_mark_get (best)))
        continue;
      best = mark;
      best_distance = distance;
    }
  return best;
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
