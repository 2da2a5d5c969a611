/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-own-setups.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoSetupChooser:
 *
 * The setups that there are: one's own, which can be saved, renamed and deleted here, and those that are shipped, each
 * with its source.
 *
 * Signals: "chosen" (MesoPreset *preset); "add-product".
 */
#define MESO_TYPE_SETUP_CHOOSER (meso_setup_chooser_get_type ())
G_DECLARE_FINAL_TYPE (MesoSetupChooser, meso_setup_chooser, MESO, SETUP_CHOOSER, GtkPopover)

GtkWidget *meso_setup_chooser_new (MesoEditor *editor);
void meso_setup_chooser_set_own (MesoSetupChooser *self,
                                 MesoOwnSetups *own);

G_END_DECLS
