/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-mark-panel.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-region-names.h"
#include "diagram/meso-skin.h"
#include "meso-choice-row.h"
#include "meso-device-choice.h"
#include "meso-layer-picker.h"
#include "meso-mark-details.h"
#include "meso-number-row.h"
#include "meso-setup-list.h"
#include "meso-balance-popover.h"
#include "meso-totals-view.h"

#define DEPTH_STEP 5 /* 0.05 mm */
#define DEPTH_MAX 5000
#define PASSES_MAX 1000
#define DOSE_STEP_ML 50 /* 0.005 mL */
#define DOSE_STEP_U 5000 /* half a unit */

struct _MesoMarkPanel
{
  GtkWidget parent_instance;

  MesoSetupList *setups;
  MesoLayerPicker *layers;
  MesoNumberRow *passes;
  MesoNumberRow *depth;
  GtkLabel *hint;
  MesoNumberRow *dose;
  MesoChoiceRow *technique;
  MesoChoiceRow *device;
  GtkWidget *state;
  GtkToggleButton *done_button;
  GtkToggleButton *planned_button;
  GtkWidget *more_button;
  GtkImage *more_arrow;
  GtkLabel *reach;
  MesoMarkDetails *details;
  MesoTotalsView *totals;
  GtkMenuButton *balance_button;
  MesoBalancePopover *balance;

  MesoDeviceChoice *devices;
  MesoEditor *editor;
  char *region; /* last pointed at */
  GSettings *settings;

  guint update_id;
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

static MesoUnit
get_unit (MesoMarkPanel *self,
          const MesoMarkSummary *summary)
{
  MesoItem *product = NULL;

  if (summary->data.product != NULL)
    product = meso_session_lookup_product (meso_editor_get_session (self->editor), summary->data.product);

  return product != NULL ? meso_item_get_product (product)->unit : MESO_UNIT_ML;
}

static const char *
get_dose_label (const MesoMarkSummary *summary,
                MesoUnit unit)
{
  gboolean units = unit == MESO_UNIT_U;
  guint n = summary->n_of_kind[MESO_MARK_POINT] + summary->n_of_kind[MESO_MARK_THREAD] +
            summary->n_of_kind[MESO_MARK_AREA];

  if (summary->n_of_kind[MESO_MARK_POINT] == n)
    return units ? _ ("_Units per point") : _ ("V_olume per point");
  if (summary->n_of_kind[MESO_MARK_THREAD] == n)
    return units ? _ ("_Units per line") : _ ("V_olume per line");
  if (summary->n_of_kind[MESO_MARK_AREA] == n)
    return units ? _ ("_Units per zone") : _ ("V_olume per zone");
  return units ? _ ("_Units per item") : _ ("V_olume per item");
}

static void
show_dose (MesoMarkPanel *self,
           const MesoMarkSummary *summary)
{
  MesoUnit unit = get_unit (self, summary);
  gboolean needs_product = summary->n > 0 && summary->data.product == NULL &&
                           !meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_PRODUCT);

  meso_number_row_set_label (self->dose, get_dose_label (summary, unit), meso_unit_get_symbol (unit));
  meso_number_row_set_range (self->dose, MESO_AMOUNT_DECIMALS, unit == MESO_UNIT_U ? 0 : 2,
                             unit == MESO_UNIT_U ? DOSE_STEP_U : DOSE_STEP_ML, MESO_MAX_AMOUNT);
  meso_number_row_set_value (self->dose, summary->data.dose,
                             meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DOSE));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->dose),
                               needs_product ? _ ("A volume needs a product: choose a setup first") : NULL);
}

/* The layer that the depth implies where the pointer was last, in this sex. A quiet hint: it changes nothing. */
static void
show_hint (MesoMarkPanel *self,
           const MesoMarkSummary *summary)
{
  MesoSession *session = meso_editor_get_session (self->editor);
  const MesoPatient *patient = meso_session_get_patient (session);
  const char *region = has_selection (self) ? summary->data.region : self->region;
  g_autofree char *text = NULL;
  MesoLayer layer;

  if (!g_settings_get_boolean (self->settings, "show-hint") || region == NULL || summary->data.depth == MESO_UNSET ||
      meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DEPTH) ||
      meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_REGION))
    {
      gtk_label_set_text (self->hint, "");
      return;
    }

  layer = meso_skin_layer_at_depth (region, patient != NULL ? patient->sex : MESO_SEX_UNKNOWN,
                                    (int) summary->data.depth);
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

/* A layer is nothing for a zone, which has passes in its place. */
static void
show_layer (MesoMarkPanel *self,
            const MesoMarkSummary *summary)
{
  gboolean has_zones = summary->n_of_kind[MESO_MARK_AREA] > 0;
  gboolean has_others = summary->n_of_kind[MESO_MARK_POINT] + summary->n_of_kind[MESO_MARK_THREAD] > 0;
  gboolean mixed = meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_LAYER);
  MesoState state = meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_STATE) ? MESO_STATE_DONE : summary->data.state;

  gtk_widget_set_visible (GTK_WIDGET (self->layers), has_others);
  gtk_widget_set_visible (GTK_WIDGET (self->passes), has_zones);
  meso_layer_picker_set_layer (self->layers, mixed ? MESO_LAYER_UNSET : summary->data.layer);
  meso_layer_picker_set_state (self->layers, state);
  meso_number_row_set_value (self->passes, summary->data.passes,
                             meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_PASSES));
}

static void
show_state (MesoMarkPanel *self,
            const MesoMarkSummary *summary)
{
  gboolean mixed = meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_STATE);
  gboolean planned = summary->data.state == MESO_STATE_PLANNED;

  gtk_toggle_button_set_active (self->done_button, !mixed && !planned);
  gtk_toggle_button_set_active (self->planned_button, !mixed && planned);
}

static void
show_live (MesoMarkPanel *self,
           gboolean live)
{
  meso_number_row_set_live (self->passes, live);
  meso_number_row_set_live (self->depth, live);
  meso_number_row_set_live (self->dose, live);
}

static void
show_summary (MesoMarkPanel *self,
              const MesoMarkSummary *summary)
{
  MesoInstrument instrument = { summary->data.device, summary->data.gauge, summary->data.needle };
  g_autofree char *reach = meso_mark_summary_format_reach (summary);

  show_selection_edge (self, summary->n > 0);
  show_live (self, summary->n == 0);
  show_layer (self, summary);
  meso_number_row_set_value (self->depth, summary->data.depth,
                             meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DEPTH));
  show_hint (self, summary);
  show_dose (self, summary);
  meso_choice_row_set_chosen (self->technique, (guint) summary->data.technique,
                              meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_TECHNIQUE));
  meso_device_choice_set (self->devices, &instrument, meso_mark_summary_is_mixed (summary, MESO_MARK_FIELD_DEVICE));
  show_state (self, summary);
  gtk_label_set_text (self->reach, reach);
  meso_mark_details_show (self->details, summary);
}

static void
show_values (MesoMarkPanel *self)
{
  g_autoptr (GPtrArray) marks = meso_editor_get_selected_marks (self->editor);
  MesoMarkSummary summary;

  if (marks->len > 0)
    meso_mark_summary_init (&summary, marks);
  else
    meso_mark_summary_init_from_hand (&summary, meso_editor_get_hand (self->editor),
                                      meso_editor_get_kind (self->editor));
  show_summary (self, &summary);
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

/* An entry that has the focus cannot go away with it. */
static void
leave (MesoMarkPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return;
  gtk_root_set_focus (root, NULL);
  g_signal_emit (self, signals[DONE], 0);
}

static gboolean
update_cb (gpointer user_data)
{
  MesoMarkPanel *self = user_data;
  gboolean editable = meso_session_is_editable (meso_editor_get_session (self->editor));
  gpointer rows[] = {
    self->setups,
    self->layers,
    self->passes,
    self->depth,
    self->dose,
    self->technique,
    self->device,
    self->state,
    self->details,
  };

  self->update_id = 0;
  if (!editable)
    leave (self);
  show_values (self);
  show_counts (self);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_set_sensitive (rows[i], editable);

  return G_SOURCE_REMOVE;
}

static void
queue_update (MesoMarkPanel *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* A change that was refused leaves in the row what was there before. */
static void
change (MesoMarkPanel *self,
        MesoMarkField field,
        MesoMarkValue value)
{
  meso_mark_field_change (self->editor, meso_editor_get_kind (self->editor), field, value);
  queue_update (self);
}

static void
layer_picked_cb (MesoMarkPanel *self,
                 int layer)
{
  meso_mark_panel_pick_layer (self, (MesoLayer) layer);
}

static void
passes_changed_cb (MesoMarkPanel *self)
{
  change (self, MESO_MARK_FIELD_PASSES, (MesoMarkValue){ .number = meso_number_row_get_value (self->passes) });
}

static void
depth_changed_cb (MesoMarkPanel *self)
{
  change (self, MESO_MARK_FIELD_DEPTH, (MesoMarkValue){ .number = meso_number_row_get_value (self->depth) });
}

static void
dose_changed_cb (MesoMarkPanel *self)
{
  change (self, MESO_MARK_FIELD_DOSE, (MesoMarkValue){ .number = meso_number_row_get_value (self->dose) });
}

static void
technique_picked_cb (MesoMarkPanel *self)
{
  change (self, MESO_MARK_FIELD_TECHNIQUE,
          (MesoMarkValue){ .choice = (int) meso_choice_row_get_chosen (self->technique) });
  g_signal_emit (self, signals[DONE], 0);
}

static void
device_picked_cb (MesoMarkPanel *self)
{
  MesoMarkValue value;

  if (!meso_device_choice_get (self->devices, &value.instrument))
    return;
  change (self, MESO_MARK_FIELD_DEVICE, value);
  g_signal_emit (self, signals[DONE], 0);
}

static void
set_state (MesoMarkPanel *self,
           MesoState state)
{
  change (self, MESO_MARK_FIELD_STATE, (MesoMarkValue){ .choice = (int) state });
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
more_clicked_cb (MesoMarkPanel *self)
{
  meso_mark_panel_show_details (self, !gtk_widget_get_visible (GTK_WIDGET (self->details)));
}

/* Where no entry has a use of its own for it. */
static gboolean
key_pressed_cb (MesoMarkPanel *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, signals[DONE], 0);
  return GDK_EVENT_STOP;
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
  g_clear_pointer (&self->devices, meso_device_choice_free);
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
  g_type_ensure (MESO_TYPE_BALANCE_POPOVER);
  g_type_ensure (MESO_TYPE_CHOICE_ROW);
  g_type_ensure (MESO_TYPE_MARK_DETAILS);
  g_type_ensure (MESO_TYPE_TOTALS_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "markpanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-mark-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, setups);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, passes);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, depth);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, hint);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, dose);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, technique);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, device);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, state);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, done_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, planned_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, more_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, more_arrow);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, reach);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, details);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, totals);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, balance_button);
  gtk_widget_class_bind_template_child (widget_class, MesoMarkPanel, balance);
  gtk_widget_class_bind_template_callback (widget_class, layer_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, passes_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, depth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, dose_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, technique_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, device_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, planned_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_product_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
}

static void
meso_mark_panel_init (MesoMarkPanel *self)
{
  g_autoptr (GPtrArray) techniques = g_ptr_array_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_ptr_array_add (techniques, (gpointer) _ ("Not given"));
  for (MesoTechnique technique = MESO_TECHNIQUE_NAPPAGE; technique <= MESO_TECHNIQUE_OTHER; technique++)
    g_ptr_array_add (techniques, (gpointer) meso_technique_get_name (technique));
  g_ptr_array_add (techniques, NULL);
  meso_choice_row_set_label (self->technique, _ ("_Technique"));
  meso_choice_row_set_names (self->technique, (const char *const *) techniques->pdata);
  meso_choice_row_set_label (self->device, _ ("De_vice"));
  self->devices = meso_device_choice_new (self->device);

  meso_number_row_set_label (self->depth, _ ("D_epth"), "mm");
  meso_number_row_set_range (self->depth, MESO_MM_DECIMALS, 2, DEPTH_STEP, DEPTH_MAX);
  meso_number_row_set_label (self->passes, _ ("Pa_sses"), "×");
  meso_number_row_set_range (self->passes, 0, 0, 1, PASSES_MAX);
  meso_number_row_set_min (self->passes, 1);

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
  meso_mark_details_set_editor (self->details, editor);
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
  g_signal_connect_object (meso_editor_get_options (editor), "notify::line-mode", G_CALLBACK (show_values), self,
                           G_CONNECT_SWAPPED);
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

  change (self, MESO_MARK_FIELD_LAYER, (MesoMarkValue){ .choice = (int) layer });
}

/** meso_mark_panel_set_library: whose people's own setups are offered. */
void
meso_mark_panel_set_library (MesoMarkPanel *self,
                             MesoLibrary *library)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_setup_list_set_library (self->setups, library);
}

/** meso_mark_panel_show_setups: opens the list of all setups. */
void
meso_mark_panel_show_setups (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_setup_list_show_chooser (self->setups);
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

  meso_choice_row_focus (self->technique);
}

/** meso_mark_panel_use_needle_depth: the depth becomes needle length x sin(angle), where both are given. */
void
meso_mark_panel_use_needle_depth (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  meso_mark_field_use_needle_depth (self->editor, meso_editor_get_kind (self->editor));
}

/** meso_mark_panel_get_details: whether the fields that are not always in sight are. */
gboolean
meso_mark_panel_get_details (MesoMarkPanel *self)
{
  g_return_val_if_fail (MESO_IS_MARK_PANEL (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self->details));
}

/** meso_mark_panel_show_details: opened, they get the focus; closed, it goes back to the canvas. */
void
meso_mark_panel_show_details (MesoMarkPanel *self,
                              gboolean visible)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->details), visible);
  gtk_widget_set_visible (GTK_WIDGET (self->reach), !visible);
  gtk_image_set_from_icon_name (self->more_arrow, visible ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->more_button), GTK_ACCESSIBLE_STATE_EXPANDED, visible, -1);
  if (visible)
    meso_mark_details_focus (self->details);
  else
    g_signal_emit (self, signals[DONE], 0);
}

/** meso_mark_panel_show_balance: opens right against left. */
void
meso_mark_panel_show_balance (MesoMarkPanel *self)
{
  g_return_if_fail (MESO_IS_MARK_PANEL (self));

  gtk_menu_button_popup (self->balance_button);
}
