/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-view-list.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "meso-thumbnail.h"

#define THUMBNAIL_WIDTH 70
#define THUMBNAIL_HEIGHT 64

struct _MesoViewList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkMenuButton *add_button;

  MesoEditor *editor;
  guint update_id;
  guint showing : 1;
};

G_DEFINE_FINAL_TYPE (MesoViewList, meso_view_list, GTK_TYPE_WIDGET)

/* A photo is called by its number, which changes when one before it goes. */
static void
show_words (MesoViewList *self,
            GtkWidget *row,
            MesoMap *map)
{
  GtkLabel *name = g_object_get_data (G_OBJECT (row), "name");
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "count");
  g_autofree char *view = meso_session_dup_map_name (meso_editor_get_session (self->editor), map);
  g_autofree char *text = g_strdup_printf ("%u", meso_map_get_n_marks (map));
  g_autofree char *described = g_strdup_printf (ngettext ("%u mark", "%u marks", meso_map_get_n_marks (map)),
                                                meso_map_get_n_marks (map));

  gtk_label_set_text (name, view);
  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  view,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  described,
                                  -1);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  MesoMap *map = item;
  MesoViewList *self = user_data;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *thumbnail = meso_thumbnail_new (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  GtkWidget *name, *count;

  name = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 8);
  gtk_widget_set_hexpand (name, TRUE);
  count = gtk_label_new (NULL);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_valign (count, GTK_ALIGN_BASELINE);
  gtk_widget_set_valign (name, GTK_ALIGN_BASELINE);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), count);

  gtk_widget_set_halign (thumbnail, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), thumbnail);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "name", name);
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data_full (G_OBJECT (row), "map", g_object_ref (map), g_object_unref);

  meso_thumbnail_set_map (MESO_THUMBNAIL (thumbnail), meso_editor_get_session (self->editor), map);
  show_words (self, row, map);

  return row;
}

/* The list may be longer than the window is high, and keys change the view as well. */
static void
scroll_to (MesoViewList *self,
           GtkListBoxRow *row)
{
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list);
  graphene_rect_t bounds;

  if (adjustment != NULL && gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
show_current (MesoViewList *self)
{
  MesoMap *map = meso_editor_get_map (self->editor);
  GtkListBoxRow *row;

  self->showing = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      MesoMap *shown = g_object_get_data (G_OBJECT (row), "map");

      show_words (self, GTK_WIDGET (row), shown);
      if (shown != map)
        continue;
      gtk_list_box_select_row (self->list, row);
      scroll_to (self, row);
    }
  self->showing = FALSE;
}

/* Only when it is asked for, since an edit must not take as long as a menu does. */
static void
create_menu (GtkMenuButton *button,
             gpointer user_data)
{
  MesoViewList *self = user_data;
  g_autoptr (GMenuModel) menu = meso_view_list_create_add_menu (self->editor);

  gtk_menu_button_set_menu_model (button, menu);
}

static gboolean
update_cb (gpointer user_data)
{
  MesoViewList *self = user_data;

  self->update_id = 0;
  show_current (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button),
                            meso_session_is_editable (meso_editor_get_session (self->editor)));

  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoViewList *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
row_selected_cb (MesoViewList *self,
                 GtkListBoxRow *row)
{
  if (!self->showing && row != NULL)
    meso_editor_set_map (self->editor, g_object_get_data (G_OBJECT (row), "map"));
}

static void
meso_view_list_dispose (GObject *object)
{
  MesoViewList *self = MESO_VIEW_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  self->showing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_view_list_parent_class)->dispose (object);
}

static void
meso_view_list_class_init (MesoViewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_view_list_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "viewlist");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-view-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoViewList, list);
  gtk_widget_class_bind_template_child (widget_class, MesoViewList, add_button);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
meso_view_list_init (MesoViewList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->add_button, create_menu, self, NULL);
}

/** meso_view_list_set_editor: can be set once. */
void
meso_view_list_set_editor (MesoViewList *self,
                           MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_VIEW_LIST (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  self->showing = TRUE;
  gtk_list_box_bind_model (self->list, meso_session_get_maps (meso_editor_get_session (editor)), create_row, self,
                           NULL);
  self->showing = FALSE;
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::map", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

/** meso_view_list_step: shows the view @step after the one that is shown; past the last comes the first. */
void
meso_view_list_step (MesoEditor *editor,
                     int step)
{
  MesoSession *session;
  guint n, place;

  g_return_if_fail (MESO_IS_EDITOR (editor));

  session = meso_editor_get_session (editor);
  n = meso_session_get_n_maps (session);
  if (n == 0 ||
      !g_list_store_find (G_LIST_STORE (meso_session_get_maps (session)), meso_editor_get_map (editor), &place))
    return;

  meso_editor_set_map (editor, meso_session_get_map (session, (guint) ((int) (place + n) + step) % n));
}

/** meso_view_list_create_add_menu: (transfer full): the views that are not yet in use, and a photo. */
GMenuModel *
meso_view_list_create_add_menu (MesoEditor *editor)
{
  MesoSession *session;
  g_auto (GStrv) views = NULL;
  g_autoptr (GMenu) sections = g_menu_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) photos = g_menu_new ();
  g_autoptr (GMenu) figures = g_menu_new ();

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  session = meso_editor_get_session (editor);
  views = meso_diagram_set_list_ids (meso_diagram_set_get_default ());
  for (guint i = 0; views[i] != NULL; i++)
    {
      gboolean used = FALSE;
      g_autofree char *action = NULL;

      for (guint j = 0; j < meso_session_get_n_maps (session); j++)
        used |= g_str_equal (meso_map_get_diagram (meso_session_get_map (session, j)), views[i]);
      if (used)
        continue;
      action = g_strdup_printf ("draw.add-view::%s", views[i]);
      g_menu_append (menu, meso_diagram_set_get_view_name (views[i]), action);
    }

  g_menu_append_section (sections, NULL, G_MENU_MODEL (menu));
  g_menu_append (photos, _ ("Photo…"), "draw.add-photo");
  g_menu_append_section (sections, NULL, G_MENU_MODEL (photos));
  /* Translators: the drawn body on which views are shown */
  g_menu_append (figures, C_ ("figure", "Woman"), "draw.figure::female");
  g_menu_append (figures, C_ ("figure", "Man"), "draw.figure::male");
  g_menu_append_section (sections, _ ("Figure"), G_MENU_MODEL (figures));

  return G_MENU_MODEL (g_steal_pointer (&sections));
}
