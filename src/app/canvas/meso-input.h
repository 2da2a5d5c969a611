/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-canvas-tool.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_CONTACT_DOWN,
  MESO_CONTACT_MOVE, /* held or hovering */
  MESO_CONTACT_UP,
  MESO_CONTACT_LOST, /* the grab was taken away, or somebody else made a gesture of the finger */
  MESO_CONTACT_GONE /* a pen out of the tablet's reach */
} MesoContactType;

/**
 * MesoContact:
 *
 * What a device reports, before anybody has decided what it means. It is not GTK's event, so that tests can make one
 * for a tablet or a touch screen that is not there.
 */
typedef struct
{
  MesoContactType type;
  MesoPointerDevice device; /* but not the keys */
  gboolean is_eraser; /* the other end of a pen */
  gconstpointer finger; /* which; NULL of all else */
  guint button; /* of down and up: 1 is the first; fingers and the tip of a pen count as 1 */
  guint held; /* 1 << button for each that is held after a move; of no interest for fingers */
  MesoPointerModifiers modifiers;
  double x, y; /* px on the widget */
  gint64 time; /* ms */
} MesoContact;

typedef enum
{
  MESO_DRAG_NONE,
  MESO_DRAG_TOOL, /* a stroke of the tool */
  MESO_DRAG_PAN,
  MESO_DRAG_PINCH,
  MESO_DRAG_SPENT /* cancelled, or a menu by now: means nothing more until all is lifted */
} MesoDrag;

/** Touches while a pen is near, and for so long afterwards, are the hand that holds it. */
#define MESO_INPUT_PALM_MS 500
/** A finger that rests for so long asks for a menu. */
#define MESO_INPUT_LONG_PRESS_MS 500

/**
 * MesoInput:
 *
 * What mouse, pen and fingers mean: which press is a stroke of the tool, which pans, which is the palm of a hand, and
 * when a stroke is off. It drives the tool and the viewport, and knows no widget.
 *
 * Signals: "changed", when a drag begins or ends; "menu" (double x, double y) when one is asked for, returns whether
 * there is one.
 */
#define MESO_TYPE_INPUT (meso_input_get_type ())
G_DECLARE_FINAL_TYPE (MesoInput, meso_input, MESO, INPUT, GObject)

MesoInput *meso_input_new (MesoViewport *viewport);

void meso_input_set_tools (MesoInput *self,
                           MesoCanvasTool *tool,
                           MesoCanvasTool *eraser);
MesoCanvasTool *meso_input_get_tool (MesoInput *self);
MesoDrag meso_input_get_drag (MesoInput *self);
void meso_input_set_panning (MesoInput *self,
                             gboolean is_panning);

void meso_input_contact (MesoInput *self,
                         const MesoContact *contact);
void meso_input_pinch (MesoInput *self,
                       MesoContactType type,
                       double scale,
                       double x,
                       double y);
void meso_input_long_press (MesoInput *self);
gboolean meso_input_cancel (MesoInput *self);
void meso_input_lose (MesoInput *self);
void meso_input_interrupt (MesoInput *self);

G_END_DECLS
