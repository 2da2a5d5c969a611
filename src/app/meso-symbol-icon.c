/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-symbol-icon.h"

#include <adwaita.h>

#include "drawing/meso-symbol.h"

#define ICON_SIZE 20
#define SYMBOL_SIZE 14

struct _MesoSymbolIcon
{
  GtkWidget parent_instance;

  MesoLayer layer;
  MesoState state;
};

G_DEFINE_FINAL_TYPE (MesoSymbolIcon, meso_symbol_icon, GTK_TYPE_WIDGET)

static void
meso_symbol_icon_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = ICON_SIZE;
}

/* The deep layers are dark: without paper behind them they would be lost in a dark window. */
static void
paint_paper (cairo_t *cr,
             double x,
             double y)
{
  const double rgb[3] = MESO_PAPER_RGB;

  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_arc (cr, x, y, ICON_SIZE / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
meso_symbol_icon_snapshot (GtkWidget *widget,
                           GtkSnapshot *snapshot)
{
  MesoSymbolIcon *self = MESO_SYMBOL_ICON (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (adw_style_manager_get_dark (adw_style_manager_get_default ()))
    paint_paper (cr, width / 2.0, height / 2.0);
  meso_symbol_paint (cr, self->layer, self->state, width / 2.0, height / 2.0, SYMBOL_SIZE, 1);
  cairo_destroy (cr);
}

static void
meso_symbol_icon_class_init (MesoSymbolIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = meso_symbol_icon_measure;
  widget_class->snapshot = meso_symbol_icon_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
meso_symbol_icon_init (MesoSymbolIcon *self)
{
  self->state = MESO_STATE_DONE;
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

/** meso_symbol_icon_new: a new symbol; @state planned makes it hollow. */
GtkWidget *
meso_symbol_icon_new (MesoLayer layer,
                      MesoState state)
{
  MesoSymbolIcon *self = g_object_new (MESO_TYPE_SYMBOL_ICON, NULL);

  meso_symbol_icon_set (self, layer, state);

  return GTK_WIDGET (self);
}

/** meso_symbol_icon_set: shows another symbol. */
void
meso_symbol_icon_set (MesoSymbolIcon *self,
                      MesoLayer layer,
                      MesoState state)
{
  g_return_if_fail (MESO_IS_SYMBOL_ICON (self));

  if (self->layer == layer && self->state == state)
    return;

  self->layer = layer;
  self->state = state;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
