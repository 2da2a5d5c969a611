/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-tool-fixture.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "meso-editor-views.h"

static void
message_cb (MesoToolFixture *f,
            const char *text,
            gboolean is_error)
{
  g_free (f->message);
  f->message = g_strdup (text);
}

/** @create_tool: of the tool; %NULL: none. */
void
meso_tool_fixture_set_up (MesoToolFixture *f,
                          gconstpointer create_tool)
{
  MesoCanvasTool *(*create) (MesoEditor *, MesoViewport *) = create_tool;
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  const cairo_rectangle_t bounds = { -100, -140, 200, 260 };

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  g_signal_connect_swapped (f->editor, "message", G_CALLBACK (message_cb), f);
  f->viewport = meso_viewport_new ();
  meso_viewport_set_bounds (f->viewport, &bounds);
  meso_viewport_set_size (f->viewport, 800, 600, 1);
  meso_viewport_place (f->viewport, 0, 0, 4, 400, 300);
  f->tool = create != NULL ? create (f->editor, f->viewport) : NULL;
  f->time = 10000;
}

void
meso_tool_fixture_tear_down (MesoToolFixture *f,
                             gconstpointer create_tool)
{
  if (f->tool != NULL)
    g_assert_finalize_object (f->tool);
  g_assert_finalize_object (f->viewport);
  g_assert_finalize_object (f->editor);
  g_clear_pointer (&f->message, g_free);
}

void
meso_tool_fixture_send (MesoToolFixture *f,
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

/** So late that it is no double click with the one before. */
void
meso_tool_fixture_click (MesoToolFixture *f,
                         double x,
                         double y)
{
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, x, y);
  f->time += 50;
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, x, y);
}

void
meso_tool_fixture_double_click (MesoToolFixture *f,
                                double x,
                                double y)
{
  meso_tool_fixture_click (f, x, y);
  f->time += 150;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, x, y);
  f->time += 50;
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, x, y);
}

/** The button is still down afterwards. */
void
meso_tool_fixture_drag (MesoToolFixture *f,
                        double x,
                        double y,
                        double to_x,
                        double to_y)
{
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, x, y);
  for (int i = 1; i <= 8; i++)
    {
      f->time += 16;
      meso_tool_fixture_send (f, MESO_POINTER_MOTION, x + (to_x - x) * i / 8, y + (to_y - y) * i / 8);
    }
}

/** Ends a drag. */
void
meso_tool_fixture_drop (MesoToolFixture *f,
                        double x,
                        double y)
{
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, x, y);
}

/** What the tool paints must not fail, whatever is under way. */
void
meso_tool_fixture_paint (MesoToolFixture *f)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 800, 600);
  cairo_t *cr = cairo_create (surface);
  PangoContext *text = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  meso_canvas_tool_draw_overlay (f->tool, cr, text);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (text);
}

/** (transfer none): the mark, as it is in the session. */
MesoMark *
meso_tool_fixture_add (MesoToolFixture *f,
                       MesoMarkKind kind,
                       MesoCurve curve,
                       const MesoPoint *points,
                       guint n_points)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (marks, meso_editor_create_mark (f->editor, kind, curve, points, n_points));
  g_assert_true (meso_editor_add_marks (f->editor, "Add", NULL, marks));
  return meso_map_get_mark (meso_editor_get_map (f->editor), meso_tool_fixture_count (f) - 1);
}

/** x and y in mm. */
MesoMark *
meso_tool_fixture_add_point (MesoToolFixture *f,
                             double x,
                             double y)
{
  const MesoPoint place = { (int) lround (x * 100), (int) lround (y * 100) };

  return meso_tool_fixture_add (f, MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1);
}

guint
meso_tool_fixture_count (MesoToolFixture *f)
{
  return meso_map_get_n_marks (meso_editor_get_map (f->editor));
}

const MesoMarkData *
meso_tool_fixture_get (MesoToolFixture *f,
                       guint i)
{
  return meso_mark_get (meso_map_get_mark (meso_editor_get_map (f->editor), i));
}

/** How many steps can be undone since the view was added: takes them all back and does them again. */
guint
meso_tool_fixture_count_steps (MesoToolFixture *f)
{
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (f->editor));
  guint n = 0;

  for (; g_strcmp0 (meso_history_get_undo_name (history), "Add View") != 0; n++)
    g_assert_true (meso_history_undo (history));
  for (guint i = 0; i < n; i++)
    g_assert_true (meso_history_redo (history));
  return n;
}
