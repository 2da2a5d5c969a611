/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most marks that one use of a pattern makes. */
#define MESO_PATTERN_MAX_MARKS 20000

/* How far apart they may be, in 1/100 mm: closer than 0.1 mm no hand injects, and 100 mm is a whole face. */
#define MESO_PATTERN_MIN_SPACING 10
#define MESO_PATTERN_MAX_SPACING 10000

gboolean meso_pattern_check_spacing (gint64 spacing,
                                     GError **error);
gboolean meso_pattern_check_angle (gint64 angle,
                                   GError **error);
gboolean meso_pattern_check_margin (gint64 margin,
                                    GError **error);
gboolean meso_pattern_check_count (double n_marks,
                                   GError **error);

G_END_DECLS
