/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoPhotoDialog:
 *
 * Asks where on a photo the patient's right is: of a new photo before it is added, or again of the one that is shown.
 */
#define MESO_TYPE_PHOTO_DIALOG (meso_photo_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoPhotoDialog, meso_photo_dialog, MESO, PHOTO_DIALOG, AdwWindow)

GtkWidget *meso_photo_dialog_present (GtkWindow *parent,
                                      MesoEditor *editor,
                                      MesoMap *imported,
                                      GFile *file);

G_END_DECLS
