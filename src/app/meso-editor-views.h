/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

MesoMap *meso_editor_add_view (MesoEditor *self,
                               const char *diagram_id);
void meso_editor_redraw_view (MesoEditor *self);
guint meso_session_find_place_of_view (MesoSession *session,
                                       const char *diagram_id);

G_END_DECLS
