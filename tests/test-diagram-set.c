/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-diagram-set.h"

#include <glib/gstdio.h>

#define SVG(id)                                                                                                 \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:mesomap=\"urn:mesomap:diagram:1\" mesomap:id=\"" id "\" "    \
  "mesomap:version=\"1\" mesomap:origin=\"n\" mesomap:right-side=\"viewer-left\" width=\"2mm\" height=\"2mm\" " \
  "viewBox=\"-1 -1 2 2\"><g id=\"art\"/><g id=\"regions\"/></svg>"

typedef struct
{
  char *folder;
  MesoDiagramSet *set;
} Fixture;

static void
write_file (const Fixture *fixture,
            const char *name,
            const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("mesomap-XXXXXX", &error);
  g_assert_no_error (error);

  write_file (fixture, "hands.svg", SVG ("hands"));
  write_file (fixture, "scalp-top-male.svg", SVG ("scalp-top"));
  write_file (fixture, "face-front-female.svg", SVG ("face-front"));
  write_file (fixture, "face-front-male.svg", SVG ("face-front"));
  write_file (fixture, "other-view.svg", SVG ("other-view"));

  file = g_file_new_for_path (fixture->folder);
  fixture->set = meso_diagram_set_new (file);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_assert_finalize_object (fixture->set);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
test_lookup (Fixture *fixture,
             gconstpointer data)
{
  MesoDiagramSet *set = fixture->set;
  MesoDiagram *female = meso_diagram_set_lookup (set, "face-front", "female");
  MesoDiagram *male = meso_diagram_set_lookup (set, "face-front", "male");

  g_assert_nonnull (female);
  g_assert_nonnull (male);
  g_assert_true (female != male);
  g_assert_true (meso_diagram_set_lookup (set, "face-front", NULL) == female);
  g_assert_true (meso_diagram_set_lookup (set, "face-front", "female") == female);

  g_assert_nonnull (meso_diagram_set_lookup (set, "hands", "male"));
  g_assert_true (meso_diagram_set_lookup (set, "hands", "male") == meso_diagram_set_lookup (set, "hands", NULL));

  g_assert_nonnull (meso_diagram_set_lookup (set, "scalp-top", "male"));
  g_assert_null (meso_diagram_set_lookup (set, "scalp-top", "female"));
  g_assert_null (meso_diagram_set_lookup (set, "neck-decolletage", NULL));
}

/* Ids come from files. */
static void
test_unknown (Fixture *fixture,
              gconstpointer data)
{
  g_assert_null (meso_diagram_set_lookup (fixture->set, "other-view", NULL));
  g_assert_null (meso_diagram_set_lookup (fixture->set, "../face-front", NULL));
  g_assert_null (meso_diagram_set_lookup (fixture->set, "photo", NULL));
  g_assert_null (meso_diagram_set_lookup (fixture->set, "", NULL));
  g_assert_null (meso_diagram_set_lookup (fixture->set, "face-front", "../face-front"));
}

static void
test_broken (Fixture *fixture,
             gconstpointer data)
{
  write_file (fixture, "head-left-female.svg", "<svg/>");

  g_test_expect_message ("meso-diagram-set", G_LOG_LEVEL_WARNING, "head-left-female.svg:1: *");
  g_assert_null (meso_diagram_set_lookup (fixture->set, "head-left", "female"));
  g_test_assert_expected_messages ();
}

static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  g_auto (GStrv) ids = meso_diagram_set_list_ids (fixture->set);
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, "face-front scalp-top hands");
}

static gpointer
look_up_in_thread (gpointer set)
{
  return meso_diagram_set_lookup (set, "face-front", "female");
}

static void
test_threads (Fixture *fixture,
              gconstpointer data)
{
  GThread *threads[8];
  gpointer expected = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("lookup", look_up_in_thread, fixture->set);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer diagram = g_thread_join (threads[i]);

      g_assert_nonnull (diagram);
      if (expected == NULL)
        expected = diagram;
      g_assert_true (diagram == expected);
    }
}

static void
test_views (void)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) meso_diagram_set_list_view_ids ());

  g_assert_cmpstr (joined, ==,
                   "head-right face-oblique-right face-front face-oblique-left head-left scalp-top scalp-back "
                   "neck-decolletage hands");

  g_assert_cmpint (meso_diagram_set_get_view_position ("head-right"), ==, 0);
  g_assert_cmpint (meso_diagram_set_get_view_position ("hands"), ==, 8);
  g_assert_cmpint (meso_diagram_set_get_view_position ("photo"), ==, 9);

  g_assert_cmpstr (meso_diagram_set_get_view_name ("face-front"), ==, "Front");
  g_assert_cmpstr (meso_diagram_set_get_view_name ("scalp-top"), ==, "Scalp top");
  g_assert_cmpstr (meso_diagram_set_get_view_name ("head-left"), ==, "Left 90°");
  g_assert_cmpstr (meso_diagram_set_get_view_name ("my-view"), ==, "my-view");
}

static void
test_default_variant (void)
{
  g_assert_cmpstr (meso_diagram_set_get_default_variant (MESO_SEX_FEMALE), ==, "female");
  g_assert_cmpstr (meso_diagram_set_get_default_variant (MESO_SEX_MALE), ==, "male");
  g_assert_cmpstr (meso_diagram_set_get_default_variant (MESO_SEX_OTHER), ==, "female");
  g_assert_cmpstr (meso_diagram_set_get_default_variant (MESO_SEX_UNKNOWN), ==, "female");
  g_assert_cmpstr (meso_diagram_set_get_default_variant (MESO_SEX_UNSET), ==, "female");
}

/* A view of the format that this build has not is no error: a session may have been drawn on it elsewhere. */
static void
test_built_in_missing (void)
{
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_auto (GStrv) ids = meso_diagram_set_list_ids (set);
  const char *const *views = meso_diagram_set_list_view_ids ();

  for (guint i = 0; views[i] != NULL; i++)
    g_assert_cmpint (meso_diagram_set_lookup (set, views[i], "male") != NULL, ==,
                     g_strv_contains ((const char *const *) ids, views[i]));
}

/* What is compiled in is found there, in both variants. */
static void
test_built_in (void)
{
  static const char *const variants[] = { "female", "male" };
  MesoDiagramSet *set = meso_diagram_set_get_default ();
  g_auto (GStrv) ids = meso_diagram_set_list_ids (set);

  g_assert_true (set == meso_diagram_set_get_default ());
  g_assert_true (g_strv_contains ((const char *const *) ids, "face-front"));
  g_assert_true (g_strv_contains ((const char *const *) ids, "scalp-top"));

  for (guint i = 0; ids[i] != NULL; i++)
    for (guint j = 0; j < G_N_ELEMENTS (variants); j++)
      {
        MesoDiagram *diagram = meso_diagram_set_lookup (set, ids[i], variants[j]);

        g_assert_nonnull (diagram);
        g_assert_cmpstr (meso_diagram_get_id (diagram), ==, ids[i]);
        if (meso_diagram_get_variant (diagram) != NULL)
          g_assert_cmpstr (meso_diagram_get_variant (diagram), ==, variants[j]);
      }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/diagram-set/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("lookup", test_lookup);
  ADD ("unknown", test_unknown);
  ADD ("broken", test_broken);
  ADD ("list", test_list);
  ADD ("threads", test_threads);
#undef ADD

  g_test_add_func ("/diagram-set/views", test_views);
  g_test_add_func ("/diagram-set/default-variant", test_default_variant);
  g_test_add_func ("/diagram-set/built-in", test_built_in);
  g_test_add_func ("/diagram-set/built-in-missing", test_built_in_missing);

  return g_test_run ();
}
