/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>
#include <string.h>

#include "canvas/meso-brush-tool.h"
#include "meso-tool-fixture.h"

static void
set_spacing (MesoToolFixture *f,
             gint64 spacing)
{
  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_BRUSH_SPACING, spacing);
}

/* 50 mm with a point every 10: six of them, one step, all of one stroke. */
static void
test_stroke (MesoToolFixture *f,
             gconstpointer data)
{
  meso_tool_fixture_drag (f, 400, 300, 600, 300);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_drop (f, 600, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      const MesoMarkData *mark = meso_tool_fixture_get (f, i);

      g_assert_cmpint (mark->kind, ==, MESO_MARK_POINT);
      g_assert_cmpint (mark->points[0].x, ==, 1000 * (int) i);
      g_assert_cmpint (mark->points[0].y, ==, 0);
      g_assert_cmpstr (mark->pattern, ==, "brush-1");
      g_assert_cmpint (mark->layer, ==, MESO_LAYER_SUPERFICIAL_DERMIS);
    }
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);

  meso_tool_fixture_drag (f, 400, 400, 500, 400);
  meso_tool_fixture_drop (f, 500, 400);
  g_assert_cmpstr (meso_tool_fixture_get (f, 6)->pattern, ==, "brush-2");
  meso_editor_undo (f->editor);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* However the hand goes on, and however it got there: no two neighbours nearer or further than the spacing. */
static void
test_curve (MesoToolFixture *f,
            gconstpointer data)
{
  set_spacing (f, 700);
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 500, 300);
  for (int i = 1; i <= 200; i++)
    meso_tool_fixture_send (f, MESO_POINTER_MOTION, 400 + 100 * cos (i * G_PI / 100),
                            300 + 150 * sin (i * G_PI / 100));
  meso_tool_fixture_drop (f, 500, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 20);
  for (guint i = 1; i < meso_tool_fixture_count (f); i++)
    {
      const MesoPoint *a = meso_tool_fixture_get (f, i - 1)->points, *b = meso_tool_fixture_get (f, i)->points;

      g_assert_cmpfloat (fabs (hypot (a->x - b->x, a->y - b->y) - 700), <, 2);
    }
}

/* One point, where the press was, whatever the hand trembled; it was no stroke. */
static void
test_click (MesoToolFixture *f,
            gconstpointer data)
{
  set_spacing (f, 10);
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 440, 260);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 442, 262);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 438, 261);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[0].x, ==, 1000);
  g_assert_cmpint (meso_tool_fixture_get (f, 0)->points[0].y, ==, -1000);
  g_assert_null (meso_tool_fixture_get (f, 0)->pattern);
}

/* A double click is one point; a stroke that begins where one has just clicked is a stroke. */
static void
test_double_click (MesoToolFixture *f,
                   gconstpointer data)
{
  meso_tool_fixture_double_click (f, 440, 260);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);

  meso_tool_fixture_click (f, 300, 300);
  f->time -= 1000 - 200;
  meso_tool_fixture_drag (f, 302, 300, 382, 300);
  meso_tool_fixture_drop (f, 382, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 5);
}

/* Esc takes all of the stroke back, and so does a lost grab. */
static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drag (f, 400, 300, 600, 300);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 700, 300);
  meso_tool_fixture_drop (f, 700, 300);
  meso_tool_fixture_drag (f, 400, 300, 600, 300);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 600, 300);
  meso_tool_fixture_drop (f, 600, 300);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 0);
}

/* Enter at the crosshair lays one point; again in the same place it is the same one. */
static void
test_keys (MesoToolFixture *f,
           gconstpointer data)
{
  f->device = MESO_POINTER_KEYS;
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 404, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2);
}

static void
test_hint (MesoToolFixture *f,
           gconstpointer data)
{
  gboolean is_error;
  g_autofree char *usual = meso_canvas_tool_dup_hint (f->tool, &is_error), *refused = NULL;

  g_assert_nonnull (strstr (usual, "every 10 mm"));
  g_assert_false (is_error);
  set_spacing (f, 0);
  refused = meso_canvas_tool_dup_hint (f->tool, &is_error);
  g_assert_true (is_error);
}

static void
test_refused (MesoToolFixture *f,
              gconstpointer data)
{
  const gint64 spacings[] = { 0, -100, G_GINT64_CONSTANT (100000000000), G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < G_N_ELEMENTS (spacings); i++)
    {
      set_spacing (f, spacings[i]);
      g_clear_pointer (&f->message, g_free);
      meso_tool_fixture_drag (f, 400, 300, 600, 300);
      meso_tool_fixture_paint (f);
      meso_tool_fixture_drop (f, 600, 300);
      g_assert_nonnull (strstr (f->message, "spacing"));
      g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
    }
}

/* Set to another spacing half way, the stroke goes on as it began. */
static void
test_changed_half_way (MesoToolFixture *f,
                       gconstpointer data)
{
  meso_tool_fixture_drag (f, 400, 300, 500, 300);
  set_spacing (f, 100);
  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_DEEP_DERMIS);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 600, 300);
  meso_tool_fixture_drop (f, 600, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 6);
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  meso_session_set_read_only (meso_editor_get_session (f->editor), "Somebody else has it.");
  meso_tool_fixture_drag (f, 400, 300, 600, 300);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 600, 300);
  meso_tool_fixture_click (f, 400, 300);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

static void
test_no_view (MesoToolFixture *f,
              gconstpointer data)
{
  meso_editor_set_map (f->editor, NULL);
  meso_tool_fixture_drag (f, 400, 300, 600, 300);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 600, 300);
  meso_tool_fixture_click (f, 400, 300);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_brush_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/brush-tool/stroke", test_stroke);
  ADD ("/brush-tool/curve", test_curve);
  ADD ("/brush-tool/click", test_click);
  ADD ("/brush-tool/double-click", test_double_click);
  ADD ("/brush-tool/cancel", test_cancel);
  ADD ("/brush-tool/keys", test_keys);
  ADD ("/brush-tool/hint", test_hint);
  ADD ("/brush-tool/refused", test_refused);
  ADD ("/brush-tool/changed-half-way", test_changed_half_way);
  ADD ("/brush-tool/read-only", test_read_only);
  ADD ("/brush-tool/no-view", test_no_view);

  return g_test_run ();
}
