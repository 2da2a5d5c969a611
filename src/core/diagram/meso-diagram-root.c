/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-loader-private.h"
#include "diagram/meso-path-private.h"
#include "model/meso-types.h"

/* The values of mesomap:right-side, in the order of MesoRightSide from 1. */
static const char *const right_sides[] = { "viewer-left", "viewer-right", "near", "far" };

static gboolean
read_view_box (MesoLoader *loader,
               const MesoAttributes *attributes,
               double *numbers)
{
  g_autofree char *value = meso_attributes_dup (attributes, NULL, "viewBox");
  const char *at = value;

  if (value == NULL)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘%s’"), "svg", "viewBox");
      return FALSE;
    }

  for (int i = 0; i < 4; i++)
    {
      at += strspn (at, i > 0 ? " \t\r\n," : " \t\r\n");
      if (!meso_path_read_number (&at, &numbers[i]) || fabs (numbers[i]) > MESO_PATH_MAX_COORDINATE)
        {
          meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("‘viewBox’ is not four numbers within %d mm"),
                            (int) MESO_PATH_MAX_COORDINATE);
          return FALSE;
        }
    }

  at += strspn (at, " \t\r\n");
  if (*at != '\0' || numbers[2] <= 0 || numbers[3] <= 0)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("‘viewBox’ is not a place and a size"));
      return FALSE;
    }

  return TRUE;
}

/* One user unit must be 1 mm. */
static gboolean
read_size (MesoLoader *loader,
           const MesoAttributes *attributes)
{
  double view_box[4];
  double width, height;

  if (!read_view_box (loader, attributes, view_box) ||
      !meso_loader_read_number (loader, attributes, "svg", "width", "mm", &width) ||
      !meso_loader_read_number (loader, attributes, "svg", "height", "mm", &height))
    return FALSE;

  if (fabs (width - view_box[2]) > 1e-6 || fabs (height - view_box[3]) > 1e-6)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE,
                        _ ("width and height differ from the viewBox, so that a unit is not 1 mm"));
      return FALSE;
    }

  loader->data->bounds = (cairo_rectangle_t){ view_box[0], view_box[1], view_box[2], view_box[3] };

  return TRUE;
}

static gboolean
read_variant (MesoLoader *loader,
              const MesoAttributes *attributes)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, "variant");

  if (value != NULL && meso_vocabulary_find (&meso_variant_vocabulary, value) == 0)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("variant ‘%s’ is not female or male"), value);
      return FALSE;
    }

  loader->data->variant = g_steal_pointer (&value);

  return TRUE;
}

static gboolean
read_version (MesoLoader *loader,
              const MesoAttributes *attributes)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, "version");
  guint64 version;

  if (value == NULL || !g_ascii_string_to_unsigned (value, 10, 1, 1000000, &version, NULL))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:version’ is not a whole number from 1"));
      return FALSE;
    }

  loader->data->version = (int) version;

  return TRUE;
}

static gboolean
read_right_side (MesoLoader *loader,
                 const MesoAttributes *attributes)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, "right-side");

  for (guint i = 0; i < G_N_ELEMENTS (right_sides); i++)
    if (g_strcmp0 (value, right_sides[i]) == 0)
      {
        loader->data->right_side = (MesoRightSide) (i + 1);
        return TRUE;
      }

  meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:right-side’ is not viewer-left, viewer-right, near or far"));

  return FALSE;
}

/* Reads what the root says of the whole view. */
void
meso_loader_start_root (MesoLoader *loader,
                        const char *name,
                        const MesoAttributes *attributes)
{
  if (meso_attributes_has_transform (attributes))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has a transform"), name);
      return;
    }

  loader->data->id = meso_loader_read_token (loader, attributes, name, "id");
  if (loader->data->id == NULL)
    return;

  if (!read_variant (loader, attributes) || !read_version (loader, attributes))
    return;

  loader->data->origin = meso_loader_read_token (loader, attributes, name, "origin");
  if (loader->data->origin == NULL || !read_right_side (loader, attributes))
    return;

  read_size (loader, attributes);
}
