/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-totals.h"

#include <string.h>

struct _MesoTotals
{
  GArray *rows; /* MesoTotalsRow */
  GStringChunk *regions; /* of the rows */
};

/* Which row a mark belongs to; also what the rows are sorted by. Unused members are 0. */
typedef struct
{
  guint map; /* index + 1 */
  guint product; /* index + 1; 0 for none */
  MesoUnit unit;
  MesoLayer layer;
  const char *region;
  MesoSide side;
} RowKey;

typedef struct
{
  MesoSession *session;
  MesoTotalsKey key;
  GHashTable *rows; /* RowKey -> MesoTotalsRow */
  GHashTable *products; /* id -> index + 1 */
  GStringChunk *regions;

  /* What the mark before had: a hand makes many that are alike. */
  const char *last_id;
  guint last_product;
  RowKey last_key;
  MesoTotalsRow *last_row; /* NULL: there was none */
} Count;

static guint
hash_key (gconstpointer data)
{
  const RowKey *key = data;
  guint hash = key->map * 31 + key->product;

  hash = hash * 31 + (guint) key->unit;
  hash = hash * 31 + (guint) key->layer;
  hash = hash * 31 + (guint) key->side;
  return hash * 31 + (key->region != NULL ? g_str_hash (key->region) : 0);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const RowKey *x = *(const RowKey *const *) a, *y = *(const RowKey *const *) b;

  if (x->map != y->map)
    return x->map < y->map ? -1 : 1;
  if ((x->product == 0) != (y->product == 0))
    return x->product == 0 ? 1 : -1;
  if (x->product != y->product)
    return x->product < y->product ? -1 : 1;
  if (x->unit != y->unit)
    return (int) x->unit - (int) y->unit;
  if (x->layer != y->layer)
    return (int) x->layer - (int) y->layer;
  if (g_strcmp0 (x->region, y->region) != 0)
    return g_strcmp0 (x->region, y->region);
  return (int) x->side - (int) y->side;
}

static gboolean
keys_equal (gconstpointer a,
            gconstpointer b)
{
  return compare_keys (&a, &b) == 0;
}

static void
init_count (Count *count,
            MesoSession *session,
            MesoTotalsKey key,
            GStringChunk *regions)
{
  count->session = session;
  count->key = key;
  count->regions = regions;
  count->last_id = NULL;
  count->last_row = NULL;
  count->rows = g_hash_table_new_full (hash_key, keys_equal, g_free, g_free);
  count->products = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    g_hash_table_insert (count->products,
                         (gpointer) meso_item_get_id (meso_session_get_product (session, i)),
                         GUINT_TO_POINTER (i + 1));
}

static MesoTotalsRow *
find_row (Count *count,
          const RowKey *key,
          MesoMap *map)
{
  MesoTotalsRow *row = g_hash_table_lookup (count->rows, key);

  if (row != NULL)
    return row;
  row = g_new0 (MesoTotalsRow, 1);
  row->product = key->product > 0 ? meso_session_get_product (count->session, key->product - 1) : NULL;
  row->unit = key->unit;
  row->layer = key->layer;
  row->region = key->region;
  row->side = key->side;
  row->map = key->map > 0 ? map : NULL;
  g_hash_table_insert (count->rows, g_memdup2 (key, sizeof *key), row);
  return row;
}

static MesoTotalsRow *
get_row (Count *count,
         const RowKey *key,
         MesoMap *map)
{
  if (count->last_row == NULL || !keys_equal (key, &count->last_key))
    {
      count->last_row = find_row (count, key, map);
      count->last_key = *key;
    }
  return count->last_row;
}

/* Its index + 1; 0 for none. */
static guint
find_product (Count *count,
              const char *id)
{
  if (id == NULL)
    return 0;
  if (count->last_id == NULL || strcmp (id, count->last_id) != 0)
    {
      count->last_id = id;
      count->last_product = GPOINTER_TO_UINT (g_hash_table_lookup (count->products, id));
    }
  return count->last_product;
}

static void
count_mark (Count *count,
            MesoMap *map,
            guint map_index,
            MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  guint product = find_product (count, data->product);
  RowKey key = { 0 };
  MesoTotalsRow *row;
  MesoTally *tally;

  if (product > 0)
    key.unit = meso_item_get_product (meso_session_get_product (count->session, product - 1))->unit;
  if (count->key & MESO_TOTALS_BY_PRODUCT)
    key.product = product;
  if (count->key & MESO_TOTALS_BY_LAYER)
    key.layer = data->layer;
  if ((count->key & MESO_TOTALS_BY_REGION) && data->region != NULL)
    key.region = g_string_chunk_insert_const (count->regions, data->region);
  if (count->key & MESO_TOTALS_BY_SIDE)
    key.side = data->side;
  if (count->key & MESO_TOTALS_BY_MAP)
    key.map = map_index + 1;

  row = get_row (count, &key, map);
  tally = data->state == MESO_STATE_PLANNED ? &row->planned : &row->done;
  tally->n_points += data->kind == MESO_MARK_POINT;
  tally->n_threads += data->kind == MESO_MARK_THREAD;
  tally->n_areas += data->kind == MESO_MARK_AREA;
  if (data->dose != MESO_UNSET)
    tally->dose += data->dose;
}

static void
sort_rows (Count *count,
           GArray *rows)
{
  guint n_keys;
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (count->rows, &n_keys);

  qsort (keys, n_keys, sizeof *keys, compare_keys);
  for (guint i = 0; i < n_keys; i++)
    g_array_append_vals (rows, g_hash_table_lookup (count->rows, keys[i]), 1);
}

/**
 * meso_totals_new:
 * @session: must not change while the totals are in use
 * @only_map: (nullable): count this map alone
 * @key: by what the rows are told apart
 *
 * Counts marks and adds up their doses exactly.
 */
MesoTotals *
meso_totals_new (MesoSession *session,
                 MesoMap *only_map,
                 MesoTotalsKey key)
{
  MesoTotals *self;
  Count count;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  self = g_new0 (MesoTotals, 1);
  self->rows = g_array_new (FALSE, FALSE, sizeof (MesoTotalsRow));
  self->regions = g_string_chunk_new (256);
  init_count (&count, session, key, self->regions);
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);

      if (only_map != NULL && map != only_map)
        continue;
      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        count_mark (&count, map, i, meso_map_get_mark (map, k));
    }
  sort_rows (&count, self->rows);
  g_hash_table_unref (count.rows);
  g_hash_table_unref (count.products);
  return self;
}

/** meso_totals_free: %NULL is allowed. */
void
meso_totals_free (MesoTotals *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->rows);
  g_string_chunk_free (self->regions);
  g_free (self);
}

/** meso_totals_get_n_rows: 0 when there are no marks. */
guint
meso_totals_get_n_rows (MesoTotals *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/** meso_totals_get_row: (transfer none). */
const MesoTotalsRow *
meso_totals_get_row (MesoTotals *self,
                     guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, MesoTotalsRow, index);
}

/** meso_tally_get_n_marks: of all kinds. */
guint
meso_tally_get_n_marks (const MesoTally *tally)
{
  g_return_val_if_fail (tally != NULL, 0);

  return tally->n_points + tally->n_threads + tally->n_areas;
}
