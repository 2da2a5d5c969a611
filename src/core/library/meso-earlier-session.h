/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

MesoSession *meso_earlier_session_load (const char *folder,
                                        const char *start);
void meso_earlier_session_load_async (const char *folder,
                                      const char *start,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
MesoSession *meso_earlier_session_load_finish (GAsyncResult *result,
                                               GError **error);

G_END_DECLS
