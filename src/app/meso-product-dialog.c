/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-product-dialog.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "meso-format.h"
#include "meso-scanner.h"
#include "meso-stock.h"
#include "record/meso-gs1.h"

/* So many products of before are offered at once; typing a part of the name brings up others. */
#define MAX_KNOWN 4

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
  GtkWidget *card;
  GtkLabel *card_name;
  GtkLabel *card_lot;
  GtkLabel *card_expires;
  GtkLabel *message;
  GtkWidget *known_group;
  GtkListBox *known;
  AdwEntryRow *name;
  AdwEntryRow *lot;
  AdwEntryRow *expires;
  AdwEntryRow *opened;
  AdwComboRow *product_class;
  AdwComboRow *unit;
  AdwEntryRow *manufacturer;
  AdwEntryRow *concentration;
  AdwEntryRow *dilution;
  AdwEntryRow *discarded;
  AdwEntryRow *gtin;
  AdwEntryRow *note;

  MesoEditor *editor;
  MesoItem *product; /* NULL: a new one */
  GPtrArray *offers; /* MesoItem: of the session without a lot, then used before */
  char *kept_class; /* of a product whose class is not in the list */
  char *code_message; /* what was wrong with the code that was scanned */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MesoProductDialog, meso_product_dialog, ADW_TYPE_WINDOW)

static MesoSession *
get_session (MesoProductDialog *self)
{
  return meso_editor_get_session (self->editor);
}

static char *
get_text (AdwEntryRow *row)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);

  return text;
}

static void
set_text (AdwEntryRow *row,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
set_amount (AdwEntryRow *row,
            gint64 amount)
{
  g_autofree char *text = amount != MESO_UNSET ? meso_number_format_local (amount, MESO_AMOUNT_DECIMALS, 0) : NULL;

  set_text (row, text);
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
read_amount (AdwEntryRow *row,
             gint64 *amount)
{
  g_autofree char *text = get_text (row);

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

/* What the form says of the box now; what cannot be read yet counts as not given. */
static void
show_card (MesoProductDialog *self)
{
  g_autofree char *name = get_text (self->name);
  g_autofree char *lot = get_text (self->lot);
  g_autofree char *expires_text = get_text (self->expires);
  g_autofree char *expires = expires_text != NULL ? parse_expiry (expires_text, NULL) : NULL;
  g_autofree char *day = expires != NULL ? meso_format_date (expires) : NULL;
  g_autofree char *card_lot = NULL, *card_expires = NULL, *text = NULL;
  const MesoProduct box = { .lot = lot, .expires = expires };
  MesoStockFlag flag = meso_stock_check (&box, get_session (self));
  const char *advice = flag != MESO_STOCK_NO_LOT || self->product != NULL ? meso_stock_get_advice (flag) : NULL;

  gtk_label_set_text (self->card_name, name != NULL ? name : _ ("Which product is it?"));
  /* Translators: the lot of a product, on a card: Lot N2604A */
  card_lot = lot != NULL ? g_strdup_printf (_ ("Lot %s"), lot) : g_strdup (_ ("No lot"));
  gtk_label_set_text (self->card_lot, card_lot);
  /* Translators: of a product, on a card: Expires 31 Aug 2027 */
  card_expires = day != NULL ? g_strdup_printf (_ ("Expires %s"), day) : g_strdup (_ ("No expiry"));
  gtk_label_set_text (self->card_expires, card_expires);

  if (self->code_message != NULL && advice != NULL)
    text = g_strdup_printf ("%s %s", self->code_message, advice);
  say (self, text != NULL ? text : self->code_message != NULL ? self->code_message
                                                              : advice,
       FALSE);
}

static gboolean
is_offered (MesoProductDialog *self,
            MesoItem *item,
            const char *part)
{
  g_autofree char *name = g_utf8_casefold (meso_item_get_product (item)->name, -1);
  g_autofree char *folded = part != NULL ? g_utf8_casefold (part, -1) : NULL;

  /* What is written out in full needs no offer. */
  return folded == NULL || (strstr (name, folded) != NULL && !g_str_equal (name, folded));
}

static char *
describe_offer (MesoItem *item)
{
  const MesoProduct *product = meso_item_get_product (item);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  /* One of the session has an id. */
  if (product->id != NULL)
    g_ptr_array_add (parts, (gpointer) _ ("In this session, its lot not yet read"));
  if (product->manufacturer != NULL)
    g_ptr_array_add (parts, product->manufacturer);
  if (product->concentration != NULL)
    g_ptr_array_add (parts, product->concentration);
  g_ptr_array_add (parts, NULL);

  return g_strjoinv (" · ", (char **) parts->pdata);
}

static void
show_offers (MesoProductDialog *self)
{
  g_autofree char *part = get_text (self->name);
  GtkListBoxRow *row;
  guint n = 0;

  while ((row = gtk_list_box_get_row_at_index (self->known, 0)) != NULL)
    gtk_list_box_remove (self->known, GTK_WIDGET (row));
  for (guint i = 0; self->product == NULL && i < self->offers->len && n < MAX_KNOWN; i++)
    {
      MesoItem *item = g_ptr_array_index (self->offers, i);
      GtkWidget *offer;
      g_autofree char *subtitle = NULL;

      if (!is_offered (self, item, part))
        continue;
      offer = adw_action_row_new ();
      subtitle = describe_offer (item);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (offer), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (offer), meso_item_get_product (item)->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (offer), subtitle);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (offer), TRUE);
      g_object_set_data_full (G_OBJECT (offer), "product", g_object_ref (item), g_object_unref);
      gtk_list_box_append (self->known, offer);
      n++;
    }
  gtk_widget_set_visible (self->known_group, n > 0);
}

static void
changed_cb (MesoProductDialog *self)
{
  AdwEntryRow *const rows[] = { self->name, self->expires, self->opened, self->discarded, self->gtin };

  if (self->editor == NULL || self->filling)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (rows[i]), "error");
  show_card (self);
  show_offers (self);
}

static gboolean
apply (MesoProductDialog *self,
       const MesoProduct *data)
{
  MesoSession *session = get_session (self);
  g_autoptr (MesoEdit) edit = meso_edit_new (self->product != NULL ? _ ("Change Product") : _ ("Add Product"));
  g_autoptr (MesoItem) item = NULL;
  g_autoptr (GError) error = NULL;

  if (self->product != NULL)
    item = meso_item_changed (self->product, data);
  else
    item = meso_item_new (MESO_ITEM_PRODUCT, data, NULL, NULL);
  if (self->product != NULL && meso_item_equal (self->product, item))
    return TRUE;
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

/* The numbers; what is wrong is said. */
static gboolean
read_amounts (MesoProductDialog *self,
              MesoProduct *data)
{
  if (!read_amount (self->opened, &data->opened))
    return complain (self, self->opened, _ ("Write what was opened as a number, such as 3 or 2.5."));
  if (!read_amount (self->discarded, &data->discarded))
    return complain (self, self->discarded, _ ("Write what was discarded as a number, such as 0.5."));
  if (data->opened != MESO_UNSET && data->discarded != MESO_UNSET && data->discarded > data->opened)
    return complain (self, self->discarded, _ ("More is discarded than was opened."));
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
  g_autofree char *manufacturer = get_text (self->manufacturer);
  g_autofree char *concentration = get_text (self->concentration);
  g_autofree char *dilution = get_text (self->dilution);
  g_autofree char *note = get_text (self->note);
  g_autofree char *gtin_text = get_text (self->gtin);
  g_autofree char *gtin = gtin_text != NULL ? meso_gtin_normalize (gtin_text) : NULL;
  const MesoProduct *before = self->product != NULL ? meso_item_get_product (self->product) : NULL;
  MesoProduct data = { .opened = MESO_UNSET, .discarded = MESO_UNSET };

  if (before != NULL)
    data = *before;
  if (name == NULL)
    {
      complain (self, self->name, _ ("Give the product a name."));
      return;
    }
  if (expires_text != NULL)
    {
      expires = parse_expiry (expires_text, NULL);
      if (expires == NULL)
        {
          complain (self, self->expires, _ ("Write the expiry as on the box, 08/27, or as a date."));
          return;
        }
    }
  if (!read_amounts (self, &data))
    return;
  /* What a file held before stays as it is. */
  if (gtin == NULL && before != NULL && g_strcmp0 (gtin_text, before->gtin) == 0)
    gtin = g_strdup (gtin_text);
  if (gtin_text != NULL && gtin == NULL)
    {
      complain (self, self->gtin, _ ("An article number has 8, 12, 13 or 14 digits. One of these is wrong."));
      return;
    }

  if (self->product == NULL)
    data.id = id = meso_session_allocate_id (get_session (self), "p");
  data.name = name;
  data.lot = lot;
  data.expires = expires;
  data.manufacturer = manufacturer;
  data.concentration = concentration;
  data.dilution = dilution;
  data.note = note;
  data.gtin = gtin;
  data.classes = (char *) get_class (self);
  data.unit = adw_combo_row_get_selected (self->unit) == 1 ? MESO_UNIT_U : MESO_UNIT_ML;
  if (apply (self, &data))
    gtk_window_close (GTK_WINDOW (self));
}

static void
show_class (MesoProductDialog *self,
            const char *own)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = G_N_ELEMENTS (classes);

  g_clear_pointer (&self->kept_class, g_free);
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

/* What belongs to the product, and not to a box of it. */
static void
fill_in_product (MesoProductDialog *self,
                 const MesoProduct *product)
{
  set_text (self->name, product->name);
  show_class (self, product->classes);
  adw_combo_row_set_selected (self->unit, product->unit == MESO_UNIT_U ? 1 : 0);
  set_text (self->manufacturer, product->manufacturer);
  set_text (self->concentration, product->concentration);
  if (product->gtin != NULL)
    set_text (self->gtin, product->gtin);
}

static void
fill_in (MesoProductDialog *self,
         MesoItem *item)
{
  const MesoProduct *product = meso_item_get_product (item);

  g_set_object (&self->product, item);
  self->filling = TRUE;
  gtk_window_set_title (GTK_WINDOW (self), product->name);
  gtk_button_set_label (self->accept_button, _ ("_Save"));
  fill_in_product (self, product);
  /* Doses that are charted are in the unit of the product. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), FALSE);
  set_text (self->lot, product->lot);
  set_text (self->expires, product->expires);
  set_text (self->dilution, product->dilution);
  set_text (self->note, product->note);
  set_amount (self->opened, product->opened);
  set_amount (self->discarded, product->discarded);
  self->filling = FALSE;
  changed_cb (self);
}

static void
known_cb (MesoProductDialog *self,
          GtkWidget *row)
{
  MesoItem *item = g_object_get_data (G_OBJECT (row), "product");
  g_autofree char *lot = get_text (self->lot);
  g_autofree char *expires = get_text (self->expires);
  g_autofree char *gtin = get_text (self->gtin);

  g_object_ref (item);
  if (meso_item_get_product (item)->id != NULL)
    {
      fill_in (self, item);
      /* What was scanned or written by now is of this box. */
      if (lot != NULL)
        set_text (self->lot, lot);
      if (expires != NULL)
        set_text (self->expires, expires);
    }
  else
    fill_in_product (self, meso_item_get_product (item));
  if (gtin != NULL)
    set_text (self->gtin, gtin);
  gtk_widget_grab_focus (lot == NULL ? GTK_WIDGET (self->lot) : GTK_WIDGET (self->accept_button));
  g_object_unref (item);
}

static MesoItem *
find_offer (MesoProductDialog *self,
            const char *gtin)
{
  for (guint i = 0; gtin != NULL && i < self->offers->len; i++)
    if (g_strcmp0 (meso_item_get_product (g_ptr_array_index (self->offers, i))->gtin, gtin) == 0)
      return g_ptr_array_index (self->offers, i);
  return NULL;
}

/* A product of the session with this article number: the one of this lot, or one whose lot has not been read. */
static MesoItem *
find_in_session (MesoSession *session,
                 const MesoGs1 *code,
                 gboolean any_lot)
{
  for (guint i = 0; code->gtin != NULL && i < meso_session_get_n_products (session); i++)
    {
      MesoItem *item = meso_session_get_product (session, i);
      const MesoProduct *product = meso_item_get_product (item);

      if (g_strcmp0 (product->gtin, code->gtin) == 0 &&
          (any_lot || code->lot == NULL || product->lot == NULL || g_strcmp0 (product->lot, code->lot) == 0))
        return item;
    }
  return NULL;
}

static void
append_message (MesoProductDialog *self,
                const char *text)
{
  g_autofree char *before = g_steal_pointer (&self->code_message);

  self->code_message = before != NULL ? g_strdup_printf ("%s %s", before, text) : g_strdup (text);
}

/* A box without a lot in its code is most likely of the lot that is in use. */
static void
propose_lot (MesoProductDialog *self,
             const MesoGs1 *code)
{
  MesoItem *other = find_in_session (get_session (self), code, TRUE);
  const MesoProduct *product = other != NULL ? meso_item_get_product (other) : NULL;

  if (code->lot != NULL || product == NULL || product->lot == NULL)
    return;
  set_text (self->lot, product->lot);
  if (code->expires == NULL)
    set_text (self->expires, product->expires);
  append_message (self, _ ("The code has no lot. This is the lot in use: compare it with the box."));
}

static void
fill_in_code (MesoProductDialog *self,
              const MesoGs1 *code)
{
  if (code->gtin != NULL)
    set_text (self->gtin, code->gtin);
  if (code->lot != NULL)
    set_text (self->lot, code->lot);
  if (code->expires != NULL)
    set_text (self->expires, code->expires);
  propose_lot (self, code);
  for (guint i = 0; i < code->problems->len; i++)
    append_message (self, g_ptr_array_index (code->problems, i));
  if (code->text != NULL)
    {
      g_autofree char *note = get_text (self->note);
      g_autofree char *text = note != NULL ? g_strdup_printf ("%s; %s", note, code->text) : g_strdup (code->text);

      set_text (self->note, text);
      append_message (self,
                      _ ("This code is not known here, and stands in the note. Read lot and expiry from the box."));
    }
}

static void
focus_what_is_open (MesoProductDialog *self)
{
  g_autofree char *name = get_text (self->name);
  g_autofree char *lot = get_text (self->lot);

  gtk_widget_grab_focus (name == NULL  ? GTK_WIDGET (self->name)
                         : lot == NULL ? GTK_WIDGET (self->lot)
                                       : GTK_WIDGET (self->accept_button));
}

/** meso_product_dialog_take_code: what a scanner typed while the dialog was open; it belongs to this product. */
void
meso_product_dialog_take_code (MesoProductDialog *self,
                               const char *code)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (MesoGs1) gs1 = NULL;
  g_autofree char *gtin = NULL;
  MesoItem *offer;

  g_return_if_fail (MESO_IS_PRODUCT_DIALOG (self));
  g_return_if_fail (code != NULL);

  gs1 = meso_gs1_parse (code, g_date_time_get_year (now));
  gtin = get_text (self->gtin);
  g_clear_pointer (&self->code_message, g_free);
  if (gtin != NULL && gs1->gtin != NULL && g_strcmp0 (gtin, gs1->gtin) != 0)
    {
      say (self, _ ("This box is of another product, by its article number. Nothing was filled in."), FALSE);
      return;
    }
  offer = self->product == NULL && gtin == NULL ? find_offer (self, gs1->gtin) : NULL;
  if (offer != NULL && meso_item_get_product (offer)->id != NULL)
    fill_in (self, offer);
  else if (offer != NULL)
    fill_in_product (self, meso_item_get_product (offer));
  self->filling = TRUE;
  fill_in_code (self, gs1);
  self->filling = FALSE;
  gtk_widget_set_visible (self->card, TRUE);
  changed_cb (self);
  gtk_button_set_label (self->accept_button, _ ("_Confirm"));
  focus_what_is_open (self);
}

static void
meso_product_dialog_dispose (GObject *object)
{
  MesoProductDialog *self = MESO_PRODUCT_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->product);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_clear_pointer (&self->kept_class, g_free);
  g_clear_pointer (&self->code_message, g_free);

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
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, card);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, card_name);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, card_lot);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, card_expires);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, message);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, known_group);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, known);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, name);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, lot);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, expires);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, opened);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, product_class);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, unit);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, manufacturer);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, concentration);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, dilution);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, discarded);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, gtin);
  gtk_widget_class_bind_template_child (widget_class, MesoProductDialog, note);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, known_cb);
}

static void
meso_product_dialog_init (MesoProductDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (meso_scanner_attach (GTK_WINDOW (self)), "scanned",
                           G_CALLBACK (meso_product_dialog_take_code), self, G_CONNECT_SWAPPED);
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

static void
collect_offers (MesoProductDialog *self,
                MesoLibrary *library)
{
  MesoSession *session = get_session (self);
  g_autoptr (GPtrArray) known = library != NULL ? meso_library_get_products (library) : NULL;

  self->offers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    if (meso_item_get_product (meso_session_get_product (session, i))->lot == NULL)
      g_ptr_array_add (self->offers, g_object_ref (meso_session_get_product (session, i)));
  for (guint i = 0; known != NULL && i < known->len; i++)
    g_ptr_array_add (self->offers, g_object_ref (g_ptr_array_index (known, i)));
}

/**
 * meso_product_dialog_present:
 * @library: (nullable): whose products of before are offered
 * @product: (nullable): of the session; %NULL for a new one, which then is in the hand
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
GtkWidget *
meso_product_dialog_present (GtkWindow *parent,
                             MesoEditor *editor,
                             MesoLibrary *library,
                             MesoItem *product)
{
  MesoProductDialog *self;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_object_new (MESO_TYPE_PRODUCT_DIALOG, "transient-for", parent, NULL);
  self->editor = g_object_ref (editor);
  collect_offers (self, library);
  show_class (self, NULL);
  if (product != NULL)
    fill_in (self, product);
  else
    changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  /* Of a product that is there already it is the lot that is open. */
  gtk_widget_grab_focus (product != NULL && meso_item_get_product (product)->lot == NULL ? GTK_WIDGET (self->lot)
                                                                                         : GTK_WIDGET (self->name));

  return GTK_WIDGET (self);
}

/**
 * meso_product_dialog_present_code:
 * @code: what a scanner typed
 *
 * The card of a box: of the product of the session that it belongs to, or of a new one.
 *
 * Returns: (transfer none): the dialog, which closes itself
 */
GtkWidget *
meso_product_dialog_present_code (GtkWindow *parent,
                                  MesoEditor *editor,
                                  MesoLibrary *library,
                                  const char *code)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (MesoGs1) gs1 = NULL;
  MesoItem *product, *other;
  GtkWidget *dialog;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  gs1 = meso_gs1_parse (code, g_date_time_get_year (now));
  product = find_in_session (meso_editor_get_session (editor), gs1, FALSE);
  other = find_in_session (meso_editor_get_session (editor), gs1, TRUE);
  dialog = meso_product_dialog_present (parent, editor, library, product);
  /* Another lot of a product that is in use. */
  if (product == NULL && other != NULL)
    fill_in_product (MESO_PRODUCT_DIALOG (dialog), meso_item_get_product (other));
  meso_product_dialog_take_code (MESO_PRODUCT_DIALOG (dialog), code);

  return dialog;
}
