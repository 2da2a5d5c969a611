/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-viewport.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

/*
 * The nodes of one line or zone, as handles on the screen: which one is meant, where a new one would go, and what the
 * mark becomes. Segment i runs from node i to the next; the last one of a zone back to its first node. Places are in
 * 1/100 mm, all else in px of the widget.
 */
guint meso_nodes_get_n_segments (const MesoMarkData *data);
int meso_nodes_find (const MesoMarkData *data,
                     MesoViewport *viewport,
                     double x,
                     double y,
                     double radius);
int meso_nodes_find_middle (const MesoMarkData *data,
                            MesoViewport *viewport,
                            double x,
                            double y,
                            double radius,
                            MesoPoint *middle);
int meso_nodes_find_segment (const MesoMarkData *data,
                             MesoViewport *viewport,
                             double x,
                             double y,
                             double radius,
                             MesoPoint *place);
MesoPoint meso_nodes_get_middle (const MesoMarkData *data,
                                 guint segment);

GArray *meso_nodes_insert (const MesoMarkData *data,
                           guint segment,
                           MesoPoint place);
GArray *meso_nodes_remove (const MesoMarkData *data,
                           guint node);

void meso_nodes_draw (const MesoMarkData *data,
                      MesoViewport *viewport,
                      int current,
                      int hovered,
                      cairo_t *cr);

G_END_DECLS
