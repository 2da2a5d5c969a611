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
get_time (GtkEventController *controller)
{
  guint32 time = gtk_event_controller_get_current_event_time (controller);

  return time != GDK_CURRENT_TIME ? (gint64) time : g_get_monotonic_time () / 1000;
}

static MesoPointerDevice
get_device (GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GdkDevice *device = gtk_event_controller_get_current_event_device (controller);

  if (event != NULL && gdk_event_get_device_tool (event) != NULL)
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

static MesoPointerModifiers
get_modifiers (GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  MesoPointerModifiers modifiers = (MesoPointerModifiers) 0;

  if ((state & GDK_SHIFT_MASK) != 0)
    modifiers |= MESO_POINTER_SHIFT;
  if ((state & GDK_CONTROL_MASK) != 0)
    modifiers |= MESO_POINTER_CONTROL;
  if ((state & GDK_ALT_MASK) != 0)
    modifiers |= MESO_POINTER_ALT;
  return modifiers;
}

static void
send (MesoCanvas *self,
      GtkEventController *controller,
      MesoPointerType type,
      double x,
      double y)
{
  MesoPointerEvent event = {
    .type = type,
    .device = self->drag == MESO_DRAG_TOOL ? self->drag_device : get_device (controller),
    .x = x,
    .y = y,
    .button = 1,
    .modifiers = get_modifiers (controller),
    .time = get_time (controller),
    .n = 1,
  };

  meso_viewport_to_mm (self->viewport, x, y, &event.x_mm, &event.y_mm);
  meso_canvas_tool_event (self->tool, &event);
}

static void
end_drag (MesoCanvas *self)
{
  self->drag = MESO_DRAG_NONE;
  meso_canvas_update_pointer (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double x,
               double y,
               MesoCanvas *self)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->editor == NULL || self->is_pinching || self->drag != MESO_DRAG_NONE)
    return;
  self->drag_x = x;
  self->drag_y = y;
  self->drag_device = get_device (GTK_EVENT_CONTROLLER (gesture));
  meso_canvas_set_crosshair (self, NULL);
  if (button == GDK_BUTTON_MIDDLE || (self->space_is_held && button <= GDK_BUTTON_PRIMARY))
    {
      self->drag = MESO_DRAG_PAN;
      meso_viewport_to_mm (self->viewport, x, y, &self->anchor_x, &self->anchor_y);
      meso_canvas_update_cursor (self);
    }
  else if (button <= GDK_BUTTON_PRIMARY) /* a finger has none */
    {
      self->drag = MESO_DRAG_TOOL;
      send (self, GTK_EVENT_CONTROLLER (gesture), MESO_POINTER_PRESS, x, y);
      meso_canvas_update_pointer (self);
    }
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double dx,
                double dy,
                MesoCanvas *self)
{
  double x = self->drag_x + dx, y = self->drag_y + dy;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag == MESO_DRAG_PAN)
    {
      meso_viewport_place (self->viewport, self->anchor_x, self->anchor_y, meso_viewport_get_zoom (self->viewport), x,
                           y);
    }
  else if (self->drag == MESO_DRAG_TOOL)
    {
      send (self, GTK_EVENT_CONTROLLER (gesture), MESO_POINTER_MOTION, x, y);
      meso_canvas_update_pointer (self);
    }
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double dx,
             double dy,
             MesoCanvas *self)
{
  if (self->drag == MESO_DRAG_TOOL)
    send (self, GTK_EVENT_CONTROLLER (gesture), MESO_POINTER_RELEASE, self->drag_x + dx, self->drag_y + dy);
  if (self->drag != MESO_DRAG_NONE)
    end_drag (self);
}

/*
 * After a layout GTK makes a motion event of what the buttons are at that moment. When the button is up by then and its
 * release still in the queue, the gesture ends as cancelled. For us that is the release; else a quick click is lost.
 */
static gboolean
button_went_up (GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  return event != NULL && gdk_event_get_event_type (event) == GDK_MOTION_NOTIFY;
}

/* The grab is gone, or a second finger makes this a pinch. */
static void
drag_cancel_cb (GtkGesture *gesture,
                GdkEventSequence *sequence,
                MesoCanvas *self)
{
  if (self->drag == MESO_DRAG_TOOL && button_went_up (GTK_EVENT_CONTROLLER (gesture)))
    send (self, GTK_EVENT_CONTROLLER (gesture), MESO_POINTER_RELEASE, self->pointer_x, self->pointer_y);
  else if (self->drag == MESO_DRAG_TOOL)
    send (self, GTK_EVENT_CONTROLLER (gesture), MESO_POINTER_CANCEL, self->drag_x, self->drag_y);
  if (self->drag != MESO_DRAG_NONE)
    end_drag (self);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double x,
           double y,
           MesoCanvas *self)
{
  /* A window that comes up under a resting pointer says so too. */
  if (self->has_pointer && self->pointer_x == x && self->pointer_y == y)
    return;
  self->has_pointer = TRUE;
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag != MESO_DRAG_NONE)
    return;
  meso_canvas_set_crosshair (self, NULL);
  if (self->tool != NULL)
    send (self, GTK_EVENT_CONTROLLER (controller), MESO_POINTER_MOTION, x, y);
  meso_canvas_update_pointer (self);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          MesoCanvas *self)
{
  self->has_pointer = FALSE;
  if (self->drag == MESO_DRAG_NONE)
    meso_canvas_update_pointer (self);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller,
                MesoCanvas *self)
{
  self->space_is_held = FALSE;
  /* What was marked for calibrating stays in sight while its distance is asked for. */
  if (self->tool != NULL && meso_editor_get_tool (self->editor) != MESO_TOOL_CALIBRATE)
    meso_canvas_tool_cancel (self->tool);
  meso_canvas_set_crosshair (self, NULL);
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
  MesoPointerModifiers modifiers = get_modifiers (GTK_EVENT_CONTROLLER (controller));
  gboolean is_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  /* A stroke that is under way stays where it is, and so does the skin under it. */
  if (self->editor == NULL || self->drag == MESO_DRAG_TOOL)
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

static void
pinch_begin_cb (GtkGesture *gesture,
                GdkEventSequence *sequence,
                MesoCanvas *self)
{
  double x, y;

  /* From here on the fingers are no drag. */
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->tool != NULL)
    meso_canvas_tool_cancel (self->tool);
  self->drag = MESO_DRAG_NONE;
  self->is_pinching = gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  self->anchor_zoom = meso_viewport_get_zoom (self->viewport);
  if (self->is_pinching)
    meso_viewport_to_mm (self->viewport, x, y, &self->anchor_x, &self->anchor_y);
}

static void
pinch_scale_cb (GtkGestureZoom *gesture,
                double scale,
                MesoCanvas *self)
{
  double x, y;

  if (self->is_pinching && gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    meso_viewport_place (self->viewport, self->anchor_x, self->anchor_y, self->anchor_zoom * scale, x, y);
}

static void
pinch_end_cb (GtkGesture *gesture,
              GdkEventSequence *sequence,
              MesoCanvas *self)
{
  self->is_pinching = FALSE;
}

static void
add_gestures (MesoCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_scale_cb), self);
  g_signal_connect (pinch, "end", G_CALLBACK (pinch_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

/** meso_canvas_add_controllers: what listens to pointer, fingers, wheel and focus */
void
meso_canvas_add_controllers (MesoCanvas *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  add_gestures (self);
}
