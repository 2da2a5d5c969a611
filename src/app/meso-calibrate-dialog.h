/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoCalibrateDialog:
 *
 * Asks how far apart two places of the photo are that were just marked, and calibrates it.
 */
#define MESO_TYPE_CALIBRATE_DIALOG (meso_calibrate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoCalibrateDialog, meso_calibrate_dialog, MESO, CALIBRATE_DIALOG, AdwWindow)

GtkWidget *meso_calibrate_dialog_present (GtkWindow *parent,
                                          MesoEditor *editor,
                                          double measured_mm);

G_END_DECLS
