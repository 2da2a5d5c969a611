/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-guide-popover.h"

#include <glib/gi18n-lib.h>

struct _MesoGuidePopover
{
  GtkPopover parent_instance;

  GtkWidget *rows[MESO_N_GUIDES];
};

G_DEFINE_FINAL_TYPE (MesoGuidePopover, meso_guide_popover, GTK_TYPE_POPOVER)

/* In the order of MesoGuideFlags; as the canvas has them. */
static const char *const keys[MESO_N_GUIDES] = {
  "<Shift>l",
  "<Shift>t",
  "<Shift>f",
  "<Shift>h",
  "<Shift>g",
  "n",
  "w",
};

static GtkWidget *
create_row (guint guide)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *button =
    gtk_check_button_new_with_label (meso_vocabulary_get_name (&meso_guide_vocabulary, (int) guide + 1));
  g_autofree char *action = g_strconcat ("draw.guide-", meso_guide_vocabulary.tokens[guide], NULL);
  GdkModifierType modifiers;
  g_autofree char *name = NULL;
  GtkWidget *key;
  guint keyval;

  gtk_accelerator_parse (keys[guide], &keyval, &modifiers);
  name = gtk_accelerator_get_label (keyval, modifiers);
  key = gtk_label_new (name);
  gtk_widget_add_css_class (key, "dim-label");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (GTK_BOX (row), key);
  return row;
}

static void
meso_guide_popover_class_init (MesoGuidePopoverClass *klass)
{
}

static void
meso_guide_popover_init (MesoGuidePopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *note;

  for (guint i = 0; i < MESO_N_GUIDES; i++)
    {
      self->rows[i] = create_row (i);
      gtk_box_append (GTK_BOX (box), self->rows[i]);
    }
  note = gtk_label_new (_ ("What is on goes on paper and into exported files too."));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 28);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "guides-note");
  gtk_box_append (GTK_BOX (box), note);
  gtk_widget_add_css_class (GTK_WIDGET (self), "guides");
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Guides"), -1);
}

/** meso_guide_popover_new: (transfer floating): its check boxes are those of the actions "draw.guide-…". */
GtkWidget *
meso_guide_popover_new (void)
{
  return g_object_new (MESO_TYPE_GUIDE_POPOVER, NULL);
}

/** meso_guide_popover_set_available: shows only what the view has. */
void
meso_guide_popover_set_available (MesoGuidePopover *self,
                                  MesoGuideFlags available)
{
  g_return_if_fail (MESO_IS_GUIDE_POPOVER (self));

  for (guint i = 0; i < MESO_N_GUIDES; i++)
    gtk_widget_set_visible (self->rows[i], (available & (1u << i)) != 0);
}
