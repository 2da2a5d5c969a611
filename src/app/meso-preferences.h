/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MesoPreferences:
 *
 * The settings. Each is kept as soon as it is changed.
 */
#define MESO_TYPE_PREFERENCES (meso_preferences_get_type ())
G_DECLARE_FINAL_TYPE (MesoPreferences, meso_preferences, MESO, PREFERENCES, AdwWindow)

GtkWidget *meso_preferences_present (GtkWindow *parent);

G_END_DECLS
