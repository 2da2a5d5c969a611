/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-viewport.h"

#include <math.h>

/* Free pixels round the diagram when all of it is seen. */
#define MARGIN 8.0

#define MAX_ZOOM 20.0
/* However small the window, and however large the diagram, there are this many steps of two to zoom in. */
#define MIN_MAGNIFICATION 4.0

/* A part that is fitted gets this share of free room round it. */
#define FIT_ROOM 1.04

struct _MesoViewport
{
  GObject parent_instance;

  cairo_rectangle_t bounds; /* of the diagram, mm */
  double width, height; /* of the widget, px */
  int scale; /* device pixels a px */

  double x, y; /* what is in the middle of the widget, mm */
  double zoom; /* px a mm */

  /* What was fitted last, kept in view when the size changes, until somebody pans or zooms. */
  cairo_rectangle_t fitted;
  gboolean is_fitted;
};

G_DEFINE_FINAL_TYPE (MesoViewport, meso_viewport, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static double
fit_zoom (MesoViewport *self,
          double width,
          double height)
{
  double across = MAX (self->width - 2 * MARGIN, 1.0) / MAX (width, 1e-3);
  double down = MAX (self->height - 2 * MARGIN, 1.0) / MAX (height, 1e-3);

  return MIN (across, down);
}

/*
 * How far the middle of the view may be from the middle of the diagram. With half (1 - min/zoom), zooming in by k about
 * a place p of the diagram stays inside: |c/k + p (1 - 1/k)| <= half (1 - min/(k zoom)) whenever |c| and |p| keep to
 * their own bounds.
 */
static double
clamp_middle (MesoViewport *self,
              double middle,
              double start,
              double length)
{
  double min_zoom = meso_viewport_get_min_zoom (self);
  double half = length / 2 + MARGIN / min_zoom;
  double reach = half * MAX (1 - min_zoom / self->zoom, 0.0);
  double centre = start + length / 2;

  return CLAMP (middle, centre - reach, centre + reach);
}

/* Takes over a place and zoom as far as they are allowed; @is_fit tells whether a resize may change them. */
static gboolean
take_over (MesoViewport *self,
           double x,
           double y,
           double zoom,
           gboolean is_fit)
{
  double old_x = self->x, old_y = self->y, old_zoom = self->zoom;

  self->is_fitted = is_fit;
  if (!isfinite (x) || !isfinite (y) || !isfinite (zoom))
    return FALSE;

  self->zoom = CLAMP (zoom, meso_viewport_get_min_zoom (self), meso_viewport_get_max_zoom (self));
  self->x = clamp_middle (self, x, self->bounds.x, self->bounds.width);
  self->y = clamp_middle (self, y, self->bounds.y, self->bounds.height);

  return self->x != old_x || self->y != old_y || self->zoom != old_zoom;
}

static gboolean
fit_again (MesoViewport *self)
{
  cairo_rectangle_t *r = &self->fitted;
  double zoom = fit_zoom (self, r->width, r->height);

  return take_over (self, r->x + r->width / 2, r->y + r->height / 2, zoom, TRUE);
}

static void
move_to (MesoViewport *self,
         double x,
         double y,
         double zoom)
{
  if (take_over (self, x, y, zoom, FALSE))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
meso_viewport_class_init (MesoViewportClass *klass)
{
  /**
   * MesoViewport::changed:
   *
   * Another part of the diagram is seen, or the same part at another size.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
meso_viewport_init (MesoViewport *self)
{
  self->bounds = (cairo_rectangle_t){ -100, -100, 200, 200 };
  self->fitted = self->bounds;
  self->width = self->height = 1;
  self->scale = 1;
  self->zoom = 1;
  fit_again (self);
}

/**
 * meso_viewport_new:
 *
 * Returns: (transfer full): a viewport that fits a diagram of 200 x 200 mm into one pixel, until it is told better
 */
MesoViewport *
meso_viewport_new (void)
{
  return g_object_new (MESO_TYPE_VIEWPORT, NULL);
}

/**
 * meso_viewport_set_bounds:
 * @bounds: the diagram, in mm
 *
 * Shows another diagram, the whole of it.
 */
void
meso_viewport_set_bounds (MesoViewport *self,
                          const cairo_rectangle_t *bounds)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (bounds != NULL && bounds->width > 0 && bounds->height > 0);

  self->bounds = *bounds;
  self->fitted = *bounds;
  fit_again (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_viewport_get_bounds: Returns: the diagram, in mm */
cairo_rectangle_t
meso_viewport_get_bounds (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), (cairo_rectangle_t){ 0 });

  return self->bounds;
}

/**
 * meso_viewport_set_size:
 * @width: of the widget, in px
 * @height: of the widget, in px
 * @scale: device pixels a px
 *
 * Keeps what was fitted in view; else what is in the middle, at the same zoom.
 */
void
meso_viewport_set_size (MesoViewport *self,
                        double width,
                        double height,
                        int scale)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (width >= 0 && height >= 0 && scale > 0);

  if (self->width == width && self->height == height && self->scale == scale)
    return;

  self->width = width;
  self->height = height;
  self->scale = scale;
  if (self->is_fitted)
    fit_again (self);
  else
    take_over (self, self->x, self->y, self->zoom, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_viewport_get_width: Returns: of the widget, in px */
double
meso_viewport_get_width (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 0);

  return self->width;
}

/** meso_viewport_get_height: Returns: of the widget, in px */
double
meso_viewport_get_height (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 0);

  return self->height;
}

/** meso_viewport_get_scale: Returns: device pixels a px */
int
meso_viewport_get_scale (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 1);

  return self->scale;
}

/** meso_viewport_get_zoom: Returns: px a mm */
double
meso_viewport_get_zoom (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 1);

  return self->zoom;
}

/** meso_viewport_get_min_zoom: Returns: the px a mm at which the whole diagram is seen with a margin */
double
meso_viewport_get_min_zoom (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 1);

  return fit_zoom (self, self->bounds.width, self->bounds.height);
}

/** meso_viewport_get_max_zoom: Returns: the largest px a mm */
double
meso_viewport_get_max_zoom (MesoViewport *self)
{
  g_return_val_if_fail (MESO_IS_VIEWPORT (self), 1);

  return MAX (MAX_ZOOM, meso_viewport_get_min_zoom (self) * MIN_MAGNIFICATION);
}

/** meso_viewport_get_visible: Returns: what the widget covers, in mm; may reach past the diagram */
cairo_rectangle_t
meso_viewport_get_visible (MesoViewport *self)
{
  double width, height;

  g_return_val_if_fail (MESO_IS_VIEWPORT (self), (cairo_rectangle_t){ 0 });

  width = self->width / self->zoom;
  height = self->height / self->zoom;
  return (cairo_rectangle_t){ self->x - width / 2, self->y - height / 2, width, height };
}

/**
 * meso_viewport_to_px:
 * @x: (out): px from the left of the widget
 * @y: (out): px from its top
 *
 * Where on the widget a place in mm is.
 */
void
meso_viewport_to_px (MesoViewport *self,
                     double x_mm,
                     double y_mm,
                     double *x,
                     double *y)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  *x = (x_mm - self->x) * self->zoom + self->width / 2;
  *y = (y_mm - self->y) * self->zoom + self->height / 2;
}

/**
 * meso_viewport_to_mm:
 * @x_mm: (out): mm on the diagram
 * @y_mm: (out): mm on the diagram
 *
 * Which place a pixel of the widget shows.
 */
void
meso_viewport_to_mm (MesoViewport *self,
                     double x,
                     double y,
                     double *x_mm,
                     double *y_mm)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  *x_mm = self->x + (x - self->width / 2) / self->zoom;
  *y_mm = self->y + (y - self->height / 2) / self->zoom;
}

/**
 * meso_viewport_apply:
 * @cr: a context whose user unit is 1 px of the widget
 *
 * Makes the user unit 1 mm and the origin the diagram's.
 */
void
meso_viewport_apply (MesoViewport *self,
                     cairo_t *cr)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  cairo_translate (cr, self->width / 2, self->height / 2);
  cairo_scale (cr, self->zoom, self->zoom);
  cairo_translate (cr, -self->x, -self->y);
}

/**
 * meso_viewport_pan:
 * @dx: px to the right
 * @dy: px down
 *
 * Moves the diagram, as far as it goes.
 */
void
meso_viewport_pan (MesoViewport *self,
                   double dx,
                   double dy)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  move_to (self, self->x - dx / self->zoom, self->y - dy / self->zoom, self->zoom);
}

/**
 * meso_viewport_place:
 * @zoom: px a mm
 * @x: px from the left of the widget
 * @y: px from its top
 *
 * Puts a place of the diagram under a pixel, as far as that goes. A gesture calls this with the place that it began on,
 * so that nothing adds up.
 */
void
meso_viewport_place (MesoViewport *self,
                     double x_mm,
                     double y_mm,
                     double zoom,
                     double x,
                     double y)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  zoom = CLAMP (zoom, meso_viewport_get_min_zoom (self), meso_viewport_get_max_zoom (self));
  move_to (self, x_mm - (x - self->width / 2) / zoom, y_mm - (y - self->height / 2) / zoom, zoom);
}

/**
 * meso_viewport_zoom_at:
 * @factor: larger than 1 magnifies
 * @x: px from the left of the widget
 * @y: px from its top
 *
 * Zooms, and keeps the place under that pixel there.
 */
void
meso_viewport_zoom_at (MesoViewport *self,
                       double factor,
                       double x,
                       double y)
{
  double x_mm = 0, y_mm = 0;

  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (factor > 0);

  meso_viewport_to_mm (self, x, y, &x_mm, &y_mm);
  meso_viewport_place (self, x_mm, y_mm, self->zoom * factor, x, y);
}

/**
 * meso_viewport_set_zoom:
 * @zoom: px a mm
 *
 * Zooms about the middle of the widget.
 */
void
meso_viewport_set_zoom (MesoViewport *self,
                        double zoom)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (zoom > 0);

  move_to (self, self->x, self->y, zoom);
}

/**
 * meso_viewport_fit:
 * @rect: (nullable): what to show, in mm; %NULL for the whole diagram
 *
 * Shows all of @rect, as large as it goes, and goes on doing so when the size changes.
 */
void
meso_viewport_fit (MesoViewport *self,
                   const cairo_rectangle_t *rect)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));

  self->fitted = self->bounds;
  if (rect != NULL)
    {
      self->fitted.width = rect->width * FIT_ROOM;
      self->fitted.height = rect->height * FIT_ROOM;
      self->fitted.x = rect->x - (self->fitted.width - rect->width) / 2;
      self->fitted.y = rect->y - (self->fitted.height - rect->height) / 2;
    }
  if (fit_again (self))
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_viewport_reveal:
 * @margin: px
 *
 * Pans no further than is needed to show a place at least @margin from the edges.
 */
void
meso_viewport_reveal (MesoViewport *self,
                      double x_mm,
                      double y_mm,
                      double margin)
{
  double x = 0, y = 0, to_x, to_y;

  g_return_if_fail (MESO_IS_VIEWPORT (self));

  margin = MIN (margin, MIN (self->width, self->height) / 2);
  meso_viewport_to_px (self, x_mm, y_mm, &x, &y);
  to_x = CLAMP (x, margin, self->width - margin);
  to_y = CLAMP (y, margin, self->height - margin);
  if (to_x != x || to_y != y)
    meso_viewport_pan (self, to_x - x, to_y - y);
}

/** meso_viewport_get_state: @state: (out): what is seen */
void
meso_viewport_get_state (MesoViewport *self,
                         MesoViewportState *state)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (state != NULL);

  *state = (MesoViewportState){ self->x, self->y, self->zoom, self->fitted, self->is_fitted };
}

/** meso_viewport_set_state: shows exactly what was seen then, as far as size and diagram are still the same */
void
meso_viewport_set_state (MesoViewport *self,
                         const MesoViewportState *state)
{
  g_return_if_fail (MESO_IS_VIEWPORT (self));
  g_return_if_fail (state != NULL);

  self->fitted = state->fitted;
  if (state->is_fitted ? fit_again (self) : take_over (self, state->x, state->y, state->zoom, FALSE))
    g_signal_emit (self, signals[CHANGED], 0);
}
