/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/meso-library-patient.h"

G_BEGIN_DECLS

/* What the scan finds out about a patient's sessions in its second round. */
typedef struct
{
  char *folder; /* of the patient */
  char *lots; /* to search in */
  char *last_visit;
  guint n_drafts;
} MesoPatientIndex;

MesoPatientIndex *_meso_patient_index_new (const char *folder);
void _meso_patient_index_free (MesoPatientIndex *self);

MesoLibraryPatient *_meso_library_patient_new (const char *folder);
gboolean _meso_library_patient_is_current (MesoLibraryPatient *self);
void _meso_library_patient_set_index (MesoLibraryPatient *self,
                                      const MesoPatientIndex *index);
void _meso_library_patient_reload (MesoLibraryPatient *self);

GPtrArray *_meso_list_session_folders (const char *patient_folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoPatientIndex, _meso_patient_index_free)

G_END_DECLS
