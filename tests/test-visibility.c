/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "canvas/meso-canvas.h"
#include "canvas/meso-select-tool.h"
#include "meso-hidden-pill.h"
#include "meso-tool-fixture.h"
#include "meso-visibility-popover.h"

static MesoVisibility *
get_visibility (MesoToolFixture *f)
{
  return meso_editor_get_visibility (f->editor);
}

static MesoSelection *
get_selection (MesoToolFixture *f)
{
  return meso_editor_get_selection (f->editor);
}

static MesoHand *
get_hand (MesoToolFixture *f)
{
  return meso_editor_get_hand (f->editor);
}

/* A mark of each of three layers at -10, 0 and 10 mm, the last one planned. */
static void
add_three (MesoToolFixture *f)
{
  const MesoLayer layers[] = { MESO_LAYER_EPIDERMIS, MESO_LAYER_MID_DERMIS, MESO_LAYER_HYPODERMIS };

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      meso_hand_set_layer (get_hand (f), layers[i]);
      meso_hand_set_state (get_hand (f), i == 2 ? MESO_STATE_PLANNED : MESO_STATE_DONE);
      meso_tool_fixture_add_point (f, -10.0 + 10 * i, 0);
    }
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_rules (MesoToolFixture *f,
            gconstpointer data)
{
  MesoMap *map = meso_editor_get_map (f->editor);
  guint n = 0;

  add_three (f);
  g_signal_connect_swapped (get_visibility (f), "changed", G_CALLBACK (count_cb), &n);
  g_assert_false (meso_visibility_is_used (get_visibility (f), MESO_VEIL_HIDDEN));
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "mid-dermis", TRUE);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "mid-dermis", TRUE);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (meso_visibility_count (get_visibility (f), MESO_VEIL_HIDDEN, map), ==, 1);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "planned", TRUE);
  g_assert_cmpuint (meso_visibility_count (get_visibility (f), MESO_VEIL_HIDDEN, map), ==, 2);
  meso_visibility_set (get_visibility (f), MESO_VEIL_LOCKED, MESO_ASPECT_PRODUCT, "", TRUE);
  g_assert_cmpuint (meso_visibility_count (get_visibility (f), MESO_VEIL_LOCKED, map), ==, 3);
  g_assert_true (meso_editor_is_locked (f->editor, meso_map_get_mark (map, 0)));
  meso_visibility_clear (get_visibility (f), MESO_VEIL_LOCKED);
  g_assert_false (meso_editor_is_locked (f->editor, meso_map_get_mark (map, 0)));
  /* What is not seen is not to be changed either. */
  g_assert_true (meso_editor_is_locked (f->editor, meso_map_get_mark (map, 1)));
  meso_visibility_clear (get_visibility (f), MESO_VEIL_HIDDEN);
  g_assert_false (meso_visibility_is_used (get_visibility (f), MESO_VEIL_HIDDEN));
  g_assert_cmpuint (n, ==, 5);
}

/* H: the layer in the hand alone, whichever it is. */
static void
test_only_layer (MesoToolFixture *f,
                 gconstpointer data)
{
  const MesoPoint outline[] = { { 0, 0 }, { 1000, 0 }, { 0, 1000 } };
  MesoMap *map = meso_editor_get_map (f->editor);

  add_three (f);
  meso_tool_fixture_add (f, MESO_MARK_AREA, MESO_CURVE_UNSET, outline, 3);
  meso_visibility_set_only_layer (get_visibility (f), TRUE);
  g_assert_cmpuint (meso_visibility_count (get_visibility (f), MESO_VEIL_HIDDEN, map), ==, 2);
  g_assert_false (meso_visibility_covers (get_visibility (f), MESO_VEIL_HIDDEN, meso_map_get_mark (map, 2)));
  /* Zones have no layer, and stay. */
  g_assert_false (meso_visibility_covers (get_visibility (f), MESO_VEIL_HIDDEN, meso_map_get_mark (map, 3)));
  meso_hand_set_layer (get_hand (f), MESO_LAYER_EPIDERMIS);
  g_assert_false (meso_visibility_covers (get_visibility (f), MESO_VEIL_HIDDEN, meso_map_get_mark (map, 0)));
  g_assert_true (meso_visibility_covers (get_visibility (f), MESO_VEIL_HIDDEN, meso_map_get_mark (map, 2)));

  /* Who opens another eye has chosen, and the hand has no more say. */
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis", FALSE);
  g_assert_false (meso_visibility_get_only_layer (get_visibility (f)));
  meso_hand_set_layer (get_hand (f), MESO_LAYER_MID_DERMIS);
  g_assert_false (meso_visibility_covers (get_visibility (f), MESO_VEIL_HIDDEN, meso_map_get_mark (map, 2)));

  meso_visibility_set_only_layer (get_visibility (f), TRUE);
  meso_visibility_clear (get_visibility (f), MESO_VEIL_HIDDEN);
  g_assert_false (meso_visibility_get_only_layer (get_visibility (f)));
}

/* Neither hidden nor locked marks can be selected, by whatever way. */
static void
test_selection (MesoToolFixture *f,
                gconstpointer data)
{
  const MesoVeil veils[] = { MESO_VEIL_HIDDEN, MESO_VEIL_LOCKED };

  add_three (f);
  for (guint i = 0; i < G_N_ELEMENTS (veils); i++)
    {
      meso_editor_select_all (f->editor);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 3);
      meso_visibility_set (get_visibility (f), veils[i], MESO_ASPECT_LAYER, "mid-dermis", TRUE);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
      meso_editor_select_all (f->editor);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
      meso_selection_clear (get_selection (f));
      meso_selection_toggle (get_selection (f), meso_tool_fixture_get (f, 1)->id);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 0);
      meso_tool_fixture_click (f, 400, 300);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 0);
      meso_tool_fixture_drag (f, 300, 200, 500, 400);
      meso_tool_fixture_drop (f, 500, 400);
      g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
      g_assert_true (meso_editor_delete_selection (f->editor));
      g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
      meso_editor_undo (f->editor);
      meso_visibility_clear (get_visibility (f), veils[i]);
    }
}

/* Locked and clicked: nothing happens, and one is told why. */
static void
test_locked_click (MesoToolFixture *f,
                   gconstpointer data)
{
  add_three (f);
  meso_visibility_set (get_visibility (f), MESO_VEIL_LOCKED, MESO_ASPECT_STATE, "done", TRUE);
  meso_tool_fixture_drag (f, 400, 300, 480, 300);
  meso_tool_fixture_drop (f, 480, 300);
  g_assert_cmpint (meso_tool_fixture_get (f, 1)->points[0].x, ==, 0);
  g_clear_pointer (&f->message, g_free);
  meso_tool_fixture_click (f, 400, 300);
  g_assert_nonnull (f->message);
  g_clear_pointer (&f->message, g_free);
  meso_tool_fixture_click (f, 400, 350);
  g_assert_null (f->message);
}

/* Marks that change out of sight leave the selection. */
static void
test_changed_out_of_sight (MesoToolFixture *f,
                           gconstpointer data)
{
  add_three (f);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "planned", TRUE);
  meso_editor_select_all (f->editor);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "planned", FALSE);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "done", TRUE);
  meso_editor_select_all (f->editor);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  g_assert_true (meso_editor_move_selection (f->editor, 100, 0, FALSE));
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  g_assert_cmpuint (meso_visibility_count (get_visibility (f), MESO_VEIL_HIDDEN, meso_editor_get_map (f->editor)), ==,
                    2);
}

/* A new mark is always seen, and so is one that undo brings back. */
static void
test_new_marks_show (MesoToolFixture *f,
                     gconstpointer data)
{
  add_three (f);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis", TRUE);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "epidermis", TRUE);
  g_assert_null (f->message);
  meso_tool_fixture_add_point (f, 20, 0);
  g_assert_nonnull (f->message);
  g_assert_false (meso_visibility_get (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis"));
  g_assert_true (meso_visibility_get (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "epidermis"));

  meso_editor_undo (f->editor);
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis", TRUE);
  meso_history_redo (meso_session_get_history (meso_editor_get_session (f->editor)));
  g_assert_false (meso_visibility_get (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis"));
}

/* ---- Widgets ---- */

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_button (GtkWidget *widget,
             const char *text)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  if (GTK_IS_BUTTON (widget) && (g_strcmp0 (label, text) == 0 || g_strcmp0 (tooltip, text) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_popover (MesoToolFixture *f,
              gconstpointer data)
{
  GtkWidget *window = gtk_window_new (), *button = gtk_menu_button_new ();
  GtkWidget *popover = meso_visibility_popover_new ();

  add_three (f);
  meso_visibility_popover_set_editor (MESO_VISIBILITY_POPOVER (popover), f->editor);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (200);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  wait_ms (200);

  g_assert_nonnull (find_button (popover, "Hide Epidermis"));
  g_assert_null (find_button (popover, "Hide Zones, and others without a layer"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (popover, "Hide Epidermis")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (popover, "Lock Planned")), TRUE);
  g_assert_true (meso_visibility_get (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "epidermis"));
  g_assert_true (meso_visibility_get (get_visibility (f), MESO_VEIL_LOCKED, MESO_ASPECT_STATE, "planned"));
  g_assert_cmpstr (gtk_button_get_icon_name (GTK_BUTTON (find_button (popover, "Hide Epidermis"))), ==,
                   "view-conceal-symbolic");

  g_signal_emit_by_name (find_button (popover, "_Show All"), "clicked");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (popover, "Hide Epidermis"))));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (popover, "Lock Planned"))));
  g_assert_false (gtk_widget_get_sensitive (find_button (popover, "_Show All")));
  g_signal_emit_by_name (find_button (popover, "_Unlock All"), "clicked");
  g_assert_false (meso_visibility_is_used (get_visibility (f), MESO_VEIL_LOCKED));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  wait_ms (300);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (100);
}

static void
test_pill (MesoToolFixture *f,
           gconstpointer data)
{
  GtkWidget *pill = g_object_ref_sink (g_object_new (MESO_TYPE_HIDDEN_PILL, NULL));
  GtkWidget *button = gtk_widget_get_first_child (pill);

  add_three (f);
  meso_hidden_pill_set_editor (MESO_HIDDEN_PILL (pill), f->editor);
  g_assert_false (gtk_widget_get_visible (pill));
  meso_visibility_set (get_visibility (f), MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "done", TRUE);
  g_assert_true (gtk_widget_get_visible (pill));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Hidden: 2 marks — Show All");
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_delete_selection (f->editor));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Hidden: 2 marks — Show All");
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_visible (pill));
  g_assert_false (meso_visibility_is_used (get_visibility (f), MESO_VEIL_HIDDEN));
  g_object_unref (pill);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_select_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/visibility/rules", test_rules);
  ADD ("/visibility/only-layer", test_only_layer);
  ADD ("/visibility/selection", test_selection);
  ADD ("/visibility/locked-click", test_locked_click);
  ADD ("/visibility/changed-out-of-sight", test_changed_out_of_sight);
  ADD ("/visibility/new-marks-show", test_new_marks_show);
  ADD ("/visibility/popover", test_popover);
  ADD ("/visibility/pill", test_pill);

  return g_test_run ();
}
