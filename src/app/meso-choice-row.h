/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** No name of the list is chosen. */
#define MESO_CHOICE_NONE G_MAXUINT

/**
 * MesoChoiceRow:
 *
 * A row of the panel that holds one choice of a list: its name and a drop-down. Long names are cut in the row and whole
 * in the list; a long list can be searched by typing. Where several marks differ it says "Mixed", which is no choice.
 *
 * Signals: "picked" when the person chose one of the list.
 */
#define MESO_TYPE_CHOICE_ROW (meso_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoChoiceRow, meso_choice_row, MESO, CHOICE_ROW, GtkWidget)

void meso_choice_row_set_label (MesoChoiceRow *self,
                                const char *label);
void meso_choice_row_set_names (MesoChoiceRow *self,
                                const char *const *names);
void meso_choice_row_set_chosen (MesoChoiceRow *self,
                                 guint index,
                                 gboolean mixed);
guint meso_choice_row_get_chosen (MesoChoiceRow *self);
void meso_choice_row_focus (MesoChoiceRow *self);

G_END_DECLS
