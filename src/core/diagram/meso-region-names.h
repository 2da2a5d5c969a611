/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-types.h"

G_BEGIN_DECLS

const char *const *meso_region_list_ids (void);
const char *meso_region_get_name (const char *region_id);
char *meso_region_format_name (const char *region_id,
                               MesoSide side);

G_END_DECLS
