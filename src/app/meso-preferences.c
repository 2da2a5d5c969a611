/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-preferences.h"

#include <glib/gi18n-lib.h>

#include "meso-window.h"

struct _MesoPreferences
{
  AdwWindow parent_instance;

  GtkWidget *practitioner;
  GtkWidget *place;
  AdwComboRow *style;
  GtkSwitch *hint;
  AdwComboRow *paper;
  AdwActionRow *library;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MesoPreferences, meso_preferences, ADW_TYPE_WINDOW)

static void
style_cb (MesoPreferences *self)
{
  g_settings_set_enum (self->settings, "style", (int) adw_combo_row_get_selected (self->style));
}

static void
paper_cb (MesoPreferences *self)
{
  g_settings_set_enum (self->settings, "paper", (int) adw_combo_row_get_selected (self->paper));
}

static void
choose_cb (MesoPreferences *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_window_close (GTK_WINDOW (self));
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.choose-library", NULL);
}

static void
meso_preferences_dispose (GObject *object)
{
  MesoPreferences *self = MESO_PREFERENCES (object);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (meso_preferences_parent_class)->dispose (object);
}

static void
meso_preferences_class_init (MesoPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_preferences_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, practitioner);
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, place);
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, style);
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, hint);
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, paper);
  gtk_widget_class_bind_template_child (widget_class, MesoPreferences, library);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
meso_preferences_init (MesoPreferences *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_settings_bind (self->settings, "practitioner", self->practitioner, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "place", self->place, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-hint", self->hint, "active", G_SETTINGS_BIND_DEFAULT);
  adw_combo_row_set_selected (self->style, (guint) g_settings_get_enum (self->settings, "style"));
  adw_combo_row_set_selected (self->paper, (guint) g_settings_get_enum (self->settings, "paper"));
  g_signal_connect_swapped (self->style, "notify::selected", G_CALLBACK (style_cb), self);
  g_signal_connect_swapped (self->paper, "notify::selected", G_CALLBACK (paper_cb), self);
}

/** meso_preferences_present: (transfer none): the window, which closes itself. */
GtkWidget *
meso_preferences_present (GtkWindow *parent)
{
  MesoPreferences *self = g_object_new (MESO_TYPE_PREFERENCES, "transient-for", parent, NULL);

  if (MESO_IS_WINDOW (parent))
    {
      const char *folder = meso_library_get_folder (meso_window_get_library (MESO_WINDOW (parent)));
      g_autofree char *escaped = g_markup_escape_text (folder, -1);

      adw_action_row_set_subtitle (self->library, escaped);
    }
  gtk_window_present (GTK_WINDOW (self));

  return GTK_WIDGET (self);
}
