/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-patient-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "meso-format.h"

#define DEFAULT_CODE_PREFIX "M-"
#define CODE_DIGITS 4

struct _MesoPatientDialog
{
  AdwWindow parent_instance;

  GtkButton *accept_button;
  GtkLabel *message;
  AdwEntryRow *name;
  AdwEntryRow *birth_date;
  AdwComboRow *sex;
  AdwComboRow *phototype;
  AdwEntryRow *code;
  AdwPreferencesGroup *alerts;

  MesoLibrary *library;
  MesoLibraryPatient *patient; /* NULL: a new one */
  GPtrArray *alert_rows; /* AdwEntryRow; "kind" is its drop-down */
};

G_DEFINE_FINAL_TYPE (MesoPatientDialog, meso_patient_dialog, ADW_TYPE_WINDOW)

enum
{
  SAVED,
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
complain (MesoPatientDialog *self,
          AdwEntryRow *row,
          const char *text)
{
  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
  if (row != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_widget_grab_focus (GTK_WIDGET (row));
    }
}

static void
stop_complaining (MesoPatientDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->birth_date), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->code), "error");
}

/* The vocabulary's names after "Not given". */
static void
fill_combo (AdwComboRow *row,
            const MesoVocabulary *vocabulary)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Not given"));
  for (int value = 1; meso_vocabulary_get_token (vocabulary, value) != NULL; value++)
    {
      const char *name = vocabulary->names != NULL ? meso_vocabulary_get_name (vocabulary, value) : NULL;

      g_autofree char *first = NULL;
      g_autofree char *text = NULL;

      if (name == NULL)
        name = meso_vocabulary_get_token (vocabulary, value);
      /* The names are made for the middle of a line. */
      first = g_utf8_strup (name, g_utf8_next_char (name) - name);
      text = g_strconcat (first, g_utf8_next_char (name), NULL);
      gtk_string_list_append (names, text);
    }
  adw_combo_row_set_model (row, G_LIST_MODEL (names));
}

static void
remove_alert_cb (GtkWidget *button,
                 gpointer user_data)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ENTRY_ROW);
  MesoPatientDialog *self = MESO_PATIENT_DIALOG (gtk_widget_get_root (button));

  adw_preferences_group_remove (self->alerts, row);
  g_ptr_array_remove (self->alert_rows, row);
}

static GtkWidget *
append_alert (MesoPatientDialog *self,
              int kind,
              const char *text)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  GtkWidget *choice;

  for (int value = 1; meso_vocabulary_get_token (&meso_alert_vocabulary, value) != NULL; value++)
    gtk_string_list_append (kinds, meso_vocabulary_get_name (&meso_alert_vocabulary, value));
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (kinds)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), (guint) MAX (kind - 1, 0));
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (choice, _ ("Kind of Alert"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _ ("Remove Alert"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Remove Alert"), -1);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_alert_cb), NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Alert"));
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), choice);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), remove);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_object_set_data (G_OBJECT (row), "kind", choice);
  adw_preferences_group_add (self->alerts, row);
  g_ptr_array_add (self->alert_rows, row);

  return row;
}

static void
add_alert_cb (MesoPatientDialog *self)
{
  gtk_widget_grab_focus (append_alert (self, 1, ""));
}

/* An alert whose text is left empty is none. One that was not touched keeps what else it carries. */
static GPtrArray *
create_alerts (MesoPatientDialog *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->alert_rows->len; i++)
    {
      AdwEntryRow *row = g_ptr_array_index (self->alert_rows, i);
      GtkDropDown *kind = g_object_get_data (G_OBJECT (row), "kind");
      MesoItem *before = g_object_get_data (G_OBJECT (row), "item");
      g_autofree char *text = get_text (row);
      MesoAlert data = { .kind = (int) gtk_drop_down_get_selected (kind) + 1, .text = text };

      if (text == NULL)
        continue;
      g_ptr_array_add (items, before != NULL ? meso_item_changed (before, &data)
                                             : meso_item_new (MESO_ITEM_ALERT, &data, NULL, NULL));
    }

  return items;
}

static gboolean
save (MesoPatientDialog *self,
      const MesoPatient *data)
{
  g_autoptr (GPtrArray) alerts = create_alerts (self);
  MesoItem *before = self->patient != NULL ? meso_library_patient_get_item (self->patient) : NULL;
  g_autoptr (MesoItem) item = NULL;
  g_autoptr (GError) error = NULL;
  MesoLibraryPatient *saved = self->patient;

  item = meso_item_new (MESO_ITEM_PATIENT, data, alerts, before != NULL ? meso_item_get_extras (before) : NULL);
  if (self->patient != NULL)
    {
      if (!meso_library_update_patient (self->library, self->patient, item, &error))
        saved = NULL;
    }
  else
    saved = meso_library_create_patient (self->library, item, &error);
  if (saved == NULL)
    {
      complain (self, NULL, error->message);
      return FALSE;
    }
  g_signal_emit (self, signals[SAVED], 0, saved);

  return TRUE;
}

static void
accept_cb (MesoPatientDialog *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *code = get_text (self->code);
  g_autofree char *name = get_text (self->name);
  g_autofree char *birth_text = get_text (self->birth_date);
  g_autofree char *birth_date = NULL;
  g_autoptr (GError) error = NULL;
  MesoPatient data = { 0 };

  stop_complaining (self);
  if (self->patient != NULL)
    data = *meso_library_patient_get_patient (self->patient);
  else
    data.id = id;

  if (name == NULL && code == NULL)
    {
      complain (self, self->name, _ ("Give a name or a code."));
      return;
    }
  if (code == NULL)
    {
      complain (self, self->code, _ ("Give a code."));
      return;
    }
  if (birth_text != NULL)
    {
      birth_date = meso_date_parse (birth_text, &error);
      if (birth_date == NULL)
        {
          complain (self, self->birth_date, error->message);
          return;
        }
      if (!meso_date_has_passed (birth_date, NULL))
        {
          complain (self, self->birth_date, _ ("The birth date lies in the future."));
          return;
        }
    }

  data.code = code;
  data.name = name;
  data.birth_date = birth_date;
  data.sex = (MesoSex) adw_combo_row_get_selected (self->sex);
  data.phototype = (int) adw_combo_row_get_selected (self->phototype);
  if (save (self, &data))
    gtk_window_close (GTK_WINDOW (self));
}

/* The code after the highest that ends in a number, in the shape of that one. */
static char *
suggest_code (MesoLibrary *library)
{
  g_autofree char *prefix = g_strdup (DEFAULT_CODE_PREFIX);
  guint64 highest = 0;
  int width = CODE_DIGITS;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (library)); i++)
    {
      g_autoptr (MesoLibraryPatient) patient = g_list_model_get_item (G_LIST_MODEL (library), i);
      const MesoPatient *data = meso_library_patient_get_patient (patient);
      gsize start;

      if (data == NULL)
        continue;
      start = strlen (data->code);
      while (start > 0 && g_ascii_isdigit (data->code[start - 1]))
        start--;
      if (data->code[start] == '\0' || strlen (data->code + start) > 9)
        continue;
      if (g_ascii_strtoull (data->code + start, NULL, 10) >= highest)
        {
          highest = g_ascii_strtoull (data->code + start, NULL, 10);
          width = (int) strlen (data->code + start);
          g_free (prefix);
          prefix = g_strndup (data->code, start);
        }
    }

  return g_strdup_printf ("%s%0*" G_GUINT64_FORMAT, prefix, width, highest + 1);
}

static void
fill_in (MesoPatientDialog *self)
{
  const MesoPatient *data = meso_library_patient_get_patient (self->patient);
  MesoItem *item = meso_library_patient_get_item (self->patient);

  gtk_window_set_title (GTK_WINDOW (self), _ ("Edit Patient"));
  gtk_button_set_label (self->accept_button, _ ("_Save"));
  gtk_editable_set_text (GTK_EDITABLE (self->code), data->code);
  if (data->name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), data->name);
  if (data->birth_date != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->birth_date), data->birth_date);
  adw_combo_row_set_selected (self->sex, (guint) data->sex);
  adw_combo_row_set_selected (self->phototype, (guint) data->phototype);
  for (guint i = 0; i < meso_item_get_n_children (item); i++)
    {
      MesoItem *child = meso_item_get_child (item, i);
      const MesoAlert *alert = meso_item_get_alert (child);
      GtkWidget *row = append_alert (self, alert->kind, alert->text);

      g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (child), g_object_unref);
    }
}

static void
meso_patient_dialog_dispose (GObject *object)
{
  MesoPatientDialog *self = MESO_PATIENT_DIALOG (object);

  g_clear_object (&self->library);
  g_clear_object (&self->patient);
  g_clear_pointer (&self->alert_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (meso_patient_dialog_parent_class)->dispose (object);
}

static void
meso_patient_dialog_class_init (MesoPatientDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_patient_dialog_dispose;

  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, MESO_TYPE_LIBRARY_PATIENT);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-patient-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, name);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, birth_date);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, sex);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, phototype);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, code);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientDialog, alerts);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_alert_cb);
}

static void
meso_patient_dialog_init (MesoPatientDialog *self)
{
  self->alert_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
  fill_combo (self->sex, &meso_sex_vocabulary);
  fill_combo (self->phototype, &meso_phototype_vocabulary);
}

/**
 * meso_patient_dialog_present:
 * @patient: (nullable): to change; %NULL for a new one
 * @name: (nullable): of a new one
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
MesoPatientDialog *
meso_patient_dialog_present (GtkWindow *parent,
                             MesoLibrary *library,
                             MesoLibraryPatient *patient,
                             const char *name)
{
  MesoPatientDialog *self;

  g_return_val_if_fail (MESO_IS_LIBRARY (library), NULL);

  self = g_object_new (MESO_TYPE_PATIENT_DIALOG, "transient-for", parent, NULL);
  self->library = g_object_ref (library);
  g_set_object (&self->patient, patient);
  if (patient != NULL)
    fill_in (self);
  else
    {
      g_autofree char *code = suggest_code (library);

      gtk_editable_set_text (GTK_EDITABLE (self->code), code);
      gtk_editable_set_text (GTK_EDITABLE (self->name), name != NULL ? name : "");
    }
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));

  return self;
}
