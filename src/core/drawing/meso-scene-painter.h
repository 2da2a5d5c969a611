/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-scene.h"

G_BEGIN_DECLS

/* What the painters share */
void meso_scene_paint_items (MesoScene *self,
                             cairo_t *cr,
                             const guint *items,
                             guint n_items,
                             const cairo_rectangle_t *clip_mm);
gboolean meso_scene_item_is_in (MesoScene *self,
                                guint item,
                                const cairo_rectangle_t *clip_mm);

G_END_DECLS
