/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-photo-edits.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "library/meso-photo-import.h"
#include "model/meso-error.h"
#include "model/meso-photo.h"

/** meso_photo_edits_get_photo: (transfer none) (nullable): of the view that is shown; %NULL if that is a diagram. */
MesoItem *
meso_photo_edits_get_photo (MesoEditor *editor)
{
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  map = meso_editor_get_map (editor);
  return map != NULL ? meso_map_get_photo (map) : NULL;
}

/**
 * meso_photo_edits_add:
 * @imported: of meso_photo_import()
 * @right_side: meso_right_side_vocabulary; 0: nobody has said
 * @midline: px from the left edge, or %MESO_UNSET
 *
 * Adds a photo as the last view, and shows it.
 */
gboolean
meso_photo_edits_add (MesoEditor *editor,
                      MesoMap *imported,
                      int right_side,
                      gint64 midline)
{
  g_autoptr (MesoEdit) edit = meso_edit_new (_ ("Add Photo"));
  g_autoptr (MesoMap) map = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), FALSE);
  g_return_val_if_fail (MESO_IS_MAP (imported), FALSE);

  map = meso_photo_prepare (meso_editor_get_session (editor), imported, right_side, midline, &error);
  if (map == NULL)
    {
      g_signal_emit_by_name (editor, "message", error->message, TRUE);
      return FALSE;
    }
  meso_edit_add_map (edit, map, MESO_POSITION_END);
  if (!meso_editor_apply (editor, edit))
    return FALSE;
  meso_editor_set_map (editor, map);
  return TRUE;
}

/**
 * meso_photo_edits_calibrate:
 * @measured_mm: between two places of the photo, by the scale that it has now
 * @distance: what that is on the patient, in 1/100 mm
 *
 * Returns: %FALSE with an error for whoever asked, also when the session refuses
 */
gboolean
meso_photo_edits_calibrate (MesoEditor *editor,
                            double measured_mm,
                            gint64 distance,
                            GError **error)
{
  MesoItem *item = meso_photo_edits_get_photo (editor);
  g_autoptr (MesoEdit) edit = NULL;
  const MesoPhoto *photo;
  gint64 px_per_mm;

  g_return_val_if_fail (item != NULL, FALSE);

  photo = meso_item_get_photo (item);
  if (!meso_photo_find_scale (photo, measured_mm * meso_photo_get_scale (photo), distance, &px_per_mm, error))
    return FALSE;
  edit = meso_photo_edit_scale (meso_editor_get_map (editor), px_per_mm);
  if (meso_session_apply (meso_editor_get_session (editor), edit, error))
    return TRUE;
  /* The record has a limit for places, and no words about millimetres of a photo. */
  if (error != NULL && g_error_matches (*error, MESO_ERROR, MESO_ERROR_INVALID))
    {
      g_clear_error (error);
      g_set_error_literal (error,
                           MESO_ERROR,
                           MESO_ERROR_INVALID,
                           _ ("With this scale a mark beside the photo would lie too far away."));
    }
  return FALSE;
}

/** meso_photo_edits_set_sides: says where on the photo that is shown the patient's right is. */
gboolean
meso_photo_edits_set_sides (MesoEditor *editor,
                            int right_side,
                            gint64 midline)
{
  g_autoptr (MesoEdit) edit = NULL;

  g_return_val_if_fail (meso_photo_edits_get_photo (editor) != NULL, FALSE);

  edit = meso_photo_edit_sides (meso_editor_get_map (editor), right_side, midline);
  return meso_editor_apply (editor, edit);
}

/** meso_photo_edits_remove: takes the photo that is shown out of the session, and the marks on it. */
gboolean
meso_photo_edits_remove (MesoEditor *editor)
{
  g_autoptr (MesoEdit) edit = meso_edit_new (_ ("Remove Photo"));
  MesoMap *map;
  guint position;

  g_return_val_if_fail (meso_photo_edits_get_photo (editor) != NULL, FALSE);

  map = meso_editor_get_map (editor);
  for (guint i = meso_map_get_n_marks (map); i > 0; i--)
    meso_edit_remove_mark (edit, map, meso_map_get_mark (map, i - 1));
  if (!g_list_store_find (G_LIST_STORE (meso_session_get_maps (meso_editor_get_session (editor))), map, &position))
    return FALSE;
  meso_edit_remove_map (edit, map, position);
  return meso_editor_apply (editor, edit);
}
