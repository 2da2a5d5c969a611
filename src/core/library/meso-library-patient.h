/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

#define MESO_PATIENT_FILE "patient.xml"
#define MESO_SESSIONS_FOLDER "sessions"

/**
 * MesoLibraryPatient:
 *
 * A patient of the library. Signal: "changed" when anything that a list shows of the patient did.
 *
 * One whose file cannot be read is there too, with an error, named by the folder.
 */
#define MESO_TYPE_LIBRARY_PATIENT (meso_library_patient_get_type ())
G_DECLARE_FINAL_TYPE (MesoLibraryPatient, meso_library_patient, MESO, LIBRARY_PATIENT, GObject)

const char *meso_library_patient_get_folder (MesoLibraryPatient *self);
const GError *meso_library_patient_get_error (MesoLibraryPatient *self);
MesoItem *meso_library_patient_get_item (MesoLibraryPatient *self);
const MesoPatient *meso_library_patient_get_patient (MesoLibraryPatient *self);
const char *meso_library_patient_get_title (MesoLibraryPatient *self);
gint64 meso_library_patient_get_revision (MesoLibraryPatient *self);
const char *meso_library_patient_get_last_visit (MesoLibraryPatient *self);
guint meso_library_patient_get_n_drafts (MesoLibraryPatient *self);
gboolean meso_library_patient_matches (MesoLibraryPatient *self,
                                       const char *folded_query);

GListModel *meso_library_patient_get_sessions (MesoLibraryPatient *self);
void meso_library_patient_load_sessions (MesoLibraryPatient *self);
void meso_library_patient_load_sessions_async (MesoLibraryPatient *self,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
gboolean meso_library_patient_load_sessions_finish (MesoLibraryPatient *self,
                                                    GAsyncResult *result,
                                                    GError **error);
MesoSession *meso_library_patient_new_session (MesoLibraryPatient *self,
                                               const MesoVisit *visit,
                                               const MesoTreatment *treatment);

G_END_DECLS
