/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

/** Which guides are on, in the order in which lists show them. */
typedef enum
{
  MESO_GUIDE_NONE = 0,
  MESO_GUIDE_MIDLINE = 1 << 0,
  MESO_GUIDE_THIRDS = 1 << 1, /* level lines at trichion, glabella, subnasale and menton */
  MESO_GUIDE_FIFTHS = 1 << 2, /* upright lines at the corners of the eyes and the sides of the head */
  MESO_GUIDE_FRANKFORT = 1 << 3, /* through tragion and orbitale, in profile */
  MESO_GUIDE_GRID = 1 << 4, /* of 10 mm, from the origin */
  MESO_GUIDE_REGIONS = 1 << 5, /* outlines and names */
  MESO_GUIDE_WARNINGS = 1 << 6, /* advisory zones, with depth and source */
} MesoGuideFlags;

#define MESO_N_GUIDES 7

/* Token and name of each; the value of a guide is the number of its bit, from 1. */
extern const MesoVocabulary meso_guide_vocabulary;

gboolean meso_guide_flags_parse (const char *text,
                                 MesoGuideFlags *flags,
                                 GError **error);
char *meso_guide_flags_describe (MesoGuideFlags flags);
MesoGuideFlags meso_guide_flags_get_available (MesoDiagram *diagram);
MesoGuideFlags meso_guide_flags_get_available_in_session (MesoSession *session,
                                                          MesoDiagramSet *diagrams);

G_END_DECLS
