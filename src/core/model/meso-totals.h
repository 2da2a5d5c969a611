/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/** By what the marks are told apart; the product's unit always is, so that no sum mixes units. */
typedef enum
{
  MESO_TOTALS_BY_NOTHING = 0,
  MESO_TOTALS_BY_PRODUCT = 1 << 0,
  MESO_TOTALS_BY_LAYER = 1 << 1,
  MESO_TOTALS_BY_REGION = 1 << 2,
  MESO_TOTALS_BY_SIDE = 1 << 3,
  MESO_TOTALS_BY_MAP = 1 << 4
} MesoTotalsKey;

/** What was counted, done or planned. */
typedef struct
{
  guint n_points;
  guint n_threads;
  guint n_areas;
  gint64 dose; /* 1/10,000 of the unit */
} MesoTally;

typedef struct
{
  MesoItem *product; /* NULL: not told apart, or marks without a product */
  MesoUnit unit; /* UNSET: marks without a product */
  MesoLayer layer;
  const char *region; /* owned by the totals; NULL: not told apart or not given */
  MesoSide side;
  MesoMap *map;
  MesoTally done;
  MesoTally planned;
} MesoTotalsRow;

/**
 * MesoTotals:
 *
 * Exact sums over the marks of a session or of one map, one row for each combination that occurs, in a stable order:
 * maps and products as in the session, then layer, region, side. Planned marks are counted beside, never within.
 */
typedef struct _MesoTotals MesoTotals;

MesoTotals *meso_totals_new (MesoSession *session,
                             MesoMap *only_map,
                             MesoTotalsKey key);
void meso_totals_free (MesoTotals *self);
guint meso_totals_get_n_rows (MesoTotals *self);
const MesoTotalsRow *meso_totals_get_row (MesoTotals *self,
                                          guint index);
guint meso_tally_get_n_marks (const MesoTally *tally);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoTotals, meso_totals_free)

G_END_DECLS
