/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "meso-number-row.h"
#include "meso-option-row.h"
#include "meso-window-fixture.h"

static MesoDrawingPage *
open_page (WindowFixture *f)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient patient = { id, (char *) "M-0001", (char *) "Claire Moreau", (char *) "1981-04-17", MESO_SEX_FEMALE, 2 };
  MesoVisit visit = { .start = (char *) "2026-06-24T10:30:00+02:00" };
  MesoTreatment treatment = { .method = 1, .number = 2, .planned = 4, .interval_days = MESO_UNSET };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &patient, NULL, NULL);
  g_autoptr (MesoMap) front = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoSession) session = NULL;
  g_autofree char *folder = NULL;

  if (meso_library_lookup_code (library, "M-0001") == NULL)
    meso_library_create_patient (library, item, NULL);
  session = meso_library_patient_new_session (meso_library_lookup_code (library, "M-0001"), &visit, &treatment);
  meso_session_load_map (session, front);
  folder = meso_library_add_session (library, session, NULL);
  g_assert_true (meso_window_open_session (f->window, folder));
  fixture_wait_ms (500);
  meso_drawing_page_focus_canvas (meso_window_get_drawing_page (f->window));
  return meso_window_get_drawing_page (f->window);
}

static MesoToolOptions *
get_options (MesoDrawingPage *page)
{
  return meso_editor_get_options (meso_drawing_page_get_editor (page));
}

static gint64
get (MesoDrawingPage *page,
     MesoToolOption option)
{
  return meso_tool_options_get (get_options (page), option);
}

static MesoTool
get_tool (MesoDrawingPage *page)
{
  return meso_editor_get_tool (meso_drawing_page_get_editor (page));
}

static GtkWidget *
get_focus (WindowFixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

static gboolean
has_canvas_focus (WindowFixture *f,
                  MesoDrawingPage *page)
{
  return get_focus (f) == GTK_WIDGET (meso_drawing_page_get_canvas (page));
}

/* The rows in sight, as a mask of options. */
static guint
get_shown (MesoDrawingPage *page)
{
  GtkWidget *strip = GTK_WIDGET (meso_drawing_page_get_tool_strip (page));
  guint shown = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (strip); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (MESO_IS_OPTION_ROW (child) && gtk_widget_get_mapped (child))
      shown |= 1u << meso_option_row_get_option (MESO_OPTION_ROW (child));
  return shown;
}

#define MASK(option) (1u << (option))

/* Typed, it counts at once; letters and digits go into the entry; Enter leads back, Esc as it was. */
static void
test_typing (WindowFixture *f,
             gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  fixture_xdotool ("key", "g");
  g_assert_cmpint (get_tool (page), ==, MESO_TOOL_GRID);
  g_assert_true ((get_shown (page) & MASK (MESO_OPTION_SPACING)) != 0);
  fixture_xdotool ("key", "q");
  g_assert_nonnull (gtk_widget_get_ancestor (get_focus (f), MESO_TYPE_NUMBER_ROW));
  fixture_xdotool ("type", "7.5");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 750);
  fixture_xdotool ("key", "Return");
  g_assert_true (has_canvas_focus (f, page));

  fixture_xdotool ("key", "q");
  fixture_xdotool ("type", "3,25");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 325);
  fixture_xdotool ("key", "Escape");
  g_assert_true (has_canvas_focus (f, page));
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 750);

  /* What is no number changes nothing, and no tool. */
  fixture_xdotool ("key", "q");
  fixture_xdotool ("type", "psl-x");
  g_assert_cmpint (get_tool (page), ==, MESO_TOOL_GRID);
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 750);
  g_assert_true (gtk_widget_has_css_class (gtk_widget_get_ancestor (get_focus (f), GTK_TYPE_ENTRY), "error"));
  fixture_xdotool ("key", "Escape");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 750);

  /* And what was emptied is what it was. */
  fixture_xdotool ("key", "q");
  fixture_xdotool ("key", "BackSpace");
  fixture_xdotool ("key", "Return");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 750);
}

/* A number that makes no sense is marked, and the strip says why, before anything is clicked. */
static void
test_nonsense (WindowFixture *f,
               gconstpointer data)
{
  static const char *const numbers[] = { "0", "1000000000", "0.01" };
  MesoDrawingPage *page = open_page (f);
  MesoToolStrip *strip = meso_drawing_page_get_tool_strip (page);

  fixture_xdotool ("key", "g");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      GtkWidget *entry;

      fixture_xdotool ("key", "q");
      fixture_xdotool ("type", numbers[i]);
      entry = gtk_widget_get_ancestor (get_focus (f), GTK_TYPE_ENTRY);
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_assert_nonnull (strstr (meso_tool_strip_get_hint (strip), "spacing must be"));
      fixture_xdotool ("key", "Return");
      g_assert_true (has_canvas_focus (f, page));
      g_assert_true (gtk_widget_has_css_class (entry, "error"));
      g_assert_nonnull (strstr (meso_tool_strip_get_hint (strip), "spacing must be"));
    }
  /* From there the keys lead back to what can be used. */
  fixture_xdotool ("key", "plus");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 50);
  g_assert_null (strstr (meso_tool_strip_get_hint (strip), "must be"));
}

/* The key of the tool goes on to its next mode; plus and minus change its first number. */
static void
test_keys (WindowFixture *f,
           gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  meso_tool_options_set (get_options (page), MESO_OPTION_SPACING, 520);
  meso_tool_options_set (get_options (page), MESO_OPTION_LATTICE, MESO_LATTICE_MODE_SQUARE);
  fixture_xdotool ("key", "g");
  g_assert_cmpint (get (page, MESO_OPTION_LATTICE), ==, MESO_LATTICE_MODE_SQUARE);
  fixture_xdotool ("key", "g");
  g_assert_cmpint (get (page, MESO_OPTION_LATTICE), ==, MESO_LATTICE_MODE_HEXAGONAL);
  fixture_xdotool ("key", "g");
  g_assert_cmpint (get (page, MESO_OPTION_LATTICE), ==, MESO_LATTICE_MODE_SQUARE);

  fixture_xdotool ("key", "minus");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 500);
  fixture_xdotool ("key", "minus");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 450);
  fixture_xdotool ("key", "plus");
  fixture_xdotool ("key", "KP_Add");
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 550);

  meso_tool_options_set (get_options (page), MESO_OPTION_BRUSH_SPACING, 1000);
  fixture_xdotool ("key", "b");
  g_assert_cmpuint (get_shown (page), ==, MASK (MESO_OPTION_BRUSH_SPACING));
  fixture_xdotool ("key", "plus");
  g_assert_cmpint (get (page, MESO_OPTION_BRUSH_SPACING), ==, 1100);
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 550);

  /* A tool without options has none to change or to go to. */
  fixture_xdotool ("key", "p");
  g_assert_cmpuint (get_shown (page), ==, 0);
  fixture_xdotool ("key", "plus");
  fixture_xdotool ("key", "q");
  g_assert_true (has_canvas_focus (f, page));
}

/* The strip is as high for every tool, and so the diagram stays where it is. */
static void
test_stays (WindowFixture *f,
            gconstpointer data)
{
  static const char *const tools[] = { "s", "p", "l", "z", "g", "b", "r", "e" };
  MesoDrawingPage *page = open_page (f);
  GtkWidget *canvas = GTK_WIDGET (meso_drawing_page_get_canvas (page));
  MesoViewport *viewport = meso_canvas_get_viewport (MESO_CANVAS (canvas));
  graphene_rect_t before, after;
  double x, y, x_after, y_after;

  g_assert_true (gtk_widget_compute_bounds (canvas, GTK_WIDGET (f->window), &before));
  meso_viewport_to_px (viewport, 0, 0, &x, &y);
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      fixture_xdotool ("key", tools[i]);
      g_assert_true (gtk_widget_compute_bounds (canvas, GTK_WIDGET (f->window), &after));
      g_assert_true (graphene_rect_equal (&before, &after));
      meso_viewport_to_px (viewport, 0, 0, &x_after, &y_after);
      g_assert_true (x == x_after && y == y_after);
    }
}

/* Options that there is no room for are in the list behind the button, and work there. */
static void
test_narrow (WindowFixture *f,
             gconstpointer data)
{
  const guint all = MASK (MESO_OPTION_SPACING) | MASK (MESO_OPTION_LATTICE) | MASK (MESO_OPTION_GRID_MAKE) |
                    MASK (MESO_OPTION_MARGIN) | MASK (MESO_OPTION_GRID_ANGLE);
  MesoDrawingPage *page = open_page (f);
  GtkWidget *more, *popover;

  meso_tool_options_set (get_options (page), MESO_OPTION_LATTICE, MESO_LATTICE_MODE_SQUARE);
  meso_tool_options_set (get_options (page), MESO_OPTION_MARGIN, 200);
  fixture_xdotool ("key", "g");
  g_object_set (page, "show-panel", FALSE, NULL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1366, 736);
  fixture_wait_for (get_shown (page) == all);
  g_assert_null (fixture_find_named (GTK_WIDGET (f->window), "More Options of the Tool"));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 480, 736);
  fixture_wait_for (get_shown (page) != 0 && (get_shown (page) & MASK (MESO_OPTION_MARGIN)) == 0);
  g_assert_true ((get_shown (page) & MASK (MESO_OPTION_SPACING)) != 0);

  more = fixture_find_named (GTK_WIDGET (f->window), "More Options of the Tool");
  g_assert_nonnull (more);
  gtk_menu_button_popup (GTK_MENU_BUTTON (more));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (more)));
  fixture_wait_for (gtk_widget_get_mapped (popover));
  fixture_wait_ms (300);
  for (GtkWidget *row = fixture_find_child (popover, MESO_TYPE_OPTION_ROW); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (meso_option_row_get_option (MESO_OPTION_ROW (row)) == MESO_OPTION_MARGIN)
      meso_option_row_focus (MESO_OPTION_ROW (row));
  fixture_xdotool ("type", "1.5");
  g_assert_cmpint (get (page, MESO_OPTION_MARGIN), ==, 150);
  fixture_xdotool ("key", "Return");
  fixture_wait_for (!gtk_widget_get_mapped (popover));
  fixture_wait_for (has_canvas_focus (f, page));
}

/* What makes sense is there again in the next session; what does not was only tried. */
static void
test_remembered (WindowFixture *f,
                 gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);

  meso_tool_options_set (get_options (page), MESO_OPTION_SPACING, 650);
  meso_tool_options_set (get_options (page), MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_ZONE);
  meso_tool_options_set (get_options (page), MESO_OPTION_SPACING, 0);
  meso_tool_options_set (get_options (page), MESO_OPTION_BRUSH_SPACING, -5);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.back", NULL);
  fixture_wait_for (meso_window_get_drawing_page (f->window) == NULL);
  page = open_page (f);
  g_assert_cmpint (get (page, MESO_OPTION_SPACING), ==, 650);
  g_assert_cmpint (get (page, MESO_OPTION_BRUSH_SPACING), >, 0);
  g_assert_cmpint (get (page, MESO_OPTION_GRID_MAKE), ==, MESO_GRID_MAKE_ZONE);
  meso_tool_options_set (get_options (page), MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_AUTO);
  meso_tool_options_set (get_options (page), MESO_OPTION_SPACING, 500);
}

/* F6 leads to the options and on to the canvas; with Tab one goes through them. */
static void
test_panes (WindowFixture *f,
            gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  GtkWidget *strip = GTK_WIDGET (meso_drawing_page_get_tool_strip (page));
  guint n = 0;

  fixture_xdotool ("key", "g");
  while (!gtk_widget_is_ancestor (get_focus (f), strip))
    {
      fixture_xdotool ("key", "F6");
      g_assert_cmpuint (++n, <, 8);
    }
  for (n = 0; gtk_widget_is_ancestor (get_focus (f), strip); n++)
    fixture_xdotool ("key", "Tab");
  g_assert_cmpuint (n, >=, 4);
  g_assert_true (has_canvas_focus (f, page));
}

/* Nothing can be set for a session that cannot be changed. */
static void
test_read_only (WindowFixture *f,
                gconstpointer data)
{
  MesoDrawingPage *page = open_page (f);
  GtkWidget *strip = GTK_WIDGET (meso_drawing_page_get_tool_strip (page));

  fixture_xdotool ("key", "g");
  g_assert_true (gtk_widget_get_mapped (strip));
  meso_session_set_read_only (meso_editor_get_session (meso_drawing_page_get_editor (page)), "Somebody else has it.");
  fixture_wait_for (!gtk_widget_get_mapped (strip));
  fixture_xdotool ("key", "q");
  fixture_xdotool ("key", "F6");
}

static void
add_tests (void)
{
#define ADD(path, func) g_test_add (path, WindowFixture, NULL, fixture_set_up_window, func, fixture_tear_down_window)

  ADD ("/tool-strip/typing", test_typing);
  ADD ("/tool-strip/nonsense", test_nonsense);
  ADD ("/tool-strip/keys", test_keys);
  ADD ("/tool-strip/stays", test_stays);
  ADD ("/tool-strip/narrow", test_narrow);
  ADD ("/tool-strip/remembered", test_remembered);
  ADD ("/tool-strip/panes", test_panes);
  ADD ("/tool-strip/read-only", test_read_only);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
