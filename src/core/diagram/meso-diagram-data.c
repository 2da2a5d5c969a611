/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-diagram-private.h"
#include "diagram/meso-region-names.h"

static void
clear_outline (MesoOutline *outline)
{
  g_free (outline->id);
  g_clear_pointer (&outline->path, meso_path_unref);
}

static void
free_region (gpointer data)
{
  MesoRegion *region = data;

  clear_outline (&region->outline);
  g_free (region);
}

static void
free_warning (gpointer data)
{
  MesoWarning *warning = data;

  clear_outline (&warning->outline);
  g_free (warning);
}

static void
free_landmark (gpointer data)
{
  MesoLandmark *landmark = data;

  g_free ((char *) landmark->id);
  g_free (landmark);
}

/* Prepares empty data. */
void
meso_diagram_data_init (MesoDiagramData *data)
{
  *data = (MesoDiagramData){
    .regions = g_ptr_array_new_with_free_func (free_region),
    .landmarks = g_ptr_array_new_with_free_func (free_landmark),
    .warnings = g_ptr_array_new_with_free_func (free_warning),
    .skin = g_ptr_array_new_with_free_func ((GDestroyNotify) meso_path_unref),
    .no_skin = g_ptr_array_new_with_free_func ((GDestroyNotify) meso_path_unref),
  };
}

/* Frees what the data holds. */
void
meso_diagram_data_clear (MesoDiagramData *data)
{
  g_clear_pointer (&data->id, g_free);
  g_clear_pointer (&data->variant, g_free);
  g_clear_pointer (&data->title, g_free);
  g_clear_pointer (&data->origin, g_free);
  g_clear_pointer (&data->regions, g_ptr_array_unref);
  g_clear_pointer (&data->landmarks, g_ptr_array_unref);
  g_clear_pointer (&data->warnings, g_ptr_array_unref);
  g_clear_pointer (&data->skin, g_ptr_array_unref);
  g_clear_pointer (&data->no_skin, g_ptr_array_unref);
}

/**
 * meso_region_get_id:
 *
 * Returns: (transfer none): the token of the region, such as `malar`
 */
const char *
meso_region_get_id (const MesoRegion *region)
{
  g_return_val_if_fail (region != NULL, NULL);

  return region->outline.id;
}

/**
 * meso_region_get_side:
 *
 * Returns: the patient's side: left, right or midline
 */
MesoSide
meso_region_get_side (const MesoRegion *region)
{
  g_return_val_if_fail (region != NULL, MESO_SIDE_UNSET);

  return region->outline.side;
}

/**
 * meso_region_get_path:
 *
 * Returns: (transfer none): the outline in mm, to be filled even-odd
 */
MesoPath *
meso_region_get_path (const MesoRegion *region)
{
  g_return_val_if_fail (region != NULL, NULL);

  return region->outline.path;
}

/**
 * meso_region_dup_name:
 *
 * Returns: (transfer full): the translated name with its side, such as "Right temple"
 */
char *
meso_region_dup_name (const MesoRegion *region)
{
  g_return_val_if_fail (region != NULL, NULL);

  return meso_region_format_name (region->outline.id, region->outline.side);
}

/**
 * meso_warning_get_id:
 *
 * Returns: (transfer none): the token of the warning, such as `infraorbital`; see meso_warning_get_name()
 */
const char *
meso_warning_get_id (const MesoWarning *warning)
{
  g_return_val_if_fail (warning != NULL, NULL);

  return warning->outline.id;
}

/**
 * meso_warning_get_side:
 *
 * Returns: the patient's side: left, right or midline
 */
MesoSide
meso_warning_get_side (const MesoWarning *warning)
{
  g_return_val_if_fail (warning != NULL, MESO_SIDE_UNSET);

  return warning->outline.side;
}

/**
 * meso_warning_get_path:
 *
 * Returns: (transfer none): the outline in mm, to be filled even-odd
 */
MesoPath *
meso_warning_get_path (const MesoWarning *warning)
{
  g_return_val_if_fail (warning != NULL, NULL);

  return warning->outline.path;
}
