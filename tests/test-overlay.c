/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "canvas/meso-canvas-images.h"
#include "canvas/meso-canvas-private.h"
#include "library/meso-earlier-session.h"
#include "meso-editor-views.h"
#include "meso-window-fixture.h"

static void
add_patient (MesoLibrary *library)
{
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient data = { id, (char *) "M-0001", (char *) "Claire Moreau", (char *) "1981-04-17", MESO_SEX_FEMALE, 2 };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  g_autoptr (GError) error = NULL;

  meso_library_create_patient (library, item, &error);
  g_assert_no_error (error);
}

static MesoMark *
make_point (guint i,
            MesoState state)
{
  g_autofree char *id = g_strdup_printf ("m%u", i + 1);
  MesoPoint place = { -3000 + (int) (i % 40) * 150, (int) (i / 40) * 150 };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.id = id;
  data.points = &place;
  data.n_points = 1;
  data.layer = MESO_LAYER_MID_DERMIS;
  data.state = state;
  return meso_mark_new (&data, NULL);
}

static char *
add_session (MesoLibrary *library,
             const char *start,
             MesoStatus status,
             MesoSex variant,
             guint n_done,
             guint n_planned)
{
  MesoLibraryPatient *patient = meso_library_lookup_code (library, "M-0001");
  MesoVisit visit = { .start = (char *) start };
  g_autoptr (MesoSession) session = meso_library_patient_new_session (patient, &visit, NULL);
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, variant, NULL, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  char *folder;

  meso_session_load_head (session, 0, 0, status, MESO_UNSET);
  for (guint i = 0; i < n_done + n_planned; i++)
    g_ptr_array_add (marks, make_point (i, i < n_done ? MESO_STATE_DONE : MESO_STATE_PLANNED));
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  return folder;
}

static void
assert_earlier (const char *folder,
                const char *start,
                const char *expected)
{
  g_autoptr (MesoSession) session = meso_earlier_session_load (folder, start);

  if (expected == NULL)
    g_assert_null (session);
  else
    g_assert_cmpstr (meso_session_get_visit (session)->start, ==, expected);
}

/* The last one before this one in which something was done, by the instant. */
static void
test_which (WindowFixture *f,
            gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *first = NULL, *done = NULL, *void_one = NULL, *planned = NULL, *broken = NULL, *today = NULL,
                  *later = NULL, *record = NULL, *picture = NULL;

  add_patient (library);
  first = add_session (library, "2026-04-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 2, 0);
  done = add_session (library, "2026-05-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 3, 2);
  void_one = add_session (library, "2026-05-04T10:30:00+02:00", MESO_STATUS_VOID, MESO_SEX_FEMALE, 3, 0);
  planned = add_session (library, "2026-05-05T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 0, 3);
  broken = add_session (library, "2026-05-06T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 3, 0);
  today = add_session (library, "2026-06-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 3, 0);
  later = add_session (library, "2026-07-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 3, 0);
  record = g_build_filename (broken, "session.mesomap.xml", NULL);
  picture = g_build_filename (broken, "session.mesomap.svg", NULL);
  g_assert_true (g_file_set_contents (record, "<session", -1, NULL));
  g_assert_true (g_file_set_contents (picture, "<svg", -1, NULL));

  assert_earlier (today, "2026-06-03T10:30:00+02:00", "2026-05-03T10:30:00+02:00");
  assert_earlier (done, "2026-05-03T10:30:00+02:00", "2026-04-03T10:30:00+02:00");
  assert_earlier (first, "2026-04-03T10:30:00+02:00", NULL);
  assert_earlier (today, "no time", NULL);
  assert_earlier (f->folder, "2026-06-03T10:30:00+02:00", NULL);
}

static gboolean
has_been_read (MesoCanvas *canvas)
{
  g_autofree char *title = meso_earlier_dup_title (canvas->earlier);

  return title != NULL;
}

static MesoCanvas *
open_today (WindowFixture *f,
            MesoSex figure_before,
            guint n_before,
            guint n_today)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *before = NULL, *today = NULL;
  MesoCanvas *canvas;

  add_patient (library);
  before = add_session (library, "2026-05-03T10:30:00+02:00", MESO_STATUS_DRAFT, figure_before, n_before, 1);
  today = add_session (library, "2026-06-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, n_today, 0);
  g_assert_true (meso_window_open_session (f->window, today));
  canvas = meso_drawing_page_get_canvas (meso_window_get_drawing_page (f->window));
  fixture_wait_for (has_been_read (canvas));
  fixture_wait_ms (300);
  return canvas;
}

/* A part of the picture of the diagram, with what lies on it but without this session's marks. */
static guint
count_earlier_pixels (MesoCanvas *canvas)
{
  const MesoImage *image = meso_canvas_images_get_diagram (canvas->images);
  const double rgb[] = MESO_EARLIER_RGB;
  const guchar *pixels = cairo_image_surface_get_data (image->surface);
  int stride = cairo_image_surface_get_stride (image->surface);
  guint n = 0;

  for (int y = 0; y < image->area.height; y++)
    for (int x = 0; x < image->area.width; x++)
      {
        guint32 pixel;

        memcpy (&pixel, pixels + y * stride + x * 4, sizeof pixel);
        n += ABS ((int) (pixel >> 16 & 0xff) - (int) (rgb[0] * 255)) < 3 &&
             ABS ((int) (pixel >> 8 & 0xff) - (int) (rgb[1] * 255)) < 3 &&
             ABS ((int) (pixel & 0xff) - (int) (rgb[2] * 255)) < 3;
      }
  return n;
}

static GtkWidget *
find_button (WindowFixture *f,
             const char *tooltip)
{
  return fixture_find_named (GTK_WIDGET (f->window), tooltip);
}

static void
test_key (WindowFixture *f,
          gconstpointer data)
{
  MesoCanvas *canvas = open_today (f, MESO_SEX_FEMALE, 20, 2);
  MesoEditor *editor = meso_canvas_get_editor (canvas);
  g_autoptr (GPtrArray) marks = meso_earlier_list_marks (canvas->earlier);
  GtkWidget *button = find_button (f, "Earlier session: 3 May 2026 (O)");

  /* What was only planned then is not shown. */
  g_assert_cmpuint (marks->len, ==, 20);
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_assert_cmpuint (count_earlier_pixels (canvas), ==, 0);
  fixture_xdotool ("key", "o");
  g_assert_cmpuint (count_earlier_pixels (canvas), >, 20);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));

  /* It is sharp again after zooming, and never one of today's marks. */
  fixture_xdotool ("key", "ctrl+plus");
  fixture_wait_for (meso_canvas_is_settled (canvas));
  g_assert_cmpuint (count_earlier_pixels (canvas), >, 20);
  meso_editor_select_all (editor);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (editor)), ==, 2);
  g_assert_cmpuint (meso_session_get_n_marks (meso_editor_get_session (editor)), ==, 2);

  /* With guides, and without them again. */
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.guide-midline", NULL);
  fixture_wait_ms (200);
  g_assert_cmpuint (count_earlier_pixels (canvas), >, 20);
  gtk_widget_activate_action (GTK_WIDGET (canvas), "canvas.guide-midline", NULL);
  meso_drawing_page_focus_canvas (meso_window_get_drawing_page (f->window));
  fixture_xdotool ("key", "o");
  g_assert_cmpuint (count_earlier_pixels (canvas), ==, 0);
}

/* Other views have nothing of it; the switch stays as it was set, and shows it again on the way back. */
static void
test_views (WindowFixture *f,
            gconstpointer data)
{
  MesoCanvas *canvas = open_today (f, MESO_SEX_FEMALE, 20, 2);
  MesoEditor *editor = meso_canvas_get_editor (canvas);
  MesoMap *front = meso_editor_get_map (editor);

  fixture_xdotool ("key", "o");
  g_assert_nonnull (meso_editor_add_view (editor, "scalp-top"));
  fixture_wait_for (meso_canvas_is_settled (canvas));
  g_assert_cmpuint (count_earlier_pixels (canvas), ==, 0);
  g_assert_nonnull (find_button (f, "The session of 3 May 2026 has nothing on this view."));
  meso_editor_set_map (editor, front);
  fixture_wait_for (meso_canvas_is_settled (canvas));
  g_assert_cmpuint (count_earlier_pixels (canvas), >, 20);

  /* The page goes with it on. */
  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
  fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
}

static void
test_other_figure (WindowFixture *f,
                   gconstpointer data)
{
  MesoCanvas *canvas = open_today (f, MESO_SEX_MALE, 20, 2);
  GtkWidget *button = find_button (f, "The session of 3 May 2026 was drawn on the other figure.");

  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  fixture_xdotool ("key", "o");
  g_assert_cmpuint (count_earlier_pixels (canvas), ==, 0);
  g_assert_false (canvas->overlay);
}

/* A page that is left while the worker reads. */
static void
test_left (WindowFixture *f,
           gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *before = NULL, *today = NULL;

  add_patient (library);
  before = add_session (library, "2026-05-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 5000, 1);
  today = add_session (library, "2026-06-03T10:30:00+02:00", MESO_STATUS_DRAFT, MESO_SEX_FEMALE, 2, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (meso_window_open_session (f->window, today));
      gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
      fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
    }
  fixture_wait_ms (500);
}

static void
add_tests (void)
{
  g_test_add ("/overlay/which", WindowFixture, NULL, fixture_set_up_window, test_which, fixture_tear_down_window);
  g_test_add ("/overlay/key", WindowFixture, NULL, fixture_set_up_window, test_key, fixture_tear_down_window);
  g_test_add ("/overlay/views", WindowFixture, NULL, fixture_set_up_window, test_views, fixture_tear_down_window);
  g_test_add ("/overlay/other-figure", WindowFixture, NULL, fixture_set_up_window, test_other_figure,
              fixture_tear_down_window);
  g_test_add ("/overlay/left", WindowFixture, NULL, fixture_set_up_window, test_left, fixture_tear_down_window);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
