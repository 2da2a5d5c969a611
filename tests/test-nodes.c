/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>

#include "canvas/meso-select-tool.h"
#include "meso-tool-fixture.h"

/* From 360, 300 px over 400, 260 to 440, 300. */
static const MesoPoint bow[] = { { -1000, 0 }, { 0, -1000 }, { 1000, 0 } };
/* Its corners are at 320 and 480 px, 220 and 380 px. */
static const MesoPoint square[] = { { -2000, -2000 }, { 2000, -2000 }, { 2000, 2000 }, { -2000, 2000 } };

static void
select_mark (MesoToolFixture *f,
             MesoMark *mark)
{
  const char *ids[] = { meso_mark_get_id (mark), NULL };

  meso_selection_set (meso_editor_get_selection (f->editor), ids);
}

static void
add_line (MesoToolFixture *f,
          MesoCurve curve)
{
  select_mark (f, meso_tool_fixture_add (f, MESO_MARK_THREAD, curve, bow, G_N_ELEMENTS (bow)));
}

static void
add_zone (MesoToolFixture *f)
{
  select_mark (f, meso_tool_fixture_add (f, MESO_MARK_AREA, MESO_CURVE_UNSET, square, G_N_ELEMENTS (square)));
}

static void
assert_place (MesoToolFixture *f,
              guint node,
              int x,
              int y)
{
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[node].x, ==, x);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[node].y, ==, y);
}

static guint
count_nodes (MesoToolFixture *f)
{
  return meso_tool_fixture_get (f, 0)->n_points;
}

static gboolean
command (MesoToolFixture *f,
         MesoToolCommand what)
{
  return meso_canvas_tool_command (f->tool, what);
}

/* One step; the node goes as far as the pointer, wherever the handle was hit. */
static void
test_drag (MesoToolFixture *f,
           gconstpointer data)
{
  guint n_steps;

  add_line (f, MESO_CURVE_SMOOTH);
  n_steps = meso_tool_fixture_count_steps (f);
  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 0));
  meso_tool_fixture_drag (f, 403, 264, 443, 224);
  g_assert_true (meso_canvas_tool_lifts_selection (f->tool));
  meso_tool_fixture_paint (f);
  assert_place (f, 1, 0, -1000);
  meso_tool_fixture_drop (f, 443, 224);
  assert_place (f, 1, 1000, -2000);
  g_assert_cmpuint (count_nodes (f), ==, 3);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->curve, ==, MESO_CURVE_SMOOTH);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, n_steps + 1);
  meso_editor_undo (f->editor);
  assert_place (f, 1, 0, -1000);
}

/* The region and the side are those of the entry. */
static void
test_site_follows (MesoToolFixture *f,
                   gconstpointer data)
{
  MesoSide side;

  add_line (f, MESO_CURVE_STRAIGHT);
  side = meso_tool_fixture_get (f, 0)->side;
  meso_tool_fixture_drag (f, 360, 300, 560, 420);
  meso_tool_fixture_drop (f, 560, 420);
  assert_place (f, 0, 4000, 3000);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->side, !=, side);
  g_assert_cmpstr (meso_tool_fixture_get (f, 0)->region, !=, NULL);
}

static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  guint64 serial;
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (f->editor));

  add_line (f, MESO_CURVE_STRAIGHT);
  serial = meso_history_get_serial (history);
  meso_tool_fixture_drag (f, 400, 260, 440, 220);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drop (f, 440, 220);
  meso_tool_fixture_drag (f, 380, 280, 440, 220);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 440, 220);
  meso_tool_fixture_drop (f, 440, 220);
  g_assert_cmpuint (count_nodes (f), ==, 3);
  assert_place (f, 1, 0, -1000);
  g_assert_cmpuint (meso_history_get_serial (history), ==, serial);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 1);
  /* There was no current node before, and there is none now. */
  g_assert_false (meso_canvas_tool_cancel (f->tool));
}

/* By the small handle between two nodes, with and without a drag, and by Ctrl anywhere on the line. */
static void
test_add (MesoToolFixture *f,
          gconstpointer data)
{
  add_line (f, MESO_CURVE_STRAIGHT);
  meso_tool_fixture_click (f, 380, 280);
  g_assert_cmpuint (count_nodes (f), ==, 4);
  assert_place (f, 1, -500, -500);
  meso_tool_fixture_drag (f, 420, 280, 440, 240);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 440, 240);
  g_assert_cmpuint (count_nodes (f), ==, 5);
  assert_place (f, 3, 1000, -1500);
  f->modifiers = MESO_POINTER_CONTROL;
  meso_tool_fixture_click (f, 440, 270);
  g_assert_cmpuint (count_nodes (f), ==, 6);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[4].x, ==, 1000);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 1);
}

/* The closing side of a zone has its handle, too. */
static void
test_add_to_zone (MesoToolFixture *f,
                  gconstpointer data)
{
  add_zone (f);
  meso_tool_fixture_drag (f, 320, 300, 300, 300);
  meso_tool_fixture_drop (f, 300, 300);
  g_assert_cmpuint (count_nodes (f), ==, 5);
  assert_place (f, 4, -2500, 0);
}

/* By Ctrl and a click, and by a double click; a line keeps two nodes, a zone three. */
static void
test_remove (MesoToolFixture *f,
             gconstpointer data)
{
  add_line (f, MESO_CURVE_STRAIGHT);
  meso_tool_fixture_double_click (f, 400, 260);
  g_assert_cmpuint (count_nodes (f), ==, 2);
  g_assert_null (f->message);
  meso_tool_fixture_double_click (f, 360, 300);
  g_assert_cmpuint (count_nodes (f), ==, 2);
  g_assert_cmpstr (f->message, ==, "A line needs two nodes.");
}

static void
test_remove_from_zone (MesoToolFixture *f,
                       gconstpointer data)
{
  add_zone (f);
  f->modifiers = MESO_POINTER_CONTROL;
  meso_tool_fixture_click (f, 320, 220);
  g_assert_cmpuint (count_nodes (f), ==, 3);
  meso_tool_fixture_click (f, 480, 220);
  g_assert_cmpuint (count_nodes (f), ==, 3);
  g_assert_nonnull (f->message);
}

/* A zone that crosses itself is refused in plain words, and is as it was. */
static void
test_crossing (MesoToolFixture *f,
               gconstpointer data)
{
  guint64 serial;
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (f->editor));

  add_zone (f);
  serial = meso_history_get_serial (history);
  meso_tool_fixture_drag (f, 320, 220, 520, 420);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 520, 350);
  g_assert_nonnull (f->message);
  g_assert_nonnull (strstr (f->message, "cross"));
  for (guint i = 0; i < G_N_ELEMENTS (square); i++)
    assert_place (f, i, square[i].x, square[i].y);
  g_assert_cmpuint (meso_history_get_serial (history), ==, serial);
}

/* All of it by keys. */
static void
test_keys (MesoToolFixture *f,
           gconstpointer data)
{
  guint n_steps;

  g_assert_false (command (f, MESO_COMMAND_NEXT));
  add_line (f, MESO_CURVE_STRAIGHT);
  g_assert_false (command (f, MESO_COMMAND_INSERT));
  g_assert_false (command (f, MESO_COMMAND_REMOVE));
  g_assert_false (meso_canvas_tool_nudge (f->tool, 50, 0));
  g_assert_true (command (f, MESO_COMMAND_NEXT));
  meso_tool_fixture_paint (f);
  g_assert_true (meso_canvas_tool_nudge (f->tool, 50, 0));
  g_assert_true (meso_canvas_tool_nudge (f->tool, 50, 50));
  assert_place (f, 0, -900, 50);
  /* Moves of one node in a row are one step. */
  meso_editor_undo (f->editor);
  assert_place (f, 0, -1000, 0);

  g_assert_true (command (f, MESO_COMMAND_NEXT));
  g_assert_true (command (f, MESO_COMMAND_INSERT));
  g_assert_cmpuint (count_nodes (f), ==, 4);
  assert_place (f, 2, 500, -500);
  g_assert_true (command (f, MESO_COMMAND_REMOVE));
  g_assert_cmpuint (count_nodes (f), ==, 3);
  assert_place (f, 2, 1000, 0);

  /* Past the last one Tab goes on to where it would go without nodes. */
  g_assert_false (command (f, MESO_COMMAND_NEXT));
  g_assert_true (command (f, MESO_COMMAND_PREVIOUS));
  n_steps = meso_tool_fixture_count_steps (f);
  g_assert_cmpuint (n_steps, ==, 3);

  /* Esc lets go of the node first, and then there is nothing more that is half-made. */
  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 0));
  g_assert_true (command (f, MESO_COMMAND_PREVIOUS));
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  g_assert_false (command (f, MESO_COMMAND_REMOVE));
}

/* No handles on points, on several marks, in a final session, and on what is locked. */
static void
test_no_nodes (MesoToolFixture *f,
               gconstpointer data)
{
  MesoMark *point;

  add_line (f, MESO_CURVE_STRAIGHT);
  point = meso_tool_fixture_add_point (f, 30, 30);
  select_mark (f, point);
  g_assert_false (command (f, MESO_COMMAND_NEXT));
  meso_editor_select_all (f->editor);
  g_assert_false (command (f, MESO_COMMAND_NEXT));
  meso_tool_fixture_paint (f);

  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 0));
  g_assert_true (command (f, MESO_COMMAND_NEXT));
  meso_session_set_read_only (meso_editor_get_session (f->editor), "This session is final.");
  g_assert_false (command (f, MESO_COMMAND_NEXT));
  g_assert_false (command (f, MESO_COMMAND_REMOVE));
  meso_tool_fixture_drag (f, 400, 260, 440, 220);
  meso_tool_fixture_drop (f, 440, 220);
  assert_place (f, 1, 0, -1000);
}

/* The current node is that of the mark that had it, as long as the mark has so many. */
static void
test_undo (MesoToolFixture *f,
           gconstpointer data)
{
  add_line (f, MESO_CURVE_STRAIGHT);
  meso_tool_fixture_click (f, 380, 280);
  g_assert_true (command (f, MESO_COMMAND_NEXT));
  g_assert_true (command (f, MESO_COMMAND_NEXT));
  meso_editor_undo (f->editor);
  g_assert_cmpuint (count_nodes (f), ==, 3);
  g_assert_false (command (f, MESO_COMMAND_REMOVE));
  g_assert_cmpuint (count_nodes (f), ==, 3);
  meso_tool_fixture_paint (f);
}

/* A handle of a finger is 44 px wide. */
static void
test_touch (MesoToolFixture *f,
            gconstpointer data)
{
  add_line (f, MESO_CURVE_STRAIGHT);
  f->device = MESO_POINTER_TOUCH;
  meso_tool_fixture_drag (f, 400, 240, 400, 200);
  meso_tool_fixture_drop (f, 400, 200);
  assert_place (f, 1, 0, -2000);
}

/* ---- Select what is the same ---- */

static guint
get_n_selected (MesoToolFixture *f)
{
  return meso_selection_get_size (meso_editor_get_selection (f->editor));
}

static void
test_same_region (MesoToolFixture *f,
                  gconstpointer data)
{
  MesoMark *mark;

  /* Three on the right cheek, two on the left. */
  meso_tool_fixture_add_point (f, -40, 30);
  meso_tool_fixture_add_point (f, -42, 32);
  meso_tool_fixture_add_point (f, -44, 30);
  meso_tool_fixture_add_point (f, 40, 30);
  mark = meso_tool_fixture_add_point (f, 42, 32);
  g_assert_cmpstr (meso_mark_get (mark)->region, ==, meso_tool_fixture_get (f, 0)->region);
  meso_tool_fixture_double_click (f, 240, 420);
  g_assert_cmpuint (get_n_selected (f), ==, 3);
  select_mark (f, mark);
  meso_editor_select_same (f->editor, MESO_SAME_REGION);
  g_assert_cmpuint (get_n_selected (f), ==, 2);
  g_assert_cmpstr (f->message, ==, "2 items selected");
  meso_editor_select_region_at (f->editor, (MesoPoint){ -4100, 3100 });
  g_assert_cmpuint (get_n_selected (f), ==, 3);
}

static void
test_same (MesoToolFixture *f,
           gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);
  g_autoptr (GPtrArray) pattern = g_ptr_array_new_with_free_func (g_object_unref);
  const MesoPoint place = { 0, 0 };

  meso_hand_set_layer (hand, MESO_LAYER_EPIDERMIS);
  meso_tool_fixture_add_point (f, -40, 30);
  meso_hand_set_state (hand, MESO_STATE_PLANNED);
  meso_tool_fixture_add_point (f, -40, 30);
  meso_hand_set_layer (hand, MESO_LAYER_MID_DERMIS);
  meso_tool_fixture_add_point (f, -40, 30);
  g_ptr_array_add (pattern, meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1));
  g_ptr_array_add (pattern, meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1));
  g_assert_true (meso_editor_add_marks (f->editor, "Add Grid", "grid", pattern));

  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 0));
  meso_editor_select_same (f->editor, MESO_SAME_LAYER);
  g_assert_cmpuint (get_n_selected (f), ==, 2);
  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 1));
  meso_editor_select_same (f->editor, MESO_SAME_STATE);
  g_assert_cmpuint (get_n_selected (f), ==, 4);
  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 1));
  g_assert_false (meso_editor_can_select_same (f->editor, MESO_SAME_PATTERN));
  meso_editor_select_same (f->editor, MESO_SAME_PATTERN);
  g_assert_cmpuint (get_n_selected (f), ==, 1);
  select_mark (f, meso_map_get_mark (meso_editor_get_map (f->editor), 3));
  g_assert_true (meso_editor_can_select_same (f->editor, MESO_SAME_PATTERN));
  meso_editor_select_same (f->editor, MESO_SAME_PATTERN);
  g_assert_cmpuint (get_n_selected (f), ==, 2);
  meso_editor_select_same (f->editor, MESO_SAME_TECHNIQUE);
  g_assert_cmpuint (get_n_selected (f), ==, 5);
  meso_editor_select_same (f->editor, MESO_SAME_PRODUCT);
  g_assert_cmpuint (get_n_selected (f), ==, 5);
  meso_selection_clear (meso_editor_get_selection (f->editor));
  g_assert_false (meso_editor_can_select_same (f->editor, MESO_SAME_LAYER));
  meso_editor_select_same (f->editor, MESO_SAME_LAYER);
  g_assert_cmpuint (get_n_selected (f), ==, 0);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_select_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/nodes/drag", test_drag);
  ADD ("/nodes/site-follows", test_site_follows);
  ADD ("/nodes/cancel", test_cancel);
  ADD ("/nodes/add", test_add);
  ADD ("/nodes/add-to-zone", test_add_to_zone);
  ADD ("/nodes/remove", test_remove);
  ADD ("/nodes/remove-from-zone", test_remove_from_zone);
  ADD ("/nodes/crossing", test_crossing);
  ADD ("/nodes/keys", test_keys);
  ADD ("/nodes/no-nodes", test_no_nodes);
  ADD ("/nodes/undo", test_undo);
  ADD ("/nodes/touch", test_touch);
  ADD ("/select-same/region", test_same_region);
  ADD ("/select-same/others", test_same);

  return g_test_run ();
}
