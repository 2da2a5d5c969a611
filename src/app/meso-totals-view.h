/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/**
 * MesoTotalsView:
 *
 * What a session adds up to: its marks, for each product how much of what was opened is charted, and right, midline and
 * left. Only what is done counts; what is planned stands beside it in brackets.
 */
#define MESO_TYPE_TOTALS_VIEW (meso_totals_view_get_type ())
G_DECLARE_FINAL_TYPE (MesoTotalsView, meso_totals_view, MESO, TOTALS_VIEW, GtkWidget)

void meso_totals_view_set_session (MesoTotalsView *self,
                                   MesoSession *session);

G_END_DECLS
