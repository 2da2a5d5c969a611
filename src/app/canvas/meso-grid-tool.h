/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-outline-tool.h"

G_BEGIN_DECLS

/**
 * MesoGridTool:
 *
 * A click fills the region under the pointer with a grid, which shows faintly before. A drag draws an outline of one's
 * own; Shift or Ctrl and a click begin one corner by corner, and so does a click where there are no regions at all, as
 * on a photo. What is there already is not made twice.
 */
#define MESO_TYPE_GRID_TOOL (meso_grid_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoGridTool, meso_grid_tool, MESO, GRID_TOOL, MesoOutlineTool)

MesoCanvasTool *meso_grid_tool_new (MesoEditor *editor,
                                    MesoViewport *viewport);

G_END_DECLS
