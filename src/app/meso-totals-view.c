/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-totals-view.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"
#include "meso-stock.h"
#include "model/meso-totals.h"

struct _MesoTotalsView
{
  GtkWidget parent_instance;

  GtkWidget *headline;
  GtkWidget *products;
  GtkWidget *sides;
  GtkWidget *details; /* by layer, when opened */
  GtkWidget *layers;

  MesoSession *session;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (MesoTotalsView, meso_totals_view, GTK_TYPE_WIDGET)

static void
remove_children (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}

static void
append_planned (GString *text,
                const MesoTally *planned,
                MesoUnit unit,
                gboolean with_dose)
{
  g_autofree char *amount = NULL;

  if (meso_tally_get_n_marks (planned) == 0)
    return;

  if (with_dose && planned->dose > 0)
    {
      amount = meso_format_amount (planned->dose, unit);
      /* Translators: after what is done: (+ 0.46 mL planned) */
      g_string_append_printf (text, _ (" (+ %s planned)"), amount);
    }
  else
    {
      amount = meso_format_marks (planned->n_points, planned->n_threads, planned->n_areas);
      /* Translators: after what is done: (+ 23 points planned) */
      g_string_append_printf (text, _ (" (+ %s planned)"), amount);
    }
}

static void
show_headline (MesoTotalsView *self)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (self->session, NULL, MESO_TOTALS_BY_NOTHING);
  MesoTally done = { 0 }, planned = { 0 };
  g_autoptr (GString) text = NULL;
  g_autofree char *marks = NULL;

  /* Rows differ in the unit at least: marks are added up over them, doses never. */
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      done.n_points += row->done.n_points;
      done.n_threads += row->done.n_threads;
      done.n_areas += row->done.n_areas;
      planned.n_points += row->planned.n_points;
      planned.n_threads += row->planned.n_threads;
      planned.n_areas += row->planned.n_areas;
    }

  marks = meso_format_marks (done.n_points, done.n_threads, done.n_areas);
  text = g_string_new (marks);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->done.dose > 0)
        {
          g_autofree char *amount = meso_format_amount (row->done.dose, row->unit);

          g_string_append_printf (text, ", %s", amount);
        }
    }
  append_planned (text, &planned, MESO_UNIT_UNSET, FALSE);
  gtk_label_set_text (GTK_LABEL (self->headline), text->str);
}

static char *
describe_charted (const MesoTotalsRow *row,
                  const MesoProduct *product)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *charted = NULL;

  if (product->opened != MESO_UNSET)
    {
      g_autofree char *opened = meso_format_amount (product->opened, product->unit);

      charted = meso_number_format_local (row->done.dose, MESO_AMOUNT_DECIMALS, product->unit == MESO_UNIT_U ? 0 : 2);
      text = g_string_new (NULL);
      /* Translators: charted of opened: 2.78 of 3.00 mL */
      g_string_append_printf (text, _ ("%s of %s"), charted, opened);
    }
  else
    {
      charted = meso_format_amount (row->done.dose, product->unit);
      text = g_string_new (charted);
    }
  append_planned (text, &row->planned, product->unit, TRUE);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A flag in words, which stops nobody. */
static void
append_advice (MesoTotalsView *self,
               const MesoProduct *product)
{
  const char *advice = meso_stock_get_advice (meso_stock_check (product, self->session));
  GtkWidget *label;

  if (advice == NULL)
    return;
  label = new_label (advice, "warning");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (self->products), label);
}

static void
append_product (MesoTotalsView *self,
                const MesoTotalsRow *row)
{
  const MesoProduct *product = meso_item_get_product (row->product);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = new_label (product->name, NULL);
  g_autofree char *charted = describe_charted (row, product);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, product->name);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), new_label (charted, "numeric"));
  gtk_box_append (GTK_BOX (self->products), box);

  if (product->opened != MESO_UNSET && product->opened > 0)
    {
      GtkWidget *bar = gtk_level_bar_new ();
      gint64 over = row->done.dose - product->opened;

      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP ((double) row->done.dose / (double) product->opened, 0, 1));
      gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, product->name, -1);
      gtk_box_append (GTK_BOX (self->products), bar);
      if (over > 0)
        {
          g_autofree char *amount = meso_format_amount (over, product->unit);
          /* Translators: 0.12 mL more is charted than was opened. */
          g_autofree char *text = g_strdup_printf (_ ("%s more is charted than was opened."), amount);
          GtkWidget *label = new_label (text, "warning");

          gtk_widget_add_css_class (bar, "over");
          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_box_append (GTK_BOX (self->products), label);
        }
    }
  append_advice (self, product);
}

static char *
describe_row (const MesoTotalsRow *row)
{
  g_autofree char *marks = meso_format_marks (row->done.n_points, row->done.n_threads, row->done.n_areas);
  g_autoptr (GString) text = g_string_new (marks);

  if (row->done.dose > 0)
    {
      g_autofree char *amount = meso_format_amount (row->done.dose, row->unit);

      g_string_append_printf (text, " · %s", amount);
    }
  append_planned (text, &row->planned, row->unit, TRUE);
  return g_strdup (text->str);
}

/* Each product with its layers under it; zones have none. */
static void
show_layers (MesoTotalsView *self)
{
  g_autoptr (MesoTotals) totals = NULL;
  const MesoItem *product = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->layers)) != NULL)
    gtk_grid_remove (GTK_GRID (self->layers), child);
  gtk_widget_set_visible (self->layers, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->details)));
  if (!gtk_widget_get_visible (self->layers))
    return;
  totals = meso_totals_new (self->session, NULL, MESO_TOTALS_BY_PRODUCT | MESO_TOTALS_BY_LAYER);
  for (guint i = 0, y = 0; i < meso_totals_get_n_rows (totals); i++, y++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);
      g_autofree char *text = describe_row (row);
      GtkWidget *what;
      GtkWidget *name;

      if (i == 0 || row->product != product)
        {
          name = new_label (row->product != NULL ? meso_item_get_product (row->product)->name : _ ("No product"),
                            "heading");
          gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
          gtk_grid_attach (GTK_GRID (self->layers), name, 0, (int) y++, 2, 1);
        }
      product = row->product;
      name = new_label (row->layer != MESO_LAYER_UNSET ? meso_layer_get_name (row->layer) : _ ("No layer"), NULL);
      gtk_label_set_yalign (GTK_LABEL (name), 0);
      what = new_label (text, "numeric");
      gtk_label_set_wrap (GTK_LABEL (what), TRUE);
      gtk_widget_set_hexpand (what, TRUE);
      gtk_grid_attach (GTK_GRID (self->layers), name, 0, (int) y, 1, 1);
      gtk_grid_attach (GTK_GRID (self->layers), what, 1, (int) y, 1, 1);
    }
}

static void
show_products (MesoTotalsView *self)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (self->session, NULL, MESO_TOTALS_BY_PRODUCT);

  remove_children (self->products);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->product != NULL)
        append_product (self, row);
    }
}

/* One side: "Right 112 · 1.08 mL". Doses of different units stand side by side. */
static void
append_side (MesoTotalsView *self,
             MesoTotals *totals,
             MesoSide side,
             const char *name)
{
  g_autoptr (GString) text = g_string_new (name);
  GtkWidget *label;
  guint n = 0;

  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->side == side)
        n += meso_tally_get_n_marks (&row->done);
    }
  g_string_append_printf (text, " %u", n);
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->side == side && row->done.dose > 0)
        {
          g_autofree char *amount = meso_format_amount (row->done.dose, row->unit);

          g_string_append_printf (text, " · %s", amount);
        }
    }

  label = new_label (text->str, "numeric");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), side == MESO_SIDE_RIGHT ? 0 : side == MESO_SIDE_LEFT ? 1
                                                                                                : 0.5f);
  gtk_box_append (GTK_BOX (self->sides), label);
}

static void
show_sides (MesoTotalsView *self)
{
  g_autoptr (MesoTotals) totals = meso_totals_new (self->session, NULL, MESO_TOTALS_BY_SIDE);

  remove_children (self->sides);
  /* As on most views: the patient's right on the viewer's left. */
  append_side (self, totals, MESO_SIDE_RIGHT, C_ ("side", "Right"));
  append_side (self, totals, MESO_SIDE_MIDLINE, C_ ("side", "Mid"));
  append_side (self, totals, MESO_SIDE_LEFT, C_ ("side", "Left"));
}

static gboolean
update_cb (gpointer user_data)
{
  MesoTotalsView *self = user_data;

  self->update_id = 0;
  show_headline (self);
  show_products (self);
  show_sides (self);
  show_layers (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoTotalsView *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
meso_totals_view_dispose (GObject *object)
{
  MesoTotalsView *self = MESO_TOTALS_VIEW (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_totals_view_parent_class)->dispose (object);
}

static void
meso_totals_view_class_init (MesoTotalsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_totals_view_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "totals");
}

static void
meso_totals_view_init (MesoTotalsView *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);

  self->headline = new_label ("", "heading");
  gtk_label_set_wrap (GTK_LABEL (self->headline), TRUE);
  self->products = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->headline, GTK_WIDGET (self));
  gtk_widget_set_parent (self->products, GTK_WIDGET (self));
  gtk_widget_set_parent (self->sides, GTK_WIDGET (self));
  /* No expander: in GTK 4.8 Tab goes astray in the child that a closed one holds. */
  self->details = gtk_toggle_button_new_with_label (_ ("By layer"));
  gtk_widget_add_css_class (self->details, "flat");
  gtk_widget_set_halign (self->details, GTK_ALIGN_START);
  self->layers = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->layers), 12);
  gtk_widget_set_parent (self->details, GTK_WIDGET (self));
  gtk_widget_set_parent (self->layers, GTK_WIDGET (self));
}

/** meso_totals_view_set_session: can be set once; follows its edits. */
void
meso_totals_view_set_session (MesoTotalsView *self,
                              MesoSession *session)
{
  g_return_if_fail (MESO_IS_TOTALS_VIEW (self));
  g_return_if_fail (MESO_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "edited", G_CALLBACK (queue_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->details, "notify::active", G_CALLBACK (show_layers), self, G_CONNECT_SWAPPED);
  update_cb (self);
}
