/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "diagram/meso-diagram.h"
#include "model/meso-types.h"

G_BEGIN_DECLS

#define MESO_TYPE_DIAGRAM_SET (meso_diagram_set_get_type ())
G_DECLARE_FINAL_TYPE (MesoDiagramSet, meso_diagram_set, MESO, DIAGRAM_SET, GObject)

MesoDiagramSet *meso_diagram_set_get_default (void);
MesoDiagramSet *meso_diagram_set_new (GFile *folder);

void meso_diagram_set_set_own_folder (MesoDiagramSet *self,
                                      GFile *folder);
gboolean meso_diagram_set_check_own (MesoDiagramSet *self,
                                     GError **error);

MesoDiagram *meso_diagram_set_lookup (MesoDiagramSet *self,
                                      const char *id,
                                      const char *variant);
MesoDiagram *meso_diagram_set_lookup_for (MesoDiagramSet *self,
                                          const char *id,
                                          MesoSex sex);
char **meso_diagram_set_list_ids (MesoDiagramSet *self);

const char *const *meso_diagram_set_list_view_ids (void);
int meso_diagram_set_get_view_position (const char *id);
const char *meso_diagram_set_get_view_name (const char *id);
const char *meso_diagram_set_get_default_variant (MesoSex sex);

G_END_DECLS
