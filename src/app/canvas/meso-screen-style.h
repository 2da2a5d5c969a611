/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-guides.h"
#include "drawing/meso-scene.h"

G_BEGIN_DECLS

/** What is selected, and the band that selects: a blue that no layer has. */
#define MESO_SELECTION_RGB                   \
  {                                          \
    0x1c / 255.0, 0x71 / 255.0, 0xd8 / 255.0 \
  }

/** What is about to go: the tone of a warning. */
#define MESO_WARNING_RGB                     \
  {                                          \
    0xd5 / 255.0, 0x5e / 255.0, 0x00 / 255.0 \
  }

/** The ring round a mark that is selected or meant, in px: from the mark to the ring, and its stroke. */
#define MESO_RING_DISTANCE 2.5
#define MESO_RING_WIDTH 2.0

double meso_screen_style_get_symbol (double zoom);
void meso_screen_style_init (MesoSceneStyle *style,
                             double zoom);
void meso_screen_style_init_earlier (MesoSceneStyle *style,
                                     double zoom);
void meso_screen_style_init_guides (MesoGuideStyle *style,
                                    double zoom,
                                    double text);

G_END_DECLS
