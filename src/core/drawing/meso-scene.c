/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-scene.h"

#include <math.h>
#include <string.h>

/* A path much longer than this is slower for cairo to fill than two: its edges are sorted as one. */
#define MAX_RUN 50

typedef struct
{
  MesoMark *mark;
  guint ink;
  guint64 rank; /* kind, layer and state, in paint order */
  guint64 number; /* at the end of the id */
  guint id_length; /* before it */
  float x1, y1, x2, y2;
} Item;

struct _MesoScene
{
  gatomicrefcount ref_count;
  MesoSceneStyle style;
  GArray *items; /* Item, in paint order */
  GArray *inks; /* MesoInk */
  cairo_rectangle_t bounds;

  /*
   * Runs of one style, whose marks do not overlap: painted as one path they give the same picture as painted one after
   * the other. Made when first asked for.
   */
  gsize runs_made;
  GArray *run_items; /* guint, places in items */
  GArray *run_ends; /* guint, places in run_items */
};

G_DEFINE_BOXED_TYPE (MesoScene, meso_scene, meso_scene_ref, meso_scene_unref)

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_object_unref (item->mark);
}

static guint64
get_rank (const MesoMarkData *mark)
{
  guint kind = mark->kind == MESO_MARK_AREA ? 0 : mark->kind == MESO_MARK_THREAD ? 1
                                                                                 : 2;
  guint layer = mark->kind == MESO_MARK_AREA ? MESO_LAYER_UNSET : mark->layer;
  guint done = mark->state != MESO_STATE_PLANNED;

  return (guint64) kind << 16 | (guint64) layer << 8 | done;
}

/* Ids are a letter and a number as a rule: m9 comes before m10. */
static void
split_id (Item *item,
          const char *id)
{
  gsize length = strlen (id), at = length;

  while (at > 0 && length - at < 18 && g_ascii_isdigit (id[at - 1]))
    at--;
  item->number = g_ascii_strtoull (id + at, NULL, 10);
  item->id_length = at;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *first = a, *second = b;
  const MesoMarkData *x, *y;
  int order;

  if (first->rank != second->rank)
    return first->rank < second->rank ? -1 : 1;
  x = meso_mark_get (first->mark);
  y = meso_mark_get (second->mark);
  order = x->product == y->product ? 0 : g_strcmp0 (x->product, y->product);
  if (order != 0)
    return order;
  if (first->number != second->number && first->id_length == second->id_length &&
      strncmp (x->id, y->id, first->id_length) == 0)
    return first->number < second->number ? -1 : 1;
  return strcmp (x->id, y->id);
}

static guint
find_product (const MesoSceneStyle *style,
              GPtrArray *seen,
              const char *id)
{
  guint n = 0;

  for (; style->product_ids != NULL && style->product_ids[n] != NULL; n++)
    if (strcmp (style->product_ids[n], id) == 0)
      return n;
  for (guint i = 0; i < seen->len; i++)
    if (strcmp (g_ptr_array_index (seen, i), id) == 0)
      return n + i;
  g_ptr_array_add (seen, (gpointer) id);
  return n + seen->len - 1;
}

/* The ink of an item, made when no mark before it had the same. */
static guint
get_ink (MesoScene *self,
         const MesoMarkData *mark,
         guint64 rank,
         GHashTable *known,
         GPtrArray *products)
{
  double rgb[3];
  guint64 key = rank;
  gpointer found;
  MesoInk ink;

  meso_layer_get_rgb (mark->kind == MESO_MARK_AREA ? MESO_LAYER_UNSET : mark->layer, rgb);
  if (self->style.key == MESO_COLOUR_BY_PRODUCT && mark->product != NULL && mark->kind != MESO_MARK_AREA)
    {
      guint product = find_product (&self->style, products, mark->product) % MESO_N_PRODUCT_COLOURS;

      meso_product_get_rgb (product, rgb);
      key |= (guint64) (product + 1) << 24;
    }
  else if (self->style.key == MESO_COLOUR_BY_PRODUCT)
    {
      meso_layer_get_rgb (MESO_LAYER_UNSET, rgb);
    }
  if (g_hash_table_lookup_extended (known, GSIZE_TO_POINTER (key), NULL, &found))
    return GPOINTER_TO_UINT (found);

  meso_ink_init (&ink,
                 mark->kind,
                 mark->kind == MESO_MARK_AREA ? MESO_LAYER_UNSET : mark->layer,
                 mark->state == MESO_STATE_PLANNED,
                 rgb,
                 &self->style);
  g_array_append_val (self->inks, ink);
  g_hash_table_insert (known, GSIZE_TO_POINTER (key), GUINT_TO_POINTER (self->inks->len - 1));
  return self->inks->len - 1;
}

static void
add_item (MesoScene *self,
          MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  Item item = { 0 };

  item.mark = g_object_ref (mark);
  item.rank = get_rank (data);
  split_id (&item, data->id);
  g_array_append_val (self->items, item);
}

static void
finish_items (MesoScene *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) products = g_ptr_array_new ();
  double x1 = G_MAXDOUBLE, y1 = G_MAXDOUBLE, x2 = -G_MAXDOUBLE, y2 = -G_MAXDOUBLE;

  g_array_sort (self->items, compare_items);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);
      const MesoMarkData *data = meso_mark_get (item->mark);
      cairo_rectangle_t box;

      item->ink = get_ink (self, data, item->rank, known, products);
      meso_ink_get_bounds (&g_array_index (self->inks, MesoInk, item->ink), data, &box);
      item->x1 = box.x;
      item->y1 = box.y;
      item->x2 = box.x + box.width;
      item->y2 = box.y + box.height;
      x1 = MIN (x1, item->x1);
      y1 = MIN (y1, item->y1);
      x2 = MAX (x2, item->x2);
      y2 = MAX (y2, item->y2);
    }
  if (self->items->len > 0)
    self->bounds = (cairo_rectangle_t){ x1, y1, x2 - x1, y2 - y1 };
  /* It belongs to the caller. */
  self->style.product_ids = NULL;
}

static MesoScene *
create_scene (const MesoSceneStyle *style,
              guint n_marks)
{
  MesoScene *self = g_new0 (MesoScene, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->style = *style;
  self->items = g_array_sized_new (FALSE, FALSE, sizeof (Item), n_marks);
  g_array_set_clear_func (self->items, clear_item);
  self->inks = g_array_new (FALSE, FALSE, sizeof (MesoInk));
  return self;
}

/**
 * meso_scene_new:
 * @map: on its own thread, or a snapshot
 *
 * Returns: (transfer full): the marks of @map
 */
MesoScene *
meso_scene_new (MesoMap *map,
                const MesoSceneStyle *style)
{
  MesoScene *self;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (style != NULL, NULL);

  n_marks = meso_map_get_n_marks (map);
  self = create_scene (style, n_marks);
  for (guint i = 0; i < n_marks; i++)
    add_item (self, meso_map_get_mark (map, i));
  finish_items (self);
  return self;
}

/**
 * meso_scene_new_for_marks:
 * @marks: (element-type MesoMark): for what is being drawn or dragged, or was just added
 */
MesoScene *
meso_scene_new_for_marks (GPtrArray *marks,
                          const MesoSceneStyle *style)
{
  MesoScene *self;

  g_return_val_if_fail (marks != NULL, NULL);
  g_return_val_if_fail (style != NULL, NULL);

  self = create_scene (style, marks->len);
  for (guint i = 0; i < marks->len; i++)
    add_item (self, g_ptr_array_index (marks, i));
  finish_items (self);
  return self;
}

/** meso_scene_ref: any thread may. */
MesoScene *
meso_scene_ref (MesoScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** meso_scene_unref: any thread may. */
void
meso_scene_unref (MesoScene *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->items);
  g_array_unref (self->inks);
  g_clear_pointer (&self->run_items, g_array_unref);
  g_clear_pointer (&self->run_ends, g_array_unref);
  g_free (self);
}

/** meso_scene_get_style: (transfer none): as given, but for the product ids. */
const MesoSceneStyle *
meso_scene_get_style (MesoScene *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->style;
}

/**
 * meso_scene_get_bounds:
 * @bounds: (out): in mm, around all marks
 *
 * Returns: %FALSE when the scene is empty.
 */
gboolean
meso_scene_get_bounds (MesoScene *self,
                       cairo_rectangle_t *bounds)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (bounds != NULL, FALSE);

  *bounds = self->bounds;
  return self->items->len > 0;
}

guint
meso_scene_get_n_items (MesoScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/** meso_scene_get_mark: (transfer none): of the item at this place of the paint order. */
MesoMark *
meso_scene_get_mark (MesoScene *self,
                     guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return g_array_index (self->items, Item, item).mark;
}

/** meso_scene_get_ink: (transfer none): the same address for all items that look alike. */
const MesoInk *
meso_scene_get_ink (MesoScene *self,
                    guint item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return &g_array_index (self->inks, MesoInk, g_array_index (self->items, Item, item).ink);
}

/** meso_scene_get_item_bounds: in mm. */
void
meso_scene_get_item_bounds (MesoScene *self,
                            guint item,
                            cairo_rectangle_t *bounds)
{
  const Item *it;

  g_return_if_fail (self != NULL && item < self->items->len);
  g_return_if_fail (bounds != NULL);

  it = &g_array_index (self->items, Item, item);
  *bounds = (cairo_rectangle_t){ it->x1, it->y1, it->x2 - it->x1, it->y2 - it->y1 };
}

/* Cells of a grid over the diagram, each with the items of one style that touch it. */
typedef struct
{
  double size;
  GHashTable *cells; /* cell -> GArray of guint */
} Grid;

static guint64
get_cell (gint64 column,
          gint64 row)
{
  return (guint64) (column + 0x40000000) << 32 | (guint64) (row + 0x40000000);
}

static gboolean
overlap (const Item *a,
         const Item *b)
{
  return a->x1 < b->x2 && b->x1 < a->x2 && a->y1 < b->y2 && b->y1 < a->y2;
}

/* Puts an item into the grid; returns one more than the highest level among those before it that it overlaps. */
static guint
place_item (MesoScene *self,
            Grid *grid,
            guint *levels,
            guint index)
{
  const Item *item = &g_array_index (self->items, Item, index);
  guint level = 0;

  for (gint64 row = floor (item->y1 / grid->size); row <= floor (item->y2 / grid->size); row++)
    for (gint64 column = floor (item->x1 / grid->size); column <= floor (item->x2 / grid->size); column++)
      {
        guint64 key = get_cell (column, row);
        GArray *cell = g_hash_table_lookup (grid->cells, &key);

        if (cell == NULL)
          {
            cell = g_array_new (FALSE, FALSE, sizeof (guint));
            g_hash_table_insert (grid->cells, g_memdup2 (&key, sizeof key), cell);
          }
        for (guint i = 0; i < cell->len; i++)
          {
            guint other = g_array_index (cell, guint, i);

            if (levels[other] >= level && overlap (item, &g_array_index (self->items, Item, other)))
              level = levels[other] + 1;
          }
        g_array_append_val (cell, index);
      }
  return level;
}

static void
end_run (MesoScene *self)
{
  g_array_append_val (self->run_ends, self->run_items->len);
}

/* The items of one style: first those that overlap none before them, then those that overlap only these, and so on. */
static void
add_runs (MesoScene *self,
          guint *levels,
          guint first,
          guint end)
{
  const MesoInk *ink = meso_scene_get_ink (self, first);
  Grid grid = { .size = MAX (ink->symbol * (ink->kind == MESO_MARK_POINT ? 2 : 6), 0.01) };
  g_autoptr (GArray) starts = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autofree guint *sorted = g_new (guint, end - first);
  guint total = 0;

  grid.cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  for (guint i = first; i < end; i++)
    {
      levels[i] = place_item (self, &grid, levels, i);
      if (levels[i] >= starts->len)
        g_array_set_size (starts, levels[i] + 1);
      g_array_index (starts, guint, levels[i])++;
    }
  g_hash_table_unref (grid.cells);

  for (guint i = 0; i < starts->len; i++)
    {
      guint n = g_array_index (starts, guint, i);

      g_array_index (starts, guint, i) = total;
      total += n;
    }
  for (guint i = first; i < end; i++)
    sorted[g_array_index (starts, guint, levels[i])++] = i;
  for (guint i = 0, in_run = 0; i < total; i++, in_run++)
    {
      if (i > 0 && (in_run == MAX_RUN || levels[sorted[i]] != levels[sorted[i - 1]]))
        {
          end_run (self);
          in_run = 0;
        }
      g_array_append_val (self->run_items, sorted[i]);
    }
  end_run (self);
}

static void
make_runs (MesoScene *self)
{
  g_autofree guint *levels = NULL;
  guint n = self->items->len;

  if (!g_once_init_enter (&self->runs_made))
    return;
  levels = g_new0 (guint, n);
  self->run_items = g_array_sized_new (FALSE, FALSE, sizeof (guint), n);
  self->run_ends = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint first = 0, end; first < n; first = end)
    {
      guint ink = g_array_index (self->items, Item, first).ink;

      for (end = first + 1; end < n && g_array_index (self->items, Item, end).ink == ink; end++)
        ;
      add_runs (self, levels, first, end);
    }
  g_once_init_leave (&self->runs_made, 1);
}

/** meso_scene_get_n_runs: how many paths (times coats) the vector painter makes of this scene. */
guint
meso_scene_get_n_runs (MesoScene *self)
{
  g_return_val_if_fail (self != NULL, 0);

  make_runs (self);
  return self->run_ends->len;
}

/**
 * meso_scene_get_run:
 * @n_items: (out)
 *
 * Returns: (array length=n_items) (transfer none): items of one style, none of which overlaps another.
 */
const guint *
meso_scene_get_run (MesoScene *self,
                    guint run,
                    guint *n_items)
{
  guint start;

  g_return_val_if_fail (self != NULL && n_items != NULL, NULL);

  make_runs (self);
  g_return_val_if_fail (run < self->run_ends->len, NULL);

  start = run > 0 ? g_array_index (self->run_ends, guint, run - 1) : 0;
  *n_items = g_array_index (self->run_ends, guint, run) - start;
  return &g_array_index (self->run_items, guint, start);
}
