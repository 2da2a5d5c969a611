/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/** Where a mark counts. */
typedef struct
{
  const char *region; /* NULL: in none that has a name */
  MesoSide side;
} MesoSite;

/*
 * The planned marks of an editor that can be confirmed: those that are neither hidden nor locked, which keep their
 * state. All are on the view in sight, but for those that are counted or looked for.
 */
gboolean meso_planned_is_open (MesoEditor *editor,
                               MesoMark *mark);
MesoSite meso_planned_get_site (MesoEditor *editor,
                                MesoMark *mark);
char *meso_planned_dup_site_name (MesoEditor *editor,
                                  const MesoSite *site);
MesoMark *meso_planned_find_after (MesoEditor *editor,
                                   MesoMark *from);
GPtrArray *meso_planned_list_selected (MesoEditor *editor);
GPtrArray *meso_planned_list_site (MesoEditor *editor,
                                   const MesoSite *site);
MesoMap *meso_planned_find_other_view (MesoEditor *editor);
guint meso_planned_count (MesoSession *session);

G_END_DECLS
