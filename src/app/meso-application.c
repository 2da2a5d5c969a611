/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "compat/meso-compat.h"
#include "meso-app-resources.h"
#include "meso-preferences.h"
#include "meso-window.h"

struct _MesoApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  guint signal_ids[2]; /* SIGINT, SIGTERM */
};

G_DEFINE_FINAL_TYPE (MesoApplication, meso_application, ADW_TYPE_APPLICATION)

static MesoWindow *
get_window (MesoApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (MESO_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

/* Asked to end from outside: what is not yet written is, and the locks are given back. */
static gboolean
terminate_cb (gpointer user_data)
{
  MesoApplication *self = user_data;
  MesoWindow *window = get_window (self);

  if (window != NULL)
    {
      meso_window_flush (window);
      gtk_window_destroy (GTK_WINDOW (window));
    }
  g_application_quit (G_APPLICATION (self));

  return G_SOURCE_CONTINUE;
}

static void
quit_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  MesoWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    g_application_quit (user_data);
}

static void
about_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  meso_present_about (gtk_application_get_active_window (user_data));
}

static void
preferences_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  meso_preferences_present (gtk_application_get_active_window (user_data));
}

static const GActionEntry entries[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "about", .activate = about_cb },
  { .name = "preferences", .activate = preferences_cb },
};

/*
 * Accelerators of the application come before the entry that has the focus. So only keys with Ctrl, and function keys,
 * that an entry has no use for; all else lives on the window's bubble phase or on the canvas.
 */
static const struct
{
  const char *action;
  const char *accels[4];
} accelerators[] = {
  { "app.quit", { "<Control>q", NULL } },
  { "app.preferences", { "<Control>comma", NULL } },
  { "app.hide-names", { "<Control><Shift>h", NULL } },
  { "window.close", { "<Control>w", NULL } },
  { "win.shortcuts", { "<Control>question", "F1", NULL } },
  { "win.new-patient", { "<Control><Shift>n", NULL } },
  { "win.new-session", { "<Control>n", NULL } },
  { "win.repeat-last", { "<Control>r", NULL } },
  { "win.search", { "<Control>f", NULL } },
  { "win.next-pane", { "F6", NULL } },
  { "win.fullscreen", { "F11", NULL } },
  { "draw.export", { "<Control>e", NULL } },
  { "draw.print", { "<Control>p", NULL } },
  { "draw.add-photo", { "<Control>i", NULL } },
  { "draw.calibrate", { "<Control>k", NULL } },
  { "draw.photo-sides", { "<Control><Shift>k", NULL } },
  { "draw.remove-photo", { "<Control><Shift>BackSpace", NULL } },
  { "draw.balance", { "<Control>b", NULL } },
  { "draw.panel", { "F9", NULL } },
  { "draw.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add", NULL } },
  { "draw.zoom-out", { "<Control>minus", "<Control>KP_Subtract", NULL } },
  { "draw.zoom-reset", { "<Control>0", "<Control>KP_0", NULL } },
};

static void
apply_style (MesoApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  int style = g_settings_get_enum (self->settings, "style");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[style]);
}

static void
meso_application_startup (GApplication *application)
{
  MesoApplication *self = MESO_APPLICATION (application);
  g_autoptr (GAction) hide_names = NULL;

  G_APPLICATION_CLASS (meso_application_parent_class)->startup (application);

  self->settings = g_settings_new (APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::style", G_CALLBACK (apply_style), self, G_CONNECT_SWAPPED);
  apply_style (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  hide_names = g_settings_create_action (self->settings, "hide-names");
  g_action_map_add_action (G_ACTION_MAP (self), hide_names);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accelerators[i].action, accelerators[i].accels);

  self->signal_ids[0] = g_unix_signal_add (SIGINT, terminate_cb, self);
  self->signal_ids[1] = g_unix_signal_add (SIGTERM, terminate_cb, self);
}

static void
meso_application_shutdown (GApplication *application)
{
  MesoApplication *self = MESO_APPLICATION (application);

  for (guint i = 0; i < G_N_ELEMENTS (self->signal_ids); i++)
    g_clear_handle_id (&self->signal_ids[i], g_source_remove);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (meso_application_parent_class)->shutdown (application);
}

static int
meso_application_handle_local_options (GApplication *application,
                                       GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("mesomap %s\n", PACKAGE_VERSION);
      return 0;
    }

  return -1;
}

static int
meso_application_command_line (GApplication *application,
                               GApplicationCommandLine *command_line)
{
  MesoApplication *self = MESO_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  MesoWindow *window = get_window (self);
  g_autofree char *given = NULL;
  g_autofree char *library = NULL;
  g_auto (GStrv) arguments = NULL;

  if (g_variant_dict_lookup (options, "library", "^ay", &given))
    {
      /* Relative to where the command was given, which may be another process. */
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, given);

      library = g_file_get_path (file);
    }

  if (window == NULL)
    window = meso_window_new (GTK_APPLICATION (self), library);
  else if (library != NULL && meso_window_get_drawing_page (window) == NULL)
    meso_window_set_library (window, library);
  gtk_window_present (GTK_WINDOW (window));

  arguments = g_application_command_line_get_arguments (command_line, NULL);
  if (arguments[0] != NULL && arguments[1] != NULL)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[1]);

      meso_window_open_file (window, file);
    }

  return 0;
}

static void
meso_application_activate (GApplication *application)
{
  MesoWindow *window = get_window (MESO_APPLICATION (application));

  if (window == NULL)
    window = meso_window_new (GTK_APPLICATION (application), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
meso_application_open (GApplication *application,
                       GFile **files,
                       int n_files,
                       const char *hint)
{
  MesoWindow *window;

  g_application_activate (application);
  window = get_window (MESO_APPLICATION (application));
  meso_window_open_file (window, files[0]);
}

static void
meso_application_class_init (MesoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = meso_application_startup;
  application_class->shutdown = meso_application_shutdown;
  application_class->handle_local_options = meso_application_handle_local_options;
  application_class->command_line = meso_application_command_line;
  application_class->activate = meso_application_activate;
  application_class->open = meso_application_open;
}

static void
meso_application_init (MesoApplication *self)
{
  static const GOptionEntry options[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open the library in this folder"), N_ ("FOLDER") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show the version and exit"), NULL },
    { NULL },
  };

  /* The linker drops the constructors of resources in static libraries. */
  meso_app_register_resource ();

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE]"));
}

/** meso_application_new: (transfer full). */
MesoApplication *
meso_application_new (void)
{
  return g_object_new (MESO_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "resource-base-path", "/io/github/mesomap/Mesomap",
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
