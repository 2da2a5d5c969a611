/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <math.h>

#include "canvas/meso-input.h"
#include "canvas/meso-tools.h"
#include "meso-editor-views.h"
#include "record/meso-session-writer.h"

/* What no mouse, tablet or touch screen is needed for: contacts are our own. */

typedef struct
{
  MesoEditor *editor;
  MesoViewport *viewport;
  MesoInput *input;
  MesoCanvasTool *tool, *eraser;
  gint64 time;
  MesoPointerDevice device;
  gboolean is_eraser;
  guint n_menus;
  gboolean has_menu;
} Fixture;

static const int fingers[4];

static void
menu_cb (MesoInput *input,
         double x,
         double y,
         Fixture *f)
{
  if (!f->has_menu)
    return;
  meso_input_lose (input);
  f->n_menus++;
}

static void
take_tool (Fixture *f,
           MesoTool tool)
{
  meso_input_set_tools (f->input, NULL, NULL);
  g_clear_object (&f->tool);
  meso_editor_set_tool (f->editor, tool);
  f->tool = meso_tool_get_info (tool)->create (f->editor, f->viewport);
  meso_input_set_tools (f->input, f->tool, f->eraser);
}

/* 1 mm is 4 px, and 400, 300 is 0, 0. */
static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  const cairo_rectangle_t bounds = { -100, -140, 200, 260 };

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  f->viewport = meso_viewport_new ();
  meso_viewport_set_bounds (f->viewport, &bounds);
  meso_viewport_set_size (f->viewport, 800, 600, 1);
  meso_viewport_place (f->viewport, 0, 0, 4, 400, 300);
  f->input = meso_input_new (f->viewport);
  f->time = 10000;
  g_signal_connect (f->input, "menu", G_CALLBACK (menu_cb), f);
  take_tool (f, MESO_TOOL_POINT);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->input);
  g_assert_finalize_object (f->tool);
  if (f->eraser != NULL)
    g_assert_finalize_object (f->eraser);
  g_assert_finalize_object (f->viewport);
  g_assert_finalize_object (f->editor);
}

static void
send (Fixture *f,
      MesoContactType type,
      guint button,
      double x,
      double y)
{
  const MesoContact contact = {
    .type = type,
    .device = f->device,
    .is_eraser = f->is_eraser,
    .button = button,
    .held = button != 0 ? 1u << button : 0,
    .x = x,
    .y = y,
    .time = f->time,
  };

  f->time += 10;
  meso_input_contact (f->input, &contact);
}

static void
touch (Fixture *f,
       MesoContactType type,
       int finger,
       double x,
       double y)
{
  const MesoContact contact = {
    .type = type,
    .device = MESO_POINTER_TOUCH,
    .finger = &fingers[finger],
    .button = 1,
    .x = x,
    .y = y,
    .time = f->time,
  };

  f->time += 10;
  meso_input_contact (f->input, &contact);
}

static void
click (Fixture *f,
       double x,
       double y)
{
  f->time += 1000;
  send (f, MESO_CONTACT_DOWN, 1, x, y);
  send (f, MESO_CONTACT_UP, 1, x, y);
}

static void
tap (Fixture *f,
     double x,
     double y)
{
  touch (f, MESO_CONTACT_DOWN, 0, x, y);
  touch (f, MESO_CONTACT_UP, 0, x, y);
}

static guint
count_marks (Fixture *f)
{
  return meso_map_get_n_marks (meso_editor_get_map (f->editor));
}

static MesoPoint
get_place (Fixture *f,
           guint i)
{
  return meso_mark_get_place (meso_map_get_mark (meso_editor_get_map (f->editor), i));
}

static guint64
get_serial (Fixture *f)
{
  return meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
}

/* What the record says, and what is selected. */
static char *
dup_state (Fixture *f)
{
  g_auto (GStrv) ids = meso_selection_get_ids (meso_editor_get_selection (f->editor));
  g_autofree char *selected = g_strjoinv (" ", ids);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = meso_session_write (meso_editor_get_session (f->editor), &error);

  g_assert_no_error (error);
  return g_strdup_printf ("%.*s%s", (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL),
                          selected);
}

static void
assert_state (Fixture *f,
              const char *wanted)
{
  g_autofree char *state = dup_state (f);

  g_assert_cmpstr (state, ==, wanted);
}

static void
assert_same_view (Fixture *f,
                  const MesoViewportState *wanted)
{
  MesoViewportState state;

  meso_viewport_get_state (f->viewport, &state);
  g_assert_true (state.x == wanted->x && state.y == wanted->y && state.zoom == wanted->zoom);
  g_assert_cmpint (state.is_fitted, ==, wanted->is_fitted);
}

static void
assert_shows (Fixture *f,
              double x_mm,
              double y_mm,
              double x,
              double y)
{
  double at_x, at_y;

  meso_viewport_to_px (f->viewport, x_mm, y_mm, &at_x, &at_y);
  g_assert_cmpfloat_with_epsilon (at_x, x, 0.01);
  g_assert_cmpfloat_with_epsilon (at_y, y, 0.01);
}

static void
test_mouse (Fixture *f,
            gconstpointer data)
{
  MesoViewportState view;

  click (f, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpint (get_place (f, 0).x, ==, 1000);

  /* Another button while one is down means nothing. */
  send (f, MESO_CONTACT_DOWN, 1, 480, 260);
  g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_TOOL);
  send (f, MESO_CONTACT_DOWN, 3, 480, 260);
  send (f, MESO_CONTACT_UP, 3, 480, 260);
  send (f, MESO_CONTACT_UP, 1, 480, 260);
  g_assert_cmpuint (count_marks (f), ==, 2);

  f->has_menu = TRUE;
  meso_viewport_get_state (f->viewport, &view);
  send (f, MESO_CONTACT_DOWN, 3, 480, 260);
  send (f, MESO_CONTACT_MOVE, 3, 300, 200);
  send (f, MESO_CONTACT_UP, 3, 300, 200);
  g_assert_cmpuint (f->n_menus, ==, 1);
  g_assert_cmpuint (count_marks (f), ==, 2);
  assert_same_view (f, &view);
}

static void
test_pan (Fixture *f,
          gconstpointer data)
{
  MesoViewportState view;

  send (f, MESO_CONTACT_DOWN, 2, 400, 300);
  send (f, MESO_CONTACT_MOVE, 2, 430, 320);
  assert_shows (f, 0, 0, 430, 320);
  send (f, MESO_CONTACT_UP, 2, 430, 320);

  meso_input_set_panning (f->input, TRUE);
  send (f, MESO_CONTACT_DOWN, 1, 430, 320);
  meso_input_set_panning (f->input, FALSE);
  send (f, MESO_CONTACT_MOVE, 1, 400, 300);
  send (f, MESO_CONTACT_UP, 1, 400, 300);
  assert_shows (f, 0, 0, 400, 300);

  /* Esc goes back to what was seen, a part that was fitted too. */
  meso_viewport_fit (f->viewport, NULL);
  meso_viewport_get_state (f->viewport, &view);
  send (f, MESO_CONTACT_DOWN, 2, 400, 300);
  send (f, MESO_CONTACT_MOVE, 2, 430, 333);
  g_assert_true (meso_input_cancel (f->input));
  assert_same_view (f, &view);
  send (f, MESO_CONTACT_MOVE, 2, 500, 333);
  send (f, MESO_CONTACT_UP, 2, 500, 333);
  assert_same_view (f, &view);
  g_assert_false (meso_input_cancel (f->input));
  g_assert_cmpuint (count_marks (f), ==, 0);
}

static void
test_fingers (Fixture *f,
              gconstpointer data)
{
  MesoViewportState view;
  guint64 serial;

  tap (f, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
  serial = get_serial (f);

  /* What is under two fingers stays there. */
  touch (f, MESO_CONTACT_DOWN, 0, 380, 300);
  touch (f, MESO_CONTACT_DOWN, 1, 420, 300);
  g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_PINCH);
  touch (f, MESO_CONTACT_MOVE, 0, 370, 310);
  touch (f, MESO_CONTACT_MOVE, 1, 450, 310);
  assert_shows (f, -5, 0, 370, 310);
  assert_shows (f, 5, 0, 450, 310);

  /* A third one changes nothing; a finger that stays behind neither draws nor moves. */
  touch (f, MESO_CONTACT_DOWN, 2, 100, 100);
  touch (f, MESO_CONTACT_MOVE, 2, 300, 100);
  assert_shows (f, -5, 0, 370, 310);
  touch (f, MESO_CONTACT_UP, 2, 300, 100);
  touch (f, MESO_CONTACT_UP, 0, 370, 310);
  touch (f, MESO_CONTACT_MOVE, 1, 200, 200);
  assert_shows (f, 5, 0, 450, 310);

  /* The other one comes back, and they go on. */
  touch (f, MESO_CONTACT_MOVE, 1, 450, 310);
  touch (f, MESO_CONTACT_DOWN, 3, 370, 310);
  touch (f, MESO_CONTACT_MOVE, 3, 380, 300);
  touch (f, MESO_CONTACT_MOVE, 1, 420, 300);
  assert_shows (f, -5, 0, 380, 300);
  touch (f, MESO_CONTACT_UP, 3, 380, 300);
  touch (f, MESO_CONTACT_UP, 1, 420, 300);
  g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_NONE);
  g_assert_cmpuint (get_serial (f), ==, serial);

  meso_viewport_get_state (f->viewport, &view);
  touch (f, MESO_CONTACT_DOWN, 0, 380, 300);
  touch (f, MESO_CONTACT_DOWN, 1, 420, 300);
  touch (f, MESO_CONTACT_MOVE, 1, 520, 340);
  g_assert_true (meso_input_cancel (f->input));
  touch (f, MESO_CONTACT_MOVE, 1, 540, 340);
  assert_same_view (f, &view);
  touch (f, MESO_CONTACT_UP, 1, 540, 340);
  touch (f, MESO_CONTACT_UP, 0, 380, 300);

  tap (f, 480, 260);
  g_assert_cmpuint (count_marks (f), ==, 2);
}

static void
test_touchpad (Fixture *f,
               gconstpointer data)
{
  MesoViewportState view;

  meso_viewport_get_state (f->viewport, &view);
  meso_input_pinch (f->input, MESO_CONTACT_DOWN, 1, 440, 300);
  meso_input_pinch (f->input, MESO_CONTACT_MOVE, 2, 440, 300);
  assert_shows (f, 10, 0, 440, 300);
  g_assert_cmpfloat_with_epsilon (meso_viewport_get_zoom (f->viewport), 8, 1e-9);
  send (f, MESO_CONTACT_MOVE, 0, 445, 300);
  meso_input_pinch (f->input, MESO_CONTACT_MOVE, 1.5, 440, 310);
  assert_shows (f, 10, 0, 440, 310);
  g_assert_true (meso_input_cancel (f->input));
  assert_same_view (f, &view);
  meso_input_pinch (f->input, MESO_CONTACT_MOVE, 1.2, 440, 310);
  meso_input_pinch (f->input, MESO_CONTACT_UP, 1, 440, 310);
  assert_same_view (f, &view);
  g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_NONE);

  /* Not during a stroke. */
  send (f, MESO_CONTACT_DOWN, 1, 440, 260);
  meso_input_pinch (f->input, MESO_CONTACT_DOWN, 1, 440, 300);
  meso_input_pinch (f->input, MESO_CONTACT_MOVE, 2, 440, 300);
  meso_input_pinch (f->input, MESO_CONTACT_UP, 1, 440, 300);
  assert_same_view (f, &view);
  send (f, MESO_CONTACT_UP, 1, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
}

/* Whatever rests on the screen while a pen is near, and half a second after, is a hand. */
static void
test_palm (Fixture *f,
           gconstpointer data)
{
  f->device = MESO_POINTER_PEN;
  send (f, MESO_CONTACT_MOVE, 0, 440, 260);
  tap (f, 500, 400);
  touch (f, MESO_CONTACT_DOWN, 1, 500, 400);
  touch (f, MESO_CONTACT_DOWN, 2, 540, 420);
  touch (f, MESO_CONTACT_MOVE, 2, 580, 420);
  send (f, MESO_CONTACT_DOWN, 1, 440, 260);
  touch (f, MESO_CONTACT_DOWN, 3, 520, 410);
  touch (f, MESO_CONTACT_UP, 1, 500, 400);
  send (f, MESO_CONTACT_UP, 1, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpint (get_place (f, 0).x, ==, 1000);
  assert_shows (f, 0, 0, 400, 300);

  send (f, MESO_CONTACT_GONE, 0, 0, 0);
  f->time += 480;
  tap (f, 500, 400);
  g_assert_cmpuint (count_marks (f), ==, 1);
  /* The palm may stay for long; a finger beside it draws. */
  f->time += 600;
  tap (f, 480, 260);
  g_assert_cmpuint (count_marks (f), ==, 2);
  touch (f, MESO_CONTACT_UP, 2, 540, 420);
  touch (f, MESO_CONTACT_UP, 3, 520, 410);
  g_assert_cmpuint (count_marks (f), ==, 2);
}

/* The hand comes down before the pen. */
static void
test_palm_first (Fixture *f,
                 gconstpointer data)
{
  MesoViewportState view;

  f->device = MESO_POINTER_PEN;
  touch (f, MESO_CONTACT_DOWN, 0, 500, 400);
  send (f, MESO_CONTACT_MOVE, 0, 440, 260);
  touch (f, MESO_CONTACT_MOVE, 0, 520, 410);
  touch (f, MESO_CONTACT_UP, 0, 520, 410);
  g_assert_cmpuint (count_marks (f), ==, 0);
  send (f, MESO_CONTACT_GONE, 0, 0, 0);
  f->time += 1000;

  touch (f, MESO_CONTACT_DOWN, 0, 500, 400);
  touch (f, MESO_CONTACT_DOWN, 1, 540, 400);
  meso_viewport_get_state (f->viewport, &view);
  send (f, MESO_CONTACT_DOWN, 1, 440, 260);
  touch (f, MESO_CONTACT_MOVE, 1, 600, 400);
  assert_same_view (f, &view);
  send (f, MESO_CONTACT_UP, 1, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
}

static void
test_pen (Fixture *f,
          gconstpointer data)
{
  f->device = MESO_POINTER_PEN;
  click (f, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);

  /* Either button on its barrel pans, hovering or with the tip down, and the tip draws nothing meanwhile. */
  for (guint button = 2; button <= 3; button++)
    {
      send (f, MESO_CONTACT_MOVE, 0, 400, 300);
      send (f, MESO_CONTACT_DOWN, button, 400, 300);
      send (f, MESO_CONTACT_MOVE, button, 410, 300);
      send (f, MESO_CONTACT_DOWN, 1, 410, 300);
      send (f, MESO_CONTACT_MOVE, button, 430, 320);
      send (f, MESO_CONTACT_UP, 1, 430, 320);
      assert_shows (f, 0, 0, 430, 320);
      send (f, MESO_CONTACT_UP, button, 430, 320);
      meso_viewport_place (f->viewport, 0, 0, 4, 400, 300);
    }
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpuint (f->n_menus, ==, 0);

  /* A pen that only trembles makes a point where it was put down. */
  f->time += 1000;
  send (f, MESO_CONTACT_DOWN, 1, 480, 260);
  send (f, MESO_CONTACT_MOVE, 1, 483, 262);
  send (f, MESO_CONTACT_UP, 1, 483, 262);
  g_assert_cmpint (get_place (f, 1).x, ==, 2000);
}

/* What was drawn until then is kept, told of it or not. */
static void
test_pen_gone (Fixture *f,
               gconstpointer data)
{
  f->device = MESO_POINTER_PEN;
  send (f, MESO_CONTACT_DOWN, 1, 440, 260);
  send (f, MESO_CONTACT_GONE, 0, 0, 0);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpint (get_place (f, 0).x, ==, 1000);
  send (f, MESO_CONTACT_UP, 1, 900, 900);
  g_assert_cmpuint (count_marks (f), ==, 1);

  f->time += 5000;
  send (f, MESO_CONTACT_DOWN, 1, 480, 260);
  f->time += 5000;
  send (f, MESO_CONTACT_MOVE, 0, 100, 100);
  g_assert_cmpuint (count_marks (f), ==, 2);
  g_assert_cmpint (get_place (f, 1).x, ==, 2000);

  /* It has been put away for good: the mouse need not wait for it, nor a finger. */
  send (f, MESO_CONTACT_DOWN, 2, 400, 300);
  f->time += 5000;
  f->device = MESO_POINTER_MOUSE;
  click (f, 520, 260);
  g_assert_cmpuint (count_marks (f), ==, 3);
  tap (f, 560, 260);
  g_assert_cmpuint (count_marks (f), ==, 4);
}

/* The other end takes away, and never draws. */
static void
test_eraser (Fixture *f,
             gconstpointer data)
{
  f->device = MESO_POINTER_PEN;
  click (f, 440, 260);
  click (f, 480, 260);
  f->is_eraser = TRUE;
  click (f, 520, 260);
  g_assert_cmpuint (count_marks (f), ==, 2);
  if (meso_tool_get_info (MESO_TOOL_ERASE)->create == NULL)
    return;

  f->eraser = meso_tool_get_info (MESO_TOOL_ERASE)->create (f->editor, f->viewport);
  meso_input_set_tools (f->input, f->tool, f->eraser);
  send (f, MESO_CONTACT_DOWN, 1, 440, 260);
  g_assert_true (meso_input_get_tool (f->input) == f->eraser);
  send (f, MESO_CONTACT_UP, 1, 440, 260);
  g_assert_true (meso_input_get_tool (f->input) == f->tool);
  g_assert_cmpuint (count_marks (f), ==, 1);
  g_assert_cmpint (get_place (f, 0).x, ==, 2000);
  click (f, 520, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
}

static void
test_long_press (Fixture *f,
                 gconstpointer data)
{
  touch (f, MESO_CONTACT_DOWN, 0, 440, 260);
  meso_input_long_press (f->input);
  touch (f, MESO_CONTACT_UP, 0, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1); /* there was no menu, so it was a slow tap */

  f->has_menu = TRUE;
  touch (f, MESO_CONTACT_DOWN, 0, 480, 260);
  meso_input_long_press (f->input);
  touch (f, MESO_CONTACT_MOVE, 0, 520, 300);
  touch (f, MESO_CONTACT_UP, 0, 520, 300);
  g_assert_cmpuint (f->n_menus, ==, 1);
  g_assert_cmpuint (count_marks (f), ==, 1);
  meso_input_long_press (f->input);
  g_assert_cmpuint (f->n_menus, ==, 1);
}

static void
add_marks (Fixture *f)
{
  const MesoPoint line[] = { { 1500, -1000 }, { 2500, -500 } };

  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, 0 }));
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 500, 0 }));
  g_assert_true (meso_editor_add_line (f->editor, line, 2));
  meso_editor_select_all (f->editor);
}

/* From a mark, over another one, and down the cheek. */
static void
stroke (Fixture *f)
{
  f->time += 1000;
  send (f, MESO_CONTACT_DOWN, 1, 400, 300);
  for (int i = 1; i <= 20; i++)
    send (f, MESO_CONTACT_MOVE, 1, 400 + 6 * i, 300 + 5 * i);
}

typedef void (*Interruption) (Fixture *f);

static void
press_escape (Fixture *f)
{
  g_assert_true (meso_input_cancel (f->input));
}

static void
lose_grab (Fixture *f)
{
  send (f, MESO_CONTACT_LOST, 0, 0, 0);
}

static void
lose_focus (Fixture *f)
{
  meso_input_lose (f->input);
}

static void
undo_and_redo (Fixture *f)
{
  meso_editor_undo (f->editor);
  meso_input_interrupt (f->input);
  meso_editor_redo (f->editor);
  meso_editor_select_all (f->editor);
}

static void
take_nothing (Fixture *f)
{
  meso_input_set_tools (f->input, NULL, NULL);
}

static void
come_with_pen (Fixture *f)
{
  f->device = MESO_POINTER_PEN;
  send (f, MESO_CONTACT_MOVE, 0, 100, 100);
  send (f, MESO_CONTACT_GONE, 0, 0, 0);
  f->device = MESO_POINTER_MOUSE;
}

static void
put_second_finger (Fixture *f)
{
  touch (f, MESO_CONTACT_DOWN, 1, 300, 300);
  touch (f, MESO_CONTACT_UP, 1, 300, 300);
}

static void
be_taken_away (Fixture *f)
{
  touch (f, MESO_CONTACT_LOST, 0, 520, 400);
}

/* In every tool: nothing of a stroke is left, now or when the button comes up. */
static void
test_interrupted (Fixture *f,
                  gconstpointer data)
{
  static const Interruption mouse[] = { press_escape, lose_grab, lose_focus, undo_and_redo, take_nothing };

  add_marks (f);
  for (guint tool = 0; tool < MESO_N_TOOLS; tool++)
    for (guint i = 0; meso_tool_get_info ((MesoTool) tool)->create != NULL && i < G_N_ELEMENTS (mouse); i++)
      {
        g_autofree char *before = NULL;

        g_test_message ("%s, %u", meso_tool_get_info ((MesoTool) tool)->token, i);
        take_tool (f, (MesoTool) tool);
        before = dup_state (f);
        stroke (f);
        mouse[i](f);
        assert_state (f, before);
        send (f, MESO_CONTACT_MOVE, 1, 540, 420);
        send (f, MESO_CONTACT_UP, 1, 540, 420);
        g_assert_false (meso_canvas_tool_cancel (f->tool) && tool != MESO_TOOL_CALIBRATE);
        g_assert_false (meso_canvas_tool_finish (f->tool));
        assert_state (f, before);
      }
}

static void
test_interrupted_fingers (Fixture *f,
                          gconstpointer data)
{
  static const Interruption touches[] = { press_escape, lose_focus, undo_and_redo, come_with_pen, put_second_finger,
                                          be_taken_away };

  add_marks (f);
  for (guint tool = 0; tool < MESO_N_TOOLS; tool++)
    for (guint i = 0; meso_tool_get_info ((MesoTool) tool)->create != NULL && i < G_N_ELEMENTS (touches); i++)
      {
        g_autofree char *before = NULL;

        g_test_message ("%s, %u", meso_tool_get_info ((MesoTool) tool)->token, i);
        take_tool (f, (MesoTool) tool);
        before = dup_state (f);
        f->time += 10000;
        touch (f, MESO_CONTACT_DOWN, 0, 400, 300);
        for (int j = 1; j <= 20; j++)
          touch (f, MESO_CONTACT_MOVE, 0, 400 + 6 * j, 300 + 5 * j);
        touches[i](f);
        assert_state (f, before);
        touch (f, MESO_CONTACT_MOVE, 0, 540, 420);
        touch (f, MESO_CONTACT_UP, 0, 540, 420);
        g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_NONE);
        g_assert_false (meso_canvas_tool_finish (f->tool));
        assert_state (f, before);
      }
}

typedef void (*Press) (Fixture *f,
                       double x,
                       double y);

static void
press_trembling (Fixture *f,
                 double x,
                 double y)
{
  f->time += 1000;
  send (f, MESO_CONTACT_DOWN, 1, x, y);
  send (f, MESO_CONTACT_MOVE, 1, x + 4, y);
  send (f, MESO_CONTACT_MOVE, 1, x - 2.8, y - 2.8);
  send (f, MESO_CONTACT_UP, 1, x, y + 4);
}

static void
press_twice (Fixture *f,
             double x,
             double y)
{
  click (f, x, y);
  f->time += 200;
  send (f, MESO_CONTACT_DOWN, 1, x + 4, y - 4);
  send (f, MESO_CONTACT_UP, 1, x + 4, y - 4);
}

static char *
dup_pressed (MesoTool tool,
             Press press)
{
  Fixture f = { .device = MESO_POINTER_MOUSE };
  char *state;

  set_up (&f, NULL);
  add_marks (&f);
  meso_selection_clear (meso_editor_get_selection (f.editor));
  take_tool (&f, tool);
  press (&f, 400, 300);
  press (&f, 560, 360);
  meso_canvas_tool_finish (f.tool);
  state = dup_state (&f);
  meso_canvas_tool_cancel (f.tool);
  tear_down (&f, NULL);
  return state;
}

/* In every tool: neither jitter nor a second press at once makes more of two clicks. */
static void
test_clicks (void)
{
  for (guint i = 0; i < MESO_N_TOOLS; i++)
    {
      g_autofree char *clicked = NULL, *trembling = NULL, *twice = NULL;

      if (meso_tool_get_info ((MesoTool) i)->create == NULL)
        continue;
      g_test_message ("%s", meso_tool_get_info ((MesoTool) i)->token);
      clicked = dup_pressed ((MesoTool) i, click);
      trembling = dup_pressed ((MesoTool) i, press_trembling);
      twice = dup_pressed ((MesoTool) i, press_twice);
      g_assert_cmpstr (trembling, ==, clicked);
      g_assert_cmpstr (twice, ==, clicked);
    }
}

/* Whatever devices say, in whatever order, at the end everything is lifted, and the next click is a point. */
static void
test_random (Fixture *f,
             gconstpointer data)
{
  for (int i = 0; i < 20000; i++)
    {
      double x = g_test_rand_double_range (-50, 850), y = g_test_rand_double_range (-50, 650);
      MesoContactType type = (MesoContactType) g_test_rand_int_range (0, 5);

      f->time += g_test_rand_int_range (0, 200);
      f->is_eraser = g_test_rand_int_range (0, 8) == 0;
      f->device = g_test_rand_bit () ? MESO_POINTER_MOUSE : MESO_POINTER_PEN;
      switch (g_test_rand_int_range (0, 12))
        {
        case 0:
          meso_input_cancel (f->input);
          break;
        case 1:
          meso_input_set_panning (f->input, g_test_rand_bit ());
          break;
        case 2:
          meso_input_long_press (f->input);
          break;
        case 3:
          meso_input_pinch (f->input, (MesoContactType) g_test_rand_int_range (0, 4), 1.1, x, y);
          break;
        case 4:
          take_tool (f, (MesoTool) g_test_rand_int_range (0, MESO_TOOL_LINE + 1));
          break;
        case 5:
          /* Down to a session without any view. */
          if (g_test_rand_bit ())
            meso_editor_undo (f->editor);
          else
            meso_editor_redo (f->editor);
          meso_input_interrupt (f->input);
          break;
        case 6:
        case 7:
        case 8:
          touch (f, type, g_test_rand_int_range (0, 4), x, y);
          break;
        default:
          send (f, type, (guint) g_test_rand_int_range (0, 4), x, y);
          break;
        }
    }
  f->is_eraser = FALSE;
  for (int i = 0; i < 4; i++)
    touch (f, MESO_CONTACT_UP, i, 400, 300);
  f->device = MESO_POINTER_PEN;
  send (f, MESO_CONTACT_GONE, 0, 0, 0);
  f->device = MESO_POINTER_MOUSE;
  send (f, MESO_CONTACT_MOVE, 0, 400, 300);
  meso_input_pinch (f->input, MESO_CONTACT_UP, 1, 400, 300);
  g_assert_cmpint (meso_input_get_drag (f->input), ==, MESO_DRAG_NONE);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  while (count_marks (f) > 0)
    {
      meso_editor_select_all (f->editor);
      g_assert_true (meso_editor_delete_selection (f->editor));
    }
  meso_input_set_panning (f->input, FALSE);
  take_tool (f, MESO_TOOL_POINT);
  click (f, 440, 260);
  g_assert_cmpuint (count_marks (f), ==, 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("/input/mouse", test_mouse);
  ADD ("/input/pan", test_pan);
  ADD ("/input/fingers", test_fingers);
  ADD ("/input/touchpad", test_touchpad);
  ADD ("/input/palm", test_palm);
  ADD ("/input/palm-first", test_palm_first);
  ADD ("/input/pen", test_pen);
  ADD ("/input/pen-gone", test_pen_gone);
  ADD ("/input/eraser", test_eraser);
  ADD ("/input/long-press", test_long_press);
  ADD ("/input/interrupted", test_interrupted);
  ADD ("/input/interrupted-fingers", test_interrupted_fingers);
  g_test_add_func ("/input/clicks", test_clicks);
  ADD ("/input/random", test_random);

  return g_test_run ();
}
