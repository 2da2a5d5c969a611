/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-line-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "model/meso-error.h"
#include "pattern/meso-line-pattern.h"

/* The two families of a cross-hatch stand at right angles. */
#define BETWEEN MESO_MM (90)

static gint64
get_option (MesoEditor *editor,
            MesoToolOption option)
{
  return meso_tool_options_get (meso_editor_get_options (editor), option);
}

/**
 * meso_line_plan_check:
 *
 * Returns: whether spacings mean anything on the view that is shown; %FALSE with an error that can be shown
 */
gboolean
meso_line_plan_check (MesoEditor *editor,
                      GError **error)
{
  MesoDiagram *diagram = meso_editor_get_diagram (editor);

  if (diagram == NULL || meso_diagram_has_scale (diagram))
    return TRUE;
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID,
                       _ ("Calibrate the photo first: nobody knows yet how long a millimetre is on it"));
  return FALSE;
}

/** meso_line_plan_line: @points: entry first. Returns: (transfer full): the line of what is in the hand. */
MesoPlan *
meso_line_plan_line (MesoEditor *editor,
                     const MesoPoint *points,
                     guint n_points,
                     MesoCurve curve,
                     GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  MesoPlan *plan;

  g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_THREAD, curve, points, n_points));
  if (!meso_mark_check (g_ptr_array_index (marks, 0), error))
    return NULL;
  plan = meso_plan_new (editor);
  meso_plan_add (plan, marks);
  return plan;
}

/** meso_line_plan_points: (transfer full): points along a line at the spacing of the brush, the first at its entry. */
MesoPlan *
meso_line_plan_points (MesoEditor *editor,
                       const MesoPoint *points,
                       guint n_points,
                       MesoCurve curve,
                       GError **error)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) places = NULL;
  MesoPlan *plan;

  if (!meso_line_plan_check (editor, error))
    return NULL;
  places = meso_line_place_points (points, n_points, curve, get_option (editor, MESO_OPTION_BRUSH_SPACING), error);
  if (places == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (marks, meso_editor_create_mark (editor, MESO_MARK_POINT, MESO_CURVE_UNSET,
                                                     &g_array_index (places, MesoPoint, i), 1));
  plan = meso_plan_new (editor);
  meso_plan_add (plan, marks);
  return plan;
}

/* A single line is what the hand says; many of them are a technique of their own, in the same direction. */
static MesoPlan *
plan_stretches (MesoEditor *editor,
                GArray *stretches,
                MesoTechnique technique)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);
  MesoPlan *plan = meso_plan_new (editor);

  for (guint i = 0; i < stretches->len; i++)
    {
      g_autoptr (MesoMark) mark = meso_editor_create_mark (editor, MESO_MARK_THREAD, MESO_CURVE_STRAIGHT,
                                                           g_array_index (stretches, MesoStretch, i).points, 2);
      MesoMarkData data = *meso_mark_get (mark);

      if (data.technique == MESO_TECHNIQUE_LINEAR_RETROGRADE || data.technique == MESO_TECHNIQUE_LINEAR_ANTEROGRADE)
        data.technique = technique;
      g_ptr_array_add (marks, meso_mark_changed (mark, &data));
    }
  meso_plan_add (plan, marks);
  return plan;
}

/** meso_line_plan_fan: Returns: (transfer full): lines from @entry on both sides of the one to @end. */
MesoPlan *
meso_line_plan_fan (MesoEditor *editor,
                    MesoPoint entry,
                    MesoPoint end,
                    GError **error)
{
  MesoFan fan = { .n_lines = get_option (editor, MESO_OPTION_FAN_LINES),
                  .span = get_option (editor, MESO_OPTION_FAN_SPAN) };
  g_autoptr (GArray) stretches = meso_fan_make (&fan, entry, end, error);

  return stretches != NULL ? plan_stretches (editor, stretches, MESO_TECHNIQUE_FANNING) : NULL;
}

/** meso_line_plan_hatch: Returns: (transfer full): lines that cross within @outline. */
MesoPlan *
meso_line_plan_hatch (MesoEditor *editor,
                      MesoOutline *outline,
                      GError **error)
{
  MesoHatch hatch = { .spacing = get_option (editor, MESO_OPTION_HATCH_SPACING),
                      .angle = get_option (editor, MESO_OPTION_HATCH_ANGLE),
                      .between = BETWEEN };
  g_autoptr (GArray) stretches = NULL;

  if (!meso_line_plan_check (editor, error))
    return NULL;
  stretches = meso_hatch_fill (&hatch, outline, error);
  return stretches != NULL ? plan_stretches (editor, stretches, MESO_TECHNIQUE_CROSS_HATCHING) : NULL;
}

/** meso_line_plan_dup_summary: (transfer full): "5 lines · 0.25 mL · 102.5 mm"; without mm where there is no scale. */
char *
meso_line_plan_dup_summary (MesoPlan *plan,
                            MesoEditor *editor)
{
  GPtrArray *planned = meso_plan_get_planned (plan);
  g_autofree char *summary = meso_plan_dup_summary (plan), *number = NULL;
  double length = 0;

  for (guint i = 0; i < planned->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (planned, i));

      if (data->kind == MESO_MARK_THREAD)
        length += meso_curve_get_length (data->points, data->n_points, data->curve);
    }
  if (length == 0 || !meso_line_plan_check (editor, NULL))
    return g_steal_pointer (&summary);
  number = meso_number_format_local (lround (length * 10), 1, 1);
  /* Translators: what a tool would make, such as 5 lines · 0.25 mL, and the length of all of it in mm */
  return g_strdup_printf (_ ("%s · %s mm"), summary, number);
}
