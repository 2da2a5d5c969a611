/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-product-dialog.h"
#include "meso-scanner.h"
#include "meso-window-fixture.h"

/* Scanners and people at the same keyboard. */

#define CODE "01040123450000161727083110N2604A"

typedef struct
{
  MesoScanner *scanner;
  GtkWidget *window;
  GtkWidget *entry;
  char *code;
  guint n_started;
  guint32 time;
} Keys;

static void
started_cb (Keys *f)
{
  f->n_started++;
}

static void
scanned_cb (Keys *f,
            const char *code)
{
  g_free (f->code);
  f->code = g_strdup (code);
}

static void
set_up (Keys *f,
        gconstpointer data)
{
  f->window = gtk_window_new ();
  f->entry = gtk_entry_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->entry);
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "before");
  f->scanner = meso_scanner_attach (GTK_WINDOW (f->window));
  g_signal_connect_swapped (f->scanner, "started", G_CALLBACK (started_cb), f);
  g_signal_connect_swapped (f->scanner, "scanned", G_CALLBACK (scanned_cb), f);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_widget_grab_focus (f->entry);
  f->time = 1000;
}

static void
tear_down (Keys *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_free (f->code);
}

/* Types into the entry as well, as keys do that act at once. */
static gboolean
type (Keys *f,
      const char *text,
      guint32 gap,
      guint last_key)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

  for (const char *p = text; *p != '\0'; p++)
    {
      char letter[2] = { *p, '\0' };
      int position = -1;

      f->time += gap;
      if (*p == '\x1d')
        meso_scanner_press (f->scanner, GDK_KEY_bracketright, GDK_CONTROL_MASK, f->time);
      else
        {
          if (g_ascii_isupper (*p))
            meso_scanner_press (f->scanner, GDK_KEY_Shift_L, (GdkModifierType) 0, f->time);
          g_assert_false (meso_scanner_press (f->scanner, gdk_unicode_to_keyval ((guint) *p), (GdkModifierType) 0,
                                              f->time));
          if (GTK_IS_EDITABLE (focus))
            gtk_editable_insert_text (GTK_EDITABLE (focus), letter, 1, &position);
        }
    }
  f->time += gap;
  return last_key != 0 && meso_scanner_press (f->scanner, last_key, (GdkModifierType) 0, f->time);
}

static void
test_code (Keys *f,
           gconstpointer data)
{
  g_assert_true (type (f, CODE, 5, GDK_KEY_Return));
  g_assert_cmpstr (f->code, ==, CODE);
  g_assert_cmpuint (f->n_started, ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "before");

  /* Again, with separators, and Tab; a slow scanner. */
  g_assert_true (type (f, "10N2604A\x1d"
                          "17270831",
                       35, GDK_KEY_Tab));
  g_assert_cmpstr (f->code, ==, "10N2604A\x1d"
                                "17270831");
}

static void
test_people (Keys *f,
             gconstpointer data)
{
  /* Fast, but no scanner. */
  g_assert_false (type (f, "hyaluron", 36, GDK_KEY_Return));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "beforehyaluron");
  /* Two letters rolled together, and few keys. */
  g_assert_false (type (f, "abcde", 5, GDK_KEY_Return));
  /* A key that is held. */
  g_assert_false (type (f, "11111111111", 30, GDK_KEY_Return));
  /* Enter long after. */
  g_assert_false (type (f, "0104012345", 5, 0));
  f->time += 500;
  g_assert_false (meso_scanner_press (f->scanner, GDK_KEY_Return, (GdkModifierType) 0, f->time));
  /* Something else between. */
  g_assert_false (type (f, "01040", 5, GDK_KEY_Left));
  g_assert_false (type (f, "12345", 5, GDK_KEY_Return));
  g_assert_false (meso_scanner_press (f->scanner, GDK_KEY_Return, (GdkModifierType) 0, f->time));
  g_assert_null (f->code);
}

/* What was typed slowly before a code is not part of it, and stays. */
static void
test_after_text (Keys *f,
                 gconstpointer data)
{
  type (f, "ab", 200, 0);
  f->time += 200;
  g_assert_true (type (f, CODE, 5, GDK_KEY_KP_Enter));
  g_assert_cmpstr (f->code, ==, CODE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "beforeab");
}

/* French keyboards: the signs that the layout gives are what is taken. */
static void
test_layout (Keys *f,
             gconstpointer data)
{
  g_assert_true (type (f, "(01)&N-1.2", 5, GDK_KEY_Return));
  g_assert_cmpstr (f->code, ==, "(01)&N-1.2");
}

/* In the whole window, with real keys */

static void
open_session (WindowFixture *f)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient data = { id, (char *) "M-0001", (char *) "Claire Moreau", (char *) "1981-04-17", MESO_SEX_FEMALE, 2 };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  MesoVisit visit = { .start = (char *) "2026-06-03T10:30:00+02:00" };
  MesoTreatment treatment = { .number = MESO_UNSET, .planned = MESO_UNSET, .interval_days = MESO_UNSET };
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (MesoSession) session = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;
  MesoLibraryPatient *patient = meso_library_create_patient (library, item, &error);

  g_assert_no_error (error);
  session = meso_library_patient_new_session (patient, &visit, &treatment);
  meso_session_load_map (session, map);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  g_assert_true (meso_window_open_session (f->window, folder));
  fixture_wait_ms (500);
}

static MesoProductDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (MESO_IS_PRODUCT_DIALOG (l->data))
      return l->data;
  return NULL;
}

static void
scan (const char *code)
{
  g_autofree char *command = g_strdup_printf ("xdotool type --delay 2 '%s\n'", code);
  g_autoptr (GError) error = NULL;

  g_spawn_command_line_async (command, &error);
  g_assert_no_error (error);
}

static void
test_window (WindowFixture *f,
             gconstpointer data)
{
  MesoEditor *editor;
  MesoDrawingPage *page;
  const MesoProduct *product;
  MesoSession *session;

  open_session (f);
  /* A busy machine types more slowly than a scanner. */
  meso_scanner_set_max_gap (g_object_get_data (G_OBJECT (f->window), "meso-scanner"), 2000);
  page = meso_window_get_drawing_page (f->window);
  editor = meso_drawing_page_get_editor (page);
  session = meso_editor_get_session (editor);
  fixture_xdotool ("key", "z");
  fixture_wait_for (meso_editor_get_tool (editor) == MESO_TOOL_ZONE);
  fixture_xdotool ("key", "Down");
  fixture_wait_for (meso_editor_get_tool (editor) == MESO_TOOL_ZONE);

  /* Digits choose layers, letters tools, guides, views, mirror and entries. */
  scan ("(01)04012345000016(17)270831(10)SPLGBUMXKAN");
  fixture_wait_for (find_dialog () != NULL);
  fixture_wait_ms (200);
  g_assert_cmpint (meso_editor_get_tool (editor), ==, MESO_TOOL_ZONE);
  g_assert_cmpint (meso_hand_get_layer (meso_editor_get_hand (editor)), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
  g_assert_cmpint (meso_hand_get_state (meso_editor_get_hand (editor)), ==, MESO_STATE_DONE);
  g_assert_false (meso_editor_get_mirror (editor));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 0);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 0);

  /* A name has to be given; then Enter. */
  fixture_xdotool ("type", "Hyal");
  fixture_wait_ms (300);
  fixture_xdotool ("key", "Return");
  fixture_wait_for (find_dialog () == NULL);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 1);
  product = meso_item_get_product (meso_session_get_product (session, 0));
  g_assert_cmpstr (product->name, ==, "Hyal");
  g_assert_cmpstr (product->gtin, ==, "04012345000016");
  g_assert_cmpstr (product->lot, ==, "SPLGBUMXKAN");
  g_assert_cmpstr (product->expires, ==, "2027-08-31");
}

static void
add_tests (void)
{
  g_test_add ("/scanner/code", Keys, NULL, set_up, test_code, tear_down);
  g_test_add ("/scanner/people", Keys, NULL, set_up, test_people, tear_down);
  g_test_add ("/scanner/after-text", Keys, NULL, set_up, test_after_text, tear_down);
  g_test_add ("/scanner/layout", Keys, NULL, set_up, test_layout, tear_down);
  g_test_add ("/scanner/window", WindowFixture, NULL, fixture_set_up_window, test_window, fixture_tear_down_window);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
