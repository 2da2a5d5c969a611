/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-item.h"

G_BEGIN_DECLS

/** How long the longer side of a photo is taken to be while nobody has calibrated it, in mm. */
#define MESO_PHOTO_NOMINAL_MM 250.0

/** How long it may be when somebody has, in mm: every place on it is one that a record can hold. */
#define MESO_PHOTO_MIN_MM 10.0
#define MESO_PHOTO_MAX_MM 2000.0

/** The largest file of a photo, in bytes: embedded in an SVG it is 6 MB. */
#define MESO_PHOTO_MAX_BYTES 4500000

/** All photos of one session together, so that its SVG stays one that can be read. */
#define MESO_PHOTO_MAX_TOTAL_BYTES 40000000

/** Its longer side when it is stored, in px. */
#define MESO_PHOTO_MAX_SIDE 3000

double meso_photo_get_scale (const MesoPhoto *photo);
gboolean meso_photo_find_scale (const MesoPhoto *photo,
                                double px,
                                gint64 distance,
                                gint64 *px_per_mm,
                                GError **error);
gboolean meso_photo_has_good_name (const MesoPhoto *photo);
gboolean meso_photo_check (const MesoPhoto *photo,
                           GError **error);

G_END_DECLS
