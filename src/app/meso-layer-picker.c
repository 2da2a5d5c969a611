/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-layer-picker.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "meso-symbol-icon.h"
#include "model/meso-totals.h"

struct _MesoLayerPicker
{
  GtkWidget parent_instance;

  GtkToggleButton *buttons[MESO_N_LAYERS];
  MesoSymbolIcon *symbols[MESO_N_LAYERS];
  GtkLabel *counts[MESO_N_LAYERS];

  MesoLayer layer;
};

G_DEFINE_FINAL_TYPE (MesoLayerPicker, meso_layer_picker, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_layer (MesoLayerPicker *self)
{
  for (MesoLayer layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    gtk_toggle_button_set_active (self->buttons[layer], layer == self->layer);
}

static void
clicked_cb (MesoLayerPicker *self,
            GtkToggleButton *button)
{
  for (MesoLayer layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    if (self->buttons[layer] == button)
      {
        self->layer = layer;
        show_layer (self);
        g_signal_emit (self, signals[PICKED], 0, (int) layer);
      }
}

static void
add_button (MesoLayerPicker *self,
            MesoLayer layer)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label, *count;
  g_autofree char *text = g_strdup_printf ("%d %s", layer, meso_layer_get_short_name (layer));
  /* Translators: the tooltip of a layer's button: its full name and its key */
  g_autofree char *tip = g_strdup_printf (_ ("%s (%d)"), meso_layer_get_name (layer), layer);

  self->symbols[layer] = MESO_SYMBOL_ICON (meso_symbol_icon_new (layer, MESO_STATE_DONE));
  gtk_widget_set_halign (GTK_WIDGET (self->symbols[layer]), GTK_ALIGN_CENTER);
  label = gtk_label_new (text);
  count = gtk_label_new ("0");
  gtk_widget_add_css_class (label, "layer-name");
  gtk_widget_add_css_class (count, "layer-count");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->symbols[layer]));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "layer");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, meso_layer_get_name (layer),
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  self->buttons[layer] = GTK_TOGGLE_BUTTON (button);
  self->counts[layer] = GTK_LABEL (count);
}

static void
meso_layer_picker_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_layer_picker_parent_class)->dispose (object);
}

static void
meso_layer_picker_class_init (MesoLayerPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_layer_picker_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
meso_layer_picker_init (MesoLayerPicker *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_box_layout_set_spacing (layout, 4);
  gtk_box_layout_set_homogeneous (layout, TRUE);
  for (MesoLayer layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    add_button (self, layer);
}

/** meso_layer_picker_set_layer: the layer whose button is down, or %MESO_LAYER_UNSET. */
void
meso_layer_picker_set_layer (MesoLayerPicker *self,
                             MesoLayer layer)
{
  g_return_if_fail (MESO_IS_LAYER_PICKER (self));

  self->layer = layer;
  show_layer (self);
}

/** meso_layer_picker_set_state: whether the symbols are hollow, as the next mark will be. */
void
meso_layer_picker_set_state (MesoLayerPicker *self,
                             MesoState state)
{
  g_return_if_fail (MESO_IS_LAYER_PICKER (self));

  for (MesoLayer layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    meso_symbol_icon_set (self->symbols[layer], layer, state);
}

/** meso_layer_picker_set_counts: how many marks of the session each layer has. */
void
meso_layer_picker_set_counts (MesoLayerPicker *self,
                              const guint counts[MESO_N_LAYERS])
{
  g_return_if_fail (MESO_IS_LAYER_PICKER (self));

  for (MesoLayer layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    {
      g_autofree char *text = g_strdup_printf ("%u", counts[layer]);
      g_autofree char *described = g_strdup_printf (ngettext ("%u mark", "%u marks", counts[layer]), counts[layer]);

      gtk_label_set_text (self->counts[layer], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[layer]),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described,
                                      -1);
    }
}

/** meso_layer_picker_count: counts the marks of each layer, done and planned. */
void
meso_layer_picker_count (MesoSession *session,
                         guint counts[MESO_N_LAYERS])
{
  g_autoptr (MesoTotals) totals = NULL;

  g_return_if_fail (MESO_IS_SESSION (session));

  totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_LAYER);
  memset (counts, 0, sizeof (guint) * MESO_N_LAYERS);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      counts[row->layer] += meso_tally_get_n_marks (&row->done) + meso_tally_get_n_marks (&row->planned);
    }
}
