/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-session-lock"

#include "config.h"

#include "library/meso-session-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "library/meso-file-writer.h"
#include "model/meso-error.h"

#define GROUP "Lock"
#define MAX_SIZE 4096

/* A lock that says nothing yet belongs to a program that is just writing it. */
#define EMPTY_SECONDS 10

#define MAX_ATTEMPTS 10

struct _MesoSessionLock
{
  char *path;
  char *token;
  int fd; /* holds the flock */
};

/* What a lock file says. */
typedef struct
{
  char *token;
  char *host;
  char *boot;
  char *user;
  gint64 pid;
  gint64 started;
  gint64 heartbeat;
} Holder;

typedef enum
{
  FLOCK_MINE,
  FLOCK_TAKEN,
  FLOCK_UNKNOWN /* the file system does not know it */
} FlockResult;

static void
clear_holder (Holder *holder)
{
  g_clear_pointer (&holder->token, g_free);
  g_clear_pointer (&holder->host, g_free);
  g_clear_pointer (&holder->boot, g_free);
  g_clear_pointer (&holder->user, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Holder, clear_holder)

static char *
get_boot_id (void)
{
  char *id = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_strdup ("");
  return g_strstrip (id);
}

/* When the program @pid started, in ticks since the computer did, so that a number that is used again is not taken for
 * the same program; 0 when there is no such program. */
static gint64
get_program_start (gint64 pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *text = NULL;
  g_auto (GStrv) fields = NULL;
  const char *after_name;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  /* The name is in brackets and may hold anything; the start is the 20th field behind it. */
  after_name = strrchr (text, ')');
  if (after_name == NULL)
    return 0;
  fields = g_strsplit (after_name + 1, " ", 22);
  return g_strv_length (fields) > 20 ? g_ascii_strtoll (fields[20], NULL, 10) : 0;
}

static char *
describe (const Holder *holder)
{
  if (holder->user == NULL || holder->host == NULL)
    return g_strdup (_ ("another program"));
  /* translators: who has a session open: the user, the computer, the number of the program */
  return g_strdup_printf (_ ("%s on %s (program %d)"), holder->user, holder->host, (int) holder->pid);
}

static gboolean
read_holder (int fd,
             Holder *holder)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  char text[MAX_SIZE];
  gssize size = pread (fd, text, sizeof text, 0);

  if (size <= 0 || !g_key_file_load_from_data (file, text, (gsize) size, G_KEY_FILE_NONE, NULL))
    return FALSE;
  holder->token = g_key_file_get_string (file, GROUP, "Token", NULL);
  holder->host = g_key_file_get_string (file, GROUP, "Host", NULL);
  holder->boot = g_key_file_get_string (file, GROUP, "Boot", NULL);
  holder->user = g_key_file_get_string (file, GROUP, "User", NULL);
  holder->pid = g_key_file_get_int64 (file, GROUP, "Program", NULL);
  holder->started = g_key_file_get_int64 (file, GROUP, "Started", NULL);
  holder->heartbeat = g_key_file_get_int64 (file, GROUP, "Heartbeat", NULL);
  return holder->token != NULL && holder->host != NULL && holder->user != NULL;
}

static GBytes *
describe_self (const char *token)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *boot = get_boot_id ();
  gsize size;
  char *text;

  g_key_file_set_string (file, GROUP, "Token", token);
  g_key_file_set_string (file, GROUP, "Host", g_get_host_name ());
  g_key_file_set_string (file, GROUP, "Boot", boot);
  g_key_file_set_string (file, GROUP, "User", g_get_user_name ());
  g_key_file_set_int64 (file, GROUP, "Program", getpid ());
  g_key_file_set_int64 (file, GROUP, "Started", get_program_start (getpid ()));
  g_key_file_set_int64 (file, GROUP, "Heartbeat", g_get_real_time () / G_USEC_PER_SEC);
  text = g_key_file_to_data (file, &size, NULL);
  return g_bytes_new_take (text, size);
}

/* Always the same length but for the numbers, so one write; what is left of an older text is cut off. */
static gboolean
write_self (int fd,
            const char *token)
{
  g_autoptr (GBytes) bytes = describe_self (token);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return pwrite (fd, text, size, 0) == (gssize) size && ftruncate (fd, (off_t) size) == 0;
}

static FlockResult
try_flock (int fd)
{
  int result;

  do
    result = flock (fd, LOCK_EX | LOCK_NB);
  while (result != 0 && errno == EINTR);
  if (result == 0)
    return FLOCK_MINE;
  return errno == EWOULDBLOCK ? FLOCK_TAKEN : FLOCK_UNKNOWN;
}

/* Whether the holder of the lock file @fd can no longer be at work. */
static gboolean
is_stale (int fd,
          const Holder *holder,
          gboolean readable,
          FlockResult flock_result)
{
  g_autofree char *boot = get_boot_id ();
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct stat info;

  if (flock_result == FLOCK_TAKEN)
    return FALSE;
  if (!readable)
    return fstat (fd, &info) == 0 && info.st_mtime < now - EMPTY_SECONDS;
  if (g_strcmp0 (holder->host, g_get_host_name ()) != 0)
    return holder->heartbeat < now - MESO_LOCK_STALE_SECONDS;
  /* The same computer, started anew since. */
  if (g_strcmp0 (holder->boot, boot) != 0)
    return TRUE;
  if (kill ((pid_t) holder->pid, 0) != 0 && errno == ESRCH)
    return TRUE;
  return holder->started != 0 && get_program_start (holder->pid) != holder->started;
}

static gboolean
is_same_file (int fd,
              const char *path)
{
  struct stat open_file, named_file;

  return fstat (fd, &open_file) == 0 && stat (path, &named_file) == 0 && open_file.st_dev == named_file.st_dev &&
         open_file.st_ino == named_file.st_ino;
}

/* Puts a lock file of ours in the place of whatever is there. Of several who do so at once the last has the lock, and
 * the others find out when they look (meso_session_lock_is_mine()). */
static int
replace_lock (const char *path,
              const char *token,
              GError **error)
{
  g_autoptr (GBytes) bytes = describe_self (token);
  int fd;

  if (!meso_file_replace (path, bytes, error))
    return -1;
  fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd >= 0)
    try_flock (fd);
  return fd;
}

static MesoSessionLock *
new_lock (const char *path,
          const char *token,
          int fd)
{
  MesoSessionLock *self = g_new0 (MesoSessionLock, 1);

  self->path = g_strdup (path);
  self->token = g_strdup (token);
  self->fd = fd;
  return self;
}

static gboolean
set_open_error (const char *path,
                GError **error)
{
  int errsv = errno;

  g_set_error (error,
               G_IO_ERROR,
               g_io_error_from_errno (errsv),
               _ ("The session cannot be locked for writing: %s"),
               g_strerror (errsv));
  return FALSE;
}

/* One attempt. Returns a file descriptor that holds the lock, or -1: with @holder when somebody else has it, with
 * @error when there can be no lock here, with neither when things changed meanwhile. */
static int
attempt (const char *path,
         const char *token,
         gboolean take_over,
         char **holder,
         GError **error)
{
  g_auto (Holder) other = { NULL };
  FlockResult flock_result;
  gboolean readable, stale;
  int fd;

  fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd >= 0)
    {
      try_flock (fd);
      if (write_self (fd, token))
        return fd;
      set_open_error (path, error);
      unlink (path);
      close (fd);
      return -1;
    }
  if (errno != EEXIST)
    {
      set_open_error (path, error);
      return -1;
    }

  fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    {
      if (errno != ENOENT)
        set_open_error (path, error);
      return -1;
    }
  flock_result = try_flock (fd);
  readable = read_holder (fd, &other);
  stale = is_stale (fd, &other, readable, flock_result);

  if (!is_same_file (fd, path))
    {
      close (fd);
      return -1;
    }
  if (stale && flock_result == FLOCK_MINE && write_self (fd, token))
    return fd;
  close (fd);
  if (stale || take_over)
    return replace_lock (path, token, error);
  *holder = describe (&other);
  return -1;
}

/**
 * meso_session_lock_acquire:
 * @path: the lock file
 * @take_over: take it from whoever has it
 * @holder: (out) (transfer full) (nullable): who has it, when it was not to be had
 *
 * Takes the lock, if nobody has it who may still be alive.
 *
 * Returns: (transfer full) (nullable): the lock, or %NULL with either @holder or @error (%G_IO_ERROR: there can be no
 *   lock there, because nothing can be written)
 */
MesoSessionLock *
meso_session_lock_acquire (const char *path,
                           gboolean take_over,
                           char **holder,
                           GError **error)
{
  g_autofree char *token = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (holder != NULL, NULL);

  *holder = NULL;
  token = g_uuid_string_random ();
  for (guint i = 0; i < MAX_ATTEMPTS; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (MesoSessionLock) self = NULL;
      int fd = attempt (path, token, take_over, holder, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      if (*holder != NULL)
        return NULL;
      if (fd < 0)
        continue;
      self = new_lock (path, token, fd);
      if (meso_session_lock_is_mine (self, NULL))
        return g_steal_pointer (&self);
    }
  *holder = g_strdup (_ ("another program"));
  return NULL;
}

/* The file has been removed, by a person who thought it a leftover: it is ours as long as nobody else makes one. */
static void
restore_file (MesoSessionLock *self)
{
  int fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return;
  try_flock (fd);
  write_self (fd, self->token);
  close (self->fd);
  self->fd = fd;
}

/**
 * meso_session_lock_is_mine:
 * @holder: (out) (transfer full) (optional) (nullable): who has it now, when somebody else does
 *
 * Whether nobody took the lock over. To be asked before each write, on one thread at a time.
 */
gboolean
meso_session_lock_is_mine (MesoSessionLock *self,
                           char **holder)
{
  g_auto (Holder) other = { NULL };
  gboolean readable;
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);

  if (holder != NULL)
    *holder = NULL;
  fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0 && errno == ENOENT)
    {
      restore_file (self);
      fd = open (self->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
  /* The whole folder is out of reach: nobody has taken anything, and a write says what the matter is. */
  if (fd < 0)
    return TRUE;
  readable = read_holder (fd, &other);
  close (fd);
  if (readable && strcmp (other.token, self->token) == 0)
    return TRUE;
  if (holder != NULL)
    *holder = describe (&other);
  return FALSE;
}

/**
 * meso_session_lock_refresh:
 *
 * Says that the holder is alive; to be called every %MESO_LOCK_HEARTBEAT_SECONDS, on one thread at a time.
 *
 * Returns: %FALSE when the lock is no longer ours
 */
gboolean
meso_session_lock_refresh (MesoSessionLock *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!meso_session_lock_is_mine (self, NULL))
    return FALSE;
  if (!is_same_file (self->fd, self->path) || !write_self (self->fd, self->token))
    g_debug ("%s could not be refreshed", self->path);
  return TRUE;
}

/** meso_session_lock_release: gives the lock back, unless it has been taken over, and frees @self. */
void
meso_session_lock_release (MesoSessionLock *self)
{
  g_return_if_fail (self != NULL);

  /* Our file, and not one that was put in its place. */
  if (is_same_file (self->fd, self->path))
    unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self->token);
  g_free (self);
}
