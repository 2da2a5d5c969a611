/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/* For the editor itself */
void meso_editor_watch_visibility (MesoEditor *self);
void meso_editor_reveal_new_marks (MesoEditor *self,
                                   MesoEdit *edit);

G_END_DECLS
