/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

/* How a view looks at the body: what becomes of x (lateral, to the patient's left), y (up) and z (forward). */
typedef enum
{
  LOOK_FRONT,
  LOOK_OBLIQUE_LEFT,
  LOOK_OBLIQUE_RIGHT,
  LOOK_LEFT,
  LOOK_RIGHT,
  LOOK_TOP,
  LOOK_BACK,
  LOOK_NECK,
  LOOK_HANDS,
} Look;

typedef struct
{
  const char *id;
  MesoSide side;
} LandmarkName;

/* What a view has to be, whatever its file says of itself. */
typedef struct
{
  const char *id;
  Look look;
  MesoRightSide right_side;
  const char *twin; /* the view that it is the mirror image of, or NULL: the file is symmetric in itself */

  /* A landmark of the patient's left, and whether it is on the viewer's left. */
  const char *witness;
  gboolean left_is_viewers_left;

  const char *const *regions; /* of a view of one cheek those on its side */
  const LandmarkName *landmarks; /* those that must be there */
} View;

extern const View views[];
gboolean view_is_profile (const View *view);
MesoSide view_get_side (const View *view);
gboolean view_is_symmetric (const View *view);
gboolean view_place_landmark (const View *view,
                              const MesoLandmark *landmark,
                              gboolean is_male,
                              double *x,
                              double *y);

/* A distance of the anatomy, between two landmarks or the two of a pair. */
typedef struct
{
  const char *name;
  const char *from, *to;
  enum
  {
    MEASURE_BREADTH, /* from the right one of a pair to the left one, of views that see across the body */
    MEASURE_HEIGHT, /* up and down, of views that stand upright */
    MEASURE_LENGTH, /* from point to point, where both lie in the picture's plane */
    MEASURE_EAR, /* at a right angle to the ear's long axis, in profile */
  } kind;
  double female, male; /* mm */
} Measure;

extern const Measure measures[];
extern const guint n_measures;

gboolean view_measure (const View *view,
                       const Measure *measure,
                       MesoDiagram *diagram,
                       gboolean is_male,
                       double *drawn,
                       double *wanted);

/* A view in a variant: what a test is given. */
typedef struct
{
  const View *view;
  const char *variant;
} Subject;

typedef struct
{
  const char *name;
  GTestDataFunc function;
} DiagramTest;

MesoDiagramSet *get_diagram_set (void);
MesoDiagram *load_diagram (const Subject *subject);
MesoSide mirror_side (MesoSide side);
void check_on_sheet (MesoDiagram *diagram,
                     const char *what,
                     MesoPath *path);
int run_diagram_tests (int *argc,
                       char ***argv,
                       const char *suite,
                       const DiagramTest *tests,
                       guint n_tests);

G_END_DECLS
