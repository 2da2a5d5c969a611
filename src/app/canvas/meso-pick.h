/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-viewport.h"
#include "meso-visibility.h"

G_BEGIN_DECLS

MesoMark *meso_pick_mark (MesoMap *map,
                          MesoViewport *viewport,
                          MesoVisibility *visibility,
                          double x,
                          double y,
                          double radius);
MesoMark *meso_pick_locked (MesoMap *map,
                            MesoViewport *viewport,
                            MesoVisibility *visibility,
                            double x,
                            double y,
                            double radius);
gboolean meso_pick_node (MesoMap *map,
                         MesoViewport *viewport,
                         MesoVisibility *visibility,
                         double x,
                         double y,
                         double radius,
                         MesoPoint *node);
GPtrArray *meso_pick_along (MesoMap *map,
                            MesoViewport *viewport,
                            MesoVisibility *visibility,
                            double x,
                            double y,
                            double to_x,
                            double to_y,
                            double radius);
GPtrArray *meso_pick_inside (MesoMap *map,
                             MesoVisibility *visibility,
                             const cairo_rectangle_t *rect);

G_END_DECLS
