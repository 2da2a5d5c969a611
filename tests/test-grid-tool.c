/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <gtk/gtk.h>
#include <math.h>
#include <string.h>

#include "canvas/meso-grid-tool.h"
#include "meso-tool-fixture.h"

/* In the right anterior cheek and in the middle of the forehead, px. */
#define CHEEK 276, 472
#define FOREHEAD 416, 116
/* Beside the face. */
#define NOWHERE 20, 100

static void
set (MesoToolFixture *f,
     MesoToolOption option,
     gint64 value)
{
  meso_tool_options_set (meso_editor_get_options (f->editor), option, value);
}

static void
add_product (MesoToolFixture *f,
             const char *id)
{
  MesoProduct product = { .id = (char *) id,
                          .name = (char *) "Hyaluronic acid",
                          .unit = MESO_UNIT_ML,
                          .opened = MESO_UNSET,
                          .discarded = MESO_UNSET };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PRODUCT, &product, NULL, NULL);

  meso_session_load_item (meso_editor_get_session (f->editor), item);
  meso_hand_set_product (meso_editor_get_hand (f->editor), id);
}

static char *
dup_hint (MesoToolFixture *f,
          gboolean *is_error)
{
  return meso_canvas_tool_dup_hint (f->tool, is_error);
}

static void
check_hint (MesoToolFixture *f,
            const char *part)
{
  gboolean is_error;
  g_autofree char *hint = dup_hint (f, &is_error);

  if (strstr (hint, part) == NULL)
    g_error ("“%s” is not in “%s”", part, hint);
  g_assert_false (is_error);
}

static void
hover (MesoToolFixture *f,
       double x,
       double y)
{
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, x, y);
}

/* Ordinary marks of what is in the hand, that know what made them, in one step. */
static void
test_region (MesoToolFixture *f,
             gconstpointer data)
{
  guint n;

  add_product (f, "p1");
  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_MID_DERMIS);
  meso_tool_fixture_click (f, CHEEK);
  n = meso_tool_fixture_count (f);
  g_assert_cmpuint (n, >, 15);
  for (guint i = 0; i < n; i++)
    {
      const MesoMarkData *mark = meso_tool_fixture_get (f, i);

      g_assert_cmpint (mark->kind, ==, MESO_MARK_POINT);
      g_assert_cmpstr (mark->region, ==, "anterior-cheek");
      g_assert_cmpint (mark->side, ==, MESO_SIDE_RIGHT);
      g_assert_cmpint (mark->layer, ==, MESO_LAYER_MID_DERMIS);
      g_assert_cmpint (mark->dose, ==, MESO_AMOUNT (0.01));
      g_assert_cmpstr (mark->product, ==, "p1");
      g_assert_cmpstr (mark->pattern, ==, "grid-1");
    }
  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpstr (meso_tool_fixture_get (f, n)->pattern, ==, "grid-2");
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 2);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, n);
}

/* What is shown beforehand is what comes, and changes nothing. */
static void
test_preview (MesoToolFixture *f,
              gconstpointer data)
{
  g_autofree char *expected = NULL;

  add_product (f, "p1");
  check_hint (f, "Click a region");
  hover (f, CHEEK);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  check_hint (f, "Right anterior cheek: ");
  check_hint (f, " mL");
  meso_tool_fixture_click (f, CHEEK);
  expected = g_strdup_printf ("%u points · 0.%02u mL", meso_tool_fixture_count (f), meso_tool_fixture_count (f));
  check_hint (f, expected);
  check_hint (f, "Added: ");
  meso_tool_fixture_paint (f);

  /* It follows what is set, undone, and where the pointer is. */
  meso_editor_undo (f->editor);
  check_hint (f, expected);
  check_hint (f, "Right anterior cheek: ");
  meso_hand_set_dose (meso_editor_get_hand (f->editor), MESO_MARK_POINT, MESO_AMOUNT (0.1));
  check_hint (f, "points · ");
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_canvas_tool_leave (f->tool);
  check_hint (f, "Click a region");
  hover (f, NOWHERE);
  check_hint (f, "Click a region");
}

/* Clicked again, it is not made twice; only what is missing comes back. */
static void
test_again (MesoToolFixture *f,
            gconstpointer data)
{
  const char *ids[] = { NULL, NULL };
  guint n;

  add_product (f, "p1");
  meso_tool_fixture_double_click (f, CHEEK);
  n = meso_tool_fixture_count (f);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);
  meso_tool_fixture_click (f, CHEEK);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, n);
  g_assert_cmpstr (f->message, ==, "This grid is there already.");
  hover (f, FOREHEAD);
  hover (f, CHEEK);
  check_hint (f, "There already");

  ids[0] = meso_tool_fixture_get (f, 7)->id;
  meso_selection_set (meso_editor_get_selection (f->editor), ids);
  g_assert_true (meso_editor_delete_selection (f->editor));
  check_hint (f, "1 point · 0.01 mL, ");
  check_hint (f, " are there already");
  meso_tool_fixture_click (f, CHEEK);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, n);

  /* Another product may well go into the same places. */
  add_product (f, "p2");
  meso_tool_fixture_click (f, CHEEK);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 2 * n);
}

/* The points stand as far apart as they should, in both lattices. */
static void
test_lattices (MesoToolFixture *f,
               gconstpointer data)
{
  for (gint64 lattice = MESO_LATTICE_MODE_SQUARE; lattice < MESO_N_LATTICE_MODES; lattice++)
    {
      guint n;

      set (f, MESO_OPTION_LATTICE, lattice);
      set (f, MESO_OPTION_GRID_ANGLE, 3000);
      meso_tool_fixture_click (f, FOREHEAD);
      n = meso_tool_fixture_count (f);
      g_assert_cmpuint (n, >, 50);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < i; j++)
          {
            const MesoPoint *a = meso_tool_fixture_get (f, i)->points, *b = meso_tool_fixture_get (f, j)->points;

            g_assert_cmpfloat (hypot (a->x - b->x, a->y - b->y), >, 497);
          }
      meso_editor_undo (f->editor);
    }
}

/* Under 5 mm it is one zone that stands for as many points, unless somebody wants points. */
static void
test_zone (MesoToolFixture *f,
           gconstpointer data)
{
  const MesoMarkData *zone;
  gint64 punctures;

  add_product (f, "p1");
  meso_hand_set_technique (meso_editor_get_hand (f->editor), MESO_MARK_POINT, MESO_TECHNIQUE_PAPULE);
  set (f, MESO_OPTION_SPACING, 400);
  hover (f, FOREHEAD);
  check_hint (f, "1 zone · about ");
  meso_tool_fixture_paint (f);
  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  zone = meso_tool_fixture_get (f, 0);
  g_assert_cmpint (zone->kind, ==, MESO_MARK_AREA);
  g_assert_cmpint (zone->spacing, ==, 400);
  g_assert_cmpint (zone->technique, ==, MESO_TECHNIQUE_PAPULE);
  g_assert_cmpint (zone->layer, ==, MESO_LAYER_UNSET);
  g_assert_cmpstr (zone->pattern, ==, "grid-1");
  g_assert_cmpstr (zone->region, ==, "forehead-central");
  punctures = zone->punctures;
  g_assert_cmpint (punctures, >, 100);
  g_assert_cmpint (zone->dose, ==, punctures * MESO_AMOUNT (0.01));
  g_assert_true (meso_mark_check (meso_map_get_mark (meso_editor_get_map (f->editor), 0), NULL));

  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
  g_assert_cmpstr (f->message, ==, "This grid is there already.");

  set (f, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_POINTS);
  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1 + punctures);

  set (f, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_ZONE);
  set (f, MESO_OPTION_SPACING, 1000);
  meso_tool_fixture_click (f, CHEEK);
  g_assert_cmpint (meso_tool_fixture_get (f, meso_tool_fixture_count (f) - 1)->kind, ==, MESO_MARK_AREA);
}

/* Refused in words, in the strip before the click as well; nothing has changed. */
static void
test_refused (MesoToolFixture *f,
              gconstpointer data)
{
  const struct
  {
    MesoToolOption option;
    gint64 value;
  } cases[] = {
    { MESO_OPTION_SPACING, 0 },
    { MESO_OPTION_SPACING, -500 },
    { MESO_OPTION_SPACING, G_GINT64_CONSTANT (100000000000) },
    { MESO_OPTION_SPACING, G_MAXINT64 },
    { MESO_OPTION_SPACING, G_MININT64 },
    { MESO_OPTION_MARGIN, 5000 },
    { MESO_OPTION_MARGIN, -1 },
    { MESO_OPTION_MARGIN, G_MAXINT64 },
    { MESO_OPTION_GRID_ANGLE, G_MAXINT64 },
  };

  for (int make = 0; make < MESO_N_GRID_MAKES; make++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        gint64 usual = meso_tool_options_get (meso_editor_get_options (f->editor), cases[i].option);
        gboolean is_error;
        g_autofree char *hint = NULL;

        set (f, MESO_OPTION_GRID_MAKE, make);
        set (f, cases[i].option, cases[i].value);
        g_clear_pointer (&f->message, g_free);
        hover (f, CHEEK);
        hint = dup_hint (f, &is_error);
        g_assert_true (is_error);
        meso_tool_fixture_paint (f);
        meso_tool_fixture_click (f, CHEEK);
        g_assert_nonnull (f->message);
        g_assert_nonnull (strstr (hint, f->message));
        g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
        set (f, cases[i].option, usual);
      }
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 0);

  /* More marks than one may make at once; as a zone it can be said. */
  set (f, MESO_OPTION_SPACING, 10);
  set (f, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_POINTS);
  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  set (f, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_ZONE);
  meso_tool_fixture_click (f, FOREHEAD);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 1);
}

static void
test_nowhere (MesoToolFixture *f,
              gconstpointer data)
{
  meso_tool_fixture_click (f, NOWHERE);
  g_assert_nonnull (strstr (f->message, "no region"));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_false (meso_canvas_tool_cancel (f->tool));
}

/* Round a place, clockwise from above; the button stays down. */
static void
draw_round (MesoToolFixture *f,
            double x,
            double y,
            double radius)
{
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, x, y - radius);
  for (int i = 1; i < 36; i++)
    meso_tool_fixture_send (f, MESO_POINTER_MOTION, x + radius * sin (i * G_PI / 18),
                            y - radius * cos (i * G_PI / 18));
}

static void
test_drag (MesoToolFixture *f,
           gconstpointer data)
{
  guint n;

  set (f, MESO_OPTION_MARGIN, 0);
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_paint (f);
  check_hint (f, "Let go");
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_tool_fixture_drop (f, 400, 202);
  n = meso_tool_fixture_count (f);
  g_assert_cmpuint (n, >, 60);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (hypot (meso_tool_fixture_get (f, i)->points->x, meso_tool_fixture_get (f, i)->points->y), <,
                       2550);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);
  /* The region under the pointer is not what comes next. */
  check_hint (f, "Added: ");
  hover (f, 404, 206);
  check_hint (f, "Added: ");
  meso_tool_fixture_paint (f);
  hover (f, CHEEK);
  check_hint (f, "Right anterior cheek: ");
}

/* Esc, or a grab that is lost, half way. */
static void
test_drag_cancelled (MesoToolFixture *f,
                     gconstpointer data)
{
  draw_round (f, 400, 300, 100);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_cancel (f->tool));
  meso_tool_fixture_drop (f, 400, 200);
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 400, 200);
  meso_tool_fixture_drop (f, 400, 200);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 0);
}

/* A figure of eight, a line, and next to nothing: refused with a word. */
static void
test_drag_refused (MesoToolFixture *f,
                   gconstpointer data)
{
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 300, 200);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 500, 400);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 500, 200);
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 300, 400);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 300, 400);
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);

  g_clear_pointer (&f->message, g_free);
  meso_tool_fixture_drag (f, 300, 300, 500, 300);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 500, 300);
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);

  g_clear_pointer (&f->message, g_free);
  draw_round (f, 400, 300, 6);
  meso_tool_fixture_drop (f, 400, 294);
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

static void
click_with_shift (MesoToolFixture *f,
                  double x,
                  double y)
{
  f->modifiers = MESO_POINTER_SHIFT;
  meso_tool_fixture_click (f, x, y);
  f->modifiers = (MesoPointerModifiers) 0;
}

/* A square of 30 mm corner by corner, inside a region and out of it, without its last corner. */
static void
click_corners (MesoToolFixture *f)
{
  click_with_shift (f, 340, 60);
  meso_tool_fixture_click (f, 460, 60);
  meso_tool_fixture_click (f, 460, 180);
}

static void
test_corners (MesoToolFixture *f,
              gconstpointer data)
{
  set (f, MESO_OPTION_MARGIN, 250);
  click_corners (f);
  check_hint (f, "Enter closes the outline");
  meso_tool_fixture_click (f, 340, 180);
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_false (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);
  g_assert_cmpstr (meso_tool_fixture_get (f, 0)->pattern, ==, "grid-1");
}

/* A click on the first corner ends it as well, or a double click on the last, or Enter twice at the crosshair. */
static void
test_corners_closed (MesoToolFixture *f,
                     gconstpointer data)
{
  set (f, MESO_OPTION_MARGIN, 250);
  click_corners (f);
  meso_tool_fixture_click (f, 340, 180);
  meso_tool_fixture_click (f, 343, 62);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
  meso_editor_undo (f->editor);

  click_corners (f);
  meso_tool_fixture_double_click (f, 340, 180);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
  meso_editor_undo (f->editor);

  f->device = MESO_POINTER_KEYS;
  click_corners (f);
  meso_tool_fixture_click (f, 340, 180);
  meso_tool_fixture_click (f, 340, 180);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
}

static void
test_corners_taken_back (MesoToolFixture *f,
                         gconstpointer data)
{
  set (f, MESO_OPTION_MARGIN, 250);
  g_assert_false (meso_canvas_tool_step_back (f->tool));
  click_corners (f);
  meso_tool_fixture_click (f, 100, 500);
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_click (f, 340, 180);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
  meso_editor_undo (f->editor);

  /* A lost grab takes the press, not the corners; Esc takes them all. */
  click_corners (f);
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, 100, 500);
  meso_tool_fixture_send (f, MESO_POINTER_CANCEL, 100, 500);
  meso_tool_fixture_drop (f, 100, 500);
  meso_tool_fixture_click (f, 340, 180);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 36);
  meso_editor_undo (f->editor);

  click_corners (f);
  g_assert_true (meso_canvas_tool_cancel (f->tool));
  g_assert_false (meso_canvas_tool_finish (f->tool));
  click_corners (f);
  for (guint i = 0; i < 3; i++)
    g_assert_true (meso_canvas_tool_step_back (f->tool));
  g_assert_false (meso_canvas_tool_step_back (f->tool));
  meso_tool_fixture_paint (f);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* What is refused stays, to be put right. */
static void
test_corners_refused (MesoToolFixture *f,
                      gconstpointer data)
{
  click_with_shift (f, 340, 60);
  meso_tool_fixture_click (f, 460, 60);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (strstr (f->message, "three corners"));
  meso_tool_fixture_click (f, 340, 180);
  meso_tool_fixture_click (f, 460, 180);
  meso_tool_fixture_paint (f);
  g_clear_pointer (&f->message, g_free);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_nonnull (f->message);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  g_assert_true (meso_canvas_tool_step_back (f->tool));
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 0);
}

/* Where there are no regions, as on a photo, every click is a corner. */
static void
test_without_regions (MesoToolFixture *f,
                      gconstpointer data)
{
  g_autoptr (MesoMap) map = meso_map_new ("from-another-clinic", 1, MESO_SEX_UNSET, NULL, NULL);

  meso_session_load_map (meso_editor_get_session (f->editor), map);
  meso_editor_set_map (f->editor, map);
  g_assert_null (meso_editor_get_diagram (f->editor));
  hover (f, CHEEK);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_click (f, 340, 60);
  meso_tool_fixture_click (f, 460, 60);
  meso_tool_fixture_click (f, 460, 180);
  g_assert_true (meso_canvas_tool_finish (f->tool));
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 0);
  g_assert_null (meso_tool_fixture_get (f, 0)->region);

  /* And where there is no view, nothing is. */
  meso_editor_set_map (f->editor, NULL);
  hover (f, CHEEK);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_click (f, CHEEK);
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_drop (f, 400, 200);
}

static void
show_photo (MesoToolFixture *f,
            gint64 px_per_mm)
{
  g_autofree char *sha256 = g_strnfill (64, 'a');
  MesoPhoto photo = { .file = (char *) "photo-1.jpg",
                      .sha256 = sha256,
                      .width = 2000,
                      .height = 3000,
                      .px_per_mm = px_per_mm,
                      .midline = MESO_UNSET };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PHOTO, &photo, NULL, NULL);
  g_autoptr (MesoMap) map = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, item, NULL);

  meso_session_load_map (meso_editor_get_session (f->editor), map);
  meso_editor_set_map (f->editor, map);
}

/* On a photo a grid is in millimetres as well, and so it needs them. */
static void
test_photo (MesoToolFixture *f,
            gconstpointer data)
{
  gboolean is_error;
  g_autofree char *hint = NULL;

  show_photo (f, MESO_UNSET);
  hint = dup_hint (f, &is_error);
  g_assert_true (is_error);
  g_assert_nonnull (strstr (hint, "Calibrate"));
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 400, 200);
  g_assert_cmpstr (f->message, ==, hint);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);

  show_photo (f, 100000);
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_drop (f, 400, 200);
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 20);
  hover (f, CHEEK);
  check_hint (f, "Drag an outline");
}

static void
test_read_only (MesoToolFixture *f,
                gconstpointer data)
{
  gboolean is_error;

  meso_session_set_read_only (meso_editor_get_session (f->editor), "Somebody else has it.");
  hover (f, CHEEK);
  g_assert_null (dup_hint (f, &is_error));
  meso_tool_fixture_paint (f);
  meso_tool_fixture_click (f, CHEEK);
  draw_round (f, 400, 300, 100);
  meso_tool_fixture_drop (f, 400, 200);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
}

/* The view goes while an outline is half made, and with it the region under the pointer. */
static void
test_other_view (MesoToolFixture *f,
                 gconstpointer data)
{
  MesoMap *front = meso_editor_get_map (f->editor);

  hover (f, CHEEK);
  click_corners (f);
  meso_editor_set_map (f->editor, NULL);
  meso_canvas_tool_cancel (f->tool);
  meso_tool_fixture_paint (f);
  meso_editor_set_map (f->editor, front);
  check_hint (f, "Click a region");
  meso_tool_fixture_click (f, CHEEK);
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 0);
}

/* Thousands, to and fro. */
static void
test_many (MesoToolFixture *f,
           gconstpointer data)
{
  guint n;

  set (f, MESO_OPTION_SPACING, 100);
  set (f, MESO_OPTION_MARGIN, 0);
  set (f, MESO_OPTION_GRID_MAKE, MESO_GRID_MAKE_POINTS);
  hover (f, FOREHEAD);
  meso_tool_fixture_paint (f);
  meso_tool_fixture_click (f, FOREHEAD);
  n = meso_tool_fixture_count (f);
  g_assert_cmpuint (n, >, 2500);
  g_assert_cmpuint (meso_tool_fixture_count_steps (f), ==, 1);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, 0);
  meso_editor_redo (f->editor);
  g_assert_cmpuint (meso_tool_fixture_count (f), ==, n);
  check_hint (f, "Added: ");
}

/* Coloured by product, so is what is not there yet. */
static void
test_look (MesoToolFixture *f,
           gconstpointer data)
{
  const char *const ids[] = { "p0", "p1", NULL };
  MesoSceneStyle style;

  add_product (f, "p1");
  hover (f, CHEEK);
  meso_tool_fixture_paint (f);
  meso_canvas_tool_set_look (f->tool, MESO_COLOUR_BY_PRODUCT, ids);
  meso_canvas_tool_init_style (f->tool, &style);
  g_assert_cmpint (style.key, ==, MESO_COLOUR_BY_PRODUCT);
  g_assert_cmpstr (style.product_ids[1], ==, "p1");
  meso_tool_fixture_paint (f);
}

/* A finger shows what it would do while it is down. */
static void
test_touch (MesoToolFixture *f,
            gconstpointer data)
{
  f->device = MESO_POINTER_TOUCH;
  f->time += 1000;
  meso_tool_fixture_send (f, MESO_POINTER_PRESS, CHEEK);
  check_hint (f, "Right anterior cheek: ");
  meso_tool_fixture_send (f, MESO_POINTER_MOTION, 280, 476);
  meso_tool_fixture_send (f, MESO_POINTER_RELEASE, 283, 476);
  g_assert_cmpuint (meso_tool_fixture_count (f), >, 15);
}

int
main (int argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, func) \
  g_test_add (path, MesoToolFixture, meso_grid_tool_new, meso_tool_fixture_set_up, func, meso_tool_fixture_tear_down)

  ADD ("/grid-tool/region", test_region);
  ADD ("/grid-tool/preview", test_preview);
  ADD ("/grid-tool/again", test_again);
  ADD ("/grid-tool/lattices", test_lattices);
  ADD ("/grid-tool/zone", test_zone);
  ADD ("/grid-tool/refused", test_refused);
  ADD ("/grid-tool/nowhere", test_nowhere);
  ADD ("/grid-tool/drag", test_drag);
  ADD ("/grid-tool/drag-cancelled", test_drag_cancelled);
  ADD ("/grid-tool/drag-refused", test_drag_refused);
  ADD ("/grid-tool/corners", test_corners);
  ADD ("/grid-tool/corners-closed", test_corners_closed);
  ADD ("/grid-tool/corners-taken-back", test_corners_taken_back);
  ADD ("/grid-tool/corners-refused", test_corners_refused);
  ADD ("/grid-tool/without-regions", test_without_regions);
  ADD ("/grid-tool/photo", test_photo);
  ADD ("/grid-tool/read-only", test_read_only);
  ADD ("/grid-tool/other-view", test_other_view);
  ADD ("/grid-tool/many", test_many);
  ADD ("/grid-tool/look", test_look);
  ADD ("/grid-tool/touch", test_touch);

  return g_test_run ();
}
