/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-furniture.h"
#include "meso-canvas-images.h"
#include "meso-canvas-tool.h"
#include "meso-canvas.h"

G_BEGIN_DECLS

/** What the canvas is made of on the screen, from the bottom up; each is kept until it changes. */
typedef enum
{
  MESO_NODE_IMAGES,
  MESO_NODE_REGION,
  MESO_NODE_SELECTION,
  MESO_NODE_NEXT,
  MESO_NODE_MIRROR,
  MESO_NODE_TWIN,
  MESO_NODE_HOVER,
  MESO_NODE_TOOL,
  MESO_NODE_CROSSHAIR,
  MESO_N_NODES
} MesoCanvasNode;

#define MESO_NODE_MASK(node) (1u << (node))
#define MESO_ALL_NODES ((1u << MESO_N_NODES) - 1)

struct _MesoCanvas
{
  GtkWidget parent_instance;

  MesoEditor *editor;
  MesoViewport *viewport;
  MesoCanvasImages *images;
  MesoCanvasFurniture *furniture;
  MesoCanvasTool *tools[MESO_N_TOOLS];
  MesoCanvasTool *tool; /* one of those; NULL without an editor */
  MesoWalk *walk; /* NULL without an editor */
  gboolean is_lifted; /* the tool paints the selected marks for the moment */

  MesoEarlier *earlier; /* NULL: nobody has said */
  gboolean overlay; /* whether it shows */

  MesoGuideFlags guides; /* what is wanted, whether this map has it or not */
  gboolean colour_by_product;
  guint fit_step;

  GskRenderNode *nodes[MESO_N_NODES];
  guint valid; /* which nodes are as they should be */

  /* The pointer, when it is over the canvas */
  gboolean has_pointer;
  double pointer_x, pointer_y;
  const MesoRegion *pointer_region; /* under it, or under the crosshair */
  const MesoRegion *hover_region; /* whose outline shows */
  MesoMark *hover_mark;
  char *pointer; /* the place in words */
  const char *cursor;

  /* The crosshair, once keys have moved it */
  gboolean has_crosshair;
  gboolean knows_crosshair; /* where it was, though it is put away */
  MesoPoint crosshair;

  /* What a screen reader is to say next */
  char *news;
  gboolean place_is_news;
  guint speech_id;

  /* What is held down */
  MesoInput *input;
  gboolean space_is_held;
  double pinch_x, pinch_y; /* px; where two fingers on a touchpad have got to */
  GtkEventController *window_events; /* of the window that the canvas is in */
};

void meso_canvas_invalidate (MesoCanvas *self,
                             guint nodes);
void meso_canvas_paint (GtkWidget *widget,
                        GtkSnapshot *snapshot);
void meso_canvas_update_pointer (MesoCanvas *self);
void meso_canvas_update_cursor (MesoCanvas *self);
void meso_canvas_update_look (MesoCanvas *self);
void meso_canvas_add_guides (MesoCanvas *self);
void meso_canvas_update_guides (MesoCanvas *self);
MesoGuideFlags meso_canvas_get_shown_guides (MesoCanvas *self);
void meso_canvas_set_crosshair (MesoCanvas *self,
                                const MesoPoint *place);
void meso_canvas_forget_crosshair (MesoCanvas *self);
void meso_canvas_show_crosshair (MesoCanvas *self);
void meso_canvas_move_crosshair (MesoCanvas *self,
                                 int dx,
                                 int dy);
void meso_canvas_step_region (MesoCanvas *self,
                              int dx,
                              int dy);
void meso_canvas_click_crosshair (MesoCanvas *self,
                                  MesoPointerModifiers modifiers);
void meso_canvas_tell_place (MesoCanvas *self);
void meso_canvas_reveal (MesoCanvas *self,
                         MesoPoint place);
gboolean meso_canvas_cancel (MesoCanvas *self);
void meso_canvas_fit_opening (MesoCanvas *self);

void meso_canvas_connect_speech (MesoCanvas *self);
void meso_canvas_clear_speech (MesoCanvas *self);
void meso_canvas_update_label (MesoCanvas *self);
void meso_canvas_say_place (MesoCanvas *self);
void meso_canvas_say_no_region (MesoCanvas *self);
void meso_canvas_say_tool (MesoCanvas *self);

GskRenderNode *meso_canvas_make_next (MesoCanvas *self);
void meso_canvas_begin_walk (MesoCanvas *self);
void meso_canvas_end_walk (MesoCanvas *self);
void meso_canvas_class_add_confirm_actions (GtkWidgetClass *widget_class);

GskRenderNode *meso_canvas_make_mirror (MesoCanvas *self);
GskRenderNode *meso_canvas_make_twin (MesoCanvas *self);
void meso_canvas_follow_mirror (MesoCanvas *self);
void meso_canvas_move_twin (MesoCanvas *self);
void meso_canvas_class_add_mirror_actions (GtkWidgetClass *widget_class);

void meso_canvas_update_overlay (MesoCanvas *self);
void meso_canvas_class_add_earlier_actions (GtkWidgetClass *widget_class);

void meso_canvas_add_controllers (MesoCanvas *self);
void meso_canvas_hold_space (MesoCanvas *self,
                             gboolean is_held);
void meso_canvas_class_add_view_actions (GtkWidgetClass *widget_class);
void meso_canvas_class_add_keys (GtkWidgetClass *widget_class);
void meso_canvas_add_keys (MesoCanvas *self);
void meso_canvas_update_actions (MesoCanvas *self);

G_END_DECLS
