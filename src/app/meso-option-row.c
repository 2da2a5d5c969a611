/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-option-row.h"

#include <glib/gi18n-lib.h>

#include "meso-number-row.h"

#define MAX_CHOICES 4

/* What can be typed: more than makes sense, so that a slip is answered by a sentence and not by a bell. */
#define MAX_NUMBER G_GINT64_CONSTANT (1000000000000)

typedef struct
{
  const char *name; /* marked for translation */
  const char *icon; /* shown in the place of the name */
} Choice;

typedef struct
{
  const char *label; /* marked for translation */
  const char *unit; /* of a number; marked for translation */
  guint decimals;
  Choice choices[MAX_CHOICES]; /* of a mode */
} RowInfo;

static const RowInfo row_infos[MESO_N_OPTIONS] = {
  [MESO_OPTION_LINE_MODE] = { .label = N_ ("Makes"),
                              .choices = { { N_ ("Line"), "meso-line-symbolic" },
                                           { N_ ("Points along a line"), "meso-line-points-symbolic" },
                                           { N_ ("Fan"), "meso-line-fan-symbolic" },
                                           { N_ ("Cross-hatch"), "meso-line-hatch-symbolic" } } },
  [MESO_OPTION_SMOOTH] = { .label = N_ ("Shape"), .choices = { { N_ ("Straight") }, { N_ ("Smooth") } } },
  [MESO_OPTION_ZONE_MODE] = { .label = N_ ("Outline"), .choices = { { N_ ("Drawn") }, { N_ ("Whole Region") } } },
  [MESO_OPTION_LATTICE] = { .label = N_ ("Lattice"),
                            .choices = { { N_ ("Square"), "meso-lattice-square-symbolic" },
                                         { N_ ("Hexagonal"), "meso-lattice-hexagonal-symbolic" } } },
  [MESO_OPTION_SPACING] = { .label = N_ ("Spacing"), .unit = N_ ("mm"), .decimals = 2 },
  [MESO_OPTION_GRID_ANGLE] = { .label = N_ ("Angle"), .unit = N_ ("°"), .decimals = 2 },
  [MESO_OPTION_MARGIN] = { .label = N_ ("Margin"), .unit = N_ ("mm"), .decimals = 2 },
  [MESO_OPTION_GRID_MAKE] = { .label = N_ ("Makes"),
                              .choices = { { N_ ("Auto") }, { N_ ("Points") }, { N_ ("Zone") } } },
  [MESO_OPTION_BRUSH_SPACING] = { .label = N_ ("Spacing"), .unit = N_ ("mm"), .decimals = 2 },
  [MESO_OPTION_FAN_LINES] = { .label = N_ ("Lines"), .unit = "", .decimals = 0 },
  [MESO_OPTION_FAN_SPAN] = { .label = N_ ("Span"), .unit = N_ ("°"), .decimals = 2 },
  [MESO_OPTION_HATCH_SPACING] = { .label = N_ ("Spacing"), .unit = N_ ("mm"), .decimals = 2 },
  [MESO_OPTION_HATCH_ANGLE] = { .label = N_ ("Angle"), .unit = N_ ("°"), .decimals = 2 },
};

struct _MesoOptionRow
{
  GtkWidget parent_instance;

  MesoToolOptions *options;
  MesoToolOption option;

  MesoNumberRow *number; /* of a number */
  GtkToggleButton *buttons[MAX_CHOICES]; /* of a mode */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (MesoOptionRow, meso_option_row, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_value (MesoOptionRow *self)
{
  gint64 value = meso_tool_options_get (self->options, self->option);

  if (self->number != NULL)
    {
      meso_number_row_set_value (self->number, value, FALSE);
      meso_number_row_set_sensible (self->number, meso_tool_option_is_sensible (self->option, value));
      return;
    }
  self->is_showing = TRUE;
  for (int i = 0; i < MAX_CHOICES; i++)
    if (self->buttons[i] != NULL)
      gtk_toggle_button_set_active (self->buttons[i], i == value);
  self->is_showing = FALSE;
}

/* A number that was emptied goes back to what it was: an option always has a value. */
static void
number_changed_cb (MesoOptionRow *self)
{
  gint64 value = meso_number_row_get_value (self->number);

  if (value != MESO_UNSET)
    meso_tool_options_set (self->options, self->option, value);
  show_value (self);
}

static void
done_cb (MesoOptionRow *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
toggled_cb (MesoOptionRow *self,
            GtkToggleButton *button)
{
  if (self->is_showing || !gtk_toggle_button_get_active (button))
    return;
  for (int i = 0; i < MAX_CHOICES; i++)
    if (self->buttons[i] == button)
      meso_tool_options_set (self->options, self->option, i);
}

static gboolean
key_pressed_cb (MesoOptionRow *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  done_cb (self);
  return GDK_EVENT_STOP;
}

static void
meso_option_row_dispose (GObject *object)
{
  MesoOptionRow *self = MESO_OPTION_ROW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->options);

  G_OBJECT_CLASS (meso_option_row_parent_class)->dispose (object);
}

static void
meso_option_row_class_init (MesoOptionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_option_row_dispose;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "optionrow");
}

static void
meso_option_row_init (MesoOptionRow *self)
{
}

static void
add_number (MesoOptionRow *self,
            const RowInfo *info,
            gboolean compact)
{
  GtkWidget *number = g_object_new (MESO_TYPE_NUMBER_ROW, "hexpand", !compact, NULL);

  self->number = MESO_NUMBER_ROW (number);
  if (compact)
    meso_number_row_set_compact (self->number);
  meso_number_row_set_label (self->number, _ (info->label), *info->unit != '\0' ? _ (info->unit) : "");
  meso_number_row_set_range (self->number, info->decimals, 0, meso_tool_option_get_step (self->option), MAX_NUMBER);
  g_signal_connect_swapped (number, "changed", G_CALLBACK (number_changed_cb), self);
  g_signal_connect_swapped (number, "done", G_CALLBACK (done_cb), self);
  gtk_widget_set_parent (number, GTK_WIDGET (self));
}

static GtkToggleButton *
add_button (MesoOptionRow *self,
            GtkWidget *box,
            const Choice *choice)
{
  GtkWidget *button = gtk_toggle_button_new ();

  if (choice->icon != NULL)
    {
      gtk_button_set_icon_name (GTK_BUTTON (button), choice->icon);
      gtk_widget_set_tooltip_text (button, _ (choice->name));
    }
  else
    gtk_button_set_label (GTK_BUTTON (button), _ (choice->name));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (choice->name), -1);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (done_cb), self);
  gtk_box_append (GTK_BOX (box), button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
add_choices (MesoOptionRow *self,
             const RowInfo *info,
             gboolean compact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  if (!compact)
    {
      GtkWidget *label = gtk_label_new (_ (info->label));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_parent (label, GTK_WIDGET (self));
    }
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  for (guint i = 0; i < MAX_CHOICES && info->choices[i].name != NULL; i++)
    {
      self->buttons[i] = add_button (self, box, &info->choices[i]);
      if (i > 0)
        gtk_toggle_button_set_group (self->buttons[i], self->buttons[0]);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (info->label), -1);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * meso_option_row_new:
 * @options: what it shows one of
 * @compact: for a bar, where every px counts, and not for a list
 *
 * Returns: (transfer floating): a row that follows @options
 */
GtkWidget *
meso_option_row_new (MesoToolOptions *options,
                     MesoToolOption option,
                     gboolean compact)
{
  MesoOptionRow *self;
  const RowInfo *info;
  g_autofree char *signal = NULL;

  g_return_val_if_fail (MESO_IS_TOOL_OPTIONS (options), NULL);
  g_return_val_if_fail (option < MESO_N_OPTIONS, NULL);

  self = g_object_new (MESO_TYPE_OPTION_ROW, NULL);
  self->options = g_object_ref (options);
  self->option = option;
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 12);
  info = &row_infos[option];
  if (info->unit != NULL)
    add_number (self, info, compact);
  else
    add_choices (self, info, compact);
  signal = g_strconcat ("notify::", meso_tool_option_get_name (option), NULL);
  g_signal_connect_object (options, signal, G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
  show_value (self);
  return GTK_WIDGET (self);
}

/** meso_option_row_get_option: which one it shows. */
MesoToolOption
meso_option_row_get_option (MesoOptionRow *self)
{
  g_return_val_if_fail (MESO_IS_OPTION_ROW (self), MESO_N_OPTIONS);

  return self->option;
}

/** meso_option_row_focus: puts the focus where the option can be changed. */
void
meso_option_row_focus (MesoOptionRow *self)
{
  g_return_if_fail (MESO_IS_OPTION_ROW (self));

  if (self->number != NULL)
    meso_number_row_focus (self->number);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
