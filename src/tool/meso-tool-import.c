/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"
#include "library/meso-library.h"
#include "model/meso-error.h"
#include "record/meso-csv.h"
#include "record/meso-session-writer.h"

static char *session_option;
static char *code_option;
static char *diagram_option;
static char *library_option;
static char *output_option;

static const GOptionEntry options[] = {
  { "session", 's', 0, G_OPTION_ARG_FILENAME, &session_option,
    N_ ("A session that says all but the marks, or has some"), N_ ("HEADER.xml") },
  { "patient-code", 'c', 0, G_OPTION_ARG_STRING, &code_option,
    N_ ("Instead: a new session of now, for a patient with this code"), N_ ("CODE") },
  { "diagram", 'd', 0, G_OPTION_ARG_STRING, &diagram_option,
    N_ ("The diagram of marks that do not say theirs"), N_ ("ID") },
  { "library", 'l', 0, G_OPTION_ARG_FILENAME, &library_option,
    N_ ("Put the session into the library in this folder"), N_ ("DIR") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write the session to this file, or - for standard output"), N_ ("SESSION.xml") },
  { 0 },
};

/* A session of now with a patient of whom only the code is known. */
static MesoSession *
new_session (GError **error)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *patient_id = g_uuid_string_random ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *start = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S%:z");
  g_autoptr (MesoSession) session = meso_session_new (id);
  g_autoptr (MesoItem) patient = NULL;
  g_autoptr (MesoItem) visit = NULL;
  MesoPatient patient_data;
  MesoVisit visit_data;

  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_PATIENT), &patient_data);
  patient_data.id = patient_id;
  patient_data.code = code_option;
  patient = meso_item_new (MESO_ITEM_PATIENT, &patient_data, NULL, NULL);
  if (!meso_item_check (patient, error))
    {
      g_prefix_error (error, "--patient-code: ");
      return NULL;
    }
  meso_session_load_item (session, patient);

  meso_fields_init (meso_item_kind_get_fields (MESO_ITEM_VISIT), &visit_data);
  visit_data.start = start;
  visit = meso_item_new (MESO_ITEM_VISIT, &visit_data, NULL, NULL);
  meso_session_load_item (session, visit);
  meso_session_load_head (session, MESO_FORMAT_MINOR, 1, MESO_STATUS_DRAFT, MESO_UNSET);
  return g_steal_pointer (&session);
}

static gboolean
check_diagram (void)
{
  MesoDiagramSet *diagrams = meso_diagram_set_get_default ();

  return diagram_option == NULL || meso_diagram_set_lookup_for (diagrams, diagram_option, MESO_SEX_UNSET) != NULL;
}

static MesoToolStatus
write_to_library (MesoSession *session)
{
  g_autoptr (MesoLibrary) library = meso_library_new (library_option);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  if (!meso_library_create (library, &error) || !meso_library_load (library, &error))
    return meso_tool_fail (NULL, error);
  folder = meso_library_add_session (library, session, &error);
  if (folder == NULL)
    return meso_tool_fail (error->domain == MESO_ERROR ? session_option : NULL, error);
  return MESO_TOOL_DONE;
}

static MesoToolStatus
write_to_file (MesoSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = meso_session_write (session, &error);

  if (bytes == NULL || !meso_tool_write (output_option, bytes, &error))
    return meso_tool_fail (NULL, error);
  return MESO_TOOL_DONE;
}

static MesoToolStatus
import_file (const char *path)
{
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  session = session_option != NULL ? meso_tool_read (session_option, &error) : new_session (&error);
  if (session == NULL && session_option == NULL)
    return meso_tool_fail_usage ("%s", error->message);
  if (session == NULL)
    return meso_tool_fail (session_option, error);
  if (session_option != NULL)
    meso_tool_load_photos (session, session_option);
  /* One without marks is the header of a session that was final elsewhere. */
  if (meso_session_get_status (session) != MESO_STATUS_DRAFT && meso_session_get_n_marks (session) > 0)
    {
      g_set_error (&error, MESO_ERROR, MESO_ERROR_INVALID, _ ("the session is locked and takes no more marks"));
      return meso_tool_fail (session_option, error);
    }
  bytes = meso_tool_load (path, &error);
  if (bytes == NULL || !meso_csv_read (bytes, path, diagram_option, session, &error))
    return meso_tool_fail (path, error);
  return library_option != NULL ? write_to_library (session) : write_to_file (session);
}

static MesoToolStatus
run (char **files)
{
  if (files[0] == NULL || files[1] != NULL)
    return meso_tool_fail_usage (_ ("One file of marks is wanted"));
  if ((session_option != NULL) == (code_option != NULL))
    return meso_tool_fail_usage (_ ("Whose marks? Say either --session or --patient-code"));
  if ((library_option != NULL) == (output_option != NULL))
    return meso_tool_fail_usage (_ ("Where to? Say either --library or -o"));
  if (library_option != NULL)
    {
      g_autoptr (MesoLibrary) library = meso_library_new (library_option);

      meso_library_use_diagrams (library);
    }
  if (!check_diagram ())
    return meso_tool_fail_usage (_ ("There is no diagram “%s”"), diagram_option);
  return import_file (files[0]);
}

const MesoToolCommand meso_tool_import = {
  "import",
  N_ ("MARKS.csv"),
  N_ ("Make a session from a table of marks"),
  options,
  run,
};
