/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pattern/meso-outline.h"

G_BEGIN_DECLS

#define MESO_FAN_MIN_LINES 2
#define MESO_FAN_MAX_LINES 200

/** MesoStretch: one straight line of a pattern, from its entry to its end, in 1/100 mm. */
typedef struct
{
  MesoPoint points[2];
} MesoStretch;

/** MesoFan: straight lines from one entry. */
typedef struct
{
  gint64 n_lines;
  gint64 span; /* from the first line to the last, 1/100 degree */
} MesoFan;

/** MesoHatch: parallel straight lines in an outline, or two families of them that cross. */
typedef struct
{
  gint64 spacing; /* of the lines, 1/100 mm */
  gint64 angle; /* of the first family, 1/100 degree, clockwise on the diagram */
  gint64 between; /* from the first family to the second, 1/100 degree; 0: one family only */
  gint64 margin; /* kept free inside the outline, 1/100 mm */
} MesoHatch;

GArray *meso_line_place_points (const MesoPoint *points,
                                guint n_points,
                                MesoCurve curve,
                                gint64 spacing,
                                GError **error);
GArray *meso_fan_make (const MesoFan *self,
                       MesoPoint entry,
                       MesoPoint end,
                       GError **error);
GArray *meso_hatch_fill (const MesoHatch *self,
                         MesoOutline *outline,
                         GError **error);

G_END_DECLS
