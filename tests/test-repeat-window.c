/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "meso-balance-popover.h"
#include "meso-session-dialog.h"
#include "meso-window-fixture.h"

/* From a patient to the planned session, as a person goes: by a button, by a key, and from a row. */

static void
add_patient (MesoLibrary *library)
{
  g_autofree char *id = g_uuid_string_random ();
  MesoPatient data = { id, (char *) "M-0001", (char *) "Claire Moreau", (char *) "1981-04-17", MESO_SEX_FEMALE, 2 };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PATIENT, &data, NULL, NULL);
  g_autoptr (GError) error = NULL;

  meso_library_create_patient (library, item, &error);
  g_assert_no_error (error);
}

static void
add_marks (MesoSession *session,
           guint n_marks)
{
  g_autoptr (MesoMap) map = meso_map_new ("face-front", 1, MESO_SEX_FEMALE, NULL, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_marks; i++)
    {
      g_autofree char *id = g_strdup_printf ("m%u", i + 1);
      MesoPoint place = { 1000 + (int) i * 500, 2000 };
      MesoMarkData data;

      meso_mark_data_init (&data, MESO_MARK_POINT);
      data.id = id;
      data.points = &place;
      data.n_points = 1;
      data.layer = MESO_LAYER_MID_DERMIS;
      data.state = MESO_STATE_DONE;
      data.region = (char *) "malar";
      data.side = MESO_SIDE_LEFT;
      g_ptr_array_add (marks, meso_mark_new (&data, NULL));
    }
  meso_session_load_map (session, map);
  meso_session_load_marks (session, map, marks);
}

static char *
add_session (MesoLibrary *library,
             const char *start,
             gint64 number,
             MesoStatus status,
             guint n_marks)
{
  MesoLibraryPatient *patient = meso_library_lookup_code (library, "M-0001");
  MesoVisit visit = { .start = (char *) start, .practitioner = (char *) "Dr P", .place = (char *) "Clinic" };
  MesoTreatment treatment = {
    .method = 2,
    .strategy = 1,
    .course = (char *) "11111111-2222-4333-8444-777777777777",
    .number = number,
    .planned = 4,
    .interval_days = 21,
  };
  g_autoptr (MesoSession) session = meso_library_patient_new_session (patient, &visit, &treatment);
  g_autoptr (GError) error = NULL;
  char *folder;

  meso_session_load_head (session, 0, 0, status, MESO_UNSET);
  if (n_marks > 0)
    add_marks (session, n_marks);
  folder = meso_library_add_session (library, session, &error);
  g_assert_no_error (error);
  return folder;
}

static void
show_patient (WindowFixture *f)
{
  fixture_wait_ms (300);
  fixture_xdotool ("type", "mor");
  fixture_xdotool ("key", "Return");
  fixture_wait_ms (300);
}

static MesoSessionDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (MESO_IS_SESSION_DIALOG (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
find_label (GtkWidget *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_key (WindowFixture *f,
          gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *first = NULL, *last = NULL;
  const MesoTreatment *treatment;
  const MesoVisit *visit;
  MesoSession *session;

  add_patient (library);
  first = add_session (library, "2026-05-03T10:30:00+02:00", 3, MESO_STATUS_DRAFT, 5);
  last = add_session (library, "2026-06-03T10:30:00+02:00", 4, MESO_STATUS_DRAFT, 3);
  show_patient (f);
  fixture_xdotool ("key", "ctrl+r");
  fixture_wait_for (find_dialog () != NULL);
  fixture_wait_ms (300);
  fixture_xdotool ("key", "Return");
  fixture_wait_for (meso_window_get_drawing_page (f->window) != NULL);

  session = meso_editor_get_session (meso_drawing_page_get_editor (meso_window_get_drawing_page (f->window)));
  g_assert_cmpuint (meso_session_get_n_marks (session), ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (meso_mark_is_planned (meso_map_get_mark (meso_session_get_map (session, 0), i)));
  treatment = meso_session_get_treatment (session);
  g_assert_cmpint (treatment->method, ==, 2);
  g_assert_cmpint (treatment->strategy, ==, 1);
  g_assert_cmpint (treatment->interval_days, ==, 21);
  g_assert_cmpstr (treatment->course, ==, "11111111-2222-4333-8444-777777777777");
  g_assert_cmpint (treatment->number, ==, 5);
  g_assert_cmpint (treatment->planned, ==, 5);
  visit = meso_session_get_visit (session);
  g_assert_cmpstr (visit->practitioner, ==, "Dr P");
  g_assert_cmpstr (visit->place, ==, "Clinic");

  /* Right against left follows what is confirmed while it is open. */
  fixture_xdotool ("key", "c");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "draw.balance", NULL);
  fixture_wait_for (fixture_find_child (GTK_WIDGET (f->window), MESO_TYPE_BALANCE_POPOVER) != NULL);
  g_assert_nonnull (find_label (GTK_WIDGET (f->window), "left 1 more"));
  meso_editor_undo (meso_drawing_page_get_editor (meso_window_get_drawing_page (f->window)));
  g_assert_null (find_label (GTK_WIDGET (f->window), "left 1 more"));
  g_assert_nonnull (find_label (GTK_WIDGET (f->window), "planned only"));
  fixture_xdotool ("key", "Escape");
  g_assert_null (fixture_find_child (GTK_WIDGET (f->window), MESO_TYPE_BALANCE_POPOVER));
}

/* A void session is not what was done last, but can be repeated by its own button; one without marks is passed over. */
static void
test_row (WindowFixture *f,
          gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *done = NULL, *void_one = NULL, *empty = NULL;
  MesoPatientsPage *patients = meso_window_get_patients_page (f->window);
  MesoSessionDialog *dialog;
  GtkWidget *button;

  add_patient (library);
  done = add_session (library, "2026-05-03T10:30:00+02:00", 1, MESO_STATUS_DRAFT, 5);
  void_one = add_session (library, "2026-06-03T10:30:00+02:00", 2, MESO_STATUS_VOID, 3);
  empty = add_session (library, "2026-07-03T10:30:00+02:00", 2, MESO_STATUS_DRAFT, 0);
  show_patient (f);

  meso_patients_page_repeat_last (patients);
  fixture_wait_for (find_dialog () != NULL);
  dialog = find_dialog ();
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  fixture_xdotool ("key", "Escape");
  fixture_wait_for (dialog == NULL);
  g_assert_null (meso_window_get_drawing_page (f->window));

  /* The first that is in sight is that of the void one: the newest has nothing to repeat. */
  button = fixture_find_named (GTK_WIDGET (patients), "Repeat This Session");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_wait_for (find_dialog () != NULL);
  fixture_wait_ms (300);
  fixture_xdotool ("key", "Return");
  fixture_wait_for (meso_window_get_drawing_page (f->window) != NULL);
  g_assert_cmpuint (meso_session_get_n_marks (meso_editor_get_session (
                      meso_drawing_page_get_editor (meso_window_get_drawing_page (f->window)))),
                    ==, 3);
}

/* With nothing to repeat, button and key do nothing. */
static void
test_nothing (WindowFixture *f,
              gconstpointer data)
{
  MesoLibrary *library = meso_window_get_library (f->window);
  g_autofree char *empty = NULL;
  GtkWidget *button;

  add_patient (library);
  empty = add_session (library, "2026-07-03T10:30:00+02:00", 1, MESO_STATUS_DRAFT, 0);
  show_patient (f);
  button = fixture_find_named (GTK_WIDGET (f->window), "Plan the Marks of the Last Session (Ctrl+R)");
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_sensitive (button));
  fixture_xdotool ("key", "ctrl+r");
  g_assert_null (find_dialog ());
}

static void
add_tests (void)
{
  g_test_add ("/repeat-window/key", WindowFixture, NULL, fixture_set_up_window, test_key, fixture_tear_down_window);
  g_test_add ("/repeat-window/row", WindowFixture, NULL, fixture_set_up_window, test_row, fixture_tear_down_window);
  g_test_add ("/repeat-window/nothing", WindowFixture, NULL, fixture_set_up_window, test_nothing,
              fixture_tear_down_window);
}

int
main (int argc,
      char **argv)
{
  return fixture_run (argc, argv, add_tests);
}
