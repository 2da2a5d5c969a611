/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/meso-canvas.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoEditorState:
 *
 * How a drawing screen was at one moment: view, tool, hand, options, selection, guides, and the step of the history.
 * For taking back what keys did that were meant for something else.
 */
typedef struct _MesoEditorState MesoEditorState;

MesoEditorState *meso_editor_state_new (MesoEditor *editor,
                                        MesoCanvas *canvas);
void meso_editor_state_free (MesoEditorState *self);
void meso_editor_state_restore (MesoEditorState *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoEditorState, meso_editor_state_free)

G_END_DECLS
