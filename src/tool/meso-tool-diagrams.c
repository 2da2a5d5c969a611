/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"
#include "report/meso-contact-sheet.h"

#define MIN_WIDTH 100
#define MAX_WIDTH 10000
#define DEFAULT_WIDTH 1600

static char *output_option;
static int width_option = DEFAULT_WIDTH;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("Write a contact sheet of them as PNG, or - for standard output"), N_ ("OUT") },
  { "width", 'w', 0, G_OPTION_ARG_INT, &width_option,
    N_ ("Its width in pixels; the default is 1600"), N_ ("N") },
  { 0 },
};

static void
list_diagram (MesoDiagram *diagram)
{
  const char *variant = meso_diagram_get_variant (diagram);

  g_print ("%-22s %-8s %s\n",
           meso_diagram_get_id (diagram),
           variant != NULL ? variant : "",
           meso_diagram_get_title (diagram));
}

static void
list_all (MesoDiagramSet *diagrams)
{
  g_auto (GStrv) ids = meso_diagram_set_list_ids (diagrams);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      MesoDiagram *female = meso_diagram_set_lookup (diagrams, ids[i], "female");
      MesoDiagram *male = meso_diagram_set_lookup (diagrams, ids[i], "male");

      if (female != NULL)
        list_diagram (female);
      if (male != NULL && male != female)
        list_diagram (male);
    }
}

static MesoToolStatus
run (char **files)
{
  MesoDiagramSet *diagrams = meso_diagram_set_get_default ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (files[0] != NULL)
    return meso_tool_fail_usage (_ ("No file is wanted"));
  if (width_option < MIN_WIDTH || width_option > MAX_WIDTH)
    return meso_tool_fail_usage (_ ("--width is from %d to %d"), MIN_WIDTH, MAX_WIDTH);
  if (output_option == NULL)
    {
      list_all (diagrams);
      return MESO_TOOL_DONE;
    }

  bytes = meso_contact_sheet_to_png (diagrams, width_option, &error);
  if (bytes == NULL)
    return meso_tool_fail (NULL, error);
  if (!meso_tool_write (output_option, bytes, &error))
    return meso_tool_fail (NULL, error);
  return MESO_TOOL_DONE;
}

const MesoToolCommand meso_tool_diagrams = {
  "diagrams",
  "[-o OUT]",
  N_ ("List the diagrams, or draw them all on one sheet (png)"),
  options,
  run,
};
