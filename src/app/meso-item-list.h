/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoItemList:
 *
 * The marks of the view that is shown, as a table that can be sorted, filtered by words and read out. Its selection is
 * that of the canvas.
 *
 * Signals: "reveal" (MesoMark *) when that is to come into sight; "done" when the focus should go back to the canvas.
 */
#define MESO_TYPE_ITEM_LIST (meso_item_list_get_type ())
G_DECLARE_FINAL_TYPE (MesoItemList, meso_item_list, MESO, ITEM_LIST, GtkWidget)

GtkWidget *meso_item_list_new (MesoEditor *editor);
void meso_item_list_set_query (MesoItemList *self,
                               const char *words);
GtkSelectionModel *meso_item_list_get_model (MesoItemList *self);
char *meso_item_list_describe (MesoItemList *self,
                               MesoMark *mark);
const char *meso_item_list_get_foot (MesoItemList *self);
void meso_item_list_focus (MesoItemList *self);

G_END_DECLS
