/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-number.h"

#include <langinfo.h>
#include <string.h>

static const gint64 powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000 };

/**
 * meso_number_parse:
 * @text: digits, with an optional minus in front and an optional point with at most @decimals digits behind
 * @decimals: how many decimals one unit of @value stands for, at most 6
 * @value: (out): the number times 10^@decimals
 *
 * Reads a plain decimal exactly: no exponent, no plus, no blank, no comma, no binary fraction in between.
 *
 * Returns: %FALSE if @text is not such a number, has more decimals, or is beyond 10^12
 */
gboolean
meso_number_parse (const char *text,
                   guint decimals,
                   gint64 *value)
{
  const gint64 limit = G_GINT64_CONSTANT (1000000000000);
  gboolean negative;
  gint64 result = 0;
  guint n_digits = 0;
  guint n_decimals = 0;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (decimals < G_N_ELEMENTS (powers), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  negative = *text == '-';
  if (negative)
    text++;
  for (; g_ascii_isdigit (*text); text++, n_digits++)
    {
      result = result * 10 + (*text - '0');
      if (result > limit)
        return FALSE;
    }
  if (n_digits == 0)
    return FALSE;
  if (*text == '.')
    {
      for (text++; g_ascii_isdigit (*text) && n_decimals < decimals; text++, n_decimals++)
        result = result * 10 + (*text - '0');
      if (n_decimals == 0)
        return FALSE;
    }
  if (*text != '\0')
    return FALSE;

  result *= powers[decimals - n_decimals];
  *value = negative ? -result : result;
  return TRUE;
}

/**
 * meso_number_format:
 * @value: a number times 10^@decimals
 * @min_decimals: how many decimals are written even if they are zero, for columns of figures; 0 in files
 *
 * Returns: (transfer full): the shortest plain decimal that says @value exactly, with a point
 */
char *
meso_number_format (gint64 value,
                    guint decimals,
                    guint min_decimals)
{
  gint64 magnitude = ABS (value);
  char fraction[8];
  gsize length;

  g_return_val_if_fail (decimals < G_N_ELEMENTS (powers), NULL);
  g_return_val_if_fail (min_decimals <= decimals, NULL);
  g_return_val_if_fail (value != MESO_UNSET, NULL);

  g_snprintf (fraction, sizeof fraction, "%0*" G_GINT64_FORMAT, (int) decimals, magnitude % powers[decimals]);
  length = decimals;
  while (length > min_decimals && fraction[length - 1] == '0')
    length--;
  fraction[length] = '\0';
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "%s%s",
                          value < 0 ? "-" : "",
                          magnitude / powers[decimals],
                          length > 0 ? "." : "",
                          fraction);
}

/**
 * meso_number_format_local:
 *
 * Like meso_number_format(), for people: with the decimal sign of the user's locale and a true minus sign.
 */
char *
meso_number_format_local (gint64 value,
                          guint decimals,
                          guint min_decimals)
{
  g_autofree char *plain = meso_number_format (value, decimals, min_decimals);
  const char *radix = nl_langinfo (RADIXCHAR);
  const char *digits = plain;
  g_auto (GStrv) parts = NULL;
  g_autofree char *joined = NULL;

  if (*digits == '-')
    digits++;
  parts = g_strsplit (digits, ".", 2);
  joined = g_strjoinv (radix != NULL && *radix != '\0' ? radix : ".", parts);
  return g_strconcat (value < 0 ? "\u2212" : "", joined, NULL);
}

/**
 * meso_number_split:
 * @total: what is divided, in the smallest unit
 * @parts: (out caller-allocates) (array length=n_parts): the shares
 *
 * Divides @total into equal shares by largest remainders: they add up to @total exactly, and the first ones are larger
 * by one unit where it does not divide.
 */
void
meso_number_split (gint64 total,
                   guint n_parts,
                   gint64 *parts)
{
  g_return_if_fail (total >= 0);
  g_return_if_fail (n_parts > 0);
  g_return_if_fail (parts != NULL);

  for (guint i = 0; i < n_parts; i++)
    parts[i] = total / n_parts + (i < total % n_parts ? 1 : 0);
}
