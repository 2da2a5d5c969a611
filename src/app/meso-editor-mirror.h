/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/** What of some marks got no twin, and why. */
typedef struct
{
  guint n_on_midline;
  guint n_doubled; /* an equal mark is there already */
} MesoTwinless;

/* For the editor */
gboolean meso_editor_check_mirror (MesoEditor *self);
void meso_editor_append_twins (MesoEditor *self,
                               GPtrArray *marks,
                               MesoTwinless *twinless);
void meso_editor_say_twinless (MesoEditor *self,
                               const MesoTwinless *twinless);

/* The commands */
void meso_editor_toggle_mirror (MesoEditor *self);
gboolean meso_editor_mirror_selection (MesoEditor *self);

G_END_DECLS
