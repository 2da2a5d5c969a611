/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What GTK and libadwaita do in one way on Debian 12 and in another later. The functions have the shape of the newer
 * one, so that nothing else in the program has to know a version.
 */

/** One kind of file that can be chosen. */
typedef struct
{
  const char *name; /* translated */
  const char *pattern; /* as "*.pdf" */
} MesoFileKind;

void meso_choose_save_file (GtkWindow *parent,
                            const char *title,
                            const char *suggested_name,
                            const MesoFileKind *kind,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GFile *meso_choose_save_file_finish (GtkWindow *parent,
                                     GAsyncResult *result,
                                     GError **error);
void meso_choose_photo (GtkWindow *parent,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
GFile *meso_choose_photo_finish (GtkWindow *parent,
                                 GAsyncResult *result,
                                 GError **error);
void meso_choose_folder (GtkWindow *parent,
                         const char *title,
                         GFile *folder,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
GFile *meso_choose_folder_finish (GtkWindow *parent,
                                  GAsyncResult *result,
                                  GError **error);
void meso_ask (GtkWindow *parent,
               const char *heading,
               const char *body,
               const char *cancel,
               const char *accept,
               gboolean is_destructive,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data);
gboolean meso_ask_finish (GtkWindow *parent,
                          GAsyncResult *result);
void meso_present_about (GtkWindow *parent);

G_END_DECLS
