/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/meso-known-products.h"
#include "library/meso-library-patient.h"

G_BEGIN_DECLS

/* What the scan finds out about a patient's sessions in its second round. */
typedef struct
{
  char *folder; /* of the patient */
  char *lots; /* to search in */
  char *last_visit;
  guint n_drafts;
  MesoKnownProducts *products;
} MesoPatientIndex;

MesoPatientIndex *_meso_patient_index_new (const char *folder);
void _meso_patient_index_free (MesoPatientIndex *self);

MesoLibraryPatient *_meso_library_patient_new (const char *folder);
gboolean _meso_library_patient_is_current (MesoLibraryPatient *self);
void _meso_library_patient_set_index (MesoLibraryPatient *self,
                                      const MesoPatientIndex *index);
void _meso_library_patient_reload (MesoLibraryPatient *self);

GPtrArray *_meso_list_session_folders (const char *patient_folder);

/* What a scan hands over. */
typedef struct
{
  GPtrArray *patients; /* MesoLibraryPatient; NULL: none in this batch */
  gboolean is_all; /* that there are, not only some more */
  GPtrArray *indexes; /* MesoPatientIndex */
  gboolean patients_done;
  char *diagrams_message; /* with patients_done: what is wrong with the library's own diagrams */
  gboolean done;
  GError *error;
} MesoScanBatch;

typedef void (*MesoScanFunc) (const MesoScanBatch *batch,
                              GCancellable *scan,
                              GObject *library);

GCancellable *_meso_library_scan_start (GObject *library,
                                        const char *patients_folder,
                                        GPtrArray *known,
                                        gboolean checks_diagrams,
                                        MesoScanFunc func);
GPtrArray *_meso_list_patient_folders (const char *patients_folder,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoPatientIndex, _meso_patient_index_free)

G_END_DECLS
