/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-grid-plan.h"

#include <string.h>


#include "model/meso-error.h"
#include "pattern/meso-grid.h"
#include "pattern/meso-pattern.h"

static MesoGrid
get_grid (MesoEditor *editor)
{
  MesoToolOptions *options = meso_editor_get_options (editor);

  return (MesoGrid){
    .lattice = meso_tool_options_get (options, MESO_OPTION_LATTICE) == MESO_LATTICE_MODE_HEXAGONAL
                 ? MESO_LATTICE_HEXAGONAL
                 : MESO_LATTICE_SQUARE,
    .spacing = meso_tool_options_get (options, MESO_OPTION_SPACING),
    .angle = meso_tool_options_get (options, MESO_OPTION_GRID_ANGLE),
    .margin = meso_tool_options_get (options, MESO_OPTION_MARGIN),
  };
}

static gboolean
makes_zone (MesoEditor *editor,
            const MesoGrid *grid)
{
  switch ((MesoGridMake) meso_tool_options_get (meso_editor_get_options (editor), MESO_OPTION_GRID_MAKE))
    {
    case MESO_GRID_MAKE_POINTS:
      return FALSE;
    case MESO_GRID_MAKE_ZONE:
      return TRUE;
    case MESO_GRID_MAKE_AUTO:
    case MESO_N_GRID_MAKES:
    default:
      return grid->spacing < MESO_GRID_ZONE_SPACING;
    }
}

/** meso_grid_check_options: %FALSE with an error that can be shown, when no grid can be made of them here. */
gboolean
meso_grid_check_options (MesoEditor *editor,
                         GError **error)
{
  MesoGrid grid = get_grid (editor);

  return meso_plan_check_scale (editor, error) && meso_grid_check (&grid, error);
}

static gint64
get_key (MesoPoint place)
{
  return (gint64) place.x << 32 | (guint32) place.y;
}

/* The places of the points that are there already, of the product in the hand: another one may go into the same. */
static GHashTable *
find_places (MesoEditor *editor)
{
  GHashTable *places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const char *product = meso_hand_get_product (meso_editor_get_hand (editor));
  MesoMap *map = meso_editor_get_map (editor);
  guint n_marks = meso_map_get_n_marks (map);

  for (guint i = 0; i < n_marks; i++)
    {
      const MesoMarkData *data = meso_mark_get (meso_map_get_mark (map, i));
      gint64 key = get_key (data->points[0]);

      if (data->kind == MESO_MARK_POINT && g_strcmp0 (data->product, product) == 0)
        g_hash_table_add (places, g_memdup2 (&key, sizeof key));
    }
  return places;
}

static gboolean
has_zone (MesoEditor *editor,
          const MesoMarkData *zone)
{
  MesoMap *map = meso_editor_get_map (editor);
  guint n_marks = meso_map_get_n_marks (map);

  for (guint i = 0; i < n_marks; i++)
    {
      const MesoMarkData *data = meso_mark_get (meso_map_get_mark (map, i));

      if (data->kind == MESO_MARK_AREA && data->n_points == zone->n_points && data->spacing == zone->spacing &&
          g_strcmp0 (data->product, zone->product) == 0 &&
          memcmp (data->points, zone->points, zone->n_points * sizeof *zone->points) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Nobody means to inject twice into the same place, so a grid that is laid again only fills its gaps. */
static MesoPlan *
plan_points (MesoEditor *editor,
             const MesoGrid *grid,
             MesoOutline *outline,
             guint *n_there,
             GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) places = NULL;
  g_autoptr (GArray) points = meso_grid_fill (grid, outline, error);
  MesoPlan *plan;

  if (points == NULL)
    return NULL;
  places = find_places (editor);
  for (guint i = 0; i < points->len; i++)
    {
      const MesoPoint *place = &g_array_index (points, MesoPoint, i);
      gint64 key = get_key (*place);

      if (g_hash_table_contains (places, &key))
        ++*n_there;
      else
        g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_POINT, MESO_CURVE_UNSET, place, 1));
    }
  plan = meso_plan_new (editor);
  meso_plan_add (plan, marks);
  return plan;
}

/* As many as points would be; where these would be too many to be marks, what the area comes to. */
static gint64
count_punctures (const MesoGrid *grid,
                 MesoOutline *outline,
                 GError **error)
{
  gint64 estimate;
  g_autoptr (GArray) points = NULL;

  if (!meso_grid_check (grid, error))
    return MESO_UNSET;
  estimate = meso_grid_estimate_punctures (grid, meso_outline_get_area (outline));
  if (estimate > MESO_PATTERN_MAX_MARKS)
    return estimate;
  points = meso_grid_fill (grid, outline, error);
  return points != NULL ? (gint64) points->len : MESO_UNSET;
}

/* One mark for all: what the hand does at each point, over an area. */
static MesoPlan *
plan_zone (MesoEditor *editor,
           const MesoGrid *grid,
           GArray *points,
           guint *n_there,
           GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoOutline) outline = NULL;
  g_autoptr (MesoMark) mark = NULL;
  MesoMarkData data;
  MesoPlan *plan;

  outline = meso_outline_new ((const MesoPoint *) (gpointer) points->data, points->len, error);
  if (outline == NULL)
    return NULL;
  meso_hand_fill (meso_editor_get_hand (editor), MESO_MARK_POINT, &data);
  data.kind = MESO_MARK_AREA;
  data.id = (char *) "new";
  data.layer = MESO_LAYER_UNSET;
  data.points = (MesoPoint *) (gpointer) points->data;
  data.n_points = points->len;
  data.spacing = grid->spacing;
  data.punctures = count_punctures (grid, outline, error);
  if (data.punctures == MESO_UNSET)
    return NULL;
  if (data.dose != MESO_UNSET)
    data.dose = MIN (data.dose * data.punctures, MESO_MAX_AMOUNT);
  mark = meso_mark_new (&data, NULL);
  if (!meso_mark_check (mark, error))
    return NULL;
  plan = meso_plan_new (editor);
  if (has_zone (editor, &data))
    *n_there = 1;
  else
    g_ptr_array_add (marks, g_steal_pointer (&mark));
  meso_plan_add (plan, marks);
  return plan;
}

/**
 * meso_grid_plan_region:
 * @region: of the diagram that is shown
 * @place: which piece of it is meant
 * @n_there: (out): how many of the marks are there already; they are not in the plan
 *
 * Returns: (transfer full): the grid in the whole region, maybe of no marks; %NULL with an error that can be shown
 */
MesoPlan *
meso_grid_plan_region (MesoEditor *editor,
                       const MesoRegion *region,
                       MesoPoint place,
                       guint *n_there,
                       GError **error)
{
  MesoPath *path = meso_region_get_path (region);
  MesoGrid grid = get_grid (editor);
  g_autoptr (MesoOutline) outline = NULL;
  g_autoptr (GArray) points = NULL;

  *n_there = 0;
  if (!meso_grid_check_options (editor, error))
    return NULL;
  if (makes_zone (editor, &grid))
    {
      points = meso_outline_trace_path (path, place, error);
      return points != NULL ? plan_zone (editor, &grid, points, n_there, error) : NULL;
    }
  outline = meso_outline_new_for_path (path);
  return plan_points (editor, &grid, outline, n_there, error);
}

/**
 * meso_grid_plan_outline:
 * @points: (array length=n_points): corners, in 1/100 mm
 * @n_there: (out): how many of the marks are there already; they are not in the plan
 *
 * Returns: (transfer full): the grid inside, maybe of no marks; %NULL with an error that can be shown
 */
MesoPlan *
meso_grid_plan_outline (MesoEditor *editor,
                        const MesoPoint *points,
                        guint n_points,
                        guint *n_there,
                        GError **error)
{
  MesoGrid grid = get_grid (editor);
  g_autoptr (MesoOutline) outline = NULL;
  g_autoptr (GArray) corners = NULL;

  *n_there = 0;
  if (!meso_grid_check_options (editor, error))
    return NULL;
  if (makes_zone (editor, &grid))
    {
      corners = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
      g_array_append_vals (corners, points, n_points);
      return plan_zone (editor, &grid, corners, n_there, error);
    }
  outline = meso_outline_new (points, n_points, error);
  return outline != NULL ? plan_points (editor, &grid, outline, n_there, error) : NULL;
}
