/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MesoErrorStrip:
 *
 * A strip under the header that says what is wrong, with one thing to do about it. Hidden until there is something.
 *
 * Signals: "action" when its button is pressed.
 */
#define MESO_TYPE_ERROR_STRIP (meso_error_strip_get_type ())
G_DECLARE_FINAL_TYPE (MesoErrorStrip, meso_error_strip, MESO, ERROR_STRIP, GtkWidget)

void meso_error_strip_show (MesoErrorStrip *self,
                            const char *text,
                            const char *button);
void meso_error_strip_hide (MesoErrorStrip *self);

G_END_DECLS
