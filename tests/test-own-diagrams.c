/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* A clinic's own diagrams, in its library's folder. */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "diagram/meso-diagram-set.h"
#include "library/meso-library.h"
#include "model/meso-error.h"

#define HEADER                                                                                           \
  "<session xmlns=\"urn:mesomap:session:1\" id=\"6f2b9e3c-1111-4222-8333-444455556666\" revision=\"1\" " \
  "status=\"draft\"><patient id=\"0b7f9e3c-1111-4222-8333-444455556666\" code=\"A-0147\" sex=\"male\"/>" \
  "<visit start=\"2026-11-21T10:30:00+01:00\"/></session>\n"

#define MARKS                               \
  "kind,diagram,x,y,points,layer,state\n"   \
  "point,forearm,-30,25,,mid-dermis,done\n" \
  "point,forearm,55,240,,mid-dermis,done\n" \
  "thread,forearm,,,\"0,200 -30,25\",mid-dermis,done\n"

typedef struct
{
  char *library;
  char *folder; /* its diagrams */
} Fixture;

static char *
get_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "diagrams", name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);

  return contents;
}

static void
write_file (const char *folder,
            const char *name,
            const char *contents)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

/* Writes the good diagram with one thing changed. */
static void
write_changed (Fixture *fixture,
               const char *name,
               const char *from,
               const char *to)
{
  g_autofree char *good = get_data ("forearm.svg");
  g_auto (GStrv) parts = g_strsplit (good, from, 2);
  g_autofree char *changed = NULL;

  g_assert_nonnull (parts[1]);
  changed = g_strjoinv (to, parts);
  write_file (fixture->folder, name, changed);
}

static void
use_folder (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  meso_diagram_set_set_own_folder (meso_diagram_set_get_default (), folder);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->library = g_dir_make_tmp ("mesomap-own-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->library, "diagrams", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  write_changed (fixture, "forearm.svg", "forearm", "forearm");
  use_folder (fixture);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->library, NULL };

  meso_diagram_set_set_own_folder (meso_diagram_set_get_default (), NULL);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (fixture->library);
  g_free (fixture->folder);
}

static void
test_good (Fixture *fixture,
           gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_auto (GStrv) ids = meso_diagram_set_list_ids (set);
  guint n_ids = g_strv_length (ids);
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoMap) map = NULL;
  MesoDiagram *diagram;

  g_assert_true (meso_diagram_set_check_own (set, &error));
  g_assert_no_error (error);

  /* After the built-in ones, and by its title. */
  g_assert_cmpstr (ids[n_ids - 1], ==, "forearm");
  g_assert_cmpstr (ids[0], !=, "forearm");
  g_assert_cmpstr (meso_diagram_set_get_view_name ("forearm"), ==, "Left forearm, palm side");
  g_assert_cmpint (meso_diagram_set_get_view_position ("forearm"), >, meso_diagram_set_get_view_position ("hands"));

  diagram = meso_diagram_set_lookup (set, "forearm", "male");
  g_assert_nonnull (diagram);
  g_assert_true (diagram == meso_diagram_set_lookup (set, "forearm", NULL));
  g_assert_cmpint (meso_diagram_get_side_at (diagram, 55, 240), ==, MESO_SIDE_LEFT);

  map = meso_diagram_create_map (meso_diagram_set_lookup_for (set, "forearm", MESO_SEX_MALE));
  g_assert_cmpstr (meso_map_get_diagram (map), ==, "forearm");
  g_assert_cmpint (meso_map_get_diagram_version (map), ==, 2);
  g_assert_cmpint (meso_map_get_variant (map), ==, MESO_SEX_UNSET);
}

/* A diagram of one sex serves the other where there is no better one. */
static void
test_variants (Fixture *fixture,
               gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_autoptr (MesoMap) map = NULL;

  write_changed (fixture, "belly-female.svg", "mesomap:id=\"forearm\"",
                 "mesomap:id=\"belly\" mesomap:variant=\"female\"");
  use_folder (fixture);

  g_assert_nonnull (meso_diagram_set_lookup (set, "belly", "female"));
  g_assert_null (meso_diagram_set_lookup (set, "belly", "male"));
  map = meso_diagram_create_map (meso_diagram_set_lookup_for (set, "belly", MESO_SEX_MALE));
  g_assert_cmpint (meso_map_get_variant (map), ==, MESO_SEX_FEMALE);
}

/* What was handed out outlives its file, and a change is seen after the folder was named again. */
static void
test_change (Fixture *fixture,
             gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  MesoDiagram *before = meso_diagram_set_lookup (set, "forearm", NULL);

  write_changed (fixture, "forearm.svg", "mesomap:version=\"2\"", "mesomap:version=\"3\"");
  g_assert_true (meso_diagram_set_lookup (set, "forearm", NULL) == before);
  use_folder (fixture);
  g_assert_cmpint (meso_diagram_get_version (meso_diagram_set_lookup (set, "forearm", NULL)), ==, 3);
  g_assert_cmpint (meso_diagram_get_version (before), ==, 2);

  meso_diagram_set_set_own_folder (set, NULL);
  g_assert_null (meso_diagram_set_lookup (set, "forearm", NULL));
  g_assert_cmpstr (meso_diagram_set_get_view_name ("forearm"), ==, "forearm");
}

static const struct
{
  const char *name;
  const char *from, *to;
  int line;
  const char *part;
} broken[] = {
  /* Not to be taken for one of ours, whatever the file is called */
  { "face-front.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"face-front\"", 15, "‘face-front’ is a view of Mesomap" },
  { "arm.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"hands\"", 15, "‘hands’ is a view of Mesomap" },
  { "photo.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"photo\"", 15, "‘photo’" },
  /* Found by its name */
  { "Arm.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"arm\"", 15, "‘arm.svg’" },
  { "arm-male.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"arm\" mesomap:variant=\"female\"", 15, "‘arm-female.svg’" },
  /* What the loader finds */
  { "arm.svg", "</svg>", "", 32, "" },
  { "arm.svg", "<svg", "<!DOCTYPE svg>\n<svg", 3, "document type" },
  { "arm.svg", "mesomap:id=\"forearm\"", "", 15, "mesomap:id" },
  { "arm.svg", "mesomap:version=\"2\"", "mesomap:version=\"two\"", 15, "mesomap:version" },
  { "arm.svg", "mesomap:right-side=\"far\"", "mesomap:right-side=\"left\"", 15, "near or far" },
  { "arm.svg", "width=\"120mm\"", "width=\"453\"", 15, "‘width’" },
  { "arm.svg", "id=\"art\"", "id=\"layer1\"", 31, "no layer ‘art’" },
  { "arm.svg", "id=\"regions\"", "id=\"layer2\"", 31, "no layer ‘regions’" },
  { "arm.svg", "<defs>", "<image href=\"file:///etc/passwd\"/><defs>", 18, "‘image’" },
  { "arm.svg", "style=\"display:none\">\n    <path", "transform=\"translate(1)\">\n    <path", 24, "transform" },
  { "arm.svg", "mesomap:side=\"left\"", "mesomap:side=\"links\"", 25, "‘links’" },
  { "arm.svg", "L0 120 L28 240", "A1 1 0 0 0 28 240", 25, "arc" },
  { "arm.svg", "forearm-lower", "forearm-upper", 26, "twice" },
  { "arm.svg", "cx=\"0\"", "cx=\"left\"", 29, "‘cx’" },
};

static void
test_broken (Fixture *fixture,
             gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *prefix = g_strdup_printf ("diagrams/%s:%d: ", broken[i].name, broken[i].line);
      g_autofree char *path = g_build_filename (fixture->folder, broken[i].name, NULL);
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) ids = NULL;

      write_changed (fixture, broken[i].name, broken[i].from, broken[i].to);
      use_folder (fixture);

      g_assert_false (meso_diagram_set_check_own (set, &error));
      g_test_message ("%u: %s", i, error->message);
      g_assert_true (error->domain == MESO_ERROR);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_nonnull (strstr (error->message, broken[i].part));
      g_assert_null (strchr (error->message, '\n'));

      /* The others are there; a view of ours stays ours. */
      ids = meso_diagram_set_list_ids (set);
      g_assert_true (g_strv_contains ((const char *const *) ids, "forearm"));
      g_assert_false (g_strv_contains ((const char *const *) ids, "arm"));
      g_assert_cmpstr (meso_diagram_get_origin (meso_diagram_set_lookup (set, "face-front", NULL)), ==, "nasion");

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
}

/* Things in the folder that are no files of ours. */
static void
test_strange (Fixture *fixture,
              gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_autofree char *folder = g_build_filename (fixture->folder, "folder.svg", NULL);
  g_autofree char *large = g_build_filename (fixture->folder, "large.svg", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe.svg", NULL);
  g_autoptr (GError) error = NULL;

  write_file (fixture->folder, "README.txt", "not a diagram");
  write_file (fixture->folder, ".hidden.svg", "not a diagram");
  write_file (fixture->folder, "arm.svg~", "not a diagram");
  use_folder (fixture);
  g_assert_true (meso_diagram_set_check_own (set, &error));

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  use_folder (fixture);
  g_assert_false (meso_diagram_set_check_own (set, &error));
  g_assert_true (g_str_has_prefix (error->message, "diagrams/folder.svg: "));
  g_clear_error (&error);
  g_rmdir (folder);

  g_assert_true (g_file_set_contents (large, "", 0, NULL));
  g_assert_cmpint (truncate (large, 5000000000), ==, 0);
  use_folder (fixture);
  g_assert_false (meso_diagram_set_check_own (set, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  g_assert_true (g_str_has_prefix (error->message, "diagrams/large.svg:1: "));
  g_clear_error (&error);
  g_unlink (large);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  use_folder (fixture);
  g_assert_false (meso_diagram_set_check_own (set, &error));
  g_assert_true (g_str_has_prefix (error->message, "diagrams/pipe.svg: "));
}

static void
test_no_folder (Fixture *fixture,
                gconstpointer data)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_autoptr (GFile) folder = g_file_new_for_path ("/nowhere/at/all");
  g_autoptr (GError) error = NULL;

  meso_diagram_set_set_own_folder (set, folder);
  g_assert_true (meso_diagram_set_check_own (set, &error));
  g_assert_no_error (error);
  g_assert_null (meso_diagram_set_lookup (set, "forearm", NULL));
  g_assert_null (meso_diagram_set_lookup (set, "../forearm", NULL));
}

static void
wait_for (MesoLibrary *library,
          gboolean wants_message)
{
  gint64 end = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while ((meso_library_get_diagrams_message (library) != NULL) != wants_message && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpint (meso_library_get_diagrams_message (library) != NULL, ==, wants_message);
}

/* The library tells what is wrong, and when it has been mended. */
static void
test_library (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (MesoLibrary) library = meso_library_new (fixture->library);
  const char *message;

  g_assert_true (meso_library_create (library, NULL));
  write_changed (fixture, "arm.svg", "mesomap:side=\"left\"", "mesomap:side=\"links\"");
  meso_library_use_diagrams (library);
  meso_library_refresh (library);
  wait_for (library, TRUE);
  message = meso_library_get_diagrams_message (library);
  g_assert_nonnull (strstr (message, "diagrams/arm.svg:25: "));

  write_changed (fixture, "arm.svg", "mesomap:id=\"forearm\"", "mesomap:id=\"arm\"");
  wait_for (library, FALSE);
  g_assert_nonnull (meso_diagram_set_lookup (meso_diagram_set_get_default (), "arm", NULL));
}

static char *run_tool (const char *first,
                       ...) G_GNUC_NULL_TERMINATED;

/* Runs mesomap-tool, which must end well, and returns what it says. */
static char *
run_tool (const char *first,
          ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  g_autofree char *errors = NULL;
  va_list arguments;
  int status;

  g_ptr_array_add (argv, (gpointer) g_getenv ("MESOMAP_TOOL"));
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);

  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  g_assert_cmpint (status, ==, 0);

  return output;
}

/* From a table of marks into a library, and out of it as SVG and PDF: the diagram is known all the way. */
static void
test_tool (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *header = g_build_filename (fixture->library, "header.xml", NULL);
  g_autofree char *marks = g_build_filename (fixture->library, "marks.csv", NULL);
  g_autofree char *svg = g_build_filename (fixture->library, "out.svg", NULL);
  g_autofree char *pdf = g_build_filename (fixture->library, "out.pdf", NULL);
  g_autofree char *diagram = g_build_filename (fixture->folder, "forearm.svg", NULL);
  g_autofree char *session =
    g_build_filename (fixture->library, "patients", "A-0147-0b7f9e3c", "sessions", "2026-11-21T1030-6f2b9e3c",
                      "session.mesomap.xml", NULL);
  g_autofree char *info = NULL, *picture = NULL, *record = NULL;

  write_file (fixture->library, "header.xml", HEADER);
  write_file (fixture->library, "marks.csv", MARKS);
  g_free (run_tool ("validate", diagram, NULL));
  g_free (run_tool ("import", "--library", fixture->library, "--session", header, marks, NULL));

  g_assert_true (g_file_get_contents (session, &record, NULL, NULL));
  g_assert_nonnull (strstr (record, "<map diagram=\"forearm\" diagram-version=\"2\">"));
  g_assert_nonnull (strstr (record, "region=\"forearm-upper\" side=\"left\""));
  /* Outside the regions a view of one side still knows it; a line counts where it begins. */
  g_assert_nonnull (strstr (record, "x=\"55\" y=\"240\" layer=\"mid-dermis\" state=\"done\" side=\"left\""));
  g_assert_nonnull (strstr (record, "region=\"forearm-lower\""));

  g_free (run_tool ("export", "-o", svg, session, NULL));
  g_assert_true (g_file_get_contents (svg, &picture, NULL, NULL));
  g_assert_nonnull (strstr (picture, "id=\"forearm.arm\""));
  g_assert_nonnull (strstr (picture, "Left forearm, palm side"));
  /* It shows one side, and says so once. */
  g_assert_nonnull (strstr (picture, ">patient’s left side<"));
  g_assert_null (strstr (picture, ">patient’s right<"));
  g_free (run_tool ("export", "-o", pdf, session, NULL));
  g_assert_true (g_file_test (pdf, G_FILE_TEST_IS_REGULAR));
  info = run_tool ("info", session, NULL);
  g_assert_nonnull (strstr (info, "forearm"));
}

static void
test_find_folder (void)
{
  g_autofree char *found =
    meso_library_find_folder ("/a/b/patients/A-1/sessions/2026/session.mesomap.xml");
  g_autofree char *relative = meso_library_find_folder ("patients/A-1/sessions/2026/x.svg");
  g_autofree char *current = g_get_current_dir ();

  g_assert_cmpstr (found, ==, "/a/b");
  g_assert_cmpstr (relative, ==, current);
  g_assert_null (meso_library_find_folder ("/a/session.mesomap.xml"));
  g_assert_null (meso_library_find_folder ("/a/b/c/d/e/f/session.mesomap.xml"));
  g_assert_null (meso_library_find_folder ("x"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/own-diagrams/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("good", test_good);
  ADD ("variants", test_variants);
  ADD ("change", test_change);
  ADD ("broken", test_broken);
  ADD ("strange", test_strange);
  ADD ("no-folder", test_no_folder);
  ADD ("library", test_library);
  ADD ("tool", test_tool);
#undef ADD
  g_test_add_func ("/own-diagrams/find-folder", test_find_folder);

  return g_test_run ();
}
