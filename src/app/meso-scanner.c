/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-scanner.h"

/* No person types so many keys so fast; slow scanners take 20 ms for one. */
#define MIN_KEYS 6
#define MAX_GAP_MS 35

/* FNC1 between two elements of a code: as its control character, or as the keys that make it. */
#define SEPARATOR "\x1d"

/* An entry that had the focus while keys came, and what stood in it. */
typedef struct
{
  GtkWidget *widget;
  char *text;
  int position;
  int bound;
} Kept;

struct _MesoScanner
{
  GObject parent_instance;

  GtkWindow *window; /* owns this */
  GString *code; /* typed since the last pause */
  guint first_key;
  gboolean is_varied; /* not one key repeating */
  guint32 last_time;
  guint32 max_gap;
  GdkEvent *last_event; /* that came through a controller */
  GtkWidget *focus; /* before the first key */
  GPtrArray *kept; /* Kept */
};

G_DEFINE_FINAL_TYPE (MesoScanner, meso_scanner, G_TYPE_OBJECT)

enum
{
  STARTED,
  SCANNED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->widget);
  g_free (kept->text);
  g_free (kept);
}

static void
forget (MesoScanner *self)
{
  g_string_truncate (self->code, 0);
  g_ptr_array_set_size (self->kept, 0);
  g_clear_object (&self->focus);
  self->is_varied = FALSE;
}

static void
keep_entry (MesoScanner *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  Kept *kept;

  if (focus == NULL || !GTK_IS_EDITABLE (focus))
    return;
  for (guint i = 0; i < self->kept->len; i++)
    if (((Kept *) g_ptr_array_index (self->kept, i))->widget == focus)
      return;
  kept = g_new0 (Kept, 1);
  kept->widget = g_object_ref (focus);
  kept->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  gtk_editable_get_selection_bounds (GTK_EDITABLE (focus), &kept->bound, &kept->position);
  g_ptr_array_add (self->kept, kept);
}

static void
close_popovers (MesoScanner *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  /* One that was open before stays. */
  if (popover != NULL && (self->focus == NULL || !gtk_widget_is_ancestor (self->focus, popover)))
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* Texts first: an entry that loses the focus takes what stands in it. */
static void
put_back (MesoScanner *self)
{
  for (guint i = self->kept->len; i > 0; i--)
    {
      Kept *kept = g_ptr_array_index (self->kept, i - 1);

      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (kept->widget)), kept->text))
        gtk_editable_set_text (GTK_EDITABLE (kept->widget), kept->text);
      gtk_editable_select_region (GTK_EDITABLE (kept->widget), kept->bound, kept->position);
    }
  close_popovers (self);
  if (self->focus != NULL && gtk_widget_get_root (self->focus) == GTK_ROOT (self->window))
    gtk_window_set_focus (self->window, self->focus);
}

static void
take_key (MesoScanner *self,
          guint keyval,
          guint32 time)
{
  if (self->code->len > 0 && time - self->last_time > self->max_gap)
    forget (self);
  self->last_time = time;
  if (self->code->len == 0)
    {
      self->first_key = keyval;
      g_set_object (&self->focus, gtk_window_get_focus (self->window));
      g_signal_emit (self, signals[STARTED], 0);
    }
  else if (keyval != self->first_key)
    self->is_varied = TRUE;
  keep_entry (self);
}

static gboolean
finish (MesoScanner *self,
        guint32 time)
{
  gboolean is_code = time - self->last_time <= self->max_gap && self->is_varied &&
                     g_utf8_strlen (self->code->str, -1) >= MIN_KEYS;
  g_autofree char *code = NULL;

  if (is_code)
    {
      code = g_strdup (self->code->str);
      put_back (self);
    }
  forget (self);
  if (is_code)
    g_signal_emit (self, signals[SCANNED], 0, code);
  return is_code;
}

/**
 * meso_scanner_press:
 * @time: of the event, in milliseconds
 *
 * Takes one key, before it acts on anything.
 *
 * Returns: whether it ended a code, and shall act on nothing
 */
gboolean
meso_scanner_press (MesoScanner *self,
                    guint keyval,
                    GdkModifierType state,
                    guint32 time)
{
  gboolean with_control = (state & GDK_CONTROL_MASK) != 0;
  gunichar character = gdk_keyval_to_unicode (keyval);

  g_return_val_if_fail (MESO_IS_SCANNER (self), FALSE);

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_Linefeed:
    case GDK_KEY_Tab:
      return finish (self, time);
    case GDK_KEY_Shift_L:
    case GDK_KEY_Shift_R:
    case GDK_KEY_Control_L:
    case GDK_KEY_Control_R:
    case GDK_KEY_Caps_Lock:
    case GDK_KEY_ISO_Level3_Shift:
      return FALSE;
    default:
      break;
    }
  if ((with_control && keyval == GDK_KEY_bracketright) || character == 0x1d)
    {
      take_key (self, keyval, time);
      g_string_append (self->code, SEPARATOR);
      return FALSE;
    }
  if (with_control || (state & (GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 || character < ' ' ||
      character == 0x7f)
    {
      forget (self);
      return FALSE;
    }
  take_key (self, keyval, time);
  g_string_append_unichar (self->code, character);
  return FALSE;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MesoScanner *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (keys));

  /* Once for the popover, and once for the window that it belongs to. */
  if (event == self->last_event)
    return GDK_EVENT_PROPAGATE;
  g_clear_pointer (&self->last_event, gdk_event_unref);
  self->last_event = gdk_event_ref (event);
  return meso_scanner_press (self, keyval, state, gdk_event_get_time (event));
}

static void
listen_to (MesoScanner *self,
           GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, (GConnectFlags) 0);
  gtk_widget_add_controller (widget, keys);
  g_object_set_data (G_OBJECT (widget), "meso-scanner-listens", self);
}

/* Keys that go to a popover do not pass the window; a key of a code may have opened it. */
static void
focus_moved_cb (MesoScanner *self)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL && g_object_get_data (G_OBJECT (popover), "meso-scanner-listens") != self)
    listen_to (self, popover);
}

static void
meso_scanner_finalize (GObject *object)
{
  MesoScanner *self = MESO_SCANNER (object);

  g_string_free (self->code, TRUE);
  g_clear_object (&self->focus);
  g_clear_pointer (&self->last_event, gdk_event_unref);
  g_ptr_array_unref (self->kept);

  G_OBJECT_CLASS (meso_scanner_parent_class)->finalize (object);
}

static void
meso_scanner_class_init (MesoScannerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_scanner_finalize;

  signals[STARTED] =
    g_signal_new ("started", MESO_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SCANNED] = g_signal_new ("scanned", MESO_TYPE_SCANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   1, G_TYPE_STRING);
}

static void
meso_scanner_init (MesoScanner *self)
{
  self->max_gap = MAX_GAP_MS;
  self->code = g_string_new (NULL);
  self->kept = g_ptr_array_new_with_free_func (free_kept);
}

/** meso_scanner_set_max_gap: @ms: from one key to the next, 35 unless told; for what is slower. */
void
meso_scanner_set_max_gap (MesoScanner *self,
                          guint ms)
{
  g_return_if_fail (MESO_IS_SCANNER (self));

  self->max_gap = ms;
}

/** meso_scanner_attach: (transfer none): listens to the keys of @window, which owns it. */
MesoScanner *
meso_scanner_attach (GtkWindow *window)
{
  MesoScanner *self = g_object_new (MESO_TYPE_SCANNER, NULL);

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self->window = window;
  listen_to (self, GTK_WIDGET (window));
  g_signal_connect_object (window, "notify::focus-widget", G_CALLBACK (focus_moved_cb), self, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (window), "meso-scanner", self, g_object_unref);
  return self;
}
