/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-midline-private.h"

/* Whether the view shows one side only. */
gboolean
meso_diagram_data_is_profile (const MesoDiagramData *data)
{
  return data->right_side == MESO_RIGHT_SIDE_NEAR || data->right_side == MESO_RIGHT_SIDE_FAR;
}

static int
compare_heights (gconstpointer a,
                 gconstpointer b)
{
  const MesoPathVertex *vertex_a = a, *vertex_b = b;

  return (vertex_a->y > vertex_b->y) - (vertex_a->y < vertex_b->y);
}

/* Through the landmarks of the midline, from above, and straight on to the edges of the sheet. */
GArray *
meso_midline_new (const MesoDiagramData *data)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MesoPathVertex));
  double top = data->bounds.y, bottom = data->bounds.y + data->bounds.height;
  MesoPathVertex first = { 0, top }, last = { 0, bottom };

  if (meso_diagram_data_is_profile (data))
    return line;

  for (guint i = 0; i < data->landmarks->len; i++)
    {
      const MesoLandmark *landmark = g_ptr_array_index (data->landmarks, i);
      MesoPathVertex vertex = { landmark->x, landmark->y };

      if (landmark->side == MESO_SIDE_MIDLINE && vertex.y > top && vertex.y < bottom)
        g_array_append_val (line, vertex);
    }

  g_array_sort (line, compare_heights);
  if (line->len < 2)
    g_array_set_size (line, 0);
  else
    {
      first.x = g_array_index (line, MesoPathVertex, 0).x;
      last.x = g_array_index (line, MesoPathVertex, line->len - 1).x;
    }

  g_array_prepend_val (line, first);
  g_array_append_val (line, last);

  return line;
}

/* Upright, where somebody has put it, or in the middle of the picture; none while nobody has said where right is. */
GArray *
meso_midline_new_for_photo (const MesoDiagramData *data,
                            const MesoPhoto *photo)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (MesoPathVertex));
  MesoPathVertex first = { 0, data->bounds.y }, last = { 0, data->bounds.y + data->bounds.height };

  if (data->right_side == 0 || meso_diagram_data_is_profile (data))
    return line;
  if (photo->midline != MESO_UNSET)
    first.x = last.x =
      data->bounds.x + (double) MIN (photo->midline, photo->width) / meso_photo_get_scale (photo);
  g_array_append_val (line, first);
  g_array_append_val (line, last);

  return line;
}

/* Where the midline is at a height. */
double
meso_midline_get_x (GArray *self,
                    double y)
{
  const MesoPathVertex *points = (const MesoPathVertex *) self->data;
  guint i = 1;
  double height;

  while (i + 1 < self->len && points[i].y < y)
    i++;

  height = points[i].y - points[i - 1].y;
  if (!(height > 0))
    return points[i].x;

  return points[i - 1].x + (points[i].x - points[i - 1].x) * CLAMP ((y - points[i - 1].y) / height, 0, 1);
}
