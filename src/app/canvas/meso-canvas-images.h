/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "diagram/meso-diagram.h"
#include "meso-image.h"
#include "meso-visibility.h"
#include "model/meso-edit.h"

G_BEGIN_DECLS

/**
 * MesoCanvasImages:
 *
 * The two images behind the canvas, diagram (with the guides over it) and marks: of what is seen and a margin, never of
 * the whole diagram. While one pans and zooms they are moved and stretched; a worker then paints them sharp. An edit
 * repaints only the part of the marks that it touches, at once.
 *
 * Signals: "changed" when there is something new to put on the screen.
 */
#define MESO_TYPE_CANVAS_IMAGES (meso_canvas_images_get_type ())
G_DECLARE_FINAL_TYPE (MesoCanvasImages, meso_canvas_images, MESO, CANVAS_IMAGES, GObject)

MesoCanvasImages *meso_canvas_images_new (MesoViewport *viewport);

void meso_canvas_images_set_source (MesoCanvasImages *self,
                                    MesoDiagram *diagram,
                                    MesoMap *map);
void meso_canvas_images_set_look (MesoCanvasImages *self,
                                  MesoColourKey key,
                                  MesoVisibility *visibility,
                                  const char *const *product_ids);
void meso_canvas_images_set_guides (MesoCanvasImages *self,
                                    MesoGuideFlags guides,
                                    double text);
void meso_canvas_images_set_earlier (MesoCanvasImages *self,
                                     GPtrArray *marks);
void meso_canvas_images_set_lifted (MesoCanvasImages *self,
                                    const char *const *ids);
void meso_canvas_images_edited (MesoCanvasImages *self,
                                MesoEdit *edit);
void meso_canvas_images_snapshot (MesoCanvasImages *self,
                                  GtkSnapshot *snapshot,
                                  gboolean is_cairo);
gboolean meso_canvas_images_is_sharp (MesoCanvasImages *self);
gboolean meso_canvas_images_is_settled (MesoCanvasImages *self);
const MesoImage *meso_canvas_images_get_diagram (MesoCanvasImages *self);
const MesoImage *meso_canvas_images_get_marks (MesoCanvasImages *self);

G_END_DECLS
