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

/** Whether the mark with @id may be selected at all. */
typedef gboolean (*MesoSelectionFilter) (const char *id,
                                         gpointer user_data);

MesoSelection *meso_selection_new (void);
void meso_selection_set_filter (MesoSelection *self,
                                MesoSelectionFilter filter,
                                gpointer user_data);
void meso_selection_filter (MesoSelection *self);
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
