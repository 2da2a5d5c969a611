/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoVisibilityPopover:
 *
 * What of the view in sight is shown and what is locked: an eye and a padlock for each layer, product and state, with
 * the number of its marks. It stays open, so that several can be switched.
 */
#define MESO_TYPE_VISIBILITY_POPOVER (meso_visibility_popover_get_type ())
G_DECLARE_FINAL_TYPE (MesoVisibilityPopover, meso_visibility_popover, MESO, VISIBILITY_POPOVER, GtkPopover)

GtkWidget *meso_visibility_popover_new (void);
void meso_visibility_popover_set_editor (MesoVisibilityPopover *self,
                                         MesoEditor *editor);

G_END_DECLS
