/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoCalibrateTool:
 *
 * Two places of a photo whose distance is known: a click each, or one drag. The editor is told how far apart they are,
 * and asks. What was marked stays in sight until another tool is taken.
 */
#define MESO_TYPE_CALIBRATE_TOOL (meso_calibrate_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoCalibrateTool, meso_calibrate_tool, MESO, CALIBRATE_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_calibrate_tool_new (MesoEditor *editor,
                                         MesoViewport *viewport);

G_END_DECLS
