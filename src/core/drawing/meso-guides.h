/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "drawing/meso-guide-kinds.h"
#include "drawing/meso-scene.h"
#include "drawing/meso-text.h"

G_BEGIN_DECLS

/** How guides are to look. All lengths are mm of the diagram: for words of 10 px at 4 px per mm, text_mm is 2.5. */
typedef struct
{
  double line_mm; /* a full line; most are thinner or fainter */
  double text_mm; /* of the font; 0: no words */
  double hatch_mm; /* between two lines of a warning zone's hatch */
  gboolean is_keyed; /* warning zones have numbers, for a key beside the map, and not names */
  MesoScene *marks; /* (nullable): where numbers are best not, since marks will hide them; only while they are built */
} MesoGuideStyle;

/* For a diagram that is printed @scale times as large as it is. */
#define MESO_GUIDE_STYLE_PAPER(scale) \
  {                                   \
    .line_mm = 0.13 / (scale),        \
    .text_mm = 2.1 / (scale),         \
    .hatch_mm = 1.15 / (scale),       \
    .is_keyed = TRUE                  \
  }

/** One piece of a guide: a path that is stroked, and filled where that says so, or a line of words. */
typedef struct
{
  MesoGuideFlags guide; /* the one that it is part of */
  double rgb[3];
  double opacity;

  GArray *segments; /* MesoPathSegment in mm; NULL: words */
  double width;
  double fill_opacity; /* 0: not filled; else in the same colour, even-odd */
  guint n_dashes;
  double dashes[4];
  char *title; /* (nullable): what it is, in full, for whoever points at it */

  char *text;
  double x, baseline;
  double size;
  MesoAnchor anchor;
  double halo; /* how far around the letters the paper goes */
} MesoGuideItem;

/**
 * MesoGuides:
 *
 * The guides over one diagram as a display list in mm, in paint order: over the art, under the marks. Every output
 * paints this list. Immutable and reference-counted: it may be built and painted on any thread.
 */
typedef struct _MesoGuides MesoGuides;

MesoGuides *meso_guides_new (MesoDiagram *diagram,
                             MesoGuideFlags flags,
                             const MesoGuideStyle *style,
                             const cairo_rectangle_t *view);
MesoGuides *meso_guides_new_for_region (const MesoRegion *region,
                                        const MesoGuideStyle *style);
MesoGuides *meso_guides_ref (MesoGuides *self);
void meso_guides_unref (MesoGuides *self);

guint meso_guides_get_n_items (MesoGuides *self);
const MesoGuideItem *meso_guides_get_item (MesoGuides *self,
                                           guint index);
void meso_guides_paint (MesoGuides *self,
                        cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoGuides, meso_guides_unref)

G_END_DECLS
