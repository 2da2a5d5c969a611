/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "canvas/meso-line-tool.h"
#include "meso-tool-fixture.h"

static void
set_mode (MesoToolFixture *f,
          MesoLineMode mode)
{
  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_LINE_MODE, mode);
}

static guint64
get_serial (MesoToolFixture *f)
{
  return meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
}

static gboolean
is_hint_of_error (MesoToolFixture *f)
{
  gboolean is_error = FALSE;
  g_autofree char *hint = meso_canvas_tool_dup_hint (f->tool, &is_error);

  g_assert_nonnull (hint);
  return is_error;
}

/* Node by node: the entry first, ended by a double click, which is no node of its own. */
static void
test_nodes (MesoToolFixture *f,
            gconstpointer data)
{
  const MesoMarkData *line;

  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 440, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_click (f, 440, 340);
  f->time += 100;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 441, 340);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 441, 340);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  line = meso_tool_fixture_get (f, 0);
  g_assert_cmpint (line->kind, ==, MESO_MARK_THREAD);
  g_assert_cmpuint (line->n_points, ==, 3);
  g_assert_cmpint (line->points[0].x, ==, 0);
  g_assert_cmpint (line->points[2].y, ==, 1000);
  g_assert_cmpint (line->curve, ==, MESO_CURVE_SMOOTH);
  g_assert_null (line->pattern);

  /* As the option says, the same nodes make straight stretches. */
  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_SMOOTH, FALSE);
  meso_tool_fixture_click (f, 400, 200);
  meso_tool_fixture_click (f, 440, 200);
  meso_tool_fixture_click (f, 440, 240);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpint (meso_tool_fixture_get (f, 1)->curve, ==, MESO_CURVE_STRAIGHT);
  g_assert_false (meso_canvas_tool_finish (f->tool));
}

/* A click that trembles is a click where it began. */
static void
test_jitter (MesoToolFixture *f,
             gconstpointer data)
{
  meso_tool_fixture_drag (f, 400, 300, 402, 302);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 402, 302);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[0].x, ==, 0);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[0].y, ==, 0);
}

/* Who is slow to click twice sets no node on top of the last one, and the next line may begin where this one ended. */
static void
test_slow_double_click (MesoToolFixture *f,
                        gconstpointer data)
{
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 480, 300);
  meso_tool_fixture_click (f, 482, 301);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_get (f, 0)->n_points, ==, 2);

  /* One millimetre is a step of the keys, however small it is on the screen. */
  meso_viewport_place (f->viewport, 0, 0, 2, 400, 300);
  f->device = MESO_POINTER_KEYS;
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_click (f, 480, 300);
  meso_tool_fixture_click (f, 482, 300);
  meso_tool_fixture_click (f, 484, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_get (f, 1)->n_points, ==, 3);
  meso_tool_fixture_click (f, 484, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
}

static void
test_step_back (MesoToolFixture *f,
                gconstpointer data)
{
  guint64 serial = get_serial (f);

  g_assert_false (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 440, 300);
  meso_tool_fixture_click (f, 600, 500);
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_get (f, 0)->n_points, ==, 3);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[2].x, ==, 2000);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (get_serial (f), ==, serial);

  /* All the way back there is nothing left to cancel. */
  meso_tool_fixture_click (f, 400, 300);
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  g_assert_false (meso_canvas_tool_step_back (f->tool));
  g_assert_false (meso_canvas_tool_cancel (f->tool));
}

/* One place is no line; it stays, to be gone on with. */
static void
test_too_short (MesoToolFixture *f,
                gconstpointer data)
{
  meso_tool_fixture_click (f, 400, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
}

/* At every moment Esc leaves everything as it was. */
static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  guint64 serial = get_serial (f);

  for (int mode = MESO_LINE_MODE_LINE; mode < MESO_N_LINE_MODES; mode++)
    {
      set_mode (f, (MesoLineMode) mode);
      f->modifiers = mode == MESO_LINE_MODE_CROSS_HATCH ? MESO_POINTER_SHIFT : (MesoPointerModifiers) 0;
      g_assert_false (meso_canvas_tool_cancel (f->tool));
      meso_tool_fixture_drag (f, 400, 300, 480, 340);
      g_assert_true (meso_canvas_tool_cancel (f->tool));
      meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 480, 340);
      meso_tool_fixture_click (f, 400, 300);
      g_assert_true (meso_canvas_tool_cancel (f->tool));
      g_assert_false (meso_canvas_tool_finish (f->tool));
      g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
      g_assert_cmpuint (get_serial (f), ==, serial);
    }
}

/* The grab that is lost takes the drag, and leaves what was clicked before it. */
static void
test_lost (MesoToolFixture *f,
           gconstpointer data)
{
  meso_tool_fixture_drag (f, 400, 300, 480, 340);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 480, 340);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 480, 340);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_drag (f, 440, 300, 480, 340);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 480, 340);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_get (f, 0)->n_points, ==, 2);
}

static void
test_points (MesoToolFixture *f,
             gconstpointer data)
{
  set_mode (f, MESO_LINE_MODE_POINTS);
  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_BRUSH_SPACING, MESO_MM (5));
  meso_tool_fixture_drag (f, 400, 300, 480, 300);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 480, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (meso_tool_fixture_get (f, i)->kind, ==, MESO_MARK_POINT);
      g_assert_cmpint (meso_tool_fixture_get (f, i)->points[0].x, ==, (int) i * 500);
      g_assert_cmpstr (meso_tool_fixture_get (f, i)->pattern, ==, "line-1");
    }
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

static void
test_fan (MesoToolFixture *f,
          gconstpointer data)
{
  const MesoMarkData *line;

  set_mode (f, MESO_LINE_MODE_FAN);
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      line = meso_tool_fixture_get (f, i);
      g_assert_cmpint (line->technique, ==, MESO_TECHNIQUE_FANNING);
      g_assert_cmpint (line->direction, ==, MESO_DIRECTION_RETROGRADE);
      g_assert_cmpint (line->points[0].x, ==, 0);
      g_assert_cmpint (line->points[0].y, ==, 0);
      g_assert_cmpfloat_with_epsilon (hypot (line->points[1].x, line->points[1].y), 2000, 1);
      g_assert_cmpstr (line->pattern, ==, "fan-1");
    }
  line = meso_tool_fixture_get (f, 2);
  g_assert_cmpint (line->points[1].x, ==, 2000);

  /* What the hand does in another way it does so in a fan, too. */
  meso_hand_set_technique (meso_editor_get_hand (f->editor), MESO_MARK_THREAD, MESO_TECHNIQUE_OTHER);
  meso_tool_fixture_drag (f, 400, 300, 400, 400);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 400, 400);
  g_assert_cmpint (meso_tool_fixture_get (f, 5)->technique, ==, MESO_TECHNIQUE_OTHER);
}

/* A fan of none, or of a crowd, is refused in words. */
static void
test_fan_refused (MesoToolFixture *f,
                  gconstpointer data)
{
  const gint64 numbers[] = { 0, 1, -3, 10000, G_MAXINT64 };
  guint64 serial = get_serial (f);

  set_mode (f, MESO_LINE_MODE_FAN);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_FAN_LINES, numbers[i]);
      g_clear_pointer (&f->message, g_free);
      meso_tool_fixture_drag (f, 400, 300, 480, 340);
      meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 480, 340);
      g_assert_nonnull (f->message);
      meso_tool_fixture_click (f, 400, 300);
      g_clear_pointer (&f->message, g_free);
      meso_tool_fixture_click (f, 480, 300);
      g_assert_nonnull (f->message);
      g_assert_true (is_hint_of_error (f));
      g_assert_true (meso_canvas_tool_cancel (f->tool));
    }
  g_assert_cmpuint (get_serial (f), ==, serial);
}

/* A click in a region is enough for lines that cross. */
static void
test_hatch (MesoToolFixture *f,
            gconstpointer data)
{
  guint n;

  set_mode (f, MESO_LINE_MODE_CROSS_HATCH);
  meso_tool_fixture_click (f, 400, 140);
  n = meso_tool_fixture_count (f);
  g_assert_cmpuint (n, >, 6);
  for (guint i = 0; i < n; i++)
    {
      const MesoMarkData *line = meso_tool_fixture_get (f, i);

      g_assert_cmpint (line->kind, ==, MESO_MARK_THREAD);
      g_assert_cmpint (line->technique, ==, MESO_TECHNIQUE_CROSS_HATCHING);
      g_assert_cmpstr (line->pattern, ==, "hatch-1");
      g_assert_cmpstr (line->region, ==, "forehead-central");
    }
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);

  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_HATCH_SPACING, 0);
  meso_tool_fixture_click (f, 420, 140);
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* A line that was begun does not live on in another mode. */
static void
test_mode_change (MesoToolFixture *f,
                  gconstpointer data)
{
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 440, 300);
  set_mode (f, MESO_LINE_MODE_POINTS);
  g_assert_false (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* Undo in the midst of a line takes back what was done before, and the line goes on. */
static void
test_undo_between (MesoToolFixture *f,
                   gconstpointer data)
{
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, 0 }));
  meso_tool_fixture_click (f, 400, 300);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  meso_session_set_read_only (meso_editor_get_session (f->editor), "Only to look at");
  for (int mode = MESO_LINE_MODE_LINE; mode < MESO_N_LINE_MODES; mode++)
    {
      set_mode (f, (MesoLineMode) mode);
      meso_tool_fixture_drag (f, 400, 140, 480, 180);
      meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 480, 180);
      meso_tool_fixture_click (f, 400, 140);
      meso_tool_fixture_click (f, 440, 140);
      meso_canvas_tool_finish (f->tool);
      meso_canvas_tool_cancel (f->tool);
      g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
    }
}

#define ADD(name, test)                                                                                \
  g_test_add ("/line-tool/" name, MesoToolFixture, meso_line_tool_new, meso_tool_fixture_set_up, test, \
              meso_tool_fixture_tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("nodes", test_nodes);
  ADD ("jitter", test_jitter);
  ADD ("slow-double-click", test_slow_double_click);
  ADD ("step-back", test_step_back);
  ADD ("too-short", test_too_short);
  ADD ("cancel", test_cancel);
  ADD ("lost", test_lost);
  ADD ("points", test_points);
  ADD ("fan", test_fan);
  ADD ("fan-refused", test_fan_refused);
  ADD ("hatch", test_hatch);
  ADD ("mode-change", test_mode_change);
  ADD ("undo-between", test_undo_between);
  ADD ("read-only", test_read_only);

  return g_test_run ();
}
