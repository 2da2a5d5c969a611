/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-private.h"
#include "model/meso-photo.h"

G_BEGIN_DECLS

/* The patient's midline on a picture: MesoPathVertex from its upper edge to its lower; empty for a profile. */
GArray *meso_midline_new (const MesoDiagramData *data);
GArray *meso_midline_new_for_photo (const MesoDiagramData *data,
                                    const MesoPhoto *photo);
double meso_midline_get_x (GArray *self,
                           double y);

gboolean meso_diagram_data_is_profile (const MesoDiagramData *data);

G_END_DECLS
