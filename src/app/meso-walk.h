/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoWalk:
 *
 * The way through the planned marks of an editor: which one is confirmed next, and confirming. The next one is what is
 * selected; with nothing selected, the one after what was confirmed last, in the same region first. Undo and redo of a
 * single confirmation go back and forth on the way.
 *
 * Property: "n-left", how many planned marks the session has, on all views; notified.
 * Signal: "moved" (MesoMark *mark), when the walk has gone on to a mark that is to be seen.
 */
#define MESO_TYPE_WALK (meso_walk_get_type ())
G_DECLARE_FINAL_TYPE (MesoWalk, meso_walk, MESO, WALK, GObject)

MesoWalk *meso_walk_new (MesoEditor *editor);
guint meso_walk_get_n_left (MesoWalk *self);
MesoMark *meso_walk_find_next (MesoWalk *self);
gboolean meso_walk_confirm_next (MesoWalk *self);
gboolean meso_walk_confirm_region (MesoWalk *self,
                                   const MesoRegion *region);

G_END_DECLS
