/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-diagram.h"

#include <string.h>

#include "model/meso-error.h"

#define ROOT_NAMESPACES "xmlns=\"http://www.w3.org/2000/svg\" xmlns:mesomap=\"urn:mesomap:diagram:1\""
#define ROOT_ATTRIBUTES                                                                                  \
  "mesomap:id=\"test-view\" mesomap:variant=\"female\" mesomap:version=\"3\" mesomap:origin=\"nasion\" " \
  "mesomap:right-side=\"viewer-left\""
#define ROOT_SIZE "width=\"100mm\" height=\"80.5mm\" viewBox=\"-50 -40 100 80.5\""
#define ART "<g id=\"art\"/>"
#define ROOT "<svg " ROOT_NAMESPACES " " ROOT_ATTRIBUTES " " ROOT_SIZE ">" ART "\n"
#define REGION(id, side, d) "<path mesomap:region=\"" id "\" mesomap:side=\"" side "\" d=\"" d "\"/>\n"
#define REGIONS(content) "<g id=\"regions\" display=\"none\">\n" content "</g>\n"
#define LANDMARKS(content) "<g id=\"landmarks\" display=\"none\">\n" content "</g>\n"
#define MALAR REGION ("malar", "right", "M-30 0H-10V20H-30Z")
#define WARNINGS(content) "<g id=\"warnings\" display=\"none\">\n" content "</g>\n"
#define WARNING(id, side, d) "<path mesomap:warning=\"" id "\" mesomap:side=\"" side "\" d=\"" d "\"/>\n"
#define SKIN(value, d) "<path mesomap:skin=\"" value "\" d=\"" d "\"/>\n"
#define VIEW(right_side, content)                                                         \
  "<svg " ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:version=\"1\" mesomap:origin=\"n\" " \
  "mesomap:right-side=\"" right_side "\" " ROOT_SIZE ">" ART content "</svg>"
#define MIDLINE_LANDMARK(id, x, y) \
  "<circle mesomap:landmark=\"" id "\" mesomap:side=\"midline\" cx=\"" x "\" cy=\"" y "\"/>\n"
#define CIRCLE(attributes) "<circle mesomap:landmark=\"ex\" mesomap:side=\"right\" " attributes "/>\n"
#define EX CIRCLE ("cx=\"-43.9\" cy=\"5\" r=\"1\"")

static MesoDiagram *
load (const char *svg,
      GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (svg, strlen (svg));

  return meso_diagram_new_from_bytes (bytes, "test.svg", error);
}

static MesoDiagram *
load_good (const char *svg)
{
  g_autoptr (GError) error = NULL;
  MesoDiagram *diagram = load (svg, &error);

  g_assert_no_error (error);
  g_assert_nonnull (diagram);

  return diagram;
}

static void
test_header (void)
{
  const char *svg =
    ROOT "<title>A &amp; B</title><desc>no title</desc>\n"
         "<g id=\"art\"><title>nor this</title>"
         "<path d=\"whatever\" transform=\"scale(2)\" fill=\"url(#g)\"/></g>\n" REGIONS (MALAR)
           LANDMARKS (EX) "</svg>\n";
  g_autoptr (MesoDiagram) diagram = load_good (svg);
  const MesoLandmark *landmark;
  const MesoRegion *region;
  cairo_rectangle_t bounds;

  g_assert_cmpstr (meso_diagram_get_id (diagram), ==, "test-view");
  g_assert_cmpstr (meso_diagram_get_variant (diagram), ==, "female");
  g_assert_cmpint (meso_diagram_get_version (diagram), ==, 3);
  g_assert_cmpstr (meso_diagram_get_title (diagram), ==, "A & B");
  g_assert_cmpstr (meso_diagram_get_origin (diagram), ==, "nasion");
  g_assert_cmpint (meso_diagram_get_right_side (diagram), ==, MESO_RIGHT_SIDE_VIEWER_LEFT);
  g_assert_cmpstr (g_bytes_get_data (meso_diagram_get_bytes (diagram), NULL), ==, svg);

  bounds = meso_diagram_get_bounds (diagram);
  g_assert_cmpfloat (bounds.x, ==, -50);
  g_assert_cmpfloat (bounds.y, ==, -40);
  g_assert_cmpfloat (bounds.width, ==, 100);
  g_assert_cmpfloat (bounds.height, ==, 80.5);

  g_assert_cmpuint (meso_diagram_get_n_regions (diagram), ==, 1);
  region = meso_diagram_get_region (diagram, 0);
  g_assert_true (region == meso_diagram_lookup_region (diagram, "malar", MESO_SIDE_RIGHT));
  g_assert_null (meso_diagram_lookup_region (diagram, "malar", MESO_SIDE_LEFT));
  g_assert_cmpstr (meso_region_get_id (region), ==, "malar");
  g_assert_cmpint (meso_region_get_side (region), ==, MESO_SIDE_RIGHT);
  g_assert_cmpfloat_with_epsilon (meso_path_get_area (meso_region_get_path (region)), 400, 1e-9);

  g_assert_cmpuint (meso_diagram_get_n_landmarks (diagram), ==, 1);
  landmark = meso_diagram_find_landmark (diagram, "ex", MESO_SIDE_RIGHT);
  g_assert_true (landmark == meso_diagram_get_landmark (diagram, 0));
  g_assert_cmpstr (landmark->id, ==, "ex");
  g_assert_cmpfloat (landmark->x, ==, -43.9);
  g_assert_cmpfloat (landmark->y, ==, 5);
  g_assert_null (meso_diagram_find_landmark (diagram, "ex", MESO_SIDE_LEFT));

  g_assert_finalize_object (g_steal_pointer (&diagram));
}

static void
test_optional (void)
{
  g_autoptr (MesoDiagram) diagram =
    load_good ("<svg " ROOT_NAMESPACES " mesomap:id=\"hands\" mesomap:version=\"1\" mesomap:origin=\"wrists\" "
               "mesomap:right-side=\"viewer-right\" " ROOT_SIZE ">" ART REGIONS ("") "</svg>");

  g_assert_null (meso_diagram_get_variant (diagram));
  g_assert_cmpstr (meso_diagram_get_title (diagram), ==, "hands");
  g_assert_cmpint (meso_diagram_get_right_side (diagram), ==, MESO_RIGHT_SIDE_VIEWER_RIGHT);
  g_assert_cmpuint (meso_diagram_get_n_regions (diagram), ==, 0);
  g_assert_null (meso_diagram_find_region (diagram, 0, 0));
}

/* What other programs leave in an SVG is no error. */
static void
test_foreign (void)
{
  g_autoptr (MesoDiagram) diagram = load_good (
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- by hand -->\n"
    "<svg " ROOT_NAMESPACES " xmlns:foo=\"urn:foo\" foo:href=\"http://example.org\" " ROOT_ATTRIBUTES " " ROOT_SIZE
    ">" ART
    "<foo:namedview><foo:text>x</foo:text></foo:namedview><metadata/><defs><linearGradient id=\"g\"/></defs>" REGIONS (
      "<g foo:label=\"cheeks\"><title>Cheeks</title><foo:bar/>" MALAR "</g>") "</svg>");

  g_assert_cmpuint (meso_diagram_get_n_regions (diagram), ==, 1);
}

#define WITH_ROOT(root) "<svg " root "/>"
#define WITH_BODY(body) ROOT body "</svg>\n"
#define WITH_ART(art) WITH_BODY ("<g id=\"art\">\n" art "</g>" REGIONS (MALAR))
#define WITH_REGIONS(regions) WITH_BODY (REGIONS (regions))
#define WITH_WARNINGS(warnings) WITH_BODY (REGIONS (MALAR) WARNINGS (warnings))
#define WITH_LANDMARKS(landmarks) WITH_BODY (REGIONS (MALAR) LANDMARKS (landmarks))

static const struct
{
  const char *svg;
  int line;
  MesoError code;
  const char *part;
} broken[] = {
  /* Not XML, or not ours */
  { "", 1, MESO_ERROR_PARSE, "empty" },
  { "rubbish", 1, MESO_ERROR_PARSE, "" },
  { "\x89PNG\r\n\x1a\n", 1, MESO_ERROR_PARSE, "" },
  { ROOT REGIONS (MALAR), 5, MESO_ERROR_PARSE, "" },
  { "<html/>", 1, MESO_ERROR_PARSE, "not an SVG" },
  { "\n<svg/>", 2, MESO_ERROR_PARSE, "not an SVG" },
  { WITH_ROOT ("xmlns=\"http://www.w3.org/2000/svg\" width=\"1mm\""), 1, MESO_ERROR_PARSE, "mesomap:id" },

  /* Document types and entities */
  { "<!DOCTYPE svg>\n" WITH_REGIONS (MALAR), 1, MESO_ERROR_PARSE, "document type" },
  { "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n" WITH_REGIONS (MALAR), 2, MESO_ERROR_PARSE,
    "document type" },
  { "\n\n<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">\n" WITH_REGIONS (MALAR), 3, MESO_ERROR_PARSE, "document type" },
  { WITH_BODY ("<title>&passwd;</title>" REGIONS (MALAR)), 2, MESO_ERROR_PARSE, "passwd" },
  { "<?xml-stylesheet href=\"http://example.org\"?>\n" WITH_REGIONS (MALAR), 1, MESO_ERROR_UNSUPPORTED,
    "xml-stylesheet" },

  /* The root */
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_SIZE), 1, MESO_ERROR_PARSE, "mesomap:id" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"Face Front\" " ROOT_SIZE), 1, MESO_ERROR_PARSE, "mesomap:id" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:variant=\"dog\""), 1, MESO_ERROR_PARSE, "‘dog’" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:origin=\"n\""), 1, MESO_ERROR_PARSE, "mesomap:version" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:version=\"1.0\""), 1, MESO_ERROR_PARSE, "mesomap:version" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:version=\"1\""), 1, MESO_ERROR_PARSE, "mesomap:origin" },
  { WITH_ROOT (ROOT_NAMESPACES " mesomap:id=\"a\" mesomap:version=\"1\" mesomap:origin=\"n\" "
                               "mesomap:right-side=\"left\""),
    1, MESO_ERROR_PARSE, "mesomap:right-side" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1mm\" height=\"1mm\""), 1, MESO_ERROR_PARSE, "viewBox" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1mm\" height=\"1mm\" viewBox=\"0 0 1\""), 1,
    MESO_ERROR_PARSE, "four numbers" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1mm\" height=\"1mm\" viewBox=\"0 0 nan 1\""), 1,
    MESO_ERROR_PARSE, "four numbers" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1mm\" height=\"0mm\" viewBox=\"0 0 1 0\""), 1,
    MESO_ERROR_PARSE, "viewBox" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"2mm\" height=\"1mm\" viewBox=\"0 0 1 1\""), 1,
    MESO_ERROR_PARSE, "1 mm" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1\" height=\"1\" viewBox=\"0 0 1 1\""), 1,
    MESO_ERROR_PARSE, "‘width’" },
  { WITH_ROOT (ROOT_NAMESPACES " " ROOT_ATTRIBUTES " width=\"1mm\" viewBox=\"0 0 1 1\""), 1, MESO_ERROR_PARSE,
    "‘height’" },
  { "<svg transform=\"scale(2)\" " ROOT_NAMESPACES " " ROOT_ATTRIBUTES " " ROOT_SIZE "/>", 1, MESO_ERROR_PARSE,
    "transform" },
  { ROOT "</svg>", 2, MESO_ERROR_PARSE, "no layer ‘regions’" },
  { "<svg " ROOT_NAMESPACES " " ROOT_ATTRIBUTES " " ROOT_SIZE ">\n" REGIONS (MALAR) "</svg>", 5, MESO_ERROR_PARSE,
    "no layer ‘art’" },
  { WITH_BODY ("<g><g id=\"regions\"/></g>\n"), 3, MESO_ERROR_PARSE, "no layer ‘regions’" },

  /* Regions */
  { WITH_REGIONS ("<path mesomap:side=\"right\" d=\"M0 0H1V1Z\"/>"), 3, MESO_ERROR_PARSE, "mesomap:region" },
  { WITH_REGIONS ("\n<path mesomap:region=\"malar\" d=\"M0 0H1V1Z\"/>"), 4, MESO_ERROR_PARSE, "mesomap:side" },
  { WITH_REGIONS ("<path mesomap:region=\"malar\" mesomap:side=\"right\"/>"), 3, MESO_ERROR_PARSE, "no path" },
  { WITH_REGIONS (REGION ("malar", "dexter", "M0 0H1V1Z")), 3, MESO_ERROR_PARSE, "‘dexter’" },
  { WITH_REGIONS (REGION ("malar", "bilateral", "M0 0H1V1Z")), 3, MESO_ERROR_PARSE, "‘bilateral’" },
  { WITH_REGIONS (REGION ("Malar", "right", "M0 0H1V1Z")), 3, MESO_ERROR_PARSE, "mesomap:region" },
  { WITH_REGIONS (REGION ("", "right", "M0 0H1V1Z")), 3, MESO_ERROR_PARSE, "mesomap:region" },
  { WITH_REGIONS (MALAR REGION ("chin", "midline", "M0 0H1V1Z") MALAR), 5, MESO_ERROR_PARSE, "twice" },
  { WITH_REGIONS (REGION ("malar", "right", "")), 3, MESO_ERROR_PARSE, "‘malar’" },
  { WITH_REGIONS (MALAR REGION ("chin", "right", "M0 0H1W1Z")), 4, MESO_ERROR_PARSE,
    "‘chin’: no path command at offset 6" },
  { WITH_REGIONS (REGION ("malar", "right", "M0 0A1 1 0 0 0 5 5Z")), 3, MESO_ERROR_UNSUPPORTED, "arc command ‘A’" },
  { WITH_REGIONS (REGION ("malar", "right", "M0 0H1e9V1Z")), 3, MESO_ERROR_LIMIT, "‘malar’" },
  { WITH_REGIONS (REGION ("malar", "right", "M0 0L5 5Z")), 3, MESO_ERROR_PARSE, "no area" },
  { WITH_REGIONS ("<rect mesomap:region=\"malar\"/>"), 3, MESO_ERROR_PARSE, "‘rect’" },
  { WITH_REGIONS ("<path transform=\"scale(2)\" mesomap:region=\"malar\" mesomap:side=\"right\" d=\"M0 0H1V1Z\"/>"), 3,
    MESO_ERROR_PARSE, "transform" },
  { WITH_REGIONS ("<path style=\"transform:none\" mesomap:region=\"malar\" mesomap:side=\"right\" d=\"M0 0H1V1Z\"/>"),
    3, MESO_ERROR_PARSE, "transform" },
  { WITH_REGIONS ("\n<g transform=\"scale(2)\">" MALAR "</g>"), 4, MESO_ERROR_PARSE, "transform" },
  { WITH_BODY ("<g id=\"regions\" transform=\"scale(2)\"/>"), 2, MESO_ERROR_PARSE, "transform" },

  /* Landmarks */
  { WITH_LANDMARKS ("<circle mesomap:side=\"right\" cx=\"1\" cy=\"1\"/>"), 6, MESO_ERROR_PARSE, "mesomap:landmark" },
  { WITH_LANDMARKS (CIRCLE ("cy=\"1\"")), 6, MESO_ERROR_PARSE, "‘cx’" },
  { WITH_LANDMARKS (CIRCLE ("cx=\"1\" cy=\"1,5\"")), 6, MESO_ERROR_PARSE,
    "‘cy’" },
  { WITH_LANDMARKS (CIRCLE ("cx=\"99999\" cy=\"1\"")), 6,
    MESO_ERROR_LIMIT, "‘cx’" },
  { WITH_LANDMARKS (CIRCLE ("cx=\"1\" cy=\"1\"")
                      CIRCLE ("cx=\"2\" cy=\"1\"")),
    7, MESO_ERROR_PARSE, "twice" },
  { WITH_LANDMARKS ("<circle mesomap:landmark=\"ex\" mesomap:side=\"up\" cx=\"1\" cy=\"1\"/>"), 6, MESO_ERROR_PARSE,
    "‘up’" },
  { WITH_LANDMARKS ("<path d=\"M0 0\"/>"), 6, MESO_ERROR_PARSE, "circles" },
  { WITH_LANDMARKS (CIRCLE ("transform=\"scale(2)\" cx=\"1\" cy=\"1\"")), 6,
    MESO_ERROR_PARSE, "transform" },

  /* Warnings */
  { WITH_WARNINGS ("<path mesomap:side=\"right\" d=\"M0 0H1V1Z\"/>"), 6, MESO_ERROR_PARSE, "mesomap:warning" },
  { WITH_WARNINGS (WARNING ("mental", "bilateral", "M0 0H1V1Z")), 6, MESO_ERROR_PARSE, "‘bilateral’" },
  { WITH_WARNINGS (WARNING ("mental", "right", "M0 0H1")), 6, MESO_ERROR_PARSE, "‘mental’ has no area" },
  { WITH_WARNINGS ("<path mesomap:warning=\"mental\" mesomap:side=\"left\"/>"), 6, MESO_ERROR_PARSE, "no path" },
  { WITH_WARNINGS (WARNING ("mental", "right", "M0 0H1V1Z") WARNING ("mental", "right", "M0 0H1V1Z")), 7,
    MESO_ERROR_PARSE, "twice" },
  { WITH_WARNINGS ("<circle mesomap:warning=\"mental\"/>"), 6, MESO_ERROR_PARSE, "‘circle’" },
  { WITH_WARNINGS ("<g transform=\"scale(2)\"/>"), 6, MESO_ERROR_PARSE, "transform" },

  /* Skin */
  { WITH_ART (SKIN ("perhaps", "M0 0H1V1Z")), 3, MESO_ERROR_PARSE, "yes or no" },
  { WITH_ART ("<circle mesomap:skin=\"yes\" r=\"4\"/>"), 3, MESO_ERROR_PARSE, "‘circle’" },
  { WITH_ART ("<path mesomap:skin=\"yes\"/>"), 3, MESO_ERROR_PARSE, "no path" },
  { WITH_ART (SKIN ("no", "M0 0H1")), 3, MESO_ERROR_PARSE, "no area" },
  { WITH_ART (SKIN ("yes", "M0 0A1 1 0 0 0 5 5Z")), 3, MESO_ERROR_UNSUPPORTED, "arc" },
  { WITH_ART ("<path transform=\"scale(2)\" mesomap:skin=\"yes\" d=\"M0 0H1V1Z\"/>"), 3, MESO_ERROR_PARSE,
    "transform" },
  { WITH_ART ("<g style=\"transform:scale(2)\">\n<g>\n" SKIN ("yes", "M0 0H1V1Z") "</g></g>"), 5, MESO_ERROR_PARSE,
    "transform" },

  /* The art */
  { WITH_ART ("<text>R</text>"), 3, MESO_ERROR_UNSUPPORTED, "‘text’" },
  { WITH_ART ("<filter/>"), 3, MESO_ERROR_UNSUPPORTED, "‘filter’" },
  { WITH_ART ("<mask/>"), 3, MESO_ERROR_UNSUPPORTED, "‘mask’" },
  { WITH_ART ("<style/>"), 3, MESO_ERROR_UNSUPPORTED, "‘style’" },
  { WITH_ART ("<script/>"), 3, MESO_ERROR_UNSUPPORTED, "‘script’" },
  { WITH_ART ("<image/>"), 3, MESO_ERROR_UNSUPPORTED, "‘image’" },
  { WITH_ART ("<clipPath/>"), 3, MESO_ERROR_UNSUPPORTED, "‘clipPath’" },
  { WITH_ART ("\n\n<foreignObject/>"), 5, MESO_ERROR_UNSUPPORTED, "‘foreignObject’" },
  { WITH_ART ("<svg/>"), 3, MESO_ERROR_UNSUPPORTED, "‘svg’" },
  { WITH_ART ("<use href=\"other.svg#a\"/>"), 3, MESO_ERROR_UNSUPPORTED, "another file" },
  { WITH_ART ("<use xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"file:///etc/passwd\"/>"), 3,
    MESO_ERROR_UNSUPPORTED, "another file" },
  { WITH_ART ("<path fill=\"url(other.svg#a)\"/>"), 3, MESO_ERROR_UNSUPPORTED, "another file" },
  { WITH_ART ("<path style=\"fill:url(#a);stroke:URL( &quot;http://b&quot;)\"/>"), 3, MESO_ERROR_UNSUPPORTED,
    "another file" },
  { WITH_ART ("<path onload=\"alert()\"/>"), 3, MESO_ERROR_UNSUPPORTED, "script" },
  { WITH_BODY ("<style/>" REGIONS (MALAR)), 2, MESO_ERROR_UNSUPPORTED, "‘style’" },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *prefix = g_strdup_printf ("test.svg:%d: ", broken[i].line);
      g_autoptr (GError) error = NULL;
      g_autoptr (MesoDiagram) diagram = load (broken[i].svg, &error);

      g_assert_null (diagram);
      g_test_message ("%u: %s", i, error->message);
      g_assert_error (error, MESO_ERROR, (int) broken[i].code);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_nonnull (strstr (error->message, broken[i].part));
      g_assert_null (strchr (error->message, '\n'));
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) svg = g_string_new (ROOT "<g id=\"regions\">");
  g_autoptr (GBytes) huge = g_bytes_new_take (g_malloc0 (17 * 1024 * 1024), 17 * 1024 * 1024);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1001; i++)
    g_string_append_printf (svg, REGION ("r%d", "right", "M0 0H1V1Z"), i);
  g_string_append (svg, "</g></svg>");

  g_assert_null (load (svg->str, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_null (meso_diagram_new_from_bytes (huge, "test.svg", &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

/* Every cut and many a changed byte of a good file: a diagram or one error, and no crash. */
static void
test_fuzz (void)
{
  const char *good = WITH_LANDMARKS (CIRCLE ("cx=\"1\" cy=\"1\""));
  gsize length = strlen (good);
  guint n_loaded = 0;

  g_object_unref (load_good (good));

  for (gsize i = 0; i < length - strlen ("</svg>\n"); i++)
    {
      g_autofree char *svg = g_strndup (good, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (load (svg, &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_PARSE);
    }

  for (int i = 0; i < 5000; i++)
    {
      g_autofree char *svg = g_strdup (good);
      g_autoptr (GError) error = NULL;
      g_autoptr (MesoDiagram) diagram = NULL;

      for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
        svg[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (1, 256);

      diagram = load (svg, &error);
      g_assert_true ((diagram == NULL) == (error != NULL));
      n_loaded += diagram != NULL;
    }

  g_assert_cmpuint (n_loaded, >, 50);
  g_assert_cmpuint (n_loaded, <, 4500);
}

static void
test_find_region (void)
{
  /* A large region with a hole, and in it one that lies over the rim of the hole. */
  g_autoptr (MesoDiagram) diagram = load_good (WITH_REGIONS (
    REGION ("malar", "right", "M-30 0H-10V20H-30ZM-25 5H-15V15H-25Z") REGION ("temple", "left", "M-28 8H-20V12H-28Z")));
  const MesoRegion *malar = meso_diagram_get_region (diagram, 0);
  const MesoRegion *temple = meso_diagram_get_region (diagram, 1);

  g_assert_true (meso_diagram_find_region (diagram, -29, 10) == malar);
  g_assert_true (meso_diagram_find_region (diagram, -27, 10) == temple);
  g_assert_true (meso_diagram_find_region (diagram, -22, 10) == temple);
  g_assert_null (meso_diagram_find_region (diagram, -18, 10));
  g_assert_true (meso_diagram_find_region (diagram, -12, 10) == malar);
  g_assert_null (meso_diagram_find_region (diagram, -9, 10));
  g_assert_null (meso_diagram_find_region (diagram, 5000, -5000));
}

static void
test_side (void)
{
  g_autoptr (MesoDiagram) front = load_good (WITH_REGIONS (
    REGION ("chin", "midline", "M-20 20H20V30H-20Z") REGION ("temple", "left", "M-30 0H-10V10H-30Z")));
  g_autoptr (MesoDiagram) top = load_good (VIEW ("viewer-right", REGIONS ("")));

  /* Inside a region it is the region that says. */
  g_assert_cmpint (meso_diagram_get_side_at (front, -15, 25), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (front, -15, 5), ==, MESO_SIDE_LEFT);

  g_assert_cmpint (meso_diagram_get_side_at (front, -5, 0), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_diagram_get_side_at (front, 5, 0), ==, MESO_SIDE_LEFT);
  g_assert_cmpint (meso_diagram_get_side_at (front, -1, 0), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (front, 1, 0), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (front, 1.01, 0), ==, MESO_SIDE_LEFT);

  g_assert_cmpint (meso_diagram_get_side_at (top, -5, 0), ==, MESO_SIDE_LEFT);
  g_assert_cmpint (meso_diagram_get_side_at (top, 5, 0), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_diagram_get_side_at (top, 0.5, 0), ==, MESO_SIDE_MIDLINE);
}

/* A profile shows one side, whatever x is; on its edge there may be regions of the midline. */
static void
test_profile (void)
{
  g_autoptr (MesoDiagram) near = load_good (VIEW ("near", REGIONS ("")));
  g_autoptr (MesoDiagram) far = load_good (VIEW (
    "far", REGIONS (REGION ("nose-tip", "midline", "M-40 0H-30V10H-40Z"))
             LANDMARKS (MIDLINE_LANDMARK ("n", "-30", "0") MIDLINE_LANDMARK ("sn", "-35", "20"))));
  guint n_points;

  g_assert_cmpint (meso_diagram_get_right_side (near), ==, MESO_RIGHT_SIDE_NEAR);
  g_assert_cmpint (meso_diagram_get_right_side (far), ==, MESO_RIGHT_SIDE_FAR);
  for (int x = -45; x <= 45; x += 5)
    {
      g_assert_cmpint (meso_diagram_get_side_at (near, x, 20), ==, MESO_SIDE_RIGHT);
      g_assert_cmpint (meso_diagram_get_side_at (far, x, 20), ==, MESO_SIDE_LEFT);
    }
  g_assert_cmpint (meso_diagram_get_side_at (far, -35, 5), ==, MESO_SIDE_MIDLINE);

  meso_diagram_get_midline (far, &n_points);
  g_assert_cmpuint (n_points, ==, 0);
}

/* In an oblique view the midline runs from landmark to landmark, and straight up and down beyond them. */
static void
test_midline (void)
{
  static const MesoPathVertex expected[] = { { -10, -40 }, { -10, -20 }, { -30, 0 }, { -20, 20 }, { -20, 40.5 } };
  g_autoptr (MesoDiagram) oblique = load_good (VIEW (
    "viewer-left", REGIONS ("") LANDMARKS (MIDLINE_LANDMARK ("sn", "-20", "20") MIDLINE_LANDMARK ("g", "-10", "-20")
                                             EX MIDLINE_LANDMARK ("n", "-30", "0"))));
  g_autoptr (MesoDiagram) single =
    load_good (VIEW ("viewer-left", REGIONS ("") LANDMARKS (MIDLINE_LANDMARK ("n", "-30", "0"))));
  const MesoPathVertex *points;
  guint n_points;

  points = meso_diagram_get_midline (oblique, &n_points);
  g_assert_cmpuint (n_points, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < n_points; i++)
    {
      g_assert_cmpfloat (points[i].x, ==, expected[i].x);
      g_assert_cmpfloat (points[i].y, ==, expected[i].y);
    }

  g_assert_cmpint (meso_diagram_get_side_at (oblique, -20, -10), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -22, -10), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -18, -10), ==, MESO_SIDE_LEFT);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -25.5, 10), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -12, -500), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -9.5, -500), ==, MESO_SIDE_MIDLINE);
  g_assert_cmpint (meso_diagram_get_side_at (oblique, -18, 500), ==, MESO_SIDE_LEFT);

  /* One landmark makes no line. */
  points = meso_diagram_get_midline (single, &n_points);
  g_assert_cmpuint (n_points, ==, 2);
  g_assert_cmpfloat (points[0].x, ==, 0);
  g_assert_cmpfloat (points[1].x, ==, 0);
  g_assert_cmpint (meso_diagram_get_side_at (single, -30, 0), ==, MESO_SIDE_RIGHT);
}

static void
test_skin (void)
{
  g_autoptr (MesoDiagram) diagram = load_good (WITH_ART (
    "<g><path transform=\"scale(2)\" d=\"M0 0H1V1Z\"/></g>\n<g fill=\"none\">\n" SKIN ("yes", "M-30 0H0V30H-30Z")
      SKIN ("no", "M-20 10H-10V20H-20Z") SKIN ("yes", "M-5 0H30V10H-5Z") "</g>"));
  g_autoptr (MesoDiagram) bare = load_good (WITH_REGIONS (MALAR));

  g_assert_true (meso_diagram_is_skin (diagram, -25, 5));
  g_assert_false (meso_diagram_is_skin (diagram, -15, 15));
  g_assert_true (meso_diagram_is_skin (diagram, -2, 5));
  g_assert_true (meso_diagram_is_skin (diagram, 20, 5));
  g_assert_false (meso_diagram_is_skin (diagram, 20, 15));
  g_assert_false (meso_diagram_is_skin (bare, -20, 10));
}

static void
test_warnings (void)
{
  g_autoptr (MesoDiagram) diagram = load_good (WITH_WARNINGS (
    "<g><title>Mouth</title>" WARNING ("mental", "right", "M-30 0H-10V20H-30Z")
      WARNING ("mental", "left", "M30 0H10V20H30Z") WARNING ("angular", "right", "M-30 0H-10V20H-30Z") "</g>"));
  const MesoWarning *warning;

  g_assert_cmpuint (meso_diagram_get_n_regions (diagram), ==, 1);
  g_assert_cmpuint (meso_diagram_get_n_warnings (diagram), ==, 3);
  warning = meso_diagram_get_warning (diagram, 1);
  g_assert_cmpstr (meso_warning_get_id (warning), ==, "mental");
  g_assert_cmpint (meso_warning_get_side (warning), ==, MESO_SIDE_LEFT);
  g_assert_cmpfloat_with_epsilon (meso_path_get_area (meso_warning_get_path (warning)), 400, 1e-9);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagram/header", test_header);
  g_test_add_func ("/diagram/optional", test_optional);
  g_test_add_func ("/diagram/foreign", test_foreign);
  g_test_add_func ("/diagram/errors", test_errors);
  g_test_add_func ("/diagram/limits", test_limits);
  g_test_add_func ("/diagram/fuzz", test_fuzz);
  g_test_add_func ("/diagram/find-region", test_find_region);
  g_test_add_func ("/diagram/side", test_side);
  g_test_add_func ("/diagram/profile", test_profile);
  g_test_add_func ("/diagram/midline", test_midline);
  g_test_add_func ("/diagram/skin", test_skin);
  g_test_add_func ("/diagram/warnings", test_warnings);

  return g_test_run ();
}
