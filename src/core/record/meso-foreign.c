/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-foreign-private.h"

#include <string.h>

#include "record/meso-xml-source-private.h"
#include "record/meso-xml-text-private.h"

struct _MesoForeign
{
  GString *xml;
  GArray *bindings; /* MesoNamespace, the innermost last */
  GArray *scopes; /* guint: how many bindings there were before each open element */
  gboolean tag_open; /* the start tag still lacks its '>' */
};

/** meso_foreign_new: to be fed with exactly one element. */
MesoForeign *
meso_foreign_new (void)
{
  MesoForeign *self = g_new0 (MesoForeign, 1);

  self->xml = g_string_new (NULL);
  self->bindings = g_array_new (FALSE, FALSE, sizeof (MesoNamespace));
  self->scopes = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/** meso_foreign_free: %NULL is allowed. */
void
meso_foreign_free (MesoForeign *self)
{
  if (self == NULL)
    return;
  g_string_free (self->xml, TRUE);
  g_array_unref (self->bindings);
  g_array_unref (self->scopes);
  g_free (self);
}

static void
append_name (GString *xml,
             const char *prefix,
             const char *local_name)
{
  if (prefix != NULL)
    {
      g_string_append (xml, prefix);
      g_string_append_c (xml, ':');
    }
  g_string_append (xml, local_name);
}

static void
declare (MesoForeign *self,
         MesoNamespace name)
{
  g_autofree char *uri = meso_xml_decode_uri (name.uri);

  g_string_append (self->xml, name.prefix != NULL ? " xmlns:" : " xmlns");
  if (name.prefix != NULL)
    g_string_append (self->xml, name.prefix);
  g_string_append (self->xml, "=\"");
  meso_xml_append_attribute_value (self->xml, uri);
  g_string_append_c (self->xml, '"');
  g_array_append_val (self->bindings, name);
}

static void
close_tag (MesoForeign *self)
{
  if (self->tag_open)
    g_string_append_c (self->xml, '>');
  self->tag_open = FALSE;
}

/**
 * meso_foreign_start:
 * @declared: the namespaces that the element itself declares; they are kept even if only its content knows their use
 *
 * Begins an element. Its attributes follow: first meso_foreign_need() for each, then meso_foreign_attribute().
 */
void
meso_foreign_start (MesoForeign *self,
                    MesoNamespace name,
                    const char *local_name,
                    guint n_declared,
                    const MesoNamespace *declared)
{
  guint n_bindings;

  g_return_if_fail (self != NULL);
  g_return_if_fail (local_name != NULL);

  n_bindings = self->bindings->len;
  close_tag (self);
  g_string_append_c (self->xml, '<');
  append_name (self->xml, name.prefix, local_name);
  g_array_append_val (self->scopes, n_bindings);
  for (guint i = 0; i < n_declared; i++)
    declare (self, declared[i]);
  meso_foreign_need (self, name);
  self->tag_open = TRUE;
}

/** meso_foreign_need: declares a namespace that the element being begun uses, where that is not in force already. */
void
meso_foreign_need (MesoForeign *self,
                   MesoNamespace name)
{
  g_return_if_fail (self != NULL);

  if (name.prefix != NULL && strcmp (name.prefix, "xml") == 0)
    return;
  for (guint i = self->bindings->len; i-- > 0;)
    {
      const MesoNamespace *binding = &g_array_index (self->bindings, MesoNamespace, i);

      if (g_strcmp0 (binding->prefix, name.prefix) == 0)
        {
          if (strcmp (binding->uri, name.uri) == 0)
            return;
          break;
        }
    }
  declare (self, name);
}

/** meso_foreign_attribute: adds an attribute to the element being begun. */
void
meso_foreign_attribute (MesoForeign *self,
                        MesoNamespace name,
                        const char *local_name,
                        const char *value)
{
  g_return_if_fail (self != NULL && self->tag_open);

  g_string_append_c (self->xml, ' ');
  append_name (self->xml, name.prefix, local_name);
  g_string_append (self->xml, "=\"");
  meso_xml_append_attribute_value (self->xml, value);
  g_string_append_c (self->xml, '"');
}

/** meso_foreign_text: adds text, as it reads without escapes. */
void
meso_foreign_text (MesoForeign *self,
                   const char *text,
                   gsize length)
{
  g_return_if_fail (self != NULL);

  close_tag (self);
  meso_xml_append_text (self->xml, text, length);
}

/** meso_foreign_end: ends the innermost element; %TRUE when that was the whole of it. */
gboolean
meso_foreign_end (MesoForeign *self,
                  const char *prefix,
                  const char *local_name)
{
  guint n_bindings;

  g_return_val_if_fail (self != NULL && self->scopes->len > 0, TRUE);

  if (self->tag_open)
    g_string_append (self->xml, "/>");
  else
    {
      g_string_append (self->xml, "</");
      append_name (self->xml, prefix, local_name);
      g_string_append_c (self->xml, '>');
    }
  self->tag_open = FALSE;
  n_bindings = g_array_index (self->scopes, guint, self->scopes->len - 1);
  g_array_set_size (self->bindings, n_bindings);
  g_array_set_size (self->scopes, self->scopes->len - 1);
  return self->scopes->len == 0;
}

/** meso_foreign_get_length: how many bytes it takes so far. */
gsize
meso_foreign_get_length (MesoForeign *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->xml->len;
}

/** meso_foreign_get_xml: (transfer none): the element, when it has ended. */
const char *
meso_foreign_get_xml (MesoForeign *self)
{
  g_return_val_if_fail (self != NULL && self->scopes->len == 0, NULL);

  return self->xml->str;
}
