/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoLineTool:
 *
 * One drag, one line, from the entry of the needle to its end. It is straight unless the drag bends; with Shift always.
 */
#define MESO_TYPE_LINE_TOOL (meso_line_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoLineTool, meso_line_tool, MESO, LINE_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_line_tool_new (MesoEditor *editor,
                                    MesoViewport *viewport);

G_END_DECLS
