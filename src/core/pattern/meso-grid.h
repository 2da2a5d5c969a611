/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pattern/meso-outline.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_LATTICE_SQUARE,
  MESO_LATTICE_HEXAGONAL
} MesoLattice;

/** MesoGrid: how points are laid out in an outline. */
typedef struct
{
  MesoLattice lattice;
  gint64 spacing; /* from a point to its nearest ones, 1/100 mm */
  gint64 angle; /* of the rows, 1/100 degree, clockwise on the diagram */
  gint64 margin; /* kept free inside the outline, 1/100 mm */
} MesoGrid;

gboolean meso_grid_check (const MesoGrid *self,
                          GError **error);
GArray *meso_grid_fill (const MesoGrid *self,
                        MesoOutline *outline,
                        GError **error);
gint64 meso_grid_estimate_punctures (const MesoGrid *self,
                                     double area);

G_END_DECLS
