/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-format.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"
#include "model/meso-field.h"

/* How amounts are shown: at least the digits of a syringe's scale. */
#define MIN_DECIMALS_ML 2

static GDateTime *
parse_iso_date (const char *date)
{
  int year, month, day;

  if (date == NULL || sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return NULL;

  return g_date_time_new_utc (year, month, day, 12, 0, 0);
}

static char *
format_or_copy (GDateTime *time,
                const char *format,
                const char *text)
{
  char *formatted = time != NULL ? g_date_time_format (time, format) : NULL;

  return formatted != NULL ? formatted : g_strdup (text != NULL ? text : "");
}

/** meso_format_date: an ISO date as "17 Apr 1981"; (transfer full): never %NULL. */
char *
meso_format_date (const char *date)
{
  g_autoptr (GDateTime) parsed = parse_iso_date (date);

  /* Translators: a date, see strftime */
  return format_or_copy (parsed, _ ("%-d %b %Y"), date);
}

/** meso_format_day: the day of a time of the record, as it was recorded, as "24 June 2026". */
char *
meso_format_day (const char *time)
{
  g_autoptr (GDateTime) parsed = time != NULL ? meso_time_parse (time) : NULL;

  /* Translators: a date with the full month, see strftime */
  return format_or_copy (parsed, _ ("%-d %B %Y"), time);
}

/** meso_format_day_and_time: a time of the record, as it was recorded, as "24 June 2026 10:30". */
char *
meso_format_day_and_time (const char *time)
{
  g_autoptr (GDateTime) parsed = time != NULL ? meso_time_parse (time) : NULL;

  /* Translators: a date with the full month and a time, see strftime */
  return format_or_copy (parsed, _ ("%-d %B %Y %H:%M"), time);
}

/** meso_format_month: an expiry date as "08/27". */
char *
meso_format_month (const char *date)
{
  g_autoptr (GDateTime) parsed = parse_iso_date (date);

  return format_or_copy (parsed, "%m/%y", date);
}

/** meso_format_birth_date: a birth date and the age at a date or time of the record, as "17 Apr 1981 (45)". */
char *
meso_format_birth_date (const char *birth_date,
                        const char *at)
{
  g_autoptr (GDateTime) birth = parse_iso_date (birth_date);
  g_autoptr (GDateTime) then = at != NULL ? parse_iso_date (at) : g_date_time_new_now_local ();
  g_autofree char *date = meso_format_date (birth_date);
  int age;

  if (birth == NULL || then == NULL)
    return g_steal_pointer (&date);

  age = g_date_time_get_year (then) - g_date_time_get_year (birth);
  if (g_date_time_get_month (then) < g_date_time_get_month (birth) ||
      (g_date_time_get_month (then) == g_date_time_get_month (birth) &&
       g_date_time_get_day_of_month (then) < g_date_time_get_day_of_month (birth)))
    age--;

  /* Translators: a birth date and the age in years */
  return g_strdup_printf (_ ("%s (%d)"), date, age);
}

static guint
get_min_decimals (MesoUnit unit)
{
  return unit == MESO_UNIT_U ? 0 : MIN_DECIMALS_ML;
}

/** meso_format_amount: an amount in 1/10,000 with the symbol of its unit, as "0.22 mL". */
char *
meso_format_amount (gint64 amount,
                    MesoUnit unit)
{
  g_autofree char *number = meso_number_format_local (amount, MESO_AMOUNT_DECIMALS, get_min_decimals (unit));

  return unit == MESO_UNIT_UNSET ? g_steal_pointer (&number)
                                 : g_strdup_printf ("%s %s", number, meso_unit_get_symbol (unit));
}

/** meso_format_left: what is left of a product, as "0.22 of 3.00 mL left"; "1.20 mL charted" if not known. */
char *
meso_format_left (const MesoProduct *product,
                  gint64 charted)
{
  gint64 left;
  g_autofree char *opened = NULL;
  g_autofree char *amount = NULL;

  if (product->opened == MESO_UNSET)
    {
      amount = meso_format_amount (charted, product->unit);
      /* Translators: how much of a product has been charted */
      return g_strdup_printf (_ ("%s charted"), amount);
    }

  opened = meso_format_amount (product->opened, product->unit);
  left = product->opened - charted - (product->discarded != MESO_UNSET ? product->discarded : 0);
  amount = meso_number_format_local (ABS (left), MESO_AMOUNT_DECIMALS, get_min_decimals (product->unit));

  /* Translators: 0.22 of 3.00 mL left */
  return g_strdup_printf (left < 0 ? _ ("%s over %s") : _ ("%s of %s left"), amount, opened);
}

/** meso_format_marks: "244 points, 2 lines". */
char *
meso_format_marks (guint n_points,
                   guint n_threads,
                   guint n_areas)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (n_points > 0 || n_threads + n_areas == 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u point", "%u points", n_points), n_points));
  if (n_threads > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u line", "%u lines", n_threads), n_threads));
  if (n_areas > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u zone", "%u zones", n_areas), n_areas));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (", ", (char **) parts->pdata);
}

/** meso_date_has_passed: whether an ISO date lies before the day of @at (a date or time; %NULL is today). */
gboolean
meso_date_has_passed (const char *date,
                      const char *at)
{
  g_autofree char *today = NULL;

  if (date == NULL)
    return FALSE;
  if (at == NULL)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_local ();

      today = g_date_time_format (now, "%Y-%m-%d");
      at = today;
    }

  return strncmp (date, at, strlen ("YYYY-MM-DD")) < 0;
}

static int
find_month (const char *word)
{
  for (int month = 1; month <= 12; month++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (2001, month, 1, 0, 0, 0);
      g_autofree char *local = g_date_time_format (time, "%b");
      g_autofree char *full = g_date_time_format (time, "%B");
      static const char *const english[] = {
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
      };
      g_autofree char *folded = g_utf8_casefold (word, -1);
      g_autofree char *folded_local = g_utf8_casefold (local, -1);
      g_autofree char *folded_full = g_utf8_casefold (full, -1);

      if (g_str_has_prefix (folded, english[month - 1]) || g_str_has_prefix (folded_full, folded) ||
          g_str_has_prefix (folded, folded_local))
        return month;
    }

  return 0;
}

/* Whether dates are written with the month before the day here. */
static gboolean
month_comes_first (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_utc (2001, 11, 22, 0, 0, 0);
  g_autofree char *date = g_date_time_format (time, "%x");
  const char *month = date != NULL ? strstr (date, "11") : NULL;
  const char *day = date != NULL ? strstr (date, "22") : NULL;

  /* The C locale writes 11/22/01, which nobody asked for. */
  if (g_strcmp0 (setlocale (LC_TIME, NULL), "C") == 0 || g_str_has_prefix (setlocale (LC_TIME, NULL), "C."))
    return FALSE;

  return month != NULL && day != NULL && month < day;
}

static gboolean
set_date_error (GError **error)
{
  g_autoptr (GDateTime) example = g_date_time_new_utc (1981, 4, 17, 0, 0, 0);
  g_autofree char *date = g_date_time_format (example, month_comes_first () ? "%m/%d/%Y" : "%d.%m.%Y");

  g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID,
               /* Translators: an error beside an entry; the two are examples of dates */
               _ ("Write the date as %s or 1981-04-17"), date);
  return FALSE;
}

static gboolean
split_date (const char *text,
            int numbers[3],
            guint *month_at,
            gboolean *year_first)
{
  g_auto (GStrv) words = NULL;
  guint n = 0;

  words = g_strsplit_set (text, " ./-,\t", -1);
  *month_at = G_MAXUINT;
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *end;

      if (*words[i] == '\0')
        continue;
      if (n == 3)
        return FALSE;

      numbers[n] = (int) g_ascii_strtoll (words[i], &end, 10);
      if (end == words[i])
        {
          numbers[n] = find_month (words[i]);
          if (numbers[n] == 0 || *month_at != G_MAXUINT)
            return FALSE;
          *month_at = n;
        }
      else if (*end != '\0')
        return FALSE;
      else if (n == 0)
        *year_first = end - words[i] == 4;
      n++;
    }

  return n == 3;
}

/**
 * meso_date_parse:
 * @text: a date as people write it: 1981-04-17, 17.4.1981, 17/04/1981, 17 Apr 1981; 4/17/1981 where that is usual
 * @error: %MESO_ERROR_INVALID, a sentence for beside the entry
 *
 * Returns: (transfer full): the ISO date, or %NULL. The year must have four digits.
 */
char *
meso_date_parse (const char *text,
                 GError **error)
{
  int numbers[3] = { 0 };
  guint month_at;
  gboolean year_first = FALSE;
  int year, month, day;

  g_return_val_if_fail (text != NULL, NULL);

  if (!split_date (text, numbers, &month_at, &year_first))
    {
      set_date_error (error);
      return NULL;
    }

  if (year_first)
    {
      year = numbers[0];
      month = numbers[month_at == 2 ? 2 : 1];
      day = numbers[month_at == 2 ? 1 : 2];
    }
  else
    {
      gboolean month_first = month_at == 0 || (month_at == G_MAXUINT && month_comes_first ());

      year = numbers[2];
      month = numbers[month_first ? 0 : 1];
      day = numbers[month_first ? 1 : 0];
    }

  if (year < 1800 || year > 2200 ||
      !g_date_valid_dmy ((GDateDay) CLAMP (day, 0, 99), (GDateMonth) CLAMP (month, 0, 13), (GDateYear) year))
    {
      set_date_error (error);
      return NULL;
    }

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}
