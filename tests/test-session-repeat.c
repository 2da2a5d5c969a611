/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "model/meso-session-repeat.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

/* Everything that can be carried over, and everything that must not be. */
static const char record[] =
  "<session xmlns=\"urn:mesomap:session:1\" xmlns:o=\"urn:other\" format=\"1.0\""
  " id=\"11111111-2222-4333-8444-555555555555\" revision=\"7\" status=\"%s\">\n"
  "  <patient id=\"11111111-2222-4333-8444-666666666666\" code=\"A-1\"/>\n"
  "  <visit start=\"2026-06-03T10:30:00+02:00\" practitioner=\"P\" place=\"C\"/>\n"
  "  <treatment method=\"mesotherapy\" course=\"11111111-2222-4333-8444-777777777777\" number=\"2\" planned=\"4\"/>\n"
  "  <products>\n"
  "    <product id=\"p1\" name=\"V\" class=\"vitamins\" unit=\"mL\" concentration=\"5 mg/mL\" dilution=\"1:1\""
  " opened=\"3\" discarded=\"0.2\" lot=\"N1\" expires=\"2027-08-31\" gtin=\"04012345678901\" manufacturer=\"M\""
  " note=\"vial\"/>\n"
  "    <product id=\"p2\" name=\"V\" class=\"vitamins\" unit=\"mL\" concentration=\"5 mg/mL\" dilution=\"1:1\""
  " opened=\"1\" lot=\"N2\" gtin=\"04012345678901\" manufacturer=\"M\"/>\n"
  "    <product id=\"p3\" name=\"T\" unit=\"U\" opened=\"50\"/>\n"
  "  </products>\n"
  "  <checks><check id=\"consent\" value=\"yes\"/></checks>\n"
  "  <map diagram=\"face-front\" diagram-version=\"1\" variant=\"female\" o:seen=\"yes\">\n"
  "    <point id=\"m1\" x=\"-31.2\" y=\"14.05\" layer=\"mid-dermis\" depth-mm=\"0.7\" product=\"p1\" dose=\"0.02\""
  " technique=\"micropapule\" device=\"needle\" gauge=\"30\" needle-mm=\"4\" angle=\"10\" state=\"done\""
  " region=\"malar\" side=\"right\" order=\"3\" pattern=\"grid-2\" note=\"bled\" o:own=\"1\"/>\n"
  "    <thread id=\"m2\" points=\"-40,20 -28,24 -15,30\" curve=\"smooth\" direction=\"retrograde\""
  " layer=\"deep-dermis\" product=\"p2\" dose=\"0.1\" technique=\"linear-retrograde\" state=\"planned\"/>\n"
  "    <area id=\"m3\" points=\"-20,-60 20,-60 20,-40\" depth-mm=\"0.5\" passes=\"4\" spacing-mm=\"5\""
  " punctures=\"60\" technique=\"microneedling\" device=\"pen\" state=\"done\" side=\"midline\"/>\n"
  "  </map>\n"
  "  <map diagram=\"neck-decolletage\" variant=\"female\"/>\n"
  "  <map diagram=\"photo\">\n"
  "    <photo file=\"photo-0123456789abcdef.jpg\""
  " sha256=\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\" width=\"300\" height=\"400\"/>\n"
  "    <point id=\"m4\" x=\"10\" y=\"20\" layer=\"epidermis\" state=\"done\"/>\n"
  "  </map>\n"
  "  <outcome endpoint=\"redness\" aftercare=\"yes\"><reaction kind=\"bruise\" mark=\"m1\"/></outcome>\n"
  "  <notes>More on the left.</notes>\n"
  "%s"
  "</session>\n";

static const char finalized[] =
  "  <finalized by=\"P\" at=\"2026-06-03T11:00:00+02:00\""
  " digest=\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"/>\n"
  "  <amendment by=\"P\" at=\"2026-06-04T11:00:00+02:00\" reason=\"typing error\" revision=\"6\"/>\n";

static MesoSession *
read_source (const char *status)
{
  g_autofree char *text = g_strdup_printf (record, status, strcmp (status, "draft") == 0 ? "" : finalized);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  MesoSession *session = meso_session_read (bytes, "source", &error);

  g_assert_no_error (error);
  return session;
}

static MesoSession *
repeat (MesoSession *source)
{
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_VISIT, &visit, NULL, NULL);
  MesoSession *session = meso_session_new ("99999999-2222-4333-8444-555555555555");
  g_autoptr (GError) error = NULL;

  meso_session_load_head (session, 0, 1, MESO_STATUS_DRAFT, MESO_UNSET);
  meso_session_load_item (session, meso_session_get_item (source, MESO_SLOT_PATIENT));
  meso_session_load_item (session, item);
  meso_session_load_repeat (session, source);
  meso_session_check (session, &error);
  g_assert_no_error (error);
  return session;
}

/* All marks are planned and otherwise as they were, but for what is of that day. */
static void
test_marks (gconstpointer status)
{
  g_autoptr (MesoSession) source = read_source (status);
  g_autoptr (MesoSession) session = repeat (source);
  MesoMap *map = meso_session_get_map (session, 0), *old_map = meso_session_get_map (source, 0);
  const char *product = meso_item_get_id (meso_session_get_product (session, 0));

  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  g_assert_cmpstr (meso_map_get_diagram (map), ==, "face-front");
  g_assert_cmpint (meso_map_get_diagram_version (map), ==, 1);
  g_assert_cmpint (meso_map_get_variant (map), ==, MESO_SEX_FEMALE);
  g_assert_null (meso_map_get_extras (map));
  g_assert_cmpstr (meso_map_get_diagram (meso_session_get_map (session, 1)), ==, "neck-decolletage");
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoMarkData expected = *meso_mark_get (meso_map_get_mark (old_map, i));
      g_autoptr (MesoMark) expected_mark = NULL;

      expected.id = meso_mark_get (mark)->id;
      expected.state = MESO_STATE_PLANNED;
      expected.product = expected.product != NULL ? (char *) product : NULL;
      expected.note = NULL;
      expected_mark = meso_mark_new (&expected, NULL);
      g_assert_true (meso_mark_equal (mark, expected_mark));
      g_assert_null (meso_mark_get_extras (mark));
    }
}

/* Two lots of one product are one product without a lot; no amount, date or note comes over. */
static void
test_products (void)
{
  g_autoptr (MesoSession) source = read_source ("draft");
  g_autoptr (MesoSession) session = repeat (source);
  const MesoProduct *product = meso_item_get_product (meso_session_get_product (session, 0));

  g_assert_cmpuint (meso_session_get_n_products (session), ==, 2);
  g_assert_cmpstr (product->name, ==, "V");
  g_assert_cmpstr (product->classes, ==, "vitamins");
  g_assert_cmpstr (product->concentration, ==, "5 mg/mL");
  g_assert_cmpstr (product->dilution, ==, "1:1");
  g_assert_cmpstr (product->gtin, ==, "04012345678901");
  g_assert_cmpstr (product->manufacturer, ==, "M");
  g_assert_null (product->lot);
  g_assert_null (product->expires);
  g_assert_null (product->note);
  g_assert_cmpint (product->opened, ==, MESO_UNSET);
  g_assert_cmpint (product->discarded, ==, MESO_UNSET);
  g_assert_cmpint (meso_item_get_product (meso_session_get_product (session, 1))->unit, ==, MESO_UNIT_U);
}

/* What is said of that day stays there, and the source is as it was. */
static void
test_left (gconstpointer status)
{
  g_autoptr (MesoSession) source = read_source (status);
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = meso_session_write (source, &error);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (MesoSession) again = NULL;

  session = repeat (source);
  after = meso_session_write (source, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (before, after));

  g_assert_cmpint (meso_session_get_status (session), ==, MESO_STATUS_DRAFT);
  g_assert_true (meso_session_is_editable (session));
  g_assert_cmpuint (meso_session_get_n_checks (session), ==, 0);
  g_assert_null (meso_session_get_item (session, MESO_SLOT_OUTCOME));
  g_assert_null (meso_session_get_notes (session));
  g_assert_null (meso_session_get_finalized (session));
  g_assert_cmpuint (meso_session_get_n_amendments (session), ==, 0);
  g_assert_cmpstr (meso_session_get_visit (session)->start, ==, "2026-06-24T10:30:00+02:00");

  /* A file can hold it. */
  bytes = meso_session_write (session, &error);
  g_assert_no_error (error);
  again = meso_session_read (bytes, "repeat", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (meso_session_get_n_marks (again), ==, 3);
}

static void
test_count (void)
{
  g_autoptr (MesoSession) source = read_source ("final");
  MesoTally kept, left_out;

  meso_session_count_repeat (source, &kept, &left_out);
  g_assert_cmpuint (kept.n_points, ==, 1);
  g_assert_cmpuint (kept.n_threads, ==, 1);
  g_assert_cmpuint (kept.n_areas, ==, 1);
  g_assert_cmpuint (left_out.n_points, ==, 1);
  g_assert_cmpuint (meso_tally_get_n_marks (&left_out), ==, 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/session-repeat/marks/draft", "draft", test_marks);
  g_test_add_data_func ("/session-repeat/marks/final", "final", test_marks);
  g_test_add_data_func ("/session-repeat/marks/void", "void", test_marks);
  g_test_add_func ("/session-repeat/products", test_products);
  g_test_add_data_func ("/session-repeat/left/draft", "draft", test_left);
  g_test_add_data_func ("/session-repeat/left/final", "final", test_left);
  g_test_add_func ("/session-repeat/count", test_count);

  return g_test_run ();
}
