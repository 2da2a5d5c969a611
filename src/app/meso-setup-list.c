/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-setup-list.h"

#include <glib/gi18n-lib.h>

#include "meso-setup-chooser.h"
#include "meso-setup-row.h"
#include "model/meso-totals.h"

/* Three rows; then the list scrolls. */
#define MAX_HEIGHT 168

/* Of the panel's content, before it has been laid out. */
#define USUAL_WIDTH 327

struct _MesoSetupList
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkMenuButton *add_button;
  MesoSetupChooser *chooser;
  GtkListBox *list;
  GtkScrolledWindow *scroller;

  MesoEditor *editor;
  GPtrArray *examples; /* one mark for each setup, in a lasting order */
  GPtrArray *chosen; /* MesoMark without a place: setups that were chosen, whether used or not */
  GPtrArray *shown; /* what the rows stand for: a MesoMark or a MesoItem each */
  guint update_id;
};

G_DEFINE_FINAL_TYPE (MesoSetupList, meso_setup_list, GTK_TYPE_WIDGET)

enum
{
  EDIT_PRODUCT,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_same_setup (const MesoMarkData *a,
               const MesoMarkData *b)
{
  return a->kind == b->kind && a->layer == b->layer && a->depth == b->depth && a->dose == b->dose &&
         a->technique == b->technique && a->device == b->device && a->gauge == b->gauge && a->needle == b->needle &&
         (a->kind != MESO_MARK_AREA || (a->passes == b->passes && a->spacing == b->spacing)) &&
         g_strcmp0 (a->product, b->product) == 0;
}

/* (nullable) */
static MesoMark *
find_example (GPtrArray *examples,
              const MesoMarkData *data)
{
  /* The setup of a mark is nearly always that of the mark before. */
  for (guint i = examples->len; i > 0; i--)
    if (is_same_setup (meso_mark_get (g_ptr_array_index (examples, i - 1)), data))
      return g_ptr_array_index (examples, i - 1);
  return NULL;
}

static void
collect_example (GPtrArray *examples,
                 MesoMark *mark)
{
  if (find_example (examples, meso_mark_get (mark)) == NULL)
    g_ptr_array_add (examples, g_object_ref (mark));
}

static void
collect_examples (MesoSetupList *self)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->examples);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      guint n = meso_map_get_n_marks (map);

      for (guint j = 0; j < n; j++)
        collect_example (found, meso_map_get_mark (map, j));
    }
  for (guint i = 0; i < self->chosen->len; i++)
    {
      MesoMark *chosen = g_ptr_array_index (self->chosen, i);
      const char *product = meso_mark_get (chosen)->product;

      /* Adding its product may have been undone. */
      if (product == NULL || meso_session_lookup_product (session, product) != NULL)
        collect_example (found, chosen);
    }

  /* A setup keeps its place, and its key, as long as it is there. */
  self->examples = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < before->len; i++)
    {
      MesoMark *example = find_example (found, meso_mark_get (g_ptr_array_index (before, i)));

      if (example != NULL)
        g_ptr_array_add (self->examples, g_object_ref (example));
    }
  for (guint i = 0; i < found->len; i++)
    collect_example (self->examples, g_ptr_array_index (found, i));
}

static gboolean
has_example (MesoSetupList *self,
             const char *product_id)
{
  for (guint i = 0; i < self->examples->len; i++)
    if (g_strcmp0 (meso_mark_get (g_ptr_array_index (self->examples, i))->product, product_id) == 0)
      return TRUE;

  return FALSE;
}

static gint64
get_charted (MesoTotals *totals,
             MesoItem *product)
{
  for (guint i = 0; i < meso_totals_get_n_rows (totals); i++)
    {
      const MesoTotalsRow *row = meso_totals_get_row (totals, i);

      if (row->product == product)
        return row->done.dose;
    }

  return 0;
}

static void
row_edit_product_cb (MesoSetupList *self,
                     MesoSetupRow *row)
{
  g_signal_emit (self, signals[EDIT_PRODUCT], 0, meso_setup_row_get_product (row));
}

static void
append_row (MesoSetupList *self,
            MesoItem *product,
            MesoMark *example)
{
  GtkWidget *row = meso_setup_row_new (product, example, self->shown->len);

  g_ptr_array_add (self->shown, g_object_ref (example != NULL ? (gpointer) example : (gpointer) product));
  g_signal_connect_object (row, "edit-product", G_CALLBACK (row_edit_product_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

/* Whether the rows already stand for what they should. Products are compared as objects: a changed one is another. */
static gboolean
rows_are_right (MesoSetupList *self,
                MesoSession *session)
{
  guint place = 0;

  for (guint i = 0; i < self->examples->len; i++, place++)
    {
      MesoMark *example = g_ptr_array_index (self->examples, i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) place);
      const char *product = meso_mark_get (example)->product;
      MesoMark *shown = row != NULL ? meso_setup_row_get_example (MESO_SETUP_ROW (row)) : NULL;

      if (shown == NULL || !is_same_setup (meso_mark_get (shown), meso_mark_get (example)) ||
          (product != NULL &&
           meso_setup_row_get_product (MESO_SETUP_ROW (row)) != meso_session_lookup_product (session, product)))
        return FALSE;
    }
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      MesoItem *product = meso_session_get_product (session, i);
      GtkListBoxRow *row;

      if (has_example (self, meso_item_get_id (product)))
        continue;
      row = gtk_list_box_get_row_at_index (self->list, (int) place++);
      if (row == NULL || meso_setup_row_get_product (MESO_SETUP_ROW (row)) != product ||
          meso_setup_row_get_example (MESO_SETUP_ROW (row)) != NULL)
        return FALSE;
    }

  return place == self->shown->len;
}

static void
rebuild_rows (MesoSetupList *self,
              MesoSession *session)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_set_size (self->shown, 0);

  for (guint i = 0; i < self->examples->len; i++)
    {
      MesoMark *example = g_ptr_array_index (self->examples, i);
      const char *product = meso_mark_get (example)->product;

      append_row (self, product != NULL ? meso_session_lookup_product (session, product) : NULL, example);
    }
  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    {
      MesoItem *product = meso_session_get_product (session, i);

      if (!has_example (self, meso_item_get_id (product)))
        append_row (self, product, NULL);
    }
}

static gboolean
is_in_hand (MesoSetupList *self,
            MesoSetupRow *row)
{
  MesoHand *hand = meso_editor_get_hand (self->editor);
  MesoMark *example = meso_setup_row_get_example (row);
  MesoMarkData data;

  if (example == NULL)
    return g_strcmp0 (meso_hand_get_product (hand), meso_item_get_id (meso_setup_row_get_product (row))) == 0;

  /* The others are in the hand as well, each for a tool of its own. */
  if (meso_mark_get (example)->kind != meso_editor_get_kind (self->editor))
    return FALSE;
  meso_hand_fill (hand, meso_mark_get (example)->kind, &data);
  return is_same_setup (meso_mark_get (example), &data);
}

static void
show_current (MesoSetupList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    meso_setup_row_set_current (MESO_SETUP_ROW (row), is_in_hand (self, MESO_SETUP_ROW (row)));
}

/* A scrolled window asks for the height that its content has where nothing is wrapped; a long lot is. */
static void
fit_height (MesoSetupList *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int natural;

  if (width == 0)
    width = USUAL_WIDTH;
  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (natural, MAX_HEIGHT));
}

static void
update (MesoSetupList *self)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  g_autoptr (MesoTotals) totals = meso_totals_new (session, NULL, MESO_TOTALS_BY_PRODUCT);
  GtkListBoxRow *row;

  collect_examples (self);
  if (!rows_are_right (self, session))
    rebuild_rows (self, session);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      MesoItem *product = meso_setup_row_get_product (MESO_SETUP_ROW (row));

      meso_setup_row_set_charted (MESO_SETUP_ROW (row), product != NULL ? get_charted (totals, product) : 0, session);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), meso_session_is_editable (session));
  fit_height (self);
  show_current (self);
}

static gboolean
update_cb (gpointer user_data)
{
  MesoSetupList *self = user_data;

  self->update_id = 0;
  update (self);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoSetupList *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
change_to_setup_cb (MesoMarkData *data,
                    gpointer user_data)
{
  const MesoMarkData *setup = user_data;

  data->product = setup->product;
  data->dose = setup->product != NULL ? setup->dose : MESO_UNSET;
  data->depth = setup->depth;
  if (data->kind == MESO_MARK_AREA)
    {
      data->passes = setup->passes;
      data->spacing = setup->spacing;
    }
  else if (setup->kind != MESO_MARK_AREA)
    data->layer = setup->layer;
  data->technique = setup->technique;
  data->device = setup->device;
  data->gauge = setup->gauge;
  data->needle = setup->needle;
  data->angle = setup->angle;
}

static void
change_product_cb (MesoMarkData *data,
                   gpointer user_data)
{
  data->product = user_data;
}

/* A tool that makes marks of another kind gives way to one of this kind; others stay. */
static void
choose_tool (MesoSetupList *self,
             MesoMarkKind kind)
{
  MesoTool tool = meso_editor_get_tool (self->editor);
  gboolean draws = tool >= MESO_TOOL_POINT && tool <= MESO_TOOL_BRUSH;

  if (kind == MESO_MARK_AREA && draws && tool != MESO_TOOL_ZONE)
    meso_editor_set_tool (self->editor, MESO_TOOL_ZONE);
  else if (kind == MESO_MARK_THREAD && draws && tool != MESO_TOOL_LINE)
    meso_editor_set_tool (self->editor, MESO_TOOL_LINE);
  else if (kind == MESO_MARK_POINT && (tool == MESO_TOOL_LINE || tool == MESO_TOOL_ZONE))
    meso_editor_set_tool (self->editor, MESO_TOOL_POINT);
}

static void
take_into_hand (MesoSetupList *self,
                const MesoMarkData *data)
{
  meso_hand_take_from (meso_editor_get_hand (self->editor), data);
  choose_tool (self, data->kind);
}

static MesoItem *
find_product (MesoSession *session,
              const char *name)
{
  for (guint i = 0; name != NULL && i < meso_session_get_n_products (session); i++)
    if (g_strcmp0 (meso_item_get_product (meso_session_get_product (session, i))->name, name) == 0)
      return meso_session_get_product (session, i);
  return NULL;
}

static void
take_spacing (MesoSetupList *self,
              const MesoPresetData *preset)
{
  MesoToolOptions *options = meso_editor_get_options (self->editor);

  if (preset->spacing == MESO_UNSET || preset->mark.kind == MESO_MARK_AREA)
    return;
  if (preset->mark.kind == MESO_MARK_THREAD)
    {
      meso_tool_options_set (options, MESO_OPTION_HATCH_SPACING, preset->spacing);
      return;
    }
  meso_tool_options_set (options, MESO_OPTION_SPACING, preset->spacing);
  meso_tool_options_set (options, MESO_OPTION_BRUSH_SPACING, preset->spacing);
}

/* What it does not say stays as it is in the hand; a dose is taken only in the unit of the product. */
static void
chosen_cb (MesoSetupList *self,
           MesoPreset *preset)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  MesoHand *hand = meso_editor_get_hand (self->editor);
  const MesoPresetData *data = meso_preset_get (preset);
  MesoMarkData mark = data->mark;
  MesoItem *product = find_product (session, data->product);
  const char *in_hand = meso_hand_get_product (hand);
  g_autoptr (MesoMark) chosen = NULL;

  if (product == NULL && in_hand != NULL)
    product = meso_session_lookup_product (session, in_hand);
  mark.product = product != NULL ? (char *) meso_item_get_id (product) : NULL;
  if (product != NULL && meso_item_get_product (product)->unit != data->unit)
    mark.dose = MESO_UNSET;
  take_into_hand (self, &mark);
  take_spacing (self, data);

  meso_hand_fill (hand, mark.kind, &mark);
  mark.points = NULL;
  mark.n_points = 0;
  chosen = meso_mark_new (&mark, NULL);
  if (find_example (self->chosen, &mark) == NULL)
    g_ptr_array_add (self->chosen, g_steal_pointer (&chosen));
  if (meso_selection_get_size (meso_editor_get_selection (self->editor)) > 0)
    meso_editor_change_selection (self->editor, _ ("Change Setup"), change_to_setup_cb, &mark);
  update (self);
  g_signal_emit (self, signals[DONE], 0);
}

static void
apply_row (MesoSetupList *self,
           MesoSetupRow *row)
{
  MesoMark *example = meso_setup_row_get_example (row);
  MesoItem *product = meso_setup_row_get_product (row);

  if (meso_selection_get_size (meso_editor_get_selection (self->editor)) > 0)
    {
      if (example != NULL)
        meso_editor_change_selection (self->editor, _ ("Change Setup"), change_to_setup_cb,
                                      (gpointer) meso_mark_get (example));
      else
        meso_editor_change_selection (self->editor, _ ("Change Product"), change_product_cb,
                                      (gpointer) meso_item_get_id (product));
    }
  else if (example != NULL)
    take_into_hand (self, meso_mark_get (example));
  else
    meso_hand_set_product (meso_editor_get_hand (self->editor), meso_item_get_id (product));
}

static void
row_activated_cb (MesoSetupList *self,
                  GtkListBoxRow *row)
{
  apply_row (self, MESO_SETUP_ROW (row));
}

static void
add_cb (MesoSetupList *self)
{
  g_signal_emit (self, signals[EDIT_PRODUCT], 0, NULL);
}

static void
show_title (MesoSetupList *self)
{
  guint n = meso_selection_get_size (meso_editor_get_selection (self->editor));
  g_autofree char *text = NULL;
  guint n_of_kind[MESO_MARK_AREA + 1] = { 0 };
  g_autoptr (GPtrArray) marks = NULL;

  if (n == 0)
    {
      gtk_label_set_text (self->title, _ ("Setups"));
      return;
    }

  marks = meso_editor_get_selected_marks (self->editor);
  for (guint i = 0; i < marks->len; i++)
    n_of_kind[meso_mark_get (g_ptr_array_index (marks, i))->kind]++;
  if (n_of_kind[MESO_MARK_POINT] == marks->len)
    text = g_strdup_printf (ngettext ("%u point selected", "%u points selected", n), n);
  else if (n_of_kind[MESO_MARK_THREAD] == marks->len)
    text = g_strdup_printf (ngettext ("%u line selected", "%u lines selected", n), n);
  else if (n_of_kind[MESO_MARK_AREA] == marks->len)
    text = g_strdup_printf (ngettext ("%u zone selected", "%u zones selected", n), n);
  else
    text = g_strdup_printf (ngettext ("%u item selected", "%u items selected", n), n);
  gtk_label_set_text (self->title, text);
}

static void
meso_setup_list_dispose (GObject *object)
{
  MesoSetupList *self = MESO_SETUP_LIST (object);
  GtkWidget *child;

  if (self->add_button != NULL)
    gtk_menu_button_set_popover (self->add_button, NULL);
  self->add_button = NULL;

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->editor);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_setup_list_parent_class)->dispose (object);
}

static void
meso_setup_list_finalize (GObject *object)
{
  MesoSetupList *self = MESO_SETUP_LIST (object);

  g_ptr_array_unref (self->examples);
  g_ptr_array_unref (self->chosen);
  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (meso_setup_list_parent_class)->finalize (object);
}

static void
meso_setup_list_class_init (MesoSetupListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_setup_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_setup_list_finalize;

  signals[EDIT_PRODUCT] = g_signal_new ("edit-product", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, MESO_TYPE_ITEM);

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-setup-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoSetupList, title);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupList, add_button);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupList, list);
  gtk_widget_class_bind_template_child (widget_class, MesoSetupList, scroller);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
meso_setup_list_init (MesoSetupList *self)
{
  self->examples = g_ptr_array_new_with_free_func (g_object_unref);
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_scrolled_window_set_max_content_height (self->scroller, MAX_HEIGHT);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

/** meso_setup_list_set_editor: can be set once. */
void
meso_setup_list_set_editor (MesoSetupList *self,
                            MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_SETUP_LIST (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  self->chooser = MESO_SETUP_CHOOSER (meso_setup_chooser_new (editor));
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->chooser, "add-product", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (self->add_button, GTK_WIDGET (self->chooser));
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (show_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_options (editor), "notify::line-mode", G_CALLBACK (show_current), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_hand (editor), "changed", G_CALLBACK (show_current), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_selection (editor), "changed", G_CALLBACK (show_title), self,
                           G_CONNECT_SWAPPED);
  update (self);
  show_title (self);
}

/** meso_setup_list_set_library: whose people's own setups are offered, and kept. */
void
meso_setup_list_set_library (MesoSetupList *self,
                             MesoLibrary *library)
{
  g_return_if_fail (MESO_IS_SETUP_LIST (self));
  g_return_if_fail (MESO_IS_LIBRARY (library));

  meso_setup_chooser_set_own (self->chooser, meso_library_get_setups (library));
}

/** meso_setup_list_show_chooser: opens the list of all setups. */
void
meso_setup_list_show_chooser (MesoSetupList *self)
{
  g_return_if_fail (MESO_IS_SETUP_LIST (self));

  if (gtk_widget_is_sensitive (GTK_WIDGET (self->add_button)))
    gtk_menu_button_popup (self->add_button);
}

/** meso_setup_list_apply: as a click on the row at @index, from 0. Returns whether there is one. */
gboolean
meso_setup_list_apply (MesoSetupList *self,
                       guint index)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (MESO_IS_SETUP_LIST (self), FALSE);

  row = gtk_list_box_get_row_at_index (self->list, (int) index);
  if (row == NULL)
    return FALSE;
  apply_row (self, MESO_SETUP_ROW (row));

  return TRUE;
}
