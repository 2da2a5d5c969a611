/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-choice-row.h"

#include <glib/gi18n-lib.h>

/* From so many names on the list has an entry to search it. */
#define MANY_NAMES 16

struct _MesoChoiceRow
{
  GtkWidget parent_instance;

  GtkLabel *label;
  GtkDropDown *drop_down;
  GtkStringList *names;

  guint mixed : 1; /* the first of the names is "Mixed" */
  guint showing : 1;
};

G_DEFINE_FINAL_TYPE (MesoChoiceRow, meso_choice_row, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
selected_cb (MesoChoiceRow *self)
{
  if (!self->showing && meso_choice_row_get_chosen (self) != MESO_CHOICE_NONE)
    g_signal_emit (self, signals[PICKED], 0);
}

static void
setup_name_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item)
{
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (name));
}

static void
setup_choice_cb (MesoChoiceRow *self,
                 GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
}

static void
bind_choice_cb (MesoChoiceRow *self,
                GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkStringObject *name = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (name));
  gtk_widget_set_opacity (gtk_widget_get_next_sibling (label),
                          gtk_drop_down_get_selected_item (self->drop_down) == (gpointer) name ? 1 : 0);
}

/* The mark of the chosen one is drawn when a row is bound; the list is bound anew each time that it opens. */
static void
add_factories (MesoChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) name = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) choice = gtk_signal_list_item_factory_new ();

  g_signal_connect (name, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (name, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (self->drop_down, name);

  g_signal_connect_object (choice, "setup", G_CALLBACK (setup_choice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (choice, "bind", G_CALLBACK (bind_choice_cb), self, G_CONNECT_SWAPPED);
  gtk_drop_down_set_list_factory (self->drop_down, choice);
}

static void
meso_choice_row_dispose (GObject *object)
{
  MesoChoiceRow *self = MESO_CHOICE_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->drop_down = NULL;
  g_clear_object (&self->names);

  G_OBJECT_CLASS (meso_choice_row_parent_class)->dispose (object);
}

static void
meso_choice_row_class_init (MesoChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_choice_row_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
meso_choice_row_init (MesoChoiceRow *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->names = gtk_string_list_new (NULL);
  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), text));
  add_factories (self);
  gtk_widget_set_valign (GTK_WIDGET (self->drop_down), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
  gtk_label_set_mnemonic_widget (self->label, GTK_WIDGET (self->drop_down));

  gtk_widget_add_css_class (GTK_WIDGET (self), "choice-row");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
}

/** meso_choice_row_set_label: @label: the name of the row, with its mnemonic. */
void
meso_choice_row_set_label (MesoChoiceRow *self,
                           const char *label)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *plain = NULL;

  g_return_if_fail (MESO_IS_CHOICE_ROW (self));
  g_return_if_fail (label != NULL);

  parts = g_strsplit (label, "_", -1);
  plain = g_strjoinv ("", parts);
  gtk_label_set_text_with_mnemonic (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

static gboolean
has_names (MesoChoiceRow *self,
           const char *const *names)
{
  guint first = self->mixed ? 1 : 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));

  if (g_strv_length ((char **) names) != n - first)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->names, first + i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

/** meso_choice_row_set_names: @names: (array zero-terminated=1): what can be chosen; the choice is to be set anew. */
void
meso_choice_row_set_names (MesoChoiceRow *self,
                           const char *const *names)
{
  g_return_if_fail (MESO_IS_CHOICE_ROW (self));
  g_return_if_fail (names != NULL);

  if (has_names (self, names))
    return;
  self->showing = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), names);
  self->mixed = FALSE;
  gtk_drop_down_set_enable_search (self->drop_down, g_strv_length ((char **) names) >= MANY_NAMES);
  self->showing = FALSE;
}

/**
 * meso_choice_row_set_chosen:
 * @index: of the names, or %MESO_CHOICE_NONE
 * @mixed: several are shown, and they differ
 *
 * Shows a choice without emitting "picked".
 */
void
meso_choice_row_set_chosen (MesoChoiceRow *self,
                            guint index,
                            gboolean mixed)
{
  /* Translators: in the place of a value, where the marks that are selected have several; short */
  const char *const word[] = { _ ("Mixed"), NULL };

  g_return_if_fail (MESO_IS_CHOICE_ROW (self));

  self->showing = TRUE;
  if (self->mixed != !!mixed)
    {
      gtk_string_list_splice (self->names, 0, self->mixed ? 1 : 0, mixed ? word : NULL);
      self->mixed = !!mixed;
    }
  if (mixed)
    index = 0;
  else if (index == MESO_CHOICE_NONE)
    index = GTK_INVALID_LIST_POSITION;
  gtk_drop_down_set_selected (self->drop_down, index);
  self->showing = FALSE;
}

/** meso_choice_row_get_chosen: of the names, or %MESO_CHOICE_NONE. */
guint
meso_choice_row_get_chosen (MesoChoiceRow *self)
{
  guint selected;

  g_return_val_if_fail (MESO_IS_CHOICE_ROW (self), MESO_CHOICE_NONE);

  selected = gtk_drop_down_get_selected (self->drop_down);
  if (selected == GTK_INVALID_LIST_POSITION || (self->mixed && selected == 0))
    return MESO_CHOICE_NONE;
  return self->mixed ? selected - 1 : selected;
}

/** meso_choice_row_focus: choosing there emits "picked". */
void
meso_choice_row_focus (MesoChoiceRow *self)
{
  g_return_if_fail (MESO_IS_CHOICE_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->drop_down));
}
