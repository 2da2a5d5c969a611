/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean meso_file_replace (const char *path,
                            GBytes *bytes,
                            GError **error);
gboolean meso_folder_create (const char *path,
                             GError **error);
gboolean meso_folder_move_into_place (const char *from,
                                      const char *to,
                                      GError **error);
char *meso_folder_make_temporary_name (const char *folder);
void meso_folder_sweep (const char *folder);
void meso_folder_remove (const char *folder);
char *meso_file_error_get_reason (const GError *error);

G_END_DECLS
