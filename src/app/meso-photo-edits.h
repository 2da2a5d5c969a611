/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/* What one does with a photo as a view, in one step of undo each; %FALSE after the editor's "message". */
MesoItem *meso_photo_edits_get_photo (MesoEditor *editor);
gboolean meso_photo_edits_add (MesoEditor *editor,
                               MesoMap *imported,
                               int right_side,
                               gint64 midline);
gboolean meso_photo_edits_calibrate (MesoEditor *editor,
                                     double measured_mm,
                                     gint64 distance,
                                     GError **error);
gboolean meso_photo_edits_set_sides (MesoEditor *editor,
                                     int right_side,
                                     gint64 midline);
gboolean meso_photo_edits_remove (MesoEditor *editor);

G_END_DECLS
