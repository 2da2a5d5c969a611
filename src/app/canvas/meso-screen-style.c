/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-screen-style.h"

#define SYMBOL_MM 2.6
#define MIN_SYMBOL 7.0
#define MAX_SYMBOL 14.0
#define OUTLINE 1.0
#define LINE 2.5
/* Of the size of a mark. */
#define EARLIER 0.6
/* A hatch gets wider with the zones, and so keeps as quiet; far out it is still a hatch. */
#define HATCH_MM 1.2
#define MIN_HATCH 6.0
#define MAX_HATCH 14.0

/**
 * meso_screen_style_get_symbol:
 * @zoom: px a mm
 *
 * Returns: the diameter of a mark in px: it grows with the diagram, between the smallest whose shape is still seen and
 *   the largest that still shows where the needle went
 */
double
meso_screen_style_get_symbol (double zoom)
{
  return CLAMP (SYMBOL_MM * zoom, MIN_SYMBOL, MAX_SYMBOL);
}

/**
 * meso_screen_style_init:
 * @style: (out): how marks look on the screen; coloured by depth
 * @zoom: px a mm
 */
void
meso_screen_style_init (MesoSceneStyle *style,
                        double zoom)
{
  g_return_if_fail (style != NULL && zoom > 0);

  *style = (MesoSceneStyle){
    .symbol_mm = meso_screen_style_get_symbol (zoom) / zoom,
    .outline_mm = OUTLINE / zoom,
    .line_mm = LINE / zoom,
    .key = MESO_COLOUR_BY_DEPTH,
  };
}

/**
 * meso_screen_style_init_earlier:
 * @style: (out): how the marks of an earlier session look on the screen, small and in grey-blue
 * @zoom: px a mm
 */
void
meso_screen_style_init_earlier (MesoSceneStyle *style,
                                double zoom)
{
  meso_screen_style_init (style, zoom);
  style->symbol_mm *= EARLIER;
  style->line_mm *= EARLIER;
  style->outline_mm *= EARLIER;
  style->key = MESO_COLOUR_EARLIER;
}

/**
 * meso_screen_style_init_guides:
 * @style: (out): how guides look on the screen
 * @zoom: px a mm
 * @text: the size of the font, in px; 0: no words
 */
void
meso_screen_style_init_guides (MesoGuideStyle *style,
                               double zoom,
                               double text)
{
  g_return_if_fail (style != NULL && zoom > 0);

  *style = (MesoGuideStyle){
    .line_mm = 1 / zoom,
    .text_mm = text / zoom,
    .hatch_mm = CLAMP (HATCH_MM * zoom, MIN_HATCH, MAX_HATCH) / zoom,
  };
}
