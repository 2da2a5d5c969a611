/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoBalancePopover:
 *
 * Right against left, region by region, so that asymmetry is seen: what is done on either side, the difference in
 * words, and a bar to the side that has more. It is up to date whenever it is opened and after each edit while it is
 * open.
 */
#define MESO_TYPE_BALANCE_POPOVER (meso_balance_popover_get_type ())
G_DECLARE_FINAL_TYPE (MesoBalancePopover, meso_balance_popover, MESO, BALANCE_POPOVER, GtkPopover)

GtkWidget *meso_balance_popover_new (void);
void meso_balance_popover_set_session (MesoBalancePopover *self,
                                       MesoSession *session);

G_END_DECLS
