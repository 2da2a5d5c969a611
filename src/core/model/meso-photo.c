/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-photo.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

#define AMOUNT 10000.0 /* MESO_AMOUNT_DECIMALS */

static double
get_longer_side (const MesoPhoto *photo)
{
  return (double) MAX (photo->width, photo->height);
}

/**
 * meso_photo_get_scale:
 *
 * Returns: px for 1 mm: what was calibrated, or what a longer side of %MESO_PHOTO_NOMINAL_MM makes it; whatever the
 *   file says, the photo is neither smaller nor larger than allowed
 */
double
meso_photo_get_scale (const MesoPhoto *photo)
{
  g_return_val_if_fail (photo != NULL && photo->width > 0 && photo->height > 0, 1);

  if (photo->px_per_mm != MESO_UNSET)
    return CLAMP ((double) photo->px_per_mm / AMOUNT,
                  get_longer_side (photo) / MESO_PHOTO_MAX_MM,
                  get_longer_side (photo) / MESO_PHOTO_MIN_MM);
  return get_longer_side (photo) / MESO_PHOTO_NOMINAL_MM;
}

/**
 * meso_photo_find_scale:
 * @px: how far two places of the photo are apart
 * @distance: the same in 1/100 mm
 * @px_per_mm: (out): for the photo, in its unit
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID and a sentence for people when no photo of a face or hand is that large
 */
gboolean
meso_photo_find_scale (const MesoPhoto *photo,
                       double px,
                       gint64 distance,
                       gint64 *px_per_mm,
                       GError **error)
{
  double side;

  g_return_val_if_fail (photo != NULL && px_per_mm != NULL, FALSE);

  if (!(px >= 1) || distance < 1)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID, _ ("The two points lie too close together."));
      return FALSE;
    }
  side = get_longer_side (photo) / px * (double) distance / 100;
  *px_per_mm = (gint64) llround (px * 100 / (double) distance * AMOUNT);
  if (side >= MESO_PHOTO_MIN_MM && side <= MESO_PHOTO_MAX_MM)
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_INVALID,
               /* Translators: the length of the longer side that a photo would have, then what it may be */
               _ ("That would make the photo %.0f mm long. It can be %.0f to %.0f mm."),
               side,
               MESO_PHOTO_MIN_MM,
               MESO_PHOTO_MAX_MM);
  return FALSE;
}

/** meso_photo_has_good_name: whether its file is not called like the record, its picture, or a copy or lock of them. */
gboolean
meso_photo_has_good_name (const MesoPhoto *photo)
{
  g_return_val_if_fail (photo != NULL && photo->file != NULL, FALSE);

  return g_ascii_strncasecmp (photo->file, "session.", strlen ("session.")) != 0;
}

/**
 * meso_photo_check:
 *
 * What the fields of @photo cannot say one by one, for edits; a reader takes what the format allows.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID
 */
gboolean
meso_photo_check (const MesoPhoto *photo,
                  GError **error)
{
  double side;

  g_return_val_if_fail (photo != NULL, FALSE);

  side = photo->px_per_mm != MESO_UNSET ? get_longer_side (photo) * AMOUNT / (double) photo->px_per_mm
                                        : MESO_PHOTO_NOMINAL_MM;
  if (!meso_photo_has_good_name (photo))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "file=\"%s\" is no name for a photo", photo->file);
      return FALSE;
    }
  if (side < MESO_PHOTO_MIN_MM - 0.5 || side > MESO_PHOTO_MAX_MM + 0.5)
    {
      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_INVALID,
                   "by its px-per-mm the photo is %.4g mm long, not %.0f to %.0f",
                   side,
                   MESO_PHOTO_MIN_MM,
                   MESO_PHOTO_MAX_MM);
      return FALSE;
    }
  if (photo->midline != MESO_UNSET && photo->midline > photo->width)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "the midline lies beside the photo");
      return FALSE;
    }
  return TRUE;
}
