/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MESO_POINTER_PRESS,
  MESO_POINTER_MOTION, /* with and without a button held */
  MESO_POINTER_RELEASE,
  MESO_POINTER_CANCEL /* the grab, the focus or the other finger took it away */
} MesoPointerType;

typedef enum
{
  MESO_POINTER_MOUSE,
  MESO_POINTER_PEN,
  MESO_POINTER_TOUCH,
  MESO_POINTER_KEYS /* Enter at the crosshair; it never drags */
} MesoPointerDevice;

typedef enum
{
  MESO_POINTER_SHIFT = 1 << 0,
  MESO_POINTER_CONTROL = 1 << 1,
  MESO_POINTER_ALT = 1 << 2
} MesoPointerModifiers;

/**
 * MesoPointerEvent:
 *
 * What a tool is told about mouse, pen and finger alike. It is not GTK's event, so that tests can make one for a device
 * that is not there.
 */
typedef struct
{
  MesoPointerType type;
  MesoPointerDevice device;
  double x_mm, y_mm; /* on the diagram */
  double x, y; /* px on the widget */
  guint button; /* 1 is the first; fingers and pens count as 1 */
  MesoPointerModifiers modifiers;
  gint64 time; /* ms */
  guint n; /* presses in this place in quick succession: 1, 2, … */
} MesoPointerEvent;

/** Presses no further apart than this are one press: a double click is one point. */
#define MESO_POINTER_SAME_PRESS_MS 400

double meso_pointer_get_jitter (MesoPointerDevice device);
double meso_pointer_get_hit_radius (MesoPointerDevice device);
gboolean meso_pointer_is_drag (const MesoPointerEvent *press,
                               const MesoPointerEvent *event);
gboolean meso_pointer_is_same_press (const MesoPointerEvent *press,
                                     const MesoPointerEvent *next);

G_END_DECLS
