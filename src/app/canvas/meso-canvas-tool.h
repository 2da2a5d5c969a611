/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "drawing/meso-scene.h"
#include "meso-editor.h"
#include "meso-pointer.h"
#include "meso-viewport.h"

G_BEGIN_DECLS

/**
 * MesoCanvasTool:
 *
 * What pointer events do on the canvas. A tool makes edits through the editor and paints only what is not yet an edit.
 * It knows no widget, so that every device can be tested without one.
 *
 * Signals: "changed" when its overlay, its cursor or what it has lifted changed.
 */
#define MESO_TYPE_CANVAS_TOOL (meso_canvas_tool_get_type ())
G_DECLARE_DERIVABLE_TYPE (MesoCanvasTool, meso_canvas_tool, MESO, CANVAS_TOOL, GObject)

/** What the ring round the mark under the pointer means. */
typedef enum
{
  MESO_HOVER_NONE, /* the tool does nothing to marks: no ring */
  MESO_HOVER_PICK,
  MESO_HOVER_ERASE
} MesoHover;

/** What keys do to the parts of what a tool works on, such as the nodes of a line. */
typedef enum
{
  MESO_COMMAND_NEXT,
  MESO_COMMAND_PREVIOUS,
  MESO_COMMAND_INSERT,
  MESO_COMMAND_REMOVE
} MesoToolCommand;

/**
 * MesoCanvasToolClass:
 * @hover: what a press would do to the mark under the pointer
 * @event: something happened to the pointer
 * @cancel: takes the half-made action back exactly; returns whether there was one
 * @finish: ends the half-made action that clicks build up, such as a line node by node; returns whether there was one
 * @step_back: takes the last click of it back; returns whether there was one
 * @command: does something to the current part; returns whether there was one
 * @nudge: moves the current part, by 1/100 mm; returns whether there was one
 * @leave: the pointer has gone from the canvas, and what it showed there goes with it
 * @dup_hint: (nullable): in words what a click would do, or why it does nothing, which is an error
 * @set_look: what meso_canvas_tool_set_look() says; a tool that lets another one paint passes it on
 * @draw_overlay: paints the unfinished action in px of the widget
 * @get_cursor: name of the cursor; @mark is the one under the pointer
 * @dup_reading: (nullable): what it measures, as a sentence for the status line and the screen reader; %NULL: nothing
 * @lifts_selection: whether the overlay paints the selected marks, so that the canvas leaves them out
 */
struct _MesoCanvasToolClass
{
  GObjectClass parent_class;

  MesoHover hover;
  void (*event) (MesoCanvasTool *self,
                 const MesoPointerEvent *event);
  gboolean (*cancel) (MesoCanvasTool *self);
  gboolean (*finish) (MesoCanvasTool *self);
  gboolean (*step_back) (MesoCanvasTool *self);
  gboolean (*command) (MesoCanvasTool *self,
                       MesoToolCommand command);
  gboolean (*nudge) (MesoCanvasTool *self,
                     int dx,
                     int dy);
  void (*leave) (MesoCanvasTool *self);
  char *(*dup_hint) (MesoCanvasTool *self,
                     gboolean *is_error);
  void (*set_look) (MesoCanvasTool *self,
                    MesoColourKey key,
                    const char *const *product_ids);
  void (*draw_overlay) (MesoCanvasTool *self,
                        cairo_t *cr,
                        PangoContext *text);
  const char *(*get_cursor) (MesoCanvasTool *self,
                             MesoMark *mark);
  char *(*dup_reading) (MesoCanvasTool *self);
  gboolean (*lifts_selection) (MesoCanvasTool *self);
};

MesoEditor *meso_canvas_tool_get_editor (MesoCanvasTool *self);
MesoViewport *meso_canvas_tool_get_viewport (MesoCanvasTool *self);

MesoHover meso_canvas_tool_get_hover (MesoCanvasTool *self);
void meso_canvas_tool_event (MesoCanvasTool *self,
                             const MesoPointerEvent *event);
gboolean meso_canvas_tool_cancel (MesoCanvasTool *self);
gboolean meso_canvas_tool_finish (MesoCanvasTool *self);
gboolean meso_canvas_tool_step_back (MesoCanvasTool *self);
gboolean meso_canvas_tool_command (MesoCanvasTool *self,
                                   MesoToolCommand command);
gboolean meso_canvas_tool_nudge (MesoCanvasTool *self,
                                 int dx,
                                 int dy);
void meso_canvas_tool_leave (MesoCanvasTool *self);
char *meso_canvas_tool_dup_hint (MesoCanvasTool *self,
                                 gboolean *is_error);
void meso_canvas_tool_draw_overlay (MesoCanvasTool *self,
                                    cairo_t *cr,
                                    PangoContext *text);
const char *meso_canvas_tool_get_cursor (MesoCanvasTool *self,
                                         MesoMark *mark);
char *meso_canvas_tool_dup_reading (MesoCanvasTool *self);
gboolean meso_canvas_tool_lifts_selection (MesoCanvasTool *self);

void meso_canvas_tool_set_look (MesoCanvasTool *self,
                                MesoColourKey key,
                                const char *const *product_ids);

/* For tools */
void meso_canvas_tool_init_style (MesoCanvasTool *self,
                                  MesoSceneStyle *style);
void meso_canvas_tool_changed (MesoCanvasTool *self);
MesoMark *meso_canvas_tool_pick (MesoCanvasTool *self,
                                 const MesoPointerEvent *event);
MesoMark *meso_canvas_tool_pick_locked (MesoCanvasTool *self,
                                        const MesoPointerEvent *event);
void meso_canvas_tool_say_locked (MesoCanvasTool *self);
char *meso_canvas_tool_dup_length (MesoCanvasTool *self,
                                   double mm);
MesoPoint meso_pointer_event_get_place (const MesoPointerEvent *event);
void meso_canvas_tool_draw_label (MesoCanvasTool *self,
                                  cairo_t *cr,
                                  PangoContext *text,
                                  const char *label,
                                  double x,
                                  double y);

G_END_DECLS
