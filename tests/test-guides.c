/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <libxml/parser.h>

#include "diagram/meso-warning-names.h"
#include "drawing/meso-guide-warnings.h"
#include "drawing/meso-guides.h"
#include "drawing/meso-hatch.h"
#include "drawing/meso-svg-writer.h"
#include "model/meso-error.h"
#include "report/meso-export.h"
#include "report/meso-report.h"

#define ALL ((MesoGuideFlags) ((1u << MESO_N_GUIDES) - 1))

#define LANDMARK(id, side, x, y) \
  "<circle mesomap:landmark=\"" id "\" mesomap:side=\"" side "\" cx=\"" #x "\" cy=\"" #y "\" r=\"1\"/>\n"
#define BOTH(id, x, y) LANDMARK (id, "right", -x, y) LANDMARK (id, "left", x, y)
#define THIRDS(x)                     \
  LANDMARK ("tr", "midline", x, -63)  \
  LANDMARK ("g", "midline", x, -12)   \
  LANDMARK ("sn", "midline", x, 49.5) \
  LANDMARK ("me", "midline", x, 113)
#define WARNING(id, side, d) "<path mesomap:warning=\"" id "\" mesomap:side=\"" side "\" d=\"" d "\"/>\n"
#define WARNINGS                                                     \
  WARNING ("supraorbital", "right", "M-36 -50H-22V-14H-36Z")         \
  WARNING ("supraorbital", "left", "M36 -50H22V-14H36Z")             \
  WARNING ("infraorbital", "right", "M-31 24C-20 24 -20 38 -31 38Z") \
  WARNING ("dorsal-nasal", "midline", "M-6 0H6V22H-6Z")
#define VIEW(id, right_side, landmarks, warnings)                                                                \
  "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:mesomap=\"urn:mesomap:diagram:1\" mesomap:id=\"" id "\" "     \
  "mesomap:variant=\"female\" mesomap:version=\"1\" mesomap:origin=\"nasion\" mesomap:right-side=\"" right_side  \
  "\" width=\"200mm\" height=\"240mm\" viewBox=\"-100 -100 200 240\"><title>Test</title><g id=\"art\"/>\n"       \
  "<g id=\"regions\" display=\"none\"><path mesomap:region=\"chin\" mesomap:side=\"midline\" d=\"M-20 90H20V110" \
  "H-20Z\"/></g>\n<g id=\"landmarks\" display=\"none\">" landmarks                                               \
  "</g>\n<g id=\"warnings\" display=\"none\">" warnings "</g></svg>\n"

#define FRONT \
  VIEW ("face-front", "viewer-left", THIRDS (0) BOTH ("en", 16, 7) BOTH ("ex", 44, 5) BOTH ("zy", 66, 15), WARNINGS)
/* The midline runs to one side, and the far eye is narrower than the near one. */
#define OBLIQUE                                                                                              \
  VIEW ("face-oblique-left", "viewer-left",                                                                  \
        THIRDS (-30) LANDMARK ("n", "midline", -34, 0) LANDMARK ("prn", "midline", -48, 37)                  \
          LANDMARK ("en", "right", -44, 7) LANDMARK ("ex", "right", -58, 5) LANDMARK ("en", "left", -18, 7)  \
            LANDMARK ("ex", "left", 10, 5) LANDMARK ("zy", "right", -60, 15) LANDMARK ("zy", "left", 40, 15) \
              LANDMARK ("t", "left", 60, 21) LANDMARK ("or", "left", -10, 18),                               \
        "")
#define PROFILE_LANDMARKS LANDMARK ("t", "left", 0, 0) THIRDS (-90) LANDMARK ("op", "midline", 98, -20)

static MesoDiagram *
load (const char *svg)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));
  g_autoptr (GError) error = NULL;
  MesoDiagram *diagram = meso_diagram_new_from_bytes (bytes, "test.svg", &error);

  g_assert_no_error (error);
  return diagram;
}

static MesoGuides *
make_guides (MesoDiagram *diagram,
             MesoGuideFlags flags,
             gboolean is_keyed)
{
  const MesoGuideStyle style = { .line_mm = 0.3, .text_mm = 3, .hatch_mm = 2, .is_keyed = is_keyed };
  const cairo_rectangle_t view = { -100, -100, 200, 240 };

  return meso_guides_new (diagram, flags, &style, &view);
}

/* The first path of a guide; NULL where it shows nothing. */
static const MesoGuideItem *
find_path (MesoGuides *guides,
           MesoGuideFlags guide)
{
  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      if (item->guide == guide && item->segments != NULL && item->segments->len > 0)
        return item;
    }
  return NULL;
}

static const MesoPathVertex *
get_end (const MesoGuideItem *item,
         guint segment)
{
  const MesoPathSegment *s = &g_array_index (item->segments, MesoPathSegment, segment);

  return s->op == MESO_PATH_CURVE ? &s->points[2] : &s->points[0];
}

static const MesoGuideItem *
find_words (MesoGuides *guides,
            const char *text)
{
  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      if (item->text != NULL && strcmp (item->text, text) == 0)
        return item;
    }
  return NULL;
}

static void
test_thirds (void)
{
  static const double heights[] = { -63, -12, 49.5, 113 };
  g_autoptr (MesoDiagram) diagram = load (FRONT);
  g_autoptr (MesoGuides) guides = make_guides (diagram, MESO_GUIDE_THIRDS, FALSE);
  const MesoGuideItem *item = find_path (guides, MESO_GUIDE_THIRDS);

  g_assert_nonnull (item);
  g_assert_cmpuint (item->segments->len, ==, 2 * G_N_ELEMENTS (heights));
  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_assert_cmpfloat (get_end (item, 2 * i)->y, ==, heights[i]);
      g_assert_cmpfloat (get_end (item, 2 * i + 1)->y, ==, heights[i]);
      g_assert_cmpfloat (get_end (item, 2 * i)->x, <, -66);
      g_assert_cmpfloat (get_end (item, 2 * i + 1)->x, >, 66);
    }
  g_assert_nonnull (find_words (guides, "51 mm"));
  g_assert_nonnull (find_words (guides, "61.5 mm"));
  g_assert_nonnull (find_words (guides, "63.5 mm"));
}

static void
test_fifths (void)
{
  static const double places[] = { -66, -44, -16, 16, 44, 66 };
  g_autoptr (MesoDiagram) front = load (FRONT), oblique = load (OBLIQUE);
  g_autoptr (MesoGuides) guides = make_guides (front, MESO_GUIDE_FIFTHS, FALSE);
  g_autoptr (MesoGuides) none = make_guides (oblique, MESO_GUIDE_FIFTHS, FALSE);
  const MesoGuideItem *item = find_path (guides, MESO_GUIDE_FIFTHS);

  g_assert_nonnull (item);
  g_assert_cmpuint (item->segments->len, ==, 2 * G_N_ELEMENTS (places));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpfloat (get_end (item, 2 * i)->x, ==, places[i]);
      g_assert_cmpfloat (get_end (item, 2 * i + 1)->x, ==, places[i]);
    }
  g_assert_nonnull (find_words (guides, "32"));
  g_assert_cmpuint (meso_guides_get_n_items (none), ==, 0);
}

/* On an oblique view it is a curve through every landmark that never swings past one; in front one straight stroke. */
static void
test_midline (void)
{
  g_autoptr (MesoDiagram) front = load (FRONT), oblique = load (OBLIQUE);
  g_autoptr (MesoGuides) straight = make_guides (front, MESO_GUIDE_MIDLINE, FALSE);
  g_autoptr (MesoGuides) curved = make_guides (oblique, MESO_GUIDE_MIDLINE, FALSE);
  const MesoGuideItem *item = find_path (straight, MESO_GUIDE_MIDLINE);
  const MesoPathVertex *points;
  guint n_points;

  g_assert_cmpuint (item->segments->len, ==, 2);
  g_assert_cmpfloat (get_end (item, 0)->x, ==, 0);
  g_assert_cmpfloat (get_end (item, 1)->x, ==, 0);
  g_assert_cmpfloat (get_end (item, 0)->y, ==, -100);
  g_assert_cmpfloat (get_end (item, 1)->y, ==, 140);

  item = find_path (curved, MESO_GUIDE_MIDLINE);
  points = meso_diagram_get_midline (oblique, &n_points);
  g_assert_cmpuint (item->segments->len, ==, n_points);
  for (guint i = 0; i < n_points; i++)
    {
      const MesoPathSegment *segment = &g_array_index (item->segments, MesoPathSegment, i);

      g_assert_cmpfloat (get_end (item, i)->x, ==, points[i].x);
      g_assert_cmpfloat (get_end (item, i)->y, ==, points[i].y);
      for (guint k = 0; segment->op == MESO_PATH_CURVE && k < 2; k++)
        {
          g_assert_cmpfloat (segment->points[k].x, >=, MIN (points[i - 1].x, points[i].x) - 1e-9);
          g_assert_cmpfloat (segment->points[k].x, <=, MAX (points[i - 1].x, points[i].x) + 1e-9);
        }
    }
}

static void
test_profile (void)
{
  g_autoptr (MesoDiagram) left =
    load (VIEW ("head-left", "far", PROFILE_LANDMARKS LANDMARK ("or", "left", -72, 0), ""));
  g_autoptr (MesoDiagram) without = load (VIEW ("head-left", "far", PROFILE_LANDMARKS, ""));
  g_autoptr (MesoDiagram) oblique = load (OBLIQUE);
  g_autoptr (MesoGuides) guides = make_guides (left, ALL, FALSE);
  const MesoGuideItem *item = find_path (guides, MESO_GUIDE_FRANKFORT);
  const MesoGuideFlags always = MESO_GUIDE_GRID | MESO_GUIDE_REGIONS | MESO_GUIDE_THIRDS;

  g_assert_nonnull (item);
  g_assert_cmpfloat (get_end (item, 0)->y, ==, 0);
  g_assert_cmpfloat (get_end (item, 1)->y, ==, 0);
  g_assert_cmpfloat (get_end (item, 0)->x, <, -90);
  g_assert_cmpfloat (get_end (item, 1)->x, >, 98);
  g_assert_null (find_path (guides, MESO_GUIDE_MIDLINE));
  g_assert_null (find_path (guides, MESO_GUIDE_FIFTHS));
  g_assert_cmpuint (meso_guide_flags_get_available (left), ==, always | MESO_GUIDE_FRANKFORT);
  g_assert_cmpuint (meso_guide_flags_get_available (without), ==, always);
  g_assert_cmpuint (meso_guide_flags_get_available (oblique), ==, always | MESO_GUIDE_MIDLINE);
}

static void
test_grid (void)
{
  const MesoGuideStyle style = { .line_mm = 0.3 };
  const cairo_rectangle_t view = { -33, 17, 70, 40 };
  g_autoptr (MesoGuides) guides = meso_guides_new (NULL, ALL, &style, &view);
  guint n_lines = 0;

  g_assert_cmpuint (meso_guides_get_n_items (guides), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      for (guint k = 0; k < item->segments->len; k += 2)
        {
          const MesoPathVertex *from = get_end (item, k), *to = get_end (item, k + 1);
          double at = from->x == to->x ? from->x : from->y;

          g_assert_cmpfloat (fmod (at, 10), ==, 0);
          g_assert_true ((fmod (at, 50) == 0) == (i == 1));
          n_lines++;
        }
    }
  g_assert_cmpuint (n_lines, ==, 7 + 4);
}

static GArray *
make_polygon (void)
{
  guint n_points = (guint) g_test_rand_int_range (3, 20);
  GArray *polygon = g_array_new (FALSE, FALSE, sizeof (MesoPathVertex));

  /* Any points in any order: it may well cross itself. */
  for (guint i = 0; i < n_points; i++)
    {
      MesoPathVertex vertex = { g_test_rand_double_range (-60, 60), g_test_rand_double_range (-60, 60) };

      g_array_append_val (polygon, vertex);
    }
  return polygon;
}

static MesoPath *
make_path (GArray *polygon)
{
  g_autoptr (GString) d = g_string_new (NULL);
  MesoPath *path;

  for (guint i = 0; i < polygon->len; i++)
    {
      const MesoPathVertex *vertex = &g_array_index (polygon, MesoPathVertex, i);

      g_string_append_printf (d, "%c%.9f %.9f", i == 0 ? 'M' : 'L', vertex->x, vertex->y);
    }
  g_string_append_c (d, 'Z');
  path = meso_path_new_from_string (d->str, NULL);
  g_assert_nonnull (path);
  return path;
}

/* Every line lies inside and ends at the outline, and they cover as much as they should. */
static void
check_hatch (void)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  MesoHatchSlope slope = g_test_rand_bit () ? MESO_HATCH_RISING : MESO_HATCH_FALLING;
  GArray *polygon = make_polygon ();
  g_autoptr (MesoPath) path = make_path (polygon);
  double covered = 0, inside = 0;

  g_ptr_array_add (polygons, polygon);
  meso_hatch_append (polygons, slope, 0.5, segments);
  g_assert_cmpuint (segments->len % 2, ==, 0);
  for (guint i = 0; i < segments->len; i += 2)
    {
      const MesoPathVertex *from = &g_array_index (segments, MesoPathSegment, i).points[0];
      const MesoPathVertex *to = &g_array_index (segments, MesoPathSegment, i + 1).points[0];
      double x = (from->x + to->x) / 2, y = (from->y + to->y) / 2;

      g_assert_cmpfloat (meso_path_get_distance (path, from->x, from->y), <, 1e-6);
      g_assert_cmpfloat (meso_path_get_distance (path, to->x, to->y), <, 1e-6);
      if (meso_path_get_distance (path, x, y) > 1e-6)
        g_assert_true (meso_path_contains (path, x, y, MESO_FILL_EVEN_ODD));
      g_assert_cmpfloat_with_epsilon (fabs (to->x - from->x), fabs (to->y - from->y), 1e-9);
      g_assert_true (to->x == from->x || (to->y > from->y) == (slope == MESO_HATCH_FALLING));
      covered += hypot (to->x - from->x, to->y - from->y) * 0.5;
    }
  for (int x = -60; x < 60; x++)
    for (int y = -60; y < 60; y++)
      inside += meso_path_contains (path, x + 0.5, y + 0.5, MESO_FILL_EVEN_ODD);
  g_assert_cmpfloat_with_epsilon (covered, inside, 60 + inside * 0.05);
}

static void
test_hatch (void)
{
  for (guint i = 0; i < 300; i++)
    check_hatch ();
}

/* What an outline asks for does not decide how much is painted. */
static void
test_hatch_limit (void)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));

  meso_hatch_append (polygons, MESO_HATCH_RISING, 1, segments);
  g_ptr_array_add (polygons, make_polygon ());
  meso_hatch_append (polygons, MESO_HATCH_RISING, 1e-9, segments);
  meso_hatch_append (polygons, MESO_HATCH_RISING, 0, segments);
  g_assert_cmpuint (segments->len, <, 100000);
}

static void
test_flags (void)
{
  g_autoptr (GError) error = NULL;
  MesoGuideFlags flags = MESO_GUIDE_GRID;
  g_autofree char *names = meso_guide_flags_describe (MESO_GUIDE_MIDLINE | MESO_GUIDE_WARNINGS);
  g_autofree char *none = meso_guide_flags_describe (MESO_GUIDE_NONE);

  g_assert_cmpstr (names, ==, "Midline, Warning zones (advisory)");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (meso_guide_flags_parse ("midline, thirds,fifths,frankfort,grid,regions,warnings", &flags, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (flags, ==, ALL);
  g_assert_true (meso_guide_flags_parse ("", &flags, &error));
  g_assert_cmpuint (flags, ==, MESO_GUIDE_NONE);
  flags = MESO_GUIDE_GRID;
  g_assert_false (meso_guide_flags_parse ("midline,halves", &flags, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "halves"));
  g_assert_cmpuint (flags, ==, MESO_GUIDE_GRID);
}

static gboolean
overlap (const MesoGuideItem *a,
         const MesoGuideItem *b)
{
  double width_a = meso_text_guess_width (a->text, a->size), width_b = meso_text_guess_width (b->text, b->size);
  double left_a = a->x - (a->anchor == MESO_ANCHOR_MIDDLE ? width_a / 2 : 0);
  double left_b = b->x - (b->anchor == MESO_ANCHOR_MIDDLE ? width_b / 2 : 0);

  return left_a < left_b + width_b && left_b < left_a + width_a && fabs (a->baseline - b->baseline) < a->size;
}

static void
test_words (void)
{
  g_autoptr (MesoDiagram) diagram = load (FRONT);
  g_autoptr (MesoGuides) guides = make_guides (diagram, ALL, FALSE);
  guint n_words = 0;

  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      n_words += item->text != NULL;
      for (guint k = 0; item->text != NULL && k < i; k++)
        if (meso_guides_get_item (guides, k)->text != NULL)
          g_assert_false (overlap (item, meso_guides_get_item (guides, k)));
    }
  g_assert_cmpuint (n_words, >, 8);
  g_assert_nonnull (find_words (guides, "chin"));
}

/* A number for every zone, both sides the same; with each zone the whole of what is known of it. */
static void
test_warnings (void)
{
  g_autoptr (MesoDiagram) diagram = load (FRONT);
  g_autoptr (MesoGuides) guides = make_guides (diagram, MESO_GUIDE_WARNINGS, TRUE);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) here = meso_guide_find_warning_ids (diagram, -25, -30);
  g_autoptr (GPtrArray) nowhere = meso_guide_find_warning_ids (diagram, 80, 80);
  g_autofree char *text = meso_guide_describe_warning ("supraorbital");
  g_autofree char *unknown = meso_guide_describe_warning ("nobody-knows");
  guint n_numbers[32] = { 0 }, n_titles = 0;

  meso_guide_collect_warning_ids (diagram, ids);
  meso_guide_collect_warning_ids (diagram, ids);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (ids, 0), ==, "supraorbital");
  g_assert_cmpstr (g_ptr_array_index (ids, 1), ==, "infraorbital");
  g_assert_cmpstr (g_ptr_array_index (ids, 2), ==, "dorsal-nasal");
  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      if (item->text != NULL)
        n_numbers[g_ascii_strtoull (item->text, NULL, 10)]++;
      n_titles += item->title != NULL;
    }
  g_assert_cmpuint (n_numbers[meso_guide_get_warning_number ("supraorbital")], ==, 2);
  g_assert_cmpuint (n_numbers[meso_guide_get_warning_number ("infraorbital")], ==, 1);
  g_assert_cmpuint (n_numbers[meso_guide_get_warning_number ("dorsal-nasal")], ==, 1);
  g_assert_cmpuint (meso_guide_get_warning_number ("nobody-knows"), ==, 0);
  g_assert_cmpuint (n_titles, ==, 4);
  g_assert_cmpuint (here->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (here, 0), ==, "supraorbital");
  g_assert_cmpuint (nowhere->len, ==, 0);
  g_assert_nonnull (strstr (text, meso_warning_get_name ("supraorbital")));
  g_assert_nonnull (strstr (text, meso_warning_get_depth ("supraorbital")));
  g_assert_nonnull (strstr (text, meso_warning_get_source ("supraorbital")));
  g_assert_cmpstr (unknown, ==, "nobody-knows");
}

/* With marks over the middle of a zone its number moves to where it can be read, and stays in the zone. */
static void
test_number_beside_marks (void)
{
  g_autoptr (MesoDiagram) diagram = load (FRONT);
  const MesoSceneStyle scene_style = { .symbol_mm = 6, .outline_mm = 0.5, .line_mm = 1 };
  MesoGuideStyle style = { .line_mm = 0.3, .text_mm = 3, .hatch_mm = 2, .is_keyed = TRUE };
  const cairo_rectangle_t view = { -100, -100, 200, 240 };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  MesoPoint place = { 0, 1100 };
  MesoMarkData data;
  g_autoptr (MesoScene) scene = NULL;
  g_autoptr (MesoGuides) guides = NULL;
  const MesoGuideItem *number;
  g_autofree char *text = NULL;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.id = (char *) "m1";
  data.points = &place;
  data.n_points = 1;
  data.layer = MESO_LAYER_MID_DERMIS;
  data.state = MESO_STATE_DONE;
  g_ptr_array_add (marks, meso_mark_new (&data, NULL));
  g_assert_nonnull (g_ptr_array_index (marks, 0));
  scene = meso_scene_new_for_marks (marks, &scene_style);
  style.marks = scene;
  guides = meso_guides_new (diagram, MESO_GUIDE_WARNINGS, &style, &view);
  text = g_strdup_printf ("%u", meso_guide_get_warning_number ("dorsal-nasal"));
  number = find_words (guides, text);
  g_assert_nonnull (number);
  g_assert_cmpfloat (hypot (number->x, number->baseline - 1 - 11), >, 3);
  g_assert_cmpfloat (fabs (number->x), <, 6);
  g_assert_cmpfloat (number->baseline, >, 0);
  g_assert_cmpfloat (number->baseline, <, 24);
}

/* What each view of the program itself has. */
static void
test_views (void)
{
  const MesoGuideFlags always = MESO_GUIDE_GRID | MESO_GUIDE_REGIONS;
  const struct
  {
    const char *view;
    MesoGuideFlags flags; /* beside the grid, the regions and the warnings */
  } rows[] = {
    { "face-front", MESO_GUIDE_MIDLINE | MESO_GUIDE_THIRDS | MESO_GUIDE_FIFTHS },
    { "face-oblique-left", MESO_GUIDE_MIDLINE | MESO_GUIDE_THIRDS },
    { "face-oblique-right", MESO_GUIDE_MIDLINE | MESO_GUIDE_THIRDS },
    { "head-left", MESO_GUIDE_THIRDS | MESO_GUIDE_FRANKFORT },
    { "head-right", MESO_GUIDE_THIRDS | MESO_GUIDE_FRANKFORT },
    { "scalp-top", MESO_GUIDE_MIDLINE },
    { "scalp-back", MESO_GUIDE_MIDLINE },
    { "neck-decolletage", MESO_GUIDE_MIDLINE },
    { "hands", MESO_GUIDE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (), rows[i].view, "male");

      g_test_message ("%s", rows[i].view);
      g_assert_nonnull (diagram);
      g_assert_cmpuint (meso_guide_flags_get_available (diagram) & ~(guint) MESO_GUIDE_WARNINGS, ==,
                        always | rows[i].flags);
    }
}

static MesoSession *
make_session (void)
{
  MesoSession *session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);

  meso_session_load_map (session, map);
  return session;
}

static char *
write_svg (MesoSession *session,
           MesoGuideFlags guides)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = meso_session_write_svg (session, meso_diagram_set_get_default (), guides, &error);
  gsize size;
  const char *data;
  xmlDoc *doc;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &size);
  doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);
  g_assert_nonnull (doc);
  xmlFreeDoc (doc);
  return g_strndup (data, size);
}

/* The layers are there when they are asked for, and the picture that the library keeps does not know them. */
static void
test_svg (void)
{
  g_autoptr (MesoSession) session = make_session ();
  g_autofree char *plain = write_svg (session, MESO_GUIDE_NONE);
  g_autofree char *grid = write_svg (session, MESO_GUIDE_GRID | MESO_GUIDE_FRANKFORT);
  g_autofree char *all = write_svg (session, ALL);
  const char *layer = strstr (all, "id=\"face-front.warnings\"");

  g_assert_null (strstr (plain, "face-front.guides"));
  g_assert_null (strstr (plain, "face-front.warnings"));
  g_assert_null (strstr (plain, meso_guide_get_advice ()));
  g_assert_nonnull (strstr (grid, "id=\"face-front.guides\" inkscape:groupmode=\"layer\""));
  g_assert_nonnull (strstr (grid, "id=\"face-front.guides-grid\""));
  g_assert_null (strstr (grid, "face-front.guides-frankfort"));
  g_assert_null (strstr (grid, "face-front.warnings"));
  g_assert_null (strstr (grid, meso_guide_get_advice ()));
  g_assert_nonnull (strstr (all, "id=\"face-front.guides-midline\""));
  g_assert_nonnull (layer);
  g_assert_cmpint (layer - all, >, strstr (all, "id=\"face-front.guides\"") - all);
  g_assert_cmpint (layer - all, <, strstr (all, "id=\"face-front.layer-epidermis\"") - all);
  g_assert_nonnull (strstr (all, meso_guide_get_advice ()));
  g_assert_nonnull (strstr (layer, "<title>Dorsal nasal artery · subcutaneous · Beleznay</title>"));
  /* Nothing that programs paint each in its own way. */
  g_assert_null (strstr (layer, "<pattern"));
  g_assert_null (strstr (layer, "<mask"));
  g_assert_null (strstr (layer, "clip-path"));
}

static char *
get_pdf_text (GBytes *pdf)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "mesomap-guides.pdf", NULL);
  const char *argv[] = { "pdftotext", "-layout", path, "-", NULL };
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  char *text = NULL;

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return text;
}

/* On paper each zone's number leads to its name, depth and source. */
static void
test_paper (void)
{
  g_autoptr (MesoSession) session = make_session ();
  g_autoptr (MesoReport) with = meso_report_new (session, MESO_PAPER_A4, ALL);
  g_autoptr (MesoReport) without = meso_report_new (session, MESO_PAPER_A4, MESO_GUIDE_MIDLINE);
  g_autoptr (GBytes) pdf = meso_report_to_pdf (with, NULL), plain = meso_report_to_pdf (without, NULL);
  g_autofree char *text = get_pdf_text (pdf), *plain_text = get_pdf_text (plain);

  g_assert_cmpuint (meso_report_get_n_pages (with), ==, 1);
  g_assert_nonnull (strstr (text, meso_guide_get_advice ()));
  g_assert_nonnull (strstr (text, "Cotofana 2020, Rohrich 2017"));
  g_assert_nonnull (strstr (text, "Infraorbital foramen"));
  g_assert_nonnull (strstr (text, "61.5 mm"));
  g_assert_null (strstr (plain_text, meso_guide_get_advice ()));
  g_assert_null (strstr (plain_text, "Infraorbital"));
}

static guint
count_changed (GBytes *a,
               GBytes *b)
{
  g_autoptr (GInputStream) stream_a = g_memory_input_stream_new_from_bytes (a);
  g_autoptr (GInputStream) stream_b = g_memory_input_stream_new_from_bytes (b);
  g_autoptr (GdkPixbuf) image_a = gdk_pixbuf_new_from_stream (stream_a, NULL, NULL);
  g_autoptr (GdkPixbuf) image_b = gdk_pixbuf_new_from_stream (stream_b, NULL, NULL);
  guint n = 0;

  g_assert_cmpint (gdk_pixbuf_get_width (image_a), ==, gdk_pixbuf_get_width (image_b));
  g_assert_cmpint (gdk_pixbuf_get_height (image_a), ==, gdk_pixbuf_get_height (image_b));
  for (int y = 0; y < gdk_pixbuf_get_height (image_a); y++)
    for (int x = 0; x < gdk_pixbuf_get_width (image_a); x++)
      n += memcmp (gdk_pixbuf_get_pixels (image_a) + y * gdk_pixbuf_get_rowstride (image_a) + 3 * x,
                   gdk_pixbuf_get_pixels (image_b) + y * gdk_pixbuf_get_rowstride (image_b) + 3 * x, 3) != 0;
  return n;
}

/* A line across the sheet is a pixel wide, wherever it falls. */
static void
test_png (void)
{
  g_autoptr (MesoSession) session = make_session ();
  g_autoptr (GBytes) plain = meso_export_png (session, NULL, 100, MESO_GUIDE_NONE, NULL);
  g_autoptr (GBytes) midline = meso_export_png (session, NULL, 100, MESO_GUIDE_MIDLINE, NULL);
  guint n = count_changed (plain, midline), height = (guint) (240 / 25.4 * 100);

  g_assert_cmpuint (n, >, height / 2);
  g_assert_cmpuint (n, <=, height * 2);
}

/* The built-in diagrams of this test are its own. */
static char *
add_diagrams (void)
{
  char *folder = g_dir_make_tmp ("mesomap-guides-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "face-front-female.svg", NULL);
  g_autofree char *overlay = g_strconcat ("/io/github/mesomap/Mesomap/diagrams=", folder, NULL);

  g_assert_true (g_file_set_contents (path, FRONT, -1, NULL));
  g_setenv ("G_RESOURCE_OVERLAYS", overlay, TRUE);
  return folder;
}

int
main (int argc,
      char *argv[])
{
  g_autofree char *folder = add_diagrams ();
  g_autofree char *path = g_build_filename (folder, "face-front-female.svg", NULL);
  int status;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/guides/thirds", test_thirds);
  g_test_add_func ("/guides/fifths", test_fifths);
  g_test_add_func ("/guides/midline", test_midline);
  g_test_add_func ("/guides/profile", test_profile);
  g_test_add_func ("/guides/grid", test_grid);
  g_test_add_func ("/guides/hatch/inside", test_hatch);
  g_test_add_func ("/guides/hatch/limit", test_hatch_limit);
  g_test_add_func ("/guides/flags", test_flags);
  g_test_add_func ("/guides/words", test_words);
  g_test_add_func ("/guides/warnings/key", test_warnings);
  g_test_add_func ("/guides/warnings/beside-marks", test_number_beside_marks);
  g_test_add_func ("/guides/views", test_views);
  g_test_add_func ("/guides/svg", test_svg);
  g_test_add_func ("/guides/paper", test_paper);
  g_test_add_func ("/guides/png", test_png);
  status = g_test_run ();
  g_unlink (path);
  g_rmdir (folder);
  return status;
}
