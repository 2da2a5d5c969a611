/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

char *meso_photo_files_load (MesoSession *session,
                             const char *folder);
gboolean meso_photo_files_write (MesoSession *session,
                                 const char *folder,
                                 GError **error);
void meso_photo_files_sweep (MesoSession *session,
                             const char *folder);

G_END_DECLS
