/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-input.h"

#include <math.h>

/* A pen that hovers is never quite still; one that says nothing for so long has been put away unseen. */
#define PEN_SILENCE_MS 2000

typedef enum
{
  FINGER_ACTIVE,
  FINGER_SPENT, /* was part of a drag that is over */
  FINGER_PALM
} FingerState;

typedef struct
{
  gconstpointer id;
  FingerState state;
  double x, y;
} Finger;

struct _MesoInput
{
  GObject parent_instance;

  MesoViewport *viewport;
  MesoCanvasTool *tool;
  MesoCanvasTool *eraser;
  MesoCanvasTool *active; /* what the stroke is drawn with, as long as it lasts */
  gboolean is_panning; /* the space bar is held */

  MesoDrag drag;
  MesoContact driver; /* what drives the drag, as it was last heard of; its button is the one that began it */
  MesoPointerEvent press; /* the last one of a stroke */
  guint n_events; /* that a tool is being told at the moment */
  guint long_press_id;
  GArray *fingers; /* Finger, the first one first */

  MesoViewportState before; /* the drag */
  double anchor_x, anchor_y; /* what was under it, mm */
  double anchor_zoom;
  double anchor_distance; /* between two fingers, px */

  gboolean pen_is_near;
  gint64 pen_time; /* when a pen was last heard of; -1 never */
};

G_DEFINE_FINAL_TYPE (MesoInput, meso_input, G_TYPE_OBJECT)

enum
{
  CHANGED,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
meso_input_dispose (GObject *object)
{
  MesoInput *self = MESO_INPUT (object);

  g_clear_handle_id (&self->long_press_id, g_source_remove);
  g_clear_object (&self->tool);
  g_clear_object (&self->eraser);
  g_clear_object (&self->active);
  g_clear_object (&self->viewport);

  G_OBJECT_CLASS (meso_input_parent_class)->dispose (object);
}

static void
meso_input_finalize (GObject *object)
{
  g_array_unref (MESO_INPUT (object)->fingers);

  G_OBJECT_CLASS (meso_input_parent_class)->finalize (object);
}

static void
meso_input_class_init (MesoInputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_input_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_input_finalize;

  signals[CHANGED] = g_signal_new ("changed", MESO_TYPE_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * MesoInput::menu:
   * @x: px
   * @y: px
   *
   * A finger that rests, or the second button, asks for a menu. Whoever has one calls meso_input_lose() before it
   * shows, since a finger has begun a stroke by then.
   */
  signals[MENU] = g_signal_new ("menu", MESO_TYPE_INPUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
meso_input_init (MesoInput *self)
{
  self->fingers = g_array_new (FALSE, FALSE, sizeof (Finger));
  self->pen_time = -1;
}

/** meso_input_new: @viewport: what pans and pinches move */
MesoInput *
meso_input_new (MesoViewport *viewport)
{
  MesoInput *self;

  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), NULL);

  self = g_object_new (MESO_TYPE_INPUT, NULL);
  self->viewport = g_object_ref (viewport);
  return self;
}

static void
send (MesoInput *self,
      MesoCanvasTool *tool,
      MesoPointerType type,
      const MesoContact *contact)
{
  MesoPointerEvent event = {
    .type = type,
    .device = contact->device,
    .x = contact->x,
    .y = contact->y,
    .button = 1,
    .modifiers = contact->modifiers,
    .time = contact->time,
    .n = 1,
  };
  g_autoptr (MesoCanvasTool) kept = NULL;

  if (tool == NULL)
    return;
  kept = g_object_ref (tool);
  meso_viewport_to_mm (self->viewport, event.x, event.y, &event.x_mm, &event.y_mm);
  if (type == MESO_POINTER_PRESS)
    {
      if (self->press.n > 0 && meso_pointer_is_same_press (&self->press, &event))
        event.n = self->press.n + 1;
      self->press = event;
    }
  self->n_events++;
  meso_canvas_tool_event (kept, &event);
  self->n_events--;
}

static Finger *
find_finger (MesoInput *self,
             gconstpointer id)
{
  for (guint i = 0; i < self->fingers->len; i++)
    if (g_array_index (self->fingers, Finger, i).id == id)
      return &g_array_index (self->fingers, Finger, i);
  return NULL;
}

static void
remove_finger (MesoInput *self,
               gconstpointer id)
{
  for (guint i = 0; i < self->fingers->len; i++)
    if (g_array_index (self->fingers, Finger, i).id == id)
      {
        g_array_remove_index (self->fingers, i);
        return;
      }
}

static void
change_fingers (MesoInput *self,
                FingerState from,
                FingerState to)
{
  for (guint i = 0; i < self->fingers->len; i++)
    if (g_array_index (self->fingers, Finger, i).state == from)
      g_array_index (self->fingers, Finger, i).state = to;
}

static gboolean
is_driven_by_touch (MesoInput *self)
{
  return self->drag != MESO_DRAG_NONE && self->driver.device == MESO_POINTER_TOUCH;
}

/* What is still held means nothing more. A finger is put down as spent; other devices have one drag at a time. */
static void
spend (MesoInput *self)
{
  g_clear_handle_id (&self->long_press_id, g_source_remove);
  if (self->driver.device != MESO_POINTER_TOUCH)
    {
      self->drag = MESO_DRAG_SPENT;
      return;
    }
  change_fingers (self, FINGER_ACTIVE, FINGER_SPENT);
  self->drag = MESO_DRAG_NONE;
}

static void
leave_stroke (MesoInput *self)
{
  g_clear_object (&self->active);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The drag ends as it should; what the tool does in answer must not find it under way. */
static void
finish (MesoInput *self)
{
  gboolean is_stroke = self->drag == MESO_DRAG_TOOL;

  g_clear_handle_id (&self->long_press_id, g_source_remove);
  self->drag = MESO_DRAG_NONE;
  if (is_stroke)
    send (self, self->active, MESO_POINTER_RELEASE, &self->driver);
  leave_stroke (self);
}

static void
long_press_cb (gpointer user_data)
{
  MesoInput *self = user_data;

  self->long_press_id = 0;
  meso_input_long_press (self);
}

static void
begin_stroke (MesoInput *self,
              const MesoContact *contact)
{
  MesoCanvasTool *tool = contact->is_eraser ? self->eraser : self->tool;

  self->driver = *contact;
  g_set_object (&self->active, tool);
  self->drag = MESO_DRAG_TOOL;
  if (contact->device == MESO_POINTER_TOUCH)
    self->long_press_id = g_timeout_add_once (MESO_INPUT_LONG_PRESS_MS, long_press_cb, self);
  send (self, tool, MESO_POINTER_PRESS, contact);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
anchor (MesoInput *self,
        double x,
        double y)
{
  meso_viewport_get_state (self->viewport, &self->before);
  meso_viewport_to_mm (self->viewport, x, y, &self->anchor_x, &self->anchor_y);
  self->anchor_zoom = meso_viewport_get_zoom (self->viewport);
}

static void
begin_pan (MesoInput *self,
           const MesoContact *contact)
{
  self->driver = *contact;
  self->drag = MESO_DRAG_PAN;
  anchor (self, contact->x, contact->y);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Where two fingers are: the middle, and how far apart. */
static double
get_pinch (MesoInput *self,
           double *x,
           double *y)
{
  const Finger *fingers[2] = { NULL, NULL };
  guint n = 0;

  for (guint i = 0; i < self->fingers->len && n < 2; i++)
    if (g_array_index (self->fingers, Finger, i).state == FINGER_ACTIVE)
      fingers[n++] = &g_array_index (self->fingers, Finger, i);
  g_return_val_if_fail (n == 2, 1);

  *x = (fingers[0]->x + fingers[1]->x) / 2;
  *y = (fingers[0]->y + fingers[1]->y) / 2;
  return MAX (1, hypot (fingers[0]->x - fingers[1]->x, fingers[0]->y - fingers[1]->y));
}

/* The second finger: what the first one has begun is off, and both move the view. */
static void
begin_finger_pinch (MesoInput *self,
                    const MesoContact *contact)
{
  double x, y;

  if (self->drag == MESO_DRAG_TOOL)
    {
      g_clear_handle_id (&self->long_press_id, g_source_remove);
      self->drag = MESO_DRAG_NONE;
      send (self, self->active, MESO_POINTER_CANCEL, &self->driver);
    }
  g_clear_object (&self->active);
  change_fingers (self, FINGER_SPENT, FINGER_ACTIVE);
  self->driver = *contact;
  self->drag = MESO_DRAG_PINCH;
  self->anchor_distance = get_pinch (self, &x, &y);
  anchor (self, x, y);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_pen_near (MesoInput *self,
             gint64 time)
{
  return self->pen_time >= 0 && time - self->pen_time <= (self->pen_is_near ? PEN_SILENCE_MS : MESO_INPUT_PALM_MS);
}

/* Fingers that are down when a pen comes are the hand that holds it. */
static void
see_pen (MesoInput *self,
         const MesoContact *contact)
{
  self->pen_time = contact->time;
  self->pen_is_near = contact->type != MESO_CONTACT_GONE;
  if (!self->pen_is_near)
    return;
  if (is_driven_by_touch (self))
    meso_input_lose (self);
  change_fingers (self, FINGER_ACTIVE, FINGER_PALM);
  change_fingers (self, FINGER_SPENT, FINGER_PALM);
}

static guint
count_fingers (MesoInput *self)
{
  guint n = 0;

  for (guint i = 0; i < self->fingers->len; i++)
    n += g_array_index (self->fingers, Finger, i).state != FINGER_PALM;
  return n;
}

static void
touch_down (MesoInput *self,
            const MesoContact *contact)
{
  Finger finger = { contact->finger, FINGER_ACTIVE, contact->x, contact->y };
  gboolean is_busy = self->drag != MESO_DRAG_NONE && !is_driven_by_touch (self);
  guint n_others;

  if (is_driven_by_touch (self) && find_finger (self, contact->finger) != NULL)
    meso_input_lose (self);
  remove_finger (self, contact->finger);
  n_others = count_fingers (self);
  if (is_busy || is_pen_near (self, contact->time))
    finger.state = FINGER_PALM;
  else if (n_others > 1)
    finger.state = FINGER_SPENT;
  g_array_append_val (self->fingers, finger);
  if (finger.state != FINGER_ACTIVE)
    return;
  if (n_others == 1)
    begin_finger_pinch (self, contact);
  else if (self->is_panning)
    begin_pan (self, contact);
  else
    begin_stroke (self, contact);
}

static void
go_on (MesoInput *self,
       const MesoContact *contact)
{
  guint button = self->driver.button;

  self->driver = *contact;
  self->driver.button = button;
  if (self->drag == MESO_DRAG_PAN)
    {
      meso_viewport_place (self->viewport, self->anchor_x, self->anchor_y, meso_viewport_get_zoom (self->viewport),
                           contact->x, contact->y);
    }
  else if (self->drag == MESO_DRAG_TOOL)
    {
      if (hypot (contact->x - self->press.x, contact->y - self->press.y) > meso_pointer_get_jitter (contact->device))
        g_clear_handle_id (&self->long_press_id, g_source_remove);
      send (self, self->active, MESO_POINTER_MOTION, contact);
    }
}

static void
touch_move (MesoInput *self,
            Finger *finger,
            const MesoContact *contact)
{
  double x, y, distance;

  finger->x = contact->x;
  finger->y = contact->y;
  if (finger->state != FINGER_ACTIVE)
    return;
  if (self->drag != MESO_DRAG_PINCH)
    {
      go_on (self, contact);
      return;
    }
  distance = get_pinch (self, &x, &y);
  meso_viewport_place (self->viewport, self->anchor_x, self->anchor_y,
                       self->anchor_zoom * distance / self->anchor_distance, x, y);
}

static void
touch (MesoInput *self,
       const MesoContact *contact)
{
  Finger *finger = find_finger (self, contact->finger);
  gboolean is_active;

  if (contact->type == MESO_CONTACT_DOWN)
    {
      touch_down (self, contact);
      return;
    }
  if (finger == NULL)
    return;
  if (contact->type == MESO_CONTACT_MOVE)
    {
      touch_move (self, finger, contact);
      return;
    }
  is_active = finger->state == FINGER_ACTIVE;
  remove_finger (self, contact->finger);
  if (!is_active)
    return;
  if (contact->type != MESO_CONTACT_UP || self->drag == MESO_DRAG_PINCH)
    {
      meso_input_lose (self);
      return;
    }
  self->driver = *contact;
  finish (self);
}

static void
press (MesoInput *self,
       const MesoContact *contact)
{
  gboolean is_pen = contact->device == MESO_POINTER_PEN;

  if ((contact->button == 1 && self->is_panning) || contact->button == 2 || (is_pen && contact->button == 3))
    begin_pan (self, contact);
  else if (contact->button == 1)
    begin_stroke (self, contact);
  else if (contact->button == 3)
    g_signal_emit (self, signals[MENU], 0, contact->x, contact->y);
}

/* Whether the drag is over, though nobody has told us. */
static gboolean
is_stale (MesoInput *self,
          const MesoContact *contact)
{
  gboolean is_touchpad = self->drag == MESO_DRAG_PINCH && !is_driven_by_touch (self);

  if (is_touchpad || (contact->device == self->driver.device && contact->button == self->driver.button))
    return TRUE;
  return self->driver.device == MESO_POINTER_PEN && contact->device != MESO_POINTER_PEN &&
         !is_pen_near (self, contact->time);
}

/* A drag whose button is up, though nobody has told us, is over where it was last. */
static void
move (MesoInput *self,
      const MesoContact *contact)
{
  gboolean is_driver = contact->device == self->driver.device && self->drag != MESO_DRAG_PINCH;

  if (self->drag != MESO_DRAG_NONE && is_driver && (contact->held & (1u << self->driver.button)) == 0)
    finish (self);
  if (self->drag == MESO_DRAG_NONE)
    send (self, self->tool, MESO_POINTER_MOTION, contact);
  else if (is_driver)
    go_on (self, contact);
}

/* Mouse and pen. */
static void
point (MesoInput *self,
       const MesoContact *contact)
{
  gboolean is_driver = self->drag != MESO_DRAG_NONE && contact->device == self->driver.device;

  switch (contact->type)
    {
    case MESO_CONTACT_DOWN:
      if (self->drag != MESO_DRAG_NONE && is_stale (self, contact))
        finish (self);
      if (self->drag == MESO_DRAG_NONE)
        press (self, contact);
      break;
    case MESO_CONTACT_MOVE:
      move (self, contact);
      break;
    case MESO_CONTACT_UP:
      if (!is_driver || contact->button != self->driver.button)
        break;
      self->driver = *contact;
      finish (self);
      break;
    case MESO_CONTACT_LOST:
      if (!is_driver)
        break;
      meso_input_lose (self);
      self->drag = MESO_DRAG_NONE;
      break;
    case MESO_CONTACT_GONE:
      if (is_driver)
        finish (self);
      break;
    default:
      break;
    }
}

/**
 * meso_input_contact:
 *
 * Takes in what a device reports, and does it.
 */
void
meso_input_contact (MesoInput *self,
                    const MesoContact *contact)
{
  g_return_if_fail (MESO_IS_INPUT (self));
  g_return_if_fail (contact != NULL && contact->device != MESO_POINTER_KEYS);

  if (contact->device == MESO_POINTER_PEN)
    see_pen (self, contact);
  if (contact->device == MESO_POINTER_TOUCH)
    touch (self, contact);
  else
    point (self, contact);
}

/**
 * meso_input_pinch:
 * @type: down, move, up or lost
 * @scale: how far apart the fingers are, of what they were when they began
 * @x: px
 * @y: px
 *
 * Two fingers on a touchpad, which reports only what they do together.
 */
void
meso_input_pinch (MesoInput *self,
                  MesoContactType type,
                  double scale,
                  double x,
                  double y)
{
  gboolean is_ours;

  g_return_if_fail (MESO_IS_INPUT (self));
  g_return_if_fail (scale > 0);

  is_ours = self->drag == MESO_DRAG_PINCH && !is_driven_by_touch (self);
  if (type == MESO_CONTACT_DOWN && self->drag == MESO_DRAG_NONE)
    {
      self->driver = (MesoContact){ .device = MESO_POINTER_MOUSE, .x = x, .y = y };
      self->drag = MESO_DRAG_PINCH;
      anchor (self, x, y);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else if (type == MESO_CONTACT_MOVE && is_ours)
    {
      meso_viewport_place (self->viewport, self->anchor_x, self->anchor_y, self->anchor_zoom * scale, x, y);
    }
  else if (is_ours || (type != MESO_CONTACT_DOWN && self->drag == MESO_DRAG_SPENT))
    {
      finish (self);
    }
}

/** meso_input_long_press: a finger has rested for %MESO_INPUT_LONG_PRESS_MS; it comes by itself, except in tests */
void
meso_input_long_press (MesoInput *self)
{
  g_return_if_fail (MESO_IS_INPUT (self));

  if (self->drag == MESO_DRAG_TOOL && self->driver.device == MESO_POINTER_TOUCH)
    g_signal_emit (self, signals[MENU], 0, self->press.x, self->press.y);
}

/**
 * meso_input_cancel:
 *
 * Takes back what is held down: a stroke, with all that it is a part of, or how far the view was moved.
 *
 * Returns: whether there was something
 */
gboolean
meso_input_cancel (MesoInput *self)
{
  MesoDrag drag;

  g_return_val_if_fail (MESO_IS_INPUT (self), FALSE);

  drag = self->drag;
  if (drag == MESO_DRAG_NONE || drag == MESO_DRAG_SPENT)
    return FALSE;
  spend (self);
  if (drag != MESO_DRAG_TOOL)
    meso_viewport_set_state (self->viewport, &self->before);
  else if (self->active != NULL && !meso_canvas_tool_cancel (self->active))
    send (self, self->active, MESO_POINTER_CANCEL, &self->driver);
  leave_stroke (self);
  return TRUE;
}

/** meso_input_lose: the grab, the focus or the view is gone: a stroke is off, and a view that was moved stays there */
void
meso_input_lose (MesoInput *self)
{
  gboolean is_stroke;

  g_return_if_fail (MESO_IS_INPUT (self));

  if (self->drag == MESO_DRAG_NONE || self->drag == MESO_DRAG_SPENT)
    return;
  is_stroke = self->drag == MESO_DRAG_TOOL;
  spend (self);
  if (is_stroke)
    send (self, self->active, MESO_POINTER_CANCEL, &self->driver);
  leave_stroke (self);
}

/** meso_input_interrupt: the record has changed; unless the tool itself has done so, its stroke is off */
void
meso_input_interrupt (MesoInput *self)
{
  g_return_if_fail (MESO_IS_INPUT (self));

  if (self->drag == MESO_DRAG_TOOL && self->n_events == 0)
    meso_input_lose (self);
}

/**
 * meso_input_set_tools:
 * @tool: (nullable): what strokes are drawn with
 * @eraser: (nullable): what the other end of a pen does
 */
void
meso_input_set_tools (MesoInput *self,
                      MesoCanvasTool *tool,
                      MesoCanvasTool *eraser)
{
  g_return_if_fail (MESO_IS_INPUT (self));
  g_return_if_fail (tool == NULL || MESO_IS_CANVAS_TOOL (tool));
  g_return_if_fail (eraser == NULL || MESO_IS_CANVAS_TOOL (eraser));

  if (tool != self->tool && self->n_events == 0)
    meso_input_lose (self);
  g_set_object (&self->tool, tool);
  g_set_object (&self->eraser, eraser);
}

/** meso_input_get_tool: Returns: (transfer none) (nullable): that of the stroke, or else the one for the next */
MesoCanvasTool *
meso_input_get_tool (MesoInput *self)
{
  g_return_val_if_fail (MESO_IS_INPUT (self), NULL);

  return self->active != NULL ? self->active : self->tool;
}

/** meso_input_get_drag: Returns: what is held down, and what for */
MesoDrag
meso_input_get_drag (MesoInput *self)
{
  g_return_val_if_fail (MESO_IS_INPUT (self), MESO_DRAG_NONE);

  return self->drag;
}

/** meso_input_set_panning: @is_panning: whether the next press of the first button pans */
void
meso_input_set_panning (MesoInput *self,
                        gboolean is_panning)
{
  g_return_if_fail (MESO_IS_INPUT (self));

  self->is_panning = is_panning;
}
