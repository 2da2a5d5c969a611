/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-status-line.h"

#include <glib/gi18n-lib.h>

/* How long a message stays, seconds. */
#define MESSAGE_TIME 6

struct _MesoStatusLine
{
  GtkWidget parent_instance;

  GtkLabel *place;
  GtkLabel *message;
  GtkLabel *left;
  GtkLabel *zoom;

  MesoCanvas *canvas;
  guint clear_id;
};

G_DEFINE_FINAL_TYPE (MesoStatusLine, meso_status_line, GTK_TYPE_WIDGET)

static void
show_place (MesoStatusLine *self)
{
  const char *text = meso_canvas_get_pointer (self->canvas);

  gtk_label_set_text (self->place, text != NULL ? text : "");
}

static void
show_zoom (MesoStatusLine *self)
{
  /* Translators: the zoom; 100 is true size */
  g_autofree char *text = g_strdup_printf (_ ("%d %%"), meso_canvas_get_zoom_percent (self->canvas));

  gtk_label_set_text (self->zoom, text);
}

static void
show_left (MesoStatusLine *self)
{
  guint n_left = meso_walk_get_n_left (meso_canvas_get_walk (self->canvas));
  g_autofree char *text = g_strdup_printf (ngettext ("%u planned left", "%u planned left", n_left), n_left);

  gtk_label_set_text (self->left, text);
  gtk_widget_set_visible (GTK_WIDGET (self->left), n_left > 0);
}

static gboolean
clear_cb (gpointer user_data)
{
  MesoStatusLine *self = user_data;

  self->clear_id = 0;
  gtk_label_set_text (self->message, "");

  return G_SOURCE_REMOVE;
}

static GtkLabel *
add_label (MesoStatusLine *self,
           float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return GTK_LABEL (label);
}

static void
meso_status_line_dispose (GObject *object)
{
  MesoStatusLine *self = MESO_STATUS_LINE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->clear_id, g_source_remove);
  g_clear_object (&self->canvas);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_status_line_parent_class)->dispose (object);
}

static void
meso_status_line_class_init (MesoStatusLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_status_line_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "statusline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
meso_status_line_init (MesoStatusLine *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);

  self->place = add_label (self, 0);
  self->message = add_label (self, 1);
  self->left = add_label (self, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->left), "planned-left");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->left),
                               _ ("C confirms the next one, Shift+C all in the region under the pointer"));
  self->zoom = add_label (self, 1);
  gtk_label_set_ellipsize (self->place, PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (self->message, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->message), TRUE);
  gtk_label_set_width_chars (self->zoom, 6);
}

/** meso_status_line_set_canvas: can be set once; it shows an editor already. */
void
meso_status_line_set_canvas (MesoStatusLine *self,
                             MesoCanvas *canvas)
{
  g_return_if_fail (MESO_IS_STATUS_LINE (self));
  g_return_if_fail (MESO_IS_CANVAS (canvas));
  g_return_if_fail (self->canvas == NULL);

  self->canvas = g_object_ref (canvas);
  g_signal_connect_object (canvas, "notify::pointer", G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::zoom-percent", G_CALLBACK (show_zoom), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_canvas_get_walk (canvas), "notify::n-left", G_CALLBACK (show_left), self,
                           G_CONNECT_SWAPPED);
  show_place (self);
  show_zoom (self);
  show_left (self);
}

/** meso_status_line_say: shows a sentence for a while. */
void
meso_status_line_say (MesoStatusLine *self,
                      const char *text,
                      gboolean is_error)
{
  g_return_if_fail (MESO_IS_STATUS_LINE (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_text (self->message, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->message), text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");

  g_clear_handle_id (&self->clear_id, g_source_remove);
  self->clear_id = g_timeout_add_seconds (MESSAGE_TIME, clear_cb, self);
}

/** meso_status_line_get_message: what is said at the moment; "" for nothing. */
const char *
meso_status_line_get_message (MesoStatusLine *self)
{
  g_return_val_if_fail (MESO_IS_STATUS_LINE (self), NULL);

  return gtk_label_get_text (self->message);
}
