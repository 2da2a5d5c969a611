/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-device-choice.h"

#include <glib/gi18n-lib.h>

/* What is on the tray of most practices. Others are made of gauge and length, or come with the marks that have them. */
static const MesoInstrument usual[] = {
  { MESO_DEVICE_NEEDLE, 30, 400 },
  { MESO_DEVICE_NEEDLE, 30, 600 },
  { MESO_DEVICE_NEEDLE, 30, 1300 },
  { MESO_DEVICE_NEEDLE, 32, 400 },
  { MESO_DEVICE_NEEDLE, 32, 600 },
  { MESO_DEVICE_NEEDLE, 32, 1300 },
  { MESO_DEVICE_NEEDLE, 33, 400 },
  { MESO_DEVICE_NEEDLE, 34, 200 },
  { MESO_DEVICE_NEEDLE, 34, 400 },
  { MESO_DEVICE_NEEDLE, 34, 600 },
  { MESO_DEVICE_NEEDLE, 27, 400 },
  { MESO_DEVICE_NEEDLE, 27, 600 },
  { MESO_DEVICE_NEEDLE, 27, 1300 },
  { MESO_DEVICE_CANNULA, 27, 2500 },
  { MESO_DEVICE_CANNULA, 27, 3800 },
  { MESO_DEVICE_CANNULA, 25, 3800 },
  { MESO_DEVICE_CANNULA, 25, 5000 },
  { MESO_DEVICE_CANNULA, 22, 5000 },
  { MESO_DEVICE_GUN, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_GUN, 30, 400 },
  { MESO_DEVICE_GUN, 30, 600 },
  { MESO_DEVICE_PEN, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_ROLLER, MESO_UNSET, 20 },
  { MESO_DEVICE_ROLLER, MESO_UNSET, 50 },
  { MESO_DEVICE_ROLLER, MESO_UNSET, 100 },
  { MESO_DEVICE_ROLLER, MESO_UNSET, 150 },
  { MESO_DEVICE_STAMP, MESO_UNSET, 50 },
  { MESO_DEVICE_STAMP, MESO_UNSET, 100 },
  { MESO_DEVICE_STAMP, MESO_UNSET, 150 },
  { MESO_DEVICE_OTHER, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_UNSET, MESO_UNSET, MESO_UNSET },
};

struct _MesoDeviceChoice
{
  MesoChoiceRow *row;
  GArray *instruments; /* MesoInstrument, as the names of the row */
};

/** meso_device_format: an instrument as "30G 4 mm" or "Cannula 25G 38 mm"; (transfer full). */
char *
meso_device_format (MesoDevice device,
                    gint64 gauge,
                    gint64 needle)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (device == MESO_DEVICE_UNSET && gauge == MESO_UNSET && needle == MESO_UNSET)
    return g_strdup (_ ("Not given"));
  if (device != MESO_DEVICE_UNSET && (device != MESO_DEVICE_NEEDLE || gauge == MESO_UNSET))
    g_string_append (text, meso_device_get_name (device));
  if (gauge != MESO_UNSET)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT "G", text->len > 0 ? " " : "", gauge);
  if (needle != MESO_UNSET)
    {
      g_autofree char *length = meso_number_format_local (needle, MESO_MM_DECIMALS, 0);

      g_string_append_printf (text, "%s%s mm", text->len > 0 ? " " : "", length);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
find_instrument (MesoDeviceChoice *self,
                 const MesoInstrument *wanted)
{
  for (guint i = 0; i < self->instruments->len; i++)
    {
      const MesoInstrument *instrument = &g_array_index (self->instruments, MesoInstrument, i);

      if (instrument->device == wanted->device && instrument->gauge == wanted->gauge &&
          instrument->needle == wanted->needle)
        return i;
    }

  return MESO_CHOICE_NONE;
}

static void
show_names (MesoDeviceChoice *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->instruments->len; i++)
    {
      const MesoInstrument *instrument = &g_array_index (self->instruments, MesoInstrument, i);

      g_ptr_array_add (names, meso_device_format (instrument->device, instrument->gauge, instrument->needle));
    }
  g_ptr_array_add (names, NULL);
  meso_choice_row_set_names (self->row, (const char *const *) names->pdata);
}

/** meso_device_choice_new: (transfer full): @row: that must outlive it. */
MesoDeviceChoice *
meso_device_choice_new (MesoChoiceRow *row)
{
  MesoDeviceChoice *self;

  g_return_val_if_fail (MESO_IS_CHOICE_ROW (row), NULL);

  self = g_new0 (MesoDeviceChoice, 1);
  self->row = row;
  self->instruments = g_array_new (FALSE, FALSE, sizeof (MesoInstrument));
  g_array_append_vals (self->instruments, usual, G_N_ELEMENTS (usual));
  show_names (self);
  return self;
}

/** meso_device_choice_free: the row stays. */
void
meso_device_choice_free (MesoDeviceChoice *self)
{
  g_array_unref (self->instruments);
  g_free (self);
}

/* What marks have that are on no usual tray goes before "other" and "not given". One is kept: while a length is being
 * changed, what it was on the way is nothing to offer. */
static guint
add_instrument (MesoDeviceChoice *self,
                const MesoInstrument *instrument)
{
  guint place = G_N_ELEMENTS (usual) - 2;

  if (self->instruments->len > G_N_ELEMENTS (usual))
    g_array_remove_index (self->instruments, place);
  g_array_insert_val (self->instruments, place, *instrument);
  show_names (self);
  return place;
}

/** meso_device_choice_set: shows @instrument, or that several marks differ. */
void
meso_device_choice_set (MesoDeviceChoice *self,
                        const MesoInstrument *instrument,
                        gboolean mixed)
{
  guint index;

  g_return_if_fail (self != NULL && instrument != NULL);

  index = find_instrument (self, instrument);
  if (index == MESO_CHOICE_NONE && !mixed)
    index = add_instrument (self, instrument);
  meso_choice_row_set_chosen (self->row, index, mixed);
}

/** meso_device_choice_get: what is chosen; %FALSE when nothing is. */
gboolean
meso_device_choice_get (MesoDeviceChoice *self,
                        MesoInstrument *instrument)
{
  guint index;

  g_return_val_if_fail (self != NULL && instrument != NULL, FALSE);

  index = meso_choice_row_get_chosen (self->row);
  if (index >= self->instruments->len)
    return FALSE;
  *instrument = g_array_index (self->instruments, MesoInstrument, index);
  return TRUE;
}
