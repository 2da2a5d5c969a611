/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-grid.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/meso-error.h"
#include "model/meso-number.h"
#include "pattern/meso-pattern.h"
#include "pattern/meso-rows-private.h"

/* How far rounding to 1/100 mm moves a point at most: half a step each way, and a little. */
#define ROUNDING 0.75

/* Part of a spacing that is no difference. */
#define EPSILON 1e-7

/* Rows of a hexagonal lattice are nearer than its points: the height of an equal-sided triangle. */
static double
get_row_spacing (const MesoGrid *self)
{
  return self->lattice == MESO_LATTICE_HEXAGONAL ? (double) self->spacing * sqrt (3) / 2 : (double) self->spacing;
}

/* In 1/100 mm², exactly enough for any outline. */
static double
get_cell (const MesoGrid *self)
{
  return (double) self->spacing * get_row_spacing (self);
}

/**
 * meso_grid_check:
 *
 * Returns: %FALSE with an error that says which number makes no sense
 */
gboolean
meso_grid_check (const MesoGrid *self,
                 GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return meso_pattern_check_spacing (self->spacing, error) && meso_pattern_check_angle (self->angle, error) &&
         meso_pattern_check_margin (self->margin, error);
}

/*
 * Where the lattice begins from the middle, so that it lies evenly in the box: with a row there, or one either side. A
 * hexagonal one always has a point in the middle, or its other rows would not be the same mirrored.
 */
static double
get_phase (const MesoGrid *self,
           MesoSpan extent)
{
  double spacing = (double) self->spacing;
  double n_fit = floor ((extent.to - extent.from - 2 * (double) self->margin) / spacing + EPSILON) + 1;

  if (self->lattice == MESO_LATTICE_HEXAGONAL)
    return 0;
  return fmod (n_fit, 2) == 0 ? spacing / 2 : 0;
}

/* Points on whole hundredths of a millimetre keep the margin exactly; others as much more as rounding takes. */
static double
get_margin (const MesoGrid *self,
            double u_phase,
            double v_phase)
{
  if (self->lattice == MESO_LATTICE_SQUARE && self->angle % 9000 == 0 && floor (u_phase) == u_phase &&
      floor (v_phase) == v_phase)
    return MAX ((double) self->margin, ROUNDING);
  return (double) self->margin + ROUNDING;
}

/* Appends the points of one row, in the direction in which a hand comes along. */
static void
add_row (MesoRows *rows,
         GArray *spans,
         double v,
         double phase,
         double spacing,
         gboolean backwards,
         GArray *points)
{
  guint first = points->len;

  for (guint i = 0; i < spans->len; i++)
    {
      const MesoSpan *span = &g_array_index (spans, MesoSpan, i);
      double last = floor ((span->to - phase) / spacing + EPSILON);

      for (double k = ceil ((span->from - phase) / spacing - EPSILON); k <= last; k++)
        {
          MesoPoint point = _meso_rows_get_point (rows, phase + k * spacing, v);

          g_array_append_val (points, point);
        }
    }
  for (guint i = first, j = points->len; backwards && i + 1 < j; i++, j--)
    {
      MesoPoint swapped = g_array_index (points, MesoPoint, i);

      g_array_index (points, MesoPoint, i) = g_array_index (points, MesoPoint, j - 1);
      g_array_index (points, MesoPoint, j - 1) = swapped;
    }
}

static gboolean
add_rows (const MesoGrid *self,
          MesoRows *rows,
          GArray *points,
          GError **error)
{
  double spacing = (double) self->spacing, step = get_row_spacing (self);
  double u_phase, v_phase, margin;
  MesoSpan u, v;
  guint n_rows = 0;

  _meso_rows_get_extents (rows, &u, &v);
  u_phase = get_phase (self, u);
  v_phase = get_phase (self, v);
  margin = get_margin (self, u_phase, v_phase);
  for (double k = ceil ((v.from - v_phase) / step); v_phase + k * step <= v.to; k++)
    {
      /* Every other row of a hexagonal lattice lies between the points of its neighbours. */
      gboolean shifted = self->lattice == MESO_LATTICE_HEXAGONAL && fmod (k, 2) != 0;
      guint n_before = points->len;

      add_row (rows, _meso_rows_cut (rows, v_phase + k * step, margin), v_phase + k * step,
               shifted ? spacing / 2 : u_phase, spacing, n_rows % 2 == 1, points);
      if (!meso_pattern_check_count (points->len, error))
        return FALSE;
      n_rows += points->len > n_before;
    }
  return TRUE;
}

/**
 * meso_grid_fill:
 * @outline: what is to be filled
 *
 * The points of the grid inside the outline, its margin or more from the edge; row by row, to and fro, as a hand works.
 * The lattice is laid evenly into the box round the outline, so that the same outline has the same points, and at 0 and
 * 90 degrees the outline of the other side has those of the other side.
 *
 * Too many are refused by the area before any is made.
 *
 * Returns: (transfer full) (element-type MesoPoint): at least one point, or %NULL with an error that can be shown
 */
GArray *
meso_grid_fill (const MesoGrid *self,
                MesoOutline *outline,
                GError **error)
{
  g_autoptr (GArray) points = NULL;
  g_autoptr (MesoRows) rows = NULL;

  g_return_val_if_fail (self != NULL && outline != NULL, NULL);

  if (!meso_grid_check (self, error) ||
      !meso_pattern_check_count (meso_outline_get_area (outline) * 10000 / get_cell (self), error))
    return NULL;
  points = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  rows = _meso_rows_new (outline, self->angle);
  if (!add_rows (self, rows, points, error))
    return NULL;
  if (points->len == 0)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID,
                           self->margin > 0 ? _ ("No point of the grid fits in there: take a smaller margin or spacing")
                                            : _ ("No point of the grid fits in there: take a smaller spacing"));
      return NULL;
    }
  return g_steal_pointer (&points);
}

/**
 * meso_grid_estimate_punctures:
 * @area: in mm²
 *
 * How many punctures such a grid makes in a field that is treated as a whole: one for each cell of the lattice.
 *
 * Returns: a whole number, or %MESO_UNSET when the spacing makes no sense
 */
gint64
meso_grid_estimate_punctures (const MesoGrid *self,
                              double area)
{
  g_return_val_if_fail (self != NULL, MESO_UNSET);
  g_return_val_if_fail (area >= 0, MESO_UNSET);

  if (!meso_pattern_check_spacing (self->spacing, NULL))
    return MESO_UNSET;
  return (gint64) (area * 10000 / get_cell (self) + 0.5);
}
