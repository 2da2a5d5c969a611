/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-types.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define TOKENS(...)     \
  (const char *const[]) \
  {                     \
    __VA_ARGS__, NULL   \
  }

const MesoVocabulary meso_layer_vocabulary = {
  TOKENS ("epidermis", "superficial-dermis", "mid-dermis", "deep-dermis", "hypodermis"),
  TOKENS (N_ ("Epidermis"), N_ ("Superficial dermis"), N_ ("Mid dermis"), N_ ("Deep dermis"), N_ ("Hypodermis")),
};

const MesoVocabulary meso_side_vocabulary = {
  TOKENS ("left", "right", "midline", "bilateral", "unspecified"),
  TOKENS (N_ ("Left"), N_ ("Right"), N_ ("Midline"), N_ ("Both sides"), N_ ("Side not given")),
};

const MesoVocabulary meso_state_vocabulary = {
  TOKENS ("planned", "done"),
  TOKENS (N_ ("Planned"), N_ ("Done")),
};

const MesoVocabulary meso_curve_vocabulary = {
  TOKENS ("straight", "smooth"),
  TOKENS (N_ ("Straight"), N_ ("Smooth")),
};

const MesoVocabulary meso_direction_vocabulary = {
  TOKENS ("retrograde", "anterograde"),
  TOKENS (N_ ("Retrograde"), N_ ("Anterograde")),
};

const MesoVocabulary meso_technique_vocabulary = {
  TOKENS ("nappage",
          "intra-epidermal",
          "papule",
          "micropapule",
          "microdroplet",
          "point-by-point",
          "bolus",
          "linear-retrograde",
          "linear-anterograde",
          "fanning",
          "cross-hatching",
          "microneedling",
          "other"),
  TOKENS (N_ ("Nappage"),
          N_ ("Intra-epidermal"),
          N_ ("Papule"),
          N_ ("Micropapule"),
          N_ ("Microdroplet"),
          N_ ("Point by point"),
          N_ ("Bolus"),
          N_ ("Linear retrograde"),
          N_ ("Linear anterograde"),
          N_ ("Fanning"),
          N_ ("Cross-hatching"),
          N_ ("Microneedling"),
          N_ ("Other technique")),
};

const MesoVocabulary meso_device_vocabulary = {
  TOKENS ("needle", "cannula", "gun", "roller", "pen", "stamp", "other"),
  TOKENS (N_ ("Needle"),
          N_ ("Cannula"),
          N_ ("Mesotherapy gun"),
          N_ ("Roller"),
          N_ ("Pen"),
          N_ ("Stamp"),
          N_ ("Other device")),
};

const MesoVocabulary meso_status_vocabulary = {
  TOKENS ("draft", "final", "void"),
  TOKENS (N_ ("Draft"), N_ ("Final"), N_ ("Void")),
};

const MesoVocabulary meso_sex_vocabulary = {
  TOKENS ("female", "male", "other", "unknown"),
  TOKENS (N_ ("female"), N_ ("male"), N_ ("other sex"), N_ ("sex not known")),
};

const MesoVocabulary meso_phototype_vocabulary = { TOKENS ("I", "II", "III", "IV", "V", "VI"), NULL };

const MesoVocabulary meso_unit_vocabulary = { TOKENS ("mL", "U"), NULL };

const MesoVocabulary meso_variant_vocabulary = { TOKENS ("female", "male"), NULL };

const MesoVocabulary meso_alert_vocabulary = {
  TOKENS ("allergy", "medication", "history", "other"),
  TOKENS (N_ ("Allergy"), N_ ("Medication"), N_ ("History"), N_ ("Note")),
};

const MesoVocabulary meso_method_vocabulary = {
  TOKENS ("mesotherapy", "skin-booster", "microneedling", "other"),
  TOKENS (N_ ("Mesotherapy"), N_ ("Skin booster"), N_ ("Microneedling"), N_ ("Other treatment")),
};

const MesoVocabulary meso_strategy_vocabulary = {
  TOKENS ("light-hydration", "structural-booster"),
  TOKENS (N_ ("Light hydration"), N_ ("Structural booster")),
};

const MesoVocabulary meso_answer_vocabulary = {
  TOKENS ("yes", "no", "unknown", "not-applicable"),
  TOKENS (N_ ("Yes"), N_ ("No"), N_ ("Not known"), N_ ("Not applicable")),
};

const MesoVocabulary meso_yes_no_vocabulary = { TOKENS ("yes", "no"), TOKENS (N_ ("Yes"), N_ ("No")) };

const MesoVocabulary meso_right_side_vocabulary = { TOKENS ("viewer-left", "viewer-right", "near", "far"), NULL };

/**
 * meso_vocabulary_get_token:
 *
 * Returns: the token of @value as it stands in files, or %NULL for "not given" and values out of range.
 */
const char *
meso_vocabulary_get_token (const MesoVocabulary *vocabulary,
                           int value)
{
  g_return_val_if_fail (vocabulary != NULL, NULL);

  if (value < 1 || (guint) value > g_strv_length ((char **) vocabulary->tokens))
    return NULL;
  return vocabulary->tokens[value - 1];
}

/**
 * meso_vocabulary_get_name:
 *
 * Returns: the translated name of @value for people, its token where it has no name, an empty string for "not given".
 */
const char *
meso_vocabulary_get_name (const MesoVocabulary *vocabulary,
                          int value)
{
  const char *token = meso_vocabulary_get_token (vocabulary, value);

  if (token == NULL)
    return "";
  return vocabulary->names != NULL ? _ (vocabulary->names[value - 1]) : token;
}

/**
 * meso_vocabulary_find:
 *
 * Returns: the value that @token stands for, or 0 if the vocabulary does not know it.
 */
int
meso_vocabulary_find (const MesoVocabulary *vocabulary,
                      const char *token)
{
  g_return_val_if_fail (vocabulary != NULL, 0);
  g_return_val_if_fail (token != NULL, 0);

  for (int i = 0; vocabulary->tokens[i] != NULL; i++)
    if (strcmp (vocabulary->tokens[i], token) == 0)
      return i + 1;
  return 0;
}

/** meso_layer_get_name: the translated full name, as on the legend. */
const char *
meso_layer_get_name (MesoLayer layer)
{
  return meso_vocabulary_get_name (&meso_layer_vocabulary, layer);
}

/** meso_layer_get_short_name: the translated name of at most five letters that fits the key of the layer. */
const char *
meso_layer_get_short_name (MesoLayer layer)
{
  switch (layer)
    {
    case MESO_LAYER_EPIDERMIS:
      /* Translators: at most five letters, on a small key: epidermis */
      return C_ ("layer key", "Epid.");
    case MESO_LAYER_SUPERFICIAL_DERMIS:
      /* Translators: at most five letters, on a small key: superficial dermis */
      return C_ ("layer key", "Sup.");
    case MESO_LAYER_MID_DERMIS:
      /* Translators: at most five letters, on a small key: mid dermis */
      return C_ ("layer key", "Mid");
    case MESO_LAYER_DEEP_DERMIS:
      /* Translators: at most five letters, on a small key: deep dermis */
      return C_ ("layer key", "Deep");
    case MESO_LAYER_HYPODERMIS:
      /* Translators: at most five letters, on a small key: subcutis, hypodermis */
      return C_ ("layer key", "Subc.");
    case MESO_LAYER_UNSET:
    case MESO_N_LAYERS:
    default:
      return "";
    }
}

/** meso_technique_get_name: the translated name of an injection technique. */
const char *
meso_technique_get_name (MesoTechnique technique)
{
  return meso_vocabulary_get_name (&meso_technique_vocabulary, technique);
}

/** meso_device_get_name: the translated name of a device. */
const char *
meso_device_get_name (MesoDevice device)
{
  return meso_vocabulary_get_name (&meso_device_vocabulary, device);
}

/** meso_unit_get_symbol: "mL" or "U", which no language translates, or an empty string. */
const char *
meso_unit_get_symbol (MesoUnit unit)
{
  const char *token = meso_vocabulary_get_token (&meso_unit_vocabulary, unit);

  return token != NULL ? token : "";
}
