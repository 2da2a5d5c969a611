/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

const MesoRegion *meso_site_find (MesoDiagram *diagram,
                                  const MesoMarkData *mark,
                                  MesoSide *side);

G_END_DECLS
