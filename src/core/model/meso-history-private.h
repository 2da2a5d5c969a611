/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-history.h"

G_BEGIN_DECLS

/* For meso-session.c alone. */
typedef void (*MesoHistoryReplay) (MesoEdit *edit,
                                   gpointer session);

MesoHistory *_meso_history_new (MesoHistoryReplay replay,
                                gpointer session);
void _meso_history_push (MesoHistory *self,
                         MesoEdit *edit);
void _meso_history_saved (MesoHistory *self,
                          guint64 serial);
void _meso_history_set_frozen (MesoHistory *self,
                               gboolean frozen);

G_END_DECLS
