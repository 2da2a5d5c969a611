/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-model-fixture.h"
#include "model/meso-balance.h"

static void
add (MesoSession *session,
     const char *region,
     MesoSide side,
     MesoState state,
     const char *product,
     gint64 dose)
{
  g_autofree char *id = meso_session_allocate_id (session, "m");
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Point");
  g_autoptr (MesoMark) mark = NULL;
  MesoPoint place = { 0, 0 };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.id = id;
  data.points = &place;
  data.n_points = 1;
  data.layer = MESO_LAYER_MID_DERMIS;
  data.state = state;
  data.region = (char *) region;
  data.side = side;
  data.product = (char *) product;
  data.dose = dose;
  mark = meso_mark_new (&data, NULL);
  meso_edit_add_mark (edit, meso_session_get_map (session, 0), mark, MESO_POSITION_END);
  fixture_apply (session, edit);
}

static MesoSession *
create (void)
{
  MesoSession *session = fixture_session_with_points (0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Products");
  g_autoptr (MesoItem) ml = fixture_product ("p1", "A", MESO_UNIT_ML);
  g_autoptr (MesoItem) units = fixture_product ("p2", "B", MESO_UNIT_U);

  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, NULL, ml, 0);
  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, NULL, units, 1);
  fixture_apply (session, edit);
  return session;
}

static const MesoBalanceRow *
find (MesoBalance *balance,
      const char *region)
{
  for (guint i = 0; i < meso_balance_get_n_rows (balance); i++)
    if (g_strcmp0 (meso_balance_get_row (balance, i)->region, region) == 0)
      return meso_balance_get_row (balance, i);
  return NULL;
}

static void
test_empty (void)
{
  g_autoptr (MesoSession) session = create ();
  g_autoptr (MesoBalance) balance = meso_balance_new (session);

  g_assert_cmpuint (meso_balance_get_n_rows (balance), ==, 0);
  g_assert_cmpfloat (meso_balance_row_get_lean (meso_balance_get_sum (balance)), ==, 0);
}

/* Each region for itself; the midline is on neither side, and what is planned weighs nothing. */
static void
test_regions (void)
{
  g_autoptr (MesoSession) session = create ();
  g_autoptr (MesoBalance) balance = NULL;
  const MesoBalanceRow *malar, *chin;

  add (session, "malar", MESO_SIDE_RIGHT, MESO_STATE_DONE, "p1", MESO_AMOUNT (1));
  add (session, "malar", MESO_SIDE_RIGHT, MESO_STATE_DONE, "p1", MESO_AMOUNT (1));
  add (session, "malar", MESO_SIDE_LEFT, MESO_STATE_DONE, "p1", MESO_AMOUNT (1));
  add (session, "malar", MESO_SIDE_LEFT, MESO_STATE_PLANNED, "p1", MESO_AMOUNT (5));
  add (session, "chin", MESO_SIDE_MIDLINE, MESO_STATE_DONE, "p1", MESO_AMOUNT (5));
  add (session, "submalar", MESO_SIDE_LEFT, MESO_STATE_DONE, NULL, MESO_UNSET);
  balance = meso_balance_new (session);
  g_assert_cmpuint (meso_balance_get_n_rows (balance), ==, 2);
  malar = find (balance, "malar");
  g_assert_cmpuint (malar->right.n_done, ==, 2);
  g_assert_cmpuint (malar->left.n_done, ==, 1);
  g_assert_cmpuint (malar->left.n_planned, ==, 1);
  g_assert_cmpint (malar->right.done[MESO_UNIT_ML], ==, MESO_AMOUNT (2));
  g_assert_cmpfloat (meso_balance_row_get_lean (malar), ==, -0.5);
  chin = find (balance, "chin");
  g_assert_null (chin);
  g_assert_cmpfloat (meso_balance_row_get_lean (find (balance, "submalar")), ==, 1);
  g_assert_cmpuint (meso_balance_get_sum (balance)->left.n_done, ==, 2);
}

/* Units are weighed apart, and never added to millilitres. */
static void
test_units (void)
{
  g_autoptr (MesoSession) session = create ();
  g_autoptr (MesoBalance) balance = NULL;
  const MesoBalanceRow *row;

  add (session, "malar", MESO_SIDE_RIGHT, MESO_STATE_DONE, "p1", MESO_AMOUNT (1));
  add (session, "malar", MESO_SIDE_LEFT, MESO_STATE_DONE, "p1", MESO_AMOUNT (1));
  add (session, "malar", MESO_SIDE_LEFT, MESO_STATE_DONE, "p2", MESO_AMOUNT (4));
  add (session, NULL, MESO_SIDE_LEFT, MESO_STATE_DONE, "p2", MESO_AMOUNT (4));
  balance = meso_balance_new (session);
  row = find (balance, "malar");
  g_assert_cmpint (row->left.done[MESO_UNIT_ML], ==, MESO_AMOUNT (1));
  g_assert_cmpint (row->left.done[MESO_UNIT_U], ==, MESO_AMOUNT (4));
  g_assert_cmpfloat (meso_balance_row_get_lean (row), ==, 1);
  g_assert_nonnull (find (balance, NULL));
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/balance/empty", test_empty);
  g_test_add_func ("/balance/regions", test_regions);
  g_test_add_func ("/balance/units", test_units);

  return g_test_run ();
}
