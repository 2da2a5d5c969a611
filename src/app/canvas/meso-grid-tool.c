/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-grid-tool.h"

#include <glib/gi18n-lib.h>

#include "meso-grid-plan.h"

struct _MesoGridTool
{
  MesoOutlineTool parent_instance;
};

G_DEFINE_FINAL_TYPE (MesoGridTool, meso_grid_tool, MESO_TYPE_OUTLINE_TOOL)

static MesoEditor *
get_editor (MesoOutlineTool *tool)
{
  return meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (tool));
}

static gboolean
meso_grid_tool_check (MesoOutlineTool *tool,
                      GError **error)
{
  return meso_grid_check_options (get_editor (tool), error);
}

static gboolean
meso_grid_tool_takes_region (MesoOutlineTool *tool)
{
  return TRUE;
}

static MesoPlan *
meso_grid_tool_plan_region (MesoOutlineTool *tool,
                            const MesoRegion *region,
                            MesoPoint place,
                            guint *n_there,
                            GError **error)
{
  return meso_grid_plan_region (get_editor (tool), region, place, n_there, error);
}

static MesoPlan *
meso_grid_tool_plan_outline (MesoOutlineTool *tool,
                             const MesoPoint *points,
                             guint n_points,
                             guint *n_there,
                             GError **error)
{
  return meso_grid_plan_outline (get_editor (tool), points, n_points, n_there, error);
}

static void
meso_grid_tool_class_init (MesoGridToolClass *klass)
{
  MesoOutlineToolClass *outline_class = MESO_OUTLINE_TOOL_CLASS (klass);

  outline_class->edit_name = N_ ("Add Grid");
  outline_class->pattern_kind = "grid";
  outline_class->there_already = N_ ("This grid is there already.");
  outline_class->check = meso_grid_tool_check;
  outline_class->takes_region = meso_grid_tool_takes_region;
  outline_class->plan_region = meso_grid_tool_plan_region;
  outline_class->plan_outline = meso_grid_tool_plan_outline;
}

static void
meso_grid_tool_init (MesoGridTool *self)
{
}

/** meso_grid_tool_new: Returns: (transfer full): a tool that fills regions and outlines through @editor */
MesoCanvasTool *
meso_grid_tool_new (MesoEditor *editor,
                    MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_GRID_TOOL, "editor", editor, "viewport", viewport, NULL);
}
