/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "library/meso-library.h"
#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoMarkPanel:
 *
 * The panel beside the canvas. With nothing selected it sets what the next mark gets; with marks selected it changes
 * those.
 *
 * Signals: "done" when the focus should go back to the canvas; "edit-product" (MesoItem *product), (nullable) for a
 * new one.
 */
#define MESO_TYPE_MARK_PANEL (meso_mark_panel_get_type ())
G_DECLARE_FINAL_TYPE (MesoMarkPanel, meso_mark_panel, MESO, MARK_PANEL, GtkWidget)

void meso_mark_panel_set_editor (MesoMarkPanel *self,
                                 MesoEditor *editor);
void meso_mark_panel_set_region (MesoMarkPanel *self,
                                 const char *region_id);
void meso_mark_panel_pick_layer (MesoMarkPanel *self,
                                 MesoLayer layer);
void meso_mark_panel_set_library (MesoMarkPanel *self,
                                  MesoLibrary *library);
void meso_mark_panel_show_setups (MesoMarkPanel *self);
void meso_mark_panel_pick_setup (MesoMarkPanel *self,
                                 guint index);
void meso_mark_panel_toggle_planned (MesoMarkPanel *self);
void meso_mark_panel_focus_depth (MesoMarkPanel *self);
void meso_mark_panel_focus_amount (MesoMarkPanel *self);
void meso_mark_panel_focus_technique (MesoMarkPanel *self);
void meso_mark_panel_show_balance (MesoMarkPanel *self);
void meso_mark_panel_use_needle_depth (MesoMarkPanel *self);
gboolean meso_mark_panel_get_details (MesoMarkPanel *self);
void meso_mark_panel_show_details (MesoMarkPanel *self,
                                   gboolean visible);

G_END_DECLS
