/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-outline-tool.h"

G_BEGIN_DECLS

/**
 * MesoHatchTool:
 *
 * Makes lines that cross, in a region or an outline of one's own. It is a mode of the Line tool, which passes on what
 * it is told.
 */
#define MESO_TYPE_HATCH_TOOL (meso_hatch_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoHatchTool, meso_hatch_tool, MESO, HATCH_TOOL, MesoOutlineTool)

MesoCanvasTool *meso_hatch_tool_new (MesoEditor *editor,
                                     MesoViewport *viewport);

G_END_DECLS
