/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-types.h"

G_BEGIN_DECLS

/**
 * MesoSkinBorders:
 *
 * Where the layers of the skin end, in 1/100 mm below the surface. Means of many people: always approximate.
 */
typedef struct
{
  int epidermis;
  int superficial_dermis;
  int mid_dermis;
  int deep_dermis;
} MesoSkinBorders;

gboolean meso_skin_get_borders (const char *region_id,
                                MesoSex sex,
                                MesoSkinBorders *borders);
MesoLayer meso_skin_layer_at_depth (const char *region_id,
                                    MesoSex sex,
                                    int depth_hundredths_mm);

G_END_DECLS
