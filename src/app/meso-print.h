/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "report/meso-report.h"

G_BEGIN_DECLS

void meso_print_run (GtkWindow *parent,
                     MesoSession *session,
                     MesoGuideFlags guides);
gboolean meso_print_to_file (MesoSession *session,
                             MesoGuideFlags guides,
                             MesoPaper paper,
                             const char *filename,
                             GError **error);

G_END_DECLS
