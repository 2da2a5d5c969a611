/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** How often the holder of a lock says that it is alive, and after how long a silent one elsewhere counts as dead. */
#define MESO_LOCK_HEARTBEAT_SECONDS 30
#define MESO_LOCK_STALE_SECONDS 120

/**
 * MesoSessionLock:
 *
 * The right to write one session. Its file says who has it, for people and for computers that share the folder; where
 * flock works, that decides whether the holder lives.
 */
typedef struct _MesoSessionLock MesoSessionLock;

MesoSessionLock *meso_session_lock_acquire (const char *path,
                                            gboolean take_over,
                                            char **holder,
                                            GError **error);
gboolean meso_session_lock_is_mine (MesoSessionLock *self,
                                    char **holder);
gboolean meso_session_lock_refresh (MesoSessionLock *self);
void meso_session_lock_release (MesoSessionLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoSessionLock, meso_session_lock_release)

G_END_DECLS
