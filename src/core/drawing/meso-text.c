/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-text.h"

#include <pango/pangocairo.h>

#include "drawing/meso-symbol.h"

/* Pango lays out in points here: with a font of 3 units, as in mm, roundings to whole units would show. */
#define POINT (25.4 / 72)

/* Of the size of the font, for a guess. */
#define LETTER_WIDTH 0.58
#define WIDE_LETTER_WIDTH 1.02

static PangoContext *
create_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Words are as wide on the screen as on paper. */
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

/* One a thread: a context belongs to its thread's font map. */
static PangoContext *
get_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT (g_object_unref);
  PangoContext *context = g_private_get (&contexts);

  if (context == NULL)
    {
      context = create_context ();
      g_private_set (&contexts, context);
    }
  return context;
}

/**
 * meso_text_new:
 * @size_mm: of the font
 * @width_mm: where lines are broken, between words or, where a word is wider, in it; negative: not at all
 *
 * Returns: (transfer full): for use on this thread.
 */
PangoLayout *
meso_text_new (const char *text,
               double size_mm,
               MesoTextFlags flags,
               double width_mm)
{
  PangoLayout *layout;
  PangoFontDescription *font;

  g_return_val_if_fail (text != NULL, NULL);

  layout = pango_layout_new (get_context ());
  font = pango_font_description_from_string ("Cantarell, Noto Sans, DejaVu Sans, Sans");
  pango_font_description_set_weight (font, (flags & MESO_TEXT_BOLD) != 0 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (font, size_mm / POINT * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (width_mm >= 0)
    pango_layout_set_width (layout, width_mm / POINT * PANGO_SCALE);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/** meso_text_get_size: (out) (optional) @width_mm; (out) (optional) @height_mm: of all lines. */
void
meso_text_get_size (PangoLayout *layout,
                    double *width_mm,
                    double *height_mm)
{
  PangoRectangle box;

  g_return_if_fail (PANGO_IS_LAYOUT (layout));

  pango_layout_get_extents (layout, NULL, &box);
  if (width_mm != NULL)
    *width_mm = (double) box.width / PANGO_SCALE * POINT;
  if (height_mm != NULL)
    *height_mm = (double) box.height / PANGO_SCALE * POINT;
}

/** meso_text_get_baseline: of the first line, in mm below the top. */
double
meso_text_get_baseline (PangoLayout *layout)
{
  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), 0);

  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE * POINT;
}

/**
 * meso_text_guess_width:
 *
 * Returns: about how wide one line is, in the unit of @size, and rather more: for what must come out the same on every
 * computer, whatever fonts it has.
 */
double
meso_text_guess_width (const char *text,
                       double size)
{
  double width = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    width += g_unichar_iswide (g_utf8_get_char (c)) ? WIDE_LETTER_WIDTH : LETTER_WIDTH;
  return width * size;
}

/**
 * meso_text_show:
 * @x: of the left edge; user unit is 1 mm
 * @y: of the top
 */
void
meso_text_show (PangoLayout *layout,
                cairo_t *cr,
                double x,
                double y)
{
  g_return_if_fail (PANGO_IS_LAYOUT (layout));
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, POINT, POINT);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}

static void
show_halo (PangoLayout *layout,
           cairo_t *cr,
           double x,
           double y,
           double halo_mm)
{
  static const double paper[3] = MESO_PAPER_RGB;

  cairo_save (cr);
  cairo_new_path (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, POINT, POINT);
  pango_cairo_layout_path (cr, layout);
  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_set_line_width (cr, 2 * halo_mm / POINT);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/**
 * meso_text_show_line:
 * @x: of the start, middle or end, as @anchor says
 * @halo_mm: how far around the letters the paper's colour goes, over what is below; 0 for none
 *
 * One line in the current colour.
 */
void
meso_text_show_line (cairo_t *cr,
                     const char *text,
                     double size_mm,
                     MesoTextFlags flags,
                     MesoAnchor anchor,
                     double x,
                     double baseline,
                     double halo_mm)
{
  g_autoptr (PangoLayout) layout = NULL;
  double width, y;

  g_return_if_fail (cr != NULL);
  g_return_if_fail (text != NULL);

  layout = meso_text_new (text, size_mm, flags, -1);
  meso_text_get_size (layout, &width, NULL);
  x -= anchor == MESO_ANCHOR_END ? width : anchor == MESO_ANCHOR_MIDDLE ? width / 2
                                                                        : 0;
  y = baseline - meso_text_get_baseline (layout);
  if (halo_mm > 0)
    show_halo (layout, cr, x, y, halo_mm);
  meso_text_show (layout, cr, x, y);
}
