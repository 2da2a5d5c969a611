/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-patient-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "meso-format.h"
#include "meso-session-row.h"

struct _MesoPatientView
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *alerts;
  GtkWidget *edit_button;
  GtkWidget *new_button;
  GtkWidget *repeat_button;
  GtkStack *stack;
  GtkListBox *list;

  MesoLibraryPatient *patient;
  GSettings *settings;
  GCancellable *cancellable; /* of reading the sessions */
};

G_DEFINE_FINAL_TYPE (MesoPatientView, meso_patient_view, GTK_TYPE_WIDGET)

enum
{
  NEW_SESSION,
  REPEAT_SESSION,
  EDIT_PATIENT,
  OPEN_SESSION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "female · 17 Apr 1981 (45) · M-0101 · phototype II" */
static char *
describe_patient (const MesoPatient *patient)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *phototype = meso_vocabulary_get_token (&meso_phototype_vocabulary, patient->phototype);

  if (patient->birth_date != NULL)
    g_ptr_array_add (parts, meso_format_birth_date (patient->birth_date, NULL));
  if (patient->sex == MESO_SEX_FEMALE || patient->sex == MESO_SEX_MALE || patient->sex == MESO_SEX_OTHER)
    g_ptr_array_add (parts, g_strdup (meso_vocabulary_get_name (&meso_sex_vocabulary, (int) patient->sex)));
  g_ptr_array_add (parts, g_strdup (patient->code));
  if (phototype != NULL)
    g_ptr_array_add (parts, g_strdup_printf (_ ("phototype %s"), phototype));
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static char *
describe_alerts (MesoItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < meso_item_get_n_children (item); i++)
    {
      const MesoAlert *alert = meso_item_get_alert (meso_item_get_child (item, i));
      const char *kind = meso_vocabulary_get_name (&meso_alert_vocabulary, alert->kind);

      if (text->len > 0)
        g_string_append (text, "\n");
      if (kind != NULL)
        g_string_append_printf (text, _ ("%s: %s"), kind, alert->text);
      else
        g_string_append (text, alert->text);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_head (MesoPatientView *self)
{
  const MesoPatient *patient;
  gboolean hide_names = g_settings_get_boolean (self->settings, "hide-names");
  g_autofree char *details = NULL;
  g_autofree char *alerts = NULL;

  if (self->patient == NULL)
    return;

  patient = meso_library_patient_get_patient (self->patient);
  gtk_widget_set_sensitive (self->edit_button, patient != NULL);
  gtk_widget_set_sensitive (self->new_button, patient != NULL);
  if (patient == NULL)
    {
      gtk_label_set_text (self->name, meso_library_patient_get_title (self->patient));
      gtk_label_set_text (self->details, meso_library_patient_get_error (self->patient)->message);
      gtk_widget_set_visible (GTK_WIDGET (self->alerts), FALSE);
      return;
    }

  details = describe_patient (patient);
  alerts = describe_alerts (meso_library_patient_get_item (self->patient));
  gtk_label_set_text (self->name, hide_names || patient->name == NULL ? patient->code : patient->name);
  gtk_label_set_text (self->details, details);
  gtk_widget_set_visible (GTK_WIDGET (self->details), !hide_names);
  gtk_label_set_text (self->alerts, alerts);
  gtk_widget_set_visible (GTK_WIDGET (self->alerts), *alerts != '\0');
}

static void
show_sessions (MesoPatientView *self)
{
  GListModel *sessions = meso_library_patient_get_sessions (self->patient);
  g_autoptr (MesoLibrarySession) last = meso_patient_view_dup_last_session (self);

  gtk_widget_set_sensitive (self->repeat_button, last != NULL);

  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (sessions) > 0 ? "list" : "empty");
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (MesoPatientView) self = user_data;

  if (meso_library_patient_load_sessions_finish (MESO_LIBRARY_PATIENT (object), result, NULL) &&
      self->patient == MESO_LIBRARY_PATIENT (object))
    show_sessions (self);
}

static void
row_activated_cb (MesoPatientView *self,
                  GtkListBoxRow *row)
{
  g_autoptr (MesoLibrarySession) session =
    g_list_model_get_item (meso_library_patient_get_sessions (self->patient), (guint) gtk_list_box_row_get_index (row));

  g_signal_emit (self, signals[OPEN_SESSION], 0, meso_library_session_get_folder (session));
}

static void
new_cb (MesoPatientView *self)
{
  g_signal_emit (self, signals[NEW_SESSION], 0);
}

static void
repeat_last_cb (MesoPatientView *self)
{
  g_autoptr (MesoLibrarySession) last = meso_patient_view_dup_last_session (self);

  if (last != NULL)
    g_signal_emit (self, signals[REPEAT_SESSION], 0, last);
}

static void
repeat_row_cb (MesoPatientView *self,
               MesoSessionRow *row)
{
  GtkWidget *list_row = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_LIST_BOX_ROW);
  g_autoptr (MesoLibrarySession) session =
    g_list_model_get_item (meso_library_patient_get_sessions (self->patient),
                           (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (list_row)));

  g_signal_emit (self, signals[REPEAT_SESSION], 0, session);
}

static void
edit_cb (MesoPatientView *self)
{
  g_signal_emit (self, signals[EDIT_PATIENT], 0);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = meso_session_row_new ();

  meso_session_row_set_session (MESO_SESSION_ROW (row), item);
  g_signal_connect_object (row, "repeat", G_CALLBACK (repeat_row_cb), user_data, G_CONNECT_SWAPPED);

  return row;
}

static void
meso_patient_view_dispose (GObject *object)
{
  MesoPatientView *self = MESO_PATIENT_VIEW (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->patient);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (meso_patient_view_parent_class)->dispose (object);
}

static void
meso_patient_view_class_init (MesoPatientViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_patient_view_dispose;

  signals[NEW_SESSION] = g_signal_new ("new-session", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);
  signals[REPEAT_SESSION] = g_signal_new ("repeat-session", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, MESO_TYPE_LIBRARY_SESSION);
  signals[EDIT_PATIENT] = g_signal_new ("edit-patient", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);
  signals[OPEN_SESSION] = g_signal_new ("open-session", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "patientview");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-patient-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, name);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, details);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, alerts);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, edit_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, new_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, repeat_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, stack);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientView, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_last_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
meso_patient_view_init (MesoPatientView *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);

  g_signal_connect_object (self->settings, "changed::hide-names", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
}

/** meso_patient_view_set_patient: @patient: (nullable): whose sessions are read and shown. */
void
meso_patient_view_set_patient (MesoPatientView *self,
                               MesoLibraryPatient *patient)
{
  g_return_if_fail (MESO_IS_PATIENT_VIEW (self));

  if (self->patient == patient)
    return;

  if (self->patient != NULL)
    g_signal_handlers_disconnect_by_func (self->patient, show_head, self);
  g_set_object (&self->patient, patient);
  if (patient == NULL)
    {
      gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
      return;
    }
  g_signal_connect_object (patient, "changed", G_CALLBACK (show_head), self, G_CONNECT_SWAPPED);
  show_head (self);
  gtk_widget_set_sensitive (self->repeat_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_list_box_bind_model (self->list, meso_library_patient_get_sessions (patient), create_row, self, NULL);
  meso_patient_view_reload (self);
}

/** meso_patient_view_get_patient: (transfer none) (nullable). */
MesoLibraryPatient *
meso_patient_view_get_patient (MesoPatientView *self)
{
  g_return_val_if_fail (MESO_IS_PATIENT_VIEW (self), NULL);

  return self->patient;
}

/**
 * meso_patient_view_dup_last_session:
 *
 * Returns: (transfer full) (nullable): what Repeat Last repeats: the newest session in which something is drawn and
 *   that is not void
 */
MesoLibrarySession *
meso_patient_view_dup_last_session (MesoPatientView *self)
{
  GListModel *sessions;

  g_return_val_if_fail (MESO_IS_PATIENT_VIEW (self), NULL);

  if (self->patient == NULL || meso_library_patient_get_patient (self->patient) == NULL)
    return NULL;
  sessions = meso_library_patient_get_sessions (self->patient);
  for (guint i = 0; i < g_list_model_get_n_items (sessions); i++)
    {
      g_autoptr (MesoLibrarySession) session = g_list_model_get_item (sessions, i);

      if (meso_library_session_has_marks (session) && meso_library_session_get_status (session) != MESO_STATUS_VOID)
        return g_steal_pointer (&session);
    }

  return NULL;
}

/** meso_patient_view_reload: reads the sessions once more. */
void
meso_patient_view_reload (MesoPatientView *self)
{
  g_return_if_fail (MESO_IS_PATIENT_VIEW (self));

  if (self->patient == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  meso_library_patient_load_sessions_async (self->patient, self->cancellable, loaded_cb, g_object_ref (self));
}

/** meso_patient_view_focus: on what is done next nearly always, a new session. */
void
meso_patient_view_focus (MesoPatientView *self)
{
  g_return_if_fail (MESO_IS_PATIENT_VIEW (self));

  gtk_widget_grab_focus (self->new_button);
}
