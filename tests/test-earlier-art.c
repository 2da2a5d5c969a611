/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* Sessions that were drawn on earlier versions of the diagrams. The art may be redrawn, but no mark moves, and what it
 * was recorded to be in is where it still lies. Mesomap wrote the files while it had two views; they are never to be
 * made anew. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "diagram/meso-map-diagram.h"
#include "diagram/meso-site.h"
#include "library/meso-file-writer.h"
#include "library/meso-session-files.h"
#include "library/meso-store.h"
#include "record/meso-session-reader.h"

#define FLUSH_TIMEOUT 60000

typedef struct
{
  const char *file;
  const char *diagram;
  guint n_marks;
} Stored;

static const Stored stored[] = {
  { "earlier-art-face.xml", "face-front", 81 },
  { "earlier-art-scalp.xml", "scalp-top", 92 },
};

static GBytes *
load (const Stored *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "record", file->file, NULL);
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, size);
}

/* The attribute of the mark as the file has it, read without Mesomap. */
static char *
find_attribute (const char *xml,
                const char *id,
                const char *name)
{
  g_autofree char *element = g_strdup_printf (" id=\"%s\" ", id);
  g_autofree char *attribute = g_strdup_printf (" %s=\"", name);
  const char *start = strstr (xml, element);
  const char *end, *value;

  g_assert_nonnull (start);
  end = strchr (start, '>');
  value = g_strstr_len (start, end - start, attribute);
  if (value == NULL)
    return NULL;
  value += strlen (attribute);

  return g_strndup (value, (gsize) (strchr (value, '"') - value));
}

static void
check_place (const char *xml,
             const MesoMarkData *mark)
{
  g_autofree char *x = find_attribute (xml, mark->id, "x");
  g_autofree char *y = find_attribute (xml, mark->id, "y");
  g_autofree char *points = find_attribute (xml, mark->id, "points");
  char *end = points;

  if (mark->kind == MESO_MARK_POINT)
    {
      g_assert_cmpfloat_with_epsilon (mark->points[0].x / 100.0, g_ascii_strtod (x, NULL), 1e-9);
      g_assert_cmpfloat_with_epsilon (mark->points[0].y / 100.0, g_ascii_strtod (y, NULL), 1e-9);
      return;
    }

  g_assert_cmpuint (mark->n_points, >=, 2);
  for (guint i = 0; i < mark->n_points; i++)
    {
      g_assert_cmpfloat_with_epsilon (mark->points[i].x / 100.0, g_ascii_strtod (end, &end), 1e-9);
      g_assert_cmpint (*end++, ==, ',');
      g_assert_cmpfloat_with_epsilon (mark->points[i].y / 100.0, g_ascii_strtod (end, &end), 1e-9);
    }
  g_assert_cmpint (*end, ==, '\0');
}

/* Opened on the art of today. */
static void
test_marks (gconstpointer data)
{
  const Stored *file = data;
  g_autoptr (GBytes) bytes = load (file);
  const char *xml = g_bytes_get_data (bytes, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoSession) session = meso_session_read (bytes, file->file, &error);
  g_autoptr (MesoDiagram) diagram = NULL;
  MesoMap *map;

  g_assert_no_error (error);
  map = meso_session_get_map (session, 0);
  g_assert_cmpstr (meso_map_get_diagram (map), ==, file->diagram);
  g_assert_cmpint (meso_map_get_diagram_version (map), ==, 1);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, file->n_marks);
  diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  g_assert_nonnull (diagram);

  for (guint i = 0; i < file->n_marks; i++)
    {
      const MesoMarkData *mark = meso_mark_get (meso_map_get_mark (map, i));
      g_autofree char *region_id = find_attribute (xml, mark->id, "region");
      const MesoRegion *region;
      MesoSide side;

      g_test_message ("%s in %s", mark->id, region_id);
      check_place (xml, mark);
      g_assert_cmpstr (mark->region, ==, region_id);

      /* The regions of today say the same of it. */
      region = meso_site_find (diagram, mark, &side);
      g_assert_nonnull (region);
      g_assert_cmpstr (meso_region_get_id (region), ==, region_id);
      g_assert_cmpint (side, ==, mark->side);
    }
}

static void
move_and_back (MesoStore *store)
{
  MesoSession *session = meso_store_get_session (store);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoMark *mark = meso_map_get_mark (map, 0);
  MesoMarkData data = *meso_mark_get (mark);
  MesoPoint place = { data.points[0].x + 100, data.points[0].y };
  g_autoptr (MesoEdit) edit = meso_edit_new ("Move Point");
  g_autoptr (MesoMark) moved = NULL;
  g_autoptr (GError) error = NULL;

  data.points = &place;
  moved = meso_mark_changed (mark, &data);
  meso_edit_replace_mark (edit, map, mark, moved);
  g_assert_true (meso_session_apply (session, edit, &error));
  g_assert_true (meso_store_flush_sync (store, FLUSH_TIMEOUT, &error));
  g_assert_true (meso_history_undo (meso_session_get_history (session)));
  g_assert_true (meso_store_flush_sync (store, FLUSH_TIMEOUT, &error));
  g_assert_no_error (error);
}

static char *
without_revision (const char *xml)
{
  g_autoptr (GRegex) regex = g_regex_new (" revision=\"[0-9]+\"", 0, 0, NULL);

  return g_regex_replace (regex, xml, -1, 0, "", 0, NULL);
}

/* Opened in a library, changed, put back and saved: the same file but for its revision. */
static void
test_saved (gconstpointer data)
{
  const Stored *file = data;
  g_autoptr (GBytes) bytes = load (file);
  g_autofree char *folder = g_dir_make_tmp ("mesomap-earlier-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  const char *argv[] = { "rm", "-rf", folder, NULL };
  g_autofree char *before = without_revision (g_bytes_get_data (bytes, NULL));
  g_autofree char *saved = NULL, *after = NULL;
  g_autoptr (MesoStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_file_replace (path, bytes, &error));
  store = meso_store_open (folder, MESO_STORE_OPEN_NORMAL, &error);
  g_assert_no_error (error);
  move_and_back (store);
  g_assert_finalize_object (g_steal_pointer (&store));

  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  g_assert_null (strstr (saved, " revision=\"1\""));
  after = without_revision (saved);
  g_assert_cmpstr (after, ==, before);

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/earlier-art/face/marks", &stored[0], test_marks);
  g_test_add_data_func ("/earlier-art/scalp/marks", &stored[1], test_marks);
  g_test_add_data_func ("/earlier-art/face/saved", &stored[0], test_saved);
  g_test_add_data_func ("/earlier-art/scalp/saved", &stored[1], test_saved);

  return g_test_run ();
}
