/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoNodeEditor:
 *
 * The part of the Select tool that changes the nodes of a line or zone, when exactly one is selected: nodes are
 * dragged, added by the small handles between them or by Ctrl and a click on the line, and removed by Ctrl and a click
 * or by a double click. One of them is the current node, which keys move, remove and follow with another. Each change
 * is one step of undo.
 */
typedef struct _MesoNodeEditor MesoNodeEditor;

MesoNodeEditor *meso_node_editor_new (MesoCanvasTool *tool);
void meso_node_editor_free (MesoNodeEditor *self);

gboolean meso_node_editor_press (MesoNodeEditor *self,
                                 const MesoPointerEvent *event);
void meso_node_editor_move (MesoNodeEditor *self,
                            const MesoPointerEvent *event);
void meso_node_editor_release (MesoNodeEditor *self,
                               const MesoPointerEvent *event);
gboolean meso_node_editor_cancel (MesoNodeEditor *self);
gboolean meso_node_editor_has_nodes (MesoNodeEditor *self);
gboolean meso_node_editor_is_down (MesoNodeEditor *self);
gboolean meso_node_editor_is_dragging (MesoNodeEditor *self);
gboolean meso_node_editor_is_hovering (MesoNodeEditor *self);

gboolean meso_node_editor_command (MesoNodeEditor *self,
                                   MesoToolCommand command);
gboolean meso_node_editor_nudge (MesoNodeEditor *self,
                                 int dx,
                                 int dy);
void meso_node_editor_draw (MesoNodeEditor *self,
                            cairo_t *cr,
                            PangoContext *text);

G_END_DECLS
