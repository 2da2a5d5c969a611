/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <adwaita.h>
#include <locale.h>
#include <string.h>

#include "meso-app-resources.h"
#include "meso-choice-row.h"
#include "meso-mark-fields.h"
#include "meso-mark-panel.h"
#include "meso-model-fixture.h"
#include "meso-note-row.h"
#include "meso-number-row.h"

typedef struct
{
  MesoSession *session;
  MesoEditor *editor;
  GtkWidget *window;
  MesoMarkPanel *panel;
} Fixture;

static void
settle (void)
{
  for (guint i = 0; i < 200; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoItem) light = fixture_product ("p1", "Light", MESO_UNIT_ML);
  g_autoptr (MesoItem) toxin = fixture_product ("p2", "Other", MESO_UNIT_U);

  (void) data;
  f->session = fixture_session_with_points (0);
  meso_session_load_item (f->session, light);
  meso_session_load_item (f->session, toxin);
  f->editor = meso_editor_new (f->session);
  meso_hand_set_product (meso_editor_get_hand (f->editor), "p1");
  f->window = gtk_window_new ();
  f->panel = g_object_new (MESO_TYPE_MARK_PANEL, NULL);
  meso_mark_panel_set_editor (f->panel, f->editor);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->panel));
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

/* The row whose name is @name; NULL when it is not shown. */
static gpointer
find_row (GtkWidget *widget,
          const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (!gtk_widget_get_visible (widget))
    return NULL;
  if ((MESO_IS_NUMBER_ROW (widget) || MESO_IS_CHOICE_ROW (widget) || MESO_IS_NOTE_ROW (widget)) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (child)), name))
    return widget;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_row (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gpointer
row (Fixture *f,
     const char *name)
{
  return find_row (GTK_WIDGET (f->panel), name);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  if (GTK_IS_ENTRY (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_entry (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static const char *
get_text (gpointer number_row)
{
  return gtk_editable_get_text (GTK_EDITABLE (find_entry (number_row)));
}

/* As a person does it: into the entry, type, Enter. */
static void
type (Fixture *f,
      const char *name,
      const char *text)
{
  GtkWidget *widget = row (f, name);
  GtkWidget *entry;

  g_assert_nonnull (widget);
  entry = find_entry (widget);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  settle ();
}

static const MesoMarkData *
get (Fixture *f,
     guint index)
{
  return meso_mark_get (meso_map_get_mark (meso_editor_get_map (f->editor), index));
}

static void
add_zone (Fixture *f)
{
  static const MesoPoint outline[] = { { -4000, 2000 }, { -2000, 2000 }, { -2000, 4000 }, { -4000, 4000 } };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (marks, meso_editor_create_mark (f->editor, MESO_MARK_AREA, MESO_CURVE_UNSET, outline, 4));
  g_assert_true (meso_editor_add_marks (f->editor, "Add Zone", NULL, marks));
}

/* A point, a line and a zone, all selected. */
static void
add_one_of_each (Fixture *f)
{
  const MesoPoint line[] = { { 3000, 3000 }, { 3000, 4000 } };

  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 }));
  g_assert_true (meso_editor_add_line (f->editor, line, 2));
  add_zone (f);
  meso_editor_select_all (f->editor);
  settle ();
}

static void
test_hand (Fixture *f,
           gconstpointer data)
{
  MesoHand *hand = meso_editor_get_hand (f->editor);

  g_assert_null (row (f, "Gauge"));
  meso_mark_panel_show_details (f->panel, TRUE);
  type (f, "Gauge", "32");
  type (f, "Needle length", "6");
  type (f, "Angle to the skin", "30");
  meso_mark_panel_use_needle_depth (f->panel);
  settle ();
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 300);
  g_assert_cmpint (meso_hand_get_layer (hand), ==, MESO_LAYER_SUPERFICIAL_DERMIS);
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "3.00");

  /* What was set last wins, and nothing follows by itself. */
  type (f, "Depth", "0.5");
  type (f, "Angle to the skin", "45");
  g_assert_cmpint (meso_hand_get_depth (hand), ==, 50);

  /* What only marks have is not in the hand. */
  g_assert_null (row (f, "Note"));
  g_assert_null (row (f, "Region"));
  g_assert_null (row (f, "Direction"));
}

/* A zone has passes in the place of a layer, and no needle of the points. */
static void
test_hand_of_zones (Fixture *f,
                    gconstpointer data)
{
  MesoMarkData zone;

  g_assert_null (row (f, "Passes"));
  meso_editor_set_tool (f->editor, MESO_TOOL_ZONE);
  settle ();
  g_assert_cmpstr (get_text (row (f, "Passes")), ==, "4");
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "0.50");
  type (f, "Passes", "6");
  type (f, "Depth", "1.5");
  type (f, "Passes", "0");
  meso_hand_fill (meso_editor_get_hand (f->editor), MESO_MARK_AREA, &zone);
  g_assert_cmpint (zone.passes, ==, 6);
  g_assert_cmpint (zone.depth, ==, 150);
  g_assert_cmpint (meso_hand_get_depth (meso_editor_get_hand (f->editor)), ==, 40);
}

static void
test_mixed (Fixture *f,
            gconstpointer data)
{
  MesoNumberRow *depth;

  meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 });
  meso_hand_set_depth (meso_editor_get_hand (f->editor), 120);
  meso_hand_set_dose (meso_editor_get_hand (f->editor), MESO_MARK_POINT, 333);
  meso_editor_add_point (f->editor, (MesoPoint){ 4000, 3000 });
  meso_editor_select_all (f->editor);
  settle ();

  depth = row (f, "Depth");
  g_assert_cmpstr (get_text (depth), ==, "");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (find_entry (GTK_WIDGET (depth)))), ==, "Mixed");

  /* Leaving it as it is changes nothing. */
  type (f, "Depth", "");
  g_assert_cmpint (get (f, 0)->depth, ==, 40);
  g_assert_cmpint (get (f, 1)->depth, ==, 120);

  type (f, "Depth", "0.8");
  g_assert_cmpint (get (f, 0)->depth, ==, 80);
  g_assert_cmpint (get (f, 1)->depth, ==, 80);
  g_assert_cmpint (get (f, 0)->dose, ==, 100);
  g_assert_cmpint (get (f, 1)->dose, ==, 333);
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "0.80");
  g_assert_cmpstr (get_text (row (f, "Volume per point")), ==, "");

  /* Undone in one step, and shown as mixed again. */
  meso_editor_undo (f->editor);
  settle ();
  g_assert_cmpint (get (f, 0)->depth, ==, 40);
  g_assert_cmpint (get (f, 1)->depth, ==, 120);
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "");
}

/* A value is given to the marks that can have it. */
static void
test_kinds_together (Fixture *f,
                     gconstpointer data)
{
  add_one_of_each (f);
  meso_mark_panel_show_details (f->panel, TRUE);
  settle ();
  g_assert_nonnull (row (f, "Passes"));
  g_assert_nonnull (row (f, "Direction"));
  g_assert_nonnull (row (f, "Volume per item"));
  meso_mark_panel_pick_layer (f->panel, MESO_LAYER_HYPODERMIS);
  type (f, "Passes", "2");
  type (f, "Spacing", "2.5");
  type (f, "Note", "  bled a little ");
  g_assert_cmpint (get (f, 0)->layer, ==, MESO_LAYER_HYPODERMIS);
  g_assert_cmpint (get (f, 1)->layer, ==, MESO_LAYER_HYPODERMIS);
  g_assert_cmpint (get (f, 2)->layer, ==, MESO_LAYER_UNSET);
  g_assert_cmpint (get (f, 0)->passes, ==, MESO_UNSET);
  g_assert_cmpint (get (f, 2)->passes, ==, 2);
  g_assert_cmpint (get (f, 1)->spacing, ==, MESO_UNSET);
  g_assert_cmpint (get (f, 2)->spacing, ==, 250);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (get (f, i)->note, ==, "bled a little");
}

/* 20 x 20 mm, a puncture each 2.5 mm, 4 passes. */
static void
test_zone (Fixture *f,
           gconstpointer data)
{
  add_zone (f);
  meso_editor_select_all (f->editor);
  meso_mark_panel_show_details (f->panel, TRUE);
  settle ();
  type (f, "Spacing", "2.5");
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (find_entry (row (f, "Punctures, about")))), ==, "≈ 256");
  g_assert_cmpint (get (f, 0)->punctures, ==, MESO_UNSET);
  type (f, "Punctures, about", "300");
  g_assert_cmpint (get (f, 0)->punctures, ==, 300);
  type (f, "Spacing", "0");
  g_assert_cmpint (get (f, 0)->spacing, ==, 250);
  type (f, "Order", "7");
  g_assert_cmpint (get (f, 0)->order, ==, 7);
}

/* A volume is no number of units. */
static void
test_product (Fixture *f,
              gconstpointer data)
{
  meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 });
  meso_editor_select_all (f->editor);
  g_assert_cmpint (get (f, 0)->dose, ==, 100);
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_PRODUCT, (MesoMarkValue){ .text = "p2" });
  g_assert_cmpstr (get (f, 0)->product, ==, "p2");
  g_assert_cmpint (get (f, 0)->dose, ==, MESO_UNSET);
  settle ();
  type (f, "Units per point", "4");
  g_assert_cmpint (get (f, 0)->dose, ==, 40000);
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_PRODUCT, (MesoMarkValue){ .text = NULL });
  g_assert_null (get (f, 0)->product);
  g_assert_cmpint (get (f, 0)->dose, ==, MESO_UNSET);
  settle ();
  type (f, "Volume per point", "1");
  g_assert_cmpint (get (f, 0)->dose, ==, MESO_UNSET);
  g_assert_cmpstr (get_text (row (f, "Volume per point")), ==, "");
}

static void
test_choices (Fixture *f,
              gconstpointer data)
{
  MesoInstrument roller = { MESO_DEVICE_ROLLER, MESO_UNSET, 150 };

  add_one_of_each (f);
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_DEVICE, (MesoMarkValue){ .instrument = roller });
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_SIDE, (MesoMarkValue){ .choice = 4 });
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_REGION, (MesoMarkValue){ .text = "own-place" });
  settle ();
  meso_mark_panel_show_details (f->panel, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (get (f, i)->needle, ==, 150);
      g_assert_cmpint (get (f, i)->gauge, ==, MESO_UNSET);
      g_assert_cmpint (get (f, i)->angle, ==, MESO_UNSET);
      g_assert_cmpint (get (f, i)->side, ==, MESO_SIDE_BILATERAL);
      g_assert_cmpstr (get (f, i)->region, ==, "own-place");
    }
  g_assert_cmpuint (meso_choice_row_get_chosen (row (f, "Side")), ==, MESO_SIDE_BILATERAL);
  g_assert_cmpuint (meso_choice_row_get_chosen (row (f, "Technique")), ==, MESO_CHOICE_NONE);

  /* An upright needle reaches as deep as it is long. */
  meso_mark_panel_use_needle_depth (f->panel);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (get (f, i)->depth, ==, 150);
}

/* Each by its own needle; one without an angle keeps its depth. */
static void
test_needle_depth_of_many (Fixture *f,
                           gconstpointer data)
{
  add_one_of_each (f);
  meso_mark_panel_use_needle_depth (f->panel);
  g_assert_cmpint (get (f, 0)->depth, ==, 104);
  g_assert_cmpint (get (f, 1)->depth, ==, 113);
  g_assert_cmpint (get (f, 2)->depth, ==, 50);
  meso_editor_undo (f->editor);
  g_assert_cmpint (get (f, 0)->depth, ==, 40);
  g_assert_cmpint (get (f, 1)->depth, ==, 40);
}

static void
test_german (Fixture *f,
             gconstpointer data)
{
  g_autofree char *before = g_strdup (setlocale (LC_NUMERIC, NULL));

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale");
      return;
    }
  meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 });
  meso_editor_select_all (f->editor);
  meso_mark_panel_show_details (f->panel, TRUE);
  settle ();
  type (f, "Depth", "0,75");
  type (f, "Needle length", "2,5");
  g_assert_cmpint (get (f, 0)->depth, ==, 75);
  g_assert_cmpint (get (f, 0)->needle, ==, 250);
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "0,75");
  setlocale (LC_NUMERIC, before);
}

static void
test_read_only (Fixture *f,
                gconstpointer data)
{
  meso_editor_add_point (f->editor, (MesoPoint){ -4000, 3000 });
  meso_editor_select_all (f->editor);
  meso_mark_panel_show_details (f->panel, TRUE);
  gtk_widget_grab_focus (find_entry (row (f, "Gauge")));
  meso_session_set_read_only (f->session, "read only");
  settle ();
  g_assert_false (gtk_widget_is_sensitive (row (f, "Depth")));
  g_assert_false (gtk_widget_is_sensitive (row (f, "Gauge")));
  g_assert_false (gtk_widget_is_sensitive (row (f, "Volume per point")));
  meso_mark_field_change (f->editor, MESO_MARK_POINT, MESO_MARK_FIELD_DEPTH, (MesoMarkValue){ .number = 200 });
  settle ();
  g_assert_cmpint (get (f, 0)->depth, ==, 40);
  g_assert_cmpstr (get_text (row (f, "Depth")), ==, "0.40");
}

int
main (int argc,
      char *argv[])
{
  const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "hand", test_hand },
    { "hand-of-zones", test_hand_of_zones },
    { "mixed", test_mixed },
    { "kinds-together", test_kinds_together },
    { "zone", test_zone },
    { "product", test_product },
    { "choices", test_choices },
    { "needle-depth-of-many", test_needle_depth_of_many },
    { "german", test_german },
    { "read-only", test_read_only },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  meso_app_register_resource ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/mark-panel/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
