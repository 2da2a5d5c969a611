/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-number.h"

G_BEGIN_DECLS

/**
 * MesoNumberRow:
 *
 * A row of the panel that holds one exact number: its name, an entry, minus, plus and the unit. The number is a
 * fixed-point integer, so that what is typed is what is recorded; comma and point are both taken as the decimal mark.
 * Enter takes the number and emits "done", Esc puts back what was there when the entry got the focus and emits "done".
 *
 * Signals: "changed" when the person has changed the number; "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_NUMBER_ROW (meso_number_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoNumberRow, meso_number_row, MESO, NUMBER_ROW, GtkWidget)

void meso_number_row_set_range (MesoNumberRow *self,
                                guint decimals,
                                guint min_decimals,
                                gint64 step,
                                gint64 max);
void meso_number_row_set_min (MesoNumberRow *self,
                              gint64 min);
void meso_number_row_set_hint (MesoNumberRow *self,
                               const char *hint);
void meso_number_row_set_label (MesoNumberRow *self,
                                const char *label,
                                const char *unit);
void meso_number_row_set_compact (MesoNumberRow *self);
void meso_number_row_set_sensible (MesoNumberRow *self,
                                   gboolean sensible);
void meso_number_row_set_live (MesoNumberRow *self,
                               gboolean live);
void meso_number_row_set_value (MesoNumberRow *self,
                                gint64 value,
                                gboolean mixed);
gint64 meso_number_row_get_value (MesoNumberRow *self);
void meso_number_row_focus (MesoNumberRow *self);

G_END_DECLS
