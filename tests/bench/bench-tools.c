/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "canvas/meso-input.h"
#include "library/meso-library.h"
#include "meso-application.h"
#include "meso-drawing-page.h"
#include "meso-editor-views.h"
#include "pattern/meso-grid.h"

/*
 * Every tool at work on the whole drawing screen, with 1,000 and 10,000 marks: what a frame takes while the pointer
 * moves, what the edit at the end takes until it is painted, and what it takes altogether, with the panel, the totals
 * and the pictures of the views that follow it. Times are of the main thread's processor: they do not depend on what
 * else the computer does.
 */

#define WIDTH 1440
#define HEIGHT 900
#define N_FRAMES 120

/* What the main thread does in so many ms after an edit is put down to it. */
#define SETTLE_MS 700

typedef struct
{
  MesoDrawingPage *page;
  MesoEditor *editor;
  MesoInput *input;
  MesoViewport *viewport;
  gint64 time; /* of the contacts, ms */
  double x, y; /* where the gesture begins, px */
} Bench;

typedef struct
{
  const char *name;
  MesoTool tool;
  MesoToolOption option; /* MESO_N_OPTIONS: none */
  gint64 value;
  void (*prepare) (Bench *bench);
  gboolean is_hovering; /* the button is never pressed */
} Gesture;

typedef struct
{
  Bench *bench;
  const Gesture *gesture;
  double begin;
  GArray *times; /* ms */
} Run;

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

static double
get_thread_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_THREAD, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
         (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static void
send (Bench *bench,
      MesoContactType type,
      double x,
      double y,
      gboolean is_held)
{
  const MesoContact contact = {
    .type = type,
    .button = type == MESO_CONTACT_MOVE ? 0 : 1,
    .held = is_held ? 1u << 1 : 0,
    .x = x,
    .y = y,
    .time = bench->time,
  };

  bench->time += 16;
  meso_input_contact (bench->input, &contact);
}

/* Once round, so that it closes outlines and crosses many marks. */
static void
get_place (Bench *bench,
           guint frame,
           double *x,
           double *y)
{
  double angle = frame * 2 * G_PI / (N_FRAMES + 4);

  *x = bench->x + 170 * (1 - cos (angle));
  *y = bench->y + 170 * sin (angle);
}

static void
before_paint_cb (GdkFrameClock *clock,
                 Run *run)
{
  double x, y;

  run->begin = get_thread_ms ();
  get_place (run->bench, run->times->len + 1, &x, &y);
  send (run->bench, MESO_CONTACT_MOVE, x, y, !run->gesture->is_hovering);
}

static void
after_paint_cb (GdkFrameClock *clock,
                Run *run)
{
  double ms = get_thread_ms () - run->begin;

  if (run->begin > 0)
    g_array_append_val (run->times, ms);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
get_quantile (GArray *times,
              double part)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, (guint) ((times->len - 1) * part));
}

/* The pointer moves in every frame. */
static void
measure_frames (Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (run->bench->page));

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), run);
  gdk_frame_clock_begin_updating (clock);
  while (run->times->len < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gdk_frame_clock_end_updating (clock);
  g_signal_handlers_disconnect_by_data (clock, run);
}

/* Until the next frame is painted. */
static double
measure_paint (Bench *bench,
               double begin)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->page));
  Run run = { .begin = begin, .times = g_array_new (FALSE, FALSE, sizeof (double)) };
  double ms;

  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &run);
  gtk_widget_queue_draw (GTK_WIDGET (meso_drawing_page_get_canvas (bench->page)));
  while (run.times->len == 0)
    g_main_context_iteration (NULL, TRUE);
  ms = g_array_index (run.times, double, 0);
  g_signal_handlers_disconnect_by_data (clock, &run);
  g_array_unref (run.times);
  return ms;
}

/* From the release of the button to the end of the frame that shows what it did. */
static double
measure_release (Run *run)
{
  double begin = get_thread_ms (), x, y;

  get_place (run->bench, N_FRAMES, &x, &y);
  send (run->bench, MESO_CONTACT_UP, x, y, FALSE);
  return measure_paint (run->bench, begin);
}

static void
measure (Bench *bench,
         const Gesture *gesture)
{
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (bench->editor));
  Run run = { bench, gesture, 0, g_array_new (FALSE, FALSE, sizeof (double)) };
  guint64 serial = meso_history_get_serial (history);
  double release = 0, settle, undo;

  meso_editor_set_tool (bench->editor, gesture->tool);
  if (gesture->option != MESO_N_OPTIONS)
    meso_tool_options_set (meso_editor_get_options (bench->editor), gesture->option, gesture->value);
  bench->x = 250;
  bench->y = 380;
  if (gesture->prepare != NULL)
    gesture->prepare (bench);
  wait_ms (SETTLE_MS);

  bench->time += 1000;
  send (bench, MESO_CONTACT_MOVE, bench->x, bench->y, FALSE);
  if (!gesture->is_hovering)
    send (bench, MESO_CONTACT_DOWN, bench->x, bench->y, TRUE);
  measure_frames (&run);
  settle = get_thread_ms ();
  if (!gesture->is_hovering)
    release = measure_release (&run);
  wait_ms (SETTLE_MS);
  settle = get_thread_ms () - settle;
  undo = get_thread_ms ();
  if (meso_history_get_serial (history) != serial)
    meso_editor_undo (bench->editor);
  undo = get_thread_ms () - undo;
  g_print ("  %-26s %6.2f ms a frame %6.2f p95 %7.2f release to paint %7.1f in all %6.2f undo\n", gesture->name,
           get_quantile (run.times, 0.5), get_quantile (run.times, 0.95), release, settle, undo);
  meso_input_cancel (bench->input);
  meso_selection_clear (meso_editor_get_selection (bench->editor));
  g_array_unref (run.times);
}

/* All marks, taken by one of them. */
static void
select_all (Bench *bench)
{
  MesoMark *mark = meso_map_get_mark (meso_editor_get_map (bench->editor), 0);
  MesoPoint place = meso_mark_get_place (mark);

  meso_editor_select_all (bench->editor);
  meso_viewport_to_px (bench->viewport, place.x / 100.0, place.y / 100.0, &bench->x, &bench->y);
}

/* One point after the other: the edit alone, and all that follows it. */
static void
measure_points (Bench *bench)
{
  double apply = 0, all = get_thread_ms ();

  for (int i = 0; i < 20; i++)
    {
      double begin = get_thread_ms ();

      meso_editor_add_point (bench->editor, (MesoPoint){ 100 * i, 3000 });
      apply += get_thread_ms () - begin;
      wait_ms (100);
    }
  wait_ms (SETTLE_MS);
  all = get_thread_ms () - all;
  g_print ("  20 points, one by one: %.2f ms each, and %.2f ms for all that follows\n", apply / 20, (all - apply) / 20);
}

/* A grid all over the face, from its outline to marks with regions and sides that are on the screen. */
static void
measure_grid (Bench *bench)
{
  const MesoGrid grid = { MESO_LATTICE_SQUARE, 150, 0, 0 };
  MesoPoint circle[64];
  g_autoptr (MesoOutline) outline = NULL;
  g_autoptr (GArray) places = NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  double begin, add, add_paint, undo, undo_paint;

  for (int i = 0; i < 64; i++)
    circle[i] = (MesoPoint){ (int) (6000 * cos (i * G_PI / 32)), (int) (6000 * sin (i * G_PI / 32)) };
  begin = get_thread_ms ();
  outline = meso_outline_new (circle, 64, NULL);
  places = meso_grid_fill (&grid, outline, NULL);
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (marks, meso_editor_create_mark (bench->editor, MESO_MARK_POINT, MESO_CURVE_UNSET,
                                                     &g_array_index (places, MesoPoint, i), 1));
  meso_editor_add_marks (bench->editor, "Add Grid", "grid", marks);
  add = get_thread_ms () - begin;
  add_paint = measure_paint (bench, begin);
  wait_ms (SETTLE_MS);
  begin = get_thread_ms ();
  meso_editor_undo (bench->editor);
  undo = get_thread_ms () - begin;
  undo_paint = measure_paint (bench, begin);
  wait_ms (SETTLE_MS);
  g_print ("  a grid of %u points: %.1f ms, %.1f until painted; its undo %.1f ms, %.1f until painted\n", places->len,
           add, add_paint, undo, undo_paint);
}

static const Gesture gestures[] = {
  { "nothing moves but a mouse", MESO_TOOL_POINT, MESO_N_OPTIONS, 0, NULL, TRUE },
  { "select: rectangle", MESO_TOOL_SELECT, MESO_N_OPTIONS, 0, NULL, FALSE },
  { "select: drag all marks", MESO_TOOL_SELECT, MESO_N_OPTIONS, 0, select_all, FALSE },
  { "point", MESO_TOOL_POINT, MESO_N_OPTIONS, 0, NULL, FALSE },
  { "line", MESO_TOOL_LINE, MESO_OPTION_LINE_MODE, MESO_LINE_MODE_LINE, NULL, FALSE },
  { "line of points", MESO_TOOL_LINE, MESO_OPTION_LINE_MODE, MESO_LINE_MODE_POINTS, NULL, FALSE },
  { "fan", MESO_TOOL_LINE, MESO_OPTION_LINE_MODE, MESO_LINE_MODE_FAN, NULL, FALSE },
  { "cross-hatch", MESO_TOOL_LINE, MESO_OPTION_LINE_MODE, MESO_LINE_MODE_CROSS_HATCH, NULL, FALSE },
  { "zone", MESO_TOOL_ZONE, MESO_OPTION_ZONE_MODE, MESO_ZONE_MODE_FREE, NULL, FALSE },
  { "grid of points", MESO_TOOL_GRID, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_POINTS, NULL, FALSE },
  { "grid of fine points", MESO_TOOL_GRID, MESO_OPTION_SPACING, 150, NULL, FALSE },
  { "brush", MESO_TOOL_BRUSH, MESO_OPTION_BRUSH_SPACING, 200, NULL, FALSE },
  { "ruler", MESO_TOOL_RULER, MESO_N_OPTIONS, 0, NULL, FALSE },
  { "erase", MESO_TOOL_ERASE, MESO_N_OPTIONS, 0, NULL, FALSE },
};

static MesoStore *
create_store (const char *folder)
{
  MesoPatient data = { (char *) "d2719d4c-1f1c-4c6c-9c39-6f5e1d6f7a11",
                       (char *) "M-0001",
                       (char *) "Bench",
                       (char *) "1984-05-02",
                       MESO_SEX_FEMALE,
                       2 };
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  MesoTreatment treatment = { .method = 1, .number = 1, .planned = 1, .interval_days = MESO_UNSET };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  g_autoptr (MesoLibrary) library = meso_library_new (folder);
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  MesoLibraryPatient *patient;
  MesoStore *store;

  if (!meso_library_create (library, &error) ||
      (patient = meso_library_create_patient (library, item, &error)) == NULL)
    g_error ("%s", error->message);
  session = meso_library_patient_new_session (patient, &visit, &treatment);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *id = g_strdup_printf ("p%u", i + 1);
      MesoProduct product = {
        .id = id,
        .name = id,
        .unit = MESO_UNIT_ML,
        .opened = MESO_AMOUNT (3),
        .discarded = MESO_UNSET,
        .lot = (char *) "N2604A",
      };
      g_autoptr (MesoItem) product_item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);

      meso_session_load_item (session, product_item);
    }
  path = meso_library_add_session (library, session, &error);
  store = path != NULL ? meso_store_open (path, MESO_STORE_OPEN_NORMAL, &error) : NULL;
  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

/* As a hand would have made them, with a product, a region and a side. */
static void
add_marks (MesoEditor *editor,
           guint n_marks)
{
  MesoSession *session = meso_editor_get_session (editor);
  MesoHand *hand = meso_editor_get_hand (editor);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Fill");
  g_autoptr (GError) error = NULL;
  GRand *rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; i < n_marks; i++)
    {
      MesoPoint place = { g_rand_int_range (rand, -6000, 6000), g_rand_int_range (rand, -7000, 9000) };
      g_autofree char *id = meso_session_allocate_id (session, "m");
      g_autofree char *product = g_strdup_printf ("p%u", i % 4 + 1);
      g_autoptr (MesoMark) mark = NULL;
      MesoMarkData data;

      meso_hand_set_layer (hand, (MesoLayer) (MESO_LAYER_EPIDERMIS + (int) (i % 5)));
      meso_hand_fill (hand, MESO_MARK_POINT, &data);
      data.id = id;
      data.points = &place;
      data.n_points = 1;
      data.product = product;
      data.dose = MESO_AMOUNT (0.01);
      meso_editor_find_site (editor, &data);
      mark = meso_mark_new (&data, NULL);
      meso_edit_add_mark (edit, meso_editor_get_map (editor), mark, MESO_POSITION_END);
    }
  g_rand_free (rand);
  if (!meso_session_apply (session, edit, &error))
    g_error ("%s", error->message);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
run_with (guint n_marks,
          const char *only)
{
  g_autofree char *folder = g_dir_make_tmp ("mesomap-bench-XXXXXX", NULL);
  g_autofree char *library = g_build_filename (folder, "library", NULL);
  g_autoptr (MesoStore) store = create_store (library);
  GtkWidget *page = meso_drawing_page_new (store), *window = adw_window_new ();
  Bench bench = { .page = MESO_DRAWING_PAGE (page), .time = 1000 };

  bench.editor = meso_drawing_page_get_editor (bench.page);
  if (meso_editor_add_view (bench.editor, "face-front") == NULL)
    g_error ("face-front is not installed");
  add_marks (bench.editor, n_marks);
  bench.input = meso_canvas_get_input (meso_drawing_page_get_canvas (bench.page));
  bench.viewport = meso_canvas_get_viewport (meso_drawing_page_get_canvas (bench.page));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (2000);

  g_print ("%u marks, %s\n", n_marks, G_OBJECT_TYPE_NAME (gtk_native_get_renderer (GTK_NATIVE (window))));
  measure_points (&bench);
  measure_grid (&bench);
  for (guint i = 0; i < G_N_ELEMENTS (gestures); i++)
    if (only == NULL || strstr (gestures[i].name, only) != NULL)
      measure (&bench, &gestures[i]);
  gtk_window_destroy (GTK_WINDOW (window));
  meso_store_flush_sync (store, 5000, NULL);
  wait_ms (200);
  g_clear_object (&store);
  remove_tree (folder);
}

/* bench-tools [RENDERER [MARKS [PART OF A NAME]]] */
int
main (int argc,
      char *argv[])
{
  g_autoptr (MesoApplication) application = NULL;

  setlocale (LC_ALL, "");
  if (argc > 1)
    g_setenv ("GSK_RENDERER", argv[1], TRUE);
  /* The style sheet and the templates come with it. */
  application = meso_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  if (argc > 2)
    run_with ((guint) atoi (argv[2]), argc > 3 ? argv[3] : NULL);
  else
    for (guint i = 0; i < 2; i++)
      run_with (i == 0 ? 1000 : 10000, NULL);
  return EXIT_SUCCESS;
}
