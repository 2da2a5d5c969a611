/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-totals.h"

G_BEGIN_DECLS

/** One region, or several together, on one side. */
typedef struct
{
  guint n_done; /* marks of all kinds */
  guint n_planned;
  gint64 done[MESO_UNIT_U + 1]; /* by unit, in 1/10,000 of it */
} MesoBalanceSide;

typedef struct
{
  const char *region; /* owned by the balance; NULL: outside the named regions */
  MesoBalanceSide right;
  MesoBalanceSide left;
} MesoBalanceRow;

/**
 * MesoBalance:
 *
 * Right against left in each region of a session that has marks on either side, over all views: one row for each, in a
 * stable order. Only what is done is weighed; what is planned is counted beside it. The midline has nothing to be
 * weighed against.
 */
typedef struct _MesoBalance MesoBalance;

MesoBalance *meso_balance_new (MesoSession *session);
void meso_balance_free (MesoBalance *self);
guint meso_balance_get_n_rows (MesoBalance *self);
const MesoBalanceRow *meso_balance_get_row (MesoBalance *self,
                                            guint index);
const MesoBalanceRow *meso_balance_get_sum (MesoBalance *self);
double meso_balance_row_get_lean (const MesoBalanceRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoBalance, meso_balance_free)

G_END_DECLS
