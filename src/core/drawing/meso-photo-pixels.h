/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

GdkPixbuf *meso_photo_decode (GBytes *bytes,
                              int max_side,
                              GError **error);
void meso_photo_prefetch (GBytes *bytes);
void meso_photo_paint (GBytes *bytes,
                       cairo_t *cr,
                       const cairo_rectangle_t *bounds);

G_END_DECLS
