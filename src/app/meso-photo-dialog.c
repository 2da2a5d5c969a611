/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-photo-dialog.h"

#include <glib/gi18n-lib.h>

#include "library/meso-photo-import.h"
#include "meso-photo-edits.h"
#include "meso-photo-preview.h"

/* The answers in the order of MesoRightSide; the first is that nobody knows yet. */
#define N_ANSWERS (MESO_RIGHT_SIDE_FAR + 1)

struct _MesoPhotoDialog
{
  AdwWindow parent_instance;

  GtkButton *accept_button;
  MesoPhotoPreview *preview;
  GtkCheckButton *later;
  GtkCheckButton *viewer_left;
  GtkCheckButton *viewer_right;
  GtkCheckButton *near;
  GtkCheckButton *far;
  GtkLabel *hint;
  GtkWidget *turn_button;

  MesoEditor *editor;
  MesoMap *imported; /* NULL: the one that is shown is asked about again */
  GFile *file; /* that it was made from */
  guint quarter_turns;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MesoPhotoDialog, meso_photo_dialog, ADW_TYPE_WINDOW)

static GtkCheckButton *
get_answer_button (MesoPhotoDialog *self,
                   int right_side)
{
  GtkCheckButton *buttons[N_ANSWERS] = { self->later, self->viewer_left, self->viewer_right, self->near, self->far };

  return buttons[right_side];
}

/* -1: nothing chosen yet. */
static int
get_answer (MesoPhotoDialog *self)
{
  for (int i = 0; i < N_ANSWERS; i++)
    if (gtk_check_button_get_active (get_answer_button (self, i)))
      return i;
  return -1;
}

static void
answer_cb (MesoPhotoDialog *self)
{
  int answer = get_answer (self);
  gboolean has_midline = answer == MESO_RIGHT_SIDE_VIEWER_LEFT || answer == MESO_RIGHT_SIDE_VIEWER_RIGHT;

  meso_photo_preview_set_right_side (self->preview, MAX (answer, 0));
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), answer >= 0);
  /* The line keeps its room, so that nothing jumps. */
  gtk_label_set_text (self->hint, has_midline ? _ ("Drag the line to the middle of the face or body.") : " ");
}

/* The midline was one of the picture as it stood before. */
static void
turned_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (MesoPhotoDialog) self = user_data;
  g_autoptr (MesoMap) map = meso_photo_import_finish (result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_widget_set_sensitive (self->turn_button, TRUE);
  if (map != NULL)
    {
      g_set_object (&self->imported, map);
      meso_photo_preview_set_map (self->preview, map);
    }
  answer_cb (self);
}

/* From the file again, so that nothing is lost by turning round. */
static void
turn_cb (MesoPhotoDialog *self)
{
  self->quarter_turns++;
  gtk_widget_set_sensitive (self->turn_button, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), FALSE);
  meso_photo_import_async (self->file, self->quarter_turns % 4, self->cancellable, turned_cb, g_object_ref (self));
}

static void
accept_cb (MesoPhotoDialog *self)
{
  int answer = get_answer (self);
  gint64 midline = meso_photo_preview_get_midline (self->preview);

  if (answer < 0)
    return;
  if (self->imported != NULL)
    meso_photo_edits_add (self->editor, self->imported, answer, midline);
  else if (meso_photo_edits_get_photo (self->editor) != NULL)
    meso_photo_edits_set_sides (self->editor, answer, midline);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
meso_photo_dialog_dispose (GObject *object)
{
  MesoPhotoDialog *self = MESO_PHOTO_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->imported);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (meso_photo_dialog_parent_class)->dispose (object);
}

static void
meso_photo_dialog_finalize (GObject *object)
{
  g_object_unref (MESO_PHOTO_DIALOG (object)->cancellable);

  G_OBJECT_CLASS (meso_photo_dialog_parent_class)->finalize (object);
}

static void
meso_photo_dialog_class_init (MesoPhotoDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_photo_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_photo_dialog_finalize;

  g_type_ensure (MESO_TYPE_PHOTO_PREVIEW);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-photo-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, later);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, viewer_left);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, viewer_right);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, near);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, far);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, MesoPhotoDialog, turn_button);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, turn_cb);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
}

static void
meso_photo_dialog_init (MesoPhotoDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * meso_photo_dialog_present:
 * @imported: (nullable): a photo to add; %NULL to ask again about the one that @editor shows
 * @file: (nullable): what @imported was made from
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
GtkWidget *
meso_photo_dialog_present (GtkWindow *parent,
                           MesoEditor *editor,
                           MesoMap *imported,
                           GFile *file)
{
  MesoPhotoDialog *self;
  const MesoPhoto *photo;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (imported != NULL || meso_photo_edits_get_photo (editor) != NULL, NULL);

  self = g_object_new (MESO_TYPE_PHOTO_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  g_set_object (&self->imported, imported);
  g_set_object (&self->file, file);
  gtk_widget_set_visible (self->turn_button, file != NULL);
  map = imported != NULL ? imported : meso_editor_get_map (editor);
  photo = meso_item_get_photo (meso_map_get_photo (map));
  meso_photo_preview_set_map (self->preview, map);
  if (imported == NULL)
    {
      gtk_window_set_title (GTK_WINDOW (self), _ ("Sides of the Photo"));
      gtk_button_set_label (self->accept_button, _ ("_Apply"));
      if (photo->right_side > 0 && photo->right_side < N_ANSWERS)
        gtk_check_button_set_active (get_answer_button (self, photo->right_side), TRUE);
    }
  answer_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (get_answer_button (self, MESO_RIGHT_SIDE_VIEWER_LEFT)));

  return GTK_WIDGET (self);
}
