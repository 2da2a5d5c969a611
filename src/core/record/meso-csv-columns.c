/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-csv-columns-private.h"

#include <string.h>

static void
add_column (GArray *columns,
            MesoCsvColumnType type,
            const char *name,
            const MesoField *field)
{
  MesoCsvColumn column = { type, g_intern_string (name), field };

  for (guint i = 0; i < columns->len; i++)
    if (g_array_index (columns, MesoCsvColumn, i).name == column.name)
      return;
  g_array_append_val (columns, column);
}

/* The attributes of a point come first, then what lines and zones have besides. */
static void
add_mark_columns (GArray *columns)
{
  for (int kind = MESO_MARK_POINT; kind <= MESO_MARK_AREA; kind++)
    for (const MesoField *field = meso_mark_get_fields ((MesoMarkKind) kind); field->name != NULL; field++)
      {
        add_column (columns, MESO_CSV_MARK, field->name, field);
        if (strcmp (field->name, "id") == 0)
          {
            add_column (columns, MESO_CSV_X, "x", NULL);
            add_column (columns, MESO_CSV_Y, "y", NULL);
            add_column (columns, MESO_CSV_POINTS, "points", NULL);
          }
      }
}

/* The id of a product stands with the mark. Names that say too little alone, or that the mark has too, get a prefix. */
static void
add_product_columns (GArray *columns)
{
  static const char *const prefixed[] = { "name", "class", "note", NULL };

  for (const MesoField *field = meso_item_kind_get_fields (MESO_ITEM_PRODUCT); field->name != NULL; field++)
    {
      g_autofree char *long_name = g_strconcat ("product-", field->name, NULL);

      if (strcmp (field->name, "id") != 0)
        add_column (columns,
                    MESO_CSV_PRODUCT,
                    g_strv_contains (prefixed, field->name) ? long_name : field->name,
                    field);
    }
}

static gpointer
create_columns (gpointer data)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (MesoCsvColumn));

  add_column (columns, MESO_CSV_KIND, "kind", NULL);
  add_column (columns, MESO_CSV_DIAGRAM, "diagram", NULL);
  add_column (columns, MESO_CSV_VARIANT, "variant", NULL);
  add_mark_columns (columns);
  add_product_columns (columns);
  return columns;
}

/** meso_csv_get_columns: (transfer none) (array length=n_columns): all there are, in the order of writing. */
const MesoCsvColumn *
meso_csv_get_columns (guint *n_columns)
{
  static GOnce once = G_ONCE_INIT;
  GArray *columns = g_once (&once, create_columns, NULL);

  *n_columns = columns->len;
  return (const MesoCsvColumn *) (void *) columns->data;
}

/** meso_csv_find_column: (transfer none) (nullable). */
const MesoCsvColumn *
meso_csv_find_column (const char *name)
{
  guint n_columns;
  const MesoCsvColumn *columns = meso_csv_get_columns (&n_columns);

  for (guint i = 0; i < n_columns; i++)
    if (strcmp (columns[i].name, name) == 0)
      return &columns[i];
  return NULL;
}

/** meso_csv_column_is_looked_up: whether the diagram knows what an empty cell leaves open. */
gboolean
meso_csv_column_is_looked_up (const MesoCsvColumn *column)
{
  return column->type == MESO_CSV_VARIANT ||
         (column->type == MESO_CSV_MARK &&
          (strcmp (column->name, "region") == 0 || strcmp (column->name, "side") == 0));
}
