/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-path.h"
#include "model/meso-geometry.h"

G_BEGIN_DECLS

/**
 * MesoOutline:
 *
 * Where a pattern may lie: the inside of an outline that was drawn, or of a region of a diagram (which may be of
 * several pieces). Immutable.
 */
typedef struct _MesoOutline MesoOutline;

gboolean meso_outline_check (const MesoPoint *points,
                             guint n_points,
                             GError **error);
GArray *meso_outline_simplify (const MesoPoint *points,
                               guint n_points,
                               gint64 tolerance);
GArray *meso_outline_trace_path (MesoPath *path,
                                 MesoPoint place,
                                 GError **error);

MesoOutline *meso_outline_new (const MesoPoint *points,
                               guint n_points,
                               GError **error);
MesoOutline *meso_outline_new_for_path (MesoPath *path);
void meso_outline_free (MesoOutline *self);
double meso_outline_get_area (MesoOutline *self);
double meso_outline_get_depth (MesoOutline *self,
                               double x,
                               double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoOutline, meso_outline_free)

G_END_DECLS
