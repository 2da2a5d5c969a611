/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

gboolean meso_picture_paint (MesoDiagram *diagram,
                             cairo_t *cr,
                             GError **error);

G_END_DECLS
