/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoSelectTool:
 *
 * A click selects, with Shift or Ctrl it adds and takes away; a drag from a mark moves the selection, a drag from free
 * paper selects what it spans.
 */
#define MESO_TYPE_SELECT_TOOL (meso_select_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoSelectTool, meso_select_tool, MESO, SELECT_TOOL, MesoCanvasTool)

MesoCanvasTool *meso_select_tool_new (MesoEditor *editor,
                                      MesoViewport *viewport);

G_END_DECLS
