/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoPlan:
 *
 * Marks that a tool is about to make, perhaps thousands: what they come to, and how they look before they are there.
 * They are painted into an image that is kept while the same part of the diagram is seen, so that the pointer can move
 * over them freely.
 */
typedef struct _MesoPlan MesoPlan;

gboolean meso_plan_check_scale (MesoEditor *editor,
                                GError **error);

MesoPlan *meso_plan_new (MesoEditor *editor);
void meso_plan_free (MesoPlan *self);

void meso_plan_add (MesoPlan *self,
                    GPtrArray *marks);
GPtrArray *meso_plan_get_marks (MesoPlan *self);
GPtrArray *meso_plan_get_planned (MesoPlan *self);
char *meso_plan_dup_summary (MesoPlan *self);
void meso_plan_paint (MesoPlan *self,
                      cairo_t *cr,
                      MesoCanvasTool *tool,
                      double alpha);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoPlan, meso_plan_free)

G_END_DECLS
