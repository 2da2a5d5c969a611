/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "record/meso-session-writer.h"

#include <string.h>

#include "meso-record-fixture.h"
#include "model/meso-error.h"
#include "record/meso-patient-file.h"

#define WRITTEN_HEAD(extra)                                                  \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<session xmlns=\"" FIXTURE_NS \
  "\" format=\"1.0\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\" status=\"draft\"" extra ">\n"
#define WRITTEN_START                                                       \
  "  <patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\"/>\n" \
  "  <visit start=\"2026-11-21T10:30:00+01:00\"/>\n"

static void
test_full (void)
{
  g_autofree char *xml = fixture_load ("session-full.xml");

  fixture_assert_round_trip (xml);
}

/* Numbers, blanks and quotes are written in one way, whichever way they were read. */
static void
test_canonical (void)
{
  const char *free_form =
    "<m:session status='draft' revision='001' id='0b0b9a5e-1111-4222-8333-444455556666' xmlns:m='" FIXTURE_NS "'>"
    "<m:patient code='A-1' id='0b0b9a5e-1111-4222-8333-444455556667'></m:patient><!-- gone -->"
    "<m:visit start='2026-11-21T10:30:00+01:00'/><?gone too?>\n"
    "<m:products/><m:map diagram='neck'>"
    "<m:point state='done' y='-0' x='-00.50' id='m1' layer='mid-dermis' depth-mm='-0.0'"
    " order='007' note='tab&#9;nl&#10;cr&#13;q&quot;&gt;'/>"
    "<m:thread points='1.0,2 -0.01,-0.1' state='done' layer='mid-dermis' id='m2'/>"
    "</m:map><m:notes></m:notes></m:session>";
  const char *expected =
    WRITTEN_HEAD ("") WRITTEN_START
    "  <map diagram=\"neck\">\n"
    "    <point id=\"m1\" x=\"-0.5\" y=\"0\" layer=\"mid-dermis\" depth-mm=\"0\" state=\"done\" order=\"7\""
    " note=\"tab&#9;nl&#10;cr&#13;q&quot;>\"/>\n"
    "    <thread id=\"m2\" points=\"1,2 -0.01,-0.1\" layer=\"mid-dermis\" state=\"done\"/>\n"
    "  </map>\n"
    "  <notes/>\n"
    "</session>\n";
  g_autoptr (MesoSession) session = fixture_read (free_form);
  g_autofree char *written = fixture_write (session);

  g_assert_cmpstr (written, ==, expected);
  fixture_assert_round_trip (expected);
}

/* Attributes and elements of other namespaces, on and in every element, with the namespaces they need. */
static void
test_foreign (void)
{
  g_autofree char *xml = fixture_load ("session-foreign.xml");

  fixture_assert_round_trip (xml);
}

static void
test_foreign_moves (void)
{
  /* Namespaces that stand further out are brought along. */
  const char *xml = "<session xmlns=\"" FIXTURE_NS "\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" xmlns:unused=\"urn:u\""
                    " id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\" status=\"draft\">"
                    "<patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\" a:x=\"1\"/>"
                    "<visit start=\"2026-11-21T10:30:00+01:00\"/>"
                    "<a:e b:x=\"1\"><b:f><![CDATA[<]]></b:f><g xmlns=\"\"/></a:e></session>";
  g_autoptr (MesoSession) session = fixture_read (xml);
  g_autofree char *written = fixture_write (session);

  g_assert_nonnull (strstr (written, "code=\"A-1\" xmlns:a=\"urn:a\" a:x=\"1\"/>"));
  g_assert_nonnull (strstr (written,
                            "\n  <a:e xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" b:x=\"1\"><b:f>&lt;</b:f>"
                            "<g xmlns=\"\"/></a:e>\n</session>"));
  g_assert_null (strstr (written, "unused"));
  fixture_assert_round_trip (written);
}

static void
test_nested (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  g_autoptr (MesoSession) session = fixture_read (full);
  xmlBufferPtr buffer = xmlBufferCreate ();
  xmlTextWriterPtr writer = xmlNewTextWriterMemory (buffer, 0);
  g_autofree char *first = NULL;
  g_autoptr (MesoSession) again = NULL;
  g_autofree char *written = NULL;

  xmlTextWriterSetIndent (writer, 1);
  xmlTextWriterStartDocument (writer, NULL, "UTF-8", NULL);
  xmlTextWriterStartElementNS (writer, NULL, BAD_CAST "svg", BAD_CAST "http://www.w3.org/2000/svg");
  xmlTextWriterStartElement (writer, BAD_CAST "metadata");
  g_assert_true (meso_session_write_to (session, writer, NULL));
  xmlTextWriterEndElement (writer);
  xmlTextWriterEndDocument (writer);
  xmlFreeTextWriter (writer);
  first = g_strdup ((const char *) xmlBufferContent (buffer));
  xmlBufferFree (buffer);

  again = fixture_read (first);
  written = fixture_write (again);
  g_assert_cmpstr (written, ==, full);
}

static MesoSession *
read_with_name (const char *name)
{
  g_autoptr (MesoSession) session = fixture_read (FIXTURE_MARK (""));
  MesoSession *copy = meso_session_new (meso_session_get_id (session));
  MesoPatient data = *meso_session_get_patient (session);
  g_autoptr (MesoItem) patient = NULL;

  data.name = (char *) name;
  patient = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  meso_session_load_item (copy, patient);
  meso_session_load_item (copy, meso_session_get_item (session, MESO_SLOT_VISIT));
  return copy;
}

/* What no parser would take back is not written at all. */
static void
test_refused (void)
{
  static const char *const names[] = { "bell \x07", "\xff", "\xef\xbf\xbf", "\xef\xbf\xbe", "\x1f" };
  g_autoptr (MesoSession) newer =
    fixture_read ("<session xmlns=\"" FIXTURE_NS "\" format=\"1.1\" id=\"0b0b9a5e-1111-4222-8333-444455556666\""
                  " revision=\"1\" status=\"draft\">"
                  "<patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A\"/>"
                  "<visit start=\"2026-11-21T10:30:00Z\"/></session>");
  g_autoptr (GError) newer_error = NULL;

  g_assert_null (meso_session_write (newer, &newer_error));
  g_assert_error (newer_error, MESO_ERROR, MESO_ERROR_UNSUPPORTED);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MesoSession) session = read_with_name (names[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (meso_session_write (session, &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
    }
}

/* A tag that is longer than a parser takes would lose the record as a whole. */
static void
test_long_text (void)
{
  g_autofree char *plain = g_strnfill (9000000, 'x');
  g_autofree char *quotes = g_strnfill (2000000, '"');
  g_autoptr (MesoSession) long_session = read_with_name (plain);
  g_autoptr (MesoSession) too_long = read_with_name (quotes);
  g_autofree char *written = fixture_write (long_session);
  g_autoptr (GError) error = NULL;

  fixture_assert_round_trip (written);
  g_assert_null (meso_session_write (too_long, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

/* The name of a namespace may hold an ampersand, and must not grow each time. */
static void
test_namespace_escapes (void)
{
  g_autoptr (MesoSession) session =
    fixture_read (FIXTURE_HEAD "<map diagram=\"neck\" xmlns:a=\"http://a/?b=1&amp;c=2\" a:d=\"e&amp;f\"/>\n"
                               "<b xmlns=\"http://a/?b=1&amp;c=3\"/></session>");
  g_autofree char *written = fixture_write (session);

  g_assert_nonnull (strstr (written, "xmlns:a=\"http://a/?b=1&amp;c=2\" a:d=\"e&amp;f\""));
  g_assert_nonnull (strstr (written, "<b xmlns=\"http://a/?b=1&amp;c=3\"/>"));
  fixture_assert_round_trip (written);
}

static void
test_ids (void)
{
  g_autoptr (MesoSession) session =
    fixture_read (FIXTURE_MARK ("<point id=\"m41\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/>"));
  g_autofree char *before = fixture_write (session);
  g_autofree char *id = meso_session_allocate_id (session, "m");
  g_autofree char *after = fixture_write (session);

  g_assert_null (strstr (before, "next-id"));
  g_assert_cmpstr (id, ==, "m42");
  g_assert_nonnull (strstr (after, " next-id=\"43\""));
}

static void
test_snapshot (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  g_autoptr (MesoSession) session = fixture_read (full);
  g_autoptr (MesoSession) snapshot = meso_session_snapshot (session);
  g_autofree char *written = fixture_write (snapshot);

  g_assert_cmpstr (written, ==, full);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/writer/full", test_full);
  g_test_add_func ("/writer/canonical", test_canonical);
  g_test_add_func ("/writer/foreign", test_foreign);
  g_test_add_func ("/writer/foreign-moves", test_foreign_moves);
  g_test_add_func ("/writer/nested", test_nested);
  g_test_add_func ("/writer/refused", test_refused);
  g_test_add_func ("/writer/long-text", test_long_text);
  g_test_add_func ("/writer/namespace-escapes", test_namespace_escapes);
  g_test_add_func ("/writer/ids", test_ids);
  g_test_add_func ("/writer/snapshot", test_snapshot);

  return g_test_run ();
}
