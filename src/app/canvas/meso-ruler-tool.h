/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoRulerTool:
 *
 * Measures on the diagram, and records nothing. A drag measures from end to end, and so do two clicks; each further
 * click goes on from there, and then what is measured along the way is told too. A drag, or a click after Enter or a
 * double click, begins anew. Places near a mark mean the mark, unless Alt is held.
 */
#define MESO_TYPE_RULER_TOOL (meso_ruler_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoRulerTool, meso_ruler_tool, MESO, RULER_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_ruler_tool_new (MesoEditor *editor,
                                     MesoViewport *viewport);

G_END_DECLS
