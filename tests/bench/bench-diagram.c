/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-diagram-set.h"

/* The region under the pointer, for which each motion asks, beside asking every region of the view; and loading it. */

#define N_COLUMNS 300
#define N_ROWS 300

typedef const MesoRegion *(*Finder) (MesoDiagram *diagram,
                                     double x,
                                     double y);

static const MesoRegion *
find_slowly (MesoDiagram *diagram,
             double x,
             double y)
{
  const MesoRegion *found = NULL;

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);

      if (meso_path_contains (meso_region_get_path (region), x, y, MESO_FILL_EVEN_ODD))
        found = region;
    }

  return found;
}

/* The time of one question in ns, over the whole sheet. */
static double
measure (MesoDiagram *diagram,
         Finder find,
         guint *n_found)
{
  cairo_rectangle_t sheet = meso_diagram_get_bounds (diagram);
  gint64 start;

  find (diagram, 0, 0);
  *n_found = 0;
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_COLUMNS; i++)
    for (guint j = 0; j < N_ROWS; j++)
      *n_found +=
        find (diagram, sheet.x + sheet.width * i / N_COLUMNS, sheet.y + sheet.height * j / N_ROWS) != NULL;

  return (double) (g_get_monotonic_time () - start) * 1000 / (N_COLUMNS * N_ROWS);
}

static void
measure_view (MesoDiagramSet *set,
              const char *id)
{
  MesoDiagram *diagram = meso_diagram_set_lookup_for (set, id, MESO_SEX_FEMALE);
  g_autoptr (MesoDiagram) again = NULL;
  g_autoptr (GError) error = NULL;
  guint n_found, n_slowly;
  double fast, slow, load;
  gint64 start = g_get_monotonic_time ();

  g_assert_nonnull (diagram);
  again = meso_diagram_new_from_bytes (meso_diagram_get_bytes (diagram), id, &error);
  g_assert_no_error (error);
  load = (double) (g_get_monotonic_time () - start) / 1000;

  slow = measure (diagram, find_slowly, &n_slowly);
  fast = measure (diagram, meso_diagram_find_region, &n_found);
  g_assert_cmpuint (n_found, ==, n_slowly);
  g_print ("%-20s lookup %4.0f ns, %.2f x asking each of %u regions   load %5.1f ms for %zu kB\n",
           id, fast, fast / slow, meso_diagram_get_n_regions (diagram), load,
           g_bytes_get_size (meso_diagram_get_bytes (diagram)) / 1024);
}

int
main (void)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_auto (GStrv) ids = meso_diagram_set_list_ids (set);

  for (guint i = 0; ids[i] != NULL; i++)
    measure_view (set, ids[i]);

  return 0;
}
