/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "library/meso-file-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define KILLS 40
#define BLOCK (256 * 1024)

static char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("mesomap-writer-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
write_text (const char *path,
            const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_file_replace (path, bytes, &error));
  g_assert_no_error (error);
}

static void
assert_text (const char *path,
             const char *expected)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *folder)
{
  meso_folder_remove (folder);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_replace (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);
  struct stat info;
  mode_t mask = umask (0);

  write_text (path, "first");
  assert_text (path, "first");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);

  /* However wide it was, it is private from now on. */
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  write_text (path, "second");
  assert_text (path, "second");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);

  write_text (path, "");
  assert_text (path, "");
  g_assert_cmpuint (count_files (folder), ==, 1);

  umask (mask);
  remove_folder (folder);
}

static void
test_links (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autofree char *linked = g_build_filename (folder, "link", NULL);
  g_autofree char *second = g_build_filename (folder, "second", NULL);
  g_autofree char *dangling = g_build_filename (folder, "dangling", NULL);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *fresh = g_build_filename (folder, "fresh", NULL);
  g_autofree char *hard = g_build_filename (folder, "hard", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  write_text (target, "old");
  g_assert_cmpint (symlink ("target", linked), ==, 0);
  g_assert_cmpint (symlink (linked, second), ==, 0);
  write_text (second, "new");
  assert_text (target, "new");
  g_assert_true (g_file_test (linked, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));

  g_assert_cmpint (symlink ("fresh", dangling), ==, 0);
  write_text (dangling, "made");
  assert_text (fresh, "made");
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));

  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  g_assert_false (meso_file_replace (loop, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS);
  g_clear_error (&error);

  /* Not through a hard link: the other name keeps what it had, whole. */
  g_assert_cmpint (link (target, hard), ==, 0);
  write_text (hard, "apart");
  assert_text (target, "new");
  assert_text (hard, "apart");

  remove_folder (folder);
}

static void
test_not_a_file (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *null = g_build_filename (folder, "null", NULL);
  g_autofree char *missing = g_build_filename (folder, "no", "such", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_cmpint (symlink ("/dev/null", null), ==, 0);
  g_assert_false (meso_file_replace (null, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpint (stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));

  g_assert_false (meso_file_replace (folder, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);

  g_assert_false (meso_file_replace (missing, bytes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, missing));

  remove_folder (folder);
}

static gboolean
fill (const char *path,
      char letter,
      GError **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  g_autoptr (GBytes) bytes = NULL;

  memset (block, letter, BLOCK);
  bytes = g_bytes_new_take (g_steal_pointer (&block), BLOCK);
  return meso_file_replace (path, bytes, error);
}

static void
assert_whole (const char *path)
{
  g_autofree char *block = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &block, &size, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, BLOCK);
  for (gsize i = 1; i < size; i++)
    if (block[i] != block[0])
      g_error ("%s is made of two versions", path);
}

/* A program that writes all the time is killed at any moment. */
static void
test_kill (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);
  guint n_changed = 0;

  g_assert_true (fill (path, 'a', NULL));
  for (guint i = 0; i < KILLS; i++)
    {
      struct stat before, after;
      pid_t pid;
      int status;

      g_assert_cmpint (stat (path, &before), ==, 0);
      pid = fork ();
      g_assert_cmpint (pid, >=, 0);
      if (pid == 0)
        {
          for (char letter = 'a';; letter = letter == 'z' ? 'a' : (char) (letter + 1))
            if (!fill (path, letter, NULL))
              _exit (1);
        }
      g_usleep ((gulong) g_test_rand_int_range (500, 25000));
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_true (WIFSIGNALED (status));
      assert_whole (path);
      g_assert_cmpint (stat (path, &after), ==, 0);
      n_changed += before.st_ino != after.st_ino;
    }
  g_test_message ("%u of %u killed programs had written; %u files are left", n_changed, KILLS, count_files (folder));
  g_assert_cmpuint (n_changed, >, 0);
  remove_folder (folder);
}

/* Whether this process could get mounts of its own, where it may do as it likes. */
static gboolean
have_mounts (void)
{
  static int have = -1;

  if (have < 0)
    have = unshare (CLONE_NEWNS) == 0 && mount ("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0;
  return have;
}

static void
assert_refused (const char *folder,
                const char *path,
                GIOErrorEnum code,
                const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *short_reason = NULL;
  guint n_files = count_files (folder);

  for (guint i = 0; i < 3; i++)
    {
      g_clear_error (&error);
      g_assert_false (fill (path, 'b', &error));
      g_assert_error (error, G_IO_ERROR, (int) code);
    }
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, path));
  short_reason = meso_file_error_get_reason (error);
  if (reason != NULL)
    g_assert_cmpstr (short_reason, ==, reason);
  g_assert_cmpuint (count_files (folder), ==, n_files);
  assert_text (path, "precious");
}

static void
test_disk_full (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);

  if (!have_mounts () || mount ("tmpfs", folder, "tmpfs", 0, "size=64k") != 0)
    {
      remove_folder (folder);
      g_test_skip ("no small disk to be had");
      return;
    }
  write_text (path, "precious");
  assert_refused (folder, path, G_IO_ERROR_NO_SPACE, "disk full");
  /* And it goes on as soon as there is room. */
  write_text (path, "more precious");
  assert_text (path, "more precious");

  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  remove_folder (folder);
}

static void
test_file_limit (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);
  struct rlimit old, small;
  struct sigaction ignore = { .sa_handler = SIG_IGN }, old_action;

  write_text (path, "precious");
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small = old;
  small.rlim_cur = BLOCK / 2;
  g_assert_cmpint (sigaction (SIGXFSZ, &ignore, &old_action), ==, 0);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  /* The first half is written before it fails: nothing of it may stay. */
  assert_refused (folder, path, (GIOErrorEnum) g_io_error_from_errno (EFBIG), NULL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  g_assert_cmpint (sigaction (SIGXFSZ, &old_action, NULL), ==, 0);
  remove_folder (folder);
}

static void
test_read_only_disk (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);

  if (!have_mounts () || mount ("tmpfs", folder, "tmpfs", 0, "size=1m") != 0)
    {
      remove_folder (folder);
      g_test_skip ("no disk to make read-only");
      return;
    }
  write_text (path, "precious");
  g_assert_cmpint (mount ("tmpfs", folder, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  assert_refused (folder, path, G_IO_ERROR_READ_ONLY, "disk is read-only");
  g_assert_cmpint (umount2 (folder, MNT_DETACH), ==, 0);
  remove_folder (folder);
}

static void
test_read_only_folder (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, "record.xml", NULL);

  if (geteuid () == 0)
    {
      remove_folder (folder);
      g_test_skip ("permissions do not bind root");
      return;
    }
  write_text (path, "precious");
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  assert_refused (folder, path, G_IO_ERROR_PERMISSION_DENIED, "no permission");
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
  remove_folder (folder);
}

static void
make_old (const char *path)
{
  struct timespec times[2] = { { .tv_sec = time (NULL) - 2 * 24 * 60 * 60 } };

  times[1] = times[0];
  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

static void
test_sweep (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *young = meso_folder_make_temporary_name (folder);
  g_autofree char *old = meso_folder_make_temporary_name (folder);
  g_autofree char *old_folder = meso_folder_make_temporary_name (folder);
  g_autofree char *inside = g_build_filename (old_folder, "patient.xml", NULL);
  g_autofree char *other = g_build_filename (folder, ".hidden.tmp", NULL);
  g_autofree char *record = g_build_filename (folder, "session.mesomap.xml", NULL);

  write_text (young, "young");
  write_text (old, "old");
  write_text (other, "other");
  write_text (record, "record");
  g_assert_cmpint (g_mkdir (old_folder, 0700), ==, 0);
  write_text (inside, "inside");
  make_old (old);
  make_old (old_folder);
  make_old (other);
  make_old (record);

  meso_folder_sweep (folder);
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (record, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (old_folder, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

static void
test_folders (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *deep = g_build_filename (folder, "a", "b", NULL);
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *file = g_build_filename (deep, "file", NULL);
  g_autofree char *below_file = g_build_filename (file, "c", NULL);
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  g_autoptr (GError) error = NULL;
  struct stat info;
  mode_t mask = umask (0);

  g_assert_true (meso_folder_create (deep, &error));
  g_assert_no_error (error);
  g_assert_true (meso_folder_create (deep, &error));
  g_assert_cmpint (stat (a, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);
  g_assert_cmpint (stat (deep, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0700);

  write_text (file, "file");
  g_assert_false (meso_folder_create (below_file, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_true (meso_folder_move_into_place (deep, place, &error));
  g_assert_no_error (error);
  g_assert_true (meso_folder_create (deep, &error));
  g_assert_false (meso_folder_move_into_place (deep, place, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (g_file_test (deep, G_FILE_TEST_IS_DIR));

  umask (mask);
  meso_folder_remove (place);
  meso_folder_remove (deep);
  meso_folder_remove (a);
  remove_folder (folder);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/file-writer/replace", test_replace);
  g_test_add_func ("/file-writer/links", test_links);
  g_test_add_func ("/file-writer/not-a-file", test_not_a_file);
  g_test_add_func ("/file-writer/kill", test_kill);
  g_test_add_func ("/file-writer/disk-full", test_disk_full);
  g_test_add_func ("/file-writer/file-limit", test_file_limit);
  g_test_add_func ("/file-writer/read-only-disk", test_read_only_disk);
  g_test_add_func ("/file-writer/read-only-folder", test_read_only_folder);
  g_test_add_func ("/file-writer/sweep", test_sweep);
  g_test_add_func ("/file-writer/folders", test_folders);
  return g_test_run ();
}
