/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-selection-model.h"

#include "model/meso-mark.h"

struct _MesoSelectionModel
{
  GObject parent_instance;

  GListModel *marks;
  MesoSelection *selection;
};

static GType
get_item_type (GListModel *model)
{
  (void) model;
  return MESO_TYPE_MARK;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (MESO_SELECTION_MODEL (model)->marks);
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  return g_list_model_get_item (MESO_SELECTION_MODEL (model)->marks, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint position)
{
  MesoSelectionModel *self = MESO_SELECTION_MODEL (model);
  g_autoptr (MesoMark) mark = g_list_model_get_item (self->marks, position);

  return mark != NULL && meso_selection_contains (self->selection, meso_mark_get_id (mark));
}

static void
add_selected (GtkSelectionModel *model,
              GHashTable *ids,
              GtkBitset *rows)
{
  MesoSelectionModel *self = MESO_SELECTION_MODEL (model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (MesoMark) mark = g_list_model_get_item (self->marks, position);

      if (mark != NULL)
        g_hash_table_add (ids, g_strdup (meso_mark_get_id (mark)));
    }
}

static void
remove_rows (GtkSelectionModel *model,
             GHashTable *ids,
             GtkBitset *rows)
{
  MesoSelectionModel *self = MESO_SELECTION_MODEL (model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (MesoMark) mark = g_list_model_get_item (self->marks, position);

      if (mark != NULL)
        g_hash_table_remove (ids, meso_mark_get_id (mark));
    }
}

/* Every other way to select comes here. When all rows are meant, so are the marks that the filter hides: nobody sees
 * that they are still selected. */
static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset *selected,
               GtkBitset *mask)
{
  MesoSelectionModel *self = MESO_SELECTION_MODEL (model);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GtkBitset) chosen = gtk_bitset_copy (selected);
  g_autofree gpointer *keys = NULL;

  gtk_bitset_intersect (chosen, mask);
  if (gtk_bitset_get_size (mask) < get_n_items (G_LIST_MODEL (model)))
    {
      g_auto (GStrv) before = meso_selection_get_ids (self->selection);

      for (guint i = 0; before[i] != NULL; i++)
        g_hash_table_add (ids, g_strdup (before[i]));
      remove_rows (model, ids, mask);
    }
  add_selected (model, ids, chosen);
  keys = g_hash_table_get_keys_as_array (ids, NULL);
  meso_selection_set (self->selection, (const char *const *) keys);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MesoSelectionModel,
                               meso_selection_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static void
meso_selection_model_finalize (GObject *object)
{
  MesoSelectionModel *self = MESO_SELECTION_MODEL (object);

  g_object_unref (self->marks);
  g_object_unref (self->selection);

  G_OBJECT_CLASS (meso_selection_model_parent_class)->finalize (object);
}

static void
meso_selection_model_class_init (MesoSelectionModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_selection_model_finalize;
}

static void
meso_selection_model_init (MesoSelectionModel *self)
{
  (void) self;
}

static void
items_changed_cb (MesoSelectionModel *self,
                  guint position,
                  guint removed,
                  guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
selection_changed_cb (MesoSelectionModel *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

/** meso_selection_model_new: (transfer full): @marks: of #MesoMark. */
MesoSelectionModel *
meso_selection_model_new (GListModel *marks,
                          MesoSelection *selection)
{
  MesoSelectionModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (marks), NULL);
  g_return_val_if_fail (MESO_IS_SELECTION (selection), NULL);

  self = g_object_new (MESO_TYPE_SELECTION_MODEL, NULL);
  self->marks = g_object_ref (marks);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (marks, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}
