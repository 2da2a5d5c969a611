/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-viewport.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

/* Marks as something to draw round, in px of the widget. */
double meso_mark_outline_get_radius (MesoViewport *viewport);
void meso_mark_outline_add_line (cairo_t *cr,
                                 MesoViewport *viewport,
                                 const MesoMarkData *data);
void meso_mark_outline_strike (cairo_t *cr,
                               MesoViewport *viewport,
                               const MesoMarkData *data);

G_END_DECLS
