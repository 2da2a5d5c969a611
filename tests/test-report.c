/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo.h>
#include <glib/gstdio.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#else
#define __lsan_disable() ((void) 0)
#define __lsan_enable() ((void) 0)
#endif

#include "drawing/meso-caption.h"
#include "meso-drawing-fixture.h"
#include "model/meso-totals.h"
#include "record/meso-session-reader.h"
#include "report/meso-report-parts.h"
#include "report/meso-report.h"

static GBytes *
make_pdf (MesoSession *session,
          MesoPaper paper,
          guint *n_pages)
{
  g_autoptr (MesoReport) report = meso_report_new (session, paper, MESO_GUIDE_NONE);
  g_autoptr (GError) error = NULL;
  GBytes *pdf;

  /* Cairo 1.16 leaks 768 bytes for each Korean font in a PDF. Drawing the pages is watched in another test. */
  __lsan_disable ();
  pdf = meso_report_to_pdf (report, &error);
  __lsan_enable ();
  g_assert_no_error (error);
  g_assert_nonnull (pdf);
  if (n_pages != NULL)
    *n_pages = meso_report_get_n_pages (report);
  return pdf;
}

/* What a program says about the file; @before and @after stand about its name on the command line. */
static char *
ask (GBytes *pdf,
     const char *const *before,
     const char *const *after)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "mesomap-report-XXXXXX", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  int fd = g_mkstemp (path), status = 0;
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  char *output = NULL;

  g_assert_cmpint (fd, >=, 0);
  g_assert_true (g_file_set_contents (path, data, size, NULL));
  g_close (fd, NULL);
  for (guint i = 0; before[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) before[i]);
  g_ptr_array_add (argv, path);
  for (guint i = 0; after[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) after[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL,
                (char **) argv->pdata,
                NULL,
                G_SPAWN_SEARCH_PATH,
                NULL,
                NULL,
                &output,
                NULL,
                &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  return output;
}

/* The text of one page, or of all when @page is 0, with runs of blanks made one. */
static char *
get_text (GBytes *pdf,
          guint page)
{
  g_autofree char *number = g_strdup_printf ("%u", page);
  const char *one[] = { "pdftotext", "-layout", "-f", number, "-l", number, NULL };
  const char *all[] = { "pdftotext", "-layout", NULL };
  const char *after[] = { "-", NULL };
  g_autofree char *text = ask (pdf, page > 0 ? one : all, after);
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);

  return g_regex_replace_literal (blanks, text, -1, 0, " ", 0, NULL);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + strlen (part), part))
    n++;
  return n;
}

static void
assert_times (const char *text,
              const char *part,
              guint times)
{
  if (count (text, part) != times)
    g_error ("\"%s\" stands %u times, not %u, in: %s", part, count (text, part), times, text);
}

static void
assert_has (const char *text,
            const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in: %s", part, text);
}

static void
test_one_page (void)
{
  static const char *const expected[] = {
    "Kim Soo-jin",
    "30 May 1963 (63) · female · phototype III · M-0105",
    "DRAFT",
    "Allergy: lidocaine",
    "Medication: aspirin 75 mg",
    "24 June 2026, 10:30",
    "Session 2 of 4",
    "Dr Sample Practitioner",
    "Sample Clinic",
    "Dehydrated, dull skin with fine lines",
    "patient’s right",
    "patient’s left",
    "20 mm on the diagram",
    "printed 1 : ",
    "N2604A",
    "31 August 2027",
    "3.00 mL",
    "Consent: Yes",
    "Endpoint: erythema",
    "Next visit: 15 July 2026",
    "Bruise on the right cheek spared.",
    "Page 1 of 1",
    "revision 12",
  };
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_SIMPLE);
  guint n_pages;
  g_autoptr (GBytes) pdf = make_pdf (session, MESO_PAPER_A4, &n_pages), again = make_pdf (session, MESO_PAPER_A4, NULL);
  g_autofree char *text = get_text (pdf, 0);

  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_true (g_bytes_equal (pdf, again));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_has (text, expected[i]);
  assert_times (text, "FINAL", 0);
  assert_times (text, "EXPIRED", 0);
  assert_times (text, "N2604A", 1);
  /* The Korean part of the name is there where there is a font for it. */
  assert_times (text, "Kim Soo-jin", 1);
}

/* The figures on paper are those of the totals. */
static void
test_totals (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_PLAIN);
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_PRODUCT);
  g_autoptr (MesoTotals) sides = meso_totals_new (session, NULL, MESO_TOTALS_BY_SIDE);
  guint n_pages;
  g_autoptr (GBytes) pdf = make_pdf (session, MESO_PAPER_A4, &n_pages);
  g_autofree char *text = get_text (pdf, 0);

  g_assert_cmpuint (n_pages, ==, 1);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);
      g_autofree char *done = NULL, *planned = NULL, *bracketed = NULL, *left = NULL;

      if (row->product == NULL)
        continue;
      done = meso_caption_dup_amount (row->done.dose, row->unit);
      planned = meso_caption_dup_amount (row->planned.dose, row->unit);
      bracketed = g_strdup_printf ("(%s)", planned);
      left = meso_caption_dup_amount (meso_item_get_product (row->product)->opened - row->done.dose, row->unit);
      assert_has (text, done);
      assert_has (text, left);
      g_assert_cmpint (row->planned.dose, >, 0);
      assert_has (text, bracketed);
    }
  for (guint i = 0; i < meso_totals_get_n_rows (sides); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (sides, i);
      g_autofree char *dose = meso_caption_dup_amount (row->done.dose, row->unit);

      if (row->unit != MESO_UNIT_UNSET)
        assert_has (text, dose);
    }
  /* Used after its day, and the others not. */
  assert_times (text, "EXPIRED", 1);
  /* A long lot is broken, never cut. */
  assert_has (text, "PN2431-LONG-LOT/");
  assert_has (text, "0007");
  assert_has (text, "1.5 mm × 4");
  assert_has (text, "(1.5 mm × 4)");
}

/* More than fits: every product and every line of the notes once, every page with who and what must be known. */
static void
test_overflow (MesoFixtureFlags flags,
               MesoPaper paper)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (flags | MESO_FIXTURE_LONG | MESO_FIXTURE_FINAL);
  guint n_pages;
  g_autoptr (GBytes) pdf = make_pdf (session, paper, &n_pages);
  g_autofree char *text = get_text (pdf, 0);

  g_assert_cmpuint (n_pages, >, 3);
  for (guint i = 4; i < 40; i++)
    {
      g_autofree char *lot = g_strdup_printf ("LOT-%04u-X", i), *name = g_strdup_printf ("Further product %u,", i);

      assert_times (text, lot, 1);
      assert_times (text, name, 1);
    }
  for (guint i = 1; i <= 60; i++)
    {
      g_autofree char *paragraph = g_strdup_printf ("Paragraph %03u.", i);

      assert_times (text, paragraph, 1);
    }
  assert_times (text, "longer than two", 60);
  assert_times (text, "20 mm on the diagram", meso_session_get_n_maps (session));
  for (guint page = 1; page <= n_pages; page++)
    {
      g_autofree char *words = get_text (pdf, page);
      g_autofree char *number = g_strdup_printf ("Page %u of %u", page, n_pages);

      assert_has (words, number);
      assert_times (words, "Kim Soo-jin", 1);
      assert_times (words, "30 May 1963", 1);
      assert_times (words, "M-0105", 1);
      assert_times (words, "24 June 2026", page == 1 ? 2 : 2 + (strstr (words, "Made final by") != NULL));
      assert_times (words, "Allergy: lidocaine", 1);
      assert_times (words, "FINAL", 1);
      assert_has (words, "Final: Dr Sample Practitioner, 24 June 2026, 11:02");
      assert_times (words, "DRAFT", 0);
    }
}

static void
test_overflow_one_map (void)
{
  test_overflow (MESO_FIXTURE_PLAIN, MESO_PAPER_A4);
}

static void
test_overflow_two_maps (void)
{
  test_overflow (MESO_FIXTURE_TWO_MAPS, MESO_PAPER_LETTER);
}

/* A page for each view, with its own sides. */
static void
test_two_maps (void)
{
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_TWO_MAPS);
  guint n_pages;
  g_autoptr (GBytes) pdf = make_pdf (session, MESO_PAPER_A4, &n_pages);
  g_autofree char *first = get_text (pdf, 1), *second = get_text (pdf, 2), *third = get_text (pdf, 3);
  const char *right, *left;

  g_assert_cmpuint (n_pages, ==, 3);
  assert_has (first, "Front");
  assert_has (second, "Scalp top");
  right = strstr (first, "patient’s right");
  left = strstr (first, "patient’s left");
  g_assert_true (right != NULL && left != NULL && right < left);
  right = strstr (second, "patient’s right");
  left = strstr (second, "patient’s left");
  g_assert_true (right != NULL && left != NULL && left < right);
  assert_has (third, "Products");
  assert_has (third, "Totals");
}

static void
test_page_size (void)
{
  static const char *const sizes[] = { "595.276 x 841.89 pts (A4)", "612 x 792 pts (letter)" };
  g_autoptr (MesoSession) session = meso_fixture_session_new (MESO_FIXTURE_SIMPLE);

  for (MesoPaper paper = MESO_PAPER_A4; paper <= MESO_PAPER_LETTER; paper++)
    {
      g_autoptr (GBytes) pdf = make_pdf (session, paper, NULL);
      const char *before[] = { "pdfinfo", NULL }, *after[] = { NULL };
      g_autofree char *info = ask (pdf, before, after);

      assert_has (info, sizes[paper]);
      assert_has (info, "Mesomap · M-0105 · 24 June 2026");
      assert_has (info, "Dr Sample Practitioner");
      /* Names of patients do not show in lists of files. */
      assert_times (info, "Soo-jin", 0);
    }
}

static gboolean
is_white (cairo_surface_t *surface,
          int x,
          int y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return (((const guint32 *) (gconstpointer) row)[x] & 0xffffff) == 0xffffff;
}

/* No ink within 8 mm of an edge, where printers cannot reach: on any page of anything. */
static void
test_margins (void)
{
  static const MesoFixtureFlags flags[] = {
    MESO_FIXTURE_SIMPLE,
    MESO_FIXTURE_PLAIN,
    MESO_FIXTURE_TWO_MAPS | MESO_FIXTURE_LONG,
  };
  const double scale = 3;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (MesoSession) session = meso_fixture_session_new (flags[i / 2]);
      g_autoptr (MesoReport) report = meso_report_new (session, i % 2 == 0 ? MESO_PAPER_A4 : MESO_PAPER_LETTER,
                                                       MESO_GUIDE_NONE);
      double w, h;

      meso_report_get_page_size (report, &w, &h);
      for (guint page = 0; page < meso_report_get_n_pages (report); page++)
        {
          int width = (int) (w * scale), height = (int) (h * scale), margin = (int) (8 * scale);
          cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
          cairo_t *cr = cairo_create (surface);
          guint inked = 0;

          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_paint (cr);
          cairo_scale (cr, scale, scale);
          meso_report_draw_page (report, page, cr);
          cairo_destroy (cr);
          cairo_surface_flush (surface);
          for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
              {
                gboolean white = is_white (surface, x, y);

                inked += !white;
                if (!white && (x < margin || y < margin || x >= width - margin || y >= height - margin))
                  g_error ("ink at %.1f, %.1f mm of page %u", x / scale, y / scale, page);
              }
          g_assert_cmpuint (inked, >, 1000);
          cairo_surface_destroy (surface);
        }
    }
}

/* Nothing but an id: one page that says so, and no warning. */
static void
test_empty (void)
{
  g_autoptr (MesoSession) session = meso_session_new ("0b6f1c1e-5d6e-4c3e-9a55-3f5d2c9b7a10");
  guint n_pages;
  g_autoptr (GBytes) pdf = make_pdf (session, MESO_PAPER_A4, &n_pages);
  g_autofree char *text = get_text (pdf, 0);

  g_assert_cmpuint (n_pages, ==, 1);
  assert_has (text, "No patient");
  assert_has (text, "No alerts recorded");
}

/* A name without end leaves room for the map on the first page. */
static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (2000, 'x');
  g_autofree char *xml = g_strdup_printf (
    "<session xmlns=\"urn:mesomap:session:1\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\""
    " status=\"draft\"><patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\" name=\"%s\"/>"
    "<visit start=\"2026-11-21T10:30:00+01:00\" practitioner=\"%s\"/></session>",
    name,
    name);
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoSession) session = meso_session_read (bytes, "test.xml", &error);
  g_autoptr (MesoBlock) header = NULL;

  g_assert_no_error (error);
  header = meso_report_create_header (session, 180, TRUE);
  g_assert_cmpfloat (meso_block_get_height (header), <, 120);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/one-page", test_one_page);
  g_test_add_func ("/report/totals", test_totals);
  g_test_add_func ("/report/overflow-one-map", test_overflow_one_map);
  g_test_add_func ("/report/overflow-two-maps", test_overflow_two_maps);
  g_test_add_func ("/report/two-maps", test_two_maps);
  g_test_add_func ("/report/page-size", test_page_size);
  g_test_add_func ("/report/margins", test_margins);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/long-name", test_long_name);
  return g_test_run ();
}
