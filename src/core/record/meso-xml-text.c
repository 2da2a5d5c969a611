/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-xml-text-private.h"

#include <string.h>

#include "model/meso-error.h"
#include "model/meso-number.h"

/* What a byte becomes; NULL for itself. A parser makes blanks of line ends in attributes, and line feeds of carriage
 * returns everywhere, unless they are written as references. */
static const char *const text_escapes[256] = {
  ['&'] = "&amp;",
  ['<'] = "&lt;",
  ['>'] = "&gt;",
  ['\r'] = "&#13;",
};

static const char *const attribute_escapes[256] = {
  ['&'] = "&amp;",
  ['<'] = "&lt;",
  ['"'] = "&quot;",
  ['\t'] = "&#9;",
  ['\n'] = "&#10;",
  ['\r'] = "&#13;",
};

static void
append_escaped (GString *xml,
                const char *text,
                gsize length,
                const char *const *escapes)
{
  const char *end = text + length;
  const char *run = text;

  for (; text < end; text++)
    {
      const char *escape = escapes[(guchar) *text];

      if (G_LIKELY (escape == NULL))
        continue;
      g_string_append_len (xml, run, text - run);
      g_string_append (xml, escape);
      run = text + 1;
    }
  g_string_append_len (xml, run, end - run);
}

/** meso_xml_append_text: appends content between tags. */
void
meso_xml_append_text (GString *xml,
                      const char *text,
                      gsize length)
{
  append_escaped (xml, text, length, text_escapes);
}

/** meso_xml_append_attribute_value: appends what stands between the double quotes. */
void
meso_xml_append_attribute_value (GString *xml,
                                 const char *text)
{
  append_escaped (xml, text, strlen (text), attribute_escapes);
}

static void
open_attribute (GString *xml,
                const char *name)
{
  g_string_append_c (xml, ' ');
  g_string_append (xml, name);
  g_string_append_len (xml, "=\"", 2);
}

/** meso_xml_append_attribute: appends a blank and name="value". */
void
meso_xml_append_attribute (GString *xml,
                           const char *name,
                           const char *value)
{
  open_attribute (xml, name);
  meso_xml_append_attribute_value (xml, value);
  g_string_append_c (xml, '"');
}

/**
 * meso_xml_append_number:
 *
 * Appends what meso_number_format() gives with no decimals more than needed. A record has ten thousands of numbers,
 * and printf takes most of the time of writing them.
 */
void
meso_xml_append_number (GString *xml,
                        gint64 value,
                        guint decimals)
{
  char buffer[32];
  char *end = buffer + sizeof buffer;
  char *start = end;
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  guint n_decimals = decimals;

  for (; n_decimals > 0 && magnitude % 10 == 0; n_decimals--)
    magnitude /= 10;
  for (guint i = 0; i < n_decimals; i++, magnitude /= 10)
    *--start = (char) ('0' + magnitude % 10);
  if (n_decimals > 0)
    *--start = '.';
  do
    *--start = (char) ('0' + magnitude % 10);
  while ((magnitude /= 10) > 0);
  if (value < 0)
    *--start = '-';
  g_string_append_len (xml, start, end - start);
}

/** meso_xml_append_points: appends "x,y x,y". */
void
meso_xml_append_points (GString *xml,
                        const MesoPoint *points,
                        guint n_points)
{
  for (guint i = 0; i < n_points; i++)
    {
      if (i > 0)
        g_string_append_c (xml, ' ');
      meso_xml_append_number (xml, points[i].x, MESO_MM_DECIMALS);
      g_string_append_c (xml, ',');
      meso_xml_append_number (xml, points[i].y, MESO_MM_DECIMALS);
    }
}

/** meso_xml_append_field: appends the attribute, or nothing where @data does not say it. */
void
meso_xml_append_field (GString *xml,
                       const MesoField *field,
                       gconstpointer data)
{
  const void *place = (const char *) data + field->offset;

  if (!meso_field_is_set (field, data))
    return;
  if (field->type == MESO_FIELD_NUMBER)
    {
      open_attribute (xml, field->name);
      meso_xml_append_number (xml, *(const gint64 *) place, field->decimals);
      g_string_append_c (xml, '"');
    }
  else if (field->type == MESO_FIELD_ENUM)
    {
      const char *token = meso_vocabulary_get_token (field->vocabulary, *(const int *) place);

      if (token != NULL)
        meso_xml_append_attribute (xml, field->name, token);
    }
  else
    meso_xml_append_attribute (xml, field->name, *(char *const *) place);
}

static gboolean
is_declared (MesoExtras *extras,
             guint n_attributes,
             const char *prefix)
{
  for (guint i = 0; i < n_attributes; i++)
    if (strcmp (meso_extras_get_attribute (extras, i).prefix, prefix) == 0)
      return TRUE;
  return FALSE;
}

/** meso_xml_append_foreign_attributes: appends the attributes of other namespaces and the declarations they need. */
void
meso_xml_append_foreign_attributes (GString *xml,
                                    MesoExtras *extras)
{
  for (guint i = 0; i < meso_extras_get_n_attributes (extras); i++)
    {
      MesoExtraAttribute attribute = meso_extras_get_attribute (extras, i);

      if (strcmp (attribute.prefix, "xml") != 0 && !is_declared (extras, i, attribute.prefix))
        {
          g_string_append (xml, " xmlns:");
          g_string_append (xml, attribute.prefix);
          g_string_append_len (xml, "=\"", 2);
          meso_xml_append_attribute_value (xml, attribute.namespace_uri);
          g_string_append_c (xml, '"');
        }
      g_string_append_c (xml, ' ');
      g_string_append (xml, attribute.prefix);
      g_string_append_c (xml, ':');
      g_string_append (xml, attribute.name);
      g_string_append_len (xml, "=\"", 2);
      meso_xml_append_attribute_value (xml, attribute.value);
      g_string_append_c (xml, '"');
    }
}

/** meso_xml_indent: begins a line, unless @xml is empty. */
void
meso_xml_indent (GString *xml,
                 guint depth)
{
  static const char blanks[] = "                ";

  if (xml->len > 0)
    g_string_append_c (xml, '\n');
  g_string_append_len (xml, blanks, MIN (2 * depth, sizeof blanks - 1));
}

/**
 * meso_xml_check:
 *
 * Whether every character of @text is one that XML allows. The last guard before bytes go out: a file that says more
 * than XML can would be lost as a whole.
 */
gboolean
meso_xml_check (const char *text,
                gsize length,
                GError **error)
{
  static const guchar illegal[2][3] = { { 0xef, 0xbf, 0xbe }, { 0xef, 0xbf, 0xbf } };
  gboolean good = g_utf8_validate (text, (gssize) length, NULL) && memmem (text, length, illegal[0], 3) == NULL &&
                  memmem (text, length, illegal[1], 3) == NULL;

  for (gsize i = 0; good && i < length; i++)
    good = (guchar) text[i] >= 0x20 || text[i] == '\n' || text[i] == '\t' || text[i] == '\r';
  if (!good)
    g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "the record holds a character that XML does not allow");
  return good;
}
