/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "diagram/meso-diagram-set.h"
#include "diagram/meso-site.h"
#include "model/meso-geometry.h"
#include "model/meso-number.h"

/* Makes the sample library as a user does, and holds it against the table of what the sample patients were given. */

/* Points keep so far from the border of their region, in mm. */
#define BORDER 3.0

/* What two ways to flatten a curve may differ by. */
#define TOLERANCE 0.06

typedef struct
{
  const char *name;
  const char *code;
  const char *start;
  const char *status;
  const char *lots; /* of the products, in order */
  const char *done; /* region, then right/left or the midline; lines in brackets, zones in square ones */
  const char *planned;
  const char *doses; /* of the products, done, in order */
  const char *opened;
  guint n_maps;
} Sample;

#define C_FIRST "scalp-frontotemporal 6/6, scalp-frontal 12/12, scalp-frontal-central 10, "
#define C_LAST "scalp-frontotemporal 4/4, scalp-frontal 10/10, scalp-frontal-central 8, "

#define D_LOWER "[nose-dorsum 1], [anterior-cheek 1/1], [chin 1]"
#define D_FACE "[forehead-central 1], " D_LOWER

static const Sample samples[] = {
  { "A1", "M-0101", "2026-06-03T10:30:00+02:00", "final", "N2604A",
    "forehead-central 40, malar 24/24, anterior-cheek 40/40, submalar 16/16, chin 12, preauricular 8/8, jawline 8/8",
    "", "2.76", "3", 1 },
  { "A2", "M-0101", "2026-06-24T10:30:00+02:00", "final", "N2604A",
    "forehead-central 44, malar 24/24, anterior-cheek 34/40, submalar 16/16, chin 12, preauricular 8/8, jawline 9/9",
    "", "2.78", "3", 1 },
  { "A3", "M-0101", "2026-07-15T09:00:00+02:00", "final", "N2607B",
    "forehead-central 44, malar 24/24, anterior-cheek 40/40, submalar 16/16, chin 12, upper-lip 6/6, "
    "preauricular 8/8, jawline 8/8",
    "", "2.92", "3", 1 },
  { "A4", "M-0101", "2026-10-07T14:15:00+02:00", "final", "N2608C",
    "forehead-central 36, malar 20/20, anterior-cheek 32/32, submalar 12/12, chin 10, preauricular 6/6, jawline 6/6",
    "", "2.22", "3", 1 },
  { "B1", "M-0102", "2026-08-18T11:00:00+02:00", "final", "S1188",
    "malar 9/9, anterior-cheek 12/12, submalar 8/8, preauricular 5/5, chin 4, (nasolabial 2/2), (marionette 2/2)",
    "", "1.88", "2", 1 },
  { "B2", "M-0102", "2026-09-15T11:00:00+02:00", "final", "S1188",
    "malar 9/11, anterior-cheek 12/12, submalar 8/8, preauricular 5/5, chin 4, (nasolabial 2/3), (marionette 1/1)",
    "", "1.88", "2", 1 },
  { "B3", "M-0102", "2026-10-13T11:00:00+02:00", "final", "S1203 N2608C",
    "malar 7/8, anterior-cheek 10/10, submalar 5/5, forehead-central 40, temple 12/12, chin 10, jawline 14/14",
    "", "0.9 2.04", "1 3", 1 },
  { "B4", "M-0102", "2026-11-20T16:00:00+01:00", "draft", "S1203",
    "malar 7/0, anterior-cheek 10/0, submalar 5/0", "malar 0/8, anterior-cheek 0/10, submalar 0/5", "0.44", "1", 1 },
  { "C1", "M-0103", "2026-07-02T17:00:00+02:00", "final", "K5512",
    C_FIRST "scalp-mid 20, scalp-vertex 26", "", "4.6", "5", 1 },
  { "C2", "M-0103", "2026-07-16T17:00:00+02:00", "final", "K5512",
    C_FIRST "scalp-mid 22, scalp-vertex 28", "", "4.8", "5", 1 },
  { "C3", "M-0103", "2026-07-30T17:00:00+02:00", "final", "K5512",
    C_FIRST "scalp-mid 20, scalp-vertex 32", "", "4.9", "5", 1 },
  { "C4", "M-0103", "2026-08-27T17:00:00+02:00", "final", "K5530",
    C_LAST "scalp-mid 20, scalp-vertex 36", "", "4.6", "5", 1 },
  { "C5", "M-0103", "2026-10-22T17:00:00+02:00", "final", "K5530",
    C_LAST "scalp-mid 16, scalp-vertex 32", "", "4.2", "5", 1 },
  { "D1", "M-0104", "2026-06-11T09:30:00+02:00", "final", "T0931", D_FACE, "", "0", "2", 1 },
  { "D2", "M-0104", "2026-07-23T09:30:00+02:00", "final", "T0931", D_FACE, "", "0", "2", 1 },
  { "D3", "M-0104", "2026-09-03T09:30:00+02:00", "final", "T0931", D_FACE, "", "0", "2", 1 },
  { "D4", "M-0104", "2026-10-29T09:30:00+01:00", "final", "T0931", D_LOWER, "", "0", "2", 1 },
  { "E1", "M-0105", "2026-09-10T14:00:00+02:00", "final", "PN2431",
    "decolletage 24, hand-dorsum 14/14, (neck-lateral 2/2)", "", "1.88", "2", 3 },
  { "E2", "M-0105", "2026-10-01T14:00:00+02:00", "final", "PN2431",
    "decolletage 26, hand-dorsum 14/14, (neck-lateral 2/2)", "", "1.94", "2", 3 },
  { "E3", "M-0105", "2026-10-22T14:00:00+02:00", "final", "PN2440",
    "decolletage 24, hand-dorsum 16/14, (neck-lateral 2/2)", "", "1.94", "2", 3 },
};

/* What the needles of a zone were set to: the region, depth and passes. */
static const struct
{
  const char *session;
  const char *region;
  const char *depth;
  int passes;
} zones[] = {
  { "D1", "forehead-central", "0.5", 3 },
  { "D1", "nose-dorsum", "0.3", 2 },
  { "D1", "anterior-cheek", "1", 4 },
  { "D1", "chin", "0.75", 4 },
  { "D2", "anterior-cheek", "1.5", 4 },
  { "D3", "anterior-cheek", "1.5", 6 },
  { "D4", "anterior-cheek", "1.5", 6 },
  { "D4", "chin", "0.75", 4 },
};

static char *library;

static char *
run (const char *first,
     ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autofree char *errors = NULL;
  g_autoptr (GError) error = NULL;
  const char *argument;
  va_list list;
  int status;

  g_ptr_array_add (arguments, (gpointer) first);
  va_start (list, first);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  g_spawn_sync (NULL,
                (char **) arguments->pdata,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                &errors,
                &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s failed: %s", first, errors);
  g_assert_cmpstr (errors, ==, "");
  return g_steal_pointer (&output);
}

/* The folder of @sample, by the names that a library gives. */
static char *
find_session (const Sample *sample)
{
  g_autofree char *patients = g_build_filename (library, "patients", NULL);
  g_autofree char *patient_prefix = g_strconcat (sample->code, "-", NULL);
  g_autofree char *session_prefix = g_strdup_printf ("%.13s%.2s-", sample->start, sample->start + 14);
  g_autofree char *sessions = NULL;
  g_autoptr (GDir) patient_dir = g_dir_open (patients, 0, NULL);
  g_autoptr (GDir) session_dir = NULL;
  const char *name;

  g_assert_nonnull (patient_dir);
  while ((name = g_dir_read_name (patient_dir)) != NULL && !g_str_has_prefix (name, patient_prefix))
    ;
  g_assert_nonnull (name);
  sessions = g_build_filename (patients, name, "sessions", NULL);
  session_dir = g_dir_open (sessions, 0, NULL);
  g_assert_nonnull (session_dir);
  while ((name = g_dir_read_name (session_dir)) != NULL && !g_str_has_prefix (name, session_prefix))
    ;
  g_assert_nonnull (name);
  return g_build_filename (sessions, name, "session.mesomap.xml", NULL);
}

static JsonNode *
read_info (const char *path)
{
  g_autofree char *text = run (g_getenv ("MESOMAP_TOOL"), "info", "--json", path, NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

/* The number of marks of @kind in a region, where "jawline" and "nasolabial" stand for all their parts. */
static int
count (JsonObject *info,
       const char *state,
       const char *kind,
       const char *region,
       const char *side)
{
  JsonArray *rows = json_object_get_array_member (json_object_get_object_member (info, "totals"), "by-region-and-side");
  g_autofree char *prefix = g_strconcat (region, "-", NULL);
  gboolean has_parts = g_str_equal (region, "jawline") || g_str_equal (region, "nasolabial");
  int n = 0;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *own = json_object_get_string_member (row, "region");

      if ((has_parts ? g_str_has_prefix (own, prefix) : g_str_equal (own, region)) &&
          g_str_equal (json_object_get_string_member (row, "side"), side))
        n += (int) json_object_get_int_member (json_object_get_object_member (row, state), kind);
    }
  return n;
}

/* Checks the counts of one cell of the table and returns how many marks it says. */
static int
check_counts (JsonObject *info,
              const char *state,
              const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ", ", -1);
  int total = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *kind = parts[i][0] == '(' ? "threads" : parts[i][0] == '[' ? "areas"
                                                                             : "points";
      char *region = g_ascii_isalpha (parts[i][0]) ? parts[i] : parts[i] + 1;
      char *blank = strchr (region, ' ');
      char *slash;
      int first;

      g_assert_nonnull (blank);
      *blank = '\0';
      first = atoi (blank + 1);
      slash = strchr (blank + 1, '/');
      total += first;
      if (slash == NULL)
        {
          g_assert_cmpint (count (info, state, kind, region, "midline"), ==, first);
          continue;
        }
      total += atoi (slash + 1);
      g_assert_cmpint (count (info, state, kind, region, "right"), ==, first);
      g_assert_cmpint (count (info, state, kind, region, "left"), ==, atoi (slash + 1));
    }
  return total;
}

static int
count_all (JsonObject *info,
           const char *state)
{
  JsonArray *rows = json_object_get_array_member (json_object_get_object_member (info, "totals"), "all");
  JsonObject *tally;

  g_assert_cmpuint (json_array_get_length (rows), ==, 1);
  tally = json_object_get_object_member (json_array_get_object_element (rows, 0), state);
  return (int) (json_object_get_int_member (tally, "points") + json_object_get_int_member (tally, "threads") +
                json_object_get_int_member (tally, "areas"));
}

static void
check_products (JsonObject *info,
                const Sample *sample)
{
  JsonArray *products = json_object_get_array_member (info, "products");
  JsonArray *totals = json_object_get_array_member (json_object_get_object_member (info, "totals"), "by-product");
  g_auto (GStrv) lots = g_strsplit (sample->lots, " ", -1);
  g_auto (GStrv) doses = g_strsplit (sample->doses, " ", -1);
  g_auto (GStrv) opened = g_strsplit (sample->opened, " ", -1);

  g_assert_cmpuint (json_array_get_length (products), ==, g_strv_length (lots));
  g_assert_cmpuint (json_array_get_length (totals), ==, g_strv_length (lots));
  for (guint i = 0; lots[i] != NULL; i++)
    {
      JsonObject *product = json_array_get_object_element (products, i);
      JsonObject *row = json_array_get_object_element (totals, i);
      JsonObject *done = json_object_get_object_member (row, "done");

      g_assert_cmpstr (json_object_get_string_member (product, "lot"), ==, lots[i]);
      g_assert_cmpstr (json_object_get_string_member (product, "opened"), ==, opened[i]);
      g_assert_true (json_object_has_member (product, "expires"));
      g_assert_cmpstr (json_object_get_string_member (row, "product"),
                       ==,
                       json_object_get_string_member (product, "id"));
      g_assert_cmpstr (json_object_get_string_member (done, "dose"), ==, doses[i]);
    }
}

static MesoPoint
read_point (JsonArray *points,
            guint index)
{
  JsonArray *pair = json_array_get_array_element (points, index);
  gint64 x, y;

  g_assert_true (meso_number_parse (json_array_get_string_element (pair, 0), MESO_MM_DECIMALS, &x));
  g_assert_true (meso_number_parse (json_array_get_string_element (pair, 1), MESO_MM_DECIMALS, &y));
  return (MesoPoint){ (int) x, (int) y };
}

static MesoPoint *
read_points (JsonArray *array,
             guint *n_points)
{
  MesoPoint *points;

  *n_points = json_array_get_length (array);
  points = g_new (MesoPoint, *n_points);
  for (guint i = 0; i < *n_points; i++)
    points[i] = read_point (array, i);
  return points;
}

static void
check_shape (JsonObject *mark,
             const MesoMarkData *data,
             const MesoRegion *region)
{
  MesoPath *path = meso_region_get_path (region);
  double length;

  switch (data->kind)
    {
    case MESO_MARK_POINT:
      g_assert_cmpfloat (ABS (meso_path_get_distance (path, data->points[0].x / 100.0, data->points[0].y / 100.0)),
                         >=,
                         BORDER - TOLERANCE);
      break;
    case MESO_MARK_THREAD:
      length = meso_curve_get_length (data->points, data->n_points, MESO_CURVE_SMOOTH);
      g_assert_cmpuint (data->n_points, >=, 3);
      g_assert_cmpstr (json_object_get_string_member (mark, "curve"), ==, "smooth");
      g_assert_cmpfloat (length, >, 9.8);
      g_assert_cmpfloat (length, <, 12.3);
      break;
    case MESO_MARK_AREA:
    default:
      g_assert_false (meso_polygon_crosses_itself (data->points, data->n_points));
      g_assert_cmpfloat (meso_polygon_get_area (data->points, data->n_points), >, 300);
      break;
    }
}

static void
check_place (MesoDiagram *diagram,
             JsonObject *mark)
{
  const char *kind = json_object_get_string_member (mark, "kind");
  MesoMarkData data = { .kind = meso_mark_kind_find (kind) };
  g_autofree MesoPoint *points = read_points (json_object_get_array_member (mark, "points"), &data.n_points);
  const MesoRegion *region;
  MesoSide side;

  data.points = points;
  region = meso_site_find (diagram, &data, &side);
  g_assert_nonnull (region);
  g_assert_cmpstr (meso_region_get_id (region), ==, json_object_get_string_member (mark, "region"));
  g_assert_cmpint (side,
                   ==,
                   meso_vocabulary_find (&meso_side_vocabulary, json_object_get_string_member (mark, "side")));
  check_shape (mark, &data, region);
}

static guint
check_map (JsonObject *map)
{
  JsonArray *marks = json_object_get_array_member (map, "marks");
  MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (),
                                                  json_object_get_string_member (map, "diagram"),
                                                  json_object_get_string_member (map, "variant"));

  g_assert_nonnull (diagram);
  for (guint i = 0; i < json_array_get_length (marks); i++)
    check_place (diagram, json_array_get_object_element (marks, i));
  return json_array_get_length (marks);
}

static void
test_session (gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *path = find_session (sample);
  g_autoptr (JsonNode) node = read_info (path);
  JsonObject *info = json_node_get_object (node);
  JsonArray *maps = json_object_get_array_member (info, "maps");
  guint n_marks = 0;
  int done, planned;

  g_assert_cmpstr (json_object_get_string_member (info, "status"), ==, sample->status);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (info, "visit"), "start"),
                   ==,
                   sample->start);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (info, "patient"), "code"),
                   ==,
                   sample->code);
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (info, "treatment"), "number"),
                   ==,
                   sample->name[1] - '0');
  g_assert_cmpuint (json_array_get_length (maps), ==, sample->n_maps);

  /* All that the table says is there, and nothing else. */
  done = check_counts (info, "done", sample->done);
  planned = check_counts (info, "planned", sample->planned);
  g_assert_cmpint (count_all (info, "done"), ==, done);
  g_assert_cmpint (count_all (info, "planned"), ==, planned);
  check_products (info, sample);

  for (guint i = 0; i < sample->n_maps; i++)
    n_marks += check_map (json_array_get_object_element (maps, i));
  g_assert_cmpuint (n_marks, ==, (guint) (done + planned));
}

/* The needles of the zones, some of each session. */
static void
test_zones (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      const Sample *sample = samples;
      g_autofree char *path = NULL;
      g_autoptr (JsonNode) node = NULL;
      JsonArray *maps, *marks;
      guint n_found = 0;

      while (!g_str_equal (sample->name, zones[i].session))
        sample++;
      path = find_session (sample);
      node = read_info (path);
      maps = json_object_get_array_member (json_node_get_object (node), "maps");
      marks = json_object_get_array_member (json_array_get_object_element (maps, 0), "marks");
      for (guint k = 0; k < json_array_get_length (marks); k++)
        {
          JsonObject *mark = json_array_get_object_element (marks, k);

          if (!g_str_equal (json_object_get_string_member (mark, "region"), zones[i].region))
            continue;
          n_found++;
          g_assert_cmpstr (json_object_get_string_member (mark, "technique"), ==, "microneedling");
          g_assert_cmpstr (json_object_get_string_member (mark, "device"), ==, "pen");
          g_assert_cmpstr (json_object_get_string_member (mark, "depth-mm"), ==, zones[i].depth);
          g_assert_cmpint (json_object_get_int_member (mark, "passes"), ==, zones[i].passes);
        }
      g_assert_cmpuint (n_found, >, 0);
    }
}

static void
add_places (const char *code,
            JsonObject *map,
            GHashTable *places)
{
  JsonArray *marks = json_object_get_array_member (map, "marks");

  for (guint k = 0; k < json_array_get_length (marks); k++)
    {
      JsonObject *mark = json_array_get_object_element (marks, k);
      MesoPoint place = read_point (json_object_get_array_member (mark, "points"), 0);

      if (g_str_equal (json_object_get_string_member (mark, "kind"), "area"))
        continue;
      g_assert_true (g_hash_table_add (places,
                                       g_strdup_printf ("%s %s %s %d %d",
                                                        code,
                                                        json_object_get_string_member (map, "diagram"),
                                                        json_object_get_string_member (mark, "technique"),
                                                        place.x,
                                                        place.y)));
    }
}

/* Nobody finds the same place twice with a needle. */
static void
test_shifts (void)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = find_session (&samples[i]);
      g_autoptr (JsonNode) node = read_info (path);
      JsonArray *maps = json_object_get_array_member (json_node_get_object (node), "maps");

      for (guint m = 0; m < json_array_get_length (maps); m++)
        add_places (samples[i].code, json_array_get_object_element (maps, m), places);
    }
}

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *xml = find_session (&samples[i]);
      g_autofree char *folder = g_path_get_dirname (xml);
      g_autofree char *svg = g_build_filename (folder, "session.mesomap.svg", NULL);
      g_autofree char *patient = g_build_filename (folder, "..", "..", "patient.xml", NULL);
      g_autofree char *from_xml = NULL;
      g_autofree char *from_svg = NULL;

      g_free (run (g_getenv ("MESOMAP_TOOL"), "validate", xml, svg, patient, NULL));
      from_xml = run (g_getenv ("MESOMAP_TOOL"), "info", "--json", xml, NULL);
      from_svg = run (g_getenv ("MESOMAP_TOOL"), "info", "--json", svg, NULL);
      g_assert_cmpstr (from_xml, ==, from_svg);
    }
}

/* The committed tables and headers are what the generator writes for the diagrams as they are. */
static void
test_generator (void)
{
  g_autofree char *source = g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "data", "samples", NULL);
  g_autofree char *copy = g_dir_make_tmp ("mesomap-generate-XXXXXX", NULL);
  g_autofree char *samples_copy = g_build_filename (copy, "data", "samples", NULL);
  g_autofree char *resources = g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "resources", NULL);
  g_autofree char *resources_link = g_build_filename (copy, "resources", NULL);
  g_autofree char *script = g_build_filename (source, "generate.py", NULL);
  g_autofree char *script_copy = g_build_filename (samples_copy, "generate.py", NULL);
  g_autofree char *python = g_find_program_in_path ("python3");
  g_autoptr (GFile) from = g_file_new_for_path (script);
  g_autoptr (GFile) to = g_file_new_for_path (script_copy);
  g_autoptr (GError) error = NULL;

  if (python == NULL)
    {
      g_test_skip ("no python3");
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (samples_copy, 0700), ==, 0);
  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error));
  g_assert_cmpint (symlink (resources, resources_link), ==, 0);
  g_free (run (python, script_copy, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    for (guint k = 0; k < 2; k++)
      {
        g_autofree char *name = g_strconcat (samples[i].name, k == 0 ? ".csv" : ".xml", NULL);
        g_autofree char *committed_path = g_build_filename (source, name, NULL);
        g_autofree char *fresh_path = g_build_filename (samples_copy, name, NULL);
        g_autofree char *committed = NULL;
        g_autofree char *fresh = NULL;

        g_assert_true (g_file_get_contents (committed_path, &committed, NULL, NULL));
        g_assert_true (g_file_get_contents (fresh_path, &fresh, NULL, NULL));
        if (strcmp (committed, fresh) != 0)
          g_error ("%s is not what data/samples/generate.py writes now: run it again", name);
      }
  g_free (run ("rm", "-r", copy, NULL));
}

int
main (int argc,
      char *argv[])
{
  g_autofree char *script = NULL;
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("mesomap-samples-XXXXXX", NULL);
  library = g_build_filename (folder, "library", NULL);
  script = g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "data", "samples", "make-samples.sh", NULL);
  g_free (run (script, library, g_getenv ("MESOMAP_TOOL"), NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/samples/", samples[i].name, NULL);

      g_test_add_data_func (path, &samples[i], test_session);
    }
  g_test_add_func ("/samples/zones", test_zones);
  g_test_add_func ("/samples/shifts", test_shifts);
  g_test_add_func ("/samples/files", test_files);
  g_test_add_func ("/samples/generator", test_generator);
  status = g_test_run ();
  g_free (run ("rm", "-r", folder, NULL));
  g_free (library);
  return status;
}
