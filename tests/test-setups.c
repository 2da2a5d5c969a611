/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "meso-product-dialog.h"
#include "meso-setup-chooser.h"
#include "meso-setup-list.h"
#include "meso-setup-row.h"
#include "meso-stock.h"
#include "meso-window-fixture.h"

/* The list of setups beside a drawing, what can be chosen for it, and the form of a product. */

typedef struct
{
  MesoSession *session;
  MesoEditor *editor;
  GtkWidget *window;
  MesoSetupList *list;
} Setups;

static void
add_product (MesoSession *session,
             const char *id,
             const char *name,
             MesoUnit unit,
             const char *lot)
{
  MesoProduct data = {
    .id = (char *) id,
    .name = (char *) name,
    .unit = unit,
    .lot = (char *) lot,
    .gtin = (char *) "04012345000016",
    .opened = MESO_UNSET,
    .discarded = MESO_UNSET,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PRODUCT, &data, NULL, NULL);

  meso_session_load_item (session, item);
}

static void
set_up (Setups *f,
        gconstpointer data)
{
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  MesoVisit visit = { .start = (char *) "2026-06-03T10:30:00+02:00" };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_VISIT, &visit, NULL, NULL);

  f->session = meso_session_new ("11111111-2222-4333-8444-555555555555");
  meso_session_load_item (f->session, item);
  add_product (f->session, "p1", "Hyal", MESO_UNIT_ML, NULL);
  meso_session_load_map (f->session, map);
  f->editor = meso_editor_new (f->session);
  meso_hand_set_product (meso_editor_get_hand (f->editor), "p1");
  f->list = g_object_new (MESO_TYPE_SETUP_LIST, NULL);
  meso_setup_list_set_editor (f->list, f->editor);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->list));
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Setups *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->editor);
  g_object_unref (f->session);
}

static MesoPreset *
get_shipped (const char *name)
{
  GPtrArray *shipped = meso_presets_get_shipped ();

  for (guint i = 0; i < shipped->len; i++)
    if (g_str_equal (meso_preset_get (g_ptr_array_index (shipped, i))->name, name))
      return g_ptr_array_index (shipped, i);
  g_assert_not_reached ();
}

static void
choose (Setups *f,
        MesoPreset *preset)
{
  GtkWidget *button = fixture_find_child (GTK_WIDGET (f->list), GTK_TYPE_MENU_BUTTON);

  fixture_wait_ms (50);
  g_assert_nonnull (button);
  g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "chosen", preset);
}

static void
assert_row (Setups *f,
            int index,
            MesoMarkKind kind,
            MesoTechnique technique)
{
  GtkWidget *list = fixture_find_child (GTK_WIDGET (f->list), GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
  MesoMark *example;

  g_assert_nonnull (row);
  example = meso_setup_row_get_example (MESO_SETUP_ROW (row));
  g_assert_nonnull (example);
  g_assert_cmpint (meso_mark_get (example)->kind, ==, kind);
  g_assert_cmpint (meso_mark_get (example)->technique, ==, technique);
}

/* Chosen setups are in the hand, in the list, and stay where they are. */
static void
test_choose (Setups *f,
             gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);
  MesoToolOptions *options = meso_editor_get_options (f->editor);
  MesoMarkData mark;

  choose (f, get_shipped ("Micropapule"));
  meso_hand_fill (hand, MESO_MARK_POINT, &mark);
  g_assert_cmpint (mark.technique, ==, MESO_TECHNIQUE_MICROPAPULE);
  g_assert_cmpint (mark.depth, ==, MESO_MM (1.5));
  g_assert_cmpint (mark.dose, ==, MESO_AMOUNT (0.02));
  g_assert_cmpstr (mark.product, ==, "p1");
  g_assert_cmpint (meso_tool_options_get (options, MESO_OPTION_SPACING), ==, MESO_MM (10));
  g_assert_cmpint (meso_tool_options_get (options, MESO_OPTION_BRUSH_SPACING), ==, MESO_MM (10));

  choose (f, get_shipped ("Microneedling, cheek"));
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_ZONE);
  meso_hand_fill (hand, MESO_MARK_AREA, &mark);
  g_assert_cmpint (mark.depth, ==, MESO_MM (1));
  g_assert_cmpint (mark.passes, ==, 4);
  assert_row (f, 0, MESO_MARK_POINT, MESO_TECHNIQUE_MICROPAPULE);
  assert_row (f, 1, MESO_MARK_AREA, MESO_TECHNIQUE_MICRONEEDLING);

  /* Back by its key, and the tool that makes points with it. */
  g_assert_true (meso_setup_list_apply (f->list, 0));
  g_assert_cmpint (meso_editor_get_tool (f->editor), ==, MESO_TOOL_POINT);
  g_assert_false (meso_setup_list_apply (f->list, 2));

  /* The same twice is one row. */
  choose (f, get_shipped ("Micropapule"));
  g_assert_false (meso_setup_list_apply (f->list, 2));
}

/* Using the second one first does not move it. */
static void
test_order (Setups *f,
            gconstpointer data)
{
  const MesoPoint outline[] = { { 0, 0 }, { 2000, 0 }, { 2000, 2000 } };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  choose (f, get_shipped ("Micropapule"));
  choose (f, get_shipped ("Microneedling, cheek"));
  g_ptr_array_add (marks, meso_editor_create_mark (f->editor, MESO_MARK_AREA, MESO_CURVE_UNSET, outline, 3));
  g_assert_true (meso_editor_add_marks (f->editor, "Add Zone", NULL, marks));
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ -3000, 3000 }));
  fixture_wait_ms (200);
  assert_row (f, 0, MESO_MARK_POINT, MESO_TECHNIQUE_MICROPAPULE);
  assert_row (f, 1, MESO_MARK_AREA, MESO_TECHNIQUE_MICRONEEDLING);
  meso_editor_undo (f->editor);
  meso_editor_undo (f->editor);
  fixture_wait_ms (200);
  assert_row (f, 0, MESO_MARK_POINT, MESO_TECHNIQUE_MICROPAPULE);
  assert_row (f, 1, MESO_MARK_AREA, MESO_TECHNIQUE_MICRONEEDLING);
}

/* A dose in mL means nothing for a product in units. */
static void
test_units (Setups *f,
            gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);
  gint64 before = meso_hand_get_dose (hand, MESO_MARK_POINT);

  add_product (f->session, "p2", "Toxin", MESO_UNIT_U, "L1");
  meso_hand_set_product (hand, "p2");
  choose (f, get_shipped ("Micropapule"));
  g_assert_cmpint (meso_hand_get_dose (hand, MESO_MARK_POINT), ==, before);
  g_assert_cmpint (meso_hand_get_technique (hand, MESO_MARK_POINT), ==, MESO_TECHNIQUE_MICROPAPULE);
}

static void
test_stock (Setups *f,
            gconstpointer data)
{
  MesoProduct product = { .lot = (char *) "L" };
  g_autofree char *text = NULL;

  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_FINE);
  product.expires = (char *) "2026-06-02";
  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_EXPIRED);
  product.expires = (char *) "2026-06-03";
  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_EXPIRES_SOON);
  product.expires = (char *) "2026-06-30";
  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_EXPIRES_SOON);
  product.expires = (char *) "2026-07-01";
  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_FINE);
  product.lot = NULL;
  g_assert_cmpint (meso_stock_check (&product, f->session), ==, MESO_STOCK_NO_LOT);
  text = meso_stock_describe (&product, f->session);
  g_assert_true (g_str_has_prefix (text, "no lot"));
}

/* The form */

static GtkWidget *
find_row (GtkWidget *widget,
          const char *title)
{
  if (ADW_IS_ENTRY_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
fill (GtkWidget *dialog,
      const char *title,
      const char *text)
{
  GtkWidget *row = find_row (dialog, title);

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
accept (GtkWidget *dialog)
{
  gtk_widget_activate (gtk_window_get_default_widget (GTK_WINDOW (dialog)));
  fixture_wait_ms (300);
}

/* What is wrong is said beside it, and nothing is changed. */
static void
test_product_form (Setups *f,
                   gconstpointer data)
{
  GtkWidget *dialog = meso_product_dialog_present (GTK_WINDOW (f->window), f->editor, NULL, NULL);
  const struct
  {
    const char *title;
    const char *wrong;
    const char *right;
  } fields[] = {
    { "Expires (08/27 or a date)", "31.2.2027", "08/27" },
    { "Opened (mL or U)", "three", "3,00" },
    { "Discarded (mL or U)", "5", "0.5" },
    { "Article Number (GTIN)", "4006381333932", "4006381333931" },
  };
  const MesoProduct *product;

  fill (dialog, "Name", "  Néw ");
  fill (dialog, "Lot", "N2604A");
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      fill (dialog, fields[i].title, fields[i].wrong);
      accept (dialog);
      g_assert_true (gtk_widget_has_css_class (find_row (dialog, fields[i].title), "error"));
      g_assert_cmpuint (meso_session_get_n_products (f->session), ==, 1);
      fill (dialog, fields[i].title, fields[i].right);
      g_assert_false (gtk_widget_has_css_class (find_row (dialog, fields[i].title), "error"));
    }
  accept (dialog);
  g_assert_cmpuint (meso_session_get_n_products (f->session), ==, 2);
  product = meso_item_get_product (meso_session_get_product (f->session, 1));
  g_assert_cmpstr (product->name, ==, "Néw");
  g_assert_cmpstr (product->expires, ==, "2027-08-31");
  g_assert_cmpint (product->opened, ==, MESO_AMOUNT (3));
  g_assert_cmpint (product->discarded, ==, MESO_AMOUNT (0.5));
  g_assert_cmpstr (product->gtin, ==, "04006381333931");
  g_assert_cmpstr (meso_hand_get_product (meso_editor_get_hand (f->editor)), ==, product->id);
}

/* A box of a product whose lot is open is that product's; another lot of it is another product of the session. */
static void
test_scanned_form (Setups *f,
                   gconstpointer data)
{
  const MesoProduct *product;
  GtkWidget *dialog;

  dialog = meso_product_dialog_present_code (GTK_WINDOW (f->window), f->editor, NULL,
                                             "010401234500001617270831"
                                             "10N2604A");
  accept (dialog);
  g_assert_cmpuint (meso_session_get_n_products (f->session), ==, 1);
  product = meso_item_get_product (meso_session_get_product (f->session, 0));
  g_assert_cmpstr (product->lot, ==, "N2604A");
  g_assert_cmpstr (product->expires, ==, "2027-08-31");
  g_assert_cmpstr (product->id, ==, "p1");

  dialog = meso_product_dialog_present_code (GTK_WINDOW (f->window), f->editor, NULL, "0104012345000016"
                                                                                      "10N2607B");
  accept (dialog);
  g_assert_cmpuint (meso_session_get_n_products (f->session), ==, 2);
  product = meso_item_get_product (meso_session_get_product (f->session, 1));
  g_assert_cmpstr (product->name, ==, "Hyal");
  g_assert_cmpstr (product->lot, ==, "N2607B");
  g_assert_null (product->expires);

  /* A box of something else fills nothing into a product that is open. */
  dialog = meso_product_dialog_present (GTK_WINDOW (f->window), f->editor, NULL,
                                        meso_session_get_product (f->session, 0));
  meso_product_dialog_take_code (MESO_PRODUCT_DIALOG (dialog), "0104006381333931"
                                                               "10X");
  accept (dialog);
  g_assert_cmpstr (meso_item_get_product (meso_session_get_product (f->session, 0))->lot, ==, "N2604A");
}

static void
add_tests (void)
{
  g_test_add ("/setups/choose", Setups, NULL, set_up, test_choose, tear_down);
  g_test_add ("/setups/order", Setups, NULL, set_up, test_order, tear_down);
  g_test_add ("/setups/units", Setups, NULL, set_up, test_units, tear_down);
  g_test_add ("/setups/stock", Setups, NULL, set_up, test_stock, tear_down);
  g_test_add ("/setups/product-form", Setups, NULL, set_up, test_product_form, tear_down);
  g_test_add ("/setups/scanned-form", Setups, NULL, set_up, test_scanned_form, tear_down);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
