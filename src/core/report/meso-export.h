/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

#define MESO_EXPORT_MIN_DPI 20.0
#define MESO_EXPORT_MAX_DPI 1200.0

GBytes *meso_export_png (MesoSession *session,
                         MesoMap *map,
                         double dpi,
                         MesoGuideFlags guides,
                         GError **error);

G_END_DECLS
