/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

/* A mark's region and side are those of where it lies, a line's those of where the needle enters, whatever moved it. */

#include "config.h"

#include <adwaita.h>

#include "canvas/meso-canvas.h"
#include "meso-editor-views.h"
#include "diagram/meso-diagram-set.h"

typedef struct
{
  MesoEditor *editor;
  GtkWidget *window;
  GtkWidget *canvas;
} Fixture;

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, "face-front"));
  f->canvas = meso_canvas_new ();
  meso_canvas_set_editor (MESO_CANVAS (f->canvas), f->editor);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->canvas);
  gtk_window_present (GTK_WINDOW (f->window));
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (f->editor);
}

static const MesoMarkData *
get_mark (Fixture *f,
          guint index)
{
  return meso_mark_get (meso_map_get_mark (meso_editor_get_map (f->editor), index));
}

static void
check_site (Fixture *f,
            guint index,
            const char *region,
            MesoSide side)
{
  g_assert_cmpstr (get_mark (f, index)->region, ==, region);
  g_assert_cmpint (get_mark (f, index)->side, ==, side);
}

/* As an arrow key does, so many times; with Shift it is 5 mm. */
static void
press_arrow (Fixture *f,
             int dx,
             int dy,
             guint n_times)
{
  for (guint i = 0; i < n_times; i++)
    gtk_widget_activate_action (f->canvas, "canvas.nudge", "(ii)", dx, dy);
}

static void
test_arrows (Fixture *f,
             gconstpointer data)
{
  meso_editor_add_point (f->editor, (MesoPoint){ -1000, -4000 });
  meso_editor_add_point (f->editor, (MesoPoint){ -3000, 3000 });
  check_site (f, 0, "forehead-central", MESO_SIDE_MIDLINE);
  check_site (f, 1, "anterior-cheek", MESO_SIDE_RIGHT);

  meso_editor_select_all (f->editor);
  press_arrow (f, 500, 0, 12);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 3000);
  check_site (f, 0, "forehead-lateral", MESO_SIDE_LEFT);
  check_site (f, 1, "anterior-cheek", MESO_SIDE_LEFT);

  /* All of it is one step back, sites too. */
  meso_editor_undo (f->editor);
  check_site (f, 0, "forehead-central", MESO_SIDE_MIDLINE);
  check_site (f, 1, "anterior-cheek", MESO_SIDE_RIGHT);
  meso_editor_redo (f->editor);
  check_site (f, 0, "forehead-lateral", MESO_SIDE_LEFT);
}

/* Step by step over the midline and off the skin: at each step what a new mark there would get. */
static void
test_each_step (Fixture *f,
                gconstpointer data)
{
  MesoDiagram *diagram = meso_editor_get_diagram (f->editor);

  meso_editor_add_point (f->editor, (MesoPoint){ -3000, 6000 });
  meso_editor_select_all (f->editor);
  for (int i = 0; i < 200; i++)
    {
      const MesoMarkData *mark = get_mark (f, 0);
      double x = mark->points[0].x / 100.0, y = mark->points[0].y / 100.0;
      const MesoRegion *region = meso_diagram_find_region (diagram, x, y);

      g_assert_cmpstr (mark->region, ==, region != NULL ? meso_region_get_id (region) : NULL);
      g_assert_cmpint (mark->side, ==, meso_diagram_get_side_at (diagram, x, y));
      press_arrow (f, 50, i % 2 == 0 ? 50 : 0, 1);
    }
  check_site (f, 0, NULL, MESO_SIDE_LEFT);
}

static void
test_line (Fixture *f,
           gconstpointer data)
{
  const MesoPoint points[] = { { -3000, 3000 }, { -500, 3000 }, { 3000, 4000 } };
  const MesoPoint back[] = { { 3000, 4000 }, { -500, 3000 }, { -3000, 3000 } };

  meso_editor_add_line (f->editor, points, 3);
  meso_editor_add_line (f->editor, back, 3);
  check_site (f, 0, "anterior-cheek", MESO_SIDE_RIGHT);
  check_site (f, 1, "anterior-cheek", MESO_SIDE_LEFT);

  /* The entry of one comes to the left; that of the other leaves the cheek. */
  meso_editor_select_all (f->editor);
  press_arrow (f, 500, 0, 11);
  check_site (f, 0, "anterior-cheek", MESO_SIDE_LEFT);
  g_assert_cmpstr (get_mark (f, 1)->region, !=, "anterior-cheek");
}

/* The cross-hair is for who draws by keys. */
static void
test_crosshair (Fixture *f,
                gconstpointer data)
{
  press_arrow (f, 500, 0, 3);
  press_arrow (f, 0, 500, 2);
  gtk_widget_activate_action (f->canvas, "canvas.drop-mark", NULL);
  press_arrow (f, -500, 0, 6);
  gtk_widget_activate_action (f->canvas, "canvas.drop-mark", NULL);

  for (guint i = 0; i < 2; i++)
    {
      const MesoMarkData *mark = get_mark (f, i);
      double x = mark->points[0].x / 100.0, y = mark->points[0].y / 100.0;
      const MesoRegion *region = meso_diagram_find_region (meso_editor_get_diagram (f->editor), x, y);

      g_assert_nonnull (region);
      check_site (f, i, meso_region_get_id (region), meso_region_get_side (region));
    }
  g_assert_cmpint (get_mark (f, 0)->points[0].x - get_mark (f, 1)->points[0].x, ==, 6000);
}

/* A diagram that is not here: the place is what the record has, and nobody knows more once it has changed. */
static void
test_missing (Fixture *f,
              gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000002");
  g_autoptr (MesoMap) map = meso_map_new ("no-such-view", 3, MESO_SEX_UNSET, NULL, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  MesoPoint place = { 100, 200 };
  MesoMarkData mark = { .id = (char *) "m1", .kind = MESO_MARK_POINT, .points = &place, .n_points = 1 };
  g_autoptr (MesoEditor) editor = NULL;
  const MesoMarkData *now;

  meso_hand_fill (meso_editor_get_hand (f->editor), MESO_MARK_POINT, &mark);
  mark.id = (char *) "m1";
  mark.points = &place;
  mark.n_points = 1;
  mark.region = (char *) "somewhere";
  mark.side = MESO_SIDE_LEFT;
  g_ptr_array_add (marks, meso_mark_new (&mark, NULL));
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
  editor = meso_editor_new (session);
  g_assert_null (meso_editor_get_diagram (editor));

  now = meso_mark_get (meso_map_get_mark (map, 0));
  g_assert_cmpstr (now->region, ==, "somewhere");
  meso_editor_select_all (editor);
  g_assert_true (meso_editor_move_selection (editor, 5000, 0, FALSE));
  now = meso_mark_get (meso_map_get_mark (map, 0));
  g_assert_null (now->region);
  g_assert_cmpint (now->side, ==, MESO_SIDE_UNSET);
  meso_editor_undo (editor);
  now = meso_mark_get (meso_map_get_mark (map, 0));
  g_assert_cmpstr (now->region, ==, "somewhere");
  g_assert_cmpint (now->side, ==, MESO_SIDE_LEFT);
}

/* The views that show one cheek, or more of it than of the other. */
static void
test_turned (Fixture *f,
             gconstpointer data)
{
  const char *view = data;
  const MesoLandmark *tip;
  MesoDiagram *diagram;
  MesoSide near = g_str_has_suffix (view, "-left") ? MESO_SIDE_LEFT : MESO_SIDE_RIGHT;
  int behind = near == MESO_SIDE_LEFT ? 1 : -1; /* the way from the nose to the ear */
  gboolean is_profile = g_str_has_prefix (view, "head-");

  if (meso_diagram_set_lookup_for (meso_diagram_set_get_default (), view, MESO_SEX_FEMALE) == NULL)
    {
      g_test_skip ("the diagram is not drawn yet");
      return;
    }

  g_assert_nonnull (meso_editor_add_view (f->editor, view));
  diagram = meso_editor_get_diagram (f->editor);
  tip = meso_diagram_find_landmark (diagram, "sn", MESO_SIDE_MIDLINE);
  g_assert_nonnull (tip);

  /* From the cheek to in front of the face, 10 mm below the nose's base. */
  meso_editor_add_point (f->editor, (MesoPoint){ (int) (tip->x * 100) + behind * 4500, (int) (tip->y * 100) - 500 });
  g_assert_nonnull (get_mark (f, 0)->region);
  g_assert_cmpint (get_mark (f, 0)->side, ==, near);

  meso_editor_select_all (f->editor);
  press_arrow (f, -behind * 500, 0, 18);
  g_assert_cmpint (get_mark (f, 0)->side, ==, is_profile ? near : near == MESO_SIDE_LEFT ? MESO_SIDE_RIGHT
                                                                                         : MESO_SIDE_LEFT);
  meso_editor_undo (f->editor);
  g_assert_cmpint (get_mark (f, 0)->side, ==, near);
}

#define ADD(path, data, test) g_test_add (path, Fixture, data, set_up, test, tear_down)

int
main (int argc,
      char *argv[])
{
  static const char *const turned[] = { "face-oblique-left", "face-oblique-right", "head-left", "head-right" };

  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/editor-sites/arrows", NULL, test_arrows);
  ADD ("/editor-sites/each-step", NULL, test_each_step);
  ADD ("/editor-sites/line", NULL, test_line);
  ADD ("/editor-sites/crosshair", NULL, test_crosshair);
  ADD ("/editor-sites/missing", NULL, test_missing);
  for (guint i = 0; i < G_N_ELEMENTS (turned); i++)
    {
      g_autofree char *path = g_strconcat ("/editor-sites/", turned[i], NULL);

      ADD (path, turned[i], test_turned);
    }

  return g_test_run ();
}
