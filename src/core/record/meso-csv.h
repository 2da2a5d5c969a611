/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/*
 * Marks as a table, one row a mark: UTF-8, comma-separated, quoted as in RFC 4180, numbers with a point. Columns:
 *
 * - kind (point, thread, area), diagram and variant of the map; of several photos the file in the place of "photo";
 * - the attributes of a mark by their names: id, x and y of a point, points of the others, layer, depth-mm and so on;
 * - product-name, product-class, unit, concentration, dilution, opened, discarded, lot, expires, gtin, manufacturer and
 *   product-note: the attributes of the product, whose id stands in the column product.
 *
 * An empty cell says nothing, and a column that no row needs may be left out; so may the ids. In the columns variant,
 * region and side an empty cell means "look it up in the diagram" and a single - means "there is none".
 *
 * Text that begins with = + - @, a tab or a carriage return would be a formula to a spreadsheet, so it is written with
 * an apostrophe in front, which is taken off again when it is read; numbers and the other columns stay as they are.
 *
 * What is no mark is not in the table: no products that no mark uses, no photos, nothing of other namespaces.
 */

GBytes *meso_csv_write (MesoSession *session);
GBytes *meso_csv_write_marks (MesoSession *session,
                              MesoMap *map,
                              GPtrArray *marks);
gboolean meso_csv_read_marks (GBytes *bytes,
                              const char *name,
                              MesoSession *session,
                              MesoMap *map,
                              char **diagram,
                              GError **error);
gboolean meso_csv_read (GBytes *bytes,
                        const char *name,
                        const char *default_diagram,
                        MesoSession *session,
                        GError **error);

G_END_DECLS
