/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "meso-editor-views.h"
#include "meso-model-fixture.h"

static void
message_cb (MesoEditor *editor,
            const char *text,
            gboolean is_error,
            char **last)
{
  (void) editor;
  g_free (*last);
  *last = g_strdup_printf ("%s%s", is_error ? "! " : "", text);
}

static const MesoMarkData *
get_last (MesoEditor *editor)
{
  MesoMap *map = meso_editor_get_map (editor);

  return meso_mark_get (meso_map_get_mark (map, meso_map_get_n_marks (map) - 1));
}

static void
test_point (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autoptr (MesoItem) product = fixture_product ("p1", "Light", MESO_UNIT_ML);
  MesoHand *hand = meso_editor_get_hand (editor);
  const MesoMarkData *mark;

  meso_session_load_item (session, product);
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -4000, 3000 }));
  mark = get_last (editor);
  g_assert_cmpint (mark->layer, ==, MESO_LAYER_SUPERFICIAL_DERMIS);
  g_assert_cmpint (mark->dose, ==, MESO_UNSET);
  g_assert_cmpint (mark->side, ==, MESO_SIDE_RIGHT);
  g_assert_nonnull (mark->region);

  meso_hand_set_product (hand, "p1");
  meso_hand_set_layer (hand, MESO_LAYER_DEEP_DERMIS);
  meso_hand_set_dose (hand, MESO_MARK_POINT, 250);
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ 0, -4000 }));
  mark = get_last (editor);
  g_assert_cmpint (mark->layer, ==, MESO_LAYER_DEEP_DERMIS);
  g_assert_cmpint (mark->dose, ==, 250);
  g_assert_cmpstr (mark->region, ==, "forehead-central");
  g_assert_cmpint (mark->side, ==, MESO_SIDE_MIDLINE);
}

static void
test_hand_goes_on (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoItem) product = fixture_product ("p1", "Light", MESO_UNIT_ML);
  g_autoptr (MesoEditor) first = NULL;
  g_autoptr (MesoEditor) second = NULL;

  meso_session_load_item (session, product);
  first = meso_editor_new (session);
  g_assert_cmpstr (meso_hand_get_product (meso_editor_get_hand (first)), ==, "p1");
  fixture_add_dosed_point (session, "p1", 430);
  second = meso_editor_new (session);
  g_assert_cmpint (meso_hand_get_layer (meso_editor_get_hand (second)), ==, MESO_LAYER_MID_DERMIS);
  g_assert_cmpint (meso_hand_get_dose (meso_editor_get_hand (second), MESO_MARK_POINT), ==, 430);
}

static void
test_line_follows_its_entry (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  const MesoPoint points[] = { { 4000, 3000 }, { 2000, 3200 }, { 0, -4000 } };
  const MesoMarkData *mark;

  g_assert_true (meso_editor_add_line (editor, points, 3));
  mark = get_last (editor);
  g_assert_cmpint (mark->kind, ==, MESO_MARK_THREAD);
  g_assert_cmpint (mark->curve, ==, MESO_CURVE_SMOOTH);
  g_assert_cmpint (mark->side, ==, MESO_SIDE_LEFT);
  g_assert_cmpint (mark->technique, ==, MESO_TECHNIQUE_LINEAR_RETROGRADE);
  g_assert_cmpint (mark->direction, ==, MESO_DIRECTION_RETROGRADE);
}

static void
test_move_finds_the_region_again (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  const char *ids[2] = { NULL, NULL };
  g_autofree char *id = NULL;

  meso_editor_add_point (editor, (MesoPoint){ -3000, -3000 });
  meso_editor_add_point (editor, (MesoPoint){ -3000, 3000 });
  id = g_strdup (get_last (editor)->id);
  ids[0] = id;
  meso_selection_set (meso_editor_get_selection (editor), ids);
  g_assert_true (meso_editor_move_selection (editor, 6000, 0, FALSE));
  g_assert_cmpint (get_last (editor)->side, ==, MESO_SIDE_LEFT);
  g_assert_cmpint (get_last (editor)->points[0].x, ==, 3000);
  g_assert_true (meso_selection_contains (meso_editor_get_selection (editor), id));
  g_assert_cmpstr (meso_history_get_undo_name (meso_session_get_history (session)), ==, "Move Point");

  meso_editor_undo (editor);
  g_assert_cmpint (get_last (editor)->side, ==, MESO_SIDE_RIGHT);
  /* The step before made the point, so with it the selection must go. */
  meso_editor_undo (editor);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (editor)), ==, 0);
}

static void
test_nudges_are_one_step (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (2);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);

  meso_editor_select_all (editor);
  for (guint i = 0; i < 10; i++)
    g_assert_true (meso_editor_move_selection (editor, 50, 0, TRUE));
  g_assert_cmpint (get_last (editor)->points[0].x, ==, 600);
  meso_editor_undo (editor);
  g_assert_cmpint (get_last (editor)->points[0].x, ==, 100);
}

static void
test_undo_on_another_view (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autofree char *message = NULL;
  MesoMap *face = meso_editor_get_map (editor);
  MesoMap *scalp;

  g_signal_connect (editor, "message", G_CALLBACK (message_cb), &message);
  scalp = meso_editor_add_view (editor, "scalp-top");
  g_assert_nonnull (scalp);
  g_assert_true (meso_editor_get_map (editor) == scalp);
  g_assert_true (meso_session_get_map (session, 1) == scalp);
  meso_editor_add_point (editor, (MesoPoint){ 0, 0 });
  meso_editor_set_map (editor, face);
  g_assert_null (message);

  meso_editor_undo (editor);
  g_assert_true (meso_editor_get_map (editor) == scalp);
  g_assert_cmpuint (meso_map_get_n_marks (scalp), ==, 0);
  g_assert_nonnull (strstr (message, "Add Point"));

  meso_editor_undo (editor);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_true (meso_editor_get_map (editor) == face);
  meso_editor_redo (editor);
  meso_editor_redo (editor);
  g_assert_cmpuint (meso_map_get_n_marks (scalp), ==, 1);
}

/* With a product that was undone no mark could be made at all. */
static void
test_undo_product (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Product");
  const MesoProduct product = {
    .id = (char *) "p9",
    .name = (char *) "HA",
    .unit = MESO_UNIT_ML,
    .opened = MESO_UNSET,
    .discarded = MESO_UNSET,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);

  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, NULL, item, MESO_POSITION_END);
  g_assert_true (meso_editor_apply (editor, edit));
  meso_hand_set_product (meso_editor_get_hand (editor), "p9");
  meso_editor_undo (editor);
  g_assert_null (meso_hand_get_product (meso_editor_get_hand (editor)));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ 0, 0 }));
}

static void
make_deep (MesoMarkData *data,
           gpointer user_data)
{
  (void) user_data;
  data->layer = MESO_LAYER_DEEP_DERMIS;
}

static void
test_change_selection (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (5);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  MesoHistory *history = meso_session_get_history (session);

  meso_editor_select_all (editor);
  g_assert_true (meso_editor_change_selection (editor, "Change Layer", make_deep, NULL));
  g_assert_cmpint (get_last (editor)->layer, ==, MESO_LAYER_DEEP_DERMIS);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (editor)), ==, 5);
  /* Nothing changes the second time, so there is nothing more to undo. */
  g_assert_true (meso_editor_change_selection (editor, "Change Layer", make_deep, NULL));
  g_assert_true (meso_history_undo (history));
  g_assert_false (meso_history_get_can_undo (history));
  g_assert_cmpint (get_last (editor)->layer, ==, MESO_LAYER_MID_DERMIS);
}

static void
test_read_only_says_so (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autofree char *message = NULL;

  g_signal_connect (editor, "message", G_CALLBACK (message_cb), &message);
  meso_session_set_read_only (session, "Dr Who has it open");
  g_assert_false (meso_editor_add_point (editor, (MesoPoint){ 0, 0 }));
  g_assert_cmpstr (message, ==, "! Dr Who has it open");
  meso_editor_select_all (editor);
  g_assert_false (meso_editor_delete_selection (editor));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 1);
}

/* Marks stay on what they were drawn on; what is empty, and what comes, follows the choice. */
static void
test_figure (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autofree char *message = NULL;
  g_autofree char *figure = NULL;
  MesoMap *map;

  g_signal_connect (editor, "message", G_CALLBACK (message_cb), &message);
  g_assert_cmpint (meso_editor_get_figure (editor), ==, MESO_SEX_FEMALE);

  g_object_set (editor, "figure", "male", NULL);
  g_object_get (editor, "figure", &figure, NULL);
  g_assert_cmpstr (figure, ==, "male");
  g_assert_cmpint (meso_map_get_variant (meso_editor_get_map (editor)), ==, MESO_SEX_MALE);
  g_assert_cmpstr (meso_diagram_get_variant (meso_editor_get_diagram (editor)), ==, "male");
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_null (message);

  meso_editor_undo (editor);
  g_assert_cmpint (meso_map_get_variant (meso_editor_get_map (editor)), ==, MESO_SEX_FEMALE);
  meso_editor_redo (editor);

  meso_editor_add_point (editor, (MesoPoint){ 0, 0 });
  map = meso_editor_get_map (editor);
  meso_editor_set_figure (editor, MESO_SEX_FEMALE);
  g_assert_true (meso_editor_get_map (editor) == map);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 1);
  g_assert_nonnull (message);

  meso_editor_add_view (editor, "scalp-top");
  g_assert_cmpint (meso_map_get_variant (meso_editor_get_map (editor)), ==, MESO_SEX_FEMALE);
}

static void
test_finalize (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  MesoEditor *editor = meso_editor_new (session);

  g_assert_finalize_object (editor);
  g_assert_cmpuint (G_OBJECT (session)->ref_count, ==, 1);
}

static GPtrArray *
make_points (MesoEditor *editor,
             guint n)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      MesoPoint place = { (int) i * 500 - 3000, -4000 };

      g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1));
    }
  return marks;
}

/* Many marks are one step; what made them is told from what made others. */
static void
test_patterns (void)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autoptr (GPtrArray) marks = make_points (editor, 5);
  g_autoptr (GPtrArray) planned = meso_editor_plan_marks (editor, marks);
  MesoHistory *history = meso_session_get_history (session);
  MesoMap *map = meso_editor_get_map (editor);

  g_assert_cmpuint (planned->len, ==, 5);
  g_assert_cmpstr (meso_mark_get (g_ptr_array_index (planned, 0))->region, !=, NULL);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 0);
  g_assert_false (meso_history_get_can_undo (history));

  g_assert_true (meso_editor_add_marks (editor, "Grid", "grid", marks));
  g_assert_true (meso_editor_add_marks (editor, "Grid", "grid", marks));
  g_assert_true (meso_editor_add_marks (editor, "Fan", "fan", marks));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ 0, -4000 }));
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 16);
  g_assert_cmpstr (meso_mark_get (meso_map_get_mark (map, 4))->pattern, ==, "grid-1");
  g_assert_cmpstr (meso_mark_get (meso_map_get_mark (map, 5))->pattern, ==, "grid-2");
  g_assert_cmpstr (meso_mark_get (meso_map_get_mark (map, 10))->pattern, ==, "fan-1");
  g_assert_null (get_last (editor)->pattern);
  g_assert_cmpstr (meso_mark_get (meso_map_get_mark (map, 0))->id, !=,
                   meso_mark_get (meso_map_get_mark (map, 1))->id);

  meso_editor_undo (editor);
  meso_editor_undo (editor);
  meso_editor_undo (editor);
  g_assert_cmpuint (meso_map_get_n_marks (map), ==, 5);
  g_ptr_array_set_size (marks, 0);
  g_assert_false (meso_editor_add_marks (editor, "Grid", "grid", marks));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_options (void)
{
  g_autoptr (MesoToolOptions) options = meso_tool_options_new ();
  guint n = 0;
  gint64 spacing;

  g_signal_connect_swapped (options, "notify::lattice", G_CALLBACK (count_cb), &n);
  g_assert_true (meso_tool_options_step (options, MESO_OPTION_LATTICE));
  g_assert_cmpint (meso_tool_options_get (options, MESO_OPTION_LATTICE), ==, MESO_LATTICE_MODE_HEXAGONAL);
  g_assert_true (meso_tool_options_step (options, MESO_OPTION_LATTICE));
  g_assert_cmpint (meso_tool_options_get (options, MESO_OPTION_LATTICE), ==, MESO_LATTICE_MODE_SQUARE);
  g_assert_cmpuint (n, ==, 2);
  meso_tool_options_set (options, MESO_OPTION_LATTICE, MESO_LATTICE_MODE_SQUARE);
  meso_tool_options_set (options, MESO_OPTION_LATTICE, -1);
  meso_tool_options_set (options, MESO_OPTION_LATTICE, MESO_N_LATTICE_MODES);
  g_assert_cmpuint (n, ==, 2);

  g_assert_false (meso_tool_options_step (options, MESO_OPTION_SPACING));
  g_object_set (options, meso_tool_option_get_name (MESO_OPTION_SPACING), (gint64) -7, NULL);
  g_object_get (options, "spacing", &spacing, NULL);
  g_assert_cmpint (spacing, ==, -7);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/editor/point", test_point);
  g_test_add_func ("/editor/hand-goes-on", test_hand_goes_on);
  g_test_add_func ("/editor/line-follows-its-entry", test_line_follows_its_entry);
  g_test_add_func ("/editor/move-finds-the-region-again", test_move_finds_the_region_again);
  g_test_add_func ("/editor/nudges-are-one-step", test_nudges_are_one_step);
  g_test_add_func ("/editor/undo-on-another-view", test_undo_on_another_view);
  g_test_add_func ("/editor/undo-product", test_undo_product);
  g_test_add_func ("/editor/change-selection", test_change_selection);
  g_test_add_func ("/editor/read-only-says-so", test_read_only_says_so);
  g_test_add_func ("/editor/figure", test_figure);
  g_test_add_func ("/editor/finalize", test_finalize);
  g_test_add_func ("/editor/patterns", test_patterns);
  g_test_add_func ("/editor/options", test_options);

  return g_test_run ();
}
