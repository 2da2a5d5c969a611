/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/meso-mark.h"

G_BEGIN_DECLS

/**
 * MesoDeviceChoice:
 *
 * A drop-down of instruments: device, gauge and length together, and those that a mark of the session has besides.
 *
 * Signals: "picked" when the person chose one.
 */
#define MESO_TYPE_DEVICE_CHOICE (meso_device_choice_get_type ())
G_DECLARE_FINAL_TYPE (MesoDeviceChoice, meso_device_choice, MESO, DEVICE_CHOICE, GtkWidget)

void meso_device_choice_set (MesoDeviceChoice *self,
                             const MesoMarkData *data,
                             gboolean mixed);
gboolean meso_device_choice_get (MesoDeviceChoice *self,
                                 MesoDevice *device,
                                 gint64 *gauge,
                                 gint64 *needle);
void meso_device_choice_set_label (MesoDeviceChoice *self,
                                   GtkLabel *label);
char *meso_device_format (MesoDevice device,
                          gint64 gauge,
                          gint64 needle);

G_END_DECLS
