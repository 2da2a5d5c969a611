/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

/* The earlier session under today's marks. It is seen and nothing else: neither picked, nor printed, nor in a file. */

static void
update_earlier (MesoCanvas *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *title = NULL;

  if (self->images == NULL)
    return;
  if (self->overlay && self->earlier != NULL)
    marks = meso_earlier_list_marks (self->earlier);
  if (marks != NULL)
    title = meso_earlier_dup_title (self->earlier);
  meso_canvas_images_set_earlier (self->images, marks);
  meso_canvas_furniture_set_earlier (self->furniture, title);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** meso_canvas_update_overlay: it was switched on or off */
void
meso_canvas_update_overlay (MesoCanvas *self)
{
  update_earlier (self);
}

/* On only where there is something to see; off always. */
static void
toggle_overlay (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  g_autofree char *reason = self->earlier != NULL ? meso_earlier_dup_reason (self->earlier) : NULL;

  if (self->editor == NULL || self->earlier == NULL)
    return;
  if (!self->overlay && reason != NULL)
    g_signal_emit_by_name (self->editor, "message", reason, FALSE);
  else
    g_object_set (self, "overlay", !self->overlay, NULL);
}

/** meso_canvas_class_add_earlier_actions: the switch and its key */
void
meso_canvas_class_add_earlier_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "canvas.overlay", "overlay");
  gtk_widget_class_install_action (widget_class, "canvas.toggle-overlay", NULL, toggle_overlay);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, (GdkModifierType) 0, "canvas.toggle-overlay", NULL);
}

/** meso_canvas_set_earlier: @earlier: (nullable): what the overlay shows, of the same editor */
void
meso_canvas_set_earlier (MesoCanvas *self,
                         MesoEarlier *earlier)
{
  g_return_if_fail (MESO_IS_CANVAS (self));
  g_return_if_fail (earlier == NULL || MESO_IS_EARLIER (earlier));

  if (self->earlier != NULL)
    g_signal_handlers_disconnect_by_data (self->earlier, self);
  g_set_object (&self->earlier, earlier);
  if (earlier != NULL)
    g_signal_connect_swapped (earlier, "changed", G_CALLBACK (update_earlier), self);
  update_earlier (self);
}
