/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "meso-planned.h"
#include "meso-screen-style.h"

#define REVEAL_MARGIN 48

/* The cap of the key, beside the mark that the key would confirm; px. */
#define CAP 16.0
#define CAP_RADIUS 4.0
#define CAP_TEXT 0.82

/* While one plans, nothing is about to be confirmed. */
static MesoMark *
find_next (MesoCanvas *self)
{
  if (self->walk == NULL || !meso_session_is_editable (meso_editor_get_session (self->editor)) ||
      meso_hand_get_state (meso_editor_get_hand (self->editor)) == MESO_STATE_PLANNED)
    return NULL;
  return meso_walk_find_next (self->walk);
}

/* How many other marks a cap with that corner would hide. */
static guint
count_covered (MesoCanvas *self,
               double x,
               double y)
{
  MesoMap *map = meso_editor_get_map (self->editor);
  double room = meso_screen_style_get_symbol (meso_viewport_get_zoom (self->viewport)) / 2;
  guint n_marks = meso_map_get_n_marks (map), n = 0;

  for (guint i = 0; i < n_marks; i++)
    {
      MesoPoint place = meso_mark_get_place (meso_map_get_mark (map, i));
      double mark_x, mark_y;

      meso_viewport_to_px (self->viewport, place.x / 100.0, place.y / 100.0, &mark_x, &mark_y);
      n += mark_x > x - room && mark_x < x + CAP + room && mark_y > y - room && mark_y < y + CAP + room;
    }
  return n;
}

/* Above the mark to the right, or the next place round it that is in sight and hides nothing else. */
static void
place_cap (MesoCanvas *self,
           MesoMark *mark,
           double *x,
           double *y)
{
  static const double ways[][2] = { { 1, -1 }, { -1, -1 }, { 1, 1 }, { -1, 1 }, { 0, -1.4 }, { 0, 1.4 } };
  double reach = meso_screen_style_get_symbol (meso_viewport_get_zoom (self->viewport)) / 2 + CAP / 2;
  double width = meso_viewport_get_width (self->viewport), height = meso_viewport_get_height (self->viewport);
  MesoPoint place = meso_mark_get_place (mark);
  guint fewest = G_MAXUINT;
  double mark_x, mark_y;

  meso_viewport_to_px (self->viewport, place.x / 100.0, place.y / 100.0, &mark_x, &mark_y);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      double left = floor (mark_x + ways[i][0] * reach - CAP / 2), top = floor (mark_y + ways[i][1] * reach - CAP / 2);
      guint n = count_covered (self, left, top);

      if (left < 0 || top < 0 || left + CAP > width || top + CAP > height)
        n += 1000;
      if (n >= fewest)
        continue;
      fewest = n;
      *x = left;
      *y = top;
    }
}

static void
draw_letter (cairo_t *cr,
             PangoContext *context,
             double x,
             double y)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (CAP_TEXT));
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, "C", -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_move_to (cr, round (x + (CAP - width) / 2), round (y + (CAP - height) / 2));
  pango_cairo_show_layout (cr, layout);
}

/** meso_canvas_make_next: (transfer full) (nullable): which mark is confirmed next, by the cap of the key */
GskRenderNode *
meso_canvas_make_next (MesoCanvas *self)
{
  const double blue[] = MESO_SELECTION_RGB, paper[] = MESO_PAPER_RGB;
  MesoMark *next = find_next (self);
  GskRenderNode *node;
  double x = 0, y = 0;
  cairo_t *cr;

  if (next == NULL)
    return NULL;
  place_cap (self, next, &x, &y);
  node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT ((float) x - 2, (float) y - 2, (float) CAP + 4, (float) CAP + 4));
  cr = gsk_cairo_node_get_draw_context (node);
  cairo_arc (cr, x + CAP_RADIUS, y + CAP_RADIUS, CAP_RADIUS, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + CAP - CAP_RADIUS, y + CAP_RADIUS, CAP_RADIUS, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, x + CAP - CAP_RADIUS, y + CAP - CAP_RADIUS, CAP_RADIUS, 0, 0.5 * G_PI);
  cairo_arc (cr, x + CAP_RADIUS, y + CAP - CAP_RADIUS, CAP_RADIUS, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_set_line_width (cr, 3);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, blue[0], blue[1], blue[2]);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  draw_letter (cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), x, y);
  cairo_destroy (cr);
  return node;
}

static void
confirm (GtkWidget *widget,
         const char *name,
         GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->walk == NULL)
    return;
  meso_canvas_tool_cancel (self->tool);
  meso_walk_confirm_next (self->walk);
}

static void
confirm_region (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->walk == NULL)
    return;
  meso_canvas_tool_cancel (self->tool);
  meso_walk_confirm_region (self->walk, self->pointer_region);
}

/** meso_canvas_class_add_confirm_actions: the commands that make planned marks done ones, and their keys */
void
meso_canvas_class_add_confirm_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.confirm", NULL, confirm);
  gtk_widget_class_install_action (widget_class, "canvas.confirm-region", NULL, confirm_region);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, (GdkModifierType) 0, "canvas.confirm", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_SHIFT_MASK, "canvas.confirm-region", NULL);
}

static void
invalidate_next (MesoCanvas *self)
{
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_NEXT));
}

/* The eye follows, and the ear. */
static void
moved_cb (MesoCanvas *self,
          MesoMark *mark)
{
  MesoPoint place = meso_mark_get_place (mark);
  MesoSite site = meso_planned_get_site (self->editor, mark);
  g_autofree char *region = meso_planned_dup_site_name (self->editor, &site);
  const char *kind = meso_mark_kind_get_name (meso_mark_get (mark)->kind);
  g_autofree char *text = NULL;

  meso_viewport_reveal (self->viewport, place.x / 100.0, place.y / 100.0, REVEAL_MARGIN);
  /* Translators: what is confirmed next: "Point, planned, in Right cheek" */
  text = region != NULL ? g_strdup_printf (_ ("%s, planned, in %s"), kind, region) : g_strdup (kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

/** meso_canvas_begin_walk: the planned marks of another editor; what is connected goes with the editor's signals */
void
meso_canvas_begin_walk (MesoCanvas *self)
{
  self->walk = meso_walk_new (self->editor);
  g_signal_connect_swapped (self->walk, "moved", G_CALLBACK (moved_cb), self);
  g_signal_connect_object (meso_editor_get_session (self->editor), "edited", G_CALLBACK (invalidate_next), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (meso_editor_get_selection (self->editor), "changed", G_CALLBACK (invalidate_next), self);
  g_signal_connect_swapped (meso_editor_get_hand (self->editor), "changed", G_CALLBACK (invalidate_next), self);
  g_signal_connect_swapped (meso_editor_get_visibility (self->editor), "changed", G_CALLBACK (invalidate_next), self);
}

/** meso_canvas_end_walk: before the editor goes */
void
meso_canvas_end_walk (MesoCanvas *self)
{
  if (self->walk == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->walk, self);
  g_clear_object (&self->walk);
}

/** meso_canvas_get_walk: Returns: (transfer none) (nullable): the way through the planned marks of its editor */
MesoWalk *
meso_canvas_get_walk (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->walk;
}
