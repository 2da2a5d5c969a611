/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "canvas/meso-canvas.h"
#include "canvas/meso-tools.h"
#include "meso-editor-views.h"

/* The canvas without any pointer: all of it by keys, and what is said of it. */

typedef struct
{
  MesoEditor *editor;
  GtkWidget *window;
  MesoCanvas *canvas;
} Fixture;

static gboolean
timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean done = FALSE;

  g_timeout_add (ms, timeout_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  f->canvas = MESO_CANVAS (meso_canvas_new ());
  meso_canvas_set_editor (f->canvas, f->editor);
  f->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (f->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 640);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->canvas));
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_widget_grab_focus (GTK_WIDGET (f->canvas));
  wait_ms (300);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_object_ref (f->canvas);
  gtk_window_destroy (GTK_WINDOW (f->window));
  wait_ms (50);
  g_assert_finalize_object (f->canvas);
  g_assert_finalize_object (f->editor);
}

/* Real ones, separated by spaces; the pointer rests in a corner of the screen, out of the window. */
static void
press (const char *keys)
{
  g_autofree char *line = g_strconcat ("xdotool mousemove 1430 890 key --delay 20 ", keys, NULL);
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  wait_ms (200);
}

static void
do_action (Fixture *f,
           const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->canvas), action, NULL));
}

static void
step (Fixture *f,
      int dx,
      int dy)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.nudge", "(ii)", dx * 500, dy * 500));
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

static guint
count_selected (Fixture *f)
{
  return meso_selection_get_size (meso_editor_get_selection (f->editor));
}

static guint64
get_serial (Fixture *f)
{
  return meso_history_get_serial (meso_session_get_history (meso_editor_get_session (f->editor)));
}

/* What a screen reader would say now; keys that repeat are waited for. */
static char *
listen (Fixture *f,
        GtkAccessibleProperty property)
{
  char *text;

  wait_ms (200);
  text = gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->canvas), property, "nothing like it");
  g_assert_nonnull (text);
  g_test_message ("%s", text);
  return text;
}

static void
assert_says (Fixture *f,
             const char *words)
{
  g_autofree char *text = listen (f, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);

  if (strstr (text, words) == NULL)
    g_error ("“%s” does not say “%s”", text, words);
}

static void
test_crosshair (Fixture *f,
                gconstpointer data)
{
  MesoPoint place;

  press ("Return");
  g_assert_nonnull (meso_canvas_get_pointer (f->canvas));
  press ("Return");
  g_assert_cmpuint (count_marks (f), ==, 1);
  place = get_place (f, 0);
  /* The same place again is the same point, however slowly. */
  press ("Return");
  g_assert_cmpuint (count_marks (f), ==, 1);
  press ("Right shift+Down KP_Left KP_Left Return");
  g_assert_cmpuint (count_marks (f), ==, 2);
  g_assert_cmpint (get_place (f, 1).x, ==, place.x - 100);
  g_assert_cmpint (get_place (f, 1).y, ==, place.y + 1000);
  press ("Escape");
  g_assert_null (meso_canvas_get_pointer (f->canvas));
  g_assert_cmpuint (count_marks (f), ==, 2);
  /* It comes back where it was. */
  press ("Return Down Return");
  g_assert_cmpint (get_place (f, 2).x, ==, place.x - 100);
  g_assert_cmpint (get_place (f, 2).y, ==, place.y + 1100);
}

static void
test_regions (Fixture *f,
              gconstpointer data)
{
  MesoViewport *viewport = meso_canvas_get_viewport (f->canvas);
  g_autofree char *first = NULL;

  press ("Return ctrl+Left");
  first = g_strdup (meso_canvas_get_pointer_region (f->canvas));
  g_assert_nonnull (first);
  assert_says (f, "Right");
  press ("ctrl+Right ctrl+Right");
  g_assert_cmpstr (meso_canvas_get_pointer_region (f->canvas), !=, first);
  press ("ctrl+Right ctrl+Right ctrl+Right ctrl+Right ctrl+Right ctrl+Right");
  assert_says (f, "No region further that way");

  /* The view goes where it goes. */
  meso_viewport_set_zoom (viewport, 15);
  for (int i = 0; i < 12; i++)
    {
      cairo_rectangle_t seen;
      MesoPoint place;

      g_assert_true (
        gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.step-region", "(ii)", 0, i < 6 ? 1 : -1));
      do_action (f, "canvas.drop-mark");
      place = get_place (f, count_marks (f) - 1);
      seen = meso_viewport_get_visible (viewport);
      g_assert_cmpfloat (place.x / 100.0, >, seen.x);
      g_assert_cmpfloat (place.x / 100.0, <, seen.x + seen.width);
      g_assert_cmpfloat (place.y / 100.0, >, seen.y);
      g_assert_cmpfloat (place.y / 100.0, <, seen.y + seen.height);
    }
}

/* Every tool makes its mark by clicks alone, and Esc leaves nothing of it. */
static void
test_tools (Fixture *f,
            gconstpointer data)
{
  for (guint i = 0; i < MESO_N_TOOLS; i++)
    {
      const MesoToolInfo *info = meso_tool_get_info ((MesoTool) i);
      gboolean draws = i == MESO_TOOL_POINT || i == MESO_TOOL_LINE || i == MESO_TOOL_ZONE || i == MESO_TOOL_GRID ||
                       i == MESO_TOOL_BRUSH;
      char keys[] = { (char) info->key, '\0' };
      guint64 serial;

      if (info->key == 0 || info->create == NULL)
        continue;
      g_test_message ("%s", info->token);
      press (keys);
      g_assert_cmpint (meso_editor_get_tool (f->editor), ==, i);

      serial = get_serial (f);
      press ("Return ctrl+Left");
      if (i != MESO_TOOL_POINT && i != MESO_TOOL_ERASE)
        {
          do_action (f, "canvas.drop-mark");
          step (f, 1, 0);
          for (int j = 0; j < 4; j++)
            do_action (f, "canvas.cancel");
          if (get_serial (f) == serial)
            press ("Return ctrl+Left");
        }
      do_action (f, "canvas.drop-mark");
      step (f, 1, 0);
      do_action (f, "canvas.drop-mark");
      step (f, 0, 1);
      do_action (f, "canvas.drop-mark");
      do_action (f, "canvas.finish");
      g_assert_cmpint (get_serial (f) != serial, ==, draws);
      while (count_marks (f) > 0)
        meso_editor_undo (f->editor);
      press ("Escape");
      press ("Escape");
    }
}

static void
test_select (Fixture *f,
             gconstpointer data)
{
  for (int i = 0; i < 3; i++)
    g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ i * 1000 - 1000, 0 }));
  press ("s j");
  g_assert_cmpuint (count_selected (f), ==, 1);
  assert_says (f, "Point");
  press ("ctrl+j");
  g_assert_cmpuint (count_selected (f), ==, 2);
  assert_says (f, "2 selected");
  press ("ctrl+j ctrl+j");
  g_assert_cmpuint (count_selected (f), ==, 3);
  press ("Escape");
  g_assert_cmpuint (count_selected (f), ==, 0);

  /* Moved, all of them together. */
  press ("j ctrl+j shift+Right");
  g_assert_cmpint (get_place (f, 0).x, ==, -500);
  g_assert_cmpint (get_place (f, 1).x, ==, 500);
  g_assert_cmpint (get_place (f, 2).x, ==, 1000);
}

/* The crosshair picks one mark after the other, and moves none of them until it is put away. */
static void
test_pick (Fixture *f,
           gconstpointer data)
{
  MesoPoint place;

  press ("Return Return shift+Right Return shift+Right Return");
  g_assert_cmpuint (count_marks (f), ==, 3);
  place = get_place (f, 0);
  press ("s Return");
  g_assert_cmpuint (count_selected (f), ==, 1);
  press ("shift+Left ctrl+Return");
  g_assert_cmpuint (count_selected (f), ==, 2);
  press ("shift+Left shift+Return");
  g_assert_cmpuint (count_selected (f), ==, 3);
  press ("shift+Right ctrl+Return");
  g_assert_cmpuint (count_selected (f), ==, 2);
  g_assert_cmpint (get_place (f, 0).x, ==, place.x);
  press ("Escape Down");
  g_assert_cmpint (get_place (f, 0).y, ==, place.y + 50);
  g_assert_cmpint (get_place (f, 1).y, ==, place.y);
  g_assert_cmpint (get_place (f, 2).y, ==, place.y + 50);

  /* Escape takes the crosshair first, and the selection then. */
  press ("ctrl+Down Escape");
  g_assert_cmpuint (count_selected (f), ==, 2);
  press ("Escape");
  g_assert_cmpuint (count_selected (f), ==, 0);
}

static void
test_speech (Fixture *f,
             gconstpointer data)
{
  g_autofree char *name = listen (f, GTK_ACCESSIBLE_PROPERTY_LABEL);
  MesoHand *hand = meso_editor_get_hand (f->editor);

  g_assert_nonnull (strstr (name, "front"));
  assert_says (f, "Point"); /* the tool, when the focus comes */
  press ("3");
  assert_says (f, "Mid dermis");
  meso_hand_set_depth (hand, 70);
  assert_says (f, "0.70 mm");
  press ("x");
  assert_says (f, "planned");
  press ("x Return ctrl+Left");
  assert_says (f, "mm on the diagram");
  press ("Return");
  assert_says (f, "Point placed, Right ");
  assert_says (f, "1 point");
  /* What is there already is said when one comes back to it. */
  press ("Right Left");
  assert_says (f, "0.70 mm");
  press ("shift+Right Return");
  assert_says (f, "2 points");
  meso_editor_undo (f->editor);
  assert_says (f, "1 item removed, 1 point");
  press ("ctrl+a Right");
  assert_says (f, "Move Point");

  /* Keys that repeat are said where they stop. */
  press ("Escape Return");
  for (int i = 0; i < 30; i++)
    step (f, 1, 0);
  {
    g_autofree char *before =
      gtk_test_accessible_check_property (GTK_ACCESSIBLE (f->canvas), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "-");
    g_autofree char *after = listen (f, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);

    g_assert_cmpstr (before, !=, after);
  }

  meso_editor_set_map (f->editor, meso_editor_add_view (f->editor, "scalp-top"));
  g_free (g_steal_pointer (&name));
  name = listen (f, GTK_ACCESSIBLE_PROPERTY_LABEL);
  g_assert_nonnull (strstr (name, "above"));
}

/* Undoing while something is half-made takes that back, and the record stays as it is. */
static void
test_take_back (Fixture *f,
                gconstpointer data)
{
  const MesoContact down = { .type = MESO_CONTACT_DOWN, .button = 1, .x = 400, .y = 300 };
  const MesoContact up = { .type = MESO_CONTACT_UP, .button = 1, .x = 400, .y = 300 };
  MesoInput *input = meso_canvas_get_input (f->canvas);
  guint64 serial = get_serial (f);

  g_assert_false (meso_canvas_take_back (f->canvas));
  meso_input_contact (input, &down);
  g_assert_true (meso_canvas_take_back (f->canvas));
  g_assert_false (meso_canvas_take_back (f->canvas));
  meso_input_contact (input, &up);
  g_assert_cmpuint (get_serial (f), ==, serial);
  /* Keys do not reach into what is held down. */
  meso_input_contact (input, &down);
  press ("Return Return BackSpace ctrl+Return");
  meso_input_contact (input, &up);
  g_assert_cmpuint (count_marks (f), ==, 1);
}

/* No view, no diagram, no editor: nothing happens, in peace. */
static void
test_nothing (void)
{
  static const char *const actions[] = { "canvas.drop-mark", "canvas.drop-with-shift", "canvas.finish",
                                         "canvas.step-back", "canvas.add-next-mark", "canvas.next-mark",
                                         "canvas.cancel" };
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  GtkWidget *canvas = g_object_ref_sink (meso_canvas_new ());

  for (guint tool = 0; tool <= MESO_N_TOOLS; tool++)
    {
      if (tool < MESO_N_TOOLS && meso_tool_get_info ((MesoTool) tool)->create == NULL)
        continue;
      if (tool < MESO_N_TOOLS)
        meso_editor_set_tool (editor, (MesoTool) tool);
      for (guint i = 0; i < 2 * G_N_ELEMENTS (actions); i++)
        {
          gtk_widget_activate_action (canvas, actions[i / 2], NULL);
          gtk_widget_activate_action (canvas, "canvas.step-region", "(ii)", 0, 1);
          gtk_widget_activate_action (canvas, "canvas.nudge", "(ii)", 0, 1);
        }
      meso_canvas_set_editor (MESO_CANVAS (canvas), editor);
    }
  meso_canvas_set_editor (MESO_CANVAS (canvas), NULL);
  wait_ms (200);
  g_assert_finalize_object (canvas);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/keyboard/nothing", test_nothing);
  ADD ("/keyboard/crosshair", test_crosshair);
  ADD ("/keyboard/regions", test_regions);
  ADD ("/keyboard/tools", test_tools);
  ADD ("/keyboard/select", test_select);
  ADD ("/keyboard/pick", test_pick);
  ADD ("/keyboard/speech", test_speech);
  ADD ("/keyboard/take-back", test_take_back);

  return g_test_run ();
}
