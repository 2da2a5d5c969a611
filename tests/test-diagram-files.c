/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* The diagrams as they are drawn: what the loader cannot know, but the records rely on. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "diagram-views.h"
#include "diagram/meso-diagram-set.h"
#include "diagram/meso-diagram.h"
#include "diagram/meso-region-names.h"
#include "diagram/meso-warning-names.h"

/* A coordinate below this says little of a proportion, in mm. */
#define SMALL 12

/* Outside all regions the midline says it. */
static void
check_side_at (MesoDiagram *diagram,
               MesoSide at_viewers_left)
{
  g_assert_cmpint (meso_diagram_get_side_at (diagram, -900, -900), ==, at_viewers_left);
  g_assert_cmpint (meso_diagram_get_side_at (diagram, 900, -900), ==, mirror_side (at_viewers_left));
  g_assert_cmpint (meso_diagram_get_side_at (diagram, -900, 900), ==, at_viewers_left);
}

static void
test_header (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);

  if (diagram == NULL)
    return;

  g_assert_cmpstr (meso_diagram_get_id (diagram), ==, subject->view->id);
  g_assert_cmpstr (meso_diagram_get_variant (diagram), ==, subject->variant);
  g_assert_cmpint (meso_diagram_get_version (diagram), >=, 1);
  g_assert_cmpstr (meso_diagram_get_title (diagram), !=, subject->view->id);
  g_assert_cmpint (meso_diagram_get_right_side (diagram), ==, subject->view->right_side);
}

/* Against fixed facts of anatomy and view, not against the file's own word. */
static void
test_sides (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  MesoSide side = view_get_side (subject->view);
  const MesoLandmark *left, *right;

  if (diagram == NULL)
    return;

  left = meso_diagram_find_landmark (diagram, subject->view->witness, MESO_SIDE_LEFT);
  right = meso_diagram_find_landmark (diagram, subject->view->witness, MESO_SIDE_RIGHT);

  if (view_is_profile (subject->view))
    {
      /* It shows the ear of one side, and nothing of the other. */
      g_assert_nonnull (side == MESO_SIDE_LEFT ? left : right);
      for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
        g_assert_cmpint (meso_diagram_get_landmark (diagram, i)->side, !=, mirror_side (side));
      for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
        g_assert_cmpint (meso_region_get_side (meso_diagram_get_region (diagram, i)), !=, mirror_side (side));
      g_assert_cmpint (meso_diagram_get_side_at (diagram, -900, -900), ==, side);
      g_assert_cmpint (meso_diagram_get_side_at (diagram, 900, -900), ==, side);
    }
  else
    {
      g_assert_nonnull (left);
      g_assert_nonnull (right);
      g_assert_cmpfloat ((left->x - right->x) * (subject->view->left_is_viewers_left ? -1 : 1), >, 20);
      check_side_at (diagram, subject->view->left_is_viewers_left ? MESO_SIDE_LEFT : MESO_SIDE_RIGHT);
    }

  /* The nose points to where the patient looks: to the viewer's left when it is the left cheek that is seen. */
  if (side != MESO_SIDE_MIDLINE)
    {
      const MesoLandmark *tip = meso_diagram_find_landmark (diagram, "prn", MESO_SIDE_MIDLINE);
      const MesoLandmark *root = meso_diagram_find_landmark (diagram, "n", MESO_SIDE_MIDLINE);

      g_assert_nonnull (tip);
      g_assert_nonnull (root);
      g_assert_cmpint (tip->x < root->x, ==, side == MESO_SIDE_LEFT);
    }
}

/* Hands lie as across a table: fingers down the page, thumbs to the middle. */
static void
check_hand (MesoDiagram *diagram,
            MesoSide side)
{
  const MesoLandmark *wrist = meso_diagram_find_landmark (diagram, "wrist", side);
  const MesoLandmark *tip = meso_diagram_find_landmark (diagram, "dactylion", side);
  const MesoLandmark *thumb = meso_diagram_find_landmark (diagram, "thumb", side);

  g_assert_nonnull (wrist);
  g_assert_nonnull (tip);
  g_assert_nonnull (thumb);
  g_assert_cmpfloat (tip->y, >, wrist->y + 150);
  g_assert_cmpfloat (fabs (thumb->x), <, fabs (tip->x) - 20);
}

/* How each symmetric view lies on its sheet. */
static void
test_posture (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  const MesoLandmark *nose;

  if (diagram == NULL)
    return;

  if (subject->view->look == LOOK_HANDS)
    {
      check_hand (diagram, MESO_SIDE_LEFT);
      check_hand (diagram, MESO_SIDE_RIGHT);
    }
  if (subject->view->look == LOOK_TOP)
    {
      nose = meso_diagram_find_landmark (diagram, "prn", MESO_SIDE_MIDLINE);
      g_assert_nonnull (nose);
      g_assert_cmpfloat (nose->y, <, -90);
    }

  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram) && view_is_symmetric (subject->view); i++)
    {
      const MesoLandmark *landmark = meso_diagram_get_landmark (diagram, i);
      double left = subject->view->left_is_viewers_left ? -landmark->x : landmark->x;

      g_test_message ("%s", landmark->id);
      if (landmark->side == MESO_SIDE_MIDLINE)
        g_assert_cmpfloat_with_epsilon (left, 0, 0.5);
      else
        g_assert_cmpint (left > 0, ==, landmark->side == MESO_SIDE_LEFT);
    }
}

/* Warnings may lie anywhere on the sheet, but each has a name. */
static void
test_warnings (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);

  if (diagram == NULL)
    return;

  for (guint i = 0; i < meso_diagram_get_n_warnings (diagram); i++)
    {
      const MesoWarning *warning = meso_diagram_get_warning (diagram, i);

      g_test_message ("%s", meso_warning_get_id (warning));
      g_assert_true (g_strv_contains (meso_warning_list_ids (), meso_warning_get_id (warning)));
      check_on_sheet (diagram, meso_warning_get_id (warning), meso_warning_get_path (warning));
    }
}

static void
check_distance (const char *what,
                double drawn,
                double wanted)
{
  g_test_message ("%s: %.1f mm, in the table %.1f", what, drawn, wanted);
  if (fabs (drawn - wanted) > MAX (0.04 * fabs (wanted), 0.5))
    {
      g_test_message ("%s is out of proportion", what);
      g_test_fail ();
    }
}

/* Where the table knows both coordinates, the distance from the origin and the direction; else the one it knows. */
static void
check_place (const MesoLandmark *landmark,
             double x,
             double y)
{
  if (!isnan (x) && !isnan (y))
    check_distance (landmark->id, hypot (landmark->x, landmark->y), hypot (x, y));
  else if (fabs (y) > SMALL)
    check_distance (landmark->id, landmark->y, y);
  else if (fabs (x) > SMALL)
    check_distance (landmark->id, landmark->x, x);

  if (fabs (x) > SMALL)
    g_assert_cmpint (landmark->x < 0, ==, x < 0);
  if (fabs (y) > SMALL)
    g_assert_cmpint (landmark->y < 0, ==, y < 0);
}

/* What the view must show is there, and each landmark of the table is in its place within 4 %. */
static void
test_landmarks (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  gboolean is_male = g_str_equal (subject->variant, "male");

  if (diagram == NULL)
    return;

  for (const LandmarkName *name = subject->view->landmarks; name->id != NULL; name++)
    if (meso_diagram_find_landmark (diagram, name->id, name->side) == NULL)
      {
        g_test_message ("landmark %s is missing on the side %s", name->id,
                        meso_vocabulary_get_token (&meso_side_vocabulary, (int) name->side));
        g_test_fail ();
      }

  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
    {
      const MesoLandmark *landmark = meso_diagram_get_landmark (diagram, i);
      double x, y;

      if (view_place_landmark (subject->view, landmark, is_male, &x, &y))
        check_place (landmark, x, y);
    }
}

/* The distances between landmarks that people are measured by, within 4 %. */
static void
test_distances (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  gboolean is_male = g_str_equal (subject->variant, "male");
  guint n_taken = 0;

  if (diagram == NULL)
    return;

  for (guint i = 0; i < n_measures; i++)
    {
      double drawn, wanted;

      if (!view_measure (subject->view, &measures[i], diagram, is_male, &drawn, &wanted))
        continue;

      check_distance (measures[i].name, drawn, wanted);
      n_taken++;
    }

  g_assert_cmpuint (n_taken, >=, 1);
}

/* Only the art is seen, and it leaves the colours of the depths to the marks. */
static void
test_art (gconstpointer data)
{
  static const char *const depth_colours[] = { "#fde725", "#5dc863", "#21908c", "#3b528b", "#440154" };
  static const char *const hidden[] = { "regions", "landmarks", "warnings" };
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load_diagram (subject);
  g_autofree char *svg = NULL;
  gconstpointer contents;
  gsize size;

  if (diagram == NULL)
    return;

  contents = g_bytes_get_data (meso_diagram_get_bytes (diagram), &size);
  svg = g_ascii_strdown (contents, (gssize) size);

  g_assert_nonnull (strstr (svg, "<g id=\"art\""));
  for (guint i = 0; i < G_N_ELEMENTS (depth_colours); i++)
    g_assert_null (strstr (svg, depth_colours[i]));

  for (guint i = 0; i < G_N_ELEMENTS (hidden); i++)
    {
      g_autofree char *pattern = g_strdup_printf ("<g id=\"%s\"[^>]* display=\"none\"", hidden[i]);

      g_test_message ("%s", hidden[i]);
      g_assert_true (g_regex_match_simple (pattern, svg, 0, 0));
    }
}

static const DiagramTest tests[] = {
  { "header", test_header },
  { "sides", test_sides },
  { "posture", test_posture },
  { "warnings", test_warnings },
  { "landmarks", test_landmarks },
  { "distances", test_distances },
  { "art", test_art },
};

int
main (int argc,
      char *argv[])
{
  return run_diagram_tests (&argc, &argv, "diagram-files", tests, G_N_ELEMENTS (tests));
}
