/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-types.h"

G_BEGIN_DECLS

/**
 * MesoField:
 *
 * One attribute of the format: its name in the file, what it may hold, and where it lives in the C structure of its
 * element. The reader, the writer, the CSV columns and the copying of records all work from these tables, so that an
 * attribute is described in one place. A table ends with a field whose name is %NULL, in the order of writing.
 */
typedef enum
{
  MESO_FIELD_TEXT, /* char *: any text without control characters */
  MESO_FIELD_ID, /* char *: an XML name */
  MESO_FIELD_UUID, /* char * */
  MESO_FIELD_CODE, /* char *: 1-32 of letters, digits, . _ - */
  MESO_FIELD_TOKEN, /* char *: [a-z0-9-]{1,64} */
  MESO_FIELD_TOKENS, /* char *: tokens with one blank between them */
  MESO_FIELD_DATE, /* char *: a real date, YYYY-MM-DD */
  MESO_FIELD_TIME, /* char *: a real time with offset, whole seconds */
  MESO_FIELD_FILE, /* char *: a bare file name */
  MESO_FIELD_DIGEST, /* char *: 64 lower-case hexadecimal digits */
  MESO_FIELD_ENUM, /* int: a value of the vocabulary, 0 when not given */
  MESO_FIELD_NUMBER /* gint64: fixed point, MESO_UNSET when not given */
} MesoFieldType;

typedef struct
{
  const char *name;
  MesoFieldType type;
  gsize offset;
  gboolean required;
  const MesoVocabulary *vocabulary; /* of an enum */
  guint decimals; /* of a number: its unit is 10^-decimals */
  gint64 min, max; /* of a number, in that unit */
} MesoField;

/* Rows of a table: @T is the structure, @m its member. */
#define MESO_TEXT_FIELD(T, n, t, m)                     \
  {                                                     \
    (n), (t), G_STRUCT_OFFSET (T, m), .required = FALSE \
  }
#define MESO_REQUIRED_FIELD(T, n, t, m)                \
  {                                                    \
    (n), (t), G_STRUCT_OFFSET (T, m), .required = TRUE \
  }
#define MESO_ENUM_FIELD(T, n, m, v)                                  \
  {                                                                  \
    (n), MESO_FIELD_ENUM, G_STRUCT_OFFSET (T, m), .vocabulary = &(v) \
  }
#define MESO_NUMBER_FIELD(T, n, m, d, lo, hi)                                                 \
  {                                                                                           \
    (n), MESO_FIELD_NUMBER, G_STRUCT_OFFSET (T, m), .decimals = (d), .min = (lo), .max = (hi) \
  }
#define MESO_FIELDS_END \
  {                     \
    .name = NULL        \
  }

const MesoField *meso_field_find (const MesoField *fields,
                                  const char *name);
gboolean meso_field_set (const MesoField *field,
                         gpointer data,
                         const char *text,
                         GError **error);
char *meso_field_get (const MesoField *field,
                      gconstpointer data);
gboolean meso_field_is_set (const MesoField *field,
                            gconstpointer data);
gboolean meso_field_check (const MesoField *field,
                           gconstpointer data,
                           GError **error);

void meso_fields_init (const MesoField *fields,
                       gpointer data);
void meso_fields_copy (const MesoField *fields,
                       gconstpointer source,
                       gpointer target);
void meso_fields_clear (const MesoField *fields,
                        gpointer data);
gsize meso_fields_get_size (const MesoField *fields,
                            gconstpointer data);
gboolean meso_fields_equal (const MesoField *fields,
                            gconstpointer a,
                            gconstpointer b);

gboolean meso_text_is_id (const char *text);
gboolean meso_text_is_token (const char *text);
GDateTime *meso_time_parse (const char *text);

G_END_DECLS
