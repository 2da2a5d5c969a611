/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "drawing/meso-guide-kinds.h"

G_BEGIN_DECLS

/**
 * MesoGuidePopover:
 *
 * A check box for each guide that the view has, with its key. It stays open, so that several can be switched.
 */
#define MESO_TYPE_GUIDE_POPOVER (meso_guide_popover_get_type ())
G_DECLARE_FINAL_TYPE (MesoGuidePopover, meso_guide_popover, MESO, GUIDE_POPOVER, GtkPopover)

GtkWidget *meso_guide_popover_new (void);
void meso_guide_popover_set_available (MesoGuidePopover *self,
                                       MesoGuideFlags available);

G_END_DECLS
