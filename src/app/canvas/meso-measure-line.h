/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* How tools that measure show what they measure, in px of the widget: seen on every photo, and hiding no place. */
void meso_measure_line_add_end (cairo_t *cr,
                                double x,
                                double y);
void meso_measure_line_add_between (cairo_t *cr,
                                    double x1,
                                    double y1,
                                    double x2,
                                    double y2);
void meso_measure_line_stroke (cairo_t *cr);

G_END_DECLS
