/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-furniture.h"
#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoFigure:
 *
 * One map on paper, as large as fits: art, guides, marks, sides, scale bar, name of the view.
 */
typedef struct _MesoFigure MesoFigure;

double meso_figure_find_scale (MesoMap *map,
                               MesoGuideFlags guides,
                               double width,
                               double height);
double meso_figure_find_height (MesoMap *map,
                                MesoGuideFlags guides,
                                double width);
MesoFigure *meso_figure_new (MesoSession *session,
                             MesoMap *map,
                             MesoGuideFlags guides,
                             double width,
                             double height);
void meso_figure_free (MesoFigure *self);
void meso_figure_paint (MesoFigure *self,
                        cairo_t *cr,
                        double x,
                        double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoFigure, meso_figure_free)

G_END_DECLS
