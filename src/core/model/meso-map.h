/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/meso-item.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

/** The diagram of a map whose picture is a photo. */
#define MESO_DIAGRAM_PHOTO "photo"

/**
 * MesoMap:
 *
 * The marks on one diagram (or photo) of a session: a #GListModel of #MesoMark in the order of the file. Only
 * meso_session_apply() changes it: one #GListModel::items-changed for each contiguous run, then one #MesoMap::edited.
 */
#define MESO_TYPE_MAP (meso_map_get_type ())
G_DECLARE_FINAL_TYPE (MesoMap, meso_map, MESO, MAP, GObject)

MesoMap *meso_map_new (const char *diagram,
                       gint64 diagram_version,
                       MesoSex variant,
                       MesoItem *photo,
                       MesoExtras *extras);
const char *meso_map_get_diagram (MesoMap *self);
gint64 meso_map_get_diagram_version (MesoMap *self);
MesoSex meso_map_get_variant (MesoMap *self);
MesoItem *meso_map_get_photo (MesoMap *self);
GBytes *meso_map_get_picture (MesoMap *self);
void meso_map_load_picture (MesoMap *self,
                            GBytes *picture);
MesoExtras *meso_map_get_extras (MesoMap *self);
guint meso_map_get_n_marks (MesoMap *self);
MesoMark *meso_map_get_mark (MesoMap *self,
                             guint position);
MesoMark *meso_map_lookup (MesoMap *self,
                           const char *id);
gboolean meso_map_find (MesoMap *self,
                        const char *id,
                        guint *position);

G_END_DECLS
