/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tools.h"

#include <gdk/gdk.h>
#include <glib/gi18n-lib.h>

#include "meso-brush-tool.h"
#include "meso-calibrate-tool.h"
#include "meso-erase-tool.h"
#include "meso-grid-tool.h"
#include "meso-line-tool.h"
#include "meso-point-tool.h"
#include "meso-ruler-tool.h"
#include "meso-select-tool.h"
#include "meso-zone-tool.h"

/* A tool that cannot be picked from the tool bar has no icon, one that has no key has none. */
static const MesoToolInfo tool_infos[MESO_N_TOOLS] = {
  [MESO_TOOL_SELECT] = { "select", GDK_KEY_s, N_ ("Select"), N_ ("Select, Move (S)"), "meso-select-symbolic",
                         MESO_N_OPTIONS, meso_select_tool_new },
  [MESO_TOOL_POINT] = { "point", GDK_KEY_p, N_ ("Point"), N_ ("Point (P)"), "meso-point-symbolic", MESO_N_OPTIONS,
                        meso_point_tool_new },
  [MESO_TOOL_LINE] = { "line", GDK_KEY_l, N_ ("Line"), N_ ("Line (L)"), "meso-line-symbolic",
                       MESO_OPTION_LINE_MODE, meso_line_tool_new },
  [MESO_TOOL_ZONE] = { "zone", GDK_KEY_z, N_ ("Zone"), N_ ("Zone (Z)"), "meso-zone-symbolic", MESO_OPTION_ZONE_MODE,
                       meso_zone_tool_new },
  [MESO_TOOL_GRID] = { "grid", GDK_KEY_g, N_ ("Grid"), N_ ("Grid (G)"), "meso-grid-symbolic", MESO_OPTION_LATTICE,
                       meso_grid_tool_new },
  [MESO_TOOL_BRUSH] = { "brush", GDK_KEY_b, N_ ("Brush"), N_ ("Brush (B)"), "meso-brush-symbolic", MESO_N_OPTIONS,
                        meso_brush_tool_new },
  [MESO_TOOL_RULER] = { "ruler", GDK_KEY_r, N_ ("Ruler"), N_ ("Ruler (R)"), "meso-ruler-symbolic", MESO_N_OPTIONS,
                        meso_ruler_tool_new },
  [MESO_TOOL_ERASE] = { "erase", GDK_KEY_e, N_ ("Erase"), N_ ("Erase (E)"), "meso-erase-symbolic", MESO_N_OPTIONS,
                        meso_erase_tool_new },
  [MESO_TOOL_CALIBRATE] = { "calibrate", 0, N_ ("Calibrate"), NULL, NULL, MESO_N_OPTIONS, meso_calibrate_tool_new },
};

/** meso_tool_get_info: (transfer none): of any tool. */
const MesoToolInfo *
meso_tool_get_info (MesoTool tool)
{
  g_return_val_if_fail (tool < MESO_N_TOOLS, NULL);

  return &tool_infos[tool];
}

/** meso_tool_find: @tool: (out): the one that @token stands for; %FALSE if none that can be picked does. */
gboolean
meso_tool_find (const char *token,
                MesoTool *tool)
{
  g_return_val_if_fail (token != NULL && tool != NULL, FALSE);

  for (guint i = 0; i < MESO_N_TOOLS; i++)
    if (g_str_equal (tool_infos[i].token, token) && tool_infos[i].key != 0 && tool_infos[i].create != NULL)
      {
        *tool = (MesoTool) i;
        return TRUE;
      }
  return FALSE;
}

/** meso_tool_pick: takes @tool into the hand; the one that is there already goes on to its next mode. */
void
meso_tool_pick (MesoEditor *editor,
                MesoTool tool)
{
  const MesoToolInfo *info = meso_tool_get_info (tool);

  g_return_if_fail (MESO_IS_EDITOR (editor));

  if (meso_editor_get_tool (editor) != tool)
    meso_editor_set_tool (editor, tool);
  else if (info->mode != MESO_N_OPTIONS)
    meso_tool_options_step (meso_editor_get_options (editor), info->mode);
}
