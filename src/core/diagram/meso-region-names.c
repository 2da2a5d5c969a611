/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-region-names.h"

#include <string.h>

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *name;
} RegionName;

/* From the forehead down, then the scalp from front to back: the order of lists and tables too. Names are written as in
 * the middle of a sentence. */
static const RegionName region_names[] = {
  { "forehead-central", NC_ ("region", "central forehead") },
  { "forehead-lateral", NC_ ("region", "lateral forehead") },
  { "glabella", NC_ ("region", "glabella") },
  { "temple", NC_ ("region", "temple") },
  { "upper-lid", NC_ ("region", "upper eyelid") },
  { "lower-lid", NC_ ("region", "lower eyelid") },
  { "lateral-canthal", NC_ ("region", "crow’s feet") },
  { "tear-trough", NC_ ("region", "tear trough") },
  { "nose-radix", NC_ ("region", "nasal radix") },
  { "nose-dorsum", NC_ ("region", "nasal dorsum") },
  { "nose-sidewall", NC_ ("region", "nasal sidewall") },
  { "nose-tip", NC_ ("region", "nasal tip") },
  { "nose-ala", NC_ ("region", "nasal ala") },
  { "columella", NC_ ("region", "columella") },
  { "malar", NC_ ("region", "malar region") },
  { "anterior-cheek", NC_ ("region", "anterior cheek") },
  { "submalar", NC_ ("region", "submalar region") },
  { "preauricular", NC_ ("region", "preauricular region") },
  { "nasolabial-upper", NC_ ("region", "upper nasolabial fold") },
  { "nasolabial-mid", NC_ ("region", "middle nasolabial fold") },
  { "nasolabial-lower", NC_ ("region", "lower nasolabial fold") },
  { "upper-lip", NC_ ("region", "cutaneous upper lip") },
  { "philtrum", NC_ ("region", "philtrum") },
  { "upper-vermilion", NC_ ("region", "upper vermilion") },
  { "lower-vermilion", NC_ ("region", "lower vermilion") },
  { "perioral", NC_ ("region", "perioral region") },
  { "marionette", NC_ ("region", "marionette line") },
  { "chin", NC_ ("region", "chin") },
  { "pre-jowl", NC_ ("region", "pre-jowl sulcus") },
  { "jawline-body", NC_ ("region", "jawline") },
  { "jawline-angle", NC_ ("region", "jaw angle") },
  { "submental", NC_ ("region", "submental region") },
  { "neck-anterior", NC_ ("region", "anterior neck") },
  { "neck-lateral", NC_ ("region", "lateral neck") },
  { "ear-lobe", NC_ ("region", "ear lobe") },
  { "decolletage", NC_ ("region", "décolletage") },
  { "hand-dorsum", NC_ ("region", "back of the hand") },
  { "scalp-frontal-central", NC_ ("region", "central frontal scalp") },
  { "scalp-frontal", NC_ ("region", "frontal scalp") },
  { "scalp-frontotemporal", NC_ ("region", "frontotemporal scalp") },
  { "scalp-temporal", NC_ ("region", "temporal scalp") },
  { "scalp-mid", NC_ ("region", "mid-scalp") },
  { "scalp-vertex", NC_ ("region", "crown") },
  { "scalp-parietal", NC_ ("region", "parietal scalp") },
  { "scalp-occipital", NC_ ("region", "occipital scalp") },
};

static const RegionName *
find_region (const char *region_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (region_names); i++)
    if (g_str_equal (region_names[i].id, region_id))
      return &region_names[i];

  return NULL;
}

/* A label starts with a capital in the scripts that have them. */
static char *
capitalise (const char *label)
{
  GString *result = g_string_new (NULL);

  if (*label != '\0')
    {
      g_string_append_unichar (result, g_unichar_totitle (g_utf8_get_char (label)));
      g_string_append (result, g_utf8_next_char (label));
    }

  return g_string_free (result, FALSE);
}

/* `pattern` is a translated message with one %s; it is not trusted as a format. */
static char *
fill_in (const char *pattern,
         const char *name)
{
  const char *place = strstr (pattern, "%s");

  if (place == NULL)
    return g_strdup (name);

  return g_strdup_printf ("%.*s%s%s", (int) (place - pattern), pattern, name, place + 2);
}

/**
 * meso_region_list_ids:
 *
 * Returns: (transfer none) (array zero-terminated=1): the regions that have a name, from the forehead down
 */
const char *const *
meso_region_list_ids (void)
{
  static const char *ids[G_N_ELEMENTS (region_names) + 1];
  static gsize initialised = 0;

  if (g_once_init_enter (&initialised))
    {
      for (guint i = 0; i < G_N_ELEMENTS (region_names); i++)
        ids[i] = region_names[i].id;

      g_once_init_leave (&initialised, 1);
    }

  return ids;
}

/**
 * meso_region_get_name:
 * @region_id: a region token such as `malar`
 *
 * The name as it stands in the middle of a sentence.
 *
 * Returns: (transfer none): the translated name; an unknown region is its own name
 */
const char *
meso_region_get_name (const char *region_id)
{
  const RegionName *region;

  g_return_val_if_fail (region_id != NULL, NULL);

  region = find_region (region_id);
  if (region == NULL)
    return region_id;

  return g_dpgettext2 (GETTEXT_PACKAGE, "region", region->name);
}

/**
 * meso_region_format_name:
 * @region_id: a region token such as `malar`
 * @side: the patient's side; a side that says nothing of left or right leaves the bare name
 *
 * The name as a label, such as "Right temple". An unknown region is shown as it is written.
 *
 * Returns: (transfer full): the translated label
 */
char *
meso_region_format_name (const char *region_id,
                         MesoSide side)
{
  g_autofree char *label = NULL;
  const char *name, *pattern;

  g_return_val_if_fail (region_id != NULL, NULL);

  switch (side)
    {
    case MESO_SIDE_LEFT:
      /* translators: %s is a region such as "temple", on the patient's left. Put the side where it needs no agreement
       * with the region, for example "%s, left". The first letter becomes a capital by itself. */
      pattern = C_ ("side region", "Left %s");
      break;
    case MESO_SIDE_RIGHT:
      /* translators: %s is a region such as "temple", on the patient's right. See "Left %s". */
      pattern = C_ ("side region", "Right %s");
      break;
    case MESO_SIDE_BILATERAL:
      /* translators: %s is a region such as "temple", on both sides of the patient. */
      pattern = C_ ("side region", "%s, both sides");
      break;
    case MESO_SIDE_UNSET:
    case MESO_SIDE_MIDLINE:
    case MESO_SIDE_UNSPECIFIED:
    default:
      pattern = NULL;
      break;
    }

  if (pattern == NULL && find_region (region_id) == NULL)
    return g_strdup (region_id);

  name = meso_region_get_name (region_id);
  label = pattern != NULL ? fill_in (pattern, name) : g_strdup (name);

  return capitalise (label);
}
