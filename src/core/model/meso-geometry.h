/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-types.h"

G_BEGIN_DECLS

/** MesoPoint: a place on a diagram in 1/100 mm; x grows to the viewer's right, y down. */
typedef struct
{
  int x, y;
} MesoPoint;

/** MesoBezier: one cubic segment in mm, from the end of the one before (the first: from the entry). */
typedef struct
{
  double x1, y1, x2, y2, x3, y3;
} MesoBezier;

/** MesoStretchFunc: a straight stretch of a line, in mm. */
typedef void (*MesoStretchFunc) (double x1,
                                 double y1,
                                 double x2,
                                 double y2,
                                 gpointer user_data);

void meso_curve_get_segment (const MesoPoint *points,
                             guint n_points,
                             MesoCurve curve,
                             guint index,
                             MesoBezier *segment);
void meso_curve_foreach_stretch (const MesoPoint *points,
                                 guint n_points,
                                 MesoCurve curve,
                                 MesoStretchFunc func,
                                 gpointer user_data);
double meso_curve_get_length (const MesoPoint *points,
                              guint n_points,
                              MesoCurve curve);
double meso_curve_get_distance (const MesoPoint *points,
                                guint n_points,
                                MesoCurve curve,
                                double x,
                                double y);
double meso_polygon_get_area (const MesoPoint *points,
                              guint n_points);
gboolean meso_polygon_contains (const MesoPoint *points,
                                guint n_points,
                                double x,
                                double y);
void meso_polygon_find_middle (const MesoPoint *points,
                               guint n_points,
                               double *x,
                               double *y);
gboolean meso_polygon_crosses_itself (const MesoPoint *points,
                                      guint n_points);

G_END_DECLS
