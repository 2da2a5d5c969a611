/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib-object.h>

G_BEGIN_DECLS

/** Pixels a mm at 100 %: true size on a screen of 96 dpi. */
#define MESO_VIEWPORT_TRUE_SIZE (96.0 / 25.4)

/**
 * MesoViewport:
 *
 * Which part of a diagram is seen and how large: owns pan, zoom and every conversion between mm on the diagram and
 * logical pixels of the widget (origin in its upper left corner). Knows nothing of GTK.
 *
 * The diagram can never be lost: at the smallest zoom the whole of it is seen, centred; the further one zooms in, the
 * further its edges may move, and never past the middle. The bounds are such that zooming in about any place on the
 * diagram keeps that place under the pointer, whatever was done before.
 *
 * Signals: "changed", once after each call that changed what is seen.
 */
#define MESO_TYPE_VIEWPORT (meso_viewport_get_type ())
G_DECLARE_FINAL_TYPE (MesoViewport, meso_viewport, MESO, VIEWPORT, GObject)

/** What is seen, to go back to; only the functions below look into it. */
typedef struct
{
  double x, y, zoom;
  cairo_rectangle_t fitted;
  gboolean is_fitted;
} MesoViewportState;

MesoViewport *meso_viewport_new (void);

void meso_viewport_set_bounds (MesoViewport *self,
                               const cairo_rectangle_t *bounds);
cairo_rectangle_t meso_viewport_get_bounds (MesoViewport *self);
void meso_viewport_set_size (MesoViewport *self,
                             double width,
                             double height,
                             int scale);
double meso_viewport_get_width (MesoViewport *self);
double meso_viewport_get_height (MesoViewport *self);
int meso_viewport_get_scale (MesoViewport *self);
double meso_viewport_get_zoom (MesoViewport *self);
double meso_viewport_get_min_zoom (MesoViewport *self);
double meso_viewport_get_max_zoom (MesoViewport *self);
cairo_rectangle_t meso_viewport_get_visible (MesoViewport *self);

void meso_viewport_to_px (MesoViewport *self,
                          double x_mm,
                          double y_mm,
                          double *x,
                          double *y);
void meso_viewport_to_mm (MesoViewport *self,
                          double x,
                          double y,
                          double *x_mm,
                          double *y_mm);
void meso_viewport_apply (MesoViewport *self,
                          cairo_t *cr);

void meso_viewport_pan (MesoViewport *self,
                        double dx,
                        double dy);
void meso_viewport_place (MesoViewport *self,
                          double x_mm,
                          double y_mm,
                          double zoom,
                          double x,
                          double y);
void meso_viewport_zoom_at (MesoViewport *self,
                            double factor,
                            double x,
                            double y);
void meso_viewport_set_zoom (MesoViewport *self,
                             double zoom);
void meso_viewport_fit (MesoViewport *self,
                        const cairo_rectangle_t *rect);
void meso_viewport_reveal (MesoViewport *self,
                           double x_mm,
                           double y_mm,
                           double margin);
void meso_viewport_get_state (MesoViewport *self,
                              MesoViewportState *state);
void meso_viewport_set_state (MesoViewport *self,
                              const MesoViewportState *state);

G_END_DECLS
