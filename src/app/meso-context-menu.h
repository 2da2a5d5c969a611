/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-drawing-page.h"

G_BEGIN_DECLS

void meso_context_menu_add (MesoDrawingPage *page);
void meso_context_menu_show (MesoDrawingPage *page);

G_END_DECLS
