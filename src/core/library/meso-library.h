/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/meso-library-patient.h"
#include "library/meso-own-setups.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_LIBRARY_CLOSED, /* not looked at yet */
  MESO_LIBRARY_LOADING, /* the patients are coming in */
  MESO_LIBRARY_READY,
  MESO_LIBRARY_MISSING, /* the folder is not there */
  MESO_LIBRARY_FAILED /* the folder cannot be read */
} MesoLibraryState;

#define MESO_TYPE_LIBRARY_STATE (meso_library_state_get_type ())
GType meso_library_state_get_type (void) G_GNUC_CONST;

/**
 * MesoLibrary:
 *
 * The patients in a folder: a #GListModel of #MesoLibraryPatient, in the order of their folders, filled while a worker
 * thread reads them. It belongs to the main thread.
 *
 * Properties, read-only and notified: "state" (MesoLibraryState), "message" (a sentence on what is wrong, or %NULL),
 * "diagrams-message" (a sentence on what is wrong with its own diagrams, or %NULL), "n-items".
 */
#define MESO_TYPE_LIBRARY (meso_library_get_type ())
G_DECLARE_FINAL_TYPE (MesoLibrary, meso_library, MESO, LIBRARY, GObject)

char *meso_library_get_default_folder (void);
MesoLibrary *meso_library_new (const char *folder);
char *meso_library_find_folder (const char *path);
const char *meso_library_get_folder (MesoLibrary *self);
MesoLibraryState meso_library_get_state (MesoLibrary *self);
const char *meso_library_get_message (MesoLibrary *self);
MesoOwnSetups *meso_library_get_setups (MesoLibrary *self);
GPtrArray *meso_library_get_products (MesoLibrary *self);
const char *meso_library_get_diagrams_message (MesoLibrary *self);
void meso_library_use_diagrams (MesoLibrary *self);
gboolean meso_library_create (MesoLibrary *self,
                              GError **error);
void meso_library_refresh (MesoLibrary *self);
gboolean meso_library_load (MesoLibrary *self,
                            GError **error);
MesoLibraryPatient *meso_library_lookup_code (MesoLibrary *self,
                                              const char *code);
MesoLibraryPatient *meso_library_lookup_id (MesoLibrary *self,
                                            const char *id);
MesoLibraryPatient *meso_library_create_patient (MesoLibrary *self,
                                                 MesoItem *patient,
                                                 GError **error);
gboolean meso_library_update_patient (MesoLibrary *self,
                                      MesoLibraryPatient *library_patient,
                                      MesoItem *patient,
                                      GError **error);
char *meso_library_add_session (MesoLibrary *self,
                                MesoSession *session,
                                GError **error);

G_END_DECLS
