/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

/* A closed outline with a name and the patient's side. */
typedef struct
{
  char *id;
  MesoSide side;
  MesoPath *path;
} MesoOutline;

struct _MesoRegion
{
  MesoOutline outline;

  /* Copied from the path, for the search under the pointer. */
  double x1, y1, x2, y2;
};

struct _MesoWarning
{
  MesoOutline outline;
};

/* What the loader fills in. After that nothing changes. */
typedef struct
{
  int line; /* of the root element */
  char *id;
  char *variant;
  int version;
  char *title;
  char *origin;
  MesoRightSide right_side; /* 0: of a photo, nobody has said */
  cairo_rectangle_t bounds;

  /* Of a photo; otherwise the art is all there is. */
  gboolean is_photo;
  gboolean has_no_scale;

  GPtrArray *regions; /* MesoRegion, in the order of the file */
  GPtrArray *landmarks; /* MesoLandmark, in the order of the file */
  GPtrArray *warnings; /* MesoWarning, in the order of the file */

  /* MesoPath of the art, to be filled as SVG does by itself: skin to treat, and what lies on it that is none. */
  GPtrArray *skin, *no_skin;
} MesoDiagramData;

/* The largest file. */
#define MESO_DIAGRAM_MAX_BYTES (16 * 1024 * 1024)

int meso_diagram_get_line (MesoDiagram *self);

void meso_diagram_data_init (MesoDiagramData *data);
void meso_diagram_data_clear (MesoDiagramData *data);

gboolean meso_diagram_load (MesoDiagramData *data,
                            GBytes *bytes,
                            const char *name,
                            GError **error);

G_END_DECLS
