/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/meso-library.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoProductDialog:
 *
 * Adds a product to a session, or changes one. What was used before in the library is offered; lot and expiry are read
 * anew each time. A scanned box shows as a card: product, lot and expiry, big and plain, which Enter confirms.
 */
#define MESO_TYPE_PRODUCT_DIALOG (meso_product_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoProductDialog, meso_product_dialog, MESO, PRODUCT_DIALOG, AdwWindow)

GtkWidget *meso_product_dialog_present (GtkWindow *parent,
                                        MesoEditor *editor,
                                        MesoLibrary *library,
                                        MesoItem *product);
GtkWidget *meso_product_dialog_present_code (GtkWindow *parent,
                                             MesoEditor *editor,
                                             MesoLibrary *library,
                                             const char *code);
void meso_product_dialog_take_code (MesoProductDialog *self,
                                    const char *code);

G_END_DECLS
