/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "canvas/meso-canvas.h"
#include "library/meso-library.h"
#include "library/meso-store.h"
#include "meso-mark-panel.h"
#include "meso-tool-strip.h"

G_BEGIN_DECLS

/** How much room there is. */
typedef enum
{
  MESO_ROOM_WIDE, /* everything side by side */
  MESO_ROOM_COMPACT, /* the views are a menu in the header */
  MESO_ROOM_NARROW /* the panel is hidden too, and a bar with the layers takes its place */
} MesoRoom;

/**
 * MesoDrawingPage:
 *
 * The screen of one open session: header, views, tools, canvas, panel. Its commands are the action group "draw", which
 * the window shows while the page is in sight.
 *
 * Signals: "back" when the person wants to leave; "toast" (const char *text) for what needs no answer.
 */
#define MESO_TYPE_DRAWING_PAGE (meso_drawing_page_get_type ())
G_DECLARE_FINAL_TYPE (MesoDrawingPage, meso_drawing_page, MESO, DRAWING_PAGE, GtkWidget)

GtkWidget *meso_drawing_page_new (MesoStore *store);
void meso_drawing_page_remember (MesoDrawingPage *self);
void meso_drawing_page_scan (MesoDrawingPage *self,
                             const char *code);
void meso_drawing_page_set_library (MesoDrawingPage *self,
                                    MesoLibrary *library);
MesoStore *meso_drawing_page_get_store (MesoDrawingPage *self);
MesoEditor *meso_drawing_page_get_editor (MesoDrawingPage *self);
MesoCanvas *meso_drawing_page_get_canvas (MesoDrawingPage *self);
MesoMarkPanel *meso_drawing_page_get_panel (MesoDrawingPage *self);
MesoToolStrip *meso_drawing_page_get_tool_strip (MesoDrawingPage *self);
GActionGroup *meso_drawing_page_get_actions (MesoDrawingPage *self);
void meso_drawing_page_set_room (MesoDrawingPage *self,
                                 MesoRoom room);
void meso_drawing_page_show_guides (MesoDrawingPage *self);
void meso_drawing_page_show_visibility (MesoDrawingPage *self);
void meso_drawing_page_toggle_items (MesoDrawingPage *self);
void meso_drawing_page_focus_canvas (MesoDrawingPage *self);
void meso_drawing_page_next_pane (MesoDrawingPage *self);

G_END_DECLS
