/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-balance-popover.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "diagram/meso-region-names.h"
#include "meso-format.h"
#include "model/meso-balance.h"

#define BAR_WIDTH 90
#define BAR_HEIGHT 14
#define MAX_HEIGHT 420

struct _MesoBalancePopover
{
  GtkPopover parent_instance;

  GtkStack *stack;
  GtkGrid *grid;

  MesoSession *session;
};

G_DEFINE_FINAL_TYPE (MesoBalancePopover, meso_balance_popover, GTK_TYPE_POPOVER)

/* "22 points" would be said twice in each row: "22 · 0.44 mL (+ 3 planned)" */
static char *
describe_side (const MesoBalanceSide *side)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", side->n_done);
  for (int unit = MESO_UNIT_ML; unit <= MESO_UNIT_U; unit++)
    if (side->done[unit] > 0)
      {
        g_autofree char *amount = meso_format_amount (side->done[unit], (MesoUnit) unit);

        g_string_append_printf (text, " · %s", amount);
      }
  if (side->n_planned > 0)
    /* Translators: after what is done: (+ 3 planned) */
    g_string_append_printf (text, ngettext (" (+ %u planned)", " (+ %u planned)", side->n_planned), side->n_planned);
  return g_string_free (text, FALSE);
}

static void
append_part (GString *text,
             const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/* "left 2 more · left 0.04 mL more", or "even", or "planned only" */
static char *
describe_difference (const MesoBalanceRow *row)
{
  GString *text = g_string_new (NULL);
  guint n = MAX (row->right.n_done, row->left.n_done) - MIN (row->right.n_done, row->left.n_done);
  g_autofree char *marks =
    row->right.n_done > row->left.n_done
      /* Translators: how many more marks are on the patient's right than left */
      ? g_strdup_printf (ngettext ("right %u more", "right %u more", n), n)
      /* Translators: how many more marks are on the patient's left than right */
      : g_strdup_printf (ngettext ("left %u more", "left %u more", n), n);

  if (n > 0)
    append_part (text, marks);
  for (int unit = MESO_UNIT_ML; unit <= MESO_UNIT_U; unit++)
    {
      gint64 difference = row->right.done[unit] - row->left.done[unit];
      g_autofree char *amount = meso_format_amount (ABS (difference), (MesoUnit) unit);
      /* Translators: an amount that the patient's right got more than the left */
      g_autofree char *right = g_strdup_printf (_ ("right %s more"), amount);
      /* Translators: an amount that the patient's left got more than the right */
      g_autofree char *left = g_strdup_printf (_ ("left %s more"), amount);

      if (difference != 0)
        append_part (text, difference > 0 ? right : left);
    }
  if (text->len == 0 && row->right.n_done == 0)
    g_string_append (text, _ ("planned only"));
  else if (text->len == 0)
    /* Translators: right and left have the same */
    g_string_append (text, _ ("even"));
  return g_string_free (text, FALSE);
}

/* From the middle to the side that has more, the patient's right on the left as on a face. */
static void
draw_bar (GtkDrawingArea *area,
          cairo_t *cr,
          int width,
          int height,
          gpointer user_data)
{
  const double *lean = user_data;
  GdkRGBA colour;
  double middle = floor (width / 2.0) + 0.5, length = *lean * (width / 2.0 - 1);

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &colour);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.15);
  cairo_rectangle (cr, 0, 3, width, height - 6);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0xd5 / 255.0, 0x5e / 255.0, 0);
  cairo_rectangle (cr, MIN (middle, middle + length), 3, fabs (length), height - 6);
  cairo_fill (cr);
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, 0.7);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, middle, 0);
  cairo_line_to (cr, middle, height);
  cairo_stroke (cr);
}

static GtkWidget *
create_bar (double lean)
{
  GtkWidget *bar = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (bar), BAR_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar), BAR_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw_bar, g_memdup2 (&lean, sizeof lean), g_free);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  return bar;
}

static GtkWidget *
create_label (const char *text,
              float xalign,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* As a heading: "Malar region" */
static char *
dup_region_name (const char *region)
{
  const char *name = region != NULL ? meso_region_get_name (region) : _ ("Elsewhere");
  g_autofree char *first = g_utf8_substring (name, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (name), NULL);
}

static void
attach_head (MesoBalancePopover *self)
{
  gtk_grid_attach (self->grid, create_label (_ ("Region"), 0, "heading"), 0, 0, 1, 1);
  gtk_grid_attach (self->grid, create_label (_ ("Right"), 1, "heading"), 1, 0, 1, 1);
  gtk_grid_attach (self->grid, create_label (_ ("Left"), 0, "heading"), 3, 0, 1, 1);
  gtk_grid_attach (self->grid, create_label (_ ("Difference"), 0, "heading"), 4, 0, 1, 1);
}

static void
attach_row (MesoBalancePopover *self,
            const MesoBalanceRow *row,
            const char *name,
            int place,
            const char *css_class)
{
  g_autofree char *right = describe_side (&row->right);
  g_autofree char *left = describe_side (&row->left);
  g_autofree char *difference = describe_difference (row);

  gtk_grid_attach (self->grid, create_label (name, 0, css_class), 0, place, 1, 1);
  gtk_grid_attach (self->grid, create_label (right, 1, css_class), 1, place, 1, 1);
  gtk_grid_attach (self->grid, create_bar (meso_balance_row_get_lean (row)), 2, place, 1, 1);
  gtk_grid_attach (self->grid, create_label (left, 0, css_class), 3, place, 1, 1);
  gtk_grid_attach (self->grid, create_label (difference, 0, css_class), 4, place, 1, 1);
}

static void
update (MesoBalancePopover *self)
{
  g_autoptr (MesoBalance) balance = meso_balance_new (self->session);
  guint n_rows = meso_balance_get_n_rows (balance);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  gtk_stack_set_visible_child_name (self->stack, n_rows > 0 ? "rows" : "empty");
  if (n_rows == 0)
    return;
  attach_head (self);
  for (guint i = 0; i < n_rows; i++)
    {
      const MesoBalanceRow *row = meso_balance_get_row (balance, i);
      g_autofree char *name = dup_region_name (row->region);

      attach_row (self, row, name, (int) i + 1, NULL);
    }
  attach_row (self, meso_balance_get_sum (balance), _ ("All"), (int) n_rows + 1, "heading");
}

static void
update_if_open (MesoBalancePopover *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self);
}

static void
meso_balance_popover_show (GtkWidget *widget)
{
  MesoBalancePopover *self = MESO_BALANCE_POPOVER (widget);

  if (self->session != NULL)
    update (self);

  GTK_WIDGET_CLASS (meso_balance_popover_parent_class)->show (widget);
}

static void
meso_balance_popover_dispose (GObject *object)
{
  MesoBalancePopover *self = MESO_BALANCE_POPOVER (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (meso_balance_popover_parent_class)->dispose (object);
}

static void
meso_balance_popover_class_init (MesoBalancePopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_balance_popover_dispose;
  GTK_WIDGET_CLASS (klass)->show = meso_balance_popover_show;
}

static void
meso_balance_popover_init (MesoBalancePopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "balance");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, scroller, "rows");
  gtk_stack_add_named (self->stack, create_label (_ ("Nothing on the right or left yet"), 0, NULL), "empty");
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->stack));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Right and left"), -1);
}

/** meso_balance_popover_new: without a session yet. */
GtkWidget *
meso_balance_popover_new (void)
{
  return g_object_new (MESO_TYPE_BALANCE_POPOVER, NULL);
}

/** meso_balance_popover_set_session: can be set once. */
void
meso_balance_popover_set_session (MesoBalancePopover *self,
                                  MesoSession *session)
{
  g_return_if_fail (MESO_IS_BALANCE_POPOVER (self));
  g_return_if_fail (MESO_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "edited", G_CALLBACK (update_if_open), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}
