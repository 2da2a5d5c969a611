/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-xml-source-private.h"

#include <string.h>

#include <libxml/parserInternals.h>

#include "record/meso-record-limits.h"

/** meso_xml_source_get_line: where the parser is. */
int
meso_xml_source_get_line (MesoXmlSource *self)
{
  return self->context->input != NULL ? MAX (self->context->input->line, 1) : 1;
}

static void
stop (MesoXmlSource *self)
{
  if (self->context != NULL)
    xmlStopParser (self->context);
}

/** meso_xml_source_take_error: @error: (transfer full): completed by name and line; the first one wins. */
void
meso_xml_source_take_error (MesoXmlSource *self,
                            int line,
                            GError *error)
{
  if (self->error == NULL)
    {
      /* One line, whatever the file wrote as references. */
      g_strdelimit (error->message, MESO_XML_CONTROLS, ' ');
      g_prefix_error (&error, "%s:%d: ", self->name, line);
      self->error = error;
    }
  else
    g_error_free (error);
  stop (self);
}

/** meso_xml_source_fail: stops with %MESO_ERROR and a message that begins with name and line. */
void
meso_xml_source_fail (MesoXmlSource *self,
                      int line,
                      MesoError code,
                      const char *format,
                      ...)
{
  va_list arguments;

  va_start (arguments, format);
  meso_xml_source_take_error (self, line, g_error_new_valist (MESO_ERROR, code, format, arguments));
  va_end (arguments);
}

/* ---- Lines ----
 *
 * libxml2 tells where a tag ends. It keeps the tag in its buffer until then, so that its beginning can be found, and an
 * attribute in it, by going back; if the buffer is ever another way, the end is near enough. */

static int
count_lines (const char *start,
             const char *end)
{
  int n = 0;

  while (start < end && (start = memchr (start, '\n', (gsize) (end - start))) != NULL)
    {
      n++;
      start++;
    }
  return n;
}

static const char *
find_tag (MesoXmlSource *self)
{
  xmlParserInputPtr input = self->context->input;

  if (input == NULL || input->base == NULL)
    return NULL;
  /* A '<' cannot stand in a tag but at its beginning. */
  for (const xmlChar *at = input->cur; at > input->base;)
    if (*--at == '<')
      return (const char *) at;
  return NULL;
}

/** meso_xml_source_get_tag_line: where the tag just read begins. */
int
meso_xml_source_get_tag_line (MesoXmlSource *self)
{
  const char *tag = find_tag (self);

  if (tag == NULL)
    return meso_xml_source_get_line (self);
  return meso_xml_source_get_line (self) - count_lines (tag, (const char *) self->context->input->cur);
}

/** meso_xml_source_refuse_tag: stops because of the tag just read. */
void
meso_xml_source_refuse_tag (MesoXmlSource *self,
                            const char *format,
                            ...)
{
  va_list arguments;

  va_start (arguments, format);
  meso_xml_source_take_error (self,
                              meso_xml_source_get_tag_line (self),
                              g_error_new_valist (MESO_ERROR, MESO_ERROR_PARSE, format, arguments));
  va_end (arguments);
}

/** meso_xml_source_get_attribute_line: where @attribute of the tag just read begins. */
int
meso_xml_source_get_attribute_line (MesoXmlSource *self,
                                    const MesoXmlAttribute *attribute)
{
  g_autofree char *name = attribute->prefix != NULL ? g_strconcat (attribute->prefix, ":", attribute->local_name, NULL)
                                                    : g_strdup (attribute->local_name);
  const char *tag = find_tag (self);
  const char *end = tag != NULL ? (const char *) self->context->input->cur : NULL;
  const char *at = tag;

  while (at != NULL && at < end && !g_ascii_isspace (*at))
    at++;
  while (at != NULL && at < end)
    {
      const char *start;
      char quote;

      while (at < end && g_ascii_isspace (*at))
        at++;
      start = at;
      while (at < end && *at != '=' && !g_ascii_isspace (*at))
        at++;
      if ((gsize) (at - start) == strlen (name) && memcmp (start, name, (gsize) (at - start)) == 0)
        return meso_xml_source_get_line (self) - count_lines (start, end);
      while (at < end && *at != '"' && *at != '\'')
        at++;
      if (at >= end)
        break;
      quote = *at++;
      at = memchr (at, quote, (gsize) (end - at));
      at = at != NULL ? at + 1 : NULL;
    }
  return meso_xml_source_get_tag_line (self);
}

/** meso_xml_source_get_text_line: where @at stands, in text just read that ends at @end. */
int
meso_xml_source_get_text_line (MesoXmlSource *self,
                               const char *at,
                               const char *end)
{
  return meso_xml_source_get_line (self) - count_lines (at, end);
}

/** meso_xml_shorten: (transfer full): enough of @text for a message. */
char *
meso_xml_shorten (const char *text)
{
  return g_utf8_make_valid (text, (gssize) strnlen (text, 60));
}

/** meso_xml_get_attribute: one of those that come with a start tag. */
MesoXmlAttribute
meso_xml_get_attribute (const xmlChar **attributes,
                        int index)
{
  const char **parts = (const char **) attributes + 5 * index;

  return (MesoXmlAttribute){ parts[0], parts[1], parts[2], parts[3], (gsize) (parts[4] - parts[3]) };
}

static void
append_decoded (GString *text,
                const char *at,
                const char *end)
{
  /* Each ampersand comes as a reference, since libxml2 was not told to replace entities. */
  const char *reference;

  while ((reference = memchr (at, '&', (gsize) (end - at))) != NULL)
    {
      g_string_append_len (text, at, reference + 1 - at);
      at = reference + 1;
      if (end - at >= 4 && memcmp (at, "#38;", 4) == 0)
        at += 4;
    }
  g_string_append_len (text, at, end - at);
}

/** meso_xml_source_decode: (transfer none): the value, good until the next call. */
const char *
meso_xml_source_decode (MesoXmlSource *self,
                        const MesoXmlAttribute *attribute)
{
  g_string_truncate (self->value, 0);
  append_decoded (self->value, attribute->value, attribute->value + attribute->length);
  return self->value->str;
}

/** meso_xml_decode_uri: (transfer full): the name of a namespace, in which ampersands come as in values. */
char *
meso_xml_decode_uri (const char *uri)
{
  GString *text = g_string_new (NULL);

  append_decoded (text, uri, uri + strlen (uri));
  return g_string_free (text, FALSE);
}

/* ---- Input ---- */

/* A document type can pull in other files and make a few bytes many; a record needs none. */
static void
internal_subset_cb (void *data,
                    const xmlChar *name,
                    const xmlChar *external_id,
                    const xmlChar *system_id)
{
  MesoXmlSource *self = data;

  meso_xml_source_fail (self,
                        meso_xml_source_get_line (self),
                        MESO_ERROR_PARSE,
                        "a document type declaration is not allowed");
}

/* The parser stops by itself when it must, and read_cb sees to the rest: it may not be stopped from here, in the middle
 * of whatever it was doing. */
static void
error_cb (void *data,
          const xmlError *xml_error)
{
  MesoXmlSource *self = data;
  g_autofree char *message = NULL;

  if (self->error != NULL || xml_error->level < XML_ERR_ERROR)
    return;
  message = g_utf8_make_valid (xml_error->message != NULL ? xml_error->message : "unknown error", -1);
  g_strdelimit (g_strchomp (message), MESO_XML_CONTROLS, ' ');
  self->error = g_error_new (MESO_ERROR,
                             MESO_ERROR_PARSE,
                             "%s:%d: %s",
                             self->name,
                             xml_error->line > 0 ? xml_error->line : meso_xml_source_get_line (self),
                             message);
}

static int
read_cb (void *data,
         char *buffer,
         int length)
{
  MesoXmlSource *self = data;
  GError *error = NULL;
  gssize n;

  if (self->error != NULL)
    return -1;
  n = g_input_stream_read (self->stream, buffer, (gsize) length, NULL, &error);
  if (n < 0)
    {
      g_prefix_error (&error, "%s: ", self->name);
      self->error = error;
      return -1;
    }
  self->n_bytes += (gsize) n;
  if (self->n_bytes > MESO_RECORD_MAX_BYTES)
    {
      self->error = g_error_new (MESO_ERROR,
                                 MESO_ERROR_LIMIT,
                                 "%s:%d: the file is larger than %d MB",
                                 self->name,
                                 meso_xml_source_get_line (self),
                                 MESO_RECORD_MAX_BYTES / 1024 / 1024);
      return -1;
    }
  return (int) n;
}

static xmlParserCtxtPtr
create_context (MesoXmlSource *self,
                startElementNsSAX2Func start,
                endElementNsSAX2Func end,
                charactersSAXFunc characters)
{
  static gsize initialized = 0;
  xmlParserCtxtPtr context;

  if (g_once_init_enter (&initialized))
    {
      xmlInitParser ();
      g_once_init_leave (&initialized, 1);
    }
  context = xmlNewParserCtxt ();
  if (context == NULL)
    g_error ("Out of memory");
  *context->sax = (xmlSAXHandler){
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = internal_subset_cb,
    .startElementNs = start,
    .endElementNs = end,
    .characters = characters,
    .ignorableWhitespace = characters,
    .serror = (xmlStructuredErrorFunc) (void (*) (void)) error_cb,
  };
  context->userData = self;
  return context;
}

/**
 * meso_xml_source_run:
 * @self: zeroed; to be cleared afterwards even when it failed
 * @stream: read until its end or the first error
 * @name: of the input, for messages; it must live as long as @self
 *
 * Parses a whole document.
 *
 * Returns: %FALSE with @self->error when it is not well-formed, too large, or refused by a handler
 */
gboolean
meso_xml_source_run (MesoXmlSource *self,
                     GInputStream *stream,
                     const char *name,
                     startElementNsSAX2Func start,
                     endElementNsSAX2Func end,
                     charactersSAXFunc characters)
{
  /* Conversion of encodings knows no parser, and would print what it has to say. */
  xmlStructuredErrorFunc outer_handler = xmlStructuredError;
  gpointer outer_data = xmlStructuredErrorContext;

  self->stream = stream;
  self->name = name;
  self->value = g_string_sized_new (256);
  self->context = create_context (self, start, end, characters);

  /* Never NOENT, DTDLOAD, HUGE or RECOVER: they open doors to other files, to entity bombs, to unbounded memory, and to
   * half a file taken for a whole. */
  xmlSetStructuredErrorFunc (self, self->context->sax->serror);
  xmlCtxtReadIO (self->context, read_cb, NULL, self, NULL, NULL, XML_PARSE_NONET);
  xmlSetStructuredErrorFunc (outer_data, outer_handler);
  if (self->error == NULL && (!self->context->wellFormed || !self->context->nsWellFormed))
    meso_xml_source_fail (self, meso_xml_source_get_line (self), MESO_ERROR_PARSE, "the file is not well-formed");
  return self->error == NULL;
}

/** meso_xml_source_clear: frees all but the error. */
void
meso_xml_source_clear (MesoXmlSource *self)
{
  if (self->context != NULL && self->context->myDoc != NULL)
    xmlFreeDoc (self->context->myDoc);
  g_clear_pointer (&self->context, xmlFreeParserCtxt);
  if (self->value != NULL)
    g_string_free (g_steal_pointer (&self->value), TRUE);
}
