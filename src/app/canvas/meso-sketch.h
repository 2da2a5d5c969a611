/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-pointer.h"
#include "meso-viewport.h"
#include "model/meso-geometry.h"

G_BEGIN_DECLS

/** What an event has made of a sketch. */
typedef enum
{
  MESO_SKETCH_NOTHING,
  MESO_SKETCH_MOVED, /* it looks otherwise, but nothing has ended */
  MESO_SKETCH_CLICK, /* pressed and let go: see @click; one that trembled means where it began */
  MESO_SKETCH_AGAIN, /* the second half of a double click, before it is let go */
  MESO_SKETCH_STROKE /* a drag with no nodes before it was let go; it stays until meso_sketch_drop() */
} MesoSketchStep;

/**
 * MesoSketch:
 * @press: the last press
 * @click: the last click
 * @place: where the pointer is
 * @stroke: (element-type MesoPoint): where the drag went, from the press on
 * @nodes: (element-type MesoPoint): what was clicked, the first first
 *
 * What a hand is drawing, in one drag or click by click, before it is a mark: a line, or an outline. The fields are
 * only to be read.
 */
typedef struct
{
  MesoPointerEvent press, click, place;
  gboolean has_pressed;
  gboolean has_place;
  gboolean is_down;
  gboolean is_drag;
  GArray *stroke;
  GArray *nodes;
} MesoSketch;

void meso_sketch_init (MesoSketch *self);
void meso_sketch_clear (MesoSketch *self);

MesoSketchStep meso_sketch_event (MesoSketch *self,
                                  const MesoPointerEvent *event);
gboolean meso_sketch_add_node (MesoSketch *self,
                               MesoViewport *viewport);
gboolean meso_sketch_step_back (MesoSketch *self);
gboolean meso_sketch_drop (MesoSketch *self);
void meso_sketch_end_press (MesoSketch *self);
gboolean meso_sketch_leave (MesoSketch *self);

void meso_sketch_draw_nodes (const MesoSketch *self,
                             MesoViewport *viewport,
                             cairo_t *cr);

G_END_DECLS
