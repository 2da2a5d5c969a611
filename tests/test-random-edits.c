/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "drawing/meso-scene.h"
#include "meso-model-fixture.h"
#include "meso-random-edits.h"
#include "model/meso-totals.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/*
 * A long random session: edits of every kind, groups, merges, refused edits, undo, redo, saving and reloading. After
 * each step what a watcher of the lists has put together is what the model holds, and a state that is come back to is
 * the one that was left; every now and then the file, the scene and the totals are compared, too. The seed is printed;
 * `test-random-edits --seed SEED` runs the same again, and MESOMAP_RANDOM_EDITS sets the number of steps.
 */

#define N_STEPS 100000
#define N_STEPS_SANITIZED 10000
#define CHECK_EVERY 199

/* What somebody who hears of a map by its signals alone would show. */
typedef struct
{
  MesoMap *map;
  GPtrArray *marks; /* MesoMark */
} View;

typedef struct
{
  MesoSession *session;
  GPtrArray *views; /* View, in the order of the maps */
  guint n_edited; /* signals of the session */

  GHashTable *states; /* serial -> fingerprint, of all states since the session was read */
  GHashTable *files; /* serial -> what was written of some of them */
  guint64 saved_state;
  guint n_returns; /* to a state whose file is known */
  guint64 sum_marks; /* after each step */
} World;

static void
marks_changed_cb (GListModel *model,
                  guint position,
                  guint n_removed,
                  guint n_added,
                  View *view)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (view->marks, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (view->marks, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
free_view (gpointer data)
{
  View *view = data;

  g_signal_handlers_disconnect_by_data (view->map, view);
  g_object_unref (view->map);
  g_ptr_array_unref (view->marks);
  g_free (view);
}

static void
maps_changed_cb (GListModel *model,
                 guint position,
                 guint n_removed,
                 guint n_added,
                 World *world)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (world->views, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      View *view = g_new0 (View, 1);

      view->map = g_list_model_get_item (model, position + i);
      view->marks = g_ptr_array_new_with_free_func (g_object_unref);
      marks_changed_cb (G_LIST_MODEL (view->map), 0, 0, meso_map_get_n_marks (view->map), view);
      g_signal_connect (view->map, "items-changed", G_CALLBACK (marks_changed_cb), view);
      g_ptr_array_insert (world->views, (int) (position + i), view);
    }
}

static void
edited_cb (World *world)
{
  world->n_edited++;
}

static void
mix (guint64 *state,
     gconstpointer pointer)
{
  *state = (*state ^ (guint64) GPOINTER_TO_SIZE (pointer)) * G_GUINT64_CONSTANT (1099511628211);
  *state ^= *state >> 29;
}

/* Marks and items are immutable, so that the same ones in the same order are the same state. */
static guint64
get_state (World *world)
{
  MesoSession *session = world->session;
  guint64 state = G_GUINT64_CONSTANT (14695981039346656037);

  for (int slot = MESO_SLOT_PATIENT; slot < MESO_N_SLOTS; slot++)
    mix (&state, meso_session_get_item (session, (MesoSlot) slot));
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    mix (&state, meso_session_get_product (session, i));
  for (guint i = 0; i < meso_session_get_n_checks (session); i++)
    mix (&state, meso_session_get_check (session, i));
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);

      mix (&state, map);
      mix (&state, meso_map_get_photo (map));
      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        mix (&state, meso_map_get_mark (map, k));
    }
  return state;
}

static guint64
get_serial (World *world)
{
  return meso_history_get_serial (meso_session_get_history (world->session));
}

static void
remember_state (World *world)
{
  guint64 *key = g_new (guint64, 1), *value = g_new (guint64, 1);

  *key = get_serial (world);
  *value = get_state (world);
  g_hash_table_insert (world->states, key, value);
}

static void
watch (World *world)
{
  GListModel *maps = meso_session_get_maps (world->session);

  g_ptr_array_set_size (world->views, 0);
  maps_changed_cb (maps, 0, 0, g_list_model_get_n_items (maps), world);
  g_signal_connect (maps, "items-changed", G_CALLBACK (maps_changed_cb), world);
  g_signal_connect_swapped (world->session, "edited", G_CALLBACK (edited_cb), world);
  g_hash_table_remove_all (world->states);
  g_hash_table_remove_all (world->files);
  remember_state (world);
  world->saved_state = get_state (world);
}

static void
check_views (World *world)
{
  g_assert_cmpuint (world->views->len, ==, meso_session_get_n_maps (world->session));
  for (guint i = 0; i < world->views->len; i++)
    {
      View *view = g_ptr_array_index (world->views, i);
      MesoMap *map = meso_session_get_map (world->session, i);

      g_assert_true (view->map == map);
      g_assert_cmpuint (view->marks->len, ==, meso_map_get_n_marks (map));
      for (guint k = 0; k < view->marks->len; k++)
        {
          MesoMark *mark = meso_map_get_mark (map, k);

          g_assert_true (g_ptr_array_index (view->marks, k) == mark);
          g_assert_true (meso_map_lookup (map, meso_mark_get_id (mark)) == mark);
        }
    }
}

/* After each step. */
static void
check_state (World *world)
{
  MesoHistory *history = meso_session_get_history (world->session);
  guint64 serial = get_serial (world);
  guint64 *known = g_hash_table_lookup (world->states, &serial);

  check_views (world);
  g_assert_nonnull (known);
  g_assert_cmpuint (*known, ==, get_state (world));
  g_assert_cmpint (meso_history_get_modified (history), ==, serial != meso_history_get_saved_serial (history));
  if (!meso_history_get_modified (history))
    g_assert_cmpuint (world->saved_state, ==, get_state (world));
}

static char *
write_session (MesoSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = meso_session_write (session, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static MesoSession *
read_session (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MesoSession *session = meso_session_read (bytes, "random.xml", &error);

  g_assert_no_error (error);
  return session;
}

/* Without the revision, and the counter that keeps ids from being used twice: both only ever grow. */
static char *
normalise (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (" (revision|next-id)=\"[0-9]*\"", 0, 0, NULL);

  return g_regex_replace_literal (regex, text, -1, 0, "", 0, NULL);
}

/* The file of a state is the same however one has come to it. */
static void
check_file (World *world)
{
  g_autofree char *written = write_session (world->session);
  g_autofree char *plain = normalise (written), *again = NULL, *snapshot_written = NULL;
  g_autoptr (MesoSession) read = read_session (written), snapshot = meso_session_snapshot (world->session);
  guint64 serial = get_serial (world);
  const char *known = g_hash_table_lookup (world->files, &serial);

  again = write_session (read);
  g_assert_cmpstr (again, ==, written);
  snapshot_written = write_session (snapshot);
  g_assert_cmpstr (snapshot_written, ==, written);
  if (known != NULL)
    {
      g_assert_cmpstr (plain, ==, known);
      world->n_returns++;
      return;
    }
  if (g_hash_table_size (world->files) >= 50)
    g_hash_table_remove_all (world->files);
  g_hash_table_insert (world->files, g_memdup2 (&serial, sizeof serial), g_steal_pointer (&plain));
}

/* What is painted of what the watcher has heard is what is painted of the model. */
static void
check_scenes (World *world)
{
  const MesoSceneStyle style = MESO_SCENE_STYLE_PAPER (2.6);

  for (guint i = 0; i < world->views->len; i++)
    {
      View *view = g_ptr_array_index (world->views, i);
      g_autoptr (MesoScene) shown = meso_scene_new_for_marks (view->marks, &style);
      g_autoptr (MesoScene) scene = meso_scene_new (view->map, &style);

      g_assert_cmpuint (meso_scene_get_n_items (shown), ==, meso_scene_get_n_items (scene));
      for (guint k = 0; k < meso_scene_get_n_items (scene); k++)
        g_assert_true (meso_scene_get_mark (shown, k) == meso_scene_get_mark (scene, k));
    }
}

static void
check_all (World *world)
{
  check_state (world);
  check_file (world);
  check_scenes (world);
}

static void
save (World *world)
{
  meso_session_written (world->session, meso_session_get_revision (world->session) + 1, get_serial (world));
  world->saved_state = get_state (world);
}

static void
reload (World *world)
{
  g_autofree char *written = NULL, *again = NULL;

  save (world);
  written = write_session (world->session);
  g_signal_handlers_disconnect_by_data (meso_session_get_maps (world->session), world);
  g_signal_handlers_disconnect_by_data (world->session, world);
  g_ptr_array_set_size (world->views, 0);
  g_assert_finalize_object (world->session);
  world->session = read_session (written);
  watch (world);
  again = write_session (world->session);
  g_assert_cmpstr (again, ==, written);
}

static void
go_through_history (World *world,
                    gboolean (*step) (MesoHistory *history),
                    gboolean (*can_step) (MesoHistory *history))
{
  MesoHistory *history = meso_session_get_history (world->session);
  guint n_steps = g_test_rand_int_range (0, 50) == 0 ? G_MAXUINT : (guint) g_test_rand_int_range (1, 12);

  for (guint i = 0; i < n_steps; i++)
    {
      guint n_edited = world->n_edited;
      gboolean could = can_step (history);

      g_assert_cmpint (step (history), ==, could);
      if (!could)
        return;
      g_assert_cmpuint (world->n_edited, >, n_edited);
      check_state (world);
    }
}

static void
apply (World *world,
       MesoEdit *edit)
{
  g_autoptr (GError) error = NULL;

  if (edit == NULL)
    return;
  meso_session_apply (world->session, edit, &error);
  g_assert_no_error (error);
  g_object_unref (edit);
  remember_state (world);
}

static void
apply_group (World *world)
{
  MesoHistory *history = meso_session_get_history (world->session);
  guint n_edits = (guint) g_test_rand_int_range (0, 5);

  meso_history_begin_group (history, "Group");
  for (guint i = 0; i < n_edits; i++)
    {
      apply (world, random_edit_new (world->session));
      g_assert_false (meso_history_undo (history));
      g_assert_false (meso_history_redo (history));
    }
  meso_history_end_group (history);
}

static void
refuse (World *world)
{
  guint64 state = get_state (world), serial = get_serial (world);
  g_autoptr (MesoEdit) edit = random_bad_edit_new (world->session);
  g_autoptr (GError) error = NULL;
  guint n_edited = world->n_edited;

  g_assert_false (meso_session_apply (world->session, edit, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (world->n_edited, ==, n_edited);
  g_assert_cmpuint (get_state (world), ==, state);
  g_assert_cmpuint (get_serial (world), ==, serial);
}

static void
do_step (World *world)
{
  int choice = g_test_rand_int_range (0, 1000);

  if (choice < 200)
    go_through_history (world, meso_history_undo, meso_history_get_can_undo);
  else if (choice < 350)
    go_through_history (world, meso_history_redo, meso_history_get_can_redo);
  else if (choice < 380)
    apply_group (world);
  else if (choice < 420)
    refuse (world);
  else if (choice < 440)
    save (world);
  else if (choice < 442)
    reload (world);
  else
    apply (world, random_edit_new (world->session));
  if (get_serial (world) == 0 && g_test_rand_int_range (0, 8) == 0)
    check_file (world);
  world->sum_marks += meso_session_get_n_marks (world->session);
}

static guint
get_n_steps (void)
{
  const char *given = g_getenv ("MESOMAP_RANDOM_EDITS");

  if (given != NULL)
    return (guint) atoi (given);
  return g_getenv ("ASAN_OPTIONS") != NULL ? N_STEPS_SANITIZED : N_STEPS;
}

static void
test_random_edits (void)
{
  World world = { .session = fixture_session_with_points (0) };
  guint n_steps = get_n_steps (), n_undo = 0;

  world.views = g_ptr_array_new_with_free_func (free_view);
  world.states = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  world.files = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  watch (&world);
  for (guint i = 1; i <= n_steps; i++)
    {
      do_step (&world);
      check_state (&world);
      if (i % CHECK_EVERY == 0)
        check_all (&world);
    }
  while (meso_history_redo (meso_session_get_history (world.session)))
    ;
  while (meso_history_undo (meso_session_get_history (world.session)))
    n_undo++;
  check_all (&world);
  while (meso_history_redo (meso_session_get_history (world.session)))
    n_undo--;
  g_assert_cmpuint (n_undo, ==, 0);
  check_all (&world);
  g_test_message ("%u steps, %.0f marks on average, %u returns to a state whose file was known", n_steps,
                  (double) world.sum_marks / MAX (n_steps, 1), world.n_returns);
  g_assert_cmpuint (world.n_returns, >, 0);

  g_signal_handlers_disconnect_by_data (meso_session_get_maps (world.session), &world);
  g_ptr_array_unref (world.views);
  g_hash_table_unref (world.states);
  g_hash_table_unref (world.files);
  g_assert_finalize_object (world.session);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-edits", test_random_edits);
  return g_test_run ();
}
