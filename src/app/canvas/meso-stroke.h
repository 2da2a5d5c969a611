/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-geometry.h"

G_BEGIN_DECLS

GArray *meso_stroke_simplify (const GArray *stroke,
                              double tolerance,
                              guint max_points);

G_END_DECLS
