/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-photo-preview.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "diagram/meso-diagram.h"
#include "drawing/meso-photo-pixels.h"

#define NATURAL_SIZE 380
#define MIN_SIZE 200

/* Of the width of the photo, for a press of an arrow key. */
#define STEP 0.005
#define LONG_STEP 0.05

struct _MesoPhotoPreview
{
  GtkWidget parent_instance;

  MesoMap *map;
  int right_side;
  double midline; /* from 0, the left edge, to 1 */
  gboolean was_moved;
};

G_DEFINE_FINAL_TYPE (MesoPhotoPreview, meso_photo_preview, GTK_TYPE_WIDGET)

static gboolean
has_midline (MesoPhotoPreview *self)
{
  return self->right_side == MESO_RIGHT_SIDE_VIEWER_LEFT || self->right_side == MESO_RIGHT_SIDE_VIEWER_RIGHT;
}

static cairo_rectangle_t
get_area (MesoPhotoPreview *self)
{
  const MesoPhoto *photo = meso_item_get_photo (meso_map_get_photo (self->map));
  double width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  double zoom = MIN (width / (double) photo->width, height / (double) photo->height);
  double w = (double) photo->width * zoom, h = (double) photo->height * zoom;

  return (cairo_rectangle_t){ floor ((width - w) / 2), floor ((height - h) / 2), w, h };
}

static void
describe (MesoPhotoPreview *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  self->midline * 100, -1);
}

static void
set_midline (MesoPhotoPreview *self,
             double midline)
{
  if (!has_midline (self))
    return;
  self->midline = CLAMP (midline, 0, 1);
  self->was_moved = TRUE;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double x,
               double y,
               MesoPhotoPreview *self)
{
  cairo_rectangle_t area = get_area (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  set_midline (self, (x - area.x) / area.width);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double dx,
                double dy,
                MesoPhotoPreview *self)
{
  cairo_rectangle_t area = get_area (self);
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    set_midline (self, (x + dx - area.x) / area.width);
}

static gboolean
move_midline (GtkWidget *widget,
              GVariant *parameters,
              gpointer user_data)
{
  MesoPhotoPreview *self = MESO_PHOTO_PREVIEW (widget);

  set_midline (self, self->midline + g_variant_get_double (parameters));
  return has_midline (self);
}

/* A letter on a disc, as in the corners of the canvas. */
static void
draw_letter (MesoPhotoPreview *self,
             cairo_t *cr,
             const char *letter,
             double x,
             double y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  g_autofree char *markup = g_strdup_printf ("<b>%s</b>", letter);
  int width, height;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 13, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0.99, 0.98, 0.97, 0.92);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_move_to (cr, round (x - width / 2.0), round (y - height / 2.0));
  pango_cairo_show_layout (cr, layout);
}

static void
draw_line (MesoPhotoPreview *self,
           cairo_t *cr,
           const cairo_rectangle_t *area)
{
  double x = floor (area->x + area->width * self->midline) + 0.5, y = area->y + area->height / 2;
  const double dashes[] = { 6, 4 };

  cairo_new_path (cr);
  cairo_move_to (cr, x, area->y);
  cairo_line_to (cr, x, area->y + area->height);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);

  /* A handle, so that one sees that it can be taken. */
  cairo_rectangle (cr, x - 4.5, y - 16, 9, 32);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_stroke (cr);
}

static void
draw_sides (MesoPhotoPreview *self,
            cairo_t *cr,
            const cairo_rectangle_t *area)
{
  const char *right = C_ ("side", "R"), *left = C_ ("side", "L");
  gboolean right_first = self->right_side == MESO_RIGHT_SIDE_VIEWER_LEFT;
  double y = area->y + 20;

  if (self->right_side == MESO_RIGHT_SIDE_NEAR || self->right_side == MESO_RIGHT_SIDE_FAR)
    draw_letter (self, cr, self->right_side == MESO_RIGHT_SIDE_NEAR ? right : left, area->x + 20, y);
  if (!has_midline (self))
    return;
  draw_line (self, cr, area);
  draw_letter (self, cr, right_first ? right : left, area->x + 20, y);
  draw_letter (self, cr, right_first ? left : right, area->x + area->width - 20, y);
}

static void
meso_photo_preview_snapshot (GtkWidget *widget,
                             GtkSnapshot *snapshot)
{
  MesoPhotoPreview *self = MESO_PHOTO_PREVIEW (widget);
  cairo_rectangle_t area;
  cairo_t *cr;

  if (self->map == NULL)
    return;
  area = get_area (self);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) area.x, (float) area.y, (float) area.width,
                                                                 (float) area.height));
  meso_photo_paint (meso_map_get_picture (self->map), cr, &area);
  draw_sides (self, cr, &area);
  cairo_destroy (cr);
  if (gtk_widget_has_visible_focus (widget))
    gtk_snapshot_render_focus (snapshot, gtk_widget_get_style_context (widget), area.x, area.y, area.width,
                               area.height);
}

static void
meso_photo_preview_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = MIN_SIZE;
  *natural = NATURAL_SIZE;
}

static void
meso_photo_preview_dispose (GObject *object)
{
  g_clear_object (&MESO_PHOTO_PREVIEW (object)->map);

  G_OBJECT_CLASS (meso_photo_preview_parent_class)->dispose (object);
}

static void
meso_photo_preview_class_init (MesoPhotoPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    double step;
  } keys[] = {
    { GDK_KEY_Left, 0, -STEP },
    { GDK_KEY_Right, 0, STEP },
    { GDK_KEY_Left, GDK_SHIFT_MASK, -LONG_STEP },
    { GDK_KEY_Right, GDK_SHIFT_MASK, LONG_STEP },
  };

  G_OBJECT_CLASS (klass)->dispose = meso_photo_preview_dispose;
  widget_class->snapshot = meso_photo_preview_snapshot;
  widget_class->measure = meso_photo_preview_measure;
  gtk_widget_class_set_css_name (widget_class, "photopreview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, move_midline, "d", keys[i].step);
}

static void
meso_photo_preview_init (MesoPhotoPreview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->midline = 0.5;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Middle of the face or body"), -1);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/** meso_photo_preview_set_map: shows the photo of @map, and where its midline is. */
void
meso_photo_preview_set_map (MesoPhotoPreview *self,
                            MesoMap *map)
{
  const MesoPhoto *photo;

  g_return_if_fail (MESO_IS_PHOTO_PREVIEW (self));
  g_return_if_fail (MESO_IS_MAP (map) && meso_map_get_photo (map) != NULL);

  g_set_object (&self->map, map);
  photo = meso_item_get_photo (meso_map_get_photo (map));
  self->was_moved = photo->midline != MESO_UNSET;
  self->midline = self->was_moved ? MIN ((double) photo->midline / (double) photo->width, 1) : 0.5;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** meso_photo_preview_set_right_side: @right_side: #MesoRightSide, or 0 while nobody has said it. */
void
meso_photo_preview_set_right_side (MesoPhotoPreview *self,
                                   int right_side)
{
  g_return_if_fail (MESO_IS_PHOTO_PREVIEW (self));

  self->right_side = right_side;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), has_midline (self) ? "col-resize" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/** meso_photo_preview_get_midline: in px of the photo; %MESO_UNSET where nobody has moved it, or there is none. */
gint64
meso_photo_preview_get_midline (MesoPhotoPreview *self)
{
  const MesoPhoto *photo;

  g_return_val_if_fail (MESO_IS_PHOTO_PREVIEW (self), MESO_UNSET);

  if (!has_midline (self) || !self->was_moved)
    return MESO_UNSET;
  photo = meso_item_get_photo (meso_map_get_photo (self->map));
  return CLAMP (llround (self->midline * (double) photo->width), 1, photo->width);
}
