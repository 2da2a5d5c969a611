/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

GBytes *meso_editor_copy_selection (MesoEditor *self);
gboolean meso_editor_paste (MesoEditor *self,
                            GBytes *bytes,
                            MesoPoint centre);
gboolean meso_editor_duplicate_selection (MesoEditor *self);

G_END_DECLS
