/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "diagram/meso-diagram.h"
#include "meso-canvas-tool.h"
#include "meso-image.h"

G_BEGIN_DECLS

/*
 * What lies over the images and comes and goes with the pointer. Each function returns a node no larger than what it
 * shows, since the screen is repainted node by node; (transfer full) (nullable): nothing to show.
 */
GskRenderNode *meso_overlay_make_region (MesoViewport *viewport,
                                         const MesoRegion *region);
GskRenderNode *meso_overlay_make_hover (MesoViewport *viewport,
                                        MesoMark *mark,
                                        const double rgb[3],
                                        gboolean is_cairo);
GskRenderNode *meso_overlay_make_selection (MesoViewport *viewport,
                                            GPtrArray *marks,
                                            gboolean is_cairo);
GskRenderNode *meso_overlay_make_crosshair (MesoViewport *viewport,
                                            double x_mm,
                                            double y_mm);
GskRenderNode *meso_overlay_make_tool (MesoCanvasTool *tool,
                                       PangoContext *text,
                                       gboolean is_cairo);

G_END_DECLS
