/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-patient-row.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"

struct _MesoPatientRow
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *last_visit;
  GtkWidget *draft;

  MesoLibraryPatient *patient;
  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MesoPatientRow, meso_patient_row, GTK_TYPE_WIDGET)

static void
show_patient (MesoPatientRow *self)
{
  const MesoPatient *data = meso_library_patient_get_patient (self->patient);
  gboolean hide_names = g_settings_get_boolean (self->settings, "hide-names");
  g_autofree char *visit = meso_format_date (meso_library_patient_get_last_visit (self->patient));

  gtk_widget_set_visible (self->draft, meso_library_patient_get_n_drafts (self->patient) > 0);
  gtk_label_set_text (self->last_visit, visit);

  if (data == NULL)
    {
      gtk_label_set_text (self->name, meso_library_patient_get_title (self->patient));
      gtk_label_set_text (self->details, _ ("The patient’s file cannot be read"));
    }
  else if (hide_names || data->name == NULL)
    {
      g_autofree char *birth = meso_format_birth_date (data->birth_date, NULL);

      gtk_label_set_text (self->name, data->code);
      gtk_label_set_text (self->details, hide_names ? "" : birth);
    }
  else
    {
      g_autofree char *birth = meso_format_birth_date (data->birth_date, NULL);
      g_autofree char *details = NULL;

      details = data->birth_date != NULL ? g_strdup_printf ("%s · %s", birth, data->code) : g_strdup (data->code);
      gtk_label_set_text (self->name, data->name);
      gtk_label_set_text (self->details, details);
    }
}

static void
meso_patient_row_dispose (GObject *object)
{
  MesoPatientRow *self = MESO_PATIENT_ROW (object);
  GtkWidget *child;

  meso_patient_row_set_patient (self, NULL);
  g_clear_object (&self->settings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_patient_row_parent_class)->dispose (object);
}

static void
meso_patient_row_class_init (MesoPatientRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_patient_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "patientrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-patient-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPatientRow, name);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientRow, details);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientRow, last_visit);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientRow, draft);
}

static void
hide_names_cb (MesoPatientRow *self)
{
  if (self->patient != NULL)
    show_patient (self);
}

static void
meso_patient_row_init (MesoPatientRow *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  g_signal_connect_object (self->settings, "changed::hide-names", G_CALLBACK (hide_names_cb), self, G_CONNECT_SWAPPED);
}

/** meso_patient_row_new: an empty row, as a list makes it. */
GtkWidget *
meso_patient_row_new (void)
{
  return g_object_new (MESO_TYPE_PATIENT_ROW, NULL);
}

/** meso_patient_row_set_patient: @patient: (nullable); the row follows its changes. */
void
meso_patient_row_set_patient (MesoPatientRow *self,
                              MesoLibraryPatient *patient)
{
  g_return_if_fail (MESO_IS_PATIENT_ROW (self));

  if (self->patient != NULL)
    g_signal_handlers_disconnect_by_func (self->patient, show_patient, self);
  g_set_object (&self->patient, patient);
  if (patient == NULL)
    return;
  g_signal_connect_object (patient, "changed", G_CALLBACK (show_patient), self, G_CONNECT_SWAPPED);
  show_patient (self);
}
