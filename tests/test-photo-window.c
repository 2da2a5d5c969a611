/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "meso-application.h"
#include "meso-calibrate-dialog.h"
#include "meso-photo-actions.h"
#include "meso-photo-dialog.h"
#include "meso-photo-edits.h"
#include "meso-window.h"

#define WAIT_MS 20000

typedef struct
{
  char *folder;
  char *session_folder;
  MesoWindow *window;
  MesoDrawingPage *page;
} Fixture;

static MesoApplication *application;

static void
wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* Waits until a condition holds; a test that waits in vain fails. */
#define wait_for(condition)                                                    \
  G_STMT_START                                                                 \
  {                                                                            \
    gint64 end = g_get_monotonic_time () + WAIT_MS * G_GINT64_CONSTANT (1000); \
    while (!(condition) && g_get_monotonic_time () < end)                      \
      {                                                                        \
        g_main_context_iteration (NULL, FALSE);                                \
        g_usleep (1000);                                                       \
      }                                                                        \
    g_assert_true (condition);                                                 \
  }                                                                            \
  G_STMT_END

static void
xdotool (const char *verb,
         const char *argument)
{
  const char *arguments[] = { "xdotool", verb, "--delay", "30", argument, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  wait_for (g_subprocess_get_identifier (process) == NULL);
  g_assert_true (g_subprocess_get_successful (process));
  wait_ms (300);
}

static void
open_session (Fixture *f)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  MesoPatient data = { (char *) "0b7f9e3c-1111-4222-8333-444455556666", (char *) "M-1", (char *) "Claire Moreau", NULL,
                       MESO_SEX_FEMALE, 0 };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  g_autoptr (MesoMap) front = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoSession) session = NULL;
  MesoLibraryPatient *patient;
  g_autoptr (GError) error = NULL;

  patient = meso_library_create_patient (library, item, &error);
  g_assert_no_error (error);
  session = meso_library_patient_new_session (patient, &visit, NULL);
  meso_session_load_map (session, front);
  f->session_folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  g_assert_true (meso_window_open_session (f->window, f->session_folder));
  f->page = meso_window_get_drawing_page (f->window);
  wait_ms (500);
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *patients = NULL;

  f->folder = g_dir_make_tmp ("mesomap-photo-window-XXXXXX", &error);
  g_assert_no_error (error);
  patients = g_build_filename (f->folder, "patients", NULL);
  g_assert_cmpint (g_mkdir (patients, 0700), ==, 0);
  f->window = meso_window_new (GTK_APPLICATION (application), f->folder);
  gtk_window_unmaximize (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (f->window));
  wait_for (meso_library_get_state (meso_window_get_library (f->window)) == MESO_LIBRARY_READY);
  open_session (f);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  MesoWindow *window = f->window;
  const char *argv[] = { "rm", "-rf", f->folder, NULL };

  /* Nothing holds the window when it is closed. */
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &f->window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (f->window == NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (f->session_folder);
  g_free (f->folder);
}

static GtkWidget *
find_dialog (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static GFile *
save_picture (Fixture *f,
              const char *name,
              int width,
              int height)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  gdk_pixbuf_fill (picture, 0xc89878ff);
  g_assert_true (gdk_pixbuf_save (picture, path, "jpeg", NULL, NULL));
  return g_file_new_for_path (path);
}

static MesoEditor *
get_editor (Fixture *f)
{
  return meso_drawing_page_get_editor (f->page);
}

static MesoSession *
get_session (Fixture *f)
{
  return meso_editor_get_session (get_editor (f));
}

static const MesoPhoto *
get_photo (Fixture *f)
{
  return meso_item_get_photo (meso_photo_edits_get_photo (get_editor (f)));
}

/* What a window manager does when a dialog has closed. */
static void
focus_window (Fixture *f)
{
  gtk_window_present (GTK_WINDOW (f->window));
  wait_ms (500);
}

/* Down through the answers with the keys, and the mnemonic of Add or Apply. */
static void
answer (Fixture *f,
        guint n_down)
{
  wait_for (find_dialog (MESO_TYPE_PHOTO_DIALOG) != NULL);
  wait_ms (500);
  for (guint i = 0; i < n_down; i++)
    xdotool ("key", "Down");
  xdotool ("key", "space");
  xdotool ("key", "alt+a");
  wait_for (find_dialog (MESO_TYPE_PHOTO_DIALOG) == NULL);
  focus_window (f);
}

static void
add_photo (Fixture *f,
           const char *name,
           guint n_down)
{
  g_autoptr (GFile) file = save_picture (f, name, 900, 1200);

  meso_photo_actions_add_file (f->page, file);
  answer (f, n_down);
  g_assert_nonnull (meso_photo_edits_get_photo (get_editor (f)));
}

static void
activate (Fixture *f,
          const char *action)
{
  g_action_group_activate_action (meso_drawing_page_get_actions (f->page), action, NULL);
  wait_ms (300);
}

/* The whole way, with the keys alone. */
static void
test_photo (Fixture *f,
            gconstpointer data)
{
  MesoStore *store = meso_drawing_page_get_store (f->page);
  g_autofree char *photo = NULL, *record = NULL, *contents = NULL;
  MesoMap *map;
  GtkWidget *dialog;
  double scale;

  add_photo (f, "face.jpg", 0);
  map = meso_editor_get_map (get_editor (f));
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 2);
  g_assert_cmpint (get_photo (f)->right_side, ==, MESO_RIGHT_SIDE_VIEWER_LEFT);
  g_assert_cmpint (get_photo (f)->px_per_mm, ==, MESO_UNSET);

  /* A point, before anything is known of distances. */
  g_assert_true (meso_editor_add_point (get_editor (f), (MesoPoint){ -3000, 2000 }));
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (map, 0))->side, ==, MESO_SIDE_RIGHT);

  /* 40 mm apart by the nominal scale, which are 62 mm. */
  activate (f, "calibrate");
  g_assert_cmpint (meso_editor_get_tool (get_editor (f)), ==, MESO_TOOL_CALIBRATE);
  /* Without a window manager the first key after a dialog may get lost. */
  xdotool ("key", "Left");
  xdotool ("key", "Left");
  g_assert_nonnull (meso_canvas_get_pointer (meso_drawing_page_get_canvas (f->page)));
  xdotool ("key", "Return");
  g_assert_null (find_dialog (MESO_TYPE_CALIBRATE_DIALOG));
  for (guint i = 0; i < 4; i++)
    xdotool ("key", "shift+Left");
  wait_ms (500);
  xdotool ("key", "Return");
  wait_for (find_dialog (MESO_TYPE_CALIBRATE_DIALOG) != NULL);
  wait_ms (500);
  /* What cannot be is said, and asked again. */
  xdotool ("type", "1000");
  xdotool ("key", "Return");
  dialog = find_dialog (MESO_TYPE_CALIBRATE_DIALOG);
  g_assert_nonnull (dialog);
  g_assert_cmpint (get_photo (f)->px_per_mm, ==, MESO_UNSET);
  xdotool ("key", "ctrl+a");
  xdotool ("type", "62");
  xdotool ("key", "Return");
  wait_for (find_dialog (MESO_TYPE_CALIBRATE_DIALOG) == NULL);

  scale = 1200 / 250.0;
  g_assert_cmpfloat_with_epsilon ((double) get_photo (f)->px_per_mm / 10000, 40 * scale / 62, 0.001);
  g_assert_cmpint (meso_map_get_n_marks (map), ==, 1);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (map, 0)).x, ==, -4650);
  g_assert_cmpint (meso_editor_get_tool (get_editor (f)), ==, MESO_TOOL_POINT);

  wait_for (meso_store_get_state (store) == MESO_STORE_SAVED);
  photo = g_build_filename (f->session_folder, get_photo (f)->file, NULL);
  record = g_build_filename (f->session_folder, "session.mesomap.xml", NULL);
  g_assert_true (g_file_test (photo, G_FILE_TEST_IS_REGULAR));
  g_assert_true (g_file_get_contents (record, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "<map diagram=\"photo\">"));
  g_assert_nonnull (strstr (contents, "right-side=\"viewer-left\""));

  /* Undone step by step, and the view with its marks is gone with the last. */
  activate (f, "undo");
  g_assert_cmpint (get_photo (f)->px_per_mm, ==, MESO_UNSET);
  activate (f, "undo");
  activate (f, "undo");
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 1);
  g_assert_null (meso_photo_edits_get_photo (get_editor (f)));
}

static void
test_sides (Fixture *f,
            gconstpointer data)
{
  MesoMap *map;

  /* "I do not know yet", the last. */
  add_photo (f, "face.jpg", 4);
  map = meso_editor_get_map (get_editor (f));
  g_assert_cmpint (get_photo (f)->right_side, ==, 0);
  g_assert_true (meso_editor_add_point (get_editor (f), (MesoPoint){ -3000, 2000 }));
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (map, 0))->side, ==, MESO_SIDE_UNSPECIFIED);

  activate (f, "photo-sides");
  answer (f, 1);
  g_assert_cmpint (get_photo (f)->right_side, ==, MESO_RIGHT_SIDE_VIEWER_RIGHT);
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (map, 0))->side, ==, MESO_SIDE_LEFT);

  activate (f, "photo-sides");
  wait_for (find_dialog (MESO_TYPE_PHOTO_DIALOG) != NULL);
  xdotool ("key", "Escape");
  wait_for (find_dialog (MESO_TYPE_PHOTO_DIALOG) == NULL);
  g_assert_cmpint (get_photo (f)->right_side, ==, MESO_RIGHT_SIDE_VIEWER_RIGHT);
}

static void
test_two_photos (Fixture *f,
                 gconstpointer data)
{
  MesoMap *first, *second;

  add_photo (f, "one.jpg", 0);
  first = meso_editor_get_map (get_editor (f));
  add_photo (f, "two.jpg", 2);
  second = meso_editor_get_map (get_editor (f));
  g_assert_true (first != second);
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 3);
  g_assert_true (meso_editor_add_point (get_editor (f), (MesoPoint){ 1000, 0 }));
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (second, 0))->side, ==, MESO_SIDE_RIGHT);

  activate (f, "remove-photo");
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 2);
  g_assert_cmpuint (meso_session_get_n_marks (get_session (f)), ==, 0);
  activate (f, "undo");
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 3);
  g_assert_cmpuint (meso_map_get_n_marks (second), ==, 1);
}

/* A file that is none gives a dialog and no view; a session that cannot be changed takes no photo. */
static void
test_refusals (Fixture *f,
               gconstpointer data)
{
  g_autoptr (GFile) good = save_picture (f, "good.jpg", 300, 300);
  g_autofree char *path = g_build_filename (f->folder, "bad.jpg", NULL);
  g_autoptr (GFile) bad = g_file_new_for_path (path);
  GActionGroup *actions = meso_drawing_page_get_actions (f->page);

  g_assert_true (g_file_set_contents (path, "no picture", -1, NULL));
  meso_photo_actions_add_file (f->page, bad);
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  wait_ms (300);
  xdotool ("key", "Return");
  wait_for (find_dialog (ADW_TYPE_MESSAGE_DIALOG) == NULL);
  g_assert_cmpuint (meso_session_get_n_maps (get_session (f)), ==, 1);
  g_assert_false (g_action_group_get_action_enabled (actions, "calibrate"));
  g_assert_true (g_action_group_get_action_enabled (actions, "add-photo"));

  meso_session_set_read_only (get_session (f), "Locked.");
  wait_ms (100);
  g_assert_false (g_action_group_get_action_enabled (actions, "add-photo"));
  meso_photo_actions_add_file (f->page, good);
  wait_ms (800);
  g_assert_null (find_dialog (MESO_TYPE_PHOTO_DIALOG));
  meso_session_set_read_only (get_session (f), NULL);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  application = meso_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  /* Without a window for a while, between the tests. */
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/photo-window/photo", Fixture, NULL, set_up, test_photo, tear_down);
  g_test_add ("/photo-window/sides", Fixture, NULL, set_up, test_sides, tear_down);
  g_test_add ("/photo-window/two-photos", Fixture, NULL, set_up, test_two_photos, tear_down);
  g_test_add ("/photo-window/refusals", Fixture, NULL, set_up, test_refusals, tear_down);

  return g_test_run ();
}
