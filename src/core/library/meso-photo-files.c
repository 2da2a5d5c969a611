/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-photo-files"

#include "config.h"

#include "library/meso-photo-files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/meso-file-writer.h"
#include "library/meso-photo-import.h"
#include "library/meso-session-files.h"
#include "model/meso-photo.h"
#include "record/meso-session-reader.h"

/*
 * The photos in the folder of a session. Their bytes go with the session in memory, so that a snapshot has all that is
 * painted, written and embedded; a file is written once, under a name that tells its content.
 */

/* What is in the folder under that name and is a file of its own: a link could lead anywhere. */
static GBytes *
read_plain_file (const char *path)
{
  g_autofree guint8 *data = NULL;
  struct stat info;
  gsize size = 0;
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 0 && info.st_size <= MESO_PHOTO_MAX_BYTES)
    {
      data = g_malloc ((gsize) info.st_size);
      while (size < (gsize) info.st_size)
        {
          gssize n = read (fd, data + size, (gsize) info.st_size - size);

          if (n < 0 && errno == EINTR)
            continue;
          if (n <= 0)
            break;
          size += (gsize) n;
        }
    }
  close (fd);
  return size > 0 && size == (gsize) info.st_size ? g_bytes_new_take (g_steal_pointer (&data), size) : NULL;
}

static GBytes *
load_file (const MesoPhoto *photo,
           const char *folder)
{
  g_autofree char *path = g_build_filename (folder, photo->file, NULL);
  g_autoptr (GBytes) bytes = meso_photo_has_good_name (photo) ? read_plain_file (path) : NULL;
  g_autofree char *digest = NULL;

  if (bytes == NULL)
    return NULL;
  digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return strcmp (digest, photo->sha256) == 0 ? g_steal_pointer (&bytes) : NULL;
}

/* The picture of the session has a copy of each photo. */
static GBytes *
find_in_picture (const MesoPhoto *photo,
                 const char *folder,
                 MesoSession **picture)
{
  if (*picture == NULL)
    {
      g_autofree char *path = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      *picture = meso_session_read_file (file, NULL);
    }
  for (guint i = 0; *picture != NULL && i < meso_session_get_n_maps (*picture); i++)
    {
      MesoMap *map = meso_session_get_map (*picture, i);
      MesoItem *other = meso_map_get_photo (map);

      if (other != NULL && meso_map_get_picture (map) != NULL &&
          strcmp (meso_item_get_photo (other)->sha256, photo->sha256) == 0)
        return g_bytes_ref (meso_map_get_picture (map));
    }
  return NULL;
}

/**
 * meso_photo_files_load:
 * @session: just read, that nobody watches yet
 * @folder: where its file is
 *
 * Gets the photos that @session has no bytes of: from their files, or from the session's picture where one is missing
 * or is not what was recorded. No link is followed.
 *
 * Returns: (transfer full) (nullable): a sentence for people when one could not be found
 */
char *
meso_photo_files_load (MesoSession *session,
                       const char *folder)
{
  g_autoptr (MesoSession) picture = NULL;
  g_autoptr (GString) missing = g_string_new (NULL);

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      MesoItem *item = meso_map_get_photo (map);
      g_autoptr (GBytes) bytes = NULL;

      if (item == NULL || meso_map_get_picture (map) != NULL)
        continue;
      bytes = load_file (meso_item_get_photo (item), folder);
      if (bytes == NULL)
        bytes = find_in_picture (meso_item_get_photo (item), folder, &picture);
      if (bytes != NULL)
        meso_map_load_picture (map, bytes);
      else
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", meso_item_get_photo (item)->file);
    }
  if (missing->len == 0)
    return NULL;
  /* Translators: %s are names of files */
  return g_strdup_printf (_ ("A photo of this session is missing, or not the one that was recorded (%s). The marks on "
                             "it are in their places."),
                          missing->str);
}

static gboolean
is_written (const char *path,
            GBytes *bytes)
{
  g_autoptr (GMappedFile) file = NULL;
  GStatBuf info;
  gsize size = g_bytes_get_size (bytes);

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode) || (gsize) info.st_size != size)
    return FALSE;
  file = g_mapped_file_new (path, FALSE, NULL);
  return file != NULL && g_mapped_file_get_length (file) == size &&
         memcmp (g_mapped_file_get_contents (file), g_bytes_get_data (bytes, NULL), size) == 0;
}

/**
 * meso_photo_files_write:
 * @session: a snapshot, on any thread
 * @folder: of the session
 *
 * Writes the photos of @session whose files are not there yet. It comes before the record that names them.
 *
 * Returns: %FALSE with the error of meso_file_replace()
 */
gboolean
meso_photo_files_write (MesoSession *session,
                        const char *folder,
                        GError **error)
{
  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);
  g_return_val_if_fail (folder != NULL, FALSE);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      GBytes *bytes = meso_map_get_picture (map);
      const MesoPhoto *photo = bytes != NULL ? meso_item_get_photo (meso_map_get_photo (map)) : NULL;
      g_autofree char *path = NULL;
      GStatBuf info;

      if (photo == NULL || !meso_photo_has_good_name (photo))
        continue;
      path = g_build_filename (folder, photo->file, NULL);
      if (is_written (path, bytes))
        continue;
      /* A link would be followed, perhaps out of the folder. */
      if (g_lstat (path, &info) == 0 && S_ISLNK (info.st_mode))
        g_unlink (path);
      if (!meso_file_replace (path, bytes, error))
        return FALSE;
    }
  return TRUE;
}

/* A copy of the record beside it may name a photo that the record no longer does. */
static gboolean
is_copy_of_record (const char *name)
{
  return g_str_has_suffix (name, ".mesomap.xml") && strcmp (name, MESO_SESSION_RECORD) != 0;
}

/**
 * meso_photo_files_sweep:
 * @session: as its record on disk says, with its lock held
 * @folder: of the session
 *
 * Removes photos that were taken out of @session again, which only undo could have brought back. Only files that
 * meso_photo_import() named are touched, and none while a copy of the record is there.
 */
void
meso_photo_files_sweep (MesoSession *session,
                        const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) stray = NULL;
  const char *name;

  g_return_if_fail (MESO_IS_SESSION (session));
  g_return_if_fail (folder != NULL);

  dir = g_dir_open (folder, 0, NULL);
  stray = g_ptr_array_new_with_free_func (g_free);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (is_copy_of_record (name))
        return;
      if (meso_photo_is_our_name (name) && meso_session_lookup_photo (session, name) == NULL)
        g_ptr_array_add (stray, g_build_filename (folder, name, NULL));
    }
  for (guint i = 0; i < stray->len; i++)
    if (g_unlink (g_ptr_array_index (stray, i)) != 0)
      g_message ("%s: %s", (const char *) g_ptr_array_index (stray, i), g_strerror (errno));
}
