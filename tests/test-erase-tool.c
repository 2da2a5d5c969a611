/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>

#include "canvas/meso-erase-tool.h"
#include "canvas/meso-pick.h"
#include "meso-tool-fixture.h"

/* Points 5 mm (20 px) apart on a row through the middle. */
static void
add_row (MesoToolFixture *f,
         guint n)
{
  for (guint i = 0; i < n; i++)
    meso_tool_fixture_add_point (f, 5.0 * i, 0);
}

static void
test_click (MesoToolFixture *f,
            gconstpointer data)
{
  add_row (f, 3);
  meso_tool_fixture_click (f, 424, 303);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
  g_assert_cmpint (meso_tool_fixture_get (f, 1)->points[0].x, ==, 1000);
  meso_tool_fixture_click (f, 420, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 3);
}

/* A double click is one: what lay underneath stays. */
static void
test_double_click (MesoToolFixture *f,
                   gconstpointer data)
{
  add_row (f, 1);
  add_row (f, 1);
  meso_tool_fixture_double_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  meso_tool_fixture_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* But Enter is pressed on purpose each time. */
static void
test_keys (MesoToolFixture *f,
           gconstpointer data)
{
  add_row (f, 1);
  add_row (f, 1);
  f->device = MESO_POINTER_KEYS;
  meso_tool_fixture_double_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* One step of undo, whatever went, and nothing before the button is up. */
static void
test_stroke (MesoToolFixture *f,
             gconstpointer data)
{
  const MesoPoint line[] = { { 1000, -1000 }, { 1000, 1000 } };
  guint n_steps;

  add_row (f, 8);
  meso_tool_fixture_add (f, MESO_MARK_THREAD, MESO_CURVE_STRAIGHT, line, 2);
  meso_tool_fixture_add_point (f, 0, 20);
  n_steps = meso_tool_fixture_count_steps (f);
  meso_tool_fixture_drag (f, 370, 305, 600, 305);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 10);
  meso_tool_fixture_drop (f, 600, 305);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, n_steps + 1);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 10);
}

/* A fast hand passes marks between two reports of the device. */
static void
test_fast_stroke (MesoToolFixture *f,
                  gconstpointer data)
{
  add_row (f, 20);
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 380, 300);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 790, 300);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 790, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  guint n_steps;

  add_row (f, 8);
  n_steps = meso_tool_fixture_count_steps (f);
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drag (f, 370, 300, 600, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drop (f, 600, 300);
  meso_tool_fixture_drag (f, 370, 300, 600, 300);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 600, 300);
  meso_tool_fixture_drop (f, 600, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 8);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, n_steps);
}

/* A zone goes by a click where nothing else is, and by no stroke. */
static void
test_zone (MesoToolFixture *f,
           gconstpointer data)
{
  const MesoPoint outline[] = { { -2000, -2000 }, { 2000, -2000 }, { 2000, 2000 }, { -2000, 2000 } };

  meso_tool_fixture_add (f, MESO_MARK_AREA, MESO_CURVE_UNSET, outline, 4);
  add_row (f, 2);
  meso_tool_fixture_drag (f, 400, 340, 400, 290);
  meso_tool_fixture_drop (f, 400, 290);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
  meso_tool_fixture_click (f, 420, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  meso_tool_fixture_click (f, 420, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpstr (meso_history_get_undo_name (meso_session_get_history (meso_editor_get_session (f->editor))), ==,
                   "Delete Zone");
}

/* What is locked stays, and what is not seen. */
static void
test_locked (MesoToolFixture *f,
             gconstpointer data)
{
  MesoVisibility *visibility = meso_editor_get_visibility (f->editor);
  MesoHand *hand = meso_editor_get_hand (f->editor);

  meso_hand_set_layer (hand, MESO_LAYER_EPIDERMIS);
  add_row (f, 2);
  meso_hand_set_layer (hand, MESO_LAYER_MID_DERMIS);
  add_row (f, 2);
  meso_hand_set_layer (hand, MESO_LAYER_HYPODERMIS);
  add_row (f, 2);
  meso_visibility_set (visibility, MESO_VEIL_LOCKED, MESO_ASPECT_LAYER, "epidermis", TRUE);
  meso_visibility_set (visibility, MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, "hypodermis", TRUE);
  meso_tool_fixture_drag (f, 370, 300, 600, 300);
  meso_tool_fixture_drop (f, 600, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 4);
  g_assert_null (f->message);
  meso_tool_fixture_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 4);
  g_assert_nonnull (f->message);
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  add_row (f, 2);
  meso_session_set_read_only (meso_editor_get_session (f->editor), "This session is final.");
  meso_tool_fixture_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
  g_assert_nonnull (f->message);
}

/* Touch is broad. */
static void
test_touch (MesoToolFixture *f,
            gconstpointer data)
{
  add_row (f, 1);
  meso_tool_fixture_click (f, 415, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  f->device = MESO_POINTER_TOUCH;
  meso_tool_fixture_click (f, 415, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_erase_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/erase-tool/click", test_click);
  ADD ("/erase-tool/double-click", test_double_click);
  ADD ("/erase-tool/keys", test_keys);
  ADD ("/erase-tool/stroke", test_stroke);
  ADD ("/erase-tool/fast-stroke", test_fast_stroke);
  ADD ("/erase-tool/cancel", test_cancel);
  ADD ("/erase-tool/zone", test_zone);
  ADD ("/erase-tool/locked", test_locked);
  ADD ("/erase-tool/read-only", test_read_only);
  ADD ("/erase-tool/touch", test_touch);

  return g_test_run ();
}
