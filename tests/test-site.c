/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* Where on the body a mark counts. */

#include "config.h"

#include "diagram/meso-diagram-set.h"
#include "diagram/meso-site.h"

static const MesoRegion *
find (MesoMarkKind kind,
      const MesoPoint *points,
      guint n_points,
      MesoSide *side)
{
  MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (), "face-front", "female");
  MesoMarkData data = { .kind = kind, .points = (MesoPoint *) points, .n_points = n_points };

  g_assert_nonnull (diagram);
  return meso_site_find (diagram, &data, side);
}

static void
test_point (void)
{
  const MesoPoint cheek = { -4500, 3000 }, nowhere = { 9900, -10500 };
  MesoSide side;

  g_assert_cmpstr (meso_region_get_id (find (MESO_MARK_POINT, &cheek, 1, &side)), ==, "malar");
  g_assert_cmpint (side, ==, MESO_SIDE_RIGHT);
  g_assert_null (find (MESO_MARK_POINT, &nowhere, 1, &side));
  g_assert_cmpint (side, ==, MESO_SIDE_LEFT);
}

static void
test_line (void)
{
  const MesoPoint up[] = { { 0, 10000 }, { -4500, 3000 } }, down[] = { { -4500, 3000 }, { 0, 10000 } };
  MesoSide side;

  g_assert_cmpstr (meso_region_get_id (find (MESO_MARK_THREAD, up, 2, &side)), ==, "chin");
  g_assert_cmpint (side, ==, MESO_SIDE_MIDLINE);
  g_assert_cmpstr (meso_region_get_id (find (MESO_MARK_THREAD, down, 2, &side)), ==, "malar");
  g_assert_cmpint (side, ==, MESO_SIDE_RIGHT);
}

/* The first corner lies in the temple, most of the zone in the forehead. */
static void
test_area (void)
{
  const MesoPoint zone[] = { { -5900, -2500 }, { -3000, -5500 }, { 3000, -5500 }, { 3000, -2800 }, { -3000, -2800 } };
  MesoSide side;

  g_assert_cmpstr (meso_region_get_id (find (MESO_MARK_POINT, zone, 1, &side)), ==, "temple");
  g_assert_cmpstr (meso_region_get_id (find (MESO_MARK_AREA, zone, 5, &side)), ==, "forehead-central");
  g_assert_cmpint (side, ==, MESO_SIDE_MIDLINE);
}

static void
test_middle (void)
{
  /* A horseshoe, whose box has its middle outside, and a flat line, which has no inside. */
  const MesoPoint horseshoe[] = {
    { 0, 0 },
    { 1000, 0 },
    { 1000, 3000 },
    { 4000, 3000 },
    { 4000, 0 },
    { 5000, 0 },
    { 5000, 4000 },
    { 0, 4000 },
  };
  const MesoPoint flat[] = { { 0, 0 }, { 1000, 0 }, { 2000, 0 } };
  double x, y;

  meso_polygon_find_middle (horseshoe, G_N_ELEMENTS (horseshoe), &x, &y);
  g_assert_true (meso_polygon_contains (horseshoe, G_N_ELEMENTS (horseshoe), x, y));
  meso_polygon_find_middle (flat, G_N_ELEMENTS (flat), &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (y, 0, 1e-9);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/site/point", test_point);
  g_test_add_func ("/site/line", test_line);
  g_test_add_func ("/site/area", test_area);
  g_test_add_func ("/site/middle", test_middle);
  return g_test_run ();
}
