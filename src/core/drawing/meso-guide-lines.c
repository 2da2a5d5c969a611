/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-guides-private.h"
#include "model/meso-number.h"

/* How far lines reach past the landmarks at their ends, in mm. */
#define OVERHANG 8.0

/* Of the size of the font: from the end of a line to its words. */
#define WORD_GAP 0.5

/* How far paper goes around their letters, of the size of the font. */
#define HALO 0.15

/* How far the eyes may be from mirroring each other where a view counts as one from the front, in mm. */
#define SYMMETRY 0.5

#define N_THIRDS 4
#define N_FIFTHS 6

static const MesoLandmark *
find (MesoDiagram *diagram,
      const char *id,
      MesoSide side)
{
  return meso_diagram_find_landmark (diagram, id, side);
}

/* How far landmarks go to either side between two heights. */
static void
find_span (MesoDiagram *diagram,
           double top,
           double bottom,
           double *left,
           double *right)
{
  guint n_landmarks = meso_diagram_get_n_landmarks (diagram);

  *left = G_MAXDOUBLE;
  *right = -G_MAXDOUBLE;
  for (guint i = 0; i < n_landmarks; i++)
    {
      const MesoLandmark *landmark = meso_diagram_get_landmark (diagram, i);

      if (landmark->y < top || landmark->y > bottom)
        continue;
      *left = MIN (*left, landmark->x);
      *right = MAX (*right, landmark->x);
    }
}

/* Where the face is cut into thirds, from the top; FALSE where the view does not have all four landmarks. */
static gboolean
find_thirds (MesoDiagram *diagram,
             double heights[N_THIRDS])
{
  static const char *const ids[N_THIRDS] = { "tr", "g", "sn", "me" };

  for (guint i = 0; i < N_THIRDS; i++)
    {
      const MesoLandmark *landmark = find (diagram, ids[i], MESO_SIDE_MIDLINE);

      if (landmark == NULL || (i > 0 && landmark->y <= heights[i - 1]))
        return FALSE;
      heights[i] = landmark->y;
    }
  return TRUE;
}

static gboolean
mirror (const MesoLandmark *a,
        const MesoLandmark *b,
        double middle)
{
  return fabs (a->x + b->x - 2 * middle) <= SYMMETRY && fabs (a->y - b->y) <= SYMMETRY;
}

/* Where the face is cut into fifths, from the viewer's left: only from straight in front. */
static gboolean
find_fifths (MesoDiagram *diagram,
             double places[N_FIFTHS])
{
  const char *outer = find (diagram, "eu", MESO_SIDE_RIGHT) != NULL ? "eu" : "zy";
  const char *const ids[] = { outer, "ex", "en" };
  double middle = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const MesoLandmark *right = find (diagram, ids[i], MESO_SIDE_RIGHT);
      const MesoLandmark *left = find (diagram, ids[i], MESO_SIDE_LEFT);

      if (right == NULL || left == NULL)
        return FALSE;
      if (i == 0)
        middle = (right->x + left->x) / 2;
      if (!mirror (right, left, middle))
        return FALSE;
      places[i] = MIN (right->x, left->x);
      places[N_FIFTHS - 1 - i] = MAX (right->x, left->x);
    }
  for (guint i = 1; i < N_FIFTHS; i++)
    if (places[i] <= places[i - 1])
      return FALSE;
  return TRUE;
}

/* The two points of the Frankfort line: only in profile. */
static gboolean
find_frankfort (MesoDiagram *diagram,
                const MesoLandmark **tragion,
                const MesoLandmark **orbitale)
{
  MesoRightSide right_side = meso_diagram_get_right_side (diagram);
  MesoSide side = right_side == MESO_RIGHT_SIDE_NEAR ? MESO_SIDE_RIGHT : MESO_SIDE_LEFT;

  if (right_side != MESO_RIGHT_SIDE_NEAR && right_side != MESO_RIGHT_SIDE_FAR)
    return FALSE;
  *tragion = find (diagram, "t", side);
  *orbitale = find (diagram, "or", side);
  return *tragion != NULL && *orbitale != NULL && (*tragion)->x != (*orbitale)->x;
}

/* A profile has no midline, and one that goes between two hands says nothing. Of a photo somebody has said where. */
static gboolean
has_midline (MesoDiagram *diagram)
{
  guint n_points, n_found = 0;

  meso_diagram_get_midline (diagram, &n_points);
  if (meso_diagram_is_photo (diagram))
    return n_points >= 2;
  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
    n_found += meso_diagram_get_landmark (diagram, i)->side == MESO_SIDE_MIDLINE;
  return n_points >= 2 && n_found >= 2;
}

/** meso_guide_lines_get_available: which of midline, thirds, fifths and Frankfort line the landmarks are there for. */
MesoGuideFlags
meso_guide_lines_get_available (MesoDiagram *diagram)
{
  const MesoLandmark *tragion, *orbitale;
  double heights[N_THIRDS], places[N_FIFTHS];
  MesoGuideFlags flags = MESO_GUIDE_NONE;

  if (has_midline (diagram))
    flags |= MESO_GUIDE_MIDLINE;
  if (find_thirds (diagram, heights))
    flags |= MESO_GUIDE_THIRDS;
  if (find_fifths (diagram, places))
    flags |= MESO_GUIDE_FIFTHS;
  if (find_frankfort (diagram, &tragion, &orbitale))
    flags |= MESO_GUIDE_FRANKFORT;
  return flags;
}

static MesoGuideItem *
add_line_item (MesoGuideBuilder *self,
               MesoGuideFlags guide)
{
  return meso_guide_builder_add_path (self, guide, meso_guide_grey, 0.5, self->style.line_mm * 0.8);
}

/* How x changes with y at a point between two: level where it turns, so that the curve never swings past a point. */
static double
find_slope (const MesoPathVertex *before,
            const MesoPathVertex *at,
            const MesoPathVertex *after)
{
  double first = (at->x - before->x) / (at->y - before->y), second = (after->x - at->x) / (after->y - at->y);

  return first * second > 0 ? 2 * first * second / (first + second) : 0;
}

/* A smooth curve through points of growing y. */
static void
add_curve (MesoGuideItem *item,
           const MesoPathVertex *points,
           guint n_points)
{
  MesoPathSegment segment = { MESO_PATH_MOVE, { points[0] } };

  g_array_append_val (item->segments, segment);
  for (guint i = 1; i < n_points; i++)
    {
      const MesoPathVertex *from = &points[i - 1], *to = &points[i];
      double third = (to->y - from->y) / 3;
      double start = i > 1 ? find_slope (&points[i - 2], from, to) : 0;
      double end = i + 1 < n_points ? find_slope (from, to, &points[i + 1]) : 0;

      segment = (MesoPathSegment){
        MESO_PATH_CURVE,
        { { from->x + start * third, from->y + third }, { to->x - end * third, to->y - third }, *to },
      };
      if (from->x == to->x && start == 0 && end == 0)
        segment = (MesoPathSegment){ MESO_PATH_LINE, { *to } };
      g_array_append_val (item->segments, segment);
    }
}

/* One stroke, where a line goes straight down the sheet. */
static gboolean
is_upright (const MesoPathVertex *points,
            guint n_points)
{
  for (guint i = 1; i < n_points; i++)
    if (points[i].x != points[0].x)
      return FALSE;
  return TRUE;
}

static void
add_midline (MesoGuideBuilder *self)
{
  double unit = self->style.line_mm;
  const MesoPathVertex *points;
  MesoGuideItem *item;
  guint n_points;

  if (!has_midline (self->diagram))
    return;
  points = meso_diagram_get_midline (self->diagram, &n_points);
  item = add_line_item (self, MESO_GUIDE_MIDLINE);
  if (is_upright (points, n_points))
    meso_guide_item_add_line (item, points[0].x, points[0].y, points[0].x, points[n_points - 1].y);
  else
    add_curve (item, points, n_points);
  /* A centre line, as draughtsmen draw it. */
  item->n_dashes = 4;
  item->dashes[0] = 14 * unit;
  item->dashes[1] = item->dashes[3] = 4 * unit;
  item->dashes[2] = 3 * unit;
}

static void
add_thirds (MesoGuideBuilder *self)
{
  double heights[N_THIRDS], left, right;
  MesoGuideItem *item;

  if (!find_thirds (self->diagram, heights))
    return;
  find_span (self->diagram, heights[0], heights[N_THIRDS - 1], &left, &right);
  item = add_line_item (self, MESO_GUIDE_THIRDS);
  for (guint i = 0; i < N_THIRDS; i++)
    meso_guide_item_add_line (item, left - OVERHANG, heights[i], right + OVERHANG, heights[i]);
}

/* From hairline to chin, or over all landmarks of a view without the two. */
static void
find_heights (MesoDiagram *diagram,
              double *top,
              double *bottom)
{
  double heights[N_THIRDS];

  *top = G_MAXDOUBLE;
  *bottom = -G_MAXDOUBLE;
  if (find_thirds (diagram, heights))
    {
      *top = heights[0];
      *bottom = heights[N_THIRDS - 1];
      return;
    }
  for (guint i = 0; i < meso_diagram_get_n_landmarks (diagram); i++)
    {
      *top = MIN (*top, meso_diagram_get_landmark (diagram, i)->y);
      *bottom = MAX (*bottom, meso_diagram_get_landmark (diagram, i)->y);
    }
}

static void
add_fifths (MesoGuideBuilder *self)
{
  double places[N_FIFTHS], top, bottom;
  MesoGuideItem *item;

  if (!find_fifths (self->diagram, places))
    return;
  find_heights (self->diagram, &top, &bottom);
  item = add_line_item (self, MESO_GUIDE_FIFTHS);
  for (guint i = 0; i < N_FIFTHS; i++)
    meso_guide_item_add_line (item, places[i], top - OVERHANG, places[i], bottom + OVERHANG);
}

/* Both ends of the line through the two points, past all landmarks of the head at that height. */
static gboolean
find_frankfort_ends (MesoDiagram *diagram,
                     MesoPathVertex *from,
                     MesoPathVertex *to)
{
  const MesoLandmark *tragion, *orbitale;
  double slope, left, right;

  if (!find_frankfort (diagram, &tragion, &orbitale))
    return FALSE;
  slope = (orbitale->y - tragion->y) / (orbitale->x - tragion->x);
  find_span (diagram, -G_MAXDOUBLE, G_MAXDOUBLE, &left, &right);
  *from = (MesoPathVertex){ left - OVERHANG, tragion->y + (left - OVERHANG - tragion->x) * slope };
  *to = (MesoPathVertex){ right + OVERHANG, tragion->y + (right + OVERHANG - tragion->x) * slope };
  return TRUE;
}

static void
add_frankfort (MesoGuideBuilder *self)
{
  MesoPathVertex from, to;

  if (find_frankfort_ends (self->diagram, &from, &to))
    meso_guide_item_add_line (add_line_item (self, MESO_GUIDE_FRANKFORT), from.x, from.y, to.x, to.y);
}

/** meso_guide_builder_add_lines: those of @flags that the view has. */
void
meso_guide_builder_add_lines (MesoGuideBuilder *self,
                              MesoGuideFlags flags)
{
  if ((flags & MESO_GUIDE_THIRDS) != 0)
    add_thirds (self);
  if ((flags & MESO_GUIDE_FIFTHS) != 0)
    add_fifths (self);
  if ((flags & MESO_GUIDE_FRANKFORT) != 0)
    add_frankfort (self);
  if ((flags & MESO_GUIDE_MIDLINE) != 0)
    add_midline (self);
}

static void
add_words (MesoGuideBuilder *self,
           MesoGuideFlags guide,
           const char *text,
           MesoAnchor anchor,
           double x,
           double middle)
{
  MesoGuideItem *item = meso_guide_builder_add_words (self, guide, meso_guide_grey, text, anchor, x, middle);

  if (item != NULL)
    item->halo = self->style.text_mm * HALO;
}

static char *
format_mm (double mm)
{
  g_autofree char *number = meso_number_format_local ((gint64) lround (mm * 10), 1, 0);

  /* Translators: a length */
  return g_strdup_printf (_ ("%s mm"), number);
}

/* Behind the end of a line; on a sheet that ends there, over the line. */
static void
add_end_words (MesoGuideBuilder *self,
               MesoGuideFlags guide,
               const char *text,
               double end,
               double middle)
{
  double size = self->style.text_mm, start = end + size * WORD_GAP;
  double edge = meso_diagram_get_bounds (self->diagram).x + meso_diagram_get_bounds (self->diagram).width;

  if (start + meso_guide_builder_guess_width (self, text) <= edge)
    add_words (self, guide, text, MESO_ANCHOR_START, start, middle);
  else
    add_words (self, guide, text, MESO_ANCHOR_END, MIN (end, edge) - size * WORD_GAP, middle - size * 0.8);
}

/* On the right: what the lines are, and how high each third is. */
static void
add_thirds_measures (MesoGuideBuilder *self)
{
  double heights[N_THIRDS], left, right;

  if (!find_thirds (self->diagram, heights))
    return;
  find_span (self->diagram, heights[0], heights[N_THIRDS - 1], &left, &right);
  add_end_words (self, MESO_GUIDE_THIRDS, _ ("Thirds"), right + OVERHANG, heights[0]);
  for (guint i = 1; i < N_THIRDS; i++)
    {
      g_autofree char *length = format_mm (heights[i] - heights[i - 1]);

      add_end_words (self, MESO_GUIDE_THIRDS, length, right + OVERHANG, (heights[i] + heights[i - 1]) / 2);
    }
}

/* On top: how wide each fifth is. That they are equal is a rule of drawing and not of nature. */
static void
add_fifths_measures (MesoGuideBuilder *self)
{
  double places[N_FIFTHS], top, bottom, size = self->style.text_mm;

  if (!find_fifths (self->diagram, places))
    return;
  find_heights (self->diagram, &top, &bottom);
  for (guint i = 1; i < N_FIFTHS; i++)
    {
      g_autofree char *length = meso_number_format_local ((gint64) lround ((places[i] - places[i - 1]) * 10), 1, 0);

      add_words (self, MESO_GUIDE_FIFTHS, length, MESO_ANCHOR_MIDDLE, (places[i] + places[i - 1]) / 2,
                 top - OVERHANG - size * WORD_GAP);
    }
  /* Translators: the rule by which a face is five eyes wide */
  add_words (self, MESO_GUIDE_FIFTHS, _ ("Fifths (approximation), mm"), MESO_ANCHOR_MIDDLE,
             (places[0] + places[N_FIFTHS - 1]) / 2, top - OVERHANG - size * (WORD_GAP + 1.3));
}

/* In front of the face, where the paper is bare. */
static void
add_frankfort_words (MesoGuideBuilder *self)
{
  const MesoLandmark *tragion, *orbitale;
  MesoPathVertex from, to;
  gboolean looks_left;

  if (!find_frankfort_ends (self->diagram, &from, &to))
    return;
  find_frankfort (self->diagram, &tragion, &orbitale);
  looks_left = orbitale->x < tragion->x;
  add_words (self, MESO_GUIDE_FRANKFORT, _ ("Frankfort"), looks_left ? MESO_ANCHOR_START : MESO_ANCHOR_END,
             looks_left ? from.x : to.x, (looks_left ? from.y : to.y) - self->style.text_mm * 0.8);
}

/** meso_guide_builder_add_measures: the words of those lines. */
void
meso_guide_builder_add_measures (MesoGuideBuilder *self,
                                 MesoGuideFlags flags)
{
  if ((flags & MESO_GUIDE_THIRDS) != 0)
    add_thirds_measures (self);
  if ((flags & MESO_GUIDE_FIFTHS) != 0)
    add_fifths_measures (self);
  if ((flags & MESO_GUIDE_FRANKFORT) != 0)
    add_frankfort_words (self);
}
