/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoHiddenPill:
 *
 * Stands over the canvas as long as marks of the view are hidden, says how many, and shows them again when it is
 * pressed: nobody may take a part for the whole.
 */
#define MESO_TYPE_HIDDEN_PILL (meso_hidden_pill_get_type ())
G_DECLARE_FINAL_TYPE (MesoHiddenPill, meso_hidden_pill, MESO, HIDDEN_PILL, GtkWidget)

void meso_hidden_pill_set_editor (MesoHiddenPill *self,
                                  MesoEditor *editor);

G_END_DECLS
