/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool.h"

#include "model/meso-totals.h"

/* The shape is described in README.md beside this file, and stable: members may be added, none changes its meaning. */

static void
add_field (JsonBuilder *builder,
           const MesoField *field,
           gconstpointer data)
{
  g_autofree char *text = meso_field_get (field, data);

  if (text == NULL)
    return;
  json_builder_set_member_name (builder, field->name);
  /* Whole numbers are counts. What has decimals is exact and stays so: a string. */
  if (field->type == MESO_FIELD_NUMBER && field->decimals == 0)
    json_builder_add_int_value (builder, g_ascii_strtoll (text, NULL, 10));
  else
    json_builder_add_string_value (builder, text);
}

static void
add_fields (JsonBuilder *builder,
            const MesoField *fields,
            gconstpointer data)
{
  for (; fields->name != NULL; fields++)
    add_field (builder, fields, data);
}

static void
add_string (JsonBuilder *builder,
            const char *name,
            const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_int (JsonBuilder *builder,
         const char *name,
         gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_item (JsonBuilder *builder,
          MesoItem *item)
{
  MesoItemKind kind = meso_item_get_kind (item);
  const MesoField *text = meso_item_kind_get_text_field (kind);

  json_builder_begin_object (builder);
  add_fields (builder, meso_item_kind_get_fields (kind), meso_item_get (item, kind));
  if (text != NULL)
    {
      g_autofree char *content = meso_field_get (text, meso_item_get (item, kind));

      add_string (builder, "text", content);
    }
  if (kind == MESO_ITEM_PATIENT)
    {
      json_builder_set_member_name (builder, "alerts");
      json_builder_begin_array (builder);
      for (guint i = 0; i < meso_item_get_n_children (item); i++)
        add_item (builder, meso_item_get_child (item, i));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static void
add_tally (JsonBuilder *builder,
           const char *name,
           const MesoTally *tally,
           MesoUnit unit)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  add_int (builder, "points", tally->n_points);
  add_int (builder, "threads", tally->n_threads);
  add_int (builder, "areas", tally->n_areas);
  if (unit != MESO_UNIT_UNSET)
    {
      g_autofree char *dose = meso_number_format (tally->dose, MESO_AMOUNT_DECIMALS, 0);

      add_string (builder, "dose", dose);
    }
  json_builder_end_object (builder);
}

static void
add_row (JsonBuilder *builder,
         const MesoTotalsRow *row,
         MesoTotalsKey key)
{
  json_builder_begin_object (builder);
  if (key & MESO_TOTALS_BY_MAP)
    add_string (builder, "diagram", meso_map_get_diagram (row->map));
  if (key & MESO_TOTALS_BY_PRODUCT)
    add_string (builder, "product", row->product != NULL ? meso_item_get_id (row->product) : NULL);
  if (key & MESO_TOTALS_BY_LAYER)
    add_string (builder, "layer", meso_vocabulary_get_token (&meso_layer_vocabulary, (int) row->layer));
  if (key & MESO_TOTALS_BY_REGION)
    add_string (builder, "region", row->region);
  if (key & MESO_TOTALS_BY_SIDE)
    add_string (builder, "side", meso_vocabulary_get_token (&meso_side_vocabulary, (int) row->side));
  add_string (builder, "unit", meso_vocabulary_get_token (&meso_unit_vocabulary, (int) row->unit));
  add_tally (builder, "done", &row->done, row->unit);
  add_tally (builder, "planned", &row->planned, row->unit);
  json_builder_end_object (builder);
}

static void
add_totals (JsonBuilder *builder,
            const char *name,
            MesoSession *session,
            MesoTotalsKey key)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, key);

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    add_row (builder, meso_totals_get_row (totals, i), key);
  json_builder_end_array (builder);
}

static void
add_number (JsonBuilder *builder,
            gint64 value,
            guint decimals)
{
  g_autofree char *text = meso_number_format (value, decimals, 0);

  json_builder_add_string_value (builder, text);
}

static void
add_mark (JsonBuilder *builder,
          MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);

  json_builder_begin_object (builder);
  add_string (builder, "kind", meso_mark_kind_get_token (data->kind));
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < data->n_points; i++)
    {
      json_builder_begin_array (builder);
      add_number (builder, data->points[i].x, MESO_MM_DECIMALS);
      add_number (builder, data->points[i].y, MESO_MM_DECIMALS);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  add_fields (builder, meso_mark_get_fields (data->kind), data);
  json_builder_end_object (builder);
}

static void
add_map (JsonBuilder *builder,
         MesoMap *map)
{
  json_builder_begin_object (builder);
  add_string (builder, "diagram", meso_map_get_diagram (map));
  add_string (builder,
              "variant",
              meso_vocabulary_get_token (&meso_variant_vocabulary, (int) meso_map_get_variant (map)));
  if (meso_map_get_photo (map) != NULL)
    {
      json_builder_set_member_name (builder, "photo");
      add_item (builder, meso_map_get_photo (map));
    }
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < meso_map_get_n_marks (map); i++)
    add_mark (builder, meso_map_get_mark (map, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_slot (JsonBuilder *builder,
          MesoSession *session,
          MesoSlot slot)
{
  MesoItem *item = meso_session_get_item (session, slot);

  if (item == NULL)
    return;
  json_builder_set_member_name (builder, meso_item_kind_get_element (meso_item_get_kind (item)));
  add_item (builder, item);
}

static void
add_head (JsonBuilder *builder,
          MesoSession *session)
{
  g_autofree char *format = g_strdup_printf ("%d.%d", MESO_FORMAT_MAJOR, meso_session_get_format_minor (session));

  add_string (builder, "format", format);
  add_string (builder, "id", meso_session_get_id (session));
  add_int (builder, "revision", meso_session_get_revision (session));
  add_string (builder,
              "status",
              meso_vocabulary_get_token (&meso_status_vocabulary, (int) meso_session_get_status (session)));
}

static void
add_products_and_checks (JsonBuilder *builder,
                         MesoSession *session)
{
  json_builder_set_member_name (builder, "products");
  json_builder_begin_array (builder);
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    add_item (builder, meso_session_get_product (session, i));
  json_builder_end_array (builder);

  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < meso_session_get_n_checks (session); i++)
    add_item (builder, meso_session_get_check (session, i));
  json_builder_end_array (builder);
}

/**
 * meso_tool_to_json:
 *
 * Returns: (transfer full): what mesomap-tool info --json prints
 */
JsonNode *
meso_tool_to_json (MesoSession *session)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_head (builder, session);
  add_slot (builder, session, MESO_SLOT_PATIENT);
  add_slot (builder, session, MESO_SLOT_VISIT);
  add_slot (builder, session, MESO_SLOT_TREATMENT);
  add_products_and_checks (builder, session);
  json_builder_set_member_name (builder, "maps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    add_map (builder, meso_session_get_map (session, i));
  json_builder_end_array (builder);
  add_slot (builder, session, MESO_SLOT_NOTES);

  json_builder_set_member_name (builder, "totals");
  json_builder_begin_object (builder);
  add_totals (builder, "all", session, MESO_TOTALS_BY_NOTHING);
  add_totals (builder, "by-map", session, MESO_TOTALS_BY_MAP);
  add_totals (builder, "by-product", session, MESO_TOTALS_BY_PRODUCT);
  add_totals (builder, "by-layer", session, MESO_TOTALS_BY_LAYER);
  add_totals (builder, "by-region", session, MESO_TOTALS_BY_REGION);
  add_totals (builder, "by-side", session, MESO_TOTALS_BY_SIDE);
  add_totals (builder, "by-region-and-side", session, MESO_TOTALS_BY_REGION | MESO_TOTALS_BY_SIDE);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
