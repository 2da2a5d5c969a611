/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-record-writer-private.h"

#include <string.h>

#include "model/meso-error.h"
#include "record/meso-record-limits.h"
#include "record/meso-xml-text-private.h"

/**
 * meso_record_start:
 * @extras: (nullable): of the element; its attributes are written by meso_record_end() or the first child
 *
 * Begins an element; its attributes follow.
 */
void
meso_record_start (MesoRecordElement *element,
                   GString *xml,
                   const char *name,
                   guint depth,
                   MesoExtras *extras)
{
  *element = (MesoRecordElement){ .xml = xml, .name = name, .depth = depth, .extras = extras, .open = TRUE };
  meso_xml_indent (xml, depth);
  g_string_append_c (xml, '<');
  g_string_append (xml, name);
}

static void
close_tag (MesoRecordElement *element)
{
  if (!element->open)
    return;
  meso_xml_append_foreign_attributes (element->xml, element->extras);
  g_string_append_c (element->xml, '>');
  element->open = FALSE;
}

static void
write_foreign (MesoRecordElement *element,
               guint after)
{
  guint n = meso_extras_get_n_elements (element->extras);

  for (; element->n_foreign < n; element->n_foreign++)
    {
      MesoExtraElement foreign = meso_extras_get_element (element->extras, element->n_foreign);

      if (foreign.after > after)
        break;
      close_tag (element);
      meso_xml_indent (element->xml, element->depth + 1);
      g_string_append (element->xml, foreign.xml);
    }
}

/** meso_record_child: to be called before each child of our own namespace. */
void
meso_record_child (MesoRecordElement *element)
{
  close_tag (element);
  write_foreign (element, element->n_children);
  element->n_children++;
}

/** meso_record_end: writes what is left of it. */
void
meso_record_end (MesoRecordElement *element)
{
  write_foreign (element, G_MAXUINT);
  if (element->open)
    {
      meso_xml_append_foreign_attributes (element->xml, element->extras);
      g_string_append (element->xml, "/>");
      return;
    }
  meso_xml_indent (element->xml, element->depth);
  g_string_append (element->xml, "</");
  g_string_append (element->xml, element->name);
  g_string_append_c (element->xml, '>');
}

/** meso_record_write_fields: writes attributes in the order of the table. */
void
meso_record_write_fields (GString *xml,
                          const MesoField *fields,
                          gconstpointer data)
{
  for (; fields->name != NULL; fields++)
    meso_xml_append_field (xml, fields, data);
}

/* Text is kept to the blank, so nothing may be indented beside it; elements of other namespaces follow it. */
static void
write_text (MesoRecordElement *element,
            const char *text)
{
  if (text == NULL || (*text == '\0' && meso_extras_get_n_elements (element->extras) == 0))
    {
      meso_record_end (element);
      return;
    }
  close_tag (element);
  meso_xml_append_text (element->xml, text, strlen (text));
  for (guint i = 0; i < meso_extras_get_n_elements (element->extras); i++)
    g_string_append (element->xml, meso_extras_get_element (element->extras, i).xml);
  g_string_append (element->xml, "</");
  g_string_append (element->xml, element->name);
  g_string_append_c (element->xml, '>');
}

/** meso_record_write_item_content: writes the children of @item, or its text, and ends the element. */
void
meso_record_write_item_content (MesoRecordElement *element,
                                MesoItem *item)
{
  MesoItemKind kind = meso_item_get_kind (item);
  const MesoField *text = meso_item_kind_get_text_field (kind);

  if (text != NULL)
    {
      write_text (element, *(char *const *) (const void *) ((const char *) meso_item_get (item, kind) + text->offset));
      return;
    }
  for (guint i = 0; i < meso_item_get_n_children (item); i++)
    {
      meso_record_child (element);
      meso_record_write_item (element->xml, meso_item_get_child (item, i), element->depth + 1);
    }
  meso_record_end (element);
}

/** meso_record_write_item: writes the element of @item with all that is in it. */
void
meso_record_write_item (GString *xml,
                        MesoItem *item,
                        guint depth)
{
  MesoItemKind kind = meso_item_get_kind (item);
  MesoRecordElement element;

  meso_record_start (&element, xml, meso_item_kind_get_element (kind), depth, meso_item_get_extras (item));
  meso_record_write_fields (xml, meso_item_kind_get_fields (kind), meso_item_get (item, kind));
  meso_record_write_item_content (&element, item);
}

static void
write_geometry (GString *xml,
                const MesoMarkData *data)
{
  if (data->kind == MESO_MARK_POINT)
    {
      g_string_append (xml, " x=\"");
      meso_xml_append_number (xml, data->points[0].x, MESO_MM_DECIMALS);
      g_string_append (xml, "\" y=\"");
      meso_xml_append_number (xml, data->points[0].y, MESO_MM_DECIMALS);
    }
  else
    {
      g_string_append (xml, " points=\"");
      meso_xml_append_points (xml, data->points, data->n_points);
    }
  g_string_append_c (xml, '"');
}

/** meso_record_write_mark: writes the element of @mark: its id, where it is, and the rest. */
void
meso_record_write_mark (GString *xml,
                        MesoMark *mark,
                        guint depth)
{
  const MesoMarkData *data = meso_mark_get (mark);
  const MesoField *field = meso_mark_get_fields (data->kind);
  MesoRecordElement element;

  meso_record_start (&element, xml, meso_mark_kind_get_token (data->kind), depth, meso_mark_get_extras (mark));
  meso_xml_append_field (xml, field, data);
  write_geometry (xml, data);
  meso_record_write_fields (xml, field + 1, data);
  meso_record_end (&element);
}

/* Whether no tag is longer than a parser takes. In what is written here '<' only begins tags, so what is shorter than
 * the limit from one to the next need not be looked at closely. */
static gboolean
check_tags (GString *xml)
{
  const char *end = xml->str + xml->len;
  const char *at = xml->len > MESO_RECORD_MAX_TAG_BYTES ? xml->str : NULL;

  while (at != NULL && (at = memchr (at, '<', (gsize) (end - at))) != NULL)
    {
      const char *next = memchr (at + 1, '<', (gsize) (end - at - 1));
      const char *stop = at + 1;

      if (next == NULL)
        next = end;
      if (next - at > MESO_RECORD_MAX_TAG_BYTES)
        {
          while (stop < next && *stop != '>')
            {
              if (*stop == '"')
                stop = memchr (stop + 1, '"', (gsize) (next - stop - 1));
              stop = stop != NULL ? stop + 1 : next;
            }
          if (stop - at > MESO_RECORD_MAX_TAG_BYTES)
            return FALSE;
        }
      at = next < end ? next : NULL;
    }
  return TRUE;
}

/**
 * meso_record_finish:
 * @xml: (transfer full): a whole document
 *
 * Returns: (transfer full): its bytes, or %NULL with %MESO_ERROR if no parser would take them back
 */
GBytes *
meso_record_finish (GString *xml,
                    GError **error)
{
  gboolean good = FALSE;

  g_string_append_c (xml, '\n');
  if (xml->len > MESO_RECORD_MAX_BYTES)
    g_set_error (error,
                 MESO_ERROR,
                 MESO_ERROR_LIMIT,
                 "the record is larger than %d MB",
                 MESO_RECORD_MAX_BYTES / 1024 / 1024);
  else if (!check_tags (xml))
    g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, "the record holds a text that is too long");
  else
    good = meso_xml_check (xml->str, xml->len, error);
  if (good)
    return g_string_free_to_bytes (xml);
  g_string_free (xml, TRUE);
  return NULL;
}
