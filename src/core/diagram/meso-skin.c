/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-skin.h"

typedef enum
{
  SITE_FOREHEAD,
  SITE_GLABELLA,
  SITE_TEMPLE,
  SITE_EYELID,
  SITE_NASAL_DORSUM,
  SITE_CHEEK,
  SITE_SUBMANDIBULAR,
  SITE_NECK,
} Site;

/* In 1/100 mm. */
typedef struct
{
  int epidermis;
  int dermis;
} Thickness;

typedef struct
{
  Thickness female;
  Thickness male;
} SiteThickness;

/* Mean thickness of epidermis and dermis by high-frequency ultrasound in 118 Chinese adults: Meng and others 2022,
 * PMC9205051, table 2. Standard deviations are 0.1 to 0.35 mm. */
static const SiteThickness sites[] = {
  [SITE_FOREHEAD] = { { 20, 86 }, { 22, 117 } },
  [SITE_GLABELLA] = { { 19, 90 }, { 21, 114 } },
  [SITE_TEMPLE] = { { 18, 80 }, { 19, 106 } },
  [SITE_EYELID] = { { 17, 58 }, { 18, 67 } },
  [SITE_NASAL_DORSUM] = { { 19, 93 }, { 20, 103 } },
  [SITE_CHEEK] = { { 20, 87 }, { 19, 114 } },
  [SITE_SUBMANDIBULAR] = { { 18, 91 }, { 21, 102 } },
  [SITE_NECK] = { { 17, 99 }, { 19, 98 } },
};

/* Only regions whose skin was measured, or is the same skin. There is no row for nasal tip and ala (thick and
 * sebaceous), lips, chin, jawline, ear, scalp, décolletage and hand, and none is made up. */
static const struct
{
  const char *region_id;
  Site site;
} region_sites[] = {
  { "forehead-central", SITE_FOREHEAD },
  { "forehead-lateral", SITE_FOREHEAD },
  { "glabella", SITE_GLABELLA },
  { "temple", SITE_TEMPLE },
  { "upper-lid", SITE_EYELID },
  { "lower-lid", SITE_EYELID },
  { "nose-radix", SITE_NASAL_DORSUM },
  { "nose-dorsum", SITE_NASAL_DORSUM },
  { "nose-sidewall", SITE_NASAL_DORSUM },
  { "malar", SITE_CHEEK },
  { "anterior-cheek", SITE_CHEEK },
  { "submalar", SITE_CHEEK },
  { "preauricular", SITE_CHEEK },
  { "submental", SITE_SUBMANDIBULAR },
  { "neck-anterior", SITE_NECK },
  { "neck-lateral", SITE_NECK },
};

static const SiteThickness *
find_site (const char *region_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (region_sites); i++)
    if (g_strcmp0 (region_sites[i].region_id, region_id) == 0)
      return &sites[region_sites[i].site];

  return NULL;
}

/* The thirds of the dermis are a convention: nothing in the skin marks them. */
static MesoSkinBorders
compute_borders (const Thickness *thickness)
{
  int e = thickness->epidermis, d = thickness->dermis;

  /* Rounded to the nearest hundredth; the fraction is a third, so there are no ties. */
  return (MesoSkinBorders){
    .epidermis = e,
    .superficial_dermis = e + (d + 1) / 3,
    .mid_dermis = e + (2 * d + 1) / 3,
    .deep_dermis = e + d,
  };
}

static MesoLayer
find_layer (const MesoSkinBorders *borders,
            int depth)
{
  if (depth <= borders->epidermis)
    return MESO_LAYER_EPIDERMIS;
  if (depth <= borders->superficial_dermis)
    return MESO_LAYER_SUPERFICIAL_DERMIS;
  if (depth <= borders->mid_dermis)
    return MESO_LAYER_MID_DERMIS;
  if (depth <= borders->deep_dermis)
    return MESO_LAYER_DEEP_DERMIS;

  return MESO_LAYER_HYPODERMIS;
}

/**
 * meso_skin_get_borders:
 * @region_id: (nullable): a region token
 * @sex: female or male; there are no figures for another
 * @borders: (out): the layer borders in 1/100 mm
 *
 * Returns: whether there are figures for this region and sex
 */
gboolean
meso_skin_get_borders (const char *region_id,
                       MesoSex sex,
                       MesoSkinBorders *borders)
{
  const SiteThickness *site;

  g_return_val_if_fail (borders != NULL, FALSE);

  site = find_site (region_id);
  if (site == NULL || (sex != MESO_SEX_FEMALE && sex != MESO_SEX_MALE))
    return FALSE;

  *borders = compute_borders (sex == MESO_SEX_MALE ? &site->male : &site->female);

  return TRUE;
}

/**
 * meso_skin_layer_at_depth:
 * @region_id: (nullable): a region token
 * @sex: the patient's sex; where it is not female or male, there is an answer only if both have the same
 * @depth_hundredths_mm: depth below the surface in 1/100 mm
 *
 * Which layer a depth implies in this region: a hint beside the layer that the practitioner declares, never a
 * correction of it. A depth on a border belongs to the layer above.
 *
 * Returns: the layer, or MESO_LAYER_UNSET where there are no figures
 */
MesoLayer
meso_skin_layer_at_depth (const char *region_id,
                          MesoSex sex,
                          int depth_hundredths_mm)
{
  MesoSkinBorders female, male;
  MesoLayer layer;

  if (depth_hundredths_mm < 0 || !meso_skin_get_borders (region_id, MESO_SEX_FEMALE, &female) ||
      !meso_skin_get_borders (region_id, MESO_SEX_MALE, &male))
    return MESO_LAYER_UNSET;

  layer = find_layer (sex == MESO_SEX_MALE ? &male : &female, depth_hundredths_mm);
  if (sex != MESO_SEX_FEMALE && sex != MESO_SEX_MALE && layer != find_layer (&male, depth_hundredths_mm))
    return MESO_LAYER_UNSET;

  return layer;
}
