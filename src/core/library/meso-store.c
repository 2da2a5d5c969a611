/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-store"

#include "config.h"

#include "library/meso-store-private.h"

#include <glib/gi18n-lib.h>

#include "library/meso-file-writer.h"
#include "library/meso-photo-files.h"
#include "library/meso-session-files.h"
#include "model/meso-error.h"
#include "record/meso-session-reader.h"

/* The record is to be on disk within a second of an edit; the rest of that second is for the writing. */
#define SAVE_MS 800
#define PICTURE_MS 5000
#define RETRY_MS 2000

/* How long the end of a store waits for its disk. */
#define CLOSE_MS 10000

#define MAX_OPEN_ATTEMPTS 3

enum
{
  PROP_0,
  PROP_STATE,
  PROP_SAVED_AT,
  PROP_MESSAGE,
  PROP_REASON,
  PROP_LOCK_HOLDER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (MesoStore, meso_store, G_TYPE_OBJECT)

GType
meso_store_state_get_type (void)
{
  static const GEnumValue values[] = {
    { MESO_STORE_SAVED, "MESO_STORE_SAVED", "saved" },
    { MESO_STORE_DIRTY, "MESO_STORE_DIRTY", "dirty" },
    { MESO_STORE_SAVING, "MESO_STORE_SAVING", "saving" },
    { MESO_STORE_FAILED, "MESO_STORE_FAILED", "failed" },
    { MESO_STORE_CONFLICT, "MESO_STORE_CONFLICT", "conflict" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("MesoStoreState", values));
  return type;
}

/* Class */

static void
meso_store_get_property (GObject *object,
                         guint prop_id,
                         GValue *value,
                         GParamSpec *pspec)
{
  MesoStore *self = MESO_STORE (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_SAVED_AT:
      g_value_set_boxed (value, self->saved_at);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    case PROP_LOCK_HOLDER:
      g_value_set_string (value, self->lock_holder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
forget_job (MesoStoreJob **job)
{
  if (*job == NULL)
    return;
  (*job)->store = NULL;
  g_clear_pointer (job, _meso_store_unref_job);
}

static void
meso_store_dispose (GObject *object)
{
  MesoStore *self = MESO_STORE (object);

  if (self->session != NULL && self->pool != NULL)
    {
      g_autoptr (GError) error = NULL;

      if (!meso_store_flush_sync (self, CLOSE_MS, &error))
        g_message ("%s", error->message);
      else if (self->lock != NULL && self->lock_holder == NULL && self->copy == NULL &&
               !_meso_store_needs_record (self))
        meso_photo_files_sweep (self->session, self->folder);
    }
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->picture_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_handle_id (&self->heartbeat_source, g_source_remove);
  forget_job (&self->job);
  forget_job (&self->heartbeat);
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  g_clear_pointer (&self->lock, meso_session_lock_release);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (meso_session_get_history (self->session), self);

  G_OBJECT_CLASS (meso_store_parent_class)->dispose (object);
}

static void
meso_store_finalize (GObject *object)
{
  MesoStore *self = MESO_STORE (object);

  g_clear_object (&self->session);
  g_free (self->folder);
  g_free (self->lock_holder);
  g_free (self->digest);
  g_free (self->attempted);
  g_free (self->copy);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  g_free (self->notice);
  g_clear_error (&self->error);
  g_free (self->message);
  g_free (self->reason);

  G_OBJECT_CLASS (meso_store_parent_class)->finalize (object);
}

static void
meso_store_class_init (MesoStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = meso_store_get_property;
  object_class->dispose = meso_store_dispose;
  object_class->finalize = meso_store_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, MESO_TYPE_STORE_STATE, MESO_STORE_SAVED, flags);
  props[PROP_SAVED_AT] = g_param_spec_boxed ("saved-at", NULL, NULL, G_TYPE_DATE_TIME, flags);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  props[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, NULL, flags);
  props[PROP_LOCK_HOLDER] = g_param_spec_string ("lock-holder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
meso_store_init (MesoStore *self)
{
  self->save_ms = SAVE_MS;
  self->picture_ms = PICTURE_MS;
  self->retry_ms = RETRY_MS;
  g_queue_init (&self->flushes);
}

/* Opening */

/* Reads the session and gets its lock, in this order, because a session that cannot be changed needs none; and reads
 * again what was changed in between. */
static gboolean
load_and_lock (MesoStore *self,
               MesoSessionFile *file,
               MesoStoreOpenFlags flags,
               GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, MESO_SESSION_LOCK, NULL);
  g_autoptr (GError) lock_error = NULL;
  g_autofree char *holder = NULL;

  for (guint i = 0; i < MAX_OPEN_ATTEMPTS; i++)
    {
      g_autofree char *digest = NULL;

      meso_session_file_clear (file);
      if (!meso_session_file_load (file, self->folder, error))
        return FALSE;
      if (!meso_session_is_editable (file->session))
        return TRUE;
      if (self->lock == NULL)
        self->lock = meso_session_lock_acquire (path, flags & MESO_STORE_OPEN_TAKE_OVER, &holder, &lock_error);
      if (self->lock == NULL)
        break;
      digest = meso_session_file_get_digest (self->folder);
      if (g_strcmp0 (digest, file->digest) == 0)
        return TRUE;
    }

  if (holder != NULL)
    {
      /* translators: %s is a user, a computer and a program */
      g_autofree char *reason = g_strdup_printf (_ ("%s has this session open. It can only be read here."), holder);

      meso_session_set_read_only (file->session, reason);
      self->lock_holder = g_steal_pointer (&holder);
    }
  else if (lock_error != NULL)
    {
      meso_session_set_read_only (file->session, lock_error->message);
    }
  return TRUE;
}

static void
start (MesoStore *self)
{
  self->frozen = self->folder == NULL || meso_session_get_status (self->session) != MESO_STATUS_DRAFT ||
                 meso_session_get_format_minor (self->session) > MESO_FORMAT_MINOR;
  self->serial = meso_history_get_serial (meso_session_get_history (self->session));
  g_signal_connect_swapped (meso_session_get_history (self->session),
                            "notify::serial",
                            G_CALLBACK (_meso_store_serial_changed_cb),
                            self);
  self->pool = g_thread_pool_new (_meso_store_run_job, NULL, 1, FALSE, NULL);
  if (self->lock != NULL)
    self->heartbeat_source = g_timeout_add_seconds (MESO_LOCK_HEARTBEAT_SECONDS, _meso_store_heartbeat_cb, self);
  _meso_store_update_state (self);
}

static void
add_notice (MesoStore *self,
            const char *sentence)
{
  g_autofree char *before = g_steal_pointer (&self->notice);

  if (before != NULL && sentence != NULL)
    self->notice = g_strdup_printf ("%s %s", before, sentence);
  else
    self->notice = g_strdup (before != NULL ? before : sentence);
}

/**
 * meso_store_open:
 * @folder: of a session in a library
 *
 * Opens a session to work on it. A session that is final, of a newer version, open elsewhere or in a place where
 * nothing can be written is opened too, and cannot be edited; meso_session_get_read_only_reason() says why. One whose
 * record is missing or broken is opened from its picture, if that is whole; #MesoStore:message says so.
 *
 * Returns: (transfer full): the store, or %NULL with an error of the reader or of %G_IO_ERROR
 */
MesoStore *
meso_store_open (const char *folder,
                 MesoStoreOpenFlags flags,
                 GError **error)
{
  g_autoptr (MesoStore) self = NULL;
  g_auto (MesoSessionFile) file = { NULL };
  g_autofree char *photo_problem = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MESO_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  if (!load_and_lock (self, &file, flags, error))
    return NULL;

  self->session = g_steal_pointer (&file.session);
  photo_problem = meso_photo_files_load (self->session, folder);
  self->digest = g_steal_pointer (&file.digest);
  self->keep_broken = file.from_picture && self->digest != NULL;
  add_notice (self, file.problem);
  add_notice (self, photo_problem);
  _meso_store_set_saved_at (self, file.written);
  start (self);

  if (self->lock != NULL)
    {
      meso_folder_sweep (folder);
      if (!file.from_picture)
        meso_photo_files_sweep (self->session, folder);
    }
  /* A final session may lack its picture too, but not one that we do not fully understand. */
  self->picture_behind = !file.from_picture && meso_session_get_format_minor (self->session) <= MESO_FORMAT_MINOR &&
                         (self->lock != NULL || self->frozen);
  if (_meso_store_needs_picture (self))
    _meso_store_start_job (self, FALSE, TRUE);
  return g_steal_pointer (&self);
}

/**
 * meso_store_open_file:
 * @file: a session's XML or SVG that is not in a library
 *
 * Opens a session to look at it. Nothing is ever written.
 *
 * Returns: (transfer full): the store, or %NULL with an error of the reader or of %G_IO_ERROR
 */
MesoStore *
meso_store_open_file (GFile *file,
                      GError **error)
{
  g_autoptr (MesoStore) self = NULL;
  g_autoptr (GFile) folder = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  self = g_object_new (MESO_TYPE_STORE, NULL);
  self->session = meso_session_read_file (file, error);
  if (self->session == NULL)
    return NULL;
  folder = g_file_get_parent (file);
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    self->notice = meso_photo_files_load (self->session, g_file_peek_path (folder));
  meso_session_set_read_only (self->session,
                              _ ("This file is not in the library. Add it to the library to change it."));
  start (self);
  return g_steal_pointer (&self);
}

/** meso_store_get_session: (transfer none). */
MesoSession *
meso_store_get_session (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->session;
}

/** meso_store_get_folder: (nullable): %NULL for a file from outside. */
const char *
meso_store_get_folder (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->folder;
}

/** meso_store_get_state: how the file stands to the session. */
MesoStoreState
meso_store_get_state (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), MESO_STORE_SAVED);

  return self->state;
}

/** meso_store_get_saved_at: (transfer none) (nullable): local time of the last successful write. */
GDateTime *
meso_store_get_saved_at (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->saved_at;
}

/** meso_store_get_message: (nullable): a translated sentence on what is wrong or unusual. */
const char *
meso_store_get_message (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->message;
}

/** meso_store_get_reason: (nullable): why saving failed, to stand behind "Not saved:". */
const char *
meso_store_get_reason (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->reason;
}

/** meso_store_get_lock_holder: (nullable): who has the session open elsewhere. */
const char *
meso_store_get_lock_holder (MesoStore *self)
{
  g_return_val_if_fail (MESO_IS_STORE (self), NULL);

  return self->lock_holder;
}

/**
 * meso_store_take_over:
 *
 * Takes the session from the other program that has it open, and makes it editable. Should that be alive after all, it
 * notices at its next write, keeps what it had in a copy, and can only read from then on.
 *
 * Returns: %FALSE with %MESO_ERROR_CONFLICT when the session has changed since it was opened here and must be opened
 *   again, or with %G_IO_ERROR
 */
gboolean
meso_store_take_over (MesoStore *self,
                      GError **error)
{
  g_autoptr (MesoSessionLock) lock = NULL;
  g_autofree char *path = NULL;
  g_autofree char *holder = NULL;
  g_autofree char *digest = NULL;

  g_return_val_if_fail (MESO_IS_STORE (self), FALSE);
  g_return_val_if_fail (self->lock_holder != NULL, FALSE);
  g_return_val_if_fail (self->folder != NULL, FALSE);

  /* The worker may still be using the lock that was lost. */
  while (self->job != NULL)
    {
      _meso_store_wait_for_job (self->job, G_MAXINT64);
      _meso_store_finish_job (self);
    }
  if (self->heartbeat != NULL)
    {
      _meso_store_wait_for_job (self->heartbeat, G_MAXINT64);
      forget_job (&self->heartbeat);
    }

  path = g_build_filename (self->folder, MESO_SESSION_LOCK, NULL);
  lock = meso_session_lock_acquire (path, TRUE, &holder, error);
  if (lock == NULL)
    {
      if (holder != NULL)
        g_set_error (error, MESO_ERROR, MESO_ERROR_CONFLICT, _ ("%s has this session open."), holder);
      return FALSE;
    }
  digest = meso_session_file_get_digest (self->folder);
  if (self->copy != NULL || g_strcmp0 (digest, self->digest) != 0)
    {
      g_set_error_literal (error,
                           MESO_ERROR,
                           MESO_ERROR_CONFLICT,
                           _ ("The session has changed since it was opened here. Please open it again."));
      return FALSE;
    }

  g_clear_pointer (&self->lock, meso_session_lock_release);
  self->lock = g_steal_pointer (&lock);
  g_clear_pointer (&self->notice, g_free);
  meso_session_set_read_only (self->session, NULL);
  _meso_store_set_lock_holder (self, NULL);
  if (self->heartbeat_source == 0)
    self->heartbeat_source = g_timeout_add_seconds (MESO_LOCK_HEARTBEAT_SECONDS, _meso_store_heartbeat_cb, self);
  _meso_store_update_state (self);
  return TRUE;
}

/**
 * meso_store_flush_async:
 *
 * Writes all that is not yet written, record and picture; to be waited for before a session is closed or left.
 */
void
meso_store_flush_async (MesoStore *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MESO_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, meso_store_flush_async);
  g_queue_push_tail (&self->flushes, task);
  _meso_store_continue_flushes (self, TRUE);
}

/**
 * meso_store_flush_finish:
 *
 * Returns: %FALSE with the error of the write; the session is then as unsaved as before, and tried again. A picture
 *   that could not be made is no error: it is made when the session is opened again.
 */
gboolean
meso_store_flush_finish (MesoStore *self,
                         GAsyncResult *result,
                         GError **error)
{
  g_return_val_if_fail (MESO_IS_STORE (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * meso_store_flush_sync:
 * @timeout_ms: how long to wait for the disk
 *
 * The same, waiting; for the end of the program.
 *
 * Returns: %FALSE with the error of the write, or %G_IO_ERROR_TIMED_OUT
 */
gboolean
meso_store_flush_sync (MesoStore *self,
                       guint timeout_ms,
                       GError **error)
{
  gint64 deadline = g_get_monotonic_time () + timeout_ms * G_TIME_SPAN_MILLISECOND;
  gboolean failed = FALSE;

  g_return_val_if_fail (MESO_IS_STORE (self), FALSE);

  while (self->job != NULL || (!failed && (_meso_store_needs_record (self) || _meso_store_needs_picture (self))))
    {
      if (self->job == NULL)
        _meso_store_start_job (self, _meso_store_needs_record (self), _meso_store_needs_picture (self));
      if (!_meso_store_wait_for_job (self->job, deadline))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("The disk does not answer."));
          return FALSE;
        }
      _meso_store_finish_job (self);
      failed = self->error != NULL;
    }
  if (failed)
    {
      g_propagate_error (error, g_error_copy (self->error));
      return FALSE;
    }
  return TRUE;
}

/** meso_store_set_delays: other delays than the usual, for tests; the retry's is the first. */
void
meso_store_set_delays (MesoStore *self,
                       guint save_ms,
                       guint picture_ms,
                       guint retry_ms)
{
  g_return_if_fail (MESO_IS_STORE (self));

  self->save_ms = save_ms;
  self->picture_ms = picture_ms;
  self->retry_ms = retry_ms;
}
