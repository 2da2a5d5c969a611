/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library-session.h"

G_BEGIN_DECLS

/**
 * MesoSessionRow:
 *
 * A session of a patient: its map in small, date, number in the course, method, products and lots, what was done,
 * state. Emits "repeat" when it is asked to be repeated.
 */
#define MESO_TYPE_SESSION_ROW (meso_session_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoSessionRow, meso_session_row, MESO, SESSION_ROW, GtkWidget)

GtkWidget *meso_session_row_new (void);
void meso_session_row_set_session (MesoSessionRow *self,
                                   MesoLibrarySession *session);

G_END_DECLS
