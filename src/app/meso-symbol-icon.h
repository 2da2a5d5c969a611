/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-types.h"

G_BEGIN_DECLS

/**
 * MesoSymbolIcon:
 *
 * The symbol of a layer as the canvas and the paper draw it, at the size of a small icon.
 */
#define MESO_TYPE_SYMBOL_ICON (meso_symbol_icon_get_type ())
G_DECLARE_FINAL_TYPE (MesoSymbolIcon, meso_symbol_icon, MESO, SYMBOL_ICON, GtkWidget)

GtkWidget *meso_symbol_icon_new (MesoLayer layer,
                                 MesoState state);
void meso_symbol_icon_set (MesoSymbolIcon *self,
                           MesoLayer layer,
                           MesoState state);

G_END_DECLS
