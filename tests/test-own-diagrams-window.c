/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* A clinic's own diagrams in the window: offered, drawn on, and one that is wrong is said. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "meso-application.h"
#include "meso-editor-views.h"
#include "meso-error-strip.h"
#include "meso-view-list.h"
#include "meso-window.h"

#define WAIT_MS 10000

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

typedef struct
{
  char *folder;
  char *diagrams;
  char *good;
  MesoWindow *window;
} Fixture;

static MesoApplication *application;

static void
write_file (const Fixture *f,
            const char *name,
            const char *contents)
{
  g_autofree char *path = g_build_filename (f->diagrams, name, NULL);

  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "diagrams", "forearm.svg", NULL);
  g_autofree char *patients = NULL;

  f->folder = g_dir_make_tmp ("mesomap-window-XXXXXX", NULL);
  patients = g_build_filename (f->folder, "patients", NULL);
  f->diagrams = g_build_filename (f->folder, "diagrams", NULL);
  g_assert_cmpint (g_mkdir (patients, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (f->diagrams, 0700), ==, 0);
  g_assert_true (g_file_get_contents (source, &f->good, NULL, NULL));
  write_file (f, "forearm.svg", f->good);
}

static void
open_window (Fixture *f)
{
  f->window = meso_window_new (GTK_APPLICATION (application), f->folder);
  gtk_window_unmaximize (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (f->window));
  wait_for (meso_library_get_state (meso_window_get_library (f->window)) == MESO_LIBRARY_READY);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", f->folder, NULL };
  MesoWindow *window = f->window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &f->window);
  gtk_window_close (GTK_WINDOW (window));
  wait_for (f->window == NULL);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
  g_free (f->diagrams);
  g_free (f->good);
}

static GtkWidget *
find_child (GtkWidget *widget,
            GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_child (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What the strip says; NULL while it is hidden. */
static const char *
get_strip_text (Fixture *f)
{
  GtkWidget *strip = find_child (GTK_WIDGET (meso_window_get_patients_page (f->window)), MESO_TYPE_ERROR_STRIP);

  g_assert_nonnull (strip);

  return gtk_widget_get_visible (strip) ? gtk_label_get_text (GTK_LABEL (find_child (strip, GTK_TYPE_LABEL))) : NULL;
}

static void
test_error (Fixture *f,
            gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (f->good, "mesomap:side=\"left\"", 2);
  g_autofree char *bad = g_strjoinv ("mesomap:side=\"links\"", parts);
  GtkWidget *strip;

  write_file (f, "arm.svg", bad);
  open_window (f);
  wait_for (get_strip_text (f) != NULL);
  g_assert_nonnull (strstr (get_strip_text (f), "diagrams/arm.svg:25: "));

  /* Another message may come and go before it. */
  meso_patients_page_show_error (meso_window_get_patients_page (f->window), "Something else");
  g_assert_cmpstr (get_strip_text (f), ==, "Something else");
  meso_patients_page_show_error (meso_window_get_patients_page (f->window), NULL);
  g_assert_nonnull (strstr (get_strip_text (f), "arm.svg"));

  /* Read, and closed. */
  strip = find_child (GTK_WIDGET (meso_window_get_patients_page (f->window)), MESO_TYPE_ERROR_STRIP);
  g_signal_emit_by_name (strip, "action");
  g_assert_null (get_strip_text (f));
}

static void
test_draw (Fixture *f,
           gconstpointer data)
{
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  MesoTreatment treatment = { .method = 1, .number = 1, .planned = 1, .interval_days = MESO_UNSET };
  MesoPatient patient = {
    .id = (char *) "0b7f9e3c-1111-4222-8333-444455556666",
    .code = (char *) "M-1",
    .sex = MESO_SEX_MALE,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &patient, NULL, NULL);
  g_autoptr (MesoMap) front = meso_map_new ("face-front", 1, MESO_SEX_MALE, NULL, NULL);
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GMenuModel) views = NULL;
  g_autoptr (GVariant) label = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;
  const MesoMarkData *mark;
  MesoLibrary *library;
  MesoEditor *editor;

  open_window (f);
  g_assert_null (get_strip_text (f));
  library = meso_window_get_library (f->window);
  g_assert_nonnull (meso_library_create_patient (library, item, &error));
  session = meso_library_patient_new_session (meso_library_lookup_code (library, "M-1"), &visit, &treatment);
  meso_session_load_map (session, front);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  g_assert_true (meso_window_open_session (f->window, folder));
  editor = meso_drawing_page_get_editor (meso_window_get_drawing_page (f->window));

  /* After the built-in views, by its title. */
  menu = meso_view_list_create_add_menu (editor);
  views = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SECTION);
  label = g_menu_model_get_item_attribute_value (views, g_menu_model_get_n_items (views) - 1, G_MENU_ATTRIBUTE_LABEL,
                                                 G_VARIANT_TYPE_STRING);
  g_assert_cmpstr (g_variant_get_string (label, NULL), ==, "Left forearm, palm side");

  g_assert_nonnull (meso_editor_add_view (editor, "forearm"));
  g_assert_cmpint (meso_map_get_diagram_version (meso_editor_get_map (editor)), ==, 2);
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -3000, 2500 }));
  mark = meso_mark_get (meso_map_get_mark (meso_editor_get_map (editor), 0));
  g_assert_cmpstr (mark->region, ==, "forearm-upper");
  g_assert_cmpint (mark->side, ==, MESO_SIDE_LEFT);
  meso_window_flush (f->window);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  application = meso_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_application_hold (G_APPLICATION (application));

  g_test_add ("/own-diagrams-window/error", Fixture, NULL, set_up, test_error, tear_down);
  g_test_add ("/own-diagrams-window/draw", Fixture, NULL, set_up, test_draw, tear_down);

  return g_test_run ();
}
