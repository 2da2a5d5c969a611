/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"
#include "drawing/meso-guide-kinds.h"
#include "drawing/meso-svg-writer.h"
#include "record/meso-csv.h"
#include "report/meso-export.h"
#include "report/meso-report.h"

#define MIN_DPI 10
#define MAX_DPI 1200
#define DEFAULT_DPI 150

static char *format_option;
static char *paper_option;
static char *output_option;
static char *guides_option;
static double dpi_option = DEFAULT_DPI;

static MesoGuideFlags guides;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_option,
    N_ ("pdf, svg, png, csv or txt; else by the name of OUT"), N_ ("FORMAT") },
  { "paper", 'p', 0, G_OPTION_ARG_STRING, &paper_option,
    N_ ("a4 (the default) or letter, for pdf"), N_ ("PAPER") },
  { "dpi", 'd', 0, G_OPTION_ARG_DOUBLE, &dpi_option,
    N_ ("Dots per inch, for png; the default is 150"), N_ ("N") },
  { "guides", 'g', 0, G_OPTION_ARG_STRING, &guides_option,
    N_ ("What lies under the marks, for pdf, svg and png: midline, thirds, fifths, frankfort, grid, regions, warnings"),
    N_ ("GUIDE,…") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output_option,
    N_ ("The file to write, or - for standard output"), N_ ("OUT") },
  { 0 },
};

static GBytes *
export_pdf (MesoSession *session,
            GError **error)
{
  MesoPaper paper = g_strcmp0 (paper_option, "letter") == 0 ? MESO_PAPER_LETTER : MESO_PAPER_A4;
  g_autoptr (MesoReport) report = meso_report_new (session, paper, guides);

  return meso_report_to_pdf (report, error);
}

static GBytes *
export_svg (MesoSession *session,
            GError **error)
{
  return meso_session_write_svg (session, meso_diagram_set_get_default (), guides, error);
}

static GBytes *
export_png (MesoSession *session,
            GError **error)
{
  return meso_export_png (session, NULL, dpi_option, guides, error);
}

static GBytes *
export_csv (MesoSession *session,
            GError **error)
{
  return meso_csv_write (session);
}

static GBytes *
export_txt (MesoSession *session,
            GError **error)
{
  char *text = meso_tool_describe (session, TRUE);

  return g_bytes_new_take (text, strlen (text));
}

static const struct
{
  const char *name;
  GBytes *(*make) (MesoSession *session,
                   GError **error);
} formats[] = {
  { "pdf", export_pdf },
  { "svg", export_svg },
  { "png", export_png },
  { "csv", export_csv },
  { "txt", export_txt },
};

/* Returns the number of the format, or -1. */
static int
find_format (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *suffix = g_strconcat (".", formats[i].name, NULL);

      if (format_option != NULL ? g_str_equal (format_option, formats[i].name)
                                : g_str_has_suffix (output_option, suffix))
        return (int) i;
    }
  return -1;
}

static MesoToolStatus
run (char **files)
{
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  int format;

  if (files[0] == NULL || files[1] != NULL)
    return meso_tool_fail_usage (_ ("One session is wanted"));
  if (output_option == NULL)
    return meso_tool_fail_usage (_ ("Where to? Say -o OUT"));
  format = find_format ();
  if (format < 0 && format_option != NULL)
    return meso_tool_fail_usage (_ ("There is no format “%s”"), format_option);
  if (format < 0)
    return meso_tool_fail_usage (_ ("Which format? Say --format"));
  if (paper_option != NULL && !g_str_equal (paper_option, "a4") && !g_str_equal (paper_option, "letter"))
    return meso_tool_fail_usage (_ ("There is no paper “%s”"), paper_option);
  if (!(dpi_option >= MIN_DPI && dpi_option <= MAX_DPI))
    return meso_tool_fail_usage (_ ("--dpi is from %d to %d"), MIN_DPI, MAX_DPI);
  if (guides_option != NULL && !meso_guide_flags_parse (guides_option, &guides, &error))
    return meso_tool_fail_usage ("%s", error->message);

  session = meso_tool_read (files[0], &error);
  if (session == NULL)
    return meso_tool_fail (files[0], error);
  meso_tool_load_photos (session, files[0]);
  bytes = formats[format].make (session, &error);
  if (bytes == NULL)
    return meso_tool_fail (files[0], error);
  if (!meso_tool_write (output_option, bytes, &error))
    return meso_tool_fail (NULL, error);
  return MESO_TOOL_DONE;
}

const MesoToolCommand meso_tool_export = {
  "export",
  N_ ("-o OUT SESSION"),
  N_ ("Write a session as a sheet of paper (pdf), a picture (svg, png), a table of its marks (csv) or text (txt)"),
  options,
  run,
};
