/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <stdlib.h>

#include "canvas/meso-canvas-private.h"
#include "meso-editor-views.h"

/*
 * How long a frame takes from before-paint to after-paint while one pans and zooms, against a bare window of the same
 * size on the same renderer; the first frame; and how many frames a click takes until its mark is painted.
 */

#define WIDTH 1440
#define HEIGHT 900
#define N_FRAMES 180

typedef void (*Step) (GtkWidget *widget,
                      guint frame);

typedef struct
{
  GtkWidget *widget;
  Step step;
  gint64 begin;
  gboolean is_counting;
  GArray *times; /* ms */
} Run;

static void
before_paint_cb (GdkFrameClock *clock,
                 Run *run)
{
  run->begin = g_get_monotonic_time ();
  if (run->is_counting && run->step != NULL)
    run->step (run->widget, run->times->len);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Run *run)
{
  double ms = (double) (g_get_monotonic_time () - run->begin) / 1000;

  g_array_append_val (run->times, ms);
  if (run->is_counting)
    gtk_widget_queue_draw (run->widget);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
get_quantile (GArray *times,
              double part)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, (guint) ((times->len - 1) * part));
}

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

/* Median and 95th part of a hundred, in ms. */
static void
measure (GtkWidget *widget,
         Step step,
         double *median,
         double *high)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Run run = { .widget = widget, .step = step, .is_counting = TRUE };

  run.times = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  gtk_widget_queue_draw (widget);
  while (run.times->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &run);
  *median = get_quantile (run.times, 0.5);
  *high = get_quantile (run.times, 0.95);
  g_array_unref (run.times);
}

static void
pan (GtkWidget *widget,
     guint frame)
{
  meso_viewport_pan (meso_canvas_get_viewport (MESO_CANVAS (widget)), frame / 20 % 2 == 0 ? 9 : -9,
                     frame / 20 % 2 == 0 ? 5 : -5);
}

static void
zoom (GtkWidget *widget,
      guint frame)
{
  meso_viewport_zoom_at (meso_canvas_get_viewport (MESO_CANVAS (widget)), frame / 20 % 2 == 0 ? 1.03 : 1 / 1.03, 600,
                         400);
}

/* A bare window that repaints all of itself: its colour changes with each frame. */
static void
blink (GtkWidget *widget,
       guint frame)
{
  gtk_widget_set_name (widget, frame % 2 == 0 ? "even" : "odd");
}

static void
add_marks (MesoEditor *editor,
           guint n_marks)
{
  MesoSession *session = meso_editor_get_session (editor);
  MesoMap *map = meso_editor_get_map (editor);
  MesoHand *hand = meso_editor_get_hand (editor);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Fill");
  g_autoptr (GError) error = NULL;
  GRand *rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < n_marks; i++)
    {
      g_autofree char *id = meso_session_allocate_id (session, "m");
      g_autoptr (MesoMark) mark = NULL;
      MesoPoint place = { g_rand_int_range (rand, -6000, 6000), g_rand_int_range (rand, -7000, 9000) };
      MesoMarkData data;

      meso_hand_set_layer (hand, (MesoLayer) (MESO_LAYER_EPIDERMIS + (int) (i % 5)));
      meso_hand_fill (hand, MESO_MARK_POINT, &data);
      data.id = id;
      data.points = &place;
      data.n_points = 1;
      mark = meso_mark_new (&data, NULL);
      meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
    }
  g_rand_free (rand);
  if (!meso_session_apply (session, edit, &error))
    g_error ("%s", error->message);
}

static GtkWidget *
open_window (GtkWidget *child,
             double *first_frame)
{
  gint64 begin = g_get_monotonic_time ();
  GtkWidget *window = adw_window_new ();
  Run run = { .widget = window };

  run.times = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "before-paint", G_CALLBACK (before_paint_cb), &run);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), &run);
  while (run.times->len == 0)
    g_main_context_iteration (NULL, TRUE);
  *first_frame = (double) (g_get_monotonic_time () - begin) / 1000;
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (window), &run);
  g_array_unref (run.times);
  wait_ms (600);
  return window;
}

static void
report_contact (GtkWidget *canvas,
                MesoContactType type,
                double x,
                double y)
{
  const MesoContact contact = { .type = type, .button = 1, .x = x, .y = y, .time = g_get_monotonic_time () / 1000 };

  meso_input_contact (meso_canvas_get_input (MESO_CANVAS (canvas)), &contact);
}

/* From the release of the button to the end of the frame that shows the mark. */
static void
measure_click (GtkWidget *canvas,
               guint *n_frames,
               double *ms)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  *n_frames = 0;
  for (int i = 0; i < 20; i++)
    {
      Run run = { .widget = canvas };
      gint64 begin;
      double one;

      wait_ms (450);
      run.times = g_array_new (FALSE, FALSE, sizeof (double));
      g_signal_connect (gtk_widget_get_frame_clock (canvas), "after-paint", G_CALLBACK (after_paint_cb), &run);
      report_contact (canvas, MESO_CONTACT_DOWN, 500.0 + 12 * i, 400.0);
      begin = g_get_monotonic_time ();
      report_contact (canvas, MESO_CONTACT_UP, 500.0 + 12 * i, 400.0);
      while (run.times->len == 0)
        g_main_context_iteration (NULL, TRUE);
      one = (double) (g_get_monotonic_time () - begin) / 1000;
      g_array_append_val (times, one);
      g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (canvas), &run);
      *n_frames = MAX (*n_frames, run.times->len);
      g_array_unref (run.times);
    }
  *ms = get_quantile (times, 0.5);
  g_array_unref (times);
}

static void
report (const char *what,
        double median,
        double high,
        double bare)
{
  g_print ("%-34s %7.2f ms median %7.2f ms p95 %6.2f x bare %6.0f frames/s\n", what, median, high, median / bare,
           1000 / MAX (median, 0.01));
}

/* All of them, since a wall of hatches and names must cost a gesture nothing. */
static void
measure_guides (GtkWidget *canvas,
                guint n_marks,
                double bare)
{
  g_autofree char *panning = g_strdup_printf ("pan, %u marks, all guides", n_marks);
  g_autofree char *zooming = g_strdup_printf ("zoom, %u marks, all guides", n_marks);
  double median, high;
  gint64 begin = g_get_monotonic_time ();

  for (guint i = 0; i < MESO_N_GUIDES; i++)
    {
      g_autofree char *name = g_strconcat ("guide-", meso_guide_vocabulary.tokens[i], NULL);

      g_object_set (canvas, name, TRUE, NULL);
    }
  g_print ("switch on one guide, %5u marks %8.1f ms\n", n_marks,
           (double) (g_get_monotonic_time () - begin) / 1000 / MESO_N_GUIDES);
  wait_ms (800);
  measure (canvas, pan, &median, &high);
  report (panning, median, high, bare);
  wait_ms (800);
  measure (canvas, zoom, &median, &high);
  report (zooming, median, high, bare);
}

/* As many marks of an earlier session under those of this one. */
static void
measure_earlier (GtkWidget *canvas,
                 guint n_marks,
                 double bare)
{
  MesoCanvas *self = MESO_CANVAS (canvas);
  MesoMap *map = meso_editor_get_map (self->editor);
  g_autofree char *panning = g_strdup_printf ("pan, %u marks over as many", n_marks);
  g_autofree char *zooming = g_strdup_printf ("zoom, %u marks over as many", n_marks);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  double median, high;
  gint64 begin;

  for (guint i = 0; i < n_marks; i++)
    g_ptr_array_add (marks, meso_mark_moved (meso_map_get_mark (map, i), 150, 100));
  begin = g_get_monotonic_time ();
  meso_canvas_images_set_earlier (self->images, marks);
  g_print ("switch on the overlay, %5u marks %5.1f ms\n", n_marks,
           (double) (g_get_monotonic_time () - begin) / 1000);
  wait_ms (800);
  measure (canvas, pan, &median, &high);
  report (panning, median, high, bare);
  wait_ms (800);
  measure (canvas, zoom, &median, &high);
  report (zooming, median, high, bare);
  meso_canvas_images_set_earlier (self->images, NULL);
}

static void
plan_cb (MesoMarkData *data,
         gpointer user_data)
{
  data->state = MESO_STATE_PLANNED;
}

/* One key, until all is up to date but the screen. */
static void
measure_confirm (GtkWidget *canvas,
                 guint n_marks)
{
  MesoEditor *editor = meso_canvas_get_editor (MESO_CANVAS (canvas));
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  meso_editor_select_all (editor);
  meso_editor_change_selection (editor, "Plan", plan_cb, NULL);
  meso_selection_clear (meso_editor_get_selection (editor));
  for (guint i = 0; i < 20; i++)
    {
      gint64 begin = g_get_monotonic_time ();
      double ms;

      gtk_widget_activate_action (canvas, "canvas.confirm", NULL);
      ms = (double) (g_get_monotonic_time () - begin) / 1000;
      g_array_append_val (times, ms);
    }
  g_print ("confirm one of %5u planned %12.2f ms\n", n_marks, get_quantile (times, 0.5));
  g_array_unref (times);
}

static void
run_with (guint n_marks,
          double bare,
          double bare_first)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  g_autofree char *panning = g_strdup_printf ("pan, %u marks", n_marks);
  g_autofree char *zooming = g_strdup_printf ("zoom, %u marks", n_marks);
  GtkWidget *canvas, *window;
  double median, high, first;
  guint n_frames;

  if (meso_editor_add_view (editor, "face-front") == NULL)
    g_error ("face-front is not installed");
  add_marks (editor, n_marks);
  canvas = meso_canvas_new ();
  meso_canvas_set_editor (MESO_CANVAS (canvas), editor);
  window = open_window (canvas, &first);
  g_print ("first frame, %5u marks %16.1f ms %6.2f x bare\n", n_marks, first, first / bare_first);

  meso_viewport_zoom_at (meso_canvas_get_viewport (MESO_CANVAS (canvas)), 1.8, 600, 400);
  wait_ms (800);
  measure (canvas, pan, &median, &high);
  report (panning, median, high, bare);
  wait_ms (800);
  measure (canvas, zoom, &median, &high);
  report (zooming, median, high, bare);
  wait_ms (800);
  measure_earlier (canvas, n_marks, bare);
  measure_guides (canvas, n_marks, bare);
  wait_ms (800);
  measure_click (canvas, &n_frames, &median);
  g_print ("click to painted mark, %5u marks %7.2f ms, %u frame\n", n_marks, median, n_frames);
  measure_confirm (canvas, n_marks);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);
}

static void
add_style (void)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_data (provider, "#even { background: #fcfaf8; } #odd { background: #fcfaf7; }", -1);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static void
run_renderer (void)
{
  GtkWidget *widget = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *window;
  double bare, bare_high, bare_first;

  add_style ();
  /* What the first window of all pays for is nobody's in particular. */
  gtk_window_destroy (GTK_WINDOW (open_window (gtk_label_new ("warm up"), &bare_first)));
  window = open_window (widget, &bare_first);
  g_print ("# %s, %d x %d\n", G_OBJECT_TYPE_NAME (gtk_native_get_renderer (GTK_NATIVE (window))), WIDTH, HEIGHT);
  g_print ("first frame, bare window %14.1f ms\n", bare_first);
  measure (widget, blink, &bare, &bare_high);
  report ("bare window, repainted", bare, bare_high, bare);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);

  run_with (1000, bare, bare_first);
  run_with (10000, bare, bare_first);
}

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  if (argc > 1)
    {
      g_setenv ("GSK_RENDERER", argv[1], TRUE);
      adw_init ();
      run_renderer ();
      return EXIT_SUCCESS;
    }
  for (guint i = 0; i < 2; i++)
    {
      char *child[] = { argv[0], (char *) (i == 0 ? "cairo" : "gl"), NULL };
      g_autoptr (GError) error = NULL;
      int status;

      if (!g_spawn_sync (NULL, child, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, &status, &error) ||
          !g_spawn_check_wait_status (status, &error))
        {
          g_printerr ("%s\n", error->message);
          return EXIT_FAILURE;
        }
    }
  return EXIT_SUCCESS;
}
