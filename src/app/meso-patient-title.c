/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-patient-title.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "meso-format.h"

struct _MesoPatientTitle
{
  GtkWidget parent_instance;

  GtkLabel *name;
  GtkLabel *details;
  GtkLabel *visit;
  GtkImage *lock;
  GtkLabel *state;

  MesoStore *store;
  guint hide_names : 1;
};

G_DEFINE_FINAL_TYPE (MesoPatientTitle, meso_patient_title, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_HIDE_NAMES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* " · female · 17 Apr 1981 (45)" */
static char *
describe_patient (const MesoPatient *patient,
                  const char *visit_start)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (patient->sex != MESO_SEX_UNSET && patient->sex != MESO_SEX_UNKNOWN)
    g_string_append_printf (text, " · %s", meso_vocabulary_get_name (&meso_sex_vocabulary, (int) patient->sex));
  if (patient->birth_date != NULL)
    {
      g_autofree char *birth = meso_format_birth_date (patient->birth_date, visit_start);

      g_string_append_printf (text, " · %s", birth);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "M-0101 · Session 2 of 4 · 24 June 2026 10:30 ·" */
static char *
describe_visit (MesoSession *session,
                gboolean with_code)
{
  const MesoPatient *patient = meso_session_get_patient (session);
  const MesoTreatment *treatment = meso_session_get_treatment (session);
  const MesoVisit *visit = meso_session_get_visit (session);
  g_autoptr (GString) text = g_string_new (NULL);

  if (with_code && patient != NULL)
    g_string_append_printf (text, "%s · ", patient->code);
  if (treatment != NULL && treatment->number != MESO_UNSET)
    {
      if (treatment->planned != MESO_UNSET)
        g_string_append_printf (text, _ ("Session %d of %d"), (int) treatment->number, (int) treatment->planned);
      else
        g_string_append_printf (text, _ ("Session %d"), (int) treatment->number);
      g_string_append (text, " · ");
    }
  if (visit != NULL)
    {
      g_autofree char *when = meso_format_day_and_time (visit->start);

      g_string_append_printf (text, "%s · ", when);
    }
  g_string_truncate (text, text->len - strlen (" "));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_draft (MesoStore *store)
{
  GDateTime *saved_at = meso_store_get_saved_at (store);
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *time = NULL;

  switch (meso_store_get_state (store))
    {
    case MESO_STORE_DIRTY:
    case MESO_STORE_SAVING:
      return g_strdup (_ ("Draft, saving…"));

    case MESO_STORE_FAILED:
      /* Translators: the reason in a few words */
      return g_strdup_printf (_ ("Not saved: %s"), meso_store_get_reason (store));

    case MESO_STORE_CONFLICT:
      return g_strdup (_ ("Changed elsewhere: saved as a copy"));

    case MESO_STORE_SAVED:
    default:
      if (saved_at == NULL)
        return g_strdup (_ ("Draft"));
      local = g_date_time_to_local (saved_at);
      time = g_date_time_format (local, "%H:%M:%S");
      /* Translators: the time when the draft was saved */
      return g_strdup_printf (_ ("Draft, saved %s"), time);
    }
}

static char *
describe_state (MesoPatientTitle *self,
                gboolean *locked)
{
  MesoSession *session = meso_store_get_session (self->store);
  MesoItem *finalized = meso_session_get_finalized (session);

  *locked = TRUE;
  if (meso_session_get_status (session) == MESO_STATUS_VOID)
    return g_strdup (_ ("Void"));
  if (meso_session_get_status (session) == MESO_STATUS_FINAL)
    {
      g_autofree char *when = NULL;

      if (finalized == NULL)
        return g_strdup (_ ("Final"));
      when = meso_format_day_and_time (meso_item_get_finalized (finalized)->at);
      /* Translators: the date and time when the session was made final */
      return g_strdup_printf (_ ("Final, %s"), when);
    }
  if (meso_store_get_lock_holder (self->store) != NULL)
    /* Translators: who has the session open */
    return g_strdup_printf (_ ("Read-only: open in %s"), meso_store_get_lock_holder (self->store));
  if (meso_session_get_read_only_reason (session) != NULL)
    return g_strdup (_ ("Read-only"));

  *locked = FALSE;
  return describe_draft (self->store);
}

static void
show_state (MesoPatientTitle *self)
{
  gboolean locked;
  g_autofree char *text = describe_state (self, &locked);
  MesoStoreState state = meso_store_get_state (self->store);

  gtk_label_set_text (self->state, text);
  gtk_widget_set_visible (GTK_WIDGET (self->lock), locked);
  if (state == MESO_STORE_FAILED || state == MESO_STORE_CONFLICT)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
}

static void
show_patient (MesoPatientTitle *self)
{
  MesoSession *session;
  const MesoPatient *patient;
  const MesoVisit *visit;
  g_autofree char *details = NULL;
  g_autofree char *when = NULL;
  gboolean code_only;

  if (self->store == NULL)
    return;

  session = meso_store_get_session (self->store);
  patient = meso_session_get_patient (session);
  visit = meso_session_get_visit (session);
  if (patient == NULL)
    return;

  code_only = self->hide_names || patient->name == NULL;
  details = describe_patient (patient, visit != NULL ? visit->start : NULL);
  when = describe_visit (session, !code_only);
  gtk_label_set_text (self->name, code_only ? patient->code : patient->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), code_only ? patient->code : patient->name);
  gtk_label_set_text (self->details, self->hide_names ? "" : details);
  gtk_label_set_text (self->visit, when);
  show_state (self);
}

static void
meso_patient_title_get_property (GObject *object,
                                 guint prop_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  MesoPatientTitle *self = MESO_PATIENT_TITLE (object);

  switch (prop_id)
    {
    case PROP_HIDE_NAMES:
      g_value_set_boolean (value, self->hide_names);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_patient_title_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  MesoPatientTitle *self = MESO_PATIENT_TITLE (object);

  switch (prop_id)
    {
    case PROP_HIDE_NAMES:
      self->hide_names = g_value_get_boolean (value);
      show_patient (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_patient_title_dispose (GObject *object)
{
  MesoPatientTitle *self = MESO_PATIENT_TITLE (object);
  GtkWidget *child;

  g_clear_object (&self->store);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_patient_title_parent_class)->dispose (object);
}

static void
meso_patient_title_class_init (MesoPatientTitleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = meso_patient_title_get_property;
  object_class->set_property = meso_patient_title_set_property;
  object_class->dispose = meso_patient_title_dispose;

  properties[PROP_HIDE_NAMES] =
    g_param_spec_boolean ("hide-names", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-patient-title.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPatientTitle, name);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientTitle, details);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientTitle, visit);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientTitle, lock);
  gtk_widget_class_bind_template_child (widget_class, MesoPatientTitle, state);
}

static void
meso_patient_title_init (MesoPatientTitle *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/** meso_patient_title_set_store: can be set once; follows its state. */
void
meso_patient_title_set_store (MesoPatientTitle *self,
                              MesoStore *store)
{
  g_return_if_fail (MESO_IS_PATIENT_TITLE (self));
  g_return_if_fail (MESO_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::saved-at", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::lock-holder", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_store_get_session (store), "edited", G_CALLBACK (show_patient), self,
                           G_CONNECT_SWAPPED);
  show_patient (self);
}
