/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-mark.h"

G_BEGIN_DECLS

/** Longest name of a setup, in characters. */
#define MESO_PRESET_MAX_NAME 60
/** Most setups of a file. */
#define MESO_PRESET_MAX_COUNT 500

/** What a setup says. Strings and lists are %NULL when not given. */
typedef struct
{
  char *name;
  MesoMarkData mark; /* how marks are made: no place, no product; what is unset stays as it is in the hand */
  MesoUnit unit; /* of the dose */
  gint64 spacing; /* from one point or line to the next, 1/100 mm */
  char *product; /* the name of a product, for setups of one's own */
  char **sources; /* where the values are from: title and address */
  char **unsourced; /* attributes whose values are in no source */
  char *note; /* the range that the sources give */
} MesoPresetData;

/**
 * MesoPreset:
 *
 * A setup that can be taken into the hand: kind, layer, depth, dose, technique, device and spacing. Immutable. Its
 * values are a start to be edited, no advice.
 */
#define MESO_TYPE_PRESET (meso_preset_get_type ())
G_DECLARE_FINAL_TYPE (MesoPreset, meso_preset, MESO, PRESET, GObject)

MesoPreset *meso_preset_new (const MesoPresetData *data);
MesoPreset *meso_preset_renamed (MesoPreset *self,
                                 const char *name);
const MesoPresetData *meso_preset_get (MesoPreset *self);
const char *meso_preset_get_title (MesoPreset *self);
const char *meso_preset_get_note (MesoPreset *self);
gboolean meso_preset_is_sourced (MesoPreset *self,
                                 const char *attribute);
gboolean meso_preset_name_check (const char *name,
                                 GError **error);

GPtrArray *meso_presets_read (GBytes *bytes,
                              const char *file,
                              GError **error);
GBytes *meso_presets_write (GPtrArray *presets);
GPtrArray *meso_presets_get_shipped (void);

G_END_DECLS
