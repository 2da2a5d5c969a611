/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoPhotoStrip:
 *
 * A line above a photo that says what nobody has said of it yet, with the commands to do so. Hidden for diagrams, and
 * when all is known.
 */
#define MESO_TYPE_PHOTO_STRIP (meso_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (MesoPhotoStrip, meso_photo_strip, MESO, PHOTO_STRIP, GtkWidget)

void meso_photo_strip_set_editor (MesoPhotoStrip *self,
                                  MesoEditor *editor);

G_END_DECLS
