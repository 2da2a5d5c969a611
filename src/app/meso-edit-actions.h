/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-drawing-page.h"

G_BEGIN_DECLS

void meso_edit_actions_add (GActionMap *actions,
                            MesoDrawingPage *page);
void meso_edit_actions_update (GActionMap *actions,
                               MesoDrawingPage *page);
GMenu *meso_edit_actions_create_menu (gboolean is_context);

G_END_DECLS
