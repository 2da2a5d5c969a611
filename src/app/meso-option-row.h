/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-tool-options.h"

G_BEGIN_DECLS

/**
 * MesoOptionRow:
 *
 * One option of a tool, to be looked at and changed: a number with its unit, or a few buttons of which one is down.
 * What is typed counts at once; Enter leaves it, Esc puts back what was there.
 *
 * Signals: "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_OPTION_ROW (meso_option_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoOptionRow, meso_option_row, MESO, OPTION_ROW, GtkWidget)

GtkWidget *meso_option_row_new (MesoToolOptions *options,
                                MesoToolOption option,
                                gboolean compact);
MesoToolOption meso_option_row_get_option (MesoOptionRow *self);
void meso_option_row_focus (MesoOptionRow *self);

G_END_DECLS
