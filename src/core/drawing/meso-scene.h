/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-ink.h"
#include "model/meso-map.h"

G_BEGIN_DECLS

/**
 * MesoScene:
 *
 * The marks of one map as a display list in mm, in paint order: area, thread, point, then layer from the surface down,
 * planned before done, product, id. Every output paints this list. Immutable and reference-counted: it may be built and
 * painted on any thread.
 */
typedef struct _MesoScene MesoScene;

#define MESO_TYPE_SCENE (meso_scene_get_type ())
GType meso_scene_get_type (void) G_GNUC_CONST;

MesoScene *meso_scene_new (MesoMap *map,
                           const MesoSceneStyle *style);
MesoScene *meso_scene_new_for_marks (GPtrArray *marks,
                                     const MesoSceneStyle *style);
MesoScene *meso_scene_ref (MesoScene *self);
void meso_scene_unref (MesoScene *self);

const MesoSceneStyle *meso_scene_get_style (MesoScene *self);
gboolean meso_scene_get_bounds (MesoScene *self,
                                cairo_rectangle_t *bounds);

/* The list, for painters */
guint meso_scene_get_n_items (MesoScene *self);
MesoMark *meso_scene_get_mark (MesoScene *self,
                               guint item);
const MesoInk *meso_scene_get_ink (MesoScene *self,
                                   guint item);
void meso_scene_get_item_bounds (MesoScene *self,
                                 guint item,
                                 cairo_rectangle_t *bounds);
const guint *meso_scene_get_run (MesoScene *self,
                                 guint run,
                                 guint *n_items);
guint meso_scene_get_n_runs (MesoScene *self);

/* On cairo: the user unit is 1 mm */
void meso_scene_paint (MesoScene *self,
                       cairo_t *cr,
                       const cairo_rectangle_t *clip_mm);
void meso_scene_stamp (MesoScene *self,
                       cairo_t *cr,
                       const cairo_rectangle_t *clip_mm);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoScene, meso_scene_unref)

G_END_DECLS
