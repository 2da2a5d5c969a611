/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* resources/diagrams/mirror.py, with which the views of the patient's right side are made from those of the left. */

#include "config.h"

#include <glib/gstdio.h>

#include "diagram/meso-diagram.h"

#define VIEW(id, title, right_side)                                                                                   \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:mesomap=\"urn:mesomap:diagram:1\" mesomap:id=\"" id                \
  "\" mesomap:variant=\"male\" mesomap:version=\"7\" mesomap:origin=\"nasion\" mesomap:right-side=\"" right_side      \
  "\" width=\"100mm\" height=\"80mm\" viewBox=\"-60.5 -40 100 80\"><title>" title "</title>\n"                        \
  "<g id=\"art\"><defs><linearGradient id=\"ear-left\" x2=\"9\"/></defs>\n"                                           \
  "<g fill=\"url(#ear-left)\"><path id=\"skin-left\" mesomap:skin=\"yes\" d=\"M-20,0 C-20-10-10-10-10,0l20 0v30h-30z" \
  "\"/><path mesomap:skin=\"no\" d=\"M-5 5q5-5 10 0t0 10L-5 15\"/></g></g>\n"                                         \
  "<g id=\"regions\"><path mesomap:region=\"malar\" mesomap:side=\"left\" d=\"M0,0H9.5V20s-4.75 5-9.5,0Z\"/>\n"       \
  "<path mesomap:region=\"malar\" mesomap:side=\"right\" d=\"M-20 0h9v20h-9z\"/>\n"                                   \
  "<path mesomap:region=\"chin\" mesomap:side=\"midline\" d=\"M-20 21L1e1 21Q.5 40-20 30Z\"/></g>\n"                  \
  "<g id=\"landmarks\"><circle mesomap:landmark=\"ex\" mesomap:side=\"left\" cx=\"+8\" cy=\"1\"/>\n"                  \
  "<circle mesomap:landmark=\"n\" mesomap:side=\"midline\" cx=\"-12.5\" cy=\"-9\"/>\n"                                \
  "<circle mesomap:landmark=\"sn\" mesomap:side=\"midline\" cx=\"-10\" cy=\"19\"/></g>\n"                             \
  "<g id=\"warnings\"><path mesomap:warning=\"mental\" mesomap:side=\"left\" d=\"M2 2H8V8Z\"/></g></svg>\n"

static MesoDiagram *
load (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  MesoDiagram *diagram;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  diagram = meso_diagram_new_from_bytes (bytes, path, &error);
  g_assert_no_error (error);

  return diagram;
}

/* Writes the view, mirrors it, and loads both. */
static gboolean
mirror (const char *svg,
        MesoDiagram **view,
        MesoDiagram **mirrored)
{
  g_autofree char *folder = g_dir_make_tmp ("mesomap-XXXXXX", NULL);
  g_autofree char *source = g_build_filename (folder, "source.svg", NULL);
  g_autofree char *target = g_build_filename (folder, "target.svg", NULL);
  g_autofree char *script =
    g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "resources", "diagrams", "mirror.py", NULL);
  g_autofree char *python = g_find_program_in_path ("python3");
  char *argv[] = { python, script, source, target, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  if (python == NULL)
    {
      g_test_skip ("no python3");
      return FALSE;
    }

  g_assert_true (g_file_set_contents (source, svg, -1, NULL));
  g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  *view = load (source);
  *mirrored = load (target);
  g_unlink (source);
  g_unlink (target);
  g_rmdir (folder);

  return TRUE;
}

static MesoSide
swap (MesoSide side)
{
  return side == MESO_SIDE_LEFT ? MESO_SIDE_RIGHT : side == MESO_SIDE_RIGHT ? MESO_SIDE_LEFT
                                                                            : side;
}

static void
test_shapes (void)
{
  g_autoptr (MesoDiagram) view = NULL;
  g_autoptr (MesoDiagram) mirrored = NULL;
  cairo_rectangle_t bounds;
  guint n_regions = 0, n_skin = 0;

  if (!mirror (VIEW ("face-oblique-left", "Face, from the left", "viewer-left"), &view, &mirrored))
    return;

  g_assert_cmpstr (meso_diagram_get_id (mirrored), ==, "face-oblique-right");
  g_assert_cmpstr (meso_diagram_get_variant (mirrored), ==, "male");
  g_assert_cmpint (meso_diagram_get_version (mirrored), ==, 7);
  g_assert_cmpstr (meso_diagram_get_title (mirrored), ==, "Face, from the right");
  g_assert_cmpstr (meso_diagram_get_origin (mirrored), ==, "nasion");
  bounds = meso_diagram_get_bounds (mirrored);
  g_assert_cmpfloat (bounds.x, ==, -39.5);
  g_assert_cmpfloat (bounds.y, ==, -40);
  g_assert_cmpuint (meso_diagram_get_n_landmarks (mirrored), ==, 3);
  g_assert_cmpfloat (meso_diagram_find_landmark (mirrored, "ex", MESO_SIDE_RIGHT)->x, ==, -8);
  g_assert_cmpfloat (meso_diagram_find_landmark (mirrored, "n", MESO_SIDE_MIDLINE)->x, ==, 12.5);
  g_assert_cmpuint (meso_diagram_get_n_warnings (mirrored), ==, 1);
  g_assert_cmpint (meso_warning_get_side (meso_diagram_get_warning (mirrored, 0)), ==, MESO_SIDE_RIGHT);
  g_assert_true (meso_path_contains (meso_warning_get_path (meso_diagram_get_warning (mirrored, 0)), -7, 4,
                                     MESO_FILL_EVEN_ODD));

  /* The patient's right is where it was for the viewer: the picture is another, and so are the names. */
  g_assert_cmpint (meso_diagram_get_right_side (mirrored), ==, MESO_RIGHT_SIDE_VIEWER_LEFT);

  for (double y = -39.9; y < 40; y++)
    for (double x = -60.3; x < 39; x++)
      {
        const MesoRegion *region = meso_diagram_find_region (view, x, y);
        const MesoRegion *twin = meso_diagram_find_region (mirrored, -x, y);

        g_assert_cmpint (meso_diagram_get_side_at (mirrored, -x, y), ==, swap (meso_diagram_get_side_at (view, x, y)));
        g_assert_cmpint (meso_diagram_is_skin (mirrored, -x, y), ==, meso_diagram_is_skin (view, x, y));
        g_assert_cmpint (region == NULL, ==, twin == NULL);
        if (region != NULL)
          g_assert_cmpstr (meso_region_get_id (region), ==, meso_region_get_id (twin));
        n_regions += region != NULL;
        n_skin += meso_diagram_is_skin (view, x, y);
      }
  g_assert_cmpuint (n_regions, >, 300);
  g_assert_cmpuint (n_skin, >, 300);
}

static void
test_profile (void)
{
  g_autoptr (MesoDiagram) view = NULL;
  g_autoptr (MesoDiagram) mirrored = NULL;

  if (!mirror (VIEW ("head-left", "Left profile", "far"), &view, &mirrored))
    return;

  g_assert_cmpstr (meso_diagram_get_id (mirrored), ==, "head-right");
  g_assert_cmpstr (meso_diagram_get_title (mirrored), ==, "Right profile");
  g_assert_cmpint (meso_diagram_get_right_side (mirrored), ==, MESO_RIGHT_SIDE_NEAR);
  g_assert_cmpint (meso_diagram_get_side_at (mirrored, 30, -30), ==, MESO_SIDE_RIGHT);
}

/* The picture is the same one turned round: the left edge of the one is the right edge of the other. */
static void
test_art (void)
{
  g_autoptr (MesoDiagram) view = NULL;
  g_autoptr (MesoDiagram) mirrored = NULL;
  const char *svg;

  if (!mirror (VIEW ("head-left", "Left profile", "far"), &view, &mirrored))
    return;

  svg = g_bytes_get_data (meso_diagram_get_bytes (mirrored), NULL);
  g_assert_nonnull (g_strstr_len (svg, -1, "<g transform=\"scale(-1 1)\">"));
  g_assert_nonnull (g_strstr_len (svg, -1, "id=\"ear-right\""));
  g_assert_nonnull (g_strstr_len (svg, -1, "url(#ear-right)"));
  g_assert_null (g_strstr_len (svg, -1, "ear-left"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagram-mirror/shapes", test_shapes);
  g_test_add_func ("/diagram-mirror/profile", test_profile);
  g_test_add_func ("/diagram-mirror/art", test_art);

  return g_test_run ();
}
