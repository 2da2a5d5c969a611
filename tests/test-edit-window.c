/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "canvas/meso-canvas.h"
#include "meso-window-fixture.h"

/* Copying, pasting and the menu of the marks, by real keys in a real window. */

static char *
add_session (MesoLibrary *library)
{
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient data = { id, (char *) "M-0001", (char *) "Claire Moreau", (char *) "1981-04-17", MESO_SEX_FEMALE, 2 };
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  MesoTreatment treatment = { .method = 1, .number = 2, .planned = 4, .interval_days = MESO_UNSET };
  g_autoptr (MesoItem) patient = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  g_autoptr (MesoMap) front = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  char *folder;

  meso_library_create_patient (library, patient, &error);
  g_assert_no_error (error);
  session = meso_library_patient_new_session (meso_library_lookup_code (library, "M-0001"), &visit, &treatment);
  meso_session_load_map (session, front);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  return folder;
}

/* A page with two points on the right cheek and one on the left. */
static MesoDrawingPage *
open_page (WindowFixture *f)
{
  g_autofree char *folder = add_session (meso_window_get_library (f->window));
  MesoDrawingPage *page;
  MesoEditor *editor;

  g_assert_true (meso_window_open_session (f->window, folder));
  fixture_wait_ms (500);
  page = meso_window_get_drawing_page (f->window);
  editor = meso_drawing_page_get_editor (page);
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -4000, 3000 }));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -4200, 3200 }));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ 4000, 3000 }));
  meso_drawing_page_focus_canvas (page);
  return page;
}

static guint
count (MesoDrawingPage *page)
{
  return meso_map_get_n_marks (meso_editor_get_map (meso_drawing_page_get_editor (page)));
}

static guint
count_selected (MesoDrawingPage *page)
{
  return meso_selection_get_size (meso_editor_get_selection (meso_drawing_page_get_editor (page)));
}

static gboolean
is_enabled (MesoDrawingPage *page,
            const char *action)
{
  return g_action_group_get_action_enabled (meso_drawing_page_get_actions (page), action);
}

static void
test_keys (WindowFixture *f,
           gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  g_assert_false (is_enabled (page, "copy"));
  fixture_xdotool ("key", "ctrl+a");
  g_assert_true (is_enabled (page, "copy"));
  fixture_xdotool ("key", "ctrl+c");
  fixture_xdotool ("key", "ctrl+v");
  fixture_wait_for (count (page) == 6);
  g_assert_cmpuint (count_selected (page), ==, 3);
  fixture_xdotool ("key", "ctrl+x");
  g_assert_cmpuint (count (page), ==, 3);
  fixture_xdotool ("key", "ctrl+v");
  fixture_wait_for (count (page) == 6);
  fixture_xdotool ("key", "ctrl+d");
  g_assert_cmpuint (count (page), ==, 9);
}

/* The clipboard holds something else, or the session is final. */
static void
test_enabled (WindowFixture *f,
              gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (page));
  MesoEditor *editor = meso_drawing_page_get_editor (page);

  gdk_clipboard_set_text (clipboard, "Hello");
  g_assert_true (is_enabled (page, "paste"));
  fixture_xdotool ("key", "ctrl+v");
  fixture_wait_ms (300);
  g_assert_cmpuint (count (page), ==, 3);
  gdk_clipboard_set_content (clipboard, NULL);
  fixture_wait_ms (100);
  g_assert_false (is_enabled (page, "paste"));

  meso_editor_select_all (editor);
  g_assert_true (is_enabled (page, "cut"));
  gdk_clipboard_set_text (clipboard, "Hello");
  meso_session_set_read_only (meso_editor_get_session (editor), "This session is final.");
  g_assert_true (is_enabled (page, "copy"));
  g_assert_false (is_enabled (page, "cut"));
  g_assert_false (is_enabled (page, "paste"));
  g_assert_false (is_enabled (page, "duplicate"));
  g_assert_false (is_enabled (page, "set-state"));
}

/* The menu comes by its key, takes the keys, and gives them back. */
static void
test_menu (WindowFixture *f,
           gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  const char *ids[] = { meso_mark_get_id (meso_map_get_mark (meso_editor_get_map (editor), 0)), NULL };

  meso_selection_set (meso_editor_get_selection (editor), ids);
  fixture_xdotool ("key", "shift+F10");
  g_assert_nonnull (fixture_find_child (GTK_WIDGET (page), GTK_TYPE_POPOVER_MENU));
  fixture_xdotool ("key", "Escape");
  fixture_wait_ms (300);
  g_assert_null (fixture_find_child (GTK_WIDGET (page), GTK_TYPE_POPOVER_MENU));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == GTK_WIDGET (meso_drawing_page_get_canvas (page)));
  g_assert_cmpuint (count_selected (page), ==, 1);

  g_action_group_activate_action (meso_drawing_page_get_actions (page), "select-same", g_variant_new_string ("region"));
  g_assert_cmpuint (count_selected (page), ==, 2);
  g_action_group_activate_action (meso_drawing_page_get_actions (page), "set-state", g_variant_new_string ("planned"));
  g_assert_true (meso_mark_is_planned (meso_map_get_mark (meso_editor_get_map (editor), 1)));
  g_assert_false (meso_mark_is_planned (meso_map_get_mark (meso_editor_get_map (editor), 2)));
  g_action_group_activate_action (meso_drawing_page_get_actions (page), "select-same", g_variant_new_string ("colour"));
  g_assert_cmpuint (count_selected (page), ==, 2);
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add (path, WindowFixture, NULL, fixture_set_up_window, func, fixture_tear_down_window)

  ADD ("/edit-window/keys", test_keys);
  ADD ("/edit-window/enabled", test_enabled);
  ADD ("/edit-window/menu", test_menu);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
