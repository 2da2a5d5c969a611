/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-photo-strip.h"

#include <glib/gi18n-lib.h>

#include "meso-photo-edits.h"

struct _MesoPhotoStrip
{
  GtkWidget parent_instance;

  GtkLabel *label;
  GtkWidget *calibrate_button;
  GtkWidget *sides_button;

  MesoEditor *editor;
};

G_DEFINE_FINAL_TYPE (MesoPhotoStrip, meso_photo_strip, GTK_TYPE_WIDGET)

static const char *
find_words (MesoPhotoStrip *self,
            const MesoPhoto *photo)
{
  gboolean has_scale = photo->px_per_mm != MESO_UNSET, has_sides = photo->right_side != 0;

  if (meso_editor_get_tool (self->editor) == MESO_TOOL_CALIBRATE)
    return _ ("Click two places whose distance you know, such as the pupils or marks of a ruler.");
  if (meso_map_get_picture (meso_editor_get_map (self->editor)) == NULL)
    return _ ("The picture of this view is not here; the marks are in their places.");
  if (!has_scale && !has_sides)
    return _ ("Not calibrated, and sides are not given: distances and sides are unknown.");
  if (!has_scale)
    return _ ("Not calibrated: distances are unknown.");
  return has_sides ? NULL : _ ("Sides are not given: no mark gets a side.");
}

static void
update (MesoPhotoStrip *self)
{
  MesoItem *item = meso_photo_edits_get_photo (self->editor);
  const MesoPhoto *photo = item != NULL ? meso_item_get_photo (item) : NULL;
  gboolean is_calibrating = meso_editor_get_tool (self->editor) == MESO_TOOL_CALIBRATE;
  const char *words = photo != NULL ? find_words (self, photo) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (words == NULL)
    return;
  gtk_label_set_text (self->label, words);
  gtk_button_set_label (GTK_BUTTON (self->calibrate_button), is_calibrating ? _ ("_Cancel") : _ ("C_alibrate…"));
  gtk_widget_set_visible (self->calibrate_button, is_calibrating || photo->px_per_mm == MESO_UNSET);
  gtk_widget_set_visible (self->sides_button, !is_calibrating && photo->right_side == 0);
}

static GtkWidget *
add_button (MesoPhotoStrip *self,
            const char *label,
            const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
meso_photo_strip_dispose (GObject *object)
{
  MesoPhotoStrip *self = MESO_PHOTO_STRIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_photo_strip_parent_class)->dispose (object);
}

static void
meso_photo_strip_class_init (MesoPhotoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_photo_strip_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "photostrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
meso_photo_strip_init (MesoPhotoStrip *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->label = GTK_LABEL (label);
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  self->calibrate_button = add_button (self, _ ("C_alibrate…"), "draw.calibrate");
  self->sides_button = add_button (self, _ ("Si_des…"), "draw.photo-sides");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** meso_photo_strip_set_editor: can be set once. */
void
meso_photo_strip_set_editor (MesoPhotoStrip *self,
                             MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_PHOTO_STRIP (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::map", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::diagram", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
