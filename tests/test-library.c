/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "library/meso-library.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "library/meso-file-writer.h"
#include "library/meso-library-session.h"
#include "library/meso-search-text.h"
#include "library/meso-store.h"
#include "model/meso-error.h"
#include "record/meso-patient-file.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define MANY 10000

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

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static char *
make_folder (void)
{
  return g_dir_make_tmp ("mesomap-library-XXXXXX", NULL);
}

/* For many files, which a disk takes its time to make. */
static char *
make_folder_in_memory (void)
{
  char *folder = g_strdup ("/dev/shm/mesomap-library-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return folder;
  g_free (folder);
  return make_folder ();
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static MesoItem *
make_patient (const char *code,
              const char *name,
              const char *birth_date)
{
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient data;

  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_PATIENT), &data);
  data.id = id;
  data.code = (char *) code;
  data.name = (char *) name;
  data.birth_date = (char *) birth_date;
  return meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
}

static MesoLibraryPatient *
create (MesoLibrary *library,
        const char *code,
        const char *name,
        const char *birth_date)
{
  g_autoptr (MesoItem) item = make_patient (code, name, birth_date);
  g_autoptr (GError) error = NULL;
  MesoLibraryPatient *patient = meso_library_create_patient (library, item, &error);

  g_assert_no_error (error);
  g_assert_nonnull (patient);
  return patient;
}

static MesoLibrary *
open_library (const char *folder)
{
  MesoLibrary *library = meso_library_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_library_create (library, &error));
  g_assert_no_error (error);
  g_assert_true (meso_library_load (library, &error));
  g_assert_no_error (error);
  return library;
}

static char *
add_session (MesoLibrary *library,
             MesoLibraryPatient *patient,
             const char *start,
             const char *lot)
{
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  MesoTreatment treatment;
  MesoVisit visit;
  char *folder;

  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_VISIT), &visit);
  visit.start = (char *) start;
  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_TREATMENT), &treatment);
  treatment.course = (char *) "1e5f9e3c-1111-4222-8333-444455556666";
  session = meso_library_patient_new_session (patient, &visit, &treatment);
  if (lot != NULL)
    {
      g_autoptr (MesoItem) item = NULL;
      MesoProduct product;

      meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_PRODUCT), &product);
      product.id = (char *) "p1";
      product.name = (char *) "Hyaluronic acid";
      product.unit = MESO_UNIT_ML;
      product.lot = (char *) lot;
      item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);
      meso_session_load_item (session, item);
    }
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  return folder;
}

static void
test_layout (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  MesoLibraryPatient *patient = create (library, "M-0147", "Anna", "1984-05-02");
  g_autofree char *session = add_session (library, patient, "2026-11-21T10:30:00+01:00", NULL);
  const MesoPatient *data = meso_library_patient_get_patient (patient);
  g_autofree char *patient_folder = g_strdup_printf ("%s/patients/M-0147-%.8s", folder, data->id);
  g_autofree char *file = g_build_filename (patient_folder, "patient.xml", NULL);
  g_autofree char *prefix = g_strdup_printf ("%s/sessions/2026-11-21T1030-", patient_folder);
  g_autofree char *xml = g_build_filename (session, "session.mesomap.xml", NULL);
  g_autofree char *svg = g_build_filename (session, "session.mesomap.svg", NULL);
  const char *const private[] = { patient_folder, session, NULL };
  const char *const files[] = { file, xml, svg, NULL };
  struct stat info;

  g_assert_cmpstr (meso_library_patient_get_folder (patient), ==, patient_folder);
  g_assert_true (g_str_has_prefix (session, prefix));
  g_assert_cmpuint (strlen (session), ==, strlen (prefix) + 8);
  for (guint i = 0; private[i] != NULL; i++)
    {
      g_assert_cmpint (stat (private[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0700);
    }
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_assert_cmpint (stat (files[i], &info), ==, 0);
      g_assert_cmpint (info.st_mode & 07777, ==, 0600);
    }
  remove_folder (folder);
}

static void
test_codes (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  g_autoptr (MesoItem) twin = make_patient ("m-1", "Twin", NULL);
  g_autoptr (MesoItem) bad = make_patient ("../x", "Bad", NULL);
  g_autoptr (MesoItem) renamed = NULL;
  g_autoptr (GError) error = NULL;
  MesoLibraryPatient *first = create (library, "M-1", "First", NULL);
  MesoLibraryPatient *second = create (library, "M-2", "Second", NULL);
  MesoPatient data;

  g_assert_null (meso_library_create_patient (library, twin, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (meso_library_create_patient (library, bad, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 2);
  g_assert_true (meso_library_lookup_code (library, "M-1") == first);
  g_assert_true (meso_library_lookup_id (library, meso_library_patient_get_patient (second)->id) == second);

  /* Nor by renaming. */
  data = *meso_library_patient_get_patient (second);
  data.code = (char *) "M-1";
  renamed = meso_item_changed (meso_library_patient_get_item (second), &data);
  g_assert_false (meso_library_update_patient (library, second, renamed, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  remove_folder (folder);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_update (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  g_autoptr (MesoLibrary) other = NULL;
  MesoLibraryPatient *patient = create (library, "M-1", "Old Name", NULL);
  MesoPatient data = *meso_library_patient_get_patient (patient);
  g_autoptr (MesoItem) changed = NULL;
  g_autoptr (MesoItem) theirs = NULL;
  g_autoptr (MesoLibraryPatient) stale = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changes = 0;

  g_signal_connect_swapped (patient, "changed", G_CALLBACK (count_cb), &n_changes);
  data.name = (char *) "New Name";
  changed = meso_item_changed (meso_library_patient_get_item (patient), &data);

  /* Another program reads the file before it is changed. */
  other = open_library (folder);
  stale = g_list_model_get_item (G_LIST_MODEL (other), 0);

  g_assert_true (meso_library_update_patient (library, patient, changed, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (meso_library_patient_get_title (patient), ==, "New Name");
  g_assert_cmpint (meso_library_patient_get_revision (patient), ==, 2);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (meso_library_patient_matches (patient, "new"));
  g_assert_false (meso_library_patient_matches (patient, "old"));

  theirs = meso_item_changed (meso_library_patient_get_item (stale), meso_library_patient_get_patient (stale));
  g_assert_false (meso_library_update_patient (other, stale, theirs, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_assert_cmpstr (meso_library_patient_get_title (stale), ==, "New Name");
  remove_folder (folder);
}

static void
test_sessions (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  MesoLibraryPatient *patient = create (library, "M-1", "Anna", NULL);
  GListModel *sessions = meso_library_patient_get_sessions (patient);
  /* Noon in Berlin is earlier than eleven in London. */
  g_autofree char *first = add_session (library, patient, "2026-06-03T12:00:00+02:00", "A1");
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *broken = NULL;
  g_autoptr (MesoSession) again = NULL;
  g_autoptr (MesoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  meso_library_patient_load_sessions (patient);
  second = add_session (library, patient, "2026-06-03T11:30:00+00:00", "A2");
  meso_library_patient_load_sessions (patient);
  third = add_session (library, patient, "2025-01-01T09:00:00+01:00", NULL);
  broken = g_build_filename (folder, "patients", "M-1-broken", NULL);
  g_clear_pointer (&broken, g_free);
  broken = g_strdup_printf ("%s/sessions/2027-01-01T0900-00000000", meso_library_patient_get_folder (patient));
  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);

  meso_library_patient_load_sessions (patient);
  g_assert_cmpuint (g_list_model_get_n_items (sessions), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      const char *const order[] = { broken, second, first, third };
      g_autoptr (MesoLibrarySession) session = g_list_model_get_item (sessions, i);

      g_assert_cmpstr (meso_library_session_get_folder (session), ==, order[i]);
      g_assert_true ((meso_library_session_get_error (session) != NULL) == (i == 0));
      if (i == 1)
        {
          g_assert_cmpint (meso_library_session_get_status (session), ==, MESO_STATUS_DRAFT);
          g_assert_cmpint (meso_library_session_get_treatment (session)->number, ==, 2);
          g_assert_cmpuint (meso_library_session_get_n_products (session), ==, 1);
          g_assert_cmpstr (meso_library_session_get_product (session, 0)->lot, ==, "A2");
          g_assert_cmpuint (meso_library_session_get_done (session, MESO_UNIT_UNSET)->n_points, ==, 0);
          g_assert_cmpint (meso_library_session_get_revision (session), ==, 1);
        }
    }

  /* The same session is not taken twice. */
  store = meso_store_open (first, MESO_STORE_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  again = meso_session_snapshot (meso_store_get_session (store));
  g_assert_null (meso_library_add_session (library, again, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  remove_folder (folder);
}

static void
test_missing (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *gone = g_build_filename (folder, "gone", NULL);
  g_autoptr (MesoLibrary) library = meso_library_new (gone);
  g_autoptr (MesoItem) item = make_patient ("M-1", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (meso_library_get_state (library), ==, MESO_LIBRARY_CLOSED);
  meso_library_refresh (library);
  wait_until (meso_library_get_state (library) == MESO_LIBRARY_MISSING);
  g_assert_nonnull (strstr (meso_library_get_message (library), gone));

  /* Nothing is made in its place, unless that is asked for. */
  g_assert_null (meso_library_create_patient (library, item, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_true (meso_library_create (library, &error));
  g_assert_nonnull (meso_library_create_patient (library, item, &error));
  g_assert_no_error (error);
  g_assert_cmpint (meso_library_get_state (library), ==, MESO_LIBRARY_READY);

  /* And when it goes away while it is open, the list says so. */
  remove_folder (gone);
  meso_library_refresh (library);
  wait_until (meso_library_get_state (library) == MESO_LIBRARY_MISSING);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 0);
  remove_folder (folder);
}

static void
test_default (void)
{
  g_autofree char *folder = meso_library_get_default_folder ();
  g_autoptr (MesoLibrary) library = meso_library_new (NULL);

  g_assert_cmpstr (meso_library_get_folder (library), ==, folder);
  g_assert_true (g_str_has_prefix (folder, g_get_user_data_dir ()));
  meso_library_refresh (library);
  wait_until (meso_library_get_state (library) == MESO_LIBRARY_READY);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  create (library, "M-1", NULL, NULL);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 1);
}

static void
test_broken_patient (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  g_autofree char *broken = g_build_filename (folder, "patients", "M-7-aaaaaaaa", NULL);
  g_autofree char *file = g_build_filename (broken, "patient.xml", NULL);
  g_autofree char *hidden = g_build_filename (folder, "patients", ".mesomap-1-2.tmp", NULL);
  g_autoptr (MesoLibraryPatient) patient = NULL;

  create (library, "M-9", "Whole", NULL);
  g_assert_cmpint (g_mkdir (broken, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (hidden, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, "<patient", -1, NULL));
  g_assert_true (meso_library_load (library, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 2);
  patient = g_list_model_get_item (G_LIST_MODEL (library), 0);
  g_assert_nonnull (meso_library_patient_get_error (patient));
  g_assert_cmpstr (meso_library_patient_get_title (patient), ==, "M-7-aaaaaaaa");
  g_assert_null (meso_library_patient_get_patient (patient));
  g_assert_true (meso_library_patient_matches (patient, "m-7"));
  remove_folder (folder);
}

static gboolean
find (MesoLibraryPatient *patient,
      const char *query)
{
  g_autofree char *folded = meso_search_fold (query);

  return meso_library_patient_matches (patient, folded);
}

static void
test_search (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  MesoLibraryPatient *marek = create (library, "M-0103", "Marek Dvořák", "1988-02-09");
  MesoLibraryPatient *kim = create (library, "M-0105", "Kim Soo-jin 김수진", "1963-05-30");
  MesoLibraryPatient *lukasz = create (library, "X_1", "Łukasz  Weiß", NULL);
  g_autofree char *session = add_session (library, marek, "2026-06-03T12:00:00+02:00", "K5512");

  g_assert_true (find (marek, "dvorak"));
  g_assert_true (find (marek, "DVOŘ"));
  g_assert_true (find (marek, "dvorak marek"));
  g_assert_true (find (marek, " 0103 "));
  g_assert_true (find (marek, "1988-02-09"));
  g_assert_true (find (marek, "9.2.1988"));
  g_assert_true (find (marek, "09.02.1988"));
  g_assert_true (find (marek, "9/02/1988"));
  g_assert_true (find (marek, ""));
  g_assert_false (find (marek, "dvorak anna"));
  g_assert_true (find (kim, "김"));
  g_assert_true (find (kim, "수진"));
  g_assert_false (find (marek, "김"));
  g_assert_true (find (lukasz, "lukasz weiss"));

  /* Lots are known when the sessions have been looked at. */
  g_assert_false (find (marek, "k5512"));
  g_assert_cmpuint (meso_library_patient_get_n_drafts (marek), ==, 0);
  meso_library_refresh (library);
  wait_until (find (marek, "k5512"));
  g_assert_false (find (kim, "k5512"));
  g_assert_cmpuint (meso_library_patient_get_n_drafts (marek), ==, 1);
  g_assert_cmpstr (meso_library_patient_get_last_visit (marek), ==, "2026-06-03");
  remove_folder (folder);
}

static void
changed_cb (GListModel *model,
            guint position,
            guint removed,
            guint added,
            guint *n_signals)
{
  (*n_signals)++;
}

static void
test_refresh (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = open_library (folder);
  g_autoptr (MesoLibrary) other = NULL;
  MesoLibraryPatient *first = create (library, "M-1", NULL, NULL);
  guint n_signals = 0;

  create (library, "M-3", NULL, NULL);
  g_signal_connect (library, "items-changed", G_CALLBACK (changed_cb), &n_signals);

  /* What another program adds comes by itself, and what is there stays the same object. */
  other = open_library (folder);
  create (other, "M-2", NULL, NULL);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (library)) == 3);
  g_assert_cmpuint (n_signals, ==, 1);
  g_assert_true (meso_library_lookup_code (library, "M-1") == first);
  remove_folder (folder);
}

/* Quickly, without making each durable. */
static void
write_patients (const char *folder,
                guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *code = g_strdup_printf ("M-%05u", i);
      g_autofree char *name = g_strdup_printf ("Name %u", i);
      g_autoptr (MesoItem) item = make_patient (code, name, NULL);
      g_autoptr (GBytes) bytes = meso_patient_write (item, 1, NULL);
      g_autofree char *patient = g_strdup_printf ("%s/patients/%s-00000000", folder, code);
      g_autofree char *path = g_build_filename (patient, "patient.xml", NULL);

      g_assert_cmpint (g_mkdir_with_parents (patient, 0700), ==, 0);
      g_assert_true (g_file_set_contents_full (path,
                                               g_bytes_get_data (bytes, NULL),
                                               (gssize) g_bytes_get_size (bytes),
                                               G_FILE_SET_CONTENTS_NONE,
                                               0600,
                                               NULL));
    }
}

/* One that is created while a scan runs stays, and stays the same. */
static void
test_create_while_scanning (void)
{
  g_autofree char *folder = make_folder ();
  g_autoptr (MesoLibrary) library = NULL;
  gpointer created;

  write_patients (folder, 500);
  library = open_library (folder);
  meso_library_refresh (library);
  created = create (library, "N-1", "Created", NULL);
  g_object_add_weak_pointer (G_OBJECT (created), &created);
  for (guint i = 0; i < 50; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_nonnull (created);
  g_assert_true (meso_library_lookup_code (library, "N-1") == created);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, 501);
  g_object_remove_weak_pointer (G_OBJECT (created), &created);
  remove_folder (folder);
}

/* So many that reading them takes a moment: the list fills meanwhile, and the main loop goes on. */
static void
test_many (void)
{
  g_autofree char *folder = make_folder_in_memory ();
  g_autoptr (MesoLibrary) library = meso_library_new (folder);
  guint n_signals = 0, n_found = 0;
  g_autofree char *query = meso_search_fold ("name 77");
  gint64 start;

  write_patients (folder, MANY);
  g_signal_connect (library, "items-changed", G_CALLBACK (changed_cb), &n_signals);
  start = g_get_monotonic_time ();
  meso_library_refresh (library);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (library)) > 0);
  g_test_message ("first patients after %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  wait_until (meso_library_get_state (library) == MESO_LIBRARY_READY);
  g_test_message ("%u patients after %d ms", MANY, (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, MANY);
  g_assert_cmpuint (n_signals, >, 10);
  g_assert_cmpuint (n_signals, <, 100);

  start = g_get_monotonic_time ();
  for (guint i = 0; i < MANY; i++)
    {
      g_autoptr (MesoLibraryPatient) patient = g_list_model_get_item (G_LIST_MODEL (library), i);

      n_found += meso_library_patient_matches (patient, query);
    }
  g_test_message ("first search %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpuint (n_found, >=, 111);

  /* The worker notices that nobody wants its work any more. */
  g_clear_object (&library);
  g_usleep (200000);
  remove_folder (folder);
}

int
main (int argc,
      char *argv[])
{
  g_autofree char *data_home = g_dir_make_tmp ("mesomap-test-XXXXXX", NULL);
  int result;

  /* GLib's own way to do this leaks, which hides leaks of ours. */
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/library/layout", test_layout);
  g_test_add_func ("/library/codes", test_codes);
  g_test_add_func ("/library/update", test_update);
  g_test_add_func ("/library/sessions", test_sessions);
  g_test_add_func ("/library/missing", test_missing);
  g_test_add_func ("/library/default", test_default);
  g_test_add_func ("/library/broken-patient", test_broken_patient);
  g_test_add_func ("/library/search", test_search);
  g_test_add_func ("/library/refresh", test_refresh);
  g_test_add_func ("/library/create-while-scanning", test_create_while_scanning);
  g_test_add_func ("/library/many", test_many);
  result = g_test_run ();
  remove_folder (data_home);
  return result;
}
