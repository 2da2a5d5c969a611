/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-outline-tool.h"

G_BEGIN_DECLS

/**
 * MesoZoneTool:
 *
 * Makes one mark of an area: what a microneedling device went over, or a field that was treated point by point. It is
 * drawn freely, or is a whole region at one click, as the option "zone-mode" says.
 */
#define MESO_TYPE_ZONE_TOOL (meso_zone_tool_get_type ())
G_DECLARE_FINAL_TYPE (MesoZoneTool, meso_zone_tool, MESO, ZONE_TOOL, MesoOutlineTool)

MesoCanvasTool *meso_zone_tool_new (MesoEditor *editor,
                                    MesoViewport *viewport);

G_END_DECLS
