/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoProductDialog:
 *
 * Adds a product to a session, or changes one: name, class, unit, lot, expiry, what was opened.
 */
#define MESO_TYPE_PRODUCT_DIALOG (meso_product_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoProductDialog, meso_product_dialog, MESO, PRODUCT_DIALOG, AdwWindow)

GtkWidget *meso_product_dialog_present (GtkWindow *parent,
                                        MesoEditor *editor,
                                        MesoItem *product);

G_END_DECLS
