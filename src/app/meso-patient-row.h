/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library-patient.h"

G_BEGIN_DECLS

/**
 * MesoPatientRow:
 *
 * A patient in the list: name, birth date and code, last visit, and whether something is unfinished.
 */
#define MESO_TYPE_PATIENT_ROW (meso_patient_row_get_type ())
G_DECLARE_FINAL_TYPE (MesoPatientRow, meso_patient_row, MESO, PATIENT_ROW, GtkWidget)

GtkWidget *meso_patient_row_new (void);
void meso_patient_row_set_patient (MesoPatientRow *self,
                                   MesoLibraryPatient *patient);

G_END_DECLS
