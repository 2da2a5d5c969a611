/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-balance.h"

struct _MesoBalance
{
  MesoTotals *totals; /* owns the names of the regions */
  GArray *rows; /* MesoBalanceRow */
  MesoBalanceRow sum;
};

static MesoBalanceRow *
find_row (MesoBalance *self,
          const char *region)
{
  MesoBalanceRow row = { .region = region };

  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (g_array_index (self->rows, MesoBalanceRow, i).region, region) == 0)
      return &g_array_index (self->rows, MesoBalanceRow, i);
  g_array_append_val (self->rows, row);
  return &g_array_index (self->rows, MesoBalanceRow, self->rows->len - 1);
}

static void
add_to_side (MesoBalanceSide *side,
             const MesoTotalsRow *row)
{
  side->n_done += meso_tally_get_n_marks (&row->done);
  side->n_planned += meso_tally_get_n_marks (&row->planned);
  side->done[row->unit] += row->done.dose;
}

static void
add_row (MesoBalance *self,
         const MesoTotalsRow *row)
{
  MesoBalanceRow *own;

  if (row->side != MESO_SIDE_RIGHT && row->side != MESO_SIDE_LEFT)
    return;
  own = find_row (self, row->region);
  add_to_side (row->side == MESO_SIDE_RIGHT ? &own->right : &own->left, row);
  add_to_side (row->side == MESO_SIDE_RIGHT ? &self->sum.right : &self->sum.left, row);
}

/** meso_balance_new: of what the session has now; of snapshots also on other threads. */
MesoBalance *
meso_balance_new (MesoSession *session)
{
  MesoBalance *self;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  self = g_new0 (MesoBalance, 1);
  self->totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_REGION | MESO_TOTALS_BY_SIDE);
  self->rows = g_array_new (FALSE, FALSE, sizeof (MesoBalanceRow));
  for (guint i = 0; i < meso_totals_get_n_rows (self->totals); i++)
    add_row (self, meso_totals_get_row (self->totals, i));
  return self;
}

void
meso_balance_free (MesoBalance *self)
{
  meso_totals_free (self->totals);
  g_array_unref (self->rows);
  g_free (self);
}

/** meso_balance_get_n_rows: how many regions have marks on the right or left. */
guint
meso_balance_get_n_rows (MesoBalance *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/** meso_balance_get_row: (transfer none): one region. */
const MesoBalanceRow *
meso_balance_get_row (MesoBalance *self,
                      guint index)
{
  g_return_val_if_fail (self != NULL && index < self->rows->len, NULL);

  return &g_array_index (self->rows, MesoBalanceRow, index);
}

/** meso_balance_get_sum: (transfer none): all regions together. */
const MesoBalanceRow *
meso_balance_get_sum (MesoBalance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->sum;
}

static double
get_lean (double right,
          double left)
{
  double larger = MAX (right, left);

  return larger > 0 ? (left - right) / larger : 0;
}

/**
 * meso_balance_row_get_lean:
 *
 * How much of the side that has more the other one lacks: by volume, or units, where something is dosed, else by the
 * number of marks. Where both are dosed, the one that leans more.
 *
 * Returns: from -1, all is on the right, to 1, all is on the left
 */
double
meso_balance_row_get_lean (const MesoBalanceRow *row)
{
  double lean = 0;
  gboolean is_dosed = FALSE;

  g_return_val_if_fail (row != NULL, 0);

  for (int unit = MESO_UNIT_ML; unit <= MESO_UNIT_U; unit++)
    if (row->right.done[unit] > 0 || row->left.done[unit] > 0)
      {
        double own = get_lean ((double) row->right.done[unit], (double) row->left.done[unit]);

        if (!is_dosed || ABS (own) > ABS (lean))
          lean = own;
        is_dosed = TRUE;
      }
  return is_dosed ? lean : get_lean (row->right.n_done, row->left.n_done);
}
