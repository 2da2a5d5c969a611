/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-mark-panel.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-region-names.h"
#include "diagram/meso-skin.h"
#include "meso-device-choice.h"
#include "meso-layer-picker.h"
#include "meso-number-row.h"
#include "meso-setup-list.h"
#include "meso-balance-popover.h"
#include "meso-totals-view.h"

#define DEPTH_STEP 5 /* 0.05 mm */
#define DEPTH_MAX 5000
#define DOSE_STEP_ML 50 /* 0.005 mL */
#define DOSE_STEP_U 5000 /* half a unit */

/* What the panel shows: the hand, or what the selected marks have in common. */
typedef struct
{
  MesoMarkData data; /* its strings belong to the hand or a mark */
  gboolean layer_differs;
  gboolean depth_differs;
  gboolean dose_differs;
  gboolean technique_differs;
  gboolean device_differs;
  gboolean state_differs;
  gboolean region_differs;
} Shown;

struct _MesoMarkPanel
{
  GtkWidget parent_instance;

  MesoSetupList *setups;
  MesoLayerPicker *layers;
  MesoNumberRow *depth;
  GtkLabel *hint;
  MesoNumberRow *dose;
  GtkDropDown *technique;
  GtkLabel *device_label;
  MesoDeviceChoice *device;
  GtkWidget *state;
  GtkToggleButton *done_button;
  GtkToggleButton *planned_button;
  MesoTotalsView *totals;
  GtkMenuButton *balance_button;
  MesoBalancePopover *balance;

  MesoEditor *editor;
  char *region; /* last pointed at */
  GSettings *settings;

  guint update_id;
  guint showing : 1;
};

G_DEFINE_FINAL_TYPE (MesoMarkPanel, meso_mark_panel, GTK_TYPE_WIDGET)

enum
{
  DONE,
  EDIT_PRODUCT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
has_selection (MesoMarkPanel *self)
{
  return meso_selection_get_size (meso_editor_get_selection (self->editor)) > 0;
}

/* The kind of mark that volume and technique are about. */
static MesoMarkKind
get_kind (MesoMarkPanel *self)
{
  if (has_selection (self))
    {
      g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (self->editor);

      for (guint i = 0; i < marks->len; i++)
        if (meso_mark_get (g_ptr_array_index (marks, i))->kind != MESO_MARK_THREAD)
          return MESO_MARK_POINT;
      return MESO_MARK_THREAD;
    }

  return meso_editor_get_tool (self->editor) == MESO_TOOL_LINE ? MESO_MARK_THREAD : MESO_MARK_POINT;
}

static void
collect_shown (MesoMarkPanel *self,
               GPtrArray *marks,
               Shown *shown)
{
  shown->data = *meso_mark_get (g_ptr_array_index (marks, 0));
  for (guint i = 1; i < marks->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (marks, i));

      shown->layer_differs |= data->layer != shown->data.layer;
      shown->depth_differs |= data->depth != shown->data.depth;
      shown->dose_differs |= data->dose != shown->data.dose;
      shown->technique_differs |= data->technique != shown->data.technique;
      shown->device_differs |= data->device != shown->data.device || data->gauge != shown->data.gauge ||
                               data->needle != shown->data.needle;
      shown->state_differs |= data->state != shown->data.state;
      shown->region_differs |= g_strcmp0 (data->region, shown->data.region) != 0;
    }
}

static MesoUnit
get_unit (MesoMarkPanel *self,
          const Shown *shown)
{
  MesoItem *product = NULL;

  if (shown->data.product != NULL)
    product = meso_session_lookup_product (meso_editor_get_session (self->editor), shown->data.product);

  return product != NULL ? meso_item_get_product (product)->unit : MESO_UNIT_ML;
}

static void
show_dose (MesoMarkPanel *self,
           const Shown *shown,
           MesoMarkKind kind)
{
  MesoUnit unit = get_unit (self, shown);
  const char *label;

  if (unit == MESO_UNIT_U)
    label = kind == MESO_MARK_THREAD ? _ ("_Units per line") : _ ("_Units per point");
  else
    label = kind == MESO_MARK_THREAD ? _ ("V_olume per line") : _ ("V_olume per point");

  meso_number_row_set_label (self->dose, label, meso_unit_get_symbol (unit));
  meso_number_row_set_range (self->dose, MESO_AMOUNT_DECIMALS, unit == MESO_UNIT_U ? 0 : 2,
                             unit == MESO_UNIT_U ? DOSE_STEP_U : DOSE_STEP_ML, MESO_MAX_AMOUNT);
  meso_number_row_set_value (self->dose, shown->data.dose, shown->dose_differs);
}

/* The layer that the depth implies where the pointer was last, in this sex. A quiet hint: it changes nothing. */
static void
show_hint (MesoMarkPanel *self,
           const Shown *shown)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  const MesoPatient *patient = meso_session_get_patient (session);
  const char *region = has_selection (self) ? shown->data.region : self->region;
  g_autofree char *text = NULL;
  MesoLayer layer;

  if (!g_settings_get_boolean (self->settings, "show-hint") || region == NULL || shown->data.depth == MESO_UNSET ||
      shown->depth_differs || shown->region_differs)
    {
      gtk_label_set_text (self->hint, "");
      return;
    }

  layer = meso_skin_layer_at_depth (region, patient != NULL ? patient->sex : MESO_SEX_UNKNOWN,
                                    (int) shown->data.depth);
  if (layer == MESO_LAYER_UNSET)
    /* Translators: the region, then that it is not known how thick the skin is there */
    text = g_strdup_printf (_ ("%s: no data"), meso_region_get_name (region));
  else
    /* Translators: the region, then the layer that lies about there */
    text = g_strdup_printf (_ ("%s: ≈ %s"), meso_region_get_name (region), meso_layer_get_name (layer));
  gtk_label_set_text (self->hint, text);
}

static void
show_selection_edge (MesoMarkPanel *self,
                     gboolean selected)
{
  if (selected)
    gtk_widget_add_css_class (GTK_WIDGET (self), "selection");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selection");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, selected ? _ ("Selected marks") : _ ("Next mark"),
                                  -1);
}

static void
show_values (MesoMarkPanel *self)
{
  g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (self->editor);
  MesoMarkKind kind = get_kind (self);
  Shown shown = { 0 };

  if (marks->len > 0)
    collect_shown (self, marks, &shown);
  else
    {
      meso_hand_fill (meso_editor_get_hand (self->editor), kind, &shown.data);
      shown.data.dose = meso_hand_get_dose (meso_editor_get_hand (self->editor), kind);
    }

  self->showing = TRUE;
  show_selection_edge (self, marks->len > 0);
  meso_number_row_set_live (self->depth, marks->len == 0);
  meso_number_row_set_live (self->dose, marks->len == 0);
  meso_layer_picker_set_layer (self->layers, shown.layer_differs ? MESO_LAYER_UNSET : shown.data.layer);
  meso_layer_picker_set_state (self->layers, shown.state_differs ? MESO_STATE_DONE : shown.data.state);
  meso_number_row_set_value (self->depth, shown.data.depth, shown.depth_differs);
  show_hint (self, &shown);
  show_dose (self, &shown, kind);
  gtk_drop_down_set_selected (self->technique,
                              shown.technique_differs ? GTK_INVALID_LIST_POSITION : (guint) shown.data.technique);
  meso_device_choice_set (self->device, &shown.data, shown.device_differs);
  gtk_toggle_button_set_active (self->done_button, !shown.state_differs && shown.data.state != MESO_STATE_PLANNED);
  gtk_toggle_button_set_active (self->planned_button, !shown.state_differs && shown.data.state == MESO_STATE_PLANNED);
  self->showing = FALSE;
}

/* What was pointed at on another view says nothing here. */
static void
forget_region (MesoMarkPanel *self)
{
  g_clear_pointer (&self->region, g_free);
  show_values (self);
}

static void
show_counts (MesoMarkPanel *self)
{
  guint counts[MESO_N_LAYERS];

  meso_layer_picker_count (meso_editor_get_session (self->editor), counts);
  meso_layer_picker_set_counts (self->layers, counts);
}

static gboolean
update_cb (gpointer user_data)
{
  MesoMarkPanel *self = user_data;
  gboolean editable = meso_session_is_editable (meso_editor_get_session (self->editor));

  self->update_id = 0;
  show_values (self);
  show_counts (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->setups), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->layers), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->depth), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->dose), editable);
  gtk_widget_set_sensitive (gtk_widget_get_parent (GTK_WIDGET (self->technique)), editable);
  gtk_widget_set_sensitive (gtk_widget_get_parent (GTK_WIDGET (self->device)), editable);
  gtk_widget_set_sensitive (self->state, editable);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoMarkPanel *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

static void
change_layer_cb (MesoMarkData *data,
                 gpointer user_data)
{
  if (data->kind != MESO_MARK_AREA)
    data->layer = (MesoLayer) GPOINTER_TO_INT (user_data);
}

static void
change_depth_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->depth = *(gint64 *) user_data;
}

/* A volume of nothing cannot be recorded. */
static void
change_dose_cb (MesoMarkData *data,
                gpointer user_data)
{
  if (data->product != NULL)
    data->dose = *(gint64 *) user_data;
}

static void
change_technique_cb (MesoMarkData *data,
                     gpointer user_data)
{
  data->technique = (MesoTechnique) GPOINTER_TO_INT (user_data);
}

static void
change_device_cb (MesoMarkData *data,
                  gpointer user_data)
{
  const MesoMarkData *wanted = user_data;

  data->device = wanted->device;
  data->gauge = wanted->gauge;
  data->needle = wanted->needle;
}

static void
change_state_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->state = (MesoState) GPOINTER_TO_INT (user_data);
}

static void
layer_picked_cb (MesoMarkPanel *self,
                 int layer)
{
  meso_mark_panel_pick_layer (self, (MesoLayer) layer);
}

static void
depth_changed_cb (MesoMarkPanel *self)
{
  gint64 depth = meso_number_row_get_value (self->depth);

  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Depth"), change_depth_cb, &depth);
  else
    meso_hand_set_depth (meso_editor_get_hand (self->editor), depth);
}

static void
dose_changed_cb (MesoMarkPanel *self)
{
  gint64 dose = meso_number_row_get_value (self->dose);

  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Volume"), change_dose_cb, &dose);
  else
    meso_hand_set_dose (meso_editor_get_hand (self->editor), get_kind (self), dose);
}

static void
technique_selected_cb (MesoMarkPanel *self)
{
  guint technique = gtk_drop_down_get_selected (self->technique);

  if (self->showing || technique == GTK_INVALID_LIST_POSITION)
    return;

  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Technique"), change_technique_cb,
                                  GINT_TO_POINTER ((int) technique));
  else
    meso_hand_set_technique (meso_editor_get_hand (self->editor), get_kind (self), (MesoTechnique) technique);
  g_signal_emit (self, signals[DONE], 0);
}

static void
device_picked_cb (MesoMarkPanel *self)
{
  MesoHand *hand = meso_editor_get_hand (self->editor);
  MesoMarkData wanted;

  meso_hand_fill (hand, get_kind (self), &wanted);
  if (!meso_device_choice_get (self->device, &wanted.device, &wanted.gauge, &wanted.needle))
    return;

  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Device"), change_device_cb, &wanted);
  else
    meso_hand_change (hand, get_kind (self), change_device_cb, &wanted);
  g_signal_emit (self, signals[DONE], 0);
}

static void
set_state (MesoMarkPanel *self,
           MesoState state)
{
  if (has_selection (self))
    meso_editor_change_selection (self->editor, state == MESO_STATE_DONE ? _ ("Mark as Done") : _ ("Mark as Planned"),
                                  change_state_cb, GINT_TO_POINTER ((int) state));
  else
    meso_hand_set_state (meso_editor_get_hand (self->editor), state);
  queue_update (self);
}

static void
done_clicked_cb (MesoMarkPanel *self)
{
  set_state (self, MESO_STATE_DONE);
}

static void
planned_clicked_cb (MesoMarkPanel *self)
{
  set_state (self, MESO_STATE_PLANNED);
}

static void
edit_product_cb (MesoMarkPanel *self,
                 MesoItem *product)
{
  g_signal_emit (self, signals[EDIT_PRODUCT], 0, product);
}

static void
done_cb (MesoMarkPanel *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
meso_mark_panel_dispose (GObject *object)
{
  MesoMarkPanel *self = MESO_MARK_PANEL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->editor);
  g_clear_object (&self->settings);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (meso_mark_panel_parent_class)->dispose (object);
}

static void
meso_mark_panel_finalize (GObject *object)
{
  g_free (MESO_MARK_PANEL (object)->region);

  G_OBJECT_CLASS (meso_mark_panel_parent_class)->finalize (object);
}

static void
meso_mark_panel_class_init (MesoMarkPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_mark_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = meso_mark_panel_finalize;

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[EDIT_PRODUCT] = g_signal_new ("edit-product", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, MESO_TYPE_ITEM);

  g_type_ensure (MESO_TYPE_SETUP_LIST);
  g_type_ensure (MESO_TYPE_LAYER_PICKER);
  g_type_ensure (MESO_TYPE_NUMBER_ROW);
  g_type_ensure (MESO_TYPE_DEVICE_CHOICE);
  g_type_ensure (MESO_TYPE_BALANCE_POPOVER);
  g_type_ensure (MESO_TYPE_TOTALS_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "markpanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-mark-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, setups);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, depth);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, dose);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, technique);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, device_label);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, device);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, state);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, done_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, planned_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, totals);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, balance_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, balance);
  gtk_widget_class_bind_template_callback (widget_class, layer_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, depth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dose_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, technique_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, device_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, planned_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_product_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
meso_mark_panel_init (MesoMarkPanel *self)
{
  g_autoptr (GtkStringList) techniques = gtk_string_list_new (NULL);

  self->settings = g_settings_new (APPLICATION_ID);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_string_list_append (techniques, _ ("Not given"));
  for (MesoTechnique technique = MESO_TECHNIQUE_NAPPAGE; technique <= MESO_TECHNIQUE_OTHER; technique++)
    gtk_string_list_append (techniques, meso_technique_get_name (technique));
  gtk_drop_down_set_model (self->technique, G_LIST_MODEL (techniques));
  self->showing = FALSE;

  meso_device_choice_set_label (self->device, self->device_label);
  meso_number_row_set_label (self->depth, _ ("D_epth"), "mm");
  meso_number_row_set_range (self->depth, MESO_MM_DECIMALS, 2, DEPTH_STEP, DEPTH_MAX);
}

/** meso_mark_panel_set_editor: can be set once. */
void
meso_mark_panel_set_editor (MesoMarkPanel *self,
                            MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));
  g_return_if_fail (MESO_IS_EDITOR (editor));
  g_return_if_fail (self->editor == NULL);

  self->editor = g_object_ref (editor);
  meso_setup_list_set_editor (self->setups, editor);
  meso_totals_view_set_session (self->totals, meso_editor_get_session (editor));
  meso_balance_popover_set_session (self->balance, meso_editor_get_session (editor));
  g_signal_connect_object (meso_editor_get_session (editor), "edited", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_session (editor), "notify::editable", G_CALLBACK (queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_hand (editor), "changed", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (meso_editor_get_selection (editor), "changed", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::tool", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "notify::map", G_CALLBACK (forget_region), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-hint", G_CALLBACK (show_values), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

/** meso_mark_panel_set_region: @region_id: (nullable): last pointed at, for the hint; none keeps that before. */
void
meso_mark_panel_set_region (MesoMarkPanel *self,
                            const char *region_id)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  if (region_id == NULL || g_strcmp0 (region_id, self->region) == 0)
    return;

  g_free (self->region);
  self->region = g_strdup (region_id);
  if (self->editor != NULL)
    queue_update (self);
}

/** meso_mark_panel_pick_layer: of the next mark, or of those that are selected. */
void
meso_mark_panel_pick_layer (MesoMarkPanel *self,
                            MesoLayer layer)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Layer"), change_layer_cb, GINT_TO_POINTER ((int) layer));
  else
    meso_hand_set_layer (meso_editor_get_hand (self->editor), layer);
}

/** meso_mark_panel_pick_setup: the setup at @index, from 0; nothing when there is none. */
void
meso_mark_panel_pick_setup (MesoMarkPanel *self,
                            guint index)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_setup_list_apply (self->setups, index);
}

/** meso_mark_panel_toggle_planned: whether the next mark is planned, or those that are selected are. */
void
meso_mark_panel_toggle_planned (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  set_state (self, gtk_toggle_button_get_active (self->planned_button) ? MESO_STATE_DONE : MESO_STATE_PLANNED);
}

/** meso_mark_panel_focus_depth: Enter and Esc there emit "done". */
void
meso_mark_panel_focus_depth (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_number_row_focus (self->depth);
}

/** meso_mark_panel_focus_amount: Enter and Esc there emit "done". */
void
meso_mark_panel_focus_amount (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_number_row_focus (self->dose);
}

/** meso_mark_panel_focus_technique: choosing there emits "done". */
void
meso_mark_panel_focus_technique (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->technique));
}

/** meso_mark_panel_show_balance: opens right against left. */
void
meso_mark_panel_show_balance (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  gtk_menu_button_popup (self->balance_button);
}
