/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoThumbnail:
 *
 * A map in small, with its marks, on paper. Drawn by a worker; what was drawn stays in sight until the new picture is
 * there.
 */
#define MESO_TYPE_THUMBNAIL (meso_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (MesoThumbnail, meso_thumbnail, MESO, THUMBNAIL, GtkWidget)

GtkWidget *meso_thumbnail_new (int width,
                               int height);
void meso_thumbnail_set_map (MesoThumbnail *self,
                             MesoSession *session,
                             MesoMap *map);
void meso_thumbnail_set_folder (MesoThumbnail *self,
                                const char *folder,
                                gint64 revision);

G_END_DECLS
