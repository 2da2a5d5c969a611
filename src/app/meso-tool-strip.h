/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "canvas/meso-canvas.h"

G_BEGIN_DECLS

/**
 * MesoToolStrip:
 *
 * The options of the tool that is in the hand, and in words what a click would do. It keeps its height whatever the
 * tool, so that the diagram under it never moves. Options that there is no room for are in a list behind a button.
 *
 * Signals: "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_TOOL_STRIP (meso_tool_strip_get_type ())
G_DECLARE_FINAL_TYPE (MesoToolStrip, meso_tool_strip, MESO, TOOL_STRIP, GtkWidget)

void meso_tool_strip_set_canvas (MesoToolStrip *self,
                                 MesoCanvas *canvas);
const char *meso_tool_strip_get_hint (MesoToolStrip *self);
void meso_tool_strip_focus (MesoToolStrip *self);
void meso_tool_strip_change (MesoToolStrip *self,
                             int n);

G_END_DECLS
