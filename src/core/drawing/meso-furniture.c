/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-furniture.h"

#include <glib/gi18n-lib.h>

/* How long the scale bar is on the diagram. */
#define BAR_MM 20

struct _MesoFurniture
{
  GArray *pieces;
  double rgb[3];
};

static void
clear_piece (gpointer data)
{
  MesoPiece *piece = data;

  g_free (piece->text);
}

/** meso_furniture_new: (transfer full): nothing yet, and the colour of ink. */
MesoFurniture *
meso_furniture_new (void)
{
  static const double ink[3] = MESO_INK_RGB;
  MesoFurniture *self = g_new0 (MesoFurniture, 1);

  self->pieces = g_array_new (FALSE, TRUE, sizeof (MesoPiece));
  g_array_set_clear_func (self->pieces, clear_piece);
  meso_furniture_set_rgb (self, ink[0], ink[1], ink[2]);
  return self;
}

void
meso_furniture_free (MesoFurniture *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->pieces);
  g_free (self);
}

/** meso_furniture_set_rgb: of the words and lines that are added from now on. */
void
meso_furniture_set_rgb (MesoFurniture *self,
                        double red,
                        double green,
                        double blue)
{
  g_return_if_fail (self != NULL);

  self->rgb[0] = red;
  self->rgb[1] = green;
  self->rgb[2] = blue;
}

static MesoPiece *
add_piece (MesoFurniture *self,
           MesoPieceKind kind,
           double x,
           double y)
{
  MesoPiece *piece;

  g_array_set_size (self->pieces, self->pieces->len + 1);
  piece = &g_array_index (self->pieces, MesoPiece, self->pieces->len - 1);
  piece->kind = kind;
  piece->x = x;
  piece->y = y;
  for (guint i = 0; i < 3; i++)
    piece->rgb[i] = self->rgb[i];
  return piece;
}

/** meso_furniture_add_text: one line; @size is the font's. */
void
meso_furniture_add_text (MesoFurniture *self,
                         const char *text,
                         double size,
                         MesoTextFlags flags,
                         MesoAnchor anchor,
                         double x,
                         double baseline)
{
  MesoPiece *piece;

  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  piece = add_piece (self, MESO_PIECE_TEXT, x, baseline);
  piece->text = g_strdup (text);
  piece->size = size;
  piece->flags = flags;
  piece->anchor = anchor;
}

/** meso_furniture_add_symbol: a mark as on the map; its outline is a tenth of @size. */
void
meso_furniture_add_symbol (MesoFurniture *self,
                           MesoLayer layer,
                           MesoState state,
                           double x,
                           double y,
                           double size)
{
  MesoPiece *piece;

  g_return_if_fail (self != NULL);

  piece = add_piece (self, MESO_PIECE_SYMBOL, x, y);
  piece->layer = layer;
  piece->state = state;
  piece->size = size;
}

/** meso_furniture_add_line: a straight line, @width thick, with square ends. */
void
meso_furniture_add_line (MesoFurniture *self,
                         double x1,
                         double y1,
                         double x2,
                         double y2,
                         double width)
{
  MesoPiece *piece;

  g_return_if_fail (self != NULL);

  piece = add_piece (self, MESO_PIECE_LINE, x1, y1);
  piece->x2 = x2;
  piece->y2 = y2;
  piece->size = width;
}

/** meso_furniture_add_box: a filled rectangle. */
void
meso_furniture_add_box (MesoFurniture *self,
                        double x1,
                        double y1,
                        double x2,
                        double y2,
                        const double rgb[3])
{
  MesoPiece *piece;

  g_return_if_fail (self != NULL);

  piece = add_piece (self, MESO_PIECE_BOX, x1, y1);
  piece->x2 = x2;
  piece->y2 = y2;
  for (guint i = 0; i < 3; i++)
    piece->rgb[i] = rgb[i];
}

static char *
format_count (guint done,
              guint planned)
{
  return planned > 0 ? g_strdup_printf ("%u (%u)", done, planned) : g_strdup_printf ("%u", done);
}

/**
 * meso_furniture_add_legend:
 * @x: of its left edge
 * @y: of its top
 * @size: of the font; a row is 1.6 times as high
 * @right: where the counts end, when there are @counts
 * @counts: (nullable): done, and planned in brackets
 *
 * The five layers from the surface down, and what hollow means when something is planned.
 *
 * Returns: its height
 */
double
meso_furniture_add_legend (MesoFurniture *self,
                           double x,
                           double y,
                           double size,
                           double right,
                           const MesoLayerCounts *counts)
{
  double row = size * 1.6, symbol = size * 0.8, top = y;
  gboolean planned = FALSE;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = MESO_LAYER_EPIDERMIS; i < MESO_N_LAYERS; i++, y += row)
    {
      double middle = y + row / 2, baseline = middle + size * 0.36;

      meso_furniture_add_symbol (self, i, MESO_STATE_DONE, x + symbol * 0.7, middle, symbol);
      meso_furniture_add_text (self,
                               meso_layer_get_name (i),
                               size,
                               MESO_TEXT_PLAIN,
                               MESO_ANCHOR_START,
                               x + symbol * 2.1,
                               baseline);
      if (counts != NULL && counts->done[i] + counts->planned[i] > 0)
        {
          g_autofree char *count = format_count (counts->done[i], counts->planned[i]);

          meso_furniture_add_text (self, count, size, MESO_TEXT_PLAIN, MESO_ANCHOR_END, right, baseline);
        }
      planned = planned || (counts != NULL && counts->planned[i] > 0);
    }
  if (planned)
    {
      meso_furniture_add_symbol (self, MESO_LAYER_UNSET, MESO_STATE_PLANNED, x + symbol * 0.7, y + row / 2, symbol);
      meso_furniture_add_text (self,
                               _ ("Planned (in brackets)"),
                               size,
                               MESO_TEXT_PLAIN,
                               MESO_ANCHOR_START,
                               x + symbol * 2.1,
                               y + row / 2 + size * 0.36);
      y += row;
    }
  return y - top;
}

/**
 * meso_furniture_add_scale_bar:
 * @x: of its left end
 * @y: of the bar
 * @size: of the font above it
 * @scale: units of the drawing per mm of the diagram
 */
void
meso_furniture_add_scale_bar (MesoFurniture *self,
                              double x,
                              double y,
                              double size,
                              double scale)
{
  double end = x + BAR_MM * scale, tick = size * 0.35, width = size * 0.1;
  g_autofree char *label = NULL;

  g_return_if_fail (self != NULL);

  meso_furniture_add_line (self, x, y, end, y, width);
  meso_furniture_add_line (self, x, y - tick, x, y + tick, width);
  meso_furniture_add_line (self, end, y - tick, end, y + tick, width);
  /* Translators: the length of the scale bar, measured on the drawing and not on the skin */
  label = g_strdup_printf (_ ("%d mm on the diagram"), BAR_MM);
  meso_furniture_add_text (self, label, size, MESO_TEXT_PLAIN, MESO_ANCHOR_START, x, y - size * 0.65);
}

/* A letter, and the words on the inner side of it. */
static void
add_side (MesoFurniture *self,
          gboolean is_right,
          const char *words,
          MesoAnchor anchor,
          double x,
          double baseline,
          double size)
{
  /* Translators: one letter for the patient's right and left side */
  const char *letter = is_right ? C_ ("side", "R") : C_ ("side", "L");
  double gap = anchor == MESO_ANCHOR_START ? size * 1.5 : -size * 1.5;

  meso_furniture_add_text (self, letter, size * 1.5, MESO_TEXT_BOLD, anchor, x, baseline);
  meso_furniture_add_text (self, words, size, MESO_TEXT_PLAIN, anchor, x + gap, baseline);
}

/**
 * meso_furniture_add_sides:
 * @x1: left edge of the picture
 * @x2: right edge of the picture
 *
 * Which side of the picture is which side of the patient, at its upper corners; of a profile which side it shows. It
 * goes by the view alone. Of a photo where nobody has said it, that.
 */
void
meso_furniture_add_sides (MesoFurniture *self,
                          MesoRightSide right_side,
                          double x1,
                          double x2,
                          double baseline,
                          double size)
{
  g_return_if_fail (self != NULL);

  if (right_side == 0)
    {
      /* Translators: a photo, and nobody knows where the patient's right is */
      meso_furniture_add_text (self, _ ("sides not given"), size, MESO_TEXT_PLAIN, MESO_ANCHOR_START, x1, baseline);
      return;
    }
  switch (right_side)
    {
    case MESO_RIGHT_SIDE_NEAR:
      add_side (self, TRUE, _ ("patient’s right side"), MESO_ANCHOR_START, x1, baseline, size);
      break;
    case MESO_RIGHT_SIDE_FAR:
      add_side (self, FALSE, _ ("patient’s left side"), MESO_ANCHOR_START, x1, baseline, size);
      break;
    case MESO_RIGHT_SIDE_VIEWER_RIGHT:
      add_side (self, FALSE, _ ("patient’s left"), MESO_ANCHOR_START, x1, baseline, size);
      add_side (self, TRUE, _ ("patient’s right"), MESO_ANCHOR_END, x2, baseline, size);
      break;
    case MESO_RIGHT_SIDE_VIEWER_LEFT:
    default:
      add_side (self, TRUE, _ ("patient’s right"), MESO_ANCHOR_START, x1, baseline, size);
      add_side (self, FALSE, _ ("patient’s left"), MESO_ANCHOR_END, x2, baseline, size);
      break;
    }
}

guint
meso_furniture_get_n_pieces (MesoFurniture *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pieces->len;
}

/** meso_furniture_get_piece: (transfer none): in the order of painting. */
const MesoPiece *
meso_furniture_get_piece (MesoFurniture *self,
                          guint index)
{
  g_return_val_if_fail (self != NULL && index < self->pieces->len, NULL);

  return &g_array_index (self->pieces, MesoPiece, index);
}

static void
paint_piece (const MesoPiece *piece,
             cairo_t *cr)
{
  cairo_set_source_rgb (cr, piece->rgb[0], piece->rgb[1], piece->rgb[2]);
  switch (piece->kind)
    {
    case MESO_PIECE_TEXT:
      meso_text_show_line (cr, piece->text, piece->size, piece->flags, piece->anchor, piece->x, piece->y, 0);
      break;
    case MESO_PIECE_SYMBOL:
      meso_symbol_paint (cr, piece->layer, piece->state, piece->x, piece->y, piece->size, piece->size * 0.1);
      break;
    case MESO_PIECE_LINE:
      cairo_move_to (cr, piece->x, piece->y);
      cairo_line_to (cr, piece->x2, piece->y2);
      cairo_set_line_width (cr, piece->size);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
      cairo_stroke (cr);
      break;
    case MESO_PIECE_BOX:
    default:
      cairo_rectangle (cr, piece->x, piece->y, piece->x2 - piece->x, piece->y2 - piece->y);
      cairo_fill (cr);
      break;
    }
}

/** meso_furniture_paint: @cr's user unit is the unit of the drawing. */
void
meso_furniture_paint (MesoFurniture *self,
                      cairo_t *cr)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_new_path (cr);
  for (guint i = 0; i < self->pieces->len; i++)
    paint_piece (&g_array_index (self->pieces, MesoPiece, i), cr);
  cairo_restore (cr);
}
