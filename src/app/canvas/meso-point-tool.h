/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoPointTool:
 *
 * One click, one point, where the button went down: a hand that trembles before it lets go does not move it. The second
 * press of a double click is the same press.
 */
#define MESO_TYPE_POINT_TOOL (meso_point_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoPointTool, meso_point_tool, MESO, POINT_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_point_tool_new (MesoEditor *editor,
                                     MesoViewport *viewport);

G_END_DECLS
