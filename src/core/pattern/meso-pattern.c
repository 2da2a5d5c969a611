/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-pattern.h"

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"
#include "model/meso-number.h"

/* Once round, in 1/100 degree. */
#define FULL_TURN 36000

/**
 * meso_pattern_check_spacing:
 * @spacing: of points or lines, 1/100 mm
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID when no pattern can be made with it
 */
gboolean
meso_pattern_check_spacing (gint64 spacing,
                            GError **error)
{
  g_autofree char *least = NULL, *most = NULL;

  if (spacing >= MESO_PATTERN_MIN_SPACING && spacing <= MESO_PATTERN_MAX_SPACING)
    return TRUE;
  least = meso_number_format_local (MESO_PATTERN_MIN_SPACING, MESO_MM_DECIMALS, 0);
  most = meso_number_format_local (MESO_PATTERN_MAX_SPACING, MESO_MM_DECIMALS, 0);
  /* Translators: two lengths in mm */
  g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("The spacing must be from %s to %s mm"), least, most);
  return FALSE;
}

/**
 * meso_pattern_check_angle:
 * @angle: of rows or lines, 1/100 degree
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID when it is more than once round either way
 */
gboolean
meso_pattern_check_angle (gint64 angle,
                          GError **error)
{
  if (angle >= -FULL_TURN && angle <= FULL_TURN)
    return TRUE;
  g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("The angle must be from −360 to 360 degrees"));
  return FALSE;
}

/**
 * meso_pattern_check_margin:
 * @margin: kept free inside an outline, 1/100 mm
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID when it is negative or wider than any outline
 */
gboolean
meso_pattern_check_margin (gint64 margin,
                           GError **error)
{
  g_autofree char *most = NULL;

  if (margin >= 0 && margin <= MESO_PATTERN_MAX_SPACING)
    return TRUE;
  most = meso_number_format_local (MESO_PATTERN_MAX_SPACING, MESO_MM_DECIMALS, 0);
  /* Translators: a length in mm */
  g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("The margin must be from 0 to %s mm"), most);
  return FALSE;
}

/**
 * meso_pattern_check_count:
 * @n_marks: how many there would be, maybe an estimate
 *
 * Returns: %FALSE with %MESO_ERROR_LIMIT when one use of a pattern may not make so many
 */
gboolean
meso_pattern_check_count (double n_marks,
                          GError **error)
{
  if (n_marks <= MESO_PATTERN_MAX_MARKS)
    return TRUE;
  g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT,
               _ ("That would be about %.0f marks, and %d at once are the most: take a wider spacing"), n_marks,
               MESO_PATTERN_MAX_MARKS);
  return FALSE;
}
