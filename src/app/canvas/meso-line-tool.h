/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoLineTool:
 *
 * Lines, from the entry of the needle to its end, in the mode that the option "line-mode" says. One drag is one line,
 * straight unless the drag bends, with Shift always; clicks set it node by node, until a double click or Enter ends it.
 * In the other modes such a line is laid out with points, or is the middle of a fan; or lines cross in an outline.
 */
#define MESO_TYPE_LINE_TOOL (meso_line_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoLineTool, meso_line_tool, MESO, LINE_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_line_tool_new (MesoEditor *editor,
                                    MesoViewport *viewport);

G_END_DECLS
