/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-gs1.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define GTIN_LENGTH 14
#define LOT_MAX 20

/* What ends an element of varying length: FNC1, which a scanner types as the control character GS or its picture. */
#define SEPARATOR '\x1d'
#define SEPARATOR_PICTURE "\xe2\x90\x9d"

/* Longer codes exist on no box: a DataMatrix holds 3,116 digits. */
#define CODE_MAX 4096

/* An application identifier: what the element after it is, and how long. */
typedef struct
{
  const char *prefix; /* of the identifier */
  guint8 code; /* digits of the identifier */
  guint8 length; /* of the value; the longest, when it varies */
  gboolean varies;
} Identifier;

/* GS1 General Specifications, section 3.2. The first that fits counts: longer prefixes stand before shorter ones. */
/* clang-format off */
static const Identifier identifiers[] = {
  { "00", 2, 18, FALSE },   { "01", 2, 14, FALSE },   { "02", 2, 14, FALSE },   { "03", 2, 14, FALSE },
  { "10", 2, 20, TRUE },    { "11", 2, 6, FALSE },    { "12", 2, 6, FALSE },    { "13", 2, 6, FALSE },
  { "15", 2, 6, FALSE },    { "16", 2, 6, FALSE },    { "17", 2, 6, FALSE },    { "20", 2, 2, FALSE },
  { "21", 2, 20, TRUE },    { "22", 2, 20, TRUE },    { "235", 3, 28, TRUE },   { "240", 3, 30, TRUE },
  { "241", 3, 30, TRUE },   { "242", 3, 6, TRUE },    { "243", 3, 20, TRUE },   { "250", 3, 30, TRUE },
  { "251", 3, 30, TRUE },   { "253", 3, 30, TRUE },   { "254", 3, 20, TRUE },   { "255", 3, 25, TRUE },
  { "30", 2, 8, TRUE },     { "31", 4, 6, FALSE },    { "32", 4, 6, FALSE },    { "33", 4, 6, FALSE },
  { "34", 4, 6, FALSE },    { "35", 4, 6, FALSE },    { "36", 4, 6, FALSE },    { "37", 2, 8, TRUE },
  { "390", 4, 15, TRUE },   { "391", 4, 18, TRUE },   { "392", 4, 15, TRUE },   { "393", 4, 18, TRUE },
  { "394", 4, 4, FALSE },   { "395", 4, 6, FALSE },   { "400", 3, 30, TRUE },   { "401", 3, 30, TRUE },
  { "402", 3, 17, FALSE },  { "403", 3, 30, TRUE },   { "41", 3, 13, FALSE },   { "420", 3, 20, TRUE },
  { "421", 3, 12, TRUE },   { "422", 3, 3, FALSE },   { "423", 3, 15, TRUE },   { "424", 3, 3, FALSE },
  { "425", 3, 15, TRUE },   { "426", 3, 3, FALSE },   { "427", 3, 3, TRUE },    { "7001", 4, 13, FALSE },
  { "7002", 4, 30, TRUE },  { "7003", 4, 10, FALSE }, { "7004", 4, 4, TRUE },   { "7005", 4, 12, TRUE },
  { "7006", 4, 6, FALSE },  { "7007", 4, 12, TRUE },  { "7008", 4, 3, TRUE },   { "7009", 4, 10, TRUE },
  { "7010", 4, 2, TRUE },   { "7020", 4, 20, TRUE },  { "7021", 4, 20, TRUE },  { "7022", 4, 20, TRUE },
  { "7023", 4, 30, TRUE },  { "703", 4, 30, TRUE },   { "7040", 4, 4, FALSE },  { "71", 3, 20, TRUE },
  { "8001", 4, 14, FALSE }, { "8002", 4, 20, TRUE },  { "8003", 4, 30, TRUE },  { "8004", 4, 30, TRUE },
  { "8005", 4, 6, FALSE },  { "8006", 4, 18, FALSE }, { "8007", 4, 34, TRUE },  { "8008", 4, 12, TRUE },
  { "8009", 4, 50, TRUE },  { "8010", 4, 30, TRUE },  { "8011", 4, 12, TRUE },  { "8012", 4, 20, TRUE },
  { "8013", 4, 25, TRUE },  { "8017", 4, 18, FALSE }, { "8018", 4, 18, FALSE }, { "8019", 4, 10, TRUE },
  { "8020", 4, 25, TRUE },  { "8110", 4, 70, TRUE },  { "8200", 4, 70, TRUE },  { "90", 2, 30, TRUE },
  { "91", 2, 90, TRUE },    { "92", 2, 90, TRUE },    { "93", 2, 90, TRUE },    { "94", 2, 90, TRUE },
  { "95", 2, 90, TRUE },    { "96", 2, 90, TRUE },    { "97", 2, 90, TRUE },    { "98", 2, 90, TRUE },
  { "99", 2, 90, TRUE },
};
/* clang-format on */

typedef struct
{
  MesoGs1 *result;
  int year;
  gboolean has_separators;
  guint n_known; /* elements whose identifier is known */
} Parser;

static gboolean
has_digits (const char *text,
            gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static void
add_problem (Parser *parser,
             const char *text)
{
  if (!g_ptr_array_find_with_equal_func (parser->result->problems, text, g_str_equal, NULL))
    g_ptr_array_add (parser->result->problems, g_strdup (text));
}

static const Identifier *
find_identifier (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identifiers); i++)
    {
      const Identifier *identifier = &identifiers[i];

      /* has_digits() stops at the end of the text, which is no digit. */
      if (g_str_has_prefix (text, identifier->prefix) && has_digits (text, identifier->code))
        return identifier;
    }
  return NULL;
}

static gboolean
is (const Identifier *identifier,
    const char *code)
{
  return g_str_equal (identifier->prefix, code);
}

/* The last digit makes the sum, in which every second digit from the right counts three times, a multiple of ten. */
static gboolean
check_digit_is_right (const char *digits,
                      gsize n)
{
  guint sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (guint) (digits[i] - '0') * ((n - i) % 2 == 0 ? 3 : 1);
  return sum % 10 == 0;
}

/**
 * meso_gtin_is_valid:
 * @gtin: (nullable)
 *
 * Whether these are 8, 12, 13 or 14 digits with a right check digit, and not all of them zero.
 */
gboolean
meso_gtin_is_valid (const char *gtin)
{
  gsize n = gtin != NULL ? strlen (gtin) : 0;

  if (n != 8 && n != 12 && n != 13 && n != GTIN_LENGTH)
    return FALSE;
  return has_digits (gtin, n) && strspn (gtin, "0") < n && check_digit_is_right (gtin, n);
}

/**
 * meso_gtin_normalize:
 * @text: as typed: blanks and hyphens may divide the digits
 *
 * Returns: (transfer full) (nullable): 14 digits, with zeros in front; %NULL when it is no valid GTIN
 */
char *
meso_gtin_normalize (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p != ' ' && *p != '-')
      g_string_append_c (digits, *p);
  if (!meso_gtin_is_valid (digits->str))
    return NULL;
  while (digits->len < GTIN_LENGTH)
    g_string_prepend_c (digits, '0');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* GS1 General Specifications, section 7.12: the year lies at most 49 years back and 50 ahead. */
static int
find_year (int two_digits,
           int this_year)
{
  int year = this_year - this_year % 100 + two_digits;
  int ahead = two_digits - this_year % 100;

  if (ahead >= 51)
    year -= 100;
  else if (ahead <= -50)
    year += 100;
  return year;
}

/* YYMMDD; day 00 is the last of the month. */
static char *
parse_date (const char *digits,
            int this_year)
{
  int year, month, day, n_days;

  if (!has_digits (digits, 6))
    return NULL;
  year = find_year ((digits[0] - '0') * 10 + digits[1] - '0', this_year);
  month = (digits[2] - '0') * 10 + digits[3] - '0';
  day = (digits[4] - '0') * 10 + digits[5] - '0';
  if (month < 1 || month > 12)
    return NULL;
  n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);
  if (day > n_days)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day == 0 ? n_days : day);
}

/* Keeps the first that a code says. */
static void
keep (Parser *parser,
      char **member,
      const char *value,
      gsize n)
{
  g_autofree char *copy = g_strndup (value, n);

  if (*member == NULL)
    *member = g_steal_pointer (&copy);
  else if (!g_str_equal (*member, copy))
    add_problem (parser, _ ("The code says the same thing twice, and differently. Compare it with the box."));
}

static void
take_gtin (Parser *parser,
           const char *value,
           gsize n)
{
  g_autofree char *gtin = g_strndup (value, n);

  if (meso_gtin_is_valid (gtin) && n == GTIN_LENGTH)
    keep (parser, &parser->result->gtin, gtin, n);
  else
    add_problem (parser, _ ("The article number (GTIN) in the code is wrong: its check digit does not fit."));
}

static void
take_expiry (Parser *parser,
             const char *value,
             gsize n)
{
  g_autofree char *date = n == 6 ? parse_date (value, parser->year) : NULL;

  if (date != NULL)
    {
      keep (parser, &parser->result->expires, date, strlen (date));
      return;
    }
  add_problem (parser, _ ("The expiry in the code is no real date. Read it from the box."));
}

static void
take_value (Parser *parser,
            const Identifier *identifier,
            const char *value,
            gsize n)
{
  if (n == 0)
    {
      add_problem (parser, _ ("The code ends too early. Scan it again, or compare it with the box."));
      return;
    }
  parser->n_known++;
  if (is (identifier, "01"))
    take_gtin (parser, value, n);
  else if (is (identifier, "17"))
    take_expiry (parser, value, n);
  else if (is (identifier, "21"))
    keep (parser, &parser->result->serial, value, n);
  else if (is (identifier, "10"))
    {
      if (n > LOT_MAX)
        add_problem (parser, _ ("The lot in the code is too long. Compare it with the box."));
      keep (parser, &parser->result->lot, value, n);
    }
}

/* Whether @text begins with an element that carries its own proof: an article number, or a date. */
static gboolean
begins_with_proof (Parser *parser,
                   const char *text)
{
  const Identifier *identifier = find_identifier (text);
  g_autofree char *date = NULL;
  g_autofree char *gtin = NULL;

  if (identifier == NULL)
    return FALSE;
  if (is (identifier, "01"))
    {
      gtin = g_strndup (text + 2, GTIN_LENGTH);
      return parser->result->gtin == NULL && strlen (gtin) == GTIN_LENGTH && meso_gtin_is_valid (gtin);
    }
  if (!is (identifier, "11") && !is (identifier, "15") && !is (identifier, "17"))
    return FALSE;
  if (is (identifier, "17") && parser->result->expires != NULL)
    return FALSE;
  date = parse_date (text + 2, parser->year);
  return date != NULL;
}

/* Whether @text is nothing but elements; the last may be of any length. */
static gboolean
is_elements (const char *text)
{
  while (*text != '\0')
    {
      const Identifier *identifier = find_identifier (text);

      if (identifier == NULL)
        return FALSE;
      text += identifier->code;
      if (identifier->varies)
        return *text != '\0';
      if (!has_digits (text, identifier->length))
        return FALSE;
      text += identifier->length;
    }
  return TRUE;
}

/* Where the lot begins in a value that runs into it, if that can be one place only. */
static gsize
find_lot (const char *value,
          gsize n)
{
  gsize place = 0;

  for (gsize i = 1; i + 2 < n; i++)
    if (g_str_has_prefix (value + i, "10"))
      {
        if (place != 0)
          return 0;
        place = i;
      }
  return place;
}

/*
 * How far a value of varying length goes in a code without separators. That is its end, unless an article number with
 * its check digit, or a date, stands after it: these prove themselves. A lot is found in another value only where
 * there is one place for it. A serial number is never looked for in a lot: "21" is in too many lots. Whatever remains
 * doubtful is told.
 */
static gsize
find_length (Parser *parser,
             const Identifier *identifier,
             const char *value)
{
  const char *doubt = _ ("The scanner sent no separators. Compare lot and expiry with the box.");
  gsize n = strlen (value);
  gsize lot;

  if (parser->has_separators)
    return n;
  for (gsize i = 1; i < n; i++)
    if (begins_with_proof (parser, value + i) && is_elements (value + i))
      {
        add_problem (parser, doubt);
        return i;
      }
  if (is (identifier, "10"))
    {
      const char *serial = n > 1 ? strstr (value + 1, "21") : NULL;

      if (parser->result->serial == NULL && serial != NULL && serial[2] != '\0' && n > 10)
        add_problem (parser, doubt);
      return n;
    }
  lot = parser->result->lot == NULL ? find_lot (value, n) : 0;
  if (parser->result->lot == NULL && strstr (value + MIN (n, 1), "10") != NULL)
    add_problem (parser, doubt);
  return lot > 0 ? lot : n;
}

/* What stands between two separators. Returns whether all of it is known. */
static gboolean
parse_elements (Parser *parser,
                const char *text)
{
  while (*text != '\0')
    {
      const Identifier *identifier = find_identifier (text);
      gsize n;

      if (identifier == NULL)
        return FALSE;
      text += identifier->code;
      n = identifier->varies ? find_length (parser, identifier, text) : MIN (identifier->length, strlen (text));
      if (n == 0 || (!identifier->varies && n < identifier->length))
        {
          add_problem (parser, _ ("The code ends too early. Scan it again, or compare it with the box."));
          return parser->n_known > 0;
        }
      take_value (parser, identifier, text, n);
      text += n;
    }
  return TRUE;
}

/* "(01)…(17)…": as a code is printed for people. A bracket that holds no identifier belongs to the value. */
static const char *
find_bracket (const char *text)
{
  for (const char *p = strchr (text, '('); p != NULL; p = strchr (p + 1, '('))
    {
      const Identifier *identifier = find_identifier (p + 1);

      if (identifier != NULL && p[1 + identifier->code] == ')')
        return p;
    }
  return NULL;
}

static gboolean
parse_brackets (Parser *parser,
                const char *text)
{
  const char *at = find_bracket (text);

  if (at != text)
    return FALSE;
  while (at != NULL)
    {
      const Identifier *identifier = find_identifier (at + 1);
      const char *value = at + identifier->code + 2;
      const char *next = find_bracket (value);
      g_autofree char *copy = next != NULL ? g_strndup (value, (gsize) (next - value)) : g_strdup (value);

      g_strstrip (g_strdelimit (copy, "\x1d", ' '));
      take_value (parser, identifier, copy, strlen (copy));
      at = next;
    }
  return TRUE;
}

static gboolean
parse_separated (Parser *parser,
                 const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\x1d", -1);
  gboolean all_known = TRUE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      /* The value of an identifier that is not known goes to the next separator. */
      if (!parse_elements (parser, parts[i]))
        all_known = FALSE;
    }
  if (!all_known && parser->n_known > 0)
    add_problem (parser, _ ("A part of the code is not known and was left out. Compare it with the box."));
  return parser->n_known > 0;
}

/* Without white space around it, control characters, and the sign for the kind of code: "]d2" and the like. */
static char *
strip (const char *code)
{
  g_autofree char *valid = g_utf8_make_valid (code, (gssize) strnlen (code, CODE_MAX));
  g_auto (GStrv) parts = g_strsplit (valid, SEPARATOR_PICTURE, -1);
  g_autofree char *text = g_strjoinv ("\x1d", parts);
  char *start = text;
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == SEPARATOR || !g_ascii_iscntrl (*p))
      text[n++] = *p;
  text[n] = '\0';
  g_strstrip (text);
  if (start[0] == ']' && g_ascii_isalpha (start[1]) && g_ascii_isalnum (start[2]))
    start += 3;
  while (*start == SEPARATOR)
    start++;
  return g_strdup (start);
}

static void
free_values (MesoGs1 *self)
{
  g_clear_pointer (&self->gtin, g_free);
  g_clear_pointer (&self->lot, g_free);
  g_clear_pointer (&self->expires, g_free);
  g_clear_pointer (&self->serial, g_free);
}

static gboolean
says_nothing (MesoGs1 *self)
{
  return self->gtin == NULL && self->lot == NULL && self->expires == NULL && self->serial == NULL;
}

/**
 * meso_gs1_parse:
 * @code: what a scanner typed: with separators (GS) or without, with a sign such as "]d2" in front, or in brackets
 * @year: of today, which tells the century of dates
 *
 * Elements may stand in any order; those that are of no use here are passed over. Digits alone that are an EAN or UPC
 * with a right check digit are an article number. What is wrong is told, and the rest is kept.
 */
MesoGs1 *
meso_gs1_parse (const char *code,
                int year)
{
  MesoGs1 *self = g_new0 (MesoGs1, 1);
  Parser parser = { .result = self, .year = year };
  g_autofree char *text = NULL;

  g_return_val_if_fail (code != NULL, self);

  self->problems = g_ptr_array_new_with_free_func (g_free);
  text = strip (code);
  parser.has_separators = strchr (text, SEPARATOR) != NULL;
  /* Eight digits that are an expiry: the short article numbers from 140 to 199 are given to nobody. */
  if (meso_gtin_is_valid (text) && !(strlen (text) == 8 && begins_with_proof (&parser, text)))
    self->gtin = meso_gtin_normalize (text);
  else if (!parse_brackets (&parser, text) && !parse_separated (&parser, text))
    {
      free_values (self);
      g_ptr_array_set_size (self->problems, 0);
    }
  if (says_nothing (self))
    self->text = g_strdup (g_strstrip (g_strdelimit (text, "\x1d", ' ')));
  return self;
}

/** meso_gs1_free: %NULL is allowed. */
void
meso_gs1_free (MesoGs1 *self)
{
  if (self == NULL)
    return;
  free_values (self);
  g_free (self->text);
  if (self->problems != NULL)
    g_ptr_array_unref (self->problems);
  g_free (self);
}
