/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-hidden-pill.h"

#include <glib/gi18n-lib.h>

struct _MesoHiddenPill
{
  GtkWidget parent_instance;

  GtkWidget *button;
  MesoEditor *editor;
};

G_DEFINE_FINAL_TYPE (MesoHiddenPill, meso_hidden_pill, GTK_TYPE_WIDGET)

enum
{
  PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (MesoHiddenPill *self)
{
  guint n = meso_visibility_count (meso_editor_get_visibility (self->editor), MESO_VEIL_HIDDEN,
                                   meso_editor_get_map (self->editor));
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  /* Translators: the label of a button */
  text = g_strdup_printf (ngettext ("Hidden: %u mark — Show All", "Hidden: %u marks — Show All", n), n);
  gtk_button_set_label (GTK_BUTTON (self->button), text);
}

static void
clicked_cb (MesoHiddenPill *self)
{
  meso_visibility_clear (meso_editor_get_visibility (self->editor), MESO_VEIL_HIDDEN);
  g_signal_emit (self, signals[PRESSED], 0);
}

static void
meso_hidden_pill_dispose (GObject *object)
{
  MesoHiddenPill *self = MESO_HIDDEN_PILL (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_hidden_pill_parent_class)->dispose (object);
}

static void
meso_hidden_pill_class_init (MesoHiddenPillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_hidden_pill_dispose;

  /* MesoHiddenPill::pressed: and what was hidden is shown; the focus is to go elsewhere. */
  signals[PRESSED] = g_signal_new ("pressed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "hiddenpill");
}

static void
meso_hidden_pill_init (MesoHiddenPill *self)
{
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "pill");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** meso_hidden_pill_set_editor: can be set once. */
void
meso_hidden_pill_set_editor (MesoHiddenPill *self,
                             MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_HIDDEN_PILL (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (meso_editor_get_visibility (editor), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::map", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
