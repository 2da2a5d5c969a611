/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/meso-session.h"
#include "record/meso-record-engine-private.h"
#include "record/meso-record-limits.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

/* ---- Other namespaces ---- */

static MesoNamespace
get_namespace (const char *prefix,
               const char *uri)
{
  return (MesoNamespace){ prefix, uri != NULL ? uri : "" };
}

static void
start_foreign (MesoRecordParser *self,
               const char *local_name,
               const char *prefix,
               const char *uri,
               int n_namespaces,
               const xmlChar **namespaces,
               int n_attributes,
               const xmlChar **attributes)
{
  g_autofree MesoNamespace *declared = g_new (MesoNamespace, (gsize) n_namespaces + 1);

  for (int i = 0; i < n_namespaces; i++)
    declared[i] = get_namespace ((const char *) namespaces[2 * i], (const char *) namespaces[2 * i + 1]);
  if (self->foreign == NULL)
    self->foreign = meso_foreign_new ();
  meso_foreign_start (self->foreign, get_namespace (prefix, uri), local_name, (guint) n_namespaces, declared);
  for (int i = 0; i < n_attributes; i++)
    {
      MesoXmlAttribute attribute = meso_xml_get_attribute (attributes, i);

      if (attribute.prefix != NULL)
        meso_foreign_need (self->foreign, get_namespace (attribute.prefix, attribute.uri));
    }
  for (int i = 0; i < n_attributes; i++)
    {
      MesoXmlAttribute attribute = meso_xml_get_attribute (attributes, i);

      meso_foreign_attribute (self->foreign,
                              get_namespace (attribute.prefix, attribute.uri),
                              attribute.local_name,
                              meso_xml_source_decode (&self->source, &attribute));
    }
}

/* One that is still growing counts as well. */
static void
check_foreign (MesoRecordParser *self)
{
  if (self->n_foreign_bytes + meso_foreign_get_length (self->foreign) > MESO_RECORD_MAX_FOREIGN_BYTES)
    meso_record_count_foreign (self, meso_foreign_get_length (self->foreign));
}

static void
end_foreign (MesoRecordParser *self,
             const char *local_name,
             const char *prefix)
{
  MesoRecordFrame *frame = &self->frames[self->n_frames - 1];

  if (!meso_foreign_end (self->foreign, prefix, local_name))
    return;
  meso_record_count_foreign (self, meso_foreign_get_length (self->foreign));
  if (frame->extras == NULL)
    frame->extras = meso_extras_new ();
  meso_extras_add_element (frame->extras, meso_foreign_get_xml (self->foreign), frame->n_children);
  g_clear_pointer (&self->foreign, meso_foreign_free);
}

/* ---- Elements ---- */

static void
free_frame (MesoRecordParser *self,
            MesoRecordFrame *frame)
{
  if (frame->head != NULL)
    {
      meso_fields_clear (frame->rule->head_fields, frame->head);
      g_free (frame->head);
    }
  if (frame->rule->type == MESO_RULE_ITEM)
    meso_item_data_free ((MesoItemKind) frame->rule->kind, frame->data);
  else if (frame->rule->type == MESO_RULE_MARK)
    {
      self->mark.points = NULL; /* those of self->points */
      meso_mark_data_clear (&self->mark);
    }
  meso_extras_unref (frame->extras);
  g_clear_pointer (&frame->children, g_ptr_array_unref);
  if (frame->text != NULL)
    g_string_free (frame->text, TRUE);
  memset (frame, 0, sizeof *frame);
}

static MesoRecordFrame *
push_frame (MesoRecordParser *self,
            int index)
{
  const MesoRecordRule *rule = &self->format->rules[index];
  MesoRecordFrame *frame = &self->frames[self->n_frames++];

  g_assert (self->n_frames <= MESO_RECORD_MAX_DEPTH);

  *frame = (MesoRecordFrame){ .rule = rule, .index = index, .line = meso_xml_source_get_tag_line (&self->source) };
  if (rule->head_fields != NULL)
    {
      frame->head = g_malloc0 (rule->head_size);
      meso_fields_init (rule->head_fields, frame->head);
    }
  if (rule->type == MESO_RULE_ITEM)
    {
      frame->data = meso_item_data_new ((MesoItemKind) rule->kind);
      if (meso_item_kind_get_text_field ((MesoItemKind) rule->kind) != NULL)
        frame->text = g_string_new (NULL);
    }
  else if (rule->type == MESO_RULE_MARK)
    {
      meso_mark_data_init (&self->mark, (MesoMarkKind) rule->kind);
      g_array_set_size (self->points, 0);
      frame->data = &self->mark;
    }
  return frame;
}

static int
find_rule (MesoRecordParser *self,
           int parent,
           const char *name)
{
  for (guint i = 1; i < self->format->n_rules; i++)
    if (self->format->rules[i].parent == parent && strcmp (self->format->rules[i].name, name) == 0)
      return (int) i;
  return -1;
}

/* Whether a child with rule @index may stand at this place of @parent. */
static gboolean
check_place (MesoRecordParser *self,
             MesoRecordFrame *parent,
             int index)
{
  const MesoRecordRule *rule = &self->format->rules[index];

  if (!rule->many && (parent->seen >> index & 1))
    {
      meso_xml_source_refuse_tag (&self->source, "a second %s in %s", rule->name, parent->rule->name);
      return FALSE;
    }
  if (rule->rank < parent->rank)
    {
      meso_xml_source_refuse_tag (&self->source, "%s stands too late in %s", rule->name, parent->rule->name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
count_element (MesoRecordParser *self,
               const MesoRecordRule *rule)
{
  if (rule->type == MESO_RULE_MARK && ++self->n_marks > MESO_MAX_MARKS)
    meso_xml_source_fail (&self->source,
                          meso_xml_source_get_tag_line (&self->source),
                          MESO_ERROR_LIMIT,
                          "there are more than %d marks",
                          MESO_MAX_MARKS);
  else if (rule->type != MESO_RULE_MARK && ++self->n_items > MESO_RECORD_MAX_ITEMS)
    meso_xml_source_fail (&self->source,
                          meso_xml_source_get_tag_line (&self->source),
                          MESO_ERROR_LIMIT,
                          "there are more than %d maps, products, alerts and so on",
                          MESO_RECORD_MAX_ITEMS);
  return self->source.error == NULL;
}

static void
open_element (MesoRecordParser *self,
              int index,
              int n_attributes,
              const xmlChar **attributes)
{
  MesoRecordFrame *frame;
  GError *error = NULL;

  if (!count_element (self, &self->format->rules[index]))
    return;
  frame = push_frame (self, index);
  if (!meso_record_read_attributes (self, frame, n_attributes, attributes))
    return;
  if (frame->rule->type == MESO_RULE_MARK)
    {
      self->mark.points = (MesoPoint *) (void *) self->points->data;
      self->mark.n_points = self->points->len;
    }
  if (self->format->open != NULL && !self->format->open (self, frame, self->owner, &error))
    meso_xml_source_take_error (&self->source, frame->line, error);
}

static void
start_root (MesoRecordParser *self,
            int n_attributes,
            const xmlChar **attributes)
{
  if (self->done)
    meso_xml_source_refuse_tag (&self->source, "a second %s", self->format->what);
  else if (meso_record_read_format (self, n_attributes, attributes))
    open_element (self, 0, n_attributes, attributes);
}

static void
start_child (MesoRecordParser *self,
             const char *local_name,
             int n_attributes,
             const xmlChar **attributes)
{
  MesoRecordFrame *parent = &self->frames[self->n_frames - 1];
  int index = find_rule (self, parent->index, local_name);

  if (index < 0 && self->minor > MESO_FORMAT_MINOR)
    self->skipped = 1;
  else if (index < 0)
    {
      g_autofree char *shown = meso_xml_shorten (local_name);

      meso_xml_source_refuse_tag (&self->source, "unknown element %s in %s", shown, parent->rule->name);
    }
  else if (check_place (self, parent, index))
    {
      parent->n_children++;
      parent->rank = self->format->rules[index].rank;
      parent->seen |= G_GUINT64_CONSTANT (1) << index;
      open_element (self, index, n_attributes, attributes);
    }
}

static void
refuse_root (MesoRecordParser *self,
             const char *local_name,
             const char *uri)
{
  const char *stem = self->format->namespace_stem;

  if (uri != NULL && g_str_has_prefix (uri, stem) && strcmp (local_name, self->format->rules[0].name) == 0)
    {
      g_autofree char *version = meso_xml_shorten (uri + strlen (stem));

      meso_xml_source_fail (&self->source,
                            meso_xml_source_get_tag_line (&self->source),
                            MESO_ERROR_UNSUPPORTED,
                            "the %s has the newer format %s, which this version of Mesomap cannot read",
                            self->format->what,
                            version);
    }
  else
    {
      g_autofree char *shown = meso_xml_shorten (local_name);

      meso_xml_source_refuse_tag (&self->source, "this is not a Mesomap %s, but %s", self->format->what, shown);
    }
}

static void
report_image (MesoRecordParser *self,
              int n_attributes,
              const xmlChar **attributes)
{
  if (self->format->image == NULL)
    return;
  for (int i = 0; i < n_attributes; i++)
    {
      MesoXmlAttribute attribute = meso_xml_get_attribute (attributes, i);

      if (strcmp (attribute.local_name, "href") == 0 &&
          (attribute.uri == NULL || strcmp (attribute.uri, XLINK_NAMESPACE) == 0))
        self->format->image (attribute.value, attribute.length, self->owner);
    }
}

/* Outside the record: its beginning, or a part of the SVG around it. */
static void
start_outside (MesoRecordParser *self,
               const char *local_name,
               const char *uri,
               int n_attributes,
               const xmlChar **attributes)
{
  gboolean is_svg = self->format->in_svg && g_strcmp0 (uri, SVG_NAMESPACE) == 0;
  gboolean is_root = g_strcmp0 (uri, self->namespace_uri) == 0 && strcmp (local_name, self->format->rules[0].name) == 0;

  if (is_root && (self->n_svg == 0 || (self->n_svg == 2 && self->in_metadata)))
    start_root (self, n_attributes, attributes);
  else if (self->n_svg == 0 && is_svg && strcmp (local_name, "svg") == 0)
    {
      self->n_svg = 1;
      self->svg_line = meso_xml_source_get_tag_line (&self->source);
    }
  else if (self->n_svg == 0 || (self->n_svg == 2 && self->in_metadata && uri != NULL &&
                                g_str_has_prefix (uri, self->format->namespace_stem)))
    refuse_root (self, local_name, uri);
  else
    {
      self->n_svg++;
      if (self->n_svg == 2)
        self->in_metadata = is_svg && strcmp (local_name, "metadata") == 0;
      if (is_svg && strcmp (local_name, "image") == 0)
        report_image (self, n_attributes, attributes);
    }
}

static void
start_element_cb (void *data,
                  const xmlChar *local_name,
                  const xmlChar *prefix,
                  const xmlChar *uri,
                  int n_namespaces,
                  const xmlChar **namespaces,
                  int n_attributes,
                  int n_defaulted,
                  const xmlChar **attributes)
{
  MesoRecordParser *self = data;

  if (self->source.error != NULL)
    return;
  if (self->skipped > 0)
    self->skipped++;
  else if (self->n_frames == 0)
    start_outside (self, (const char *) local_name, (const char *) uri, n_attributes, attributes);
  else if (self->foreign == NULL && g_strcmp0 ((const char *) uri, self->namespace_uri) == 0)
    start_child (self, (const char *) local_name, n_attributes, attributes);
  else if (self->foreign == NULL && uri == NULL)
    {
      g_autofree char *shown = meso_xml_shorten ((const char *) local_name);

      meso_xml_source_refuse_tag (&self->source, "element %s has no namespace", shown);
    }
  else
    {
      start_foreign (self,
                     (const char *) local_name,
                     (const char *) prefix,
                     (const char *) uri,
                     n_namespaces,
                     namespaces,
                     n_attributes,
                     attributes);
      check_foreign (self);
    }
}

static MesoItem *
build_item (MesoRecordFrame *frame)
{
  const MesoField *text = meso_item_kind_get_text_field ((MesoItemKind) frame->rule->kind);

  if (text != NULL)
    *(char **) (void *) ((char *) frame->data + text->offset) = g_strdup (frame->text->str);
  return meso_item_new ((MesoItemKind) frame->rule->kind, frame->data, frame->children, frame->extras);
}

static gboolean
check_children (MesoRecordParser *self,
                MesoRecordFrame *frame)
{
  for (guint i = 1; i < self->format->n_rules; i++)
    {
      const MesoRecordRule *rule = &self->format->rules[i];

      if (rule->parent == frame->index && rule->required && !(frame->seen >> i & 1))
        {
          meso_xml_source_fail (&self->source,
                                frame->line,
                                MESO_ERROR_PARSE,
                                "%s has no %s",
                                frame->rule->name,
                                rule->name);
          return FALSE;
        }
    }
  return TRUE;
}

static void
close_element (MesoRecordParser *self)
{
  MesoRecordFrame *frame = &self->frames[self->n_frames - 1];
  MesoRecordFrame *parent = self->n_frames > 1 ? frame - 1 : NULL;
  g_autoptr (MesoItem) item = NULL;
  GError *error = NULL;

  if (!check_children (self, frame))
    return;
  if (frame->rule->type == MESO_RULE_ITEM)
    item = build_item (frame);
  if (item != NULL && parent != NULL && parent->rule->type == MESO_RULE_ITEM)
    {
      if (parent->children == NULL)
        parent->children = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (parent->children, g_steal_pointer (&item));
    }
  else if (self->format->close != NULL && !self->format->close (self, frame, item, self->owner, &error))
    {
      meso_xml_source_take_error (&self->source, frame->line, error);
      return;
    }
  free_frame (self, frame);
  self->n_frames--;
  self->done = self->n_frames == 0;
}

static void
end_element_cb (void *data,
                const xmlChar *local_name,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  MesoRecordParser *self = data;

  if (self->source.error != NULL)
    return;
  if (self->skipped > 0)
    self->skipped--;
  else if (self->foreign != NULL)
    end_foreign (self, (const char *) local_name, (const char *) prefix);
  else if (self->n_frames > 0)
    close_element (self);
  else if (self->n_svg > 0)
    self->n_svg--;
}

static void
refuse_text (MesoRecordParser *self,
             const char *text,
             gsize length)
{
  const char *end = text + length;
  const char *at = text;
  g_autofree char *shown = NULL;
  gsize n_shown;

  while (at < end && strchr (" \t\r\n", *at) != NULL)
    at++;
  n_shown = MIN ((gsize) (end - at), 20);
  for (gsize i = 0; i < n_shown; i++)
    if (at[i] == '\n')
      n_shown = i;
  shown = g_utf8_make_valid (at, (gssize) n_shown);
  meso_xml_source_fail (&self->source,
                        meso_xml_source_get_text_line (&self->source, at, end),
                        MESO_ERROR_PARSE,
                        "%s takes no text, but has \"%s\"",
                        self->frames[self->n_frames - 1].rule->name,
                        shown);
}

static void
characters_cb (void *data,
               const xmlChar *characters,
               int length)
{
  MesoRecordParser *self = data;
  const char *text = (const char *) characters;
  MesoRecordFrame *frame;

  if (self->source.error != NULL || self->skipped > 0 || self->n_frames == 0)
    return;
  frame = &self->frames[self->n_frames - 1];
  if (self->foreign != NULL)
    {
      meso_foreign_text (self->foreign, text, (gsize) length);
      check_foreign (self);
    }
  else if (frame->text != NULL)
    g_string_append_len (frame->text, text, length);
  else
    for (int i = 0; i < length; i++)
      if (G_UNLIKELY (strchr (" \t\r\n", text[i]) == NULL))
        {
          refuse_text (self, text, (gsize) length);
          break;
        }
}

/**
 * meso_record_parse:
 * @owner: what the callbacks of @format are given
 * @stream: read as far as needed; nothing else is ever opened, neither named by the input nor otherwise
 * @name: of the input, for messages
 *
 * Reads a record.
 *
 * Returns: %FALSE with %MESO_ERROR and the message "NAME:LINE: …", or with the error of @stream
 */
gboolean
meso_record_parse (const MesoRecordFormat *format,
                   gpointer owner,
                   GInputStream *stream,
                   const char *name,
                   GError **error)
{
  MesoRecordParser self = { .format = format, .owner = owner };

  g_return_val_if_fail (format != NULL && format->n_rules <= 64, FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  self.namespace_uri = g_strdup_printf ("%s%d", format->namespace_stem, MESO_FORMAT_MAJOR);
  self.points = g_array_new (FALSE, TRUE, sizeof (MesoPoint));

  if (meso_xml_source_run (&self.source, stream, name, start_element_cb, end_element_cb, characters_cb) && !self.done)
    meso_xml_source_fail (&self.source,
                          MAX (self.svg_line, 1),
                          MESO_ERROR_PARSE,
                          "this is not a Mesomap picture: its metadata hold no %s",
                          format->what);

  meso_xml_source_clear (&self.source);
  while (self.n_frames > 0)
    free_frame (&self, &self.frames[--self.n_frames]);
  meso_foreign_free (self.foreign);
  g_array_unref (self.points);
  g_free (self.namespace_uri);

  if (self.source.error == NULL)
    return TRUE;
  g_propagate_error (error, self.source.error);
  return FALSE;
}

/** meso_record_parse_bytes: the same for what is in memory. */
gboolean
meso_record_parse_bytes (const MesoRecordFormat *format,
                         gpointer owner,
                         GBytes *bytes,
                         const char *name,
                         GError **error)
{
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL, FALSE);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  return meso_record_parse (format, owner, stream, name, error);
}

/** meso_record_parser_get_minor: the minor version of the format, known when the root has been opened. */
int
meso_record_parser_get_minor (MesoRecordParser *parser)
{
  g_return_val_if_fail (parser != NULL, 0);

  return parser->minor;
}
