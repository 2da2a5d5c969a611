/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-block.h"

typedef enum
{
  PART_TEXT,
  PART_BOX,
  PART_SYMBOL
} PartKind;

typedef struct
{
  PartKind kind;
  MesoTone tone;
  double x, y, width, height;
  PangoLayout *layout;
  MesoLayer layer;
  MesoState state;
} Part;

struct _MesoBlock
{
  grefcount ref_count;
  GArray *parts;
  double height;
  gboolean kept_with_next;
  gboolean heading;
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  g_clear_object (&part->layout);
}

/** meso_block_new: an empty part of a page, to be filled from its upper left. */
MesoBlock *
meso_block_new (void)
{
  MesoBlock *self = g_new0 (MesoBlock, 1);

  g_ref_count_init (&self->ref_count);
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  return self;
}

/** meso_block_ref: belongs to one thread, like the page. */
MesoBlock *
meso_block_ref (MesoBlock *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_ref_count_inc (&self->ref_count);
  return self;
}

/** meso_block_unref: see meso_block_ref(). */
void
meso_block_unref (MesoBlock *self)
{
  g_return_if_fail (self != NULL);

  if (!g_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->parts);
  g_free (self);
}

double
meso_block_get_height (MesoBlock *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/** meso_block_set_height: at least; what is in it may be higher. */
void
meso_block_set_height (MesoBlock *self,
                       double height)
{
  g_return_if_fail (self != NULL);

  self->height = MAX (self->height, height);
}

/** meso_block_keep_with_next: it is not the last of a page. */
void
meso_block_keep_with_next (MesoBlock *self)
{
  g_return_if_fail (self != NULL);

  self->kept_with_next = TRUE;
}

gboolean
meso_block_is_kept_with_next (MesoBlock *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kept_with_next;
}

/** meso_block_set_heading: it stays with what it is the heading of, and comes again where that goes on. */
void
meso_block_set_heading (MesoBlock *self)
{
  g_return_if_fail (self != NULL);

  self->heading = TRUE;
  self->kept_with_next = TRUE;
}

gboolean
meso_block_is_heading (MesoBlock *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->heading;
}

static Part *
add_part (MesoBlock *self,
          PartKind kind,
          MesoTone tone,
          double x,
          double y)
{
  Part *part;

  g_array_set_size (self->parts, self->parts->len + 1);
  part = &g_array_index (self->parts, Part, self->parts->len - 1);
  part->kind = kind;
  part->tone = tone;
  part->x = x;
  part->y = y;
  return part;
}

/**
 * meso_block_add_text:
 * @x: of the start, middle or end, as @anchor says
 * @width: where lines are broken; negative: not at all
 *
 * Returns: where it ends below, in mm
 */
double
meso_block_add_text (MesoBlock *self,
                     const char *text,
                     double size,
                     MesoTextFlags flags,
                     MesoTone tone,
                     MesoAnchor anchor,
                     double x,
                     double y,
                     double width)
{
  Part *part;
  double height;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (text != NULL, 0);

  part = add_part (self, PART_TEXT, tone, x, y);
  part->layout = meso_text_new (text, size, flags, width);
  if (anchor != MESO_ANCHOR_START && width >= 0)
    pango_layout_set_alignment (part->layout, anchor == MESO_ANCHOR_END ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_CENTER);
  meso_text_get_size (part->layout, &part->width, &height);
  if (width >= 0)
    part->width = width;
  part->x -= anchor == MESO_ANCHOR_END ? part->width : anchor == MESO_ANCHOR_MIDDLE ? part->width / 2
                                                                                    : 0;
  self->height = MAX (self->height, y + height);
  return y + height;
}

/**
 * meso_block_add_tag:
 *
 * Words in the colour of paper on a box of @tone, which stand out in grey too.
 *
 * Returns: its width
 */
double
meso_block_add_tag (MesoBlock *self,
                    const char *text,
                    double size,
                    MesoTone tone,
                    MesoAnchor anchor,
                    double x,
                    double y)
{
  g_autoptr (PangoLayout) layout = NULL;
  double width, height, side = size * 0.5, edge = size * 0.08;

  g_return_val_if_fail (self != NULL, 0);

  layout = meso_text_new (text, size, MESO_TEXT_BOLD, -1);
  meso_text_get_size (layout, &width, &height);
  x -= anchor == MESO_ANCHOR_END ? width + 2 * side : anchor == MESO_ANCHOR_MIDDLE ? width / 2 + side
                                                                                   : 0;
  meso_block_add_box (self, x, y, width + 2 * side, height + 2 * edge, tone);
  meso_block_add_text (self, text, size, MESO_TEXT_BOLD, MESO_TONE_PAPER, MESO_ANCHOR_START, x + side, y + edge, -1);
  return width + 2 * side;
}

void
meso_block_add_rule (MesoBlock *self,
                     double x1,
                     double x2,
                     double y,
                     double width,
                     MesoTone tone)
{
  meso_block_add_box (self, x1, y - width / 2, x2 - x1, width, tone);
}

void
meso_block_add_box (MesoBlock *self,
                    double x,
                    double y,
                    double width,
                    double height,
                    MesoTone tone)
{
  Part *part;

  g_return_if_fail (self != NULL);

  part = add_part (self, PART_BOX, tone, x, y);
  part->width = width;
  part->height = height;
  self->height = MAX (self->height, y + height);
}

/** meso_block_add_symbol: @x, @y: of its middle. */
void
meso_block_add_symbol (MesoBlock *self,
                       MesoLayer layer,
                       MesoState state,
                       double x,
                       double y,
                       double size)
{
  Part *part;

  g_return_if_fail (self != NULL);

  part = add_part (self, PART_SYMBOL, MESO_TONE_INK, x, y);
  part->layer = layer;
  part->state = state;
  part->width = size;
}

static void
set_tone (cairo_t *cr,
          MesoTone tone)
{
  static const guint8 tones[][3] = {
    [MESO_TONE_INK] = { 0x1a, 0x1a, 0x1a },
    [MESO_TONE_SOFT] = { 0x5c, 0x55, 0x50 },
    [MESO_TONE_RULE] = { 0xb8, 0xb1, 0xab },
    [MESO_TONE_ALERT] = { 0x8f, 0x0e, 0x1a },
    [MESO_TONE_PAPER] = { 0xff, 0xff, 0xff },
  };

  cairo_set_source_rgb (cr, tones[tone][0] / 255.0, tones[tone][1] / 255.0, tones[tone][2] / 255.0);
}

static void
paint_part (const Part *part,
            cairo_t *cr,
            double x,
            double y)
{
  set_tone (cr, part->tone);
  switch (part->kind)
    {
    case PART_TEXT:
      meso_text_show (part->layout, cr, x + part->x, y + part->y);
      break;
    case PART_BOX:
      cairo_rectangle (cr, x + part->x, y + part->y, part->width, part->height);
      cairo_fill (cr);
      break;
    case PART_SYMBOL:
    default:
      meso_symbol_paint (cr, part->layer, part->state, x + part->x, y + part->y, part->width, part->width * 0.1);
      break;
    }
}

/** meso_block_paint: with its upper left corner at @x, @y; @cr's user unit is 1 mm. */
void
meso_block_paint (MesoBlock *self,
                  cairo_t *cr,
                  double x,
                  double y)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < self->parts->len; i++)
    paint_part (&g_array_index (self->parts, Part, i), cr, x, y);
  cairo_restore (cr);
}
