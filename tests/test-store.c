/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "library/meso-store.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "library/meso-file-writer.h"
#include "library/meso-session-files.h"
#include "model/meso-error.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* However slow the computer is. */
#define PATIENCE (60 * G_USEC_PER_SEC)

#define wait_until(condition)                                  \
  G_STMT_START                                                 \
  {                                                            \
    gint64 wait_end = g_get_monotonic_time () + PATIENCE;      \
    guint wait_tick = g_timeout_add (10, tick_cb, NULL);       \
    while (!(condition) && g_get_monotonic_time () < wait_end) \
      g_main_context_iteration (NULL, TRUE);                   \
    g_source_remove (wait_tick);                               \
    g_assert_true (condition);                                 \
  }                                                            \
  G_STMT_END

static const char *own_path;

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  guint source = g_timeout_add (10, tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* A session folder */

static MesoSession *
make_session (MesoStatus status)
{
  MesoSession *session = meso_session_new ("6f2b9e3c-1111-4222-8333-444455556666");
  MesoPatient patient;
  MesoVisit visit;
  g_autoptr (MesoItem) patient_item = NULL;
  g_autoptr (MesoItem) visit_item = NULL;
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);

  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_PATIENT), &patient);
  patient.id = (char *) "0b7f9e3c-1111-4222-8333-444455556666";
  patient.code = (char *) "M-0001";
  patient_item = meso_item_new (MESO_ITEM_PATIENT, &patient, NULL, NULL);
  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_VISIT), &visit);
  visit.start = (char *) "2026-11-21T10:30:00+01:00";
  visit_item = meso_item_new (MESO_ITEM_VISIT, &visit, NULL, NULL);

  meso_session_load_head (session, 0, 1, status, MESO_UNSET);
  meso_session_load_item (session, patient_item);
  meso_session_load_item (session, visit_item);
  meso_session_load_map (session, map);
  return session;
}

static char *
make_folder (MesoStatus status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoSession) session = make_session (status);
  g_autoptr (GBytes) bytes = meso_session_write (session, &error);
  char *folder = g_dir_make_tmp ("mesomap-store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, MESO_SESSION_RECORD, NULL);

  g_assert_no_error (error);
  g_assert_true (meso_file_replace (path, bytes, &error));
  g_assert_no_error (error);
  return folder;
}

static char *
get_path (const char *folder,
          const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static GBytes *
load (const char *folder,
      const char *name)
{
  g_autofree char *path = get_path (folder, name);
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}

static void
save (const char *folder,
      const char *name,
      const char *text)
{
  g_autofree char *path = get_path (folder, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static gboolean
exists (const char *folder,
        const char *name)
{
  g_autofree char *path = get_path (folder, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static MesoSession *
parse (const char *folder,
       const char *name)
{
  g_autoptr (GBytes) bytes = load (folder, name);
  g_autoptr (GError) error = NULL;
  MesoSession *session;

  g_assert_nonnull (bytes);
  session = meso_session_read (bytes, name, &error);
  g_assert_no_error (error);
  return session;
}

/* The name of the only file that begins like this, or NULL when there is none. */
static char *
find_file (const char *folder,
           const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  char *found = NULL;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix))
      {
        g_assert_null (found);
        found = g_strdup (name);
      }
  return found;
}

static MesoStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MesoStore *store = meso_store_open (folder, MESO_STORE_OPEN_NORMAL, &error);

  g_assert_no_error (error);
  return store;
}

static void
close_store (MesoStore *store,
             const char *folder)
{
  g_assert_finalize_object (store);
  if (folder != NULL)
    meso_folder_remove (folder);
}

static void
add_point (MesoStore *store)
{
  MesoSession *session = meso_store_get_session (store);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoPoint place = { (int) meso_map_get_n_marks (map) % 5000, 1000 };
  g_autofree char *id = meso_session_allocate_id (session, "m");
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Point");
  g_autoptr (MesoMark) mark = NULL;
  g_autoptr (GError) error = NULL;
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.points = &place;
  data.n_points = 1;
  data.id = id;
  data.layer = MESO_LAYER_MID_DERMIS;
  data.state = MESO_STATE_DONE;
  mark = meso_mark_new (&data, NULL);
  meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
  meso_session_apply (session, edit, &error);
  g_assert_no_error (error);
}

static gint64
get_revision (MesoStore *store)
{
  return meso_session_get_revision (meso_store_get_session (store));
}

/* Tests */

static void
test_autosave (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);
  g_autoptr (MesoSession) read = NULL;
  gint64 start;

  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_SAVED);
  g_assert_null (meso_store_get_message (store));
  g_assert_nonnull (meso_store_get_saved_at (store));

  start = g_get_monotonic_time ();
  add_point (store);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_DIRTY);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  /* On a computer that has nothing else to do, this is below 1000. */
  g_test_message ("saved after %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - start, >, 700 * G_TIME_SPAN_MILLISECOND);

  g_assert_cmpint (get_revision (store), ==, 2);
  g_assert_false (meso_history_get_modified (meso_session_get_history (meso_store_get_session (store))));
  read = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpint (meso_session_get_revision (read), ==, 2);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 1);
  close_store (store, folder);
}

static void
test_few_writes (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);
  g_autoptr (MesoSession) read = NULL;

  meso_store_set_delays (store, 200, 100000, 200);
  for (guint i = 0; i < 100; i++)
    {
      add_point (store);
      g_main_context_iteration (NULL, FALSE);
    }
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  g_test_message ("100 edits, %d writes", (int) get_revision (store) - 1);
  g_assert_cmpint (get_revision (store), <=, 6);
  read = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 100);
  close_store (store, folder);
}

/* Somebody who never stops drawing is saved all the same. */
static void
test_not_put_off (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);

  meso_store_set_delays (store, 300, 100000, 200);
  for (guint i = 0; i < 1000 && get_revision (store) < 3; i++)
    {
      add_point (store);
      spin (50);
    }
  g_assert_cmpint (get_revision (store), ==, 3);
  close_store (store, folder);
}

static void
test_undo_is_clean (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);
  MesoHistory *history = meso_session_get_history (meso_store_get_session (store));
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  meso_store_set_delays (store, 100, 100000, 100);
  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  before = load (folder, MESO_SESSION_RECORD);
  meso_store_set_delays (store, 500, 100000, 100);

  add_point (store);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_DIRTY);
  g_assert_true (meso_history_undo (history));
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_SAVED);
  spin (800);
  g_assert_cmpint (get_revision (store), ==, 2);

  /* Another edit from the same place is another state. */
  add_point (store);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_DIRTY);
  g_assert_true (meso_history_undo (history));
  after = load (folder, MESO_SESSION_RECORD);
  g_assert_true (g_bytes_equal (before, after));
  close_store (store, folder);
}

static void
test_failure (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *away = g_strconcat (folder, "-away", NULL);
  MesoStore *store = open_store (folder);
  g_autoptr (GBytes) before = load (folder, MESO_SESSION_RECORD);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (MesoSession) read = NULL;
  g_autoptr (GError) error = NULL;

  meso_store_set_delays (store, 50, 100000, 50);
  g_assert_cmpint (g_rename (folder, away), ==, 0);
  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_FAILED);
  g_assert_nonnull (meso_store_get_message (store));
  g_assert_cmpstr (meso_store_get_reason (store), ==, "folder is missing");
  g_assert_true (meso_history_get_modified (meso_session_get_history (meso_store_get_session (store))));
  g_assert_cmpint (get_revision (store), ==, 1);
  g_assert_false (meso_store_flush_sync (store, 60000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  after = load (away, MESO_SESSION_RECORD);
  g_assert_true (g_bytes_equal (before, after));

  /* It is tried again until it works. */
  g_assert_cmpint (g_rename (away, folder), ==, 0);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  g_assert_null (meso_store_get_message (store));
  g_assert_null (meso_store_get_reason (store));
  read = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 1);
  g_assert_cmpint (meso_session_get_revision (read), ==, 2);
  close_store (store, folder);
}

static void
test_conflict (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);
  g_autoptr (MesoSession) other = make_session (MESO_STATUS_DRAFT);
  g_autoptr (MesoSession) copy = NULL;
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GBytes) now = NULL;
  g_autofree char *path = get_path (folder, MESO_SESSION_RECORD);
  g_autofree char *name = NULL;

  meso_store_set_delays (store, 50, 100, 50);
  meso_session_load_head (other, 0, 7, MESO_STATUS_DRAFT, MESO_UNSET);
  theirs = meso_session_write (other, NULL);
  g_assert_true (meso_file_replace (path, theirs, NULL));

  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_CONFLICT);
  wait_until (!meso_history_get_modified (meso_session_get_history (meso_store_get_session (store))));
  name = find_file (folder, "session.conflict-");
  g_assert_nonnull (name);
  g_assert_nonnull (strstr (meso_store_get_message (store), name));

  /* What follows goes into the same copy; theirs is never touched. */
  add_point (store);
  wait_until (!meso_history_get_modified (meso_session_get_history (meso_store_get_session (store))));
  g_clear_pointer (&name, g_free);
  name = find_file (folder, "session.conflict-");
  copy = parse (folder, name);
  g_assert_cmpuint (meso_session_get_n_marks (copy), ==, 2);
  now = load (folder, MESO_SESSION_RECORD);
  g_assert_true (g_bytes_equal (now, theirs));
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_CONFLICT);
  close_store (store, folder);
}

static void
test_picture (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *picture = get_path (folder, MESO_SESSION_PICTURE);
  MesoStore *store = open_store (folder);
  g_autoptr (MesoSession) read = NULL;
  g_autoptr (MesoSession) flushed = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info, same;

  /* There was none. */
  wait_until (meso_session_picture_get_revision (folder) == 1);
  meso_store_set_delays (store, 50, 400, 50);
  add_point (store);
  wait_until (meso_session_picture_get_revision (folder) == 2);
  read = parse (folder, MESO_SESSION_PICTURE);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 1);
  g_assert_cmpint (stat (picture, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* At the end there is no idle time to wait for. */
  meso_store_set_delays (store, 100000, 100000, 100);
  add_point (store);
  g_assert_true (meso_store_flush_sync (store, 60000, &error));
  g_assert_no_error (error);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_SAVED);
  g_assert_cmpint (meso_session_picture_get_revision (folder), ==, 3);
  flushed = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpuint (meso_session_get_n_marks (flushed), ==, 2);
  g_assert_cmpint (stat (picture, &info), ==, 0);
  close_store (store, NULL);

  /* One that is not behind is left alone. */
  store = open_store (folder);
  g_assert_true (meso_store_flush_sync (store, 60000, &error));
  g_assert_cmpint (stat (picture, &same), ==, 0);
  g_assert_cmpuint (same.st_ino, ==, info.st_ino);
  close_store (store, folder);
}

static void
flushed_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_store_flush_finish (MESO_STORE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_flush (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  MesoStore *store = open_store (folder);
  gboolean flushed = FALSE;
  g_autoptr (MesoSession) read = NULL;

  meso_store_set_delays (store, 100000, 100000, 100000);
  add_point (store);
  meso_store_flush_async (store, NULL, flushed_cb, &flushed);
  wait_until (flushed);
  read = parse (folder, MESO_SESSION_PICTURE);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 1);
  g_assert_cmpint (meso_session_get_revision (read), ==, 2);

  /* With nothing to do it is done as well. */
  flushed = FALSE;
  meso_store_flush_async (store, NULL, flushed_cb, &flushed);
  wait_until (flushed);
  g_assert_cmpint (get_revision (store), ==, 2);
  close_store (store, folder);
}

static void
test_from_picture (gconstpointer data)
{
  const char *broken = data;
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *record = get_path (folder, MESO_SESSION_RECORD);
  g_autofree char *kept = NULL;
  MesoStore *store = open_store (folder);
  g_autoptr (MesoSession) read = NULL;
  g_autoptr (GBytes) now = NULL;

  meso_store_set_delays (store, 50, 100000, 50);
  add_point (store);
  g_assert_true (meso_store_flush_sync (store, 60000, NULL));
  close_store (store, NULL);

  if (broken == NULL)
    g_assert_cmpint (g_unlink (record), ==, 0);
  else
    save (folder, MESO_SESSION_RECORD, broken);
  store = open_store (folder);
  g_assert_nonnull (meso_store_get_message (store));
  g_assert_cmpuint (meso_session_get_n_marks (meso_store_get_session (store)), ==, 1);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_SAVED);

  /* Looking at it changes nothing. */
  spin (200);
  now = load (folder, MESO_SESSION_RECORD);
  g_assert_true ((now == NULL) == (broken == NULL));

  meso_store_set_delays (store, 50, 100000, 50);
  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  read = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpuint (meso_session_get_n_marks (read), ==, 2);
  kept = find_file (folder, "session.broken-");
  g_assert_true ((kept == NULL) == (broken == NULL));
  if (kept != NULL)
    {
      g_autoptr (GBytes) bytes = load (folder, kept);

      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), broken, strlen (broken));
    }
  close_store (store, folder);
}

static void
test_hopeless (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autoptr (GError) error = NULL;

  save (folder, MESO_SESSION_RECORD, "<session");
  g_assert_null (meso_store_open (folder, MESO_STORE_OPEN_NORMAL, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_PARSE);
  g_assert_false (exists (folder, MESO_SESSION_LOCK));
  g_test_message ("%s", error->message);
  meso_folder_remove (folder);
}

static void
test_final (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_FINAL);
  g_autofree char *path = get_path (folder, MESO_SESSION_RECORD);
  MesoStore *store;
  struct stat before, after;

  g_assert_cmpint (stat (path, &before), ==, 0);
  store = open_store (folder);
  g_assert_false (meso_session_is_editable (meso_store_get_session (store)));
  g_assert_false (exists (folder, MESO_SESSION_LOCK));
  /* The picture only follows from it, and is made where it is missing. */
  g_assert_true (meso_store_flush_sync (store, 60000, NULL));
  g_assert_cmpint (meso_session_picture_get_revision (folder), ==, 1);
  close_store (store, NULL);
  g_assert_cmpint (stat (path, &after), ==, 0);
  g_assert_cmpuint (before.st_ino, ==, after.st_ino);
  meso_folder_remove (folder);
}

static void
test_outside (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *path = get_path (folder, MESO_SESSION_RECORD);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  MesoStore *store = meso_store_open_file (file, &error);

  g_assert_no_error (error);
  g_assert_false (meso_session_is_editable (meso_store_get_session (store)));
  g_assert_null (meso_store_get_folder (store));
  g_assert_true (meso_store_flush_sync (store, 0, NULL));
  close_store (store, NULL);
  g_assert_false (exists (folder, MESO_SESSION_PICTURE));
  g_assert_false (exists (folder, MESO_SESSION_LOCK));
  meso_folder_remove (folder);
}

/* Another program */

typedef struct
{
  GPid pid;
  int input;
  GIOChannel *output;
} Other;

static Other
start_other (const char *how,
             const char *folder)
{
  const char *argv[] = { own_path, how, folder, NULL };
  Other other = { 0 };
  int output;
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL,
                            (char **) argv,
                            NULL,
                            G_SPAWN_DO_NOT_REAP_CHILD,
                            NULL,
                            NULL,
                            &other.pid,
                            &other.input,
                            &output,
                            NULL,
                            &error);
  g_assert_no_error (error);
  other.output = g_io_channel_unix_new (output);
  g_io_channel_set_close_on_unref (other.output, TRUE);
  return other;
}

static char *
hear_other (Other *other)
{
  char *line = NULL;
  gsize end;

  g_assert_cmpint (g_io_channel_read_line (other->output, &line, NULL, &end, NULL), ==, G_IO_STATUS_NORMAL);
  line[end] = '\0';
  return line;
}

static void
tell_other (Other *other)
{
  g_assert_cmpint (write (other->input, "\n", 1), ==, 1);
}

static void
kill_other (Other *other)
{
  int status;

  g_assert_cmpint (kill (other->pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (other->pid, &status, 0), ==, other->pid);
  g_io_channel_unref (other->output);
  close (other->input);
}

/* Opens the session, says so, waits for a line, edits, and says how that ended. */
static int
hold (const char *folder)
{
  MesoStore *store = open_store (folder);

  if (!meso_session_is_editable (meso_store_get_session (store)))
    return 1;
  meso_store_set_delays (store, 50, 100000, 50);
  puts ("open");
  fflush (stdout);
  if (getchar () == EOF)
    return 1;
  add_point (store);
  wait_until (!meso_history_get_modified (meso_session_get_history (meso_store_get_session (store))));
  puts (meso_store_get_state (store) == MESO_STORE_CONFLICT ? "conflict" : "saved");
  puts (meso_session_is_editable (meso_store_get_session (store)) ? "editable" : "read-only");
  fflush (stdout);
  if (getchar () == EOF)
    return 1;
  g_object_unref (store);
  return 0;
}

/* Edits and saves for ever. */
static int
edit_for_ever (const char *folder)
{
  MesoStore *store = open_store (folder);

  meso_store_set_delays (store, 1, 3, 10);
  puts ("open");
  fflush (stdout);
  for (;;)
    {
      add_point (store);
      spin (2);
    }
  return 1;
}

static void
test_lock (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  Other other = start_other ("--hold", folder);
  g_autofree char *said = hear_other (&other);
  g_autofree char *pid = g_strdup_printf ("%d", (int) other.pid);
  MesoStore *store;

  g_assert_cmpstr (said, ==, "open");
  store = open_store (folder);
  g_assert_false (meso_session_is_editable (meso_store_get_session (store)));
  g_test_message ("%s", meso_session_get_read_only_reason (meso_store_get_session (store)));
  g_assert_nonnull (strstr (meso_store_get_lock_holder (store), pid));
  g_assert_nonnull (strstr (meso_store_get_lock_holder (store), g_get_user_name ()));
  close_store (store, NULL);
  g_assert_true (exists (folder, MESO_SESSION_LOCK));

  /* A killed program leaves its lock behind, and that stops nobody. */
  kill_other (&other);
  g_assert_true (exists (folder, MESO_SESSION_LOCK));
  store = open_store (folder);
  g_assert_true (meso_session_is_editable (meso_store_get_session (store)));
  g_assert_null (meso_store_get_lock_holder (store));
  close_store (store, NULL);
  g_assert_false (exists (folder, MESO_SESSION_LOCK));
  meso_folder_remove (folder);
}

static void
test_take_over (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  Other other = start_other ("--hold", folder);
  g_autofree char *said = hear_other (&other);
  g_autofree char *state = NULL;
  g_autofree char *editable = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoSession) ours = NULL;
  g_autoptr (MesoSession) theirs = NULL;
  MesoStore *store = open_store (folder);

  g_assert_true (meso_store_take_over (store, &error));
  g_assert_no_error (error);
  g_assert_true (meso_session_is_editable (meso_store_get_session (store)));
  g_assert_null (meso_store_get_lock_holder (store));
  meso_store_set_delays (store, 50, 100000, 50);
  add_point (store);
  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);

  tell_other (&other);
  state = hear_other (&other);
  editable = hear_other (&other);
  g_assert_cmpstr (state, ==, "conflict");
  g_assert_cmpstr (editable, ==, "read-only");
  name = find_file (folder, "session.conflict-");
  theirs = parse (folder, name);
  g_assert_cmpuint (meso_session_get_n_marks (theirs), ==, 1);
  ours = parse (folder, MESO_SESSION_RECORD);
  g_assert_cmpuint (meso_session_get_n_marks (ours), ==, 2);

  kill_other (&other);
  /* The lock is still ours. */
  add_point (store);
  wait_until (meso_store_get_state (store) == MESO_STORE_SAVED);
  close_store (store, folder);
}

static void
test_foreign_lock (gconstpointer data)
{
  gint64 age = GPOINTER_TO_INT (data);
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *text = g_strdup_printf ("[Lock]\nToken=x\nHost=elsewhere\nBoot=y\nUser=anna\nProgram=1\nStarted=1\n"
                                           "Heartbeat=%" G_GINT64_FORMAT "\n",
                                           g_get_real_time () / G_USEC_PER_SEC - age);
  MesoStore *store;

  save (folder, MESO_SESSION_LOCK, text);
  store = open_store (folder);
  if (age < 120)
    {
      g_assert_cmpstr (meso_store_get_lock_holder (store), ==, "anna on elsewhere (program 1)");
      g_assert_false (meso_session_is_editable (meso_store_get_session (store)));
    }
  else
    {
      g_assert_null (meso_store_get_lock_holder (store));
      g_assert_true (meso_session_is_editable (meso_store_get_session (store)));
    }
  close_store (store, folder);
}

/* A file that a person removed is no lock lost. */
static void
test_lock_removed (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  g_autofree char *lock = get_path (folder, MESO_SESSION_LOCK);
  MesoStore *store = open_store (folder);

  meso_store_set_delays (store, 50, 100000, 50);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  add_point (store);
  wait_until (meso_store_get_state (store) != MESO_STORE_DIRTY && meso_store_get_state (store) != MESO_STORE_SAVING);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_SAVED);
  g_assert_true (exists (folder, MESO_SESSION_LOCK));
  close_store (store, folder);
}

static void
test_kill (void)
{
  g_autofree char *folder = make_folder (MESO_STATUS_DRAFT);
  gint64 revision = 1;
  guint n_marks = 0;

  /* A slow machine may be killed before it has written anything; then it gets longer, up to a point. */
  for (guint i = 0; i < 12 || (revision == 1 && i < 60); i++)
    {
      Other other = start_other ("--edit", folder);
      g_autofree char *said = hear_other (&other);
      g_autoptr (MesoSession) read = NULL;

      g_usleep ((gulong) g_test_rand_int_range (1000, i < 12 ? 150000 : 3000000));
      kill_other (&other);
      read = parse (folder, MESO_SESSION_RECORD);
      g_assert_cmpint (meso_session_get_revision (read), >=, revision);
      g_assert_cmpuint (meso_session_get_n_marks (read), >=, n_marks);
      revision = meso_session_get_revision (read);
      n_marks = meso_session_get_n_marks (read);
      /* Behind perhaps, but never broken. */
      if (exists (folder, MESO_SESSION_PICTURE))
        g_object_unref (parse (folder, MESO_SESSION_PICTURE));
    }
  g_test_message ("revision %d, %u marks", (int) revision, n_marks);
  g_assert_cmpint (revision, >, 1);
  meso_folder_remove (folder);
}

int
main (int argc,
      char *argv[])
{
  own_path = argv[0];
  if (argc == 3 && strcmp (argv[1], "--hold") == 0)
    return hold (argv[2]);
  if (argc == 3 && strcmp (argv[1], "--edit") == 0)
    return edit_for_ever (argv[2]);

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/autosave", test_autosave);
  g_test_add_func ("/store/few-writes", test_few_writes);
  g_test_add_func ("/store/not-put-off", test_not_put_off);
  g_test_add_func ("/store/undo-is-clean", test_undo_is_clean);
  g_test_add_func ("/store/failure", test_failure);
  g_test_add_func ("/store/conflict", test_conflict);
  g_test_add_func ("/store/picture", test_picture);
  g_test_add_func ("/store/flush", test_flush);
  g_test_add_data_func ("/store/from-picture/missing", NULL, test_from_picture);
  g_test_add_data_func ("/store/from-picture/broken", "<session xmlns=\"urn:mesomap:session:1\" i", test_from_picture);
  g_test_add_data_func ("/store/from-picture/empty", "", test_from_picture);
  g_test_add_func ("/store/hopeless", test_hopeless);
  g_test_add_func ("/store/final", test_final);
  g_test_add_func ("/store/outside", test_outside);
  g_test_add_func ("/store/lock", test_lock);
  g_test_add_func ("/store/take-over", test_take_over);
  g_test_add_data_func ("/store/foreign-lock/alive", GINT_TO_POINTER (30), test_foreign_lock);
  g_test_add_data_func ("/store/foreign-lock/dead", GINT_TO_POINTER (180), test_foreign_lock);
  g_test_add_func ("/store/lock-removed", test_lock_removed);
  g_test_add_func ("/store/kill", test_kill);
  return g_test_run ();
}
