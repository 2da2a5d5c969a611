/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoSetupList:
 *
 * What has been in the hand in this session, or was chosen for it: product, layer, depth, volume, technique and device
 * together, and each product that has no mark yet. A click takes all of it into the hand, or gives it to the marks that
 * are selected.
 *
 * Signals: "edit-product" (MesoItem *product), (nullable) for a new one; "done" when a setup was chosen and the focus
 * should go back to the canvas.
 */
#define MESO_TYPE_SETUP_LIST (meso_setup_list_get_type ())
G_DECLARE_FINAL_TYPE (MesoSetupList, meso_setup_list, MESO, SETUP_LIST, GtkWidget)

void meso_setup_list_set_editor (MesoSetupList *self,
                                 MesoEditor *editor);
void meso_setup_list_set_library (MesoSetupList *self,
                                  MesoLibrary *library);
void meso_setup_list_show_chooser (MesoSetupList *self);
gboolean meso_setup_list_apply (MesoSetupList *self,
                                guint index);

G_END_DECLS
