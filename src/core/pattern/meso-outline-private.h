/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pattern/meso-outline.h"

G_BEGIN_DECLS

/* What is within an odd number of the polygons is inside, as in a region of a diagram. */
struct _MesoOutline
{
  GPtrArray *polygons; /* GArray of MesoPathVertex, in 1/100 mm */
  double area; /* mm² */
};

G_END_DECLS
