/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoLayerPicker:
 *
 * Five buttons, one a layer: its symbol, key, short name and how many marks it has.
 *
 * Signals: "picked" (int layer) when the person chose one.
 */
#define MESO_TYPE_LAYER_PICKER (meso_layer_picker_get_type ())
G_DECLARE_FINAL_TYPE (MesoLayerPicker, meso_layer_picker, MESO, LAYER_PICKER, GtkWidget)

void meso_layer_picker_set_layer (MesoLayerPicker *self,
                                  MesoLayer layer);
void meso_layer_picker_set_state (MesoLayerPicker *self,
                                  MesoState state);
void meso_layer_picker_set_counts (MesoLayerPicker *self,
                                   const guint counts[MESO_N_LAYERS]);
void meso_layer_picker_count (MesoSession *session,
                              guint counts[MESO_N_LAYERS]);

G_END_DECLS
