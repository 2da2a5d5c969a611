/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* The regions of the diagrams as they are drawn: each point of the skin has one, and it is on the right side. */

#include "config.h"

#include <math.h>

#include "diagram-views.h"
#include "diagram/meso-region-names.h"

/* The grid of points that the regions are tried with, in mm, and how near to an edge its points say nothing: the
 * polygons themselves are within 0.05 mm of the curves. */
#define GRID 0.5
#define EDGE 0.3

/* In an oblique view the surface bulges between the landmarks that the midline runs through; in mm. */
#define OBLIQUE_SLACK 6

static char *
describe (const MesoRegion *region)
{
  return region != NULL ? meso_region_dup_name (region) : g_strdup ("nothing");
}

/* How far a point is on the patient's left of the midline that the file draws, in mm. */
static double
get_left (const Subject *subject,
          MesoDiagram *diagram,
          double x,
          double y)
{
  guint n_points, i = 1;
  const MesoPathVertex *points = meso_diagram_get_midline (diagram, &n_points);
  double middle;

  while (i + 1 < n_points && points[i].y < y)
    i++;
  middle = points[i - 1].x +
           (points[i].x - points[i - 1].x) * (y - points[i - 1].y) / MAX (points[i].y - points[i - 1].y, 1e-9);

  return subject->view->left_is_viewers_left ? middle - x : x - middle;
}

/* The regions of a side are on that side. */
static void
test_region_sides (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  double slack = view_is_symmetric (subject->view) ? 0.6 : OBLIQUE_SLACK;
  cairo_rectangle_t sheet;

  if (diagram == NULL || view_is_profile (subject->view))
    return;

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y < sheet.y + sheet.height; y++)
    for (double x = ceil (sheet.x); x < sheet.x + sheet.width; x++)
      {
        const MesoRegion *region = meso_diagram_find_region (diagram, x, y);
        double left = get_left (subject, diagram, x, y);

        if (region == NULL || meso_region_get_side (region) == MESO_SIDE_MIDLINE)
          continue;

        if (meso_region_get_side (region) == MESO_SIDE_RIGHT ? left > slack : left < -slack)
          {
            g_autofree char *name = describe (region);

            g_test_message ("%g, %g is in %s, %.1f mm on the other side of the midline", x, y, name, fabs (left));
            g_test_fail ();
            return;
          }
      }
}

static void
test_names (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  MesoSide side = view_get_side (subject->view) == MESO_SIDE_RIGHT ? MESO_SIDE_RIGHT : MESO_SIDE_LEFT;

  if (diagram == NULL)
    return;

  for (guint i = 0; subject->view->regions[i] != NULL; i++)
    {
      const char *id = subject->view->regions[i];

      if (meso_diagram_lookup_region (diagram, id, MESO_SIDE_MIDLINE) == NULL &&
          meso_diagram_lookup_region (diagram, id, side) == NULL)
        {
          g_test_message ("region %s is missing", id);
          g_test_fail ();
        }
    }

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      const char *id = meso_region_get_id (region);

      g_test_message ("%s", id);
      g_assert_true (g_strv_contains (meso_region_list_ids (), id));
      if (view_is_symmetric (subject->view))
        g_assert_nonnull (meso_diagram_lookup_region (diagram, id, mirror_side (meso_region_get_side (region))));
      /* A region is a pair, or one in the middle. */
      g_assert_cmpint (meso_region_get_side (region) == MESO_SIDE_MIDLINE, ==,
                       meso_diagram_lookup_region (diagram, id, MESO_SIDE_MIDLINE) != NULL);
      check_on_sheet (diagram, id, meso_region_get_path (region));
    }
}

/* Whether the edge of the skin is nearer than EDGE. */
static gboolean
is_near_skin_edge (MesoDiagram *diagram,
                   double x,
                   double y)
{
  gboolean is_skin = meso_diagram_is_skin (diagram, x, y);

  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      if (meso_diagram_is_skin (diagram, x + i * EDGE, y + j * EDGE) != is_skin)
        return TRUE;

  return FALSE;
}

static gboolean
is_near_region_edge (MesoDiagram *diagram,
                     double x,
                     double y)
{
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      MesoPath *path = meso_region_get_path (meso_diagram_get_region (diagram, i));
      cairo_rectangle_t bounds = meso_path_get_bounds (path);

      if (x > bounds.x - EDGE && x < bounds.x + bounds.width + EDGE && y > bounds.y - EDGE &&
          y < bounds.y + bounds.height + EDGE && meso_path_get_distance (path, x, y) < EDGE)
        return TRUE;
    }

  return FALSE;
}

/* The names of all regions at a point; NULL where exactly one is there as there is skin, or none as there is none. */
static char *
find_fault (MesoDiagram *diagram,
            double x,
            double y)
{
  gboolean is_skin = meso_diagram_is_skin (diagram, x, y);
  g_autoptr (GString) names = g_string_new (is_skin ? "skin" : "no skin");
  guint n_regions = 0;

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      g_autofree char *name = NULL;

      if (!meso_path_contains (meso_region_get_path (region), x, y, MESO_FILL_EVEN_ODD))
        continue;

      name = meso_region_dup_name (region);
      g_string_append_printf (names, ", %s", name);
      n_regions++;
    }

  if (n_regions == (is_skin ? 1 : 0) || is_near_region_edge (diagram, x, y) || is_near_skin_edge (diagram, x, y))
    return NULL;

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* On a fine grid each point of skin is in exactly one region, and each point of a region is on skin. */
static void
test_tiling (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cairo_rectangle_t sheet;
  guint n_skin = 0, n_faults = 0;

  if (diagram == NULL)
    return;

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y <= sheet.y + sheet.height; y += GRID)
    for (double x = ceil (sheet.x); x <= sheet.x + sheet.width; x += GRID)
      {
        g_autofree char *fault = find_fault (diagram, x, y);

        n_skin += meso_diagram_is_skin (diagram, x, y);
        if (fault == NULL)
          continue;

        /* One of a kind and a place is enough to find it by. */
        n_faults++;
        if (g_hash_table_size (cells) < 100 &&
            g_hash_table_add (cells, g_strdup_printf ("%s %d %d", fault, (int) floor (x / 10), (int) floor (y / 10))))
          g_test_message ("%g, %g: %s", x, y, fault);
      }

  g_test_message ("%u points of %g cm² of skin are wrong", n_faults, n_skin * GRID * GRID / 100);
  if (n_faults > 0)
    g_test_fail ();
  /* Else the loop proves nothing. The face alone has about 250 cm², two backs of the hand have 150. */
  g_assert_cmpfloat (n_skin * GRID * GRID, >, 10000);
}

/* On the other side, in the same file or in its twin, is the same region. */
static void
test_symmetry (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  MesoDiagram *twin = diagram;
  cairo_rectangle_t sheet;

  if (diagram == NULL)
    return;

  if (subject->view->twin != NULL)
    twin = meso_diagram_set_lookup (get_diagram_set (), subject->view->twin, subject->variant);
  if (twin == NULL)
    {
      g_test_skip ("its twin is not there");
      return;
    }

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y <= sheet.y + sheet.height; y++)
    for (double x = ceil (sheet.x); x <= sheet.x + sheet.width; x++)
      {
        const MesoRegion *region = meso_diagram_find_region (diagram, x, y);
        const MesoRegion *other = meso_diagram_find_region (twin, -x, y);
        g_autofree char *name = NULL;
        g_autofree char *other_name = NULL;

        if (region == NULL || meso_path_get_distance (meso_region_get_path (region), x, y) < EDGE)
          continue;

        if (other == NULL || !g_str_equal (meso_region_get_id (other), meso_region_get_id (region)) ||
            meso_region_get_side (other) != mirror_side (meso_region_get_side (region)))
          {
            name = describe (region);
            other_name = describe (other);
            g_test_message ("%g, %g is in %s, but %g, %g in %s", x, y, name, -x, y, other_name);
            g_test_fail ();
            return;
          }
      }
}

/* The landmarks, the skin and the sides of the other cheek are those of this one, turned round. */
static void
test_twin (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  MesoDiagram *twin;
  cairo_rectangle_t sheet;

  if (diagram == NULL || subject->view->twin == NULL)
    return;

  twin = meso_diagram_set_lookup (get_diagram_set (), subject->view->twin, subject->variant);
  if (twin == NULL)
    {
      g_test_skip ("its twin is not there");
      return;
    }

  g_assert_cmpint (meso_diagram_get_version (twin), ==, meso_diagram_get_version (diagram));
  g_assert_cmpuint (meso_diagram_get_n_landmarks (twin), ==, meso_diagram_get_n_landmarks (diagram));
  g_assert_cmpuint (meso_diagram_get_n_warnings (twin), ==, meso_diagram_get_n_warnings (diagram));
  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
    {
      const MesoLandmark *landmark = meso_diagram_get_landmark (diagram, i);
      const MesoLandmark *other = meso_diagram_find_landmark (twin, landmark->id, mirror_side (landmark->side));

      g_assert_nonnull (other);
      g_assert_cmpfloat_with_epsilon (other->x, -landmark->x, 1e-6);
      g_assert_cmpfloat_with_epsilon (other->y, landmark->y, 1e-6);
    }

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y) + 0.317; y < sheet.y + sheet.height; y += 2)
    for (double x = ceil (sheet.x) + 0.713; x < sheet.x + sheet.width; x += 2)
      {
        g_assert_cmpint (meso_diagram_is_skin (twin, -x, y), ==, meso_diagram_is_skin (diagram, x, y));
        g_assert_cmpint (meso_diagram_get_side_at (twin, -x, y), ==,
                         mirror_side (meso_diagram_get_side_at (diagram, x, y)));
      }
}

static const DiagramTest tests[] = {
  { "names", test_names },
  { "sides", test_region_sides },
  { "tiling", test_tiling },
  { "symmetry", test_symmetry },
  { "twin", test_twin },
};

int
main (int argc,
      char *argv[])
{
  return run_diagram_tests (&argc, &argv, "diagram-regions", tests, G_N_ELEMENTS (tests));
}
