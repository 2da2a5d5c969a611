/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-store"

#include "config.h"

#include "library/meso-store-private.h"

#include <glib/gi18n-lib.h>

#include "library/meso-file-writer.h"
#include "model/meso-error.h"

/* In multiples of the retry delay. */
static const double retry_factors[] = { 1, 2.5, 7.5 };

/* Jobs */

static void
clear_job (gpointer data)
{
  MesoStoreJob *job = data;

  meso_session_write_clear (&job->write);
  g_mutex_clear (&job->mutex);
  g_cond_clear (&job->cond);
}

void
_meso_store_unref_job (gpointer job)
{
  g_atomic_rc_box_release_full (job, clear_job);
}

static MesoStoreJob *
new_job (MesoStore *self)
{
  MesoStoreJob *job = g_atomic_rc_box_new0 (MesoStoreJob);

  g_mutex_init (&job->mutex);
  g_cond_init (&job->cond);
  job->store = self;
  job->write.folder = g_strdup (self->folder);
  job->write.lock = self->lock;
  return job;
}

gboolean
_meso_store_wait_for_job (MesoStoreJob *job,
                          gint64 deadline)
{
  gboolean done;

  g_mutex_lock (&job->mutex);
  while (!job->done && g_cond_wait_until (&job->cond, &job->mutex, deadline))
    ;
  done = job->done;
  g_mutex_unlock (&job->mutex);
  return done;
}

/* State */

static gboolean
is_modified (MesoStore *self)
{
  return meso_history_get_modified (meso_session_get_history (self->session));
}

gboolean
_meso_store_needs_record (MesoStore *self)
{
  return self->folder != NULL && !self->frozen && is_modified (self);
}

gboolean
_meso_store_needs_picture (MesoStore *self)
{
  return self->folder != NULL && self->picture_behind && !self->picture_failed && self->copy == NULL &&
         self->lock_holder == NULL;
}

static void
set_text (MesoStore *self,
          char **text,
          char *value,
          const char *property)
{
  if (g_strcmp0 (*text, value) == 0)
    {
      g_free (value);
      return;
    }
  g_free (*text);
  *text = value;
  g_object_notify (G_OBJECT (self), property);
}

static MesoStoreState
find_state (MesoStore *self)
{
  if (self->error != NULL)
    return MESO_STORE_FAILED;
  if (self->copy != NULL)
    return MESO_STORE_CONFLICT;
  if (self->job != NULL && self->job->write.write_record)
    return MESO_STORE_SAVING;
  return _meso_store_needs_record (self) ? MESO_STORE_DIRTY : MESO_STORE_SAVED;
}

static char *
find_message (MesoStore *self)
{
  if (self->error != NULL)
    return g_strdup (self->error->message);
  if (self->copy != NULL)
    return g_strdup_printf (_ ("This session was changed elsewhere. Your version is kept beside it, in “%s”."),
                            self->copy);
  return g_strdup (self->notice);
}

void
_meso_store_update_state (MesoStore *self)
{
  MesoStoreState state = find_state (self);

  g_object_freeze_notify (G_OBJECT (self));
  set_text (self, &self->message, find_message (self), "message");
  set_text (self,
            &self->reason,
            self->error != NULL ? meso_file_error_get_reason (self->error) : NULL,
            "reason");
  if (state != self->state)
    {
      self->state = state;
      g_object_notify (G_OBJECT (self), "state");
    }
  g_object_thaw_notify (G_OBJECT (self));
}

void
_meso_store_set_saved_at (MesoStore *self,
                          gint64 seconds)
{
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_from_unix_local (seconds);
  g_object_notify (G_OBJECT (self), "saved-at");
}

/* Timers */

static gboolean
save_cb (gpointer data)
{
  MesoStore *self = data;

  self->save_source = 0;
  if (self->job != NULL)
    self->save_wanted = TRUE;
  else if (_meso_store_needs_record (self))
    _meso_store_start_job (self, TRUE, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
retry_cb (gpointer data)
{
  MesoStore *self = data;

  self->retry_source = 0;
  if (self->job == NULL && _meso_store_needs_record (self))
    _meso_store_start_job (self, TRUE, FALSE);
  return G_SOURCE_REMOVE;
}

static gboolean
picture_cb (gpointer data)
{
  MesoStore *self = data;

  /* The picture says what the record says, so that goes first. */
  if (self->job != NULL)
    return G_SOURCE_CONTINUE;
  self->picture_source = 0;
  if (_meso_store_needs_picture (self) && self->error == NULL)
    _meso_store_start_job (self, _meso_store_needs_record (self), TRUE);
  return G_SOURCE_REMOVE;
}

static void
arm_save (MesoStore *self)
{
  /* Later edits do not put it off. */
  if (self->save_source == 0 && self->retry_source == 0)
    self->save_source = g_timeout_add (self->save_ms, save_cb, self);
}

static void
arm_picture (MesoStore *self)
{
  g_clear_handle_id (&self->picture_source, g_source_remove);
  if (_meso_store_needs_picture (self))
    self->picture_source = g_timeout_add (self->picture_ms, picture_cb, self);
}

static void
arm_retry (MesoStore *self)
{
  guint i = MIN (self->n_failures, G_N_ELEMENTS (retry_factors)) - 1;

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  self->retry_source = g_timeout_add ((guint) (self->retry_ms * retry_factors[i]), retry_cb, self);
}

/* Only edits, undo and redo change the serial; the history notifies more often than that. */
void
_meso_store_serial_changed_cb (MesoStore *self)
{
  guint64 serial = meso_history_get_serial (meso_session_get_history (self->session));

  if (self->folder == NULL || self->frozen || serial == self->serial)
    return;
  self->serial = serial;

  self->picture_behind = TRUE;
  self->picture_failed = FALSE;
  g_clear_handle_id (&self->retry_source, g_source_remove);
  if (_meso_store_needs_record (self))
    {
      arm_save (self);
    }
  else
    {
      /* Undone to what is on disk: there is nothing left to fail. */
      g_clear_handle_id (&self->save_source, g_source_remove);
      g_clear_error (&self->error);
      self->save_wanted = FALSE;
    }
  arm_picture (self);
  _meso_store_update_state (self);
}

/* The lock */

void
_meso_store_set_lock_holder (MesoStore *self,
                             const char *holder)
{
  set_text (self, &self->lock_holder, g_strdup (holder), "lock-holder");
}

/* Somebody took the session over. What is not yet written goes into a copy: the write finds out by itself. */
static void
lose_lock (MesoStore *self,
           const char *holder)
{
  if (self->lock_holder != NULL)
    return;
  g_clear_handle_id (&self->heartbeat_source, g_source_remove);
  g_clear_handle_id (&self->picture_source, g_source_remove);
  g_free (self->notice);
  /* translators: %s is a user, a computer and a program */
  self->notice = g_strdup_printf (_ ("%s has taken this session over. It can only be read here now."),
                                  holder != NULL ? holder : _ ("another program"));
  meso_session_set_read_only (self->session, self->notice);
  _meso_store_set_lock_holder (self, holder != NULL ? holder : _ ("another program"));
  if (self->job == NULL && _meso_store_needs_record (self))
    _meso_store_start_job (self, TRUE, FALSE);
  _meso_store_update_state (self);
}

gboolean
_meso_store_heartbeat_cb (gpointer data)
{
  MesoStore *self = data;

  if (self->heartbeat == NULL)
    {
      self->heartbeat = new_job (self);
      self->heartbeat->is_heartbeat = TRUE;
      g_thread_pool_push (self->pool, g_atomic_rc_box_acquire (self->heartbeat), NULL);
    }
  return G_SOURCE_CONTINUE;
}

/* Results */

static void
note_success (MesoStore *self,
              MesoSessionWrite *write,
              guint64 serial)
{
  self->n_failures = 0;
  g_clear_error (&self->error);
  g_clear_pointer (&self->attempted, g_free);
  g_clear_handle_id (&self->retry_source, g_source_remove);
  /* The copy is another file: what we know of the record is what it was before. */
  if (write->copy == NULL)
    {
      g_free (self->digest);
      self->digest = g_steal_pointer (&write->digest);
      self->keep_broken = FALSE;
    }
  meso_session_written (self->session, meso_session_get_revision (write->snapshot), serial);
  self->frozen = meso_session_get_status (write->snapshot) != MESO_STATUS_DRAFT;
  _meso_store_set_saved_at (self, g_get_real_time () / G_USEC_PER_SEC);
}

static void
note_failure (MesoStore *self,
              MesoSessionWrite *write)
{
  g_message ("%s", write->error->message);
  self->n_failures++;
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&write->error);
  if (write->digest != NULL && write->copy == NULL)
    {
      g_free (self->attempted);
      self->attempted = g_steal_pointer (&write->digest);
    }
}

static void
apply_write (MesoStore *self,
             MesoSessionWrite *write,
             guint64 serial)
{
  if (write->write_record)
    {
      if (write->copy != NULL && self->copy == NULL)
        self->copy = g_strdup (write->copy);
      if (write->record_written)
        note_success (self, write, serial);
      else
        note_failure (self, write);
      if (write->holder != NULL)
        lose_lock (self, write->holder);
    }
  if (write->picture_written)
    self->picture_behind = meso_history_get_serial (meso_session_get_history (self->session)) != serial;
  if (write->picture_error != NULL)
    {
      /* The record is safe; the picture is made again after the next edit, or when the session is opened. */
      g_message ("%s", write->picture_error->message);
      self->picture_failed = TRUE;
    }
}

void
_meso_store_finish_job (MesoStore *self)
{
  MesoStoreJob *job = g_steal_pointer (&self->job);
  gboolean save_wanted = self->save_wanted;

  job->store = NULL;
  self->save_wanted = FALSE;
  apply_write (self, &job->write, job->serial);
  /* Undone meanwhile: what is on disk is right after all. */
  if (!_meso_store_needs_record (self))
    g_clear_error (&self->error);
  if (self->job == NULL && _meso_store_needs_record (self))
    {
      if (job->write.write_record && !job->write.record_written)
        arm_retry (self);
      else if (save_wanted)
        _meso_store_start_job (self, TRUE, FALSE);
      else
        arm_save (self);
    }
  if (self->picture_source == 0)
    arm_picture (self);
  _meso_store_update_state (self);
  _meso_store_unref_job (job);
  _meso_store_continue_flushes (self, FALSE);
}

static void
finish_heartbeat (MesoStore *self)
{
  MesoStoreJob *job = g_steal_pointer (&self->heartbeat);

  job->store = NULL;
  if (!job->lock_is_mine)
    lose_lock (self, job->write.holder);
  _meso_store_unref_job (job);
}

static gboolean
job_done_cb (gpointer data)
{
  MesoStoreJob *job = data;
  g_autoptr (MesoStore) self = NULL;

  if (job->store == NULL)
    return G_SOURCE_REMOVE;
  self = g_object_ref (job->store);
  if (job->is_heartbeat)
    finish_heartbeat (self);
  else
    _meso_store_finish_job (self);
  return G_SOURCE_REMOVE;
}

/* On the worker thread. */
void
_meso_store_run_job (gpointer data,
                     gpointer user_data)
{
  MesoStoreJob *job = data;

  if (job->is_heartbeat)
    job->lock_is_mine = meso_session_lock_refresh (job->write.lock) ||
                        meso_session_lock_is_mine (job->write.lock, &job->write.holder);
  else
    meso_session_write_run (&job->write);

  g_mutex_lock (&job->mutex);
  job->done = TRUE;
  g_cond_broadcast (&job->cond);
  g_mutex_unlock (&job->mutex);

  g_idle_add_full (G_PRIORITY_DEFAULT, job_done_cb, job, _meso_store_unref_job);
}

void
_meso_store_start_job (MesoStore *self,
                       gboolean record,
                       gboolean picture)
{
  MesoSession *session = self->session;
  MesoSessionWrite *write;

  g_assert (self->job == NULL);
  g_assert (self->folder != NULL);

  if (record)
    {
      g_clear_handle_id (&self->save_source, g_source_remove);
      g_clear_handle_id (&self->retry_source, g_source_remove);
    }
  if (picture)
    g_clear_handle_id (&self->picture_source, g_source_remove);

  self->job = new_job (self);
  self->job->serial = meso_history_get_serial (meso_session_get_history (session));
  write = &self->job->write;
  write->snapshot = meso_session_snapshot (session);
  if (record)
    meso_session_load_head (write->snapshot,
                            meso_session_get_format_minor (session),
                            meso_session_get_revision (session) + 1,
                            meso_session_get_status (session),
                            meso_session_get_next_id (session));
  write->copy = g_strdup (self->copy);
  write->known_digests[0] = g_strdup (self->digest);
  write->known_digests[1] = g_strdup (self->attempted);
  write->keep_broken = self->keep_broken;
  write->write_record = record;
  write->write_picture = picture;
  write->only_if_behind = !record;
  _meso_store_update_state (self);
  g_thread_pool_push (self->pool, g_atomic_rc_box_acquire (self->job), NULL);
}

/* Flushing */

void
_meso_store_continue_flushes (MesoStore *self,
                              gboolean afresh)
{
  GTask *task;

  if (g_queue_is_empty (&self->flushes) || self->job != NULL)
    return;
  if ((afresh || self->error == NULL) && (_meso_store_needs_record (self) || _meso_store_needs_picture (self)))
    {
      _meso_store_start_job (self, _meso_store_needs_record (self), _meso_store_needs_picture (self));
      return;
    }
  while ((task = g_queue_pop_head (&self->flushes)) != NULL)
    {
      if (self->error != NULL)
        g_task_return_error (task, g_error_copy (self->error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}
