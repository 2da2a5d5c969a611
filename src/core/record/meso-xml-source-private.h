/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <libxml/parser.h>

#include "model/meso-error.h"

G_BEGIN_DECLS

/**
 * MesoXmlSource:
 *
 * XML from a stream, as events of libxml2's SAX2 interface, the same for everything that is opened: nothing else is
 * ever read, whatever the input names; no document type; a bounded size; and the first error, with its line, stops it.
 */
typedef struct
{
  const char *name; /* of the input, for messages */
  xmlParserCtxtPtr context;
  GError *error; /* the first; everything stops then */

  GInputStream *stream;
  gsize n_bytes;
  GString *value; /* of the last attribute decoded */
} MesoXmlSource;

/* What a terminal might obey, and what would break a message in two. */
#define MESO_XML_CONTROLS                                  \
  "\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f" \
  "\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f"

/* One of the attributes that a start tag comes with. The value is not terminated. */
typedef struct
{
  const char *local_name;
  const char *prefix;
  const char *uri;
  const char *value;
  gsize length;
} MesoXmlAttribute;

/* A handler finds its source as the user data, which therefore begins the structure that it belongs to. */
gboolean meso_xml_source_run (MesoXmlSource *self,
                              GInputStream *stream,
                              const char *name,
                              startElementNsSAX2Func start,
                              endElementNsSAX2Func end,
                              charactersSAXFunc characters);
void meso_xml_source_clear (MesoXmlSource *self);

void meso_xml_source_take_error (MesoXmlSource *self,
                                 int line,
                                 GError *error);
void meso_xml_source_fail (MesoXmlSource *self,
                           int line,
                           MesoError code,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);
void meso_xml_source_refuse_tag (MesoXmlSource *self,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (2, 3);
char *meso_xml_shorten (const char *text);

int meso_xml_source_get_line (MesoXmlSource *self);
int meso_xml_source_get_tag_line (MesoXmlSource *self);
int meso_xml_source_get_attribute_line (MesoXmlSource *self,
                                        const MesoXmlAttribute *attribute);
int meso_xml_source_get_text_line (MesoXmlSource *self,
                                   const char *at,
                                   const char *end);

MesoXmlAttribute meso_xml_get_attribute (const xmlChar **attributes,
                                         int index);
const char *meso_xml_source_decode (MesoXmlSource *self,
                                    const MesoXmlAttribute *attribute);
char *meso_xml_decode_uri (const char *uri);

G_END_DECLS
