/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>
#include <string.h>

#include "diagram/meso-map-diagram.h"
#include "meso-editor-mirror.h"
#include "meso-editor-views.h"

/* No step, back or forth, changes a view that is not in sight by then, unless it says so. */

typedef struct
{
  MesoSession *session;
  MesoEditor *editor;
  char *message;
  GPtrArray *unseen; /* names of views that were changed while another one was in sight; the last step */
} Fixture;

static void
message_cb (MesoEditor *editor,
            const char *text,
            gboolean is_error,
            Fixture *f)
{
  g_free (f->message);
  f->message = g_strdup (text);
  if (is_error)
    g_test_message ("%s", text);
}

static void
edited_cb (MesoSession *session,
           MesoEdit *edit,
           Fixture *f)
{
  for (guint i = 0; i < meso_edit_get_n_changes (edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);
      MesoMap *map = change->map;

      if (change->slot == MESO_SLOT_MAP)
        map = MESO_MAP (change->before != NULL ? change->before : change->after);
      if (map != NULL && map != meso_editor_get_map (f->editor))
        g_ptr_array_add (f->unseen, g_strdup (meso_diagram_set_get_view_name (meso_map_get_diagram (map))));
    }
}

static void
set_up (Fixture *f,
        gconstpointer data)
{
  f->session = meso_session_new ("6f1c2c0e-0000-4000-8000-000000000001");
  f->unseen = g_ptr_array_new_with_free_func (g_free);
  /* Before the editor, which shows another view when its own is gone. */
  g_signal_connect (f->session, "edited", G_CALLBACK (edited_cb), f);
  f->editor = meso_editor_new (f->session);
  g_signal_connect (f->editor, "message", G_CALLBACK (message_cb), f);
}

static void
tear_down (Fixture *f,
           gconstpointer data)
{
  g_assert_finalize_object (f->editor);
  g_signal_handlers_disconnect_by_data (f->session, f);
  g_assert_finalize_object (f->session);
  g_ptr_array_unref (f->unseen);
  g_free (f->message);
}

static void
begin (Fixture *f)
{
  g_clear_pointer (&f->message, g_free);
  g_ptr_array_set_size (f->unseen, 0);
}

/* What was changed out of sight is named; what is named now is in sight. */
static void
check (Fixture *f)
{
  for (guint i = 0; i < f->unseen->len; i++)
    {
      const char *name = g_ptr_array_index (f->unseen, i);

      g_assert_nonnull (f->message);
      if (strstr (f->message, name) == NULL)
        g_error ("“%s” says nothing of %s", f->message, name);
    }
}

static void
undo (Fixture *f)
{
  begin (f);
  meso_editor_undo (f->editor);
  check (f);
}

static void
redo (Fixture *f)
{
  begin (f);
  meso_editor_redo (f->editor);
  check (f);
}

static MesoMap *
add_view (Fixture *f,
          const char *id)
{
  MesoMap *map = meso_editor_add_view (f->editor, id);

  g_assert_nonnull (map);
  return map;
}

static void
add_point (Fixture *f,
           int x)
{
  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ x, 0 }));
}

static void
test_marks (Fixture *f,
            gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front"), *scalp;

  add_point (f, 0);
  scalp = add_view (f, "scalp-top");
  add_point (f, 0);
  meso_editor_set_map (f->editor, face);

  undo (f);
  g_assert_true (meso_editor_get_map (f->editor) == scalp);
  g_assert_cmpuint (f->unseen->len, ==, 0);
  g_assert_nonnull (strstr (f->message, "Add Point"));
  redo (f);
  g_assert_null (f->message); /* nothing to say: it is in sight */
  undo (f);
  undo (f);
  g_assert_cmpuint (meso_session_get_n_maps (f->session), ==, 1);
  g_assert_true (meso_editor_get_map (f->editor) == face);
  g_assert_cmpuint (meso_map_get_n_marks (face), ==, 1);
}

/* A view that goes is shown before it does, and one that comes back is shown then. */
static void
test_add_view (Fixture *f,
               gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front"), *scalp = add_view (f, "scalp-top");

  meso_editor_set_map (f->editor, face);
  undo (f);
  g_assert_true (meso_editor_get_map (f->editor) == face);
  g_assert_cmpuint (meso_session_get_n_maps (f->session), ==, 1);
  g_assert_nonnull (strstr (f->message, "Add View"));
  redo (f);
  g_assert_true (meso_editor_get_map (f->editor) == scalp);
  g_assert_nonnull (f->message);
  undo (f);
  undo (f);
  g_assert_null (meso_editor_get_map (f->editor));
  redo (f);
  g_assert_true (meso_editor_get_map (f->editor) == face);
}

/* A step on two views at once, one of them in sight: the other one is named. */
static void
test_two_views (Fixture *f,
                gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front"), *scalp = add_view (f, "scalp-top"), *hands = add_view (f, "hands");
  g_autoptr (MesoEdit) edit = meso_edit_new ("Paste");
  MesoMap *maps[] = { face, scalp };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      char id[] = { 'm', (char) ('1' + i), '\0' };
      g_autoptr (MesoMark) mark = NULL;
      MesoPoint place = { 0, 0 };
      MesoMarkData point;

      meso_mark_data_init (&point, MESO_MARK_POINT);
      point.id = id;
      point.points = &place;
      point.n_points = 1;
      point.layer = MESO_LAYER_MID_DERMIS;
      point.state = MESO_STATE_DONE;
      mark = meso_mark_new (&point, NULL);
      meso_edit_add_mark (edit, maps[i], mark, MESO_POSITION_END);
    }
  meso_editor_set_map (f->editor, scalp);
  g_assert_true (meso_editor_apply (f->editor, edit));

  undo (f);
  g_assert_true (meso_editor_get_map (f->editor) == scalp);
  g_assert_cmpuint (f->unseen->len, ==, 1);
  g_assert_nonnull (f->message);
  redo (f);
  g_assert_nonnull (f->message);

  meso_editor_set_map (f->editor, hands);
  undo (f);
  g_assert_true (meso_editor_get_map (f->editor) != hands);
  g_assert_nonnull (strstr (f->message, meso_diagram_set_get_view_name ("face-front")));
  g_assert_nonnull (strstr (f->message, meso_diagram_set_get_view_name ("scalp-top")));
}

/* Mirrored from a profile onto the other one, which comes with it. */
static void
test_mirror (Fixture *f,
             gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front"), *left = add_view (f, "head-left"), *right;

  g_assert_true (meso_editor_add_point (f->editor, (MesoPoint){ -4000, 2000 }));
  meso_editor_select_all (f->editor);
  g_assert_true (meso_editor_mirror_selection (f->editor));
  right = meso_editor_get_map (f->editor);
  g_assert_true (right != left);

  for (int i = 0; i < 2; i++)
    {
      meso_editor_set_map (f->editor, i == 0 ? face : left);
      undo (f);
      g_assert_nonnull (f->message);
      g_assert_false (g_list_store_find (G_LIST_STORE (meso_session_get_maps (f->session)), right, NULL));
      meso_editor_set_map (f->editor, face);
      redo (f);
      g_assert_true (meso_editor_get_map (f->editor) == right);
      g_assert_cmpuint (meso_map_get_n_marks (right), ==, 1);
    }
}

/* An empty view gives way to that of the other figure, which has the same name. */
static void
test_figure (Fixture *f,
             gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front"), *scalp = add_view (f, "scalp-top"), *man;

  meso_editor_set_map (f->editor, face);
  meso_editor_set_figure (f->editor, MESO_SEX_MALE);
  man = meso_editor_get_map (f->editor);
  g_assert_true (man != face && meso_map_get_variant (man) == MESO_SEX_MALE);
  meso_editor_set_map (f->editor, scalp);
  undo (f);
  g_assert_nonnull (f->message);
  g_assert_false (meso_editor_get_map (f->editor) == man);
  meso_editor_set_map (f->editor, scalp);
  redo (f);
  g_assert_nonnull (f->message);
  g_assert_true (meso_editor_get_map (f->editor) == man);
}

/* What is on no view leaves the view alone. */
static void
test_no_view (Fixture *f,
              gconstpointer data)
{
  MesoMap *face = add_view (f, "face-front");
  g_autoptr (MesoEdit) edit = meso_edit_new ("Change Notes");
  const MesoNotes notes = { .text = (char *) "None" };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_NOTES, &notes, NULL, NULL);

  meso_edit_change_item (edit, MESO_SLOT_NOTES, NULL, item, 0);
  g_assert_true (meso_editor_apply (f->editor, edit));
  add_view (f, "scalp-top");
  meso_editor_set_map (f->editor, face);
  undo (f);
  undo (f);
  g_assert_null (f->message);
  g_assert_true (meso_editor_get_map (f->editor) == face);
}

static void
show_any_view (Fixture *f,
               guint n_views)
{
  int i;

  if (n_views == 0)
    return;
  i = g_test_rand_int_range (0, (int) n_views);
  meso_editor_set_map (f->editor, meso_session_get_map (f->session, (guint) i));
}

/* Steps on any views in any order, back and forth, from any view. */
static void
test_random (Fixture *f,
             gconstpointer data)
{
  static const char *const views[] = { "face-front", "scalp-top", "head-left", "head-right", "hands" };

  add_view (f, views[0]);
  for (int i = 0; i < 1500; i++)
    {
      guint n = meso_session_get_n_maps (f->session);

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          add_view (f, views[g_test_rand_int_range (0, G_N_ELEMENTS (views))]);
          break;
        case 1:
        case 2:
          if (meso_editor_get_map (f->editor) != NULL)
            add_point (f, g_test_rand_int_range (-5000, 5000));
          break;
        case 3:
          meso_editor_select_all (f->editor);
          meso_editor_mirror_selection (f->editor);
          break;
        case 4:
          meso_editor_delete_selection (f->editor);
          break;
        case 5:
        case 6:
          show_any_view (f, n);
          undo (f);
          break;
        default:
          show_any_view (f, n);
          redo (f);
          break;
        }
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  ADD ("/undo-views/marks", test_marks);
  ADD ("/undo-views/add-view", test_add_view);
  ADD ("/undo-views/two-views", test_two_views);
  ADD ("/undo-views/mirror", test_mirror);
  ADD ("/undo-views/figure", test_figure);
  ADD ("/undo-views/no-view", test_no_view);
  ADD ("/undo-views/random", test_random);

  return g_test_run ();
}
