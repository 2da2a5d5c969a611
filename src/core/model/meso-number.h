/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MESO_UNSET:
 *
 * "Not given", for every number of the record.
 */
#define MESO_UNSET G_MININT64

/** Numbers are exact integers: lengths and angles in 1/100 (of mm, of a degree), amounts in 1/10,000 mL or U. */
#define MESO_MM_DECIMALS 2
#define MESO_AMOUNT_DECIMALS 4
#define MESO_MM(x) ((gint64) ((x) *100 + ((x) < 0 ? -0.5 : 0.5)))
#define MESO_AMOUNT(x) ((gint64) ((x) *10000 + 0.5))
#define MESO_MAX_AMOUNT (G_GINT64_CONSTANT (100000) * 10000)
#define MESO_MAX_COORDINATE (1000 * 100)

gboolean meso_number_parse (const char *text,
                            guint decimals,
                            gint64 *value);
char *meso_number_format (gint64 value,
                          guint decimals,
                          guint min_decimals);
char *meso_number_format_local (gint64 value,
                                guint decimals,
                                guint min_decimals);
void meso_number_split (gint64 total,
                        guint n_parts,
                        gint64 *parts);

G_END_DECLS
