/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-map.h"

G_BEGIN_DECLS

/**
 * MesoPhotoPreview:
 *
 * A photo, with the patient's sides on it as they were answered so far. Where left and right meet is a line that can be
 * dragged, or moved with the arrow keys.
 */
#define MESO_TYPE_PHOTO_PREVIEW (meso_photo_preview_get_type ())
G_DECLARE_FINAL_TYPE (MesoPhotoPreview, meso_photo_preview, MESO, PHOTO_PREVIEW, GtkWidget)

void meso_photo_preview_set_map (MesoPhotoPreview *self,
                                 MesoMap *map);
void meso_photo_preview_set_right_side (MesoPhotoPreview *self,
                                        int right_side);
gint64 meso_photo_preview_get_midline (MesoPhotoPreview *self);

G_END_DECLS
