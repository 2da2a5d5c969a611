/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"
#include "model/meso-session.h"

/* Two maps, five layers, lines, zones, three products, names that are long and names that are not Latin. */
typedef enum
{
  MESO_FIXTURE_PLAIN = 0,
  MESO_FIXTURE_FINAL = 1 << 0,
  MESO_FIXTURE_TWO_MAPS = 1 << 1,
  MESO_FIXTURE_LONG = 1 << 2, /* more products and notes than one page holds */
  MESO_FIXTURE_SIMPLE = 1 << 3, /* one product, one map, points only */
} MesoFixtureFlags;

MesoSession *meso_fixture_session_new (MesoFixtureFlags flags);
MesoSession *meso_fixture_crowd_new (guint n_points);
MesoMark *meso_fixture_point_new (const char *id,
                                  int x,
                                  int y,
                                  MesoLayer layer,
                                  MesoState state);
