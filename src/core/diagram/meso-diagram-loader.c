/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-diagram-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/SAX2.h>

#include "diagram/meso-diagram-loader-private.h"
#include "model/meso-error.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

/* Elements that librsvg paints slowly or differently everywhere, or that reach outside the file. */
static const char *const forbidden_elements[] = {
  "text",
  "filter",
  "mask",
  "style",
  "script",
  "image",
  "clipPath",
  "foreignObject",
  "svg",
  NULL,
};

/* Keeps the first thing that is wrong, with file and line, and stops. */
void
meso_loader_fail (MesoLoader *loader,
                  MesoError code,
                  const char *format,
                  ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (loader->error != NULL)
    return;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  loader->error = g_error_new (MESO_ERROR, code, "%s:%d: %s", loader->name, xmlSAX2GetLineNumber (loader->context),
                               message);
  xmlStopParser (loader->context);
}

static void
start_layer (MesoLoader *loader,
             const char *name,
             const MesoAttributes *attributes)
{
  g_autofree char *id = meso_attributes_dup (attributes, NULL, "id");

  loader->layer = MESO_SHEET_NONE;
  if (!g_str_equal (name, "g"))
    return;

  if (g_strcmp0 (id, "art") == 0)
    loader->layer = MESO_SHEET_ART;
  else if (g_strcmp0 (id, "regions") == 0)
    loader->layer = MESO_SHEET_REGIONS;
  else if (g_strcmp0 (id, "landmarks") == 0)
    loader->layer = MESO_SHEET_LANDMARKS;
  else if (g_strcmp0 (id, "warnings") == 0)
    loader->layer = MESO_SHEET_WARNINGS;

  loader->has_art |= loader->layer == MESO_SHEET_ART;
  loader->has_regions |= loader->layer == MESO_SHEET_REGIONS;
}

/* Nothing may be read through the picture but the picture. */
static gboolean
check_references (MesoLoader *loader,
                  const char *element,
                  const MesoAttributes *attributes)
{
  for (int i = 0; i < attributes->n_items; i++)
    {
      const xmlChar **item = attributes->items + 5 * i;
      const char *name = (const char *) item[0];
      const char *namespace = (const char *) item[2];
      g_autofree char *value = g_ascii_strdown ((const char *) item[3], item[4] - item[3]);

      if (namespace != NULL && !g_str_equal (namespace, XLINK_NAMESPACE))
        continue;

      if (g_str_equal (name, "href") && value[0] != '#')
        {
          meso_loader_fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ refers to another file"), element);
          return FALSE;
        }

      for (const char *url = strstr (value, "url("); url != NULL; url = strstr (url + 4, "url("))
        if (url[4 + strspn (url + 4, " '\"")] != '#')
          {
            meso_loader_fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ refers to another file"), element);
            return FALSE;
          }

      if (namespace == NULL && g_str_has_prefix (name, "on"))
        {
          meso_loader_fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ has a script"), element);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_element (MesoLoader *loader,
               const char *name,
               const MesoAttributes *attributes)
{
  if (loader->depth > 0 && g_strv_contains (forbidden_elements, name))
    {
      meso_loader_fail (loader, MESO_ERROR_UNSUPPORTED, _ ("element ‘%s’ is not allowed in a diagram"), name);
      return FALSE;
    }

  if (!check_references (loader, name, attributes))
    return FALSE;

  if (!meso_attributes_has_transform (attributes))
    return TRUE;

  if (loader->layer > MESO_SHEET_ART)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has a transform"), name);
      return FALSE;
    }

  if (loader->transform_depth == 0)
    loader->transform_depth = loader->depth;

  return TRUE;
}

static void
start_svg_element (MesoLoader *loader,
                   const char *name,
                   const MesoAttributes *attributes)
{
  if (loader->depth == 1)
    start_layer (loader, name, attributes);

  if (!check_element (loader, name, attributes))
    return;

  loader->in_title = loader->depth == 1 && g_str_equal (name, "title");
  meso_loader_start_shape (loader, name, attributes);
}

static void
start_root (MesoLoader *loader,
            const char *name,
            const char *namespace,
            const MesoAttributes *attributes)
{
  if (!g_str_equal (name, "svg") || g_strcmp0 (namespace, SVG_NAMESPACE) != 0)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("not an SVG picture"));
      return;
    }

  loader->data->line = xmlSAX2GetLineNumber (loader->context);
  meso_loader_start_root (loader, name, attributes);
}

static void
start_element_cb (void *user_data,
                  const xmlChar *local_name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **items)
{
  MesoLoader *loader = user_data;
  MesoAttributes attributes = { items, n_attributes };
  const char *name = (const char *) local_name;
  const char *namespace = (const char *) uri;

  g_assert (loader != NULL);

  if (loader->error != NULL)
    return;

  if (loader->depth == 0)
    start_root (loader, name, namespace, &attributes);
  else if (g_strcmp0 (namespace, SVG_NAMESPACE) == 0)
    start_svg_element (loader, name, &attributes);
  else if (loader->depth == 1)
    loader->layer = MESO_SHEET_NONE;

  loader->depth++;
}

static void
end_element_cb (void *user_data,
                const xmlChar *local_name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  MesoLoader *loader = user_data;

  g_assert (loader != NULL);

  if (loader->error != NULL)
    return;

  loader->depth--;
  loader->in_title = FALSE;
  if (loader->depth == loader->transform_depth)
    loader->transform_depth = 0;

  if (loader->depth == 0 && !(loader->has_art && loader->has_regions))
    meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("the diagram has no layer ‘%s’"),
                      loader->has_art ? "regions" : "art");
}

static void
characters_cb (void *user_data,
               const xmlChar *text,
               int length)
{
  MesoLoader *loader = user_data;

  g_assert (loader != NULL);

  if (loader->in_title)
    g_string_append_len (loader->title, (const char *) text, length);
}

static void
doctype_cb (void *user_data,
            const xmlChar *name,
            const xmlChar *public_id,
            const xmlChar *system_id)
{
  meso_loader_fail (user_data, MESO_ERROR_PARSE, _ ("a document type declaration is not allowed"));
}

static void
processing_instruction_cb (void *user_data,
                           const xmlChar *target,
                           const xmlChar *text)
{
  meso_loader_fail (user_data, MESO_ERROR_UNSUPPORTED, _ ("processing instruction ‘%s’ is not allowed in a diagram"),
                    (const char *) target);
}

/* Takes libxml2's first complaint. Not through meso_loader_fail (): here the position is libxml2's own. */
static void
parser_error_cb (void *user_data,
                 const xmlError *xml_error)
{
  MesoLoader *loader = user_data;
  g_autofree char *message = NULL;

  g_assert (loader != NULL);

  if (loader->error != NULL || xml_error->level < XML_ERR_ERROR)
    return;

  message = g_strchomp (g_strdup (xml_error->message != NULL ? xml_error->message : _ ("not well-formed")));
  loader->error = g_error_new (MESO_ERROR, MESO_ERROR_PARSE, "%s:%d: %s", loader->name, xml_error->line, message);
  xmlStopParser (loader->context);
}

static void
set_handlers (xmlSAXHandler *handlers)
{
  memset (handlers, 0, sizeof *handlers);
  handlers->initialized = XML_SAX2_MAGIC;
  handlers->startElementNs = start_element_cb;
  handlers->endElementNs = end_element_cb;
  handlers->characters = characters_cb;
  handlers->cdataBlock = characters_cb;
  handlers->internalSubset = doctype_cb;
  handlers->processingInstruction = processing_instruction_cb;
  /* The parameter became const in libxml2 2.12. */
  handlers->serror = (xmlStructuredErrorFunc) parser_error_cb;
}

static void
parse (MesoLoader *loader,
       GBytes *bytes)
{
  xmlParserCtxtPtr context;
  xmlDocPtr document;
  const char *contents;
  gsize size;

  contents = g_bytes_get_data (bytes, &size);

  xmlInitParser ();
  context = xmlNewParserCtxt ();
  set_handlers (context->sax);
  context->userData = loader;
  loader->context = context;

  document = xmlCtxtReadMemory (context, contents, (int) size, NULL, NULL, XML_PARSE_NONET);
  if (document != NULL)
    xmlFreeDoc (document);

  if (loader->error == NULL && !context->wellFormed)
    meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("not well-formed"));

  loader->context = NULL;
  xmlFreeParserCtxt (context);
}

static void
take_title (MesoLoader *loader)
{
  g_strstrip (loader->title->str);
  loader->data->title = g_strdup (loader->title->str[0] != '\0' ? loader->title->str : loader->data->id);
}

/*
 * meso_diagram_load:
 * @data: empty data; undefined but clearable after an error
 * @bytes: the file
 * @name: its name for messages
 *
 * Reads a diagram file.
 *
 * Returns: whether it is a diagram; if not, @error says where and why
 */
gboolean
meso_diagram_load (MesoDiagramData *data,
                   GBytes *bytes,
                   const char *name,
                   GError **error)
{
  MesoLoader loader = { .data = data, .name = name };

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > MESO_DIAGRAM_MAX_BYTES)
    {
      g_set_error (error, MESO_ERROR, g_bytes_get_size (bytes) == 0 ? MESO_ERROR_PARSE : MESO_ERROR_LIMIT,
                   g_bytes_get_size (bytes) == 0 ? _ ("%s:1: the file is empty") : _ ("%s:1: the file is too large"),
                   name);
      return FALSE;
    }

  loader.title = g_string_new (NULL);
  loader.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  parse (&loader, bytes);
  if (loader.error == NULL)
    take_title (&loader);

  g_string_free (loader.title, TRUE);
  g_hash_table_unref (loader.seen);

  if (loader.error != NULL)
    {
      g_propagate_error (error, loader.error);
      return FALSE;
    }

  return TRUE;
}
