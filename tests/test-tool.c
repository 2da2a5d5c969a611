/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

/* Runs the program as a user does: arguments in, text, files and an exit status out. */

#define HEADER                                                                                               \
  "<session xmlns=\"urn:mesomap:session:1\" format=\"1.0\" id=\"6f2b9e3c-1111-4222-8333-444455556666\" "     \
  "revision=\"1\" status=\"draft\">\n"                                                                       \
  "  <patient id=\"0b7f9e3c-1111-4222-8333-444455556666\" code=\"A-0147\" name=\"Anna Ørsted\" "            \
  "birth-date=\"1984-05-02\" sex=\"female\">\n    <alert kind=\"allergy\">lidocaine</alert>\n  </patient>\n" \
  "  <visit start=\"2026-11-21T10:30:00+01:00\"/>\n"                                                         \
  "  <products>\n    <product id=\"p1\" name=\"Hyaluronic acid\" unit=\"mL\" opened=\"3\" lot=\"N1\"/>\n"    \
  "  </products>\n</session>\n"

#define MARKS                                                    \
  "kind,diagram,variant,x,y,layer,depth-mm,product,dose,state\n" \
  "point,face-front,female,-30,25,mid-dermis,0.7,p1,0.02,done\n" \
  "point,face-front,female,30,25,mid-dermis,0.7,p1,0.025,done\n" \
  "point,face-front,female,0,-40,superficial-dermis,0.4,p1,0.0125,planned\n"

typedef struct
{
  char *folder;
  char *output; /* of the last run */
  gsize output_size;
  char *errors;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("mesomap-tool-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->folder);
  g_free (fixture->output);
  g_free (fixture->errors);
}

static char *
path_of (Fixture *fixture,
         const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (Fixture *fixture,
            const char *name,
            const char *text)
{
  g_autofree char *path = path_of (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static char *
read_file (Fixture *fixture,
           const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

static gboolean
exists (Fixture *fixture,
        const char *name)
{
  g_autofree char *path = path_of (fixture, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static char *
dup_text (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);

  return size > 0 ? g_strndup (text, size) : g_strdup ("");
}

/* Runs the tool in the folder of the test. @line is split at blanks. Returns the exit status. */
static int
run_in (Fixture *fixture,
        const char *locale,
        const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "LC_ALL", locale, TRUE);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GBytes) errors = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("MESOMAP_TOOL"));
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, NULL);

  g_subprocess_launcher_set_cwd (launcher, fixture->folder);
  g_subprocess_launcher_set_environ (launcher, environment);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &output, &errors, &error));
  g_assert_no_error (error);

  g_free (fixture->output);
  g_free (fixture->errors);
  fixture->output_size = g_bytes_get_size (output);
  fixture->output = dup_text (output);
  fixture->errors = dup_text (errors);
  g_test_message ("%s: %s", line, fixture->errors);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static int
run (Fixture *fixture,
     const char *line)
{
  return run_in (fixture, "C.UTF-8", line);
}

static void
make_session (Fixture *fixture)
{
  write_file (fixture, "header.xml", HEADER);
  write_file (fixture, "marks.csv", MARKS);
  g_assert_cmpint (run (fixture, "import --session header.xml marks.csv -o session.xml"), ==, 0);
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpstr (fixture->output, ==, "");
}

static void
test_usage (Fixture *fixture,
            gconstpointer data)
{
  static const char *const wrong[] = {
    "", "nonsense", "info", "info a b", "info --nonsense a", "validate", "export a", "export -o out.pdf",
    "export --format gif -o out a", "export -o out a", "export --paper a5 -o out.pdf a", "export --dpi 0 -o out.png a",
    "export --dpi nan -o out.png a", "export --guides halves -o out.pdf a", "import a.csv",
    "import --patient-code A a.csv",
    "import --patient-code A --session b -o c a.csv", "import --patient-code A -o c --library d a.csv",
    "import --patient-code A -o c", "import --patient-code A --diagram moon -o c a.csv",
    "import --patient-code ../A --diagram face-front -o c a.csv", NULL
  };
  static const char *const right[] = {
    "--help", "-h", "help", "--version", "info --help", "validate --help", "import --help", "export -h",
    "info --version", NULL
  };

  for (guint i = 0; wrong[i] != NULL; i++)
    {
      g_assert_cmpint (run (fixture, wrong[i]), ==, 2);
      g_assert_cmpstr (fixture->output, ==, "");
      g_assert_true (g_str_has_prefix (fixture->errors, "mesomap-tool"));
    }
  for (guint i = 0; right[i] != NULL; i++)
    {
      g_assert_cmpint (run (fixture, right[i]), ==, 0);
      g_assert_cmpstr (fixture->errors, ==, "");
      g_assert_cmpuint (fixture->output_size, >, 0);
    }
  /* What is not there yet is not promised. */
  g_assert_cmpint (run (fixture, "--help"), ==, 0);
  g_assert_null (strstr (fixture->output, "compare"));
}

static void
test_validate (Fixture *fixture,
               gconstpointer data)
{
  make_session (fixture);
  write_file (fixture, "dtd.xml", "<?xml version=\"1.0\"?>\n<!DOCTYPE session>\n" HEADER);
  write_file (fixture, "rubbish.xml", "\001\002\003");
  write_file (fixture, "patient.xml",
              "<patient xmlns=\"urn:mesomap:patient:1\" format=\"1.0\" revision=\"1\" "
              "id=\"0b7f9e3c-1111-4222-8333-444455556666\" code=\"A-0147\"/>\n");
  write_file (fixture, "bad-patient.xml",
              "<patient xmlns=\"urn:mesomap:patient:1\" format=\"1.0\" revision=\"1\"\n code=\"A-0147\"/>\n");

  g_assert_cmpint (run (fixture, "validate session.xml header.xml patient.xml"), ==, 0);
  g_assert_cmpstr (fixture->errors, ==, "");
  g_assert_cmpint (run (fixture, "validate dtd.xml"), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->errors, "dtd.xml:2: "));
  g_assert_cmpint (run (fixture, "validate bad-patient.xml"), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->errors, "bad-patient.xml:"));
  /* All are looked at, and each that is bad has its line. */
  g_assert_cmpint (run (fixture, "validate missing.xml session.xml dtd.xml rubbish.xml"), ==, 1);
  g_assert_nonnull (strstr (fixture->errors, "missing.xml: "));
  g_assert_nonnull (strstr (fixture->errors, "\ndtd.xml:2: "));
  g_assert_nonnull (strstr (fixture->errors, "\nrubbish.xml:"));
  g_assert_null (strstr (fixture->errors, "session.xml"));
}

static JsonObject *
get_row (JsonObject *info,
         const char *by,
         guint index)
{
  JsonArray *rows = json_object_get_array_member (json_object_get_object_member (info, "totals"), by);

  return json_array_get_object_element (rows, index);
}

static void
test_json (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *info, *row, *mark;
  g_autofree char *in_english = NULL;

  make_session (fixture);
  g_assert_cmpint (run (fixture, "info --json session.xml"), ==, 0);
  in_english = g_strdup (fixture->output);
  node = json_from_string (fixture->output, NULL);
  g_assert_nonnull (node);
  info = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (info, "format"), ==, "1.0");
  g_assert_cmpstr (json_object_get_string_member (info, "id"), ==, "6f2b9e3c-1111-4222-8333-444455556666");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (info, "patient"), "name"),
                   ==,
                   "Anna Ørsted");
  row = get_row (info, "all", 0);
  g_assert_cmpstr (json_object_get_string_member (row, "unit"), ==, "mL");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (row, "done"), "points"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "done"), "dose"), ==, "0.045");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "planned"), "dose"),
                   ==,
                   "0.0125");
  row = get_row (info, "by-region-and-side", 0);
  g_assert_true (json_object_has_member (row, "region"));
  g_assert_true (json_object_has_member (row, "side"));
  mark = json_array_get_object_element (
    json_object_get_array_member (json_array_get_object_element (json_object_get_array_member (info, "maps"), 0),
                                  "marks"),
    1);
  g_assert_cmpstr (json_object_get_string_member (mark, "dose"), ==, "0.025");
  g_assert_cmpstr (json_object_get_string_member (mark, "region"), ==, "anterior-cheek");
  g_assert_cmpstr (json_object_get_string_member (mark, "side"), ==, "left");

  g_assert_cmpint (run_in (fixture, "de_DE.UTF-8", "info --json session.xml"), ==, 0);
  g_assert_cmpstr (fixture->output, ==, in_english);
}

static void
test_text (Fixture *fixture,
           gconstpointer data)
{
  make_session (fixture);
  g_assert_cmpint (run (fixture, "info session.xml"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "A-0147 · Anna Ørsted · female · 1984-05-02\n"));
  g_assert_nonnull (strstr (fixture->output, "Allergy: lidocaine\n"));
  g_assert_nonnull (strstr (fixture->output, "2 points · 0.045 mL [planned: 1 point · 0.0125 mL]"));
  g_assert_nonnull (strstr (fixture->output, "lot N1"));

  if (g_getenv ("LOCPATH") != NULL)
    {
      g_assert_cmpint (run_in (fixture, "de_DE.UTF-8", "info session.xml"), ==, 0);
      g_assert_nonnull (strstr (fixture->output, "0,045 mL"));
    }
}

static void
test_import_alone (Fixture *fixture,
                   gconstpointer data)
{
  write_file (fixture,
              "marks.csv",
              "kind,x,y,layer,state,product-name,unit,dose,lot\npoint,-30,25,mid-dermis,done,Gel,mL,0.02,L1\n");
  g_assert_cmpint (run (fixture, "import --patient-code Q-1 --diagram face-front marks.csv -o session.xml"), ==, 0);
  g_assert_cmpint (run (fixture, "validate session.xml"), ==, 0);
  g_assert_cmpint (run (fixture, "info session.xml"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "Q-1"));
  g_assert_nonnull (strstr (fixture->output, "1 point · 0.02 mL"));
  g_assert_nonnull (strstr (fixture->output, "Anterior cheek"));

  /* The same to standard output, and nothing else there. */
  g_assert_cmpint (run (fixture, "import --patient-code Q-1 --diagram face-front marks.csv -o -"), ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "<?xml"));
}

static void
test_import_bad (Fixture *fixture,
                 gconstpointer data)
{
  static const struct
  {
    const char *csv;
    const char *errors; /* begins with this */
    const char *names;
  } rows[] = {
    { "kind,x,y,colour\npoint,1,2,red\n", "bad.csv:1: ", "colour" },
    { "kind,diagram,x,y,layer,state\npoint,face-front,1,2,mid-dermis,done\n"
      "point,face-front,\"1,5\",2,mid-dermis,done\n",
      "bad.csv:3: ",
      "x" },
    { "kind,diagram,x,y,layer,state\npoint,face-front,nan,2,mid-dermis,done\n", "bad.csv:2: ", "x" },
    { "kind,diagram,x,y,layer,state\npoint,face-front,1,2,skin,done\n", "bad.csv:2: ", "layer" },
    { "kind,x,y,layer,state\npoint,1,2,mid-dermis,done\n", "bad.csv:2: ", "diagram" },
    { "", "bad.csv", "" },
  };
  g_autofree char *before = NULL;

  make_session (fixture);
  before = read_file (fixture, "session.xml");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *after = NULL;

      write_file (fixture, "bad.csv", rows[i].csv);
      g_assert_cmpint (run (fixture, "import --session header.xml bad.csv -o session.xml"), ==, 1);
      g_assert_true (g_str_has_prefix (fixture->errors, rows[i].errors));
      g_assert_nonnull (strstr (fixture->errors, rows[i].names));
      after = read_file (fixture, "session.xml");
      g_assert_cmpstr (after, ==, before);
      g_assert_cmpint (run (fixture, "import --session header.xml bad.csv -o new.xml"), ==, 1);
      g_assert_false (exists (fixture, "new.xml"));
      g_assert_cmpint (run (fixture, "import --session header.xml bad.csv --library library"), ==, 1);
      g_assert_false (exists (fixture, "library"));
    }
  g_assert_cmpint (run (fixture, "import --session missing.xml marks.csv -o new.xml"), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->errors, "missing.xml: "));
  g_assert_cmpint (run (fixture, "import --session header.xml missing.csv -o new.xml"), ==, 1);
  g_assert_cmpint (run (fixture, "import --session header.xml marks.csv -o missing/new.xml"), ==, 1);
  g_assert_false (exists (fixture, "new.xml"));
}

static void
test_import_library (Fixture *fixture,
                     gconstpointer data)
{
  static const char record[] = "library/patients/A-0147-0b7f9e3c/sessions/2026-11-21T1030-6f2b9e3c/session.mesomap.xml";
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *validate = g_strconcat ("validate ", record, NULL);

  write_file (fixture, "header.xml", HEADER);
  write_file (fixture, "marks.csv", MARKS);
  g_assert_cmpint (run (fixture, "import --library library --session header.xml marks.csv"), ==, 0);
  g_assert_cmpstr (fixture->errors, ==, "");
  first = read_file (fixture, record);
  g_assert_nonnull (first);
  g_assert_cmpint (run (fixture, validate), ==, 0);
  g_assert_true (exists (fixture, "library/patients/A-0147-0b7f9e3c/patient.xml"));

  /* Never over one that is there. */
  g_assert_cmpint (run (fixture, "import --library library --session header.xml marks.csv"), ==, 1);
  g_assert_nonnull (strstr (fixture->errors, "6f2b9e3c-1111-4222-8333-444455556666"));
  second = read_file (fixture, record);
  g_assert_cmpstr (first, ==, second);

  /* Nor two patients with one code. */
  write_file (fixture, "plain.csv", "kind,diagram,x,y,layer,state\npoint,face-front,30,25,mid-dermis,done\n");
  g_assert_cmpint (run (fixture, "import --library library --patient-code a-0147 plain.csv"), ==, 1);
  g_assert_nonnull (strstr (fixture->errors, "a-0147"));
  g_assert_cmpint (run (fixture, "import --library library --patient-code B-1 plain.csv"), ==, 0);
}

static void
test_export (Fixture *fixture,
             gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *magic;
  } rows[] = {
    { "out.pdf", "%PDF-" },
    { "out.svg", "<?xml" },
    { "out.png", "\211PNG" },
    { "out.csv", "kind," },
    { "out.txt", "A-0147" },
  };
  g_autofree char *csv = NULL;
  g_autofree char *csv_again = NULL;
  g_autofree char *guides = NULL;
  g_autofree char *info = NULL;

  make_session (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = g_strconcat ("export -o ", rows[i].name, " session.xml", NULL);
      g_autofree char *bytes = NULL;

      g_assert_cmpint (run (fixture, line), ==, 0);
      g_assert_cmpstr (fixture->errors, ==, "");
      bytes = read_file (fixture, rows[i].name);
      g_assert_cmpint (memcmp (bytes, rows[i].magic, strlen (rows[i].magic)), ==, 0);
    }
  g_assert_cmpint (run (fixture, "export --format pdf --paper letter -o letter session.xml"), ==, 0);
  g_assert_cmpint (run (fixture, "export --format png --dpi 40 -o small session.xml"), ==, 0);
  g_assert_cmpint (run (fixture, "export --guides halves -o out.svg session.xml"), ==, 2);
  g_assert_nonnull (strstr (fixture->errors, "“halves”"));
  g_assert_cmpint (run (fixture, "export --guides midline,thirds -o guides.svg session.xml"), ==, 0);
  guides = read_file (fixture, "guides.svg");
  g_assert_nonnull (strstr (guides, "face-front.guides-thirds"));
  g_assert_null (strstr (guides, "face-front.guides-grid"));
  g_assert_cmpint (run (fixture, "info --json guides.svg"), ==, 0);
  g_assert_cmpint (run (fixture, "export --format txt -o - session.xml"), ==, 0);
  g_assert_true (g_str_has_prefix (fixture->output, "A-0147"));

  /* The picture is the session, and the table gives the same marks. */
  g_assert_cmpint (run (fixture, "info --json session.xml"), ==, 0);
  info = g_strdup (fixture->output);
  g_assert_cmpint (run (fixture, "info --json out.svg"), ==, 0);
  g_assert_cmpstr (fixture->output, ==, info);
  g_assert_cmpint (run (fixture, "import --session header.xml out.csv -o again.xml"), ==, 0);
  g_assert_cmpint (run (fixture, "info --json again.xml"), ==, 0);
  g_assert_cmpstr (fixture->output, ==, info);
  g_assert_cmpint (run (fixture, "export -o again.csv again.xml"), ==, 0);
  csv = read_file (fixture, "out.csv");
  csv_again = read_file (fixture, "again.csv");
  g_assert_cmpstr (csv, ==, csv_again);
}

static void
test_export_bad (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *kept = NULL;

  make_session (fixture);
  write_file (fixture, "broken.xml", "<session xmlns=\"urn:mesomap:session:1\"");
  write_file (fixture, "out.pdf", "precious");
  g_assert_cmpint (run (fixture, "export -o out.pdf broken.xml"), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->errors, "broken.xml:"));
  kept = read_file (fixture, "out.pdf");
  g_assert_cmpstr (kept, ==, "precious");
  g_assert_cmpint (run (fixture, "export -o missing/out.pdf session.xml"), ==, 1);
  g_assert_cmpint (run (fixture, "export --format pdf -o . session.xml"), ==, 1);
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (run (fixture, "export --format pdf -o /dev/full session.xml"), ==, 1);
      g_assert_true (g_str_has_prefix (fixture->errors, "/dev/full: "));
    }
}

static void
test_import_locked (Fixture *fixture,
                    gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  g_autofree char *locked = NULL;

  make_session (fixture);
  text = read_file (fixture, "session.xml");
  parts = g_strsplit (text, "\"draft\"", 2);
  locked = g_strjoinv ("\"final\"", parts);
  write_file (fixture, "locked.xml", locked);
  g_assert_cmpint (run (fixture, "import --session locked.xml -o out.xml marks.csv"), ==, 1);
  g_assert_true (g_str_has_prefix (fixture->errors, "locked.xml: "));
  g_assert_false (exists (fixture, "out.xml"));
}

/* What has no end, gives itself only once, or takes nothing. */
static void
test_devices (Fixture *fixture,
              gconstpointer data)
{
  make_session (fixture);
  g_assert_cmpint (run (fixture, "import --patient-code A --diagram face-front -o out.xml /dev/zero"), ==, 1);
  g_assert_cmpstr (fixture->errors, ==, "/dev/zero:1: the file is larger than 64 MB\n");
  g_assert_false (exists (fixture, "out.xml"));
  g_assert_cmpint (run (fixture, "validate /dev/zero"), ==, 1);
  if (g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_autofree char *command = g_strdup_printf ("%s info session.xml >/dev/full", g_getenv ("MESOMAP_TOOL"));
      g_autofree char *pipe = g_strdup_printf ("cat session.xml | %s validate /dev/stdin", g_getenv ("MESOMAP_TOOL"));
      const char *argv[] = { "sh", "-c", command, NULL };
      int status;

      g_assert_true (g_spawn_sync (fixture->folder,
                                   (char **) argv,
                                   NULL,
                                   G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL,
                                   NULL, NULL, NULL, NULL, &status, NULL));
      g_assert_cmpint (WEXITSTATUS (status), ==, 1);
      argv[2] = pipe;
      g_assert_true (g_spawn_sync (fixture->folder,
                                   (char **) argv,
                                   NULL,
                                   G_SPAWN_SEARCH_PATH,
                                   NULL, NULL, NULL, NULL, &status, NULL));
      g_assert_cmpint (status, ==, 0);
    }
}

/* The width of a PNG, from its first chunk. */
static guint32
read_png_width (Fixture *fixture,
                const char *name)
{
  g_autofree char *path = path_of (fixture, name);
  g_autofree char *data = NULL;
  guint32 width;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  g_assert_cmpuint (size, >, 24);
  g_assert_cmpmem (data, 8, "\x89PNG\r\n\x1a\n", 8);
  memcpy (&width, data + 16, sizeof width);
  return GUINT32_FROM_BE (width);
}

static void
test_diagrams (Fixture *fixture,
               gconstpointer data)
{
  g_assert_cmpint (run (fixture, "diagrams"), ==, 0);
  g_assert_nonnull (strstr (fixture->output, "face-front"));
  g_assert_nonnull (strstr (fixture->output, "(adult man)"));

  g_assert_cmpint (run (fixture, "diagrams --width 300 -o sheet.png"), ==, 0);
  g_assert_cmpstr (fixture->output, ==, "");
  g_assert_cmpuint (read_png_width (fixture, "sheet.png"), ==, 300);

  g_assert_cmpint (run (fixture, "diagrams --width 99 -o small.png"), ==, 2);
  g_assert_cmpint (run (fixture, "diagrams sheet.png"), ==, 2);
  g_assert_cmpint (run (fixture, "diagrams -o no/such/folder.png"), ==, 1);
  g_assert_false (exists (fixture, "small.png"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/tool/usage", test_usage);
  ADD ("/tool/validate", test_validate);
  ADD ("/tool/info/json", test_json);
  ADD ("/tool/info/text", test_text);
  ADD ("/tool/import/alone", test_import_alone);
  ADD ("/tool/import/bad", test_import_bad);
  ADD ("/tool/import/locked", test_import_locked);
  ADD ("/tool/import/library", test_import_library);
  ADD ("/tool/export/good", test_export);
  ADD ("/tool/export/bad", test_export_bad);
  ADD ("/tool/devices", test_devices);
  ADD ("/tool/diagrams", test_diagrams);
  return g_test_run ();
}
