/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "diagram/meso-path.h"
#include "model/meso-types.h"

G_BEGIN_DECLS

/** The paper under every diagram, in light and dark style alike, and the outline of every mark. */
#define MESO_PAPER_RGB                       \
  {                                          \
    0xfc / 255.0, 0xfa / 255.0, 0xf8 / 255.0 \
  }
#define MESO_INK_RGB                         \
  {                                          \
    0x1a / 255.0, 0x1a / 255.0, 0x1a / 255.0 \
  }

#define MESO_N_PRODUCT_COLOURS 7

void meso_layer_get_rgb (MesoLayer layer,
                         double rgb[3]);
void meso_product_get_rgb (guint index,
                           double rgb[3]);

double meso_symbol_get_radius (MesoLayer layer);
void meso_symbol_append (MesoLayer layer,
                         double x,
                         double y,
                         double size,
                         double inset,
                         GArray *segments);
double meso_symbol_get_ring (MesoLayer layer);
void meso_symbol_paint (cairo_t *cr,
                        MesoLayer layer,
                        MesoState state,
                        double x,
                        double y,
                        double size,
                        double outline);

void meso_segments_to_cairo (GArray *segments,
                             cairo_t *cr);
char *meso_segments_to_string (GArray *segments);
void meso_decimal_append (GString *string,
                          double value);

G_END_DECLS
