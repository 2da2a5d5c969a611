/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "record/meso-foreign-private.h"
#include "record/meso-record-parser-private.h"
#include "record/meso-xml-source-private.h"

G_BEGIN_DECLS

/* Deeper than any table of rules. */
#define MESO_RECORD_MAX_DEPTH 8

/* What the two files of the engine share: meso-record-parser.c knows elements, meso-record-attributes.c attributes. */
struct _MesoRecordParser
{
  MesoXmlSource source; /* first: it is the user data of the handlers */
  const MesoRecordFormat *format;
  gpointer owner;
  char *namespace_uri; /* of this major version */

  MesoRecordFrame frames[MESO_RECORD_MAX_DEPTH];
  guint n_frames;
  gboolean done; /* the root element has been read */
  int minor;
  guint n_marks;
  guint n_items;

  /* Elements of our namespace that a newer minor version has brought: how deep we are in one. */
  guint skipped;

  /* The SVG around the record: how many of its elements are open, and whether they are svg and metadata. */
  guint n_svg;
  gboolean in_metadata;
  int svg_line;

  MesoForeign *foreign;
  gsize n_foreign_bytes;

  /* Used again and again. */
  MesoMarkData mark;
  GArray *points;
};

gboolean meso_record_read_format (MesoRecordParser *self,
                                  int n_attributes,
                                  const xmlChar **attributes);
gboolean meso_record_read_attributes (MesoRecordParser *self,
                                      MesoRecordFrame *frame,
                                      int n_attributes,
                                      const xmlChar **attributes);
void meso_record_count_foreign (MesoRecordParser *self,
                                gsize n_bytes);

G_END_DECLS
