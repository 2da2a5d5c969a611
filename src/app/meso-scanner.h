/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MesoScanner:
 *
 * Tells a USB scanner from a person at the keyboard, wherever the focus of a window is: six or more printable keys, not
 * one key repeating, each less than 35 ms after the one before, then Enter or Tab. Keys act at once, since only the
 * last one tells; so what the first ones did is put back: the texts of entries and the focus here, all else by whoever
 * listens. The last key acts on nothing.
 *
 * Signals: "started", before a key acts that may be the first of a code; "scanned" (const char *code).
 */
#define MESO_TYPE_SCANNER (meso_scanner_get_type ())
G_DECLARE_FINAL_TYPE (MesoScanner, meso_scanner, MESO, SCANNER, GObject)

MesoScanner *meso_scanner_attach (GtkWindow *window);
void meso_scanner_set_max_gap (MesoScanner *self,
                               guint ms);
gboolean meso_scanner_press (MesoScanner *self,
                             guint keyval,
                             GdkModifierType state,
                             guint32 time);

G_END_DECLS
