/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-library-patient.h"

#include <string.h>
#include <sys/stat.h>

#include "library/meso-library-private.h"
#include "library/meso-library-session.h"
#include "library/meso-search-text.h"
#include "record/meso-patient-file.h"

/* How long the date and time at the beginning of a session folder's name is. */
#define FOLDER_TIME_LENGTH 15

struct _MesoLibraryPatient
{
  GObject parent_instance;

  char *folder;
  MesoItem *item; /* NULL when the file cannot be read */
  GError *error;
  char *title;
  gint64 revision;
  struct timespec file_time;
  off_t file_size;

  char *last_visit;
  char *lots;
  guint n_drafts;
  char *search_text; /* folded, made when first needed */

  GListStore *sessions;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MesoLibraryPatient, meso_library_patient, G_TYPE_OBJECT)

static int
compare_names_backwards (gconstpointer a,
                         gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* The paths of the folders of a patient's sessions, newest first by their names. */
GPtrArray *
_meso_list_session_folders (const char *patient_folder)
{
  g_autofree char *path = g_build_filename (patient_folder, MESO_SESSIONS_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = NULL;

      /* What is being made has a hidden name. */
      if (name[0] == '.')
        continue;
      folder = g_build_filename (path, name, NULL);
      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (folders, g_steal_pointer (&folder));
    }
  g_ptr_array_sort (folders, compare_names_backwards);
  return folders;
}

/* The date and time of the newest folder, for a list that has not read the sessions yet. */
static char *
guess_last_visit (GPtrArray *folders)
{
  g_autofree char *name = NULL;

  if (folders->len == 0)
    return NULL;
  name = g_path_get_basename (g_ptr_array_index (folders, 0));
  return strlen (name) >= FOLDER_TIME_LENGTH ? g_strndup (name, 10) : NULL;
}

/* Reads a patient's sessions for what the list of patients needs of them. For the worker thread. */
MesoPatientIndex *
_meso_patient_index_new (const char *folder)
{
  g_autoptr (GPtrArray) folders = _meso_list_session_folders (folder);
  g_autoptr (GString) lots = g_string_new (NULL);
  MesoPatientIndex *self = g_new0 (MesoPatientIndex, 1);

  self->folder = g_strdup (folder);
  self->products = meso_known_products_new ();
  self->last_visit = guess_last_visit (folders);
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (MesoLibrarySession) session = meso_library_session_new (g_ptr_array_index (folders, i));

      self->n_drafts += meso_library_session_get_status (session) == MESO_STATUS_DRAFT;
      for (guint k = 0; k < meso_library_session_get_n_products (session); k++)
        {
          const MesoProduct *product = meso_library_session_get_product (session, k);

          meso_known_products_add (self->products, product);
          if (product->lot != NULL)
            g_string_append_printf (lots, " %s", product->lot);
        }
    }
  self->lots = g_strdup (lots->str);
  return self;
}

void
_meso_patient_index_free (MesoPatientIndex *self)
{
  g_free (self->folder);
  g_free (self->lots);
  g_free (self->last_visit);
  meso_known_products_free (self->products);
  g_free (self);
}

static void
read_file (MesoLibraryPatient *self)
{
  g_autofree char *path = g_build_filename (self->folder, MESO_PATIENT_FILE, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  struct stat info;

  g_clear_object (&self->item);
  g_clear_error (&self->error);
  if (stat (path, &info) == 0)
    {
      self->file_time = info.st_mtim;
      self->file_size = info.st_size;
    }
  bytes = g_file_load_bytes (file, NULL, NULL, &self->error);
  if (bytes != NULL)
    self->item = meso_patient_read (bytes, path, &self->revision, &self->error);

  g_free (self->title);
  if (self->item == NULL)
    {
      self->title = g_path_get_basename (self->folder);
    }
  else
    {
      const MesoPatient *patient = meso_item_get_patient (self->item);

      self->title = g_strdup (patient->name != NULL ? patient->name : patient->code);
    }
}

static const char *
get_search_text (MesoLibraryPatient *self)
{
  g_autoptr (GString) text = NULL;

  if (self->search_text != NULL)
    return self->search_text;

  text = g_string_new (self->title);
  if (self->item != NULL)
    {
      const MesoPatient *patient = meso_item_get_patient (self->item);

      g_string_append_printf (text, " %s", patient->code);
      meso_search_append_date (text, patient->birth_date);
    }
  if (self->lots != NULL)
    g_string_append (text, self->lots);
  self->search_text = meso_search_fold (text->str);
  return self->search_text;
}

static void
emit_changed (MesoLibraryPatient *self)
{
  g_clear_pointer (&self->search_text, g_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
meso_library_patient_finalize (GObject *object)
{
  MesoLibraryPatient *self = MESO_LIBRARY_PATIENT (object);

  g_free (self->folder);
  g_clear_object (&self->item);
  g_clear_error (&self->error);
  g_free (self->title);
  g_free (self->last_visit);
  g_free (self->lots);
  g_free (self->search_text);
  g_clear_object (&self->sessions);

  G_OBJECT_CLASS (meso_library_patient_parent_class)->finalize (object);
}

static void
meso_library_patient_class_init (MesoLibraryPatientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_library_patient_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
meso_library_patient_init (MesoLibraryPatient *self)
{
  self->sessions = g_list_store_new (MESO_TYPE_LIBRARY_SESSION);
}

/* Reads the patient's file, on any thread. Never NULL. */
MesoLibraryPatient *
_meso_library_patient_new (const char *folder)
{
  MesoLibraryPatient *self = g_object_new (MESO_TYPE_LIBRARY_PATIENT, NULL);
  g_autoptr (GPtrArray) folders = _meso_list_session_folders (folder);

  self->folder = g_strdup (folder);
  self->last_visit = guess_last_visit (folders);
  read_file (self);
  return self;
}

/* Whether the file is the one that was read. May be asked on any thread. */
gboolean
_meso_library_patient_is_current (MesoLibraryPatient *self)
{
  g_autofree char *path = g_build_filename (self->folder, MESO_PATIENT_FILE, NULL);
  struct stat info;

  return self->item != NULL && stat (path, &info) == 0 && info.st_size == self->file_size &&
         info.st_mtim.tv_sec == self->file_time.tv_sec && info.st_mtim.tv_nsec == self->file_time.tv_nsec;
}

void
_meso_library_patient_set_index (MesoLibraryPatient *self,
                                 const MesoPatientIndex *index)
{
  if (g_strcmp0 (self->lots, index->lots) == 0 && g_strcmp0 (self->last_visit, index->last_visit) == 0 &&
      self->n_drafts == index->n_drafts)
    return;
  g_free (self->lots);
  self->lots = g_strdup (index->lots);
  g_free (self->last_visit);
  self->last_visit = g_strdup (index->last_visit);
  self->n_drafts = index->n_drafts;
  emit_changed (self);
}

void
_meso_library_patient_reload (MesoLibraryPatient *self)
{
  read_file (self);
  emit_changed (self);
}

/** meso_library_patient_get_folder: the patient's folder. */
const char *
meso_library_patient_get_folder (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->folder;
}

/** meso_library_patient_get_error: (nullable): why the patient's file cannot be read. */
const GError *
meso_library_patient_get_error (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->error;
}

/** meso_library_patient_get_item: (transfer none) (nullable): the patient with all alerts. */
MesoItem *
meso_library_patient_get_item (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->item;
}

/** meso_library_patient_get_patient: (nullable): %NULL when the file cannot be read. */
const MesoPatient *
meso_library_patient_get_patient (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->item != NULL ? meso_item_get_patient (self->item) : NULL;
}

/** meso_library_patient_get_title: the name, or the code where there is none, or else the folder's name. */
const char *
meso_library_patient_get_title (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->title;
}

/** meso_library_patient_get_revision: of the patient's file. */
gint64
meso_library_patient_get_revision (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), 0);

  return self->revision;
}

/** meso_library_patient_get_last_visit: (nullable): YYYY-MM-DD. */
const char *
meso_library_patient_get_last_visit (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return self->last_visit;
}

/** meso_library_patient_get_n_drafts: how many sessions are drafts, as far as the library has looked. */
guint
meso_library_patient_get_n_drafts (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), 0);

  return self->n_drafts;
}

/**
 * meso_library_patient_matches:
 * @folded_query: from meso_search_fold(), once for the whole list
 *
 * Whether the name, code, birth date and lots have each word of the query.
 */
gboolean
meso_library_patient_matches (MesoLibraryPatient *self,
                              const char *folded_query)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), FALSE);
  g_return_val_if_fail (folded_query != NULL, FALSE);

  return meso_search_matches (get_search_text (self), folded_query);
}

/**
 * meso_library_patient_get_sessions:
 *
 * Returns: (transfer none): #MesoLibrarySession, newest first; empty until they have been loaded
 */
GListModel *
meso_library_patient_get_sessions (MesoLibraryPatient *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);

  return G_LIST_MODEL (self->sessions);
}

static int
compare_sessions (gconstpointer a,
                  gconstpointer b)
{
  return meso_library_session_compare (*(const gpointer *) a, *(const gpointer *) b, NULL);
}

static GPtrArray *
read_sessions (const char *patient_folder)
{
  g_autoptr (GPtrArray) folders = _meso_list_session_folders (patient_folder);
  GPtrArray *sessions = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < folders->len; i++)
    g_ptr_array_add (sessions, meso_library_session_new (g_ptr_array_index (folders, i)));
  g_ptr_array_sort (sessions, compare_sessions);
  return sessions;
}

static void
set_sessions (MesoLibraryPatient *self,
              GPtrArray *sessions)
{
  g_list_store_splice (self->sessions,
                       0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->sessions)),
                       sessions->pdata,
                       sessions->len);
}

/** meso_library_patient_load_sessions: reads the sessions, now. */
void
meso_library_patient_load_sessions (MesoLibraryPatient *self)
{
  g_autoptr (GPtrArray) sessions = NULL;

  g_return_if_fail (MESO_IS_LIBRARY_PATIENT (self));

  sessions = read_sessions (self->folder);
  set_sessions (self, sessions);
}

static void
read_sessions_thread (GTask *task,
                      gpointer source,
                      gpointer task_data,
                      GCancellable *cancellable)
{
  g_task_return_pointer (task, read_sessions (task_data), (GDestroyNotify) g_ptr_array_unref);
}

/** meso_library_patient_load_sessions_async: reads the sessions on a worker thread, also once more after a change. */
void
meso_library_patient_load_sessions_async (MesoLibraryPatient *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (MESO_IS_LIBRARY_PATIENT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, meso_library_patient_load_sessions_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, read_sessions_thread);
}

/** meso_library_patient_load_sessions_finish: puts them into the list of sessions. */
gboolean
meso_library_patient_load_sessions_finish (MesoLibraryPatient *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_autoptr (GPtrArray) sessions = NULL;

  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  sessions = g_task_propagate_pointer (G_TASK (result), error);
  if (sessions == NULL)
    return FALSE;
  set_sessions (self, sessions);
  return TRUE;
}

/* The number after the highest of the course, among the sessions that are loaded. */
static gint64
find_next_number (MesoLibraryPatient *self,
                  const char *course)
{
  gint64 highest = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->sessions)); i++)
    {
      g_autoptr (MesoLibrarySession) session = g_list_model_get_item (G_LIST_MODEL (self->sessions), i);
      const MesoTreatment *treatment = meso_library_session_get_treatment (session);

      if (treatment != NULL && treatment->number != MESO_UNSET && g_strcmp0 (treatment->course, course) == 0)
        highest = MAX (highest, treatment->number);
    }
  return highest + 1;
}

/**
 * meso_library_patient_new_session:
 * @visit: with at least its start
 * @treatment: (nullable): a course without a number gets the one after the highest; without a course it starts one
 *
 * Returns: (transfer full): a draft for the patient as of now, to be given to meso_library_add_session()
 */
MesoSession *
meso_library_patient_new_session (MesoLibraryPatient *self,
                                  const MesoVisit *visit,
                                  const MesoTreatment *treatment)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *new_course = g_uuid_string_random ();
  g_autoptr (MesoItem) visit_item = NULL;
  MesoSession *session;

  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (self), NULL);
  g_return_val_if_fail (self->item != NULL, NULL);
  g_return_val_if_fail (visit != NULL, NULL);

  session = meso_session_new (id);
  meso_session_load_item (session, self->item);
  visit_item = meso_item_new (MESO_ITEM_VISIT, visit, NULL, NULL);
  meso_session_load_item (session, visit_item);
  if (treatment != NULL)
    {
      MesoTreatment own = *treatment;
      g_autoptr (MesoItem) treatment_item = NULL;

      if (own.course == NULL)
        own.course = new_course;
      if (own.number == MESO_UNSET)
        own.number = find_next_number (self, own.course);
      treatment_item = meso_item_new (MESO_ITEM_TREATMENT, &own, NULL, NULL);
      meso_session_load_item (session, treatment_item);
    }
  return session;
}
