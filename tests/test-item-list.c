/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "meso-app-resources.h"
#include "meso-item-list.h"
#include "meso-model-fixture.h"

typedef struct
{
  MesoSession *session;
  MesoEditor *editor;
  GtkWidget *window;
  MesoItemList *list;
  GListModel *model;
} Fixture;

static void
settle (void)
{
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
open_list (Fixture *f,
           guint n_points)
{
  g_autoptr (MesoItem) product = fixture_product ("p1", "Light", MESO_UNIT_ML);

  f->session = fixture_session_with_points (n_points);
  meso_session_load_item (f->session, product);
  f->editor = meso_editor_new (f->session);
  f->window = gtk_window_new ();
  f->list = MESO_ITEM_LIST (meso_item_list_new (f->editor));
  f->model = G_LIST_MODEL (meso_item_list_get_model (f->list));
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 300);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->list));
  gtk_window_present (GTK_WINDOW (f->window));
  settle ();
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  (void) data;
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->editor);
  g_object_unref (f->session);
}

/* A point on each cheek, the left one planned, and one on the forehead. */
static void
add_points (Fixture *f)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);

  meso_hand_set_product (hand, "p1");
  meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 });
  meso_hand_set_state (hand, MESO_STATE_PLANNED);
  meso_hand_set_depth (hand, 20);
  meso_editor_add_point (f->editor, (MesoPoint){ 4000, 3000 });
  meso_hand_set_state (hand, MESO_STATE_DONE);
  meso_hand_set_layer (hand, MESO_LAYER_DEEP_DERMIS);
  meso_editor_add_point (f->editor, (MesoPoint){ 0, -4000 });
  settle ();
}

static void
assert_query (Fixture *f,
              const char *words,
              guint n,
              const char *foot)
{
  meso_item_list_set_query (f->list, words);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (f->model), ==, n);
  g_assert_cmpstr (meso_item_list_get_foot (f->list), ==, foot);
}

static void
test_filter (Fixture *f,
             gconstpointer data)
{
  (void) data;
  open_list (f, 0);
  g_assert_cmpstr (meso_item_list_get_foot (f->list), ==, "0 items");
  add_points (f);
  assert_query (f, "", 3, "3 items · 0.02 mL");
  assert_query (f, "planned", 1, "1 of 3 items");
  assert_query (f, "left", 1, "1 of 3 items");
  assert_query (f, "deep FOREHEAD", 1, "1 of 3 items · 0.01 mL");
  assert_query (f, "light", 3, "3 items · 0.02 mL");
  assert_query (f, "nowhere", 0, "0 of 3 items");
}

static void
test_describe (Fixture *f,
               gconstpointer data)
{
  g_autofree char *text = NULL;

  (void) data;
  open_list (f, 0);
  add_points (f);
  text = meso_item_list_describe (f->list, meso_map_get_mark (meso_editor_get_map (f->editor), 2));
  g_assert_cmpstr (text, ==, "Point 3, Central forehead, Deep dermis, 0.20 mm, 0.01 mL, Light, Nappage, Done");
}

/* Selected here and selected there is the same, by id: through changes, undo and the filter. */
static void
test_selection (Fixture *f,
                gconstpointer data)
{
  GtkSelectionModel *model;
  MesoSelection *selection;

  (void) data;
  open_list (f, 0);
  add_points (f);
  model = GTK_SELECTION_MODEL (f->model);
  selection = meso_editor_get_selection (f->editor);
  gtk_selection_model_select_item (model, 1, TRUE);
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 1);
  meso_editor_move_selection (f->editor, 100, 0, FALSE);
  settle ();
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  meso_editor_undo (f->editor);
  settle ();
  g_assert_true (gtk_selection_model_is_selected (model, 1));
  g_assert_false (gtk_selection_model_is_selected (model, 0));

  gtk_selection_model_select_range (model, 1, 2, FALSE);
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 2);
  gtk_selection_model_unselect_item (model, 1);
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 1);

  /* What the filter hides does not stay selected behind a new choice. */
  meso_selection_set (selection, (const char *const[]){ NULL });
  gtk_selection_model_select_all (model);
  meso_item_list_set_query (f->list, "planned");
  gtk_selection_model_select_item (model, 0, TRUE);
  g_assert_cmpuint (meso_selection_get_size (selection), ==, 1);
  meso_editor_delete_selection (f->editor);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (f->model), ==, 0);
  g_assert_cmpuint (meso_map_get_n_marks (meso_editor_get_map (f->editor)), ==, 2);
}

static void
count_cb (GListModel *model,
          guint position,
          guint removed,
          guint added,
          guint *n)
{
  (*n)++;
}

static void
test_many (Fixture *f,
           gconstpointer data)
{
  guint n = 0;

  (void) data;
  open_list (f, 10000);
  g_assert_cmpuint (g_list_model_get_n_items (f->model), ==, 10000);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (f->model));
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 10000);
  g_signal_connect (f->model, "items-changed", G_CALLBACK (count_cb), &n);
  meso_editor_delete_selection (f->editor);
  settle ();
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (f->model), ==, 0);
  meso_editor_undo (f->editor);
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (f->model), ==, 10000);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  meso_app_register_resource ();
  g_test_add ("/item-list/filter", Fixture, NULL, NULL, test_filter, tear_down);
  g_test_add ("/item-list/describe", Fixture, NULL, NULL, test_describe, tear_down);
  g_test_add ("/item-list/selection", Fixture, NULL, NULL, test_selection, tear_down);
  g_test_add ("/item-list/many", Fixture, NULL, NULL, test_many, tear_down);
  return g_test_run ();
}
