/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-library"

#include "config.h"

#include "library/meso-library.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "diagram/meso-diagram-set.h"
#include "drawing/meso-svg-writer.h"
#include "library/meso-file-writer.h"
#include "library/meso-library-private.h"
#include "library/meso-library-session.h"
#include "library/meso-photo-files.h"
#include "library/meso-session-files.h"
#include "model/meso-error.h"
#include "record/meso-patient-file.h"
#include "record/meso-session-writer.h"

#define PATIENTS_FOLDER "patients"
#define DIAGRAMS_FOLDER "diagrams"

/* Several files change at once; the folder is read again when it is quiet. */
#define WATCH_MS 1000

struct _MesoLibrary
{
  GObject parent_instance;

  char *folder;
  char *patients_folder;
  gboolean is_default;

  MesoLibraryState state;
  char *message;

  GPtrArray *patients; /* MesoLibraryPatient, in the order of the list */
  GHashTable *by_folder; /* path -> MesoLibraryPatient */

  GCancellable *scan; /* of the scan that runs */
  gboolean scan_again;
  GFileMonitor *monitor;
  guint watch_source;

  gboolean uses_diagrams;
  gboolean diagrams_changed;
  char *diagrams_message;
  GFileMonitor *diagrams_monitor;

  MesoOwnSetups *setups; /* made when first asked for */
  MesoKnownProducts *products;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_DIAGRAMS_MESSAGE,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void meso_library_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MesoLibrary,
                               meso_library,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, meso_library_list_model_init))

GType
meso_library_state_get_type (void)
{
  static const GEnumValue values[] = {
    { MESO_LIBRARY_CLOSED, "MESO_LIBRARY_CLOSED", "closed" },
    { MESO_LIBRARY_LOADING, "MESO_LIBRARY_LOADING", "loading" },
    { MESO_LIBRARY_READY, "MESO_LIBRARY_READY", "ready" },
    { MESO_LIBRARY_MISSING, "MESO_LIBRARY_MISSING", "missing" },
    { MESO_LIBRARY_FAILED, "MESO_LIBRARY_FAILED", "failed" },
    { 0, NULL, NULL },
  };
  static gsize type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("MesoLibraryState", values));
  return type;
}

/* The list */

static GType
meso_library_get_item_type (GListModel *model)
{
  return MESO_TYPE_LIBRARY_PATIENT;
}

static guint
meso_library_get_n_items (GListModel *model)
{
  return MESO_LIBRARY (model)->patients->len;
}

static gpointer
meso_library_get_item (GListModel *model,
                       guint position)
{
  MesoLibrary *self = MESO_LIBRARY (model);

  return position < self->patients->len ? g_object_ref (g_ptr_array_index (self->patients, position)) : NULL;
}

static void
meso_library_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = meso_library_get_item_type;
  iface->get_n_items = meso_library_get_n_items;
  iface->get_item = meso_library_get_item;
}

static void
notify_list (MesoLibrary *self,
             guint position,
             guint removed,
             guint added)
{
  if (removed == 0 && added == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  if (removed != added)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

static void
remember (MesoLibrary *self,
          MesoLibraryPatient *patient)
{
  g_hash_table_insert (self->by_folder, g_strdup (meso_library_patient_get_folder (patient)), patient);
}

static void
append_patients (MesoLibrary *self,
                 GPtrArray *patients)
{
  guint position = self->patients->len;

  for (guint i = 0; i < patients->len; i++)
    {
      MesoLibraryPatient *patient = g_ptr_array_index (patients, i);

      /* One that was created while the scan ran is there already. */
      if (g_hash_table_contains (self->by_folder, meso_library_patient_get_folder (patient)))
        continue;
      g_ptr_array_add (self->patients, g_object_ref (patient));
      remember (self, patient);
    }
  notify_list (self, position, 0, self->patients->len - position);
}

/* Replaces the list by @patients, changing only what differs between the common beginning and the common end. */
static void
replace_patients (MesoLibrary *self,
                  GPtrArray *patients)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->patients);
  guint shorter = MIN (old->len, patients->len);
  guint first = 0, last = 0;

  while (first < shorter && old->pdata[first] == patients->pdata[first])
    first++;
  while (last < shorter - first && old->pdata[old->len - 1 - last] == patients->pdata[patients->len - 1 - last])
    last++;

  self->patients = g_ptr_array_ref (patients);
  g_hash_table_remove_all (self->by_folder);
  for (guint i = 0; i < patients->len; i++)
    remember (self, g_ptr_array_index (patients, i));
  notify_list (self, first, old->len - first - last, patients->len - first - last);
}

static void
set_state (MesoLibrary *self,
           MesoLibraryState state,
           const char *message)
{
  if (g_strcmp0 (self->message, message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_MESSAGE]);
    }
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }
}

/* Scanning */

static void
set_scan_error (MesoLibrary *self,
                const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      set_state (self, MESO_LIBRARY_FAILED, error->message);
    }
  else if (self->is_default)
    {
      /* It is made with the first patient. */
      set_state (self, MESO_LIBRARY_READY, NULL);
    }
  else
    {
      g_autofree char *shown = g_filename_display_name (self->folder);
      /* translators: %s is a folder */
      g_autofree char *message = g_strdup_printf (_ ("The library is not there: %s"), shown);

      set_state (self, MESO_LIBRARY_MISSING, message);
    }
}

static void
take_indexes (MesoLibrary *self,
              GPtrArray *indexes)
{
  for (guint i = 0; i < indexes->len; i++)
    {
      const MesoPatientIndex *index = g_ptr_array_index (indexes, i);
      MesoLibraryPatient *patient = g_hash_table_lookup (self->by_folder, index->folder);

      meso_known_products_add_all (self->products, index->products);
      if (patient != NULL)
        _meso_library_patient_set_index (patient, index);
    }
}

static void
set_diagrams_message (MesoLibrary *self,
                      const char *message)
{
  if (g_strcmp0 (self->diagrams_message, message) == 0)
    return;
  g_free (self->diagrams_message);
  self->diagrams_message = g_strdup (message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DIAGRAMS_MESSAGE]);
}

static void
take_batch (const MesoScanBatch *batch,
            GCancellable *scan,
            GObject *object)
{
  MesoLibrary *self = MESO_LIBRARY (object);

  if (self->scan != scan)
    return;

  if (batch->patients != NULL && batch->is_all)
    replace_patients (self, batch->patients);
  else if (batch->patients != NULL)
    append_patients (self, batch->patients);
  if (batch->error != NULL)
    set_scan_error (self, batch->error);
  else if (batch->patients_done)
    set_state (self, MESO_LIBRARY_READY, NULL);
  if (batch->patients_done)
    set_diagrams_message (self, batch->diagrams_message);
  if (batch->indexes != NULL)
    take_indexes (self, batch->indexes);

  if (batch->done)
    {
      g_clear_object (&self->scan);
      if (self->scan_again)
        meso_library_refresh (self);
    }
}

static gboolean
watch_cb (gpointer data)
{
  MesoLibrary *self = data;

  self->watch_source = 0;
  meso_library_refresh (self);
  return G_SOURCE_REMOVE;
}

static void
folder_changed_cb (MesoLibrary *self)
{
  if (self->watch_source == 0)
    self->watch_source = g_timeout_add (WATCH_MS, watch_cb, self);
}

static void
watch (MesoLibrary *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->patients_folder);

  if (self->monitor != NULL)
    return;
  self->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (folder_changed_cb), self);
}

static GFile *
get_diagrams_folder (MesoLibrary *self)
{
  g_autofree char *path = g_build_filename (self->folder, DIAGRAMS_FOLDER, NULL);

  return g_file_new_for_path (path);
}

static void
diagrams_changed_cb (MesoLibrary *self)
{
  self->diagrams_changed = TRUE;
  folder_changed_cb (self);
}

/* Class */

static void
meso_library_get_property (GObject *object,
                           guint prop_id,
                           GValue *value,
                           GParamSpec *pspec)
{
  MesoLibrary *self = MESO_LIBRARY (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_DIAGRAMS_MESSAGE:
      g_value_set_string (value, self->diagrams_message);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->patients->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_library_dispose (GObject *object)
{
  MesoLibrary *self = MESO_LIBRARY (object);

  if (self->scan != NULL)
    g_cancellable_cancel (self->scan);
  g_clear_object (&self->scan);
  g_clear_handle_id (&self->watch_source, g_source_remove);
  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  if (self->diagrams_monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->diagrams_monitor, self);
  g_clear_object (&self->diagrams_monitor);

  G_OBJECT_CLASS (meso_library_parent_class)->dispose (object);
}

static void
meso_library_finalize (GObject *object)
{
  MesoLibrary *self = MESO_LIBRARY (object);

  g_free (self->folder);
  g_free (self->patients_folder);
  g_free (self->message);
  g_free (self->diagrams_message);
  g_clear_object (&self->setups);
  meso_known_products_free (self->products);
  g_hash_table_unref (self->by_folder);
  g_ptr_array_unref (self->patients);

  G_OBJECT_CLASS (meso_library_parent_class)->finalize (object);
}

static void
meso_library_class_init (MesoLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = meso_library_get_property;
  object_class->dispose = meso_library_dispose;
  object_class->finalize = meso_library_finalize;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, MESO_TYPE_LIBRARY_STATE, MESO_LIBRARY_CLOSED, flags);
  props[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  props[PROP_DIAGRAMS_MESSAGE] = g_param_spec_string ("diagrams-message", NULL, NULL, NULL, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
meso_library_init (MesoLibrary *self)
{
  self->products = meso_known_products_new ();
  self->patients = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_folder = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/** meso_library_get_default_folder: (transfer full): in the user's data folder. */
char *
meso_library_get_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "mesomap", NULL);
}

/**
 * meso_library_new:
 * @folder: (nullable): of the library; %NULL for the default one
 *
 * Nothing is read before meso_library_refresh(). The default folder is made with the first patient; any other must be
 * a library already, or become one by meso_library_create(), so that a disk that is not plugged in never leads to a
 * second, empty library.
 */
MesoLibrary *
meso_library_new (const char *folder)
{
  MesoLibrary *self = g_object_new (MESO_TYPE_LIBRARY, NULL);
  g_autofree char *default_folder = meso_library_get_default_folder ();

  self->folder = g_canonicalize_filename (folder != NULL ? folder : default_folder, NULL);
  self->is_default = strcmp (self->folder, default_folder) == 0;
  self->patients_folder = g_build_filename (self->folder, PATIENTS_FOLDER, NULL);
  return self;
}

/**
 * meso_library_find_folder:
 * @path: of a file of a session
 *
 * Goes by the shape of the path alone.
 *
 * Returns: (transfer full) (nullable): the folder of the library that the session is in; %NULL if it is in none
 */
char *
meso_library_find_folder (const char *path)
{
  g_autofree char *absolute = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (path != NULL, NULL);

  /* LIBRARY/patients/PATIENT/sessions/SESSION/FILE */
  absolute = g_canonicalize_filename (path, NULL);
  parts = g_strsplit (absolute, G_DIR_SEPARATOR_S, -1);
  n = g_strv_length (parts);
  if (n < 6 || strcmp (parts[n - 5], PATIENTS_FOLDER) != 0 || strcmp (parts[n - 3], MESO_SESSIONS_FOLDER) != 0)
    return NULL;
  for (guint i = n - 5; i < n; i++)
    g_clear_pointer (&parts[i], g_free);
  return g_strjoinv (G_DIR_SEPARATOR_S, parts);
}

/** meso_library_get_folder: an absolute path. */
const char *
meso_library_get_folder (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);

  return self->folder;
}

/** meso_library_get_state: whether the list can be relied on. */
MesoLibraryState
meso_library_get_state (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), MESO_LIBRARY_CLOSED);

  return self->state;
}

/** meso_library_get_message: (nullable): a translated sentence on what is wrong. */
const char *
meso_library_get_message (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);

  return self->message;
}

/** meso_library_get_setups: (transfer none): those that its people keep. */
MesoOwnSetups *
meso_library_get_setups (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);

  if (self->setups == NULL)
    self->setups = meso_own_setups_new (self->folder);
  return self->setups;
}

/**
 * meso_library_get_products:
 *
 * Returns: (transfer full) (element-type MesoItem): the products that its sessions have used, as far as they were read
 *   by now, without lot, expiry, amounts and id
 */
GPtrArray *
meso_library_get_products (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);

  return meso_known_products_get (self->products);
}

/** meso_library_get_diagrams_message: (nullable): a translated sentence on the first of its diagrams that is wrong. */
const char *
meso_library_get_diagrams_message (MesoLibrary *self)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);

  return self->diagrams_message;
}

/**
 * meso_library_use_diagrams:
 *
 * Adds the clinic's own diagrams, in the library's folder `diagrams`, to those that are built in, in the place of those
 * of another library. They are read with the patients; what is wrong with them is in "diagrams-message" then.
 */
void
meso_library_use_diagrams (MesoLibrary *self)
{
  g_autoptr (GFile) folder = NULL;

  g_return_if_fail (MESO_IS_LIBRARY (self));

  folder = get_diagrams_folder (self);
  self->uses_diagrams = TRUE;
  meso_diagram_set_set_own_folder (meso_diagram_set_get_default (), folder);
  if (self->diagrams_monitor != NULL)
    return;
  self->diagrams_monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->diagrams_monitor != NULL)
    g_signal_connect_swapped (self->diagrams_monitor, "changed", G_CALLBACK (diagrams_changed_cb), self);
}

/**
 * meso_library_create:
 *
 * Makes the folder a library, if it is none. Only after the user has asked for it.
 *
 * Returns: %FALSE with %G_IO_ERROR
 */
gboolean
meso_library_create (MesoLibrary *self,
                     GError **error)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), FALSE);

  if (!meso_folder_create (self->patients_folder, error))
    return FALSE;
  if (self->state == MESO_LIBRARY_MISSING)
    set_state (self, MESO_LIBRARY_READY, NULL);
  return TRUE;
}

/**
 * meso_library_refresh:
 *
 * Reads the patients on a worker thread. The list fills while that goes on; in a list that is filled, only what has
 * changed changes. When a scan is running already, another follows it.
 */
void
meso_library_refresh (MesoLibrary *self)
{
  g_return_if_fail (MESO_IS_LIBRARY (self));

  self->scan_again = self->scan != NULL;
  if (self->scan_again)
    return;
  if (self->state != MESO_LIBRARY_READY)
    set_state (self, MESO_LIBRARY_LOADING, NULL);
  watch (self);
  if (self->uses_diagrams && self->diagrams_changed)
    meso_library_use_diagrams (self);
  self->diagrams_changed = FALSE;
  self->scan = _meso_library_scan_start (G_OBJECT (self),
                                         self->patients_folder,
                                         self->patients,
                                         self->uses_diagrams,
                                         take_batch);
}

/**
 * meso_library_load:
 *
 * Reads the patients now; for programs without a window. Their sessions are not looked at.
 *
 * Returns: %FALSE when the folder is missing or cannot be read
 */
gboolean
meso_library_load (MesoLibrary *self,
                   GError **error)
{
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GPtrArray) patients = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MESO_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (self->scan == NULL, FALSE);

  folders = _meso_list_patient_folders (self->patients_folder, error);
  if (folders == NULL)
    return FALSE;
  for (guint i = 0; i < folders->len; i++)
    g_ptr_array_add (patients, _meso_library_patient_new (g_ptr_array_index (folders, i)));
  replace_patients (self, patients);
  set_state (self, MESO_LIBRARY_READY, NULL);
  return TRUE;
}

/* Looking up and adding */

/** meso_library_lookup_code: (transfer none) (nullable): whatever the case, as some file systems do not tell it. */
MesoLibraryPatient *
meso_library_lookup_code (MesoLibrary *self,
                          const char *code)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < self->patients->len; i++)
    {
      MesoLibraryPatient *candidate = g_ptr_array_index (self->patients, i);
      const MesoPatient *patient = meso_library_patient_get_patient (candidate);

      if (patient != NULL && patient->code != NULL && g_ascii_strcasecmp (patient->code, code) == 0)
        return candidate;
    }
  return NULL;
}

/** meso_library_lookup_id: (transfer none) (nullable). */
MesoLibraryPatient *
meso_library_lookup_id (MesoLibrary *self,
                        const char *id)
{
  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->patients->len; i++)
    {
      MesoLibraryPatient *candidate = g_ptr_array_index (self->patients, i);
      const MesoPatient *patient = meso_library_patient_get_patient (candidate);

      if (patient != NULL && g_ascii_strcasecmp (patient->id, id) == 0)
        return candidate;
    }
  return NULL;
}

static gboolean
check_code (MesoLibrary *self,
            MesoLibraryPatient *own,
            const char *code,
            GError **error)
{
  MesoLibraryPatient *other = meso_library_lookup_code (self, code);

  if (other == NULL || other == own)
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_CONFLICT,
               /* translators: a patient's code, and the name of who has it */
               _ ("The code %s belongs to %s already."),
               code,
               meso_library_patient_get_title (other));
  return FALSE;
}

/* Checks that there is a library, or that a new default one may be begun. */
static gboolean
check_folder (MesoLibrary *self,
              GError **error)
{
  if (g_file_test (self->patients_folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (self->is_default)
    return meso_folder_create (self->patients_folder, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("The library is not there: %s"), self->folder);
  return FALSE;
}

static gboolean
write_patient_file (const char *folder,
                    MesoItem *patient,
                    gint64 revision,
                    GError **error)
{
  g_autofree char *path = g_build_filename (folder, MESO_PATIENT_FILE, NULL);
  g_autoptr (GBytes) bytes = meso_patient_write (patient, revision, error);

  return bytes != NULL && meso_file_replace (path, bytes, error);
}

static gboolean
check_patient (MesoItem *patient,
               GError **error)
{
  if (!meso_item_check (patient, error))
    return FALSE;
  if (meso_item_get_patient (patient)->code != NULL)
    return TRUE;
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("A patient needs a code."));
  return FALSE;
}

/**
 * meso_library_create_patient:
 * @patient: with an id and a code of its own
 *
 * Adds a patient. The list must have been read, so that a code is not given twice.
 *
 * Returns: (transfer none): the patient, now in the list, or %NULL with %MESO_ERROR_CONFLICT when the code or id is
 *   taken, %MESO_ERROR_INVALID, or %G_IO_ERROR
 */
MesoLibraryPatient *
meso_library_create_patient (MesoLibrary *self,
                             MesoItem *patient,
                             GError **error)
{
  const MesoPatient *data;
  g_autofree char *temporary = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) added = NULL;

  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (MESO_IS_ITEM (patient), NULL);

  data = meso_item_get_patient (patient);
  if (!check_patient (patient, error) || !check_folder (self, error) || !check_code (self, NULL, data->code, error))
    return NULL;
  if (meso_library_lookup_id (self, data->id) != NULL)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_CONFLICT, _ ("There is a patient with the id %s already."), data->id);
      return NULL;
    }

  name = g_strdup_printf ("%s-%.8s", data->code, data->id);
  folder = g_build_filename (self->patients_folder, name, NULL);
  temporary = meso_folder_make_temporary_name (self->patients_folder);
  if (!meso_folder_create (temporary, error))
    return NULL;
  if (!write_patient_file (temporary, patient, 1, error) || !meso_folder_move_into_place (temporary, folder, error))
    {
      meso_folder_remove (temporary);
      return NULL;
    }

  added = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (added, _meso_library_patient_new (folder));
  append_patients (self, added);
  if (self->state != MESO_LIBRARY_LOADING)
    set_state (self, MESO_LIBRARY_READY, NULL);
  watch (self);
  /* A scan that has looked already would take the new one out of the list again. */
  if (self->scan != NULL)
    {
      g_cancellable_cancel (self->scan);
      g_clear_object (&self->scan);
      meso_library_refresh (self);
    }
  return g_hash_table_lookup (self->by_folder, folder);
}

/**
 * meso_library_update_patient:
 * @library_patient: of the list
 * @patient: with the same id
 *
 * Writes a patient's new data. Sessions that exist keep what they say: the patient as of that visit.
 *
 * Returns: %FALSE with %MESO_ERROR_CONFLICT when the code is taken, or the file has changed since it was read (it is
 *   read again then), %MESO_ERROR_INVALID, or %G_IO_ERROR
 */
gboolean
meso_library_update_patient (MesoLibrary *self,
                             MesoLibraryPatient *library_patient,
                             MesoItem *patient,
                             GError **error)
{
  const MesoPatient *old;

  g_return_val_if_fail (MESO_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (library_patient), FALSE);
  g_return_val_if_fail (MESO_IS_ITEM (patient), FALSE);

  old = meso_library_patient_get_patient (library_patient);
  g_return_val_if_fail (old != NULL, FALSE);
  g_return_val_if_fail (strcmp (old->id, meso_item_get_patient (patient)->id) == 0, FALSE);

  if (!check_patient (patient, error) ||
      !check_code (self, library_patient, meso_item_get_patient (patient)->code, error))
    return FALSE;
  if (!_meso_library_patient_is_current (library_patient))
    {
      _meso_library_patient_reload (library_patient);
      g_set_error_literal (error,
                           MESO_ERROR,
                           MESO_ERROR_CONFLICT,
                           _ ("Somebody else has changed this patient. Please look at the new data first."));
      return FALSE;
    }
  if (!write_patient_file (meso_library_patient_get_folder (library_patient),
                           patient,
                           meso_library_patient_get_revision (library_patient) + 1,
                           error))
    return FALSE;
  _meso_library_patient_reload (library_patient);
  return TRUE;
}

/* 2026-11-21T1030-UUID8: the time as it was recorded. */
static char *
make_session_name (MesoSession *session)
{
  const char *start = meso_session_get_visit (session)->start;

  return g_strdup_printf ("%.13s%.2s-%.8s", start, start + 14, meso_session_get_id (session));
}

static gboolean
check_new_session (MesoLibraryPatient *patient,
                   MesoSession *session,
                   GError **error)
{
  g_autoptr (GPtrArray) folders = _meso_list_session_folders (meso_library_patient_get_folder (patient));
  g_autofree char *suffix = g_strdup_printf ("-%.8s", meso_session_get_id (session));

  for (guint i = 0; i < folders->len; i++)
    if (g_str_has_suffix (g_ptr_array_index (folders, i), suffix))
      {
        g_set_error (error,
                     MESO_ERROR,
                     MESO_ERROR_CONFLICT,
                     _ ("The library has the session %s already."),
                     meso_session_get_id (session));
        return FALSE;
      }
  return TRUE;
}

static MesoLibraryPatient *
find_or_create_patient (MesoLibrary *self,
                        MesoItem *item,
                        GError **error)
{
  MesoLibraryPatient *patient = meso_library_lookup_id (self, meso_item_get_patient (item)->id);

  return patient != NULL ? patient : meso_library_create_patient (self, item, error);
}

static gboolean
write_session_files (const char *folder,
                     MesoSession *session,
                     GError **error)
{
  g_autofree char *record = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  g_autofree char *picture = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
  g_autoptr (GBytes) xml = meso_session_write (session, error);
  g_autoptr (GBytes) svg = NULL;

  if (xml == NULL)
    return FALSE;
  svg = meso_session_write_svg (session, meso_diagram_set_get_default (), MESO_GUIDE_NONE, error);
  return svg != NULL && meso_photo_files_write (session, folder, error) && meso_file_replace (record, xml, error) &&
         meso_file_replace (picture, svg, error);
}

/**
 * meso_library_add_session:
 * @session: new, or from elsewhere; with a patient, a visit and a revision
 *
 * Puts a session into the library, and its patient too if the library does not have the patient. The list must have
 * been read.
 *
 * Returns: (transfer full): the session's folder, for meso_store_open(), or %NULL with %MESO_ERROR_CONFLICT when it is
 *   there already, %MESO_ERROR_INVALID, or %G_IO_ERROR
 */
char *
meso_library_add_session (MesoLibrary *self,
                          MesoSession *session,
                          GError **error)
{
  g_autoptr (MesoSession) written = NULL;
  MesoLibraryPatient *patient;
  g_autofree char *sessions = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *name = NULL;
  g_autofree char *folder = NULL;

  g_return_val_if_fail (MESO_IS_LIBRARY (self), NULL);
  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  written = meso_session_snapshot (session);
  if (meso_session_get_revision (written) < 1)
    meso_session_load_head (written,
                            meso_session_get_format_minor (session),
                            1,
                            meso_session_get_status (session),
                            meso_session_get_next_id (session));
  if (!meso_session_check (written, error) || !check_folder (self, error))
    return NULL;
  patient = find_or_create_patient (self, meso_session_get_item (session, MESO_SLOT_PATIENT), error);
  if (patient == NULL || !check_new_session (patient, session, error))
    return NULL;

  sessions = g_build_filename (meso_library_patient_get_folder (patient), MESO_SESSIONS_FOLDER, NULL);
  name = make_session_name (session);
  folder = g_build_filename (sessions, name, NULL);
  temporary = meso_folder_make_temporary_name (sessions);
  meso_folder_sweep (sessions);
  if (!meso_folder_create (temporary, error))
    return NULL;
  if (!write_session_files (temporary, written, error) || !meso_folder_move_into_place (temporary, folder, error))
    {
      meso_folder_remove (temporary);
      return NULL;
    }
  return g_steal_pointer (&folder);
}
