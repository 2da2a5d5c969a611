/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "meso-export-dialog.h"
#include "meso-format.h"
#include "meso-number-row.h"
#include "meso-print.h"
#include "meso-window-fixture.h"

static void
add_patient (MesoLibrary *library,
             const char *code,
             const char *name,
             const char *birth_date,
             MesoSex sex)
{
  g_autofree char *id = g_uuid_string_random ();
  MesoAlert alert = { .kind = 1, .text = (char *) "lidocaine & <others>" };
  g_autoptr (GPtrArray) alerts = g_ptr_array_new_with_free_func (g_object_unref);
  MesoPatient data = { id, (char *) code, (char *) name, (char *) birth_date, sex, 2 };
  g_autoptr (MesoItem) item = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (alerts, meso_item_new (MESO_ITEM_ALERT, &alert, NULL, NULL));
  item = meso_item_new (MESO_ITEM_PATIENT, &data, alerts, NULL);
  meso_library_create_patient (library, item, &error);
  g_assert_no_error (error);
}

/* A session with a product, on two views. */
static char *
add_session (MesoLibrary *library,
             const char *code)
{
  MesoLibraryPatient *patient = meso_library_lookup_code (library, code);
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  MesoTreatment treatment = { .method = 1, .number = 2, .planned = 4, .interval_days = MESO_UNSET };
  MesoProduct product = {
    .id = (char *) "p1",
    .name = (char *) "Non-cross-linked hyaluronic acid with vitamins & amino acids",
    .unit = MESO_UNIT_ML,
    .opened = MESO_AMOUNT (3),
    .discarded = MESO_UNSET,
    .lot = (char *) "N2604A",
    .expires = (char *) "2027-08-31",
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);
  g_autoptr (MesoMap) front = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoMap) scalp = meso_map_new ("scalp-top", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoSession) session = meso_library_patient_new_session (patient, &visit, &treatment);
  g_autoptr (GError) error = NULL;
  char *folder;

  meso_session_load_item (session, item);
  meso_session_load_map (session, front);
  meso_session_load_map (session, scalp);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);

  return folder;
}

static void
test_empty_library (WindowFixture *f,
                    gconstpointer data)
{
  fixture_wait_ms (300);
  g_assert_null (meso_window_get_drawing_page (f->window));
}

static void
test_search (WindowFixture *f,
             gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  GtkWidget *list;
  GListModel *rows;

  add_patient (library, "M-0001", "Claire Moreau", "1981-04-17", MESO_SEX_FEMALE);
  add_patient (library, "M-0002", "Jürgen <b>& Söhne", "1970-09-28", MESO_SEX_MALE);
  add_patient (library, "M-0003", NULL, NULL, MESO_SEX_UNSET);
  fixture_wait_ms (300);

  fixture_xdotool ("type", "mor");
  list = fixture_find_child (GTK_WIDGET (f->window), GTK_TYPE_LIST_VIEW);
  rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  fixture_xdotool ("key", "Return");
  g_assert_nonnull (gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (rows)));

  fixture_xdotool ("key", "ctrl+f");
  fixture_xdotool ("type", "<b>zzz&");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
  fixture_xdotool ("key", "Escape");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 3);
}

static MesoDrawingPage *
open_page (WindowFixture *f)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *folder = NULL;

  add_patient (library, "M-0001", "Claire Moreau", "1981-04-17", MESO_SEX_FEMALE);
  folder = add_session (library, "M-0001");
  g_assert_true (meso_window_open_session (f->window, folder));
  fixture_wait_ms (500);

  return meso_window_get_drawing_page (f->window);
}

static void
test_point_is_saved (WindowFixture *f,
                     gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  MesoStore *store = meso_drawing_page_get_store (page);

  g_assert_cmpstr (meso_hand_get_product (meso_editor_get_hand (editor)), ==, "p1");
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -3000, 2000 }));
  fixture_wait_for (meso_store_get_state (store) == MESO_STORE_SAVED &&
                    meso_session_get_revision (meso_store_get_session (store)) == 2);

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &store);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
  fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
  /* The page, and with it the store and its lock. */
  fixture_wait_for (page == NULL && store == NULL);
}

/* The second half of a double click on a session goes to the page that fades; keys are for the canvas all the same. */
static void
test_focus_after_fading (WindowFixture *f,
                         gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *folder = NULL;
  GtkWidget *search;
  GtkWidget *canvas;
  gboolean animations;

  add_patient (library, "M-0001", "Claire Moreau", "1981-04-17", MESO_SEX_FEMALE);
  folder = add_session (library, "M-0001");
  fixture_wait_ms (300);
  search = fixture_find_child (GTK_WIDGET (f->window), GTK_TYPE_SEARCH_ENTRY);
  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (meso_window_open_session (f->window, folder));
  gtk_widget_grab_focus (search);
  canvas = GTK_WIDGET (meso_drawing_page_get_canvas (meso_window_get_drawing_page (f->window)));
  g_assert_false (gtk_widget_is_focus (canvas));
  fixture_wait_for (gtk_widget_is_focus (canvas));
  g_object_set (settings, "gtk-enable-animations", animations, NULL);
}

static void
test_typing_depth (WindowFixture *f,
                   gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoHand *hand = meso_editor_get_hand (meso_drawing_page_get_editor (page));
  MesoLayer layer = meso_hand_get_layer (hand);
  GtkWidget *focus;

  fixture_xdotool ("key", "d");
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, MESO_TYPE_NUMBER_ROW));
  fixture_xdotool ("type", "0.15");
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 15);
  g_assert_cmpint (meso_hand_get_layer (hand), ==, layer);

  fixture_xdotool ("key", "Return");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) == GTK_WIDGET (meso_drawing_page_get_canvas (page)));
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 15);
  fixture_xdotool ("key", "5");
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_HYPODERMIS);

  /* Esc puts back what was there, and a comma is a decimal mark. */
  fixture_xdotool ("key", "d");
  fixture_xdotool ("type", "2,5");
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 250);
  fixture_xdotool ("key", "Escape");
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 15);
}

/* The focus comes round with Tab, through everything, and gets stuck nowhere. */
static void
check_tab (WindowFixture *f,
           guint n_stops)
{
  GtkWidget *start = gtk_root_get_focus (GTK_ROOT (f->window));
  GtkWidget *before = start;
  guint n = 0;

  do
    {
      GtkWidget *focus;

      gtk_widget_child_focus (GTK_WIDGET (f->window), GTK_DIR_TAB_FORWARD);
      focus = gtk_root_get_focus (GTK_ROOT (f->window));
      g_assert_true (focus != before);
      before = focus;
      g_assert_cmpuint (++n, <, 60);
    }
  while (before != start);
  g_assert_cmpuint (n, >=, n_stops);
}

static void
test_tab (WindowFixture *f,
          gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  meso_drawing_page_focus_canvas (page);
  check_tab (f, 15);

  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
  fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
  fixture_wait_ms (500);
  fixture_xdotool ("type", "mor");
  fixture_xdotool ("key", "Return");
  fixture_wait_ms (500);
  check_tab (f, 8);
}

static void
test_setup_keys (WindowFixture *f,
                 gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  MesoHand *hand = meso_editor_get_hand (editor);

  meso_hand_set_layer (hand, MESO_LAYER_MID_DERMIS);
  meso_hand_set_depth (hand, MESO_MM (0.7));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -3000, 2000 }));
  meso_hand_set_layer (hand, MESO_LAYER_DEEP_DERMIS);
  meso_hand_set_depth (hand, MESO_MM (1));
  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ 3000, 2000 }));
  fixture_wait_ms (200);

  meso_drawing_page_focus_canvas (page);
  fixture_xdotool ("key", "6");
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_MID_DERMIS);
  g_assert_cmpint (meso_hand_get_depth (hand), ==, MESO_MM (0.7));
  fixture_xdotool ("key", "7");
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_DEEP_DERMIS);

  /* With marks selected the panel changes those, in one step of undo. */
  fixture_xdotool ("key", "ctrl+a");
  fixture_xdotool ("key", "d");
  fixture_xdotool ("type", "1.2");
  fixture_xdotool ("key", "Return");
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (meso_editor_get_map (editor), 0))->depth, ==, MESO_MM (1.2));
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (meso_editor_get_map (editor), 1))->depth, ==, MESO_MM (1.2));
  g_assert_cmpint (meso_hand_get_depth (hand), ==, MESO_MM (1));
  fixture_xdotool ("key", "ctrl+z");
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (meso_editor_get_map (editor), 0))->depth, ==, MESO_MM (0.7));
}

static void
test_undo_on_another_view (WindowFixture *f,
                           gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  MesoMap *front = meso_editor_get_map (editor);

  g_assert_true (meso_editor_add_point (editor, (MesoPoint){ -3000, 2000 }));
  meso_drawing_page_focus_canvas (page);
  fixture_xdotool ("key", "v");
  g_assert_true (meso_editor_get_map (editor) != front);
  fixture_xdotool ("key", "ctrl+z");
  g_assert_true (meso_editor_get_map (editor) == front);
  g_assert_cmpuint (meso_map_get_n_marks (front), ==, 0);
}

static gboolean
is_shown (MesoDrawingPage *page,
          const char *child)
{
  GObject *object = gtk_widget_get_template_child (GTK_WIDGET (page), MESO_TYPE_DRAWING_PAGE, child);

  return gtk_widget_get_visible (GTK_WIDGET (object));
}

static void
test_room (WindowFixture *f,
           gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 736);
  fixture_wait_for (is_shown (page, "views") && is_shown (page, "panel"));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1100, 700);
  fixture_wait_for (!is_shown (page, "views") && is_shown (page, "views_button") && is_shown (page, "panel"));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 700);
  fixture_wait_for (!is_shown (page, "panel") && is_shown (page, "layer_bar"));
  meso_drawing_page_focus_canvas (page);
  fixture_xdotool ("key", "F9");
  fixture_wait_for (is_shown (page, "panel"));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 736);
  fixture_wait_for (is_shown (page, "views") && is_shown (page, "panel") && !is_shown (page, "layer_bar"));
}

/* Switched on with a key or in the list, guides stay on for the next session, and go into what is exported. */
static void
test_guides (WindowFixture *f,
             gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  MesoDrawingPage *page = open_page (f);
  MesoSession *session = meso_editor_get_session (meso_drawing_page_get_editor (page));
  g_autofree char *path = g_build_filename (f->folder, "guides.svg", NULL);
  g_autofree char *bytes = NULL, *folder = NULL;
  g_autoptr (GVariant) state = NULL;
  g_autoptr (GError) error = NULL;

  meso_drawing_page_focus_canvas (page);
  fixture_xdotool ("key", "shift+l");
  fixture_wait_for (g_settings_get_boolean (settings, "guide-midline"));
  state = g_action_group_get_action_state (meso_drawing_page_get_actions (page), "guide-midline");
  g_assert_true (g_variant_get_boolean (state));
  gtk_widget_activate_action (GTK_WIDGET (meso_drawing_page_get_canvas (page)), "draw.guide-grid", NULL);
  fixture_wait_for (g_settings_get_boolean (settings, "guide-grid"));

  /* In the list the first box is the midline, and Escape leads back to the canvas. */
  fixture_xdotool ("key", "u");
  fixture_wait_ms (500);
  fixture_xdotool ("key", "space");
  fixture_wait_for (!g_settings_get_boolean (settings, "guide-midline"));
  fixture_xdotool ("key", "Escape");
  fixture_wait_for (gtk_root_get_focus (GTK_ROOT (f->window)) == GTK_WIDGET (meso_drawing_page_get_canvas (page)));

  g_assert_cmpuint (meso_canvas_get_guides (meso_drawing_page_get_canvas (page)), ==, MESO_GUIDE_GRID);
  meso_export_to_file (session, MESO_EXPORT_SVG, MESO_GUIDE_GRID, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  g_assert_nonnull (strstr (bytes, "face-front.guides-grid"));

  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
  fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
  folder = add_session (meso_window_get_library (f->window), "M-0001");
  g_assert_true (meso_window_open_session (f->window, folder));
  page = meso_window_get_drawing_page (f->window);
  g_assert_cmpuint (meso_canvas_get_guides (meso_drawing_page_get_canvas (page)), ==, MESO_GUIDE_GRID);
  g_settings_reset (settings, "guide-grid");
  g_assert_cmpuint (meso_canvas_get_guides (meso_drawing_page_get_canvas (page)), ==, MESO_GUIDE_NONE);
}

static void
test_files (WindowFixture *f,
            gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  MesoSession *session = meso_editor_get_session (meso_drawing_page_get_editor (page));
  g_autofree char *name = meso_export_suggest_name (session, MESO_EXPORT_PDF);
  static const char *const magics[] = { "%PDF-", "<?xml", "\x89PNG" };
  g_autofree char *printed = g_build_filename (f->folder, "printed.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (name, ==, "M-0001_2026-06-24_mesomap.pdf");
  for (guint format = MESO_EXPORT_PDF; format <= MESO_EXPORT_PNG; format++)
    {
      g_autofree char *path = g_build_filename (f->folder, "exported", NULL);
      g_autofree char *bytes = NULL;

      meso_export_to_file (session, (MesoExportFormat) format, MESO_GUIDE_NONE, path, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, magics[format]));
    }

  meso_print_to_file (session, MESO_GUIDE_NONE, MESO_PAPER_LETTER, printed, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (printed, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF-"));
}

static void
test_dialogs (WindowFixture *f,
              gconstpointer data)
{
  static const char *const actions[] = { "win.shortcuts", "app.preferences", "app.about", "draw.export" };

  open_page (f);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      guint n = g_list_model_get_n_items (gtk_window_get_toplevels ());

      g_test_message ("%s", actions[i]);
      gtk_widget_activate_action (GTK_WIDGET (f->window), actions[i], NULL);
      fixture_wait_for (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n + 1);
      fixture_wait_ms (500);
      fixture_xdotool ("key", "Escape");
      fixture_wait_for (g_list_model_get_n_items (gtk_window_get_toplevels ()) == n);
    }
}

static void
test_dates (void)
{
  static const struct
  {
    const char *text;
    const char *date; /* NULL: an error */
  } cases[] = {
    { "1981-04-17", "1981-04-17" },
    { "17.4.1981", "1981-04-17" },
    { "17/04/1981", "1981-04-17" },
    { " 17 Apr 1981 ", "1981-04-17" },
    { "17 april 1981", "1981-04-17" },
    { "April 17, 1981", "1981-04-17" },
    { "29.2.2024", "2024-02-29" },
    { "29.2.2023", NULL },
    { "17.4.81", NULL },
    { "17.13.1981", NULL },
    { "1981", NULL },
    { "17 4", NULL },
    { "yesterday", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *date = meso_date_parse (cases[i].text, &error);

      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_true ((date == NULL) == (error != NULL));
    }
}

static void
test_birth_dates (void)
{
  g_autofree char *before = meso_format_birth_date ("1981-04-17", "2026-04-16");
  g_autofree char *after = meso_format_birth_date ("1981-04-17", "2026-04-17T10:30:00+02:00");
  g_autofree char *none = meso_format_birth_date (NULL, NULL);

  g_assert_cmpstr (before, ==, "17 Apr 1981 (44)");
  g_assert_cmpstr (after, ==, "17 Apr 1981 (45)");
  g_assert_cmpstr (none, ==, "");
}

#define ADD(name, test) \
  g_test_add (name, WindowFixture, NULL, fixture_set_up_window, test, fixture_tear_down_window)

static void
add_tests (void)
{
  g_test_add_func ("/window/dates", test_dates);
  g_test_add_func ("/window/birth-dates", test_birth_dates);
  ADD ("/window/empty-library", test_empty_library);
  ADD ("/window/search", test_search);
  ADD ("/window/point-is-saved", test_point_is_saved);
  ADD ("/window/focus-after-fading", test_focus_after_fading);
  ADD ("/window/typing-depth", test_typing_depth);
  ADD ("/window/tab", test_tab);
  ADD ("/window/setup-keys", test_setup_keys);
  ADD ("/window/undo-on-another-view", test_undo_on_another_view);
  ADD ("/window/room", test_room);
  ADD ("/window/guides", test_guides);
  ADD ("/window/files", test_files);
  ADD ("/window/dialogs", test_dialogs);
}

int
main (int argc,
      char *argv[])
{
  return fixture_run (argc, argv, add_tests);
}
