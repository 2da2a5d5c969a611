/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

const char *meso_guide_get_advice (void);
guint meso_guide_get_warning_number (const char *warning_id);
void meso_guide_collect_warning_ids (MesoDiagram *diagram,
                                     GPtrArray *ids);
char *meso_guide_describe_warning (const char *warning_id);
GPtrArray *meso_guide_find_warning_ids (MesoDiagram *diagram,
                                        double x,
                                        double y);

G_END_DECLS
