/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compat/meso-compat.h"

#include <glib/gi18n-lib.h>

/* GtkFileChooserNative is the way of GTK 4.8; GtkFileDialog came with 4.10. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static void
response_cb (GtkNativeDialog *dialog,
             int response,
             gpointer user_data)
{
  GTask *task = user_data;

  if (g_task_get_completed (task))
    return;

  gtk_native_dialog_hide (dialog);
  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Dismissed");

  /* The task held the dialog and the dialog held the task. */
  g_object_set_data (G_OBJECT (task), "dialog", NULL);
  g_object_unref (task);
}

/* Where people look for what they wrote, rather than where the program was started. */
static void
set_documents (GtkFileChooser *chooser)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = g_file_new_for_path (path != NULL ? path : g_get_home_dir ());

  gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

static void
run_dialog (GtkFileChooserNative *dialog,
            GTask *task)
{
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (task), "dialog", dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/**
 * meso_choose_save_file:
 * @kind: (nullable): what is written
 *
 * Asks for the name of a file to write. An existing file is asked about once more.
 */
void
meso_choose_save_file (GtkWindow *parent,
                       const char *title,
                       const char *suggested_name,
                       const MesoFileKind *kind,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, meso_choose_save_file);
  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  set_documents (GTK_FILE_CHOOSER (dialog));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), suggested_name);
  if (kind != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, kind->name);
      gtk_file_filter_add_pattern (filter, kind->pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  run_dialog (dialog, task);
}

/** meso_choose_save_file_finish: (transfer full): %NULL with %G_IO_ERROR_CANCELLED when nothing was chosen. */
GFile *
meso_choose_save_file_finish (GtkWindow *parent,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* All that can be read here, but drawings. */
static GtkFileFilter *
create_photo_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  GSList *formats = gdk_pixbuf_get_formats ();

  gtk_file_filter_set_name (filter, _ ("Photos"));
  for (GSList *l = formats; l != NULL; l = l->next)
    {
      g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (l->data);

      for (guint i = 0; !gdk_pixbuf_format_is_scalable (l->data) && types[i] != NULL; i++)
        gtk_file_filter_add_mime_type (filter, types[i]);
    }
  g_slist_free (formats);
  return filter;
}

/** meso_choose_photo: asks for a photo to read. */
void
meso_choose_photo (GtkWindow *parent,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GtkFileFilter) filter = create_photo_filter ();
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);
  g_autoptr (GFile) folder = g_file_new_for_path (path != NULL ? path : g_get_home_dir ());
  GtkFileChooserNative *dialog;
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, meso_choose_photo);
  dialog = gtk_file_chooser_native_new (_ ("Add Photo"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"),
                                        _ ("_Cancel"));
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  run_dialog (dialog, task);
}

/** meso_choose_photo_finish: (transfer full): %NULL with %G_IO_ERROR_CANCELLED when nothing was chosen. */
GFile *
meso_choose_photo_finish (GtkWindow *parent,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** meso_choose_folder: asks for a folder. @folder: (nullable): where to begin. */
void
meso_choose_folder (GtkWindow *parent,
                    const char *title,
                    GFile *folder,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GtkFileChooserNative *dialog;
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, meso_choose_folder);
  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Choose"),
                                        _ ("_Cancel"));
  if (folder != NULL)
    gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), folder, NULL);
  run_dialog (dialog, task);
}

/** meso_choose_folder_finish: (transfer full): %NULL with %G_IO_ERROR_CANCELLED when nothing was chosen. */
GFile *
meso_choose_folder_finish (GtkWindow *parent,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

G_GNUC_END_IGNORE_DEPRECATIONS
