/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-choice-row.h"
#include "meso-mark-fields.h"

G_BEGIN_DECLS

/**
 * MesoDeviceChoice:
 *
 * The instruments that a row offers: device, gauge and length together, and those that a mark of the session has
 * besides.
 */
typedef struct _MesoDeviceChoice MesoDeviceChoice;

MesoDeviceChoice *meso_device_choice_new (MesoChoiceRow *row);
void meso_device_choice_free (MesoDeviceChoice *self);
void meso_device_choice_set (MesoDeviceChoice *self,
                             const MesoInstrument *instrument,
                             gboolean mixed);
gboolean meso_device_choice_get (MesoDeviceChoice *self,
                                 MesoInstrument *instrument);
char *meso_device_format (MesoDevice device,
                          gint64 gauge,
                          gint64 needle);

G_END_DECLS
