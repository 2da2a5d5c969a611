/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-patients-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "library/meso-search-text.h"
#include "library/meso-session-files.h"
#include "meso-error-strip.h"
#include "meso-patient-dialog.h"
#include "meso-patient-row.h"
#include "meso-patient-view.h"
#include "meso-session-dialog.h"

/* A library of invented patients has this file. */
#define SAMPLES_MARKER ".samples"

struct _MesoPatientsPage
{
  GtkWidget parent_instance;

  AdwWindowTitle *title;
  GtkWidget *new_button;
  MesoErrorStrip *strip;
  char *error; /* what the strip says first */
  gboolean diagrams_message_closed;
  GtkWidget *samples;
  GtkStack *stack;
  GtkSearchEntry *search;
  GtkToggleButton *all_button;
  GtkToggleButton *today_button;
  GtkToggleButton *drafts_button;
  GtkStack *list_stack;
  GtkListView *list;
  AdwStatusPage *nobody;
  GtkButton *nobody_button;
  GtkStack *patient_stack;
  MesoPatientView *patient;
  GtkSpinner *spinner;
  GtkWidget *first_button;
  AdwStatusPage *missing;

  MesoLibrary *library;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  GtkSingleSelection *selection;

  char *query; /* folded */
  char *today; /* ISO date */
};

G_DEFINE_FINAL_TYPE (MesoPatientsPage, meso_patients_page, GTK_TYPE_WIDGET)

enum
{
  OPEN_SESSION,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWindow *
get_window (MesoPatientsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  MesoPatientsPage *self = user_data;
  MesoLibraryPatient *patient = item;

  if (gtk_toggle_button_get_active (self->drafts_button) && meso_library_patient_get_n_drafts (patient) == 0)
    return FALSE;
  if (gtk_toggle_button_get_active (self->today_button) &&
      g_strcmp0 (meso_library_patient_get_last_visit (patient), self->today) != 0)
    return FALSE;

  return *self->query == '\0' || meso_library_patient_matches (patient, self->query);
}

static int
compare_patients (gconstpointer a,
                  gconstpointer b,
                  gpointer user_data)
{
  const char *x = meso_library_patient_get_title ((MesoLibraryPatient *) a);
  const char *y = meso_library_patient_get_title ((MesoLibraryPatient *) b);

  return g_utf8_collate (x, y);
}

static void
show_search_result (MesoPatientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *title = NULL;
  g_autofree char *button = NULL;

  gtk_stack_set_visible_child_name (self->list_stack, n > 0 ? "list" : "nobody");
  if (n > 0)
    return;

  if (*typed != '\0')
    {
      /* Translators: what was searched for */
      title = g_strdup_printf (_ ("Nobody called ‘%s’"), typed);
      button = g_strdup_printf (_ ("New Patient ‘%s’"), typed);
    }
  else
    {
      title = g_strdup (gtk_toggle_button_get_active (self->drafts_button) ? _ ("No drafts") : _ ("Nobody today"));
      button = g_strdup (_ ("New Patient"));
    }
  adw_status_page_set_title (self->nobody, title);
  gtk_button_set_label (self->nobody_button, button);
}

static void
show_patient (MesoPatientsPage *self)
{
  MesoLibraryPatient *patient = gtk_single_selection_get_selected_item (self->selection);

  meso_patient_view_set_patient (self->patient, patient);
  gtk_stack_set_visible_child_name (self->patient_stack, patient != NULL ? "patient" : "none");
}

static gboolean
is_sample_library (MesoLibrary *library)
{
  g_autofree char *marker = g_build_filename (meso_library_get_folder (library), SAMPLES_MARKER, NULL);

  return g_file_test (marker, G_FILE_TEST_EXISTS);
}

static void
show_count (MesoPatientsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->library));
  g_autofree char *text = g_strdup_printf (ngettext ("%u patient", "%u patients", n), n);

  adw_window_title_set_subtitle (self->title, n > 0 ? text : "");
}

static void
show_library (MesoPatientsPage *self)
{
  MesoLibraryState state = meso_library_get_state (self->library);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->library));
  const char *name;

  if (state == MESO_LIBRARY_MISSING || state == MESO_LIBRARY_FAILED)
    name = "missing";
  else if (n > 0)
    name = "patients";
  else
    name = state == MESO_LIBRARY_READY ? "empty" : "loading";

  if (g_str_equal (name, "missing"))
    {
      g_autofree char *path = g_markup_escape_text (meso_library_get_folder (self->library), -1);

      adw_status_page_set_title (self->missing, state == MESO_LIBRARY_FAILED ? _ ("The library cannot be read")
                                                                             : _ ("The library folder is not there"));
      adw_status_page_set_description (self->missing, path);
    }
  gtk_spinner_set_spinning (self->spinner, g_str_equal (name, "loading"));
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->samples, is_sample_library (self->library));
  gtk_widget_set_visible (self->new_button, g_str_equal (name, "patients"));
  show_count (self);
}

static void
library_state_cb (MesoPatientsPage *self)
{
  show_library (self);
  /* Last visits and drafts come in a second round. */
  if (meso_library_get_state (self->library) == MESO_LIBRARY_READY)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_changed_cb (MesoPatientsPage *self)
{
  g_free (self->query);
  self->query = meso_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_search_result (self);
}

static void
filter_cb (MesoPatientsPage *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_free (self->today);
  self->today = g_date_time_format (now, "%Y-%m-%d");
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_search_result (self);
}

/* Enter in the search opens the first hit, even if its delay has not passed. */
static void
search_activate_cb (MesoPatientsPage *self)
{
  search_changed_cb (self);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->nobody_button));
      return;
    }
  gtk_single_selection_set_selected (self->selection, 0);
  show_patient (self);
  meso_patient_view_focus (self->patient);
}

static void
stop_search_cb (MesoPatientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
activate_cb (MesoPatientsPage *self,
             guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  show_patient (self);
  meso_patient_view_focus (self->patient);
}

/* What went wrong last comes first; then what is wrong with the library all the time, until it has been read. */
static void
show_strip (MesoPatientsPage *self)
{
  const char *message = self->library != NULL ? meso_library_get_diagrams_message (self->library) : NULL;

  if (self->error != NULL)
    meso_error_strip_show (self->strip, self->error, _ ("_Close"));
  else if (message != NULL && !self->diagrams_message_closed)
    meso_error_strip_show (self->strip, message, _ ("_Close"));
  else
    meso_error_strip_hide (self->strip);
}

static void
strip_action_cb (MesoPatientsPage *self)
{
  self->diagrams_message_closed = self->error == NULL;
  g_clear_pointer (&self->error, g_free);
  show_strip (self);
}

static void
diagrams_message_cb (MesoPatientsPage *self)
{
  self->diagrams_message_closed = FALSE;
  show_strip (self);
}

static void
try_again_cb (MesoPatientsPage *self)
{
  meso_library_refresh (self->library);
}

/* Shows a patient who was just added, whatever is searched for. */
static void
select_patient (MesoPatientsPage *self,
                MesoLibraryPatient *patient)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  gtk_toggle_button_set_active (self->all_button, TRUE);
  show_library (self);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (MesoLibraryPatient) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item == patient)
        {
          gtk_single_selection_set_selected (self->selection, i);
          break;
        }
    }
  show_patient (self);
}

static void
patient_saved_cb (MesoPatientsPage *self,
                  MesoLibraryPatient *patient)
{
  select_patient (self, patient);
}

static void
new_patient_cb (MesoPatientsPage *self)
{
  meso_patients_page_new_patient (self);
}

static void
edit_patient_cb (MesoPatientsPage *self)
{
  MesoPatientDialog *dialog =
    meso_patient_dialog_present (get_window (self), self->library, meso_patient_view_get_patient (self->patient), NULL);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (patient_saved_cb), self, G_CONNECT_SWAPPED);
}

static void
session_created_cb (MesoPatientsPage *self,
                    const char *folder)
{
  g_signal_emit (self, signals[OPEN_SESSION], 0, folder);
}

static void
new_session_cb (MesoPatientsPage *self)
{
  meso_patients_page_new_session (self);
}

static void
present_session_dialog (MesoPatientsPage *self,
                        MesoSession *source)
{
  MesoLibraryPatient *patient = meso_patient_view_get_patient (self->patient);
  MesoSessionDialog *dialog;

  if (patient == NULL || meso_library_patient_get_patient (patient) == NULL)
    return;
  dialog = meso_session_dialog_present (get_window (self), self->library, patient, source);
  g_signal_connect_object (dialog, "created", G_CALLBACK (session_created_cb), self, G_CONNECT_SWAPPED);
}

static void
repeat_session_cb (MesoPatientsPage *self,
                   MesoLibrarySession *session)
{
  g_auto (MesoSessionFile) file = { NULL };
  g_autoptr (GError) error = NULL;

  /* It may have changed since it was listed, and then what is there now counts. */
  if (meso_session_file_load (&file, meso_library_session_get_folder (session), &error))
    present_session_dialog (self, file.session);
  meso_patients_page_show_error (self, error != NULL ? error->message : NULL);
}

static void
open_session_cb (MesoPatientsPage *self,
                 const char *folder)
{
  g_signal_emit (self, signals[OPEN_SESSION], 0, folder);
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item)
{
  gtk_list_item_set_child (item, meso_patient_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item)
{
  meso_patient_row_set_patient (MESO_PATIENT_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item)
{
  meso_patient_row_set_patient (MESO_PATIENT_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
meso_patients_page_dispose (GObject *object)
{
  MesoPatientsPage *self = MESO_PATIENTS_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->filter), NULL, NULL, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (meso_patients_page_parent_class)->dispose (object);
}

static void
meso_patients_page_finalize (GObject *object)
{
  MesoPatientsPage *self = MESO_PATIENTS_PAGE (object);

  g_free (self->query);
  g_free (self->today);
  g_free (self->error);

  G_OBJECT_CLASS (meso_patients_page_parent_class)->finalize (object);
}

static void
meso_patients_page_class_init (MesoPatientsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_patients_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_patients_page_finalize;

  signals[OPEN_SESSION] = g_signal_new ("open-session", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (MESO_TYPE_ERROR_STRIP);
  g_type_ensure (MESO_TYPE_PATIENT_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "patientspage");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-patients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, title);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, strip);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, samples);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, search);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, today_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, drafts_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, list);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, nobody_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, patient_stack);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, patient);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, first_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientsPage, missing);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, strip_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_patient_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_patient_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_session_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_session_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_session_cb);
}

static void
set_up_list (MesoPatientsPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);

  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (self->filter));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          GTK_SORTER (gtk_custom_sorter_new (compare_patients, NULL, NULL)));
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (show_patient), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (show_search_result), self, G_CONNECT_SWAPPED);
}

static void
meso_patients_page_init (MesoPatientsPage *self)
{
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  set_up_list (self);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
}

/** meso_patients_page_set_library: shows other patients. */
void
meso_patients_page_set_library (MesoPatientsPage *self,
                                MesoLibrary *library)
{
  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));
  g_return_if_fail (MESO_IS_LIBRARY (library));

  if (self->library != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->library, library_state_cb, self);
      g_signal_handlers_disconnect_by_func (self->library, show_library, self);
      g_signal_handlers_disconnect_by_func (self->library, diagrams_message_cb, self);
    }
  g_set_object (&self->library, library);
  g_signal_connect_object (library, "notify::state", G_CALLBACK (library_state_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::n-items", G_CALLBACK (show_library), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::diagrams-message", G_CALLBACK (diagrams_message_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (library));
  meso_patients_page_show_error (self, NULL);
  show_library (self);
  show_patient (self);
}

/** meso_patients_page_new_patient: asks who it is; what was searched for in vain becomes the name. */
void
meso_patients_page_new_patient (MesoPatientsPage *self)
{
  MesoPatientDialog *dialog;
  const char *name;

  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  name = gtk_editable_get_text (GTK_EDITABLE (self->search));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    name = "";
  dialog = meso_patient_dialog_present (get_window (self), self->library, NULL, name);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (patient_saved_cb), self, G_CONNECT_SWAPPED);
}

/** meso_patients_page_new_session: asks for what a new session of the chosen patient begins with. */
void
meso_patients_page_new_session (MesoPatientsPage *self)
{
  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  present_session_dialog (self, NULL);
}

/** meso_patients_page_repeat_last: the same for one that repeats the last session of the chosen patient. */
void
meso_patients_page_repeat_last (MesoPatientsPage *self)
{
  g_autoptr (MesoLibrarySession) last = NULL;

  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  last = meso_patient_view_dup_last_session (self->patient);
  if (last != NULL)
    repeat_session_cb (self, last);
}

/** meso_patients_page_focus_search: selects what is there, to be typed over. */
void
meso_patients_page_focus_search (MesoPatientsPage *self)
{
  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/** meso_patients_page_reload: reads the sessions of the chosen patient once more. */
void
meso_patients_page_reload (MesoPatientsPage *self)
{
  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  meso_patient_view_reload (self->patient);
  meso_library_refresh (self->library);
}

/** meso_patients_page_show_error: @text: (nullable): what is wrong; %NULL takes it back. */
void
meso_patients_page_show_error (MesoPatientsPage *self,
                               const char *text)
{
  g_return_if_fail (MESO_IS_PATIENTS_PAGE (self));

  g_free (self->error);
  self->error = g_strdup (text);
  show_strip (self);
}
