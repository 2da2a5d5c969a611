/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-edit.h"

G_BEGIN_DECLS

/* When the steps keep more memory than that, the oldest are forgotten: that is 150 times all of 1,000 marks. */
#define MESO_HISTORY_MAX_BYTES (64 * 1024 * 1024)

/**
 * MesoHistory:
 *
 * What can be undone and redone in one session. Every state of the session has a serial that no other state ever has;
 * the save point is the serial that was last written, so that "modified" is right however one gets back there.
 *
 * Properties, all notified: "can-undo", "can-redo", "undo-name", "redo-name" (the edit's name or %NULL), "serial",
 * "modified".
 */
#define MESO_TYPE_HISTORY (meso_history_get_type ())
G_DECLARE_FINAL_TYPE (MesoHistory, meso_history, MESO, HISTORY, GObject)

gboolean meso_history_get_can_undo (MesoHistory *self);
gboolean meso_history_get_can_redo (MesoHistory *self);
const char *meso_history_get_undo_name (MesoHistory *self);
const char *meso_history_get_redo_name (MesoHistory *self);
guint64 meso_history_get_serial (MesoHistory *self);
gsize meso_history_get_n_bytes (MesoHistory *self);
guint meso_history_get_n_steps (MesoHistory *self);
guint64 meso_history_get_saved_serial (MesoHistory *self);
gboolean meso_history_get_modified (MesoHistory *self);
MesoEdit *meso_history_peek_undo (MesoHistory *self);
MesoEdit *meso_history_peek_redo (MesoHistory *self);
void meso_history_begin_group (MesoHistory *self,
                               const char *name);
void meso_history_end_group (MesoHistory *self);
gboolean meso_history_undo (MesoHistory *self);
gboolean meso_history_redo (MesoHistory *self);

G_END_DECLS
