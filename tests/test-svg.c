/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <librsvg/rsvg.h>

#include "drawing/meso-plate.h"
#include "drawing/meso-svg-writer.h"
#include "meso-drawing-fixture.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"

#define SVG "http://www.w3.org/2000/svg"
#define SESSION "urn:mesomap:session:1"

static GBytes *
write_svg (MesoSession *session)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = meso_session_write_svg (session, meso_diagram_set_get_default (), MESO_GUIDE_NONE, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
  return bytes;
}

static xmlDoc *
parse (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlDoc *doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET);

  g_assert_nonnull (doc);
  return doc;
}

static gboolean
is_svg (const xmlNode *node,
        const char *name)
{
  if (node->type != XML_ELEMENT_NODE || node->ns == NULL || strcmp ((char *) node->ns->href, SVG) != 0)
    return FALSE;
  return name == NULL || strcmp ((char *) node->name, name) == 0;
}

typedef void (*Visit) (const xmlNode *node, gpointer data);

/* Every SVG element in document order; not what is in the metadata. */
static void
walk (const xmlNode *node,
      Visit visit,
      gpointer data)
{
  if (!is_svg (node, NULL))
    return;
  visit (node, data);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    walk (child, visit, data);
}

static void
collect_id (const xmlNode *node,
            gpointer data)
{
  xmlChar *id = xmlGetNoNsProp (node, BAD_CAST "id");

  if (id != NULL && !g_hash_table_insert (data, g_strdup ((char *) id), (gpointer) node))
    g_error ("the id %s stands twice", id);
  xmlFree (id);
}

static GHashTable *
collect_ids (xmlDoc *doc)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  walk (xmlDocGetRootElement (doc), collect_id, ids);
  return ids;
}

/* Every url(#…) and href="#…" must lead to an element of the file. */
static void
check_references (const xmlNode *node,
                  gpointer data)
{
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
    {
      xmlChar *value = xmlNodeListGetString (node->doc, a->children, 1);
      const char *found = value != NULL ? strstr ((char *) value, "url(#") : NULL;
      g_autofree char *id = NULL;

      if (found != NULL)
        id = g_strndup (found + 5, strcspn (found + 5, ")"));
      else if (value != NULL && strcmp ((char *) a->name, "href") == 0 && value[0] == '#')
        id = g_strdup ((char *) value + 1);
      if (id != NULL && !g_hash_table_contains (data, id))
        g_error ("%s refers to nothing: %s", a->name, id);
      xmlFree (value);
    }
}

static void
test_reads_back (void)
{
  MesoFixtureFlags flags = MESO_FIXTURE_TWO_MAPS | MESO_FIXTURE_FINAL;
  g_autoptr (MesoSession) session = meso_fixture_session_new (flags);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = write_svg (session), again = write_svg (session), xml = NULL, xml_again = NULL;
  g_autoptr (MesoSession) read = NULL;
  const char *head = g_bytes_get_data (svg, NULL);
  g_autofree char *start = g_strndup (head, 512);

  g_assert_true (g_bytes_equal (svg, again));
  g_assert_nonnull (strstr (start, "<svg"));
  g_assert_nonnull (strstr (start, SESSION));

  read = meso_session_read (svg, "session.mesomap.svg", &error);
  g_assert_no_error (error);
  xml = meso_session_write (session, &error);
  g_assert_no_error (error);
  xml_again = meso_session_write (read, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (xml, xml_again));
}

static void
test_ids (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);
  g_autoptr (GBytes) svg = write_svg (session);
  xmlDoc *doc = parse (svg);
  g_autoptr (GHashTable) ids = collect_ids (doc);
  static const char *const expected[] = {
    "face-front",
    "face-front.art",
    "face-front.layer-epidermis",
    "face-front.layer-superficial-dermis",
    "face-front.layer-mid-dermis",
    "face-front.layer-deep-dermis",
    "face-front.layer-deep-dermis.lines",
    "face-front.layer-hypodermis",
    "scalp-top",
    "scalp-top.art",
    "scalp-top.layer-mid-dermis",
  };
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (!g_hash_table_contains (ids, expected[i]))
      g_error ("no element has the id %s", expected[i]);
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const char *id = key;

      if (g_str_has_prefix (id, "face-front") || g_str_has_prefix (id, "scalp-top") || g_str_has_prefix (id, "mark-"))
        continue;
      g_assert_true (g_str_equal (id, "paper") || g_str_equal (id, "page"));
    }
  walk (xmlDocGetRootElement (doc), check_references, ids);
  xmlFreeDoc (doc);
}

/* The same view of a woman and of a man, which have the same ids inside. */
static void
test_same_view_twice (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_SIMPLE);
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_MALE, NULL, NULL);
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GHashTable) ids = NULL;
  xmlDoc *doc;

  meso_session_load_map (session, map);
  svg = write_svg (session);
  doc = parse (svg);
  ids = collect_ids (doc);
  g_assert_true (g_hash_table_contains (ids, "face-front.art"));
  g_assert_true (g_hash_table_contains (ids, "face-front-2.art"));
  walk (xmlDocGetRootElement (doc), check_references, ids);
  xmlFreeDoc (doc);
}

static char *
dup_attribute (const xmlNode *node,
               const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST name);
  char *copy = g_strdup ((char *) value);

  xmlFree (value);
  return copy;
}

static void
collect_marks (const xmlNode *node,
               gpointer data)
{
  g_autofree char *id = dup_attribute (node, "id");

  if (id != NULL && g_str_has_prefix (id, "mark-"))
    g_ptr_array_add (data, (gpointer) node);
}

/* Every mark once, in the order of painting, with a title and its data in the C locale. */
static void
test_marks (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  MesoSceneStyle style = MESO_SCENE_STYLE_PAPER (2.6);
  g_autoptr (MesoScene) scene = meso_scene_new (meso_session_get_map (session, 0), &style);
  g_autoptr (GBytes) svg = write_svg (session);
  g_autoptr (GPtrArray) marks = g_ptr_array_new ();
  xmlDoc *doc = parse (svg);

  walk (xmlDocGetRootElement (doc), collect_marks, marks);
  g_assert_cmpuint (marks->len, ==, meso_session_get_n_marks (session));
  for (guint i = 0; i < marks->len; i++)
    {
      const xmlNode *node = g_ptr_array_index (marks, i), *title = xmlFirstElementChild ((xmlNode *) node);
      const MesoMarkData *data = meso_mark_get (meso_scene_get_mark (scene, i));
      g_autofree char *id = dup_attribute (node, "id"), *expected = g_strconcat ("mark-", data->id, NULL);
      g_autofree char *kind = dup_attribute (node, "data-kind"), *state = dup_attribute (node, "data-state");
      xmlChar *words;

      g_assert_cmpstr (id, ==, expected);
      g_assert_cmpstr (kind, ==, meso_mark_kind_get_token (data->kind));
      g_assert_cmpstr (state, ==, meso_vocabulary_get_token (&meso_state_vocabulary, data->state));
      g_assert_true (title != NULL && is_svg (title, "title"));
      words = xmlNodeGetContent (title);
      g_assert_true (g_str_has_prefix ((char *) words, meso_mark_kind_get_name (data->kind)));
      g_assert_true (g_str_has_suffix ((char *) words, state));
      xmlFree (words);
    }
  xmlFreeDoc (doc);
}

static void
test_title (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  g_autoptr (GBytes) svg = write_svg (session);
  const char *text = g_bytes_get_data (svg, NULL);

  g_assert_nonnull (g_strstr_len (text,
                                  g_bytes_get_size (svg),
                                  "<title>Line, deep dermis 1 mm, Stabilised HA 20 mg/mL 0.06 mL, right middle "
                                  "nasolabial fold, done</title>"));
  g_assert_nonnull (g_strstr_len (text, g_bytes_get_size (svg), "<title>Zone, 1.5 mm × 4, right chin, done</title>"));
}

static void
collect_text (const xmlNode *node,
              gpointer data)
{
  if (is_svg (node, "text"))
    {
      xmlChar *words = xmlNodeGetContent (node);

      g_string_append_printf (data, "|%s", words);
      xmlFree (words);
    }
}

static void
test_words (void)
{
  static const char *const expected[] = {
    "|Kim Soo-jin 김수진|",
    "30 May 1963 (63)",
    "M-0105",
    "24 June 2026, 10:30",
    "Draft",
    "Session 2 of 4",
    "Allergy: lidocaine",
    "Medication: aspirin",
    "|R|patient’s right|L|patient’s left|",
    "|20 mm on the diagram|",
    "|Superficial dermis|",
    "|Hypodermis|",
    "|L|patient’s left|R|patient’s right|",
  };
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);
  g_autoptr (GBytes) svg = write_svg (session);
  g_autoptr (GString) words = g_string_new (NULL);
  xmlDoc *doc = parse (svg);

  walk (xmlDocGetRootElement (doc), collect_text, words);
  g_string_append_c (words, '|');
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    if (strstr (words->str, expected[i]) == NULL)
      g_error ("%s is not in %s", expected[i], words->str);
  xmlFreeDoc (doc);
}

static cairo_surface_t *
create_image (MesoPlate *plate,
              double scale)
{
  return cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                     (int) (meso_plate_get_width (plate) * scale),
                                     (int) (meso_plate_get_height (plate) * scale));
}

/* A browser's picture of the file is the one that the PNG is made of. */
static void
test_picture (void)
{
  const double scale = 3;
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  g_autoptr (MesoPlate) plate = meso_plate_new (session, NULL, meso_diagram_set_get_default (), MESO_GUIDE_NONE);
  g_autoptr (GBytes) svg = write_svg (session);
  g_autoptr (GError) error = NULL;
  const MesoPlateMap *map = meso_plate_get_map (plate, 0);
  cairo_surface_t *ours = create_image (plate, scale), *theirs = create_image (plate, scale);
  cairo_t *cr = cairo_create (ours);
  RsvgHandle *handle;
  RsvgRectangle page = { 0, 0, meso_plate_get_width (plate) * scale, meso_plate_get_height (plate) * scale };
  gsize size;
  const guint8 *data = g_bytes_get_data (svg, &size);
  guint far = 0, n = 0;
  double mean = 0;

  cairo_scale (cr, scale, scale);
  g_assert_true (meso_plate_paint (plate, cr, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);

  handle = rsvg_handle_new_from_data (data, size, &error);
  g_assert_no_error (error);
  cr = cairo_create (theirs);
  g_assert_true (rsvg_handle_render_document (handle, cr, &page, &error));
  g_assert_no_error (error);
  cairo_destroy (cr);
  g_object_unref (handle);

  cairo_surface_flush (ours);
  cairo_surface_flush (theirs);
  for (int y = map->y * scale; y < (map->y + map->view.height) * scale; y++)
    for (int x = map->x * scale; x < (map->x + map->view.width) * scale; x++, n++)
      {
        const guint8 *p = cairo_image_surface_get_data (ours) + y * cairo_image_surface_get_stride (ours) + x * 4;
        const guint8 *q = cairo_image_surface_get_data (theirs) + y * cairo_image_surface_get_stride (theirs) + x * 4;
        int most = 0;

        for (guint i = 0; i < 3; i++)
          {
            most = MAX (most, ABS (p[i] - q[i]));
            mean += ABS (p[i] - q[i]);
          }
        far += most > 64;
      }
  g_test_message ("mean %.3f of 255, far %.5f of the pixels", mean / n / 3, (double) far / n);
  g_assert_cmpfloat (mean / n / 3, <, 0.5);
  /* The letters in the zones may be of another font. */
  g_assert_cmpfloat ((double) far / n, <, 0.002);
  cairo_surface_destroy (ours);
  cairo_surface_destroy (theirs);
}

/* Names are data: they neither break the file nor become elements. */
static void
test_hostile_names (void)
{
  g_autoptr (MesoSession) session = meso_session_new ("0b6f1c1e-5d6e-4c3e-9a55-3f5d2c9b7a10");
  g_autofree char *long_name = g_strnfill (400, 'W');
  g_autofree char *name = g_strconcat ("<script>alert(1)</script> & \"", long_name, "\"", NULL);
  MesoPatient patient = { .id = (char *) "7c0e2d64-8a51-4f0b-b1a5-0c6a1d2e3f40", .code = (char *) "X", .name = name };
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  g_autoptr (MesoItem) patient_item = meso_item_new (MESO_ITEM_PATIENT, &patient, NULL, NULL);
  g_autoptr (MesoItem) visit_item = meso_item_new (MESO_ITEM_VISIT, &visit, NULL, NULL);
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  xmlDoc *doc;

  meso_session_load_head (session, 0, 1, MESO_STATUS_DRAFT, 1);
  meso_session_load_item (session, patient_item);
  meso_session_load_item (session, visit_item);
  svg = write_svg (session);
  g_assert_null (g_strstr_len (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg), "<script"));
  doc = parse (svg);
  walk (xmlDocGetRootElement (doc), collect_text, words);
  g_assert_nonnull (strstr (words->str, "<script>alert(1)</script>"));
  g_assert_nonnull (strstr (words->str, long_name));
  xmlFreeDoc (doc);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/svg/reads-back", test_reads_back);
  g_test_add_func ("/svg/ids", test_ids);
  g_test_add_func ("/svg/same-view-twice", test_same_view_twice);
  g_test_add_func ("/svg/marks", test_marks);
  g_test_add_func ("/svg/title", test_title);
  g_test_add_func ("/svg/words", test_words);
  g_test_add_func ("/svg/picture", test_picture);
  g_test_add_func ("/svg/hostile-names", test_hostile_names);
  return g_test_run ();
}
