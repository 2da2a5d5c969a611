/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "meso-model-fixture.h"
#include "model/meso-error.h"
#include "model/meso-session.h"
#include "model/meso-totals.h"

/* Keeps a plain copy of a list up to date from its items-changed alone, as a view would. */
typedef struct
{
  GPtrArray *items;
  guint n_signals;
} Follower;

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  gpointer user_data)
{
  Follower *follower = user_data;

  follower->n_signals++;
  if (removed > 0)
    g_ptr_array_remove_range (follower->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (follower->items, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
follow (Follower *follower,
        MesoMap *map)
{
  follower->items = g_ptr_array_new_with_free_func (g_object_unref);
  follower->n_signals = 0;
  items_changed_cb (G_LIST_MODEL (map), 0, 0, meso_map_get_n_marks (map), follower);
  follower->n_signals = 0;
  g_signal_connect (map, "items-changed", G_CALLBACK (items_changed_cb), follower);
}

static void
assert_follows (Follower *follower,
                MesoMap *map)
{
  g_assert_cmpuint (follower->items->len, ==, meso_map_get_n_marks (map));
  for (guint i = 0; i < follower->items->len; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);

      g_assert_true (g_ptr_array_index (follower->items, i) == mark);
      g_assert_true (meso_map_lookup (map, meso_mark_get_id (mark)) == mark);
    }
}

static void
unfollow (Follower *follower,
          MesoMap *map)
{
  g_signal_handlers_disconnect_by_func (map, items_changed_cb, follower);
  g_ptr_array_unref (follower->items);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_runs (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (10);
  MesoMap *map = meso_session_get_map (session, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Test");
  g_autoptr (MesoMark) moved = meso_mark_moved (meso_map_get_mark (map, 5), 100, 0);
  guint n_edited = 0;
  Follower follower;

  follow (&follower, map);
  g_signal_connect_swapped (map, "edited", G_CALLBACK (count_cb), &n_edited);
  meso_edit_remove_mark (edit, map, meso_map_get_mark (map, 1));
  meso_edit_remove_mark (edit, map, meso_map_get_mark (map, 2));
  meso_edit_replace_mark (edit, map, meso_map_get_mark (map, 5), moved);
  fixture_apply (session, edit);
  g_assert_cmpuint (follower.n_signals, ==, 2);
  g_assert_cmpuint (n_edited, ==, 1);
  assert_follows (&follower, map);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 8);

  g_assert_true (meso_history_undo (meso_session_get_history (session)));
  assert_follows (&follower, map);
  g_assert_cmpuint (n_edited, ==, 2);
  fixture_assert_ids (map, "m1 m2 m3 m4 m5 m6 m7 m8 m9 m10");
  unfollow (&follower, map);
}

static void
test_insert_in_place (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (3);
  MesoMap *map = meso_session_get_map (session, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Test");
  g_autoptr (MesoMark) a = fixture_point ("a", 0, 0);
  g_autoptr (MesoMark) b = fixture_point ("b", 0, 0);
  g_autoptr (MesoMark) c = fixture_point ("c", 0, 0);

  meso_edit_add_mark (edit, map, c, MESO_POSITION_END);
  meso_edit_add_mark (edit, map, b, 2);
  meso_edit_add_mark (edit, map, a, 0);
  fixture_apply (session, edit);
  fixture_assert_ids (map, "a m1 b m2 m3 c");
  meso_history_undo (meso_session_get_history (session));
  fixture_assert_ids (map, "m1 m2 m3");
  meso_history_redo (meso_session_get_history (session));
  fixture_assert_ids (map, "a m1 b m2 m3 c");
}

static MesoEdit *
random_edit (MesoSession *session,
             MesoMap *map)
{
  MesoEdit *edit = meso_edit_new ("Random");
  guint n = meso_map_get_n_marks (map);
  guint n_new = (guint) g_test_rand_int_range (0, 4);

  for (guint i = 0; i < n; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      int choice = g_test_rand_int_range (0, 6);

      if (choice == 0)
        meso_edit_remove_mark (edit, map, mark);
      else if (choice == 1)
        {
          g_autoptr (MesoMark) moved = meso_mark_moved (mark, g_test_rand_int_range (-50, 50), 1);

          meso_edit_replace_mark (edit, map, mark, moved);
        }
    }
  for (guint i = 0; i < n_new; i++)
    {
      g_autofree char *id = meso_session_allocate_id (session, "m");
      g_autoptr (MesoMark) mark = fixture_point (id, g_test_rand_int_range (-5000, 5000), 0);

      meso_edit_add_mark (edit, map, mark, (guint) g_test_rand_int_range (0, (int) n + 3));
    }
  return edit;
}

/* Any sequence of edits, undone and redone in any order, comes back to exactly the states it passed. */
static void
test_random_histories (void)
{
  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (MesoSession) session = fixture_session_with_points (8);
      MesoHistory *history = meso_session_get_history (session);
      MesoMap *map = meso_session_get_map (session, 0);
      g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
      guint at = 0;
      Follower follower;

      follow (&follower, map);
      g_ptr_array_add (states, fixture_describe (map));
      for (guint i = 0; i < 60; i++)
        {
          g_autofree char *now = NULL;
          int choice = g_test_rand_int_range (0, 3);

          if (choice == 0)
            {
              g_autoptr (MesoEdit) edit = random_edit (session, map);

              if (meso_edit_get_n_changes (edit) == 0)
                continue;
              fixture_apply (session, edit);
              g_ptr_array_set_size (states, (int) at + 1);
              g_ptr_array_add (states, fixture_describe (map));
              at++;
            }
          else if (choice == 1 && meso_history_undo (history))
            at--;
          else if (choice == 2 && meso_history_redo (history))
            at++;
          now = fixture_describe (map);
          g_assert_cmpstr (now, ==, g_ptr_array_index (states, at));
          assert_follows (&follower, map);
          g_assert_cmpint (meso_history_get_can_undo (history), ==, at > 0);
          g_assert_cmpint (meso_history_get_can_redo (history), ==, at + 1 < states->len);
        }
      unfollow (&follower, map);
    }
}

static void
assert_refused (MesoSession *session,
                MesoEdit *edit,
                int code)
{
  g_autoptr (GError) error = NULL;
  guint n_before = meso_session_get_n_marks (session);

  g_assert_false (meso_session_apply (session, edit, &error));
  g_assert_error (error, MESO_ERROR, code);
  g_assert_cmpuint (strlen (error->message), >, 10);
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, n_before);
  g_assert_false (meso_history_get_can_undo (meso_session_get_history (session)));
}

static void
test_refusals (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (2);
  g_autoptr (MesoSession) other = fixture_session_with_points (2);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoMarkData data;

  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("Duplicate id");
    g_autoptr (MesoMark) mark = fixture_point ("m2", 0, 0);

    meso_edit_add_mark (edit, map, mark, 0);
    assert_refused (session, edit, MESO_ERROR_CONFLICT);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("One good, one bad: nothing happens");
    g_autoptr (MesoMark) good = fixture_point ("x", 0, 0);
    g_autoptr (MesoMark) bad = fixture_point ("y", MESO_MAX_COORDINATE + 1, 0);

    meso_edit_add_mark (edit, map, good, 0);
    meso_edit_add_mark (edit, map, bad, 0);
    assert_refused (session, edit, MESO_ERROR_INVALID);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A mark of another session");

    meso_edit_remove_mark (edit, map, meso_map_get_mark (meso_session_get_map (other, 0), 0));
    assert_refused (session, edit, MESO_ERROR_CONFLICT);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A map of another session");
    g_autoptr (MesoMark) mark = fixture_point ("x", 0, 0);

    meso_edit_add_mark (edit, meso_session_get_map (other, 0), mark, 0);
    assert_refused (session, edit, MESO_ERROR_CONFLICT);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A product that is not there");
    g_autoptr (MesoMark) point = fixture_point ("x", 0, 0);
    g_autoptr (MesoMark) mark = NULL;

    data = *meso_mark_get (point);
    data.product = (char *) "p99";
    mark = meso_mark_new (&data, NULL);
    meso_edit_add_mark (edit, map, mark, 0);
    assert_refused (session, edit, MESO_ERROR_INVALID);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A view twice");
    g_autoptr (MesoMap) twin = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);

    meso_edit_add_map (edit, twin, 0);
    assert_refused (session, edit, MESO_ERROR_CONFLICT);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A view with marks");

    meso_edit_remove_map (edit, map, 0);
    assert_refused (session, edit, MESO_ERROR_CONFLICT);
  }
  {
    g_autoptr (MesoEdit) edit = meso_edit_new ("A session that is final");
    g_autoptr (MesoMark) mark = fixture_point ("x", 0, 0);

    meso_edit_add_mark (edit, map, mark, 0);
    meso_session_load_head (session, 0, 3, MESO_STATUS_FINAL, MESO_UNSET);
    assert_refused (session, edit, MESO_ERROR_READ_ONLY);
    meso_session_load_head (session, 7, 3, MESO_STATUS_DRAFT, MESO_UNSET);
    assert_refused (session, edit, MESO_ERROR_READ_ONLY);
    meso_session_load_head (session, 0, 3, MESO_STATUS_DRAFT, MESO_UNSET);
    meso_session_set_read_only (session, "Somebody else is at it");
    assert_refused (session, edit, MESO_ERROR_READ_ONLY);
    meso_session_set_read_only (session, NULL);
    fixture_apply (session, edit);
  }
}

static void
test_read_only_keeps_history (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  MesoHistory *history = meso_session_get_history (session);
  guint n_notified = 0;

  fixture_add_point (session, 0, 0);
  g_signal_connect_swapped (session, "notify::editable", G_CALLBACK (count_cb), &n_notified);
  meso_session_set_read_only (session, "Locked");
  meso_session_set_read_only (session, "Locked by somebody else");
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_false (meso_history_undo (history));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 2);
  meso_session_set_read_only (session, NULL);
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_true (meso_history_undo (history));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 1);
}

static void
test_view_with_its_marks (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  MesoHistory *history = meso_session_get_history (session);
  g_autoptr (MesoMap) map = meso_map_new ("scalp-top", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoMark) mark = fixture_point ("x", 0, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add both");

  meso_edit_add_mark (edit, map, mark, 0);
  meso_edit_add_map (edit, map, 0);
  fixture_apply (session, edit);
  g_assert_true (meso_session_get_map (session, 0) == map);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 1);
  g_assert_true (meso_history_undo (history));
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 0);
  g_assert_true (meso_history_redo (history));
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 1);
}

static void
test_ids_are_never_reused (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (3);
  MesoMap *map = meso_session_get_map (session, 0);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Delete the last");
  g_autofree char *first = meso_session_allocate_id (session, "m");
  g_autofree char *second = NULL;
  g_autoptr (MesoSession) reopened = NULL;
  g_autofree char *third = NULL;

  g_assert_cmpstr (first, ==, "m4");
  meso_edit_remove_mark (edit, map, meso_map_get_mark (map, 2));
  fixture_apply (session, edit);
  second = meso_session_allocate_id (session, "m");
  g_assert_cmpstr (second, ==, "m5");
  reopened = meso_session_snapshot (session);
  third = meso_session_allocate_id (reopened, "m");
  g_assert_cmpstr (third, ==, "m6");
}

static void
test_snapshot (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (5);
  g_autoptr (MesoSession) snapshot = meso_session_snapshot (session);

  fixture_add_point (session, 0, 0);
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 6);
  g_assert_cmpuint (meso_session_get_n_marks (snapshot), ==, 5);
  g_assert_true (meso_map_get_mark (meso_session_get_map (snapshot, 0), 4) ==
                 meso_map_get_mark (meso_session_get_map (session, 0), 4));
  g_assert_false (meso_session_is_editable (snapshot));
}

static void
test_products (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoHistory *history = meso_session_get_history (session);
  g_autoptr (MesoItem) product = fixture_product ("p1", "Light", MESO_UNIT_ML);
  g_autoptr (MesoEdit) add = meso_edit_new ("Add Product");
  g_autoptr (MesoEdit) remove = meso_edit_new ("Remove Product");
  g_autoptr (GError) error = NULL;

  meso_edit_change_item (add, MESO_SLOT_PRODUCT, NULL, product, MESO_POSITION_END);
  fixture_apply (session, add);
  g_assert_true (meso_session_lookup_product (session, "p1") == product);
  fixture_add_dosed_point (session, "p1", 200);
  meso_edit_change_item (remove, MESO_SLOT_PRODUCT, product, NULL, 0);
  g_assert_false (meso_session_apply (session, remove, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  meso_history_undo (history);
  meso_history_undo (history);
  g_assert_null (meso_session_lookup_product (session, "p1"));
  meso_history_redo (history);
  meso_history_redo (history);
  g_assert_true (meso_session_lookup_product (session, "p1") == product);
}

static void
test_totals (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (3);
  g_autoptr (MesoItem) light = fixture_product ("p1", "Light", MESO_UNIT_ML);
  g_autoptr (MesoItem) units = fixture_product ("p2", "Units", MESO_UNIT_U);
  g_autoptr (MesoTotals) by_product = NULL;
  g_autoptr (MesoTotals) all = NULL;
  const MesoTotalsRow *row;

  meso_session_load_item (session, light);
  meso_session_load_item (session, units);
  for (guint i = 0; i < 7; i++)
    fixture_add_dosed_point (session, "p1", 143);
  fixture_add_dosed_point (session, "p2", 40000);
  fixture_add_planned_point (session, "p1", 5000);

  by_product = meso_totals_new (session, NULL, MESO_TOTALS_BY_PRODUCT);
  g_assert_cmpuint (meso_totals_get_n_rows (by_product), ==, 3);
  row = meso_totals_get_row (by_product, 0);
  g_assert_true (row->product == light);
  g_assert_cmpint (row->done.dose, ==, 1001);
  g_assert_cmpuint (row->done.n_points, ==, 7);
  g_assert_cmpint (row->planned.dose, ==, 5000);
  g_assert_cmpuint (row->planned.n_points, ==, 1);
  row = meso_totals_get_row (by_product, 1);
  g_assert_cmpint (row->unit, ==, MESO_UNIT_U);
  g_assert_cmpint (row->done.dose, ==, 40000);
  row = meso_totals_get_row (by_product, 2);
  g_assert_null (row->product);
  g_assert_cmpuint (row->done.n_points, ==, 3);

  all = meso_totals_new (session, NULL, MESO_TOTALS_BY_NOTHING);
  g_assert_cmpuint (meso_totals_get_n_rows (all), ==, 3);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/runs", test_runs);
  g_test_add_func ("/session/insert-in-place", test_insert_in_place);
  g_test_add_func ("/session/random-histories", test_random_histories);
  g_test_add_func ("/session/refusals", test_refusals);
  g_test_add_func ("/session/read-only-keeps-history", test_read_only_keeps_history);
  g_test_add_func ("/session/view-with-its-marks", test_view_with_its_marks);
  g_test_add_func ("/session/ids-are-never-reused", test_ids_are_never_reused);
  g_test_add_func ("/session/snapshot", test_snapshot);
  g_test_add_func ("/session/products", test_products);
  g_test_add_func ("/session/totals", test_totals);
  return g_test_run ();
}
