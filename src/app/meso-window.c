/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-window.h"

#include <glib/gi18n-lib.h>

#include "meso-scanner.h"
#include "compat/meso-compat.h"

/* The window is wide enough for everything from here on, and for the panel from there on; px. */
#define COMPACT_BELOW 1180
#define NARROW_BELOW 980
#define HYSTERESIS 24

/* How long the end of the program waits for the disk, ms. */
#define FLUSH_TIMEOUT 5000

struct _MesoWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  MesoPatientsPage *patients;

  MesoDrawingPage *page; /* of the open session, or NULL */
  MesoLibrary *library;
  GSettings *settings;
  MesoRoom room;

  guint closing : 1; /* waiting for the disk */
  guint may_close : 1;
};

G_DEFINE_FINAL_TYPE (MesoWindow, meso_window, ADW_TYPE_APPLICATION_WINDOW)

static MesoRoom
choose_room (MesoRoom now,
             int width)
{
  if (width < NARROW_BELOW || (now == MESO_ROOM_NARROW && width < NARROW_BELOW + HYSTERESIS))
    return MESO_ROOM_NARROW;
  if (width < COMPACT_BELOW || (now != MESO_ROOM_WIDE && width < COMPACT_BELOW + HYSTERESIS))
    return MESO_ROOM_COMPACT;

  return MESO_ROOM_WIDE;
}

static void
surface_layout_cb (MesoWindow *self,
                   int width,
                   int height)
{
  MesoRoom room = choose_room (self->room, width);

  if (room == self->room)
    return;
  self->room = room;
  if (self->page != NULL)
    meso_drawing_page_set_room (self->page, room);
}

static void
remember_size (MesoWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && !gtk_window_is_fullscreen (GTK_WINDOW (self)))
    {
      g_settings_set_int (self->settings, "window-width", MAX (width, 360));
      g_settings_set_int (self->settings, "window-height", MAX (height, 294));
    }
}

static void
drop_page (MesoWindow *self)
{
  MesoDrawingPage *page = self->page;

  if (page == NULL)
    return;
  self->page = NULL;
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->patients));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "draw", NULL);
  gtk_stack_remove (self->stack, GTK_WIDGET (page));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Mesomap"));
  meso_patients_page_reload (self->patients);
  meso_patients_page_focus_search (self->patients);
}

static void
left_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (MesoWindow) self = user_data;

  /* When it cannot be written the page stays, and its strip says why. */
  if (meso_store_flush_finish (MESO_STORE (object), result, NULL) && self->page != NULL &&
      meso_drawing_page_get_store (self->page) == MESO_STORE (object))
    drop_page (self);
}

static void
back_cb (MesoWindow *self)
{
  meso_store_flush_async (meso_drawing_page_get_store (self->page), NULL, left_cb, g_object_ref (self));
}

static void
toast_cb (MesoWindow *self,
          const char *text)
{
  meso_window_toast (self, text);
}

/* The second half of a double click still goes to the page that fades, and takes the focus along when that is gone. */
static void
faded_cb (MesoWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (gtk_stack_get_transition_running (self->stack) || self->page == NULL)
    return;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)))
    meso_drawing_page_focus_canvas (self->page);
}

static void
show_store (MesoWindow *self,
            MesoStore *store)
{
  const MesoPatient *patient = meso_session_get_patient (meso_store_get_session (store));
  g_autofree char *title = g_strdup_printf (_ ("%s – Mesomap"), patient != NULL ? patient->code : "");

  drop_page (self);
  self->page = MESO_DRAWING_PAGE (meso_drawing_page_new (store));
  meso_drawing_page_set_library (self->page, self->library);
  g_signal_connect_object (self->page, "back", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "toast", G_CALLBACK (toast_cb), self, G_CONNECT_SWAPPED);
  meso_drawing_page_set_room (self->page, self->room);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->page));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->page));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "draw", meso_drawing_page_get_actions (self->page));
  /* What a screen that is shared shows of a window is its title: the code and no name. */
  gtk_window_set_title (GTK_WINDOW (self), title);
  meso_drawing_page_focus_canvas (self->page);
}

static void
open_session_cb (MesoWindow *self,
                 const char *folder)
{
  meso_window_open_session (self, folder);
}

static void
close_anyway_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  MesoWindow *self = MESO_WINDOW (object);

  self->closing = FALSE;
  if (!meso_ask_finish (GTK_WINDOW (self), result))
    return;
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
flushed_for_close_cb (GObject *object,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (MesoWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (meso_store_flush_finish (MESO_STORE (object), result, &error))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  meso_ask (GTK_WINDOW (self), _ ("The session could not be saved"), error->message, _ ("_Back"),
            _ ("Close _Without Saving"), TRUE, NULL, close_anyway_cb, NULL);
}

static gboolean
meso_window_close_request (GtkWindow *window)
{
  MesoWindow *self = MESO_WINDOW (window);

  if (self->closing && !self->may_close)
    return GDK_EVENT_STOP;

  if (self->page != NULL && !self->may_close)
    {
      self->closing = TRUE;
      meso_store_flush_async (meso_drawing_page_get_store (self->page), NULL, flushed_for_close_cb,
                              g_object_ref (self));
      return GDK_EVENT_STOP;
    }
  remember_size (self);

  return GTK_WINDOW_CLASS (meso_window_parent_class)->close_request (window);
}

static void
meso_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (meso_window_parent_class)->realize (widget);

  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (surface_layout_cb),
                           widget, G_CONNECT_SWAPPED);
}

static void
new_patient (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);

  if (self->page == NULL)
    meso_patients_page_new_patient (self->patients);
}

static void
new_session (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);

  if (self->page == NULL)
    meso_patients_page_new_session (self->patients);
}

static void
repeat_last (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);

  if (self->page == NULL)
    meso_patients_page_repeat_last (self->patients);
}

static void
search (GtkWidget *widget,
        const char *name,
        GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);

  if (self->page == NULL)
    meso_patients_page_focus_search (self->patients);
}

static void
create_library_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  MesoWindow *self = MESO_WINDOW (object);
  g_autofree char *folder = user_data;
  g_autoptr (MesoLibrary) library = NULL;
  g_autoptr (GError) error = NULL;

  if (!meso_ask_finish (GTK_WINDOW (self), result))
    return;
  library = meso_library_new (folder);
  if (!meso_library_create (library, &error))
    {
      meso_patients_page_show_error (self->patients, error->message);
      return;
    }
  g_settings_set_string (self->settings, "library-path", folder);
  meso_window_set_library (self, folder);
}

static void
folder_chosen_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  MesoWindow *self = MESO_WINDOW (object);
  g_autoptr (GFile) file = meso_choose_folder_finish (GTK_WINDOW (self), result, NULL);
  g_autofree char *folder = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *patients = NULL;

  if (folder == NULL)
    return;
  patients = g_build_filename (folder, "patients", NULL);
  if (g_file_test (patients, G_FILE_TEST_IS_DIR))
    {
      g_settings_set_string (self->settings, "library-path", folder);
      meso_window_set_library (self, folder);
      return;
    }
  meso_ask (GTK_WINDOW (self), _ ("Make a new library here?"), folder, _ ("_Cancel"), _ ("_Make Library"), FALSE, NULL,
            create_library_cb, g_steal_pointer (&folder));
}

static void
choose_library (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  meso_choose_folder (GTK_WINDOW (widget), _ ("Choose Library"), NULL, NULL, folder_chosen_cb, NULL);
}

static void
add_to_library (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (self->page == NULL)
    return;
  folder = meso_library_add_session (self->library, meso_store_get_session (meso_drawing_page_get_store (self->page)),
                                     &error);
  if (folder != NULL)
    meso_window_open_session (self, folder);
  else
    meso_window_toast (self, error->message);
}

static void
show_shortcuts (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/io/github/mesomap/Mesomap/ui/meso-shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

static void
toast (GtkWidget *widget,
       const char *name,
       GVariant *parameter)
{
  meso_window_toast (MESO_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
toggle_fullscreen (GtkWidget *widget,
                   const char *name,
                   GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

/* The panes of the screen are the children of the row under its header. */
static void
next_pane (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  MesoWindow *self = MESO_WINDOW (widget);

  if (self->page != NULL)
    meso_drawing_page_next_pane (self->page);
  else
    gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
meso_window_dispose (GObject *object)
{
  MesoWindow *self = MESO_WINDOW (object);

  self->page = NULL;
  g_clear_object (&self->library);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (meso_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-patient", NULL, new_patient);
  gtk_widget_class_install_action (widget_class, "win.new-session", NULL, new_session);
  gtk_widget_class_install_action (widget_class, "win.repeat-last", NULL, repeat_last);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "win.choose-library", NULL, choose_library);
  gtk_widget_class_install_action (widget_class, "win.add-to-library", NULL, add_to_library);
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", toast);
  gtk_widget_class_install_action (widget_class, "win.fullscreen", NULL, toggle_fullscreen);
  gtk_widget_class_install_action (widget_class, "win.next-pane", NULL, next_pane);
}

static void
meso_window_class_init (MesoWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_window_dispose;
  widget_class->realize = meso_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = meso_window_close_request;

  g_type_ensure (MESO_TYPE_PATIENTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MesoWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, MesoWindow, patients);
  gtk_widget_class_bind_template_callback (widget_class, open_session_cb);
  install_actions (widget_class);

  /* In the bubble phase: an entry that has the focus undoes its own typing first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "draw.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "draw.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "draw.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "draw.back", NULL);
}

static void
scan_started_cb (MesoWindow *self)
{
  if (self->page != NULL)
    meso_drawing_page_remember (self->page);
}

static void
scanned_cb (MesoWindow *self,
            const char *code)
{
  if (self->page != NULL)
    meso_drawing_page_scan (self->page, code);
}

static void
meso_window_init (MesoWindow *self)
{
  MesoScanner *scanner = meso_scanner_attach (GTK_WINDOW (self));

  g_signal_connect_object (scanner, "started", G_CALLBACK (scan_started_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (scanner, "scanned", G_CALLBACK (scanned_cb), self, G_CONNECT_SWAPPED);
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->stack, "notify::transition-running", G_CALLBACK (faded_cb), self, G_CONNECT_SWAPPED);
}

/** meso_window_new: @library_folder: (nullable): %NULL for the one of the settings. */
MesoWindow *
meso_window_new (GtkApplication *application,
                 const char *library_folder)
{
  MesoWindow *self = g_object_new (MESO_TYPE_WINDOW, "application", application, NULL);

  /* Not while the window is initialised: its construct properties would undo it. */
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  meso_window_set_library (self, library_folder);
  meso_patients_page_focus_search (self->patients);

  return self;
}

/** meso_window_get_library: (transfer none). */
MesoLibrary *
meso_window_get_library (MesoWindow *self)
{
  g_return_val_if_fail (MESO_IS_WINDOW (self), NULL);

  return self->library;
}

/** meso_window_set_library: @folder: (nullable): %NULL for the one of the settings. Does not change the settings. */
void
meso_window_set_library (MesoWindow *self,
                         const char *folder)
{
  g_autofree char *setting = NULL;
  g_autoptr (MesoLibrary) library = NULL;

  g_return_if_fail (MESO_IS_WINDOW (self));

  setting = g_settings_get_string (self->settings, "library-path");
  if (folder == NULL && *setting != '\0')
    folder = setting;
  library = meso_library_new (folder);
  if (self->library != NULL &&
      g_str_equal (meso_library_get_folder (library), meso_library_get_folder (self->library)))
    return;

  g_set_object (&self->library, library);
  meso_patients_page_set_library (self->patients, library);
  meso_library_use_diagrams (library);
  meso_library_refresh (library);
}

/** meso_window_open_session: opens the session in @folder; what goes wrong stands in the strip of the patients. */
gboolean
meso_window_open_session (MesoWindow *self,
                          const char *folder)
{
  g_autoptr (MesoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (MESO_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  meso_window_flush (self);
  store = meso_store_open (folder, MESO_STORE_OPEN_NORMAL, &error);
  meso_patients_page_show_error (self->patients, store == NULL ? error->message : NULL);
  if (store == NULL)
    return FALSE;
  show_store (self, store);

  return TRUE;
}

/** meso_window_open_file: shows a session file from anywhere, to look at and not to change. */
gboolean
meso_window_open_file (MesoWindow *self,
                       GFile *file)
{
  g_autoptr (MesoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (MESO_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  meso_window_flush (self);
  store = meso_store_open_file (file, &error);
  meso_patients_page_show_error (self->patients, store == NULL ? error->message : NULL);
  if (store == NULL)
    {
      drop_page (self);
      return FALSE;
    }
  show_store (self, store);

  return TRUE;
}

/** meso_window_get_patients_page: (transfer none). */
MesoPatientsPage *
meso_window_get_patients_page (MesoWindow *self)
{
  g_return_val_if_fail (MESO_IS_WINDOW (self), NULL);

  return self->patients;
}

/** meso_window_get_drawing_page: (transfer none) (nullable): %NULL while no session is open. */
MesoDrawingPage *
meso_window_get_drawing_page (MesoWindow *self)
{
  g_return_val_if_fail (MESO_IS_WINDOW (self), NULL);

  return self->page;
}

/** meso_window_toast: says something that needs no answer. */
void
meso_window_toast (MesoWindow *self,
                   const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_if_fail (MESO_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  /* The title of a toast is markup. */
  escaped = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/** meso_window_flush: writes what is not yet written, and waits for it. */
void
meso_window_flush (MesoWindow *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MESO_IS_WINDOW (self));

  if (self->page != NULL &&
      !meso_store_flush_sync (meso_drawing_page_get_store (self->page), FLUSH_TIMEOUT, &error))
    g_printerr ("%s\n", error->message);
}
