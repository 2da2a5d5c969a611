/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "diagram/meso-path.h"
#include "model/meso-map.h"
#include "model/meso-types.h"

G_BEGIN_DECLS

/* The namespace of the attributes that make an SVG file a diagram. */
#define MESO_DIAGRAM_NAMESPACE "urn:mesomap:diagram:1"

/**
 * MesoRightSide:
 * @MESO_RIGHT_SIDE_VIEWER_LEFT: on the viewer's left, as on faces
 * @MESO_RIGHT_SIDE_VIEWER_RIGHT: on the viewer's right, as on the scalp from above and behind
 * @MESO_RIGHT_SIDE_NEAR: towards the viewer: a profile that shows the patient's right
 * @MESO_RIGHT_SIDE_FAR: away from the viewer: a profile that shows the patient's left
 *
 * Where on the picture the patient's right is. The first two are the values of meso_right_side_vocabulary too, which
 * photos have.
 */
typedef enum
{
  MESO_RIGHT_SIDE_VIEWER_LEFT = 1,
  MESO_RIGHT_SIDE_VIEWER_RIGHT,
  MESO_RIGHT_SIDE_NEAR,
  MESO_RIGHT_SIDE_FAR,
} MesoRightSide;

/** MesoRegion: a named part of the skin on a diagram. Immutable; belongs to its diagram and lives as long as that. */
typedef struct _MesoRegion MesoRegion;

/** MesoWarning: where a vessel or nerve runs under the skin, advisory. May overlap others; belongs to its diagram. */
typedef struct _MesoWarning MesoWarning;

/** MesoLandmark: a named point of the anatomy on a diagram, in mm. */
typedef struct
{
  const char *id;
  MesoSide side;
  double x, y;
} MesoLandmark;

#define MESO_TYPE_DIAGRAM (meso_diagram_get_type ())
G_DECLARE_FINAL_TYPE (MesoDiagram, meso_diagram, MESO, DIAGRAM, GObject)

MesoDiagram *meso_diagram_new_from_bytes (GBytes *bytes,
                                          const char *name,
                                          GError **error);

MesoDiagram *meso_diagram_new_for_photo (MesoMap *map);
gboolean meso_diagram_check_file_name (MesoDiagram *self,
                                       const char *path,
                                       GError **error);

MesoMap *meso_diagram_create_map (MesoDiagram *self);

const char *meso_diagram_get_id (MesoDiagram *self);
const char *meso_diagram_get_variant (MesoDiagram *self);
int meso_diagram_get_version (MesoDiagram *self);
const char *meso_diagram_get_title (MesoDiagram *self);
const char *meso_diagram_get_origin (MesoDiagram *self);
MesoRightSide meso_diagram_get_right_side (MesoDiagram *self);
cairo_rectangle_t meso_diagram_get_bounds (MesoDiagram *self);
GBytes *meso_diagram_get_bytes (MesoDiagram *self);
gboolean meso_diagram_is_photo (MesoDiagram *self);
gboolean meso_diagram_has_scale (MesoDiagram *self);

guint meso_diagram_get_n_regions (MesoDiagram *self);
const MesoRegion *meso_diagram_get_region (MesoDiagram *self,
                                           guint index);
const MesoRegion *meso_diagram_lookup_region (MesoDiagram *self,
                                              const char *id,
                                              MesoSide side);
const MesoRegion *meso_diagram_find_region (MesoDiagram *self,
                                            double x,
                                            double y);
MesoSide meso_diagram_get_side_at (MesoDiagram *self,
                                   double x,
                                   double y);
const MesoPathVertex *meso_diagram_get_midline (MesoDiagram *self,
                                                guint *n_points);
gboolean meso_diagram_is_skin (MesoDiagram *self,
                               double x,
                               double y);

guint meso_diagram_get_n_landmarks (MesoDiagram *self);
const MesoLandmark *meso_diagram_get_landmark (MesoDiagram *self,
                                               guint index);
const MesoLandmark *meso_diagram_find_landmark (MesoDiagram *self,
                                                const char *id,
                                                MesoSide side);

guint meso_diagram_get_n_warnings (MesoDiagram *self);
const MesoWarning *meso_diagram_get_warning (MesoDiagram *self,
                                             guint index);

const char *meso_region_get_id (const MesoRegion *region);
MesoSide meso_region_get_side (const MesoRegion *region);
MesoPath *meso_region_get_path (const MesoRegion *region);
char *meso_region_dup_name (const MesoRegion *region);

const char *meso_warning_get_id (const MesoWarning *warning);
MesoSide meso_warning_get_side (const MesoWarning *warning);
MesoPath *meso_warning_get_path (const MesoWarning *warning);

G_END_DECLS
