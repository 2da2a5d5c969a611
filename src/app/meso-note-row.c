/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-note-row.h"

#include <glib/gi18n-lib.h>

struct _MesoNoteRow
{
  GtkWidget parent_instance;

  GtkEntry *entry;
  char *text; /* NULL: not given */

  guint mixed : 1;
};

G_DEFINE_FINAL_TYPE (MesoNoteRow, meso_note_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_text (MesoNoteRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->text != NULL && !self->mixed ? self->text : "");
  gtk_entry_set_placeholder_text (self->entry, self->mixed ? _ ("Mixed") : NULL);
}

/* Where marks differ, an empty entry is not yet a change. */
static void
commit (MesoNoteRow *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (text);
  if (g_strcmp0 (text, self->text != NULL && !self->mixed ? self->text : "") == 0)
    return;
  g_free (self->text);
  self->text = *text != '\0' ? g_steal_pointer (&text) : NULL;
  self->mixed = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
activate_cb (MesoNoteRow *self)
{
  commit (self);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
key_pressed_cb (MesoNoteRow *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_text (self);
  g_signal_emit (self, signals[DONE], 0);
  return GDK_EVENT_STOP;
}

static void
meso_note_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_note_row_parent_class)->dispose (object);
}

static void
meso_note_row_finalize (GObject *object)
{
  g_free (MESO_NOTE_ROW (object)->text);

  G_OBJECT_CLASS (meso_note_row_parent_class)->finalize (object);
}

static void
meso_note_row_class_init (MesoNoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_note_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_note_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
meso_note_row_init (MesoNoteRow *self)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Note"));
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->entry), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), GTK_WIDGET (self->entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note-row");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);

  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

/**
 * meso_note_row_set_text:
 * @text: (nullable): what there is
 * @mixed: several are shown, and they differ
 *
 * Shows a text without emitting "changed". What is being typed is left alone while there is nothing new.
 */
void
meso_note_row_set_text (MesoNoteRow *self,
                        const char *text,
                        gboolean mixed)
{
  g_return_if_fail (MESO_IS_NOTE_ROW (self));

  if (g_strcmp0 (self->text, text) == 0 && self->mixed == !!mixed)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  self->mixed = !!mixed;
  show_text (self);
}

/** meso_note_row_get_text: (nullable): the text. */
const char *
meso_note_row_get_text (MesoNoteRow *self)
{
  g_return_val_if_fail (MESO_IS_NOTE_ROW (self), NULL);

  return self->text;
}
