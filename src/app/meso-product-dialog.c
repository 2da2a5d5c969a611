/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-product-dialog.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "meso-format.h"

typedef struct
{
  const char *token;
  const char *name;
} ProductClass;

static const ProductClass classes[] = {
  { NULL, N_ ("Not given") },
  { "hyaluronic-acid", N_ ("Hyaluronic acid") },
  { "hyaluronic-acid vitamins", N_ ("Hyaluronic acid with vitamins") },
  { "polynucleotides", N_ ("Polynucleotides") },
  { "vitamins peptides", N_ ("Vitamins and peptides") },
  { "hair", N_ ("Hair cocktail") },
  { "platelets", N_ ("Platelets (PRP)") },
  { "topical", N_ ("Topical with needling") },
  { "anaesthetic", N_ ("Anaesthetic") },
  { "other", N_ ("Other") },
};

struct _MesoProductDialog
{
  AdwWindow parent_instance;

  GtkButton *accept_button;
  AdwEntryRow *name;
  AdwComboRow *product_class;
  AdwComboRow *unit;
  AdwEntryRow *lot;
  AdwEntryRow *expires;
  AdwEntryRow *opened;
  GtkLabel *message;

  MesoEditor *editor;
  MesoItem *product; /* NULL: a new one */
  char *kept_class; /* of a product whose class is not in the list */
};

G_DEFINE_FINAL_TYPE (MesoProductDialog, meso_product_dialog, ADW_TYPE_WINDOW)

static char *
get_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

/* "08/27", "08/2027" or "2027-08" is the last day of that month, as on the box; all else is a date. */
static char *
parse_expiry (const char *text,
              GError **error)
{
  int month, year;
  char rest;

  if (sscanf (text, "%2d / %4d %c", &month, &year, &rest) == 2 ||
      sscanf (text, "%2d . %4d %c", &month, &year, &rest) == 2 ||
      (sscanf (text, "%4d - %2d %c", &year, &month, &rest) == 2 && year > 99))
    {
      if (year < 100)
        year += 2000;
      if (month >= 1 && month <= 12 && year >= 2000 && year < 2200)
        return g_strdup_printf ("%04d-%02d-%02d", year, month,
                                g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year));
    }

  return meso_date_parse (text, error);
}

static void
say (MesoProductDialog *self,
     const char *text,
     gboolean is_error)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), is_error ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->message), is_error ? "error" : "warning");
}

static gboolean
complain (MesoProductDialog *self,
          AdwEntryRow *row,
          const char *text)
{
  gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_grab_focus (GTK_WIDGET (row));
  say (self, text, TRUE);

  return FALSE;
}

static gboolean
read_amount (MesoProductDialog *self,
             gint64 *amount)
{
  g_autofree char *text = get_text (self->opened);

  *amount = MESO_UNSET;
  if (text == NULL)
    return TRUE;
  g_strdelimit (text, ",", '.');

  return meso_number_parse (text, MESO_AMOUNT_DECIMALS, amount) && *amount >= 0 && *amount <= MESO_MAX_AMOUNT;
}

static const char *
get_class (MesoProductDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->product_class);

  return selected < G_N_ELEMENTS (classes) ? classes[selected].token : self->kept_class;
}

static gboolean
apply (MesoProductDialog *self,
       const MesoProduct *data)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  g_autoptr (MesoEdit) edit = meso_edit_new (self->product != NULL ? _ ("Change Product") : _ ("Add Product"));
  g_autoptr (MesoItem) item = NULL;
  g_autoptr (GError) error = NULL;

  if (self->product != NULL)
    item = meso_item_changed (self->product, data);
  else
    item = meso_item_new (MESO_ITEM_PRODUCT, data, NULL, NULL);
  if (!meso_item_check (item, &error))
    {
      say (self, error->message, TRUE);
      return FALSE;
    }

  meso_edit_change_item (edit, MESO_SLOT_PRODUCT, self->product, item, MESO_POSITION_END);
  if (!meso_session_apply (session, edit, &error))
    {
      say (self, error->message, TRUE);
      return FALSE;
    }
  if (self->product == NULL)
    meso_hand_set_product (meso_editor_get_hand (self->editor), data->id);

  return TRUE;
}

static void
accept_cb (MesoProductDialog *self)
{
  g_autofree char *id = NULL;
  g_autofree char *name = get_text (self->name);
  g_autofree char *lot = get_text (self->lot);
  g_autofree char *expires_text = get_text (self->expires);
  g_autofree char *expires = NULL;
  g_autoptr (GError) error = NULL;
  MesoProduct data = { .opened = MESO_UNSET, .discarded = MESO_UNSET };

  gtk_widget_remove_css_class (GTK_WIDGET (self->name), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->expires), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->opened), "error");

  if (self->product != NULL)
    data = *meso_item_get_product (self->product);
  if (name == NULL)
    {
      complain (self, self->name, _ ("Give the product a name."));
      return;
    }
  if (expires_text != NULL)
    {
      expires = parse_expiry (expires_text, &error);
      if (expires == NULL)
        {
          complain (self, self->expires, _ ("Write the expiry as on the box, 08/27, or as a date."));
          return;
        }
    }
  if (!read_amount (self, &data.opened))
    {
      complain (self, self->opened, _ ("Write what was opened as a number, such as 3 or 2.5."));
      return;
    }

  if (self->product == NULL)
    data.id = id = meso_session_allocate_id (meso_editor_get_session (self->editor), "p");
  data.name = name;
  data.lot = lot;
  data.expires = expires;
  data.classes = (char *) get_class (self);
  data.unit = adw_combo_row_get_selected (self->unit) == 1 ? MESO_UNIT_U : MESO_UNIT_ML;
  if (apply (self, &data))
    gtk_window_close (GTK_WINDOW (self));
}

/* An expired lot is flagged while it is typed, and does not stop anybody. */
static void
expires_changed_cb (MesoProductDialog *self)
{
  g_autofree char *text = get_text (self->expires);
  g_autofree char *date = text != NULL ? parse_expiry (text, NULL) : NULL;
  const MesoVisit *visit = meso_session_get_visit (meso_editor_get_session (self->editor));

  gtk_widget_remove_css_class (GTK_WIDGET (self->expires), "error");
  if (date != NULL && meso_date_has_passed (date, visit != NULL ? visit->start : NULL))
    say (self, _ ("This lot had expired at the time of the visit."), FALSE);
  else
    say (self, NULL, FALSE);
}

static void
fill_in (MesoProductDialog *self)
{
  const MesoProduct *product = meso_item_get_product (self->product);

  gtk_window_set_title (GTK_WINDOW (self), product->name);
  gtk_button_set_label (self->accept_button, _ ("_Save"));
  gtk_editable_set_text (GTK_EDITABLE (self->name), product->name);
  adw_combo_row_set_selected (self->unit, product->unit == MESO_UNIT_U ? 1 : 0);
  /* Doses that are charted are in the unit of the product. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), FALSE);
  if (product->lot != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->lot), product->lot);
  if (product->expires != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->expires), product->expires);
  if (product->opened != MESO_UNSET)
    {
      g_autofree char *opened = meso_number_format_local (product->opened, MESO_AMOUNT_DECIMALS, 0);

      gtk_editable_set_text (GTK_EDITABLE (self->opened), opened);
    }
}

static void
fill_in_classes (MesoProductDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *own = self->product != NULL ? meso_item_get_product (self->product)->classes : NULL;
  guint selected = G_N_ELEMENTS (classes);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      gtk_string_list_append (names, _ (classes[i].name));
      if (g_strcmp0 (classes[i].token, own) == 0)
        selected = i;
    }
  if (selected == G_N_ELEMENTS (classes))
    {
      self->kept_class = g_strdup (own);
      gtk_string_list_append (names, own);
    }
  adw_combo_row_set_model (self->product_class, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->product_class, selected);
}

static void
meso_product_dialog_dispose (GObject *object)
{
  MesoProductDialog *self = MESO_PRODUCT_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->product);
  g_clear_pointer (&self->kept_class, g_free);

  G_OBJECT_CLASS (meso_product_dialog_parent_class)->dispose (object);
}

static void
meso_product_dialog_class_init (MesoProductDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_product_dialog_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, (GdkModifierType) 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-product-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, name);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, product_class);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, unit);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, lot);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, expires);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, opened);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, message);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
}

static void
meso_product_dialog_init (MesoProductDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * meso_product_dialog_present:
 * @product: (nullable): of the session; %NULL for a new one, which then is in the hand
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
GtkWidget *
meso_product_dialog_present (GtkWindow *parent,
                             MesoEditor *editor,
                             MesoItem *product)
{
  MesoProductDialog *self;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_object_new (MESO_TYPE_PRODUCT_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  g_set_object (&self->product, product);
  fill_in_classes (self);
  if (product != NULL)
    fill_in (self);
  g_signal_connect_object (self->expires, "changed", G_CALLBACK (expires_changed_cb), self, G_CONNECT_SWAPPED);
  expires_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name));

  return GTK_WIDGET (self);
}
