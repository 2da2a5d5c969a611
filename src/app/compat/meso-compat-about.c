/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "compat/meso-compat.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* AdwAboutWindow is the way of libadwaita 1.2; AdwAboutDialog came with 1.5. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS

/** meso_present_about: who made this, and on what terms. */
void
meso_present_about (GtkWindow *parent)
{
  static const char *const developers[] = { N_ ("The Mesomap contributors"), NULL };
  const char *translated[] = { _ (developers[0]), NULL };
  GtkWidget *window = adw_about_window_new ();

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  adw_about_window_set_application_name (ADW_ABOUT_WINDOW (window), _ ("Mesomap"));
  adw_about_window_set_application_icon (ADW_ABOUT_WINDOW (window), APPLICATION_ID);
  adw_about_window_set_developer_name (ADW_ABOUT_WINDOW (window), translated[0]);
  adw_about_window_set_developers (ADW_ABOUT_WINDOW (window), translated);
  adw_about_window_set_version (ADW_ABOUT_WINDOW (window), PACKAGE_VERSION);
  adw_about_window_set_license_type (ADW_ABOUT_WINDOW (window), GTK_LICENSE_GPL_3_0);
  adw_about_window_set_comments (ADW_ABOUT_WINDOW (window),
                                 _ ("Maps of injections on face, scalp, neck and hands. What the program says "
                                    "about depth and anatomy is information, not advice."));
  gtk_window_present (GTK_WINDOW (window));
}

G_GNUC_END_IGNORE_DEPRECATIONS
