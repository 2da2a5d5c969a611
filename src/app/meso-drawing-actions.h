/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-drawing-page.h"

G_BEGIN_DECLS

/* The commands of MesoDrawingPage, and the keys that act while its canvas has the focus. */
GSimpleActionGroup *meso_drawing_actions_new (MesoDrawingPage *page);
void meso_drawing_actions_update (GSimpleActionGroup *actions,
                                  MesoDrawingPage *page);
void meso_drawing_actions_set_panel (GSimpleActionGroup *actions,
                                     gboolean show_panel);
void meso_drawing_actions_add_keys (MesoDrawingPage *page);

G_END_DECLS
