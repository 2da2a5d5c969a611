/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MesoSelection:
 *
 * The ids of the marks that are selected on the current map. It survives the replacement of a mark, because ids do.
 * Emits "changed" once for each change.
 */
#define MESO_TYPE_SELECTION (meso_selection_get_type ())
G_DECLARE_FINAL_TYPE (MesoSelection, meso_selection, MESO, SELECTION, GObject)

MesoSelection *meso_selection_new (void);
guint meso_selection_get_size (MesoSelection *self);
gboolean meso_selection_contains (MesoSelection *self,
                                  const char *id);
void meso_selection_clear (MesoSelection *self);
void meso_selection_set (MesoSelection *self,
                         const char *const *ids);
void meso_selection_toggle (MesoSelection *self,
                            const char *id);
GStrv meso_selection_get_ids (MesoSelection *self);

G_END_DECLS
