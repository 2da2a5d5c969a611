/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-loader-private.h"
#include "diagram/meso-path-private.h"

#define MAX_TOKEN_LENGTH 64

/* Returns a copy of the attribute's value, or NULL where it is missing. */
char *
meso_attributes_dup (const MesoAttributes *attributes,
                     const char *namespace,
                     const char *name)
{
  for (int i = 0; i < attributes->n_items; i++)
    {
      const xmlChar **item = attributes->items + 5 * i;

      if (g_str_equal ((const char *) item[0], name) && g_strcmp0 ((const char *) item[2], namespace) == 0)
        return g_strndup ((const char *) item[3], (gsize) (item[4] - item[3]));
    }

  return NULL;
}

/* Whether the element is moved or scaled, by attribute or by style. */
gboolean
meso_attributes_has_transform (const MesoAttributes *attributes)
{
  g_autofree char *value = meso_attributes_dup (attributes, NULL, "transform");
  g_autofree char *style = meso_attributes_dup (attributes, NULL, "style");

  return value != NULL || (style != NULL && strstr (style, "transform") != NULL);
}

static gboolean
is_token (const char *value)
{
  gsize length = strspn (value, "abcdefghijklmnopqrstuvwxyz0123456789-");

  return length > 0 && length <= MAX_TOKEN_LENGTH && value[length] == '\0';
}

/* Reads an attribute of the diagram's namespace that must be a token. */
char *
meso_loader_read_token (MesoLoader *loader,
                        const MesoAttributes *attributes,
                        const char *element,
                        const char *name)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, name);

  if (value == NULL)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘mesomap:%s’"), element, name);
      return NULL;
    }

  if (!is_token (value))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE,
                        _ ("‘mesomap:%s’ is not a name of small letters, digits and hyphens"), name);
      return NULL;
    }

  return g_steal_pointer (&value);
}

/* Reads an attribute that must be one number, with or without "mm" behind it. */
gboolean
meso_loader_read_number (MesoLoader *loader,
                         const MesoAttributes *attributes,
                         const char *element,
                         const char *name,
                         const char *unit,
                         double *number)
{
  g_autofree char *value = meso_attributes_dup (attributes, NULL, name);
  const char *at = value;

  if (value == NULL)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘%s’"), element, name);
      return FALSE;
    }

  if (!meso_path_read_number (&at, number) || !g_str_equal (at, unit))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE,
                        _ ("attribute ‘%s’ of ‘%s’ is not a number of millimetres"), name, element);
      return FALSE;
    }

  if (fabs (*number) > MESO_PATH_MAX_COORDINATE)
    {
      meso_loader_fail (loader, MESO_ERROR_LIMIT, _ ("attribute ‘%s’ of ‘%s’ is beyond %d mm"), name, element,
                        (int) MESO_PATH_MAX_COORDINATE);
      return FALSE;
    }

  return TRUE;
}
