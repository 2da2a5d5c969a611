/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoEraseTool:
 *
 * A click deletes the mark under it, a stroke all points and lines that it passes. A zone goes only by a click: it lies
 * under many a stroke that means the points on it. The eraser of a pen is this tool too.
 */
#define MESO_TYPE_ERASE_TOOL (meso_erase_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoEraseTool, meso_erase_tool, MESO, ERASE_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_erase_tool_new (MesoEditor *editor,
                                     MesoViewport *viewport);

G_END_DECLS
