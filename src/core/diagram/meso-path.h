/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

#define MESO_TYPE_PATH (meso_path_get_type ())

/* The largest coordinate of a path, in mm either way. */
#define MESO_PATH_MAX_COORDINATE 10000.0

/* The most segments that a path may have. */
#define MESO_PATH_MAX_SEGMENTS 100000

/* How far the polygons behind contains () and distance () may lie from the curve, in mm. */
#define MESO_PATH_TOLERANCE 0.05

/**
 * MesoPath:
 *
 * An outline in millimetres, made of absolute lines and cubic curves. Immutable and
 * reference-counted, so that any thread may read it.
 */
typedef struct _MesoPath MesoPath;

typedef struct
{
  double x;
  double y;
} MesoPathVertex;

typedef enum
{
  MESO_PATH_MOVE,
  MESO_PATH_LINE,
  MESO_PATH_CURVE,
  MESO_PATH_CLOSE,
} MesoPathOp;

/**
 * MesoPathSegment:
 * @op: what the segment does
 * @points: the end point of a move or a line in [0]; a curve's two control points and its end;
 *   for a close, [0] is the start of the subpath
 */
typedef struct
{
  MesoPathOp op;
  MesoPathVertex points[3];
} MesoPathSegment;

typedef enum
{
  MESO_FILL_EVEN_ODD,
  MESO_FILL_NONZERO,
} MesoFillRule;

GType meso_path_get_type (void) G_GNUC_CONST;

MesoPath *meso_path_new_from_string (const char *d,
                                     GError **error);
MesoPath *meso_path_ref (MesoPath *self);
void meso_path_unref (MesoPath *self);

const MesoPathSegment *meso_path_get_segments (MesoPath *self,
                                               guint *n_segments);

cairo_rectangle_t meso_path_get_bounds (MesoPath *self);
double meso_path_get_area (MesoPath *self);
GPtrArray *meso_path_flatten (MesoPath *self,
                              double tolerance);
GPtrArray *meso_path_get_polygons (MesoPath *self);
gboolean meso_path_contains (MesoPath *self,
                             double x,
                             double y,
                             MesoFillRule rule);
double meso_path_get_distance (MesoPath *self,
                               double x,
                               double y);

void meso_path_to_cairo (MesoPath *self,
                         cairo_t *cr);
char *meso_path_to_string (MesoPath *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoPath, meso_path_unref)

G_END_DECLS
