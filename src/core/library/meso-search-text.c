/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-search-text.h"

#include <stdio.h>
#include <string.h>

/* Letters with a stroke or joined ones, which Unicode does not take apart. */
static const struct
{
  gunichar letter;
  const char *plain;
} plain_letters[] = {
  { 0x00e6, "ae" },
  { 0x00f0, "d" },
  { 0x00f8, "o" },
  { 0x00fe, "th" },
  { 0x0111, "d" },
  { 0x0127, "h" },
  { 0x0131, "i" },
  { 0x0142, "l" },
  { 0x0153, "oe" },
  { 0x0167, "t" },
};

static void
append_letter (GString *folded,
               gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_letters); i++)
    if (plain_letters[i].letter == letter)
      {
        g_string_append (folded, plain_letters[i].plain);
        return;
      }
  g_string_append_unichar (folded, letter);
}

/**
 * meso_search_fold:
 *
 * Returns: (transfer full): @text without what people leave out when they search: case, accents, and blanks but one
 *   between words
 */
char *
meso_search_fold (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *decomposed = NULL;
  g_autofree char *lower = NULL;
  GString *folded;
  gboolean blank = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  lower = g_utf8_casefold (valid, -1);
  decomposed = g_utf8_normalize (lower, -1, G_NORMALIZE_ALL);
  folded = g_string_new (NULL);
  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_ismark (letter))
        continue;
      if (g_unichar_isspace (letter))
        {
          blank = folded->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (folded, ' ');
      blank = FALSE;
      append_letter (folded, letter);
    }
  return g_string_free (folded, FALSE);
}

/**
 * meso_search_matches:
 * @folded_text: from meso_search_fold()
 * @folded_query: from meso_search_fold()
 *
 * Whether each word of the query is in the text, anywhere and in any order.
 */
gboolean
meso_search_matches (const char *folded_text,
                     const char *folded_query)
{
  g_return_val_if_fail (folded_text != NULL, FALSE);
  g_return_val_if_fail (folded_query != NULL, FALSE);

  while (*folded_query != '\0')
    {
      const char *end = strchrnul (folded_query, ' ');
      gsize length = (gsize) (end - folded_query);

      if (length > 0 && memmem (folded_text, strlen (folded_text), folded_query, length) == NULL)
        return FALSE;
      folded_query = *end == ' ' ? end + 1 : end;
    }
  return TRUE;
}

/** meso_search_append_date: adds the ways in which people type a date (YYYY-MM-DD, or longer) to a text to search. */
void
meso_search_append_date (GString *text,
                         const char *date)
{
  int year, month, day;

  g_return_if_fail (text != NULL);

  if (date == NULL || sscanf (date, "%4d-%2d-%2d", &year, &month, &day) != 3)
    return;
  g_string_append_printf (text, " %04d-%02d-%02d", year, month, day);
  g_string_append_printf (text, " %02d.%02d.%04d %d.%d.%d", day, month, year, day, month, year);
  g_string_append_printf (text, " %02d/%02d/%04d", day, month, year);
  g_string_append_printf (text, " %02d%02d%04d", day, month, year);
}
