/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-drawing-page.h"

G_BEGIN_DECLS

void meso_photo_actions_add (GActionMap *actions,
                             MesoDrawingPage *page);
void meso_photo_actions_update (GActionMap *actions,
                                MesoEditor *editor);
void meso_photo_actions_add_file (MesoDrawingPage *page,
                                  GFile *file);

G_END_DECLS
