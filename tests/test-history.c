/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-model-fixture.h"

/* One interpreter runs rows of commands; after each the number of marks and the state of the history are compared. */
typedef enum
{
  ADD,
  NUDGE, /* moves the last mark, merging */
  SAVE,
  UNDO,
  REDO,
  BEGIN,
  END
} Command;

typedef struct
{
  Command command;
  guint n_marks;
  gboolean can_undo;
  gboolean can_redo;
  gboolean modified;
  const char *undo_name;
} Row;

static void
nudge (MesoSession *session)
{
  MesoMap *map = meso_session_get_map (session, 0);
  MesoMark *last = meso_map_get_mark (map, meso_map_get_n_marks (map) - 1);
  g_autoptr (MesoMark) moved = meso_mark_moved (last, 50, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Move Point");

  meso_edit_set_merge_key (edit, "move");
  meso_edit_replace_mark (edit, map, last, moved);
  fixture_apply (session, edit);
}

static void
run (MesoSession *session,
     Command command)
{
  MesoHistory *history = meso_session_get_history (session);

  switch (command)
    {
    case ADD:
      fixture_add_point (session, 0, 0);
      break;
    case NUDGE:
      nudge (session);
      break;
    case SAVE:
      meso_session_written (session,
                            meso_session_get_revision (session) + 1,
                            meso_history_get_serial (meso_session_get_history (session)));
      break;
    case UNDO:
      meso_history_undo (history);
      break;
    case REDO:
      meso_history_redo (history);
      break;
    case BEGIN:
      meso_history_begin_group (history, "Group");
      break;
    case END:
      meso_history_end_group (history);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
run_rows (const Row *rows,
          guint n_rows)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoHistory *history = meso_session_get_history (session);

  for (guint i = 0; i < n_rows; i++)
    {
      g_test_message ("row %u", i);
      run (session, rows[i].command);
      g_assert_cmpuint (meso_session_get_n_marks (session), ==, rows[i].n_marks);
      g_assert_cmpint (meso_history_get_can_undo (history), ==, rows[i].can_undo);
      g_assert_cmpint (meso_history_get_can_redo (history), ==, rows[i].can_redo);
      g_assert_cmpint (meso_history_get_modified (history), ==, rows[i].modified);
      g_assert_cmpstr (meso_history_get_undo_name (history), ==, rows[i].undo_name);
    }
}

static void
test_steps (void)
{
  static const Row rows[] = {
    { UNDO, 0, FALSE, FALSE, FALSE, NULL },
    { ADD, 1, TRUE, FALSE, TRUE, "Add Point" },
    { ADD, 2, TRUE, FALSE, TRUE, "Add Point" },
    { UNDO, 1, TRUE, TRUE, TRUE, "Add Point" },
    { UNDO, 0, FALSE, TRUE, FALSE, NULL },
    { UNDO, 0, FALSE, TRUE, FALSE, NULL },
    { REDO, 1, TRUE, TRUE, TRUE, "Add Point" },
    { ADD, 2, TRUE, FALSE, TRUE, "Add Point" },
    { REDO, 2, TRUE, FALSE, TRUE, "Add Point" },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

/* Back to the saved state is clean; a state of the same depth that is another one is not. */
static void
test_save_point (void)
{
  static const Row rows[] = {
    { ADD, 1, TRUE, FALSE, TRUE, "Add Point" },
    { SAVE, 1, TRUE, FALSE, FALSE, "Add Point" },
    { ADD, 2, TRUE, FALSE, TRUE, "Add Point" },
    { UNDO, 1, TRUE, TRUE, FALSE, "Add Point" },
    { UNDO, 0, FALSE, TRUE, TRUE, NULL },
    { REDO, 1, TRUE, TRUE, FALSE, "Add Point" },
    { UNDO, 0, FALSE, TRUE, TRUE, NULL },
    { ADD, 1, TRUE, FALSE, TRUE, "Add Point" },
    { UNDO, 0, FALSE, TRUE, TRUE, NULL },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_merging (void)
{
  static const Row rows[] = {
    { ADD, 1, TRUE, FALSE, TRUE, "Add Point" },
    { NUDGE, 1, TRUE, FALSE, TRUE, "Move Point" },
    { NUDGE, 1, TRUE, FALSE, TRUE, "Move Point" },
    { NUDGE, 1, TRUE, FALSE, TRUE, "Move Point" },
    { UNDO, 1, TRUE, TRUE, TRUE, "Add Point" },
    { REDO, 1, TRUE, FALSE, TRUE, "Move Point" },
    /* The saved state can be gone back to, so nothing merges into it. */
    { SAVE, 1, TRUE, FALSE, FALSE, "Move Point" },
    { NUDGE, 1, TRUE, FALSE, TRUE, "Move Point" },
    { UNDO, 1, TRUE, TRUE, FALSE, "Move Point" },
    { UNDO, 1, TRUE, TRUE, TRUE, "Add Point" },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_groups (void)
{
  static const Row rows[] = {
    { BEGIN, 0, FALSE, FALSE, FALSE, NULL },
    { ADD, 1, FALSE, FALSE, TRUE, "Group" },
    { BEGIN, 1, FALSE, FALSE, TRUE, "Group" },
    { ADD, 2, FALSE, FALSE, TRUE, "Group" },
    { END, 2, FALSE, FALSE, TRUE, "Group" },
    { NUDGE, 2, FALSE, FALSE, TRUE, "Group" },
    { END, 2, TRUE, FALSE, TRUE, "Group" },
    { UNDO, 0, FALSE, TRUE, FALSE, NULL },
    { REDO, 2, TRUE, FALSE, TRUE, "Group" },
    { BEGIN, 2, FALSE, FALSE, TRUE, "Group" },
    { END, 2, TRUE, FALSE, TRUE, "Group" },
    { UNDO, 0, FALSE, TRUE, FALSE, NULL },
  };

  run_rows (rows, G_N_ELEMENTS (rows));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_notify (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoHistory *history = meso_session_get_history (session);
  guint n_undo = 0, n_modified = 0;

  g_signal_connect_swapped (history, "notify::can-undo", G_CALLBACK (count_cb), &n_undo);
  g_signal_connect_swapped (history, "notify::modified", G_CALLBACK (count_cb), &n_modified);
  run (session, ADD);
  g_assert_cmpuint (n_undo, ==, 1);
  run (session, SAVE);
  g_assert_cmpuint (n_modified, ==, 2);
  run (session, SAVE);
  g_assert_cmpuint (n_modified, ==, 2);
}

static void
move_all (MesoSession *session,
          const char *merge_key)
{
  MesoMap *map = meso_session_get_map (session, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Move");

  meso_edit_set_merge_key (edit, merge_key);
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      g_autoptr (MesoMark) moved = meso_mark_moved (mark, 0, 10);

      meso_edit_replace_mark (edit, map, mark, moved);
    }
  fixture_apply (session, edit);
}

/* The oldest steps are forgotten; what is left can be undone, and the state that was saved cannot be come back to. */
static void
test_bounded (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1000);
  MesoHistory *history = meso_session_get_history (session);
  MesoMap *map = meso_session_get_map (session, 0);
  guint n_steps = 0, n_undone = 0;
  gsize most = 0;

  run (session, SAVE);
  while (n_steps < 300)
    {
      move_all (session, NULL);
      n_steps++;
      most = MAX (most, meso_history_get_n_bytes (history));
      g_assert_cmpuint (meso_history_get_n_bytes (history), <=, MESO_HISTORY_MAX_BYTES);
    }
  g_assert_cmpuint (most, >, MESO_HISTORY_MAX_BYTES / 10 * 9);
  g_assert_cmpuint (meso_history_get_n_steps (history), >, 100);
  g_assert_cmpuint (meso_history_get_n_steps (history), <, 300);

  most = meso_history_get_n_bytes (history);
  n_steps = meso_history_get_n_steps (history);
  while (meso_history_undo (history))
    {
      n_undone++;
      g_assert_true (meso_history_get_modified (history));
      g_assert_cmpuint (meso_history_get_n_bytes (history), ==, most);
      g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (map, 0)).y, ==, 10 * (300 - (int) n_undone));
    }
  g_assert_cmpuint (n_undone, ==, n_steps);

  /* A new step takes the place of all that were undone. */
  run (session, SAVE);
  g_assert_false (meso_history_get_modified (history));
  run (session, ADD);
  g_assert_cmpuint (meso_history_get_n_steps (history), ==, 1);
  g_assert_cmpuint (meso_history_get_n_bytes (history), <, 2000);
  run (session, UNDO);
  g_assert_false (meso_history_get_modified (history));
}

/* The last step stays, however large. */
static void
test_large_step (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1000);
  MesoHistory *history = meso_session_get_history (session);
  g_autofree char *before = fixture_describe (meso_session_get_map (session, 0)), *after = NULL;

  meso_history_begin_group (history, "Group");
  for (guint i = 0; i < 200; i++)
    {
      move_all (session, NULL);
      run (session, ADD);
    }
  meso_history_end_group (history);
  g_assert_cmpuint (meso_history_get_n_bytes (history), >, MESO_HISTORY_MAX_BYTES);
  g_assert_cmpuint (meso_history_get_n_steps (history), ==, 1);
  g_assert_true (meso_history_undo (history));
  after = fixture_describe (meso_session_get_map (session, 0));
  g_assert_cmpstr (after, ==, before);
}

static void
count_edit_cb (MesoSession *session,
               MesoEdit *edit,
               guint *n_edits)
{
  (*n_edits)++;
}

/* What lies between the ends of a merged step is not kept, and undo goes there at once. */
static void
test_merged_memory (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1000);
  MesoHistory *history = meso_session_get_history (session);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoMark *first = meso_map_get_mark (map, 0);
  guint n_edits = 0;

  for (guint i = 0; i < 300; i++)
    move_all (session, "move");
  g_assert_cmpuint (meso_history_get_n_steps (history), ==, 1);
  g_assert_cmpuint (meso_history_get_n_bytes (history), <, 1000 * 1000);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (map, 0)).y, ==, 3000);
  g_signal_connect (session, "edited", G_CALLBACK (count_edit_cb), &n_edits);
  run (session, UNDO);
  g_assert_true (meso_map_get_mark (map, 0) == first);
  run (session, REDO);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (map, 999)).y, ==, 3000);
  g_assert_cmpuint (n_edits, ==, 2);
}

/* Only what some of the marks went through is joined; what was added, too. */
static void
test_compose (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (2);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoMark *one = meso_map_get_mark (map, 0), *two = meso_map_get_mark (map, 1);
  g_autoptr (MesoMark) new = fixture_point ("m9", 0, 0), new_moved = meso_mark_moved (new, 5, 5);
  g_autoptr (MesoMark) two_moved = meso_mark_moved (two, 5, 5);
  g_autoptr (MesoEdit) first = meso_edit_new ("First"), second = meso_edit_new ("Second"), third = meso_edit_new ("No");
  g_autoptr (MesoEdit) composed = NULL, inverse = NULL;
  g_autofree char *before = fixture_describe (map), *after = NULL;

  meso_edit_remove_mark (first, map, one);
  meso_edit_add_mark (first, map, new, 0);
  meso_edit_replace_mark (second, map, new, new_moved);
  meso_edit_replace_mark (second, map, two, two_moved);
  composed = meso_edit_compose (first, second);
  g_assert_cmpuint (meso_edit_get_n_changes (composed), ==, 3);
  fixture_apply (session, composed);
  fixture_assert_ids (map, "m9 m2");
  g_assert_true (meso_map_get_mark (map, 0) == new_moved && meso_map_get_mark (map, 1) == two_moved);
  inverse = meso_edit_invert (composed);
  fixture_apply (session, inverse);
  after = fixture_describe (map);
  g_assert_cmpstr (after, ==, before);

  meso_edit_remove_mark (third, map, one);
  g_assert_null (meso_edit_compose (first, third));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history/steps", test_steps);
  g_test_add_func ("/history/save-point", test_save_point);
  g_test_add_func ("/history/merging", test_merging);
  g_test_add_func ("/history/groups", test_groups);
  g_test_add_func ("/history/notify", test_notify);
  g_test_add_func ("/history/bounded", test_bounded);
  g_test_add_func ("/history/large-step", test_large_step);
  g_test_add_func ("/history/merged-memory", test_merged_memory);
  g_test_add_func ("/history/compose", test_compose);
  return g_test_run ();
}
