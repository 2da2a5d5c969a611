/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-session-dialog.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "diagram/meso-diagram-set.h"
#include "library/meso-library-session.h"
#include "meso-format.h"
#include "model/meso-session-repeat.h"

/* A visit that is entered later than this after it began also says when it was entered. */
#define ENTERED_LATER (12 * G_TIME_SPAN_HOUR)

struct _MesoSessionDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkButton *accept_button;
  GtkLabel *message;
  GtkLabel *repeat_note;
  AdwEntryRow *start;
  AdwEntryRow *practitioner;
  AdwEntryRow *place;
  AdwComboRow *method;
  GtkSpinButton *number;
  GtkSpinButton *planned;
  AdwComboRow *view;
  GtkCheckButton *consent;

  MesoLibrary *library;
  MesoLibraryPatient *patient;
  MesoSession *source; /* that is repeated; NULL: begin with nothing */
  GSettings *settings;
  GPtrArray *views; /* char *: ids of diagrams */
  char *course; /* that goes on; NULL: a new one */
  char *suggested_start;
  GDateTime *opened_at;
};

G_DEFINE_FINAL_TYPE (MesoSessionDialog, meso_session_dialog, ADW_TYPE_WINDOW)

enum
{
  CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
get_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static void
complain (MesoSessionDialog *self,
          const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static char *
format_time (GDateTime *time)
{
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%S%:z");
}

/* "21 Nov 2026 10:30": a date in any of its shapes, a blank and a time. */
static GDateTime *
parse_start (MesoSessionDialog *self)
{
  g_autofree char *text = get_text (self->start);
  g_autofree char *date = NULL;
  char *blank = text != NULL ? strrchr (text, ' ') : NULL;
  int year, month, day, hour, minute;
  char rest;

  if (g_strcmp0 (text, self->suggested_start) == 0)
    return g_date_time_ref (self->opened_at);
  if (blank == NULL || sscanf (blank, " %2d:%2d %c", &hour, &minute, &rest) != 2)
    return NULL;
  *blank = '\0';
  date = meso_date_parse (text, NULL);
  if (date == NULL || sscanf (date, "%d-%d-%d", &year, &month, &day) != 3)
    return NULL;

  return g_date_time_new_local (year, month, day, hour, minute, 0);
}

static void
load_first_view (MesoSessionDialog *self,
                 MesoSession *session)
{
  const MesoPatient *patient = meso_library_patient_get_patient (self->patient);
  guint selected = adw_combo_row_get_selected (self->view);
  g_autoptr (MesoMap) map = NULL;
  MesoDiagram *diagram;

  if (selected >= self->views->len)
    return;
  diagram = meso_diagram_set_lookup_for (meso_diagram_set_get_default (), g_ptr_array_index (self->views, selected),
                                         patient->sex);
  if (diagram == NULL)
    return;
  map = meso_diagram_create_map (diagram);
  meso_session_load_map (session, map);
}

/* What a repeated session says that this sheet does not ask for. */
static void
take_from_source (MesoSession *source,
                  MesoVisit *visit,
                  MesoTreatment *treatment)
{
  const MesoVisit *old_visit = meso_session_get_visit (source);
  const MesoTreatment *old_treatment = meso_session_get_treatment (source);

  if (old_visit != NULL && g_strcmp0 (visit->practitioner, old_visit->practitioner) == 0)
    visit->registration = old_visit->registration;
  if (old_treatment == NULL)
    return;
  treatment->strategy = old_treatment->strategy;
  treatment->interval_days = old_treatment->interval_days;
  treatment->reason = old_treatment->reason;
}

static MesoSession *
create_session (MesoSessionDialog *self,
                GDateTime *start)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *start_text = format_time (start);
  g_autofree char *entered = NULL;
  g_autofree char *practitioner = get_text (self->practitioner);
  g_autofree char *place = get_text (self->place);
  MesoVisit visit = { .start = start_text, .practitioner = practitioner, .place = place };
  MesoTreatment treatment = {
    .method = (int) adw_combo_row_get_selected (self->method) + 1,
    .course = self->course,
    .number = gtk_spin_button_get_value_as_int (self->number),
    .planned = MAX (gtk_spin_button_get_value_as_int (self->planned), gtk_spin_button_get_value_as_int (self->number)),
    .interval_days = MESO_UNSET,
  };
  MesoSession *session;

  if (g_date_time_difference (now, start) > ENTERED_LATER)
    visit.entered = entered = format_time (now);
  if (self->source != NULL)
    take_from_source (self->source, &visit, &treatment);
  session = meso_library_patient_new_session (self->patient, &visit, &treatment);
  if (gtk_check_button_get_active (self->consent))
    {
      MesoCheck check = { .id = (char *) "consent", .value = meso_vocabulary_find (&meso_answer_vocabulary, "yes") };
      g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_CHECK, &check, NULL, NULL);

      meso_session_load_item (session, item);
    }
  if (self->source != NULL)
    meso_session_load_repeat (session, self->source);
  else
    load_first_view (self, session);

  return session;
}

static void
accept_cb (MesoSessionDialog *self)
{
  g_autoptr (GDateTime) start = parse_start (self);
  g_autoptr (MesoSession) session = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->start), "error");
  if (start == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->start), "error");
      gtk_widget_grab_focus (GTK_WIDGET (self->start));
      complain (self, _ ("Write date and time as 24 June 2026 10:30."));
      return;
    }

  session = create_session (self, start);
  folder = meso_library_add_session (self->library, session, &error);
  if (folder == NULL)
    {
      complain (self, error->message);
      return;
    }
  g_signal_emit (self, signals[CREATED], 0, folder);
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
course_goes_on (MesoSessionDialog *self,
                const MesoTreatment *treatment)
{
  if (treatment == NULL || treatment->number == MESO_UNSET)
    return FALSE;
  return self->source != NULL || treatment->planned == MESO_UNSET || treatment->number < treatment->planned;
}

/* The course of the last session goes on until it has had as many sessions as were planned; a repeat is one more. */
static void
fill_in_course (MesoSessionDialog *self)
{
  GListModel *sessions = meso_library_patient_get_sessions (self->patient);
  const char *diagram = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (MesoLibrarySession) session = g_list_model_get_item (sessions, i);
      const MesoTreatment *treatment = meso_library_session_get_treatment (session);
      const char *const *diagrams = meso_library_session_get_diagrams (session);

      if (meso_library_session_get_error (session) != NULL)
        continue;
      if (diagrams != NULL)
        diagram = diagrams[0];
      if (course_goes_on (self, treatment))
        {
          self->course = g_strdup (treatment->course);
          gtk_spin_button_set_value (self->number, (double) treatment->number + 1);
          if (treatment->planned != MESO_UNSET)
            gtk_spin_button_set_value (self->planned, (double) MAX (treatment->planned, treatment->number + 1));
        }
      if (treatment != NULL && treatment->method > 0)
        adw_combo_row_set_selected (self->method, (guint) treatment->method - 1);
      break;
    }

  for (guint i = 0; i < self->views->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->views, i), diagram) == 0)
      adw_combo_row_set_selected (self->view, i);
}

static void
fill_in_views (MesoSessionDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) installed = meso_diagram_set_list_ids (meso_diagram_set_get_default ());
  guint front = 0;

  for (guint i = 0; installed[i] != NULL; i++)
    {
      if (g_str_equal (installed[i], "face-front"))
        front = i;
      g_ptr_array_add (self->views, g_strdup (installed[i]));
      gtk_string_list_append (names, meso_diagram_set_get_view_name (installed[i]));
    }
  adw_combo_row_set_model (self->view, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->view, front);
}

static void
fill_in (MesoSessionDialog *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);
  g_autofree char *practitioner = g_settings_get_string (self->settings, "practitioner");
  g_autofree char *place = g_settings_get_string (self->settings, "place");

  for (int method = 1; meso_vocabulary_get_token (&meso_method_vocabulary, method) != NULL; method++)
    gtk_string_list_append (methods, meso_vocabulary_get_name (&meso_method_vocabulary, method));
  adw_combo_row_set_model (self->method, G_LIST_MODEL (methods));

  self->opened_at = g_date_time_new_now_local ();
  self->suggested_start = g_date_time_format (self->opened_at, _ ("%-d %B %Y %H:%M"));
  gtk_editable_set_text (GTK_EDITABLE (self->start), self->suggested_start);
  gtk_editable_set_text (GTK_EDITABLE (self->practitioner), practitioner);
  gtk_editable_set_text (GTK_EDITABLE (self->place), place);
  adw_window_title_set_subtitle (self->title,
                                 g_settings_get_boolean (self->settings, "hide-names")
                                   ? meso_library_patient_get_patient (self->patient)->code
                                   : meso_library_patient_get_title (self->patient));
}

static char *
describe_repeat (MesoSession *source)
{
  const MesoVisit *visit = meso_session_get_visit (source);
  g_autofree char *day = meso_format_day (visit != NULL ? visit->start : NULL);
  g_autofree char *marks = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  MesoTally kept, left_out;

  meso_session_count_repeat (source, &kept, &left_out);
  marks = meso_format_marks (kept.n_points, kept.n_threads, kept.n_areas);
  /* Translators: a date, then what was drawn there: Repeats 3 June 2026: 244 points, … */
  g_string_append_printf (text, _ ("Repeats %s: %s, all planned. Lots are to be read anew."), day, marks);
  if (meso_tally_get_n_marks (&left_out) > 0)
    {
      g_autofree char *on_photos = meso_format_marks (left_out.n_points, left_out.n_threads, left_out.n_areas);

      /* Translators: what is drawn on photos: Photos stay with their day, with 12 points on them. */
      g_string_append_printf (text, _ (" Photos stay with their day, with %s on them."), on_photos);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Who, where and how are as they were; the views are those that were drawn on. */
static void
fill_in_repeat (MesoSessionDialog *self)
{
  const MesoVisit *visit = meso_session_get_visit (self->source);
  const MesoTreatment *treatment = meso_session_get_treatment (self->source);
  g_autofree char *note = describe_repeat (self->source);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Repeat Session"));
  adw_window_title_set_title (self->title, _ ("Repeat Session"));
  gtk_label_set_text (self->repeat_note, note);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat_note), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->view), FALSE);
  if (visit != NULL && visit->practitioner != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->practitioner), visit->practitioner);
  if (visit != NULL && visit->place != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->place), visit->place);
  if (treatment != NULL && treatment->method > 0)
    adw_combo_row_set_selected (self->method, (guint) treatment->method - 1);
}

static void
meso_session_dialog_dispose (GObject *object)
{
  MesoSessionDialog *self = MESO_SESSION_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->patient);
  g_clear_object (&self->source);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->course, g_free);
  g_clear_pointer (&self->suggested_start, g_free);
  g_clear_pointer (&self->opened_at, g_date_time_unref);

  G_OBJECT_CLASS (meso_session_dialog_parent_class)->dispose (object);
}

static void
meso_session_dialog_class_init (MesoSessionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_session_dialog_dispose;

  signals[CREATED] = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-session-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, title);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, repeat_note);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, start);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, practitioner);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, place);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, method);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, number);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, planned);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, view);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionDialog, consent);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
meso_session_dialog_init (MesoSessionDialog *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  self->views = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * meso_session_dialog_present:
 * @source: (nullable): an earlier session of @patient that the new one repeats
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
MesoSessionDialog *
meso_session_dialog_present (GtkWindow *parent,
                             MesoLibrary *library,
                             MesoLibraryPatient *patient,
                             MesoSession *source)
{
  MesoSessionDialog *self;

  g_return_val_if_fail (MESO_IS_LIBRARY (library), NULL);
  g_return_val_if_fail (MESO_IS_LIBRARY_PATIENT (patient), NULL);

  self = g_object_new (MESO_TYPE_SESSION_DIALOG, "transient-for", parent, NULL);
  self->library = g_object_ref (library);
  self->patient = g_object_ref (patient);
  g_set_object (&self->source, source);
  fill_in (self);
  fill_in_views (self);
  fill_in_course (self);
  if (source != NULL)
    fill_in_repeat (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->accept_button));

  return self;
}
