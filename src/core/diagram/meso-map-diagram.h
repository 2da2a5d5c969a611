/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

MesoDiagram *meso_map_dup_diagram (MesoMap *map,
                                   MesoDiagramSet *diagrams);
char *meso_session_dup_map_name (MesoSession *session,
                                 MesoMap *map);

MesoEdit *meso_photo_edit_scale (MesoMap *map,
                                 gint64 px_per_mm);
MesoEdit *meso_photo_edit_sides (MesoMap *map,
                                 int right_side,
                                 gint64 midline);

G_END_DECLS
