/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlwriter.h>

G_BEGIN_DECLS

/* Attributes and groups that every part of the picture writes. */
void meso_svg_put (xmlTextWriterPtr xml,
                   const char *name,
                   const char *value);
void meso_svg_put_number (xmlTextWriterPtr xml,
                          const char *name,
                          double value,
                          const char *unit);
void meso_svg_put_rgb (xmlTextWriterPtr xml,
                       const char *name,
                       const double rgb[3]);
void meso_svg_put_path (xmlTextWriterPtr xml,
                        GArray *segments);
void meso_svg_start_layer (xmlTextWriterPtr xml,
                           const char *prefix,
                           const char *suffix,
                           const char *label);

G_END_DECLS
