/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-warning-names.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *id;
  const char *name;
  const char *depth;
  const char *source;
} WarningName;

/* From the forehead down, then the scalp. Depths are below the surface of the skin, as the source gives them; anatomy
 * varies, and none of this says that the skin beside it is safe. A source without an author is named by where it is. */
static const WarningName warning_names[] = {
  { "supratrochlear", NC_ ("warning", "Supratrochlear artery and nerve"),
    NC_ ("warning", "3.3 ± 0.6 mm; at its origin 1–2 mm, in the muscle"), "Cotofana 2020" },
  { "supraorbital", NC_ ("warning", "Supraorbital artery and nerve"),
    NC_ ("warning", "3.5 ± 0.8 mm; subcutaneous 15–60 mm above the rim"), "Cotofana 2020, Rohrich 2017" },
  { "orbit", NC_ ("warning", "Orbit"), NC_ ("warning", "no injection inside the rim without training"),
    NC_ ("warning", "general advice") },
  { "infraorbital", NC_ ("warning", "Infraorbital foramen"), NC_ ("warning", "on the bone"),
    "Cutright 2003, Song 2007" },
  { "angular-canthus", NC_ ("warning", "Angular artery at the inner canthus"),
    NC_ ("warning", "varies; absent in 26 %"), "Beleznay" },
  { "dorsal-nasal", NC_ ("warning", "Dorsal nasal artery"), NC_ ("warning", "subcutaneous"), "Beleznay" },
  { "lateral-nasal", NC_ ("warning", "Lateral nasal artery"), NC_ ("warning", "superficial; keep out of the groove"),
    "intronixtech.com" },
  { "angular", NC_ ("warning", "Angular artery"),
    NC_ ("warning", "21.6 mm at the corner of the mouth to 8.9 mm at the ala; its course varies"), "Gelezhe 2021" },
  { "superior-labial", NC_ ("warning", "Superior labial artery"),
    NC_ ("warning", "submucosal in 78 %; advice: no deeper than 3 mm"), "plasticsurgerykey.com" },
  { "facial-artery-mouth", NC_ ("warning", "Facial artery beside the mouth"),
    NC_ ("warning", "superficial in 82 %"), "Lee 2019" },
  { "mental", NC_ ("warning", "Mental foramen"), NC_ ("warning", "on the bone"), "Cutright 2003, Song 2007" },
  { "facial-artery-mandible", NC_ ("warning", "Facial artery at the mandible"),
    NC_ ("warning", "no depth known; its pulse can be felt"), "researcher.life" },
  { "marginal-mandibular", NC_ ("warning", "Marginal mandibular nerve"), NC_ ("warning", "under the platysma"),
    "Seckel, Baur 2014" },
  { "superficial-temporal", NC_ ("warning", "Superficial temporal artery"),
    NC_ ("warning", "in the temporoparietal fascia"), "Koziej 2019, Daumann" },
  { "middle-temporal-vein", NC_ ("warning", "Middle temporal vein"),
    NC_ ("warning", "deep, 0–25 mm above the zygomatic arch"), "Rohrich 2017" },
  { "facial-nerve-temporal", NC_ ("warning", "Temporal branch of the facial nerve"),
    NC_ ("warning", "under the temporoparietal fascia"), "PubMed 31254463" },
  { "great-auricular", NC_ ("warning", "Great auricular nerve"), NC_ ("warning", "superficial"), "Seckel" },
  { "greater-occipital", NC_ ("warning", "Greater occipital nerve"), NC_ ("warning", "no depth known"),
    "ruralneuropractice.com" },
};

static const WarningName *
find_warning (const char *warning_id)
{
  for (guint i = 0; i < G_N_ELEMENTS (warning_names); i++)
    if (g_str_equal (warning_names[i].id, warning_id))
      return &warning_names[i];

  return NULL;
}

/**
 * meso_warning_list_ids:
 *
 * Returns: (transfer none) (array zero-terminated=1): the warnings that have a name, from the forehead down
 */
const char *const *
meso_warning_list_ids (void)
{
  static const char *ids[G_N_ELEMENTS (warning_names) + 1];
  static gsize initialised = 0;

  if (g_once_init_enter (&initialised))
    {
      for (guint i = 0; i < G_N_ELEMENTS (warning_names); i++)
        ids[i] = warning_names[i].id;

      g_once_init_leave (&initialised, 1);
    }

  return ids;
}

/**
 * meso_warning_get_name:
 * @warning_id: a token of the layer `warnings`, such as `infraorbital`
 *
 * Returns: (transfer none): the translated name as a label; an unknown warning is its own name
 */
const char *
meso_warning_get_name (const char *warning_id)
{
  const WarningName *warning;

  g_return_val_if_fail (warning_id != NULL, NULL);

  warning = find_warning (warning_id);

  return warning != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "warning", warning->name) : warning_id;
}

/**
 * meso_warning_get_depth:
 * @warning_id: a token of the layer `warnings`
 *
 * Returns: (transfer none) (nullable): translated, how deep the structure lies; %NULL for an unknown warning
 */
const char *
meso_warning_get_depth (const char *warning_id)
{
  const WarningName *warning;

  g_return_val_if_fail (warning_id != NULL, NULL);

  warning = find_warning (warning_id);

  return warning != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "warning", warning->depth) : NULL;
}

/**
 * meso_warning_get_source:
 * @warning_id: a token of the layer `warnings`
 *
 * Returns: (transfer none) (nullable): who says so, as a short reference; %NULL for an unknown warning
 */
const char *
meso_warning_get_source (const char *warning_id)
{
  const WarningName *warning;

  g_return_val_if_fail (warning_id != NULL, NULL);

  warning = find_warning (warning_id);

  return warning != NULL ? g_dpgettext2 (GETTEXT_PACKAGE, "warning", warning->source) : NULL;
}
