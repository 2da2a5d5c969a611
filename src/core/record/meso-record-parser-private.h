/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/meso-error.h"
#include "model/meso-item.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

#define MESO_SESSION_NAMESPACE_STEM "urn:mesomap:session:"
#define MESO_SESSION_NAMESPACE MESO_SESSION_NAMESPACE_STEM "1"
#define MESO_PATIENT_NAMESPACE_STEM "urn:mesomap:patient:"
#define MESO_PATIENT_NAMESPACE MESO_PATIENT_NAMESPACE_STEM "1"

/*
 * The engine that reads sessions and patients: libxml2's SAX2 events are checked against a table of elements, their
 * attributes against the fields of the model. What the elements mean is the owner's, who is told of each when its
 * attributes have been read and again when it ends. The first error stops everything.
 */
typedef struct _MesoRecordParser MesoRecordParser;
typedef struct _MesoRecordFrame MesoRecordFrame;

typedef enum
{
  MESO_RULE_PLAIN, /* no more than its own fields */
  MESO_RULE_ITEM,
  MESO_RULE_MARK
} MesoRuleType;

/**
 * MesoRecordRule:
 *
 * One element of a format. The first rule of a table is the root.
 */
typedef struct
{
  const char *name;
  int parent; /* index of the rule of the parent */
  guint rank; /* among the children of one parent ranks may not fall */
  gboolean many; /* may stand more than once */
  gboolean required;
  MesoRuleType type;
  int kind; /* MesoItemKind or MesoMarkKind */

  /* Attributes besides those of the item or mark, kept in a structure of @head_size. */
  const MesoField *head_fields;
  gsize head_size;
} MesoRecordRule;

/** MesoRecordFrame: an element that is open. */
struct _MesoRecordFrame
{
  const MesoRecordRule *rule;
  int index; /* of the rule */
  int line; /* where its tag begins */
  gpointer head;
  gpointer data; /* of the item or mark */
  MesoExtras *extras; /* NULL until there are any */
  GPtrArray *children; /* items inside an item; NULL until there are any */
  GString *text;
  guint n_children; /* of our own namespace */
  guint rank; /* of the last of them */
  guint64 seen; /* bit i: a child with rule i has been there */
};

typedef struct
{
  const char *what; /* "session", "patient": for messages */
  const char *namespace_stem; /* without the major version */
  gboolean in_svg; /* may also stand in the metadata of an SVG */
  const MesoRecordRule *rules; /* at most 64 */
  guint n_rules;

  /* %FALSE stops; the error is completed by name and line. @item is NULL but for items, of which the owner hears when
   * their parent is no item. */
  gboolean (*open) (MesoRecordParser *parser,
                    const MesoRecordFrame *frame,
                    gpointer owner,
                    GError **error);
  gboolean (*close) (MesoRecordParser *parser,
                     const MesoRecordFrame *frame,
                     MesoItem *item,
                     gpointer owner,
                     GError **error);

  /* (nullable): an image of the SVG around the record; @href is not terminated. */
  void (*image) (const char *href,
                 gsize length,
                 gpointer owner);
} MesoRecordFormat;

gboolean meso_record_parse (const MesoRecordFormat *format,
                            gpointer owner,
                            GInputStream *stream,
                            const char *name,
                            GError **error);
gboolean meso_record_parse_bytes (const MesoRecordFormat *format,
                                  gpointer owner,
                                  GBytes *bytes,
                                  const char *name,
                                  GError **error);
int meso_record_parser_get_minor (MesoRecordParser *parser);
gboolean meso_record_parse_points (const char *text,
                                   guint max_points,
                                   GArray *points,
                                   GError **error);
gboolean meso_record_parse_coordinate (const char *name,
                                       const char *text,
                                       int *coordinate,
                                       GError **error);

G_END_DECLS
