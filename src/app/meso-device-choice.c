/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-device-choice.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MesoDevice device;
  gint64 gauge;
  gint64 needle; /* 1/100 mm */
} Instrument;

/* What is on the tray of most practices; others come with the marks that have them. */
static const Instrument usual[] = {
  { MESO_DEVICE_NEEDLE, 30, 400 },
  { MESO_DEVICE_NEEDLE, 30, 600 },
  { MESO_DEVICE_NEEDLE, 30, 1300 },
  { MESO_DEVICE_NEEDLE, 32, 400 },
  { MESO_DEVICE_NEEDLE, 32, 1300 },
  { MESO_DEVICE_NEEDLE, 33, 400 },
  { MESO_DEVICE_NEEDLE, 34, 200 },
  { MESO_DEVICE_NEEDLE, 27, 1300 },
  { MESO_DEVICE_CANNULA, 25, 3800 },
  { MESO_DEVICE_CANNULA, 25, 5000 },
  { MESO_DEVICE_GUN, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_PEN, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_ROLLER, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_STAMP, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_OTHER, MESO_UNSET, MESO_UNSET },
  { MESO_DEVICE_UNSET, MESO_UNSET, MESO_UNSET },
};

struct _MesoDeviceChoice
{
  GtkWidget parent_instance;

  GtkDropDown *drop_down;
  GtkStringList *names;
  GArray *instruments; /* Instrument, as the names */

  guint showing : 1;
};

G_DEFINE_FINAL_TYPE (MesoDeviceChoice, meso_device_choice, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/** meso_device_format: an instrument as "30G 4 mm" or "Cannula 25G 38 mm"; (transfer full). */
char *
meso_device_format (MesoDevice device,
                    gint64 gauge,
                    gint64 needle)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (device == MESO_DEVICE_UNSET)
    return g_strdup (_ ("Not given"));
  if (device != MESO_DEVICE_NEEDLE || gauge == MESO_UNSET)
    g_string_append (text, meso_device_get_name (device));
  if (gauge != MESO_UNSET)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT "G", text->len > 0 ? " " : "", gauge);
  if (needle != MESO_UNSET)
    {
      g_autofree char *length = meso_number_format_local (needle, MESO_MM_DECIMALS, 0);

      g_string_append_printf (text, " %s mm", length);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_instrument (MesoDeviceChoice *self,
                   const Instrument *instrument)
{
  g_autofree char *name = meso_device_format (instrument->device, instrument->gauge, instrument->needle);

  g_array_append_val (self->instruments, *instrument);
  gtk_string_list_append (self->names, name);
}

static guint
find_instrument (MesoDeviceChoice *self,
                 const Instrument *wanted)
{
  for (guint i = 0; i < self->instruments->len; i++)
    {
      const Instrument *instrument = &g_array_index (self->instruments, Instrument, i);

      if (instrument->device == wanted->device && instrument->gauge == wanted->gauge &&
          instrument->needle == wanted->needle)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
notify_selected_cb (MesoDeviceChoice *self)
{
  if (!self->showing && gtk_drop_down_get_selected (self->drop_down) != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[PICKED], 0);
}

static void
meso_device_choice_dispose (GObject *object)
{
  MesoDeviceChoice *self = MESO_DEVICE_CHOICE (object);

  if (self->drop_down != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->drop_down));
  self->drop_down = NULL;
  g_clear_object (&self->names);

  G_OBJECT_CLASS (meso_device_choice_parent_class)->dispose (object);
}

static void
meso_device_choice_finalize (GObject *object)
{
  g_array_unref (MESO_DEVICE_CHOICE (object)->instruments);

  G_OBJECT_CLASS (meso_device_choice_parent_class)->finalize (object);
}

static void
meso_device_choice_class_init (MesoDeviceChoiceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_device_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_device_choice_finalize;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
meso_device_choice_init (MesoDeviceChoice *self)
{
  self->instruments = g_array_new (FALSE, FALSE, sizeof (Instrument));
  self->names = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    append_instrument (self, &usual[i]);

  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Device"),
                                  -1);
  g_signal_connect_swapped (self->drop_down, "notify::selected", G_CALLBACK (notify_selected_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->drop_down), GTK_WIDGET (self));
}

/** meso_device_choice_set: shows the instrument of @data, or none when several marks differ. */
void
meso_device_choice_set (MesoDeviceChoice *self,
                        const MesoMarkData *data,
                        gboolean mixed)
{
  Instrument instrument;
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_if_fail (MESO_IS_DEVICE_CHOICE (self));

  instrument.device = data->device;
  instrument.gauge = data->gauge;
  instrument.needle = data->needle;

  self->showing = TRUE;
  if (!mixed)
    {
      position = find_instrument (self, &instrument);
      if (position == GTK_INVALID_LIST_POSITION)
        {
          position = self->instruments->len;
          append_instrument (self, &instrument);
        }
    }
  gtk_drop_down_set_selected (self->drop_down, position);
  self->showing = FALSE;
}

/** meso_device_choice_get: what is chosen; %FALSE when nothing is. */
gboolean
meso_device_choice_get (MesoDeviceChoice *self,
                        MesoDevice *device,
                        gint64 *gauge,
                        gint64 *needle)
{
  guint position;
  const Instrument *instrument;

  g_return_val_if_fail (MESO_IS_DEVICE_CHOICE (self), FALSE);

  position = gtk_drop_down_get_selected (self->drop_down);
  if (position >= self->instruments->len)
    return FALSE;

  instrument = &g_array_index (self->instruments, Instrument, position);
  *device = instrument->device;
  *gauge = instrument->gauge;
  *needle = instrument->needle;

  return TRUE;
}

/** meso_device_choice_set_label: @label: whose mnemonic gives the focus to the drop-down. */
void
meso_device_choice_set_label (MesoDeviceChoice *self,
                              GtkLabel *label)
{
  g_return_if_fail (MESO_IS_DEVICE_CHOICE (self));
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_label_set_mnemonic_widget (label, GTK_WIDGET (self->drop_down));
}
