/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-zone-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "meso-format.h"
#include "pattern/meso-grid.h"
#include "pattern/meso-outline.h"

struct _MesoZoneTool
{
  MesoOutlineTool parent_instance;
};

G_DEFINE_FINAL_TYPE (MesoZoneTool, meso_zone_tool, MESO_TYPE_OUTLINE_TOOL)

static MesoEditor *
get_editor (MesoOutlineTool *tool)
{
  return meso_canvas_tool_get_editor (MESO_CANVAS_TOOL (tool));
}

static gboolean
meso_zone_tool_takes_region (MesoOutlineTool *tool)
{
  return meso_tool_options_get (meso_editor_get_options (get_editor (tool)), MESO_OPTION_ZONE_MODE) ==
         MESO_ZONE_MODE_REGION;
}

/* Whether a zone of the same outline, technique and product is there already. */
static gboolean
is_there (MesoEditor *editor,
          const MesoMarkData *zone)
{
  MesoMap *map = meso_editor_get_map (editor);
  guint n_marks = meso_map_get_n_marks (map);

  for (guint i = 0; i < n_marks; i++)
    {
      const MesoMarkData *data = meso_mark_get (meso_map_get_mark (map, i));

      if (data->kind == MESO_MARK_AREA && data->n_points == zone->n_points && data->technique == zone->technique &&
          g_strcmp0 (data->product, zone->product) == 0 &&
          memcmp (data->points, zone->points, zone->n_points * sizeof *zone->points) == 0)
        return TRUE;
    }
  return FALSE;
}

/* How many punctures a field comes to; of microneedling nobody can tell. On a photo without a scale, neither. */
static gint64
estimate_punctures (MesoEditor *editor,
                    const MesoMarkData *data)
{
  MesoDiagram *diagram = meso_editor_get_diagram (editor);
  MesoGrid grid = { .spacing = data->spacing };

  if (data->spacing == MESO_UNSET || (diagram != NULL && !meso_diagram_has_scale (diagram)) ||
      !meso_grid_check (&grid, NULL))
    return MESO_UNSET;
  return meso_grid_estimate_punctures (&grid, meso_polygon_get_area (data->points, data->n_points));
}

static MesoPlan *
meso_zone_tool_plan_outline (MesoOutlineTool *tool,
                             const MesoPoint *points,
                             guint n_points,
                             guint *n_there,
                             GError **error)
{
  MesoEditor *editor = get_editor (tool);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MesoMark) mark = NULL;
  MesoMarkData data;
  MesoPlan *plan;

  if (!meso_outline_check (points, n_points, error))
    return NULL;
  mark = meso_editor_create_mark (editor, MESO_MARK_AREA, MESO_CURVE_UNSET, points, n_points);
  data = *meso_mark_get (mark);
  data.punctures = estimate_punctures (editor, &data);
  g_ptr_array_add (marks, meso_mark_changed (mark, &data));
  if (!meso_mark_check (g_ptr_array_index (marks, 0), error))
    return NULL;
  plan = meso_plan_new (editor);
  if (is_there (editor, &data))
    *n_there = 1;
  else
    meso_plan_add (plan, marks);
  return plan;
}

static MesoPlan *
meso_zone_tool_plan_region (MesoOutlineTool *tool,
                            const MesoRegion *region,
                            MesoPoint place,
                            guint *n_there,
                            GError **error)
{
  g_autoptr (GArray) points = meso_outline_trace_path (meso_region_get_path (region), place, error);

  if (points == NULL)
    return NULL;
  return meso_zone_tool_plan_outline (tool, (const MesoPoint *) (gpointer) points->data, points->len, n_there, error);
}

/* What microneedling does there: "0.50 mm × 4". */
static char *
dup_needling (const MesoMarkData *data)
{
  g_autofree char *depth = NULL, *passes = NULL;

  if (data->technique != MESO_TECHNIQUE_MICRONEEDLING || data->depth == MESO_UNSET)
    return NULL;
  depth = meso_number_format_local (data->depth, MESO_MM_DECIMALS, 2);
  if (data->passes == MESO_UNSET)
    /* Translators: a length */
    return g_strdup_printf (_ ("%s mm"), depth);
  passes = g_strdup_printf ("%" G_GINT64_FORMAT, data->passes);
  /* Translators: the length of a needle, and how often it went over the skin: 1.5 mm × 4 */
  return g_strdup_printf (_ ("%s mm × %s"), depth, passes);
}

/* "12.4 cm²", or NULL where nobody knows how long a millimetre is. */
static char *
dup_area (MesoOutlineTool *tool,
          const MesoMarkData *data)
{
  MesoDiagram *diagram = meso_editor_get_diagram (get_editor (tool));
  g_autofree char *number = NULL;

  if (diagram != NULL && !meso_diagram_has_scale (diagram))
    return NULL;
  number = meso_number_format_local (lround (meso_polygon_get_area (data->points, data->n_points) / 10), 1, 1);
  /* Translators: an area on the diagram */
  return g_strdup_printf (_ ("%s cm²"), number);
}

/* How large, then what is done there. */
static char *
meso_zone_tool_dup_summary (MesoOutlineTool *tool,
                            MesoPlan *plan)
{
  const MesoMarkData *data = meso_mark_get (g_ptr_array_index (meso_plan_get_planned (plan), 0));
  g_autofree char *summary = meso_plan_dup_summary (plan);
  g_autofree char *area = dup_area (tool, data), *needling = dup_needling (data);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, summary);
  if (area != NULL)
    g_ptr_array_add (words, area);
  if (needling != NULL)
    g_ptr_array_add (words, needling);
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
meso_zone_tool_class_init (MesoZoneToolClass *klass)
{
  MesoOutlineToolClass *outline_class = MESO_OUTLINE_TOOL_CLASS (klass);

  outline_class->edit_name = N_ ("Add Zone");
  outline_class->there_already = N_ ("This zone is there already.");
  outline_class->takes_region = meso_zone_tool_takes_region;
  outline_class->plan_region = meso_zone_tool_plan_region;
  outline_class->plan_outline = meso_zone_tool_plan_outline;
  outline_class->dup_summary = meso_zone_tool_dup_summary;
}

static void
meso_zone_tool_init (MesoZoneTool *self)
{
}

/** meso_zone_tool_new: Returns: (transfer full): a tool that adds zones through @editor */
MesoCanvasTool *
meso_zone_tool_new (MesoEditor *editor,
                    MesoViewport *viewport)
{
  return g_object_new (MESO_TYPE_ZONE_TOOL, "editor", editor, "viewport", viewport, NULL);
}
