/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>
#include <locale.h>

#include "canvas/meso-ruler-tool.h"
#include "meso-tool-fixture.h"

static void
assert_reading (MesoToolFixture *f,
                const char *expected)
{
  g_autofree char *reading = meso_canvas_tool_dup_reading (f->tool);

  g_assert_cmpstr (reading, ==, expected);
  meso_tool_fixture_paint (f);
}

static void
test_drag (MesoToolFixture *f,
           gconstpointer data)
{
  assert_reading (f, NULL);
  meso_tool_fixture_drag (f, 400, 300, 520, 140);
  assert_reading (f, "50.0 mm (30.0 mm across, 40.0 mm down) on the diagram");
  meso_tool_fixture_drop (f, 520, 140);
  assert_reading (f, "50.0 mm (30.0 mm across, 40.0 mm down) on the diagram");

  /* It rests, so that it can be read, and the next drag begins anew. */
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 700, 500);
  assert_reading (f, "50.0 mm (30.0 mm across, 40.0 mm down) on the diagram");
  meso_tool_fixture_drag (f, 100, 100, 140, 100);
  meso_tool_fixture_drop (f, 140, 100);
  assert_reading (f, "10.0 mm (10.0 mm across, 0.0 mm down) on the diagram");
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 0);
}

static void
test_clicks (MesoToolFixture *f,
             gconstpointer data)
{
  meso_tool_fixture_click (f, 400, 300);
  assert_reading (f, NULL);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 440, 300);
  assert_reading (f, "10.0 mm (10.0 mm across, 0.0 mm down) on the diagram");
  meso_tool_fixture_click (f, 520, 300);
  assert_reading (f, "30.0 mm (30.0 mm across, 0.0 mm down) on the diagram");
  meso_tool_fixture_click (f, 520, 460);
  assert_reading (f, "50.0 mm straight, 70.0 mm along on the diagram");

  /* A click too many is taken back; after Enter, and after a double click, the next begins anew. */
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  assert_reading (f, "30.0 mm (30.0 mm across, 0.0 mm down) on the diagram");
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_false (meso_canvas_tool_finish (f->tool));
  meso_tool_fixture_click (f, 100, 100);
  assert_reading (f, NULL);
  meso_tool_fixture_double_click (f, 180, 100);
  assert_reading (f, "20.0 mm (20.0 mm across, 0.0 mm down) on the diagram");
  meso_tool_fixture_click (f, 100, 100);
  assert_reading (f, NULL);
}

/* Enter at the crosshair, and again in the same place to end. */
static void
test_keys (MesoToolFixture *f,
           gconstpointer data)
{
  f->device = MESO_POINTER_KEYS;
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 440, 300);
  meso_tool_fixture_click (f, 480, 300);
  assert_reading (f, "20.0 mm straight, 20.0 mm along on the diagram");
  meso_tool_fixture_click (f, 480, 300);
  assert_reading (f, "20.0 mm straight, 20.0 mm along on the diagram");
  meso_tool_fixture_click (f, 480, 340);
  assert_reading (f, NULL);
}

static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drag (f, 400, 300, 520, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  assert_reading (f, NULL);
  meso_tool_fixture_drop (f, 520, 300);
  assert_reading (f, NULL);
  meso_tool_fixture_drag (f, 400, 300, 520, 300);
  meso_tool_fixture_drop (f, 520, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_step_back (f->tool));
}

static void
test_snap (MesoToolFixture *f,
           gconstpointer data)
{
  const MesoPoint line[] = { { 3000, 0 }, { 4000, 1000 } };

  meso_tool_fixture_add_point (f, 0, 0);
  meso_tool_fixture_add (f, MESO_MARK_THREAD, MESO_CURVE_STRAIGHT, line, 2);
  meso_tool_fixture_drag (f, 405, 304, 516, 303);
  assert_reading (f, "30.0 mm (30.0 mm across, 0.0 mm down) on the diagram");
  meso_tool_fixture_drop (f, 512, 308);
  assert_reading (f, "28.1 mm (28.0 mm across, 2.0 mm down) on the diagram");
  f->modifiers = MESO_POINTER_ALT;
  meso_tool_fixture_drag (f, 404, 300, 516, 300);
  meso_tool_fixture_drop (f, 516, 300);
  assert_reading (f, "28.0 mm (28.0 mm across, 0.0 mm down) on the diagram");
}

/* What is hidden attracts nothing; what is locked does. */
static void
test_snap_to_hidden (MesoToolFixture *f,
                     gconstpointer data)
{
  MesoVisibility *visibility = meso_editor_get_visibility (f->editor);

  meso_tool_fixture_add_point (f, 0, 0);
  meso_visibility_set (visibility, MESO_VEIL_LOCKED, MESO_ASPECT_STATE, "done", TRUE);
  meso_tool_fixture_drag (f, 404, 300, 600, 300);
  assert_reading (f, "50.0 mm (50.0 mm across, 0.0 mm down) on the diagram");
  meso_tool_fixture_drop (f, 600, 300);
  meso_visibility_set (visibility, MESO_VEIL_HIDDEN, MESO_ASPECT_STATE, "done", TRUE);
  meso_tool_fixture_drag (f, 404, 300, 600, 300);
  assert_reading (f, "49.0 mm (49.0 mm across, 0.0 mm down) on the diagram");
}

static void
test_german (MesoToolFixture *f,
             gconstpointer data)
{
  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("There is no German locale");
      return;
    }
  meso_tool_fixture_drag (f, 400, 300, 450, 300);
  assert_reading (f, "12,5 mm (12,5 mm across, 0,0 mm down) on the diagram");
  setlocale (LC_NUMERIC, "C.UTF-8");
}

/* A final session can be measured, too. */
static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  meso_session_set_read_only (meso_editor_get_session (f->editor), "This session is final.");
  meso_tool_fixture_drag (f, 400, 300, 440, 300);
  meso_tool_fixture_drop (f, 440, 300);
  assert_reading (f, "10.0 mm (10.0 mm across, 0.0 mm down) on the diagram");
  g_assert_null (f->message);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_ruler_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/ruler-tool/drag", test_drag);
  ADD ("/ruler-tool/clicks", test_clicks);
  ADD ("/ruler-tool/keys", test_keys);
  ADD ("/ruler-tool/cancel", test_cancel);
  ADD ("/ruler-tool/snap", test_snap);
  ADD ("/ruler-tool/snap-to-hidden", test_snap_to_hidden);
  ADD ("/ruler-tool/german", test_german);
  ADD ("/ruler-tool/read-only", test_read_only);

  return g_test_run ();
}
