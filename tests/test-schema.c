/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

#include "meso-record-fixture.h"
#include "model/meso-error.h"
#include "record/meso-patient-file.h"
#include "record/meso-session-reader.h"

/* The schema and the reader say the same of every document: of valid ones, and of all that one change makes of them. */

#define FOREIGN "urn:other"

/* What the reader refuses and a schema cannot know. Every other difference is an error in one of them. */
static const char *const beyond_schema[] = {
  "stands twice", /* ids are unique */
  "a second check ", /* so are those of checks */
  "a second map of ", /* and a diagram with its variant */
  "is no product of the session", /* references find something */
  "is no mark of the session",
  "crosses itself", /* geometry */
  "there are more than 1000", /* a pattern cannot count that far at a sensible price */
};

/* What the schema of 1.0 does not take and the reader does: documents of a later minor version. */
#define LATER_FORMAT "1.1"

typedef gboolean (*ReadFunc) (GBytes *bytes,
                              GError **error);

typedef struct
{
  xmlRelaxNGPtr grammar;
  xmlRelaxNGValidCtxtPtr context;
} Schema;

typedef struct
{
  const char *namespace_uri;
  Schema *schema;
  ReadFunc read;
  xmlDocPtr document;

  guint n_compared;
  guint n_valid;
  guint n_invalid;
  guint n_beyond;
} Comparison;

static gboolean
read_session (GBytes *bytes,
              GError **error)
{
  g_autoptr (MesoSession) session = meso_session_read (bytes, "test.xml", error);

  return session != NULL;
}

static gboolean
read_patient (GBytes *bytes,
              GError **error)
{
  g_autoptr (MesoItem) patient = meso_patient_read (bytes, "test.xml", NULL, error);

  return patient != NULL;
}

/* The type of @error is constant from libxml2 2.12 on. */
static void
ignore_error (void *data,
              const void *error)
{
}

static Schema *
load_schema (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "data", "schema", name, NULL);
  xmlRelaxNGParserCtxtPtr parser = xmlRelaxNGNewParserCtxt (path);
  Schema *self = g_new0 (Schema, 1);

  self->grammar = xmlRelaxNGParse (parser);
  g_assert_nonnull (self->grammar);
  xmlRelaxNGFreeParserCtxt (parser);
  self->context = xmlRelaxNGNewValidCtxt (self->grammar);
  xmlRelaxNGSetValidStructuredErrors (self->context, (xmlStructuredErrorFunc) (GCallback) ignore_error, NULL);
  return self;
}

static void
free_schema (Schema *self)
{
  xmlRelaxNGFreeValidCtxt (self->context);
  xmlRelaxNGFree (self->grammar);
  g_free (self);
}

static gboolean
is_beyond (const char *message)
{
  for (guint i = 0; i < G_N_ELEMENTS (beyond_schema); i++)
    if (strstr (message, beyond_schema[i]) != NULL)
      return TRUE;
  return FALSE;
}

static void
compare (Comparison *self,
         const char *what)
{
  xmlChar *xml;
  int length;
  xmlDocPtr document;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gboolean valid, readable;

  xmlDocDumpMemoryEnc (self->document, &xml, &length, "UTF-8");
  /* What is written is judged, not what is in memory. */
  document = xmlReadMemory ((const char *) xml, length, NULL, NULL, XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  g_assert_nonnull (document);
  valid = xmlRelaxNGValidateDoc (self->schema->context, document) == 0;
  xmlFreeDoc (document);
  bytes = g_bytes_new (xml, (gsize) length);
  readable = self->read (bytes, &error);

  if (valid && !readable && is_beyond (error->message))
    self->n_beyond++;
  else
    {
      if (valid != readable)
        {
          g_test_message ("%s", (const char *) xml);
          g_error ("%s: the schema says %s, the reader says %s",
                   what,
                   valid ? "yes" : "no",
                   readable ? "yes" : error->message);
        }
      if (valid)
        self->n_valid++;
      else
        self->n_invalid++;
    }
  xmlFree (xml);
}

static void G_GNUC_PRINTF (2, 3)
  compare_now (Comparison *self,
               const char *format,
               ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  /* libxml2's validator takes ten times as long under a sanitizer, and is not what is tested. */
  if (g_getenv ("ASAN_OPTIONS") != NULL && self->n_compared++ % 10 != 0)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  compare (self, what);
}

/* ---- Attributes ---- */

/* Values for every attribute; those below for attributes that hold the like, up to the borders of every range. */
static const char *const any_values[] = {
  "",
  " ",
  "0",
  "1",
  " 1",
  "1.0",
  "-1",
  "1,5",
  "a",
  "A",
  "-a",
  "a:b",
  "a b",
  "é",
  "other",
  "tab\there",
  "photo",
  NULL,
};

/* Numbers. */
static const char *const number_values[] = {
  "-0",
  "-0.0",
  "01",
  "1 ",
  "+1",
  "1.",
  ".1",
  "0.01",
  "0.05",
  "0.0001",
  "0.00001",
  "0.10",
  "0.1",
  "0.001",
  "-0.01",
  "1e2",
  "NaN",
  "INF",
  "0x1",
  "50",
  "51",
  "50.00",
  "50.01",
  "90",
  "90.01",
  "91",
  "99.99",
  "100",
  "100.01",
  "101",
  "199.99",
  "200",
  "200.01",
  "999.99",
  "1000",
  "1000.00",
  "1000.01",
  "1001",
  "-1000",
  "-1000.01",
  "10000",
  "10001",
  "99999.9999",
  "100000",
  "100000.0000",
  "100000.0001",
  "100001",
  "1000000",
  "1000001",
  "100000000",
  "100000001",
  "2147483647",
  "2147483648",
  "1000000000000",
  "1000000000001",
  "0000000000000000000000000000001",
  NULL,
};

/* Dates and times. */
static const char *const date_values[] = {
  "1984-02-29",
  "1983-02-29",
  "1900-02-29",
  "2000-02-29",
  "2026-04-31",
  "2026-13-01",
  "2026-1-1",
  "0000-01-01",
  "0001-01-01",
  "2026-11-21Z",
  "2026-11-21T10:30:00",
  "2026-11-21T10:30:00Z",
  "2026-11-21T10:30:00+14:00",
  "2026-11-21T10:30:00+14:01",
  "2026-11-21T10:30:00-00:00",
  "2026-11-21T10:30:00+1:00",
  "2026-11-21T24:00:00Z",
  "2026-11-21T23:59:60Z",
  "2026-11-21T10:30:00.5Z",
  "2026-02-29T10:30:00Z",
  NULL,
};

/* Points. */
static const char *const point_values[] = {
  "0,0 1,1",
  "0,0 1,0 1,1",
  "0,0",
  "0,0 1,1 ",
  "0,0  1,1",
  "0,0 1,1,1",
  "0,0;1,1",
  "-0.5,0.05 1000,-1000",
  "-0.5,0.05 1000,-1000.01",
  "1,1 01,00.5",
  NULL,
};

/* Ids, tokens, codes, digests, file names. */
static const char *const name_values[] = {
  "_a",
  ".a",
  "a.b",
  "a  b",
  "a-b c-d",
  "a/b",
  "a\\b",
  "planned",
  "0B0B9A5E-1111-4222-8333-444455556666",
  "0b0b9a5e-1111-4222-8333-44445555666",
  "0b0b9a5e111142228333444455556666",
  "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
  "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef",
  "a123456789012345678901234567890123456789012345678901234567890123",
  "a1234567890123456789012345678901234567890123456789012345678901234",
  "A1234567890123456789012345678901",
  "A12345678901234567890123456789012",
  "photo.jpg",
  ".hidden",
  "nl\nhere",
  NULL,
};

static const MesoVocabulary *const vocabularies[] = {
  &meso_layer_vocabulary,
  &meso_side_vocabulary,
  &meso_state_vocabulary,
  &meso_curve_vocabulary,
  &meso_direction_vocabulary,
  &meso_technique_vocabulary,
  &meso_device_vocabulary,
  &meso_status_vocabulary,
  &meso_sex_vocabulary,
  &meso_phototype_vocabulary,
  &meso_unit_vocabulary,
  &meso_variant_vocabulary,
  &meso_alert_vocabulary,
  &meso_method_vocabulary,
  &meso_strategy_vocabulary,
  &meso_answer_vocabulary,
  &meso_yes_no_vocabulary,
  &meso_right_side_vocabulary,
};

static void
try_value (Comparison *self,
           xmlNodePtr element,
           const char *name,
           const char *value)
{
  /* A later minor version is read, and is not 1.0. */
  if (strcmp (name, "format") == 0 && strcmp (value, LATER_FORMAT) == 0)
    return;
  xmlSetProp (element, BAD_CAST name, BAD_CAST value);
  compare_now (self, "%s %s=\"%s\"", (const char *) element->name, name, value);
}

static void
try_values (Comparison *self,
            xmlNodePtr element,
            const char *name,
            const char *const *values)
{
  for (; *values != NULL; values++)
    try_value (self, element, name, *values);
}

static void
try_attribute (Comparison *self,
               xmlNodePtr element,
               const char *name)
{
  xmlChar *good = xmlGetNoNsProp (element, BAD_CAST name);
  const char *text = (const char *) good;
  gboolean is_number = text[strspn (text, "-0123456789.")] == '\0';

  try_values (self, element, name, any_values);
  if (is_number)
    try_values (self, element, name, number_values);
  if (g_ascii_isdigit (*text) && strchr (text, '-') != NULL)
    try_values (self, element, name, date_values);
  if (strchr (text, ',') != NULL)
    try_values (self, element, name, point_values);
  if (!is_number)
    try_values (self, element, name, name_values);
  for (guint i = 0; i < G_N_ELEMENTS (vocabularies); i++)
    if (meso_vocabulary_find (vocabularies[i], text) != 0)
      try_values (self, element, name, vocabularies[i]->tokens);
  xmlUnsetProp (element, BAD_CAST name);
  compare_now (self, "%s without %s", (const char *) element->name, name);
  xmlSetProp (element, BAD_CAST name, good);
  xmlFree (good);
}

static void
try_new_attributes (Comparison *self,
                    xmlNodePtr element)
{
  static const char *const names[] = { "colour", "Id", "layer", "x", "points",
                                       "passes", "format", "kind", "file", "code" };
  xmlNsPtr ns = xmlNewNs (element, BAD_CAST FOREIGN, BAD_CAST "other");
  xmlNsPtr own = xmlNewNs (element, BAD_CAST self->namespace_uri, BAD_CAST "own");
  xmlAttrPtr attribute;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (xmlHasProp (element, BAD_CAST names[i]) == NULL)
      {
        xmlSetProp (element, BAD_CAST names[i], BAD_CAST "mid-dermis");
        compare_now (self, "%s with %s", (const char *) element->name, names[i]);
        xmlUnsetProp (element, BAD_CAST names[i]);
      }
  attribute = xmlNewNsProp (element, ns, BAD_CAST "id", BAD_CAST "m3");
  compare_now (self, "%s with an attribute of another namespace", (const char *) element->name);
  xmlRemoveProp (attribute);
  attribute = xmlNewNsProp (element, own, BAD_CAST "note", BAD_CAST "n");
  compare_now (self, "%s with a prefixed attribute", (const char *) element->name);
  xmlRemoveProp (attribute);
}

/* libxml2's validator doubles its work with each optional attribute that is there, and a treatment has nothing but. So
 * it is taken out while others are tried. */
static xmlNodePtr
hide_treatment (Comparison *self,
                xmlNodePtr element)
{
  for (xmlNodePtr node = xmlDocGetRootElement (self->document)->children; node != NULL; node = node->next)
    if (node != element && xmlStrEqual (node->name, BAD_CAST "treatment"))
      return xmlReplaceNode (node, xmlNewComment (BAD_CAST ""));
  return NULL;
}

static void
show_treatment (Comparison *self,
                xmlNodePtr hidden)
{
  for (xmlNodePtr node = xmlDocGetRootElement (self->document)->children; node != NULL; node = node->next)
    if (node->type == XML_COMMENT_NODE)
      {
        xmlFreeNode (xmlReplaceNode (node, hidden));
        return;
      }
  g_assert_not_reached ();
}

static void
try_attributes (Comparison *self,
                xmlNodePtr element)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  xmlNodePtr hidden = hide_treatment (self, element);

  for (xmlAttrPtr at = element->properties; at != NULL; at = at->next)
    g_ptr_array_add (names, g_strdup ((const char *) at->name));
  for (guint i = 0; i < names->len; i++)
    try_attribute (self, element, g_ptr_array_index (names, i));
  try_new_attributes (self, element);
  if (hidden != NULL)
    show_treatment (self, hidden);
}

/* ---- Elements ---- */

static void
collect_elements (xmlNodePtr node,
                  GPtrArray *elements)
{
  for (; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        g_ptr_array_add (elements, node);
        collect_elements (node->children, elements);
      }
}

/* Takes @added out again. */
static void
try_with (Comparison *self,
          const char *what,
          xmlNodePtr added)
{
  compare_now (self, "%s in %s", what, (const char *) added->parent->name);
  xmlUnlinkNode (added);
  xmlFreeNode (added);
}

static xmlNodePtr
new_element (Comparison *self,
             const char *namespace_uri,
             const char *name)
{
  xmlNodePtr node = xmlNewDocNode (self->document, NULL, BAD_CAST name, NULL);
  xmlNsPtr ns = xmlNewNs (node, BAD_CAST namespace_uri, BAD_CAST (*namespace_uri != '\0' ? "q" : NULL));

  if (*namespace_uri != '\0')
    xmlSetNs (node, ns);
  xmlNewProp (node, BAD_CAST "any", BAD_CAST "thing");
  xmlAddChild (node, xmlNewText (BAD_CAST "text"));
  return node;
}

static void
try_content (Comparison *self,
             xmlNodePtr element)
{
  xmlNodePtr first = element->children;

  /* Plain text would melt into the text beside it. */
  try_with (self, "text", xmlAddChild (element, xmlNewCDataBlock (self->document, BAD_CAST "text", 4)));
  try_with (self, "blanks", xmlAddChild (element, xmlNewCDataBlock (self->document, BAD_CAST " \n\t ", 4)));
  try_with (self, "a comment", xmlAddChild (element, xmlNewComment (BAD_CAST "text")));
  try_with (self, "an unknown element", xmlAddChild (element, new_element (self, self->namespace_uri, "thing")));
  try_with (self, "an element of no namespace", xmlAddChild (element, new_element (self, "", "thing")));
  try_with (self, "a foreign element at the end", xmlAddChild (element, new_element (self, FOREIGN, "thing")));
  if (first != NULL)
    try_with (self, "a foreign element", xmlAddPrevSibling (first, new_element (self, FOREIGN, "map")));
}

/* Copies get ids of their own where they had any, so that it is their place that is judged. */
static void
rename_ids (xmlNodePtr copy)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  g_ptr_array_add (elements, copy);
  collect_elements (copy->children, elements);
  for (guint i = 0; i < elements->len; i++)
    {
      g_autofree char *id = g_strdup_printf ("copy-%u", i);
      xmlNodePtr node = g_ptr_array_index (elements, i);
      xmlChar *old = xmlGetNoNsProp (node, BAD_CAST "id");

      if (old != NULL && strlen ((const char *) old) < 36)
        xmlSetProp (node, BAD_CAST "id", BAD_CAST id);
      if (xmlStrEqual (node->name, BAD_CAST "map") && xmlHasProp (node, BAD_CAST "variant") != NULL)
        xmlSetProp (node, BAD_CAST "diagram", BAD_CAST "copy");
      xmlFree (old);
    }
}

static xmlNodePtr
new_copy (Comparison *self,
          xmlNodePtr element)
{
  xmlNodePtr copy = xmlDocCopyNode (element, self->document, 1);

  rename_ids (copy);
  return copy;
}

/* A copy of @element in every place: behind and before each of its siblings, in every other element. */
static void
try_places (Comparison *self,
            GPtrArray *elements,
            xmlNodePtr element)
{
  g_autofree char *what = g_strdup_printf ("another %s", (const char *) element->name);

  for (guint i = 0; i < elements->len; i++)
    {
      xmlNodePtr other = g_ptr_array_index (elements, i);

      if (other->parent == element->parent && other->parent->type == XML_ELEMENT_NODE)
        try_with (self, what, xmlAddPrevSibling (other, new_copy (self, element)));
      try_with (self, what, xmlAddChild (other, new_copy (self, element)));
    }
}

static void
try_removed (Comparison *self,
             xmlNodePtr element)
{
  xmlNodePtr mark;

  if (element->parent->type != XML_ELEMENT_NODE)
    return;
  mark = xmlNewComment (BAD_CAST "");
  xmlReplaceNode (element, mark);
  compare_now (self, "no %s", (const char *) element->name);
  xmlReplaceNode (mark, element);
  xmlFreeNode (mark);
}

/* Swapped with the next element. */
static void
try_swapped (Comparison *self,
             xmlNodePtr element)
{
  xmlNodePtr next = xmlNextElementSibling (element);
  xmlNodePtr place;

  if (next == NULL)
    return;
  place = xmlNewComment (BAD_CAST "");
  xmlAddPrevSibling (element, place);
  xmlAddNextSibling (next, element);
  compare_now (self, "%s behind %s", (const char *) element->name, (const char *) next->name);
  xmlReplaceNode (place, element);
  xmlFreeNode (place);
}

static void
compare_all (Comparison *self,
             const char *xml)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  self->document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, XML_PARSE_NOBLANKS);
  collect_elements (xmlDocGetRootElement (self->document), elements);
  compare (self, "the document");
  g_assert_cmpuint (self->n_valid, ==, 1);

  for (guint i = 0; i < elements->len; i++)
    {
      xmlNodePtr element = g_ptr_array_index (elements, i);

      try_attributes (self, element);
      try_content (self, element);
      try_removed (self, element);
      try_swapped (self, element);
      if (element->parent->type == XML_ELEMENT_NODE)
        try_places (self, elements, element);
    }
  /* Everything has been put back. */
  compare (self, "the document again");
  g_test_message ("%u valid, %u invalid, %u beyond the schema", self->n_valid, self->n_invalid, self->n_beyond);
  xmlFreeDoc (self->document);
}

static void
test_session (void)
{
  Comparison comparison = {
    .namespace_uri = FIXTURE_NS,
    .schema = load_schema ("session.rng"),
    .read = read_session,
  };
  g_autofree char *xml = fixture_load ("session-full.xml");

  compare_all (&comparison, xml);
  g_assert_cmpuint (comparison.n_valid, >, 200);
  g_assert_cmpuint (comparison.n_invalid, >, 400);
  g_assert_cmpuint (comparison.n_beyond, >, 0);
  free_schema (comparison.schema);
}

static void
test_patient (void)
{
  Comparison comparison = {
    .namespace_uri = "urn:mesomap:patient:1",
    .schema = load_schema ("patient.rng"),
    .read = read_patient,
  };

  compare_all (&comparison,
               "<patient xmlns=\"urn:mesomap:patient:1\" format=\"1.0\" revision=\"2\""
               " id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\" name=\"n\" birth-date=\"1984-02-29\""
               " sex=\"female\" phototype=\"II\"><alert kind=\"allergy\">a</alert><alert>b</alert></patient>");
  g_assert_cmpuint (comparison.n_valid, >, 10);
  g_assert_cmpuint (comparison.n_invalid, >, 30);
  g_assert_cmpuint (comparison.n_beyond, ==, 0);
  free_schema (comparison.schema);
}

static void
test_foreign (void)
{
  Schema *schema = load_schema ("session.rng");
  g_autofree char *xml = fixture_load ("session-foreign.xml");
  xmlDocPtr document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, 0);

  g_assert_cmpint (xmlRelaxNGValidateDoc (schema->context, document), ==, 0);
  xmlFreeDoc (document);
  free_schema (schema);
}

static gboolean
has_attribute (GPtrArray *elements,
               const char *element,
               const char *attribute)
{
  for (guint i = 0; i < elements->len; i++)
    {
      xmlNodePtr node = g_ptr_array_index (elements, i);
      const char *name = (const char *) node->name;

      /* Marks share theirs out among them: one with all takes libxml2's validator far too long. */
      if ((strcmp (name, element) == 0 || (meso_mark_kind_find (name) != 0 && meso_mark_kind_find (element) != 0)) &&
          xmlHasProp (node, BAD_CAST attribute) != NULL)
        return TRUE;
    }
  return FALSE;
}

static void
assert_has_all (GPtrArray *elements,
                const char *element,
                const MesoField *fields)
{
  for (; fields->name != NULL; fields++)
    if (!has_attribute (elements, element, fields->name))
      g_error ("session-full.xml has no %s with %s", element, fields->name);
}

/* The document that is changed again and again has every attribute that the model knows: a new one must be put there,
 * and then the schema has to know it as well. */
static void
test_full (void)
{
  g_autofree char *xml = fixture_load ("session-full.xml");
  xmlDocPtr document = xmlReadMemory (xml, (int) strlen (xml), NULL, NULL, 0);

  g_autoptr (GPtrArray) elements = g_ptr_array_new ();

  collect_elements (xmlDocGetRootElement (document), elements);
  for (int kind = 0; kind < MESO_N_ITEM_KINDS; kind++)
    assert_has_all (elements,
                    meso_item_kind_get_element ((MesoItemKind) kind),
                    meso_item_kind_get_fields ((MesoItemKind) kind));
  for (int kind = MESO_MARK_POINT; kind <= MESO_MARK_AREA; kind++)
    assert_has_all (elements,
                    meso_mark_kind_get_token ((MesoMarkKind) kind),
                    meso_mark_get_fields ((MesoMarkKind) kind));
  xmlFreeDoc (document);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/full", test_full);
  g_test_add_func ("/schema/foreign", test_foreign);
  g_test_add_func ("/schema/patient", test_patient);
  g_test_add_func ("/schema/session", test_session);

  return g_test_run ();
}
