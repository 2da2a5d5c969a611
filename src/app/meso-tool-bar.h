/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-earlier.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoToolBar:
 *
 * The column of tools beside the canvas, and of what can be seen over it. Emits "picked" when the person chose one.
 */
#define MESO_TYPE_TOOL_BAR (meso_tool_bar_get_type ())
G_DECLARE_FINAL_TYPE (MesoToolBar, meso_tool_bar, MESO, TOOL_BAR, GtkWidget)

void meso_tool_bar_set_editor (MesoToolBar *self,
                               MesoEditor *editor);
void meso_tool_bar_set_earlier (MesoToolBar *self,
                                MesoEarlier *earlier);
void meso_tool_bar_show_guides (MesoToolBar *self);
void meso_tool_bar_show_visibility (MesoToolBar *self);

G_END_DECLS
