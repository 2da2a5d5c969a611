/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-file-writer"

#include "config.h"

#include "library/meso-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Names of what is being written. A reader of a library skips names that begin with a dot. */
#define TEMPORARY_PREFIX ".mesomap-"
#define TEMPORARY_SUFFIX ".tmp"

/* Older than this, what a dead program left behind is removed. Nothing takes a day to write, and clocks of two
 * computers on one network folder may differ. */
#define STRAY_SECONDS (24 * 60 * 60)

#define MAX_LINKS 40

/* Sets @error to a sentence that a person can do something with; always returns %FALSE. */
static gboolean
set_errno_error (const char *path,
                 int errsv,
                 GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *format;

  switch (errsv)
    {
    case ENOSPC:
      format = _ ("The disk is full: “%s” was not written");
      break;
#ifdef EDQUOT
    case EDQUOT:
      format = _ ("Your disk quota is used up: “%s” was not written");
      break;
#endif
    case EFBIG:
      format = _ ("The file system does not take a file of this size: “%s” was not written");
      break;
    case EROFS:
      format = _ ("The disk is read-only: “%s” was not written");
      break;
    case EACCES:
    case EPERM:
      format = _ ("You may not write “%s”");
      break;
    case ENOENT:
    case ENOTDIR:
      format = _ ("The folder of “%s” is not there");
      break;
    default:
      g_set_error (error,
                   G_IO_ERROR,
                   g_io_error_from_errno (errsv),
                   /* translators: the file's name, then what the system says */
                   _ ("“%s” was not written: %s"),
                   shown,
                   g_strerror (errsv));
      return FALSE;
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errsv), format, shown);
#pragma GCC diagnostic pop
  return FALSE;
}

/* The file that @path leads to in the end, so that a link keeps pointing where it did. The file need not exist. */
static char *
resolve_links (const char *path,
               GError **error)
{
  g_autofree char *current = g_strdup (path);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *folder = NULL;
      g_autofree char *target = NULL;
      struct stat info;

      if (lstat (current, &info) != 0 || !S_ISLNK (info.st_mode))
        return g_steal_pointer (&current);

      target = g_file_read_link (current, NULL);
      if (target == NULL)
        break;
      folder = g_path_get_dirname (current);
      g_free (current);
      current = g_path_is_absolute (target) ? g_steal_pointer (&target) : g_build_filename (folder, target, NULL);
    }
  set_errno_error (path, ELOOP, error);
  return NULL;
}

static int
open_temporary (const char *folder,
                char **path)
{
  int fd = -1;

  for (guint i = 0; i < 100 && fd < 0; i++)
    {
      g_free (*path);
      *path = meso_folder_make_temporary_name (folder);
      fd = open (*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd < 0 && errno != EEXIST)
        break;
    }
  return fd;
}

static gboolean
write_all (int fd,
           GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n == 0)
        errno = ENOSPC;
      if (n <= 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

/* Some file systems cannot do this, and say so in several ways; then there is nothing to be had. */
static gboolean
sync_fd (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);

  return result == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP || errno == EBADF;
}

/* Makes a new name in @folder durable. */
static gboolean
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean ok;
  int errsv;

  if (fd < 0)
    return errno == EACCES || errno == EPERM;
  ok = sync_fd (fd);
  errsv = errno;
  close (fd);
  errno = errsv;
  return ok;
}

static gboolean
write_temporary (int fd,
                 GBytes *bytes)
{
  gboolean ok = write_all (fd, bytes) && sync_fd (fd);
  int errsv = errno;

  /* Network file systems report a full disk here at the latest. */
  if (close (fd) != 0 && ok && errno != EINTR)
    return FALSE;
  errno = errsv;
  return ok;
}

/**
 * meso_file_replace:
 * @path: a file that may exist; a link is followed, and the file it leads to is replaced
 * @bytes: all that the file shall hold
 *
 * Writes @bytes so that, whatever happens, @path holds all of what it held before or all of @bytes: a new file beside
 * it, made durable, takes its place in one step. Only the owner can read it. May be called on any thread.
 *
 * When this fails after the new file has taken its place (the folder could not be made durable), the file is whole as
 * well.
 *
 * Returns: %FALSE with an error of %G_IO_ERROR, whose message can be shown
 */
gboolean
meso_file_replace (const char *path,
                   GBytes *bytes,
                   GError **error)
{
  g_autofree char *target = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *temporary = NULL;
  struct stat info;
  int fd, errsv;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  target = resolve_links (path, error);
  if (target == NULL)
    return FALSE;
  /* A device or a pipe would be replaced by a plain file. */
  if (stat (target, &info) == 0 && !S_ISREG (info.st_mode))
    return set_errno_error (path, S_ISDIR (info.st_mode) ? EISDIR : EEXIST, error);

  folder = g_path_get_dirname (target);
  fd = open_temporary (folder, &temporary);
  if (fd < 0)
    return set_errno_error (path, errno, error);

  if (!write_temporary (fd, bytes) || rename (temporary, target) != 0)
    {
      errsv = errno;
      unlink (temporary);
      return set_errno_error (path, errsv, error);
    }
  if (!sync_folder (folder))
    return set_errno_error (path, errno, error);
  return TRUE;
}

/**
 * meso_folder_create:
 *
 * Makes the folder @path and those above it that are missing, which only the owner can enter. A folder that is there
 * already stays as it is.
 *
 * Returns: %FALSE with an error of %G_IO_ERROR
 */
gboolean
meso_folder_create (const char *path,
                    GError **error)
{
  g_autofree char *parent = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  parent = g_path_get_dirname (path);
  if (strcmp (parent, path) != 0 && !meso_folder_create (parent, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0 && (errno != EEXIST || !g_file_test (path, G_FILE_TEST_IS_DIR)))
    return set_errno_error (path, errno, error);
  sync_folder (parent);
  return TRUE;
}

/**
 * meso_folder_make_temporary_name:
 *
 * Returns: (transfer full): a path in @folder for something that is not finished yet, which readers skip and
 *   meso_folder_sweep() removes in the end
 */
char *
meso_folder_make_temporary_name (const char *folder)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  name = g_strdup_printf (TEMPORARY_PREFIX "%ld-%08x" TEMPORARY_SUFFIX, (long) getpid (), g_random_int ());
  return g_build_filename (folder, name, NULL);
}

/**
 * meso_folder_move_into_place:
 * @from: a finished folder with a temporary name
 * @to: its place, beside it
 *
 * Moves a folder to its place in one step, unless something is there already (%G_IO_ERROR_EXISTS).
 *
 * Returns: %FALSE with an error of %G_IO_ERROR; then @from is still there
 */
gboolean
meso_folder_move_into_place (const char *from,
                             const char *to,
                             GError **error)
{
  g_autofree char *parent = NULL;

  g_return_val_if_fail (from != NULL, FALSE);
  g_return_val_if_fail (to != NULL, FALSE);

  /* rename() puts a folder only in the place of an empty one, so nothing can be lost between the test and the move. */
  if (g_file_test (to, G_FILE_TEST_EXISTS))
    return set_errno_error (to, EEXIST, error);
  if (rename (from, to) != 0)
    return set_errno_error (to, errno == ENOTEMPTY ? EEXIST : errno, error);
  parent = g_path_get_dirname (to);
  sync_folder (parent);
  return TRUE;
}

/** meso_folder_remove: removes @folder and the files in it, but no folder inside it; for what was never finished. */
void
meso_folder_remove (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (folder != NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      unlink (path);
    }
  rmdir (folder);
}

/**
 * meso_folder_sweep:
 *
 * Removes what programs that died while writing left in @folder more than a day ago.
 */
void
meso_folder_sweep (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  gint64 limit = g_get_real_time () / G_USEC_PER_SEC - STRAY_SECONDS;

  g_return_if_fail (folder != NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      struct stat info;

      if (!g_str_has_prefix (name, TEMPORARY_PREFIX) || !g_str_has_suffix (name, TEMPORARY_SUFFIX))
        continue;
      path = g_build_filename (folder, name, NULL);
      if (lstat (path, &info) != 0 || info.st_mtime > limit)
        continue;
      g_debug ("Removing stray %s", path);
      if (S_ISDIR (info.st_mode))
        meso_folder_remove (path);
      else if (S_ISREG (info.st_mode))
        unlink (path);
    }
}

/**
 * meso_file_error_get_reason:
 *
 * Returns: (transfer full): why a file was not written, in two or three words that fit behind "Not saved:"
 */
char *
meso_file_error_get_reason (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != G_IO_ERROR)
    return g_strdup (error->message);

  switch (error->code)
    {
    case G_IO_ERROR_NO_SPACE:
      return g_strdup (_ ("disk full"));
    case G_IO_ERROR_READ_ONLY:
      return g_strdup (_ ("disk is read-only"));
    case G_IO_ERROR_PERMISSION_DENIED:
      return g_strdup (_ ("no permission"));
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      return g_strdup (_ ("folder is missing"));
    default:
      return g_strdup (error->message);
    }
}
