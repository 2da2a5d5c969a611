/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library-patient.h"
#include "library/meso-library-session.h"

G_BEGIN_DECLS

/**
 * MesoPatientView:
 *
 * A patient's page: who it is, alerts, and the sessions, newest first.
 *
 * Signals: "new-session", "repeat-session" (MesoLibrarySession *), "edit-patient", "open-session" (const char *folder).
 */
#define MESO_TYPE_PATIENT_VIEW (meso_patient_view_get_type ())
G_DECLARE_FINAL_TYPE (MesoPatientView, meso_patient_view, MESO, PATIENT_VIEW, GtkWidget)

void meso_patient_view_set_patient (MesoPatientView *self,
                                    MesoLibraryPatient *patient);
MesoLibraryPatient *meso_patient_view_get_patient (MesoPatientView *self);
MesoLibrarySession *meso_patient_view_dup_last_session (MesoPatientView *self);
void meso_patient_view_reload (MesoPatientView *self);
void meso_patient_view_focus (MesoPatientView *self);

G_END_DECLS
