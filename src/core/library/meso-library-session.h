/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"
#include "model/meso-totals.h"

G_BEGIN_DECLS

/**
 * MesoLibrarySession:
 *
 * What a list shows of a session on disk. Immutable; one whose files cannot be read has an error and little else.
 */
#define MESO_TYPE_LIBRARY_SESSION (meso_library_session_get_type ())
G_DECLARE_FINAL_TYPE (MesoLibrarySession, meso_library_session, MESO, LIBRARY_SESSION, GObject)

MesoLibrarySession *meso_library_session_new (const char *folder);
const char *meso_library_session_get_folder (MesoLibrarySession *self);
const GError *meso_library_session_get_error (MesoLibrarySession *self);
const char *meso_library_session_get_problem (MesoLibrarySession *self);
const char *meso_library_session_get_id (MesoLibrarySession *self);
gint64 meso_library_session_get_revision (MesoLibrarySession *self);
MesoStatus meso_library_session_get_status (MesoLibrarySession *self);
const MesoVisit *meso_library_session_get_visit (MesoLibrarySession *self);
const MesoTreatment *meso_library_session_get_treatment (MesoLibrarySession *self);
GDateTime *meso_library_session_get_time (MesoLibrarySession *self);
guint meso_library_session_get_n_products (MesoLibrarySession *self);
const MesoProduct *meso_library_session_get_product (MesoLibrarySession *self,
                                                     guint index);
const char *const *meso_library_session_get_diagrams (MesoLibrarySession *self);
const MesoTally *meso_library_session_get_done (MesoLibrarySession *self,
                                                MesoUnit unit);
const MesoTally *meso_library_session_get_planned (MesoLibrarySession *self,
                                                   MesoUnit unit);
gboolean meso_library_session_has_marks (MesoLibrarySession *self);
int meso_library_session_compare (gconstpointer a,
                                  gconstpointer b,
                                  gpointer unused);

G_END_DECLS
