/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "pattern/meso-preset.h"

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

struct _MesoPreset
{
  GObject parent_instance;

  MesoPresetData data;
};

G_DEFINE_FINAL_TYPE (MesoPreset, meso_preset, G_TYPE_OBJECT)

/* What those that are shipped say, for translation: resources/setups/presets.json. */
static const char *const shipped_texts[] = {
  N_ ("Intra-epidermal, as a field"),
  N_ ("Nappage"),
  N_ ("Nappage, as a field"),
  N_ ("Papule"),
  N_ ("Micropapule"),
  N_ ("Point by point"),
  N_ ("Linear retrograde"),
  N_ ("Hypodermic, body"),
  N_ ("Papule, body"),
  N_ ("Microdroplet (VYC-12L)"),
  N_ ("Microdroplet (CPM-HA20G)"),
  N_ ("Microdroplet (NASHA)"),
  N_ ("Threading, 13 mm needle"),
  N_ ("Fan"),
  N_ ("Cross-hatch"),
  N_ ("Line with a cannula"),
  N_ ("Bolus"),
  N_ ("Bio-aesthetic points (BAP)"),
  N_ ("Microneedling, forehead"),
  N_ ("Microneedling, glabella"),
  N_ ("Microneedling, around the eyes"),
  N_ ("Microneedling, nose"),
  N_ ("Microneedling, zygoma"),
  N_ ("Microneedling, cheek"),
  N_ ("Microneedling, chin"),
  N_ ("Microneedling, upper lip"),
  N_ ("Microneedling, acne scars"),
  N_ ("Microneedling, stretch marks"),
  N_ ("Microneedling, scalp"),
  N_ ("Roller, 192 needles"),
  N_ ("Scalp, point by point"),
  N_ ("Scalp, superficial"),
  N_ ("Below 1 mm; lines 1 to 5 mm apart."),
  N_ ("2 to 4 mm is the nominal depth of textbooks; 30 to 60 degrees, 2 to 4 mm apart."),
  N_ ("1 to 2 mm, about 10 mm apart."),
  N_ ("1.5 to 2 mm, 0.01 to 0.05 mL, about 10 mm apart."),
  N_ ("4 to 12 mm, 0.02 to 0.2 mL, 45 to 90 degrees, 10 to 30 mm apart."),
  N_ ("Tangential, 5 to 15 degrees; continuous while withdrawing."),
  N_ ("The full 13 mm at 45 degrees; not for the face."),
  N_ ("0.10 to 0.20 mL, 30 to 45 degrees, 20 to 30 mm apart; not for the face."),
  N_ ("0.01 to 0.05 mL, 5 to 10 mm apart, below 45 degrees."),
  N_ ("20 punctures of 0.05 mL in the lower cheek."),
  N_ ("About 10 mm apart; 0.02 to 0.025 mL a point in older manuals."),
  N_ ("The whole needle inserted, delivered on withdrawal."),
  N_ ("A variant of the linear retrograde."),
  N_ ("0.1 to 0.5 mL are usual for fillers, not for boosters."),
  N_ ("Five points a side."),
  N_ ("0.25 to 0.5 mm thin skin, 0.5 to 0.75 mm thick skin."),
  N_ ("0.25 to 0.5 mm thin skin, 0.5 to 1.0 mm thick skin."),
  N_ ("0.25 to 0.5 mm."),
  N_ ("0.25 mm thin skin, 0.5 mm thick skin."),
  N_ ("0.5 mm thin skin, 0.5 to 1.0 mm thick skin."),
  N_ ("0.5 to 1.0 mm thin skin, 1.0 to 2.0 mm thick skin."),
  N_ ("0.25 mm thin skin, 0.25 to 0.75 mm thick skin."),
  N_ ("1.0 to 2.0 mm by a chart; 1.5 to 3.0 mm and 4 to 10 passes in 36 studies."),
  N_ ("1.5 to 2.0 mm, body."),
  N_ ("0.6 mm every two weeks in one trial; 0.5 to 2.5 mm in 22 studies."),
  N_ ("15 passes make about 250 holes a square centimetre."),
  N_ ("2 to 4 mm, 0.05 to 0.1 mL a square centimetre, 10 mm apart."),
  N_ ("1 to 2 mm; other sources say 2 to 4 mm."),
};

static void
meso_preset_finalize (GObject *object)
{
  MesoPresetData *data = &MESO_PRESET (object)->data;

  g_free (data->name);
  g_free (data->product);
  g_strfreev (data->sources);
  g_strfreev (data->unsourced);
  g_free (data->note);

  G_OBJECT_CLASS (meso_preset_parent_class)->finalize (object);
}

static void
meso_preset_class_init (MesoPresetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_preset_finalize;
}

static void
meso_preset_init (MesoPreset *self)
{
}

/* What a mark has beside how it is made belongs to the mark. */
static void
take_mark (MesoMarkData *to,
           const MesoMarkData *from)
{
  meso_mark_data_init (to, from->kind);
  if (from->kind != MESO_MARK_AREA)
    to->layer = from->layer;
  to->depth = from->depth;
  to->dose = from->dose;
  to->technique = from->technique;
  to->device = from->device;
  to->gauge = from->gauge;
  to->needle = from->needle;
  to->angle = from->angle;
  if (from->kind == MESO_MARK_THREAD)
    to->direction = from->direction;
  if (from->kind == MESO_MARK_AREA)
    {
      to->passes = from->passes;
      to->spacing = from->spacing;
    }
}

/** meso_preset_new: copies @data. */
MesoPreset *
meso_preset_new (const MesoPresetData *data)
{
  MesoPreset *self;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (data->name != NULL, NULL);
  g_return_val_if_fail (data->mark.kind >= MESO_MARK_POINT && data->mark.kind <= MESO_MARK_AREA, NULL);

  self = g_object_new (MESO_TYPE_PRESET, NULL);
  self->data = *data;
  take_mark (&self->data.mark, &data->mark);
  self->data.name = g_strdup (data->name);
  self->data.product = g_strdup (data->product);
  self->data.sources = g_strdupv (data->sources);
  self->data.unsourced = g_strdupv (data->unsourced);
  self->data.note = g_strdup (data->note);
  return self;
}

/** meso_preset_renamed: a copy with another name. */
MesoPreset *
meso_preset_renamed (MesoPreset *self,
                     const char *name)
{
  MesoPresetData data;

  g_return_val_if_fail (MESO_IS_PRESET (self), NULL);

  data = self->data;
  data.name = (char *) name;
  return meso_preset_new (&data);
}

/** meso_preset_get: (transfer none). */
const MesoPresetData *
meso_preset_get (MesoPreset *self)
{
  g_return_val_if_fail (MESO_IS_PRESET (self), NULL);

  return &self->data;
}

static const char *
translate (const char *text)
{
  for (gsize i = 0; text != NULL && i < G_N_ELEMENTS (shipped_texts); i++)
    if (g_str_equal (shipped_texts[i], text))
      return _ (shipped_texts[i]);
  return text;
}

/** meso_preset_get_title: its name, in the user's language where it is one that is shipped. */
const char *
meso_preset_get_title (MesoPreset *self)
{
  g_return_val_if_fail (MESO_IS_PRESET (self), NULL);

  return self->data.sources != NULL ? translate (self->data.name) : self->data.name;
}

/** meso_preset_get_note: (nullable): the range that the sources give, in the user's language. */
const char *
meso_preset_get_note (MesoPreset *self)
{
  g_return_val_if_fail (MESO_IS_PRESET (self), NULL);

  return self->data.sources != NULL ? translate (self->data.note) : self->data.note;
}

/** meso_preset_is_sourced: @attribute: as in the file; whether a source gives its value. */
gboolean
meso_preset_is_sourced (MesoPreset *self,
                        const char *attribute)
{
  g_return_val_if_fail (MESO_IS_PRESET (self), FALSE);

  return self->data.sources != NULL &&
         (self->data.unsourced == NULL || !g_strv_contains ((const char *const *) self->data.unsourced, attribute));
}

/** meso_preset_name_check: %FALSE with a sentence for beside the entry. */
gboolean
meso_preset_name_check (const char *name,
                        GError **error)
{
  const char *problem = NULL;

  if (name == NULL || *name == '\0')
    problem = _ ("Give the setup a name.");
  else if (!g_utf8_validate (name, -1, NULL) || g_utf8_strlen (name, -1) > MESO_PRESET_MAX_NAME)
    problem = _ ("The name of a setup has at most 60 characters.");
  else
    for (const char *p = name; *p != '\0'; p++)
      if (g_ascii_iscntrl (*p))
        problem = _ ("The name of a setup is one line.");
  if (problem != NULL)
    g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID, problem);
  return problem == NULL;
}
