/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-photo-actions.h"

#include <glib/gi18n-lib.h>

#include "compat/meso-compat.h"
#include "library/meso-photo-import.h"
#include "meso-calibrate-dialog.h"
#include "meso-photo-dialog.h"
#include "meso-photo-edits.h"

static GtkWindow *
get_window (MesoDrawingPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static MesoSession *
get_session (MesoDrawingPage *page)
{
  return meso_editor_get_session (meso_drawing_page_get_editor (page));
}

/* Adding */

typedef struct
{
  MesoDrawingPage *page;
  GFile *file;
} Import;

static void
free_import (Import *import)
{
  g_object_unref (import->page);
  g_object_unref (import->file);
  g_free (import);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Import, free_import)

static void
imported_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Import) import = user_data;
  MesoDrawingPage *page = import->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoMap) map = meso_photo_import_finish (result, &error);
  GtkWindow *window = get_window (page);

  /* The page may have been left meanwhile. */
  if (window == NULL)
    return;
  g_signal_emit_by_name (meso_drawing_page_get_editor (page), "message", "", FALSE);
  if (map == NULL)
    meso_ask (window, _ ("No Photo Was Added"), error->message, NULL, _ ("_Close"), FALSE, NULL, NULL, NULL);
  else if (meso_session_is_editable (get_session (page)))
    meso_photo_dialog_present (window, meso_drawing_page_get_editor (page), map, import->file);
}

/**
 * meso_photo_actions_add_file:
 * @file: that was chosen, or dropped on the page
 *
 * Reads a photo on another thread, then asks where right is, then adds it as a view.
 */
void
meso_photo_actions_add_file (MesoDrawingPage *page,
                             GFile *file)
{
  g_autofree char *base = NULL, *name = NULL, *text = NULL;
  Import *import;

  g_return_if_fail (MESO_IS_DRAWING_PAGE (page));
  g_return_if_fail (G_IS_FILE (file));

  if (!meso_session_is_editable (get_session (page)))
    return;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base != NULL ? base : "");
  /* Translators: %s is the name of a file */
  text = g_strdup_printf (_ ("Reading “%s”…"), name);
  g_signal_emit_by_name (meso_drawing_page_get_editor (page), "message", text, FALSE);
  import = g_new (Import, 1);
  *import = (Import){ g_object_ref (page), g_object_ref (file) };
  meso_photo_import_async (file, 0, NULL, imported_cb, import);
}

static void
chosen_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (MesoDrawingPage) page = user_data;
  g_autoptr (GFile) file = meso_choose_photo_finish (GTK_WINDOW (object), result, NULL);

  if (file != NULL)
    meso_photo_actions_add_file (page, file);
}

static void
add_photo_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  meso_choose_photo (get_window (user_data), NULL, chosen_cb, g_object_ref (user_data));
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         MesoDrawingPage *page)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || !meso_session_is_editable (get_session (page)))
    return FALSE;
  meso_photo_actions_add_file (page, files->data);
  return TRUE;
}

/* Calibrating */

/* Once more takes it back. */
static void
calibrate_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  MesoEditor *editor = meso_drawing_page_get_editor (user_data);

  if (meso_editor_get_tool (editor) == MESO_TOOL_CALIBRATE)
    meso_editor_leave_calibration (editor);
  else
    meso_editor_set_tool (editor, MESO_TOOL_CALIBRATE);
  meso_drawing_page_focus_canvas (user_data);
}

static void
measured_cb (MesoDrawingPage *page,
             double mm)
{
  meso_calibrate_dialog_present (get_window (page), meso_drawing_page_get_editor (page), mm);
}

static void
sides_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  meso_photo_dialog_present (get_window (user_data), meso_drawing_page_get_editor (user_data), NULL, NULL);
}

/* Removing */

static void
remove_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  meso_photo_edits_remove (meso_drawing_page_get_editor (user_data));
  meso_drawing_page_focus_canvas (user_data);
}

static const GActionEntry entries[] = {
  { .name = "add-photo", .activate = add_photo_cb },
  { .name = "calibrate", .activate = calibrate_cb },
  { .name = "photo-sides", .activate = sides_cb },
  { .name = "remove-photo", .activate = remove_cb },
};

/** meso_photo_actions_add: what is done with photos, in the group of @page, which must outlive it; files drop, too. */
void
meso_photo_actions_add (GActionMap *actions,
                        MesoDrawingPage *page)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
  g_signal_connect_object (meso_drawing_page_get_editor (page), "measured", G_CALLBACK (measured_cb), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), page, (GConnectFlags) 0);
  gtk_widget_add_controller (GTK_WIDGET (page), GTK_EVENT_CONTROLLER (target));
}

/** meso_photo_actions_update: after another view was shown, an edit, or when the session became read-only. */
void
meso_photo_actions_update (GActionMap *actions,
                           MesoEditor *editor)
{
  gboolean editable = meso_session_is_editable (meso_editor_get_session (editor));
  gboolean is_photo = meso_photo_edits_get_photo (editor) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (actions, entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), editable && (i == 0 || is_photo));
    }
}
