/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library.h"

G_BEGIN_DECLS

/**
 * MesoPatientsPage:
 *
 * The first screen: search and list of patients on the left, the chosen patient on the right.
 *
 * Signals: "open-session" (const char *folder).
 */
#define MESO_TYPE_PATIENTS_PAGE (meso_patients_page_get_type ())
G_DECLARE_FINAL_TYPE (MesoPatientsPage, meso_patients_page, MESO, PATIENTS_PAGE, GtkWidget)

void meso_patients_page_set_library (MesoPatientsPage *self,
                                     MesoLibrary *library);
void meso_patients_page_new_patient (MesoPatientsPage *self);
void meso_patients_page_new_session (MesoPatientsPage *self);
void meso_patients_page_repeat_last (MesoPatientsPage *self);
void meso_patients_page_focus_search (MesoPatientsPage *self);
void meso_patients_page_reload (MesoPatientsPage *self);
void meso_patients_page_show_error (MesoPatientsPage *self,
                                    const char *text);

G_END_DECLS
