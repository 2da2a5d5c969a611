/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

GBytes *meso_session_write_svg (MesoSession *session,
                                MesoDiagramSet *diagrams,
                                MesoGuideFlags guides,
                                GError **error);

G_END_DECLS
