/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-csv.h"
#include "record/meso-csv-columns-private.h"
#include "record/meso-csv-table-private.h"
#include "record/meso-xml-text-private.h"

static void
append_field (GString *csv,
              const MesoField *field,
              gconstpointer data)
{
  const void *place = (const char *) data + field->offset;

  if (!meso_field_is_set (field, data))
    return;
  if (field->type == MESO_FIELD_NUMBER)
    meso_xml_append_number (csv, *(const gint64 *) place, field->decimals);
  else if (field->type == MESO_FIELD_ENUM)
    g_string_append (csv, meso_vocabulary_get_token (field->vocabulary, *(const int *) place));
  else if (field->type == MESO_FIELD_TEXT)
    meso_csv_append_text (csv, *(char *const *) place);
  else
    meso_csv_append_cell (csv, *(char *const *) place);
}

static void
append_points (GString *csv,
               const MesoMarkData *mark)
{
  g_string_append_c (csv, '"');
  meso_xml_append_points (csv, mark->points, mark->n_points);
  g_string_append_c (csv, '"');
}

/* Of several photos each by its file. */
static const char *
find_diagram (MesoSession *session,
              MesoMap *map)
{
  MesoItem *photo = meso_map_get_photo (map);
  guint n_photos = 0;

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    n_photos += meso_map_get_photo (meso_session_get_map (session, i)) != NULL;
  return photo != NULL && n_photos > 1 ? meso_item_get_photo (photo)->file : meso_map_get_diagram (map);
}

static void
append_cell (GString *csv,
             const MesoCsvColumn *column,
             MesoMap *map,
             const char *diagram,
             const MesoMarkData *mark,
             const MesoProduct *product)
{
  gboolean is_point = mark->kind == MESO_MARK_POINT;
  const MesoField *field;

  switch (column->type)
    {
    case MESO_CSV_KIND:
      g_string_append (csv, meso_mark_kind_get_token (mark->kind));
      break;
    case MESO_CSV_DIAGRAM:
      meso_csv_append_text (csv, diagram);
      break;
    case MESO_CSV_VARIANT:
      if (meso_map_get_variant (map) != MESO_SEX_UNSET)
        g_string_append (csv, meso_vocabulary_get_token (&meso_variant_vocabulary, (int) meso_map_get_variant (map)));
      break;
    case MESO_CSV_X:
      if (is_point)
        meso_xml_append_number (csv, mark->points[0].x, MESO_MM_DECIMALS);
      break;
    case MESO_CSV_Y:
      if (is_point)
        meso_xml_append_number (csv, mark->points[0].y, MESO_MM_DECIMALS);
      break;
    case MESO_CSV_POINTS:
      if (!is_point)
        append_points (csv, mark);
      break;
    case MESO_CSV_MARK:
      /* The same member has another place in the table of each kind, and none in some. */
      field = meso_field_find (meso_mark_get_fields (mark->kind), column->name);
      if (field != NULL)
        append_field (csv, field, mark);
      break;
    case MESO_CSV_PRODUCT:
      if (product != NULL)
        append_field (csv, column->field, product);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
append_row (GString *csv,
            MesoSession *session,
            MesoMap *map,
            const char *diagram,
            const MesoMarkData *mark)
{
  guint n_columns;
  const MesoCsvColumn *columns = meso_csv_get_columns (&n_columns);
  MesoItem *item = mark->product != NULL ? meso_session_lookup_product (session, mark->product) : NULL;

  for (guint i = 0; i < n_columns; i++)
    {
      gsize length;

      if (i > 0)
        g_string_append_c (csv, ',');
      length = csv->len;
      append_cell (csv, &columns[i], map, diagram, mark, item != NULL ? meso_item_get_product (item) : NULL);
      if (csv->len == length && meso_csv_column_is_looked_up (&columns[i]))
        g_string_append (csv, MESO_CSV_NONE);
    }
  g_string_append (csv, "\r\n");
}

static GString *
create_table (guint n_marks)
{
  guint n_columns;
  const MesoCsvColumn *columns = meso_csv_get_columns (&n_columns);
  GString *csv = g_string_sized_new (1024 + n_marks * (gsize) 200);

  for (guint i = 0; i < n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      g_string_append (csv, columns[i].name);
    }
  g_string_append (csv, "\r\n");
  return csv;
}

/**
 * meso_csv_write_marks:
 * @map: of @session
 * @marks: (element-type MesoMark): of @map
 *
 * Returns: (transfer full): these marks as a table, with all columns; a photo is named by its file
 */
GBytes *
meso_csv_write_marks (MesoSession *session,
                      MesoMap *map,
                      GPtrArray *marks)
{
  MesoItem *photo;
  GString *csv;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_MAP (map), NULL);
  g_return_val_if_fail (marks != NULL, NULL);

  photo = meso_map_get_photo (map);
  csv = create_table (marks->len);
  for (guint i = 0; i < marks->len; i++)
    append_row (csv, session, map, photo != NULL ? meso_item_get_photo (photo)->file : meso_map_get_diagram (map),
                meso_mark_get (g_ptr_array_index (marks, i)));
  return g_string_free_to_bytes (csv);
}

/**
 * meso_csv_write:
 *
 * Returns: (transfer full): the marks of @session as a table, with all columns; see meso-csv.h
 */
GBytes *
meso_csv_write (MesoSession *session)
{
  GString *csv;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  csv = create_table (meso_session_get_n_marks (session));
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      const char *diagram = find_diagram (session, map);

      for (guint k = 0; k < meso_map_get_n_marks (map); k++)
        append_row (csv, session, map, diagram, meso_mark_get (meso_map_get_mark (map, k)));
    }
  return g_string_free_to_bytes (csv);
}
