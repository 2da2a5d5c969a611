/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-window-fixture.h"

#include <glib/gstdio.h>
#include <locale.h>

static MesoApplication *application;

/* The main function of a test: the application is there when the tests are added. */
int
fixture_run (int argc,
             char **argv,
             void (*add_tests) (void))
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  application = meso_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  /* Without a window for a while, between the tests. */
  g_application_hold (G_APPLICATION (application));
  add_tests ();

  return g_test_run ();
}

void
fixture_set_up_window (WindowFixture *f,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *patients = NULL;

  f->folder = g_dir_make_tmp ("mesomap-window-XXXXXX", &error);
  g_assert_no_error (error);
  patients = g_build_filename (f->folder, "patients", NULL);
  g_assert_cmpint (g_mkdir (patients, 0700), ==, 0);

  f->window = meso_window_new (GTK_APPLICATION (application), f->folder);
  gtk_window_unmaximize (GTK_WINDOW (f->window));
  gtk_window_present (GTK_WINDOW (f->window));
  fixture_wait_for (meso_library_get_state (meso_window_get_library (f->window)) == MESO_LIBRARY_READY);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

void
fixture_tear_down_window (WindowFixture *f,
                          gconstpointer data)
{
  MesoWindow *window = f->window;

  /* Nothing holds the window when it is closed. */
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &f->window);
  gtk_window_close (GTK_WINDOW (window));
  fixture_wait_for (f->window == NULL);
  remove_tree (f->folder);
  g_free (f->folder);
}

void
fixture_wait_ms (guint ms)
{
  gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

/* Real keys: @verb is "key" or "type". */
void
fixture_xdotool (const char *verb,
                 const char *argument)
{
  const char *arguments[] = { "xdotool", verb, "--delay", "30", argument, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  fixture_wait_for (g_subprocess_get_identifier (process) == NULL);
  g_assert_true (g_subprocess_get_successful (process));
  fixture_wait_ms (300);
}

/* The first widget in sight of a type, or with @tooltip where that is given. */
static GtkWidget *
find (GtkWidget *widget,
      GType type,
      const char *tooltip)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) &&
      (tooltip == NULL || g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, tooltip);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
fixture_find_child (GtkWidget *widget,
                    GType type)
{
  return find (widget, type, NULL);
}

GtkWidget *
fixture_find_named (GtkWidget *widget,
                    const char *tooltip)
{
  return find (widget, GTK_TYPE_WIDGET, tooltip);
}
