/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <math.h>

#include "canvas/meso-calibrate-tool.h"
#include "canvas/meso-line-tool.h"
#include "canvas/meso-pick.h"
#include "canvas/meso-point-tool.h"
#include "canvas/meso-select-tool.h"
#include "canvas/meso-stroke.h"
#include "meso-editor-views.h"

typedef struct
{
  MesoEditor *editor;
  MesoViewport *viewport;
  MesoCanvasTool *tool;
  gint64 time;
  MesoPointerDevice device;
  MesoPointerModifiers modifiers;
} Fixture;

static void
set_up (Fixture *f,
        gconstpointer data)
{
  MesoCanvasTool *(*make_tool) (MesoEditor *, MesoViewport *) = data;
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  const cairo_rectangle_t bounds = { -100, -140, 200, 260 };

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  f->viewport = meso_viewport_new ();
  meso_viewport_set_bounds (f->viewport, &bounds);
  meso_viewport_set_size (f->viewport, 800, 600, 1);
  meso_viewport_place (f->viewport, 0, 0, 4, 400, 300);
  f->tool = make_tool (f->editor, f->viewport);
  f->time = 10000;
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->tool);
  g_assert_finalize_object (f->viewport);
  g_assert_finalize_object (f->editor);
}

/* 1 mm is 4 px, and 400, 300 is 0, 0. */
static void
send (Fixture *f,
      MesoPointerType type,
      double x,
      double y)
{
  MesoPointerEvent event = {
    .type = type,
    .device = f->device,
    .x = x,
    .y = y,
    .button = 1,
    .modifiers = f->modifiers,
    .time = f->time,
    .n = 1,
  };

  meso_viewport_to_mm (f->viewport, x, y, &event.x_mm, &event.y_mm);
  meso_canvas_tool_event (f->tool, &event);
}

static void
click (Fixture *f,
       double x,
       double y)
{
  f->time += 1000;
  send (f, MESO_POINTER_PRESS, x, y);
  f->time += 50;
  send (f, MESO_POINTER_RELEASE, x, y);
}

static void
drag (Fixture *f,
      double x,
      double y,
      double to_x,
      double to_y,
      int steps)
{
  f->time += 1000;
  send (f, MESO_POINTER_PRESS, x, y);
  for (int i = 1; i <= steps; i++)
    {
      f->time += 16;
      send (f, MESO_POINTER_MOTION, x + (to_x - x) * i / steps, y + (to_y - y) * i / steps);
    }
}

static guint
count_marks (Fixture *f)
{
  return meso_map_get_n_marks (meso_editor_get_map (f->editor));
}

static const MesoMarkData *
get_mark (Fixture *f,
          guint i)
{
  return meso_mark_get (meso_map_get_mark (meso_editor_get_map (f->editor), i));
}

static MesoSelection *
get_selection (Fixture *f)
{
  return meso_editor_get_selection (f->editor);
}

static guint64
get_serial (Fixture *f)
{
  return meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
}

static void
add_point (Fixture *f,
           double x,
           double y)
{
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ (int) lround (x * 100), (int) lround (y * 100) }));
}

/* A press and a release are one point, exactly where the press was, whatever the hand did between. */
static void
test_point_click (Fixture *f,
                  gconstpointer data)
{
  const double strays[] = { 0, 1, 3, 30, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (strays); i++)
    {
      drag (f, 440, 260, 440 + strays[i], 260 - strays[i], 3);
      send (f, MESO_POINTER_RELEASE, 440 + strays[i], 260 - strays[i]);
      g_assert_cmpuint (count_marks (f), ==, i + 1);
      g_assert_cmpint (get_mark (f, i)->kind, ==, MESO_MARK_POINT);
      g_assert_cmpint (get_mark (f, i)->points[0].x, ==, 1000);
      g_assert_cmpint (get_mark (f, i)->points[0].y, ==, -1000);
    }
}

static void
test_point_double_click (Fixture *f,
                         gconstpointer data)
{
  click (f, 440, 260);
  f->time += 250;
  send (f, MESO_POINTER_PRESS, 444, 262);
  send (f, MESO_POINTER_RELEASE, 444, 262);
  g_assert_cmpuint (count_marks (f), ==, 1);

  /* Far enough, or late enough, and it is another one. */
  f->time += 100;
  send (f, MESO_POINTER_PRESS, 460, 260);
  send (f, MESO_POINTER_RELEASE, 460, 260);
  g_assert_cmpuint (count_marks (f), ==, 2);
  f->time += 401;
  send (f, MESO_POINTER_PRESS, 460, 260);
  send (f, MESO_POINTER_RELEASE, 460, 260);
  g_assert_cmpuint (count_marks (f), ==, 3);
}

static void
test_point_cancel (Fixture *f,
                   gconstpointer data)
{
  guint64 serial = get_serial (f);

  g_assert_false (meso_canvas_tool_cancel (f->tool));
  send (f, MESO_POINTER_PRESS, 440, 260);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  send (f, MESO_POINTER_RELEASE, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 0);

  f->device = MESO_POINTER_TOUCH;
  send (f, MESO_POINTER_PRESS, 440, 260);
  send (f, MESO_POINTER_CANCEL, 440, 260);
  send (f, MESO_POINTER_RELEASE, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 0);
  g_assert_cmpuint (get_serial (f), ==, serial);
}

static void
test_point_devices (Fixture *f,
                    gconstpointer data)
{
  f->device = MESO_POINTER_PEN;
  click (f, 440, 260);
  f->device = MESO_POINTER_TOUCH;
  drag (f, 480, 260, 489, 262, 4);
  send (f, MESO_POINTER_RELEASE, 489, 262);
  g_assert_cmpuint (count_marks (f), ==, 2);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 2000);

  /* A fingertip is broad, so its double tap is, too. */
  f->time += 200;
  send (f, MESO_POINTER_PRESS, 490, 262);
  send (f, MESO_POINTER_RELEASE, 490, 262);
  g_assert_cmpuint (count_marks (f), ==, 2);
}

static void
test_line_straight (Fixture *f,
                    gconstpointer data)
{
  drag (f, 400, 300, 480, 340, 20);
  g_assert_cmpuint (count_marks (f), ==, 0);
  send (f, MESO_POINTER_RELEASE, 480, 340);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpint (get_mark (f, 0)->kind, ==, MESO_MARK_THREAD);
  g_assert_cmpuint (get_mark (f, 0)->n_points, ==, 2);
  g_assert_cmpint (get_mark (f, 0)->curve, ==, MESO_CURVE_STRAIGHT);
  g_assert_cmpint (get_mark (f, 0)->points[0].x, ==, 0);
  g_assert_cmpint (get_mark (f, 0)->points[1].x, ==, 2000);
  g_assert_cmpint (get_mark (f, 0)->points[1].y, ==, 1000);
}

/* Trembles by less than half a mm, and is straight for all that. */
static void
test_line_trembling (Fixture *f,
                     gconstpointer data)
{
  send (f, MESO_POINTER_PRESS, 400, 300);
  for (int i = 1; i < 100; i++)
    send (f, MESO_POINTER_MOTION, 400 + i, 300 + g_test_rand_double_range (-2, 2));
  send (f, MESO_POINTER_RELEASE, 500, 300);
  g_assert_cmpuint (get_mark (f, 0)->n_points, ==, 2);
}

static void
draw_arc (Fixture *f)
{
  f->time += 1000;
  send (f, MESO_POINTER_PRESS, 500, 300);
  for (int i = 1; i <= 60; i++)
    send (f, MESO_POINTER_MOTION, 400 + 100 * cos (i * G_PI / 60), 300 - 100 * sin (i * G_PI / 60));
  send (f, MESO_POINTER_RELEASE, 300, 300);
}

/* A half circle of 25 mm: a few nodes, and the smooth line through them keeps to where the pointer went. */
static void
test_line_bent (Fixture *f,
                gconstpointer data)
{
  const MesoMarkData *line;

  draw_arc (f);
  line = get_mark (f, 0);
  g_assert_cmpint (line->curve, ==, MESO_CURVE_SMOOTH);
  g_assert_cmpuint (line->n_points, >=, 5);
  g_assert_cmpuint (line->n_points, <=, 20);
  for (int i = 0; i <= 60; i++)
    g_assert_cmpfloat (meso_curve_get_distance (line->points, line->n_points, line->curve, 25 * cos (i * G_PI / 60),
                                                -25 * sin (i * G_PI / 60)),
                       <, 0.9);
  g_assert_cmpfloat_with_epsilon (meso_curve_get_length (line->points, line->n_points, line->curve), 25 * G_PI, 1.5);

  f->modifiers = MESO_POINTER_SHIFT;
  draw_arc (f);
  g_assert_cmpuint (get_mark (f, 1)->n_points, ==, 2);
}

static void
test_line_slips (Fixture *f,
                 gconstpointer data)
{
  guint64 serial = get_serial (f);

  drag (f, 400, 300, 407, 300, 5);
  send (f, MESO_POINTER_RELEASE, 407, 300);
  click (f, 400, 300);
  f->device = MESO_POINTER_TOUCH;
  drag (f, 400, 300, 411, 300, 5);
  send (f, MESO_POINTER_RELEASE, 411, 300);
  g_assert_cmpuint (count_marks (f), ==, 0);

  f->device = MESO_POINTER_MOUSE;
  drag (f, 400, 300, 500, 300, 5);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  send (f, MESO_POINTER_MOTION, 520, 300);
  send (f, MESO_POINTER_RELEASE, 520, 300);
  g_assert_cmpuint (count_marks (f), ==, 0);
  g_assert_cmpuint (get_serial (f), ==, serial);
}

/* However long somebody scribbles. */
static void
test_line_limit (Fixture *f,
                 gconstpointer data)
{
  send (f, MESO_POINTER_PRESS, 400, 300);
  for (int i = 0; i < 20000; i++)
    send (f, MESO_POINTER_MOTION, g_test_rand_double_range (0, 800), g_test_rand_double_range (0, 600));
  send (f, MESO_POINTER_RELEASE, 500, 500);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpuint (get_mark (f, 0)->n_points, <=, MESO_MAX_THREAD_POINTS);
}

static void
test_select_click (Fixture *f,
                   gconstpointer data)
{
  add_point (f, 0, 0);
  add_point (f, 10, 0);

  click (f, 407, 300);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  g_assert_true (meso_selection_contains (get_selection (f), get_mark (f, 0)->id));
  f->modifiers = MESO_POINTER_SHIFT;
  click (f, 440, 300);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
  f->modifiers = MESO_POINTER_CONTROL;
  click (f, 400, 300);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  click (f, 600, 500);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  f->modifiers = (MesoPointerModifiers) 0;
  click (f, 409, 300);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 0);
  f->device = MESO_POINTER_TOUCH;
  click (f, 380, 300);
  g_assert_true (meso_selection_contains (get_selection (f), get_mark (f, 0)->id));
}

static void
test_select_span (Fixture *f,
                  gconstpointer data)
{
  for (int i = 0; i < 5; i++)
    add_point (f, i * 10, 0);
  drag (f, 490, 320, 430, 280, 5);
  send (f, MESO_POINTER_RELEASE, 430, 280);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 2);
  f->modifiers = MESO_POINTER_SHIFT;
  drag (f, 470, 290, 530, 310, 5);
  send (f, MESO_POINTER_RELEASE, 530, 310);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 3);
  f->modifiers = (MesoPointerModifiers) 0;
  drag (f, 600, 500, 700, 550, 5);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  send (f, MESO_POINTER_RELEASE, 700, 550);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 3);
}

static void
test_select_move (Fixture *f,
                  gconstpointer data)
{
  guint64 serial;

  add_point (f, 0, 0);
  add_point (f, 10, 0);
  serial = get_serial (f);

  /* Trembling is not moving. */
  drag (f, 400, 300, 402, 302, 5);
  send (f, MESO_POINTER_RELEASE, 402, 302);
  g_assert_cmpuint (get_serial (f), ==, serial);

  meso_editor_select_all (f->editor);
  drag (f, 400, 300, 420, 292, 5);
  g_assert_true (meso_canvas_tool_lifts_selection (f->tool));
  g_assert_cmpuint (get_serial (f), ==, serial);
  send (f, MESO_POINTER_RELEASE, 420, 292);
  g_assert_false (meso_canvas_tool_lifts_selection (f->tool));
  g_assert_cmpint (get_mark (f, 0)->points[0].x, ==, 500);
  g_assert_cmpint (get_mark (f, 0)->points[0].y, ==, -200);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 1500);

  /* One step. */
  meso_editor_undo (f->editor);
  g_assert_cmpint (get_mark (f, 0)->points[0].x, ==, 0);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 1000);
}

static void
test_select_move_cancel (Fixture *f,
                         gconstpointer data)
{
  guint64 serial;

  add_point (f, 0, 0);
  add_point (f, 10, 0);
  click (f, 400, 300);
  serial = get_serial (f);

  drag (f, 440, 300, 480, 330, 5);
  g_assert_true (meso_selection_contains (get_selection (f), get_mark (f, 1)->id));
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  send (f, MESO_POINTER_RELEASE, 480, 330);
  g_assert_cmpuint (get_serial (f), ==, serial);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 1000);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 1);
  g_assert_true (meso_selection_contains (get_selection (f), get_mark (f, 0)->id));
}

/* What is not seen cannot be touched. */
static void
test_select_hidden (Fixture *f,
                    gconstpointer data)
{
  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_DEEP_DERMIS);
  add_point (f, 0, 0);
  meso_visibility_set (meso_editor_get_visibility (f->editor), MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "deep-dermis",
                       TRUE);
  click (f, 400, 300);
  drag (f, 300, 200, 500, 400, 5);
  send (f, MESO_POINTER_RELEASE, 500, 400);
  g_assert_cmpuint (meso_selection_get_size (get_selection (f)), ==, 0);
}

/* The nearest; of two in one place that which is painted over the other. */
static void
test_pick (Fixture *f,
           gconstpointer data)
{
  MesoMap *map = meso_editor_get_map (f->editor);
  MesoVisibility *visibility = meso_editor_get_visibility (f->editor);
  MesoHand *hand = meso_editor_get_hand (f->editor);
  const MesoPoint line[] = { { -1000, 0 }, { 1000, 0 } };

  meso_hand_set_layer (hand, MESO_LAYER_HYPODERMIS);
  add_point (f, 0, 0);
  meso_hand_set_layer (hand, MESO_LAYER_EPIDERMIS);
  add_point (f, 0, 0);
  add_point (f, 1.5, 0);
  g_assert_true (meso_editor_add_line (f->editor, line, 2));

  g_assert_true (meso_pick_mark (map, f->viewport, NULL, 400, 300, 8) == meso_map_get_mark (map, 0));
  meso_visibility_set (visibility, MESO_VEIL_LOCKED, MESO_ASPECT_LAYER, "hypodermis", TRUE);
  g_assert_true (meso_pick_mark (map, f->viewport, visibility, 400, 300, 8) == meso_map_get_mark (map, 1));
  g_assert_true (meso_pick_mark (map, f->viewport, NULL, 406, 300, 8) == meso_map_get_mark (map, 2));
  g_assert_true (meso_pick_mark (map, f->viewport, NULL, 430, 305, 8) == meso_map_get_mark (map, 3));
  g_assert_null (meso_pick_mark (map, f->viewport, NULL, 430, 309, 8));
}

static void
test_simplify (void)
{
  g_autoptr (GArray) stroke = g_array_new (FALSE, FALSE, sizeof (MesoPoint));
  g_autoptr (GArray) corner = NULL;
  g_autoptr (GArray) one = NULL;
  MesoPoint p = { 0, 0 };

  g_array_append_val (stroke, p);
  one = meso_stroke_simplify (stroke, 70, 1000);
  g_assert_cmpuint (one->len, ==, 1);

  /* There and back again: the turn stays. */
  for (p.x = 10; p.x <= 1000; p.x += 10)
    g_array_append_val (stroke, p);
  for (p.x = 990; p.x >= 0; p.x -= 10)
    g_array_append_val (stroke, p);
  corner = meso_stroke_simplify (stroke, 70, 1000);
  g_assert_cmpuint (corner->len, ==, 3);
  g_assert_cmpint (g_array_index (corner, MesoPoint, 1).x, ==, 1000);
}

static void
measured_cb (MesoEditor *editor,
             double mm,
             GArray *lengths)
{
  g_array_append_val (lengths, mm);
}

static void
test_calibrate (Fixture *f,
                gconstpointer data)
{
  g_autoptr (GArray) lengths = g_array_new (FALSE, FALSE, sizeof (double));

  g_signal_connect (f->editor, "measured", G_CALLBACK (measured_cb), lengths);
  meso_editor_set_tool (f->editor, MESO_TOOL_LINE);
  meso_editor_set_tool (f->editor, MESO_TOOL_CALIBRATE);

  /* Two clicks; a double click is one. */
  click (f, 200, 300);
  f->time -= 1000;
  click (f, 201, 300);
  g_assert_cmpuint (lengths->len, ==, 0);
  send (f, MESO_POINTER_MOTION, 300, 310);
  click (f, 400, 300);
  g_assert_cmpuint (lengths->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (g_array_index (lengths, double, 0), 50, 1e-9);

  /* One drag, from anew. */
  drag (f, 100, 100, 100, 180, 10);
  send (f, MESO_POINTER_RELEASE, 100, 180);
  g_assert_cmpuint (lengths->len, ==, 2);
  g_assert_cmpfloat_with_epsilon (g_array_index (lengths, double, 1), 20, 1e-9);

  /* Esc takes back what was marked, then the tool. */
  click (f, 200, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_CALIBRATE);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_LINE);
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  g_assert_cmpuint (count_marks (f), ==, 0);

  /* A view has one calibration at a time. */
  meso_editor_set_tool (f->editor, MESO_TOOL_CALIBRATE);
  g_assert_nonnull (meso_editor_add_view (f->editor, "scalp-top"));
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_LINE);
}

#define ADD(path, make, test) g_test_add (path, Fixture, (gconstpointer) make, set_up, test, tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("/tools/point/click", meso_point_tool_new, test_point_click);
  ADD ("/tools/point/double-click", meso_point_tool_new, test_point_double_click);
  ADD ("/tools/point/cancel", meso_point_tool_new, test_point_cancel);
  ADD ("/tools/point/devices", meso_point_tool_new, test_point_devices);
  ADD ("/tools/line/straight", meso_line_tool_new, test_line_straight);
  ADD ("/tools/line/trembling", meso_line_tool_new, test_line_trembling);
  ADD ("/tools/line/bent", meso_line_tool_new, test_line_bent);
  ADD ("/tools/line/slips", meso_line_tool_new, test_line_slips);
  ADD ("/tools/line/limit", meso_line_tool_new, test_line_limit);
  ADD ("/tools/select/click", meso_select_tool_new, test_select_click);
  ADD ("/tools/select/span", meso_select_tool_new, test_select_span);
  ADD ("/tools/select/move", meso_select_tool_new, test_select_move);
  ADD ("/tools/select/move-cancel", meso_select_tool_new, test_select_move_cancel);
  ADD ("/tools/select/hidden", meso_select_tool_new, test_select_hidden);
  ADD ("/tools/calibrate", meso_calibrate_tool_new, test_calibrate);
  ADD ("/tools/pick", meso_select_tool_new, test_pick);
  g_test_add_func ("/tools/simplify", test_simplify);

  return g_test_run ();
}
