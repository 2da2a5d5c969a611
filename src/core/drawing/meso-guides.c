/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-guides.h"

#include <math.h>

#include "drawing/meso-guides-private.h"
#include "drawing/meso-symbol.h"

#define GRID_MM 10
#define STRONG_LINE 5 /* of the grid, counted from the origin */
#define MAX_GRID_LINES 1000

/* How far the baseline of a line is below its middle, and how far paper goes around letters that stand on a hatch: of
 * the size of the font. */
#define BASELINE 0.36
#define HALO 0.22

struct _MesoGuides
{
  gatomicrefcount ref_count;
  GArray *items;
};

/* The warm grey of the art, darker: guides are thin and pale, and still to be read on a page of grey. */
const double meso_guide_grey[3] = { 0x4a / 255.0, 0x43 / 255.0, 0x3e / 255.0 };

static void
clear_item (gpointer data)
{
  MesoGuideItem *item = data;

  g_clear_pointer (&item->segments, g_array_unref);
  g_free (item->title);
  g_free (item->text);
}

static MesoGuideItem *
add_item (MesoGuideBuilder *self,
          MesoGuideFlags guide,
          const double rgb[3],
          double opacity)
{
  MesoGuideItem item = { .guide = guide, .rgb = { rgb[0], rgb[1], rgb[2] }, .opacity = opacity };

  g_array_append_val (self->items, item);
  return &g_array_index (self->items, MesoGuideItem, self->items->len - 1);
}

/** meso_guide_builder_add_path: (transfer none): an empty path, good until the next item is added. */
MesoGuideItem *
meso_guide_builder_add_path (MesoGuideBuilder *self,
                             MesoGuideFlags guide,
                             const double rgb[3],
                             double opacity,
                             double width)
{
  MesoGuideItem *item = add_item (self, guide, rgb, opacity);

  item->segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  item->width = width;
  return item;
}

/**
 * meso_guide_builder_guess_width:
 *
 * Widths are guessed, since what is in a file must not depend on the fonts of the computer that writes it.
 */
double
meso_guide_builder_guess_width (MesoGuideBuilder *self,
                                const char *text)
{
  return meso_text_guess_width (text, self->style.text_mm);
}

/* Whether words may be there: not where others are, and not where nobody sees them. */
static gboolean
is_free (MesoGuideBuilder *self,
         const cairo_rectangle_t *rect)
{
  double gap = self->style.text_mm * 0.25;

  if (rect->x > self->view.x + self->view.width || rect->x + rect->width < self->view.x ||
      rect->y > self->view.y + self->view.height || rect->y + rect->height < self->view.y)
    return FALSE;

  for (guint i = 0; i < self->taken->len; i++)
    {
      const cairo_rectangle_t *other = &g_array_index (self->taken, cairo_rectangle_t, i);

      if (rect->x < other->x + other->width + gap && other->x < rect->x + rect->width + gap &&
          rect->y < other->y + other->height && other->y < rect->y + rect->height)
        return FALSE;
    }
  return TRUE;
}

/** meso_guide_builder_is_free: whether no words are yet where one line of them would be. */
gboolean
meso_guide_builder_is_free (MesoGuideBuilder *self,
                            const char *text,
                            const MesoPathVertex *middle)
{
  double width = meso_guide_builder_guess_width (self, text), height = self->style.text_mm * MESO_GUIDE_LINE_HEIGHT;
  cairo_rectangle_t rect = { middle->x - width / 2, middle->y - height / 2, width, height };

  return is_free (self, &rect);
}

static MesoGuideItem *
add_line_of_words (MesoGuideBuilder *self,
                   MesoGuideFlags guide,
                   const double rgb[3],
                   const char *text,
                   MesoAnchor anchor,
                   double x,
                   double middle)
{
  MesoGuideItem *item = add_item (self, guide, rgb, 1);

  item->text = g_strdup (text);
  item->x = x;
  item->baseline = middle + self->style.text_mm * BASELINE;
  item->size = self->style.text_mm;
  item->anchor = anchor;
  return item;
}

/**
 * meso_guide_builder_add_words:
 * @x: of the start, middle or end, as @anchor says
 * @middle: of the line, from top to bottom
 *
 * Returns: (transfer none) (nullable): the words, or %NULL where others are, or nobody sees or wants any.
 */
MesoGuideItem *
meso_guide_builder_add_words (MesoGuideBuilder *self,
                              MesoGuideFlags guide,
                              const double rgb[3],
                              const char *text,
                              MesoAnchor anchor,
                              double x,
                              double middle)
{
  double size = self->style.text_mm, width = meso_guide_builder_guess_width (self, text);
  cairo_rectangle_t rect = { x, middle - size * MESO_GUIDE_LINE_HEIGHT / 2, width, size * MESO_GUIDE_LINE_HEIGHT };

  rect.x -= anchor == MESO_ANCHOR_END ? width : anchor == MESO_ANCHOR_MIDDLE ? width / 2
                                                                             : 0;
  if (size <= 0 || !is_free (self, &rect))
    return NULL;
  g_array_append_val (self->taken, rect);
  return add_line_of_words (self, guide, rgb, text, anchor, x, middle);
}

/**
 * meso_guide_builder_add_block:
 * @lines: (array zero-terminated=1): at least one
 * @x: of the middle of each
 * @middle: of all of them
 *
 * Lines of words that are read over what is below them.
 *
 * Returns: %FALSE where other words are, or nobody sees or wants any; then nothing is added.
 */
gboolean
meso_guide_builder_add_block (MesoGuideBuilder *self,
                              MesoGuideFlags guide,
                              const double rgb[3],
                              const char *const *lines,
                              double x,
                              double middle)
{
  double height = self->style.text_mm * MESO_GUIDE_LINE_HEIGHT, width = 0;
  guint n_lines = g_strv_length ((GStrv) lines);
  cairo_rectangle_t rect;

  for (guint i = 0; i < n_lines; i++)
    width = MAX (width, meso_guide_builder_guess_width (self, lines[i]));
  rect = (cairo_rectangle_t){ x - width / 2, middle - height * n_lines / 2, width, height * n_lines };
  if (height <= 0 || !is_free (self, &rect))
    return FALSE;
  g_array_append_val (self->taken, rect);
  for (guint i = 0; i < n_lines; i++)
    add_line_of_words (self, guide, rgb, lines[i], MESO_ANCHOR_MIDDLE, x, rect.y + height * (i + 0.5))->halo =
      self->style.text_mm * HALO;
  return TRUE;
}

/** meso_guide_item_add_line: a straight line, to a path. */
void
meso_guide_item_add_line (MesoGuideItem *item,
                          double x1,
                          double y1,
                          double x2,
                          double y2)
{
  MesoPathSegment from = { MESO_PATH_MOVE, { { x1, y1 } } }, to = { MESO_PATH_LINE, { { x2, y2 } } };

  g_array_append_val (item->segments, from);
  g_array_append_val (item->segments, to);
}

/** meso_guide_item_add_outline: all of @path, to a path. */
void
meso_guide_item_add_outline (MesoGuideItem *item,
                             MesoPath *path)
{
  guint n_segments;
  const MesoPathSegment *segments = meso_path_get_segments (path, &n_segments);

  g_array_append_vals (item->segments, segments, n_segments);
}

static void
add_grid_lines (MesoGuideBuilder *self,
                gboolean strong)
{
  MesoGuideItem *item = meso_guide_builder_add_path (self, MESO_GUIDE_GRID, meso_guide_grey, strong ? 0.3 : 0.16,
                                                     self->style.line_mm * 0.7);
  double right = self->view.x + self->view.width, bottom = self->view.y + self->view.height;

  for (double i = ceil (self->view.x / GRID_MM); i * GRID_MM <= right; i++)
    if ((fmod (i, STRONG_LINE) == 0) == strong)
      meso_guide_item_add_line (item, i * GRID_MM, self->view.y, i * GRID_MM, bottom);
  for (double i = ceil (self->view.y / GRID_MM); i * GRID_MM <= bottom; i++)
    if ((fmod (i, STRONG_LINE) == 0) == strong)
      meso_guide_item_add_line (item, self->view.x, i * GRID_MM, right, i * GRID_MM);
}

static void
add_grid (MesoGuideBuilder *self)
{
  if (self->view.width + self->view.height > MAX_GRID_LINES * GRID_MM)
    return;
  add_grid_lines (self, FALSE);
  add_grid_lines (self, TRUE);
}

static void
init_builder (MesoGuideBuilder *self,
              const MesoGuideStyle *style)
{
  *self = (MesoGuideBuilder){ .style = *style };
  self->items = g_array_new (FALSE, FALSE, sizeof (MesoGuideItem));
  self->taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  g_array_set_clear_func (self->items, clear_item);
}

static MesoGuides *
finish_builder (MesoGuideBuilder *self)
{
  MesoGuides *guides = g_new0 (MesoGuides, 1);

  g_atomic_ref_count_init (&guides->ref_count);
  guides->items = self->items;
  g_array_unref (self->taken);
  return guides;
}

/**
 * meso_guides_new:
 * @diagram: (nullable): %NULL leaves nothing but the grid
 * @flags: which guides; those that the diagram has nothing for show nothing
 * @view: what of the sheet is seen, in mm: the grid fills it, and there are no words beyond it
 *
 * Returns: (transfer full): all geometry from the landmarks, regions and zones of @diagram.
 */
MesoGuides *
meso_guides_new (MesoDiagram *diagram,
                 MesoGuideFlags flags,
                 const MesoGuideStyle *style,
                 const cairo_rectangle_t *view)
{
  MesoGuideBuilder builder;

  g_return_val_if_fail (diagram == NULL || MESO_IS_DIAGRAM (diagram), NULL);
  g_return_val_if_fail (style != NULL && view != NULL, NULL);

  init_builder (&builder, style);
  builder.diagram = diagram;
  builder.view = *view;
  if ((flags & MESO_GUIDE_GRID) != 0)
    add_grid (&builder);
  if (diagram != NULL)
    {
      if ((flags & MESO_GUIDE_REGIONS) != 0)
        meso_guide_builder_add_regions (&builder);
      if ((flags & MESO_GUIDE_WARNINGS) != 0)
        meso_guide_builder_add_warnings (&builder);
      meso_guide_builder_add_lines (&builder, flags);
      /* What is said about a line or a zone comes before the names, which only stand where there is room. */
      meso_guide_builder_add_measures (&builder, flags);
      if ((flags & MESO_GUIDE_WARNINGS) != 0)
        meso_guide_builder_add_warning_names (&builder);
      if ((flags & MESO_GUIDE_REGIONS) != 0)
        meso_guide_builder_add_region_names (&builder);
    }
  return finish_builder (&builder);
}

/** meso_guides_new_for_region: (transfer full): the outline of one region, as it is among all of them. */
MesoGuides *
meso_guides_new_for_region (const MesoRegion *region,
                            const MesoGuideStyle *style)
{
  MesoGuideBuilder builder;

  g_return_val_if_fail (region != NULL && style != NULL, NULL);

  init_builder (&builder, style);
  meso_guide_builder_add_outline (&builder, region);
  return finish_builder (&builder);
}

MesoGuides *
meso_guides_ref (MesoGuides *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
meso_guides_unref (MesoGuides *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_free (self);
}

guint
meso_guides_get_n_items (MesoGuides *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/** meso_guides_get_item: (transfer none): in paint order. */
const MesoGuideItem *
meso_guides_get_item (MesoGuides *self,
                      guint index)
{
  g_return_val_if_fail (self != NULL && index < self->items->len, NULL);

  return &g_array_index (self->items, MesoGuideItem, index);
}

/* The middle of the nearest pixel. */
static void
snap (cairo_t *cr,
      MesoPathVertex *vertex)
{
  cairo_user_to_device (cr, &vertex->x, &vertex->y);
  vertex->x = floor (vertex->x) + 0.5;
  vertex->y = floor (vertex->y) + 0.5;
  cairo_device_to_user (cr, &vertex->x, &vertex->y);
}

/* On pixels, level and upright lines of a pixel or so are put on whole ones: else each would be pale in its own way. */
static void
trace (const MesoGuideItem *item,
       cairo_t *cr)
{
  g_autoptr (GArray) segments = NULL;

  if (cairo_surface_get_type (cairo_get_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE)
    {
      meso_segments_to_cairo (item->segments, cr);
      return;
    }
  segments = g_array_copy (item->segments);
  for (guint i = 0; i + 1 < segments->len; i++)
    {
      MesoPathSegment *from = &g_array_index (segments, MesoPathSegment, i);
      MesoPathSegment *to = &g_array_index (segments, MesoPathSegment, i + 1);
      gboolean is_single = from->op == MESO_PATH_MOVE && to->op == MESO_PATH_LINE &&
                           (i + 2 == segments->len || to[1].op == MESO_PATH_MOVE);

      if (!is_single || (from->points[0].x != to->points[0].x && from->points[0].y != to->points[0].y))
        continue;
      snap (cr, &from->points[0]);
      snap (cr, &to->points[0]);
    }
  meso_segments_to_cairo (segments, cr);
}

static void
paint_path (const MesoGuideItem *item,
            cairo_t *cr)
{
  trace (item, cr);
  if (item->fill_opacity > 0)
    {
      cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
      cairo_set_source_rgba (cr, item->rgb[0], item->rgb[1], item->rgb[2], item->fill_opacity);
      cairo_fill_preserve (cr);
    }
  cairo_set_source_rgba (cr, item->rgb[0], item->rgb[1], item->rgb[2], item->opacity);
  cairo_set_line_width (cr, item->width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, item->dashes, (int) item->n_dashes, 0);
  cairo_stroke (cr);
}

/** meso_guides_paint: @cr's user unit is 1 mm, its origin the diagram's; what is outside its clip costs little. */
void
meso_guides_paint (MesoGuides *self,
                   cairo_t *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < self->items->len; i++)
    {
      const MesoGuideItem *item = &g_array_index (self->items, MesoGuideItem, i);

      if (item->segments != NULL)
        {
          paint_path (item, cr);
          continue;
        }
      cairo_set_source_rgba (cr, item->rgb[0], item->rgb[1], item->rgb[2], item->opacity);
      meso_text_show_line (cr, item->text, item->size, MESO_TEXT_PLAIN, item->anchor, item->x, item->baseline,
                           item->halo);
    }
  cairo_restore (cr);
}
