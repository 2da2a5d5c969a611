/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "model/meso-session.h"
#include "record/meso-record-engine-private.h"
#include "record/meso-record-limits.h"

/** meso_record_count_foreign: stops when too much of other namespaces has come together. */
void
meso_record_count_foreign (MesoRecordParser *self,
                           gsize n_bytes)
{
  /* What a piece takes in memory beside its text. */
  const gsize overhead = 64;

  self->n_foreign_bytes += n_bytes + overhead;
  if (self->n_foreign_bytes > MESO_RECORD_MAX_FOREIGN_BYTES)
    meso_xml_source_fail (&self->source,
                          meso_xml_source_get_line (&self->source),
                          MESO_ERROR_LIMIT,
                          "there is too much of other namespaces: more than %d MB",
                          MESO_RECORD_MAX_FOREIGN_BYTES / 1024 / 1024);
}

static const MesoField *
get_fields (const MesoRecordRule *rule)
{
  switch (rule->type)
    {
    case MESO_RULE_ITEM:
      return meso_item_kind_get_fields ((MesoItemKind) rule->kind);
    case MESO_RULE_MARK:
      return meso_mark_get_fields ((MesoMarkKind) rule->kind);
    case MESO_RULE_PLAIN:
    default:
      return NULL;
    }
}

/* Attributes mostly come in the order of the table, so the search goes on from the last one found. */
static const MesoField *
find_field (const MesoField *fields,
            const char *name,
            const MesoField **hint)
{
  const MesoField *field;

  if (fields == NULL)
    return NULL;
  if (*hint == NULL)
    *hint = fields;
  for (field = *hint; field->name != NULL; field++)
    if (strcmp (field->name, name) == 0)
      {
        *hint = field + 1;
        return field;
      }
  for (field = fields; field < *hint; field++)
    if (strcmp (field->name, name) == 0)
      return field;
  return NULL;
}

static gboolean
is_geometry (const MesoRecordRule *rule,
             const char *name)
{
  if (rule->type != MESO_RULE_MARK)
    return FALSE;
  if (rule->kind == MESO_MARK_POINT)
    return (name[0] == 'x' || name[0] == 'y') && name[1] == '\0';
  return strcmp (name, "points") == 0;
}

/* Geometry is gathered in self->points: a point's x and y are its one element, whichever comes first. */
static gboolean
read_geometry (MesoRecordParser *self,
               const MesoRecordRule *rule,
               const char *name,
               const char *value,
               guint *given,
               GError **error)
{
  MesoPoint *point;

  if (rule->kind != MESO_MARK_POINT)
    {
      *given = 3;
      return meso_record_parse_points (value,
                                       rule->kind == MESO_MARK_THREAD ? MESO_MAX_THREAD_POINTS : MESO_MAX_AREA_POINTS,
                                       self->points,
                                       error);
    }
  g_array_set_size (self->points, 1);
  point = &g_array_index (self->points, MesoPoint, 0);
  *given |= *name == 'x' ? 1 : 2;
  return meso_record_parse_coordinate (name, value, *name == 'x' ? &point->x : &point->y, error);
}

static gboolean
is_tolerated (MesoRecordParser *self,
              const MesoField *field,
              const char *value)
{
  return self->minor > MESO_FORMAT_MINOR && field->type == MESO_FIELD_ENUM && !field->required &&
         meso_vocabulary_find (field->vocabulary, value) == 0;
}

typedef struct
{
  const MesoField *head_hint;
  const MesoField *hint;
  guint geometry; /* bit 0: x, bit 1: y; both: points */
} AttributeState;

static gboolean
read_attribute (MesoRecordParser *self,
                MesoRecordFrame *frame,
                AttributeState *state,
                const char *name,
                const char *value,
                GError **error)
{
  const MesoField *field = find_field (get_fields (frame->rule), name, &state->hint);
  gpointer data = frame->data;

  if (field == NULL && is_geometry (frame->rule, name))
    return read_geometry (self, frame->rule, name, value, &state->geometry, error);
  if (field == NULL)
    {
      field = find_field (frame->rule->head_fields, name, &state->head_hint);
      data = frame->head;
    }
  if (field == NULL)
    {
      g_autofree char *shown = meso_xml_shorten (name);

      if (self->minor > MESO_FORMAT_MINOR)
        return TRUE;
      g_set_error (error, MESO_ERROR, MESO_ERROR_PARSE, "unknown attribute %s of %s", shown, frame->rule->name);
      return FALSE;
    }
  return is_tolerated (self, field, value) || meso_field_set (field, data, value, error);
}

static gboolean
check_required (MesoRecordParser *self,
                MesoRecordFrame *frame,
                const MesoField *fields,
                gconstpointer data)
{
  for (const MesoField *field = fields; field != NULL && field->name != NULL; field++)
    if (field->required && !meso_field_is_set (field, data))
      {
        meso_xml_source_fail (&self->source,
                              frame->line,
                              MESO_ERROR_PARSE,
                              "%s has no %s",
                              frame->rule->name,
                              field->name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_geometry (MesoRecordParser *self,
                MesoRecordFrame *frame,
                guint given)
{
  const char *missing = NULL;

  if (frame->rule->type != MESO_RULE_MARK || given == 3)
    return TRUE;
  if (frame->rule->kind != MESO_MARK_POINT)
    missing = "points";
  else
    missing = given & 1 ? "y" : "x";
  meso_xml_source_fail (&self->source, frame->line, MESO_ERROR_PARSE, "%s has no %s", frame->rule->name, missing);
  return FALSE;
}

/** meso_record_read_attributes: reads all attributes of an element and checks that none is missing. */
gboolean
meso_record_read_attributes (MesoRecordParser *self,
                             MesoRecordFrame *frame,
                             int n_attributes,
                             const xmlChar **attributes)
{
  AttributeState state = { NULL, NULL, 0 };

  for (int i = 0; i < n_attributes; i++)
    {
      MesoXmlAttribute attribute = meso_xml_get_attribute (attributes, i);
      const char *value = meso_xml_source_decode (&self->source, &attribute);
      g_autoptr (GError) error = NULL;

      if (attribute.uri != NULL && strcmp (attribute.uri, self->namespace_uri) != 0)
        {
          g_autofree char *uri = meso_xml_decode_uri (attribute.uri);

          meso_record_count_foreign (self,
                                     strlen (attribute.uri) + strlen (attribute.prefix) +
                                       strlen (attribute.local_name) + attribute.length);
          if (self->source.error != NULL)
            return FALSE;
          if (frame->extras == NULL)
            frame->extras = meso_extras_new ();
          meso_extras_add_attribute (frame->extras, uri, attribute.prefix, attribute.local_name, value);
          continue;
        }
      if (attribute.uri == NULL && self->n_frames == 1 && strcmp (attribute.local_name, "format") == 0)
        continue;
      if (attribute.uri != NULL && self->minor <= MESO_FORMAT_MINOR)
        {
          g_autofree char *shown = meso_xml_shorten (attribute.local_name);

          g_set_error (&error,
                       MESO_ERROR,
                       MESO_ERROR_PARSE,
                       "attribute %s of %s may not have a namespace prefix",
                       shown,
                       frame->rule->name);
        }
      else if (attribute.uri == NULL)
        read_attribute (self, frame, &state, attribute.local_name, value, &error);
      if (error != NULL)
        {
          meso_xml_source_take_error (&self->source,
                                      meso_xml_source_get_attribute_line (&self->source, &attribute),
                                      g_steal_pointer (&error));
          return FALSE;
        }
    }
  return check_geometry (self, frame, state.geometry) &&
         check_required (self, frame, get_fields (frame->rule), frame->data) &&
         check_required (self, frame, frame->rule->head_fields, frame->head);
}

/**
 * meso_record_read_format:
 *
 * Reads the version, "1.N", of the root element; what a newer minor version added may be passed over, and the record
 * cannot be changed then.
 */
gboolean
meso_record_read_format (MesoRecordParser *self,
                         int n_attributes,
                         const xmlChar **attributes)
{
  for (int i = 0; i < n_attributes; i++)
    {
      MesoXmlAttribute attribute = meso_xml_get_attribute (attributes, i);
      const char *value;
      guint64 major, minor;
      const char *dot;

      if (attribute.uri != NULL || strcmp (attribute.local_name, "format") != 0)
        continue;
      value = meso_xml_source_decode (&self->source, &attribute);
      dot = strchr (value, '.');
      if (dot == NULL || dot == value || dot - value > 4 || dot[1] == '\0' || strlen (dot + 1) > 4 ||
          strspn (value, "0123456789") != (gsize) (dot - value) || dot[1 + strspn (dot + 1, "0123456789")] != '\0' ||
          value[0] == '0' || (dot[1] == '0' && dot[2] != '\0'))
        {
          g_autofree char *shown = meso_xml_shorten (value);

          meso_xml_source_fail (&self->source,
                                meso_xml_source_get_attribute_line (&self->source, &attribute),
                                MESO_ERROR_PARSE,
                                "format=\"%s\" is not a version like 1.0",
                                shown);
          return FALSE;
        }
      major = g_ascii_strtoull (value, NULL, 10);
      minor = g_ascii_strtoull (dot + 1, NULL, 10);
      if (major != MESO_FORMAT_MAJOR)
        {
          meso_xml_source_fail (&self->source,
                                meso_xml_source_get_attribute_line (&self->source, &attribute),
                                MESO_ERROR_UNSUPPORTED,
                                "the %s has the newer format %s, which this version of Mesomap cannot read",
                                self->format->what,
                                value);
          return FALSE;
        }
      self->minor = (int) minor;
    }
  return TRUE;
}
