/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* The diagrams as they are drawn: what the loader cannot know, but the records rely on. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "diagram/meso-diagram-set.h"
#include "diagram/meso-diagram.h"
#include "diagram/meso-region-names.h"
#include "diagram/meso-warning-names.h"

/* The grid of points that the regions are tried with, in mm, and how near to an edge its points say nothing: the
 * polygons themselves are within 0.05 mm of the curves. */
#define GRID 0.5
#define EDGE 0.3

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

/* The diagrams that are built in, or those of a folder that somebody draws in: MESOMAP_DIAGRAMS=FOLDER. */
static MesoDiagramSet *
get_set (void)
{
  static MesoDiagramSet *set = NULL;
  const char *path = g_getenv ("MESOMAP_DIAGRAMS");

  if (set == NULL && path != NULL)
    {
      g_autoptr (GFile) folder = g_file_new_for_path (path);

      set = meso_diagram_set_new (folder);
    }
  else if (set == NULL)
    set = meso_diagram_set_get_default ();

  return set;
}

/* Returns NULL, and skips the test, only where the file is not there; a broken one gives a warning, which ends it. */
static MesoDiagram *
load (const Subject *subject)
{
  MesoDiagram *diagram = meso_diagram_set_lookup (get_set (), subject->view->id, subject->variant);

  if (diagram == NULL)
    {
      g_test_skip ("the diagram is not drawn yet");
      return NULL;
    }

  return g_object_ref (diagram);
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
check_on_sheet (MesoDiagram *diagram,
                MesoPath *path)
{
  cairo_rectangle_t sheet = meso_diagram_get_bounds (diagram);
  cairo_rectangle_t bounds = meso_path_get_bounds (path);

  g_assert_cmpfloat (bounds.x, >=, sheet.x);
  g_assert_cmpfloat (bounds.y, >=, sheet.y);
  g_assert_cmpfloat (bounds.x + bounds.width, <=, sheet.x + sheet.width);
  g_assert_cmpfloat (bounds.y + bounds.height, <=, sheet.y + sheet.height);
}

static void
test_regions (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);

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

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      const char *id = meso_region_get_id (region);
      MesoSide side = meso_region_get_side (region);

      g_test_message ("%s", id);
      g_assert_true (g_strv_contains (meso_region_list_ids (), id));
      g_assert_nonnull (meso_diagram_lookup_region (diagram, id, mirror_side (side)));
      g_assert_cmpint (side == MESO_SIDE_MIDLINE, ==,
                       meso_diagram_lookup_region (diagram, id, MESO_SIDE_MIDLINE) != NULL);
      check_on_sheet (diagram, meso_region_get_path (region));
    }
}

/* Whether the edge of the skin is nearer than EDGE. */
static gboolean
is_near_skin_edge (MesoDiagram *diagram,
                   double x,
                   double y)
{
  gboolean is_skin = meso_diagram_is_skin (diagram, x, y);

  for (int i = -1; i <= 1; i++)
    for (int j = -1; j <= 1; j++)
      if (meso_diagram_is_skin (diagram, x + i * EDGE, y + j * EDGE) != is_skin)
        return TRUE;

  return FALSE;
}

static gboolean
is_near_region_edge (MesoDiagram *diagram,
                     double x,
                     double y)
{
  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      MesoPath *path = meso_region_get_path (meso_diagram_get_region (diagram, i));
      cairo_rectangle_t bounds = meso_path_get_bounds (path);

      if (x > bounds.x - EDGE && x < bounds.x + bounds.width + EDGE && y > bounds.y - EDGE &&
          y < bounds.y + bounds.height + EDGE && meso_path_get_distance (path, x, y) < EDGE)
        return TRUE;
    }

  return FALSE;
}

/* The names of all regions at a point; NULL where exactly one is there as there is skin, or none as there is none. */
static char *
find_fault (MesoDiagram *diagram,
            double x,
            double y)
{
  gboolean is_skin = meso_diagram_is_skin (diagram, x, y);
  g_autoptr (GString) names = g_string_new (is_skin ? "skin" : "no skin");
  guint n_regions = 0;

  for (guint i = 0; i < meso_diagram_get_n_regions (diagram); i++)
    {
      const MesoRegion *region = meso_diagram_get_region (diagram, i);
      g_autofree char *name = NULL;

      if (!meso_path_contains (meso_region_get_path (region), x, y, MESO_FILL_EVEN_ODD))
        continue;

      name = meso_region_dup_name (region);
      g_string_append_printf (names, ", %s", name);
      n_regions++;
    }

  if (n_regions == (is_skin ? 1 : 0) || is_near_region_edge (diagram, x, y) || is_near_skin_edge (diagram, x, y))
    return NULL;

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* On a fine grid each point of skin is in exactly one region, and each point of a region is on skin. */
static void
test_tiling (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  g_autoptr (GHashTable) cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cairo_rectangle_t sheet;
  guint n_skin = 0, n_faults = 0;

  if (diagram == NULL)
    return;

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y <= sheet.y + sheet.height; y += GRID)
    for (double x = ceil (sheet.x); x <= sheet.x + sheet.width; x += GRID)
      {
        g_autofree char *fault = find_fault (diagram, x, y);

        n_skin += meso_diagram_is_skin (diagram, x, y);
        if (fault == NULL)
          continue;

        /* One of a kind and a place is enough to find it by. */
        n_faults++;
        if (g_hash_table_size (cells) < 100 &&
            g_hash_table_add (cells, g_strdup_printf ("%s %d %d", fault, (int) floor (x / 10), (int) floor (y / 10))))
          g_test_message ("%g, %g: %s", x, y, fault);
      }

  g_test_message ("%u points of %g cm² of skin are wrong", n_faults, n_skin * GRID * GRID / 100);
  g_assert_cmpuint (n_faults, ==, 0);
  /* Else the loop proves nothing. The face alone has about 250 cm², two backs of the hand have 150. */
  g_assert_cmpfloat (n_skin * GRID * GRID, >, 10000);
}

/* On the other side of the midline is the same region. */
static void
test_symmetry (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);
  cairo_rectangle_t sheet;

  if (diagram == NULL)
    return;

  sheet = meso_diagram_get_bounds (diagram);
  for (double y = ceil (sheet.y); y <= sheet.y + sheet.height; y++)
    for (double x = ceil (sheet.x); x <= sheet.x + sheet.width; x++)
      {
        const MesoRegion *region = meso_diagram_find_region (diagram, x, y);
        const MesoRegion *other = meso_diagram_find_region (diagram, -x, y);
        g_autofree char *name = NULL;
        g_autofree char *other_name = NULL;

        if (region == NULL || meso_path_get_distance (meso_region_get_path (region), x, y) < EDGE)
          continue;

        if (other == NULL || !g_str_equal (meso_region_get_id (other), meso_region_get_id (region)) ||
            meso_region_get_side (other) != mirror_side (meso_region_get_side (region)))
          {
            name = describe (region);
            other_name = describe (other);
            g_test_message ("%g, %g is in %s, but %g, %g in %s", x, y, name, -x, y, other_name);
            g_test_fail ();
            return;
          }
      }
}

/* Warnings may lie anywhere on the sheet, but each has a name. */
static void
test_warnings (gconstpointer data)
{
  const Subject *subject = data;
  g_autoptr (MesoDiagram) diagram = load (subject);

  if (diagram == NULL)
    return;

  for (guint i = 0; i < meso_diagram_get_n_warnings (diagram); i++)
    {
      const MesoWarning *warning = meso_diagram_get_warning (diagram, i);

      g_test_message ("%s", meso_warning_get_id (warning));
      g_assert_true (g_strv_contains (meso_warning_list_ids (), meso_warning_get_id (warning)));
      check_on_sheet (diagram, meso_warning_get_path (warning));
    }
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
      add_test ("symmetry", subject, test_symmetry);
      add_test ("warnings", subject, test_warnings);
      add_test ("landmarks", subject, test_landmarks);
      add_test ("art", subject, test_art);
      add_test ("speed", subject, test_speed);
    }

  return g_test_run ();
}
