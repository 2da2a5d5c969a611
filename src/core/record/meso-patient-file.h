/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-item.h"

G_BEGIN_DECLS

MesoItem *meso_patient_read (GBytes *bytes,
                             const char *name,
                             gint64 *revision,
                             GError **error);
GBytes *meso_patient_write (MesoItem *patient,
                            gint64 revision,
                            GError **error);

G_END_DECLS
