/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

typedef enum
{
  MESO_ANCHOR_START,
  MESO_ANCHOR_MIDDLE,
  MESO_ANCHOR_END
} MesoAnchor;

typedef enum
{
  MESO_TEXT_PLAIN = 0,
  MESO_TEXT_BOLD = 1 << 0
} MesoTextFlags;

PangoLayout *meso_text_new (const char *text,
                            double size_mm,
                            MesoTextFlags flags,
                            double width_mm);
void meso_text_get_size (PangoLayout *layout,
                         double *width_mm,
                         double *height_mm);
double meso_text_get_baseline (PangoLayout *layout);
double meso_text_guess_width (const char *text,
                              double size);
void meso_text_show (PangoLayout *layout,
                     cairo_t *cr,
                     double x,
                     double y);
void meso_text_show_line (cairo_t *cr,
                          const char *text,
                          double size_mm,
                          MesoTextFlags flags,
                          MesoAnchor anchor,
                          double x,
                          double baseline,
                          double halo_mm);

G_END_DECLS
