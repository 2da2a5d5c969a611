/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-edit.h"

G_BEGIN_DECLS

/* For meso-session.c alone: the one place from which maps change. */
void _meso_map_load (MesoMap *self,
                     GPtrArray *marks);
void _meso_map_apply (MesoMap *self,
                      MesoEdit *edit);
MesoMap *_meso_map_snapshot (MesoMap *self);

G_END_DECLS
