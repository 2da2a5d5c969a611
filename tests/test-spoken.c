/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "canvas/meso-canvas.h"
#include "meso-editor-views.h"

/* What reaches a screen reader, over its own bus. Skipped where there is none. */

typedef struct
{
  GDBusConnection *bus;
  GString *heard;
} Reader;

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

static void
changed_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *signal,
            GVariant *parameters,
            gpointer user_data)
{
  Reader *reader = user_data;
  g_autoptr (GVariant) boxed = g_variant_get_child_value (parameters, 3);
  g_autoptr (GVariant) value = g_variant_get_variant (boxed);
  const char *property;

  g_variant_get_child (parameters, 0, "&s", &property);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    g_string_append_printf (reader->heard, "%s: %s\n", property, g_variant_get_string (value, NULL));
}

static GVariant *
call (GDBusConnection *bus,
      const char *name,
      const char *path,
      const char *interface,
      const char *method,
      GVariant *parameters)
{
  return g_dbus_connection_call_sync (bus, name, path, interface, method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE,
                                      5000, NULL, NULL);
}

/* As a screen reader does when it starts. */
static gboolean
reader_start (Reader *reader)
{
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GVariant) address = NULL, registered = NULL;
  const char *where;

  if (session == NULL)
    return FALSE;
  address = call (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", NULL);
  if (address == NULL)
    return FALSE;
  g_variant_get (address, "(&s)", &where);
  reader->bus = g_dbus_connection_new_for_address_sync (
    where, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL, NULL,
    NULL);
  if (reader->bus == NULL)
    return FALSE;
  registered = call (reader->bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry",
                     "RegisterEvent", g_variant_new_parsed ("('object:property-change', @as [], '')"));
  g_dbus_connection_signal_subscribe (reader->bus, NULL, "org.a11y.atspi.Event.Object", "PropertyChange", NULL, NULL,
                                      G_DBUS_SIGNAL_FLAGS_NONE, changed_cb, reader, NULL);
  return TRUE;
}

static void
assert_heard (Reader *reader,
              const char *words)
{
  for (int i = 0; i < 100 && strstr (reader->heard->str, words) == NULL; i++)
    wait_ms (50);
  g_test_message ("%s", reader->heard->str);
  if (strstr (reader->heard->str, words) == NULL)
    g_error ("Nobody says “%s”", words);
  g_string_truncate (reader->heard, 0);
}

static void
test_bus (void)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  Reader reader = { NULL, g_string_new (NULL) };
  GtkWidget *window, *canvas;

  if (!reader_start (&reader))
    {
      g_test_skip ("there is no bus for screen readers");
      return;
    }
  g_assert_nonnull (meso_editor_add_view (editor, "face-front"));
  canvas = meso_canvas_new ();
  meso_canvas_set_editor (MESO_CANVAS (canvas), editor);
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 800, 640);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (canvas);
  wait_ms (1000);

  gtk_widget_activate_action (canvas, "canvas.drop-mark", NULL);
  assert_heard (&reader, "mm on the diagram");
  gtk_widget_activate_action (canvas, "canvas.drop-mark", NULL);
  assert_heard (&reader, "Point placed");
  gtk_widget_activate_action (canvas, "canvas.step-region", "(ii)", -1, 0);
  assert_heard (&reader, "Right");
  g_assert_nonnull (meso_editor_add_view (editor, "scalp-top"));
  assert_heard (&reader, "accessible-name: Scalp");

  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (100);
  g_object_unref (reader.bus);
  g_string_free (reader.heard, TRUE);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_setenv ("GTK_A11Y", "atspi", TRUE);
  g_unsetenv ("NO_AT_BRIDGE");
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/spoken/bus", test_bus);

  return g_test_run ();
}
