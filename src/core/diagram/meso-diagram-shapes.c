/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-loader-private.h"

#define MAX_NODES 1000

static gboolean
read_side (MesoLoader *loader,
           const MesoAttributes *attributes,
           const char *element,
           MesoSide *side)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, "side");

  if (value == NULL)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ has no attribute ‘mesomap:%s’"), element, "side");
      return FALSE;
    }

  if (g_str_equal (value, "left"))
    *side = MESO_SIDE_LEFT;
  else if (g_str_equal (value, "right"))
    *side = MESO_SIDE_RIGHT;
  else if (g_str_equal (value, "midline"))
    *side = MESO_SIDE_MIDLINE;
  else
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("side ‘%s’ is not left, right or midline"), value);
      return FALSE;
    }

  return TRUE;
}

/* Notes a region, landmark or warning, and refuses the second of a name and side. */
static gboolean
note_unique (MesoLoader *loader,
             const char *kind,
             const char *id,
             MesoSide side)
{
  const char *side_token = meso_vocabulary_get_token (&meso_side_vocabulary, (int) side);

  if (g_hash_table_size (loader->seen) >= MAX_NODES)
    {
      meso_loader_fail (loader, MESO_ERROR_LIMIT,
                        _ ("the diagram has more than %d regions, landmarks and warnings"), MAX_NODES);
      return FALSE;
    }

  if (!g_hash_table_add (loader->seen, g_strdup_printf ("%s/%s/%s", kind, id, side_token)))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("%s ‘%s’ is there twice on side ‘%s’"), kind, id, side_token);
      return FALSE;
    }

  return TRUE;
}

static MesoPath *
read_path (MesoLoader *loader,
           const MesoAttributes *attributes,
           const char *kind,
           const char *id)
{
  g_autoptr (MesoPath) path = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = meso_attributes_dup (attributes, NULL, "d");

  if (value == NULL)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("%s ‘%s’ has no path"), kind, id);
      return NULL;
    }

  path = meso_path_new_from_string (value, &error);
  if (path == NULL)
    {
      meso_loader_fail (loader, (MesoError) error->code, "%s ‘%s’: %s", kind, id, error->message);
      return NULL;
    }

  if (!(meso_path_get_area (path) > 0))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("%s ‘%s’ has no area"), kind, id);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/* Reads an outline with a name and a side: a region or a warning, as `kind` says. */
static gboolean
read_outline (MesoLoader *loader,
              const char *name,
              const MesoAttributes *attributes,
              const char *kind,
              MesoOutline *outline)
{
  if (!g_str_equal (name, "path"))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ is not a path, as each %s is"), name, kind);
      return FALSE;
    }

  outline->id = meso_loader_read_token (loader, attributes, name, kind);
  if (outline->id == NULL || !read_side (loader, attributes, name, &outline->side) ||
      !note_unique (loader, kind, outline->id, outline->side))
    return FALSE;

  outline->path = read_path (loader, attributes, kind, outline->id);

  return outline->path != NULL;
}

static void
start_region (MesoLoader *loader,
              const char *name,
              const MesoAttributes *attributes)
{
  MesoRegion *region = g_new0 (MesoRegion, 1);
  cairo_rectangle_t bounds;

  g_ptr_array_add (loader->data->regions, region);
  if (!read_outline (loader, name, attributes, "region", &region->outline))
    return;

  bounds = meso_path_get_bounds (region->outline.path);
  region->x1 = bounds.x;
  region->y1 = bounds.y;
  region->x2 = bounds.x + bounds.width;
  region->y2 = bounds.y + bounds.height;
}

static void
start_warning (MesoLoader *loader,
               const char *name,
               const MesoAttributes *attributes)
{
  MesoWarning *warning = g_new0 (MesoWarning, 1);

  g_ptr_array_add (loader->data->warnings, warning);
  read_outline (loader, name, attributes, "warning", &warning->outline);
}

static void
start_landmark (MesoLoader *loader,
                const char *name,
                const MesoAttributes *attributes)
{
  g_autofree char *id = NULL;
  MesoLandmark *landmark;
  MesoSide side;
  double x, y;

  if (!g_str_equal (name, "circle"))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ is among the landmarks, which are circles"), name);
      return;
    }

  id = meso_loader_read_token (loader, attributes, name, "landmark");
  if (id == NULL || !read_side (loader, attributes, name, &side) || !note_unique (loader, "landmark", id, side) ||
      !meso_loader_read_number (loader, attributes, name, "cx", "", &x) ||
      !meso_loader_read_number (loader, attributes, name, "cy", "", &y))
    return;

  landmark = g_new0 (MesoLandmark, 1);
  landmark->id = g_steal_pointer (&id);
  landmark->side = side;
  landmark->x = x;
  landmark->y = y;
  g_ptr_array_add (loader->data->landmarks, landmark);
}

/* Takes a shape of the art that says whether there is skin to treat. Its place must be the place it is painted at. */
static void
start_skin (MesoLoader *loader,
            const char *name,
            const MesoAttributes *attributes)
{
  g_autofree char *value = meso_attributes_dup (attributes, MESO_DIAGRAM_NAMESPACE, "skin");
  MesoPath *path;

  if (value == NULL)
    return;

  if (!g_str_equal (value, "yes") && !g_str_equal (value, "no"))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("‘mesomap:skin’ is not yes or no"));
      return;
    }

  if (!g_str_equal (name, "path"))
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ is not a path, as each %s is"), name, "skin");
      return;
    }

  if (loader->transform_depth > 0)
    {
      meso_loader_fail (loader, MESO_ERROR_PARSE, _ ("element ‘%s’ with ‘mesomap:skin’ is in a transform"), name);
      return;
    }

  if (loader->data->skin->len + loader->data->no_skin->len >= MAX_NODES)
    {
      meso_loader_fail (loader, MESO_ERROR_LIMIT, _ ("the diagram has more than %d shapes of skin"), MAX_NODES);
      return;
    }

  path = read_path (loader, attributes, "skin", value);
  if (path != NULL)
    g_ptr_array_add (g_str_equal (value, "yes") ? loader->data->skin : loader->data->no_skin, path);
}

/* Takes an element of SVG below the root that means more than its picture. */
void
meso_loader_start_shape (MesoLoader *loader,
                         const char *name,
                         const MesoAttributes *attributes)
{
  gboolean is_container = g_str_equal (name, "g") || g_str_equal (name, "title") || g_str_equal (name, "desc");

  if (loader->layer <= MESO_SHEET_ART)
    start_skin (loader, name, attributes);
  else if (loader->depth == 1 || is_container)
    return;
  else if (loader->layer == MESO_SHEET_REGIONS)
    start_region (loader, name, attributes);
  else if (loader->layer == MESO_SHEET_LANDMARKS)
    start_landmark (loader, name, attributes);
  else
    start_warning (loader, name, attributes);
}
