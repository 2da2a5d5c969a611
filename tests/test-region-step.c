/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-diagram-set.h"
#include "diagram/meso-region-step.h"

static const int directions[][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } };

static MesoDiagram *
get_diagram (const char *id,
             MesoSex sex)
{
  MesoDiagram *diagram = meso_diagram_set_lookup_for (meso_diagram_set_get_default (), id, sex);

  g_assert_nonnull (diagram);
  return diagram;
}

static void
test_middle (void)
{
  MesoDiagram *diagram = get_diagram ("face-front", MESO_SEX_FEMALE);

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      double x, y;

      g_assert_true (meso_region_find_middle (diagram, region, &x, &y));
      g_assert_true (meso_diagram_find_region (diagram, x, y) == region);
      /* One can click there without hitting the border. */
      g_assert_cmpfloat (meso_path_get_distance (meso_region_get_path (region), x, y), >, 0.5);
    }
}

/* Across the face as one would point at it. */
static void
test_walk (void)
{
  static const struct
  {
    const char *from;
    MesoSide side;
    int dx, dy;
    const char *to;
    MesoSide to_side;
  } rows[] = {
    { "anterior-cheek", MESO_SIDE_RIGHT, 0, 1, "nasolabial-upper", MESO_SIDE_RIGHT },
    { "anterior-cheek", MESO_SIDE_RIGHT, -1, 0, "malar", MESO_SIDE_RIGHT },
    { "anterior-cheek", MESO_SIDE_RIGHT, 1, 0, "nose-ala", MESO_SIDE_RIGHT },
    { "anterior-cheek", MESO_SIDE_LEFT, 1, 0, "malar", MESO_SIDE_LEFT },
    { "anterior-cheek", MESO_SIDE_LEFT, 0, -1, "tear-trough", MESO_SIDE_LEFT },
    { "chin", MESO_SIDE_MIDLINE, 0, 1, "submental", MESO_SIDE_MIDLINE },
    { "scalp-temporal", MESO_SIDE_LEFT, 1, 0, NULL, MESO_SIDE_UNSET },
  };
  MesoDiagram *diagram = get_diagram ("face-front", MESO_SEX_FEMALE);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const MesoRegion *from = meso_diagram_lookup_region (diagram, rows[i].from, rows[i].side), *to;
      double x, y;

      g_assert_true (meso_region_find_middle (diagram, from, &x, &y));
      to = meso_region_step (diagram, x, y, rows[i].dx, rows[i].dy, &x, &y);
      g_test_message ("%s %d %d: %s", rows[i].from, rows[i].dx, rows[i].dy, to != NULL ? meso_region_get_id (to) : "-");
      g_assert_cmpstr (to != NULL ? meso_region_get_id (to) : NULL, ==, rows[i].to);
      if (to != NULL)
        g_assert_cmpint (meso_region_get_side (to), ==, rows[i].to_side);
    }
}

static void
visit (MesoDiagram *diagram,
       const MesoRegion *region,
       double x,
       double y,
       GHashTable *visited)
{
  if (!g_hash_table_add (visited, (gpointer) region))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      double to_x, to_y;
      const MesoRegion *next =
        meso_region_step (diagram, x, y, directions[i][0], directions[i][1], &to_x, &to_y);

      if (next != NULL)
        visit (diagram, next, to_x, to_y, visited);
    }
}

/* From the middle of every view each of its regions can be reached. */
static void
test_reach (void)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  const char *const views[] = { "face-front", "face-oblique-left", "face-oblique-right", "head-left", "head-right",
                                "scalp-top", "scalp-back", "neck-decolletage", "hands" };

  g_assert_nonnull (set);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (views); i++)
    {
      MesoDiagram *diagram = get_diagram (views[i / 2], i % 2 == 0 ? MESO_SEX_FEMALE : MESO_SEX_MALE);
      g_autoptr (GHashTable) visited = g_hash_table_new (NULL, NULL);
      cairo_rectangle_t bounds = meso_diagram_get_bounds (diagram);

      visit (diagram, NULL, bounds.x + bounds.width / 2, bounds.y + bounds.height / 2, visited);
      for (guint j = 0; j < meso_diagram_get_n_regions (diagram); j++)
        {
          const MesoRegion *region = meso_diagram_get_region (diagram, j);

          if (!g_hash_table_contains (visited, region))
            g_error ("%s: %s %u cannot be reached", views[i / 2], meso_region_get_id (region),
                     meso_region_get_side (region));
        }
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-step/middle", test_middle);
  g_test_add_func ("/region-step/walk", test_walk);
  g_test_add_func ("/region-step/reach", test_reach);

  return g_test_run ();
}
