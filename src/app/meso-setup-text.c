/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-setup-text.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"

static void
take (GPtrArray *parts,
      char *part)
{
  g_ptr_array_add (parts, part);
}

/**
 * meso_setup_describe:
 * @unit: of the dose
 * @spacing: 1/100 mm, or %MESO_UNSET
 *
 * "Nappage · 0.40 mm · 0.01 mL", "Zone · Microneedling · 1.00 mm × 4": what tells setups of one product apart.
 */
char *
meso_setup_describe (const MesoMarkData *data,
                     MesoUnit unit,
                     gint64 spacing)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (data != NULL, NULL);

  if (data->kind == MESO_MARK_AREA)
    take (parts, g_strdup (_ ("Zone")));
  if (data->technique != MESO_TECHNIQUE_UNSET)
    take (parts, g_strdup (meso_technique_get_name (data->technique)));
  if (data->depth != MESO_UNSET)
    {
      g_autofree char *depth = meso_number_format_local (data->depth, MESO_MM_DECIMALS, MESO_MM_DECIMALS);

      if (data->passes != MESO_UNSET)
        take (parts, g_strdup_printf ("%s mm × %" G_GINT64_FORMAT, depth, data->passes));
      else
        take (parts, g_strdup_printf ("%s mm", depth));
    }
  if (data->dose != MESO_UNSET)
    take (parts, meso_format_amount (data->dose, unit));
  if (spacing != MESO_UNSET)
    {
      g_autofree char *text = meso_number_format_local (spacing, MESO_MM_DECIMALS, 0);

      /* Translators: from one point to the next */
      take (parts, g_strdup_printf (_ ("every %s mm"), text));
    }
  take (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/** meso_setup_describe_sources: (nullable): for a tooltip: range, sources, and what has none; %NULL for one's own. */
char *
meso_setup_describe_sources (MesoPreset *preset)
{
  const MesoPresetData *data;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (MESO_IS_PRESET (preset), NULL);

  data = meso_preset_get (preset);
  if (data->sources == NULL)
    return NULL;
  text = g_string_new (meso_preset_get_note (preset));
  for (char **source = data->sources; *source != NULL; source++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", *source);
  if (data->unsourced != NULL)
    {
      g_autofree char *list = g_strjoinv (", ", data->unsourced);

      g_string_append_c (text, '\n');
      /* Translators: names of values, such as dose, angle */
      g_string_append_printf (text, _ ("Without a source: %s"), list);
    }
  return g_strdup (text->str);
}
