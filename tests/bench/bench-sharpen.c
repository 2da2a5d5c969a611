/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas/meso-canvas.h"
#include "diagram/meso-diagram-set.h"
#include "meso-editor-views.h"

/*
 * From the last step of a zoom to the frame whose picture is sharp again, with the rest that ends the gesture, for each
 * view at three zooms; and what that costs in memory. 150 ms is the goal; the rest alone is 60.
 */

#define WIDTH 1440
#define HEIGHT 900
#define N_RUNS 7

static const double zooms[] = { 4, 8, 18 };

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
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

/* In MB. */
static double
read_memory (const char *what)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, what)) == NULL)
    return 0;
  return g_ascii_strtod (line + strlen (what) + 1, NULL) / 1024;
}

static double
sharpen_once (MesoCanvas *canvas,
              double factor)
{
  MesoViewport *viewport = meso_canvas_get_viewport (canvas);
  gint64 begin;

  for (int i = 0; i < 3; i++)
    meso_viewport_zoom_at (viewport, factor, WIDTH / 2.0, HEIGHT / 2.0);
  begin = g_get_monotonic_time ();
  while (!meso_canvas_is_sharp (canvas))
    g_main_context_iteration (NULL, TRUE);
  return (double) (g_get_monotonic_time () - begin) / 1000;
}

static double
measure (MesoCanvas *canvas,
         double zoom)
{
  MesoViewport *viewport = meso_canvas_get_viewport (canvas);
  double times[N_RUNS];

  meso_viewport_zoom_at (viewport, zoom / meso_viewport_get_zoom (viewport), WIDTH / 2.0, HEIGHT / 2.0);
  wait_ms (600);
  for (int i = 0; i < N_RUNS; i++)
    {
      times[i] = sharpen_once (canvas, i % 2 == 0 ? 1.03 : 1 / 1.03);
      wait_ms (500);
    }
  qsort (times, N_RUNS, sizeof times[0], compare);
  return times[N_RUNS / 2];
}

static void
measure_view (const char *id)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);
  GtkWidget *canvas = meso_canvas_new (), *window = adw_window_new ();

  if (meso_editor_add_view (editor, id) == NULL)
    g_error ("%s is not installed", id);
  meso_canvas_set_editor (MESO_CANVAS (canvas), editor);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  adw_window_set_content (ADW_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  wait_ms (800);

  g_print ("%-20s", id);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    g_print ("  %2.0f px/mm %6.1f ms", zooms[i], measure (MESO_CANVAS (canvas), zooms[i]));
  g_print ("  %5.0f MB\n", read_memory ("VmRSS:"));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_ms (200);
}

int
main (int argc,
      char *argv[])
{
  g_auto (GStrv) ids = NULL;

  setlocale (LC_ALL, "");
  adw_init ();
  ids = meso_diagram_set_list_ids (meso_diagram_set_get_default ());
  g_print ("before: %.0f MB\n", read_memory ("VmRSS:"));
  for (guint i = 0; ids[i] != NULL; i++)
    measure_view (ids[i]);
  g_print ("peak: %.0f MB\n", read_memory ("VmHWM:"));
  return EXIT_SUCCESS;
}
