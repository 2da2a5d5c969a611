/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-rows-private.h"

#include <math.h>

#include "pattern/meso-outline-private.h"

/* Less than that is the same place: what sines and square roots lose, in 1/100 mm. */
#define EPSILON 1e-6

typedef struct
{
  double u1, v1, u2, v2;
} Edge;

struct _MesoRows
{
  double cosine, sine;
  MesoPoint middle;

  GArray *edges; /* Edge, the topmost first */
  MesoSpan u, v; /* of the outline */

  guint n_begun; /* edges that the rows have come to */
  GArray *active; /* guint, of those the ones that are not yet past */
  GArray *crossings; /* double */
  GArray *barred; /* MesoSpan, what is too near an edge */
  GArray *spans; /* MesoSpan, the answer */
};

/* Right angles are exact, so that a row along an edge of a box is as far from it as one has asked for. */
static void
get_direction (gint64 angle,
               double *cosine,
               double *sine)
{
  static const double quarters[] = { 1, 0, -1, 0 };
  gint64 quarter = angle / 9000;

  if (angle % 9000 == 0)
    {
      *cosine = quarters[((quarter % 4) + 4) % 4];
      *sine = quarters[((quarter - 1) % 4 + 4) % 4];
      return;
    }
  *cosine = cos ((double) angle * G_PI / 18000);
  *sine = sin ((double) angle * G_PI / 18000);
}

static void
include (MesoSpan *span,
         double value)
{
  span->from = MIN (span->from, value);
  span->to = MAX (span->to, value);
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge *x = a, *y = b;
  double top_x = MIN (x->v1, x->v2), top_y = MIN (y->v1, y->v2);

  return (top_x > top_y) - (top_x < top_y);
}

static MesoPathVertex
turn (MesoRows *self,
      MesoPathVertex p)
{
  double x = p.x - self->middle.x, y = p.y - self->middle.y;

  return (MesoPathVertex){ x * self->cosine + y * self->sine, y * self->cosine - x * self->sine };
}

static void
measure (MesoRows *self,
         MesoOutline *outline)
{
  self->u = self->v = (MesoSpan){ G_MAXDOUBLE, -G_MAXDOUBLE };
  for (guint i = 0; i < outline->polygons->len; i++)
    {
      GArray *polygon = g_ptr_array_index (outline->polygons, i);

      for (guint k = 0; k < polygon->len; k++)
        {
          MesoPathVertex p = turn (self, g_array_index (polygon, MesoPathVertex, k));

          include (&self->u, p.x);
          include (&self->v, p.y);
        }
    }
}

static void
add_edges (MesoRows *self,
           MesoOutline *outline)
{
  for (guint i = 0; i < outline->polygons->len; i++)
    {
      GArray *polygon = g_ptr_array_index (outline->polygons, i);
      MesoPathVertex a = turn (self, g_array_index (polygon, MesoPathVertex, polygon->len - 1));

      for (guint k = 0; k < polygon->len; k++)
        {
          MesoPathVertex b = turn (self, g_array_index (polygon, MesoPathVertex, k));
          Edge edge = { a.x, a.y, b.x, b.y };

          g_array_append_val (self->edges, edge);
          a = b;
        }
    }
  g_array_sort (self->edges, compare_edges);
}

/* @angle: 1/100 degree, clockwise. */
MesoRows *
_meso_rows_new (MesoOutline *outline,
                gint64 angle)
{
  MesoRows *self;

  g_return_val_if_fail (outline != NULL && outline->polygons->len > 0, NULL);

  self = g_new0 (MesoRows, 1);
  get_direction (angle, &self->cosine, &self->sine);
  self->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  self->active = g_array_new (FALSE, FALSE, sizeof (guint));
  self->crossings = g_array_new (FALSE, FALSE, sizeof (double));
  self->barred = g_array_new (FALSE, FALSE, sizeof (MesoSpan));
  self->spans = g_array_new (FALSE, FALSE, sizeof (MesoSpan));

  measure (self, outline);
  self->middle = _meso_rows_get_point (self, (self->u.from + self->u.to) / 2, (self->v.from + self->v.to) / 2);
  measure (self, outline);
  add_edges (self, outline);
  return self;
}

void
_meso_rows_free (MesoRows *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->edges);
  g_array_unref (self->active);
  g_array_unref (self->crossings);
  g_array_unref (self->barred);
  g_array_unref (self->spans);
  g_free (self);
}

/* Of the outline itself, without the margin. */
void
_meso_rows_get_extents (MesoRows *self,
                        MesoSpan *u,
                        MesoSpan *v)
{
  *u = self->u;
  *v = self->v;
}

/* A half goes away from 0, also one that is not quite: so places that mirror each other about 0 still do. */
static int
round_evenly (double value)
{
  return (int) (value < 0 ? -floor (0.5 + EPSILON - value) : floor (0.5 + EPSILON + value));
}

MesoPoint
_meso_rows_get_point (MesoRows *self,
                      double u,
                      double v)
{
  return (MesoPoint){ round_evenly (self->middle.x + u * self->cosine - v * self->sine),
                      round_evenly (self->middle.y + u * self->sine + v * self->cosine) };
}

static void
find_active (MesoRows *self,
             double v,
             double margin)
{
  guint n_kept = 0;

  for (; self->n_begun < self->edges->len; self->n_begun++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, self->n_begun);

      if (MIN (edge->v1, edge->v2) - margin > v)
        break;
      g_array_append_val (self->active, self->n_begun);
    }
  for (guint i = 0; i < self->active->len; i++)
    {
      guint index = g_array_index (self->active, guint, i);
      const Edge *edge = &g_array_index (self->edges, Edge, index);

      if (MAX (edge->v1, edge->v2) + margin >= v)
        g_array_index (self->active, guint, n_kept++) = index;
    }
  g_array_set_size (self->active, n_kept);
}

/* What of the row lies within the disc round an end of an edge. */
static void
bar_disc (double u,
          double distance,
          double margin,
          MesoSpan *barred)
{
  double half;

  if (fabs (distance) >= margin - EPSILON)
    return;
  half = sqrt (margin * margin - distance * distance);
  include (barred, u - half);
  include (barred, u + half);
}

/* What of the row lies within the box along an edge: where it crosses the sides of that. */
static void
bar_box (const Edge *edge,
         double v,
         double margin,
         MesoSpan *barred)
{
  double length = hypot (edge->u2 - edge->u1, edge->v2 - edge->v1);
  double nu, nv;
  MesoPathVertex corners[4];

  if (length == 0)
    return;
  nu = (edge->v2 - edge->v1) / length * margin;
  nv = -(edge->u2 - edge->u1) / length * margin;
  corners[0] = (MesoPathVertex){ edge->u1 + nu, edge->v1 + nv };
  corners[1] = (MesoPathVertex){ edge->u2 + nu, edge->v2 + nv };
  corners[2] = (MesoPathVertex){ edge->u2 - nu, edge->v2 - nv };
  corners[3] = (MesoPathVertex){ edge->u1 - nu, edge->v1 - nv };
  for (guint i = 0; i < 4; i++)
    {
      MesoPathVertex a = corners[i], b = corners[(i + 1) % 4];

      if ((a.y < v - EPSILON && b.y > v + EPSILON) || (a.y > v + EPSILON && b.y < v - EPSILON))
        include (barred, a.x + (v - a.y) / (b.y - a.y) * (b.x - a.x));
    }
}

/* What is nearer to an edge than the margin is convex, so that of a row it is one stretch. */
static void
bar_edge (MesoRows *self,
          const Edge *edge,
          double v,
          double margin)
{
  MesoSpan barred = { G_MAXDOUBLE, -G_MAXDOUBLE };

  bar_disc (edge->u1, v - edge->v1, margin, &barred);
  bar_disc (edge->u2, v - edge->v2, margin, &barred);
  bar_box (edge, v, margin, &barred);
  if (barred.from < barred.to)
    g_array_append_val (self->barred, barred);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return compare_doubles (&((const MesoSpan *) a)->from, &((const MesoSpan *) b)->from);
}

static void
add_span (MesoRows *self,
          double from,
          double to)
{
  MesoSpan span = { from, to };

  if (to >= from - EPSILON)
    g_array_append_val (self->spans, span);
}

/* What is left of a stretch of the row when what is barred is taken out. */
static void
add_free_spans (MesoRows *self,
                double from,
                double to)
{
  for (guint i = 0; i < self->barred->len; i++)
    {
      const MesoSpan *barred = &g_array_index (self->barred, MesoSpan, i);

      if (barred->to <= from)
        continue;
      if (barred->from >= to)
        break;
      add_span (self, from, barred->from);
      from = barred->to;
    }
  if (from < to)
    add_span (self, from, to);
}

/*
 * The stretches of the row at @v that lie inside, @margin away from every edge, in order. A row must not lie above the
 * one before, and all have the same margin, more than 0. The answer is good until the next call; a stretch may be one
 * place, from its begin to the same.
 */
GArray *
_meso_rows_cut (MesoRows *self,
                double v,
                double margin)
{
  g_return_val_if_fail (margin > 0, NULL);

  g_array_set_size (self->crossings, 0);
  g_array_set_size (self->barred, 0);
  g_array_set_size (self->spans, 0);
  find_active (self, v, margin);
  for (guint i = 0; i < self->active->len; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, g_array_index (self->active, guint, i));

      if ((edge->v1 <= v) != (edge->v2 <= v))
        {
          double u = edge->u1 + (v - edge->v1) / (edge->v2 - edge->v1) * (edge->u2 - edge->u1);

          g_array_append_val (self->crossings, u);
        }
      bar_edge (self, edge, v, margin);
    }
  g_array_sort (self->crossings, compare_doubles);
  g_array_sort (self->barred, compare_spans);
  for (guint i = 0; i + 1 < self->crossings->len; i += 2)
    add_free_spans (self, g_array_index (self->crossings, double, i), g_array_index (self->crossings, double, i + 1));
  return self->spans;
}
