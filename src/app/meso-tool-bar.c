/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool-bar.h"

#include <glib/gi18n-lib.h>

#include "canvas/meso-tools.h"
#include "meso-guide-popover.h"
#include "meso-visibility-popover.h"

struct _MesoToolBar
{
  GtkWidget parent_instance;

  GtkToggleButton *buttons[MESO_N_TOOLS]; /* NULL for those that are not picked here */
  GtkWidget *mirror_button;
  GtkWidget *overlay_button;
  GtkWidget *warnings_button;
  GtkWidget *names_button;
  GtkMenuButton *guides_button;
  MesoGuidePopover *popover;
  GtkMenuButton *visibility_button;
  MesoVisibilityPopover *visibility_popover;
  MesoEditor *editor;
  MesoEarlier *earlier;
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

  for (guint tool = 0; tool < MESO_N_TOOLS; tool++)
    {
      if (self->buttons[tool] == NULL)
        continue;
      gtk_toggle_button_set_active (self->buttons[tool], tool == meso_editor_get_tool (self->editor));
      /* What is final can still be looked at and measured. */
      gtk_widget_set_sensitive (GTK_WIDGET (self->buttons[tool]),
                                editable || tool == MESO_TOOL_SELECT || tool == MESO_TOOL_RULER);
    }
  gtk_widget_set_sensitive (self->mirror_button, editable);
}

static void
clicked_cb (MesoToolBar *self,
            GtkToggleButton *button)
{
  for (guint tool = 0; tool < MESO_N_TOOLS; tool++)
    if (self->buttons[tool] == button)
      meso_tool_pick (self->editor, (MesoTool) tool);
  show_tool (self);
  g_signal_emit (self, signals[PICKED], 0);
}

static void
done_cb (MesoToolBar *self)
{
  g_signal_emit (self, signals[PICKED], 0);
}

/* What there is nothing of on this view cannot be asked for. */
static void
show_guides (MesoToolBar *self)
{
  MesoGuideFlags available = MESO_GUIDE_NONE;

  if (meso_editor_get_map (self->editor) != NULL)
    available = meso_guide_flags_get_available (meso_editor_get_diagram (self->editor));
  gtk_widget_set_sensitive (self->warnings_button, (available & MESO_GUIDE_WARNINGS) != 0);
  gtk_widget_set_sensitive (self->names_button, (available & MESO_GUIDE_REGIONS) != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->guides_button), available != MESO_GUIDE_NONE);
  meso_guide_popover_set_available (self->popover, available);
}

/* Which session it would show, or why none. */
static void
show_earlier (MesoToolBar *self)
{
  g_autofree char *reason = meso_earlier_dup_reason (self->earlier);
  g_autofree char *title = meso_earlier_dup_title (self->earlier);
  g_autofree char *tooltip = g_strdup_printf ("%s (O)", title);

  gtk_widget_set_sensitive (self->overlay_button, reason == NULL);
  gtk_widget_set_tooltip_text (self->overlay_button, reason != NULL ? reason : tooltip);
}

static void
meso_tool_bar_dispose (GObject *object)
{
  MesoToolBar *self = MESO_TOOL_BAR (object);
  GtkWidget *child;

  g_clear_object (&self->editor);
  g_clear_object (&self->earlier);
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
add_button (MesoToolBar *self,
            GtkWidget *button,
            const char *name,
            const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tool");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
add_tool (MesoToolBar *self,
          MesoTool tool)
{
  const MesoToolInfo *info = meso_tool_get_info (tool);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), info->icon);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);
  add_button (self, button, _ (info->name), _ (info->tooltip));
  self->buttons[tool] = GTK_TOGGLE_BUTTON (button);
}

static GtkWidget *
create_switch (MesoToolBar *self,
               const char *icon,
               const char *action)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (done_cb), self);
  return button;
}

/* What to see over the diagram. */
static void
add_guides (MesoToolBar *self)
{
  self->overlay_button = create_switch (self, "meso-overlay-symbolic", "draw.overlay");
  add_button (self, self->overlay_button, _ ("Earlier session"), _ ("Earlier Session (O)"));
  self->warnings_button = create_switch (self, "meso-warnings-symbolic", "draw.guide-warnings");
  add_button (self, self->warnings_button, _ ("Warning zones (advisory)"), _ ("Warning Zones, Advisory (W)"));
  self->names_button = create_switch (self, "meso-names-symbolic", "draw.guide-regions");
  add_button (self, self->names_button, _ ("Names and outlines"), _ ("Names and Outlines (N)"));

  self->guides_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->popover = MESO_GUIDE_POPOVER (meso_guide_popover_new ());
  gtk_menu_button_set_icon_name (self->guides_button, "meso-guides-symbolic");
  gtk_menu_button_set_direction (self->guides_button, GTK_ARROW_RIGHT);
  gtk_menu_button_set_popover (self->guides_button, GTK_WIDGET (self->popover));
  g_signal_connect_swapped (self->popover, "closed", G_CALLBACK (done_cb), self);
  add_button (self, GTK_WIDGET (self->guides_button), _ ("Guides"), _ ("Guides (U)"));
}

/* What of the marks to see and to touch. */
static void
add_visibility (MesoToolBar *self)
{
  self->visibility_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->visibility_popover = MESO_VISIBILITY_POPOVER (meso_visibility_popover_new ());
  gtk_menu_button_set_icon_name (self->visibility_button, "meso-visibility-symbolic");
  gtk_menu_button_set_direction (self->visibility_button, GTK_ARROW_RIGHT);
  gtk_menu_button_set_popover (self->visibility_button, GTK_WIDGET (self->visibility_popover));
  g_signal_connect_swapped (self->visibility_popover, "closed", G_CALLBACK (done_cb), self);
  add_button (self, GTK_WIDGET (self->visibility_button), _ ("Shown and locked"), _ ("Shown and Locked (Ctrl+H)"));
}

/* As long as anything is hidden or locked the button says so. */
static void
show_visibility (MesoToolBar *self)
{
  MesoVisibility *visibility = meso_editor_get_visibility (self->editor);

  if (meso_visibility_is_used (visibility, MESO_VEIL_HIDDEN) || meso_visibility_is_used (visibility, MESO_VEIL_LOCKED))
    gtk_widget_add_css_class (GTK_WIDGET (self->visibility_button), "in-use");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->visibility_button), "in-use");
}

/* What every tool does on both sides. */
static void
add_mirror (MesoToolBar *self)
{
  self->mirror_button = create_switch (self, "meso-mirror-symbolic", "draw.mirror");
  add_button (self, self->mirror_button, _ ("Mirror"), _ ("Mirror: Every Mark on Both Sides (M)"));
}

static void
meso_tool_bar_init (MesoToolBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tools"), -1);

  for (guint tool = 0; tool < MESO_N_TOOLS; tool++)
    if (meso_tool_get_info ((MesoTool) tool)->create != NULL && meso_tool_get_info ((MesoTool) tool)->icon != NULL)
      add_tool (self, (MesoTool) tool);
  add_mirror (self);
  gtk_widget_set_parent (gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), GTK_WIDGET (self));
  add_guides (self);
  add_visibility (self);
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
  g_signal_connect_object (editor, "notify::map", G_CALLBACK (show_guides), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (show_guides), self,
                           G_CONNECT_SWAPPED);
  show_guides (self);
  meso_visibility_popover_set_editor (self->visibility_popover, editor);
  g_signal_connect_object (meso_editor_get_visibility (editor), "changed", G_CALLBACK (show_visibility), self,
                           G_CONNECT_SWAPPED);
}

/** meso_tool_bar_set_earlier: what the overlay would show; can be set once. */
void
meso_tool_bar_set_earlier (MesoToolBar *self,
                           MesoEarlier *earlier)
{
  g_return_if_fail (MESO_IS_TOOL_BAR (self));
  g_return_if_fail (MESO_IS_EARLIER (earlier));
  g_return_if_fail (self->earlier == NULL);

  self->earlier = g_object_ref (earlier);
  g_signal_connect_object (earlier, "changed", G_CALLBACK (show_earlier), self, G_CONNECT_SWAPPED);
  show_earlier (self);
}

/** meso_tool_bar_show_guides: opens the list of guides. */
void
meso_tool_bar_show_guides (MesoToolBar *self)
{
  g_return_if_fail (MESO_IS_TOOL_BAR (self));

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->guides_button)))
    gtk_menu_button_popup (self->guides_button);
}

/** meso_tool_bar_show_visibility: opens the list of what is shown and locked. */
void
meso_tool_bar_show_visibility (MesoToolBar *self)
{
  g_return_if_fail (MESO_IS_TOOL_BAR (self));

  gtk_menu_button_popup (self->visibility_button);
}
