/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/meso-library.h"

G_BEGIN_DECLS

/**
 * MesoSessionDialog:
 *
 * What a new session begins with, filled in as far as it is known. Emits "created" (const char *folder) before it
 * closes.
 */
#define MESO_TYPE_SESSION_DIALOG (meso_session_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoSessionDialog, meso_session_dialog, MESO, SESSION_DIALOG, AdwWindow)

MesoSessionDialog *meso_session_dialog_present (GtkWindow *parent,
                                                MesoLibrary *library,
                                                MesoLibraryPatient *patient,
                                                MesoSession *source);

G_END_DECLS
