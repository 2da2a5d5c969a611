/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-layer-bar.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"
#include "meso-layer-picker.h"

#define SETUP_CHARS 20

struct _MesoLayerBar
{
  GtkWidget parent_instance;

  GtkLabel *setup;
  MesoLayerPicker *layers;

  MesoEditor *editor;
};

G_DEFINE_FINAL_TYPE (MesoLayerBar, meso_layer_bar, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_hand (MesoLayerBar *self)
{
  MesoHand *hand = meso_editor_get_hand (self->editor);
  MesoSession *session = meso_editor_get_session (self->editor);
  MesoMarkKind kind = meso_editor_get_kind (self->editor);
  const char *technique = meso_technique_get_name (meso_hand_get_technique (hand, kind));
  const char *id = meso_hand_get_product (hand);
  MesoItem *item = id != NULL ? meso_session_lookup_product (session, id) : NULL;
  g_autoptr (GString) text = g_string_new (item != NULL ? meso_item_get_product (item)->name : _ ("No product"));

  g_string_append_printf (text, "\n%s", technique != NULL ? technique : "");
  if (item != NULL && meso_hand_get_dose (hand, kind) != MESO_UNSET)
    {
      g_autofree char *dose = meso_format_amount (meso_hand_get_dose (hand, kind), meso_item_get_product (item)->unit);

      g_string_append_printf (text, " · %s", dose);
    }
  gtk_label_set_text (self->setup, text->str);
  meso_layer_picker_set_layer (self->layers, meso_hand_get_layer (hand));
  meso_layer_picker_set_state (self->layers, meso_hand_get_state (hand));
}

static void
show_session (MesoLayerBar *self)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  guint counts[MESO_N_LAYERS];

  meso_layer_picker_count (session, counts);
  meso_layer_picker_set_counts (self->layers, counts);
  gtk_widget_set_sensitive (GTK_WIDGET (self->layers), meso_session_is_editable (session));
  show_hand (self);
}

static void
picked_cb (MesoLayerBar *self,
           int layer)
{
  g_signal_emit (self, signals[PICKED], 0, layer);
}

static void
meso_layer_bar_dispose (GObject *object)
{
  MesoLayerBar *self = MESO_LAYER_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->editor);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_layer_bar_parent_class)->dispose (object);
}

static void
meso_layer_bar_class_init (MesoLayerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_layer_bar_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "layerbar");
}

static void
meso_layer_bar_init (MesoLayerBar *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);

  self->setup = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->setup, 0);
  gtk_label_set_ellipsize (self->setup, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->setup, SETUP_CHARS);
  gtk_label_set_max_width_chars (self->setup, SETUP_CHARS);
  gtk_widget_set_parent (GTK_WIDGET (self->setup), GTK_WIDGET (self));

  self->layers = g_object_new (MESO_TYPE_LAYER_PICKER, "hexpand", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->layers), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Layer"), -1);
  g_signal_connect_swapped (self->layers, "picked", G_CALLBACK (picked_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->layers), GTK_WIDGET (self));
}

/** meso_layer_bar_set_editor: can be set once. */
void
meso_layer_bar_set_editor (MesoLayerBar *self,
                           MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_LAYER_BAR (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (show_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (show_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_hand (editor), "changed", G_CALLBACK (show_hand), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (show_hand), self, G_CONNECT_SWAPPED);
  show_session (self);
}
