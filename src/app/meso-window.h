/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "library/meso-library.h"
#include "meso-drawing-page.h"
#include "meso-patients-page.h"

G_BEGIN_DECLS

/**
 * MesoWindow:
 *
 * The window: the patients of a library, and over them the screen of one open session. What is being written is waited
 * for before it closes.
 */
#define MESO_TYPE_WINDOW (meso_window_get_type ())
G_DECLARE_FINAL_TYPE (MesoWindow, meso_window, MESO, WINDOW, AdwApplicationWindow)

MesoWindow *meso_window_new (GtkApplication *application,
                             const char *library_folder);
MesoLibrary *meso_window_get_library (MesoWindow *self);
void meso_window_set_library (MesoWindow *self,
                              const char *folder);
gboolean meso_window_open_session (MesoWindow *self,
                                   const char *folder);
gboolean meso_window_open_file (MesoWindow *self,
                                GFile *file);
MesoPatientsPage *meso_window_get_patients_page (MesoWindow *self);
MesoDrawingPage *meso_window_get_drawing_page (MesoWindow *self);
void meso_window_toast (MesoWindow *self,
                        const char *text);
void meso_window_flush (MesoWindow *self);

G_END_DECLS
