/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-plan.h"
#include "pattern/meso-outline.h"

G_BEGIN_DECLS

gboolean meso_line_plan_check (MesoEditor *editor,
                               GError **error);
MesoPlan *meso_line_plan_line (MesoEditor *editor,
                               const MesoPoint *points,
                               guint n_points,
                               MesoCurve curve,
                               GError **error);
MesoPlan *meso_line_plan_points (MesoEditor *editor,
                                 const MesoPoint *points,
                                 guint n_points,
                                 MesoCurve curve,
                                 GError **error);
MesoPlan *meso_line_plan_fan (MesoEditor *editor,
                              MesoPoint entry,
                              MesoPoint end,
                              GError **error);
MesoPlan *meso_line_plan_hatch (MesoEditor *editor,
                                MesoOutline *outline,
                                GError **error);
char *meso_line_plan_dup_summary (MesoPlan *plan,
                                  MesoEditor *editor);

G_END_DECLS
