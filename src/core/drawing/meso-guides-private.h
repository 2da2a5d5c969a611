/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-guides.h"

G_BEGIN_DECLS

/* What the guides are made with; each kind adds its lines first and its words when all lines are there. */
typedef struct
{
  MesoDiagram *diagram; /* (nullable) */
  MesoGuideStyle style;
  cairo_rectangle_t view;
  GArray *items; /* MesoGuideItem */
  GArray *taken; /* cairo_rectangle_t: where words are already */
} MesoGuideBuilder;

/* How high a line of words is, of the size of the font. */
#define MESO_GUIDE_LINE_HEIGHT 1.2

extern const double meso_guide_grey[3];

MesoGuideItem *meso_guide_builder_add_path (MesoGuideBuilder *self,
                                            MesoGuideFlags guide,
                                            const double rgb[3],
                                            double opacity,
                                            double width);
gboolean meso_guide_builder_add_block (MesoGuideBuilder *self,
                                       MesoGuideFlags guide,
                                       const double rgb[3],
                                       const char *const *lines,
                                       double x,
                                       double middle);
MesoGuideItem *meso_guide_builder_add_words (MesoGuideBuilder *self,
                                             MesoGuideFlags guide,
                                             const double rgb[3],
                                             const char *text,
                                             MesoAnchor anchor,
                                             double x,
                                             double middle);
double meso_guide_builder_guess_width (MesoGuideBuilder *self,
                                       const char *text);
gboolean meso_guide_builder_is_free (MesoGuideBuilder *self,
                                     const char *text,
                                     const MesoPathVertex *middle);

void meso_guide_item_add_line (MesoGuideItem *item,
                               double x1,
                               double y1,
                               double x2,
                               double y2);
void meso_guide_item_add_outline (MesoGuideItem *item,
                                  MesoPath *path);

MesoPathVertex meso_guide_find_place (MesoPath *path,
                                      double *width);

/* Midline, thirds, fifths, Frankfort line */
void meso_guide_builder_add_lines (MesoGuideBuilder *self,
                                   MesoGuideFlags flags);
void meso_guide_builder_add_measures (MesoGuideBuilder *self,
                                      MesoGuideFlags flags);
MesoGuideFlags meso_guide_lines_get_available (MesoDiagram *diagram);

/* Regions */
void meso_guide_builder_add_outline (MesoGuideBuilder *self,
                                     const MesoRegion *region);
void meso_guide_builder_add_regions (MesoGuideBuilder *self);
void meso_guide_builder_add_region_names (MesoGuideBuilder *self);

/* Warning zones */
void meso_guide_builder_add_warnings (MesoGuideBuilder *self);
void meso_guide_builder_add_warning_names (MesoGuideBuilder *self);

G_END_DECLS
