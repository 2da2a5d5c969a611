/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *const *meso_warning_list_ids (void);
const char *meso_warning_get_name (const char *warning_id);
const char *meso_warning_get_depth (const char *warning_id);
const char *meso_warning_get_source (const char *warning_id);

G_END_DECLS
