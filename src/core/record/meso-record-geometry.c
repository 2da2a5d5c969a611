/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "record/meso-record-parser-private.h"

/**
 * meso_record_parse_coordinate:
 * @name: of the attribute or column, for the message
 *
 * Reads one coordinate in mm as 1/100 mm.
 */
gboolean
meso_record_parse_coordinate (const char *name,
                              const char *text,
                              int *coordinate,
                              GError **error)
{
  gint64 value;

  if (!meso_number_parse (text, MESO_MM_DECIMALS, &value) || ABS (value) > MESO_MAX_COORDINATE)
    {
      g_autofree char *shown = g_utf8_make_valid (text, (gssize) strnlen (text, 40));

      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_INVALID,
                   "%s=\"%s\" is not a plain decimal from -1000 to 1000 with at most 2 decimals",
                   name,
                   shown);
      return FALSE;
    }
  *coordinate = (int) value;
  return TRUE;
}

static gboolean
read_number (const char **text,
             char end,
             int *coordinate)
{
  /* Room for more digits than any coordinate needs. */
  char buffer[32];
  gsize length = strcspn (*text, ", ");
  gint64 value;

  if (length >= sizeof buffer || ((*text)[length] != end && (*text)[length] != '\0'))
    return FALSE;
  if (end == ',' && (*text)[length] == '\0')
    return FALSE;
  memcpy (buffer, *text, length);
  buffer[length] = '\0';
  if (!meso_number_parse (buffer, MESO_MM_DECIMALS, &value) || ABS (value) > MESO_MAX_COORDINATE)
    return FALSE;
  *coordinate = (int) value;
  *text += length;
  return TRUE;
}

/**
 * meso_record_parse_points:
 * @text: "x,y x,y" in mm
 * @points: (element-type MesoPoint): emptied and filled
 *
 * Reads the nodes of a line or an outline; how many there must be is not checked, but never are there more than
 * @max_points.
 */
gboolean
meso_record_parse_points (const char *text,
                          guint max_points,
                          GArray *points,
                          GError **error)
{
  const char *start = text;

  g_array_set_size (points, 0);
  for (;;)
    {
      const char *pair = text;
      MesoPoint point;

      if (points->len >= max_points)
        {
          g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, "points: there are more than %u", max_points);
          return FALSE;
        }
      if (!read_number (&text, ',', &point.x) || (text++, !read_number (&text, ' ', &point.y)))
        {
          g_autofree char *shown = g_utf8_make_valid (pair, (gssize) MIN (strcspn (pair, " "), 40));

          g_set_error (error,
                       MESO_ERROR,
                       MESO_ERROR_INVALID,
                       "points: \"%s\" at character %" G_GSIZE_FORMAT " is not x,y in mm, from -1000 to 1000 with at "
                       "most 2 decimals and one blank between two points",
                       shown,
                       (gsize) (pair - start) + 1);
          return FALSE;
        }
      g_array_append_val (points, point);
      if (*text == '\0')
        return TRUE;
      text++;
    }
}
