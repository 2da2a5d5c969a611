/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-session-row.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"
#include "meso-thumbnail.h"

struct _MesoSessionRow
{
  GtkWidget parent_instance;

  MesoThumbnail *thumbnail;
  GtkLabel *date;
  GtkLabel *products;
  GtkLabel *amounts;
  GtkLabel *state;
  GtkWidget *repeat_button;
};

G_DEFINE_FINAL_TYPE (MesoSessionRow, meso_session_row, GTK_TYPE_WIDGET)

enum
{
  REPEAT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* "24 June 2026 10:30 · 2 of 4 · Mesotherapy" */
static char *
describe_visit (MesoLibrarySession *session)
{
  const MesoVisit *visit = meso_library_session_get_visit (session);
  const MesoTreatment *treatment = meso_library_session_get_treatment (session);
  g_autofree char *when = meso_format_day_and_time (visit != NULL ? visit->start : NULL);
  g_autoptr (GString) text = g_string_new (when);
  const char *method;

  if (treatment == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  if (treatment->number != MESO_UNSET && treatment->planned != MESO_UNSET)
    {
      g_string_append (text, " · ");
      /* Translators: the number of a session in its course */
      g_string_append_printf (text, _ ("%d of %d"), (int) treatment->number, (int) treatment->planned);
    }
  else if (treatment->number != MESO_UNSET)
    g_string_append_printf (text, " · %d", (int) treatment->number);
  method = meso_vocabulary_get_name (&meso_method_vocabulary, treatment->method);
  if (method != NULL)
    g_string_append_printf (text, " · %s", method);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_products (MesoLibrarySession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < meso_library_session_get_n_products (session); i++)
    {
      const MesoProduct *product = meso_library_session_get_product (session, i);

      if (i > 0)
        g_string_append (text, "; ");
      if (product->lot != NULL)
        /* Translators: a product and its lot */
        g_string_append_printf (text, _ ("%s, lot %s"), product->name, product->lot);
      else
        g_string_append (text, product->name);
    }
  if (text->len == 0)
    g_string_append (text, _ ("No product"));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_amounts (MesoLibrarySession *session)
{
  static const MesoUnit units[] = { MESO_UNIT_ML, MESO_UNIT_U };
  const MesoTally *done = meso_library_session_get_done (session, MESO_UNIT_UNSET);
  const MesoTally *planned = meso_library_session_get_planned (session, MESO_UNIT_UNSET);
  g_autofree char *marks = meso_format_marks (done->n_points, done->n_threads, done->n_areas);
  g_autoptr (GString) text = g_string_new (marks);

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const MesoTally *tally = meso_library_session_get_done (session, units[i]);

      if (tally->dose > 0)
        {
          g_autofree char *amount = meso_format_amount (tally->dose, units[i]);

          g_string_append_printf (text, " · %s", amount);
        }
    }
  if (meso_tally_get_n_marks (planned) > 0)
    {
      g_autofree char *open = meso_format_marks (planned->n_points, planned->n_threads, planned->n_areas);

      /* Translators: after what is done: (+ 23 points planned) */
      g_string_append_printf (text, _ (" (+ %s planned)"), open);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_state (MesoSessionRow *self,
            MesoStatus status)
{
  gboolean draft = status == MESO_STATUS_DRAFT;

  gtk_label_set_text (self->state, draft ? _ ("Draft") : status == MESO_STATUS_VOID ? _ ("Void")
                                                                                    : _ ("Final"));
  if (draft)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "row-draft");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "row-draft");
}

static void
repeat_cb (MesoSessionRow *self)
{
  g_signal_emit (self, signals[REPEAT], 0);
}

static void
meso_session_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_session_row_parent_class)->dispose (object);
}

static void
meso_session_row_class_init (MesoSessionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_session_row_dispose;

  signals[REPEAT] = g_signal_new ("repeat", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  g_type_ensure (MESO_TYPE_THUMBNAIL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sessionrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, thumbnail);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, date);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, products);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, amounts);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, state);
  gtk_widget_class_bind_template_child (widget_class, MesoSessionRow, repeat_button);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
}

static void
meso_session_row_init (MesoSessionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
}

/** meso_session_row_new: an empty row, as a list makes it. */
GtkWidget *
meso_session_row_new (void)
{
  return g_object_new (MESO_TYPE_SESSION_ROW, NULL);
}

/** meso_session_row_set_session: @session: (nullable). */
void
meso_session_row_set_session (MesoSessionRow *self,
                              MesoLibrarySession *session)
{
  g_autofree char *visit = NULL;
  g_autofree char *products = NULL;
  g_autofree char *amounts = NULL;

  g_return_if_fail (MESO_IS_SESSION_ROW (self));

  if (session == NULL)
    {
      meso_thumbnail_set_folder (self->thumbnail, NULL, 0);
      return;
    }
  if (meso_library_session_get_error (session) != NULL)
    {
      g_autofree char *name = g_path_get_basename (meso_library_session_get_folder (session));

      gtk_label_set_text (self->date, name);
      gtk_label_set_text (self->products, meso_library_session_get_error (session)->message);
      gtk_label_set_text (self->amounts, "");
      gtk_label_set_text (self->state, _ ("Cannot be read"));
      gtk_widget_set_visible (self->repeat_button, FALSE);
      meso_thumbnail_set_folder (self->thumbnail, NULL, 0);
      return;
    }

  visit = describe_visit (session);
  products = describe_products (session);
  amounts = describe_amounts (session);
  gtk_label_set_text (self->date, visit);
  gtk_label_set_text (self->products, products);
  gtk_label_set_text (self->amounts, amounts);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), products);
  show_state (self, meso_library_session_get_status (session));
  gtk_widget_set_visible (self->repeat_button, meso_library_session_has_marks (session));
  meso_thumbnail_set_folder (self->thumbnail, meso_library_session_get_folder (session),
                             meso_library_session_get_revision (session));
}
