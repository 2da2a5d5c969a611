/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-ink.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "drawing/meso-hatch.h"
#include "drawing/meso-text.h"

/* Of the diameter of a mark. */
#define HEAD_LENGTH 1.15
#define HEAD_WIDTH 0.95
#define HATCH_SPACING 0.9

typedef struct
{
  double x, y;
} Vector;

/* Of areas, which have no layer: warm grey, as dark as the outline needs to be over the art. */
static const double area_rgb[3] = { 0x3f / 255.0, 0x3a / 255.0, 0x37 / 255.0 };
static const double hatch_rgb[3] = { 0x8a / 255.0, 0x81 / 255.0, 0x7b / 255.0 };
static const double paper_rgb[3] = MESO_PAPER_RGB;
static const double ink_rgb[3] = MESO_INK_RGB;

static const double earlier_rgb[3] = MESO_EARLIER_RGB;
static const double earlier_dark_rgb[3] = { 0x66 / 255.0, 0x80 / 255.0, 0x9a / 255.0 };

static MesoCoat *
add_coat (MesoInk *ink,
          MesoPart part)
{
  MesoCoat *coat = &ink->coats[ink->n_coats++];

  g_assert (ink->n_coats <= MESO_MAX_COATS);
  coat->part = part;
  return coat;
}

static void
add_fill (MesoInk *ink,
          MesoPart part,
          const double fill[3],
          double outline)
{
  MesoCoat *coat = add_coat (ink, part);

  coat->filled = TRUE;
  coat->width = outline;
  for (guint i = 0; i < 3; i++)
    {
      coat->fill[i] = fill[i];
      coat->stroke[i] = ink_rgb[i];
    }
}

static void
add_stroke (MesoInk *ink,
            MesoPart part,
            const double stroke[3],
            double width)
{
  MesoCoat *coat = add_coat (ink, part);

  coat->width = width;
  for (guint i = 0; i < 3; i++)
    coat->stroke[i] = stroke[i];
}

/* The same shapes in grey-blue; what is paper stays paper. */
static void
make_earlier (MesoInk *ink)
{
  for (guint i = 0; i < ink->n_coats; i++)
    {
      MesoCoat *coat = &ink->coats[i];
      gboolean is_line = coat->part == MESO_PART_LINE && i > 0;

      if (memcmp (coat->fill, paper_rgb, sizeof paper_rgb) != 0)
        memcpy (coat->fill, earlier_rgb, sizeof earlier_rgb);
      if (memcmp (coat->stroke, paper_rgb, sizeof paper_rgb) != 0)
        memcpy (coat->stroke, is_line ? earlier_rgb : earlier_dark_rgb, sizeof earlier_rgb);
    }
}

/**
 * meso_ink_init:
 * @rgb: colour of the layer or of the product
 *
 * How marks of a kind look. Hollow, with paper inside and the colour as a ring, is planned, and nothing else is hollow.
 */
void
meso_ink_init (MesoInk *ink,
               MesoMarkKind kind,
               MesoLayer layer,
               gboolean planned,
               const double rgb[3],
               const MesoSceneStyle *style)
{
  g_return_if_fail (ink != NULL);
  g_return_if_fail (style != NULL);

  *ink = (MesoInk){
    .kind = kind,
    .layer = layer,
    .planned = planned,
    .symbol = style->symbol_mm,
    .outline = style->outline_mm,
    .line = style->line_mm,
  };
  switch (kind)
    {
    case MESO_MARK_AREA:
      if (!planned)
        add_stroke (ink, MESO_PART_HATCH, hatch_rgb, style->outline_mm);
      add_stroke (ink, MESO_PART_OUTLINE, area_rgb, style->line_mm * (planned ? 1.3 : 0.8));
      if (planned)
        add_stroke (ink, MESO_PART_OUTLINE, paper_rgb, style->line_mm * 0.6);
      break;
    case MESO_MARK_THREAD:
      add_stroke (ink, MESO_PART_LINE, ink_rgb, style->line_mm + 2 * style->outline_mm);
      add_fill (ink, MESO_PART_HEAD, rgb, 2 * style->outline_mm);
      /* The outline of the head is stroked about its edge: a second coat of colour takes its inner half away, so that
       * outside it is as wide as the casing of the line. */
      add_fill (ink, MESO_PART_HEAD, rgb, 0);
      add_stroke (ink, MESO_PART_LINE, rgb, style->line_mm);
      if (planned)
        {
          add_stroke (ink, MESO_PART_LINE, paper_rgb, style->line_mm * 0.45);
          add_fill (ink, MESO_PART_HEAD_CORE, paper_rgb, 0);
        }
      add_fill (ink, MESO_PART_SYMBOL, rgb, style->outline_mm);
      if (planned)
        add_fill (ink, MESO_PART_SYMBOL_CORE, paper_rgb, 0);
      break;
    case MESO_MARK_POINT:
    default:
      add_fill (ink, MESO_PART_SYMBOL, rgb, style->outline_mm);
      if (planned)
        add_fill (ink, MESO_PART_SYMBOL_CORE, paper_rgb, 0);
      break;
    }
  if (style->key == MESO_COLOUR_EARLIER)
    make_earlier (ink);
}

static Vector
to_mm (MesoPoint point)
{
  return (Vector){ point.x / 100.0, point.y / 100.0 };
}

static Vector
mix (Vector a,
     Vector b,
     double t)
{
  return (Vector){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

static double
get_distance (Vector a,
              Vector b)
{
  return hypot (b.x - a.x, b.y - a.y);
}

/* The first part of a curve, up to @t. */
static void
split_curve (Vector from,
             const MesoBezier *curve,
             double t,
             MesoBezier *first)
{
  Vector a = mix (from, (Vector){ curve->x1, curve->y1 }, t);
  Vector b = mix ((Vector){ curve->x1, curve->y1 }, (Vector){ curve->x2, curve->y2 }, t);
  Vector c = mix ((Vector){ curve->x2, curve->y2 }, (Vector){ curve->x3, curve->y3 }, t);
  Vector d = mix (a, b, t), e = mix (b, c, t), f = mix (d, e, t);

  *first = (MesoBezier){ a.x, a.y, d.x, d.y, f.x, f.y };
}

/* Where the line meets the head of its arrow: how many whole stretches stay, and what of the next. */
typedef struct
{
  guint n_whole;
  gboolean has_rest;
  MesoBezier rest;
  Vector tip;
  Vector base; /* the middle of the head's base */
  double length;
} Arrow;

static void
find_arrow (const MesoInk *ink,
            const MesoMarkData *mark,
            Arrow *arrow)
{
  double length = meso_curve_get_length (mark->points, mark->n_points, mark->curve);
  double head = MIN (ink->symbol * HEAD_LENGTH, length * 0.6);
  Vector tip = to_mm (mark->points[mark->n_points - 1]);
  Vector from, base, at;
  MesoBezier curve;
  double low = 0, high = 1;
  guint i = mark->n_points - 2;

  *arrow = (Arrow){ .tip = tip, .length = head };
  while (i > 0 && get_distance (to_mm (mark->points[i]), tip) < head)
    i--;
  from = to_mm (mark->points[i]);
  meso_curve_get_segment (mark->points, mark->n_points, mark->curve, i, &curve);
  for (guint step = 0; step < 24; step++)
    {
      double t = (low + high) / 2;

      split_curve (from, &curve, t, &arrow->rest);
      at = (Vector){ arrow->rest.x3, arrow->rest.y3 };
      if (get_distance (at, tip) > head)
        low = t;
      else
        high = t;
    }
  base = (Vector){ arrow->rest.x3, arrow->rest.y3 };
  arrow->n_whole = i;
  arrow->has_rest = get_distance (from, base) > 0.001;
  if (get_distance (base, tip) > 1e-6)
    base = mix (tip, base, head / get_distance (base, tip));
  arrow->base = base;
}

static void
append_op (GArray *segments,
           MesoPathOp op,
           Vector at)
{
  MesoPathSegment segment = { .op = op, .points = { { at.x, at.y } } };

  g_array_append_val (segments, segment);
}

static void
append_curve (GArray *segments,
              const MesoBezier *curve)
{
  MesoPathSegment segment = {
    MESO_PATH_CURVE,
    { { curve->x1, curve->y1 }, { curve->x2, curve->y2 }, { curve->x3, curve->y3 } },
  };

  g_array_append_val (segments, segment);
}

static void
append_line (const MesoInk *ink,
             const MesoMarkData *mark,
             GArray *segments)
{
  gboolean smooth = mark->curve == MESO_CURVE_SMOOTH;
  Arrow arrow;

  find_arrow (ink, mark, &arrow);
  append_op (segments, MESO_PATH_MOVE, to_mm (mark->points[0]));
  for (guint i = 0; i < arrow.n_whole; i++)
    {
      MesoBezier curve;

      meso_curve_get_segment (mark->points, mark->n_points, mark->curve, i, &curve);
      if (smooth)
        append_curve (segments, &curve);
      else
        append_op (segments, MESO_PATH_LINE, (Vector){ curve.x3, curve.y3 });
    }
  if (arrow.has_rest && smooth)
    append_curve (segments, &arrow.rest);
  else
    append_op (segments, MESO_PATH_LINE, (Vector){ arrow.rest.x3, arrow.rest.y3 });
}

/* The head of the arrow, or what lies @inset mm inside its edges. */
static void
append_head (const MesoInk *ink,
             const MesoMarkData *mark,
             double inset,
             GArray *segments)
{
  Vector along, across, tip, base;
  double half, slant, length;
  Arrow arrow;

  find_arrow (ink, mark, &arrow);
  length = get_distance (arrow.base, arrow.tip);
  if (length < 1e-6)
    return;
  along = (Vector){ (arrow.tip.x - arrow.base.x) / length, (arrow.tip.y - arrow.base.y) / length };
  across = (Vector){ -along.y, along.x };
  half = length / HEAD_LENGTH * HEAD_WIDTH / 2;
  slant = hypot (half, length);

  tip = mix (arrow.tip, arrow.base, inset * slant / half / length);
  base = mix (arrow.base, arrow.tip, inset / length);
  half *= (length - inset - inset * slant / half) / length;
  if (half <= 0)
    return;
  append_op (segments, MESO_PATH_MOVE, tip);
  append_op (segments, MESO_PATH_LINE, (Vector){ base.x + across.x * half, base.y + across.y * half });
  append_op (segments, MESO_PATH_LINE, (Vector){ base.x - across.x * half, base.y - across.y * half });
  append_op (segments, MESO_PATH_CLOSE, tip);
}

static void
append_outline (const MesoMarkData *mark,
                GArray *segments)
{
  for (guint i = 0; i < mark->n_points; i++)
    append_op (segments, i == 0 ? MESO_PATH_MOVE : MESO_PATH_LINE, to_mm (mark->points[i]));
  append_op (segments, MESO_PATH_CLOSE, to_mm (mark->points[0]));
}

static void
append_hatch (const MesoInk *ink,
              const MesoMarkData *mark,
              GArray *segments)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  GArray *polygon = g_array_sized_new (FALSE, FALSE, sizeof (MesoPathVertex), mark->n_points);

  for (guint i = 0; i < mark->n_points; i++)
    {
      Vector p = to_mm (mark->points[i]);
      MesoPathVertex vertex = { p.x, p.y };

      g_array_append_val (polygon, vertex);
    }
  g_ptr_array_add (polygons, polygon);
  meso_hatch_append (polygons, MESO_HATCH_RISING, ink->symbol * HATCH_SPACING, segments);
}

/**
 * meso_ink_append:
 * @segments: (element-type MesoPathSegment): where the path of this part of @mark is added, in mm
 *
 * The one source of the geometry of marks, for every output.
 */
void
meso_ink_append (const MesoInk *ink,
                 MesoPart part,
                 const MesoMarkData *mark,
                 GArray *segments)
{
  Vector place;

  g_return_if_fail (ink != NULL && mark != NULL && segments != NULL);

  place = to_mm (mark->points[0]);
  switch (part)
    {
    case MESO_PART_SYMBOL:
      meso_symbol_append (ink->layer, place.x, place.y, ink->symbol, 0, segments);
      break;
    case MESO_PART_SYMBOL_CORE:
      meso_symbol_append (ink->layer,
                          place.x,
                          place.y,
                          ink->symbol,
                          ink->symbol * meso_symbol_get_ring (ink->layer) + ink->outline / 2,
                          segments);
      break;
    case MESO_PART_LINE:
      append_line (ink, mark, segments);
      break;
    case MESO_PART_HEAD:
      append_head (ink, mark, 0, segments);
      break;
    case MESO_PART_HEAD_CORE:
      append_head (ink, mark, ink->line * 0.3, segments);
      break;
    case MESO_PART_OUTLINE:
      append_outline (mark, segments);
      break;
    case MESO_PART_HATCH:
    default:
      append_hatch (ink, mark, segments);
      break;
    }
}

/* The words of an area stand somewhere inside, and stick out of a small one. */
static void
add_label (const MesoInk *ink,
           const MesoMarkData *mark,
           double *x1,
           double *y1,
           double *x2,
           double *y2)
{
  g_autofree char *label = meso_ink_dup_label (mark, TRUE);
  double size = ink->symbol * MESO_LABEL_SIZE, room;

  if (label == NULL)
    return;
  /* Bold letters are wider than the guess, and paper lies round them. */
  room = meso_text_guess_width (label, size) * 0.65 + ink->symbol * MESO_LABEL_HALO;
  *x1 -= room;
  *x2 += room;
  *y1 -= size;
  *y2 += size;
}

/**
 * meso_ink_get_bounds:
 * @bounds: (out): in mm, of all that is painted for @mark; with room for the words in an area wherever they stand
 */
void
meso_ink_get_bounds (const MesoInk *ink,
                     const MesoMarkData *mark,
                     cairo_rectangle_t *bounds)
{
  double x1 = G_MAXDOUBLE, y1 = G_MAXDOUBLE, x2 = -G_MAXDOUBLE, y2 = -G_MAXDOUBLE, margin;

  g_return_if_fail (ink != NULL && mark != NULL && bounds != NULL);

  for (guint i = 0; i < mark->n_points; i++)
    {
      Vector p = to_mm (mark->points[i]);

      x1 = MIN (x1, p.x);
      y1 = MIN (y1, p.y);
      x2 = MAX (x2, p.x);
      y2 = MAX (y2, p.y);
    }
  if (mark->kind == MESO_MARK_AREA)
    {
      margin = ink->line * 2;
      add_label (ink, mark, &x1, &y1, &x2, &y2);
    }
  else
    margin = MAX (ink->symbol * meso_symbol_get_radius (ink->layer), ink->symbol * HEAD_WIDTH / 2) + ink->outline * 1.5;
  if (mark->kind == MESO_MARK_THREAD && mark->curve == MESO_CURVE_SMOOTH)
    {
      /* A stretch of the spline leaves the box of its points by at most a quarter of its neighbours' difference. */
      for (guint i = 0; i + 1 < mark->n_points; i++)
        {
          MesoBezier s;

          meso_curve_get_segment (mark->points, mark->n_points, mark->curve, i, &s);
          x1 = MIN (x1, MIN (s.x1, s.x2));
          y1 = MIN (y1, MIN (s.y1, s.y2));
          x2 = MAX (x2, MAX (s.x1, s.x2));
          y2 = MAX (y2, MAX (s.y1, s.y2));
        }
    }
  *bounds = (cairo_rectangle_t){ x1 - margin, y1 - margin, x2 - x1 + 2 * margin, y2 - y1 + 2 * margin };
}

static char *
format_mm (gint64 value,
           gboolean local)
{
  if (local)
    return meso_number_format_local (value, MESO_MM_DECIMALS, 0);
  return meso_number_format (value, MESO_MM_DECIMALS, 0);
}

/* What was done to an area how often: microneedling goes over it, a field is treated point by point. NULL: not said. */
static char *
dup_repeat (const MesoMarkData *mark,
            gboolean local)
{
  g_autofree char *spacing = NULL;

  if (mark->passes != MESO_UNSET)
    return g_strdup_printf ("× %" G_GINT64_FORMAT, mark->passes);
  if (mark->spacing == MESO_UNSET)
    return NULL;
  spacing = format_mm (mark->spacing, local);
  /* Translators: stands in a field that was treated point by point, after the depth: 0.4 mm, every 5 mm */
  return g_strdup_printf (_ ("every %s mm"), spacing);
}

/**
 * meso_ink_dup_label:
 * @local: with the decimal sign of the user's locale
 *
 * Returns: (transfer full) (nullable): the words inside an area, such as "1.5 mm × 4" or "0.4 mm, every 5 mm"; in
 *   brackets when planned.
 */
char *
meso_ink_dup_label (const MesoMarkData *mark,
                    gboolean local)
{
  g_autofree char *depth = NULL, *repeat = NULL, *text = NULL;

  g_return_val_if_fail (mark != NULL, NULL);

  if (mark->kind != MESO_MARK_AREA)
    return NULL;
  if (mark->depth != MESO_UNSET)
    depth = format_mm (mark->depth, local);
  repeat = dup_repeat (mark, local);
  if (depth != NULL && repeat != NULL)
    text = g_strdup_printf (mark->passes != MESO_UNSET ? "%s mm %s" : "%s mm, %s", depth, repeat);
  else if (depth != NULL)
    text = g_strdup_printf ("%s mm", depth);
  else if (repeat != NULL)
    text = g_steal_pointer (&repeat);
  else
    return NULL;
  return mark->state == MESO_STATE_PLANNED ? g_strdup_printf ("(%s)", text) : g_steal_pointer (&text);
}
