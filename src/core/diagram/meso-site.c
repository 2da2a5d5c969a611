/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-site.h"

/**
 * meso_site_find:
 * @mark: with its points
 * @side: (out): the patient's side there
 *
 * Where on the body a mark counts: a point where it lies, a line where the needle enters, an area at its middle.
 *
 * Returns: (transfer none) (nullable): the region there
 */
const MesoRegion *
meso_site_find (MesoDiagram *diagram,
                const MesoMarkData *mark,
                MesoSide *side)
{
  double x, y;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), NULL);
  g_return_val_if_fail (mark != NULL && mark->n_points > 0, NULL);
  g_return_val_if_fail (side != NULL, NULL);

  if (mark->kind == MESO_MARK_AREA)
    meso_polygon_find_middle (mark->points, mark->n_points, &x, &y);
  else
    {
      x = mark->points[0].x / 100.0;
      y = mark->points[0].y / 100.0;
    }

  *side = meso_diagram_get_side_at (diagram, x, y);
  return meso_diagram_find_region (diagram, x, y);
}
