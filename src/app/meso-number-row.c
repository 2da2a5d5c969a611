/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-number-row.h"

#include <glib/gi18n-lib.h>

struct _MesoNumberRow
{
  GtkWidget parent_instance;

  GtkLabel *label;
  GtkEntry *entry;
  GtkButton *less_button;
  GtkButton *more_button;
  GtkLabel *unit;

  guint decimals;
  guint min_decimals;
  gint64 step;
  gint64 min;
  gint64 max;
  char *hint; /* in the place of a number that is not given */

  gint64 value; /* MESO_UNSET: empty */
  gint64 value_at_focus;

  guint live : 1; /* each valid keystroke counts, not only Enter */
  guint mixed : 1; /* the marks that are shown differ */
  guint sensible : 1; /* the number is one that can be used */
  guint showing : 1; /* the entry is written by the program */
};

G_DEFINE_FINAL_TYPE (MesoNumberRow, meso_number_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_validity (MesoNumberRow *self,
               gboolean valid)
{
  if (valid && self->sensible)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
}

static void
show_value (MesoNumberRow *self)
{
  g_autofree char *text = NULL;

  if (self->value != MESO_UNSET && !self->mixed)
    text = meso_number_format_local (self->value, self->decimals, self->min_decimals);

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text != NULL ? text : "");
  self->showing = FALSE;
  show_validity (self, TRUE);
  if (self->mixed)
    /* Translators: in the place of a value, where the marks that are selected have several; short */
    gtk_entry_set_placeholder_text (self->entry, _ ("Mixed"));
  else
    gtk_entry_set_placeholder_text (self->entry, self->hint != NULL ? self->hint : "–");
  /* More or less than several numbers is no number. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->less_button), !self->mixed);
  gtk_widget_set_sensitive (GTK_WIDGET (self->more_button), !self->mixed);
}

/* An empty entry is "not given". */
static gboolean
parse_entry (MesoNumberRow *self,
             gint64 *value)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (text);
  if (*text == '\0')
    {
      *value = MESO_UNSET;
      return TRUE;
    }
  g_strdelimit (text, ",", '.');
  if (*text == '.')
    {
      char *with_zero = g_strconcat ("0", text, NULL);

      g_free (text);
      text = with_zero;
    }
  if (g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';

  return meso_number_parse (text, self->decimals, value) && *value >= self->min && *value <= self->max;
}

static void
take_value (MesoNumberRow *self,
            gint64 value)
{
  if (value == self->value && !self->mixed)
    return;

  self->value = value;
  self->mixed = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes what is typed, or puts back what was there when it is not a number. */
static void
commit_entry (MesoNumberRow *self)
{
  gint64 value;

  if (parse_entry (self, &value) && !(self->mixed && value == MESO_UNSET))
    take_value (self, value);
  show_value (self);
}

static void
change_by (MesoNumberRow *self,
           gint64 difference)
{
  gint64 value;

  if (!parse_entry (self, &value))
    value = self->value;
  if (value == MESO_UNSET && self->mixed)
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      return;
    }
  if (value == MESO_UNSET)
    value = 0;

  take_value (self, CLAMP (value + difference, self->min, self->max));
  show_value (self);
}

static void
less_cb (MesoNumberRow *self)
{
  change_by (self, -self->step);
}

static void
more_cb (MesoNumberRow *self)
{
  change_by (self, self->step);
}

static void
entry_activate_cb (MesoNumberRow *self)
{
  gint64 value;

  if (!parse_entry (self, &value))
    {
      gtk_widget_error_bell (GTK_WIDGET (self->entry));
      return;
    }
  commit_entry (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
entry_changed_cb (MesoNumberRow *self)
{
  gint64 value;
  gboolean valid;

  if (self->showing)
    return;

  valid = parse_entry (self, &value);
  show_validity (self, valid);

  /* An entry that was emptied to type a new number is not yet a change. */
  if (valid && self->live && value != MESO_UNSET)
    take_value (self, value);
}

static void
focus_enter_cb (MesoNumberRow *self)
{
  self->value_at_focus = self->mixed ? MESO_UNSET : self->value;
}

static void
focus_leave_cb (MesoNumberRow *self)
{
  commit_entry (self);
}

static gboolean
key_pressed_cb (MesoNumberRow *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (self->live)
        take_value (self, self->value_at_focus);
      show_value (self);
      g_signal_emit (self, signals[DONE], 0);
      return GDK_EVENT_STOP;

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      change_by (self, self->step);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      change_by (self, -self->step);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
meso_number_row_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_number_row_parent_class)->dispose (object);
}

static void
meso_number_row_finalize (GObject *object)
{
  g_free (MESO_NUMBER_ROW (object)->hint);

  G_OBJECT_CLASS (meso_number_row_parent_class)->finalize (object);
}

static void
meso_number_row_class_init (MesoNumberRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = meso_number_row_dispose;
  object_class->finalize = meso_number_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-number-row.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, MesoNumberRow, label);
  gtk_widget_class_bind_template_child (widget_class, MesoNumberRow, entry);
  gtk_widget_class_bind_template_child (widget_class, MesoNumberRow, less_button);
  gtk_widget_class_bind_template_child (widget_class, MesoNumberRow, more_button);
  gtk_widget_class_bind_template_child (widget_class, MesoNumberRow, unit);
  gtk_widget_class_bind_template_callback (widget_class, less_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
meso_number_row_init (MesoNumberRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->value = MESO_UNSET;
  self->value_at_focus = MESO_UNSET;
  self->live = TRUE;
  self->sensible = TRUE;
  self->decimals = 2;
  self->min_decimals = 2;
  self->step = 5;
  self->max = 5000;

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);

  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);

  /* Before GtkText, which moves its cursor with the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);

  show_value (self);
}

/**
 * meso_number_row_set_range:
 * @decimals: the unit of the values is 10^-@decimals
 * @min_decimals: how many are always shown
 * @step: of the two buttons and the arrow keys
 * @max: the largest value; the smallest is 0, or what meso_number_row_set_min() says
 */
void
meso_number_row_set_range (MesoNumberRow *self,
                           guint decimals,
                           guint min_decimals,
                           gint64 step,
                           gint64 max)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  self->decimals = decimals;
  self->min_decimals = min_decimals;
  self->step = step;
  self->max = max;
  show_value (self);
}

/** meso_number_row_set_compact: for a bar: as narrow as it can be, the name on one line. */
void
meso_number_row_set_compact (MesoNumberRow *self)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), FALSE);
  gtk_label_set_wrap (self->label, FALSE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 4);
  gtk_label_set_width_chars (self->unit, 0);
}

/** meso_number_row_set_min: the smallest value. */
void
meso_number_row_set_min (MesoNumberRow *self,
                         gint64 min)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  self->min = min;
}

/** meso_number_row_set_hint: @hint: (nullable): what shows faintly where no number is given, such as an estimate. */
void
meso_number_row_set_hint (MesoNumberRow *self,
                          const char *hint)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  if (g_strcmp0 (self->hint, hint) == 0)
    return;
  g_free (self->hint);
  self->hint = g_strdup (hint);
  if (!self->mixed)
    gtk_entry_set_placeholder_text (self->entry, hint != NULL ? hint : "–");
}

/** meso_number_row_set_label: the name with its mnemonic, and the symbol of the unit. */
void
meso_number_row_set_label (MesoNumberRow *self,
                           const char *label,
                           const char *unit)
{
  g_autofree char *plain = NULL;
  char **parts;

  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  gtk_label_set_text_with_mnemonic (self->label, label);
  gtk_label_set_text (self->unit, unit);

  parts = g_strsplit (label, "_", -1);
  plain = g_strjoinv ("", parts);
  g_strfreev (parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
}

/** meso_number_row_set_live: whether each valid keystroke counts (the next mark), or only Enter and leaving (marks). */
void
meso_number_row_set_live (MesoNumberRow *self,
                          gboolean live)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  self->live = !!live;
}

/**
 * meso_number_row_set_value:
 * @value: the number, or %MESO_UNSET
 * @mixed: several are shown, and they differ
 *
 * Shows a number without emitting "changed". What is being typed is left alone when it already says the same.
 */
void
meso_number_row_set_value (MesoNumberRow *self,
                           gint64 value,
                           gboolean mixed)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  if (self->value == value && self->mixed == !!mixed)
    return;

  self->value = value;
  self->mixed = !!mixed;
  show_value (self);
}

/** meso_number_row_set_sensible: marks a number that can be typed but not be used. */
void
meso_number_row_set_sensible (MesoNumberRow *self,
                              gboolean sensible)
{
  gint64 value;

  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  self->sensible = !!sensible;
  show_validity (self, parse_entry (self, &value));
}

/** meso_number_row_get_value: the number, or %MESO_UNSET. */
gint64
meso_number_row_get_value (MesoNumberRow *self)
{
  g_return_val_if_fail (MESO_IS_NUMBER_ROW (self), MESO_UNSET);

  return self->value;
}

/** meso_number_row_focus: puts the cursor into the entry and selects what is there, to be typed over. */
void
meso_number_row_focus (MesoNumberRow *self)
{
  g_return_if_fail (MESO_IS_NUMBER_ROW (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
