/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "record/meso-csv.h"

#include <string.h>

#include "meso-record-fixture.h"
#include "model/meso-error.h"

#define HEADER "kind,diagram,id,x,y,points,layer,state\n"
#define ROW "point,neck,,1,2,,mid-dermis,done\n"

/* One line, however many it has. */
static void
log_text (const char *text)
{
  g_autofree char *escaped = g_strescape (text, NULL);

  g_test_message ("%s", escaped);
}

static gboolean
import (MesoSession *session,
        const char *csv,
        gssize length,
        GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (csv, length < 0 ? strlen (csv) : (gsize) length);

  return meso_csv_read (bytes, "marks.csv", NULL, session, error);
}

static MesoSession *
import_new (const char *csv)
{
  MesoSession *session = fixture_read (FIXTURE_HEAD "</session>");
  g_autoptr (GError) error = NULL;

  import (session, csv, -1, &error);
  g_assert_no_error (error);
  return session;
}

static char *export(MesoSession *session)
{
  g_autoptr (GBytes) bytes = meso_csv_write (session);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static const MesoMarkData *
get_mark (MesoSession *session,
          guint index)
{
  return meso_mark_get (meso_map_get_mark (meso_session_get_map (session, 0), index));
}

static void
test_import (void)
{
  g_autoptr (MesoSession) session = import_new ("kind,x,y,points,layer,state,product-name,unit,dose,note,diagram\n"
                                                "point,-3.25,4,,mid-dermis,done,HA,mL,0.02,,neck\n"
                                                "thread,,,\"0,0 1,1.5\",deep-dermis,planned,BTX,U,2.5,,neck\n"
                                                "point,1,2,,epidermis,done,HA,mL,,n,neck\n");
  const MesoMarkData *mark;

  g_assert_cmpuint (meso_session_get_n_products (session), ==, 2);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 3);
  mark = get_mark (session, 0);
  g_assert_cmpint (mark->points[0].x, ==, -325);
  g_assert_cmpint (mark->dose, ==, 200);
  g_assert_cmpstr (mark->product, ==, get_mark (session, 2)->product);
  mark = get_mark (session, 1);
  g_assert_cmpint (mark->points[1].y, ==, 150);
  g_assert_cmpstr (mark->product, !=, get_mark (session, 2)->product);
  g_assert_cmpstr (get_mark (session, 2)->note, ==, "n");
}

static void
test_forms (void)
{
  static const char *const forms[] = {
    HEADER ROW,
    "kind,diagram,id,x,y,points,layer,state\r\npoint,neck,,1,2,,mid-dermis,done\r\n",
    "kind,diagram,id,x,y,points,layer,state\rpoint,neck,,1,2,,mid-dermis,done",
    "\xef\xbb\xbf" HEADER ROW,
    "\n\n" HEADER "\n\r\n,,,,,,,\n" ROW "\n\n",
    "\"kind\",\"diagram\",id,x,y,points,layer,state\n\"point\",\"neck\",\"\",\"1\",2,,mid-dermis,\"done\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (MesoSession) session = import_new (forms[i]);

      log_text (forms[i]);
      g_assert_cmpuint (meso_session_get_n_marks (session), ==, 1);
      g_assert_cmpint (get_mark (session, 0)->points[0].y, ==, 200);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *csv;
    const char *message;
  } rows[] = {
    { "", "marks.csv:1: the table is empty" },
    { "\n\n", "marks.csv:1: the table is empty" },
    { "kind,colour\n", "marks.csv:1: unknown column \"colour\"" },
    { "\nkind;x;y\n", "marks.csv:2: columns are separated by commas, not by semicolons" },
    { "kind\tx\n", "marks.csv:1: columns are separated by commas, not by tabulators" },
    { "kind,x,kind\n", "marks.csv:1: a second column \"kind\"" },
    { "x,y\n", "marks.csv:1: there is no column \"kind\"" },
    { HEADER "point,neck,,1,2,,mid-dermis\n", "marks.csv:2: there are 7 cells, but 8 columns" },
    { HEADER "point,neck,,1,5,2,,mid-dermis,done\n", "marks.csv:2: there are 9 cells, but 8 columns" },
    { HEADER ROW "point,neck,,\"1,5\",2,,mid-dermis,done\n",
      "marks.csv:3: x=\"1,5\": decimals follow a point, not a comma" },
    { HEADER "point,neck,,1e999,2,,mid-dermis,done\n", "marks.csv:2: x=\"1e999\" is not" },
    { HEADER "point,neck,,NaN,2,,mid-dermis,done\n", "marks.csv:2: x=\"NaN\" is not" },
    { HEADER "dot,neck,,1,2,,mid-dermis,done\n", "marks.csv:2: kind=\"dot\" is none of point, thread, area" },
    { HEADER ",neck,,1,2,,mid-dermis,done\n", "marks.csv:2: kind=\"\"" },
    { HEADER "point,,,1,2,,mid-dermis,done\n", "marks.csv:2: diagram is missing" },
    { HEADER "point,Neck,,1,2,,mid-dermis,done\n", "marks.csv:2: diagram=\"Neck\" is not a token" },
    { HEADER "point,photo,,1,2,,mid-dermis,done\n", "marks.csv:2: marks on a photo" },
    { HEADER "point,neck,,,2,,mid-dermis,done\n", "marks.csv:2: x is missing" },
    { HEADER "point,neck,,1,2,\"1,1 2,2\",mid-dermis,done\n", "marks.csv:2: a point has no points" },
    { HEADER "thread,neck,,,,,mid-dermis,done\n", "marks.csv:2: points is missing" },
    { HEADER "thread,neck,,,,\"1,1\",mid-dermis,done\n", "marks.csv:2: a thread has 2 to 1000 points" },
    { HEADER "area,neck,,,,\"1,1 2,1 2,2\",mid-dermis,done\n", "marks.csv:2: an area has no layer" },
    { HEADER "area,neck,,,,\"0,0 1,1 1,0 0,1\",,done\n", "marks.csv:2: the outline of the area crosses itself" },
    { HEADER "point,neck,,1,2,,skin,done\n", "marks.csv:2: layer=\"skin\" is none of" },
    { HEADER "point,neck,,1,2,,mid-dermis,\n", "marks.csv:2: state is missing" },
    { HEADER "point,neck,,1,2,,,done\n", "marks.csv:2: layer is missing" },
    { HEADER "point,neck,m1,1,2,,mid-dermis,done\npoint,neck,m1,1,2,,mid-dermis,done\n",
      "marks.csv:3: id=\"m1\" stands twice" },
    { HEADER "point,neck,1,1,2,,mid-dermis,done\n", "marks.csv:2: id=\"1\" is not an XML name" },
    { HEADER "point,neck,\"m1,1,2,,mid-dermis,done\n", "marks.csv:2: a quoted cell does not end" },
    { HEADER "point,neck,,1,2,,mid-dermis,\"done\"\"", "marks.csv:2: a quoted cell does not end" },
    { HEADER "point,neck,,1,2,,mid-dermis,\"", "marks.csv:2: a quoted cell does not end" },
    { HEADER "point,neck,\"m1\"x,1,2,,mid-dermis,done\n", "marks.csv:2: there is text behind a quoted cell" },
    { HEADER "point,neck,m\"1,1,2,,mid-dermis,done\n", "marks.csv:2: there is a quote inside a cell" },
    { "kind,diagram,x,y,layer,state,note\npoint,neck,1,2,mid-dermis,done,\xef\xbf\xbf\n", "marks.csv:2: note=" },
    { HEADER ROW "\xe9", "marks.csv:3: this is not UTF-8" },
    { "kind,diagram,x,y,layer,state,note\npoint,neck,1,2,mid-dermis,done,\"a\r\nb\nc\"\npoint,neck,1,2,mid-dermis,x,\n",
      "marks.csv:5: state=\"x\"" },
    { "kind,diagram,x,y,layer,state,note\npoint,neck,1,2,mid-dermis,x,\"a\nb\nc\"\n", "marks.csv:2: state=\"x\"" },
    { "kind,diagram,x,y,layer,state,variant\npoint,neck,1,2,mid-dermis,done,other\n",
      "marks.csv:2: variant=\"other\"" },
    { "kind,diagram,x,y,layer,state,dose\npoint,neck,1,2,mid-dermis,done,1\n", "marks.csv:2: a dose needs a product" },
    { "kind,diagram,x,y,layer,state,dose\npoint,neck,1,2,mid-dermis,done,\"0,5\"\n",
      "marks.csv:2: dose=\"0,5\": decimals" },
    { "kind,diagram,x,y,layer,state,product\npoint,neck,1,2,mid-dermis,done,p9\n",
      "marks.csv:2: product=\"p9\" is no product of the session" },
    { "kind,diagram,x,y,layer,state,product-name\npoint,neck,1,2,mid-dermis,done,HA\n",
      "marks.csv:2: product: unit is missing" },
    { "kind,diagram,x,y,layer,state,product,product-name,unit\npoint,neck,1,2,mid-dermis,done,p1,HA,mL\n"
      "point,neck,1,2,mid-dermis,done,p1,HA,U\n",
      "marks.csv:3: product=\"p1\" was described differently before" },
    { "kind,diagram,x,y,layer,state,product-name,unit,opened\npoint,neck,1,2,mid-dermis,done,HA,mL,\"1,5\"\n",
      "marks.csv:2: opened=\"1,5\": decimals" },
    { "kind,diagram,x,y,layer,state,product-name,unit,expires\npoint,neck,1,2,mid-dermis,done,HA,mL,2026-02-30\n",
      "marks.csv:2: column expires: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MesoSession) session = fixture_read (FIXTURE_HEAD "</session>");
      g_autofree char *before = fixture_write (session);
      g_autofree char *after = NULL;
      g_autoptr (GError) error = NULL;
      gboolean good = import (session, rows[i].csv, -1, &error);

      log_text (rows[i].csv);
      g_assert_false (good);
      g_assert_nonnull (error);
      if (!g_str_has_prefix (error->message, rows[i].message))
        g_assert_cmpstr (error->message, ==, rows[i].message);
      g_assert_true (error->domain == MESO_ERROR);
      /* Nothing of the table has reached the session. */
      after = fixture_write (session);
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_zero_byte (void)
{
  static const char csv[] = HEADER "point,ne\0ck,,1,2,,mid-dermis,done\n";
  g_autoptr (MesoSession) session = fixture_read (FIXTURE_HEAD "</session>");
  g_autoptr (GError) error = NULL;

  g_assert_false (import (session, csv, sizeof csv - 1, &error));
  g_assert_true (g_str_has_prefix (error->message, "marks.csv:2: there is a zero byte"));
}

static void
assert_round_trip (MesoSession *session)
{
  g_autofree char *csv = export(session);
  g_autoptr (MesoSession) copy = import_new (csv);
  g_autofree char *again = export(copy);

  g_assert_cmpstr (again, ==, csv);
}

static void
test_round_trip (void)
{
  g_autofree char *full = fixture_load ("session-full.xml");
  g_autoptr (MesoSession) session = fixture_read (full);

  assert_round_trip (session);
}

/* Marks that the diagram would put into a region are left without one; a map keeps its variant, or that it has none. */
static void
test_round_trip_none (void)
{
  g_autoptr (MesoSession) session =
    fixture_read (FIXTURE_MARK ("<point id=\"m1\" x=\"0\" y=\"-40\" layer=\"mid-dermis\" state=\"done\"/>"));
  g_autofree char *csv = export(session);
  g_autoptr (MesoSession) copy = import_new (csv);

  g_assert_nonnull (strstr (csv, "\npoint,face-front,-,m1,0,-40,,"));
  g_assert_null (get_mark (copy, 0)->region);
  g_assert_cmpint (get_mark (copy, 0)->side, ==, MESO_SIDE_UNSET);
  g_assert_cmpint (meso_map_get_variant (meso_session_get_map (copy, 0)), ==, MESO_SEX_UNSET);
  assert_round_trip (session);
}

static void
test_look_up (void)
{
  g_autoptr (MesoSession) session = import_new ("kind,diagram,x,y,layer,state,region,side\n"
                                                "point,face-front,-40,35,mid-dermis,done,,\n"
                                                "point,face-front,40,35,mid-dermis,done,,\n"
                                                "point,face-front,40,35,mid-dermis,done,somewhere,right\n"
                                                "point,nowhere,30,-50,mid-dermis,done,,\n");

  g_assert_nonnull (get_mark (session, 0)->region);
  /* On front views the patient's right is on the viewer's left. */
  g_assert_cmpint (get_mark (session, 0)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (get_mark (session, 1)->side, ==, MESO_SIDE_LEFT);
  g_assert_cmpstr (get_mark (session, 2)->region, ==, "somewhere");
  g_assert_cmpint (get_mark (session, 2)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_map_get_variant (meso_session_get_map (session, 0)), ==, MESO_SEX_FEMALE);
  g_assert_cmpint (meso_map_get_diagram_version (meso_session_get_map (session, 0)), >=, 1);
  g_assert_cmpint (meso_map_get_variant (meso_session_get_map (session, 1)), ==, MESO_SEX_UNSET);
}

/* Text that a spreadsheet would run is guarded, and comes back as it was; numbers are numbers. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *text;
    const char *cell;
  } rows[] = {
    { "=1+1", ",'=1+1," },
    { "+49 30", ",'+49 30," },
    { "-", ",'-," },
    { "@SUM(A1)", ",'@SUM(A1)," },
    { "\t=1", ",'\t=1," },
    { "\r=1", ",\"'\r=1\"," },
    { "'quoted'", ",'quoted'," },
    { "'=1", ",''=1," },
    { "''", ",'''," },
    { "'", ",'," },
    { "a=1", ",a=1," },
    { "=\"a\",b", ",\"'=\"\"a\"\",b\"," },
    { " a ", ",\" a \"," },
    { "a\r\nb", ",\"a\r\nb\"," },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MesoSession) session =
        fixture_read (FIXTURE_MARK ("<point id=\"m1\" x=\"-1\" y=\"-2\" layer=\"mid-dermis\" state=\"done\"/>"));
      MesoMap *map = meso_session_get_map (session, 0);
      MesoMarkData data = *get_mark (session, 0);
      g_autoptr (MesoMark) mark = NULL;
      g_autoptr (MesoEdit) edit = meso_edit_new ("test");
      g_autoptr (MesoSession) copy = NULL;
      g_autofree char *csv = NULL;

      data.note = (char *) rows[i].text;
      mark = meso_mark_changed (meso_map_get_mark (map, 0), &data);
      meso_edit_replace_mark (edit, map, meso_map_get_mark (map, 0), mark);
      g_assert_true (meso_session_apply (session, edit, NULL));

      csv = export(session);
      log_text (csv);
      g_assert_nonnull (strstr (csv, rows[i].cell));
      g_assert_nonnull (strstr (csv, "m1,-1,-2,"));
      copy = import_new (csv);
      g_assert_cmpstr (get_mark (copy, 0)->note, ==, rows[i].text);
    }
}

/* Ids that later rows bring are not given to earlier ones, and none is ever given again. */
static void
test_ids (void)
{
  g_autoptr (MesoSession) session = import_new (HEADER ROW "point,neck,m1,1,2,,mid-dermis,done\n" ROW
                                                           "point,neck,m7,1,2,,mid-dermis,done\n");
  g_autofree char *next = NULL;

  g_assert_cmpstr (get_mark (session, 0)->id, ==, "m8");
  g_assert_cmpstr (get_mark (session, 1)->id, ==, "m1");
  g_assert_cmpstr (get_mark (session, 2)->id, ==, "m9");
  next = meso_session_allocate_id (session, "m");
  g_assert_cmpstr (next, ==, "m10");
}

/* The session has its products and maps already; the table adds to them. */
static void
test_header_session (void)
{
  g_autoptr (MesoSession) session = fixture_read (
    FIXTURE_HEAD "<products><product id=\"p1\" name=\"HA\" unit=\"mL\" lot=\"L1\" opened=\"3\"/></products>"
                 "<map diagram=\"neck\" variant=\"male\">"
                 "<point id=\"m2\" x=\"1\" y=\"2\" layer=\"mid-dermis\" state=\"done\"/></map></session>");
  g_autoptr (GError) error = NULL;

  import (session,
          "kind,diagram,x,y,layer,state,product-name,unit,lot,product\n"
          "point,neck,1,2,mid-dermis,done,HA,mL,L1,\n"
          "point,neck,1,2,mid-dermis,done,HA,mL,L2,\n"
          "point,neck,1,2,mid-dermis,done,,,,p1\n",
          -1,
          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 4);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 2);
  g_assert_cmpstr (get_mark (session, 1)->product, ==, "p1");
  g_assert_cmpstr (get_mark (session, 2)->product, !=, "p1");
  g_assert_cmpstr (get_mark (session, 3)->product, ==, "p1");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv/import", test_import);
  g_test_add_func ("/csv/forms", test_forms);
  g_test_add_func ("/csv/refused", test_refused);
  g_test_add_func ("/csv/zero-byte", test_zero_byte);
  g_test_add_func ("/csv/round-trip", test_round_trip);
  g_test_add_func ("/csv/round-trip-none", test_round_trip_none);
  g_test_add_func ("/csv/look-up", test_look_up);
  g_test_add_func ("/csv/formulas", test_formulas);
  g_test_add_func ("/csv/ids", test_ids);
  g_test_add_func ("/csv/header-session", test_header_session);

  return g_test_run ();
}
