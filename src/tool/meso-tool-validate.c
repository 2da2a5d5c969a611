/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram.h"
#include "record/meso-patient-file.h"

/* A stretch of a file that says which format it has. An editor puts much before the namespace of a diagram. */
#define HEAD_SIZE 8192

typedef enum
{
  KIND_SESSION,
  KIND_PATIENT,
  KIND_DIAGRAM
} FileKind;

/* By the namespace that comes first: a session says what it is before anything that it may hold. */
static FileKind
find_kind (const char *path)
{
  static const char *const namespaces[] = { "urn:mesomap:session:", "urn:mesomap:patient:", MESO_DIAGRAM_NAMESPACE };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  /* A pipe would give its beginning away, and is taken for a session. */
  g_autoptr (GFileInputStream) stream =
    g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_file_read (file, NULL, NULL) : NULL;
  char head[HEAD_SIZE];
  const char *first = NULL;
  FileKind kind = KIND_SESSION;
  gsize size;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &size, NULL, NULL))
    return KIND_SESSION;

  for (guint i = 0; i < G_N_ELEMENTS (namespaces); i++)
    {
      const char *found = g_strstr_len (head, (gssize) size, namespaces[i]);

      if (found != NULL && (first == NULL || found < first))
        {
          first = found;
          kind = (FileKind) i;
        }
    }

  return kind;
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
check_diagram_file (const char *path,
                    GError **error)
{
  g_autoptr (GBytes) bytes = meso_tool_load (path, error);
  g_autoptr (MesoDiagram) diagram = bytes != NULL ? meso_diagram_new_from_bytes (bytes, path, error) : NULL;

  return diagram != NULL && meso_diagram_check_file_name (diagram, path, error);
}

static gboolean
check_session_file (const char *path,
                    GError **error)
{
  g_autoptr (MesoSession) session = meso_tool_read (path, error);

  return session != NULL;
}

static gboolean
check_file (const char *path,
            GError **error)
{
  switch (find_kind (path))
    {
    case KIND_PATIENT:
      return check_patient_file (path, error);
    case KIND_DIAGRAM:
      return check_diagram_file (path, error);
    case KIND_SESSION:
    default:
      return check_session_file (path, error);
    }
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

      if (!check_file (files[i], &error))
        status = meso_tool_fail (files[i], error);
    }
  return status;
}

const MesoToolCommand meso_tool_validate = {
  "validate",
  N_ ("FILE…"),
  N_ ("Check sessions (XML or SVG), patient files and diagrams; problems go to standard error as FILE:LINE: message"),
  NULL,
  run,
};
