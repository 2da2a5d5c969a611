/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_STORE_SAVED, /* the file says what the session says */
  MESO_STORE_DIRTY, /* not yet: it will be written within a second */
  MESO_STORE_SAVING,
  MESO_STORE_FAILED, /* it could not be written, and will be tried again */
  MESO_STORE_CONFLICT /* somebody else wrote this session: ours goes into a copy beside it */
} MesoStoreState;

#define MESO_TYPE_STORE_STATE (meso_store_state_get_type ())
GType meso_store_state_get_type (void) G_GNUC_CONST;

typedef enum
{
  MESO_STORE_OPEN_NORMAL = 0,
  MESO_STORE_OPEN_TAKE_OVER = 1 << 0 /* the lock, from whoever has it */
} MesoStoreOpenFlags;

/**
 * MesoStore:
 *
 * One open session and its files. It saves by itself: the record within a second of an edit, the picture after five
 * seconds without one. It belongs to the main thread, which never waits for the disk but in
 * meso_store_open(), meso_store_flush_sync() and at the end of its life.
 *
 * Properties, all read-only and notified: "state" (MesoStoreState), "saved-at" (GDateTime, when the file was written
 * last), "message" (a sentence for the user, or %NULL), "reason" (of a failure, in a few words), "lock-holder" (who
 * has the session open elsewhere, or %NULL).
 */
#define MESO_TYPE_STORE (meso_store_get_type ())
G_DECLARE_FINAL_TYPE (MesoStore, meso_store, MESO, STORE, GObject)

MesoStore *meso_store_open (const char *folder,
                            MesoStoreOpenFlags flags,
                            GError **error);
MesoStore *meso_store_open_file (GFile *file,
                                 GError **error);
MesoSession *meso_store_get_session (MesoStore *self);
const char *meso_store_get_folder (MesoStore *self);
MesoStoreState meso_store_get_state (MesoStore *self);
GDateTime *meso_store_get_saved_at (MesoStore *self);
const char *meso_store_get_message (MesoStore *self);
const char *meso_store_get_reason (MesoStore *self);
const char *meso_store_get_lock_holder (MesoStore *self);
gboolean meso_store_take_over (MesoStore *self,
                               GError **error);
void meso_store_flush_async (MesoStore *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean meso_store_flush_finish (MesoStore *self,
                                  GAsyncResult *result,
                                  GError **error);
gboolean meso_store_flush_sync (MesoStore *self,
                                guint timeout_ms,
                                GError **error);
void meso_store_set_delays (MesoStore *self,
                            guint save_ms,
                            guint picture_ms,
                            guint retry_ms);

G_END_DECLS
