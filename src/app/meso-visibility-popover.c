/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-visibility-popover.h"

#include <glib/gi18n-lib.h>

#include "meso-symbol-icon.h"

#define MAX_HEIGHT 500

/* One row: what it is about, and its two switches. */
typedef struct
{
  MesoAspect aspect;
  char *key;
  GtkToggleButton *switches[MESO_N_VEILS];
} Row;

struct _MesoVisibilityPopover
{
  GtkPopover parent_instance;

  GtkGrid *grid;
  GtkWidget *clear_buttons[MESO_N_VEILS];
  MesoEditor *editor;
  GPtrArray *rows;
  gboolean is_updating; /* the switches follow, nobody clicked them */
};

G_DEFINE_FINAL_TYPE (MesoVisibilityPopover, meso_visibility_popover, GTK_TYPE_POPOVER)

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row);
}

static MesoVisibility *
get_visibility (MesoVisibilityPopover *self)
{
  return meso_editor_get_visibility (self->editor);
}

static const char *
get_icon (MesoVeil veil,
          gboolean is_on)
{
  if (veil == MESO_VEIL_HIDDEN)
    return is_on ? "view-conceal-symbolic" : "view-reveal-symbolic";
  return is_on ? "changes-prevent-symbolic" : "changes-allow-symbolic";
}

/* The switches say what is so. */
static void
update_switches (MesoVisibilityPopover *self)
{
  self->is_updating = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    for (int veil = 0; veil < MESO_N_VEILS; veil++)
      {
        Row *row = g_ptr_array_index (self->rows, i);
        gboolean is_on = meso_visibility_get (get_visibility (self), (MesoVeil) veil, row->aspect, row->key);

        gtk_toggle_button_set_active (row->switches[veil], is_on);
        gtk_button_set_icon_name (GTK_BUTTON (row->switches[veil]), get_icon ((MesoVeil) veil, is_on));
      }
  for (int veil = 0; veil < MESO_N_VEILS; veil++)
    gtk_widget_set_sensitive (self->clear_buttons[veil],
                              meso_visibility_is_used (get_visibility (self), (MesoVeil) veil));
  self->is_updating = FALSE;
}

static void
toggled_cb (MesoVisibilityPopover *self,
            GtkToggleButton *button)
{
  for (guint i = 0; !self->is_updating && i < self->rows->len; i++)
    for (int veil = 0; veil < MESO_N_VEILS; veil++)
      {
        Row *row = g_ptr_array_index (self->rows, i);

        if (row->switches[veil] == button)
          meso_visibility_set (get_visibility (self), (MesoVeil) veil, row->aspect, row->key,
                               gtk_toggle_button_get_active (button));
      }
}

static guint
count_marks (MesoVisibilityPopover *self,
             MesoAspect aspect,
             const char *key)
{
  MesoMap *map = meso_editor_get_map (self->editor);
  guint n_marks = map != NULL ? meso_map_get_n_marks (map) : 0, n = 0;

  for (guint i = 0; i < n_marks; i++)
    n += g_str_equal (meso_aspect_get_key (aspect, meso_mark_get (meso_map_get_mark (map, i))), key);
  return n;
}

static GtkToggleButton *
create_switch (MesoVisibilityPopover *self,
               MesoVeil veil,
               const char *name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  /* Translators: switches of a list; the name of a layer, a product or a state */
  g_autofree char *label =
    g_strdup_printf (veil == MESO_VEIL_HIDDEN ? _ ("Hide %s") : _ ("Lock %s"), name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tool");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  return GTK_TOGGLE_BUTTON (button);
}

/* @icon: (nullable) (transfer floating) */
static void
add_row (MesoVisibilityPopover *self,
         int *y,
         MesoAspect aspect,
         const char *key,
         const char *name,
         GtkWidget *icon)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *label = gtk_label_new (name), *number;
  g_autofree char *count = g_strdup_printf ("%u", count_marks (self, aspect, key));

  row->aspect = aspect;
  row->key = g_strdup (key);
  if (icon != NULL)
    gtk_grid_attach (self->grid, icon, 0, *y, 1, 1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->grid, label, 1, *y, 1, 1);
  number = gtk_label_new (count);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dim-label");
  gtk_grid_attach (self->grid, number, 2, *y, 1, 1);
  for (int veil = 0; veil < MESO_N_VEILS; veil++)
    {
      row->switches[veil] = create_switch (self, (MesoVeil) veil, name);
      gtk_grid_attach (self->grid, GTK_WIDGET (row->switches[veil]), 3 + veil, *y, 1, 1);
    }
  g_ptr_array_add (self->rows, row);
  (*y)++;
}

static void
add_heading (MesoVisibilityPopover *self,
             int *y,
             const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, *y > 0 ? 6 : 0);
  gtk_grid_attach (self->grid, label, 0, *y, 5, 1);
  (*y)++;
}

/* A row for what is left, where there is some or where it is hidden or locked. */
static gboolean
is_needed (MesoVisibilityPopover *self,
           MesoAspect aspect,
           const char *key)
{
  return count_marks (self, aspect, key) > 0 ||
         meso_visibility_get (get_visibility (self), MESO_VEIL_HIDDEN, aspect, key) ||
         meso_visibility_get (get_visibility (self), MESO_VEIL_LOCKED, aspect, key);
}

static void
add_layers (MesoVisibilityPopover *self,
            int *y)
{
  add_heading (self, y, _ ("Layers"));
  for (int layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    add_row (self, y, MESO_ASPECT_LAYER, meso_vocabulary_get_token (&meso_layer_vocabulary, layer),
             meso_layer_get_name ((MesoLayer) layer), meso_symbol_icon_new ((MesoLayer) layer, MESO_STATE_DONE));
  if (is_needed (self, MESO_ASPECT_LAYER, ""))
    add_row (self, y, MESO_ASPECT_LAYER, "", _ ("Zones, and others without a layer"), NULL);
}

static void
add_products (MesoVisibilityPopover *self,
              int *y)
{
  MesoSession *session = meso_editor_get_session (self->editor);

  if (meso_session_get_n_products (session) == 0)
    return;
  add_heading (self, y, _ ("Products"));
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      const MesoProduct *product = meso_item_get_product (meso_session_get_product (session, i));
      g_autofree char *name = NULL;

      name = product->lot != NULL ? g_strdup_printf ("%s · %s", product->name, product->lot) : g_strdup (product->name);
      add_row (self, y, MESO_ASPECT_PRODUCT, product->id, name, NULL);
    }
  if (is_needed (self, MESO_ASPECT_PRODUCT, ""))
    add_row (self, y, MESO_ASPECT_PRODUCT, "", _ ("Without a product"), NULL);
}

/* As the view is now, each time it opens. */
static void
fill (MesoVisibilityPopover *self)
{
  GtkWidget *child;
  int y = 0;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  add_layers (self, &y);
  add_products (self, &y);
  add_heading (self, &y, _ ("State"));
  add_row (self, &y, MESO_ASPECT_STATE, "done", _ ("Done"),
           meso_symbol_icon_new (MESO_LAYER_MID_DERMIS, MESO_STATE_DONE));
  add_row (self, &y, MESO_ASPECT_STATE, "planned", _ ("Planned"),
           meso_symbol_icon_new (MESO_LAYER_MID_DERMIS, MESO_STATE_PLANNED));
  update_switches (self);
}

static void
clear_cb (MesoVisibilityPopover *self,
          GtkWidget *button)
{
  for (int veil = 0; veil < MESO_N_VEILS; veil++)
    if (self->clear_buttons[veil] == button)
      meso_visibility_clear (get_visibility (self), (MesoVeil) veil);
}

static void
meso_visibility_popover_show (GtkWidget *widget)
{
  MesoVisibilityPopover *self = MESO_VISIBILITY_POPOVER (widget);

  if (self->editor != NULL)
    fill (self);
  GTK_WIDGET_CLASS (meso_visibility_popover_parent_class)->show (widget);
}

static void
meso_visibility_popover_dispose (GObject *object)
{
  g_clear_object (&MESO_VISIBILITY_POPOVER (object)->editor);

  G_OBJECT_CLASS (meso_visibility_popover_parent_class)->dispose (object);
}

static void
meso_visibility_popover_finalize (GObject *object)
{
  g_ptr_array_unref (MESO_VISIBILITY_POPOVER (object)->rows);

  G_OBJECT_CLASS (meso_visibility_popover_parent_class)->finalize (object);
}

static void
meso_visibility_popover_class_init (MesoVisibilityPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_visibility_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_visibility_popover_finalize;
  GTK_WIDGET_CLASS (klass)->show = meso_visibility_popover_show;
}

static GtkWidget *
create_foot (MesoVisibilityPopover *self)
{
  const char *labels[MESO_N_VEILS] = { _ ("_Show All"), _ ("_Unlock All") };
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *note = gtk_label_new (_ ("Paper and exported files always show everything."));

  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 28);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_box_append (GTK_BOX (foot), note);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  for (int veil = 0; veil < MESO_N_VEILS; veil++)
    {
      self->clear_buttons[veil] = gtk_button_new_with_mnemonic (labels[veil]);
      gtk_widget_add_css_class (self->clear_buttons[veil], "wide-tool");
      g_signal_connect_swapped (self->clear_buttons[veil], "clicked", G_CALLBACK (clear_cb), self);
      gtk_box_append (GTK_BOX (buttons), self->clear_buttons[veil]);
    }
  gtk_box_append (GTK_BOX (foot), buttons);
  return foot;
}

static void
meso_visibility_popover_init (MesoVisibilityPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 8);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), create_foot (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "visibility");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Shown and Locked"), -1);
}

/** meso_visibility_popover_new: (transfer floating): of nothing yet. */
GtkWidget *
meso_visibility_popover_new (void)
{
  return g_object_new (MESO_TYPE_VISIBILITY_POPOVER, NULL);
}

/** meso_visibility_popover_set_editor: can be set once. */
void
meso_visibility_popover_set_editor (MesoVisibilityPopover *self,
                                    MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_VISIBILITY_POPOVER (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (get_visibility (self), "changed", G_CALLBACK (update_switches), self, G_CONNECT_SWAPPED);
}
