/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "record/meso-patient-file.h"

/* A stretch of a file that says which format it has. */
#define HEAD_SIZE 512

static gboolean
is_patient_file (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  /* A pipe would give its beginning away, and is taken for a session. */
  g_autoptr (GFileInputStream) stream =
    g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_file_read (file, NULL, NULL) : NULL;
  char head[HEAD_SIZE];
  gsize size;

  return stream != NULL && g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &size, NULL, NULL) &&
         g_strstr_len (head, (gssize) size, "urn:mesomap:patient:") != NULL;
}

static gboolean
check_patient_file (const char *path,
                    GError **error)
{
  g_autoptr (GBytes) bytes = meso_tool_load (path, error);
  g_autoptr (MesoItem) patient = NULL;
  gint64 revision;

  if (bytes == NULL)
    return FALSE;
  patient = meso_patient_read (bytes, path, &revision, error);
  return patient != NULL;
}

static gboolean
check_session_file (const char *path,
                    GError **error)
{
  g_autoptr (MesoSession) session = meso_tool_read (path, error);

  return session != NULL;
}

static MesoToolStatus
run (char **files)
{
  MesoToolStatus status = MESO_TOOL_DONE;

  if (files[0] == NULL)
    return meso_tool_fail_usage (_ ("Which files?"));
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean good = is_patient_file (files[i]) ? check_patient_file (files[i], &error)
                                                 : check_session_file (files[i], &error);

      if (!good)
        status = meso_tool_fail (files[i], error);
    }
  return status;
}

const MesoToolCommand meso_tool_validate = {
  "validate",
  N_ ("FILE…"),
  N_ ("Check sessions (XML or SVG) and patient files; problems go to standard error as FILE:LINE: message"),
  NULL,
  run,
};
