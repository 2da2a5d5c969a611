/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "canvas/meso-canvas.h"
#include "meso-editor-views.h"
#include "drawing/meso-symbol.h"

#define WIDTH 800
#define HEIGHT 640

typedef struct
{
  MesoEditor *editor;
  GtkWidget *window;
  MesoCanvas *canvas;
} Fixture;

typedef struct
{
  guint8 *data;
  int width, height;
} Pixels;

static void
stop_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  stop_cb (user_data);
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

/* Until the worker has painted everything; fails after ten seconds. */
static void
wait_settled (Fixture *f)
{
  for (int i = 0; i < 500; i++)
    {
      wait_ms (20);
      if (meso_canvas_is_settled (f->canvas))
        {
          wait_ms (50);
          return;
        }
    }
  g_error ("The canvas does not settle");
}

static GtkWidget *
make_window (GtkWidget *canvas)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  return window;
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
  f->window = make_window (GTK_WIDGET (f->canvas));
  gtk_widget_grab_focus (GTK_WIDGET (f->canvas));
  wait_settled (f);
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

static Pixels
take_picture (GtkWidget *widget)
{
  g_autoptr (GdkTexture) texture = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  Pixels pixels;
  graphene_rect_t bounds;

  pixels.width = gtk_widget_get_width (widget);
  pixels.height = gtk_widget_get_height (widget);
  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  graphene_rect_init (&bounds, 0, 0, (float) pixels.width, (float) pixels.height);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (widget)), node, &bounds);
  pixels.data = g_malloc ((gsize) pixels.width * (gsize) pixels.height * 4);
  gdk_texture_download (texture, pixels.data, (gsize) pixels.width * 4);
  gsk_render_node_unref (node);
  return pixels;
}

static const guint8 *
get_pixel (const Pixels *pixels,
           int x,
           int y)
{
  g_assert_cmpint (x, >=, 0);
  g_assert_cmpint (y, >=, 0);
  g_assert_cmpint (x, <, pixels->width);
  g_assert_cmpint (y, <, pixels->height);
  return pixels->data + (y * pixels->width + x) * 4;
}

static void
assert_colour (const Pixels *pixels,
               double x,
               double y,
               MesoLayer layer)
{
  const guint8 *pixel = get_pixel (pixels, (int) floor (x), (int) floor (y));
  double rgb[3];

  meso_layer_get_rgb (layer, rgb);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (pixel[2 - i], rgb[i] * 255, 12);
}

/* Where a line is cut by the edge of what is painted anew, cairo rounds its soft edges a little differently. */
static void
assert_same_picture (Pixels *a,
                     Pixels *b,
                     int tolerance)
{
  guint n_different = 0;

  g_assert_cmpint (a->width, ==, b->width);
  g_assert_cmpint (a->height, ==, b->height);
  for (int i = 0; i < a->width * a->height * 4; i++)
    {
      int difference = ABS (a->data[i] - b->data[i]);

      g_assert_cmpint (difference, <=, tolerance);
      n_different += difference != 0;
    }
  g_assert_cmpuint (n_different, <=, tolerance * 20);
  g_free (a->data);
  g_free (b->data);
}

static MesoMap *
get_map (Fixture *f)
{
  return meso_editor_get_map (f->editor);
}

static void
to_px (Fixture *f,
       double x_mm,
       double y_mm,
       double *x,
       double *y)
{
  meso_viewport_to_px (meso_canvas_get_viewport (f->canvas), x_mm, y_mm, x, y);
}

static void
run (const char *command,
     ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  va_list args;
  int status;

  va_start (args, command);
  line = g_strdup_vprintf (command, args);
  va_end (args);
  g_spawn_command_line_sync (line, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  wait_ms (150);
}

/* A mark is where its millimetres say, in the colour of its layer. */
static void
test_place (Fixture *f,
            gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);
  double x, y;

  for (int i = MESO_LAYER_EPIDERMIS; i < MESO_N_LAYERS; i++)
    {
      Pixels pixels;

      meso_hand_set_layer (hand, (MesoLayer) i);
      g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ i * 1000 - 3000, 2000 }));
      /* With the next frame, and without the worker. */
      pixels = take_picture (GTK_WIDGET (f->canvas));
      to_px (f, i * 10 - 30, 20, &x, &y);
      assert_colour (&pixels, x, y, (MesoLayer) i);
      g_free (pixels.data);
    }
}

/* Paper is paper in dark style, too. */
static void
test_paper (Fixture *f,
            gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const guint8 want[] = { 0xf8, 0xfa, 0xfc };
  Pixels light = take_picture (GTK_WIDGET (f->canvas)), dark;

  g_assert_cmpmem (get_pixel (&light, 3, 300), 3, want, 3);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  wait_ms (400);
  dark = take_picture (GTK_WIDGET (f->canvas));
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  assert_same_picture (&light, &dark, 0);
}

static void
report (Fixture *f,
        MesoContactType type,
        double x,
        double y)
{
  const MesoContact contact = { .type = type, .button = 1, .held = 1u << 1, .x = x, .y = y };

  meso_input_contact (meso_canvas_get_input (f->canvas), &contact);
}

static void
test_gesture (Fixture *f,
              gconstpointer data)
{
  double x, y;

  to_px (f, -12, 34, &x, &y);
  report (f, MESO_CONTACT_DOWN, x, y);
  report (f, MESO_CONTACT_MOVE, x + 2, y + 1);
  report (f, MESO_CONTACT_UP, x + 2, y + 1);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (get_map (f), 0)).x, ==, -1200);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (get_map (f), 0)).y, ==, 3400);

  /* A grab that is lost leaves nothing behind. */
  to_px (f, 12, 34, &x, &y);
  report (f, MESO_CONTACT_DOWN, x, y);
  report (f, MESO_CONTACT_LOST, x, y);
  report (f, MESO_CONTACT_UP, x, y);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
}

/* The pointer of the X server, and what it does to the picture. */
static void
test_pointer (Fixture *f,
              gconstpointer data)
{
  MesoPoint place;
  Pixels pixels;
  double x, y;

  to_px (f, -30, 30, &x, &y);
  run ("xdotool mousemove %d %d", (int) x, (int) y);
  g_assert_nonnull (strstr (meso_canvas_get_pointer (f->canvas), "Right"));
  g_assert_nonnull (meso_canvas_get_pointer_region (f->canvas));
  run ("xdotool click 1");
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
  place = meso_mark_get_place (meso_map_get_mark (get_map (f), 0));
  g_assert_cmpint (ABS (place.x + 3000), <, 50);
  g_assert_cmpint (ABS (place.y - 3000), <, 50);
  run ("xdotool mousemove 10 300");
  pixels = take_picture (GTK_WIDGET (f->canvas));
  to_px (f, place.x / 100.0, place.y / 100.0, &x, &y);
  assert_colour (&pixels, x, y, meso_mark_get (meso_map_get_mark (get_map (f), 0))->layer);
  g_free (pixels.data);

  run ("xdotool mousemove %d %d click --repeat 2 --delay 60 1", (int) x + 40, (int) y);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 2);
}

static void
test_wheel (Fixture *f,
            gconstpointer data)
{
  MesoViewport *viewport = meso_canvas_get_viewport (f->canvas);
  double zoom = meso_viewport_get_zoom (viewport), x_mm, y_mm, x, y;

  run ("xdotool mousemove 300 250");
  meso_viewport_to_mm (viewport, 300, 250, &x_mm, &y_mm);
  run ("xdotool click 4 click 4 click 4");
  g_assert_cmpfloat (meso_viewport_get_zoom (viewport), >, zoom * 1.5);
  meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 300, 0.01);
  g_assert_cmpfloat_with_epsilon (y, 250, 0.01);

  /* The middle button takes the skin along, and makes no mark. */
  run ("xdotool mousedown 2 mousemove 340 270 mouseup 2");
  meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 340, 0.01);
  g_assert_cmpfloat_with_epsilon (y, 270, 0.01);
  run ("xdotool keydown space mousedown 1 mousemove 320 260 mouseup 1 keyup space");
  meso_viewport_to_px (viewport, x_mm, y_mm, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 320, 0.01);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 0);
}

static void
test_keys (Fixture *f,
           gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);
  MesoSelection *selection = meso_editor_get_selection (f->editor);

  run ("xdotool mousemove 790 630 key 4");
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_DEEP_DERMIS);
  run ("xdotool key KP_2");
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
  run ("xdotool key l");
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_LINE);
  run ("xdotool key x");
  g_assert_cmpint (meso_hand_get_state (hand), ==, MESO_STATE_PLANNED);
  run ("xdotool mousemove 400 400 key p key Left key Return");
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
  run ("xdotool key ctrl+a");
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 1);
  run ("xdotool key 5");
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (get_map (f), 0))->layer, ==, MESO_LAYER_HYPODERMIS);
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
  run ("xdotool key Escape key Escape");
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 0);
  run ("xdotool key j key Delete");
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 0);
}

static gboolean
get_switch (Fixture *f,
            const char *name)
{
  gboolean value;

  g_object_get (f->canvas, name, &value, NULL);
  return value;
}

/* How many pixels are not as they were. */
static guint
count_changed (Fixture *f,
               const Pixels *before)
{
  Pixels now = take_picture (GTK_WIDGET (f->canvas));
  guint n = 0;

  for (int i = 0; i < now.width * now.height; i++)
    n += memcmp (now.data + i * 4, before->data + i * 4, 4) != 0;
  g_free (now.data);
  return n;
}

/* Each has a key that shows it and takes it away; nothing else is painted anew. */
static void
test_guides (Fixture *f,
             gconstpointer data)
{
  static const struct
  {
    const char *keys;
    const char *property;
    guint min, max; /* pixels */
  } rows[] = {
    { "shift+l", "guide-midline", HEIGHT / 2, HEIGHT * 2 },
    { "shift+t", "guide-thirds", 1500, 9000 },
    { "shift+f", "guide-fifths", 2000, 9000 },
    { "shift+g", "guide-grid", 20000, 60000 },
    { "n", "guide-regions", 5000, 60000 },
    { "shift+h", "guide-frankfort", 0, 0 }, /* not in front */
  };
  Pixels before;

  run ("xdotool mousemove 1400 880");
  wait_settled (f);
  before = take_picture (GTK_WIDGET (f->canvas));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n;

      g_assert_false (get_switch (f, rows[i].property));
      run ("xdotool key %s", rows[i].keys);
      wait_settled (f);
      g_assert_true (get_switch (f, rows[i].property));
      n = count_changed (f, &before);
      g_test_message ("%s: %u pixels", rows[i].property, n);
      g_assert_cmpuint (n, >=, rows[i].min);
      g_assert_cmpuint (n, <=, rows[i].max);
      run ("xdotool key %s", rows[i].keys);
      wait_settled (f);
      g_assert_false (get_switch (f, rows[i].property));
      g_assert_cmpuint (count_changed (f, &before), ==, 0);
    }
  run ("xdotool key w");
  g_assert_true (get_switch (f, "guide-warnings"));
  g_free (before.data);
}

/* What is typed into an entry stays there. */
static void
test_entry (Fixture *f,
            gconstpointer data)
{
  GtkWidget *canvas = g_object_ref (GTK_WIDGET (f->canvas));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *entry = gtk_entry_new ();

  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  gtk_box_append (GTK_BOX (box), canvas);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  g_object_unref (canvas);
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, 0 }));
  gtk_widget_grab_focus (entry);
  run ("xdotool mousemove 400 300 key 1 key s key 5 key period key 2 key l key Delete key ctrl+a");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1s5.2l");
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_POINT);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 0);
  gtk_widget_grab_focus (canvas);
  run ("xdotool key s");
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_SELECT);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1s5.2l");
}

static void
add_random_mark (Fixture *f,
                 gboolean lines)
{
  MesoPoint place = { g_test_rand_int_range (-4000, 4000), g_test_rand_int_range (-4000, 6000) };
  MesoPoint line[] = { place, { place.x + 700, place.y + 300 }, { place.x + 900, place.y + 900 } };
  MesoHand *hand = meso_editor_get_hand (f->editor);

  meso_hand_set_layer (hand, (MesoLayer) g_test_rand_int_range (MESO_LAYER_EPIDERMIS, MESO_N_LAYERS));
  meso_hand_set_state (hand, g_test_rand_bit () ? MESO_STATE_DONE : MESO_STATE_PLANNED);
  if (lines && g_test_rand_int_range (0, 4) == 0)
    g_assert_true (meso_editor_add_line (f->editor, line, 3));
  else
    g_assert_true (meso_editor_add_point (f->editor, place));
}

/* What came about mark by mark equals what is painted at once. */
static void
assert_same_as_fresh (Fixture *f,
                      int tolerance)
{
  MesoViewport *viewport = meso_canvas_get_viewport (f->canvas), *fresh_viewport;
  Fixture fresh = { .editor = f->editor };
  Pixels here, there;
  double x_mm, y_mm;

  meso_viewport_to_mm (viewport, 400, 320, &x_mm, &y_mm);
  fresh.canvas = MESO_CANVAS (meso_canvas_new ());
  meso_canvas_set_editor (fresh.canvas, f->editor);
  fresh.window = make_window (GTK_WIDGET (fresh.canvas));
  wait_settled (&fresh);
  /* By way of another zoom, or else its pixels would only be moved, by whole ones. */
  fresh_viewport = meso_canvas_get_viewport (fresh.canvas);
  meso_viewport_set_zoom (fresh_viewport, 11);
  wait_settled (&fresh);
  meso_viewport_place (fresh_viewport, x_mm, y_mm, meso_viewport_get_zoom (viewport), 400, 320);
  wait_settled (&fresh);
  here = take_picture (GTK_WIDGET (f->canvas));
  there = take_picture (GTK_WIDGET (fresh.canvas));
  gtk_window_destroy (GTK_WINDOW (fresh.window));
  assert_same_picture (&here, &there, tolerance);
}

/* Guides lie under the marks. */
static void
test_guide_under_mark (Fixture *f,
                       gconstpointer data)
{
  Pixels pixels;
  double x, y;

  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_HYPODERMIS);
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, -2000 }));
  g_object_set (f->canvas, "guide-midline", TRUE, "guide-grid", TRUE, NULL);
  wait_settled (f);
  to_px (f, 0, -20, &x, &y);
  pixels = take_picture (GTK_WIDGET (f->canvas));
  assert_colour (&pixels, x, y, MESO_LAYER_HYPODERMIS);
  g_free (pixels.data);
}

/* What the worker painted with guides is without them again as soon as they are off, while it is at it too. */
static void
test_guides_off (Fixture *f,
                 gconstpointer data)
{
  MesoViewport *viewport = meso_canvas_get_viewport (f->canvas);

  run ("xdotool mousemove 1400 880");
  g_object_set (f->canvas, "guide-grid", TRUE, "guide-regions", TRUE, NULL);
  meso_viewport_zoom_at (viewport, 1.7, 300, 300);
  wait_settled (f);
  g_object_set (f->canvas, "guide-grid", FALSE, "guide-regions", FALSE, NULL);
  assert_same_as_fresh (f, 0);
  g_object_set (f->canvas, "guide-grid", TRUE, NULL);
  meso_viewport_zoom_at (viewport, 1.3, 300, 300);
  wait_ms (80);
  g_object_set (f->canvas, "guide-grid", FALSE, NULL);
  wait_settled (f);
  assert_same_as_fresh (f, 0);
}

static void
check_repaint (Fixture *f,
               gboolean lines,
               int tolerance)
{
  run ("xdotool mousemove 1400 880");
  for (int i = 0; i < 60; i++)
    {
      add_random_mark (f, lines);
      if (i % 5 == 4)
        meso_editor_undo (f->editor);
      if (i % 10 == 9)
        meso_editor_redo (f->editor);
      if (i % 7 == 0)
        wait_ms (20);
    }
  assert_same_as_fresh (f, tolerance);
  for (int i = 0; i < 20; i++)
    meso_editor_undo (f->editor);
  assert_same_as_fresh (f, tolerance);
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_move_selection (f->editor, 333, -125, FALSE));
  meso_selection_clear (meso_editor_get_selection (f->editor));
  assert_same_as_fresh (f, tolerance);
}

static void
test_repaint_points (Fixture *f,
                     gconstpointer data)
{
  check_repaint (f, FALSE, 0);
}

static void
test_repaint_lines (Fixture *f,
                    gconstpointer data)
{
  check_repaint (f, TRUE, 40);
}

/* An edit while the worker paints is not lost with what it brings. */
static void
test_edit_while_painting (Fixture *f,
                          gconstpointer data)
{
  MesoViewport *viewport = meso_canvas_get_viewport (f->canvas);

  run ("xdotool mousemove 1400 880");
  for (int i = 0; i < 12; i++)
    {
      meso_viewport_zoom_at (viewport, i % 2 == 0 ? 1.43 : 1 / 1.4, 300 + i * 10, 300);
      wait_ms (g_test_rand_int_range (40, 110));
      add_random_mark (f, FALSE);
    }
  wait_settled (f);
  assert_same_as_fresh (f, 0);
}

/* What is dragged is painted where it is dragged to, and left out where it was. */
static void
test_move (Fixture *f,
           gconstpointer data)
{
  Pixels before, during;
  double x, y;

  before = take_picture (GTK_WIDGET (f->canvas));
  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_HYPODERMIS);
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, 0 }));
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.tool", "s", "select");
  to_px (f, 0, 0, &x, &y);
  report (f, MESO_CONTACT_DOWN, x, y);
  report (f, MESO_CONTACT_MOVE, x + 40, y + 30);
  during = take_picture (GTK_WIDGET (f->canvas));
  assert_colour (&during, x + 40, y + 30, MESO_LAYER_HYPODERMIS);
  g_assert_cmpmem (get_pixel (&during, (int) x, (int) y), 4, get_pixel (&before, (int) x, (int) y), 4);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.cancel", NULL);
  report (f, MESO_CONTACT_UP, x + 40, y + 30);
  g_assert_cmpint (meso_mark_get_place (meso_map_get_mark (get_map (f), 0)).x, ==, 0);
  g_free (before.data);
  g_free (during.data);
}

/* Nothing but the selection is that blue. */
static guint
count_blue (Fixture *f,
            double x_mm,
            double y_mm)
{
  Pixels pixels = take_picture (GTK_WIDGET (f->canvas));
  double x, y;
  guint n = 0;

  to_px (f, x_mm, y_mm, &x, &y);
  for (int i = -14; i <= 14; i++)
    for (int j = -14; j <= 14; j++)
      {
        const guint8 *pixel = get_pixel (&pixels, (int) x + i, (int) y + j);

        n += pixel[0] > pixel[2] + 60;
      }
  g_free (pixels.data);
  return n;
}

static void
test_selection (Fixture *f,
                gconstpointer data)
{
  const MesoPoint line[] = { { -3000, -3000 }, { -2000, -3000 } };
  double x, y;

  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 0, 0 }));
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ 2000, 3000 }));
  g_assert_true (meso_editor_add_line (f->editor, line, 2));
  g_assert_cmpuint (count_blue (f, 0, 0), ==, 0);
  meso_editor_select_all (f->editor);
  g_assert_cmpuint (count_blue (f, 0, 0), >, 10);
  g_assert_cmpuint (count_blue (f, 20, 30), >, 10);
  g_assert_cmpuint (count_blue (f, -25, -30), >, 10);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.cancel", NULL);
  g_assert_cmpuint (count_blue (f, 0, 0), ==, 0);

  /* What a click would select shows before the click: a point, a line. */
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.tool", "s", "select");
  to_px (f, 20, 30, &x, &y);
  run ("xdotool mousemove %d %d", (int) x, (int) y);
  g_assert_cmpuint (count_blue (f, 20, 30), >, 10);
  to_px (f, -25, -30, &x, &y);
  run ("xdotool mousemove %d %d", (int) x, (int) y);
  g_assert_cmpuint (count_blue (f, 20, 30), ==, 0);
  g_assert_cmpuint (count_blue (f, -25, -30), >, 10);
}

static void
test_nothing (void)
{
  GtkWidget *canvas = g_object_ref_sink (meso_canvas_new ());
  GtkWidget *window = make_window (canvas);

  wait_ms (100);
  gtk_widget_activate_action (canvas, "canvas.fit", NULL);
  gtk_widget_activate_action (canvas, "canvas.zoom-in", NULL);
  gtk_widget_activate_action (canvas, "canvas.set-layer", "i", 3);
  gtk_widget_activate_action (canvas, "canvas.nudge", "(ii)", 50, 0);
  gtk_widget_activate_action (canvas, "canvas.cancel", NULL);
  g_assert_null (meso_canvas_get_pointer (MESO_CANVAS (canvas)));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (50);
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

  g_test_add_func ("/canvas/nothing", test_nothing);
  ADD ("/canvas/place", test_place);
  ADD ("/canvas/paper", test_paper);
  ADD ("/canvas/gesture", test_gesture);
  ADD ("/canvas/pointer", test_pointer);
  ADD ("/canvas/wheel", test_wheel);
  ADD ("/canvas/keys", test_keys);
  ADD ("/canvas/guides/keys", test_guides);
  ADD ("/canvas/guides/under-mark", test_guide_under_mark);
  ADD ("/canvas/guides/off", test_guides_off);
  ADD ("/canvas/entry", test_entry);
  ADD ("/canvas/repaint/points", test_repaint_points);
  ADD ("/canvas/repaint/lines", test_repaint_lines);
  ADD ("/canvas/edit-while-painting", test_edit_while_painting);
  ADD ("/canvas/move", test_move);
  ADD ("/canvas/selection", test_selection);

  return g_test_run ();
}
