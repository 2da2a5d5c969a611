/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"
#include "meso-plan.h"

G_BEGIN_DECLS

/**
 * MesoOutlineTool:
 *
 * A tool that makes marks in a region of the diagram, or in an outline of one's own: a drag goes round it, clicks set
 * its corners. What would be made shows beforehand.
 */
#define MESO_TYPE_OUTLINE_TOOL (meso_outline_tool_get_type ())
G_DECLARE_DERIVABLE_TYPE (MesoOutlineTool, meso_outline_tool, MESO, OUTLINE_TOOL, MesoCanvasTool)

/**
 * MesoOutlineToolClass:
 * @edit_name: for undo, marked for translation
 * @pattern_kind: (nullable): the token of meso_editor_add_marks()
 * @there_already: what is said where the plan has no marks, because all are there; marked for translation
 * @check: (nullable): whether anything can be made as the options are, whatever the place
 * @takes_region: whether a click means the region there, and not the first corner of an outline
 * @plan_region: what a click at @place would make; @n_there (out) are there already and not in the plan; %NULL with an
 *   error that can be shown
 * @plan_outline: the same for an outline, in 1/100 mm, of at least three corners
 * @dup_summary: (nullable): a few words on a plan with marks, in the place of meso_plan_dup_summary()
 */
struct _MesoOutlineToolClass
{
  MesoCanvasToolClass parent_class;

  const char *edit_name;
  const char *pattern_kind;
  const char *there_already;

  gboolean (*check) (MesoOutlineTool *self,
                     GError **error);
  gboolean (*takes_region) (MesoOutlineTool *self);
  MesoPlan *(*plan_region) (MesoOutlineTool *self,
                            const MesoRegion *region,
                            MesoPoint place,
                            guint *n_there,
                            GError **error);
  MesoPlan *(*plan_outline) (MesoOutlineTool *self,
                             const MesoPoint *points,
                             guint n_points,
                             guint *n_there,
                             GError **error);
  char *(*dup_summary) (MesoOutlineTool *self,
                        MesoPlan *plan);
};

G_END_DECLS
