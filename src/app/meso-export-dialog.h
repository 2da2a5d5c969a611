/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_EXPORT_PDF,
  MESO_EXPORT_SVG,
  MESO_EXPORT_PNG
} MesoExportFormat;

/**
 * MesoExportDialog:
 *
 * Asks in what format a session is to be exported, then for the file, and writes it in a worker thread.
 */
#define MESO_TYPE_EXPORT_DIALOG (meso_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MesoExportDialog, meso_export_dialog, MESO, EXPORT_DIALOG, AdwWindow)

GtkWidget *meso_export_dialog_present (GtkWindow *parent,
                                       MesoSession *session,
                                       MesoGuideFlags guides);
char *meso_export_suggest_name (MesoSession *session,
                                MesoExportFormat format);
gboolean meso_export_to_file (MesoSession *session,
                              MesoExportFormat format,
                              MesoGuideFlags guides,
                              const char *path,
                              GError **error);

G_END_DECLS
