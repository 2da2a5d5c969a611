/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <adwaita.h>
#include <glib/gstdio.h>

#include "meso-application.h"

/*
 * How long from the start of the process to the end of the first frame, and how much memory at its peak: Mesomap with a
 * session of 1,000 marks open, against an empty AdwApplicationWindow. Both are this program, started again and again in
 * turn, so that the ratio holds whatever else the machine does.
 */

#define ROUNDS 9
#define N_MARKS 1000

typedef struct
{
  double first_frame_ms;
  double peak_mb;
} Figures;

static gint64 start_time;
static gboolean measured;

static void
after_paint_cb (GdkFrameClock *clock,
                GApplication *app)
{
  struct rusage usage;

  (void) clock;
  if (measured)
    return;
  measured = TRUE;
  getrusage (RUSAGE_SELF, &usage);
  printf ("%.3f %.3f\n", (double) (g_get_monotonic_time () - start_time) / 1000, (double) usage.ru_maxrss / 1024);
  fflush (stdout);
  g_application_quit (app);
}

static void
map_cb (GtkWidget *window,
        GApplication *app)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (after_paint_cb), app);
}

static void
window_added_cb (GtkApplication *app,
                 GtkWindow *window)
{
  gtk_window_set_default_size (window, 1366, 736);
  g_signal_connect (window, "map", G_CALLBACK (map_cb), app);
}

static void
activate_cb (GtkApplication *app)
{
  gtk_window_present (GTK_WINDOW (adw_application_window_new (app)));
}

static int
run_child (const char *mode,
           const char *path)
{
  g_autoptr (GApplication) app = NULL;
  char *argv[] = { (char *) "mesomap", (char *) path, NULL };
  gboolean bare = strcmp (mode, "bare") == 0;

  if (bare)
    {
      app = G_APPLICATION (adw_application_new ("io.github.mesomap.Bare", G_APPLICATION_NON_UNIQUE));
      g_signal_connect (app, "activate", G_CALLBACK (activate_cb), NULL);
    }
  else
    app = G_APPLICATION (meso_application_new ());
  g_signal_connect (app, "window-added", G_CALLBACK (window_added_cb), NULL);
  return g_application_run (app, bare ? 1 : 2, argv);
}

static Figures
measure (const char *self,
         const char *mode,
         const char *path)
{
  g_autofree char *now = NULL;
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { self, mode, path, NULL, NULL };
  Figures figures = { 0 };

  now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  argv[3] = now;
  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, &error))
    g_error ("%s", error->message);
  if (sscanf (output, "%lf %lf", &figures.first_frame_ms, &figures.peak_mb) != 2)
    g_error ("%s drew no frame", mode);
  return figures;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare_doubles);
  return values[ROUNDS / 2];
}

/* A session that says what the first frame has to show: points in all layers over the cheeks and the forehead. */
static char *
write_session (void)
{
  g_autofree char *folder = g_dir_make_tmp ("mesomap-bench-XXXXXX", NULL);
  char *path = g_build_filename (folder, "bench.mesomap.xml", NULL);
  GString *xml = g_string_new ("<session xmlns=\"urn:mesomap:session:1\" format=\"1.0\""
                               " id=\"5b0d3c8e-6e0b-4b53-9a52-0f4f6f0f7e21\" revision=\"1\" status=\"draft\">\n"
                               "<patient id=\"d2719d4c-1f1c-4c6c-9c39-6f5e1d6f7a11\" code=\"B-1\" sex=\"female\"/>\n"
                               "<visit start=\"2026-11-21T10:30:00+01:00\"/>\n"
                               "<map diagram=\"face-front\" diagram-version=\"1\" variant=\"female\">\n");
  static const char *const layers[] = { "epidermis", "superficial-dermis", "mid-dermis", "deep-dermis", "hypodermis" };

  for (int i = 0; i < N_MARKS; i++)
    g_string_append_printf (xml,
                            "<point id=\"m%d\" x=\"%d\" y=\"%d\" layer=\"%s\" state=\"done\"/>\n",
                            i + 1,
                            i % 40 * 2 - 40,
                            i / 40 * 4 - 50,
                            layers[i % 5]);
  g_string_append (xml, "</map>\n</session>\n");
  if (!g_file_set_contents (path, xml->str, -1, NULL))
    g_error ("cannot write %s", path);
  g_string_free (xml, TRUE);
  return path;
}

static void
report (const char *self)
{
  g_autofree char *path = write_session ();
  g_autofree char *folder = g_path_get_dirname (path);
  double bare_ms[ROUNDS], bare_mb[ROUNDS], app_ms[ROUNDS], app_mb[ROUNDS];
  double bare, app;

  for (int i = -1; i < ROUNDS; i++)
    {
      Figures b = measure (self, "bare", path);
      Figures a = measure (self, "mesomap", path);

      /* The first round warms the disk and counts for nothing. */
      if (i < 0)
        continue;
      bare_ms[i] = b.first_frame_ms;
      bare_mb[i] = b.peak_mb;
      app_ms[i] = a.first_frame_ms;
      app_mb[i] = a.peak_mb;
    }
  bare = find_median (bare_ms);
  app = find_median (app_ms);
  printf ("# first frame with %d marks: %.0f ms, bare window %.0f ms, ratio %.2f (at most 1.5)\n",
          N_MARKS,
          app,
          bare,
          app / bare);
  bare = find_median (bare_mb);
  app = find_median (app_mb);
  printf ("# peak memory: %.0f MB, bare window %.0f MB, %.0f MB more (at most 60)\n", app, bare, app - bare);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc,
      char *argv[])
{
  if (argc == 4)
    {
      start_time = g_ascii_strtoll (argv[3], NULL, 10);
      return run_child (argv[1], argv[2]);
    }
  report (argv[0]);
  return 0;
}
