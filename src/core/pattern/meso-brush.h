/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-geometry.h"

G_BEGIN_DECLS

/**
 * MesoBrush:
 *
 * Lays points at a spacing along a stroke while it grows. What is laid does not move when the stroke goes on, and a
 * hand that trembles on one spot lays nothing more.
 */
typedef struct _MesoBrush MesoBrush;

MesoBrush *meso_brush_new (gint64 spacing,
                           GError **error);
void meso_brush_free (MesoBrush *self);
gboolean meso_brush_move (MesoBrush *self,
                          MesoPoint to,
                          GError **error);
const MesoPoint *meso_brush_get_points (MesoBrush *self,
                                        guint *n_points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoBrush, meso_brush_free)

G_END_DECLS
