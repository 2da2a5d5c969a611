/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-store.h"

G_BEGIN_DECLS

/**
 * MesoPatientTitle:
 *
 * Whose session this is, in the header of the drawing screen, and whether it is saved. Only the name is ever cut off.
 *
 * Properties: "hide-names" (gboolean): the code stands in the place of the name.
 */
#define MESO_TYPE_PATIENT_TITLE (meso_patient_title_get_type ())
G_DECLARE_FINAL_TYPE (MesoPatientTitle, meso_patient_title, MESO, PATIENT_TITLE, GtkWidget)

void meso_patient_title_set_store (MesoPatientTitle *self,
                                   MesoStore *store);

G_END_DECLS
