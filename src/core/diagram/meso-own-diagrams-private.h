/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

/* A clinic's own diagrams: the files of a folder as they were found. Not for two threads at once. */
typedef struct _MesoOwnDiagrams MesoOwnDiagrams;

MesoOwnDiagrams *meso_own_diagrams_new (GFile *folder,
                                        const char *const *reserved_ids);
void meso_own_diagrams_free (MesoOwnDiagrams *self);

MesoDiagram *meso_own_diagrams_lookup (MesoOwnDiagrams *self,
                                       const char *id,
                                       const char *variant);
void meso_own_diagrams_list (MesoOwnDiagrams *self,
                             GStrvBuilder *builder);
gboolean meso_own_diagrams_check (MesoOwnDiagrams *self,
                                  GError **error);

G_END_DECLS
