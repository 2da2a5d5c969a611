/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool-bar.h"

#include <glib/gi18n-lib.h>

#define N_TOOLS (MESO_TOOL_LINE + 1)

typedef struct
{
  const char *icon;
  const char *name;
  const char *tooltip; /* the name and the key */
} ToolInfo;

/* In the order of MesoTool. */
static const ToolInfo tool_infos[N_TOOLS] = {
  { "meso-select-symbolic", N_ ("Select"), N_ ("Select, Move (S)") },
  { "meso-point-symbolic", N_ ("Point"), N_ ("Point (P)") },
  { "meso-line-symbolic", N_ ("Line"), N_ ("Line (L)") },
};

struct _MesoToolBar
{
  GtkWidget parent_instance;

  GtkToggleButton *buttons[N_TOOLS];
  MesoEditor *editor;
};

G_DEFINE_FINAL_TYPE (MesoToolBar, meso_tool_bar, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_tool (MesoToolBar *self)
{
  gboolean editable = meso_session_is_editable (meso_editor_get_session (self->editor));

  for (guint tool = 0; tool < N_TOOLS; tool++)
    {
      gtk_toggle_button_set_active (self->buttons[tool], tool == meso_editor_get_tool (self->editor));
      gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[tool]), editable);
    }
}

static void
clicked_cb (MesoToolBar *self,
            GtkToggleButton *button)
{
  for (guint tool = 0; tool < N_TOOLS; tool++)
    if (self->buttons[tool] == button)
      meso_editor_set_tool (self->editor, (MesoTool) tool);
  show_tool (self);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
meso_tool_bar_dispose (GObject *object)
{
  MesoToolBar *self = MESO_TOOL_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->editor);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_tool_bar_parent_class)->dispose (object);
}

static void
meso_tool_bar_class_init (MesoToolBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_tool_bar_dispose;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "toolcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
meso_tool_bar_init (MesoToolBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tools"), -1);

  for (guint tool = 0; tool < N_TOOLS; tool++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      gtk_button_set_icon_name (GTK_BUTTON (button), tool_infos[tool].icon);
      gtk_widget_set_tooltip_text (button, _ (tool_infos[tool].tooltip));
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "tool");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ (tool_infos[tool].name),
                                      -1);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
      self->buttons[tool] = GTK_TOGGLE_BUTTON (button);
    }
}

/** meso_tool_bar_set_editor: can be set once. */
void
meso_tool_bar_set_editor (MesoToolBar *self,
                          MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_TOOL_BAR (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (show_tool), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (show_tool), self, G_CONNECT_SWAPPED);
  show_tool (self);
}
