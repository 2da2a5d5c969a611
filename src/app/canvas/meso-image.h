/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "diagram/meso-diagram.h"
#include "drawing/meso-guides.h"
#include "drawing/meso-scene.h"
#include "meso-viewport.h"

G_BEGIN_DECLS

/** Which part of a diagram an image shows, and how large. */
typedef struct
{
  double x, y; /* of the upper left corner, mm */
  double zoom; /* px of the widget a mm */
  int scale; /* device pixels a px */
  int width, height; /* device pixels */
} MesoImageArea;

/** MesoImage: pixels, the part of the diagram that they show, and what GTK makes of them. */
typedef struct
{
  MesoImageArea area;
  cairo_surface_t *surface;
  GdkTexture *texture; /* made when first needed, gone when the pixels change */
} MesoImage;

void meso_image_area_init (MesoImageArea *area,
                           MesoViewport *viewport,
                           double margin);
void meso_image_area_init_whole (MesoImageArea *area,
                                 MesoViewport *viewport);
gboolean meso_image_area_covers (const MesoImageArea *area,
                                 MesoViewport *viewport,
                                 double margin);
gboolean meso_image_area_is_sharp (const MesoImageArea *area,
                                   MesoViewport *viewport);
void meso_image_area_apply (const MesoImageArea *area,
                            cairo_t *cr);

void meso_image_init (MesoImage *self,
                      const MesoImageArea *area);
void meso_image_clear (MesoImage *self);
void meso_image_take (MesoImage *self,
                      MesoImage *other);
void meso_image_copy (MesoImage *self,
                      const MesoImage *other);
gboolean meso_image_paint_diagram (MesoImage *self,
                                   MesoDiagram *diagram);
void meso_image_paint_guides (MesoImage *self,
                              MesoDiagram *diagram,
                              MesoGuideFlags flags,
                              double text);
void meso_image_paint_marks (MesoImage *self,
                             GPtrArray *marks,
                             const MesoSceneStyle *style,
                             const cairo_rectangle_int_t *only);
void meso_image_paint_earlier (MesoImage *self,
                               GPtrArray *marks);
gboolean meso_image_get_pixels (MesoImage *self,
                                const cairo_rectangle_t *mm,
                                cairo_rectangle_int_t *pixels);
void meso_image_snapshot (MesoImage *self,
                          GtkSnapshot *snapshot,
                          MesoViewport *viewport,
                          gboolean is_cairo,
                          gboolean is_opaque);

G_END_DECLS
