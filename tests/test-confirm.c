/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>

#include "canvas/meso-canvas.h"
#include "diagram/meso-site.h"
#include "meso-editor-views.h"
#include "meso-walk.h"

typedef struct
{
  MesoEditor *editor;
  MesoWalk *walk;
  char *message;
  guint n_moved;
} Fixture;

static void
message_cb (Fixture *f,
            const char *text)
{
  g_free (f->message);
  f->message = g_strdup (text);
}

static void
moved_cb (Fixture *f)
{
  f->n_moved++;
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  g_signal_connect_swapped (f->editor, "message", G_CALLBACK (message_cb), f);
  f->walk = meso_walk_new (f->editor);
  g_signal_connect_swapped (f->walk, "moved", G_CALLBACK (moved_cb), f);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->walk);
  g_assert_finalize_object (f->editor);
  g_free (f->message);
}

static void
add (Fixture *f,
     MesoState state,
     int x,
     int y)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);

  meso_hand_set_state (hand, state);
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ x * 100, y * 100 }));
  meso_hand_set_state (hand, MESO_STATE_DONE);
}

static void
plan (Fixture *f,
      int x,
      int y)
{
  add (f, MESO_STATE_PLANNED, x, y);
}

/* The states of the marks in sight, as letters: p, d. */
static void
assert_states (Fixture *f,
               const char *states)
{
  MesoMap *map = meso_editor_get_map (f->editor);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    g_string_append_c (text, meso_mark_is_planned (meso_map_get_mark (map, i)) ? 'p' : 'd');
  g_assert_cmpstr (text->str, ==, states);
}

static void
assert_next (Fixture *f,
             int index)
{
  MesoMark *next = meso_walk_find_next (f->walk);

  if (index < 0)
    g_assert_null (next);
  else
    g_assert_true (next == meso_map_get_mark (meso_editor_get_map (f->editor), (guint) index));
}

static void
select_marks (Fixture *f,
              const guint *indices,
              guint n)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids,
                     (gpointer) meso_mark_get_id (meso_map_get_mark (meso_editor_get_map (f->editor), indices[i])));
  g_ptr_array_add (ids, NULL);
  meso_selection_set (meso_editor_get_selection (f->editor), (const char *const *) ids->pdata);
}

/* Two in the right cheek, two in the left, and one more in the right: the region is finished first. */
static void
plan_cheeks (Fixture *f)
{
  plan (f, -30, 35);
  plan (f, -26, 35);
  plan (f, 30, 35);
  plan (f, 26, 35);
  plan (f, -28, 38);
}

static void
test_order (Fixture *f,
            gconstpointer data)
{
  static const char *const states[] = { "dpppp", "ddppp", "ddppd", "dddpd", "ddddd" };
  static const int next[] = { 1, 4, 2, 3, -1 };

  plan_cheeks (f);
  g_assert_cmpuint (meso_walk_get_n_left (f->walk), ==, 5);
  assert_next (f, 0);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_assert_true (meso_walk_confirm_next (f->walk));
      assert_states (f, states[i]);
      assert_next (f, next[i]);
      g_assert_cmpuint (meso_walk_get_n_left (f->walk), ==, 4 - i);
      g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, next[i] >= 0);
    }
  g_assert_cmpuint (f->n_moved, ==, 4);
  g_assert_cmpstr (f->message, ==, "All confirmed: 5 points");
  g_assert_false (meso_walk_confirm_next (f->walk));
  g_assert_cmpstr (f->message, ==, "Nothing is planned.");
}

/* One step each; undo and redo go the same way back and forth. */
static void
test_undo (Fixture *f,
           gconstpointer data)
{
  plan_cheeks (f);
  for (guint i = 0; i < 5; i++)
    meso_walk_confirm_next (f->walk);
  meso_editor_undo (f->editor);
  assert_states (f, "dddpd");
  assert_next (f, 3);
  meso_editor_undo (f->editor);
  assert_states (f, "ddppd");
  assert_next (f, 2);
  meso_editor_redo (f->editor);
  assert_states (f, "dddpd");
  assert_next (f, 3);
  meso_editor_undo (f->editor);
  g_assert_true (meso_walk_confirm_next (f->walk));
  assert_states (f, "dddpd");
  g_assert_true (meso_walk_confirm_next (f->walk));
  assert_states (f, "ddddd");
  for (guint i = 0; i < 5; i++)
    meso_editor_undo (f->editor);
  assert_states (f, "ppppp");
  assert_next (f, 0);
}

/* What is selected comes first; what is deleted just goes; the way goes on from there. */
static void
test_selection (Fixture *f,
                gconstpointer data)
{
  const guint second[] = { 1 }, some[] = { 2, 3 };

  plan_cheeks (f);
  select_marks (f, second, 1);
  assert_next (f, 1);
  meso_walk_confirm_next (f->walk);
  assert_states (f, "pdppp");
  assert_next (f, 4);
  g_assert_true (meso_editor_delete_selection (f->editor));
  assert_states (f, "pdpp");
  assert_next (f, 0);
  select_marks (f, some, 2);
  g_assert_true (meso_walk_confirm_next (f->walk));
  assert_states (f, "pddd");
  g_assert_cmpstr (f->message, ==, "2 points confirmed");
  meso_editor_undo (f->editor);
  assert_states (f, "pdpp");
}

/* The order that the marks say themselves is stronger than that of the file. */
static void
number_cb (MesoMarkData *data,
           gpointer user_data)
{
  data->order = GPOINTER_TO_INT (user_data);
}

static void
test_numbers (Fixture *f,
              gconstpointer data)
{
  plan (f, -40, 35);
  plan (f, -36, 35);
  plan (f, -38, 38);
  for (guint i = 0; i < 3; i++)
    {
      select_marks (f, &i, 1);
      g_assert_true (meso_editor_change_selection (f->editor, "Number", number_cb, GINT_TO_POINTER (3 - (int) i)));
    }
  meso_selection_clear (meso_editor_get_selection (f->editor));
  meso_walk_confirm_next (f->walk);
  assert_states (f, "ppd");
  meso_walk_confirm_next (f->walk);
  assert_states (f, "pdd");
}

static void
test_region (Fixture *f,
             gconstpointer data)
{
  MesoDiagram *diagram = meso_editor_get_diagram (f->editor);
  const MesoRegion *left = meso_diagram_find_region (diagram, 30, 35);
  const MesoRegion *chin = meso_diagram_find_region (diagram, 0, 108);
  guint64 serial;

  plan_cheeks (f);
  add (f, MESO_STATE_DONE, 28, 38);
  g_assert_true (meso_walk_confirm_region (f->walk, left));
  assert_states (f, "ppddpd");
  g_assert_nonnull (g_strstr_len (f->message, -1, "2 points confirmed in Left"));

  /* Nothing there: nothing elsewhere either. */
  g_assert_nonnull (chin);
  serial = meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
  g_assert_false (meso_walk_confirm_region (f->walk, chin));
  g_assert_cmpuint (meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor))), ==,
                    serial);
  g_assert_nonnull (g_strstr_len (f->message, -1, "Nothing is planned in"));

  /* Without a pointer the region of the next one; one step of undo. */
  g_assert_true (meso_walk_confirm_region (f->walk, NULL));
  assert_states (f, "dddddd");
  meso_editor_undo (f->editor);
  assert_states (f, "ppddpd");
  meso_editor_undo (f->editor);
  assert_states (f, "pppppd");
}

/* What is locked or hidden keeps its state, and is not what is left to be done here. */
static void
test_locked (Fixture *f,
             gconstpointer data)
{
  MesoVisibility *visibility = meso_editor_get_visibility (f->editor);

  plan_cheeks (f);
  meso_visibility_set (visibility, MESO_VEIL_LOCKED, MESO_ASPECT_STATE, "planned", TRUE);
  assert_next (f, -1);
  g_assert_false (meso_walk_confirm_next (f->walk));
  g_assert_false (meso_walk_confirm_region (f->walk, NULL));
  assert_states (f, "ppppp");
  g_assert_cmpstr (f->message, ==, "5 planned left, hidden or locked");
  meso_visibility_clear (visibility, MESO_VEIL_LOCKED);

  /* With the done ones hidden they go out of sight one by one. */
  meso_visibility_set (visibility, MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "done", TRUE);
  meso_walk_confirm_next (f->walk);
  meso_walk_confirm_next (f->walk);
  assert_states (f, "ddppp");
  assert_next (f, 4);
}

/* Another view is shown before anything on it is confirmed; undo shows the view of its step. */
static void
test_views (Fixture *f,
            gconstpointer data)
{
  MesoMap *front = meso_editor_get_map (f->editor);

  plan (f, -40, 35);
  g_assert_nonnull (meso_editor_add_view (f->editor, "neck-decolletage"));
  plan (f, 5, -20);
  plan (f, 8, -20);
  meso_editor_set_map (f->editor, front);
  g_assert_true (meso_walk_confirm_next (f->walk));
  g_assert_cmpstr (f->message, ==, "All confirmed on this view. 2 planned left, next on Neck (C)");
  g_assert_false (meso_walk_confirm_next (f->walk));
  assert_states (f, "pp");
  assert_next (f, 0);
  g_assert_true (meso_walk_confirm_next (f->walk));
  assert_states (f, "dp");
  g_assert_true (meso_walk_confirm_next (f->walk));
  g_assert_cmpstr (f->message, ==, "All confirmed: 3 points");
  meso_editor_undo (f->editor);
  meso_editor_undo (f->editor);
  meso_editor_undo (f->editor);
  g_assert_true (meso_editor_get_map (f->editor) == front);
  assert_next (f, 0);
}

/* Nothing happens in a session that cannot be changed, nor where there is no view at all. */
static void
test_read_only (Fixture *f,
                gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000002");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autoptr (MesoWalk) walk = meso_walk_new (editor);

  plan_cheeks (f);
  meso_session_set_read_only (meso_editor_get_session (f->editor), "locked");
  g_assert_false (meso_walk_confirm_next (f->walk));
  g_assert_false (meso_walk_confirm_region (f->walk, NULL));
  assert_states (f, "ppppp");

  g_assert_null (meso_walk_find_next (walk));
  g_assert_false (meso_walk_confirm_next (walk));
  g_assert_false (meso_walk_confirm_region (walk, NULL));
}

/* The commands of the real canvas. */
static void
test_canvas (Fixture *f,
             gconstpointer data)
{
  GtkWidget *window = gtk_window_new (), *canvas = meso_canvas_new ();

  plan_cheeks (f);
  meso_canvas_set_editor (MESO_CANVAS (canvas), f->editor);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (canvas, "canvas.confirm", NULL));
  assert_states (f, "dpppp");
  g_assert_true (gtk_widget_activate_action (canvas, "canvas.confirm-region", NULL));
  assert_states (f, "ddppd");
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add ("/confirm/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/confirm/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/confirm/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/confirm/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  g_test_add ("/confirm/region", Fixture, NULL, set_up, test_region, tear_down);
  g_test_add ("/confirm/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/confirm/views", Fixture, NULL, set_up, test_views, tear_down);
  g_test_add ("/confirm/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/confirm/canvas", Fixture, NULL, set_up, test_canvas, tear_down);

  return g_test_run ();
}
