/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoLayerBar:
 *
 * What stands in for the panel in a narrow window: the setup in the hand, and the layers. Emits "picked" (int layer).
 */
#define MESO_TYPE_LAYER_BAR (meso_layer_bar_get_type ())
G_DECLARE_FINAL_TYPE (MesoLayerBar, meso_layer_bar, MESO, LAYER_BAR, GtkWidget)

void meso_layer_bar_set_editor (MesoLayerBar *self,
                                MesoEditor *editor);

G_END_DECLS
