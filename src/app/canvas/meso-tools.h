/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

/**
 * MesoToolInfo:
 * @token: of the action "canvas.tool"
 * @key: what chooses it; chosen again it goes on to the next of its modes
 * @tooltip: the name and the key
 * @mode: the option that the key steps, or %MESO_N_OPTIONS
 *
 * What there is to know of a tool before it is in the hand. Names and tooltips are marked for translation.
 */
typedef struct
{
  const char *token;
  guint key;
  const char *name;
  const char *tooltip;
  const char *icon;
  MesoToolOption mode;
  MesoCanvasTool *(*create) (MesoEditor *editor, MesoViewport *viewport);
} MesoToolInfo;

const MesoToolInfo *meso_tool_get_info (MesoTool tool);
gboolean meso_tool_find (const char *token,
                         MesoTool *tool);
void meso_tool_pick (MesoEditor *editor,
                     MesoTool tool);

G_END_DECLS
