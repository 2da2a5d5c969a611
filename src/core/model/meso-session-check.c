/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/meso-error.h"
#include "model/meso-photo.h"
#include "model/meso-session-private.h"

/*
 * What a session may hold and what an edit may do. An edit is judged against the session before anything changes, so
 * that it happens as a whole or not at all.
 */

typedef struct
{
  MesoSession *session;
  MesoEdit *edit;
  GHashTable *new_maps; /* MesoMap that the edit adds */
  GHashTable *new_ids; /* ids that the edit adds */
  GHashTable *removed_ids; /* ids that the edit removes, of marks and products */
  GHashTable *touched_marks; /* MesoMark that the edit replaces or removes */
  GHashTable *new_products; /* ids of products that the edit adds */
  GHashTable *removed_products; /* ids of products that the edit removes */
  gint64 n_marks;
} Check;

static gboolean fail (GError **error,
                      MesoError code,
                      const char *format,
                      ...) G_GNUC_PRINTF (3, 4);

/* Sets the error and returns FALSE, so that a check can end with it. */
static gboolean
fail (GError **error,
      MesoError code,
      const char *format,
      ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (MESO_ERROR, code, format, args);
  va_end (args);
  return FALSE;
}

static void
init_check (Check *check,
            MesoSession *session,
            MesoEdit *edit)
{
  check->session = session;
  check->edit = edit;
  check->new_maps = g_hash_table_new (NULL, NULL);
  check->new_ids = g_hash_table_new (g_str_hash, g_str_equal);
  check->removed_ids = g_hash_table_new (g_str_hash, g_str_equal);
  check->touched_marks = g_hash_table_new (NULL, NULL);
  check->new_products = g_hash_table_new (g_str_hash, g_str_equal);
  check->removed_products = g_hash_table_new (g_str_hash, g_str_equal);
  check->n_marks = meso_session_get_n_marks (session);
}

static void
clear_check (Check *check)
{
  g_hash_table_unref (check->new_maps);
  g_hash_table_unref (check->new_ids);
  g_hash_table_unref (check->removed_ids);
  g_hash_table_unref (check->touched_marks);
  g_hash_table_unref (check->new_products);
  g_hash_table_unref (check->removed_products);
}

/* First pass: what comes and what goes, so that the order of the changes in the edit does not matter. */
static void
collect (Check *check)
{
  for (guint i = 0; i < meso_edit_get_n_changes (check->edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (check->edit, i);

      if (change->slot == MESO_SLOT_MAP && change->after != NULL)
        g_hash_table_add (check->new_maps, change->after);
      if (change->slot == MESO_SLOT_MARK && change->before != NULL)
        g_hash_table_add (check->touched_marks, change->before);
      if (change->slot == MESO_SLOT_MARK && change->after == NULL)
        g_hash_table_add (check->removed_ids, (gpointer) meso_mark_get_id (MESO_MARK (change->before)));
      if (change->slot == MESO_SLOT_PRODUCT && change->before == NULL)
        g_hash_table_add (check->new_products, (gpointer) meso_item_get_id (MESO_ITEM (change->after)));
      if (change->slot == MESO_SLOT_PRODUCT && change->after == NULL)
        {
          gpointer id = (gpointer) meso_item_get_id (MESO_ITEM (change->before));

          g_hash_table_add (check->removed_products, id);
          g_hash_table_add (check->removed_ids, id);
        }
    }
}

static gboolean
check_new_id (Check *check,
              const char *id,
              GError **error)
{
  if (!g_hash_table_add (check->new_ids, (gpointer) id))
    return fail (error, MESO_ERROR_CONFLICT, "the id \"%s\" stands twice in one edit", id);
  if (!g_hash_table_contains (check->removed_ids, id) &&
      (meso_session_lookup_mark (check->session, id, NULL) != NULL ||
       meso_session_lookup_product (check->session, id) != NULL))
    return fail (error, MESO_ERROR_CONFLICT, "the session already has an id \"%s\"", id);
  return TRUE;
}

static gboolean
has_product (Check *check,
             const char *id)
{
  return g_hash_table_contains (check->new_products, id) ||
         (meso_session_lookup_product (check->session, id) != NULL &&
          !g_hash_table_contains (check->removed_products, id));
}

static gboolean
has_map (Check *check,
         MesoMap *map)
{
  return g_hash_table_contains (check->new_maps, map) ||
         g_list_store_find (G_LIST_STORE (meso_session_get_maps (check->session)), map, NULL);
}

static gboolean
check_mark_change (Check *check,
                   const MesoChange *change,
                   GError **error)
{
  MesoMark *before = (MesoMark *) change->before, *after = (MesoMark *) change->after;
  const char *id = meso_mark_get_id (before != NULL ? before : after);
  const char *product;

  if (id == NULL)
    return fail (error, MESO_ERROR_INVALID, "a mark has no id");
  if (!has_map (check, change->map))
    return fail (error, MESO_ERROR_CONFLICT, "the map of mark \"%s\" is not in the session", id);
  if (before != NULL && meso_map_lookup (change->map, id) != before)
    return fail (error, MESO_ERROR_CONFLICT, "mark \"%s\" is not as the edit expects it", id);
  if (after == NULL)
    {
      check->n_marks--;
      return TRUE;
    }
  if (!meso_mark_check (after, error))
    {
      g_prefix_error (error, "mark \"%s\": ", id);
      return FALSE;
    }
  if (before != NULL && strcmp (meso_mark_get_id (after), id) != 0)
    return fail (error, MESO_ERROR_CONFLICT, "an edit may not change the id \"%s\"", id);
  if (before == NULL && !check_new_id (check, id, error))
    return FALSE;
  product = meso_mark_get (after)->product;
  if (product != NULL && !has_product (check, product))
    return fail (error, MESO_ERROR_INVALID, "the session has no product \"%s\"", product);
  check->n_marks += before == NULL;
  return TRUE;
}

static gboolean
check_emptied (Check *check,
               MesoMap *map,
               GError **error)
{
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    if (!g_hash_table_contains (check->removed_ids, meso_mark_get_id (meso_map_get_mark (map, i))))
      return fail (error, MESO_ERROR_CONFLICT, "the view \"%s\" still has marks", meso_map_get_diagram (map));
  return TRUE;
}

/* Photos of one session are told apart by their files. */
static gboolean
check_new_photo (MesoSession *session,
                 MesoItem *photo,
                 GError **error)
{
  const char *file = meso_item_get_photo (photo)->file;

  if (!meso_item_check (photo, error) || !meso_photo_check (meso_item_get_photo (photo), error))
    return FALSE;
  return meso_session_lookup_photo (session, file) == NULL ||
         fail (error, MESO_ERROR_CONFLICT, "the session already has the photo \"%s\"", file);
}

static gboolean
check_map_change (Check *check,
                  const MesoChange *change,
                  GError **error)
{
  MesoMap *map = MESO_MAP (change->after != NULL ? change->after : change->before);
  const char *diagram = meso_map_get_diagram (map);

  if (change->after == NULL)
    return check_emptied (check, map, error);
  if (meso_map_get_n_marks (map) > 0)
    return fail (error, MESO_ERROR_CONFLICT, "a view must be added empty: \"%s\"", diagram);
  if (strcmp (diagram, MESO_DIAGRAM_PHOTO) != 0 &&
      meso_session_lookup_map (check->session, diagram, meso_map_get_variant (map)) != NULL)
    return fail (error, MESO_ERROR_CONFLICT, "the session already has the view \"%s\"", diagram);
  return meso_map_get_photo (map) == NULL || check_new_photo (check->session, meso_map_get_photo (map), error);
}

/* What is said of a photo may change, but not which picture it is. */
static gboolean
check_photo_change (Check *check,
                    const MesoChange *change,
                    GError **error)
{
  MesoItem *after = (MesoItem *) change->after;
  const MesoPhoto *old, *new;

  if (!has_map (check, change->map) || change->before == NULL || after == NULL ||
      (GObject *) meso_map_get_photo (change->map) != change->before)
    return fail (error, MESO_ERROR_CONFLICT, "the photo is not as the edit expects it");
  if (meso_item_get_kind (after) != MESO_ITEM_PHOTO)
    return fail (error, MESO_ERROR_INVALID, "this is no photo");
  if (!meso_item_check (after, error) || !meso_photo_check (meso_item_get_photo (after), error))
    return FALSE;
  old = meso_item_get_photo ((MesoItem *) change->before);
  new = meso_item_get_photo (after);
  if (strcmp (old->file, new->file) != 0 || strcmp (old->sha256, new->sha256) != 0 || old->width != new->width ||
      old->height != new->height)
    return fail (error, MESO_ERROR_CONFLICT, "an edit may not change the file of a photo");
  return TRUE;
}

static gboolean
is_current (MesoSession *session,
            const MesoChange *change)
{
  guint n;

  if (change->slot >= MESO_SLOT_PATIENT)
    return (GObject *) meso_session_get_item (session, change->slot) == change->before;
  if (change->before == NULL)
    return TRUE;
  n = change->slot == MESO_SLOT_PRODUCT ? meso_session_get_n_products (session) : meso_session_get_n_checks (session);
  for (guint i = 0; i < n; i++)
    if ((GObject *) (change->slot == MESO_SLOT_PRODUCT ? meso_session_get_product (session, i)
                                                       : meso_session_get_check (session, i)) == change->before)
      return TRUE;
  return FALSE;
}

static gboolean
has_check (MesoSession *session,
           const char *id)
{
  for (guint i = 0; i < meso_session_get_n_checks (session); i++)
    if (g_strcmp0 (meso_item_get_id (meso_session_get_check (session, i)), id) == 0)
      return TRUE;
  return FALSE;
}

static const MesoItemKind slot_kinds[] = {
  [MESO_SLOT_PRODUCT] = MESO_ITEM_PRODUCT,
  [MESO_SLOT_CHECK] = MESO_ITEM_CHECK,
  [MESO_SLOT_PATIENT] = MESO_ITEM_PATIENT,
  [MESO_SLOT_VISIT] = MESO_ITEM_VISIT,
  [MESO_SLOT_TREATMENT] = MESO_ITEM_TREATMENT,
  [MESO_SLOT_OUTCOME] = MESO_ITEM_OUTCOME,
  [MESO_SLOT_NOTES] = MESO_ITEM_NOTES,
};

static gboolean
check_item_change (Check *check,
                   const MesoChange *change,
                   GError **error)
{
  MesoItem *before = (MesoItem *) change->before, *after = (MesoItem *) change->after;
  const char *element = meso_item_kind_get_element (slot_kinds[change->slot]);

  if (!is_current (check->session, change))
    return fail (error, MESO_ERROR_CONFLICT, "the %s is not as the edit expects it", element);
  if (after == NULL)
    return (change->slot != MESO_SLOT_PATIENT && change->slot != MESO_SLOT_VISIT) ||
           fail (error, MESO_ERROR_INVALID, "a session needs its %s", element);
  if (meso_item_get_kind (after) != slot_kinds[change->slot])
    return fail (error, MESO_ERROR_INVALID, "this is no %s", element);
  if (!meso_item_check (after, error))
    return FALSE;
  if (before != NULL && g_strcmp0 (meso_item_get_id (before), meso_item_get_id (after)) != 0)
    return fail (error, MESO_ERROR_CONFLICT, "an edit may not change the id of the %s", element);
  if (before == NULL && change->slot == MESO_SLOT_PRODUCT)
    return check_new_id (check, meso_item_get_id (after), error);
  if (before == NULL && change->slot == MESO_SLOT_CHECK && has_check (check->session, meso_item_get_id (after)))
    return fail (error, MESO_ERROR_CONFLICT, "the session already has the check \"%s\"", meso_item_get_id (after));
  return TRUE;
}

/* Marks that the edit leaves alone must keep their products. */
static gboolean
check_removed_products (Check *check,
                        GError **error)
{
  if (g_hash_table_size (check->removed_products) == 0)
    return TRUE;
  for (guint i = 0; i < meso_session_get_n_maps (check->session); i++)
    {
      MesoMap *map = meso_session_get_map (check->session, i);

      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        {
          MesoMark *mark = meso_map_get_mark (map, k);
          const char *product = meso_mark_get (mark)->product;

          if (product != NULL && g_hash_table_contains (check->removed_products, product) &&
              !g_hash_table_contains (check->touched_marks, mark))
            return fail (error, MESO_ERROR_CONFLICT, "mark \"%s\" still uses the product", meso_mark_get_id (mark));
        }
    }
  return TRUE;
}

static gboolean
check_changes (Check *check,
               GError **error)
{
  for (guint i = 0; i < meso_edit_get_n_changes (check->edit); i++)
    {
      const MesoChange *change = meso_edit_get_change (check->edit, i);
      gboolean good;

      if (change->slot == MESO_SLOT_MARK)
        good = check_mark_change (check, change, error);
      else if (change->slot == MESO_SLOT_MAP)
        good = check_map_change (check, change, error);
      else if (change->slot == MESO_SLOT_PHOTO)
        good = check_photo_change (check, change, error);
      else
        good = check_item_change (check, change, error);
      if (!good)
        return FALSE;
    }
  if (check->n_marks > MESO_MAX_MARKS)
    return fail (error, MESO_ERROR_LIMIT, "a session holds at most %d marks", MESO_MAX_MARKS);
  return check_removed_products (check, error);
}

/* Whether @edit fits @self as it is now; nothing is changed. */
gboolean
_meso_session_check_edit (MesoSession *self,
                          MesoEdit *edit,
                          GError **error)
{
  Check check;
  gboolean good;

  init_check (&check, self, edit);
  collect (&check);
  good = check_changes (&check, error);
  clear_check (&check);
  return good;
}

/* The number at the end of an id such as "m12", or 0. */
gint64
_meso_id_get_number (const char *id)
{
  gsize length = strlen (id);

  while (length > 0 && g_ascii_isdigit (id[length - 1]))
    length--;
  return MIN (g_ascii_strtoll (id + length, NULL, 10), G_GINT64_CONSTANT (1000000000000));
}

/**
 * meso_session_check:
 *
 * Whether the session as a whole is one that the format can hold, for readers and importers that filled it by the
 * loading functions; each mark and item on its own is theirs to check.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID or %MESO_ERROR_LIMIT
 */
gboolean
meso_session_check (MesoSession *self,
                    GError **error)
{
  g_return_val_if_fail (MESO_IS_SESSION (self), FALSE);

  if (meso_session_get_patient (self) == NULL)
    return fail (error, MESO_ERROR_INVALID, "the session has no patient");
  if (meso_session_get_visit (self) == NULL)
    return fail (error, MESO_ERROR_INVALID, "the session has no visit");
  if (meso_session_get_n_marks (self) > MESO_MAX_MARKS)
    return fail (error, MESO_ERROR_LIMIT, "a session holds at most %d marks", MESO_MAX_MARKS);
  return TRUE;
}
