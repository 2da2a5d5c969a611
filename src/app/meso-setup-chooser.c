/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-setup-chooser.h"

#include <glib/gi18n-lib.h>

#include "meso-setup-text.h"

#define WIDTH 400
#define HEIGHT 460

struct _MesoSetupChooser
{
  GtkPopover parent_instance;

  GtkEntry *name; /* for what is saved, or renamed */
  GtkButton *save_button;
  GtkLabel *message;
  GtkWidget *undo_bar;
  GtkLabel *undo_label;
  GtkWidget *own_title;
  GtkListBox *own_list;
  GtkListBox *shipped_list;

  MesoEditor *editor;
  MesoOwnSetups *own; /* NULL: there is no library */
  char *renaming; /* the name that is being changed; NULL: something new is saved */
  MesoPreset *deleted;
  guint deleted_position;
};

G_DEFINE_FINAL_TYPE (MesoSetupChooser, meso_setup_chooser, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  ADD_PRODUCT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say (MesoSetupChooser *self,
     const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_icon_button (const char *icon,
                 const char *tooltip,
                 GCallback callback,
                 MesoSetupChooser *self,
                 const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", callback, self);
  return button;
}

static void
show_saving (MesoSetupChooser *self)
{
  g_clear_pointer (&self->renaming, g_free);
  gtk_entry_set_placeholder_text (self->name, _ ("Save what is in the hand as…"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  gtk_button_set_label (self->save_button, _ ("Save"));
}

static void
rename_cb (GtkWidget *button,
           MesoSetupChooser *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "name");

  g_free (self->renaming);
  self->renaming = g_strdup (name);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_button_set_label (self->save_button, _ ("Rename"));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

static void
delete_cb (GtkWidget *button,
           MesoSetupChooser *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoPreset) deleted = NULL;

  /* The button goes with its row. */
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  deleted = meso_own_setups_remove (self->own, name, &self->deleted_position, &error);
  say (self, deleted == NULL ? error->message : NULL);
  if (deleted == NULL)
    return;
  g_set_object (&self->deleted, deleted);
  /* Translators: the name of a setup */
  text = g_strdup_printf (_ ("“%s” deleted"), name);
  gtk_label_set_text (self->undo_label, text);
  gtk_widget_set_visible (self->undo_bar, TRUE);
  show_saving (self);
}

static void
undo_cb (MesoSetupChooser *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = self->deleted != NULL &&
                  meso_own_setups_add (self->own, self->deleted, self->deleted_position, &error);

  say (self, error != NULL ? error->message : NULL);
  if (!done)
    return;
  g_clear_object (&self->deleted);
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_widget_set_visible (self->undo_bar, FALSE);
}

/* What the tools in use make: of points, if no tool does. */
static MesoMarkKind
get_kind (MesoSetupChooser *self)
{
  switch (meso_editor_get_tool (self->editor))
    {
    case MESO_TOOL_LINE:
      return MESO_MARK_THREAD;
    case MESO_TOOL_ZONE:
      return MESO_MARK_AREA;
    case MESO_TOOL_SELECT:
    case MESO_TOOL_POINT:
    case MESO_TOOL_GRID:
    case MESO_TOOL_BRUSH:
    case MESO_TOOL_RULER:
    case MESO_TOOL_ERASE:
    case MESO_TOOL_CALIBRATE:
    case MESO_N_TOOLS:
    default:
      return MESO_MARK_POINT;
    }
}

static MesoPreset *
create_preset (MesoSetupChooser *self,
               const char *name)
{
  MesoHand *hand = meso_editor_get_hand (self->editor);
  MesoPresetData data = { .name = (char *) name, .unit = MESO_UNIT_ML, .spacing = MESO_UNSET };
  const char *id = meso_hand_get_product (hand);
  MesoItem *item = id != NULL ? meso_session_lookup_product (meso_editor_get_session (self->editor), id) : NULL;

  meso_hand_fill (hand, get_kind (self), &data.mark);
  data.mark.dose = meso_hand_get_dose (hand, data.mark.kind);
  if (item != NULL)
    {
      data.unit = meso_item_get_product (item)->unit;
      data.product = meso_item_get_product (item)->name;
    }
  if (data.mark.kind == MESO_MARK_POINT)
    data.spacing = meso_tool_options_get (meso_editor_get_options (self->editor), MESO_OPTION_SPACING);
  else if (data.mark.kind == MESO_MARK_AREA)
    data.spacing = data.mark.spacing;
  if (data.spacing != MESO_UNSET && (data.spacing < 1 || data.spacing > MESO_MM (100)))
    data.spacing = MESO_UNSET;
  return meso_preset_new (&data);
}

static void
save_cb (MesoSetupChooser *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  g_autoptr (GError) error = NULL;

  if (!meso_preset_name_check (name, &error))
    {
      say (self, error->message);
      return;
    }
  if (self->renaming != NULL)
    meso_own_setups_rename (self->own, self->renaming, name, &error);
  else
    {
      g_autoptr (MesoPreset) preset = create_preset (self, name);

      meso_own_setups_add (self->own, preset, G_MAXUINT, &error);
    }
  say (self, error != NULL ? error->message : NULL);
  if (error == NULL)
    show_saving (self);
}

static GtkWidget *
create_row (MesoSetupChooser *self,
            MesoPreset *preset,
            gboolean is_own)
{
  const MesoPresetData *data = meso_preset_get (preset);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *how = meso_setup_describe (&data->mark, data->unit, data->spacing);
  g_autofree char *source = meso_setup_describe_sources (preset);
  g_autofree char *label = g_strdup_printf ("%s, %s", meso_preset_get_title (preset), how);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (texts, 4);
  gtk_widget_set_margin_bottom (texts, 4);
  gtk_box_append (GTK_BOX (texts), new_label (meso_preset_get_title (preset), "setup-name"));
  gtk_box_append (GTK_BOX (texts), new_label (how, "numeric"));
  if (source != NULL)
    {
      GtkWidget *line = new_label (data->sources[0], "dim-label");

      gtk_widget_add_css_class (line, "setup-source");
      gtk_box_append (GTK_BOX (texts), line);
      gtk_widget_set_tooltip_text (row, source);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, source, -1);
    }
  else if (data->product != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (data->product, "dim-label"));
  gtk_box_append (GTK_BOX (box), texts);
  if (is_own)
    {
      gtk_box_append (GTK_BOX (box), new_icon_button ("document-edit-symbolic", _ ("Rename"), G_CALLBACK (rename_cb),
                                                      self, data->name));
      gtk_box_append (GTK_BOX (box), new_icon_button ("user-trash-symbolic", _ ("Delete"), G_CALLBACK (delete_cb),
                                                      self, data->name));
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "setup");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (row), "preset", g_object_ref (preset), g_object_unref);
  return row;
}

static void
show_own (MesoSetupChooser *self)
{
  GtkListBoxRow *row;
  guint n = self->own != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->own)) : 0;

  while ((row = gtk_list_box_get_row_at_index (self->own_list, 0)) != NULL)
    gtk_list_box_remove (self->own_list, GTK_WIDGET (row));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MesoPreset) preset = g_list_model_get_item (G_LIST_MODEL (self->own), i);

      gtk_list_box_append (self->own_list, create_row (self, preset, TRUE));
    }
  gtk_widget_set_visible (self->own_title, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->own_list), n > 0);
}

static void
row_cb (MesoSetupChooser *self,
        GtkWidget *row)
{
  g_autoptr (MesoPreset) preset = g_object_ref (g_object_get_data (G_OBJECT (row), "preset"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, preset);
}

static void
add_product_cb (MesoSetupChooser *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[ADD_PRODUCT], 0);
}

static void
show_cb (MesoSetupChooser *self)
{
  g_clear_object (&self->deleted);
  gtk_widget_set_visible (self->undo_bar, FALSE);
  show_saving (self);
  if (self->own != NULL)
    meso_own_setups_reload (self->own);
  say (self, self->own != NULL ? meso_own_setups_get_message (self->own) : NULL);
  if (gtk_list_box_get_row_at_index (self->shipped_list, 0) == NULL)
    {
      GPtrArray *shipped = meso_presets_get_shipped ();

      for (guint i = 0; i < shipped->len; i++)
        gtk_list_box_append (self->shipped_list, create_row (self, g_ptr_array_index (shipped, i), FALSE));
    }
}

static void
meso_setup_chooser_dispose (GObject *object)
{
  MesoSetupChooser *self = MESO_SETUP_CHOOSER (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->own);
  g_clear_object (&self->deleted);
  g_clear_pointer (&self->renaming, g_free);

  G_OBJECT_CLASS (meso_setup_chooser_parent_class)->dispose (object);
}

static void
meso_setup_chooser_class_init (MesoSetupChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_setup_chooser_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MESO_TYPE_PRESET);
  signals[ADD_PRODUCT] =
    g_signal_new ("add-product", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkListBox *
new_list (MesoSetupChooser *self,
          const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "setups");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_cb), self);
  return GTK_LIST_BOX (list);
}

static void
add_head (MesoSetupChooser *self,
          GtkBox *box)
{
  GtkWidget *product = gtk_button_new_with_label (_ ("Add Product…"));
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *undo = gtk_button_new_with_label (_ ("Undo"));

  g_signal_connect_swapped (product, "clicked", G_CALLBACK (add_product_cb), self);
  gtk_box_append (box, product);

  self->name = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->name), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the Setup"),
                                  -1);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (save_cb), self);
  self->save_button = GTK_BUTTON (gtk_button_new ());
  g_signal_connect_swapped (self->save_button, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->save_button));
  gtk_box_append (box, line);

  self->message = GTK_LABEL (new_label ("", "error"));
  gtk_label_set_ellipsize (self->message, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_box_append (box, GTK_WIDGET (self->message));

  self->undo_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->undo_label = GTK_LABEL (new_label ("", NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->undo_label), TRUE);
  g_signal_connect_swapped (undo, "clicked", G_CALLBACK (undo_cb), self);
  gtk_box_append (GTK_BOX (self->undo_bar), GTK_WIDGET (self->undo_label));
  gtk_box_append (GTK_BOX (self->undo_bar), undo);
  gtk_widget_set_visible (self->undo_bar, FALSE);
  gtk_box_append (box, self->undo_bar);
}

static void
meso_setup_chooser_init (MesoSetupChooser *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkBox *lists = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  add_head (self, box);
  self->own_title = new_label (_ ("Your own"), "heading");
  self->own_list = new_list (self, _ ("Your own"));
  self->shipped_list = new_list (self, _ ("From publications"));
  gtk_box_append (lists, self->own_title);
  gtk_box_append (lists, GTK_WIDGET (self->own_list));
  gtk_box_append (lists, new_label (_ ("From publications: to be edited, no advice"), "heading"));
  gtk_box_append (lists, GTK_WIDGET (self->shipped_list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (lists));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_box_append (box, scroller);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (box));
  g_signal_connect (self, "show", G_CALLBACK (show_cb), NULL);
}

/** meso_setup_chooser_new: without a library nothing can be saved. */
GtkWidget *
meso_setup_chooser_new (MesoEditor *editor)
{
  MesoSetupChooser *self = g_object_new (MESO_TYPE_SETUP_CHOOSER, NULL);

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self->editor = g_object_ref (editor);
  meso_setup_chooser_set_own (self, NULL);
  return GTK_WIDGET (self);
}

/** meso_setup_chooser_set_own: @own: (nullable): those of the library. */
void
meso_setup_chooser_set_own (MesoSetupChooser *self,
                            MesoOwnSetups *own)
{
  g_return_if_fail (MESO_IS_SETUP_CHOOSER (self));

  if (self->own != NULL)
    g_signal_handlers_disconnect_by_data (self->own, self);
  g_set_object (&self->own, own);
  if (own != NULL)
    g_signal_connect_object (own, "items-changed", G_CALLBACK (show_own), self, G_CONNECT_SWAPPED);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), own != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), own != NULL);
  show_own (self);
}
