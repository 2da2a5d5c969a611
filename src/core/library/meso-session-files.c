/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-session-files"

#include "config.h"

#include "library/meso-session-files.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "diagram/meso-diagram-set.h"
#include "drawing/meso-svg-writer.h"
#include "library/meso-file-writer.h"
#include "library/meso-photo-files.h"
#include "model/meso-error.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* As in the format: what is larger is not read in. */
#define MAX_SIZE (64 * 1024 * 1024)

/* A stretch of the picture that surely holds the start tag of the session. */
#define TAG_SIZE 4096

static char *
get_digest (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/* Returns NULL with an error when it is not there or cannot be read. */
static GBytes *
load_bytes (const char *path,
            gint64 *written,
            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  struct stat info;

  if (stat (path, &info) == 0)
    {
      if (info.st_size > MAX_SIZE)
        {
          g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("%s is larger than 64 MB"), path);
          return NULL;
        }
      if (written != NULL)
        *written = info.st_mtime;
    }
  return g_file_load_bytes (file, NULL, NULL, error);
}

static MesoSession *
load_picture (const char *folder,
              gint64 *written,
              GError **error)
{
  g_autofree char *path = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
  g_autoptr (GBytes) bytes = load_bytes (path, written, error);

  return bytes != NULL ? meso_session_read (bytes, path, error) : NULL;
}

static char *
describe_problem (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_ ("The record of this session is missing. It was opened from its picture."));
  return g_strdup_printf (_ ("The record of this session cannot be read (%s). It was opened from its picture, which "
                             "holds the session as it was when the picture was made."),
                          error->message);
}

/**
 * meso_session_file_load:
 * @folder: of the session
 *
 * Reads the record, or, where that is missing or broken, the picture.
 *
 * Returns: %FALSE with the error of the record when neither can be read
 */
gboolean
meso_session_file_load (MesoSessionFile *self,
                        const char *folder,
                        GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  memset (self, 0, sizeof *self);
  path = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  bytes = load_bytes (path, &self->written, &local_error);
  if (bytes != NULL)
    {
      self->digest = get_digest (bytes);
      self->session = meso_session_read (bytes, path, &local_error);
    }
  if (self->session != NULL)
    return TRUE;

  /* A version that knows more wrote it: the picture is no better. */
  if (!g_error_matches (local_error, MESO_ERROR, MESO_ERROR_UNSUPPORTED))
    self->session = load_picture (folder, &self->written, NULL);
  if (self->session == NULL)
    {
      meso_session_file_clear (self);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  self->from_picture = TRUE;
  self->problem = describe_problem (local_error);
  return TRUE;
}

/** meso_session_file_clear: frees what is in @self. */
void
meso_session_file_clear (MesoSessionFile *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->session);
  g_clear_pointer (&self->digest, g_free);
  g_clear_pointer (&self->problem, g_free);
}

/**
 * meso_session_file_get_digest:
 *
 * Returns: (transfer full) (nullable): SHA-256 of the record's bytes, %NULL when there is none to be read
 */
char *
meso_session_file_get_digest (const char *folder)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  path = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  bytes = load_bytes (path, NULL, NULL);
  return bytes != NULL ? get_digest (bytes) : NULL;
}

/**
 * meso_session_picture_get_revision:
 *
 * Returns: the revision of the session in the picture in @folder; 0 when there is none to be found
 */
gint64
meso_session_picture_get_revision (const char *folder)
{
  static const char attribute[] = " revision=\"";
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data, *found;
  gsize size;

  g_return_val_if_fail (folder != NULL, 0);

  path = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
  bytes = load_bytes (path, NULL, NULL);
  if (bytes == NULL)
    return 0;
  data = g_bytes_get_data (bytes, &size);

  /* Only whether it is behind is asked, so no need to read all: a picture that was cut off has no end. */
  if (size < 6 || g_strrstr_len (data + size - MIN (size, 64), (gssize) MIN (size, 64), "</svg>") == NULL)
    return 0;
  found = g_strstr_len (data, (gssize) size, "<metadata");
  if (found == NULL)
    return 0;
  found = g_strstr_len (found, (gssize) MIN (size - (gsize) (found - data), TAG_SIZE), attribute);
  return found != NULL ? g_ascii_strtoll (found + strlen (attribute), NULL, 10) : 0;
}

/* Another name in the folder of the session, which nobody else uses. */
static char *
make_sibling_name (const char *what)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%dT%H%M%S");
  g_autofree char *uuid = g_uuid_string_random ();

  return g_strdup_printf ("session.%s-%s-%.8s.mesomap.xml", what, date, uuid);
}

/* Whether what stands in the record's place is not what we know. Nothing there is no conflict. */
static gboolean
was_changed (MesoSessionWrite *self,
             const char *path,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GBytes) bytes = load_bytes (path, NULL, &local_error);
  g_autofree char *digest = NULL;

  if (bytes == NULL)
    {
      if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  digest = get_digest (bytes);
  return g_strcmp0 (digest, self->known_digests[0]) != 0 && g_strcmp0 (digest, self->known_digests[1]) != 0;
}

static gboolean
keep_broken (MesoSessionWrite *self,
             const char *path,
             GError **error)
{
  g_autofree char *name = make_sibling_name ("broken");
  g_autofree char *copy = g_build_filename (self->folder, name, NULL);
  g_autoptr (GBytes) bytes = load_bytes (path, NULL, NULL);

  return bytes == NULL || meso_file_replace (copy, bytes, error);
}

static gboolean
write_record (MesoSessionWrite *self,
              GError **error)
{
  g_autofree char *record = g_build_filename (self->folder, MESO_SESSION_RECORD, NULL);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->copy == NULL)
    {
      self->conflict = (self->lock != NULL && !meso_session_lock_is_mine (self->lock, &self->holder)) ||
                       was_changed (self, record, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (self->conflict)
        self->copy = make_sibling_name ("conflict");
    }
  if (self->keep_broken && self->copy == NULL && !keep_broken (self, record, error))
    return FALSE;

  bytes = meso_session_write (self->snapshot, error);
  if (bytes == NULL)
    return FALSE;
  if (!meso_photo_files_write (self->snapshot, self->folder, error))
    return FALSE;
  self->digest = get_digest (bytes);
  path = g_build_filename (self->folder, self->copy != NULL ? self->copy : MESO_SESSION_RECORD, NULL);
  return meso_file_replace (path, bytes, error);
}

static gboolean
write_picture (MesoSessionWrite *self,
               GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, MESO_SESSION_PICTURE, NULL);
  g_autoptr (GBytes) bytes = meso_session_write_svg (self->snapshot, meso_diagram_set_get_default (),
                                                     MESO_GUIDE_NONE, error);

  return bytes != NULL && meso_file_replace (path, bytes, error);
}

/**
 * meso_session_write_run:
 *
 * Writes the record of @self, the picture, or one after the other. The record is only replaced when it is what we read
 * or wrote last; otherwise a copy is written beside it. The picture of a session in conflict is left as it is.
 */
void
meso_session_write_run (MesoSessionWrite *self)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (MESO_IS_SESSION (self->snapshot));
  g_return_if_fail (self->folder != NULL);

  if (self->write_record)
    {
      self->record_written = write_record (self, &self->error);
      if (!self->record_written)
        return;
    }
  if (!self->write_picture || self->copy != NULL)
    return;
  if (self->lock != NULL && !meso_session_lock_is_mine (self->lock, NULL))
    return;
  if (self->only_if_behind &&
      meso_session_picture_get_revision (self->folder) == meso_session_get_revision (self->snapshot))
    self->picture_written = TRUE;
  else
    self->picture_written = write_picture (self, &self->picture_error);
}

/** meso_session_write_clear: frees what is in @self. */
void
meso_session_write_clear (MesoSessionWrite *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->snapshot);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->copy, g_free);
  g_clear_pointer (&self->known_digests[0], g_free);
  g_clear_pointer (&self->known_digests[1], g_free);
  g_clear_pointer (&self->holder, g_free);
  g_clear_pointer (&self->digest, g_free);
  g_clear_error (&self->error);
  g_clear_error (&self->picture_error);
}
