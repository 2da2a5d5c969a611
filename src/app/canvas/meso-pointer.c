/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-pointer.h"

#include <math.h>

#define SAME_PRESS 6.0
#define SAME_PRESS_TOUCH 12.0

/**
 * meso_pointer_get_jitter:
 *
 * Returns: how many px a pointer that rests may stray; only further is a drag
 */
double
meso_pointer_get_jitter (MesoPointerDevice device)
{
  return device == MESO_POINTER_TOUCH ? 12.0 : 4.0;
}

/**
 * meso_pointer_get_hit_radius:
 *
 * Returns: how many px from the middle of a mark still mean the mark
 */
double
meso_pointer_get_hit_radius (MesoPointerDevice device)
{
  return device == MESO_POINTER_TOUCH ? 22.0 : 8.0;
}

/**
 * meso_pointer_is_drag:
 *
 * Returns: whether @event has left the place of @press by more than jitter
 */
gboolean
meso_pointer_is_drag (const MesoPointerEvent *press,
                      const MesoPointerEvent *event)
{
  g_return_val_if_fail (press != NULL && event != NULL, FALSE);

  return hypot (event->x - press->x, event->y - press->y) > meso_pointer_get_jitter (press->device);
}

/**
 * meso_pointer_is_same_press:
 *
 * Returns: whether @next only repeats @press, as the second half of a double click does. Keys have no hurry: for them
 *   it is the place that counts, whatever the time.
 */
gboolean
meso_pointer_is_same_press (const MesoPointerEvent *press,
                            const MesoPointerEvent *next)
{
  double reach;

  g_return_val_if_fail (press != NULL && next != NULL, FALSE);

  if (press->device == MESO_POINTER_KEYS && next->device == MESO_POINTER_KEYS)
    return press->button == next->button && press->x_mm == next->x_mm && press->y_mm == next->y_mm;
  reach = next->device == MESO_POINTER_TOUCH ? SAME_PRESS_TOUCH : SAME_PRESS;
  return press->button == next->button && next->time >= press->time &&
         next->time - press->time <= MESO_POINTER_SAME_PRESS_MS &&
         hypot (next->x - press->x, next->y - press->y) <= reach;
}
