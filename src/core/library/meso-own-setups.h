/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "pattern/meso-preset.h"

G_BEGIN_DECLS

#define MESO_SETUPS_FILE "setups.json"

/**
 * MesoOwnSetups:
 *
 * The setups that the people of a library keep, in LIBRARY/setups.json: a #GListModel of #MesoPreset. Every change
 * reads the file anew and writes it whole, so that two windows on one library do not lose each other's. A file that is
 * broken is kept beside the new one; one of a newer version is not written at all.
 *
 * Property, read-only and notified: "message" (a sentence on what is wrong with the file, or %NULL).
 */
#define MESO_TYPE_OWN_SETUPS (meso_own_setups_get_type ())
G_DECLARE_FINAL_TYPE (MesoOwnSetups, meso_own_setups, MESO, OWN_SETUPS, GObject)

MesoOwnSetups *meso_own_setups_new (const char *folder);
const char *meso_own_setups_get_message (MesoOwnSetups *self);
void meso_own_setups_reload (MesoOwnSetups *self);
gboolean meso_own_setups_add (MesoOwnSetups *self,
                              MesoPreset *preset,
                              guint position,
                              GError **error);
gboolean meso_own_setups_rename (MesoOwnSetups *self,
                                 const char *name,
                                 const char *new_name,
                                 GError **error);
MesoPreset *meso_own_setups_remove (MesoOwnSetups *self,
                                    const char *name,
                                    guint *position,
                                    GError **error);

G_END_DECLS
