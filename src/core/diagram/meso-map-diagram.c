/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-map-diagram.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-site.h"
#include "model/meso-photo.h"

/**
 * meso_map_dup_diagram:
 * @diagrams: where it is looked up, unless it is a photo
 *
 * The one way from a map to what it is drawn on. A photo is made anew each time, since what is said of it can change.
 *
 * Returns: (transfer full) (nullable): %NULL if @diagrams has none
 */
MesoDiagram *
meso_map_dup_diagram (MesoMap *map,
                      MesoDiagramSet *diagrams)
{
  const char *variant;
  MesoDiagram *diagram;

  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (diagrams), NULL);

  if (meso_map_get_photo (map) != NULL)
    return meso_diagram_new_for_photo (map);
  variant = meso_vocabulary_get_token (&meso_variant_vocabulary, (int) meso_map_get_variant (map));
  diagram = meso_diagram_set_lookup (diagrams, meso_map_get_diagram (map), variant);
  return diagram != NULL ? g_object_ref (diagram) : NULL;
}

/**
 * meso_session_dup_map_name:
 *
 * Returns: (transfer full): for people: "Front", and "Photo 2" for the second photo of @session
 */
char *
meso_session_dup_map_name (MesoSession *session,
                           MesoMap *map)
{
  guint n_photos = 0;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_MAP (map), NULL);

  if (meso_map_get_photo (map) == NULL)
    return g_strdup (meso_diagram_set_get_view_name (meso_map_get_diagram (map)));
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *other = meso_session_get_map (session, i);

      n_photos += meso_map_get_photo (other) != NULL;
      if (other == map)
        break;
    }
  /* Translators: the name of a view whose picture is a photo; %u counts the photos of the session */
  return g_strdup_printf (_ ("Photo %u"), MAX (n_photos, 1));
}

static int
scale (int coordinate,
       double factor)
{
  /* Kept in range for the check, which says so. */
  return (int) lround (CLAMP (coordinate * factor, -2.0 * MESO_MAX_COORDINATE, 2.0 * MESO_MAX_COORDINATE));
}

static MesoMark *
create_scaled (MesoMark *mark,
               double factor)
{
  MesoMarkData data = *meso_mark_get (mark);
  g_autofree MesoPoint *points = g_memdup2 (data.points, data.n_points * sizeof *data.points);

  for (guint i = 0; i < data.n_points; i++)
    points[i] = (MesoPoint){ scale (points[i].x, factor), scale (points[i].y, factor) };
  data.points = points;
  return meso_mark_changed (mark, &data);
}

/**
 * meso_photo_edit_scale:
 * @map: of a photo
 * @px_per_mm: 1/10,000
 *
 * Calibrates the photo, or does so again: what it shows changes its size, and every mark stays where it is on the
 * picture.
 *
 * Returns: (transfer full): to be applied
 */
MesoEdit *
meso_photo_edit_scale (MesoMap *map,
                       gint64 px_per_mm)
{
  MesoEdit *edit;
  MesoPhoto photo;
  g_autoptr (MesoItem) item = NULL;
  double factor;

  g_return_val_if_fail (MESO_IS_MAP (map) && meso_map_get_photo (map) != NULL, NULL);
  g_return_val_if_fail (px_per_mm > 0, NULL);

  edit = meso_edit_new (_ ("Calibrate Photo"));
  photo = *meso_item_get_photo (meso_map_get_photo (map));
  factor = meso_photo_get_scale (&photo);
  photo.px_per_mm = px_per_mm;
  factor /= meso_photo_get_scale (&photo);
  item = meso_item_changed (meso_map_get_photo (map), &photo);
  meso_edit_change_photo (edit, map, item);
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *before = meso_map_get_mark (map, i);
      g_autoptr (MesoMark) after = create_scaled (before, factor);

      if (!meso_mark_equal (before, after))
        meso_edit_replace_mark (edit, map, before, after);
    }
  return edit;
}

/* What a map of @photo will be drawn on, to ask for sides. */
static MesoDiagram *
create_diagram (MesoItem *photo)
{
  g_autoptr (MesoMap) future = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, photo, NULL);

  return meso_diagram_new_for_photo (future);
}

/**
 * meso_photo_edit_sides:
 * @map: of a photo
 * @right_side: meso_right_side_vocabulary; 0: nobody knows
 * @midline: of the body, in px from the left edge, or %MESO_UNSET
 *
 * Says where on the photo the patient's right is; every mark gets its side by that.
 *
 * Returns: (transfer full): to be applied
 */
MesoEdit *
meso_photo_edit_sides (MesoMap *map,
                       int right_side,
                       gint64 midline)
{
  MesoEdit *edit;
  MesoPhoto photo;
  g_autoptr (MesoItem) item = NULL;
  g_autoptr (MesoDiagram) diagram = NULL;

  g_return_val_if_fail (MESO_IS_MAP (map) && meso_map_get_photo (map) != NULL, NULL);

  edit = meso_edit_new (_ ("Set Sides of Photo"));
  photo = *meso_item_get_photo (meso_map_get_photo (map));
  photo.right_side = right_side;
  photo.midline = midline;
  item = meso_item_changed (meso_map_get_photo (map), &photo);
  meso_edit_change_photo (edit, map, item);
  diagram = create_diagram (item);
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *before = meso_map_get_mark (map, i);
      MesoMarkData data = *meso_mark_get (before);
      g_autoptr (MesoMark) after = NULL;

      meso_site_find (diagram, &data, &data.side);
      after = meso_mark_changed (before, &data);
      if (!meso_mark_equal (before, after))
        meso_edit_replace_mark (edit, map, before, after);
    }
  return edit;
}
