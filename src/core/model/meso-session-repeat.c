/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-session-repeat.h"

/* Two lots of one product are one product again. */
static const char *
find_same_product (MesoSession *self,
                   MesoItem *item)
{
  for (guint i = 0; i < meso_session_get_n_products (self); i++)
    {
      MesoItem *existing = meso_session_get_product (self, i);
      const char *id = meso_item_get_id (existing);
      g_autoptr (MesoItem) same = meso_item_new_unread_product (meso_item_get_product (item), id);

      if (meso_item_equal (existing, same))
        return id;
    }
  return NULL;
}

/* Returns the ids of the products of @self by those of @source. */
static GHashTable *
load_products (MesoSession *self,
               MesoSession *source)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < meso_session_get_n_products (source); i++)
    {
      MesoItem *item = meso_session_get_product (source, i);
      const char *same = find_same_product (self, item);
      g_autofree char *id = same != NULL ? g_strdup (same) : meso_session_allocate_id (self, "p");

      if (same == NULL)
        {
          g_autoptr (MesoItem) product = meso_item_new_unread_product (meso_item_get_product (item), id);

          meso_session_load_item (self, product);
        }
      g_hash_table_insert (ids, (gpointer) meso_item_get_id (item), g_steal_pointer (&id));
    }
  return ids;
}

static MesoMark *
plan_mark (MesoSession *self,
           MesoMark *mark,
           GHashTable *product_ids)
{
  g_autofree char *id = meso_session_allocate_id (self, "m");
  MesoMarkData data = *meso_mark_get (mark);

  data.id = id;
  data.state = MESO_STATE_PLANNED;
  data.product = data.product != NULL ? g_hash_table_lookup (product_ids, data.product) : NULL;
  if (data.product == NULL)
    data.dose = MESO_UNSET;
  data.note = NULL;
  return meso_mark_new (&data, NULL);
}

static void
load_map (MesoSession *self,
          MesoMap *map,
          GHashTable *product_ids)
{
  g_autoptr (MesoMap) copy = meso_map_new (meso_map_get_diagram (map), meso_map_get_diagram_version (map),
                                           meso_map_get_variant (map), NULL, NULL);
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    g_ptr_array_add (marks, plan_mark (self, meso_map_get_mark (map, i), product_ids));
  meso_session_load_map (self, copy);
  meso_session_load_marks (self, copy, marks);
}

/**
 * meso_session_load_repeat:
 * @self: new, with patient, visit and treatment, and neither products nor views
 * @source: an earlier session, whatever its state
 *
 * Plans in @self all that @source has: its views with every mark, done or not, as planned, under new ids and in the
 * same order; its products without what is on one box only (lot, expiry, amounts, note). What is said of that day stays
 * there: checks, notes, outcome, amendments, elements of other programs; and photos with the marks on them, since a
 * photo shows one day. As for readers, nothing watches @self yet.
 */
void
meso_session_load_repeat (MesoSession *self,
                          MesoSession *source)
{
  g_autoptr (GHashTable) product_ids = NULL;

  g_return_if_fail (MESO_IS_SESSION (self));
  g_return_if_fail (MESO_IS_SESSION (source) && source != self);
  g_return_if_fail (meso_session_get_n_products (self) == 0 && meso_session_get_n_maps (self) == 0);

  product_ids = load_products (self, source);
  for (guint i = 0; i < meso_session_get_n_maps (source); i++)
    {
      MesoMap *map = meso_session_get_map (source, i);

      if (meso_map_get_photo (map) == NULL)
        load_map (self, map, product_ids);
    }
}

static void
add_tally (MesoTally *sum,
           const MesoTally *tally)
{
  sum->n_points += tally->n_points;
  sum->n_threads += tally->n_threads;
  sum->n_areas += tally->n_areas;
}

/**
 * meso_session_count_repeat:
 * @kept: (out): the marks that meso_session_load_repeat() takes over; no sum of doses
 * @left_out: (out): those on photos
 */
void
meso_session_count_repeat (MesoSession *source,
                           MesoTally *kept,
                           MesoTally *left_out)
{
  g_autoptr (MesoTotals) totals = NULL;

  g_return_if_fail (MESO_IS_SESSION (source));
  g_return_if_fail (kept != NULL && left_out != NULL);

  *kept = *left_out = (MesoTally){ 0 };
  totals = meso_totals_new (source, NULL, MESO_TOTALS_BY_MAP);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);
      MesoTally *sum = meso_map_get_photo (row->map) != NULL ? left_out : kept;

      add_tally (sum, &row->done);
      add_tally (sum, &row->planned);
    }
}
