/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "drawing/meso-scene.h"
#include "meso-drawing-fixture.h"

static const MesoSceneStyle paper_style = MESO_SCENE_STYLE_PAPER (2.6);

static void
add_point (GPtrArray *marks,
           const char *id,
           int x,
           int y,
           MesoLayer layer,
           MesoState state)
{
  g_ptr_array_add (marks, meso_fixture_point_new (id, x, y, layer, state));
}

static MesoMark *
create_line (const char *id,
             const MesoPoint *points,
             guint n_points,
             MesoState state)
{
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_THREAD);
  data.id = (char *) id;
  data.points = (MesoPoint *) points;
  data.n_points = n_points;
  data.curve = MESO_CURVE_SMOOTH;
  data.layer = MESO_LAYER_DEEP_DERMIS;
  data.state = state;
  return meso_mark_new (&data, NULL);
}

static MesoMark *
create_zone (const char *id,
             MesoState state)
{
  MesoPoint points[] = { { -500, -500 }, { 500, -500 }, { 500, 500 }, { -500, 500 } };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_AREA);
  data.id = (char *) id;
  data.points = points;
  data.n_points = 4;
  data.depth = 150;
  data.passes = 4;
  data.state = state;
  return meso_mark_new (&data, NULL);
}

static cairo_t *
create_canvas (int width,
               int height,
               double scale,
               double x,
               double y)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  return cr;
}

static guint32
get_pixel (cairo_t *cr,
           int x,
           int y)
{
  cairo_surface_t *surface = cairo_get_target (cr);
  const guint8 *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  return ((const guint32 *) (gconstpointer) data)[x] & 0xffffff;
}

/* The mean difference of a channel, 0 to 255, and the share of pixels where one differs by more than a quarter. */
static double
compare (cairo_t *a,
         cairo_t *b,
         double *share)
{
  int width = cairo_image_surface_get_width (cairo_get_target (a));
  int height = cairo_image_surface_get_height (cairo_get_target (a));
  double sum = 0;
  guint far = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 p = get_pixel (a, x, y), q = get_pixel (b, x, y);
        int most = 0;

        for (guint shift = 0; shift < 24; shift += 8)
          {
            int difference = ABS ((int) (p >> shift & 0xff) - (int) (q >> shift & 0xff));

            sum += difference;
            most = MAX (most, difference);
          }
        far += most > 64;
      }
  *share = (double) far / (width * height);
  return sum / (3.0 * width * height);
}

static void
test_order (void)
{
  static const MesoPoint line[] = { { 0, 0 }, { 1000, 0 } };
  static const char *const expected[] = { "z2", "z1", "l1", "m2", "m10", "m9", "m3", "m1" };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoScene) scene = NULL;

  add_point (marks, "m1", 0, 0, MESO_LAYER_HYPODERMIS, MESO_STATE_DONE);
  add_point (marks, "m10", 0, 0, MESO_LAYER_EPIDERMIS, MESO_STATE_DONE);
  add_point (marks, "m2", 0, 0, MESO_LAYER_EPIDERMIS, MESO_STATE_DONE);
  add_point (marks, "m3", 0, 0, MESO_LAYER_MID_DERMIS, MESO_STATE_DONE);
  add_point (marks, "m9", 0, 0, MESO_LAYER_MID_DERMIS, MESO_STATE_PLANNED);
  g_ptr_array_add (marks, create_line ("l1", line, 2, MESO_STATE_DONE));
  g_ptr_array_add (marks, create_zone ("z1", MESO_STATE_DONE));
  g_ptr_array_add (marks, create_zone ("z2", MESO_STATE_PLANNED));

  scene = meso_scene_new_for_marks (marks, &paper_style);
  g_assert_cmpuint (meso_scene_get_n_items (scene), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (meso_mark_get_id (meso_scene_get_mark (scene, i)), ==, expected[i]);
}

static gboolean
overlap (MesoScene *scene,
         guint a,
         guint b)
{
  cairo_rectangle_t p, q;

  meso_scene_get_item_bounds (scene, a, &p);
  meso_scene_get_item_bounds (scene, b, &q);
  return p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height && q.y < p.y + p.height;
}

/* Every mark in one run, no run longer than 50 or with two looks, none with two marks that overlap; and where two marks
 * of one look overlap, the later one comes later. */
static void
test_runs (void)
{
  g_autoptr (MesoSession) session = meso_fixture_crowd_new (3000);
  g_autoptr (MesoScene) scene = meso_scene_new (meso_session_get_map (session, 0), &paper_style);
  guint n_items = meso_scene_get_n_items (scene), n_runs = meso_scene_get_n_runs (scene), total = 0;
  g_autofree guint *run_of = g_new0 (guint, n_items);

  g_assert_cmpuint (n_items, ==, 3000);
  for (guint run = 0; run < n_runs; run++)
    {
      guint n;
      const guint *items = meso_scene_get_run (scene, run, &n);

      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n, <=, 50);
      total += n;
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpuint (run_of[items[i]], ==, 0);
          run_of[items[i]] = run + 1;
          g_assert_true (meso_scene_get_ink (scene, items[i]) == meso_scene_get_ink (scene, items[0]));
          for (guint k = 0; k < i; k++)
            g_assert_false (overlap (scene, items[i], items[k]));
        }
    }
  g_assert_cmpuint (total, ==, n_items);
  /* Sparse marks make full runs: 10 looks of 300 marks. */
  g_assert_cmpuint (n_runs, <, 140);

  for (guint a = 0; a < n_items; a++)
    for (guint b = a + 1; b < n_items && meso_scene_get_ink (scene, a) == meso_scene_get_ink (scene, b); b++)
      if (overlap (scene, a, b))
        g_assert_cmpuint (run_of[a], <, run_of[b]);
}

/* One path a run gives the picture of the marks painted one by one, also where they lie in heaps. */
static void
test_runs_look (void)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoScene) scene = NULL;
  cairo_t *runs = create_canvas (300, 300, 6, 0, 0), *singly = create_canvas (300, 300, 6, 0, 0);
  double share, mean;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i);

      add_point (marks,
                 id,
                 500 + (int) (i * 7919 % 4000),
                 500 + (int) (i * 104729 % 4000),
                 MESO_LAYER_EPIDERMIS + i % 2 * 2,
                 i % 3 == 0 ? MESO_STATE_PLANNED : MESO_STATE_DONE);
    }
  scene = meso_scene_new_for_marks (marks, &paper_style);
  meso_scene_paint (scene, runs, NULL);
  for (guint i = 0; i < meso_scene_get_n_items (scene); i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (MesoScene) alone = NULL;

      g_ptr_array_add (one, meso_scene_get_mark (scene, i));
      alone = meso_scene_new_for_marks (one, &paper_style);
      meso_scene_paint (alone, singly, NULL);
    }
  mean = compare (runs, singly, &share);
  g_assert_cmpfloat (mean, <, 0.05);
  g_assert_cmpfloat (share, <, 0.0002);
  cairo_destroy (runs);
  cairo_destroy (singly);
}

/* The screen's picture is that of paper: at odd scales and offsets, with lines, zones and heaps. */
static void
test_stamp (void)
{
  g_autoptr (MesoSession) crowd = meso_fixture_crowd_new (1500), plain = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  MesoSession *sessions[] = { crowd, plain };

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    for (double scale = 2.47; scale < 9; scale *= 1.83)
      {
        g_autoptr (MesoScene) scene = meso_scene_new (meso_session_get_map (sessions[i], 0), &paper_style);
        cairo_t *vector = create_canvas (600, 700, scale, 301.37, 340.81);
        cairo_t *raster = create_canvas (600, 700, scale, 301.37, 340.81);
        double share, mean, blank, blank_share;

        meso_scene_paint (scene, vector, NULL);
        blank = compare (vector, raster, &blank_share);
        g_assert_cmpfloat (blank, >, 0.5);
        meso_scene_stamp (scene, raster, NULL);
        mean = compare (vector, raster, &share);
        g_test_message ("scale %.2f: %.4f of the change, far %.5f", scale, mean / blank, share / blank_share);
        g_assert_cmpfloat (mean / blank, <, 0.06);
        g_assert_cmpfloat (share / blank_share, <, 0.001);
        cairo_destroy (vector);
        cairo_destroy (raster);
      }
}

static cairo_t *
read_page (const char *pdf,
           const char *png)
{
  g_autofree char *stem = g_strndup (png, strlen (png) - strlen (".png"));
  const char *argv[] = { "pdftocairo", "-png", "-singlefile", "-r", "101.6", pdf, stem, NULL };
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  int status;
  cairo_t *cr;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  surface = cairo_image_surface_create_from_png (png);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  return cr;
}

/* Paper's picture is the screen's, although discs are made another way there. */
static void
test_paper (void)
{
  const double point = 25.4 / 72;
  g_autoptr (MesoSession) session = meso_fixture_crowd_new (1500);
  g_autoptr (MesoScene) scene = meso_scene_new (meso_session_get_map (session, 0), &paper_style);
  g_autofree char *dir = g_dir_make_tmp ("mesomap-scene-XXXXXX", NULL);
  g_autofree char *pdf = g_build_filename (dir, "page.pdf", NULL), *png = g_build_filename (dir, "page.png", NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (pdf, 150 / point, 200 / point);
  cairo_t *paper = cairo_create (surface), *screen = create_canvas (600, 800, 4, 300, 400), *read, *blank;
  double share, blank_share, change, difference;

  cairo_set_source_rgb (paper, 1, 1, 1);
  cairo_paint (paper);
  cairo_scale (paper, 1 / point, 1 / point);
  cairo_translate (paper, 75, 100);
  meso_scene_paint (scene, paper, NULL);
  cairo_destroy (paper);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  read = read_page (pdf, png);
  g_assert_cmpint (cairo_image_surface_get_width (cairo_get_target (read)), ==, 600);

  blank = create_canvas (600, 800, 4, 300, 400);
  meso_scene_stamp (scene, screen, NULL);
  change = compare (screen, blank, &blank_share);
  difference = compare (screen, read, &share);
  g_test_message ("%.4f of the change, far %.5f", difference / change, share / blank_share);
  g_assert_cmpfloat (difference / change, <, 0.1);
  g_assert_cmpfloat (share / blank_share, <, 0.005);
  cairo_destroy (read);
  cairo_destroy (blank);
  cairo_destroy (screen);
  g_unlink (pdf);
  g_unlink (png);
  g_rmdir (dir);
}

/* A clip of whole pixels and one between them: nothing outside, the same inside. */
static void
test_clip (void)
{
  static const cairo_rectangle_t clips[] = { { -20, -20, 40, 30 }, { -20.07, -19.93, 40.11, 30.05 } };
  g_autoptr (MesoSession) session = meso_fixture_crowd_new (800);
  g_autoptr (MesoScene) scene = meso_scene_new (meso_session_get_map (session, 0), &paper_style);

  for (guint i = 0; i < G_N_ELEMENTS (clips); i++)
    {
      const cairo_rectangle_t *clip = &clips[i];
      cairo_t *part = create_canvas (400, 400, 4, 200, 200), *whole = create_canvas (400, 400, 4, 200, 200);
      guint inside = 0;

      meso_scene_stamp (scene, whole, NULL);
      cairo_rectangle (part, clip->x, clip->y, clip->width, clip->height);
      cairo_clip (part);
      meso_scene_stamp (scene, part, clip);
      for (int y = 0; y < 400; y++)
        for (int x = 0; x < 400; x++)
          {
            gboolean in = x >= 122 && x < 278 && y >= 122 && y < 238;
            gboolean out = x < 118 || x >= 282 || y < 118 || y >= 242;

            if (out)
              g_assert_cmphex (get_pixel (part, x, y), ==, 0xffffff);
            if (in && i == 0)
              g_assert_cmphex (get_pixel (part, x, y), ==, get_pixel (whole, x, y));
            inside += in && get_pixel (part, x, y) != 0xffffff;
          }
      g_assert_cmpuint (inside, >, 1000);
      cairo_destroy (part);
      cairo_destroy (whole);
    }
}

/* Done is filled with the colour of its layer, planned has paper inside, both have a dark outline; and all five shapes
 * are of one visual size. */
static void
test_symbols (void)
{
  double least = G_MAXDOUBLE, most = 0;

  for (guint layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    {
      cairo_t *done = create_canvas (200, 200, 50, 100, 100), *planned = create_canvas (200, 200, 50, 100, 100);
      guint32 colour, covered = 0;
      int edge;
      double rgb[3];

      meso_symbol_paint (done, layer, MESO_STATE_DONE, 0, 0, 2, 0.2);
      meso_symbol_paint (planned, layer, MESO_STATE_PLANNED, 0, 0, 2, 0.2);
      meso_layer_get_rgb (layer, rgb);
      colour = (guint) lround (rgb[0] * 255) << 16 | (guint) lround (rgb[1] * 255) << 8 | (guint) lround (rgb[2] * 255);
      g_assert_cmphex (get_pixel (done, 100, 100), ==, colour);
      g_assert_cmphex (get_pixel (planned, 100, 100), ==, 0xfcfaf8);
      g_assert_cmphex (get_pixel (done, 2, 2), ==, 0xffffff);
      for (int y = 0; y < 200; y++)
        for (int x = 0; x < 200; x++)
          covered += get_pixel (done, x, y) != 0xffffff;
      least = MIN (least, covered);
      most = MAX (most, covered);

      /* From outside, the first pixel that is wholly covered is the outline's. */
      edge = 199;
      while (get_pixel (done, edge, 100) == 0xffffff)
        edge--;
      g_assert_cmphex (get_pixel (done, edge - 3, 100), ==, 0x1a1a1a);
      g_assert_cmphex (get_pixel (planned, edge - 3, 100), ==, 0x1a1a1a);
      cairo_destroy (done);
      cairo_destroy (planned);
    }
  g_assert_cmpfloat (most / least, <, 1.15);
}

/* The entry has the shape of the layer, the end an arrow that reaches it exactly. */
static void
test_line (void)
{
  static const MesoPoint line[] = { { 0, 0 }, { 500, 300 }, { 1500, 0 } };
  static const MesoPoint short_line[] = { { 0, 0 }, { 10, 0 } };
  g_autoptr (MesoMark) mark = create_line ("l1", line, 3, MESO_STATE_DONE);
  g_autoptr (MesoMark) stub = create_line ("l2", short_line, 2, MESO_STATE_PLANNED);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  double rgb[3] = { 0 };
  MesoPathVertex tip;
  MesoInk ink;

  meso_ink_init (&ink, MESO_MARK_THREAD, MESO_LAYER_DEEP_DERMIS, TRUE, rgb, &paper_style);
  meso_ink_append (&ink, MESO_PART_HEAD, meso_mark_get (mark), segments);
  tip = g_array_index (segments, MesoPathSegment, 0).points[0];
  g_assert_cmpfloat_with_epsilon (tip.x, 15, 1e-6);
  g_assert_cmpfloat_with_epsilon (tip.y, 0, 1e-6);

  g_array_set_size (segments, 0);
  for (guint i = 0; i < ink.n_coats; i++)
    meso_ink_append (&ink, ink.coats[i].part, meso_mark_get (stub), segments);
  for (guint i = 0; i < segments->len; i++)
    for (guint k = 0; k < 3; k++)
      {
        MesoPathVertex p = g_array_index (segments, MesoPathSegment, i).points[k];

        g_assert_true (isfinite (p.x) && isfinite (p.y));
        g_assert_cmpfloat (hypot (p.x, p.y), <, 5);
      }
}

/* What the ink's bounds promise holds: no pixel outside them. */
static void
test_bounds (void)
{
  static const MesoPoint line[] = { { -600, -600 }, { 600, -500 }, { -400, 500 }, { 500, 600 } };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (marks, create_line ("l1", line, 4, MESO_STATE_DONE));
  for (guint layer = MESO_LAYER_UNSET; layer < MESO_N_LAYERS; layer++)
    add_point (marks, "m1", 37, -21, layer, MESO_STATE_DONE);
  for (guint i = 0; i < marks->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();
      g_autoptr (MesoScene) scene = NULL;
      cairo_t *cr = create_canvas (400, 400, 10, 200, 200);
      cairo_rectangle_t box;
      guint painted = 0;

      g_ptr_array_add (one, g_ptr_array_index (marks, i));
      scene = meso_scene_new_for_marks (one, &paper_style);
      g_assert_true (meso_scene_get_bounds (scene, &box));
      meso_scene_paint (scene, cr, NULL);
      for (int y = 0; y < 400; y++)
        for (int x = 0; x < 400; x++)
          if (get_pixel (cr, x, y) != 0xffffff)
            {
              painted++;
              g_assert_cmpfloat ((x + 1 - 200) / 10.0, >=, box.x - 0.05);
              g_assert_cmpfloat ((x - 200) / 10.0, <=, box.x + box.width + 0.05);
              g_assert_cmpfloat ((y + 1 - 200) / 10.0, >=, box.y - 0.05);
              g_assert_cmpfloat ((y - 200) / 10.0, <=, box.y + box.height + 0.05);
            }
      g_assert_cmpuint (painted, >, 200);
      cairo_destroy (cr);
    }
}

static void
test_product_colours (void)
{
  static const char *const ids[] = { "p2", "p1", NULL };
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  MesoSceneStyle style = paper_style;
  g_autoptr (MesoScene) scene = NULL;

  style.key = MESO_COLOUR_BY_PRODUCT;
  style.product_ids = ids;
  scene = meso_scene_new (meso_session_get_map (session, 0), &style);
  for (guint i = 0; i < meso_scene_get_n_items (scene); i++)
    {
      const MesoMarkData *data = meso_mark_get (meso_scene_get_mark (scene, i));
      const MesoInk *ink = meso_scene_get_ink (scene, i);
      double rgb[3];

      if (data->kind != MESO_MARK_POINT || data->product == NULL)
        continue;
      meso_product_get_rgb (g_str_equal (data->product, "p2") ? 0 : g_str_equal (data->product, "p1") ? 1
                                                                                                      : 2,
                            rgb);
      for (guint k = 0; k < 3; k++)
        g_assert_cmpfloat (ink->coats[0].fill[k], ==, rgb[k]);
      /* The shape still says how deep. */
      g_assert_cmpint (ink->layer, ==, data->layer);
    }
}

static void
test_label (void)
{
  g_autoptr (MesoMark) done = create_zone ("z1", MESO_STATE_DONE), planned = create_zone ("z2", MESO_STATE_PLANNED);
  g_autofree char *first = meso_ink_dup_label (meso_mark_get (done), FALSE);
  g_autofree char *second = meso_ink_dup_label (meso_mark_get (planned), FALSE);
  double x, y;

  g_assert_cmpstr (first, ==, "1.5 mm × 4");
  g_assert_cmpstr (second, ==, "(1.5 mm × 4)");
  meso_polygon_find_middle (meso_mark_get (done)->points, meso_mark_get (done)->n_points, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, 0, 0.5);
  g_assert_cmpfloat_with_epsilon (y, 0, 0.5);
}

/* A field that was treated point by point says how far apart. */
static void
test_field_label (void)
{
  MesoPoint outline[] = { { 0, 0 }, { 1000, 0 }, { 1000, 1000 } };
  g_autofree char *all = NULL, *spacing = NULL;
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_AREA);
  data.points = outline;
  data.n_points = 3;
  data.spacing = MESO_MM (5);
  spacing = meso_ink_dup_label (&data, FALSE);
  g_assert_cmpstr (spacing, ==, "every 5 mm");
  data.depth = MESO_MM (0.4);
  all = meso_ink_dup_label (&data, FALSE);
  g_assert_cmpstr (all, ==, "0.4 mm, every 5 mm");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/scene/order", test_order);
  g_test_add_func ("/scene/runs", test_runs);
  g_test_add_func ("/scene/runs-look", test_runs_look);
  g_test_add_func ("/scene/stamp", test_stamp);
  g_test_add_func ("/scene/paper", test_paper);
  g_test_add_func ("/scene/clip", test_clip);
  g_test_add_func ("/scene/symbols", test_symbols);
  g_test_add_func ("/scene/line", test_line);
  g_test_add_func ("/scene/bounds", test_bounds);
  g_test_add_func ("/scene/product-colours", test_product_colours);
  g_test_add_func ("/scene/label", test_label);
  g_test_add_func ("/scene/field-label", test_field_label);
  return g_test_run ();
}
