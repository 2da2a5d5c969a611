/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "canvas/meso-zone-tool.h"
#include "meso-tool-fixture.h"

static void
set_mode (MesoToolFixture *f,
          MesoZoneMode mode)
{
  meso_tool_options_set (meso_editor_get_options (f->editor), MESO_OPTION_ZONE_MODE, mode);
}

static guint64
get_serial (MesoToolFixture *f)
{
  return meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
}

/* 10 mm by 10 mm. */
static void
click_square (MesoToolFixture *f)
{
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 440, 300);
  meso_tool_fixture_click (f, 440, 340);
  meso_tool_fixture_click (f, 400, 340);
}

/* Microneedling is what zones are of unless the hand says otherwise; nothing of the needle in it gets into them. */
static void
test_corners (MesoToolFixture *f,
              gconstpointer data)
{
  const MesoMarkData *zone;

  click_square (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_click (f, 401, 301);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  zone = meso_tool_fixture_get (f, 0);
  g_assert_cmpint (zone->kind, ==, MESO_MARK_AREA);
  g_assert_cmpuint (zone->n_points, ==, 4);
  g_assert_cmpfloat_with_epsilon (meso_polygon_get_area (zone->points, zone->n_points), 100, 0.01);
  g_assert_cmpint (zone->technique, ==, MESO_TECHNIQUE_MICRONEEDLING);
  g_assert_cmpint (zone->passes, >, 0);
  g_assert_cmpint (zone->gauge, ==, MESO_UNSET);
  g_assert_cmpint (zone->punctures, ==, MESO_UNSET);
  g_assert_cmpint (zone->layer, ==, MESO_LAYER_UNSET);
  g_assert_nonnull (zone->region);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);
}

/* A field says how far apart, how much in all, and about how many punctures that is: 100 mm² at 5 mm are 4. */
static void
test_field (MesoToolFixture *f,
            gconstpointer data)
{
  const MesoMarkData *zone;

  meso_hand_set_technique (meso_editor_get_hand (f->editor), MESO_MARK_AREA, MESO_TECHNIQUE_NAPPAGE);
  click_square (f);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  zone = meso_tool_fixture_get (f, 0);
  g_assert_cmpint (zone->technique, ==, MESO_TECHNIQUE_NAPPAGE);
  g_assert_cmpint (zone->spacing, ==, MESO_MM (5));
  g_assert_cmpint (zone->punctures, ==, 4);
  g_assert_cmpint (zone->passes, ==, MESO_UNSET);
}

/* A drag closes itself where it ends. */
static void
test_drag (MesoToolFixture *f,
           gconstpointer data)
{
  const MesoMarkData *zone;

  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 440, 300);
  for (int i = 1; i <= 60; i++)
    {
      f->time += 16;
      meso_tool_fixture_send (f, MESO_POINTER_MOTION, 400 + 40 * cos (i * 0.1), 300 + 40 * sin (i * 0.1));
      meso_tool_fixture_paint (f);
    }
  meso_tool_fixture_drop (f, 400 + 40 * cos (6.1), 300 + 40 * sin (6.1));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  zone = meso_tool_fixture_get (f, 0);
  g_assert_cmpuint (zone->n_points, <, 40);
  g_assert_cmpfloat_with_epsilon (meso_polygon_get_area (zone->points, zone->n_points), G_PI * 100, 12);
}

/* One click, the whole region, which it says it is. A second click would only double it. */
static void
test_region (MesoToolFixture *f,
             gconstpointer data)
{
  MesoDiagram *diagram = meso_editor_get_diagram (f->editor);
  const MesoRegion *region = meso_diagram_find_region (diagram, 0, -40);
  const MesoMarkData *zone;

  set_mode (f, MESO_ZONE_MODE_REGION);
  meso_tool_fixture_click (f, 400, 140);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  zone = meso_tool_fixture_get (f, 0);
  g_assert_cmpstr (zone->region, ==, meso_region_get_id (region));
  g_assert_cmpint (zone->side, ==, MESO_SIDE_MIDLINE);
  g_assert_cmpfloat_with_epsilon (meso_polygon_get_area (zone->points, zone->n_points),
                                  meso_path_get_area (meso_region_get_path (region)),
                                  meso_path_get_area (meso_region_get_path (region)) * 0.01);
  meso_tool_fixture_click (f, 430, 150);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_nonnull (f->message);

  /* Beside all regions there is nothing to take. */
  g_clear_pointer (&f->message, g_free);
  meso_tool_fixture_click (f, 20, 20);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_nonnull (f->message);
}

/* What cannot be a zone is refused in words; corners stay to be put right, and nothing changes. */
static void
test_refused (MesoToolFixture *f,
              gconstpointer data)
{
  guint64 serial = get_serial (f);

  /* Two places */
  meso_tool_fixture_click (f, 400, 300);
  meso_tool_fixture_click (f, 480, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (f->message);

  /* A line */
  g_clear_pointer (&f->message, g_free);
  meso_tool_fixture_click (f, 560, 300);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (f->message);

  /* Across itself */
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_click (f, 400, 380);
  meso_tool_fixture_click (f, 480, 380);
  g_clear_pointer (&f->message, g_free);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (f->message);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpuint (get_serial (f), ==, serial);

  /* Put right */
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);

  /* Drawn across itself: a figure of eight */
  g_clear_pointer (&f->message, g_free);
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 400, 300);
  for (int i = 1; i <= 60; i++)
    meso_tool_fixture_send (f, MESO_POINTER_MOTION, 400 + 60 * sin (i * 0.1), 300 + 40 * sin (i * 0.2));
  meso_tool_fixture_drop (f, 400, 300);
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
}

static void
test_cancel (MesoToolFixture *f,
             gconstpointer data)
{
  guint64 serial = get_serial (f);

  for (int mode = MESO_ZONE_MODE_FREE; mode < MESO_N_ZONE_MODES; mode++)
    {
      set_mode (f, (MesoZoneMode) mode);
      f->modifiers = MESO_POINTER_SHIFT;
      click_square (f);
      g_assert_true (meso_canvas_tool_cancel (f->tool));
      g_assert_false (meso_canvas_tool_finish (f->tool));
      meso_tool_fixture_drag (f, 400, 300, 500, 350);
      g_assert_true (meso_canvas_tool_cancel (f->tool));
      meso_tool_fixture_drop (f, 500, 350);
      g_assert_false (meso_canvas_tool_cancel (f->tool));
    }
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpuint (get_serial (f), ==, serial);
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  meso_session_set_read_only (meso_editor_get_session (f->editor), "Only to look at");
  click_square (f);
  meso_canvas_tool_finish (f->tool);
  meso_canvas_tool_cancel (f->tool);
  set_mode (f, MESO_ZONE_MODE_REGION);
  meso_tool_fixture_click (f, 400, 140);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* Enter on a place that has been clicked ends the outline, as a double click does, however long ago that was. */
static void
test_keys (MesoToolFixture *f,
           gconstpointer data)
{
  f->device = MESO_POINTER_KEYS;
  click_square (f);
  meso_tool_fixture_click (f, 400, 340);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_cmpuint (meso_tool_fixture_get (f, 0)->n_points, ==, 4);
}

#define ADD(name, test)                                                                                \
  g_test_add ("/zone-tool/" name, MesoToolFixture, meso_zone_tool_new, meso_tool_fixture_set_up, test, \
              meso_tool_fixture_tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("corners", test_corners);
  ADD ("field", test_field);
  ADD ("drag", test_drag);
  ADD ("region", test_region);
  ADD ("refused", test_refused);
  ADD ("cancel", test_cancel);
  ADD ("read-only", test_read_only);
  ADD ("keys", test_keys);

  return g_test_run ();
}
