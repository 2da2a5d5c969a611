/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MesoNoteRow:
 *
 * A row of the panel that holds a text. Enter and leaving take it, Esc puts back what was there.
 *
 * Signals: "changed" when the person has changed the text; "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_NOTE_ROW (meso_note_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoNoteRow, meso_note_row, MESO, NOTE_ROW, GtkWidget)

void meso_note_row_set_text (MesoNoteRow *self,
                             const char *text,
                             gboolean mixed);
const char *meso_note_row_get_text (MesoNoteRow *self);

G_END_DECLS
