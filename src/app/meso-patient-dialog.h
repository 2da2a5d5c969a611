/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/meso-library.h"

G_BEGIN_DECLS

/**
 * MesoPatientDialog:
 *
 * Adds a patient to the library, or changes one. Emits "saved" (MesoLibraryPatient *) before it closes.
 */
#define MESO_TYPE_PATIENT_DIALOG (meso_patient_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoPatientDialog, meso_patient_dialog, MESO, PATIENT_DIALOG, AdwWindow)

MesoPatientDialog *meso_patient_dialog_present (GtkWindow *parent,
                                                MesoLibrary *library,
                                                MesoLibraryPatient *patient,
                                                const char *name);

G_END_DECLS
