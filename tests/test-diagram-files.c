/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* The diagrams as they are drawn: what the loader cannot know, but the records rely on. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "diagram/meso-diagram.h"
#include "diagram/meso-region-names.h"

/* Deeper than this in two regions, in mm, is an overlap; the polygons themselves are within 0.05 mm of the curves. */
#define MAX_OVERLAP 0.15

typedef struct
{
  const char *id;
  int n_sides; /* 1 midline, 2 left and right */
  double female_x, female_y;
  double male_x, male_y;
} LandmarkRow;

typedef struct
{
  const char *id;
  MesoRightSide right_side;

  /* A landmark of the patient's left, and whether it is on the viewer's left. */
  const char *witness;
  gboolean left_is_viewers_left;

  const char *const *regions;
  const LandmarkRow *landmarks;
} View;

typedef struct
{
  const View *view;
  const char *variant;
} Subject;

/* Lateral of the midline and above the nasion, in mm. */
static const LandmarkRow face_landmarks[] = {
  { "n", 1, 0, 0, 0, 0 },
  { "v", 1, 0, 105, 0, 110 },
  { "tr", 1, 0, 63, 0, 67 },
  { "g", 1, 0, 12, 0, 11 },
  { "brow-head", 2, 13, 13, 13, 11 },
  { "brow-peak", 2, 40, 16, 40, 12 },
  { "brow-tail", 2, 52, 9, 54, 7 },
  { "en", 2, 15.9, -7, 16.7, -8 },
  { "pupil", 2, 30.9, -6, 32, -7 },
  { "ex", 2, 43.9, -5, 45.6, -6 },
  { "sn", 1, 0, -49.5, 0, -53.5 },
  { "prn", 1, 0, -37, 0, -41 },
  { "th", 2, 64, 15, 67, 15 },
  { "al", 2, 15.7, -41, 17.5, -44 },
  { "sto", 1, 0, -69, 0, -76 },
  { "ch", 2, 25.1, -70, 27.3, -77 },
  { "sl", 1, 0, -87, 0, -95 },
  { "me", 1, 0, -113, 0, -123 },
  { "zy", 2, 66, -15, 70.5, -17 },
  { "go", 2, 47.3, -80, 52.8, -87 },
  { "ft", 2, 55.7, 22, 58, 22 },
  { NULL },
};

/* Lateral of the midline and in front of the vertex, in mm. The ears make no difference to the place of the widest
 * part, so only its breadth counts. */
static const LandmarkRow scalp_landmarks[] = {
  { "v", 1, 0, 0, 0, 0 },
  { "g", 1, 0, 94, 0, 98 },
  { "op", 1, 0, -96, 0, -102 },
  { "prn", 1, 0, 113, 0, 118 },
  { "eu", 2, 74, NAN, 77, NAN },
  { "ft", 2, 55.7, NAN, 58, NAN },
  { NULL },
};

static const char *const face_regions[] = {
  "forehead-central",
  "forehead-lateral",
  "glabella",
  "temple",
  "upper-lid",
  "lower-lid",
  "lateral-canthal",
  "tear-trough",
  "nose-radix",
  "nose-dorsum",
  "nose-sidewall",
  "nose-tip",
  "nose-ala",
  "columella",
  "malar",
  "anterior-cheek",
  "submalar",
  "preauricular",
  "nasolabial-upper",
  "nasolabial-mid",
  "nasolabial-lower",
  "upper-lip",
  "philtrum",
  "upper-vermilion",
  "lower-vermilion",
  "perioral",
  "marionette",
  "chin",
  "pre-jowl",
  "jawline-body",
  "jawline-angle",
  "submental",
  "neck-anterior",
  "neck-lateral",
  "ear-lobe",
  "scalp-frontal-central",
  "scalp-frontal",
  "scalp-frontotemporal",
  "scalp-temporal",
  NULL,
};

static const char *const scalp_regions[] = {
  "scalp-frontal-central",
  "scalp-frontal",
  "scalp-frontotemporal",
  "scalp-temporal",
  "scalp-mid",
  "scalp-vertex",
  "scalp-parietal",
  "scalp-occipital",
  NULL,
};

static const View views[] = {
  { "face-front", MESO_RIGHT_SIDE_VIEWER_LEFT, "ex", FALSE, face_regions, face_landmarks },
  { "scalp-top", MESO_RIGHT_SIDE_VIEWER_RIGHT, "eu", TRUE, scalp_regions, scalp_landmarks },
};

static const char *const variants[] = { "female", "male" };

/* Returns NULL, and skips the test, only where the file is not there at all. */
static MesoDiagram *
load (const Subject *subject)
{
  const char *source_dir = g_getenv ("MESOMAP_SOURCE_DIR");
  g_autofree char *name = g_strdup_printf ("%s-%s.svg", subject->view->id, subject->variant);
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  MesoDiagram *diagram;
  gsize size;

  g_assert_nonnull (source_dir);
  path = g_build_filename (source_dir, "resources", "diagrams", name, NULL);
  if (!g_file_get_contents (path, &contents, &size, &error))
    {
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
      g_test_skip (error->message);
      return NULL;
    }

  bytes = g_bytes_new_take (g_steal_pointer (&contents), size);
  diagram = meso_diagram_new_from_bytes (bytes, name, &error);
  g_assert_no_error (error);

  return diagram;
}

static MesoSide
mirror_side (MesoSide side)
{
  if (side == MESO_SIDE_LEFT)
    return MESO_SIDE_RIGHT;
  if (side == MESO_SIDE_RIGHT)
    return MESO_SIDE_LEFT;

  return side;
}

static char *
describe (const MesoRegion *region)
{
  return region != NULL ? meso_region_dup_name (region) : g_strdup ("nothing");
}

static void
test_header (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);

  if (diagram == NULL)
    return;

  g_assert_cmpstr (meso_diagram_get_id (diagram), ==, subject->view->id);
  g_assert_cmpstr (meso_diagram_get_variant (diagram), ==, subject->variant);
  g_assert_cmpint (meso_diagram_get_version (diagram), >=, 1);
  g_assert_cmpstr (meso_diagram_get_title (diagram), !=, subject->view->id);
  g_assert_cmpint (meso_diagram_get_right_side (diagram), ==, subject->view->right_side);
}

static void
test_sides (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  const MesoLandmark *left, *right;
  double sign = subject->view->left_is_viewers_left ? -1 : 1;

  if (diagram == NULL)
    return;

  /* Against a fixed fact of anatomy and view, not against the file's own word. */
  left = meso_diagram_find_landmark (diagram, subject->view->witness, MESO_SIDE_LEFT);
  right = meso_diagram_find_landmark (diagram, subject->view->witness, MESO_SIDE_RIGHT);
  g_assert_nonnull (left);
  g_assert_nonnull (right);
  g_assert_cmpfloat (left->x * sign, >, 10);
  g_assert_cmpfloat (right->x * sign, <, -10);

  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
    {
      const MesoLandmark *landmark = meso_diagram_get_landmark (diagram, i);

      if (landmark->side == MESO_SIDE_MIDLINE)
        g_assert_cmpfloat_with_epsilon (landmark->x, 0, 0.5);
      else
        g_assert_cmpint (landmark->x * sign > 0, ==, landmark->side == MESO_SIDE_LEFT);
    }

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      cairo_rectangle_t bounds = meso_path_get_bounds (meso_region_get_path (region));
      double middle = bounds.x + bounds.width / 2;

      if (meso_region_get_side (region) == MESO_SIDE_MIDLINE)
        g_assert_cmpfloat_with_epsilon (middle, 0, 0.5);
      else
        {
          g_assert_cmpint (middle * sign > 0, ==, meso_region_get_side (region) == MESO_SIDE_LEFT);
          g_assert_true (bounds.x >= -0.5 || bounds.x + bounds.width <= 0.5);
        }
    }

  /* Far from every region. */
  g_assert_cmpint (meso_diagram_get_side_at (diagram, -900, -900), ==,
                   subject->view->left_is_viewers_left ? MESO_SIDE_LEFT : MESO_SIDE_RIGHT);
}

static void
test_regions (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  cairo_rectangle_t sheet;

  if (diagram == NULL)
    return;

  for (guint i = 0; subject->view->regions[i] != NULL; i++)
    {
      const char *id = subject->view->regions[i];

      if (meso_diagram_lookup_region (diagram, id, MESO_SIDE_MIDLINE) == NULL &&
          meso_diagram_lookup_region (diagram, id, MESO_SIDE_LEFT) == NULL)
        {
          g_test_message ("region %s is missing", id);
          g_test_fail ();
        }
    }

  sheet = meso_diagram_get_bounds (diagram);
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      const char *id = meso_region_get_id (region);
      MesoSide side = meso_region_get_side (region);
      cairo_rectangle_t bounds = meso_path_get_bounds (meso_region_get_path (region));

      g_test_message ("%s", id);
      g_assert_true (g_strv_contains (meso_region_list_ids (), id));
      g_assert_nonnull (meso_diagram_lookup_region (diagram, id, mirror_side (side)));
      g_assert_cmpint (side == MESO_SIDE_MIDLINE, ==,
                       meso_diagram_lookup_region (diagram, id, MESO_SIDE_MIDLINE) != NULL);

      g_assert_cmpfloat (bounds.x, >=, sheet.x);
      g_assert_cmpfloat (bounds.y, >=, sheet.y);
      g_assert_cmpfloat (bounds.x + bounds.width, <=, sheet.x + sheet.width);
      g_assert_cmpfloat (bounds.y + bounds.height, <=, sheet.y + sheet.height);
    }
}

/* A point that the regions share, or NULL. */
static const MesoRegion *
find_overlap (MesoDiagram *diagram,
              const MesoRegion *found,
              double x,
              double y)
{
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      MesoPath *path = meso_region_get_path (region);

      if (region != found && meso_path_contains (path, x, y, MESO_FILL_EVEN_ODD) &&
          meso_path_get_distance (path, x, y) > MAX_OVERLAP &&
          meso_path_get_distance (meso_region_get_path (found), x, y) > MAX_OVERLAP)
        return region;
    }

  return NULL;
}

/* On a grid of 1 mm no point is in two regions, and on the other side of the midline is the same region. */
static void
test_tiling (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  cairo_rectangle_t sheet;
  guint n_inside = 0;

  if (diagram == NULL)
    return;

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y <= sheet.y + sheet.height; y++)
    for (double x = ceil (sheet.x); x <= sheet.x + sheet.width; x++)
      {
        const MesoRegion *region = meso_diagram_find_region (diagram, x, y);
        const MesoRegion *other;
        g_autofree char *name = describe (region);
        g_autofree char *other_name = NULL;

        if (region == NULL)
          continue;

        n_inside++;
        other = find_overlap (diagram, region, x, y);
        if (other != NULL)
          {
            other_name = describe (other);
            g_test_message ("%g, %g is in %s and in %s", x, y, name, other_name);
            g_test_fail ();
            return;
          }

        if (meso_path_get_distance (meso_region_get_path (region), x, y) < 2 * MAX_OVERLAP)
          continue;

        other = meso_diagram_find_region (diagram, -x, y);
        other_name = describe (other);
        if (other == NULL || !g_str_equal (meso_region_get_id (other), meso_region_get_id (region)) ||
            meso_region_get_side (other) != mirror_side (meso_region_get_side (region)))
          {
            g_test_message ("%g, %g is in %s, but %g, %g in %s", x, y, name, -x, y, other_name);
            g_test_fail ();
            return;
          }
      }

  /* Else the loop proves nothing. The face alone has about 250 cm². */
  g_assert_cmpuint (n_inside, >, 10000);
}

static void
check_distance (const char *what,
                double drawn,
                double wanted)
{
  g_test_message ("%s: %.1f mm, in the table %.1f", what, drawn, wanted);
  if (fabs (drawn - wanted) > 0.04 * wanted + 0.005)
    {
      g_test_message ("%s is out of proportion", what);
      g_test_fail ();
    }
}

/* The distances from the origin and between the sides, within 4 %. */
static void
test_landmarks (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  gboolean is_male = g_str_equal (subject->variant, "male");

  if (diagram == NULL)
    return;

  for (const LandmarkRow *row = subject->view->landmarks; row->id != NULL; row++)
    {
      double x = is_male ? row->male_x : row->female_x;
      double y = is_male ? row->male_y : row->female_y;
      const MesoLandmark *left = NULL, *right = NULL;

      for (int i = 0; i < row->n_sides; i++)
        {
          MesoSide side = row->n_sides == 1 ? MESO_SIDE_MIDLINE : i == 0 ? MESO_SIDE_LEFT
                                                                         : MESO_SIDE_RIGHT;
          const MesoLandmark *landmark = meso_diagram_find_landmark (diagram, row->id, side);

          g_test_message ("%s", row->id);
          g_assert_nonnull (landmark);
          if (side == MESO_SIDE_LEFT)
            left = landmark;
          else
            right = landmark;

          if (isnan (y))
            continue;

          check_distance (row->id, hypot (landmark->x, landmark->y), hypot (x, y));
          if (fabs (y) > 5)
            g_assert_cmpint (landmark->y<0, ==, y> 0);
        }

      if (left != NULL)
        check_distance (row->id, hypot (left->x - right->x, left->y - right->y), 2 * x);
    }
}

/* Only the art is seen, and it leaves the colours of the depths to the marks. */
static void
test_art (gconstpointer data)
{
  static const char *const depth_colours[] = { "#fde725", "#5dc863", "#21908c", "#3b528b", "#440154" };
  static const char *const hidden[] = { "regions", "landmarks", "warnings" };
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
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

/* The pointer asks at every motion. The limit is some fifty times what it takes. */
static void
test_speed (gconstpointer data)
{
  const int n_lookups = 20000;
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  cairo_rectangle_t sheet;
  double seconds;

  if (diagram == NULL)
    return;

  sheet = meso_diagram_get_bounds (diagram);
  meso_diagram_find_region (diagram, 0, 0);

  g_test_timer_start ();
  for (int i = 0; i < n_lookups; i++)
    meso_diagram_find_region (diagram, sheet.x + sheet.width * (i % 141) / 141, sheet.y + sheet.height * i / n_lookups);
  seconds = g_test_timer_elapsed ();

  g_test_message ("%.2f µs a lookup", seconds / n_lookups * 1e6);
  g_assert_cmpfloat (seconds / n_lookups, <, 20e-6);
}

static void
add_test (const char *name,
          const Subject *subject,
          GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/diagram-files/%s-%s/%s", subject->view->id, subject->variant, name);

  g_test_add_data_func (path, subject, function);
}

int
main (int argc,
      char *argv[])
{
  static Subject subjects[G_N_ELEMENTS (views) * G_N_ELEMENTS (variants)];

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      Subject *subject = &subjects[i];

      subject->view = &views[i / G_N_ELEMENTS (variants)];
      subject->variant = variants[i % G_N_ELEMENTS (variants)];

      add_test ("header", subject, test_header);
      add_test ("sides", subject, test_sides);
      add_test ("regions", subject, test_regions);
      add_test ("tiling", subject, test_tiling);
      add_test ("landmarks", subject, test_landmarks);
      add_test ("art", subject, test_art);
      add_test ("speed", subject, test_speed);
    }

  return g_test_run ();
}
