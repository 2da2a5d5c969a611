/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "diagram/meso-path.h"

G_BEGIN_DECLS

gboolean meso_path_read_number (const char **at,
                                double *value);
GArray *meso_path_parse (const char *d,
                         GError **error);

G_END_DECLS
