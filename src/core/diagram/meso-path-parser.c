/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "diagram/meso-path-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

/* More characters than any number that a drawing program writes. */
#define MAX_NUMBER_LENGTH 64

typedef struct
{
  const char *start;
  const char *at;
  GArray *segments;

  MesoPathVertex current;
  MesoPathVertex subpath_start;

  /* The last control point, for the smooth commands: of a cubic after C and S, of a quadratic after Q and T,
   * otherwise the current point. */
  MesoPathVertex cubic_control;
  MesoPathVertex quadratic_control;

  /* After a close the next segment starts a subpath of its own. */
  gboolean closed;
} Parser;

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void
skip_blanks (Parser *parser)
{
  while (is_blank (*parser->at))
    parser->at++;
}

static guint
get_offset (const Parser *parser)
{
  return (guint) (parser->at - parser->start);
}

static const char *
skip_digits (const char *at)
{
  while (g_ascii_isdigit (*at))
    at++;

  return at;
}

/* Returns the end of the number at `at`, or NULL where there is none. */
static const char *
find_number_end (const char *at)
{
  const char *digits;
  gboolean has_digits;

  if (*at == '+' || *at == '-')
    at++;

  digits = at;
  at = skip_digits (at);
  has_digits = at > digits;

  if (*at == '.')
    {
      digits = ++at;
      at = skip_digits (at);
      has_digits = has_digits || at > digits;
    }

  if (!has_digits)
    return NULL;

  if (*at == 'e' || *at == 'E')
    {
      const char *exponent = at + 1;

      if (*exponent == '+' || *exponent == '-')
        exponent++;
      if (g_ascii_isdigit (*exponent))
        at = skip_digits (exponent);
    }

  return at;
}

/* Makes room for one more segment. */
static MesoPathSegment *
append_segment (Parser *parser,
                MesoPathOp op,
                GError **error)
{
  MesoPathSegment segment = { .op = op };

  if (parser->segments->len >= MESO_PATH_MAX_SEGMENTS)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("the path has more than %d segments"),
                   MESO_PATH_MAX_SEGMENTS);
      return NULL;
    }

  g_array_append_val (parser->segments, segment);

  return &g_array_index (parser->segments, MesoPathSegment, parser->segments->len - 1);
}

static gboolean
check_range (const Parser *parser,
             const MesoPathVertex *vertex,
             GError **error)
{
  if (fabs (vertex->x) <= MESO_PATH_MAX_COORDINATE && fabs (vertex->y) <= MESO_PATH_MAX_COORDINATE)
    return TRUE;

  g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("a coordinate before offset %u is beyond %d mm"),
               get_offset (parser), (int) MESO_PATH_MAX_COORDINATE);
  return FALSE;
}

static gboolean
add_move (Parser *parser,
          MesoPathVertex to,
          GError **error)
{
  MesoPathSegment *segment;

  if (!check_range (parser, &to, error))
    return FALSE;

  segment = append_segment (parser, MESO_PATH_MOVE, error);
  if (segment == NULL)
    return FALSE;

  segment->points[0] = to;
  parser->current = to;
  parser->subpath_start = to;
  parser->closed = FALSE;

  return TRUE;
}

/* A drawing command straight after a close starts at the point that was closed to. */
static gboolean
reopen_subpath (Parser *parser,
                GError **error)
{
  return !parser->closed || add_move (parser, parser->subpath_start, error);
}

static gboolean
add_line (Parser *parser,
          MesoPathVertex to,
          GError **error)
{
  MesoPathSegment *segment;

  if (!check_range (parser, &to, error) || !reopen_subpath (parser, error))
    return FALSE;

  segment = append_segment (parser, MESO_PATH_LINE, error);
  if (segment == NULL)
    return FALSE;

  segment->points[0] = to;
  parser->current = to;

  return TRUE;
}

static gboolean
add_curve (Parser *parser,
           MesoPathVertex control1,
           MesoPathVertex control2,
           MesoPathVertex to,
           GError **error)
{
  MesoPathSegment *segment;

  if (!check_range (parser, &control1, error) || !check_range (parser, &control2, error) ||
      !check_range (parser, &to, error) || !reopen_subpath (parser, error))
    return FALSE;

  segment = append_segment (parser, MESO_PATH_CURVE, error);
  if (segment == NULL)
    return FALSE;

  segment->points[0] = control1;
  segment->points[1] = control2;
  segment->points[2] = to;
  parser->current = to;

  return TRUE;
}

static gboolean
add_close (Parser *parser,
           GError **error)
{
  MesoPathSegment *segment;

  if (!reopen_subpath (parser, error))
    return FALSE;

  segment = append_segment (parser, MESO_PATH_CLOSE, error);
  if (segment == NULL)
    return FALSE;

  segment->points[0] = parser->subpath_start;
  parser->current = parser->subpath_start;
  parser->closed = TRUE;

  return TRUE;
}

static MesoPathVertex
mix (MesoPathVertex from,
     MesoPathVertex to,
     double t)
{
  return (MesoPathVertex){ from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t };
}

static MesoPathVertex
reflect (MesoPathVertex control,
         MesoPathVertex about)
{
  return (MesoPathVertex){ 2 * about.x - control.x, 2 * about.y - control.y };
}

/* Raises the degree of the quadratic, which changes nothing of its shape. */
static gboolean
add_quadratic (Parser *parser,
               MesoPathVertex control,
               MesoPathVertex to,
               GError **error)
{
  MesoPathVertex from = parser->current;

  return add_curve (parser, mix (from, control, 2 / 3.), mix (to, control, 2 / 3.), to, error);
}

static int
count_arguments (char command)
{
  switch (g_ascii_toupper (command))
    {
    case 'M':
    case 'L':
    case 'T':
      return 2;
    case 'H':
    case 'V':
      return 1;
    case 'C':
      return 6;
    case 'S':
    case 'Q':
      return 4;
    case 'Z':
      return 0;
    default:
      return -1;
    }
}

/* Turns the arguments of a command into absolute points. */
static void
resolve_points (const Parser *parser,
                char command,
                const double *values,
                int n_values,
                MesoPathVertex *points)
{
  MesoPathVertex origin = { 0, 0 };

  if (g_ascii_islower (command))
    origin = parser->current;

  if (g_ascii_toupper (command) == 'H')
    points[0] = (MesoPathVertex){ origin.x + values[0], parser->current.y };
  else if (g_ascii_toupper (command) == 'V')
    points[0] = (MesoPathVertex){ parser->current.x, origin.y + values[0] };
  else
    for (int i = 0; i < n_values / 2; i++)
      points[i] = (MesoPathVertex){ origin.x + values[2 * i], origin.y + values[2 * i + 1] };
}

static gboolean
add_command (Parser *parser,
             char command,
             const double *values,
             int n_values,
             GError **error)
{
  MesoPathVertex points[3];
  MesoPathVertex cubic, quadratic;
  gboolean ok;

  resolve_points (parser, command, values, n_values, points);
  cubic = reflect (parser->cubic_control, parser->current);
  quadratic = reflect (parser->quadratic_control, parser->current);

  switch (g_ascii_toupper (command))
    {
    case 'M':
      ok = add_move (parser, points[0], error);
      break;
    case 'L':
    case 'H':
    case 'V':
      ok = add_line (parser, points[0], error);
      break;
    case 'C':
      ok = add_curve (parser, points[0], points[1], points[2], error);
      break;
    case 'S':
      ok = add_curve (parser, cubic, points[0], points[1], error);
      break;
    case 'Q':
      ok = add_quadratic (parser, points[0], points[1], error);
      break;
    case 'T':
      ok = add_quadratic (parser, quadratic, points[0], error);
      break;
    default:
      ok = add_close (parser, error);
      break;
    }

  parser->cubic_control = parser->current;
  parser->quadratic_control = parser->current;

  switch (g_ascii_toupper (command))
    {
    case 'C':
      parser->cubic_control = points[1];
      break;
    case 'S':
      parser->cubic_control = points[0];
      break;
    case 'Q':
      parser->quadratic_control = points[0];
      break;
    case 'T':
      parser->quadratic_control = quadratic;
      break;
    default:
      break;
    }

  return ok;
}

static gboolean
read_argument (Parser *parser,
               char command,
               gboolean allow_comma,
               double *value,
               GError **error)
{
  skip_blanks (parser);
  if (allow_comma && *parser->at == ',')
    {
      parser->at++;
      skip_blanks (parser);
    }

  if (find_number_end (parser->at) == NULL)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("command ‘%c’ needs a number at offset %u"), command,
                   get_offset (parser));
      return FALSE;
    }

  if (!meso_path_read_number (&parser->at, value) || fabs (*value) > 2 * MESO_PATH_MAX_COORDINATE)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("the number at offset %u is beyond %d mm"),
                   get_offset (parser), (int) MESO_PATH_MAX_COORDINATE);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_command (Parser *parser,
              char *command,
              GError **error)
{
  char c = *parser->at;

  if (c == 'A' || c == 'a')
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED,
                   _ ("arc command ‘%c’ at offset %u is not supported; use curves"), c, get_offset (parser));
      return FALSE;
    }

  if (count_arguments (c) < 0)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("no path command at offset %u"), get_offset (parser));
      return FALSE;
    }

  if (parser->segments->len == 0 && g_ascii_toupper (c) != 'M')
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("the path starts with ‘%c’, not with a move"), c);
      return FALSE;
    }

  *command = c;
  parser->at++;

  return TRUE;
}

/* Reads one command, or one more set of arguments for the last one, which arrives in `command`. */
static gboolean
parse_step (Parser *parser,
            char *command,
            GError **error)
{
  double values[6];
  gboolean repeated;
  int n_values;

  repeated = count_arguments (*command) > 0 && (*parser->at == ',' || find_number_end (parser->at) != NULL);
  if (!repeated && !read_command (parser, command, error))
    return FALSE;

  /* Further pairs after a move are lines. */
  if (repeated && g_ascii_toupper (*command) == 'M')
    *command += 'L' - 'M';

  n_values = count_arguments (*command);
  for (int i = 0; i < n_values; i++)
    if (!read_argument (parser, *command, repeated || i > 0, &values[i], error))
      return FALSE;

  return add_command (parser, *command, values, n_values, error);
}

/*
 * meso_path_read_number:
 * @at: (inout): where to read; moved behind the number on success
 * @value: (out): the number
 *
 * Reads a number as SVG writes it, whatever the locale: no hexadecimal, no infinity, no NaN.
 *
 * Returns: whether there is a finite number
 */
gboolean
meso_path_read_number (const char **at,
                       double *value)
{
  char buffer[MAX_NUMBER_LENGTH + 1];
  const char *end;
  gsize length;

  end = find_number_end (*at);
  if (end == NULL)
    return FALSE;

  length = (gsize) (end - *at);
  if (length > MAX_NUMBER_LENGTH)
    return FALSE;

  memcpy (buffer, *at, length);
  buffer[length] = '\0';
  *value = g_ascii_strtod (buffer, NULL);
  if (!isfinite (*value))
    return FALSE;

  *at = end;

  return TRUE;
}

/*
 * meso_path_parse:
 * @d: SVG path data
 *
 * Returns: (transfer full) (element-type MesoPathSegment): the absolute segments, or %NULL with an error
 */
GArray *
meso_path_parse (const char *d,
                 GError **error)
{
  g_autoptr (GArray) segments = NULL;
  Parser parser = { .start = d, .at = d };
  char command = '\0';

  segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  parser.segments = segments;

  for (skip_blanks (&parser); *parser.at != '\0'; skip_blanks (&parser))
    if (!parse_step (&parser, &command, error))
      return NULL;

  if (segments->len == 0)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_PARSE, _ ("the path is empty"));
      return NULL;
    }

  return g_steal_pointer (&segments);
}
