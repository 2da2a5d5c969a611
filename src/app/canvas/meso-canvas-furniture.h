/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "diagram/meso-diagram.h"
#include "drawing/meso-scene.h"
#include "meso-viewport.h"
#include "meso-visibility.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoCanvasFurniture:
 *
 * What stands on the canvas whatever is drawn: left and right, the legend, the scale bar, and a hint on an empty map.
 * It keeps its size when one zooms, and is painted anew only when it changes.
 */
typedef struct _MesoCanvasFurniture MesoCanvasFurniture;

MesoCanvasFurniture *meso_canvas_furniture_new (GtkWidget *widget);
void meso_canvas_furniture_free (MesoCanvasFurniture *self);
void meso_canvas_furniture_set_diagram (MesoCanvasFurniture *self,
                                        MesoDiagram *diagram);
void meso_canvas_furniture_set_look (MesoCanvasFurniture *self,
                                     MesoColourKey key,
                                     MesoVisibility *visibility,
                                     MesoSession *session);
void meso_canvas_furniture_set_advice (MesoCanvasFurniture *self,
                                       const char *advice);
void meso_canvas_furniture_set_earlier (MesoCanvasFurniture *self,
                                        const char *title);
void meso_canvas_furniture_set_hint (MesoCanvasFurniture *self,
                                     const char *hint);
void meso_canvas_furniture_invalidate (MesoCanvasFurniture *self);
void meso_canvas_furniture_snapshot (MesoCanvasFurniture *self,
                                     GtkSnapshot *snapshot,
                                     MesoViewport *viewport);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoCanvasFurniture, meso_canvas_furniture_free)

G_END_DECLS
