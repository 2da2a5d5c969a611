/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "canvas/meso-canvas.h"

G_BEGIN_DECLS

/**
 * MesoStatusLine:
 *
 * The line under the canvas: what is under the pointer, the last message, and the zoom.
 */
#define MESO_TYPE_STATUS_LINE (meso_status_line_get_type ())
G_DECLARE_FINAL_TYPE (MesoStatusLine, meso_status_line, MESO, STATUS_LINE, GtkWidget)

void meso_status_line_set_canvas (MesoStatusLine *self,
                                  MesoCanvas *canvas);
void meso_status_line_say (MesoStatusLine *self,
                           const char *text,
                           gboolean is_error);
const char *meso_status_line_get_message (MesoStatusLine *self);

G_END_DECLS
