/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoSetupRow:
 *
 * One setup of a session: an example mark that has it, or only a product. Lot, expiry and what is left are never cut
 * off.
 *
 * Signals: "edit-product".
 */
#define MESO_TYPE_SETUP_ROW (meso_setup_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoSetupRow, meso_setup_row, MESO, SETUP_ROW, GtkListBoxRow)

GtkWidget *meso_setup_row_new (MesoItem *product,
                               MesoMark *example,
                               guint number);
void meso_setup_row_set_charted (MesoSetupRow *self,
                                 gint64 charted,
                                 MesoSession *session);
void meso_setup_row_set_current (MesoSetupRow *self,
                                 gboolean current);
MesoItem *meso_setup_row_get_product (MesoSetupRow *self);
MesoMark *meso_setup_row_get_example (MesoSetupRow *self);

G_END_DECLS
