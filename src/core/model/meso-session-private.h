/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* Shared by meso-session.c and meso-session-check.c. */
gboolean _meso_session_check_edit (MesoSession *self,
                                   MesoEdit *edit,
                                   GError **error);
gint64 _meso_id_get_number (const char *id);

G_END_DECLS
