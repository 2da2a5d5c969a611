/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool-options.h"

#include "model/meso-number.h"
#include "pattern/meso-line-pattern.h"
#include "pattern/meso-pattern.h"

typedef struct
{
  const char *name;
  gint64 initial;
  gint64 n_modes; /* 0: any number */
  gint64 min, max; /* of the numbers that are remembered */
  gint64 step; /* of the numbers, for buttons and keys */
} OptionInfo;

#define MIN_SPACING MESO_PATTERN_MIN_SPACING
#define MAX_SPACING MESO_PATTERN_MAX_SPACING

/* Spacings and angles of the usual techniques; a preset brings its own. */
static const OptionInfo option_infos[MESO_N_OPTIONS] = {
  [MESO_OPTION_LINE_MODE] = { "line-mode", MESO_LINE_MODE_LINE, MESO_N_LINE_MODES },
  [MESO_OPTION_SMOOTH] = { "smooth", TRUE, 2 },
  [MESO_OPTION_ZONE_MODE] = { "zone-mode", MESO_ZONE_MODE_FREE, MESO_N_ZONE_MODES },
  [MESO_OPTION_LATTICE] = { "lattice", MESO_LATTICE_MODE_SQUARE, MESO_N_LATTICE_MODES },
  [MESO_OPTION_SPACING] = { "spacing", MESO_MM (5), 0, MIN_SPACING, MAX_SPACING, 50 },
  [MESO_OPTION_GRID_ANGLE] = { "grid-angle", 0, 0, 0, 18000, 500 },
  [MESO_OPTION_MARGIN] = { "margin", MESO_MM (2), 0, 0, MESO_MM (50), 50 },
  [MESO_OPTION_GRID_MAKE] = { "grid-make", MESO_GRID_MAKE_AUTO, MESO_N_GRID_MAKES },
  [MESO_OPTION_BRUSH_SPACING] = { "brush-spacing", MESO_MM (10), 0, MIN_SPACING, MAX_SPACING, 100 },
  [MESO_OPTION_FAN_LINES] = { "fan-lines", 5, 0, MESO_FAN_MIN_LINES, MESO_FAN_MAX_LINES, 1 },
  [MESO_OPTION_FAN_SPAN] = { "fan-span", 6000, 0, 100, 36000, 500 },
  [MESO_OPTION_HATCH_SPACING] = { "hatch-spacing", MESO_MM (5), 0, MIN_SPACING, MAX_SPACING, 50 },
  [MESO_OPTION_HATCH_ANGLE] = { "hatch-angle", 4500, 0, 0, 18000, 500 },
};

struct _MesoToolOptions
{
  GObject parent_instance;

  gint64 values[MESO_N_OPTIONS];
};

G_DEFINE_FINAL_TYPE (MesoToolOptions, meso_tool_options, G_TYPE_OBJECT)

/* Property i + 1 is option i. */
static GParamSpec *properties[MESO_N_OPTIONS + 1];

static void
meso_tool_options_get_property (GObject *object,
                                guint prop_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  g_value_set_int64 (value, MESO_TOOL_OPTIONS (object)->values[prop_id - 1]);
}

static void
meso_tool_options_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  meso_tool_options_set (MESO_TOOL_OPTIONS (object), (MesoToolOption) (prop_id - 1), g_value_get_int64 (value));
}

static void
meso_tool_options_class_init (MesoToolOptionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = meso_tool_options_get_property;
  object_class->set_property = meso_tool_options_set_property;

  for (guint i = 0; i < MESO_N_OPTIONS; i++)
    {
      const OptionInfo *info = &option_infos[i];

      properties[i + 1] =
        g_param_spec_int64 (info->name, NULL, NULL, info->n_modes > 0 ? 0 : G_MININT64,
                            info->n_modes > 0 ? info->n_modes - 1 : G_MAXINT64, info->initial,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
    }
  g_object_class_install_properties (object_class, MESO_N_OPTIONS + 1, properties);
}

static void
meso_tool_options_init (MesoToolOptions *self)
{
  for (guint i = 0; i < MESO_N_OPTIONS; i++)
    self->values[i] = option_infos[i].initial;
}

/** meso_tool_options_new: the usual ones. */
MesoToolOptions *
meso_tool_options_new (void)
{
  return g_object_new (MESO_TYPE_TOOL_OPTIONS, NULL);
}

/** meso_tool_option_get_name: the name of its property. */
const char *
meso_tool_option_get_name (MesoToolOption option)
{
  g_return_val_if_fail (option < MESO_N_OPTIONS, NULL);

  return option_infos[option].name;
}

/** meso_tool_options_get: in the unit that #MesoToolOption names. */
gint64
meso_tool_options_get (MesoToolOptions *self,
                       MesoToolOption option)
{
  g_return_val_if_fail (MESO_IS_TOOL_OPTIONS (self), 0);
  g_return_val_if_fail (option < MESO_N_OPTIONS, 0);

  return self->values[option];
}

/** meso_tool_options_set: @value: in the unit that #MesoToolOption names; a mode that does not exist is not taken. */
void
meso_tool_options_set (MesoToolOptions *self,
                       MesoToolOption option,
                       gint64 value)
{
  gint64 n_modes;

  g_return_if_fail (MESO_IS_TOOL_OPTIONS (self));
  g_return_if_fail (option < MESO_N_OPTIONS);

  n_modes = option_infos[option].n_modes;
  if (self->values[option] == value || (n_modes > 0 && (value < 0 || value >= n_modes)))
    return;
  self->values[option] = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[option + 1]);
}

/** meso_tool_options_step: goes on to the next mode, round and round; %FALSE for what is a number. */
gboolean
meso_tool_options_step (MesoToolOptions *self,
                        MesoToolOption option)
{
  gint64 n_modes;

  g_return_val_if_fail (MESO_IS_TOOL_OPTIONS (self), FALSE);
  g_return_val_if_fail (option < MESO_N_OPTIONS, FALSE);

  n_modes = option_infos[option].n_modes;
  if (n_modes == 0)
    return FALSE;
  meso_tool_options_set (self, option, (self->values[option] + 1) % n_modes);
  return TRUE;
}

/** meso_tool_option_get_step: by how much buttons and keys change a number; 0 for a mode. */
gint64
meso_tool_option_get_step (MesoToolOption option)
{
  g_return_val_if_fail (option < MESO_N_OPTIONS, 0);

  return option_infos[option].step;
}

/**
 * meso_tool_options_change:
 * @n: how many steps a number goes up, or down
 *
 * It comes to whole steps, and stays among those that make sense.
 */
void
meso_tool_options_change (MesoToolOptions *self,
                          MesoToolOption option,
                          int n)
{
  const OptionInfo *info;
  gint64 value;

  g_return_if_fail (MESO_IS_TOOL_OPTIONS (self));
  g_return_if_fail (option < MESO_N_OPTIONS && option_infos[option].step > 0);

  info = &option_infos[option];
  value = CLAMP (self->values[option], info->min, info->max);
  value = (n > 0 ? value / info->step : (value + info->step - 1) / info->step) * info->step + n * info->step;
  meso_tool_options_set (self, option, CLAMP (value, info->min, info->max));
}

/** meso_tool_option_is_sensible: whether @value is one that anybody would want; others can be held, and are refused. */
gboolean
meso_tool_option_is_sensible (MesoToolOption option,
                              gint64 value)
{
  const OptionInfo *info;

  g_return_val_if_fail (option < MESO_N_OPTIONS, FALSE);

  info = &option_infos[option];
  return info->n_modes > 0 ? value >= 0 && value < info->n_modes : value >= info->min && value <= info->max;
}

static gboolean
get_mapping_cb (GValue *value,
                GVariant *variant,
                gpointer user_data)
{
  gint64 number = g_variant_get_int64 (variant);

  if (!meso_tool_option_is_sensible ((MesoToolOption) GPOINTER_TO_UINT (user_data), number))
    return FALSE;
  g_value_set_int64 (value, number);
  return TRUE;
}

static GVariant *
set_mapping_cb (const GValue *value,
                const GVariantType *type,
                gpointer user_data)
{
  gint64 number = g_value_get_int64 (value);

  if (!meso_tool_option_is_sensible ((MesoToolOption) GPOINTER_TO_UINT (user_data), number))
    return NULL;
  return g_variant_new_int64 (number);
}

/** meso_tool_options_remember: takes what @settings have under the names of the options, and keeps it there. */
void
meso_tool_options_remember (MesoToolOptions *self,
                            GSettings *settings)
{
  g_return_if_fail (MESO_IS_TOOL_OPTIONS (self));
  g_return_if_fail (G_IS_SETTINGS (settings));

  for (guint i = 0; i < MESO_N_OPTIONS; i++)
    g_settings_bind_with_mapping (settings, option_infos[i].name, self, option_infos[i].name, G_SETTINGS_BIND_DEFAULT,
                                  get_mapping_cb, set_mapping_cb, GUINT_TO_POINTER (i), NULL);
}
