/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"
#include "model/meso-map.h"

G_BEGIN_DECLS

/** How near to the midline a mark has no twin, in mm: half of the 2.6 mm that a mark is drawn with. */
#define MESO_MIRROR_MARGIN_MM 1.3

/** How near to each other equal marks are one and the same, in 1/100 mm. */
#define MESO_MIRROR_SAME 100

typedef enum
{
  MESO_MIRROR_BOTH_SIDES, /* about its own midline */
  MESO_MIRROR_ONE_SIDE, /* a profile or a view at an angle: only onto the opposite view */
  MESO_MIRROR_UNKNOWN /* a photo of which nobody has said where right is */
} MesoMirrorKind;

MesoMirrorKind meso_mirror_get_kind (MesoDiagram *diagram);
double meso_mirror_get_midline_x (MesoDiagram *diagram,
                                  double y);
char *meso_mirror_dup_opposite_id (const char *diagram_id);
gboolean meso_mirror_is_opposite (MesoDiagram *a,
                                  MesoDiagram *b);
MesoMark *meso_mirror_mark (MesoDiagram *diagram,
                            MesoMark *mark);
MesoMark *meso_mirror_mark_onto (MesoDiagram *opposite,
                                 MesoMark *mark);

/**
 * MesoMirrorIndex:
 *
 * Marks, to be asked whether an equal one (same kind, layer and product) lies at a place already.
 */
typedef struct _MesoMirrorIndex MesoMirrorIndex;

MesoMirrorIndex *meso_mirror_index_new (void);
void meso_mirror_index_free (MesoMirrorIndex *self);
void meso_mirror_index_add (MesoMirrorIndex *self,
                            MesoMark *mark);
void meso_mirror_index_add_map (MesoMirrorIndex *self,
                                MesoMap *map);
gboolean meso_mirror_index_has (MesoMirrorIndex *self,
                                MesoMark *mark);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoMirrorIndex, meso_mirror_index_free)

G_END_DECLS
