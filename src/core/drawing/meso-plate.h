/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "drawing/meso-furniture.h"
#include "drawing/meso-guides.h"
#include "drawing/meso-scene.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

/** One map of a plate. */
typedef struct
{
  MesoMap *map;
  MesoDiagram *diagram; /* NULL: not installed */
  MesoGuides *guides; /* between the art and the marks */
  MesoScene *scene;
  cairo_rectangle_t view; /* what of the diagram is shown, in mm of the diagram */
  double x, y; /* where its upper left corner is on the plate, in mm; 1 mm is 1 mm */
  char *name; /* for people */
} MesoPlateMap;

/**
 * MesoPlate:
 *
 * One picture of a session: who, the maps in true size, legend, sides and scale. SVG and PNG are made from it.
 */
typedef struct _MesoPlate MesoPlate;

MesoPlate *meso_plate_new (MesoSession *session,
                           MesoMap *only_map,
                           MesoDiagramSet *diagrams,
                           MesoGuideFlags guides);
void meso_plate_free (MesoPlate *self);
double meso_plate_get_width (MesoPlate *self);
double meso_plate_get_height (MesoPlate *self);
guint meso_plate_get_n_maps (MesoPlate *self);
const MesoPlateMap *meso_plate_get_map (MesoPlate *self,
                                        guint index);
MesoFurniture *meso_plate_get_furniture (MesoPlate *self);
gboolean meso_plate_paint (MesoPlate *self,
                           cairo_t *cr,
                           GError **error);

void meso_map_count_layers (MesoMap *map,
                            MesoLayerCounts *counts);
cairo_rectangle_t meso_map_get_view (MesoMap *map,
                                     MesoDiagram *diagram);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoPlate, meso_plate_free)

G_END_DECLS
