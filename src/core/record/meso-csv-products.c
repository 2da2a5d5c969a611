/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-csv-products-private.h"

#include <string.h>

#include "model/meso-error.h"
#include "record/meso-record-limits.h"

struct _MesoCsvProducts
{
  MesoSession *session;
  GHashTable *mark_ids; /* of the marks of the table so far */
  GPtrArray *items; /* MesoItem: the new ones, in order */
  GHashTable *by_id; /* char * of the item -> MesoItem */
  GHashTable *by_key; /* char * -> MesoItem */
};

/** meso_csv_products_new: @mark_ids: ids of marks that the session does not have yet; it must live as long. */
MesoCsvProducts *
meso_csv_products_new (MesoSession *session,
                       GHashTable *mark_ids)
{
  MesoCsvProducts *self = g_new0 (MesoCsvProducts, 1);

  self->session = session;
  self->mark_ids = mark_ids;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/** meso_csv_products_free: frees what has not been loaded. */
void
meso_csv_products_free (MesoCsvProducts *self)
{
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->items);
  g_free (self);
}

/* The first field is the id. */
static const MesoField *
get_fields (void)
{
  return meso_item_kind_get_fields (MESO_ITEM_PRODUCT) + 1;
}

static gboolean
is_filled (const MesoProduct *row)
{
  for (const MesoField *field = get_fields (); field->name != NULL; field++)
    if (meso_field_is_set (field, row))
      return TRUE;
  return FALSE;
}

static char *
get_key (const MesoProduct *row)
{
  GString *key = g_string_new (NULL);

  for (const MesoField *field = get_fields (); field->name != NULL; field++)
    {
      g_autofree char *text = meso_field_get (field, row);

      /* A character that no text of a record holds. */
      g_string_append_printf (key, "%s\x1f", text != NULL ? text : "");
    }
  return g_string_free (key, FALSE);
}

/* Whether @product says all that @row says, and perhaps more. */
static gboolean
agrees (const MesoProduct *product,
        const MesoProduct *row)
{
  for (const MesoField *field = get_fields (); field->name != NULL; field++)
    {
      g_autofree char *a = meso_field_get (field, product);
      g_autofree char *b = meso_field_get (field, row);

      if (b != NULL && g_strcmp0 (a, b) != 0)
        return FALSE;
    }
  return TRUE;
}

static MesoItem *
find_by_id (MesoCsvProducts *self,
            const char *id)
{
  MesoItem *item = g_hash_table_lookup (self->by_id, id);

  return item != NULL ? item : meso_session_lookup_product (self->session, id);
}

/** meso_csv_products_has: whether a row has brought a product called @id. */
gboolean
meso_csv_products_has (MesoCsvProducts *self,
                       const char *id)
{
  return g_hash_table_contains (self->by_id, id);
}

static MesoItem *
find_alike (MesoCsvProducts *self,
            const MesoProduct *row)
{
  g_autofree char *key = get_key (row);
  MesoItem *item = g_hash_table_lookup (self->by_key, key);

  for (guint i = 0; item == NULL && i < meso_session_get_n_products (self->session); i++)
    if (agrees (meso_item_get_product (meso_session_get_product (self->session, i)), row))
      item = meso_session_get_product (self->session, i);
  return item;
}

static MesoItem *
add (MesoCsvProducts *self,
     MesoProduct *row,
     const char *id,
     GError **error)
{
  g_autoptr (MesoItem) item = NULL;
  char *key;

  if (id != NULL &&
      (g_hash_table_contains (self->mark_ids, id) || meso_session_lookup_mark (self->session, id, NULL) != NULL))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "product=\"%s\" is the id of a mark", id);
      return NULL;
    }
  if (self->items->len + meso_session_get_n_products (self->session) >= MESO_RECORD_MAX_ITEMS / 2)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, "there are more than %d products", MESO_RECORD_MAX_ITEMS / 2);
      return NULL;
    }
  row->id = id != NULL ? g_strdup (id) : meso_session_allocate_id (self->session, "p");
  item = meso_item_new (MESO_ITEM_PRODUCT, row, NULL, NULL);
  if (!meso_item_check (item, error))
    return NULL;
  key = get_key (row);
  if (g_hash_table_contains (self->by_key, key))
    g_free (key);
  else
    g_hash_table_insert (self->by_key, key, item);
  g_hash_table_insert (self->by_id, (gpointer) meso_item_get_id (item), item);
  g_ptr_array_add (self->items, item);
  return g_steal_pointer (&item);
}

/**
 * meso_csv_products_resolve:
 * @row: what the row says of the product, without its id
 * @id: (inout): that the row gives, or %NULL; afterwards the id of the product, %NULL if the row has none
 *
 * Finds the product that a row means, or adds it.
 *
 * Returns: %FALSE with %MESO_ERROR, still without name and line
 */
gboolean
meso_csv_products_resolve (MesoCsvProducts *self,
                           MesoProduct *row,
                           char **id,
                           GError **error)
{
  gboolean filled = is_filled (row);
  MesoItem *item = NULL;

  if (!filled && *id == NULL)
    return TRUE;
  item = *id != NULL ? find_by_id (self, *id) : find_alike (self, row);
  if (item == NULL && !filled)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "product=\"%s\" is no product of the session", *id);
      return FALSE;
    }
  if (item != NULL && *id != NULL && !agrees (meso_item_get_product (item), row))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "product=\"%s\" was described differently before", *id);
      return FALSE;
    }
  if (item == NULL)
    item = add (self, row, *id, error);
  if (item == NULL)
    return FALSE;
  if (*id == NULL)
    *id = g_strdup (meso_item_get_id (item));
  return TRUE;
}

/** meso_csv_products_load: adds the new products to the session. */
void
meso_csv_products_load (MesoCsvProducts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    meso_session_load_item (self->session, g_ptr_array_index (self->items, i));
}
