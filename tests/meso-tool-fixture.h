/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/meso-canvas-tool.h"

/** A tool on the front of a face, without a widget: 1 mm is 4 px, and 400, 300 px is 0, 0 mm. */
typedef struct
{
  MesoEditor *editor;
  MesoViewport *viewport;
  MesoCanvasTool *tool;
  gint64 time;
  MesoPointerDevice device;
  MesoPointerModifiers modifiers;
  char *message; /* the last that the editor gave */
} MesoToolFixture;

void meso_tool_fixture_set_up (MesoToolFixture *f,
                               gconstpointer create_tool);
void meso_tool_fixture_tear_down (MesoToolFixture *f,
                                  gconstpointer create_tool);

void meso_tool_fixture_send (MesoToolFixture *f,
                             MesoPointerType type,
                             double x,
                             double y);
void meso_tool_fixture_click (MesoToolFixture *f,
                              double x,
                              double y);
void meso_tool_fixture_double_click (MesoToolFixture *f,
                                     double x,
                                     double y);
void meso_tool_fixture_drag (MesoToolFixture *f,
                             double x,
                             double y,
                             double to_x,
                             double to_y);
void meso_tool_fixture_drop (MesoToolFixture *f,
                             double x,
                             double y);
void meso_tool_fixture_paint (MesoToolFixture *f);

MesoMark *meso_tool_fixture_add (MesoToolFixture *f,
                                 MesoMarkKind kind,
                                 MesoCurve curve,
                                 const MesoPoint *points,
                                 guint n_points);
MesoMark *meso_tool_fixture_add_point (MesoToolFixture *f,
                                       double x,
                                       double y);
guint meso_tool_fixture_count (MesoToolFixture *f);
const MesoMarkData *meso_tool_fixture_get (MesoToolFixture *f,
                                           guint i);
guint meso_tool_fixture_count_steps (MesoToolFixture *f);
