/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <math.h>

/* One click of a wheel. */
#define WHEEL_FACTOR 1.2
/* A touchpad's px that make the same step of zoom. */
#define PIXELS_A_CLICK 24.0
/* How far a wheel pans, px. */
#define WHEEL_PAN 60.0

/* What tools are told the time by when an event has none. */
static gint64
get_time (GdkEvent *event)
{
  guint32 time = gdk_event_get_time (event);

  return time != GDK_CURRENT_TIME ? (gint64) time : g_get_monotonic_time () / 1000;
}

static MesoPointerDevice
get_device (GdkEvent *event)
{
  GdkDevice *device = gdk_event_get_device (event);

  if (gdk_event_get_device_tool (event) != NULL)
    return MESO_POINTER_PEN;
  if (device == NULL)
    return MESO_POINTER_MOUSE;
  switch (gdk_device_get_source (device))
    {
    case GDK_SOURCE_TOUCHSCREEN:
      return MESO_POINTER_TOUCH;
    case GDK_SOURCE_PEN:
      return MESO_POINTER_PEN;
    case GDK_SOURCE_MOUSE:
    case GDK_SOURCE_KEYBOARD:
    case GDK_SOURCE_TOUCHPAD:
    case GDK_SOURCE_TRACKPOINT:
    case GDK_SOURCE_TABLET_PAD:
    default:
      return MESO_POINTER_MOUSE;
    }
}

static gboolean
is_eraser (GdkEvent *event)
{
  GdkDeviceTool *tool = gdk_event_get_device_tool (event);

  return tool != NULL && gdk_device_tool_get_tool_type (tool) == GDK_DEVICE_TOOL_TYPE_ERASER;
}

static MesoPointerModifiers
get_modifiers (GdkModifierType state)
{
  MesoPointerModifiers modifiers = (MesoPointerModifiers) 0;

  if ((state & GDK_SHIFT_MASK) != 0)
    modifiers |= MESO_POINTER_SHIFT;
  if ((state & GDK_CONTROL_MASK) != 0)
    modifiers |= MESO_POINTER_CONTROL;
  if ((state & GDK_ALT_MASK) != 0)
    modifiers |= MESO_POINTER_ALT;
  return modifiers;
}

static guint
get_held (GdkModifierType state)
{
  const GdkModifierType masks[] = { GDK_BUTTON1_MASK, GDK_BUTTON2_MASK, GDK_BUTTON3_MASK };
  guint held = 0;

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    if ((state & masks[i]) != 0)
      held |= 1u << (i + 1);
  return held;
}

/* From px on the surface of the window to px on the canvas. */
static gboolean
get_place (MesoCanvas *self,
           GdkEvent *event,
           double *x,
           double *y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double surface_x, surface_y, native_x, native_y;

  if (native == NULL || !gdk_event_get_position (event, &surface_x, &surface_y))
    return FALSE;
  gtk_native_get_surface_transform (native, &native_x, &native_y);
  return gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self), surface_x - native_x,
                                           surface_y - native_y, x, y);
}

static gboolean
get_type (GdkEvent *event,
          MesoContactType *type)
{
  switch ((guint) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_TOUCH_BEGIN:
      *type = MESO_CONTACT_DOWN;
      return TRUE;
    case GDK_MOTION_NOTIFY:
    case GDK_TOUCH_UPDATE:
      *type = MESO_CONTACT_MOVE;
      return TRUE;
    case GDK_BUTTON_RELEASE:
    case GDK_TOUCH_END:
      *type = MESO_CONTACT_UP;
      return TRUE;
    case GDK_TOUCH_CANCEL:
    case GDK_GRAB_BROKEN:
      *type = MESO_CONTACT_LOST;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_button (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  return type == GDK_BUTTON_PRESS || type == GDK_BUTTON_RELEASE;
}

static gboolean
fill_contact (MesoCanvas *self,
              GdkEvent *event,
              MesoContact *contact)
{
  GdkModifierType state = gdk_event_get_modifier_state (event);

  *contact = (MesoContact){
    .device = get_device (event),
    .is_eraser = is_eraser (event),
    .finger = gdk_event_get_event_sequence (event),
    .button = is_button (event) ? gdk_button_event_get_button (event) : 1,
    .held = get_held (state),
    .modifiers = get_modifiers (state),
    .time = get_time (event),
  };
  if (contact->finger != NULL)
    contact->device = MESO_POINTER_TOUCH;
  if (!get_type (event, &contact->type))
    return FALSE;
  if (contact->type == MESO_CONTACT_LOST)
    return TRUE;
  return get_place (self, event, &contact->x, &contact->y);
}

/* What hovers, where it was not before. */
static gboolean
is_news (MesoCanvas *self,
         const MesoContact *contact)
{
  /* A window that comes up under a resting pointer says so too. */
  return contact->type != MESO_CONTACT_MOVE || meso_input_get_drag (self->input) != MESO_DRAG_NONE ||
         !self->has_pointer || self->pointer_x != contact->x || self->pointer_y != contact->y;
}

static void
take_contact (MesoCanvas *self,
              const MesoContact *contact)
{
  gboolean has_place = contact->type != MESO_CONTACT_LOST && contact->type != MESO_CONTACT_GONE;

  if (has_place && contact->device != MESO_POINTER_TOUCH)
    {
      self->pointer_x = contact->x;
      self->pointer_y = contact->y;
    }
  if (contact->type == MESO_CONTACT_DOWN || contact->type == MESO_CONTACT_MOVE)
    meso_canvas_forget_crosshair (self);
  meso_input_contact (self->input, contact);
  meso_canvas_update_pointer (self);
}

/* A touchpad tells how far its fingers have gone, and not where they are. */
static void
take_pinch (MesoCanvas *self,
            GdkEvent *event)
{
  double x, y, dx, dy;

  if (!get_place (self, event, &x, &y))
    return;
  switch (gdk_touchpad_event_get_gesture_phase (event))
    {
    case GDK_TOUCHPAD_GESTURE_PHASE_BEGIN:
      self->pinch_x = x;
      self->pinch_y = y;
      meso_input_pinch (self->input, MESO_CONTACT_DOWN, 1, x, y);
      break;
    case GDK_TOUCHPAD_GESTURE_PHASE_UPDATE:
      gdk_touchpad_event_get_deltas (event, &dx, &dy);
      self->pinch_x += dx;
      self->pinch_y += dy;
      meso_input_pinch (self->input, MESO_CONTACT_MOVE, gdk_touchpad_event_get_pinch_scale (event), self->pinch_x,
                        self->pinch_y);
      break;
    case GDK_TOUCHPAD_GESTURE_PHASE_END:
    case GDK_TOUCHPAD_GESTURE_PHASE_CANCEL:
    default:
      meso_input_pinch (self->input, MESO_CONTACT_UP, 1, x, y);
      break;
    }
}

static gboolean
event_cb (GtkEventControllerLegacy *controller,
          GdkEvent *event,
          MesoCanvas *self)
{
  GdkEventType type = gdk_event_get_event_type (event);
  MesoContact contact;

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->editor == NULL)
    return GDK_EVENT_PROPAGATE;
  if (type == GDK_TOUCHPAD_PINCH)
    {
      take_pinch (self, event);
      return GDK_EVENT_STOP;
    }
  if (!fill_contact (self, event, &contact))
    return GDK_EVENT_PROPAGATE;
  if (is_news (self, &contact))
    take_contact (self, &contact);
  return contact.type == MESO_CONTACT_DOWN ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* Only the window is told that a pen has left the reach of its tablet. */
static gboolean
window_event_cb (GtkEventControllerLegacy *controller,
                 GdkEvent *event,
                 MesoCanvas *self)
{
  MesoContact contact = { .type = MESO_CONTACT_GONE, .device = MESO_POINTER_PEN };

  if (self->editor == NULL || gdk_event_get_event_type (event) != GDK_PROXIMITY_OUT)
    return GDK_EVENT_PROPAGATE;
  contact.time = get_time (event);
  take_contact (self, &contact);
  return GDK_EVENT_PROPAGATE;
}

/* The canvas is in another window, or in none. */
static void
root_cb (MesoCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkEventController *events = self->window_events;

  meso_input_lose (self->input);
  if (events != NULL)
    {
      g_clear_weak_pointer (&self->window_events);
      gtk_widget_remove_controller (gtk_event_controller_get_widget (events), events);
    }
  if (root == NULL)
    return;
  events = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (events, GTK_PHASE_CAPTURE);
  g_signal_connect (events, "event", G_CALLBACK (window_event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (root), events);
  g_set_weak_pointer (&self->window_events, events);
}

static void
enter_cb (GtkEventControllerMotion *controller,
          double x,
          double y,
          MesoCanvas *self)
{
  gboolean has_moved = self->pointer_x != x || self->pointer_y != y;

  if (self->has_pointer && !has_moved)
    return;
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  /* A pointer that rests while a dialog comes and goes is no reason to give up the keys. */
  if (has_moved && meso_input_get_drag (self->input) == MESO_DRAG_NONE)
    meso_canvas_forget_crosshair (self);
  meso_canvas_tell_place (self);
  meso_canvas_update_pointer (self);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          MesoCanvas *self)
{
  self->has_pointer = FALSE;
  if (meso_input_get_drag (self->input) != MESO_DRAG_NONE)
    return;
  meso_canvas_tell_place (self);
  meso_canvas_update_pointer (self);
}

static void
focus_enter_cb (GtkEventControllerFocus *controller,
                MesoCanvas *self)
{
  if (self->editor != NULL)
    meso_canvas_say_tool (self);
}

/* What clicks have built up stays, so that its options can be set meanwhile; what is held down is off. */
static void
focus_leave_cb (GtkEventControllerFocus *controller,
                MesoCanvas *self)
{
  meso_canvas_hold_space (self, FALSE);
  meso_input_lose (self->input);
  meso_canvas_set_crosshair (self, NULL);
}

/** meso_canvas_hold_space: @is_held: whether the bar is down that lets the first button pan */
void
meso_canvas_hold_space (MesoCanvas *self,
                        gboolean is_held)
{
  self->space_is_held = is_held;
  meso_input_set_panning (self->input, is_held);
  meso_canvas_update_cursor (self);
}

/* About the pointer, or about the middle if it is elsewhere. */
static void
zoom_at_pointer (MesoCanvas *self,
                 double factor)
{
  double x = meso_viewport_get_width (self->viewport) / 2, y = meso_viewport_get_height (self->viewport) / 2;

  if (self->has_pointer)
    {
      x = self->pointer_x;
      y = self->pointer_y;
    }
  meso_viewport_zoom_at (self->viewport, factor, x, y);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double dx,
           double dy,
           MesoCanvas *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  MesoPointerModifiers modifiers = get_modifiers (state);
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  /* A stroke that is under way stays where it is, and so does the skin under it. */
  if (self->editor == NULL || meso_input_get_drag (self->input) != MESO_DRAG_NONE)
    return GDK_EVENT_STOP;
  if (is_wheel && (modifiers & MESO_POINTER_SHIFT) != 0)
    meso_viewport_pan (self->viewport, -(dx != 0 ? dx : dy) * WHEEL_PAN, 0);
  else if (is_wheel && dy == 0)
    meso_viewport_pan (self->viewport, -dx * WHEEL_PAN, 0);
  else if (is_wheel)
    zoom_at_pointer (self, pow (WHEEL_FACTOR, -dy));
  else if ((modifiers & MESO_POINTER_CONTROL) != 0)
    zoom_at_pointer (self, pow (WHEEL_FACTOR, -dy / PIXELS_A_CLICK));
  else
    meso_viewport_pan (self->viewport, -dx, -dy);
  return GDK_EVENT_STOP;
}

/* Another drag: another tool may paint, and another cursor show. */
static void
input_changed_cb (MesoCanvas *self)
{
  if (self->editor == NULL)
    return;
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_TOOL));
  meso_canvas_update_pointer (self);
}

/** meso_canvas_add_controllers: what listens to pointer, fingers, wheel and focus */
void
meso_canvas_add_controllers (MesoCanvas *self)
{
  GtkEventController *events = gtk_event_controller_legacy_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->input = meso_input_new (self->viewport);
  g_signal_connect_swapped (self->input, "changed", G_CALLBACK (input_changed_cb), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_cb), NULL);

  /* Gestures would each decide for themselves; what they decide could not be tested without the devices. */
  g_signal_connect (events, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), events);
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
