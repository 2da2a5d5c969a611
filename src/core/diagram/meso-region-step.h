/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

gboolean meso_region_find_middle (MesoDiagram *diagram,
                                  const MesoRegion *region,
                                  double *x,
                                  double *y);
const MesoRegion *meso_region_step (MesoDiagram *diagram,
                                    double x,
                                    double y,
                                    int dx,
                                    int dy,
                                    double *to_x,
                                    double *to_y);

G_END_DECLS
