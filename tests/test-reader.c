/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "record/meso-session-reader.h"

#include <string.h>

#include "meso-record-fixture.h"
#include "model/meso-error.h"
#include "record/meso-patient-file.h"

#define POINT(attributes) "<point id=\"m1\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\" " attributes "/>\n"

/* Everything that the format has arrives where it belongs. */
static void
test_full (void)
{
  g_autofree char *xml = fixture_load ("session-full.xml");
  g_autoptr (MesoSession) session = fixture_read (xml);
  const MesoMarkData *mark;
  MesoMap *map;

  g_assert_cmpstr (meso_session_get_id (session), ==, "0b0b9a5e-1111-4222-8333-444455556666");
  g_assert_cmpint (meso_session_get_revision (session), ==, 12);
  g_assert_cmpint (meso_session_get_status (session), ==, MESO_STATUS_DRAFT);
  g_assert_cmpint (meso_session_get_next_id (session), ==, 12);
  g_assert_cmpint (meso_session_get_format_minor (session), ==, 0);
  g_assert_true (meso_session_is_editable (session));

  g_assert_cmpstr (meso_session_get_patient (session)->name, ==, "Zoë & \"O'Neil\"");
  g_assert_cmpint (meso_session_get_patient (session)->phototype, ==, 2);
  g_assert_cmpuint (meso_item_get_n_children (meso_session_get_item (session, MESO_SLOT_PATIENT)), ==, 2);
  g_assert_cmpstr (
    meso_item_get_alert (meso_item_get_child (meso_session_get_item (session, MESO_SLOT_PATIENT), 0))->text,
    ==,
    "lidocaine <2 %");
  g_assert_cmpstr (meso_session_get_visit (session)->start, ==, "2026-11-21T10:30:00+01:00");
  g_assert_cmpstr (meso_session_get_treatment (session)->reason, ==, "dry\nskin");
  g_assert_cmpint (meso_session_get_treatment (session)->interval_days, ==, 14);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 2);
  g_assert_cmpint (meso_item_get_product (meso_session_get_product (session, 0))->opened, ==, 30000);
  g_assert_cmpint (meso_item_get_product (meso_session_get_product (session, 0))->discarded, ==, 5);
  g_assert_cmpuint (meso_session_get_n_checks (session), ==, 2);
  g_assert_cmpstr (meso_session_get_notes (session), ==, "Line one\n  line \rtwo & ");
  g_assert_cmpstr (meso_item_get_finalized (meso_session_get_finalized (session))->by, ==, "Dr. K");
  g_assert_cmpint (meso_item_get_amendment (meso_session_get_amendment (session, 0))->revision, ==, 11);

  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  map = meso_session_get_map (session, 0);
  g_assert_cmpstr (meso_map_get_diagram (map), ==, "face-front");
  g_assert_cmpint (meso_map_get_variant (map), ==, MESO_SEX_FEMALE);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 7);
  mark = meso_mark_get (meso_map_get_mark (map, 0));
  g_assert_cmpint (mark->points[0].x, ==, -3120);
  g_assert_cmpint (mark->points[0].y, ==, 1405);
  g_assert_cmpint (mark->depth, ==, 70);
  g_assert_cmpint (mark->dose, ==, 200);
  mark = meso_mark_get (meso_map_get_mark (map, 3));
  g_assert_cmpint (mark->kind, ==, MESO_MARK_THREAD);
  g_assert_cmpuint (mark->n_points, ==, 3);
  g_assert_cmpint (mark->points[2].x, ==, -1500);
  g_assert_cmpint (mark->curve, ==, MESO_CURVE_SMOOTH);
  mark = meso_mark_get (meso_map_get_mark (map, 5));
  g_assert_cmpint (mark->punctures, ==, 1200);
  g_assert_cmpint (mark->layer, ==, MESO_LAYER_UNSET);
  map = meso_session_get_map (session, 1);
  g_assert_cmpint (meso_item_get_photo (meso_map_get_photo (map))->px_per_mm, ==, 125000);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *xml;
    const char *message;
  } rows[] = {
    { FIXTURE_MARK (POINT ("colour=\"red\"")), "test.xml:6: unknown attribute colour of point" },
    { FIXTURE_MARK (POINT ("m:note=\"x\" xmlns:m=\"" FIXTURE_NS "\"")),
      "test.xml:6: attribute note of point may not have a namespace prefix" },
    { FIXTURE_MARK ("<dot/>"), "test.xml:6: unknown element dot in map" },
    { FIXTURE_MARK ("<product id=\"p2\" name=\"HA\" unit=\"mL\"/>"), "test.xml:6: unknown element product in map" },
    { FIXTURE_MARK ("<dot xmlns=\"\"/>"), "test.xml:6: element dot has no namespace" },
    { FIXTURE_MARK ("\n\n  here \n"), "test.xml:8: map takes no text, but has \"here \"" },
    { FIXTURE_MARK ("<![CDATA[x]]>"), "test.xml:6: map takes no text" },
    { FIXTURE_MARK ("<point id=\"m1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>"), "test.xml:6: point has no x" },
    { FIXTURE_MARK ("<point id=\"m1\" x=\"2\" layer=\"mid-dermis\" state=\"done\"/>"), "test.xml:6: point has no y" },
    { FIXTURE_MARK ("<point x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>"), "test.xml:6: point has no id" },
    { FIXTURE_MARK ("<point id=\"m1\" x=\"1\" y=\"2\" state=\"done\"/>"), "test.xml:6: point has no layer" },
    { FIXTURE_MARK ("<point id=\"m1\" x=\"1\" y=\"2\" layer=\"mid-dermis\"/>"), "test.xml:6: point has no state" },
    { FIXTURE_MARK ("<area id=\"m1\" points=\"0,0 1,0 1,1\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: unknown attribute layer of area" },
    { FIXTURE_MARK ("<thread id=\"m1\" layer=\"mid-dermis\" state=\"done\"/>"), "test.xml:6: thread has no points" },
    { FIXTURE_MARK ("<thread id=\"m1\" points=\"1,1\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: a thread has 2 to 1000 points, not 1" },
    { FIXTURE_MARK ("<thread id=\"m1\" points=\"1,1 2\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: points: \"2\" at character 5 is not x,y" },
    { FIXTURE_MARK ("<thread id=\"m1\" points=\"1,1  2,2\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: points: \"\" at character 5" },
    { FIXTURE_MARK ("<thread id=\"m1\" points=\"\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: points: \"\" at character 1" },
    { FIXTURE_MARK ("<area id=\"m1\" points=\"0,0 1,1 1,0 0,1\" state=\"done\"/>"),
      "test.xml:6: the outline of the area crosses itself" },
    { FIXTURE_MARK (POINT ("dose=\"1\"")), "test.xml:6: a dose needs a product" },
    { FIXTURE_MARK (POINT ("depth-mm=\"50.01\"")), "test.xml:6: depth-mm=\"50.01\" is not" },
    { FIXTURE_MARK (POINT ("depth-mm=\"1.234\"")), "test.xml:6: depth-mm=\"1.234\" is not" },
    { FIXTURE_MARK (POINT ("product=\"p1\" dose=\"-0.1\"")), "test.xml:6: dose=\"-0.1\" is not" },
    /* Only what has an id is a product. */
    { FIXTURE_MARK (POINT ("") POINT ("")), "test.xml:7: id=\"m1\" stands twice" },
    { FIXTURE_MARK ("<point id=\"p1\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>"),
      "test.xml:6: id=\"p1\" stands twice" },
    { FIXTURE_MARK (POINT ("") "<point id=\"m2\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\" product=\"m1\"/>"),
      "test.xml:7: product=\"m1\" is no product of the session" },
    { FIXTURE_HEAD "<products><product id=\"p1\" name=\"\" unit=\"U\"/>\n"
                   "<product id=\"p1\" name=\"\" unit=\"U\"/></products></session>",
      "test.xml:5: id=\"p1\" stands twice" },
    { FIXTURE_HEAD "<checks><check id=\"c\" value=\"no\"/><check id=\"c\" value=\"yes\"/></checks></session>",
      "test.xml:4: a second check \"c\"" },
    { FIXTURE_HEAD "<outcome><reaction mark=\"m1\"/></outcome></session>", "test.xml:4: mark=\"m1\" is no mark" },
    { FIXTURE_HEAD "<map diagram=\"a\"/>\n<map diagram=\"a\"/></session>", "test.xml:5: a second map of a" },
    { FIXTURE_HEAD "<map diagram=\"photo\"/></session>", "test.xml:4: the map of a photo has no photo" },
    { FIXTURE_HEAD "<treatment/><treatment/></session>", "test.xml:4: a second treatment in session" },
    { FIXTURE_HEAD "<notes/>\n<checks/></session>", "test.xml:5: checks stands too late in session" },
    { FIXTURE_MARK (POINT ("") "<photo file=\"a\" width=\"1\" height=\"1\" sha256=\"\"/>"),
      "test.xml:7: photo stands too late in map" },
    { "<session xmlns=\"" FIXTURE_NS "\" revision=\"1\" status=\"draft\"/>", "test.xml:1: session has no id" },
    { "<session xmlns=\"" FIXTURE_NS "\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"0\" status=\"draft\"/>",
      "test.xml:1: revision=\"0\" is not a whole number" },
    { "\n<session xmlns=\"" FIXTURE_NS "\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\""
      " status=\"draft\"/>",
      "test.xml:2: session has no patient" },
    { "<session xmlns=\"" FIXTURE_NS "\" format=\"1.x\"/>", "test.xml:1: format=\"1.x\" is not a version like 1.0" },
    { "<session xmlns=\"" FIXTURE_NS "\" format=\"\"/>", "test.xml:1: format=\"\" is not" },
    { "<session/>", "test.xml:1: this is not a Mesomap session, but session" },
    { "<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "test.xml:1: this is not a Mesomap session, but html" },
    { "<patient xmlns=\"urn:mesomap:patient:1\"/>", "test.xml:1: this is not a Mesomap session, but patient" },
    { "", "test.xml:1: " },
    { " ", "test.xml:1: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    fixture_assert_refused (rows[i].xml, -1, rows[i].message);
}

/* A tag can be spread over many lines; the attribute at fault is found in it. */
static void
test_lines (void)
{
  fixture_assert_refused (FIXTURE_MARK ("<point id=\"m1\"\n  x=\"1\"\n  y='a\n'\n  layer=\"mid-dermis\"\n"
                                        " state=\"done\"/>"),
                          MESO_ERROR_INVALID,
                          "test.xml:8: y=\"a \" is not");
  fixture_assert_refused (FIXTURE_MARK ("<point note=\"x=\n&lt; y &amp; '&#10;'\"\n id = \"m1\""
                                        " x=\"1\"\n  y \n= '1,5'\n\n />"),
                          MESO_ERROR_INVALID,
                          "test.xml:9: y=\"1,5\" is not");
  fixture_assert_refused (FIXTURE_MARK ("<!-- \n\n -->\n<point\n\nid=\"m1\"\n/>"),
                          MESO_ERROR_PARSE,
                          "test.xml:9: point has no");
}

static void
test_many_lines (void)
{
  g_autoptr (GString) xml = g_string_new (FIXTURE_HEAD FIXTURE_MAP);

  for (int i = 0; i < 70000; i++)
    g_string_append_c (xml, '\n');
  g_string_append (xml, "<dot/>" FIXTURE_END);
  fixture_assert_refused (xml->str, MESO_ERROR_PARSE, "test.xml:70005: unknown element dot in map");

  g_string_truncate (xml, xml->len - strlen ("<dot/>" FIXTURE_END));
  g_string_append (xml, "<a></b>");
  fixture_assert_refused (xml->str, MESO_ERROR_PARSE, "test.xml:70005: unknown element a");
}

static void
test_newer_minor (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  g_auto (GStrv) parts = g_strsplit (full, "format=\"1.0\"", 2);
  g_autofree char *newer = g_strjoinv ("format=\"1.7\" mood=\"good\"", parts);
  g_auto (GStrv) more = g_strsplit (newer, "<point ", 2);
  g_autofree char *text = g_strjoinv ("<sphere x=\"1\">t<point/><sphere/></sphere><point volume=\"3\" ", more);
  g_autoptr (MesoSession) session = fixture_read (text);

  g_assert_cmpint (meso_session_get_format_minor (session), ==, 7);
  g_assert_false (meso_session_is_editable (session));
  g_assert_nonnull (meso_session_get_read_only_reason (session));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 7);

  /* What this version knows must still be in order. */
  fixture_assert_refused ("<session xmlns=\"" FIXTURE_NS "\" format=\"1.7\" revision=\"x\"/>",
                          MESO_ERROR_INVALID,
                          "test.xml:1: revision=\"x\"");
}

static void
test_newer_major (void)
{
  fixture_assert_refused ("\n<session xmlns=\"urn:mesomap:session:2\"><new/></session>",
                          MESO_ERROR_UNSUPPORTED,
                          "test.xml:2: the session has the newer format 2,");
  fixture_assert_refused ("<session xmlns=\"" FIXTURE_NS "\" format=\"2.0\"/>",
                          MESO_ERROR_UNSUPPORTED,
                          "test.xml:1: the session has the newer format 2.0,");
  fixture_assert_refused ("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>"
                          "<session xmlns=\"urn:mesomap:session:12\"/></metadata></svg>",
                          MESO_ERROR_UNSUPPORTED,
                          "test.xml:1: the session has the newer format 12,");
}

/* The picture as Inkscape would leave it: its own namespaces, other prefixes, a document of its own order. */
static void
test_svg (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  const char *body = strstr (full, "<session");
  g_auto (GStrv) tags = g_strsplit (body, "<", -1);
  g_autoptr (GString) prefixed = g_string_new (NULL);
  g_autofree char *svg = NULL;
  g_autofree char *with_default = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_default = NULL;
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (MesoSession) session_default = NULL;

  for (guint i = 1; tags[i] != NULL; i++)
    if (tags[i][0] == '/')
      g_string_append_printf (prefixed, "</ns0:%s", tags[i] + 1);
    else
      g_string_append_printf (prefixed, "<ns0:%s", tags[i]);
  svg = g_strdup_printf ("<?xml version=\"1.0\"?>\n<!-- Created with Inkscape -->\n"
                         "<svg:svg xmlns:svg=\"http://www.w3.org/2000/svg\" xmlns:inkscape=\"urn:i\" xmlns:ns0=\"%s\""
                         " xmlns:ns1=\"urn:other\" inkscape:version=\"1.2\">"
                         "<svg:title>metadata</svg:title><svg:g><svg:metadata>no</svg:metadata></svg:g>"
                         "<svg:metadata id=\"m\"><ns1:RDF/>%s</svg:metadata>"
                         "<svg:image href=\"data:image/png;base64,AAAA\">text</svg:image></svg:svg>",
                         FIXTURE_NS,
                         prefixed->str);
  expected = g_strdup (full);
  session = fixture_read (svg);
  written = fixture_write (session);
  g_assert_cmpstr (written, ==, expected);

  with_default = g_strdup_printf ("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>%s</metadata></svg>", body);
  session_default = fixture_read (with_default);
  written_default = fixture_write (session_default);
  g_assert_cmpstr (written_default, ==, expected);
}

static void
test_svg_refused (void)
{
  g_autofree char *twice = g_strconcat ("<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>",
                                        FIXTURE_HEAD "</session>",
                                        FIXTURE_HEAD "</session></metadata></svg>",
                                        NULL);

  fixture_assert_refused ("\n<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata/><g/></svg>",
                          MESO_ERROR_PARSE,
                          "test.xml:2: this is not a Mesomap picture");
  fixture_assert_refused ("<svg xmlns=\"http://www.w3.org/2000/svg\"><g>" FIXTURE_HEAD "</session></g></svg>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: this is not a Mesomap picture");
  fixture_assert_refused ("<svg><metadata/></svg>",
                          MESO_ERROR_PARSE,
                          "test.xml:1: this is not a Mesomap session, but svg");
  fixture_assert_refused (twice, MESO_ERROR_PARSE, "test.xml:4: a second session");
}

static void
test_encodings (void)
{
  const char *xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n" FIXTURE_HEAD "<notes>\xe9</notes></session>";
  g_autoptr (MesoSession) latin = fixture_read (xml);

  g_assert_cmpstr (meso_session_get_notes (latin), ==, "é");
  /* The words are libxml2's, and differ from version to version. */
  fixture_assert_refused (FIXTURE_HEAD "<notes>\xe9</notes></session>", MESO_ERROR_PARSE, "test.xml:4: ");
}

static void
test_limits (void)
{
  g_autoptr (GString) nodes = g_string_new (FIXTURE_HEAD FIXTURE_MAP "<area id=\"m1\" state=\"done\" points=\"");
  gsize length;

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (nodes, "%s%d,%d", i > 0 ? " " : "", i, i % 2);
  length = nodes->len;
  /* A zigzag closed by a long side, which crosses it. */
  g_string_append (nodes, "\"/>" FIXTURE_END);
  fixture_assert_refused (nodes->str, MESO_ERROR_INVALID, "test.xml:5: the outline of the area crosses itself");

  g_string_truncate (nodes, length);
  g_string_append (nodes, " 5,5\"/>" FIXTURE_END);
  fixture_assert_refused (nodes->str, MESO_ERROR_LIMIT, "test.xml:5: points: there are more than 1000");
}

static void
test_patient (void)
{
  const char *xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<patient xmlns=\"urn:mesomap:patient:1\" format=\"1.0\" revision=\"3\""
                    " id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-0147\" name=\"Ann &amp; Co\""
                    " birth-date=\"1984-05-02\" sex=\"female\" phototype=\"II\""
                    " xmlns:x=\"urn:x\" x:y=\"1\">\n"
                    "  <alert kind=\"allergy\">latex</alert>\n"
                    "  <x:z xmlns:x=\"urn:x\"/>\n"
                    "</patient>\n";
  static const struct
  {
    const char *xml;
    const char *message;
  } rows[] = {
    { "<patient xmlns=\"urn:mesomap:patient:1\"/>", "p.xml:1: patient has no id" },
    { "<patient xmlns=\"urn:mesomap:patient:1\" id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A\"/>",
      "p.xml:1: patient has no revision" },
    { "<patient xmlns=\"urn:mesomap:patient:1\" id=\"x\"/>", "p.xml:1: id=\"x\" is not a UUID" },
    { "<patient xmlns=\"urn:mesomap:patient:2\"/>", "p.xml:1: the patient has the newer format 2" },
    { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "p.xml:1: this is not a Mesomap patient, but svg" },
    { "<!DOCTYPE patient><patient/>", "p.xml:1: a document type declaration" },
  };
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoItem) patient = NULL;
  g_autoptr (GBytes) written = NULL;
  gint64 revision;

  patient = meso_patient_read (bytes, "p.xml", &revision, &error);
  g_assert_no_error (error);
  g_assert_cmpint (revision, ==, 3);
  g_assert_cmpstr (meso_item_get_patient (patient)->name, ==, "Ann & Co");
  written = meso_patient_write (patient, 3, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (written, NULL), g_bytes_get_size (written), xml, strlen (xml));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bad = g_bytes_new (rows[i].xml, strlen (rows[i].xml));
      g_autoptr (GError) bad_error = NULL;

      g_assert_null (meso_patient_read (bad, "p.xml", NULL, &bad_error));
      g_assert_nonnull (bad_error);
      g_assert_true (g_str_has_prefix (bad_error->message, rows[i].message));
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reader/full", test_full);
  g_test_add_func ("/reader/refused", test_refused);
  g_test_add_func ("/reader/lines", test_lines);
  g_test_add_func ("/reader/many-lines", test_many_lines);
  g_test_add_func ("/reader/newer-minor", test_newer_minor);
  g_test_add_func ("/reader/newer-major", test_newer_major);
  g_test_add_func ("/reader/svg", test_svg);
  g_test_add_func ("/reader/svg-refused", test_svg_refused);
  g_test_add_func ("/reader/encodings", test_encodings);
  g_test_add_func ("/reader/limits", test_limits);
  g_test_add_func ("/reader/patient", test_patient);

  return g_test_run ();
}
