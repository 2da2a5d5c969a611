/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-item.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

/**
 * MesoRecordElement:
 *
 * An element that is being written: one a line, its children two blanks further in, and between them what stood there
 * in other namespaces.
 */
typedef struct
{
  GString *xml;
  const char *name;
  guint depth;
  MesoExtras *extras;
  guint n_children; /* of our own namespace, so far */
  guint n_foreign; /* of other namespaces, so far */
  gboolean open; /* the start tag still lacks its '>' */
} MesoRecordElement;

void meso_record_start (MesoRecordElement *element,
                        GString *xml,
                        const char *name,
                        guint depth,
                        MesoExtras *extras);
void meso_record_child (MesoRecordElement *element);
void meso_record_end (MesoRecordElement *element);
void meso_record_write_fields (GString *xml,
                               const MesoField *fields,
                               gconstpointer data);
void meso_record_write_item (GString *xml,
                             MesoItem *item,
                             guint depth);
void meso_record_write_item_content (MesoRecordElement *element,
                                     MesoItem *item);
void meso_record_write_mark (GString *xml,
                             MesoMark *mark,
                             guint depth);
GBytes *meso_record_finish (GString *xml,
                            GError **error);

G_END_DECLS
