/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-hatch-tool.h"

#include <glib/gi18n-lib.h>

#include "meso-line-plan.h"
#include "pattern/meso-outline.h"

struct _MesoHatchTool
{
  MesoOutlineTool parent_instance;
};

G_DEFINE_FINAL_TYPE (MesoHatchTool, meso_hatch_tool, MESO_TYPE_OUTLINE_TOOL)

static MesoEditor *
get_editor (MesoOutlineTool *tool)
{
  return meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (tool));
}

static gboolean
meso_hatch_tool_check (MesoOutlineTool *tool,
                       GError **error)
{
  return meso_line_plan_check (get_editor (tool), error);
}

static gboolean
meso_hatch_tool_takes_region (MesoOutlineTool *tool)
{
  return TRUE;
}

static MesoPlan *
meso_hatch_tool_plan_region (MesoOutlineTool *tool,
                             const MesoRegion *region,
                             MesoPoint place,
                             guint *n_there,
                             GError **error)
{
  g_autoptr (MesoOutline) outline = meso_outline_new_for_path (meso_region_get_path (region));

  return meso_line_plan_hatch (get_editor (tool), outline, error);
}

static MesoPlan *
meso_hatch_tool_plan_outline (MesoOutlineTool *tool,
                              const MesoPoint *points,
                              guint n_points,
                              guint *n_there,
                              GError **error)
{
  g_autoptr (MesoOutline) outline = meso_outline_new (points, n_points, error);

  return outline != NULL ? meso_line_plan_hatch (get_editor (tool), outline, error) : NULL;
}

static char *
meso_hatch_tool_dup_summary (MesoOutlineTool *tool,
                             MesoPlan *plan)
{
  return meso_line_plan_dup_summary (plan, get_editor (tool));
}

static void
meso_hatch_tool_class_init (MesoHatchToolClass *klass)
{
  MesoOutlineToolClass *outline_class = MESO_OUTLINE_TOOL_CLASS (klass);

  outline_class->edit_name = N_ ("Add Cross-Hatch");
  outline_class->pattern_kind = "hatch";
  outline_class->there_already = N_ ("No line has room there.");
  outline_class->check = meso_hatch_tool_check;
  outline_class->takes_region = meso_hatch_tool_takes_region;
  outline_class->plan_region = meso_hatch_tool_plan_region;
  outline_class->plan_outline = meso_hatch_tool_plan_outline;
  outline_class->dup_summary = meso_hatch_tool_dup_summary;
}

static void
meso_hatch_tool_init (MesoHatchTool *self)
{
}

/** meso_hatch_tool_new: Returns: (transfer full): a tool that hatches regions and outlines through @editor */
MesoCanvasTool *
meso_hatch_tool_new (MesoEditor *editor,
                     MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_HATCH_TOOL, "editor", editor, "viewport", viewport, NULL);
}
