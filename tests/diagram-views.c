/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram-views.h"

#include <math.h>

/* In mm. */
#define SLACK 0.3

/* An oblique view is turned by 45 degrees. */
#define TURN M_SQRT1_2

/* In mm: lateral of the midline, up from the nasion, in front of the tragion. NAN: not documented. */
typedef struct
{
  const char *id;
  struct
  {
    double x, y, z;
  } female, male;
} LandmarkRow;

/* The blend of ANSUR II (2012) and Farkas' young adults that all views are drawn by. */
static const LandmarkRow landmark_rows[] = {
  { "n", { 0, 0, 88 }, { 0, 0, 92 } },
  { "v", { 0, 105, 0 }, { 0, 110, 0 } },
  { "tr", { 0, 63, NAN }, { 0, 67, NAN } },
  { "g", { 0, 12, 94 }, { 0, 11, 98 } },
  { "brow-head", { 13, 13, NAN }, { 13, 11, NAN } },
  { "brow-peak", { 40, 16, NAN }, { 40, 12, NAN } },
  { "brow-tail", { 52, 9, NAN }, { 54, 7, NAN } },
  { "en", { 15.9, -7, NAN }, { 16.7, -8, NAN } },
  { "pupil", { 30.9, -6, NAN }, { 32, -7, NAN } },
  { "ex", { 43.9, -5, NAN }, { 45.6, -6, NAN } },
  { "sn", { 0, -49.5, 97 }, { 0, -53.5, 101 } },
  { "prn", { 0, -37, 113 }, { 0, -41, 118 } },
  { "th", { 64, 15, NAN }, { 67, 15, NAN } },
  { "al", { 15.7, -41, NAN }, { 17.5, -44, NAN } },
  { "sto", { 0, -69, 96 }, { 0, -76, 100 } },
  { "ch", { 25.1, -70, NAN }, { 27.3, -77, NAN } },
  { "sl", { 0, -87, NAN }, { 0, -95, NAN } },
  { "me", { 0, -113, 80 }, { 0, -123, 84 } },
  { "zy", { 66, -15, NAN }, { 70.5, -17, NAN } },
  { "go", { 47.3, -80, NAN }, { 52.8, -87, NAN } },
  { "ft", { 55.7, 22, NAN }, { 58, 22, NAN } },
  { "t", { NAN, -21, 0 }, { NAN, -21, 0 } },
  { "op", { 0, NAN, -96 }, { 0, NAN, -102 } },
  { "eu", { 74, NAN, NAN }, { 77, NAN, NAN } },
  { "ssn", { 0, -194, NAN }, { 0, -208, NAN } },
};

/* ANSUR II where it has the measure (head, interpupillary, face length, ear, neck, hand, shoulders), else Farkas' young
 * adults; the thirds are those of the landmarks above. */
const Measure measures[] = {
  { "bizygomatic", "zy", "zy", MEASURE_BREADTH, 133.8, 142.6 },
  { "bigonial", "go", "go", MEASURE_BREADTH, 94.5, 105.6 },
  { "endocanthion", "en", "en", MEASURE_BREADTH, 31.8, 33.3 },
  { "exocanthion", "ex", "ex", MEASURE_BREADTH, 87.8, 91.2 },
  { "interpupillary", "pupil", "pupil", MEASURE_BREADTH, 61.7, 64 },
  { "alar", "al", "al", MEASURE_BREADTH, 31.4, 34.9 },
  { "cheilion", "ch", "ch", MEASURE_BREADTH, 50.2, 54.5 },
  { "frontotemporal", "ft", "ft", MEASURE_BREADTH, 111.5, 115.9 },
  { "head breadth", "eu", "eu", MEASURE_BREADTH, 147.8, 154.3 },
  { "neck breadth", "neck", "neck", MEASURE_BREADTH, 105, 127 },
  { "biacromial", "acr", "acr", MEASURE_BREADTH, 365.3, 415.7 },
  { "nasion to menton", "n", "me", MEASURE_HEIGHT, 113.1, 122.6 },
  { "upper third", "tr", "g", MEASURE_HEIGHT, 51, 56 },
  { "middle third", "g", "sn", MEASURE_HEIGHT, 61.5, 64.5 },
  { "lower third", "sn", "me", MEASURE_HEIGHT, 63.5, 69.5 },
  { "vertex to menton", "v", "me", MEASURE_HEIGHT, 218, 233 },
  { "vertex to tragion", "v", "t", MEASURE_HEIGHT, 126.5, 131.1 },
  { "menton to notch", "me", "ssn", MEASURE_HEIGHT, 81, 85 },
  { "vertex to C7", "v", "c7", MEASURE_HEIGHT, 232.8, 238.9 },
  { "head length", "g", "op", MEASURE_LENGTH, 189.8, 199.5 },
  { "ear length", "sa", "sba", MEASURE_LENGTH, 59.4, 64.2 },
  { "ear breadth", "pra", "pa", MEASURE_EAR, 33.2, 36.1 },
  { "hand length", "wrist", "dactylion", MEASURE_LENGTH, 181.1, 193.3 },
  { "hand breadth", "mr", "mu", MEASURE_LENGTH, 78.2, 88.3 },
};

const guint n_measures = G_N_ELEMENTS (measures);

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

static const char *const oblique_regions[] = {
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
  "neck-lateral",
  "ear-lobe",
  "scalp-frontal",
  "scalp-frontotemporal",
  "scalp-temporal",
  NULL,
};

static const char *const profile_regions[] = {
  "forehead-lateral",
  "temple",
  "upper-lid",
  "lower-lid",
  "lateral-canthal",
  "tear-trough",
  "nose-sidewall",
  "nose-ala",
  "malar",
  "anterior-cheek",
  "submalar",
  "preauricular",
  "nasolabial-upper",
  "nasolabial-mid",
  "nasolabial-lower",
  "upper-lip",
  "marionette",
  "chin",
  "pre-jowl",
  "jawline-body",
  "jawline-angle",
  "neck-lateral",
  "ear-lobe",
  "scalp-frontal",
  "scalp-frontotemporal",
  "scalp-temporal",
  "scalp-parietal",
  "scalp-vertex",
  "scalp-occipital",
  NULL,
};

static const char *const top_regions[] = {
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

static const char *const back_regions[] = {
  "scalp-vertex",
  "scalp-parietal",
  "scalp-temporal",
  "scalp-occipital",
  NULL,
};

static const char *const neck_regions[] = {
  "submental",
  "neck-anterior",
  "neck-lateral",
  "decolletage",
  NULL,
};

static const char *const hand_regions[] = { "hand-dorsum", NULL };

#define MID(id)           \
  {                       \
    id, MESO_SIDE_MIDLINE \
  }
#define LEFT(id)       \
  {                    \
    id, MESO_SIDE_LEFT \
  }
#define RIGHT(id)       \
  {                     \
    id, MESO_SIDE_RIGHT \
  }
#define BOTH(id) LEFT (id), RIGHT (id)

static const LandmarkName front_landmarks[] = {
  MID ("n"),
  MID ("v"),
  MID ("tr"),
  MID ("g"),
  BOTH ("brow-head"),
  BOTH ("brow-peak"),
  BOTH ("brow-tail"),
  BOTH ("en"),
  BOTH ("pupil"),
  BOTH ("ex"),
  MID ("sn"),
  MID ("prn"),
  BOTH ("th"),
  BOTH ("al"),
  MID ("sto"),
  BOTH ("ch"),
  MID ("sl"),
  MID ("me"),
  BOTH ("zy"),
  BOTH ("go"),
  BOTH ("ft"),
  BOTH ("eu"),
  { NULL },
};

/* The far eye's outer corner and wing of the nose are hidden. */
#define OBLIQUE(NEAR)                                                                                         \
  MID ("n"), MID ("v"), MID ("tr"), MID ("g"), MID ("prn"), MID ("sn"), MID ("sto"), MID ("sl"), MID ("me"),  \
    BOTH ("en"), BOTH ("pupil"), BOTH ("ch"), NEAR ("ex"), NEAR ("al"), NEAR ("zy"), NEAR ("go"), NEAR ("t"), \
  {                                                                                                           \
    NULL                                                                                                      \
  }

static const LandmarkName oblique_left_landmarks[] = { OBLIQUE (LEFT) };
static const LandmarkName oblique_right_landmarks[] = { OBLIQUE (RIGHT) };

#define PROFILE(SIDE)                                                                                        \
  MID ("n"), MID ("v"), MID ("tr"), MID ("g"), MID ("prn"), MID ("sn"), MID ("sto"), MID ("sl"), MID ("me"), \
    MID ("op"), SIDE ("ex"), SIDE ("al"), SIDE ("go"), SIDE ("t"), SIDE ("sa"), SIDE ("sba"), SIDE ("pra"),  \
    SIDE ("pa"),                                                                                             \
  {                                                                                                          \
    NULL                                                                                                     \
  }

static const LandmarkName profile_left_landmarks[] = { PROFILE (LEFT) };
static const LandmarkName profile_right_landmarks[] = { PROFILE (RIGHT) };

static const LandmarkName top_landmarks[] = {
  MID ("v"),
  MID ("g"),
  MID ("op"),
  MID ("prn"),
  BOTH ("eu"),
  BOTH ("ft"),
  { NULL },
};

static const LandmarkName back_landmarks[] = { MID ("v"), MID ("in"), BOTH ("eu"), BOTH ("ma"), { NULL } };
static const LandmarkName neck_landmarks[] = { MID ("ssn"), MID ("me"), BOTH ("go"), BOTH ("neck"), { NULL } };

static const LandmarkName hand_landmarks[] = {
  BOTH ("wrist"),
  BOTH ("dactylion"),
  BOTH ("mr"),
  BOTH ("mu"),
  BOTH ("thumb"),
  { NULL },
};

const View views[] = {
  { "face-front", LOOK_FRONT, MESO_RIGHT_SIDE_VIEWER_LEFT, NULL, "ex", FALSE, face_regions, front_landmarks },
  { "face-oblique-left", LOOK_OBLIQUE_LEFT, MESO_RIGHT_SIDE_VIEWER_LEFT, "face-oblique-right", "ch", FALSE,
    oblique_regions, oblique_left_landmarks },
  { "face-oblique-right", LOOK_OBLIQUE_RIGHT, MESO_RIGHT_SIDE_VIEWER_LEFT, "face-oblique-left", "ch", FALSE,
    oblique_regions, oblique_right_landmarks },
  { "head-left", LOOK_LEFT, MESO_RIGHT_SIDE_FAR, "head-right", "t", FALSE, profile_regions, profile_left_landmarks },
  { "head-right", LOOK_RIGHT, MESO_RIGHT_SIDE_NEAR, "head-left", "t", FALSE, profile_regions,
    profile_right_landmarks },
  { "scalp-top", LOOK_TOP, MESO_RIGHT_SIDE_VIEWER_RIGHT, NULL, "eu", TRUE, top_regions, top_landmarks },
  { "scalp-back", LOOK_BACK, MESO_RIGHT_SIDE_VIEWER_RIGHT, NULL, "eu", TRUE, back_regions, back_landmarks },
  { "neck-decolletage", LOOK_NECK, MESO_RIGHT_SIDE_VIEWER_LEFT, NULL, "neck", FALSE, neck_regions, neck_landmarks },
  { "hands", LOOK_HANDS, MESO_RIGHT_SIDE_VIEWER_LEFT, NULL, "dactylion", FALSE, hand_regions, hand_landmarks },
};

/* The side of the cheek that is in front; midline for views that show both alike. */
MesoSide
view_get_side (const View *view)
{
  switch (view->look)
    {
    case LOOK_OBLIQUE_LEFT:
    case LOOK_LEFT:
      return MESO_SIDE_LEFT;
    case LOOK_OBLIQUE_RIGHT:
    case LOOK_RIGHT:
      return MESO_SIDE_RIGHT;
    case LOOK_FRONT:
    case LOOK_TOP:
    case LOOK_BACK:
    case LOOK_NECK:
    case LOOK_HANDS:
    default:
      return MESO_SIDE_MIDLINE;
    }
}

gboolean
view_is_symmetric (const View *view)
{
  return view->twin == NULL;
}

/* Where a landmark of the table belongs in a view; a coordinate is NAN where the table has not what it needs. */
gboolean
view_place_landmark (const View *view,
                     const MesoLandmark *landmark,
                     gboolean is_male,
                     double *x,
                     double *y)
{
  const double nasion = is_male ? 92 : 88, vertex = is_male ? 110 : 105, notch = is_male ? -208 : -194;
  const LandmarkRow *row = NULL;
  double left, up, forward;

  for (guint i = 0; i < G_N_ELEMENTS (landmark_rows) && row == NULL; i++)
    if (g_str_equal (landmark_rows[i].id, landmark->id))
      row = &landmark_rows[i];
  if (row == NULL)
    return FALSE;

  left = is_male ? row->male.x : row->female.x;
  if (landmark->side == MESO_SIDE_RIGHT)
    left = -left;
  up = is_male ? row->male.y : row->female.y;
  forward = is_male ? row->male.z : row->female.z;

  *y = -up;
  switch (view->look)
    {
    case LOOK_FRONT:
      *x = left;
      return TRUE;
    case LOOK_OBLIQUE_LEFT:
      *x = (left - (forward - nasion)) * TURN;
      return TRUE;
    case LOOK_OBLIQUE_RIGHT:
      *x = (left + (forward - nasion)) * TURN;
      return TRUE;
    case LOOK_LEFT:
      *x = -forward;
      *y = -21 - up;
      return TRUE;
    case LOOK_RIGHT:
      *x = forward;
      *y = -21 - up;
      return TRUE;
    case LOOK_TOP:
      *x = -left;
      *y = -forward;
      return TRUE;
    case LOOK_BACK:
      *x = -left;
      *y = vertex - up;
      return TRUE;
    case LOOK_NECK:
      *x = left;
      *y = notch - up;
      return TRUE;
    case LOOK_HANDS:
    default:
      return FALSE;
    }
}

/* How much of a breadth a view shows; 0 for one that looks along it. */
static double
get_breadth_scale (const View *view)
{
  switch (view->look)
    {
    case LOOK_LEFT:
    case LOOK_RIGHT:
      return 0;
    case LOOK_OBLIQUE_LEFT:
    case LOOK_OBLIQUE_RIGHT:
      return TURN;
    case LOOK_FRONT:
    case LOOK_TOP:
    case LOOK_BACK:
    case LOOK_NECK:
    case LOOK_HANDS:
    default:
      return 1;
    }
}

static const MesoLandmark *
find (MesoDiagram *diagram,
      const char *id,
      MesoSide side)
{
  const MesoLandmark *landmark = meso_diagram_find_landmark (diagram, id, side);

  return landmark != NULL ? landmark : meso_diagram_find_landmark (diagram, id, MESO_SIDE_MIDLINE);
}

static double
measure_across_ear (MesoDiagram *diagram,
                    MesoSide side,
                    const MesoLandmark *from,
                    const MesoLandmark *to)
{
  const MesoLandmark *top = find (diagram, "sa", side), *bottom = find (diagram, "sba", side);
  double x, y;

  if (top == NULL || bottom == NULL)
    return NAN;

  x = bottom->x - top->x;
  y = bottom->y - top->y;

  return fabs ((to->x - from->x) * y - (to->y - from->y) * x) / hypot (x, y);
}

/* Takes a measure in a drawing. Returns whether the view shows it, and the drawing has its landmarks. */
gboolean
view_measure (const View *view,
              const Measure *measure,
              MesoDiagram *diagram,
              gboolean is_male,
              double *drawn,
              double *wanted)
{
  gboolean is_pair = measure->kind == MEASURE_BREADTH;
  MesoSide side = view_get_side (view) == MESO_SIDE_RIGHT ? MESO_SIDE_RIGHT : MESO_SIDE_LEFT;
  const MesoLandmark *from = find (diagram, measure->from, is_pair ? MESO_SIDE_RIGHT : side);
  const MesoLandmark *to = find (diagram, measure->to, is_pair ? MESO_SIDE_LEFT : side);

  *wanted = is_male ? measure->male : measure->female;
  if (from == NULL || to == NULL)
    return FALSE;

  switch (measure->kind)
    {
    case MEASURE_BREADTH:
      *wanted *= get_breadth_scale (view);
      *drawn = fabs (to->x - from->x);
      return *wanted > 0;
    case MEASURE_HEIGHT:
      *drawn = fabs (to->y - from->y);
      return view->look != LOOK_TOP && view->look != LOOK_HANDS;
    case MEASURE_LENGTH:
      *drawn = hypot (to->x - from->x, to->y - from->y);
      return view->look == LOOK_LEFT || view->look == LOOK_RIGHT || view->look == LOOK_TOP || view->look == LOOK_HANDS;
    case MEASURE_EAR:
      *drawn = measure_across_ear (diagram, side, from, to);
      return view->look == LOOK_LEFT || view->look == LOOK_RIGHT;
    default:
      return FALSE;
    }
}

gboolean
view_is_profile (const View *view)
{
  return view->look == LOOK_LEFT || view->look == LOOK_RIGHT;
}

MesoSide
mirror_side (MesoSide side)
{
  if (side == MESO_SIDE_LEFT)
    return MESO_SIDE_RIGHT;
  if (side == MESO_SIDE_RIGHT)
    return MESO_SIDE_LEFT;

  return side;
}

/* The diagrams that are built in, or those of a folder that somebody draws in: MESOMAP_DIAGRAMS=FOLDER. */
MesoDiagramSet *
get_diagram_set (void)
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
MesoDiagram *
load_diagram (const Subject *subject)
{
  MesoDiagram *diagram = meso_diagram_set_lookup (get_diagram_set (), subject->view->id, subject->variant);

  if (diagram == NULL)
    {
      g_test_skip ("the diagram is not drawn yet");
      return NULL;
    }

  return g_object_ref (diagram);
}

/* Fails the test, but goes on, when something lies beyond the sheet by more than a line's breadth. */
void
check_on_sheet (MesoDiagram *diagram,
                const char *what,
                MesoPath *path)
{
  cairo_rectangle_t sheet = meso_diagram_get_bounds (diagram);
  cairo_rectangle_t bounds = meso_path_get_bounds (path);

  if (bounds.x >= sheet.x - SLACK && bounds.y >= sheet.y - SLACK &&
      bounds.x + bounds.width <= sheet.x + sheet.width + SLACK &&
      bounds.y + bounds.height <= sheet.y + sheet.height + SLACK)
    return;

  g_test_message ("%s goes beyond the sheet: x %g to %g, y %g to %g", what, bounds.x, bounds.x + bounds.width, bounds.y,
                  bounds.y + bounds.height);
  g_test_fail ();
}

/* Runs each test on each view in both variants. */
int
run_diagram_tests (int *argc,
                   char ***argv,
                   const char *suite,
                   const DiagramTest *tests,
                   guint n_tests)
{
  static const char *const variants[] = { "female", "male" };
  static Subject subjects[G_N_ELEMENTS (views) * G_N_ELEMENTS (variants)];

  g_test_init (argc, argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      Subject *subject = &subjects[i];

      subject->view = &views[i / G_N_ELEMENTS (variants)];
      subject->variant = variants[i % G_N_ELEMENTS (variants)];

      for (guint j = 0; j < n_tests; j++)
        {
          g_autofree char *path =
            g_strdup_printf ("/%s/%s-%s/%s", suite, subject->view->id, subject->variant, tests[j].name);

          g_test_add_data_func (path, subject, tests[j].function);
        }
    }

  return g_test_run ();
}
