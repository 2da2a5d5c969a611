/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Which way the lines of a hatch rise. */
typedef enum
{
  MESO_HATCH_RISING, /* like a slash: zones of marks */
  MESO_HATCH_FALLING, /* like a backslash: warning zones, so that the two are told apart where they meet */
} MesoHatchSlope;

void meso_hatch_append (GPtrArray *polygons,
                        MesoHatchSlope slope,
                        double spacing,
                        GArray *segments);

G_END_DECLS
