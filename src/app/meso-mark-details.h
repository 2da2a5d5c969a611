/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-mark-fields.h"

G_BEGIN_DECLS

/**
 * MesoMarkDetails:
 *
 * The fields of a mark that are not always in sight: the needle in numbers and how deep it reaches, what only lines or
 * only zones have, product, region, side, order and note.
 *
 * Signals: "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_MARK_DETAILS (meso_mark_details_get_type ())
G_DECLARE_FINAL_TYPE (MesoMarkDetails, meso_mark_details, MESO, MARK_DETAILS, GtkWidget)

void meso_mark_details_set_editor (MesoMarkDetails *self,
                                   MesoEditor *editor);
void meso_mark_details_show (MesoMarkDetails *self,
                             const MesoMarkSummary *summary);
void meso_mark_details_focus (MesoMarkDetails *self);
char *meso_mark_summary_format_reach (const MesoMarkSummary *summary);

G_END_DECLS
