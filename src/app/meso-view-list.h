/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoViewList:
 *
 * The views that a session uses, each in small with its number of marks; a click shows one. Below them a button adds
 * another view.
 */
#define MESO_TYPE_VIEW_LIST (meso_view_list_get_type ())
G_DECLARE_FINAL_TYPE (MesoViewList, meso_view_list, MESO, VIEW_LIST, GtkWidget)

void meso_view_list_set_editor (MesoViewList *self,
                                MesoEditor *editor);
void meso_view_list_step (MesoEditor *editor,
                          int step);
GMenuModel *meso_view_list_create_add_menu (MesoEditor *editor);

G_END_DECLS
