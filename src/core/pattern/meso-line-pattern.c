/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-line-pattern.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/meso-error.h"
#include "model/meso-number.h"
#include "pattern/meso-pattern.h"
#include "pattern/meso-rows-private.h"

/* A line shorter than that is a point: 1/100 mm. */
#define MIN_LENGTH 100

/* What rounding to 1/100 mm may move an end, so that it stays inside. */
#define ROUNDING 0.75

static gboolean
refuse (GError **error,
        const char *sentence)
{
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID, sentence);
  return FALSE;
}

typedef struct
{
  GArray *points;
  double spacing; /* mm */
  double done; /* mm along the line before this stretch */
} Walk;

static void
walk_stretch (double x1,
              double y1,
              double x2,
              double y2,
              gpointer user_data)
{
  Walk *walk = user_data;
  double length = hypot (x2 - x1, y2 - y1);

  /* A little beyond the end, so that the last point of a line of exactly so many spacings is there. */
  for (;;)
    {
      double along = (double) walk->points->len * walk->spacing - walk->done;
      double t = length > 0 ? along / length : 0;
      MesoPoint point = { (int) lround ((x1 + (x2 - x1) * t) * 100), (int) lround ((y1 + (y2 - y1) * t) * 100) };

      if (along > length + 1e-6)
        break;
      g_array_append_val (walk->points, point);
    }
  walk->done += length;
}

/**
 * meso_line_place_points:
 * @points: (array length=n_points): the line, its entry first, in 1/100 mm
 * @curve: whether it is straight from point to point or a smooth curve
 * @spacing: along the line, 1/100 mm
 *
 * The first point lies at the entry, the last no more than a spacing before the end.
 *
 * Returns: (transfer full) (element-type MesoPoint): at least one point, or %NULL with an error that can be shown
 */
GArray *
meso_line_place_points (const MesoPoint *points,
                        guint n_points,
                        MesoCurve curve,
                        gint64 spacing,
                        GError **error)
{
  Walk walk = { NULL, (double) spacing / 100, 0 };
  double length;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);

  if (!meso_pattern_check_spacing (spacing, error))
    return NULL;
  length = n_points >= 2 ? meso_curve_get_length (points, n_points, curve) : 0;
  if (length < 0.01)
    {
      refuse (error, _ ("A line of points needs a line: it has no length"));
      return NULL;
    }
  if (!meso_pattern_check_count (floor (length / walk.spacing) + 1, error))
    return NULL;
  walk.points = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  meso_curve_foreach_stretch (points, n_points, curve, walk_stretch, &walk);
  return walk.points;
}

static gboolean
check_fan (const MesoFan *self,
           double length,
           GError **error)
{
  if (self->n_lines < MESO_FAN_MIN_LINES || self->n_lines > MESO_FAN_MAX_LINES)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("A fan has from %d to %d lines"), MESO_FAN_MIN_LINES,
                   MESO_FAN_MAX_LINES);
      return FALSE;
    }
  if (self->span <= 0 || self->span > 36000)
    return refuse (error, _ ("A fan spans more than 0 and at most 360 degrees"));
  if (length < MIN_LENGTH)
    return refuse (error, _ ("The lines of a fan are at least 1 mm long"));
  return TRUE;
}

/**
 * meso_fan_make:
 * @entry: where all lines begin, in 1/100 mm
 * @end: where a line in the middle of the fan would end: it gives the direction and the length
 *
 * Returns: (transfer full) (element-type MesoStretch): the lines in order, clockwise, or %NULL with an error that can
 *   be shown
 */
GArray *
meso_fan_make (const MesoFan *self,
               MesoPoint entry,
               MesoPoint end,
               GError **error)
{
  g_autoptr (GArray) lines = NULL;
  double dx = (double) end.x - entry.x, dy = (double) end.y - entry.y;
  double length = hypot (dx, dy), middle = atan2 (dy, dx), span, step;

  g_return_val_if_fail (self != NULL, NULL);

  if (!check_fan (self, length, error))
    return NULL;
  span = (double) self->span * G_PI / 18000;
  /* Of a full circle the last line is not the first again. */
  step = span / (double) (self->span == 36000 ? self->n_lines : self->n_lines - 1);
  lines = g_array_new (FALSE, FALSE, sizeof (MesoStretch));
  for (gint64 i = 0; i < self->n_lines; i++)
    {
      double angle = middle + step * ((double) i - (double) (self->n_lines - 1) / 2);
      MesoStretch line = { { entry,
                             { (int) lround (entry.x + length * cos (angle)),
                               (int) lround (entry.y + length * sin (angle)) } } };

      if (ABS (line.points[1].x) > MESO_MAX_COORDINATE || ABS (line.points[1].y) > MESO_MAX_COORDINATE)
        {
          refuse (error, _ ("The fan reaches too far beyond the diagram"));
          return NULL;
        }
      g_array_append_val (lines, line);
    }
  return g_steal_pointer (&lines);
}

static gboolean
check_hatch (const MesoHatch *self,
             GError **error)
{
  if (!meso_pattern_check_spacing (self->spacing, error) || !meso_pattern_check_angle (self->angle, error) ||
      !meso_pattern_check_margin (self->margin, error))
    return FALSE;
  if (self->between < 0 || self->between >= 18000)
    return refuse (error, _ ("Lines that cross do so at more than 0 and less than 180 degrees"));
  return TRUE;
}

static void
add_lines (MesoRows *rows,
           GArray *spans,
           double v,
           GArray *lines)
{
  for (guint i = 0; i < spans->len; i++)
    {
      const MesoSpan *span = &g_array_index (spans, MesoSpan, i);
      MesoStretch line = { { _meso_rows_get_point (rows, span->from, v), _meso_rows_get_point (rows, span->to, v) } };

      if (span->to - span->from >= MIN_LENGTH)
        g_array_append_val (lines, line);
    }
}

static gboolean
add_family (const MesoHatch *self,
            MesoOutline *outline,
            gint64 angle,
            GArray *lines,
            GError **error)
{
  double margin = (double) self->margin + ROUNDING, spacing = (double) self->spacing, n_fit, first;
  g_autoptr (MesoRows) rows = _meso_rows_new (outline, angle);
  MesoSpan u, v;

  _meso_rows_get_extents (rows, &u, &v);
  n_fit = floor ((v.to - v.from - 2 * margin) / spacing) + 1;
  first = (v.from + v.to - (n_fit - 1) * spacing) / 2;
  if (!meso_pattern_check_count (n_fit + lines->len, error))
    return FALSE;
  for (double k = 0; k < n_fit; k++)
    {
      add_lines (rows, _meso_rows_cut (rows, first + k * spacing, margin), first + k * spacing, lines);
      if (!meso_pattern_check_count (lines->len, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * meso_hatch_fill:
 * @outline: what is to be filled
 *
 * Straight lines through the outline, its margin or more from the edge, evenly in it; all lines of a family are entered
 * from the same side, and an outline that bends back cuts a line in two. What is shorter than 1 mm is left out.
 *
 * Returns: (transfer full) (element-type MesoStretch): the lines of the first family and then those of the second, or
 *   %NULL with an error that can be shown
 */
GArray *
meso_hatch_fill (const MesoHatch *self,
                 MesoOutline *outline,
                 GError **error)
{
  g_autoptr (GArray) lines = NULL;

  g_return_val_if_fail (self != NULL && outline != NULL, NULL);

  if (!check_hatch (self, error))
    return NULL;
  lines = g_array_new (FALSE, FALSE, sizeof (MesoStretch));
  if (!add_family (self, outline, self->angle, lines, error) ||
      (self->between > 0 && !add_family (self, outline, self->angle + self->between, lines, error)))
    return NULL;
  if (lines->len == 0)
    {
      refuse (error, _ ("No line fits in there: take a smaller margin or spacing"));
      return NULL;
    }
  return g_steal_pointer (&lines);
}
