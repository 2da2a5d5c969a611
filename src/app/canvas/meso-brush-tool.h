/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoBrushTool:
 *
 * A drag lays points at a spacing along it, which stay where they are as the stroke goes on; a click lays one. A stroke
 * is one step of undo, and Esc takes all of it back.
 */
#define MESO_TYPE_BRUSH_TOOL (meso_brush_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoBrushTool, meso_brush_tool, MESO, BRUSH_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_brush_tool_new (MesoEditor *editor,
                                     MesoViewport *viewport);

G_END_DECLS
