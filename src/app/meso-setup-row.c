/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-setup-row.h"

#include <glib/gi18n-lib.h>

#include "meso-format.h"
#include "meso-setup-text.h"
#include "meso-stock.h"
#include "meso-symbol-icon.h"

/* Setups answer to the keys 6 to 9. */
#define FIRST_KEY 6
#define LAST_KEY 9

struct _MesoSetupRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *key;
  MesoSymbolIcon *symbol;
  GtkLabel *name;
  GtkLabel *how;
  GtkLabel *stock;
  GtkWidget *edit_button;

  MesoItem *product;
  MesoMark *example;
};

G_DEFINE_FINAL_TYPE (MesoSetupRow, meso_setup_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  EDIT_PRODUCT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
edit_cb (MesoSetupRow *self)
{
  g_signal_emit (self, signals[EDIT_PRODUCT], 0);
}

static char *
describe_setup (MesoSetupRow *self)
{
  MesoUnit unit = self->product != NULL ? meso_item_get_product (self->product)->unit : MESO_UNIT_UNSET;

  if (self->example == NULL)
    return g_strdup ("");
  return meso_setup_describe (meso_mark_get (self->example), unit, meso_mark_get (self->example)->spacing);
}

static void
show_setup (MesoSetupRow *self,
            guint number)
{
  g_autofree char *how = describe_setup (self);
  g_autofree char *tooltip = NULL;
  const MesoMarkData *data = self->example != NULL ? meso_mark_get (self->example) : NULL;
  const char *name = self->product != NULL ? meso_item_get_product (self->product)->name : _ ("No product");

  if (FIRST_KEY + number <= LAST_KEY)
    {
      g_autofree char *key = g_strdup_printf ("%u", FIRST_KEY + number);

      gtk_label_set_text (self->key, key);
    }

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->how, how);
  gtk_widget_set_visible (GTK_WIDGET (self->how), *how != '\0');
  gtk_widget_set_visible (self->edit_button, self->product != NULL);
  gtk_widget_set_opacity (GTK_WIDGET (self->symbol), data != NULL && data->kind != MESO_MARK_AREA ? 1 : 0);
  if (data != NULL && data->kind != MESO_MARK_AREA)
    meso_symbol_icon_set (self->symbol, data->layer, MESO_STATE_DONE);

  tooltip = g_strconcat (name, *how != '\0' ? " · " : "", how, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
}

static void
meso_setup_row_dispose (GObject *object)
{
  MesoSetupRow *self = MESO_SETUP_ROW (object);

  g_clear_object (&self->product);
  g_clear_object (&self->example);

  G_OBJECT_CLASS (meso_setup_row_parent_class)->dispose (object);
}

static void
meso_setup_row_class_init (MesoSetupRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_setup_row_dispose;

  signals[EDIT_PRODUCT] = g_signal_new ("edit-product", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 0);

  g_type_ensure (MESO_TYPE_SYMBOL_ICON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-setup-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, key);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, name);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, how);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, stock);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupRow, edit_button);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
meso_setup_row_init (MesoSetupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * meso_setup_row_new:
 * @product: (nullable): of the session
 * @example: (nullable): a mark with this setup; %NULL: only the product
 * @number: place in the list, from 0, for the key
 */
GtkWidget *
meso_setup_row_new (MesoItem *product,
                    MesoMark *example,
                    guint number)
{
  MesoSetupRow *self = g_object_new (MESO_TYPE_SETUP_ROW, NULL);

  g_set_object (&self->product, product);
  g_set_object (&self->example, example);
  show_setup (self, number);

  return GTK_WIDGET (self);
}

/**
 * meso_setup_row_set_charted:
 * @charted: how much of the product is done in this session, in 1/10,000 of its unit
 * @session: of the product
 */
void
meso_setup_row_set_charted (MesoSetupRow *self,
                            gint64 charted,
                            MesoSession *session)
{
  const MesoProduct *product;
  MesoStockFlag flag;
  g_autofree char *box = NULL;
  g_autofree char *left = NULL;
  g_autofree char *text = NULL;

  g_return_if_fail (MESO_IS_SETUP_ROW (self));
  g_return_if_fail (MESO_IS_SESSION (session));

  gtk_widget_set_visible (GTK_WIDGET (self->stock), self->product != NULL);
  if (self->product == NULL)
    return;

  product = meso_item_get_product (self->product);
  flag = meso_stock_check (product, session);
  box = meso_stock_describe (product, session);
  left = meso_format_left (product, charted);
  text = g_strdup_printf ("%s · %s", box, left);
  gtk_label_set_text (self->stock, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->stock), meso_stock_get_advice (flag));
  if (flag != MESO_STOCK_FINE)
    gtk_widget_add_css_class (GTK_WIDGET (self->stock), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->stock), "warning");
}

/** meso_setup_row_set_current: whether this setup is in the hand. */
void
meso_setup_row_set_current (MesoSetupRow *self,
                            gboolean current)
{
  g_return_if_fail (MESO_IS_SETUP_ROW (self));

  if (current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, current, -1);
}

/** meso_setup_row_get_product: (transfer none) (nullable). */
MesoItem *
meso_setup_row_get_product (MesoSetupRow *self)
{
  g_return_val_if_fail (MESO_IS_SETUP_ROW (self), NULL);

  return self->product;
}

/** meso_setup_row_get_example: (transfer none) (nullable). */
MesoMark *
meso_setup_row_get_example (MesoSetupRow *self)
{
  g_return_val_if_fail (MESO_IS_SETUP_ROW (self), NULL);

  return self->example;
}
