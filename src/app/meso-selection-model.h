/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-selection.h"

G_BEGIN_DECLS

/**
 * MesoSelectionModel:
 *
 * A list of marks whose selected rows are those of a #MesoSelection, both ways. It goes by id: a mark that is replaced,
 * sorted elsewhere or filtered away and back stays selected.
 */
#define MESO_TYPE_SELECTION_MODEL (meso_selection_model_get_type ())
G_DECLARE_FINAL_TYPE (MesoSelectionModel, meso_selection_model, MESO, SELECTION_MODEL, GObject)

MesoSelectionModel *meso_selection_model_new (GListModel *marks,
                                              MesoSelection *selection);

G_END_DECLS
