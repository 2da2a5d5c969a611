/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"
#include "model/meso-totals.h"

G_BEGIN_DECLS

void meso_session_load_repeat (MesoSession *self,
                               MesoSession *source);
void meso_session_count_repeat (MesoSession *source,
                                MesoTally *kept,
                                MesoTally *left_out);

G_END_DECLS
