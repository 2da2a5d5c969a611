/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <string.h>

#include <glib/gi18n-lib.h>

static gboolean as_json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Write JSON, for programs"), NULL },
  { 0 },
};

static GBytes *
make_json (MesoSession *session)
{
  g_autoptr (JsonNode) node = meso_tool_to_json (session);
  g_autofree char *text = json_to_string (node, TRUE);
  char *line = g_strconcat (text, "\n", NULL);

  return g_bytes_new_take (line, strlen (line));
}

static MesoToolStatus
run (char **files)
{
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;

  if (files[0] == NULL || files[1] != NULL)
    return meso_tool_fail_usage (_ ("One session is wanted"));
  session = meso_tool_read (files[0], &error);
  if (session == NULL)
    return meso_tool_fail (files[0], error);

  if (as_json)
    {
      g_autoptr (GBytes) bytes = make_json (session);

      /* JSON is UTF-8 whatever the locale. */
      if (!meso_tool_write ("-", bytes, &error))
        return meso_tool_fail (NULL, error);
    }
  else
    {
      g_autofree char *text = meso_tool_describe (session, FALSE);

      g_print ("%s", text);
    }
  return MESO_TOOL_DONE;
}

const MesoToolCommand meso_tool_info = {
  "info",
  N_ ("SESSION"),
  N_ ("Show the patient, the marks, and totals by product, layer, region and side"),
  options,
  run,
};
