/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-context-menu.h"

#include <glib/gi18n-lib.h>

#include "canvas/meso-pick.h"
#include "canvas/meso-pointer.h"
#include "meso-edit-actions.h"

static gboolean
unparent_cb (gpointer popover)
{
  /* The page may have gone, and its children with it. */
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Once the item that was chosen has done its work. */
static void
closed_cb (MesoDrawingPage *page,
           GtkWidget *popover)
{
  meso_drawing_page_focus_canvas (page);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* @x: px of the canvas. A menu is made for each time: it is seldom asked for. */
static void
popup (MesoDrawingPage *page,
       double x,
       double y)
{
  g_autoptr (GMenu) menu = meso_edit_actions_create_menu (TRUE);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_widget_translate_coordinates (GTK_WIDGET (meso_drawing_page_get_canvas (page)), GTK_WIDGET (page), x, y, &x, &y);
  gtk_widget_set_parent (popover, GTK_WIDGET (page));
  gtk_widget_add_css_class (popover, "marks");
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Marks"), -1);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), page, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* The menu is about the mark under the pointer, or about what is selected, which one need not hit again. */
static void
menu_cb (MesoDrawingPage *page,
         double x,
         double y)
{
  MesoCanvas *canvas = meso_drawing_page_get_canvas (page);
  MesoEditor *editor = meso_drawing_page_get_editor (page);
  MesoMap *map = meso_editor_get_map (editor);
  const char *ids[2] = { NULL };
  MesoMark *mark;

  meso_input_lose (meso_canvas_get_input (canvas));
  if (map == NULL)
    return;
  mark = meso_pick_mark (map, meso_canvas_get_viewport (canvas), meso_editor_get_visibility (editor), x, y,
                         meso_pointer_get_hit_radius (MESO_POINTER_MOUSE));
  if (mark != NULL && !meso_selection_contains (meso_editor_get_selection (editor), meso_mark_get_id (mark)))
    {
      ids[0] = meso_mark_get_id (mark);
      meso_selection_set (meso_editor_get_selection (editor), ids);
    }
  popup (page, x, y);
}

/** meso_context_menu_add: the menu of the canvas of @page, by the second button and by a finger that rests. */
void
meso_context_menu_add (MesoDrawingPage *page)
{
  g_signal_connect_object (meso_canvas_get_input (meso_drawing_page_get_canvas (page)), "menu", G_CALLBACK (menu_cb),
                           page, G_CONNECT_SWAPPED);
}

/** meso_context_menu_show: the same by keys: at what is selected, else at the crosshair or in the middle. */
void
meso_context_menu_show (MesoDrawingPage *page)
{
  MesoCanvas *canvas = meso_drawing_page_get_canvas (page);
  g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (meso_drawing_page_get_editor (page));
  MesoPoint place = meso_canvas_get_target (canvas);
  double x, y, width = gtk_widget_get_width (GTK_WIDGET (canvas)), height = gtk_widget_get_height (GTK_WIDGET (canvas));

  if (marks->len > 0)
    place = meso_mark_get_place (g_ptr_array_index (marks, 0));
  meso_viewport_to_px (meso_canvas_get_viewport (canvas), place.x / 100.0, place.y / 100.0, &x, &y);
  popup (page, CLAMP (x, 0, width), CLAMP (y, 0, height));
}
