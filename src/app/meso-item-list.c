/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-item-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "diagram/meso-region-names.h"
#include "library/meso-search-text.h"
#include "meso-format.h"
#include "meso-selection-model.h"

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_KIND,
  COLUMN_REGION,
  COLUMN_LAYER,
  COLUMN_DEPTH,
  COLUMN_DOSE,
  COLUMN_PRODUCT,
  COLUMN_TECHNIQUE,
  COLUMN_STATE,
  COLUMN_NOTE,
  N_COLUMNS
} Column;

static const char *const titles[N_COLUMNS] = {
  [COLUMN_NUMBER] = N_ ("No."),
  [COLUMN_KIND] = N_ ("Kind"),
  [COLUMN_REGION] = N_ ("Region"),
  [COLUMN_LAYER] = N_ ("Layer"),
  [COLUMN_DEPTH] = N_ ("Depth"),
  [COLUMN_DOSE] = N_ ("Volume"),
  [COLUMN_PRODUCT] = N_ ("Product"),
  [COLUMN_TECHNIQUE] = N_ ("Technique"),
  [COLUMN_STATE] = N_ ("State"),
  [COLUMN_NOTE] = N_ ("Note"),
};

#define REGION_CHARS 20

struct _MesoItemList
{
  GtkWidget parent_instance;

  GtkSearchEntry *search;
  GtkColumnView *view;
  GtkLabel *foot;

  MesoEditor *editor;
  GtkFilterListModel *filtered;
  GtkCustomFilter *filter;
  MesoSelectionModel *model;
  char *query; /* folded */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (MesoItemList, meso_item_list, GTK_TYPE_WIDGET)

enum
{
  REVEAL,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const MesoProduct *
get_product (MesoItemList *self,
             const MesoMarkData *data)
{
  MesoItem *item = NULL;

  if (data->product != NULL)
    item = meso_session_lookup_product (meso_editor_get_session (self->editor), data->product);
  return item != NULL ? meso_item_get_product (item) : NULL;
}

static char *
format_number (MesoItemList *self,
               MesoMark *mark)
{
  guint position = 0;

  if (meso_editor_get_map (self->editor) == NULL ||
      !meso_map_find (meso_editor_get_map (self->editor), meso_mark_get_id (mark), &position))
    return g_strdup ("");
  return g_strdup_printf ("%u", position + 1);
}

static char *
format_depth (const MesoMarkData *data)
{
  g_autofree char *number = NULL;

  if (data->depth == MESO_UNSET)
    return g_strdup ("");
  number = meso_number_format_local (data->depth, MESO_MM_DECIMALS, 2);
  return g_strdup_printf (_ ("%s mm"), number);
}

static char *
format_dose (MesoItemList *self,
             const MesoMarkData *data)
{
  const MesoProduct *product = get_product (self, data);

  if (data->dose == MESO_UNSET || product == NULL)
    return g_strdup ("");
  return meso_format_amount (data->dose, product->unit);
}

static const char *
get_state_name (const MesoMarkData *data)
{
  return meso_vocabulary_get_name (&meso_state_vocabulary,
                                   data->state == MESO_STATE_PLANNED ? MESO_STATE_PLANNED : MESO_STATE_DONE);
}

/* (transfer full): what stands in a cell; "" for nothing. */
static char *
format_cell (MesoItemList *self,
             MesoMark *mark,
             Column column)
{
  const MesoMarkData *data = meso_mark_get (mark);
  const MesoProduct *product;

  switch (column)
    {
    case COLUMN_NUMBER:
      return format_number (self, mark);
    case COLUMN_KIND:
      return g_strdup (meso_mark_kind_get_name (data->kind));
    case COLUMN_REGION:
      return data->region != NULL ? meso_region_format_name (data->region, data->side) : g_strdup ("");
    case COLUMN_LAYER:
      return g_strdup (data->layer != MESO_LAYER_UNSET ? meso_layer_get_name (data->layer) : "");
    case COLUMN_DEPTH:
      return format_depth (data);
    case COLUMN_DOSE:
      return format_dose (self, data);
    case COLUMN_PRODUCT:
      product = get_product (self, data);
      return g_strdup (product != NULL ? product->name : "");
    case COLUMN_TECHNIQUE:
      return g_strdup (data->technique != MESO_TECHNIQUE_UNSET ? meso_technique_get_name (data->technique) : "");
    case COLUMN_STATE:
      return g_strdup (get_state_name (data));
    case COLUMN_NOTE:
      return g_strdup (data->note != NULL ? data->note : "");
    case N_COLUMNS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

/**
 * meso_item_list_describe:
 *
 * Returns: (transfer full): all of a row as it is read out: "Point 12, Right malar region, Deep dermis, 1.00 mm, …"
 */
char *
meso_item_list_describe (MesoItemList *self,
                         MesoMark *mark)
{
  g_autofree char *number = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (MESO_IS_ITEM_LIST (self), NULL);
  g_return_val_if_fail (MESO_IS_MARK (mark), NULL);

  number = format_number (self, mark);
  text = g_string_new (meso_mark_kind_get_name (meso_mark_get (mark)->kind));
  g_string_append_printf (text, " %s", number);
  for (Column column = COLUMN_REGION; column < N_COLUMNS; column++)
    {
      g_autofree char *cell = format_cell (self, mark, column);

      if (*cell != '\0')
        g_string_append_printf (text, ", %s", cell);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
filter_cb (gpointer item,
           gpointer user_data)
{
  MesoItemList *self = user_data;
  g_autoptr (GString) text = NULL;
  g_autofree char *folded = NULL;

  if (self->query == NULL || *self->query == '\0')
    return TRUE;
  text = g_string_new (NULL);
  for (Column column = COLUMN_KIND; column < N_COLUMNS; column++)
    {
      g_autofree char *cell = format_cell (self, item, column);

      g_string_append_printf (text, "%s ", cell);
    }
  folded = meso_search_fold (text->str);
  return meso_search_matches (folded, self->query);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

typedef struct
{
  MesoItemList *list;
  Column column;
} Sorting;

/* Ids are given in turn: the longer one is the later one. */
static int
compare_ids (const char *a,
             const char *b)
{
  gsize m = strlen (a), n = strlen (b);

  return m != n ? (m > n) - (m < n) : strcmp (a, b);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer user_data)
{
  const Sorting *sorting = user_data;
  MesoMark *first = (gpointer) a, *second = (gpointer) b;
  const MesoMarkData *x = meso_mark_get (first), *y = meso_mark_get (second);
  g_autofree char *p = NULL;
  g_autofree char *q = NULL;

  switch (sorting->column)
    {
    case COLUMN_NUMBER:
      return compare_ids (x->id, y->id);
    case COLUMN_KIND:
      return compare_numbers (x->kind, y->kind);
    case COLUMN_LAYER:
      return compare_numbers (x->layer, y->layer);
    case COLUMN_DEPTH:
      return compare_numbers (x->depth, y->depth);
    case COLUMN_DOSE:
      return compare_numbers (x->dose, y->dose);
    case COLUMN_STATE:
      return compare_numbers (x->state, y->state);
    default:
      p = format_cell (sorting->list, first, sorting->column);
      q = format_cell (sorting->list, second, sorting->column);
      return g_utf8_collate (p, q);
    }
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item,
          gpointer user_data)
{
  GtkWidget *label = gtk_label_new (NULL);
  Column column = (Column) GPOINTER_TO_INT (user_data);

  gtk_label_set_xalign (GTK_LABEL (label), column == COLUMN_DEPTH || column == COLUMN_DOSE ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* The region is what one looks for; the product can be cut, the panel has it. */
  if (column == COLUMN_REGION)
    gtk_label_set_width_chars (GTK_LABEL (label), REGION_CHARS);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (MesoItemList *self,
         GtkListItem *item,
         GtkSignalListItemFactory *factory)
{
  Column column = (Column) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  MesoMark *mark = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = format_cell (self, mark, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == COLUMN_NUMBER)
    {
      g_autofree char *all = meso_item_list_describe (self, mark);

      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
    }
}

static void
add_column (MesoItemList *self,
            Column column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = gtk_column_view_column_new (_ (titles[column]), factory);
  Sorting *sorting = g_new (Sorting, 1);
  g_autoptr (GtkSorter) sorter = NULL;

  sorting->list = self;
  sorting->column = column;
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, sorting, g_free));
  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER ((int) column));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER ((int) column));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == COLUMN_REGION || column == COLUMN_PRODUCT ||
                                                    column == COLUMN_NOTE);
  gtk_column_view_append_column (self->view, view_column);
}

/* The foot: how many are shown of all, and what they take of each unit; what is planned does not count. */
static gboolean
update_cb (gpointer user_data)
{
  MesoItemList *self = user_data;
  MesoMap *map = meso_editor_get_map (self->editor);
  GListModel *shown = G_LIST_MODEL (self->filtered);
  guint n = g_list_model_get_n_items (shown);
  guint n_all = map != NULL ? meso_map_get_n_marks (map) : 0;
  gint64 doses[MESO_UNIT_U + 1] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  self->update_id = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MesoMark) mark = g_list_model_get_item (shown, i);
      const MesoMarkData *data = meso_mark_get (mark);
      const MesoProduct *product = get_product (self, data);

      if (product != NULL && data->dose != MESO_UNSET && !meso_mark_is_planned (mark))
        doses[product->unit] += data->dose;
    }
  if (n == n_all)
    g_string_append_printf (text, ngettext ("%u item", "%u items", n), n);
  else
    /* Translators: how many items the filter shows, of how many */
    g_string_append_printf (text, ngettext ("%u of %u item", "%u of %u items", n_all), n, n_all);
  for (MesoUnit unit = MESO_UNIT_ML; unit <= MESO_UNIT_U; unit++)
    if (doses[unit] > 0)
      {
        g_autofree char *amount = meso_format_amount (doses[unit], unit);

        g_string_append_printf (text, " · %s", amount);
      }
  gtk_label_set_text (self->foot, text->str);
  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoItemList *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
map_changed_cb (MesoItemList *self)
{
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (meso_editor_get_map (self->editor)));
  queue_update (self);
}

static void
search_changed_cb (MesoItemList *self)
{
  g_free (self->query);
  self->query = meso_search_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  queue_update (self);
}

static void
activate_cb (MesoItemList *self,
             guint position)
{
  g_autoptr (MesoMark) mark = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (mark != NULL)
    g_signal_emit (self, signals[REVEAL], 0, mark);
}

static void
done_cb (MesoItemList *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
key_pressed_cb (MesoItemList *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    meso_editor_delete_selection (self->editor);
  else if (keyval == GDK_KEY_Escape)
    done_cb (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
meso_item_list_dispose (GObject *object)
{
  MesoItemList *self = MESO_ITEM_LIST (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->filter != NULL)
    gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->editor);

  G_OBJECT_CLASS (meso_item_list_parent_class)->dispose (object);
}

static void
meso_item_list_finalize (GObject *object)
{
  g_free (MESO_ITEM_LIST (object)->query);

  G_OBJECT_CLASS (meso_item_list_parent_class)->finalize (object);
}

static void
meso_item_list_class_init (MesoItemListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_item_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_item_list_finalize;

  signals[REVEAL] = g_signal_new ("reveal", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MESO_TYPE_MARK);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "itemlist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_bar (MesoItemList *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  g_object_set (self->search, "placeholder-text", _ ("cheek left, deep, planned, a product…"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Filter items"), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->search), 280, 44);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (done_cb), self);
  self->foot = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_hexpand (GTK_WIDGET (self->foot), TRUE);
  gtk_label_set_xalign (self->foot, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->foot), "numeric");
  gtk_widget_add_css_class (bar, "item-bar");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->foot));
  gtk_widget_set_parent (bar, GTK_WIDGET (self));
}

static void
meso_item_list_init (MesoItemList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  add_bar (self);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Items"), -1);
  for (Column column = COLUMN_NUMBER; column < N_COLUMNS; column++)
    add_column (self, column);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

static void
connect_editor (MesoItemList *self)
{
  GtkSortListModel *sorted;

  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->model = meso_selection_model_new (G_LIST_MODEL (sorted), meso_editor_get_selection (self->editor));
  g_object_unref (sorted);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->model));
  g_signal_connect_object (self->editor, "notify::map", G_CALLBACK (map_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (self->editor), "edited", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  map_changed_cb (self);
}

/** meso_item_list_new: of the view that @editor shows. */
GtkWidget *
meso_item_list_new (MesoEditor *editor)
{
  MesoItemList *self;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_object_new (MESO_TYPE_ITEM_LIST, NULL);
  self->editor = g_object_ref (editor);
  connect_editor (self);
  return GTK_WIDGET (self);
}

/** meso_item_list_set_query: as if @words were typed into the search entry; "" shows all. */
void
meso_item_list_set_query (MesoItemList *self,
                          const char *words)
{
  g_return_if_fail (MESO_IS_ITEM_LIST (self));

  gtk_editable_set_text (GTK_EDITABLE (self->search), words);
  search_changed_cb (self);
}

/** meso_item_list_get_model: (transfer none): the marks as they are shown. */
GtkSelectionModel *
meso_item_list_get_model (MesoItemList *self)
{
  g_return_val_if_fail (MESO_IS_ITEM_LIST (self), NULL);

  return GTK_SELECTION_MODEL (self->model);
}

/** meso_item_list_get_foot: (transfer none): how many items are shown, and their volumes. */
const char *
meso_item_list_get_foot (MesoItemList *self)
{
  g_return_val_if_fail (MESO_IS_ITEM_LIST (self), NULL);

  return gtk_label_get_text (self->foot);
}

/** meso_item_list_focus: the table gets the focus. */
void
meso_item_list_focus (MesoItemList *self)
{
  g_return_if_fail (MESO_IS_ITEM_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
