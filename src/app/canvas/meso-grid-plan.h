/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-plan.h"

G_BEGIN_DECLS

/* Closer than this, points are one zone unless somebody says otherwise: nobody charts them one by one. 1/100 mm. */
#define MESO_GRID_ZONE_SPACING 500

MesoPlan *meso_grid_plan_region (MesoEditor *editor,
                                 const MesoRegion *region,
                                 MesoPoint place,
                                 guint *n_there,
                                 GError **error);
MesoPlan *meso_grid_plan_outline (MesoEditor *editor,
                                  const MesoPoint *points,
                                  guint n_points,
                                  guint *n_there,
                                  GError **error);
gboolean meso_grid_check_options (MesoEditor *editor,
                                  GError **error);

G_END_DECLS
