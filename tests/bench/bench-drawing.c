/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>

#include <glib/gstdio.h>

#include "drawing/meso-picture.h"
#include "drawing/meso-scene.h"
#include "drawing/meso-svg-writer.h"
#include "meso-drawing-fixture.h"
#include "report/meso-export.h"
#include "report/meso-report.h"

/*
 * A session of 10,000 marks as PDF, PNG and SVG, against rsvg-convert from our own SVG, and painted for the screen. The
 * best of some rounds in turn; of rsvg-convert the whole process counts, of ours what mesomap-tool does after reading.
 */

#define ROUNDS 5
#define DPI 150

typedef struct
{
  MesoSession *session;
  char *dir;
  char *svg_path;
  gsize size;
} Bench;

typedef void (*Work) (Bench *bench);

static void
save (Bench *bench,
      const char *name,
      GBytes *bytes)
{
  g_autofree char *path = g_build_filename (bench->dir, name, NULL);

  bench->size = g_bytes_get_size (bytes);
  if (!g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) bench->size, NULL))
    g_error ("%s cannot be written", path);
}

static void
make_svg (Bench *bench)
{
  g_autoptr (GBytes) bytes = meso_session_write_svg (bench->session, meso_diagram_set_get_default (), MESO_GUIDE_NONE,
                                                     NULL);

  save (bench, "ours.svg", bytes);
}

static void
make_pdf (Bench *bench)
{
  g_autoptr (MesoReport) report = meso_report_new (bench->session, MESO_PAPER_A4, MESO_GUIDE_NONE);
  g_autoptr (GBytes) bytes = meso_report_to_pdf (report, NULL);

  save (bench, "ours.pdf", bytes);
}

static void
make_png (Bench *bench)
{
  g_autoptr (GBytes) bytes = meso_export_png (bench->session, NULL, DPI, MESO_GUIDE_NONE, NULL);

  save (bench, "ours.png", bytes);
}

static void
convert (Bench *bench,
         const char *format)
{
  g_autofree char *dpi = g_strdup_printf ("%d", DPI);
  g_autofree char *name = g_strconcat ("theirs.", format, NULL);
  g_autofree char *path = g_build_filename (bench->dir, name, NULL);
  const char *argv[] = {
    "rsvg-convert",
    "-f",
    format,
    "-d",
    dpi,
    "-p",
    dpi,
    "-o",
    path,
    bench->svg_path,
    NULL,
  };
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  int status;

  if (!g_spawn_sync (NULL,
                     (char **) argv,
                     NULL,
                     G_SPAWN_SEARCH_PATH,
                     NULL,
                     NULL,
                     NULL,
                     NULL,
                     &status,
                     &error))
    g_error ("%s", error->message);
  if (status != 0 || g_stat (path, &info) != 0)
    g_error ("rsvg-convert failed");
  bench->size = (gsize) info.st_size;
}

static void
convert_to_pdf (Bench *bench)
{
  convert (bench, "pdf");
}

static void
convert_to_png (Bench *bench)
{
  convert (bench, "png");
}

static double
measure (Bench *bench,
         Work work)
{
  gint64 start = g_get_monotonic_time ();

  work (bench);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
race (Bench *bench,
      const char *name,
      Work ours,
      Work theirs,
      double floor)
{
  double best = G_MAXDOUBLE, other = G_MAXDOUBLE;
  gsize size = 0, other_size = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      best = MIN (best, measure (bench, ours));
      size = bench->size;
      other = MIN (other, measure (bench, theirs));
      other_size = bench->size;
    }
  printf ("%s of 10,000 marks: %.0f ms, %.1f MB; rsvg-convert %.0f ms, %.1f MB: %.1f times faster (floor %.0f)\n",
          name,
          best,
          (double) size / 1e6,
          other,
          (double) other_size / 1e6,
          other / best,
          floor);
}

/* The visible part of a map in a window of 1440x900. */
static void
measure_screen (guint n_marks)
{
  g_autoptr (MesoSession) session = meso_fixture_crowd_new (n_marks);
  MesoMap *map = meso_session_get_map (session, 0);
  MesoSceneStyle style = MESO_SCENE_STYLE_PAPER (2.6);
  MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (), "face-front", "female");
  double scene_ms = G_MAXDOUBLE, stamp_ms = G_MAXDOUBLE, vector_ms = G_MAXDOUBLE, art_ms = G_MAXDOUBLE;

  for (guint i = 0; i < ROUNDS; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 925, 793);
      cairo_t *cr = cairo_create (surface);
      gint64 start = g_get_monotonic_time (), end;
      MesoScene *scene = meso_scene_new (map, &style);

      end = g_get_monotonic_time ();
      scene_ms = MIN (scene_ms, (double) (end - start) / 1000);
      cairo_translate (cr, 462, 350);
      cairo_scale (cr, 3, 3);

      start = g_get_monotonic_time ();
      meso_picture_paint (diagram, cr, NULL);
      end = g_get_monotonic_time ();
      art_ms = MIN (art_ms, (double) (end - start) / 1000);

      start = end;
      meso_scene_stamp (scene, cr, NULL);
      end = g_get_monotonic_time ();
      stamp_ms = MIN (stamp_ms, (double) (end - start) / 1000);

      start = end;
      meso_scene_paint (scene, cr, NULL);
      end = g_get_monotonic_time ();
      vector_ms = MIN (vector_ms, (double) (end - start) / 1000);

      meso_scene_unref (scene);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  printf ("%u marks at 925x793, 3 px per mm: scene %.1f ms, stamped %.1f ms, as vectors %.1f ms; the art %.1f ms\n",
          n_marks,
          scene_ms,
          stamp_ms,
          vector_ms,
          art_ms);
}

int
main (void)
{
  Bench bench = { .session = meso_fixture_crowd_new (10000), .dir = g_dir_make_tmp ("mesomap-bench-XXXXXX", NULL) };
  static const char *const files[] = { "ours.svg", "ours.pdf", "ours.png", "theirs.pdf", "theirs.png" };
  double svg_ms = G_MAXDOUBLE;

  if (bench.dir == NULL)
    g_error ("no temporary folder");
  bench.svg_path = g_build_filename (bench.dir, "ours.svg", NULL);
  for (guint i = 0; i < ROUNDS; i++)
    svg_ms = MIN (svg_ms, measure (&bench, make_svg));
  printf ("SVG of 10,000 marks: %.0f ms, %.1f MB\n", svg_ms, (double) bench.size / 1e6);
  race (&bench, "PDF", make_pdf, convert_to_pdf, 8);
  race (&bench, "PNG", make_png, convert_to_png, 2);
  measure_screen (1000);
  measure_screen (10000);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (bench.dir, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (bench.dir);
  g_object_unref (bench.session);
  g_free (bench.svg_path);
  g_free (bench.dir);
  return 0;
}
