/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

GBytes *meso_png_encode (cairo_surface_t *surface,
                         double dpi,
                         GError **error);

G_END_DECLS
