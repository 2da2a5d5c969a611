/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "library/meso-file-writer.h"
#include "library/meso-library.h"
#include "library/meso-photo-files.h"
#include "record/meso-record-limits.h"
#include "record/meso-session-reader.h"

static const MesoToolCommand *const commands[] = {
  &meso_tool_validate,
  &meso_tool_info,
  &meso_tool_import,
  &meso_tool_export,
  &meso_tool_diagrams,
};

static const MesoToolCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, name) == 0)
      return commands[i];
  return NULL;
}

static void
print_help (void)
{
  g_print (_ ("Usage: mesomap-tool COMMAND [OPTION…] …\n\n"
              "Reads, checks and converts injection maps. SESSION is a session's XML or SVG file.\n\n"
              "Commands:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_print (_ ("\n“mesomap-tool COMMAND --help” says more about a command, “mesomap-tool --version” which version this "
              "is.\n"
              "Exit status: 0 done, 1 the input is at fault, 2 wrong usage.\n"));
}

static void
print_version (void)
{
  g_print ("mesomap-tool %s\n", PACKAGE_VERSION);
}

/* GOption's own help would end the program. */
static MesoToolStatus
run_command (const MesoToolCommand *command,
             int argc,
             char **argv)
{
  gboolean help = FALSE;
  gboolean version = FALSE;
  g_auto (GStrv) files = NULL;
  const GOptionEntry own_options[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show this help"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Show the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strconcat ("mesomap-tool ", command->name, NULL);
  char *no_files[] = { NULL };

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, own_options, GETTEXT_PACKAGE);

  if (!g_option_context_parse (context, &argc, &argv, &error))
    return meso_tool_fail_usage ("%s", error->message);
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

      g_print ("%s", text);
      return MESO_TOOL_DONE;
    }
  if (version)
    {
      print_version ();
      return MESO_TOOL_DONE;
    }
  return command->run (files != NULL ? files : no_files);
}

/**
 * meso_tool_main:
 *
 * The whole of mesomap-tool.
 *
 * Returns: the exit status, as of #MesoToolStatus
 */
int
meso_tool_main (int argc,
                char *argv[])
{
  const MesoToolCommand *command;
  MesoToolStatus status;

  /* A file that may not grow so large is an error like a full disk. */
  signal (SIGXFSZ, SIG_IGN);

  g_set_prgname ("mesomap-tool");

  if (argc < 2)
    return (int) meso_tool_fail_usage (_ ("Which command?"));
  if (strcmp (argv[1], "--version") == 0)
    {
      print_version ();
      return MESO_TOOL_DONE;
    }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return MESO_TOOL_DONE;
    }
  command = find_command (argv[1]);
  if (command == NULL)
    return (int) meso_tool_fail_usage (_ ("There is no command “%s”"), argv[1]);
  status = run_command (command, argc - 1, argv + 1);
  if (status == MESO_TOOL_DONE && ferror (stdout))
    {
      /* translators: what a program prints went to a full disk or the like */
      g_printerr ("%s: %s\n", g_get_prgname (), _ ("The output could not be written"));
      status = MESO_TOOL_BAD_INPUT;
    }
  return (int) status;
}

/** meso_tool_fail: says what is wrong with the file @path, whose name is not said twice. */
MesoToolStatus
meso_tool_fail (const char *path,
                const GError *error)
{
  if (path == NULL || g_str_has_prefix (error->message, path))
    g_printerr ("%s\n", error->message);
  else
    g_printerr ("%s: %s\n", path, error->message);
  return MESO_TOOL_BAD_INPUT;
}

/** meso_tool_fail_usage: says what is wrong with the command line. */
MesoToolStatus
meso_tool_fail_usage (const char *format,
                      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* translators: the program with its command, then what is wrong */
  g_printerr (_ ("%s: %s\n"), g_get_prgname (), message);
  g_printerr (_ ("Try “%s --help”.\n"), g_get_prgname ());
  return MESO_TOOL_BAD_USAGE;
}

/* The diagrams of the library that a session is in. */
static void
use_diagrams_of (const char *path)
{
  g_autofree char *folder = meso_library_find_folder (path);
  g_autoptr (MesoLibrary) library = folder != NULL ? meso_library_new (folder) : NULL;

  if (library != NULL)
    meso_library_use_diagrams (library);
}

/** meso_tool_read: (transfer full): the session in an XML or SVG file; the diagrams of its library are known then. */
MesoSession *
meso_tool_read (const char *path,
                GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  use_diagrams_of (path);
  /* Not meso_session_read_file(): messages shall name the file as the user did. */
  return stream != NULL ? meso_session_read_stream (G_INPUT_STREAM (stream), path, error) : NULL;
}

/** meso_tool_load_photos: gets the photos of the session in the file @path; one that is missing is only mentioned. */
void
meso_tool_load_photos (MesoSession *session,
                       const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *problem = meso_photo_files_load (session, folder);

  if (problem != NULL)
    g_printerr ("%s: %s\n", path, problem);
}

/**
 * meso_tool_load:
 *
 * Returns: (transfer full): the bytes of the file @path, a pipe or a device, but no more than one beyond what a record
 *   may hold: those who get them refuse them then
 */
GBytes *
meso_tool_load (const char *path,
                GError **error)
{
  const gsize piece = 64 * 1024;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  GByteArray *bytes;
  gsize size, n = 1;

  if (stream == NULL)
    return NULL;
  bytes = g_byte_array_new ();
  while (n > 0 && bytes->len <= MESO_RECORD_MAX_BYTES)
    {
      size = bytes->len;
      g_byte_array_set_size (bytes, (guint) (size + piece));
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + size, piece, &n, NULL, error))
        {
          g_byte_array_unref (bytes);
          return NULL;
        }
      g_byte_array_set_size (bytes, (guint) (size + n));
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
write_to (const char *path,
          FILE *file,
          GBytes *bytes,
          GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int errsv;

  if (fwrite (data, 1, size, file) == size && fflush (file) == 0)
    return TRUE;
  errsv = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errsv), "%s: %s", path, g_strerror (errsv));
  return FALSE;
}

/**
 * meso_tool_write:
 * @path: a file, which then holds all of @bytes or what it held before; a device or a pipe; or "-"
 */
gboolean
meso_tool_write (const char *path,
                 GBytes *bytes,
                 GError **error)
{
  struct stat info;
  FILE *file;
  gboolean ok;

  if (strcmp (path, "-") == 0)
    return write_to (path, stdout, bytes, error);
  if (stat (path, &info) != 0 || S_ISREG (info.st_mode) || S_ISDIR (info.st_mode))
    return meso_file_replace (path, bytes, error);

  file = fopen (path, "wb");
  if (file == NULL)
    {
      int errsv = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errsv), "%s: %s", path, g_strerror (errsv));
      return FALSE;
    }
  ok = write_to (path, file, bytes, error);
  fclose (file);
  return ok;
}
