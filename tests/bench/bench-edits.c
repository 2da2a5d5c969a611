/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <malloc.h>
#include <stdlib.h>

#include "meso-model-fixture.h"
#include "model/meso-totals.h"
#include "pattern/meso-grid.h"

/*
 * A grid of 5,000 points: laying it out, adding it as one edit, its undo and redo, each beside making 5,000 marks and
 * nothing else. And the worst that a history can hold: 1,000 steps which each move 1,000 marks, measured against what
 * it says of itself.
 */

#define N_ROUNDS 15

typedef struct
{
  const char *name;
  double times[N_ROUNDS]; /* ms */
} Row;

static double
get_ms (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_median (Row *row)
{
  qsort (row->times, N_ROUNDS, sizeof *row->times, compare);
  return row->times[N_ROUNDS / 2];
}

static GArray *
fill (void)
{
  static const MesoPoint points[] = {
    { -7000, -7000 },
    { 7000, -7000 },
    { 8000, 0 },
    { 7000, 6500 },
    { 0, 7500 },
    { -7000, 6500 },
    { -8000, 0 },
  };
  const MesoGrid grid = { MESO_LATTICE_HEXAGONAL, 215, 1500, 100 };
  g_autoptr (MesoOutline) outline = meso_outline_new (points, G_N_ELEMENTS (points), NULL);

  return meso_grid_fill (&grid, outline, NULL);
}

static GPtrArray *
create_marks (MesoSession *session,
              GArray *places)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < places->len; i++)
    {
      MesoPoint place = g_array_index (places, MesoPoint, i);
      g_autofree char *id = meso_session_allocate_id (session, "m");

      g_ptr_array_add (marks, fixture_point (id, place.x, place.y));
    }
  return marks;
}

static void
measure_grid (void)
{
  Row rows[] = {
    { .name = "lay it out" },
    { .name = "make the marks" },
    { .name = "add them in one edit" },
    { .name = "undo that" },
    { .name = "redo it" },
    { .name = "all totals anew" },
  };
  guint n_points = 0;
  double peer;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (MesoSession) session = fixture_session_with_points (1000);
      MesoHistory *history = meso_session_get_history (session);
      g_autoptr (MesoEdit) edit = meso_edit_new ("Add Grid");
      g_autoptr (GArray) places = NULL;
      g_autoptr (GPtrArray) marks = NULL;
      g_autoptr (MesoTotals) totals = NULL;
      gint64 begin = g_get_monotonic_time ();

      places = fill ();
      rows[0].times[i] = get_ms (begin);
      n_points = places->len;

      begin = g_get_monotonic_time ();
      marks = create_marks (session, places);
      rows[1].times[i] = get_ms (begin);

      begin = g_get_monotonic_time ();
      for (guint k = 0; k < marks->len; k++)
        meso_edit_add_mark (edit, meso_session_get_map (session, 0), g_ptr_array_index (marks, k), MESO_POSITION_END);
      fixture_apply (session, edit);
      rows[2].times[i] = get_ms (begin);

      begin = g_get_monotonic_time ();
      meso_history_undo (history);
      rows[3].times[i] = get_ms (begin);
      begin = g_get_monotonic_time ();
      meso_history_redo (history);
      rows[4].times[i] = get_ms (begin);

      begin = g_get_monotonic_time ();
      totals = meso_totals_new (session, NULL,
                                MESO_TOTALS_BY_PRODUCT | MESO_TOTALS_BY_LAYER | MESO_TOTALS_BY_REGION |
                                  MESO_TOTALS_BY_SIDE);
      rows[5].times[i] = get_ms (begin);
    }
  g_print ("a grid of %u points, on a map of 1,000\n", n_points);
  peer = get_median (&rows[1]);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_print ("  %-24s %7.2f ms %6.2f x making the marks\n", rows[i].name, get_median (&rows[i]),
             get_median (&rows[i]) / peer);
}

static void
move_all (MesoSession *session)
{
  MesoMap *map = meso_session_get_map (session, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Move");

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoMarkData data = *meso_mark_get (mark);
      MesoPoint place = { data.points[0].x, data.points[0].y + 1 };
      g_autoptr (MesoMark) moved = NULL;

      /* As full as marks are. */
      data.points = &place;
      data.region = (char *) "cheek-anterior";
      data.pattern = (char *) "grid-1";
      data.side = MESO_SIDE_RIGHT;
      moved = meso_mark_changed (mark, &data);
      meso_edit_replace_mark (edit, map, mark, moved);
    }
  fixture_apply (session, edit);
}

static double
get_used_mb (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) (info.uordblks + info.hblkhd) / 1024 / 1024;
}

static void
measure_history (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1000);
  MesoHistory *history = meso_session_get_history (session);
  double before = get_used_mb (), most = 0;
  gint64 begin = g_get_monotonic_time ();

  g_print ("1,000 steps that each move 1,000 marks\n");
  for (guint i = 1; i <= 1000; i++)
    {
      move_all (session);
      most = MAX (most, get_used_mb () - before);
      if (i == 100 || i == 1000)
        g_print ("  after %4u: %3u steps kept, %5.1f MB by estimate, %5.1f MB measured\n", i,
                 meso_history_get_n_steps (history), (double) meso_history_get_n_bytes (history) / 1024 / 1024,
                 get_used_mb () - before);
    }
  g_print ("  at most %.1f MB; %.2f ms a step\n", most, get_ms (begin) / 1000);
}

int
main (void)
{
  measure_grid ();
  measure_history ();
  return EXIT_SUCCESS;
}
