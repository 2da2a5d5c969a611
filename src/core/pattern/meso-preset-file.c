/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-preset.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "diagram/meso-diagram-set.h"
#include "model/meso-error.h"

/* The file of setups: resources/setups/README.md describes it. Values stand there as in a session's file: as text. */

#define FORMAT "mesomap-setups"
#define VERSION 1
#define SHIPPED "/io/github/mesomap/Mesomap/setups/presets.json"

/* Larger, or deeper, is no file of setups; the parser would go down with it. */
#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 8

/* The attributes of a mark that say how it is made. */
static const char *const mark_attributes[] = { "layer", "depth-mm", "dose", "technique", "device", "gauge", "needle-mm",
                                               "angle", "direction", "passes", NULL };

/* A place in the file, for messages. */
typedef struct
{
  const char *file;
  guint number; /* of the setup, from 1; 0: the file as a whole */
} Place;

static gboolean G_GNUC_PRINTF (3, 4)
  set_problem (const Place *place,
               GError **error,
               const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (place->number > 0)
    g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "%s: setup %u: %s", place->file, place->number, text);
  else
    g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "%s: %s", place->file, text);
  return FALSE;
}

/* The parser has forgotten the line by then, but its message has it. */
static void
set_syntax_problem (const Place *place,
                    const GError *problem,
                    GError **error)
{
  const char *at = strchr (problem->message, ':');
  guint line = at != NULL ? (guint) g_ascii_strtoull (at + 1, NULL, 10) : 0;

  if (line > 0)
    set_problem (place, error, "line %u: is not valid JSON", line);
  else
    set_problem (place, error, "is not valid JSON");
}

static const char *
get_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                                          : NULL;
}

static char **
get_texts (JsonNode *node)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) == 0)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));

      if (text == NULL || *text == '\0')
        return NULL;
      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

static gboolean
read_list (const Place *place,
           const char *name,
           JsonNode *node,
           char ***list,
           GError **error)
{
  *list = get_texts (node);
  if (*list == NULL)
    return set_problem (place, error, "“%s” is no list of texts", name);
  return TRUE;
}

/* The spacing is an attribute of zones; of points and lines it is what the tools lay them out by. */
static gboolean
read_value (const Place *place,
            const char *name,
            const char *text,
            MesoPresetData *data,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const MesoField *field = NULL;
  MesoMarkData area;

  if (g_str_equal (name, "spacing-mm"))
    {
      meso_mark_data_init (&area, MESO_MARK_AREA);
      field = meso_field_find (meso_mark_get_fields (MESO_MARK_AREA), name);
      if (!meso_field_set (field, &area, text, &local_error))
        return set_problem (place, error, "%s", local_error->message);
      data->spacing = area.spacing;
      if (data->mark.kind == MESO_MARK_AREA)
        data->mark.spacing = area.spacing;
      return TRUE;
    }
  if (g_strv_contains (mark_attributes, name))
    field = meso_field_find (meso_mark_get_fields (data->mark.kind), name);
  if (field == NULL)
    return set_problem (place, error, "“%s” is not known for a %s", name, meso_mark_kind_get_token (data->mark.kind));
  if (!meso_field_set (field, &data->mark, text, &local_error))
    return set_problem (place, error, "%s", local_error->message);
  return TRUE;
}

static gboolean
read_member (const Place *place,
             const char *name,
             JsonNode *node,
             MesoPresetData *data,
             GError **error)
{
  const char *text;

  if (g_str_equal (name, "sources"))
    return read_list (place, name, node, &data->sources, error);
  if (g_str_equal (name, "unsourced"))
    return read_list (place, name, node, &data->unsourced, error);

  text = get_text (node);
  if (text == NULL)
    return set_problem (place, error, "“%s” is not a text in quotation marks", name);
  if (g_str_equal (name, "kind"))
    return TRUE;
  if (g_str_equal (name, "name"))
    data->name = (char *) text;
  else if (g_str_equal (name, "product"))
    data->product = (char *) text;
  else if (g_str_equal (name, "note"))
    data->note = (char *) text;
  else if (g_str_equal (name, "unit"))
    {
      data->unit = (MesoUnit) meso_vocabulary_find (&meso_unit_vocabulary, text);
      if (data->unit == MESO_UNIT_UNSET)
        return set_problem (place, error, "unit=\"%.40s\" is none of mL, U", text);
    }
  else
    return read_value (place, name, text, data, error);
  return TRUE;
}

static MesoPreset *
read_preset (const Place *place,
             JsonNode *node,
             GError **error)
{
  g_autoptr (GError) name_error = NULL;
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  MesoPresetData data = { .unit = MESO_UNIT_ML, .spacing = MESO_UNSET };
  MesoPreset *preset = NULL;
  const char *kind = NULL;
  gboolean ok = TRUE;

  if (object == NULL)
    {
      set_problem (place, error, "is not an object in braces");
      return NULL;
    }
  if (json_object_has_member (object, "kind"))
    kind = get_text (json_object_get_member (object, "kind"));
  if (kind == NULL || meso_mark_kind_find (kind) == 0)
    {
      set_problem (place, error, "“kind” is none of point, thread, area");
      return NULL;
    }
  meso_mark_data_init (&data.mark, meso_mark_kind_find (kind));
  for (GList *l = members; ok && l != NULL; l = l->next)
    ok = read_member (place, l->data, json_object_get_member (object, l->data), &data, error);
  if (ok && !meso_preset_name_check (data.name, &name_error))
    ok = set_problem (place, error, "%s", name_error->message);
  if (ok)
    preset = meso_preset_new (&data);
  g_strfreev (data.sources);
  g_strfreev (data.unsourced);
  return preset;
}

static gboolean
has_name (GPtrArray *presets,
          const char *name)
{
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (meso_preset_get (g_ptr_array_index (presets, i))->name, name))
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_presets (const char *file,
              JsonArray *array,
              GError **error)
{
  g_autoptr (GPtrArray) presets = g_ptr_array_new_with_free_func (g_object_unref);
  Place place = { file, 0 };

  if (json_array_get_length (array) > MESO_PRESET_MAX_COUNT)
    {
      set_problem (&place, error, "has more than %d setups", MESO_PRESET_MAX_COUNT);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (MesoPreset) preset = NULL;

      place.number = i + 1;
      preset = read_preset (&place, json_array_get_element (array, i), error);
      if (preset == NULL)
        return NULL;
      if (has_name (presets, meso_preset_get (preset)->name))
        {
          set_problem (&place, error, "the name “%s” is there already", meso_preset_get (preset)->name);
          return NULL;
        }
      g_ptr_array_add (presets, g_steal_pointer (&preset));
    }
  return g_steal_pointer (&presets);
}

/* Brackets within texts count too: who has so many of them has no file of setups either. */
static gboolean
is_deep (const char *text,
         gsize n)
{
  int depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < n; i++)
    if (text[i] == '\\' && quoted)
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (!quoted && (text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
      return TRUE;
    else if (!quoted && (text[i] == ']' || text[i] == '}'))
      depth--;
  return FALSE;
}

static gboolean
check_head (const Place *place,
            JsonObject *object,
            GError **error)
{
  JsonNode *format = object != NULL ? json_object_get_member (object, "format") : NULL;
  JsonNode *version = object != NULL ? json_object_get_member (object, "version") : NULL;

  if (format == NULL || g_strcmp0 (get_text (format), FORMAT) != 0 || version == NULL ||
      !JSON_NODE_HOLDS_VALUE (version) || json_node_get_value_type (version) != G_TYPE_INT64)
    return set_problem (place, error, "is not a file of setups");
  if (json_node_get_int (version) != VERSION)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED, "%s: was made by a newer version of Mesomap",
                   place->file);
      return FALSE;
    }
  if (!json_object_has_member (object, "setups") ||
      !JSON_NODE_HOLDS_ARRAY (json_object_get_member (object, "setups")))
    return set_problem (place, error, "“setups” is not a list");
  return TRUE;
}

/**
 * meso_presets_read:
 * @file: its name, for messages
 * @error: %MESO_ERROR_PARSE, which names the file and the line or the setup; %MESO_ERROR_UNSUPPORTED for a newer one
 *
 * Returns: (transfer full) (element-type MesoPreset): all of the file or, when anything is wrong with it, %NULL
 */
GPtrArray *
meso_presets_read (GBytes *bytes,
                   const char *file,
                   GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  const Place place = { file, 0 };
  JsonNode *root;
  gconstpointer text;
  gsize n;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (file != NULL, NULL);

  text = g_bytes_get_data (bytes, &n);
  if (n == 0 || n > MAX_BYTES || !g_utf8_validate (text, (gssize) n, NULL) || is_deep (text, n))
    {
      set_problem (&place, error, "is not a file of setups");
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, (gssize) n, &local_error))
    {
      set_syntax_problem (&place, local_error, error);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!check_head (&place, root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL, error))
    return NULL;
  return read_presets (file, json_object_get_array_member (json_node_get_object (root), "setups"), error);
}

static void
write_text (JsonBuilder *builder,
            const char *name,
            const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
write_list (JsonBuilder *builder,
            const char *name,
            char **texts)
{
  if (texts == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (; *texts != NULL; texts++)
    json_builder_add_string_value (builder, *texts);
  json_builder_end_array (builder);
}

static void
write_preset (JsonBuilder *builder,
              const MesoPresetData *data)
{
  const MesoField *fields = meso_mark_get_fields (data->mark.kind);
  g_autofree char *spacing = NULL;

  if (data->spacing != MESO_UNSET)
    spacing = meso_number_format (data->spacing, MESO_MM_DECIMALS, 0);
  json_builder_begin_object (builder);
  write_text (builder, "name", data->name);
  write_text (builder, "kind", meso_mark_kind_get_token (data->mark.kind));
  for (guint i = 0; mark_attributes[i] != NULL; i++)
    {
      const MesoField *field = meso_field_find (fields, mark_attributes[i]);
      g_autofree char *value = field != NULL ? meso_field_get (field, &data->mark) : NULL;

      write_text (builder, mark_attributes[i], value);
    }
  write_text (builder, "spacing-mm", spacing);
  if (data->unit != MESO_UNIT_ML)
    write_text (builder, "unit", meso_vocabulary_get_token (&meso_unit_vocabulary, (int) data->unit));
  write_text (builder, "product", data->product);
  write_list (builder, "sources", data->sources);
  write_list (builder, "unsourced", data->unsourced);
  write_text (builder, "note", data->note);
  json_builder_end_object (builder);
}

/** meso_presets_write: @presets: (element-type MesoPreset): what meso_presets_read() reads. */
GBytes *
meso_presets_write (GPtrArray *presets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;
  gsize n;

  g_return_val_if_fail (presets != NULL, NULL);

  json_builder_begin_object (builder);
  write_text (builder, "format", FORMAT);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, "setups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < presets->len; i++)
    write_preset (builder, meso_preset_get (g_ptr_array_index (presets, i)));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, &n);
  return g_bytes_new_take (text, n);
}

/** meso_presets_get_shipped: (transfer none) (element-type MesoPreset): those that come with the program. */
GPtrArray *
meso_presets_get_shipped (void)
{
  static GPtrArray *shipped = NULL;

  if (g_once_init_enter (&shipped))
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      GPtrArray *presets = NULL;

      /* It registers the resources. */
      meso_diagram_set_get_default ();
      bytes = g_resources_lookup_data (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      if (bytes != NULL)
        presets = meso_presets_read (bytes, "presets.json", &error);
      if (presets == NULL)
        {
          g_critical ("%s", error->message);
          presets = g_ptr_array_new ();
        }
      g_once_init_leave (&shipped, presets);
    }
  return shipped;
}
