/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "canvas/meso-canvas.h"
#include "canvas/meso-point-tool.h"
#include "diagram/meso-diagram-set.h"
#include "diagram/meso-map-diagram.h"
#include "meso-editor-mirror.h"
#include "meso-editor-views.h"
#include "pattern/meso-mirror.h"

typedef struct
{
  MesoEditor *editor;
  char *message;
} Fixture;

static void
message_cb (Fixture *f,
            const char *text)
{
  g_free (f->message);
  f->message = g_strdup (text);
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  g_autoptr (MesoSession) session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");

  f->editor = meso_editor_new (session);
  g_assert_nonnull (meso_editor_add_view (f->editor, data != NULL ? data : "face-front"));
  g_signal_connect_swapped (f->editor, "message", G_CALLBACK (message_cb), f);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->editor);
  g_free (f->message);
}

static MesoMap *
get_map (Fixture *f)
{
  return meso_editor_get_map (f->editor);
}

static const MesoMarkData *
get_mark (Fixture *f,
          guint i)
{
  return meso_mark_get (meso_map_get_mark (get_map (f), i));
}

static void
add_point (Fixture *f,
           int x,
           int y)
{
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ x, y }));
}

static void
add_line (Fixture *f,
          const MesoPoint *points,
          guint n)
{
  g_assert_true (meso_editor_add_line (f->editor, points, n));
}

static MesoDiagram *
lookup (const char *id)
{
  MesoDiagram *diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (), id, "female");

  g_assert_nonnull (diagram);
  return diagram;
}

static MesoMark *
make (MesoMarkKind kind,
      const MesoPoint *points,
      guint n)
{
  MesoMarkData data;

  meso_mark_data_init (&data, kind);
  data.id = (char *) "m1";
  data.points = (MesoPoint *) points;
  data.n_points = n;
  data.state = MESO_STATE_DONE;
  if (kind != MESO_MARK_AREA)
    data.layer = MESO_LAYER_MID_DERMIS;
  if (kind == MESO_MARK_THREAD)
    data.curve = MESO_CURVE_SMOOTH;
  data.note = (char *) "of this one alone";
  data.order = 3;
  return meso_mark_new (&data, NULL);
}

/* Core */

static void
test_kinds (void)
{
  static const struct
  {
    const char *id;
    MesoMirrorKind kind;
  } cases[] = {
    { "face-front", MESO_MIRROR_BOTH_SIDES },
    { "scalp-top", MESO_MIRROR_BOTH_SIDES },
    { "scalp-back", MESO_MIRROR_BOTH_SIDES },
    { "neck-decolletage", MESO_MIRROR_BOTH_SIDES },
    { "hands", MESO_MIRROR_BOTH_SIDES },
    { "head-left", MESO_MIRROR_ONE_SIDE },
    { "head-right", MESO_MIRROR_ONE_SIDE },
    { "face-oblique-left", MESO_MIRROR_ONE_SIDE },
    { "face-oblique-right", MESO_MIRROR_ONE_SIDE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (meso_mirror_get_kind (lookup (cases[i].id)), ==, cases[i].kind);
  g_assert_true (meso_mirror_is_opposite (lookup ("head-left"), lookup ("head-right")));
  g_assert_true (meso_mirror_is_opposite (lookup ("face-oblique-right"), lookup ("face-oblique-left")));
  g_assert_false (meso_mirror_is_opposite (lookup ("head-left"), lookup ("face-oblique-right")));
}

/* Nodes keep their order, so that the entry stays the entry; side and region are those of the other place. */
static void
test_twin (void)
{
  const MesoPoint points[] = { { -4000, 2000 }, { -3500, 2600 }, { -3000, 2200 } };
  MesoDiagram *front = lookup ("face-front");
  g_autoptr (MesoMark) line = make (MESO_MARK_THREAD, points, 3);
  g_autoptr (MesoMark) twin = meso_mirror_mark (front, line);
  const MesoMarkData *data = meso_mark_get (twin);

  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (data->points[i].x, ==, -points[i].x);
      g_assert_cmpint (data->points[i].y, ==, points[i].y);
    }
  g_assert_cmpint (data->side, ==, MESO_SIDE_LEFT);
  g_assert_nonnull (data->region);
  g_assert_cmpint (data->curve, ==, MESO_CURVE_SMOOTH);
  g_assert_null (data->note);
  g_assert_cmpint (data->order, ==, MESO_UNSET);
}

/* On the scalp the patient's left is on the viewer's left; sides follow the view and not the sign of x. */
static void
test_sides (void)
{
  const MesoPoint place = { -5500, 1000 };
  g_autoptr (MesoMark) point = make (MESO_MARK_POINT, &place, 1);
  g_autoptr (MesoMark) on_scalp = meso_mirror_mark (lookup ("scalp-top"), point);
  g_autoptr (MesoMark) on_face = meso_mirror_mark (lookup ("face-front"), point);

  g_assert_cmpint (meso_mark_get (on_scalp)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (meso_mark_get (on_face)->side, ==, MESO_SIDE_LEFT);
}

/* What lies on the midline or crosses it, if only between two nodes, has no twin. */
static void
test_midline (void)
{
  const MesoPoint on = { 100, 2000 }, beside = { 140, 2000 };
  const MesoPoint across[] = { { -2000, -4000 }, { 2000, -4000 } };
  const MesoPoint bulge[] = { { -1500, -4500 }, { -150, -4300 }, { -150, -3900 }, { -1500, -3700 } };
  const MesoPoint zone[] = { { -2000, -6000 }, { -1500, -4000 }, { 1500, -4000 } };
  const MesoPoint closing[] = { { 2000, -6000 }, { 2200, -5000 }, { 2000, -4000 } };
  MesoDiagram *front = lookup ("face-front");
  const struct
  {
    MesoMarkKind kind;
    const MesoPoint *points;
    guint n;
    gboolean has_twin;
  } cases[] = {
    { MESO_MARK_POINT, &on, 1, FALSE },
    { MESO_MARK_POINT, &beside, 1, TRUE },
    { MESO_MARK_THREAD, across, 2, FALSE },
    { MESO_MARK_THREAD, bulge, 4, FALSE },
    { MESO_MARK_AREA, zone, 3, FALSE },
    { MESO_MARK_AREA, closing, 3, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MesoMark) mark = make (cases[i].kind, cases[i].points, cases[i].n);
      g_autoptr (MesoMark) twin = meso_mirror_mark (front, mark);

      g_assert_cmpint (twin != NULL, ==, cases[i].has_twin);
    }
}

static void
test_index (void)
{
  const MesoPoint place = { -99, -1 }, near = { 0, 10 }, far = { 10, 10 };
  g_autoptr (MesoMirrorIndex) index = meso_mirror_index_new ();
  g_autoptr (MesoMark) mark = make (MESO_MARK_POINT, &place, 1);
  g_autoptr (MesoMark) near_mark = make (MESO_MARK_POINT, &near, 1);
  g_autoptr (MesoMark) far_mark = make (MESO_MARK_POINT, &far, 1);
  g_autoptr (MesoMark) other_layer = NULL;
  MesoMarkData data = *meso_mark_get (near_mark);

  data.layer = MESO_LAYER_DEEP_DERMIS;
  other_layer = meso_mark_changed (near_mark, &data);
  g_assert_false (meso_mirror_index_has (index, mark));
  meso_mirror_index_add (index, mark);
  g_assert_true (meso_mirror_index_has (index, near_mark));
  g_assert_false (meso_mirror_index_has (index, far_mark));
  g_assert_false (meso_mirror_index_has (index, other_layer));
}

/* Continuous */

static void
test_on (Fixture *f,
         gconstpointer data)
{
  const MesoPoint line[] = { { 4000, 2000 }, { 3000, 2500 } };

  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_true (meso_editor_get_mirror (f->editor));
  add_point (f, -3000, 3500);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 2);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 3000);
  g_assert_cmpint (get_mark (f, 0)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (get_mark (f, 1)->side, ==, MESO_SIDE_LEFT);
  g_assert_cmpstr (get_mark (f, 0)->id, !=, get_mark (f, 1)->id);
  add_line (f, line, 2);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 4);

  /* One step, with the twin. */
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 2);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 0);
  meso_editor_redo (f->editor);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 2);

  meso_editor_set_mirror (f->editor, FALSE);
  add_point (f, -2000, 3500);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 3);
}

/* What would be doubled is not, and what has no twin is said. */
static void
test_twinless (Fixture *f,
               gconstpointer data)
{
  g_autoptr (GPtrArray) both = g_ptr_array_new_with_free_func (g_object_unref);
  const MesoPoint places[] = { { -3000, 3500 }, { 3000, 3550 }, { 0, 3500 } };

  meso_editor_set_mirror (f->editor, TRUE);
  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (both,
                     meso_editor_create_mark (f->editor, MESO_MARK_POINT, MESO_CURVE_UNSET, &places[i], 1));
  g_assert_true (meso_editor_add_marks (f->editor, "Add Grid", "grid", both));
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 3);
  g_assert_cmpstr (f->message, ==, "1 mark on the midline has no twin · 2 twins were there already");

  add_point (f, 0, 1000);
  g_assert_cmpstr (f->message, ==, "1 mark on the midline has no twin");

  /* On the place of the twin of one that is there: the point is added, its twin is not. */
  add_point (f, -2000, 3500);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 6);
  add_point (f, 2000, 3520);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 7);
  g_assert_cmpstr (f->message, ==, "1 twin was there already");
  meso_hand_set_layer (meso_editor_get_hand (f->editor), MESO_LAYER_HYPODERMIS);
  add_point (f, 2000, 3520);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 9);
}

static guint n_notified;

static void
notified_cb (void)
{
  n_notified++;
}

/* It goes off with the view, and never goes on where a view shows one side; a switch hears of that. */
static void
test_off (Fixture *f,
          gconstpointer data)
{
  MesoMap *front = get_map (f);

  g_signal_connect (f->editor, "notify::mirror", G_CALLBACK (notified_cb), NULL);
  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_nonnull (meso_editor_add_view (f->editor, "head-left"));
  g_assert_false (meso_editor_get_mirror (f->editor));
  n_notified = 0;
  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_false (meso_editor_get_mirror (f->editor));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_nonnull (strstr (f->message, "one side"));
  add_point (f, -3000, 3500);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
  meso_editor_set_map (f->editor, front);
  g_assert_false (meso_editor_get_mirror (f->editor));

  meso_editor_set_mirror (f->editor, TRUE);
  meso_session_set_read_only (meso_editor_get_session (f->editor), "locked");
  g_assert_false (meso_editor_get_mirror (f->editor));
  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_false (meso_editor_get_mirror (f->editor));
}

/* Moving and erasing is about the marks themselves. */
static void
test_move (Fixture *f,
           gconstpointer data)
{
  const char *ids[2] = { NULL };

  meso_editor_set_mirror (f->editor, TRUE);
  add_point (f, -3000, 3500);
  ids[0] = get_mark (f, 0)->id;
  meso_selection_set (meso_editor_get_selection (f->editor), ids);
  g_assert_true (meso_editor_move_selection (f->editor, 100, 0, FALSE));
  g_assert_cmpint (get_mark (f, 0)->points[0].x, ==, -2900);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 3000);
  g_assert_true (meso_editor_delete_selection (f->editor));
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
}

/* While the button is down both points show. */
static void
test_preview (Fixture *f,
              gconstpointer data)
{
  const cairo_rectangle_t bounds = { -100, -140, 200, 260 };
  g_autoptr (MesoViewport) viewport = meso_viewport_new ();
  g_autoptr (MesoCanvasTool) tool = meso_point_tool_new (f->editor, viewport);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  PangoContext *text = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  MesoPointerEvent event = { .type = MESO_POINTER_PRESS, .x_mm = -30, .y_mm = 35, .button = 1, .n = 1 };
  double x, y, width, height;

  meso_viewport_set_bounds (viewport, &bounds);
  meso_viewport_set_size (viewport, 800, 600, 1);
  meso_viewport_place (viewport, 0, 0, 4, 400, 300);
  meso_viewport_to_px (viewport, event.x_mm, event.y_mm, &event.x, &event.y);
  meso_editor_set_mirror (f->editor, TRUE);
  meso_canvas_tool_event (tool, &event);
  meso_canvas_tool_draw_overlay (tool, cr, text);
  cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
  g_assert_cmpfloat (width, >, 60 * 4);
  g_assert_cmpfloat (height, <, 20);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (text);
}

/* Of a photo somebody must have said where right is; then it is mirrored about its midline. */
static void
test_photo (Fixture *f,
            gconstpointer data)
{
  MesoPhoto photo = {
    .file = (char *) "photo-0123456789abcdef.jpg",
    .sha256 = (char *) "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    .width = 1000,
    .height = 1000,
    .px_per_mm = MESO_UNSET,
    .midline = MESO_UNSET,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PHOTO, &photo, NULL, NULL);
  g_autoptr (MesoMap) map = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, item, NULL);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Photo");
  g_autoptr (MesoEdit) sides = NULL;
  g_autoptr (MesoEdit) none = NULL;

  meso_edit_add_map (edit, map, MESO_POSITION_END);
  g_assert_true (meso_editor_apply (f->editor, edit));
  meso_editor_set_map (f->editor, map);
  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_false (meso_editor_get_mirror (f->editor));
  add_point (f, -5000, 1000);
  meso_editor_select_all (f->editor);
  g_assert_false (meso_editor_mirror_selection (f->editor));
  g_assert_nonnull (strstr (f->message, "right is on this photo"));

  sides = meso_photo_edit_sides (map, MESO_RIGHT_SIDE_VIEWER_LEFT, MESO_UNSET);
  g_assert_true (meso_editor_apply (f->editor, sides));
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_mirror_selection (f->editor));
  g_assert_cmpint (get_mark (f, 0)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (get_mark (f, 1)->side, ==, MESO_SIDE_LEFT);
  g_assert_cmpint (get_mark (f, 1)->points[0].x, ==, 5000);

  /* When nobody knows any longer where right is, it goes off. */
  meso_editor_set_mirror (f->editor, TRUE);
  g_assert_true (meso_editor_get_mirror (f->editor));
  none = meso_photo_edit_sides (map, 0, MESO_UNSET);
  g_assert_true (meso_editor_apply (f->editor, none));
  g_assert_false (meso_editor_get_mirror (f->editor));
}

/* Once */

static void
test_once (Fixture *f,
           gconstpointer data)
{
  g_assert_false (meso_editor_mirror_selection (f->editor));
  g_assert_cmpstr (f->message, ==, "Select first what is to be mirrored.");
  add_point (f, -3000, 3500);
  add_point (f, -2500, 3500);
  add_point (f, 0, 3500);
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_mirror_selection (f->editor));
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 5);
  g_assert_cmpstr (f->message, ==, "2 mirrored · 1 mark on the midline has no twin");
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 2);
  g_assert_true (meso_selection_contains (meso_editor_get_selection (f->editor), get_mark (f, 3)->id));

  /* Back again: they are all there. */
  g_assert_false (meso_editor_mirror_selection (f->editor));
  g_assert_cmpstr (f->message, ==, "2 twins were there already");
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 5);
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 3);
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 0);
}

static void
test_onto (Fixture *f,
           gconstpointer data)
{
  MesoSession *session = meso_editor_get_session (f->editor);
  MesoMap *left = get_map (f), *right;

  add_point (f, -6000, 3000);
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_mirror_selection (f->editor));
  right = get_map (f);
  g_assert_cmpstr (meso_map_get_diagram (right), ==, "head-right");
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  g_assert_true (meso_session_get_map (session, 0) == right);
  g_assert_cmpint (get_mark (f, 0)->points[0].x, ==, 6000);
  g_assert_cmpint (get_mark (f, 0)->side, ==, MESO_SIDE_RIGHT);
  g_assert_cmpstr (f->message, ==, "1 mirrored on Right 90°, a new view");
  g_assert_cmpuint (meso_selection_get_size (meso_editor_get_selection (f->editor)), ==, 1);

  /* One step: the view goes as well, and comes again. */
  meso_editor_undo (f->editor);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 1);
  g_assert_true (get_map (f) == left);
  meso_editor_redo (f->editor);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  g_assert_cmpuint (meso_map_get_n_marks (meso_session_get_map (session, 0)), ==, 1);

  /* Onto a view in use, from which undo leads back to where the step was. */
  meso_editor_set_map (f->editor, left);
  add_point (f, -5000, 3000);
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_mirror_selection (f->editor));
  g_assert_cmpstr (f->message, ==, "1 mirrored on Right 90° · 1 twin was there already");
  meso_editor_set_map (f->editor, left);
  meso_editor_undo (f->editor);
  g_assert_true (get_map (f) == right);
  g_assert_cmpuint (meso_map_get_n_marks (right), ==, 1);
}

static void
test_read_only (Fixture *f,
                gconstpointer data)
{
  add_point (f, -3000, 3500);
  meso_editor_select_all (f->editor);
  meso_session_set_read_only (meso_editor_get_session (f->editor), "locked");
  g_assert_false (meso_editor_mirror_selection (f->editor));
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 1);
}

static void
iterate (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

/* The commands of the real canvas, and its loud state painted. */
static void
test_canvas (Fixture *f,
             gconstpointer data)
{
  GtkWidget *window = gtk_window_new (), *canvas = meso_canvas_new ();

  meso_canvas_set_editor (MESO_CANVAS (canvas), f->editor);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  iterate ();
  g_assert_true (gtk_widget_activate_action (canvas, "canvas.mirror", NULL));
  g_assert_true (meso_editor_get_mirror (f->editor));
  gtk_widget_activate_action (canvas, "canvas.nudge", "(ii)", 1000, 0);
  iterate ();
  gtk_widget_activate_action (canvas, "canvas.drop-mark", NULL);
  g_assert_cmpuint (meso_map_get_n_marks (get_map (f)), ==, 2);
  gtk_widget_activate_action (canvas, "canvas.mirror", NULL);
  g_assert_false (meso_editor_get_mirror (f->editor));
  gtk_widget_activate_action (canvas, "canvas.mirror-selection", NULL);
  iterate ();
  gtk_window_destroy (GTK_WINDOW (window));
  iterate ();
}

int
main (int argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mirror/kinds", test_kinds);
  g_test_add_func ("/mirror/twin", test_twin);
  g_test_add_func ("/mirror/sides", test_sides);
  g_test_add_func ("/mirror/midline", test_midline);
  g_test_add_func ("/mirror/index", test_index);
  g_test_add ("/mirror/on", Fixture, NULL, set_up, test_on, tear_down);
  g_test_add ("/mirror/twinless", Fixture, NULL, set_up, test_twinless, tear_down);
  g_test_add ("/mirror/off", Fixture, NULL, set_up, test_off, tear_down);
  g_test_add ("/mirror/move", Fixture, NULL, set_up, test_move, tear_down);
  g_test_add ("/mirror/preview", Fixture, NULL, set_up, test_preview, tear_down);
  g_test_add ("/mirror/photo", Fixture, NULL, set_up, test_photo, tear_down);
  g_test_add ("/mirror/once", Fixture, NULL, set_up, test_once, tear_down);
  g_test_add ("/mirror/onto", Fixture, "head-left", set_up, test_onto, tear_down);
  g_test_add ("/mirror/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/mirror/canvas", Fixture, NULL, set_up, test_canvas, tear_down);

  return g_test_run ();
}
