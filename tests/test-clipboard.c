/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>
#include <string.h>

#include "meso-editor-clipboard.h"
#include "meso-editor-views.h"
#include "meso-tool-fixture.h"

static const MesoPoint centre = { 1000, 2000 };

/* Another session, on the same view. */
typedef struct
{
  MesoEditor *editor;
  char *message;
} Other;

static void
message_cb (Other *other,
            const char *text,
            gboolean is_error)
{
  g_free (other->message);
  other->message = g_strdup (text);
}

static Other *
other_new (const char *view)
{
  Other *other = g_new0 (Other, 1);
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000002");

  other->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (other->editor, view));
  g_signal_connect_swapped (other->editor, "message", G_CALLBACK (message_cb), other);
  return other;
}

static void
other_free (Other *other)
{
  g_assert_finalize_object (other->editor);
  g_free (other->message);
  g_free (other);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Other, other_free)

static const MesoMarkData *
get_mark (MesoEditor *editor,
          guint i)
{
  return meso_mark_get (meso_map_get_mark (meso_editor_get_map (editor), i));
}

static guint
count (MesoEditor *editor)
{
  return meso_map_get_n_marks (meso_editor_get_map (editor));
}

static void
add_product (MesoEditor *editor,
             const char *id,
             const char *name,
             const char *lot)
{
  MesoProduct product = {
    .id = (char *) id,
    .name = (char *) name,
    .unit = MESO_UNIT_ML,
    .opened = MESO_AMOUNT (3),
    .discarded = MESO_UNSET,
    .lot = (char *) lot,
    .expires = lot != NULL ? (char *) "2027-08-31" : NULL,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Product");

  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, NULL, item, MESO_POSITION_END);
  g_assert_true (meso_editor_apply (editor, edit));
}

/* A point, a smooth line and a zone, of a product with a lot. */
static GBytes *
copy_three (MesoToolFixture *f)
{
  const MesoPoint line[] = { { -4000, 3000 }, { -3500, 2500 }, { -3000, 3000 } };
  const MesoPoint outline[] = { { 0, -6000 }, { 1000, -6000 }, { 500, -5000 } };

  add_product (f->editor, "pa", "Hyaluronic acid, \"soft\"", "N2604A");
  meso_hand_set_product (meso_editor_get_hand (f->editor), "pa");
  meso_hand_set_state (meso_editor_get_hand (f->editor), MESO_STATE_PLANNED);
  meso_tool_fixture_add_point (f, -40, 30);
  meso_tool_fixture_add (f, MESO_MARK_THREAD, MESO_CURVE_SMOOTH, line, 3);
  meso_tool_fixture_add (f, MESO_MARK_AREA, MESO_CURVE_UNSET, outline, 3);
  meso_editor_select_all (f->editor);
  return meso_editor_copy_selection (f->editor);
}

/* Marks are as they were, but for id and place. */
static void
assert_like (const MesoMarkData *a,
             const MesoMarkData *b,
             int by)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->layer, ==, b->layer);
  g_assert_cmpint (a->depth, ==, b->depth);
  g_assert_cmpint (a->dose, ==, b->dose);
  g_assert_cmpint (a->state, ==, b->state);
  g_assert_cmpint (a->curve, ==, b->curve);
  g_assert_cmpuint (a->n_points, ==, b->n_points);
  for (guint i = 0; i < a->n_points; i++)
    {
      g_assert_cmpint (b->points[i].x - a->points[i].x, ==, by);
      g_assert_cmpint (b->points[i].y - a->points[i].y, ==, by);
    }
}

/* Onto the originals: 5 mm to the lower right, and 5 mm more each time; one step, and the copies are selected. */
static void
test_same_view (MesoToolFixture *f,
                gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);

  for (int n = 1; n <= 3; n++)
    {
      g_assert_true (meso_editor_paste (f->editor, bytes, centre));
      g_assert_cmpuint (count (f->editor), ==, 3 + 3 * (guint) n);
      g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 3);
      for (guint i = 0; i < 3; i++)
        {
          const MesoMarkData *copy = get_mark (f->editor, 3 * (guint) n + i);

          assert_like (get_mark (f->editor, i), copy, 500 * n);
          g_assert_cmpstr (copy->product, ==, "pa");
          g_assert_cmpstr (copy->id, !=, get_mark (f->editor, i)->id);
          g_assert_true (meso_selection_contains (meso_editor_get_selection (f->editor), copy->id));
        }
    }
  meso_editor_undo (f->editor);
  g_assert_cmpuint (count (f->editor), ==, 9);
}

/* What was cut comes back where it was. */
static void
test_cut (MesoToolFixture *f,
          gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  int x = get_mark (f->editor, 0)->points[0].x;

  g_assert_true (meso_editor_delete_selection (f->editor));
  g_assert_cmpuint (count (f->editor), ==, 0);
  g_assert_true (meso_editor_paste (f->editor, bytes, centre));
  g_assert_cmpint (get_mark (f->editor, 0)->points[0].x, ==, x);
}

/* The same place, but nothing of the box: lot and expiry are to be read anew, and it says so. */
static void
test_other_session (MesoToolFixture *f,
                    gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autoptr (Other) other = other_new ("face-front");
  MesoSession *session = meso_editor_get_session (other->editor);
  const MesoProduct *product;

  g_assert_true (meso_editor_paste (other->editor, bytes, centre));
  for (guint i = 0; i < 3; i++)
    assert_like (get_mark (f->editor, i), get_mark (other->editor, i), 0);
  g_assert_cmpstr (get_mark (other->editor, 0)->region, ==, get_mark (f->editor, 0)->region);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 1);
  product = meso_item_get_product (meso_session_get_product (session, 0));
  g_assert_cmpstr (product->name, ==, "Hyaluronic acid, \"soft\"");
  g_assert_cmpint (product->unit, ==, MESO_UNIT_ML);
  g_assert_null (product->lot);
  g_assert_null (product->expires);
  g_assert_cmpint (product->opened, ==, MESO_UNSET);
  g_assert_nonnull (strstr (other->message, "Hyaluronic acid"));

  /* The second time it is there already; product and marks go together. */
  g_assert_true (meso_editor_paste (other->editor, bytes, centre));
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 1);
  g_assert_null (strstr (other->message, "Hyaluronic acid"));
  meso_editor_undo (other->editor);
  meso_editor_undo (other->editor);
  g_assert_cmpuint (meso_session_get_n_products (session), ==, 0);
  g_assert_cmpuint (count (other->editor), ==, 0);
}

/* By name, unit and lot, whatever the ids are. */
static void
test_products (MesoToolFixture *f,
               gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autoptr (Other) other = other_new ("face-front");

  add_product (other->editor, "pa", "Something else", "N2604A");
  add_product (other->editor, "pb", "Hyaluronic acid, \"soft\"", "X1");
  add_product (other->editor, "pc", "Hyaluronic acid, \"soft\"", "N2604A");
  g_assert_true (meso_editor_paste (other->editor, bytes, centre));
  g_assert_cmpuint (meso_session_get_n_products (meso_editor_get_session (other->editor)), ==, 3);
  g_assert_cmpstr (get_mark (other->editor, 0)->product, ==, "pc");
}

/* On another diagram round the middle, and region and side are those of that one. */
static void
test_other_diagram (MesoToolFixture *f,
                    gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autoptr (Other) other = other_new ("scalp-top");
  int x1 = G_MAXINT, x2 = G_MININT;

  g_assert_true (meso_editor_paste (other->editor, bytes, centre));
  for (guint i = 0; i < 3; i++)
    for (guint j = 0; j < get_mark (other->editor, i)->n_points; j++)
      {
        x1 = MIN (x1, get_mark (other->editor, i)->points[j].x);
        x2 = MAX (x2, get_mark (other->editor, i)->points[j].x);
      }
  g_assert_cmpint ((x1 + x2) / 2, ==, centre.x);
  g_assert_cmpstr (get_mark (other->editor, 0)->region, !=, get_mark (f->editor, 0)->region);
}

/* Copies of a pattern are another pattern. */
static void
test_patterns (MesoToolFixture *f,
               gconstpointer data)
{
  const MesoPoint places[] = { { 0, 0 }, { 1000, 0 } };
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

      g_ptr_array_add (marks, meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &places[i], 1));
      g_ptr_array_add (marks, meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &places[i], 1));
      g_assert_true (meso_editor_add_marks (f->editor, "Add Grid", "grid", marks));
    }
  meso_editor_select_all (f->editor);
  bytes = meso_editor_copy_selection (f->editor);
  g_assert_true (meso_editor_paste (f->editor, bytes, centre));
  g_assert_cmpstr (get_mark (f->editor, 4)->pattern, ==, "grid-3");
  g_assert_cmpstr (get_mark (f->editor, 5)->pattern, ==, "grid-3");
  g_assert_cmpstr (get_mark (f->editor, 6)->pattern, ==, "grid-4");
  g_assert_cmpstr (get_mark (f->editor, 7)->pattern, ==, "grid-4");
}

static void
test_duplicate (MesoToolFixture *f,
                gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);

  g_assert_true (meso_editor_duplicate_selection (f->editor));
  assert_like (get_mark (f->editor, 0), get_mark (f->editor, 3), 500);
  g_assert_true (meso_editor_duplicate_selection (f->editor));
  assert_like (get_mark (f->editor, 0), get_mark (f->editor, 6), 1000);
  meso_selection_clear (meso_editor_get_selection (f->editor));
  g_assert_false (meso_editor_duplicate_selection (f->editor));
  g_assert_null (meso_editor_copy_selection (f->editor));
}

/* One plain message, and nothing else. */
static void
test_bad_text (MesoToolFixture *f,
               gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "Hello",
    "\xff\xfe\0\1",
    "kind",
    "kind,diagram,x,y\r\n",
    "kind,foo\r\npoint,1\r\n",
    "kind,diagram,layer,x,y\r\npoint,face-front,mid-dermis,1\r\n",
    "kind,diagram,layer,x,y\r\npoint,face-front,mid-dermis,1e9,2\r\n",
    "kind,diagram,x,y\r\npoint,face-front,1,2\r\ncircle,face-front,1,2\r\n",
    "kind,diagram,points\r\narea,face-front,\"0,0 1,1 1,0 0,1\"\r\n",
    "kind;diagram;x;y\r\npoint;face-front;1;2\r\n",
    "<html><body>kind</body></html>",
  };
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (f->editor));
  guint64 serial = meso_history_get_serial (history);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_clear_pointer (&f->message, g_free);
      g_assert_false (meso_editor_paste (f->editor, bytes, centre));
      g_assert_nonnull (f->message);
      g_assert_null (strchr (f->message, '\n'));
      g_assert_cmpuint (meso_history_get_serial (history), ==, serial);
    }
  g_assert_cmpuint (count (f->editor), ==, 0);
}

/* A few columns from somewhere else are enough. */
static void
test_foreign_table (MesoToolFixture *f,
                    gconstpointer data)
{
  const char *text = "kind,layer,state,x,y\npoint,mid-dermis,done,-40,30\npoint,mid-dermis,done,-42,30\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  g_assert_true (meso_editor_paste (f->editor, bytes, centre));
  g_assert_cmpstr (f->message, ==, "2 items added.");
  g_assert_cmpuint (count (f->editor), ==, 2);
  g_assert_cmpint (get_mark (f->editor, 0)->points[0].x, ==, centre.x + 100);
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autoptr (GBytes) again = NULL;

  meso_session_set_read_only (meso_editor_get_session (f->editor), "This session is final.");
  again = meso_editor_copy_selection (f->editor);
  g_assert_true (g_bytes_equal (bytes, again));
  g_assert_false (meso_editor_paste (f->editor, bytes, centre));
  g_assert_cmpuint (count (f->editor), ==, 3);
  g_assert_nonnull (f->message);
}

static void
test_no_view (MesoToolFixture *f,
              gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000003");
  g_autoptr (MesoEditor) editor = meso_editor_new (session);

  g_assert_false (meso_editor_paste (editor, bytes, centre));
  g_assert_null (meso_editor_copy_selection (editor));
}

/* It ends at the edge of what a record can hold. */
static void
test_edge (MesoToolFixture *f,
           gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;

  meso_tool_fixture_add_point (f, 998, 998);
  meso_editor_select_all (f->editor);
  bytes = meso_editor_copy_selection (f->editor);
  g_assert_false (meso_editor_paste (f->editor, bytes, centre));
  g_assert_nonnull (f->message);
  g_assert_cmpuint (count (f->editor), ==, 1);
}

/* Nothing of the patient is in it. */
static void
test_no_patient (MesoToolFixture *f,
                 gconstpointer data)
{
  g_autoptr (GBytes) bytes = copy_three (f);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_true (g_str_has_prefix (text, "kind,diagram,variant,"));
  g_assert_null (strstr (text, "6f1c2c0e"));
}

/* Thousands at once, in one step. */
static void
test_many (MesoToolFixture *f,
           gconstpointer data)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) bytes = NULL;

  for (int i = 0; i < 5000; i++)
    {
      MesoPoint place = { (i % 100) * 100 - 5000, (i / 100) * 100 - 5000 };

      g_ptr_array_add (marks, meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1));
    }
  g_assert_true (meso_editor_add_marks (f->editor, "Add Grid", "grid", marks));
  meso_editor_select_all (f->editor);
  bytes = meso_editor_copy_selection (f->editor);
  g_assert_true (meso_editor_paste (f->editor, bytes, centre));
  g_assert_cmpuint (count (f->editor), ==, 10000);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (count (f->editor), ==, 5000);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, NULL, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/clipboard/same-view", test_same_view);
  ADD ("/clipboard/cut", test_cut);
  ADD ("/clipboard/other-session", test_other_session);
  ADD ("/clipboard/products", test_products);
  ADD ("/clipboard/other-diagram", test_other_diagram);
  ADD ("/clipboard/patterns", test_patterns);
  ADD ("/clipboard/duplicate", test_duplicate);
  ADD ("/clipboard/bad-text", test_bad_text);
  ADD ("/clipboard/foreign-table", test_foreign_table);
  ADD ("/clipboard/read-only", test_read_only);
  ADD ("/clipboard/no-view", test_no_view);
  ADD ("/clipboard/edge", test_edge);
  ADD ("/clipboard/no-patient", test_no_patient);
  ADD ("/clipboard/many", test_many);

  return g_test_run ();
}
