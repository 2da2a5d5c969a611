/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>

#include "diagram/meso-diagram-set.h"
#include "model/meso-error.h"
#include "model/meso-number.h"
#include "pattern/meso-grid.h"
#include "pattern/meso-pattern.h"

static GArray *
fill (const MesoGrid *grid,
      MesoOutline *outline)
{
  g_autoptr (GError) error = NULL;
  GArray *points = meso_grid_fill (grid, outline, &error);

  g_assert_no_error (error);
  g_assert_nonnull (points);
  return points;
}

static MesoOutline *
create_box (int width,
            int height)
{
  const MesoPoint box[] = { { 0, 0 }, { width, 0 }, { width, height }, { 0, height } };

  return meso_outline_new (box, 4, NULL);
}

static void
assert_point (GArray *points,
              guint index,
              int x,
              int y)
{
  MesoPoint point = g_array_index (points, MesoPoint, index);

  g_assert_cmpint (point.x, ==, x);
  g_assert_cmpint (point.y, ==, y);
}

/* On the edge of a margin counts as inside, on every side alike; rows go to and fro. */
static void
test_box (void)
{
  g_autoptr (MesoOutline) box = create_box (2400, 1400);
  MesoGrid grid = { MESO_LATTICE_SQUARE, 500, 0, 200 };
  g_autoptr (GArray) points = fill (&grid, box), turned = NULL, centred = NULL;

  g_assert_cmpuint (points->len, ==, 15);
  assert_point (points, 0, 200, 200);
  assert_point (points, 4, 2200, 200);
  assert_point (points, 5, 2200, 700);
  assert_point (points, 9, 200, 700);
  assert_point (points, 14, 2200, 1200);

  /* A quarter turn is the same lattice, walked along the other way. */
  grid.angle = 9000;
  turned = fill (&grid, box);
  g_assert_cmpuint (turned->len, ==, 15);
  assert_point (turned, 0, 2200, 200);
  assert_point (turned, 2, 2200, 1200);
  assert_point (turned, 3, 1700, 1200);

  /* What does not come out even is left over on both sides. */
  grid = (MesoGrid){ MESO_LATTICE_SQUARE, 1000, 0, 200 };
  centred = fill (&grid, box);
  g_assert_cmpuint (centred->len, ==, 6);
  assert_point (centred, 0, 200, 200);
  assert_point (centred, 5, 200, 1200);
}

static void
test_hexagonal (void)
{
  g_autoptr (MesoOutline) box = create_box (4000, 4000);
  MesoGrid grid = { MESO_LATTICE_HEXAGONAL, 1000, 0, 0 };
  g_autoptr (GArray) points = fill (&grid, box);

  /* Rows of three and four points in turn: 866 apart. */
  g_assert_cmpuint (points->len, ==, 3 + 4 + 3 + 4 + 3);
  assert_point (points, 0, 1000, 268);
  assert_point (points, 3, 3500, 1134);
  assert_point (points, 8, 2000, 2000);
}

static void
test_refused (void)
{
  static const struct
  {
    MesoGrid grid;
    MesoError code;
    const char *sentence;
  } rows[] = {
    { { MESO_LATTICE_SQUARE, 0, 0, 0 }, MESO_ERROR_INVALID, "The spacing must be from 0.1 to 100 mm" },
    { { MESO_LATTICE_SQUARE, -500, 0, 0 }, MESO_ERROR_INVALID, "The spacing must be from 0.1 to 100 mm" },
    { { MESO_LATTICE_SQUARE, 100000000000, 0, 0 }, MESO_ERROR_INVALID, "The spacing must be from 0.1 to 100 mm" },
    { { MESO_LATTICE_HEXAGONAL, 500, 99999, 0 }, MESO_ERROR_INVALID, "The angle must be from −360 to 360 degrees" },
    { { MESO_LATTICE_SQUARE, 500, 0, -1 }, MESO_ERROR_INVALID, "The margin must be from 0 to 100 mm" },
    { { MESO_LATTICE_SQUARE, 500, 0, G_MAXINT64 }, MESO_ERROR_INVALID, "The margin must be from 0 to 100 mm" },
    { { MESO_LATTICE_SQUARE, 500, 0, 2001 },
      MESO_ERROR_INVALID,
      "No point of the grid fits in there: take a smaller margin or spacing" },
    { { MESO_LATTICE_HEXAGONAL, 500, 1234, 9000 },
      MESO_ERROR_INVALID,
      "No point of the grid fits in there: take a smaller margin or spacing" },
    { { MESO_LATTICE_SQUARE, 10, 0, 0 },
      MESO_ERROR_LIMIT,
      "That would be about 160000 marks, and 20000 at once are the most: take a wider spacing" },
  };
  g_autoptr (MesoOutline) box = create_box (4000, 4000);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (meso_grid_fill (&rows[i].grid, box, &error));
      g_assert_error (error, MESO_ERROR, (int) rows[i].code);
      g_assert_cmpstr (error->message, ==, rows[i].sentence);
    }
}

/* An outline like a star, which a hand might draw: never across itself. */
static MesoOutline *
create_random_outline (void)
{
  guint n = (guint) g_test_rand_int_range (3, 60);
  g_autofree MesoPoint *points = g_new (MesoPoint, n);
  MesoPoint middle = { g_test_rand_int_range (-9000, 9000), g_test_rand_int_range (-9000, 9000) };

  for (guint i = 0; i < n; i++)
    {
      double radius = g_test_rand_double_range (300, 5000), angle = i * 2 * G_PI / n;

      points[i] = (MesoPoint){ middle.x + (int) lround (radius * cos (angle)),
                               middle.y + (int) lround (radius * sin (angle)) };
    }
  return meso_outline_new (points, n, NULL);
}

static guint
hash_point (gconstpointer data)
{
  const MesoPoint *point = data;

  return (guint) point->x * 31u + (guint) point->y;
}

static gboolean
points_equal (gconstpointer a,
              gconstpointer b)
{
  const MesoPoint *p = a, *q = b;

  return p->x == q->x && p->y == q->y;
}

static gboolean
has_point_near (GHashTable *set,
                double x,
                double y)
{
  for (int dx = -1; dx <= 1; dx++)
    for (int dy = -1; dy <= 1; dy++)
      {
        MesoPoint point = { (int) lround (x) + dx, (int) lround (y) + dy };

        if (g_hash_table_contains (set, &point))
          return TRUE;
      }
  return FALSE;
}

/* Every point is inside, none is nearer than the spacing to another, and each neighbour that has room is there. */
static void
check_grid (const MesoGrid *grid,
            MesoOutline *outline,
            GArray *points)
{
  g_autoptr (GHashTable) set = g_hash_table_new (hash_point, points_equal);
  guint n_neighbours = grid->lattice == MESO_LATTICE_SQUARE ? 4 : 6;
  double angle = (double) grid->angle * G_PI / 18000, spacing = (double) grid->spacing;

  for (guint i = 0; i < points->len; i++)
    g_assert_true (g_hash_table_add (set, &g_array_index (points, MesoPoint, i)));
  for (guint i = 0; i < points->len; i++)
    {
      MesoPoint p = g_array_index (points, MesoPoint, i);

      g_assert_cmpfloat (meso_outline_get_depth (outline, p.x, p.y), >=, (double) grid->margin - 1e-6);
      for (guint k = 0; k < n_neighbours; k++)
        {
          double x = p.x + spacing * cos (angle + k * 2 * G_PI / n_neighbours);
          double y = p.y + spacing * sin (angle + k * 2 * G_PI / n_neighbours);

          if (meso_outline_get_depth (outline, x, y) > (double) grid->margin + 2)
            g_assert_true (has_point_near (set, x, y));
        }
    }
  for (guint i = 0; i < points->len; i++)
    for (guint k = 0; k < i; k++)
      {
        MesoPoint p = g_array_index (points, MesoPoint, i), q = g_array_index (points, MesoPoint, k);

        g_assert_cmpfloat (hypot (p.x - q.x, p.y - q.y), >=, spacing - 1.42);
      }
}

static void
test_random_outlines (void)
{
  guint n_filled = 0;

  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (MesoOutline) outline = create_random_outline ();
      MesoGrid grid = { g_test_rand_bit () ? MESO_LATTICE_SQUARE : MESO_LATTICE_HEXAGONAL,
                        g_test_rand_int_range (150, 1500),
                        g_test_rand_bit () ? g_test_rand_int_range (-36000, 36001) : 0,
                        g_test_rand_bit () ? g_test_rand_int_range (0, 400) : 0 };
      g_autoptr (GArray) points = NULL, again = NULL;
      g_autoptr (GError) error = NULL;

      if (outline == NULL)
        continue;
      points = meso_grid_fill (&grid, outline, &error);
      if (points == NULL)
        {
          g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
          continue;
        }
      check_grid (&grid, outline, points);
      again = fill (&grid, outline);
      g_assert_cmpmem (points->data, points->len * sizeof (MesoPoint), again->data, again->len * sizeof (MesoPoint));
      n_filled++;
    }
  g_test_message ("%u outlines were filled", n_filled);
  g_assert_cmpuint (n_filled, >, 200);
}

/* The count follows the area, and so does the estimate for a zone. */
static void
test_count (void)
{
  g_autoptr (MesoOutline) box = create_box (10000, 12000);

  for (guint lattice = 0; lattice < 2; lattice++)
    for (gint64 angle = 0; angle < 9000; angle += 700)
      {
        MesoGrid grid = { (MesoLattice) lattice, 150, angle, 0 };
        g_autoptr (GArray) points = fill (&grid, box);
        double expected = 10000.0 * 12000 / 150 / 150 * (lattice == 1 ? 2 / sqrt (3) : 1);

        g_assert_cmpfloat_with_epsilon (points->len, expected, expected * 0.02);
        g_assert_cmpfloat_with_epsilon ((double) meso_grid_estimate_punctures (&grid, 12000), expected, 1);
      }
  g_assert_cmpint (meso_grid_estimate_punctures (&(MesoGrid){ MESO_LATTICE_SQUARE, 150, 0, 0 }, 900), ==, 400);
  g_assert_cmpint (meso_grid_estimate_punctures (&(MesoGrid){ MESO_LATTICE_SQUARE, 0, 0, 0 }, 900), ==, MESO_UNSET);
}

static void
assert_mirrored (const MesoGrid *grid,
                 MesoDiagram *diagram,
                 const MesoRegion *right)
{
  const MesoRegion *left = meso_diagram_lookup_region (diagram, meso_region_get_id (right), MESO_SIDE_LEFT);
  g_autoptr (MesoOutline) outline = meso_outline_new_for_path (meso_region_get_path (right));
  g_autoptr (MesoOutline) other = meso_outline_new_for_path (meso_region_get_path (left));
  g_autoptr (GArray) points = meso_grid_fill (grid, outline, NULL), others = meso_grid_fill (grid, other, NULL);
  g_autoptr (GHashTable) set = g_hash_table_new (hash_point, points_equal);

  g_assert_true ((points == NULL) == (others == NULL));
  if (points == NULL)
    return;
  check_grid (grid, outline, points);
  g_assert_cmpuint (points->len, ==, others->len);
  for (guint i = 0; i < points->len; i++)
    {
      g_array_index (points, MesoPoint, i).x *= -1;
      g_hash_table_add (set, &g_array_index (points, MesoPoint, i));
    }
  for (guint i = 0; i < others->len; i++)
    g_assert_true (g_hash_table_contains (set, &g_array_index (others, MesoPoint, i)));
}

/* Every region of the face can be filled as a practitioner would, and the sides are mirror images. */
static void
test_regions (void)
{
  MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (), "face-front", "female");
  guint n_regions = 0;

  g_assert_nonnull (diagram);
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);

      if (meso_region_get_side (region) != MESO_SIDE_RIGHT)
        continue;
      n_regions++;
      for (guint lattice = 0; lattice < 2; lattice++)
        for (gint64 spacing = 200; spacing <= 1000; spacing += 200)
          {
            MesoGrid grid = { (MesoLattice) lattice, spacing, 0, 150 };

            assert_mirrored (&grid, diagram, region);
            grid.angle = 9000;
            assert_mirrored (&grid, diagram, region);
          }
    }
  g_assert_cmpuint (n_regions, >, 10);
}

/* The slowest outline: a saw of a thousand nodes, each tooth as high as the outline. */
static void
test_saw (void)
{
  g_autofree MesoPoint *points = g_new (MesoPoint, 1000);
  g_autoptr (MesoOutline) outline = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) filled = NULL;
  MesoGrid grid = { MESO_LATTICE_HEXAGONAL, 600, 4500, 1 };

  for (int i = 0; i < 998; i++)
    points[i] = (MesoPoint){ i * 100 - 49900, i % 2 == 0 ? -49000 : 49000 };
  points[998] = (MesoPoint){ 49800, 50000 };
  points[999] = (MesoPoint){ -49900, 50000 };
  outline = meso_outline_new (points, 1000, &error);
  g_assert_no_error (error);
  filled = meso_grid_fill (&grid, outline, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (filled->len, >, 10000);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pattern/grid/box", test_box);
  g_test_add_func ("/pattern/grid/hexagonal", test_hexagonal);
  g_test_add_func ("/pattern/grid/refused", test_refused);
  g_test_add_func ("/pattern/grid/random-outlines", test_random_outlines);
  g_test_add_func ("/pattern/grid/count", test_count);
  g_test_add_func ("/pattern/grid/regions", test_regions);
  g_test_add_func ("/pattern/grid/saw", test_saw);
  return g_test_run ();
}
