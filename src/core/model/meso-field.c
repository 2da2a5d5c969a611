/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-field.h"

#include <string.h>

#include "model/meso-error.h"
#include "model/meso-number.h"

#define TEXT_AT(data, field) (*(char **) ((char *) (data) + (field)->offset))
#define ENUM_AT(data, field) (*(int *) ((char *) (data) + (field)->offset))
#define NUMBER_AT(data, field) (*(gint64 *) ((char *) (data) + (field)->offset))

static const char *const type_descriptions[] = {
  [MESO_FIELD_TEXT] = "a text",
  [MESO_FIELD_ID] = "an XML name",
  [MESO_FIELD_UUID] = "a UUID",
  [MESO_FIELD_CODE] = "1 to 32 letters, digits, '.', '_' or '-'",
  [MESO_FIELD_TOKEN] = "a token of 1 to 64 lower-case letters, digits and '-'",
  [MESO_FIELD_TOKENS] = "tokens with single blanks between them",
  [MESO_FIELD_DATE] = "a date like 2026-11-21",
  [MESO_FIELD_TIME] = "a time like 2026-11-21T10:30:00+01:00",
  [MESO_FIELD_FILE] = "a file name without a folder",
  [MESO_FIELD_DIGEST] = "a SHA-256 digest in lower-case hexadecimal digits",
};

static gboolean
is_text (const char *text)
{
  /* Nor the two that XML leaves out at the end of the first plane. */
  if (!g_utf8_validate (text, -1, NULL) || strstr (text, "\xef\xbf\xbe") != NULL ||
      strstr (text, "\xef\xbf\xbf") != NULL)
    return FALSE;
  for (; *text != '\0'; text++)
    if ((guchar) *text < 0x20 && strchr ("\t\n\r", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_code (const char *text)
{
  gsize length = strspn (text,
                         "abcdefghijklmnopqrstuvwxyz"
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789._-");

  /* A code becomes part of a folder name, so it may not be hidden or climb out. */
  return length >= 1 && length <= 32 && text[length] == '\0' && text[0] != '.';
}

static gboolean
is_token_of (const char *text,
             gsize length)
{
  return length >= 1 && length <= 64 && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") >= length;
}

static gboolean
is_tokens (const char *text)
{
  for (;;)
    {
      gsize length = strcspn (text, " ");

      if (!is_token_of (text, length))
        return FALSE;
      if (text[length] == '\0')
        return TRUE;
      text += length + 1;
    }
}

static gboolean
read_digits (const char **text,
             guint n_digits,
             guint *value)
{
  *value = 0;
  for (guint i = 0; i < n_digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (guint) (**text - '0');
    }
  return TRUE;
}

static gboolean
skip_character (const char **text,
                char character)
{
  if (**text != character)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_date (const char **text)
{
  guint year, month, day;

  return read_digits (text, 4, &year) && skip_character (text, '-') && read_digits (text, 2, &month) &&
         skip_character (text, '-') && read_digits (text, 2, &day) && year >= 1 && month >= 1 && month <= 12 &&
         g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static gboolean
is_date (const char *text)
{
  return read_date (&text) && *text == '\0';
}

static gboolean
is_time (const char *text)
{
  guint hour, minute, second, offset_hour, offset_minute;

  if (!read_date (&text) || !skip_character (&text, 'T') || !read_digits (&text, 2, &hour) ||
      !skip_character (&text, ':') || !read_digits (&text, 2, &minute) || !skip_character (&text, ':') ||
      !read_digits (&text, 2, &second) || hour > 23 || minute > 59 || second > 59)
    return FALSE;
  if (*text == 'Z')
    return text[1] == '\0';
  if (*text != '+' && *text != '-')
    return FALSE;
  text++;
  return read_digits (&text, 2, &offset_hour) && skip_character (&text, ':') &&
         read_digits (&text, 2, &offset_minute) &&
         offset_minute <= 59 && offset_hour * 60 + offset_minute <= 14 * 60 && *text == '\0';
}

static gboolean
is_file (const char *text)
{
  gsize length = strlen (text);

  return length >= 1 && length <= 255 && is_text (text) && text[0] != '.' && strpbrk (text, "/\\\t\n\r") == NULL;
}

static gboolean
is_digest (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_uuid (const char *text)
{
  return g_uuid_string_is_valid (text);
}

static gboolean (*const type_checks[]) (const char *text) = {
  [MESO_FIELD_TEXT] = is_text,
  [MESO_FIELD_ID] = meso_text_is_id,
  [MESO_FIELD_UUID] = is_uuid,
  [MESO_FIELD_CODE] = is_code,
  [MESO_FIELD_TOKEN] = meso_text_is_token,
  [MESO_FIELD_TOKENS] = is_tokens,
  [MESO_FIELD_DATE] = is_date,
  [MESO_FIELD_TIME] = is_time,
  [MESO_FIELD_FILE] = is_file,
  [MESO_FIELD_DIGEST] = is_digest,
};

static void
set_number_error (const MesoField *field,
                  const char *text,
                  GError **error)
{
  g_autofree char *min = meso_number_format (field->min, field->decimals, 0);
  g_autofree char *max = meso_number_format (field->max, field->decimals, 0);

  if (field->decimals == 0)
    g_set_error (error,
                 MESO_ERROR,
                 MESO_ERROR_INVALID,
                 "%s=\"%.40s\" is not a whole number from %s to %s",
                 field->name,
                 text,
                 min,
                 max);
  else
    g_set_error (error,
                 MESO_ERROR,
                 MESO_ERROR_INVALID,
                 "%s=\"%.40s\" is not a plain decimal from %s to %s with at most %u decimals",
                 field->name,
                 text,
                 min,
                 max,
                 field->decimals);
}

static gboolean
set_number (const MesoField *field,
            gpointer data,
            const char *text,
            GError **error)
{
  gint64 value;

  if (!meso_number_parse (text, field->decimals, &value) || value < field->min || value > field->max)
    {
      set_number_error (field, text, error);
      return FALSE;
    }
  NUMBER_AT (data, field) = value;
  return TRUE;
}

static gboolean
set_enum (const MesoField *field,
          gpointer data,
          const char *text,
          GError **error)
{
  int value = meso_vocabulary_find (field->vocabulary, text);

  if (value == 0)
    {
      g_autofree char *known = g_strjoinv (", ", (char **) field->vocabulary->tokens);

      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_INVALID,
                   "%s=\"%.40s\" is none of %s",
                   field->name,
                   text,
                   known);
      return FALSE;
    }
  ENUM_AT (data, field) = value;
  return TRUE;
}

/**
 * meso_field_find:
 * @fields: a table
 *
 * Returns: (nullable): the field called @name
 */
const MesoField *
meso_field_find (const MesoField *fields,
                 const char *name)
{
  g_return_val_if_fail (fields != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (; fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields;
  return NULL;
}

/**
 * meso_field_set:
 * @data: the structure that @field belongs to
 * @text: a value as in a file
 *
 * Stores @text in @data if the format allows it there; otherwise @data stays as it was.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID, which names the field and what it takes
 */
gboolean
meso_field_set (const MesoField *field,
                gpointer data,
                const char *text,
                GError **error)
{
  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (data != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  if (field->type == MESO_FIELD_NUMBER)
    return set_number (field, data, text, error);
  if (field->type == MESO_FIELD_ENUM)
    return set_enum (field, data, text, error);
  if (!type_checks[field->type](text))
    {
      g_autofree char *shown = g_utf8_make_valid (text, (gssize) MIN (strlen (text), 40));

      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_INVALID,
                   "%s=\"%s\" is not %s",
                   field->name,
                   shown,
                   type_descriptions[field->type]);
      return FALSE;
    }
  g_free (TEXT_AT (data, field));
  TEXT_AT (data, field) = g_strdup (text);
  return TRUE;
}

/** meso_field_is_set: whether @data says anything in @field. */
gboolean
meso_field_is_set (const MesoField *field,
                   gconstpointer data)
{
  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (data != NULL, FALSE);

  switch (field->type)
    {
    case MESO_FIELD_NUMBER:
      return NUMBER_AT (data, field) != MESO_UNSET;
    case MESO_FIELD_ENUM:
      return ENUM_AT (data, field) != 0;
    case MESO_FIELD_TEXT:
    case MESO_FIELD_ID:
    case MESO_FIELD_UUID:
    case MESO_FIELD_CODE:
    case MESO_FIELD_TOKEN:
    case MESO_FIELD_TOKENS:
    case MESO_FIELD_DATE:
    case MESO_FIELD_TIME:
    case MESO_FIELD_FILE:
    case MESO_FIELD_DIGEST:
    default:
      return TEXT_AT (data, field) != NULL;
    }
}

/**
 * meso_field_get:
 *
 * Returns: (transfer full) (nullable): the value as it stands in a file, or %NULL when not given
 */
char *
meso_field_get (const MesoField *field,
                gconstpointer data)
{
  if (!meso_field_is_set (field, data))
    return NULL;
  if (field->type == MESO_FIELD_NUMBER)
    return meso_number_format (NUMBER_AT (data, field), field->decimals, 0);
  if (field->type == MESO_FIELD_ENUM)
    return g_strdup (meso_vocabulary_get_token (field->vocabulary, ENUM_AT (data, field)));
  return g_strdup (TEXT_AT (data, field));
}

/**
 * meso_field_check:
 *
 * Whether the format allows what @data holds in @field; for values that came from a program rather than a file.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID
 */
gboolean
meso_field_check (const MesoField *field,
                  gconstpointer data,
                  GError **error)
{
  if (!meso_field_is_set (field, data))
    {
      if (!field->required)
        return TRUE;
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "%s is missing", field->name);
      return FALSE;
    }
  if (field->type == MESO_FIELD_NUMBER)
    {
      gint64 value = NUMBER_AT (data, field);
      g_autofree char *text = NULL;

      if (value >= field->min && value <= field->max)
        return TRUE;
      text = meso_number_format (value, field->decimals, 0);
      set_number_error (field, text, error);
      return FALSE;
    }
  if (field->type == MESO_FIELD_ENUM)
    {
      if (meso_vocabulary_get_token (field->vocabulary, ENUM_AT (data, field)) != NULL)
        return TRUE;
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "%s has no value %d", field->name, ENUM_AT (data, field));
      return FALSE;
    }
  if (type_checks[field->type](TEXT_AT (data, field)))
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_INVALID,
               "%s is not %s",
               field->name,
               type_descriptions[field->type]);
  return FALSE;
}

/** meso_fields_init: makes every field of @data "not given"; what @data held before is not freed. */
void
meso_fields_init (const MesoField *fields,
                  gpointer data)
{
  g_return_if_fail (fields != NULL);
  g_return_if_fail (data != NULL);

  for (; fields->name != NULL; fields++)
    {
      if (fields->type == MESO_FIELD_NUMBER)
        NUMBER_AT (data, fields) = MESO_UNSET;
      else if (fields->type == MESO_FIELD_ENUM)
        ENUM_AT (data, fields) = 0;
      else
        TEXT_AT (data, fields) = NULL;
    }
}

/** meso_fields_copy: copies every field of @source into @target, which held nothing before. */
void
meso_fields_copy (const MesoField *fields,
                  gconstpointer source,
                  gpointer target)
{
  g_return_if_fail (fields != NULL);
  g_return_if_fail (source != NULL);
  g_return_if_fail (target != NULL);

  for (; fields->name != NULL; fields++)
    {
      if (fields->type == MESO_FIELD_NUMBER)
        NUMBER_AT (target, fields) = NUMBER_AT (source, fields);
      else if (fields->type == MESO_FIELD_ENUM)
        ENUM_AT (target, fields) = ENUM_AT (source, fields);
      else
        TEXT_AT (target, fields) = g_strdup (TEXT_AT (source, fields));
    }
}

/** meso_fields_clear: frees every field of @data. */
void
meso_fields_clear (const MesoField *fields,
                   gpointer data)
{
  g_return_if_fail (fields != NULL);
  g_return_if_fail (data != NULL);

  for (; fields->name != NULL; fields++)
    if (fields->type != MESO_FIELD_NUMBER && fields->type != MESO_FIELD_ENUM)
      g_clear_pointer (&TEXT_AT (data, fields), g_free);
}

/* What the C library takes for so many bytes: it keeps a word for itself, and gives sixteenths. */
static gsize
get_chunk (gsize size)
{
  return MAX ((size + sizeof (gsize) + 15) / 16 * 16, 32);
}

/** meso_fields_get_size: about how many bytes the texts of @data take. */
gsize
meso_fields_get_size (const MesoField *fields,
                      gconstpointer data)
{
  gsize size = 0;

  g_return_val_if_fail (fields != NULL, 0);
  g_return_val_if_fail (data != NULL, 0);

  for (; fields->name != NULL; fields++)
    if (fields->type != MESO_FIELD_NUMBER && fields->type != MESO_FIELD_ENUM && TEXT_AT (data, fields) != NULL)
      size += get_chunk (strlen (TEXT_AT (data, fields)) + 1);
  return size;
}

/** meso_fields_equal: whether @a and @b say the same in every field. */
gboolean
meso_fields_equal (const MesoField *fields,
                   gconstpointer a,
                   gconstpointer b)
{
  g_return_val_if_fail (fields != NULL, FALSE);

  for (; fields->name != NULL; fields++)
    {
      if (fields->type == MESO_FIELD_NUMBER)
        {
          if (NUMBER_AT (a, fields) != NUMBER_AT (b, fields))
            return FALSE;
        }
      else if (fields->type == MESO_FIELD_ENUM)
        {
          if (ENUM_AT (a, fields) != ENUM_AT (b, fields))
            return FALSE;
        }
      else if (g_strcmp0 (TEXT_AT (a, fields), TEXT_AT (b, fields)) != 0)
        return FALSE;
    }
  return TRUE;
}

/** meso_text_is_id: whether @text is an XML name without a colon, of ASCII letters, digits, '.', '_' and '-'. */
gboolean
meso_text_is_id (const char *text)
{
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_ascii_isalpha (text[0]) && text[0] != '_')
    return FALSE;
  for (length = 1; text[length] != '\0'; length++)
    if (!g_ascii_isalnum (text[length]) && strchr ("._-", text[length]) == NULL)
      return FALSE;
  return length <= 64;
}

/** meso_text_is_token: whether @text is [a-z0-9-]{1,64}, as diagrams, regions and patterns are called. */
gboolean
meso_text_is_token (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  return is_token_of (text, strlen (text));
}

/**
 * meso_time_parse:
 * @text: a time of the record, or %NULL
 *
 * Returns: (transfer full) (nullable): the instant, with the offset that was recorded
 */
GDateTime *
meso_time_parse (const char *text)
{
  return text != NULL && is_time (text) ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}
