/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pattern/meso-preset.h"

G_BEGIN_DECLS

/* How a setup reads, in a list. */
char *meso_setup_describe (const MesoMarkData *data,
                           MesoUnit unit,
                           gint64 spacing);
char *meso_setup_describe_sources (MesoPreset *preset);

G_END_DECLS
