/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/**
 * MesoEarlier:
 *
 * The last session of the same patient before the one that is open, to be looked at under today's marks. It is read on
 * a worker thread; until then there is none.
 *
 * Signal: "changed", when there is something else to show: it has been read, or another view is in sight.
 */
#define MESO_TYPE_EARLIER (meso_earlier_get_type ())
G_DECLARE_FINAL_TYPE (MesoEarlier, meso_earlier, MESO, EARLIER, GObject)

MesoEarlier *meso_earlier_new (MesoEditor *editor,
                               const char *folder);
GPtrArray *meso_earlier_list_marks (MesoEarlier *self);
char *meso_earlier_dup_reason (MesoEarlier *self);
char *meso_earlier_dup_title (MesoEarlier *self);

G_END_DECLS
