/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "drawing/meso-guide-kinds.h"
#include "meso-earlier.h"
#include "meso-editor.h"
#include "meso-input.h"
#include "meso-viewport.h"
#include "meso-walk.h"

G_BEGIN_DECLS

/**
 * MesoCanvas:
 *
 * The sheet that one draws on: shows the current map of an editor, and turns pointer and keys into edits. It is paper
 * in light and dark style alike.
 *
 * Properties: "editor"; "zoom-percent" (read-only, 100 is true size on a screen of 96 dpi); "pointer" (read-only: which
 * place is under the pointer or the crosshair, in words, or %NULL); "hint" (read-only: what a click would do, see
 * meso_canvas_dup_hint()); "colour-by-product"; and "guide-" with each token of #meso_guide_vocabulary, such as
 * "guide-midline": whether that guide shows.
 *
 * Actions, to be called with gtk_widget_activate_action(): "canvas.zoom-in", "canvas.zoom-out", "canvas.zoom-reset",
 * "canvas.fit", "canvas.fit-whole", "canvas.select-all", "canvas.delete", "canvas.cancel", "canvas.set-layer" (i, a
 * #MesoLayer), "canvas.tool" (s, a token of meso-tools.c), "canvas.toggle-planned", "canvas.next-mark",
 * "canvas.previous-mark", "canvas.nudge" ((ii), in 1/100 mm for the selection, the crosshair twice as far),
 * "canvas.add-next-mark" (to the selection), "canvas.step-region" ((ii), a direction, for the crosshair),
 * "canvas.drop-mark" and "canvas.drop-with-shift" (a click of the tool at the crosshair), "canvas.finish" and
 * "canvas.step-back" (for what clicks build up), and the switches "canvas.colour-by-product", "canvas.guide-midline"
 * and so on.
 */
#define MESO_TYPE_CANVAS (meso_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MesoCanvas, meso_canvas, MESO, CANVAS, GtkWidget)

GtkWidget *meso_canvas_new (void);
MesoEditor *meso_canvas_get_editor (MesoCanvas *self);
void meso_canvas_set_editor (MesoCanvas *self,
                             MesoEditor *editor);
void meso_canvas_set_earlier (MesoCanvas *self,
                              MesoEarlier *earlier);
MesoViewport *meso_canvas_get_viewport (MesoCanvas *self);
int meso_canvas_get_zoom_percent (MesoCanvas *self);
MesoInput *meso_canvas_get_input (MesoCanvas *self);
gboolean meso_canvas_take_back (MesoCanvas *self);
const char *meso_canvas_get_pointer (MesoCanvas *self);
char *meso_canvas_dup_hint (MesoCanvas *self,
                            gboolean *is_error);
const char *meso_canvas_get_pointer_region (MesoCanvas *self);
gboolean meso_canvas_get_place (MesoCanvas *self,
                                MesoPoint *place);
MesoPoint meso_canvas_get_target (MesoCanvas *self);
MesoWalk *meso_canvas_get_walk (MesoCanvas *self);
MesoGuideFlags meso_canvas_get_guides (MesoCanvas *self);
gboolean meso_canvas_is_sharp (MesoCanvas *self);
gboolean meso_canvas_is_settled (MesoCanvas *self);

G_END_DECLS
