/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-library-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"
#include "library/meso-file-writer.h"

/* Reading the folder of a library on a worker thread, and handing over what is found in batches. */

/* So many patients come at once. */
#define BATCH 250

typedef struct
{
  GWeakRef library;
  MesoScanFunc func;
  GMainContext *context;
  GCancellable *cancellable;
  char *patients_folder;
  gboolean checks_diagrams;
  GHashTable *known; /* path -> MesoLibraryPatient; NULL for the first time */
} Scan;

typedef struct
{
  Scan *scan;
  MesoScanBatch *batch;
} Delivery;

static Scan *
new_scan (GObject *library,
          const char *patients_folder,
          GPtrArray *known,
          gboolean checks_diagrams,
          MesoScanFunc func)
{
  Scan *scan = g_atomic_rc_box_new0 (Scan);

  g_weak_ref_init (&scan->library, library);
  scan->func = func;
  scan->context = g_main_context_ref_thread_default ();
  scan->cancellable = g_cancellable_new ();
  scan->patients_folder = g_strdup (patients_folder);
  scan->checks_diagrams = checks_diagrams;
  if (known->len > 0)
    {
      scan->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      for (guint i = 0; i < known->len; i++)
        {
          MesoLibraryPatient *patient = g_ptr_array_index (known, i);

          g_hash_table_insert (scan->known,
                               g_strdup (meso_library_patient_get_folder (patient)),
                               g_object_ref (patient));
        }
    }
  return scan;
}

static void
clear_scan (gpointer data)
{
  Scan *scan = data;

  g_weak_ref_clear (&scan->library);
  g_main_context_unref (scan->context);
  g_object_unref (scan->cancellable);
  g_free (scan->patients_folder);
  g_clear_pointer (&scan->known, g_hash_table_unref);
}

static void
unref_scan (gpointer scan)
{
  g_atomic_rc_box_release_full (scan, clear_scan);
}

static MesoScanBatch *
new_batch (Scan *scan)
{
  MesoScanBatch *batch = g_new0 (MesoScanBatch, 1);

  batch->is_all = scan->known != NULL;
  return batch;
}

static void
free_delivery (gpointer data)
{
  Delivery *delivery = data;

  g_clear_pointer (&delivery->batch->patients, g_ptr_array_unref);
  g_clear_pointer (&delivery->batch->indexes, g_ptr_array_unref);
  g_clear_error (&delivery->batch->error);
  g_free (delivery->batch->diagrams_message);
  g_free (delivery->batch);
  unref_scan (delivery->scan);
  g_free (delivery);
}

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;
  g_autoptr (GObject) library = g_weak_ref_get (&delivery->scan->library);

  if (library != NULL)
    delivery->scan->func (delivery->batch, delivery->scan->cancellable, library);
  return G_SOURCE_REMOVE;
}

static void
send_batch (Scan *scan,
            MesoScanBatch *batch)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  delivery->scan = g_atomic_rc_box_acquire (scan);
  delivery->batch = batch;
  /* g_main_context_invoke() would call it here and now when the main loop happens not to run. */
  g_source_set_callback (source, deliver_cb, delivery, free_delivery);
  g_source_attach (source, scan->context);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The paths of the patients' folders. */
GPtrArray *
_meso_list_patient_folders (const char *patients_folder,
                            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GDir) dir = g_dir_open (patients_folder, 0, &local_error);
  GPtrArray *folders;
  const char *name;

  if (dir == NULL)
    {
      gboolean missing = g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ||
                         g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);

      g_set_error_literal (error,
                           G_IO_ERROR,
                           missing ? G_IO_ERROR_NOT_FOUND : G_IO_ERROR_FAILED,
                           local_error->message);
      return NULL;
    }
  folders = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;

      if (name[0] == '.')
        continue;
      path = g_build_filename (patients_folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        g_ptr_array_add (folders, g_steal_pointer (&path));
    }
  g_ptr_array_sort (folders, compare_names);
  return folders;
}

static MesoLibraryPatient *
read_patient (Scan *scan,
              const char *folder)
{
  MesoLibraryPatient *known = scan->known != NULL ? g_hash_table_lookup (scan->known, folder) : NULL;

  if (known != NULL && _meso_library_patient_is_current (known))
    return g_object_ref (known);
  return _meso_library_patient_new (folder);
}

/* Reads them too: the window asks for them soon. */
static char *
check_diagrams (void)
{
  g_autoptr (GError) error = NULL;

  if (meso_diagram_set_check_own (meso_diagram_set_get_default (), &error))
    return NULL;
  /* translators: %s begins with a file and a line, such as "diagrams/scar.svg:12: region ‘cheek’ has no path" */
  return g_strdup_printf (_ ("A diagram of this library cannot be used: %s"), error->message);
}

/* First all patients, so that the list can be used, then what is in their sessions. */
static void
scan_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Scan *scan = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) folders = _meso_list_patient_folders (scan->patients_folder, &error);
  MesoScanBatch *batch = new_batch (scan);

  for (guint i = 0; folders != NULL && i < folders->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (batch->patients == NULL)
        batch->patients = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (batch->patients, read_patient (scan, g_ptr_array_index (folders, i)));
      if (scan->known == NULL && batch->patients->len == BATCH)
        {
          send_batch (scan, g_steal_pointer (&batch));
          batch = new_batch (scan);
        }
    }
  /* Nobody is left of those we knew. */
  if (scan->known != NULL && batch->patients == NULL)
    batch->patients = g_ptr_array_new_with_free_func (g_object_unref);
  batch->error = g_steal_pointer (&error);
  batch->patients_done = TRUE;
  if (scan->checks_diagrams)
    batch->diagrams_message = check_diagrams ();
  send_batch (scan, g_steal_pointer (&batch));

  batch = new_batch (scan);
  for (guint i = 0; folders != NULL && i < folders->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      if (batch->indexes == NULL)
        batch->indexes = g_ptr_array_new_with_free_func ((GDestroyNotify) _meso_patient_index_free);
      g_ptr_array_add (batch->indexes, _meso_patient_index_new (g_ptr_array_index (folders, i)));
      if (batch->indexes->len == BATCH)
        {
          send_batch (scan, g_steal_pointer (&batch));
          batch = new_batch (scan);
        }
    }
  batch->done = TRUE;
  send_batch (scan, batch);
  if (folders != NULL)
    meso_folder_sweep (scan->patients_folder);
  g_task_return_boolean (task, TRUE);
}

/* Starts a scan. @func gets each batch on the thread that called this, as long as @library is there. A library that is
 * gone does not wait for its scan; a cancelled one ends soon. @known: the patients of the list. @checks_diagrams:
 * whether the library's own diagrams are in use, and are read as well. */
GCancellable *
_meso_library_scan_start (GObject *library,
                          const char *patients_folder,
                          GPtrArray *known,
                          gboolean checks_diagrams,
                          MesoScanFunc func)
{
  Scan *scan = new_scan (library, patients_folder, known, checks_diagrams, func);
  GCancellable *cancellable = g_object_ref (scan->cancellable);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_set_source_tag (task, _meso_library_scan_start);
  g_task_set_task_data (task, scan, unref_scan);
  g_task_run_in_thread (task, scan_thread);
  return cancellable;
}
