/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-editor-clipboard.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "record/meso-csv.h"

/* Copies that would lie on what is there already go so far to the lower right, in 1/100 mm. */
#define STEP 500
#define MAX_STEPS 400

/* What is pasted, until it is an edit. */
typedef struct
{
  MesoEditor *editor;
  MesoEdit *edit;
  GHashTable *product_ids; /* char * -> char *: of the source, of this session */
  GHashTable *patterns; /* char * -> char *: of the source, of this session */
  GString *new_products; /* their names */
} Paste;

static void
say (MesoEditor *self,
     const char *text,
     gboolean is_error)
{
  g_signal_emit_by_name (self, "message", text, is_error);
}

/**
 * meso_editor_copy_selection:
 *
 * Returns: (transfer full) (nullable): the selected marks as a table that spreadsheets take, too; it says nothing of
 *   the patient
 */
GBytes *
meso_editor_copy_selection (MesoEditor *self)
{
  g_autoptr (GPtrArray) marks = NULL;

  g_return_val_if_fail (MESO_IS_EDITOR (self), NULL);

  marks = meso_editor_get_selected_marks (self);
  if (marks->len == 0)
    return NULL;
  return meso_csv_write_marks (meso_editor_get_session (self), meso_editor_get_map (self), marks);
}

/* ---- Places ---- */

static char *
get_place_key (const MesoMarkData *data,
               int dx,
               int dy)
{
  return g_strdup_printf ("%d %u %d %d", data->kind, data->n_points, data->points[0].x + dx, data->points[0].y + dy);
}

static gboolean
lies_on_another (GHashTable *taken,
                 GPtrArray *marks,
                 int by)
{
  for (guint i = 0; i < marks->len; i++)
    {
      g_autofree char *key = get_place_key (meso_mark_get (g_ptr_array_index (marks, i)), by, by);

      if (g_hash_table_contains (taken, key))
        return TRUE;
    }
  return FALSE;
}

/*
 * How far copies go on the diagram they come from: not at all, so that another session gets them in the same place; but
 * where marks like these lie already, as the originals do, to the lower right of them, and each time further.
 */
static int
find_free_step (MesoEditor *self,
                GPtrArray *marks)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MesoMap *map = meso_editor_get_map (self);
  int by = 0;

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    g_hash_table_add (taken, get_place_key (meso_mark_get (meso_map_get_mark (map, i)), 0, 0));
  while (by < MAX_STEPS * STEP && lies_on_another (taken, marks, by))
    by += STEP;
  return by;
}

static void
get_bounds (GPtrArray *marks,
            MesoPoint *min,
            MesoPoint *max)
{
  *min = (MesoPoint){ G_MAXINT, G_MAXINT };
  *max = (MesoPoint){ G_MININT, G_MININT };
  for (guint i = 0; i < marks->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (marks, i));

      for (guint j = 0; j < data->n_points; j++)
        {
          min->x = MIN (min->x, data->points[j].x);
          min->y = MIN (min->y, data->points[j].y);
          max->x = MAX (max->x, data->points[j].x);
          max->y = MAX (max->y, data->points[j].y);
        }
    }
}

static gboolean
check_room (MesoEditor *self,
            GPtrArray *marks,
            MesoPoint by)
{
  MesoPoint min, max;

  get_bounds (marks, &min, &max);
  if (min.x + by.x >= -MESO_MAX_COORDINATE && min.y + by.y >= -MESO_MAX_COORDINATE &&
      max.x + by.x <= MESO_MAX_COORDINATE && max.y + by.y <= MESO_MAX_COORDINATE)
    return TRUE;
  say (self, _ ("There is no room for these marks here."), TRUE);
  return FALSE;
}

/* ---- Products ---- */

static MesoItem *
find_product (MesoSession *session,
              const MesoProduct *wanted,
              const char *lot)
{
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      MesoItem *item = meso_session_get_product (session, i);
      const MesoProduct *product = meso_item_get_product (item);

      if (g_strcmp0 (product->name, wanted->name) == 0 && product->unit == wanted->unit &&
          g_strcmp0 (product->lot, lot) == 0)
        return item;
    }
  return NULL;
}

static const char *
add_product (Paste *paste,
             const MesoProduct *source)
{
  char *id = meso_session_allocate_id (meso_editor_get_session (paste->editor), "p");
  g_autoptr (MesoItem) item = meso_item_new_unread_product (source, id);

  meso_edit_change_item (paste->edit, MESO_SLOT_PRODUCT, NULL, item, MESO_POSITION_END);
  g_string_append_printf (paste->new_products, "%s%s", paste->new_products->len > 0 ? ", " : "", source->name);
  g_hash_table_insert (paste->product_ids, g_strdup (source->id), id);
  return id;
}

/* The product of this session that @item, of another, is; it is added if there is none. */
static const char *
match_product (Paste *paste,
               MesoItem *item)
{
  MesoSession *session = meso_editor_get_session (paste->editor);
  const MesoProduct *product = meso_item_get_product (item);
  const char *known = g_hash_table_lookup (paste->product_ids, product->id);
  MesoItem *match;

  if (known != NULL)
    return known;
  match = find_product (session, product, product->lot);
  if (match == NULL)
    match = find_product (session, product, NULL);
  if (match == NULL)
    return add_product (paste, product);
  g_hash_table_insert (paste->product_ids, g_strdup (product->id), g_strdup (meso_item_get_id (match)));
  return meso_item_get_id (match);
}

/* ---- Patterns ---- */

/* The length of "grid" in "grid-3"; 0 for what has no number. */
static gsize
get_kind_length (const char *pattern)
{
  const char *dash = strrchr (pattern, '-');

  if (dash == NULL || dash[1] == '\0' || strspn (dash + 1, "0123456789") != strlen (dash + 1))
    return 0;
  return (gsize) (dash - pattern);
}

static guint
count_patterns (Paste *paste,
                const char *kind)
{
  GHashTableIter iter;
  gpointer pattern;
  guint n = 0;

  g_hash_table_iter_init (&iter, paste->patterns);
  while (g_hash_table_iter_next (&iter, &pattern, NULL))
    n += get_kind_length (pattern) == strlen (kind) && strncmp (pattern, kind, strlen (kind)) == 0;
  return n;
}

/* The copies are another pattern than the originals. */
static const char *
rename_pattern (Paste *paste,
                const char *pattern)
{
  g_autofree char *kind = NULL, *first = NULL;
  char *renamed = g_hash_table_lookup (paste->patterns, pattern);

  if (renamed != NULL || get_kind_length (pattern) == 0)
    return renamed != NULL ? renamed : pattern;
  kind = g_strndup (pattern, get_kind_length (pattern));
  first = meso_editor_allocate_pattern (paste->editor, kind);
  renamed =
    g_strdup_printf ("%s-%" G_GINT64_FORMAT, kind,
                     g_ascii_strtoll (first + strlen (kind) + 1, NULL, 10) + (gint64) count_patterns (paste, kind));
  g_hash_table_insert (paste->patterns, g_strdup (pattern), renamed);
  return renamed;
}

/* ---- Marks ---- */

static void
add_copy (Paste *paste,
          MesoMark *mark,
          MesoSession *source,
          MesoPoint by,
          GPtrArray *ids)
{
  MesoSession *session = meso_editor_get_session (paste->editor);
  g_autoptr (MesoMark) moved = meso_mark_moved (mark, by.x, by.y);
  g_autoptr (MesoMark) copy = NULL;
  char *id = meso_session_allocate_id (session, "m");
  MesoMarkData data = *meso_mark_get (moved);

  g_ptr_array_add (ids, id);
  data.id = id;
  data.order = MESO_UNSET;
  if (data.product != NULL && source != session)
    data.product = (char *) match_product (paste, meso_session_lookup_product (source, data.product));
  if (data.pattern != NULL)
    data.pattern = (char *) rename_pattern (paste, data.pattern);
  meso_editor_find_site (paste->editor, &data);
  copy = meso_mark_new (&data, NULL);
  meso_edit_add_mark (paste->edit, meso_editor_get_map (paste->editor), copy, MESO_POSITION_END);
}

static void
say_pasted (Paste *paste,
            guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u item added.", "%u items added.", n), n);
  g_autofree char *whole = NULL;

  if (paste->new_products->len > 0)
    /* Translators: the first %s is a sentence: 12 items added. The second is one or more names of products. */
    whole = g_strdup_printf (_ ("%s New product, lot to be read: %s"), text, paste->new_products->str);
  say (paste->editor, whole != NULL ? whole : text, FALSE);
}

/* Adds copies of marks of @source, moved, in one step, and selects them. */
static gboolean
add_copies (MesoEditor *self,
            const char *name,
            GPtrArray *marks,
            MesoSession *source,
            MesoPoint by)
{
  Paste paste = { .editor = self };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean good;

  if (!check_room (self, marks, by))
    return FALSE;
  paste.edit = meso_edit_new (name);
  paste.product_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  paste.patterns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  paste.new_products = g_string_new (NULL);
  for (guint i = 0; i < marks->len; i++)
    add_copy (&paste, g_ptr_array_index (marks, i), source, by, ids);
  good = meso_editor_apply (self, paste.edit);
  if (good)
    {
      g_ptr_array_add (ids, NULL);
      meso_selection_set (meso_editor_get_selection (self), (const char *const *) ids->pdata);
      say_pasted (&paste, marks->len);
    }
  g_object_unref (paste.edit);
  g_hash_table_unref (paste.product_ids);
  g_hash_table_unref (paste.patterns);
  g_string_free (paste.new_products, TRUE);
  return good;
}

/* ---- From outside ---- */

/* Whether the first line could be the head of our table; all else that is copied is just some text. */
static gboolean
looks_like_marks (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end = size > 0 ? memchr (text, '\n', size) : NULL;
  g_autofree char *head = g_strndup (text != NULL ? text : "", end != NULL ? (gsize) (end - text) : size);
  g_auto (GStrv) cells = g_strsplit (g_strstrip (head), ",", -1);

  if (cells[0] != NULL && g_str_has_prefix (cells[0], "\xef\xbb\xbf"))
    memmove (cells[0], cells[0] + 3, strlen (cells[0]) - 2);
  return g_strv_contains ((const char *const *) cells, "kind");
}

static MesoSession *
read_marks (MesoEditor *self,
            GBytes *bytes,
            char **diagram)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (MesoSession) session = meso_session_new (id);
  MesoMap *map = meso_editor_get_map (self);
  g_autoptr (MesoMap) copy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!looks_like_marks (bytes))
    {
      say (self, _ ("What was copied is not marks."), TRUE);
      return NULL;
    }
  copy = meso_map_new (meso_map_get_diagram (map), meso_map_get_diagram_version (map), meso_map_get_variant (map),
                       meso_map_get_photo (map), NULL);
  meso_session_load_map (session, copy);
  if (meso_csv_read_marks (bytes, _ ("copied table"), session, copy, diagram, &error))
    return g_steal_pointer (&session);
  /* Translators: what is wrong, with the line: copied table:3: unknown column "foo" */
  text = g_strdup_printf (_ ("Nothing was pasted. %s"), error->message);
  say (self, text, TRUE);
  return NULL;
}

static GPtrArray *
list_marks (MesoMap *map)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    g_ptr_array_add (marks, g_object_ref (meso_map_get_mark (map, i)));
  return marks;
}

/**
 * meso_editor_paste:
 * @bytes: a table of marks, from this or another program
 * @centre: where marks of another diagram go, in 1/100 mm: the crosshair, else the middle of what is seen. The pointer
 *   is where the hand happened to leave it, and so says nothing of where marks belong.
 *
 * Adds the marks under new ids to the current map and selects them. On the diagram they come from they keep their place
 * (see find_free_step()); region and side are found anew.
 *
 * Returns: %FALSE after a "message", and then nothing has changed
 */
gboolean
meso_editor_paste (MesoEditor *self,
                   GBytes *bytes,
                   MesoPoint centre)
{
  g_autoptr (MesoSession) source = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  g_autofree char *diagram = NULL;
  const char *own;
  MesoPoint by, min, max;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  map = meso_editor_get_map (self);
  if (map == NULL)
    {
      say (self, _ ("Add a view first."), TRUE);
      return FALSE;
    }
  source = read_marks (self, bytes, &diagram);
  if (source == NULL)
    return FALSE;
  marks = list_marks (meso_session_get_map (source, 0));
  if (marks->len == 0)
    {
      say (self, _ ("What was copied is not marks."), TRUE);
      return FALSE;
    }
  own = meso_map_get_photo (map) != NULL ? meso_item_get_photo (meso_map_get_photo (map))->file
                                         : meso_map_get_diagram (map);
  if (g_strcmp0 (diagram, own) == 0)
    {
      by.x = by.y = find_free_step (self, marks);
    }
  else
    {
      get_bounds (marks, &min, &max);
      by = (MesoPoint){ centre.x - (min.x + max.x) / 2, centre.y - (min.y + max.y) / 2 };
    }
  return add_copies (self, _ ("Paste"), marks, source, by);
}

/** meso_editor_duplicate_selection: what copying and pasting would do, without the clipboard. */
gboolean
meso_editor_duplicate_selection (MesoEditor *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  MesoPoint by;

  g_return_val_if_fail (MESO_IS_EDITOR (self), FALSE);

  marks = meso_editor_get_selected_marks (self);
  if (marks->len == 0)
    return FALSE;
  by.x = by.y = find_free_step (self, marks);
  return add_copies (self, _ ("Duplicate"), marks, meso_editor_get_session (self), by);
}
