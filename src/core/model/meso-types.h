/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The closed vocabularies of the record. Value 0 is always "not given"; value i stands in the file as token i - 1 of
 * the vocabulary. Tokens never change; names are translated and may.
 */

typedef enum
{
  MESO_LAYER_UNSET,
  MESO_LAYER_EPIDERMIS,
  MESO_LAYER_SUPERFICIAL_DERMIS,
  MESO_LAYER_MID_DERMIS,
  MESO_LAYER_DEEP_DERMIS,
  MESO_LAYER_HYPODERMIS,
  MESO_N_LAYERS /* also counts "not given" */
} MesoLayer;

typedef enum
{
  MESO_SIDE_UNSET,
  MESO_SIDE_LEFT,
  MESO_SIDE_RIGHT,
  MESO_SIDE_MIDLINE,
  MESO_SIDE_BILATERAL,
  MESO_SIDE_UNSPECIFIED
} MesoSide;

typedef enum
{
  MESO_STATE_UNSET, /* read as done */
  MESO_STATE_PLANNED,
  MESO_STATE_DONE
} MesoState;

typedef enum
{
  MESO_MARK_POINT = 1,
  MESO_MARK_THREAD,
  MESO_MARK_AREA
} MesoMarkKind;

typedef enum
{
  MESO_CURVE_UNSET, /* read as straight */
  MESO_CURVE_STRAIGHT,
  MESO_CURVE_SMOOTH
} MesoCurve;

typedef enum
{
  MESO_DIRECTION_UNSET,
  MESO_DIRECTION_RETROGRADE,
  MESO_DIRECTION_ANTEROGRADE
} MesoDirection;

typedef enum
{
  MESO_TECHNIQUE_UNSET,
  MESO_TECHNIQUE_NAPPAGE,
  MESO_TECHNIQUE_INTRA_EPIDERMAL,
  MESO_TECHNIQUE_PAPULE,
  MESO_TECHNIQUE_MICROPAPULE,
  MESO_TECHNIQUE_MICRODROPLET,
  MESO_TECHNIQUE_POINT_BY_POINT,
  MESO_TECHNIQUE_BOLUS,
  MESO_TECHNIQUE_LINEAR_RETROGRADE,
  MESO_TECHNIQUE_LINEAR_ANTEROGRADE,
  MESO_TECHNIQUE_FANNING,
  MESO_TECHNIQUE_CROSS_HATCHING,
  MESO_TECHNIQUE_MICRONEEDLING,
  MESO_TECHNIQUE_OTHER
} MesoTechnique;

typedef enum
{
  MESO_DEVICE_UNSET,
  MESO_DEVICE_NEEDLE,
  MESO_DEVICE_CANNULA,
  MESO_DEVICE_GUN,
  MESO_DEVICE_ROLLER,
  MESO_DEVICE_PEN,
  MESO_DEVICE_STAMP,
  MESO_DEVICE_OTHER
} MesoDevice;

typedef enum
{
  MESO_STATUS_UNSET,
  MESO_STATUS_DRAFT,
  MESO_STATUS_FINAL,
  MESO_STATUS_VOID
} MesoStatus;

typedef enum
{
  MESO_SEX_UNSET,
  MESO_SEX_FEMALE,
  MESO_SEX_MALE,
  MESO_SEX_OTHER,
  MESO_SEX_UNKNOWN
} MesoSex;

typedef enum
{
  MESO_UNIT_UNSET,
  MESO_UNIT_ML,
  MESO_UNIT_U
} MesoUnit;

/** A vocabulary of the format: its tokens in order of the values (value 1 is tokens[0]), and their names in English. */
typedef struct
{
  const char *const *tokens; /* NULL-terminated */
  const char *const *names; /* as many, marked for translation; NULL where the window never shows them */
} MesoVocabulary;

extern const MesoVocabulary meso_layer_vocabulary;
extern const MesoVocabulary meso_side_vocabulary;
extern const MesoVocabulary meso_state_vocabulary;
extern const MesoVocabulary meso_curve_vocabulary;
extern const MesoVocabulary meso_direction_vocabulary;
extern const MesoVocabulary meso_technique_vocabulary;
extern const MesoVocabulary meso_device_vocabulary;
extern const MesoVocabulary meso_status_vocabulary;
extern const MesoVocabulary meso_sex_vocabulary;
extern const MesoVocabulary meso_phototype_vocabulary;
extern const MesoVocabulary meso_unit_vocabulary;
extern const MesoVocabulary meso_variant_vocabulary;
extern const MesoVocabulary meso_alert_vocabulary;
extern const MesoVocabulary meso_method_vocabulary;
extern const MesoVocabulary meso_strategy_vocabulary;
extern const MesoVocabulary meso_answer_vocabulary;
extern const MesoVocabulary meso_yes_no_vocabulary;
extern const MesoVocabulary meso_right_side_vocabulary;

const char *meso_vocabulary_get_token (const MesoVocabulary *vocabulary, int value);
const char *meso_vocabulary_get_name (const MesoVocabulary *vocabulary, int value);
int meso_vocabulary_find (const MesoVocabulary *vocabulary, const char *token);

const char *meso_layer_get_name (MesoLayer layer);
const char *meso_layer_get_short_name (MesoLayer layer);
const char *meso_technique_get_name (MesoTechnique technique);
const char *meso_device_get_name (MesoDevice device);
const char *meso_unit_get_symbol (MesoUnit unit);

G_END_DECLS
