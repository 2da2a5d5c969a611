/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "meso-editor-mirror.h"

/* What a mark that is only planned to be added is called; it gets its own id when it is. */
#define NO_ID "new"

/** meso_editor_get_kind: what the tool in the hand makes; those that make nothing leave it at points. */
MesoMarkKind
meso_editor_get_kind (MesoEditor *self)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), MESO_MARK_POINT);

  switch (meso_editor_get_tool (self))
    {
    case MESO_TOOL_LINE:
      if (meso_tool_options_get (meso_editor_get_options (self), MESO_OPTION_LINE_MODE) == MESO_LINE_MODE_POINTS)
        return MESO_MARK_POINT;
      return MESO_MARK_THREAD;
    case MESO_TOOL_ZONE:
      return MESO_MARK_AREA;
    case MESO_TOOL_SELECT:
    case MESO_TOOL_POINT:
    case MESO_TOOL_GRID:
    case MESO_TOOL_BRUSH:
    case MESO_TOOL_RULER:
    case MESO_TOOL_ERASE:
    case MESO_TOOL_CALIBRATE:
    case MESO_N_TOOLS:
    default:
      return MESO_MARK_POINT;
    }
}

/**
 * meso_editor_create_mark:
 * @points: where it is, in 1/100 mm on the current map
 *
 * Returns: (transfer full): a mark of what is in the hand, without id, region and side
 */
MesoMark *
meso_editor_create_mark (MesoEditor *self,
                         MesoMarkKind kind,
                         MesoCurve curve,
                         const MesoPoint *points,
                         guint n_points)
{
  MesoMarkData data;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);
  g_return_val_if_fail (points != NULL && n_points > 0, NULL);

  meso_hand_fill (meso_editor_get_hand (self), kind, &data);
  data.id = (char *) NO_ID;
  data.points = (MesoPoint *) points;
  data.n_points = n_points;
  if (kind == MESO_MARK_THREAD)
    data.curve = curve;
  return meso_mark_new (&data, NULL);
}

/* As meso_editor_plan_marks(); @twinless: (out): for which there is no twin. */
static GPtrArray *
plan (MesoEditor *self,
      GPtrArray *marks,
      MesoTwinless *twinless)
{
  GPtrArray *planned = g_ptr_array_new_full (marks->len, g_object_unref);

  for (guint i = 0; i < marks->len; i++)
    {
      MesoMark *mark = g_ptr_array_index (marks, i);
      MesoMarkData data = *meso_mark_get (mark);

      meso_editor_find_site (self, &data);
      g_ptr_array_add (planned, meso_mark_changed (mark, &data));
    }
  *twinless = (MesoTwinless){ 0 };
  if (meso_editor_get_mirror (self))
    meso_editor_append_twins (self, planned, twinless);
  return planned;
}

/**
 * meso_editor_plan_marks:
 * @marks: (element-type MesoMark): as meso_editor_create_mark() makes them
 *
 * Finds out what meso_editor_add_marks() would add, for those who show it beforehand.
 *
 * Returns: (transfer full) (element-type MesoMark): the same marks with region and side, then, while mirroring is on,
 *   their twins
 */
GPtrArray *
meso_editor_plan_marks (MesoEditor *self,
                        GPtrArray *marks)
{
  MesoTwinless twinless;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);
  g_return_val_if_fail (marks != NULL, NULL);

  return plan (self, marks, &twinless);
}

/* The number after "grid-" of a pattern token; 0 if it is of another kind. */
static gint64
get_pattern_number (const char *token,
                    const char *kind)
{
  gsize length = strlen (kind);

  if (token == NULL || strncmp (token, kind, length) != 0 || token[length] != '-')
    return 0;
  return g_ascii_strtoll (token + length + 1, NULL, 10);
}

/**
 * meso_editor_allocate_pattern:
 * @kind: what made the marks: "grid"
 *
 * Returns: (transfer full): a token that no mark of the session has yet, so that what one use made can be told from the
 *   next: "grid-3"
 */
char *
meso_editor_allocate_pattern (MesoEditor *self,
                              const char *kind)
{
  MesoSession *session;
  gint64 highest = 0;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  session = meso_editor_get_session (self);
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      guint n = meso_map_get_n_marks (map);

      for (guint j = 0; j < n; j++)
        highest = MAX (highest, get_pattern_number (meso_mark_get (meso_map_get_mark (map, j))->pattern, kind));
    }
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, kind, highest + 1);
}

/**
 * meso_editor_add_marks:
 * @name: translated, for undo: "Add Grid"
 * @pattern_kind: (nullable): the token of what makes them, if it makes many at once
 * @marks: (element-type MesoMark): as meso_editor_create_mark() makes them, on the current map
 *
 * Adds what meso_editor_plan_marks() shows, in one step. Every tool that makes marks comes here.
 *
 * Returns: %FALSE after a "message"
 */
gboolean
meso_editor_add_marks (MesoEditor *self,
                       const char *name,
                       const char *pattern_kind,
                       GPtrArray *marks)
{
  g_autoptr (MesoEdit) edit = NULL;
  g_autoptr (GPtrArray) planned = NULL;
  g_autofree char *pattern = NULL;
  MesoTwinless twinless;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (name != NULL && marks != NULL, FALSE);

  map = meso_editor_get_map (self);
  if (map == NULL || marks->len == 0)
    return FALSE;
  edit = meso_edit_new (name);
  if (pattern_kind != NULL)
    pattern = meso_editor_allocate_pattern (self, pattern_kind);
  planned = plan (self, marks, &twinless);
  for (guint i = 0; i < planned->len; i++)
    {
      g_autofree char *id = meso_session_allocate_id (meso_editor_get_session (self), "m");
      g_autoptr (MesoMark) mark = NULL;
      MesoMarkData data = *meso_mark_get (g_ptr_array_index (planned, i));

      data.id = id;
      data.pattern = pattern;
      mark = meso_mark_new (&data, NULL);
      meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
    }
  if (!meso_editor_apply (self, edit))
    return FALSE;
  meso_selection_clear (meso_editor_get_selection (self));
  meso_editor_say_twinless (self, &twinless);
  return TRUE;
}

static gboolean
add_mark (MesoEditor *self,
          const char *name,
          MesoMarkKind kind,
          MesoCurve curve,
          const MesoPoint *points,
          guint n_points)
{
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (marks, meso_editor_create_mark (self, kind, curve, points, n_points));
  return meso_editor_add_marks (self, name, NULL, marks);
}

/** meso_editor_add_point: makes a point of what is in the hand. */
gboolean
meso_editor_add_point (MesoEditor *self,
                       MesoPoint place)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  return add_mark (self, _ ("Add Point"), MESO_MARK_POINT, MESO_CURVE_UNSET, &place, 1);
}

/** meso_editor_add_line: @points: entry first, at least two; more than two make a smooth line. */
gboolean
meso_editor_add_line (MesoEditor *self,
                      const MesoPoint *points,
                      guint n_points)
{
  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (points != NULL && n_points >= 2, FALSE);

  return add_mark (self, _ ("Add Line"), MESO_MARK_THREAD, n_points > 2 ? MESO_CURVE_SMOOTH : MESO_CURVE_STRAIGHT,
                   points, n_points);
}
