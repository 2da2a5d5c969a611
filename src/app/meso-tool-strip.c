/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-tool-strip.h"

#include <glib/gi18n-lib.h>

#include "meso-option-row.h"

#define MAX_SHOWN 5
#define SPACING 12
/* With less room than this for the words, options go into the list. */
#define HINT_ROOM 150
/* With less than this there is no use in words. */
#define MIN_HINT_ROOM 72

struct _MesoToolStrip
{
  GtkWidget parent_instance;

  GtkWidget *rows[MESO_N_OPTIONS]; /* each made when first needed */
  GtkMenuButton *more_button;
  GtkWidget *more_box;
  GtkLabel *hint;

  MesoToolOption shown[MAX_SHOWN]; /* of the tool, the most wanted first */
  guint n_shown;
  guint n_inline; /* of those, how many there is room for */

  guint hint_id;

  MesoCanvas *canvas;
  MesoEditor *editor;
};

G_DEFINE_FINAL_TYPE (MesoToolStrip, meso_tool_strip, GTK_TYPE_WIDGET)

enum
{
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
done_cb (MesoToolStrip *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static guint
list_line_options (MesoToolOptions *options,
                   MesoToolOption *list)
{
  guint n = 0;

  list[n++] = MESO_OPTION_LINE_MODE;
  switch ((MesoLineMode) meso_tool_options_get (options, MESO_OPTION_LINE_MODE))
    {
    case MESO_LINE_MODE_FAN:
      list[n++] = MESO_OPTION_FAN_LINES;
      list[n++] = MESO_OPTION_FAN_SPAN;
      break;
    case MESO_LINE_MODE_CROSS_HATCH:
      list[n++] = MESO_OPTION_HATCH_SPACING;
      list[n++] = MESO_OPTION_HATCH_ANGLE;
      break;
    case MESO_LINE_MODE_POINTS:
      list[n++] = MESO_OPTION_BRUSH_SPACING;
      list[n++] = MESO_OPTION_SMOOTH;
      break;
    case MESO_LINE_MODE_LINE:
    case MESO_N_LINE_MODES:
    default:
      list[n++] = MESO_OPTION_SMOOTH;
      break;
    }
  return n;
}

/* Those that the tool in the hand goes by now. */
static guint
list_options (MesoEditor *editor,
              MesoToolOption *list)
{
  guint n = 0;

  switch (meso_editor_get_tool (editor))
    {
    case MESO_TOOL_LINE:
      return list_line_options (meso_editor_get_options (editor), list);
    case MESO_TOOL_ZONE:
      list[n++] = MESO_OPTION_ZONE_MODE;
      return n;
    case MESO_TOOL_GRID:
      list[n++] = MESO_OPTION_SPACING;
      list[n++] = MESO_OPTION_LATTICE;
      list[n++] = MESO_OPTION_GRID_MAKE;
      list[n++] = MESO_OPTION_MARGIN;
      list[n++] = MESO_OPTION_GRID_ANGLE;
      return n;
    case MESO_TOOL_BRUSH:
      list[n++] = MESO_OPTION_BRUSH_SPACING;
      return n;
    case MESO_TOOL_SELECT:
    case MESO_TOOL_POINT:
    case MESO_TOOL_RULER:
    case MESO_TOOL_ERASE:
    case MESO_TOOL_CALIBRATE:
    case MESO_N_TOOLS:
    default:
      return 0;
    }
}

static GtkWidget *
get_row (MesoToolStrip *self,
         MesoToolOption option)
{
  if (self->rows[option] == NULL)
    {
      self->rows[option] = meso_option_row_new (meso_editor_get_options (self->editor), option, TRUE);
      g_signal_connect_swapped (self->rows[option], "done", G_CALLBACK (done_cb), self);
      gtk_widget_insert_before (self->rows[option], GTK_WIDGET (self), GTK_WIDGET (self->more_button));
    }
  return self->rows[option];
}

static void
show_options (MesoToolStrip *self)
{
  GtkWidget *before = NULL;

  for (guint i = 0; i < MESO_N_OPTIONS; i++)
    if (self->rows[i] != NULL)
      gtk_widget_set_visible (self->rows[i], FALSE);
  self->n_shown = list_options (self->editor, self->shown);
  for (guint i = 0; i < self->n_shown; i++)
    {
      GtkWidget *row = get_row (self, self->shown[i]);

      /* Tab goes along as the eye does. */
      gtk_widget_insert_after (row, GTK_WIDGET (self), before);
      gtk_widget_set_visible (row, TRUE);
      before = row;
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show_hint (MesoToolStrip *self)
{
  gboolean is_error = FALSE;
  g_autofree char *hint = meso_canvas_dup_hint (self->canvas, &is_error);

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hint), hint);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
}

static gboolean
hint_cb (gpointer user_data)
{
  MesoToolStrip *self = user_data;

  self->hint_id = 0;
  show_hint (self);
  return G_SOURCE_REMOVE;
}

/* With the next frame, once, and never while the canvas is being laid out: by then the strip has its place. */
static void
queue_hint (MesoToolStrip *self)
{
  if (self->hint_id == 0)
    self->hint_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, hint_cb, self, NULL);
}

static void
show_editable (MesoToolStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), meso_session_is_editable (meso_editor_get_session (self->editor)));
}

/* What there is no room for, in a list. */
static void
fill_more (GtkMenuButton *button,
           gpointer user_data)
{
  MesoToolStrip *self = MESO_TOOL_STRIP (user_data);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->more_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->more_box), child);
  for (guint i = self->n_inline; i < self->n_shown; i++)
    {
      GtkWidget *row = meso_option_row_new (meso_editor_get_options (self->editor), self->shown[i], FALSE);

      g_signal_connect_swapped (row, "done", G_CALLBACK (gtk_menu_button_popdown), button);
      gtk_box_append (GTK_BOX (self->more_box), row);
    }
}

static int
get_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* The most wanted option, and the way to the others. */
static int
measure_width (MesoToolStrip *self)
{
  int width = get_width (GTK_WIDGET (self->more_button));

  if (self->n_shown > 0)
    width += SPACING + get_width (self->rows[self->shown[0]]);
  return width;
}

static void
meso_tool_strip_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  MesoToolStrip *self = MESO_TOOL_STRIP (widget);

  *minimum = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = measure_width (self);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && orientation == GTK_ORIENTATION_VERTICAL; child = gtk_widget_get_next_sibling (child))
    {
      int height;

      gtk_widget_measure (child, orientation, -1, &height, NULL, NULL, NULL);
      *minimum = MAX (*minimum, height);
    }
  *natural = *minimum;
}

/* How many of the options fit into @width with room for words; at least the first. */
static guint
count_fitting (MesoToolStrip *self,
               int width)
{
  int more = SPACING + get_width (GTK_WIDGET (self->more_button)), used = 0;
  guint n_with_words = 0, n = 0;

  for (guint i = 0; i < self->n_shown; i++)
    {
      int rest = i + 1 < self->n_shown ? more : 0;

      used += (i > 0 ? SPACING : 0) + get_width (self->rows[self->shown[i]]);
      if (used + rest <= width)
        n = i + 1;
      if (used + rest + SPACING + HINT_ROOM <= width)
        n_with_words = i + 1;
    }
  return n_with_words > 0 ? n_with_words : MAX (n, MIN (self->n_shown, 1));
}

static void
place (GtkWidget *child,
       int *x,
       int width,
       int height)
{
  GtkAllocation allocation = { *x, 0, width, height };

  if (gtk_widget_get_direction (child) == GTK_TEXT_DIR_RTL)
    allocation.x = gtk_widget_get_width (gtk_widget_get_parent (child)) - *x - width;
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &allocation, -1);
  *x += width + SPACING;
}

static void
meso_tool_strip_size_allocate (GtkWidget *widget,
                               int width,
                               int height,
                               int baseline)
{
  MesoToolStrip *self = MESO_TOOL_STRIP (widget);
  int x = 0;

  self->n_inline = count_fitting (self, width);
  for (guint i = 0; i < self->n_shown; i++)
    {
      GtkWidget *row = self->rows[self->shown[i]];

      if (i < self->n_inline)
        place (row, &x, get_width (row), height);
      else
        gtk_widget_set_child_visible (row, FALSE);
    }
  if (self->n_inline < self->n_shown)
    place (GTK_WIDGET (self->more_button), &x, get_width (GTK_WIDGET (self->more_button)), height);
  else
    gtk_widget_set_child_visible (GTK_WIDGET (self->more_button), FALSE);
  if (width - x >= MIN_HINT_ROOM)
    place (GTK_WIDGET (self->hint), &x, width - x, height);
  else
    gtk_widget_set_child_visible (GTK_WIDGET (self->hint), FALSE);
}

static void
meso_tool_strip_dispose (GObject *object)
{
  MesoToolStrip *self = MESO_TOOL_STRIP (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->n_shown = 0;
  g_clear_handle_id (&self->hint_id, g_source_remove);
  g_clear_object (&self->editor);
  g_clear_object (&self->canvas);

  G_OBJECT_CLASS (meso_tool_strip_parent_class)->dispose (object);
}

static void
meso_tool_strip_class_init (MesoToolStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_tool_strip_dispose;
  widget_class->measure = meso_tool_strip_measure;
  widget_class->size_allocate = meso_tool_strip_size_allocate;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "toolstrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
add_more_button (MesoToolStrip *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  self->more_button = GTK_MENU_BUTTON (button);
  self->more_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_popover_set_child (GTK_POPOVER (popover), self->more_box);
  gtk_widget_add_css_class (popover, "tool-options");
  gtk_menu_button_set_icon_name (self->more_button, "view-more-symbolic");
  gtk_menu_button_set_popover (self->more_button, popover);
  gtk_menu_button_set_create_popup_func (self->more_button, fill_more, self, NULL);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (done_cb), self);
  gtk_widget_set_tooltip_text (button, _ ("More Options of the Tool"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More options of the tool"), -1);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
meso_tool_strip_init (MesoToolStrip *self)
{
  GtkWidget *hint = gtk_label_new (NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Options of the tool"), -1);
  add_more_button (self);
  self->hint = GTK_LABEL (hint);
  gtk_label_set_xalign (self->hint, 0);
  gtk_label_set_ellipsize (self->hint, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (hint, "hint");
  gtk_widget_add_css_class (hint, "numeric");
  gtk_widget_set_parent (hint, GTK_WIDGET (self));
}

/** meso_tool_strip_set_canvas: can be set once, with its editor. */
void
meso_tool_strip_set_canvas (MesoToolStrip *self,
                            MesoCanvas *canvas)
{
  MesoEditor *editor = meso_canvas_get_editor (canvas);

  g_return_if_fail (MESO_IS_TOOL_STRIP (self));
  g_return_if_fail (editor != NULL && self->editor == NULL);

  self->canvas = g_object_ref (canvas);
  self->editor = g_object_ref (editor);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (show_options), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_options (editor), "notify::line-mode", G_CALLBACK (show_options), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (show_editable), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::hint", G_CALLBACK (queue_hint), self, G_CONNECT_SWAPPED);
  show_options (self);
  show_hint (self);
  show_editable (self);
}

/** meso_tool_strip_get_hint: what it says; "" for nothing. */
const char *
meso_tool_strip_get_hint (MesoToolStrip *self)
{
  g_return_val_if_fail (MESO_IS_TOOL_STRIP (self), NULL);

  return gtk_label_get_text (self->hint);
}

/** meso_tool_strip_focus: the option that is wanted most; a tool without options has none. */
void
meso_tool_strip_focus (MesoToolStrip *self)
{
  g_return_if_fail (MESO_IS_TOOL_STRIP (self));

  if (self->n_shown > 0 && gtk_widget_get_visible (GTK_WIDGET (self)))
    meso_option_row_focus (MESO_OPTION_ROW (self->rows[self->shown[0]]));
}

/** meso_tool_strip_change: @n: how many steps the first number of the tool goes up, or down. */
void
meso_tool_strip_change (MesoToolStrip *self,
                        int n)
{
  g_return_if_fail (MESO_IS_TOOL_STRIP (self));

  for (guint i = 0; i < self->n_shown; i++)
    if (meso_tool_option_get_step (self->shown[i]) > 0)
      {
        meso_tool_options_change (meso_editor_get_options (self->editor), self->shown[i], n);
        return;
      }
}
