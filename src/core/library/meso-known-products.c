/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-known-products.h"

struct _MesoKnownProducts
{
  GHashTable *items; /* char * -> MesoItem */
};

static char *
make_key (const MesoProduct *product)
{
  g_autofree char *folded = g_utf8_casefold (product->name, -1);

  return g_strdup_printf ("%d %s", (int) product->unit, folded);
}

MesoKnownProducts *
meso_known_products_new (void)
{
  MesoKnownProducts *self = g_new0 (MesoKnownProducts, 1);

  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

/** meso_known_products_free: %NULL is allowed. */
void
meso_known_products_free (MesoKnownProducts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->items);
  g_free (self);
}

/** meso_known_products_add: @product takes the place of an earlier one, unless only that one has an article number. */
void
meso_known_products_add (MesoKnownProducts *self,
                         const MesoProduct *product)
{
  g_autofree char *key = NULL;
  MesoProduct plain;
  MesoItem *before;

  g_return_if_fail (self != NULL);
  g_return_if_fail (product != NULL);

  if (product->name == NULL || *product->name == '\0')
    return;
  key = make_key (product);
  before = g_hash_table_lookup (self->items, key);
  if (before != NULL && product->gtin == NULL && meso_item_get_product (before)->gtin != NULL)
    return;
  plain = *product;
  plain.id = NULL;
  plain.lot = plain.expires = plain.note = NULL;
  plain.opened = plain.discarded = MESO_UNSET;
  g_hash_table_insert (self->items, g_steal_pointer (&key), meso_item_new (MESO_ITEM_PRODUCT, &plain, NULL, NULL));
}

/** meso_known_products_add_all: those of @other as well. */
void
meso_known_products_add_all (MesoKnownProducts *self,
                             const MesoKnownProducts *other)
{
  GHashTableIter iter;
  gpointer item;

  g_return_if_fail (self != NULL);
  g_return_if_fail (other != NULL);

  g_hash_table_iter_init (&iter, other->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    meso_known_products_add (self, meso_item_get_product (item));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (meso_item_get_product (*(MesoItem **) a)->name,
                         meso_item_get_product (*(MesoItem **) b)->name);
}

/** meso_known_products_get: (transfer full) (element-type MesoItem): sorted by name; without ids. */
GPtrArray *
meso_known_products_get (const MesoKnownProducts *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_return_val_if_fail (self != NULL, items);

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, g_object_ref (item));
  g_ptr_array_sort (items, compare_names);
  return items;
}
