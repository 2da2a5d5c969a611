/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

GBytes *meso_session_write (MesoSession *session,
                            GError **error);
gboolean meso_session_write_to (MesoSession *session,
                                xmlTextWriterPtr writer,
                                GError **error);

G_END_DECLS
