/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-scene-painter.h"

#include "drawing/meso-text.h"

/** meso_scene_item_is_in: whether an item may show in @clip_mm; %NULL is everything. */
gboolean
meso_scene_item_is_in (MesoScene *self,
                       guint item,
                       const cairo_rectangle_t *clip_mm)
{
  cairo_rectangle_t box;

  if (clip_mm == NULL)
    return TRUE;
  meso_scene_get_item_bounds (self, item, &box);
  if (box.x >= clip_mm->x + clip_mm->width || clip_mm->x >= box.x + box.width)
    return FALSE;
  return box.y < clip_mm->y + clip_mm->height && clip_mm->y < box.y + box.height;
}

static void
paint_coat (cairo_t *cr,
            const MesoCoat *coat)
{
  gboolean pointed = coat->part == MESO_PART_SYMBOL;

  if (coat->filled)
    {
      cairo_set_source_rgb (cr, coat->fill[0], coat->fill[1], coat->fill[2]);
      if (coat->width > 0)
        cairo_fill_preserve (cr);
      else
        cairo_fill (cr);
    }
  if (coat->width > 0)
    {
      cairo_set_source_rgb (cr, coat->stroke[0], coat->stroke[1], coat->stroke[2]);
      cairo_set_line_width (cr, coat->width);
      cairo_set_line_join (cr, pointed ? CAIRO_LINE_JOIN_MITER : CAIRO_LINE_JOIN_ROUND);
      cairo_set_line_cap (cr, coat->part == MESO_PART_HATCH ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
      cairo_stroke (cr);
    }
}

static void
paint_label (MesoScene *self,
             cairo_t *cr,
             guint item)
{
  static const double rgb[3] = MESO_INK_RGB;
  const MesoMarkData *mark = meso_mark_get (meso_scene_get_mark (self, item));
  double symbol = meso_scene_get_ink (self, item)->symbol;
  g_autofree char *label = meso_ink_dup_label (mark, TRUE);
  double x, y;

  if (label == NULL || meso_scene_get_style (self)->key == MESO_COLOUR_EARLIER)
    return;
  meso_polygon_find_middle (mark->points, mark->n_points, &x, &y);
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  meso_text_show_line (cr,
                       label,
                       symbol * MESO_LABEL_SIZE,
                       MESO_TEXT_BOLD,
                       MESO_ANCHOR_MIDDLE,
                       x,
                       y + symbol * MESO_LABEL_SIZE * 0.36,
                       symbol * MESO_LABEL_HALO);
}

/*
 * On paper a disc is the dot of a round pen, two numbers instead of four curves: half the time, a third of the bytes.
 * In memory, where nothing is written down, the curves are as fast.
 */
static gboolean
are_dots (const MesoInk *ink,
          cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_group_target (cr));

  if (ink->kind != MESO_MARK_POINT)
    return FALSE;
  if (ink->layer != MESO_LAYER_SUPERFICIAL_DERMIS && ink->layer != MESO_LAYER_UNSET)
    return FALSE;
  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS;
}

static void
paint_dot (cairo_t *cr,
           const double rgb[3],
           double diameter)
{
  cairo_set_source_rgb (cr, rgb[0], rgb[1], rgb[2]);
  cairo_set_line_width (cr, diameter);
  cairo_stroke_preserve (cr);
}

static void
paint_dots (MesoScene *self,
            cairo_t *cr,
            const guint *items,
            guint n_items,
            const cairo_rectangle_t *clip_mm)
{
  const MesoInk *ink = meso_scene_get_ink (self, items[0]);

  for (guint i = 0; i < n_items; i++)
    if (meso_scene_item_is_in (self, items[i], clip_mm))
      {
        const MesoPoint *place = meso_mark_get (meso_scene_get_mark (self, items[i]))->points;

        cairo_move_to (cr, place->x / 100.0, place->y / 100.0);
        cairo_line_to (cr, place->x / 100.0, place->y / 100.0);
      }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  paint_dot (cr, ink->coats[0].stroke, ink->symbol + ink->outline);
  paint_dot (cr, ink->coats[0].fill, ink->symbol - ink->outline);
  if (ink->planned)
    paint_dot (cr,
               ink->coats[1].fill,
               ink->symbol - 2 * meso_symbol_get_ring (ink->layer) * ink->symbol - ink->outline);
  cairo_new_path (cr);
}

/**
 * meso_scene_paint_items:
 * @items: (array length=n_items): of one style, none of which overlaps another
 *
 * Paints them as one path for each coat.
 */
void
meso_scene_paint_items (MesoScene *self,
                        cairo_t *cr,
                        const guint *items,
                        guint n_items,
                        const cairo_rectangle_t *clip_mm)
{
  const MesoInk *ink = meso_scene_get_ink (self, items[0]);
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));

  cairo_new_path (cr);
  if (are_dots (ink, cr))
    {
      paint_dots (self, cr, items, n_items, clip_mm);
      return;
    }
  for (guint k = 0; k < ink->n_coats; k++)
    {
      g_array_set_size (segments, 0);
      for (guint i = 0; i < n_items; i++)
        if (meso_scene_item_is_in (self, items[i], clip_mm))
          meso_ink_append (ink, ink->coats[k].part, meso_mark_get (meso_scene_get_mark (self, items[i])), segments);
      if (segments->len == 0)
        continue;
      meso_segments_to_cairo (segments, cr);
      paint_coat (cr, &ink->coats[k]);
    }
  if (ink->kind != MESO_MARK_AREA)
    return;
  for (guint i = 0; i < n_items; i++)
    paint_label (self, cr, items[i]);
}

/**
 * meso_scene_paint:
 * @cr: its user unit is 1 mm
 * @clip_mm: (nullable): marks wholly outside are left out; it does not clip @cr
 *
 * The vector painter, for paper: print, PDF and SVG surfaces. On an image it gives what meso_scene_stamp() gives.
 */
void
meso_scene_paint (MesoScene *self,
                  cairo_t *cr,
                  const cairo_rectangle_t *clip_mm)
{
  guint n_runs;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  n_runs = meso_scene_get_n_runs (self);
  for (guint run = 0; run < n_runs; run++)
    {
      guint n_items;
      const guint *items = meso_scene_get_run (self, run, &n_items);

      meso_scene_paint_items (self, cr, items, n_items, clip_mm);
    }
  cairo_restore (cr);
}
