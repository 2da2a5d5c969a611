/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-edit.h"
#include "model/meso-history.h"

G_BEGIN_DECLS

#define MESO_FORMAT_MAJOR 1
#define MESO_FORMAT_MINOR 0
#define MESO_MAX_MARKS 200000

/** Parts of a session that can carry foreign elements and attributes besides items, maps and marks. */
typedef enum
{
  MESO_HOLDER_SESSION,
  MESO_HOLDER_PRODUCTS,
  MESO_HOLDER_CHECKS,
  MESO_N_HOLDERS
} MesoHolder;

/**
 * MesoSession:
 *
 * One visit: who, when, with what, and the maps. It belongs to the main thread. meso_session_apply() is the only way it
 * changes after it has been read; every change goes through its #MesoHistory.
 *
 * Property: "editable", notified when a lock is set or lifted.
 *
 * Signals: "edited" (MesoEdit *edit), once after each edit, its undo and its redo, when every list is in its new state.
 */
#define MESO_TYPE_SESSION (meso_session_get_type ())
G_DECLARE_FINAL_TYPE (MesoSession, meso_session, MESO, SESSION, GObject)

MesoSession *meso_session_new (const char *id);

/* What it says */
const char *meso_session_get_id (MesoSession *self);
gint64 meso_session_get_revision (MesoSession *self);
MesoStatus meso_session_get_status (MesoSession *self);
int meso_session_get_format_minor (MesoSession *self);
gint64 meso_session_get_next_id (MesoSession *self);
MesoItem *meso_session_get_item (MesoSession *self,
                                 MesoSlot slot);
const MesoPatient *meso_session_get_patient (MesoSession *self);
const MesoVisit *meso_session_get_visit (MesoSession *self);
const MesoTreatment *meso_session_get_treatment (MesoSession *self);
const char *meso_session_get_notes (MesoSession *self);
MesoItem *meso_session_get_finalized (MesoSession *self);
guint meso_session_get_n_amendments (MesoSession *self);
MesoItem *meso_session_get_amendment (MesoSession *self,
                                      guint index);
guint meso_session_get_n_products (MesoSession *self);
MesoItem *meso_session_get_product (MesoSession *self,
                                    guint index);
MesoItem *meso_session_lookup_product (MesoSession *self,
                                       const char *id);
guint meso_session_get_n_checks (MesoSession *self);
MesoItem *meso_session_get_check (MesoSession *self,
                                  guint index);
GListModel *meso_session_get_maps (MesoSession *self);
guint meso_session_get_n_maps (MesoSession *self);
MesoMap *meso_session_get_map (MesoSession *self,
                               guint index);
MesoMap *meso_session_lookup_map (MesoSession *self,
                                  const char *diagram,
                                  MesoSex variant);
MesoMap *meso_session_lookup_photo (MesoSession *self,
                                    const char *file);
guint meso_session_get_n_marks (MesoSession *self);
MesoMark *meso_session_lookup_mark (MesoSession *self,
                                    const char *id,
                                    MesoMap **map);
MesoExtras *meso_session_get_extras (MesoSession *self,
                                     MesoHolder holder);

/* Changing it */
const char *meso_session_get_read_only_reason (MesoSession *self);
gboolean meso_session_is_editable (MesoSession *self);
void meso_session_set_read_only (MesoSession *self,
                                 const char *reason);
char *meso_session_allocate_id (MesoSession *self,
                                const char *prefix);
gboolean meso_session_apply (MesoSession *self,
                             MesoEdit *edit,
                             GError **error);
MesoHistory *meso_session_get_history (MesoSession *self);
void meso_session_written (MesoSession *self,
                           gint64 revision,
                           guint64 serial);
MesoSession *meso_session_snapshot (MesoSession *self);

/* For readers, before anybody watches: no history, no checks beyond the types */
void meso_session_load_head (MesoSession *self,
                             int format_minor,
                             gint64 revision,
                             MesoStatus status,
                             gint64 next_id);
void meso_session_load_item (MesoSession *self,
                             MesoItem *item);
void meso_session_load_map (MesoSession *self,
                            MesoMap *map);
void meso_session_load_marks (MesoSession *self,
                              MesoMap *map,
                              GPtrArray *marks);
void meso_session_load_extras (MesoSession *self,
                               MesoHolder holder,
                               MesoExtras *extras);
gboolean meso_session_check (MesoSession *self,
                             GError **error);

G_END_DECLS
