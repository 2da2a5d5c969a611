/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-calibrate-dialog.h"

#include <glib/gi18n-lib.h>

#include "meso-photo-edits.h"
#include "model/meso-number.h"

/*
 * Means of adults, mm: Farkas's interpupillary breadth is 61.7 (56 to 68) in women and 64.0 (59 to 70) in men, the
 * visible iris 11.7 wide in both. They make a photo good to a twelfth; a ruler beside the face is better.
 */
#define PUPILS_FEMALE 62
#define PUPILS_MALE 64
#define PUPILS 63

struct _MesoCalibrateDialog
{
  AdwWindow parent_instance;

  GtkButton *accept_button;
  AdwEntryRow *distance;
  GtkWidget *suggestions;
  GtkLabel *message;

  MesoEditor *editor;
  double measured_mm;
};

G_DEFINE_FINAL_TYPE (MesoCalibrateDialog, meso_calibrate_dialog, ADW_TYPE_WINDOW)

/* In 1/100 mm; FALSE when it is no length. */
static gboolean
read_distance (MesoCalibrateDialog *self,
               gint64 *distance)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->distance))));

  if (g_str_has_suffix (text, "mm"))
    text[strlen (text) - strlen ("mm")] = '\0';
  g_strchomp (text);
  g_strdelimit (text, ",", '.');
  return meso_number_parse (text, 2, distance) && *distance > 0;
}

static void
distance_changed_cb (MesoCalibrateDialog *self)
{
  gint64 distance;

  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), read_distance (self, &distance));
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->distance), "error");
}

static void
accept_cb (MesoCalibrateDialog *self)
{
  g_autoptr (GError) error = NULL;
  gint64 distance;

  if (!read_distance (self, &distance))
    return;
  if (meso_photo_edits_get_photo (self->editor) == NULL ||
      meso_photo_edits_calibrate (self->editor, self->measured_mm, distance, &error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->distance), "error");
  gtk_label_set_text (self->message, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
suggestion_cb (GtkButton *button,
               MesoCalibrateDialog *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->distance), g_object_get_data (G_OBJECT (button), "distance"));
  gtk_widget_grab_focus (GTK_WIDGET (self->accept_button));
}

static void
add_suggestion (MesoCalibrateDialog *self,
                const char *name,
                gint64 tenths)
{
  g_autofree char *number = meso_number_format_local (tenths, 1, 0);
  /* Translators: a thing of known size, then its size in mm: Pupils, 62 mm */
  g_autofree char *label = g_strdup_printf (_ ("%s, %s mm"), name, number);
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data_full (G_OBJECT (button), "distance", g_steal_pointer (&number), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (suggestion_cb), self);
  gtk_box_append (GTK_BOX (self->suggestions), button);
}

static void
add_suggestions (MesoCalibrateDialog *self)
{
  const MesoPatient *patient = meso_session_get_patient (meso_editor_get_session (self->editor));
  MesoSex sex = patient != NULL ? patient->sex : MESO_SEX_UNSET;
  int pupils = sex == MESO_SEX_FEMALE ? PUPILS_FEMALE : sex == MESO_SEX_MALE ? PUPILS_MALE
                                                                             : PUPILS;

  add_suggestion (self, _ ("Pupils"), pupils * 10);
  add_suggestion (self, _ ("Iris"), 117);
  add_suggestion (self, _ ("Ruler"), 500);
}

static void
meso_calibrate_dialog_dispose (GObject *object)
{
  MesoCalibrateDialog *self = MESO_CALIBRATE_DIALOG (object);

  /* However it closed, two places have been marked and the question is over. */
  if (self->editor != NULL)
    meso_editor_leave_calibration (self->editor);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_calibrate_dialog_parent_class)->dispose (object);
}

static void
meso_calibrate_dialog_class_init (MesoCalibrateDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_calibrate_dialog_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/mesomap/Mesomap/ui/meso-calibrate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoCalibrateDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoCalibrateDialog, distance);
  gtk_widget_class_bind_template_child (widget_class, MesoCalibrateDialog, suggestions);
  gtk_widget_class_bind_template_child (widget_class, MesoCalibrateDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, distance_changed_cb);
}

static void
meso_calibrate_dialog_init (MesoCalibrateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * meso_calibrate_dialog_present:
 * @measured_mm: between the two places, by the scale that the photo has now
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
GtkWidget *
meso_calibrate_dialog_present (GtkWindow *parent,
                               MesoEditor *editor,
                               double measured_mm)
{
  MesoCalibrateDialog *self;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_object_new (MESO_TYPE_CALIBRATE_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  self->measured_mm = measured_mm;
  add_suggestions (self);
  distance_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->distance));

  return GTK_WIDGET (self);
}
