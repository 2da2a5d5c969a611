/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-extras.h"
#include "model/meso-field.h"
#include "model/meso-geometry.h"

G_BEGIN_DECLS

/* Pieces of XML, appended to a string. All of it is deterministic. */

void meso_xml_append_text (GString *xml,
                           const char *text,
                           gsize length);
void meso_xml_append_attribute_value (GString *xml,
                                      const char *text);
void meso_xml_append_attribute (GString *xml,
                                const char *name,
                                const char *value);
void meso_xml_append_number (GString *xml,
                             gint64 value,
                             guint decimals);
void meso_xml_append_points (GString *xml,
                             const MesoPoint *points,
                             guint n_points);
void meso_xml_append_field (GString *xml,
                            const MesoField *field,
                            gconstpointer data);
void meso_xml_append_foreign_attributes (GString *xml,
                                         MesoExtras *extras);
void meso_xml_indent (GString *xml,
                      guint depth);
gboolean meso_xml_check (const char *text,
                         gsize length,
                         GError **error);

G_END_DECLS
