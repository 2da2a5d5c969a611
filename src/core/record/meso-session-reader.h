/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

MesoSession *meso_session_read (GBytes *bytes,
                                const char *name,
                                GError **error);
MesoSession *meso_session_read_stream (GInputStream *stream,
                                       const char *name,
                                       GError **error);
MesoSession *meso_session_read_file (GFile *file,
                                     GError **error);
MesoSession *meso_session_read_head (GBytes *bytes,
                                     const char *name,
                                     GError **error);

G_END_DECLS
