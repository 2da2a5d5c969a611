/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-svg-art.h"

#include <string.h>

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "model/meso-error.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define INKSCAPE_NAMESPACE "http://www.inkscape.org/namespaces/inkscape"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

typedef struct
{
  const char *prefix;
  xmlTextWriterPtr writer;
} Copier;

/* References within the file: href="#a", and url(#a) with or without quotation marks. */
static char *
rewrite_value (const Copier *copier,
               const char *name,
               const char *value)
{
  static const char *const forms[] = { "url(#", "url('#", "url(\"#" };
  g_autoptr (GString) string = g_string_new (value);

  if (strcmp (name, "id") == 0)
    g_string_prepend (string, copier->prefix);
  else if (strcmp (name, "href") == 0 && value[0] == '#')
    g_string_insert (string, 1, copier->prefix);
  else
    for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
      {
        g_autofree char *with_prefix = g_strconcat (forms[i], copier->prefix, NULL);

        g_string_replace (string, forms[i], with_prefix, 0);
      }
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static void
copy_attribute (const Copier *copier,
                const xmlAttr *attribute)
{
  const char *name = (const char *) attribute->name;
  const char *uri = attribute->ns != NULL ? (const char *) attribute->ns->href : NULL;
  xmlChar *value = xmlNodeListGetString (attribute->doc, attribute->children, 1);
  g_autofree char *rewritten = rewrite_value (copier, name, value != NULL ? (const char *) value : "");
  const char *prefix = NULL;

  xmlFree (value);
  if (g_strcmp0 (uri, INKSCAPE_NAMESPACE) == 0)
    prefix = "inkscape";
  else if (g_strcmp0 (uri, XLINK_NAMESPACE) == 0)
    prefix = "xlink";
  else if (uri != NULL)
    return;
  if (prefix != NULL)
    xmlTextWriterWriteAttributeNS (copier->writer, BAD_CAST prefix, BAD_CAST name, NULL, BAD_CAST rewritten);
  else
    xmlTextWriterWriteAttribute (copier->writer, BAD_CAST name, BAD_CAST rewritten);
}

static void
copy_element (const Copier *copier,
              const xmlNode *node)
{
  xmlTextWriterStartElement (copier->writer, node->name);
  for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
    copy_attribute (copier, a);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && child->ns != NULL && strcmp ((char *) child->ns->href, SVG_NAMESPACE) == 0)
      copy_element (copier, child);
  xmlTextWriterEndElement (copier->writer);
}

static gboolean
has_id (const xmlNode *node,
        const char *id)
{
  xmlChar *value = xmlGetNoNsProp (node, BAD_CAST "id");
  gboolean same = g_strcmp0 ((const char *) value, id) == 0;

  xmlFree (value);
  return same;
}

/* The file itself is in the picture, so that this alone opens again without loss. */
static void
write_photo (MesoDiagram *diagram,
             const char *prefix,
             xmlTextWriterPtr writer)
{
  cairo_rectangle_t bounds = meso_diagram_get_bounds (diagram);
  const char *names[] = { "x", "y", "width", "height" };
  const double values[] = { bounds.x, bounds.y, bounds.width, bounds.height };
  g_autofree char *id = g_strconcat (prefix, "art", NULL);
  g_autofree char *text = NULL;
  gsize size;
  const guchar *data = g_bytes_get_data (meso_diagram_get_bytes (diagram), &size);
  gboolean is_png = size > 4 && data[0] == 0x89;

  xmlTextWriterStartElement (writer, BAD_CAST "g");
  xmlTextWriterWriteAttribute (writer, BAD_CAST "id", BAD_CAST id);
  xmlTextWriterStartElement (writer, BAD_CAST "image");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (number, sizeof number, "%.4f", values[i]);
      xmlTextWriterWriteAttribute (writer, BAD_CAST names[i], BAD_CAST number);
    }
  xmlTextWriterWriteAttribute (writer, BAD_CAST "preserveAspectRatio", BAD_CAST "none");
  text = g_base64_encode (data, size);
  xmlTextWriterStartAttributeNS (writer, BAD_CAST "xlink", BAD_CAST "href", NULL);
  xmlTextWriterWriteString (writer, BAD_CAST (is_png ? "data:image/png;base64," : "data:image/jpeg;base64,"));
  xmlTextWriterWriteString (writer, BAD_CAST text);
  xmlTextWriterEndAttribute (writer);
  xmlTextWriterEndElement (writer);
  xmlTextWriterEndElement (writer);
}

/**
 * meso_svg_art_write:
 * @prefix: what every id begins with, such as "face-front."
 *
 * Copies the art of @diagram, and what it refers to beside it, into an SVG file that is being written; of a photo its
 * file, if there is one.
 *
 * Returns: %FALSE with %MESO_ERROR_PARSE when the diagram has no art
 */
gboolean
meso_svg_art_write (MesoDiagram *diagram,
                    const char *prefix,
                    xmlTextWriterPtr writer,
                    GError **error)
{
  Copier copier = { prefix, writer };
  GBytes *bytes;
  const char *data;
  gsize size;
  xmlDoc *doc;
  gboolean found = FALSE;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), FALSE);
  g_return_val_if_fail (prefix != NULL && writer != NULL, FALSE);

  bytes = meso_diagram_get_bytes (diagram);
  if (meso_diagram_is_photo (diagram))
    {
      if (bytes != NULL)
        write_photo (diagram, prefix, writer);
      return TRUE;
    }
  data = g_bytes_get_data (bytes, &size);
  doc = xmlReadMemory (data, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  for (xmlNode *node = doc != NULL ? xmlDocGetRootElement (doc)->children : NULL; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (has_id (node, "art"))
        found = TRUE;
      else if (strcmp ((const char *) node->name, "defs") != 0)
        continue;
      copy_element (&copier, node);
    }
  xmlFreeDoc (doc);
  if (!found)
    g_set_error (error,
                 MESO_ERROR,
                 MESO_ERROR_PARSE,
                 "The diagram %s has no art that can be copied",
                 meso_diagram_get_id (diagram));
  return found;
}
