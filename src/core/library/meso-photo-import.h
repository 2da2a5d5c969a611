/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

MesoMap *meso_photo_import (GFile *file,
                            guint quarter_turns,
                            GCancellable *cancellable,
                            GError **error);
void meso_photo_import_async (GFile *file,
                              guint quarter_turns,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MesoMap *meso_photo_import_finish (GAsyncResult *result,
                                   GError **error);

MesoMap *meso_photo_prepare (MesoSession *session,
                             MesoMap *imported,
                             int right_side,
                             gint64 midline,
                             GError **error);
gboolean meso_photo_is_our_name (const char *name);

G_END_DECLS
