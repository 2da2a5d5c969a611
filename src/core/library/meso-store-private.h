/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/meso-session-files.h"
#include "library/meso-session-lock.h"
#include "library/meso-store.h"

G_BEGIN_DECLS

/* Shared by meso-store.c, which opens a session and says how it stands, and meso-store-saving.c, which writes it. */

/* A write, or a sign of life, on its way through the worker thread. */
typedef struct
{
  MesoStore *store; /* main thread only; NULL when the store is gone or has taken the result */
  MesoSessionWrite write;
  guint64 serial; /* of the history, when the snapshot was taken */
  gboolean is_heartbeat;
  gboolean lock_is_mine; /* after a heartbeat */

  GMutex mutex;
  GCond cond;
  gboolean done; /* under the mutex */
} MesoStoreJob;

struct _MesoStore
{
  GObject parent_instance;

  MesoSession *session;
  char *folder; /* NULL for a file from outside the library, which is only read */

  MesoSessionLock *lock; /* used by the worker thread, so it stays to the end */
  char *lock_holder;

  char *digest; /* of the record as we read or wrote it last */
  char *attempted; /* of one whose write failed, perhaps after it was in place */
  char *copy; /* name of the conflict copy that we write instead of the record */
  gboolean keep_broken; /* the record cannot be read and is to be kept aside */
  gboolean frozen; /* final, void, newer or outside: never rewritten */
  gboolean picture_behind; /* or may be */
  gboolean picture_failed;

  MesoStoreState state;
  GDateTime *saved_at;
  char *notice; /* something to say when nothing is wrong */
  GError *error;
  char *message;
  char *reason;

  guint save_ms, picture_ms, retry_ms;
  guint n_failures;
  guint64 serial; /* the last one seen */
  guint save_source, picture_source, retry_source, heartbeat_source;
  gboolean save_wanted;

  GThreadPool *pool; /* one thread: never two writes at once */
  MesoStoreJob *job;
  MesoStoreJob *heartbeat;
  GQueue flushes; /* GTask */
};

void _meso_store_update_state (MesoStore *self);
void _meso_store_set_saved_at (MesoStore *self,
                               gint64 seconds);
void _meso_store_start_job (MesoStore *self,
                            gboolean record,
                            gboolean picture);
void _meso_store_serial_changed_cb (MesoStore *self);
gboolean _meso_store_heartbeat_cb (gpointer data);
void _meso_store_run_job (gpointer data,
                          gpointer user_data);
void _meso_store_finish_job (MesoStore *self);
gboolean _meso_store_wait_for_job (MesoStoreJob *job,
                                   gint64 deadline);
gboolean _meso_store_needs_record (MesoStore *self);
gboolean _meso_store_needs_picture (MesoStore *self);
void _meso_store_continue_flushes (MesoStore *self,
                                   gboolean afresh);
void _meso_store_set_lock_holder (MesoStore *self,
                                  const char *holder);
void _meso_store_unref_job (gpointer job);

G_END_DECLS
