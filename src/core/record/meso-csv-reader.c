/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-csv.h"

#include <string.h>

#include "diagram/meso-map-diagram.h"
#include "diagram/meso-site.h"
#include "record/meso-csv-columns-private.h"
#include "record/meso-csv-products-private.h"
#include "record/meso-csv-table-private.h"
#include "record/meso-record-limits.h"
#include "record/meso-record-parser-private.h"
#include "record/meso-xml-source-private.h"

/* The marks of one map, until all rows have been read. */
typedef struct
{
  char *diagram;
  MesoSex variant;
  MesoMap *map; /* of the session; NULL if it is new */
  GPtrArray *marks; /* MesoMark */
} Group;

typedef struct
{
  MesoCsvTable table;
  MesoSession *session;
  const char *default_diagram;
  MesoMap *only_map; /* all rows go there, whatever diagram they name; NULL: each to its own */
  char *named_diagram; /* by all rows so far; NULL: by none, or by some another */
  GPtrArray *columns; /* MesoCsvColumn of the header */
  GPtrArray *groups;
  GHashTable *ids; /* char *, of the marks of the rows */
  MesoCsvProducts *products;
  guint n_marks;
} Reader;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_free (group->diagram);
  g_ptr_array_unref (group->marks);
  g_free (group);
}

static gboolean G_GNUC_PRINTF (3, 4)
  refuse (Reader *self,
          GError **error,
          const char *format,
          ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  meso_csv_set_error (error, self->table.name, self->table.row_line, MESO_ERROR_PARSE, "%s", message);
  return FALSE;
}

static char *
shorten (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 60));
}

/* ---- Header ---- */

static gboolean
add_column (Reader *self,
            const char *name,
            GError **error)
{
  const MesoCsvColumn *column = meso_csv_find_column (name);
  g_autofree char *shown = shorten (name);

  if (column == NULL && strchr (name, ';') != NULL)
    return refuse (self, error, "columns are separated by commas, not by semicolons");
  if (column == NULL && strchr (name, '\t') != NULL)
    return refuse (self, error, "columns are separated by commas, not by tabulators");
  if (column == NULL)
    return refuse (self, error, "unknown column \"%s\"", shown);
  if (g_ptr_array_find (self->columns, column, NULL))
    return refuse (self, error, "a second column \"%s\"", shown);
  g_ptr_array_add (self->columns, (gpointer) column);
  return TRUE;
}

static gboolean
read_header (Reader *self,
             GError **error)
{
  GError *local_error = NULL;

  if (!meso_csv_table_next (&self->table, &local_error))
    {
      if (local_error == NULL)
        meso_csv_set_error (&local_error, self->table.name, 1, MESO_ERROR_PARSE, "the table is empty");
      g_propagate_error (error, local_error);
      return FALSE;
    }
  for (guint i = 0; i < self->table.cells->len; i++)
    if (!add_column (self, g_ptr_array_index (self->table.cells, i), error))
      return FALSE;
  if (!g_ptr_array_find (self->columns, meso_csv_find_column ("kind"), NULL))
    return refuse (self, error, "there is no column \"kind\"");
  return TRUE;
}

/* ---- Rows ---- */

static const char *
get_cell (Reader *self,
          const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (strcmp (((const MesoCsvColumn *) g_ptr_array_index (self->columns, i))->name, name) == 0)
      return g_ptr_array_index (self->table.cells, i);
  return "";
}

static gboolean
is_comma_decimal (const char *text)
{
  gsize length = *text == '-' ? 1 : 0;
  gsize n_digits = strspn (text + length, "0123456789");

  length += n_digits;
  return n_digits > 0 && text[length] == ',' && text[length + 1] != '\0' &&
         text[length + 1 + strspn (text + length + 1, "0123456789")] == '\0';
}

static gboolean
check_comma (Reader *self,
             const char *name,
             const char *text,
             GError **error)
{
  if (is_comma_decimal (text))
    return refuse (self, error, "%s=\"%.40s\": decimals follow a point, not a comma", name, text);
  return TRUE;
}

/* Completes an error of the model by name and line. */
static gboolean
complete (Reader *self,
          gboolean good,
          GError **error)
{
  if (!good && error != NULL)
    {
      g_strdelimit ((*error)->message, MESO_XML_CONTROLS, ' ');
      g_prefix_error (error, "%s:%d: ", self->table.name, self->table.row_line);
    }
  return good;
}

static gboolean
read_coordinate (Reader *self,
                 const MesoCsvColumn *column,
                 const char *text,
                 GArray *points,
                 GError **error)
{
  MesoPoint *point = &g_array_index (points, MesoPoint, 0);

  if (!check_comma (self, column->name, text, error))
    return FALSE;
  return complete (self,
                   meso_record_parse_coordinate (column->name,
                                                 text,
                                                 column->type == MESO_CSV_X ? &point->x : &point->y,
                                                 error),
                   error);
}

static gboolean
read_geometry (Reader *self,
               const MesoCsvColumn *column,
               const char *text,
               MesoMarkKind kind,
               GArray *points,
               GError **error)
{
  if ((kind == MESO_MARK_POINT) != (column->type != MESO_CSV_POINTS))
    return refuse (self, error, "a %s has no %s", meso_mark_kind_get_token (kind), column->name);
  if (column->type != MESO_CSV_POINTS)
    return read_coordinate (self, column, text, points, error);
  return complete (self, meso_record_parse_points (text, MESO_MAX_AREA_POINTS, points, error), error);
}

static gboolean
read_mark_field (Reader *self,
                 const MesoCsvColumn *column,
                 const char *text,
                 MesoMarkData *mark,
                 GError **error)
{
  const MesoField *field = meso_field_find (meso_mark_get_fields (mark->kind), column->name);

  if (field == NULL)
    return refuse (self,
                   error,
                   "%s %s has no %s",
                   mark->kind == MESO_MARK_AREA ? "an" : "a",
                   meso_mark_kind_get_token (mark->kind),
                   column->name);
  if (meso_csv_column_is_looked_up (column) && strcmp (text, MESO_CSV_NONE) == 0)
    return TRUE;
  if (field->type == MESO_FIELD_NUMBER && !check_comma (self, column->name, text, error))
    return FALSE;
  if (field->type == MESO_FIELD_TEXT)
    text = meso_csv_unguard (text);
  return complete (self, meso_field_set (field, mark, text, error), error);
}

static gboolean
read_product_field (Reader *self,
                    const MesoCsvColumn *column,
                    const char *text,
                    MesoProduct *product,
                    GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (column->field->type == MESO_FIELD_NUMBER && !check_comma (self, column->name, text, error))
    return FALSE;
  if (column->field->type == MESO_FIELD_TEXT)
    text = meso_csv_unguard (text);
  if (meso_field_set (column->field, product, text, &local_error))
    return TRUE;
  return refuse (self, error, "column %s: %s", column->name, local_error->message);
}

static gboolean
read_cells (Reader *self,
            MesoMarkData *mark,
            MesoProduct *product,
            GArray *points,
            GError **error)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const MesoCsvColumn *column = g_ptr_array_index (self->columns, i);
      const char *text = g_ptr_array_index (self->table.cells, i);
      gboolean good = TRUE;

      if (*text == '\0')
        continue;
      if (column->type == MESO_CSV_MARK)
        good = read_mark_field (self, column, text, mark, error);
      else if (column->type == MESO_CSV_PRODUCT)
        good = read_product_field (self, column, text, product, error);
      else if (column->type >= MESO_CSV_X)
        good = read_geometry (self, column, text, mark->kind, points, error);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_geometry (Reader *self,
                MesoMarkKind kind,
                GError **error)
{
  static const char *const point_columns[] = { "x", "y", NULL };
  static const char *const path_columns[] = { "points", NULL };

  for (const char *const *name = kind == MESO_MARK_POINT ? point_columns : path_columns; *name != NULL; name++)
    if (*get_cell (self, *name) == '\0')
      return refuse (self, error, "%s is missing", *name);
  return TRUE;
}

/* ---- Maps ---- */

/* The map that a row without a variant means: the only one of this diagram, or the one that suits the patient. */
static MesoSex
guess_variant (Reader *self,
               const char *diagram)
{
  const MesoPatient *patient = meso_session_get_patient (self->session);
  MesoSex sex = patient != NULL ? patient->sex : MESO_SEX_UNSET;
  MesoDiagram *found = meso_diagram_set_lookup_for (meso_diagram_set_get_default (), diagram, sex);
  MesoMap *only = NULL;
  guint n = 0;

  for (guint i = 0; i < meso_session_get_n_maps (self->session); i++)
    if (strcmp (meso_map_get_diagram (meso_session_get_map (self->session, i)), diagram) == 0)
      {
        only = meso_session_get_map (self->session, i);
        n++;
      }
  if (n == 1)
    return meso_map_get_variant (only);
  if (found == NULL || meso_diagram_get_variant (found) == NULL)
    return MESO_SEX_UNSET;
  return (MesoSex) meso_vocabulary_find (&meso_variant_vocabulary, meso_diagram_get_variant (found));
}

static gboolean
find_variant (Reader *self,
              const char *diagram,
              MesoSex *variant,
              GError **error)
{
  const char *text = get_cell (self, "variant");

  if (*text == '\0')
    *variant = guess_variant (self, diagram);
  else
    *variant = (MesoSex) meso_vocabulary_find (&meso_variant_vocabulary, text);
  if (*text != '\0' && *variant == MESO_SEX_UNSET && strcmp (text, MESO_CSV_NONE) != 0)
    {
      g_autofree char *shown = shorten (text);

      return refuse (self, error, "variant=\"%s\" is none of female, male", shown);
    }
  return TRUE;
}

static Group *
find_group (Reader *self,
            const char *diagram,
            MesoSex variant)
{
  Group *group;

  for (guint i = 0; i < self->groups->len; i++)
    {
      group = g_ptr_array_index (self->groups, i);
      if (group->variant == variant && strcmp (group->diagram, diagram) == 0)
        return group;
    }
  group = g_new0 (Group, 1);
  group->diagram = g_strdup (diagram);
  group->variant = variant;
  group->map = meso_session_lookup_map (self->session, diagram, variant);
  group->marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->groups, group);
  return group;
}

/* "photo" where there is one photo, and else its file. */
static Group *
get_photo_group (Reader *self,
                 const char *diagram,
                 GError **error)
{
  MesoMap *photo = meso_session_lookup_photo (self->session, diagram);
  guint n_photos = 0;
  Group *group;

  for (guint i = 0; i < meso_session_get_n_maps (self->session); i++)
    n_photos += meso_map_get_photo (meso_session_get_map (self->session, i)) != NULL;
  if (photo == NULL && n_photos > 1)
    {
      refuse (self, error, "the session has %u photos: give the name of a file instead of \"photo\"", n_photos);
      return NULL;
    }
  if (photo == NULL)
    photo = meso_session_lookup_map (self->session, MESO_DIAGRAM_PHOTO, MESO_SEX_UNSET);
  if (photo == NULL)
    {
      refuse (self, error, "marks on a photo can only be added to a session that has the photo");
      return NULL;
    }
  group = find_group (self, meso_item_get_photo (meso_map_get_photo (photo))->file, MESO_SEX_UNSET);
  group->map = photo;
  return group;
}

static gboolean
is_photo (Reader *self,
          const char *diagram)
{
  return strcmp (diagram, MESO_DIAGRAM_PHOTO) == 0 || meso_session_lookup_photo (self->session, diagram) != NULL;
}

static Group *
get_only_group (Reader *self)
{
  const char *diagram = meso_csv_unguard (get_cell (self, "diagram"));
  Group *group;

  if (self->groups->len > 0)
    {
      if (g_strcmp0 (self->named_diagram, diagram) != 0)
        g_clear_pointer (&self->named_diagram, g_free);
      return g_ptr_array_index (self->groups, 0);
    }
  group = g_new0 (Group, 1);
  group->map = self->only_map;
  group->marks = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->groups, group);
  self->named_diagram = g_strdup (diagram);
  return group;
}

static Group *
get_group (Reader *self,
           GError **error)
{
  const char *diagram = get_cell (self, "diagram");
  MesoSex variant;
  Group *group;

  if (self->only_map != NULL)
    return get_only_group (self);
  if (*diagram == '\0')
    diagram = self->default_diagram;
  if (diagram == NULL)
    {
      refuse (self, error, "diagram is missing");
      return NULL;
    }
  if (is_photo (self, meso_csv_unguard (diagram)))
    return get_photo_group (self, meso_csv_unguard (diagram), error);
  if (!meso_text_is_token (diagram))
    {
      g_autofree char *shown = shorten (diagram);

      refuse (self, error, "diagram=\"%s\" is not a token of 1 to 64 lower-case letters, digits and '-'", shown);
      return NULL;
    }
  if (!find_variant (self, diagram, &variant, error))
    return NULL;
  group = find_group (self, diagram, variant);
  if (self->groups->len + meso_session_get_n_maps (self->session) > MESO_RECORD_MAX_MAPS)
    {
      refuse (self, error, "there are more than %d maps", MESO_RECORD_MAX_MAPS);
      return NULL;
    }
  return group;
}

/* Returns: (transfer full) (nullable) */
static MesoDiagram *
dup_diagram (Group *group)
{
  MesoDiagram *diagram;

  if (group->map != NULL)
    return meso_map_dup_diagram (group->map, meso_diagram_set_get_default ());
  diagram = meso_diagram_set_lookup (meso_diagram_set_get_default (),
                                     group->diagram,
                                     meso_vocabulary_get_token (&meso_variant_vocabulary, (int) group->variant));
  return diagram != NULL ? g_object_ref (diagram) : NULL;
}

/* What the row leaves open and the diagram knows. */
static void
look_up (Reader *self,
         Group *group,
         MesoMarkData *mark)
{
  g_autoptr (MesoDiagram) diagram = dup_diagram (group);
  const MesoRegion *region;
  MesoSide side;

  if (diagram == NULL)
    return;
  region = meso_site_find (diagram, mark, &side);
  if (*get_cell (self, "region") == '\0' && region != NULL)
    mark->region = g_strdup (meso_region_get_id (region));
  if (*get_cell (self, "side") == '\0')
    mark->side = side;
}

/* ---- One mark ---- */

static gboolean
check_id (Reader *self,
          const char *id,
          GError **error)
{
  if (meso_session_lookup_mark (self->session, id, NULL) != NULL ||
      meso_session_lookup_product (self->session, id) != NULL || meso_csv_products_has (self->products, id) ||
      !g_hash_table_add (self->ids, g_strdup (id)))
    return refuse (self, error, "id=\"%s\" stands twice", id);
  return TRUE;
}

static gboolean
add_mark (Reader *self,
          Group *group,
          MesoMarkData *data,
          GError **error)
{
  g_autoptr (MesoMark) mark = NULL;

  if (data->id == NULL)
    data->id = meso_session_allocate_id (self->session, "m");
  if (!check_id (self, data->id, error))
    return FALSE;
  mark = meso_mark_new (data, NULL);
  if (!complete (self, meso_mark_check (mark, error), error))
    return FALSE;
  g_ptr_array_add (group->marks, g_steal_pointer (&mark));
  return TRUE;
}

static gboolean
build_mark (Reader *self,
            MesoMarkData *mark,
            MesoProduct *product,
            GArray *points,
            GError **error)
{
  Group *group;
  g_autoptr (GError) local_error = NULL;
  gboolean good;

  if (!read_cells (self, mark, product, points, error) || !check_geometry (self, mark->kind, error))
    return FALSE;
  if (!meso_csv_products_resolve (self->products, product, &mark->product, &local_error))
    return refuse (self, error, "%s", local_error->message);
  group = get_group (self, error);
  if (group == NULL)
    return FALSE;
  mark->points = (MesoPoint *) (void *) points->data;
  mark->n_points = points->len;
  look_up (self, group, mark);
  good = add_mark (self, group, mark, error);
  mark->points = NULL;
  return good;
}

static gboolean
read_mark (Reader *self,
           GError **error)
{
  const char *token = get_cell (self, "kind");
  MesoMarkKind kind = meso_mark_kind_find (token);
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (MesoPoint));
  MesoProduct *product;
  MesoMarkData mark;
  gboolean good;

  if (kind == 0)
    {
      g_autofree char *shown = shorten (token);

      return refuse (self, error, "kind=\"%s\" is none of point, thread, area", shown);
    }
  meso_mark_data_init (&mark, kind);
  product = meso_item_data_new (MESO_ITEM_PRODUCT);
  if (kind == MESO_MARK_POINT)
    g_array_set_size (points, 1);
  good = build_mark (self, &mark, product, points, error);
  meso_mark_data_clear (&mark);
  meso_item_data_free (MESO_ITEM_PRODUCT, product);
  return good;
}

static gboolean
read_rows (Reader *self,
           GError **error)
{
  GError *local_error = NULL;

  while (meso_csv_table_next (&self->table, &local_error))
    {
      if (self->table.cells->len != self->columns->len)
        return refuse (self,
                       error,
                       "there are %u cells, but %u columns; is a comma inside a cell that is not quoted?",
                       self->table.cells->len,
                       self->columns->len);
      if (++self->n_marks + meso_session_get_n_marks (self->session) > MESO_MAX_MARKS)
        {
          meso_csv_set_error (error,
                              self->table.name,
                              self->table.row_line,
                              MESO_ERROR_LIMIT,
                              "there are more than %d marks",
                              MESO_MAX_MARKS);
          return FALSE;
        }
      if (!read_mark (self, error))
        return FALSE;
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, local_error);
  return FALSE;
}

/* ---- Ids ---- */

static gint64
get_number (const char *id)
{
  gsize length = strlen (id);

  while (length > 0 && g_ascii_isdigit (id[length - 1]))
    length--;
  /* Beyond that the format has no number for the next id. */
  return strlen (id + length) <= 12 ? g_ascii_strtoll (id + length, NULL, 10) : 0;
}

static gint64
find_highest_number (MesoSession *session)
{
  gint64 highest = 0;

  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    highest = MAX (highest, get_number (meso_item_get_id (meso_session_get_product (session, i))));
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);

      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        highest = MAX (highest, get_number (meso_mark_get_id (meso_map_get_mark (map, k))));
    }
  return highest;
}

static void
set_next_id (MesoSession *session,
             gint64 next_id)
{
  meso_session_load_head (session,
                          meso_session_get_format_minor (session),
                          meso_session_get_revision (session),
                          meso_session_get_status (session),
                          next_id);
}

/* Ids that the table brings are used up from the start: rows without one get none that a later row has. */
static void
reserve_ids (Reader *self)
{
  MesoCsvTable rows = self->table;
  gint64 highest = find_highest_number (self->session);

  rows.cells = g_ptr_array_new_with_free_func (g_free);
  while (meso_csv_table_next (&rows, NULL))
    for (guint i = 0; i < MIN (self->columns->len, rows.cells->len); i++)
      {
        const MesoCsvColumn *column = g_ptr_array_index (self->columns, i);

        if (strcmp (column->name, "id") == 0 || strcmp (column->name, "product") == 0)
          highest = MAX (highest, get_number (g_ptr_array_index (rows.cells, i)));
      }
  meso_csv_table_clear (&rows);
  set_next_id (self->session, MAX (meso_session_get_next_id (self->session), highest + 1));
}

static void
load (Reader *self)
{
  meso_csv_products_load (self->products);
  for (guint i = 0; i < self->groups->len; i++)
    {
      Group *group = g_ptr_array_index (self->groups, i);
      g_autoptr (MesoDiagram) diagram = dup_diagram (group);
      g_autoptr (MesoMap) map = NULL;

      map = group->map != NULL ? g_object_ref (group->map)
                               : meso_map_new (group->diagram,
                                               diagram != NULL ? meso_diagram_get_version (diagram) : MESO_UNSET,
                                               group->variant,
                                               NULL,
                                               NULL);
      if (group->map == NULL)
        meso_session_load_map (self->session, map);
      meso_session_load_marks (self->session, map, group->marks);
    }
}

static gboolean
read_table (Reader *self,
            GBytes *bytes,
            const char *name,
            GError **error)
{
  gint64 next_id = meso_session_get_next_id (self->session);
  gboolean good;

  if (!meso_csv_table_init (&self->table, bytes, name, error))
    return FALSE;
  self->columns = g_ptr_array_new ();
  self->groups = g_ptr_array_new_with_free_func (free_group);
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->products = meso_csv_products_new (self->session, self->ids);

  good = read_header (self, error);
  if (good)
    {
      reserve_ids (self);
      good = read_rows (self, error);
    }
  if (good)
    load (self);
  else
    set_next_id (self->session, next_id);

  meso_csv_table_clear (&self->table);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->groups);
  meso_csv_products_free (self->products);
  g_hash_table_unref (self->ids);
  return good;
}

/**
 * meso_csv_read_marks:
 * @bytes: a table as meso-csv.h describes it
 * @name: for messages
 * @session: one that nobody watches yet
 * @map: of @session
 * @diagram: (out) (nullable): what all rows call their diagram, or the file of their photo; %NULL if they differ
 *
 * Adds all marks of the table to @map, whatever diagram it names, and their products to @session.
 *
 * Returns: %FALSE with %MESO_ERROR and one message "NAME:LINE: …"
 */
gboolean
meso_csv_read_marks (GBytes *bytes,
                     const char *name,
                     MesoSession *session,
                     MesoMap *map,
                     char **diagram,
                     GError **error)
{
  Reader self = { .session = session, .only_map = map };
  gboolean good;

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);
  g_return_val_if_fail (MESO_IS_MAP (map), FALSE);
  g_return_val_if_fail (diagram != NULL, FALSE);

  good = read_table (&self, bytes, name, error);
  *diagram = self.named_diagram;
  return good;
}

/**
 * meso_csv_read:
 * @bytes: a table as meso-csv.h describes it
 * @name: of the file, for messages
 * @default_diagram: (nullable): of rows that name none
 * @session: one that nobody watches yet, with its patient and visit and whatever else is not in the table
 *
 * Adds the marks of the table to @session, and the products and maps they need. A product is the one of the same id;
 * or, where a row gives no id, the one of an earlier row that says the same, or else one of the session with which the
 * row agrees in all it says.
 *
 * Returns: %FALSE with %MESO_ERROR and one message "NAME:LINE: …", and then @session is as it was
 */
gboolean
meso_csv_read (GBytes *bytes,
               const char *name,
               const char *default_diagram,
               MesoSession *session,
               GError **error)
{
  Reader self = { .session = session, .default_diagram = default_diagram };

  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);

  return read_table (&self, bytes, name, error);
}
