/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-drawing-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "meso-context-menu.h"
#include "meso-drawing-actions.h"
#include "meso-edit-actions.h"
#include "meso-editor-state.h"
#include "meso-error-strip.h"
#include "meso-hidden-pill.h"
#include "meso-item-list.h"
#include "meso-layer-bar.h"
#include "meso-patient-title.h"
#include "meso-photo-strip.h"
#include "meso-product-dialog.h"
#include "meso-status-line.h"
#include "meso-tool-bar.h"
#include "meso-view-list.h"
#include "diagram/meso-map-diagram.h"

/* So much of the first alert is always in sight: in a wide window, and in others. */
#define ALERT_CHARS 20
#define ALERT_CHARS_COMPACT 10

/* Of the table of marks; and how far inside the canvas the mark comes that is looked for. */
#define ITEMS_HEIGHT 250
#define REVEAL_MARGIN 96

struct _MesoDrawingPage
{
  GtkWidget parent_instance;

  AdwHeaderBar *header;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkMenuButton *views_button;
  GtkWidget *alert_button;
  GtkLabel *alert_label;
  GtkLabel *alert_list;
  MesoPatientTitle *title;
  GtkWidget *panel_button;
  GMenu *edit_section;
  MesoErrorStrip *strip;
  MesoPhotoStrip *photo_strip;
  MesoViewList *views;
  MesoToolBar *tools;
  MesoToolStrip *tool_strip;
  MesoCanvas *canvas;
  MesoHiddenPill *hidden_pill;
  MesoLayerBar *layer_bar;
  MesoStatusLine *status;
  MesoMarkPanel *panel;
  GtkWidget *items; /* made when it is first shown: a table takes a while */

  MesoStore *store;
  MesoEditor *editor;
  MesoEarlier *earlier;
  GSimpleActionGroup *actions;
  GSettings *settings;
  MesoLibrary *library; /* NULL: none is known */
  MesoEditorState *remembered; /* before keys that may be a scanner's */

  MesoRoom room;
  guint show_panel : 1; /* what the person wants where there is room */
  guint show_panel_when_narrow : 1;
};

G_DEFINE_FINAL_TYPE (MesoDrawingPage, meso_drawing_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SHOW_PANEL,
  N_PROPS
};

enum
{
  BACK,
  TOAST,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
get_show_panel (MesoDrawingPage *self)
{
  return self->room == MESO_ROOM_NARROW ? self->show_panel_when_narrow : self->show_panel;
}

/* In the header it is the name that gives way. */
static void
reserve_alert (MesoDrawingPage *self)
{
  long n = g_utf8_strlen (gtk_label_get_text (self->alert_label), -1);

  gtk_label_set_width_chars (self->alert_label,
                             (int) MIN (n, self->room == MESO_ROOM_WIDE ? ALERT_CHARS : ALERT_CHARS_COMPACT));
}

static void
show_room (MesoDrawingPage *self)
{
  reserve_alert (self);
  gtk_widget_set_visible (GTK_WIDGET (self->views), self->room == MESO_ROOM_WIDE);
  gtk_widget_set_visible (GTK_WIDGET (self->views_button), self->room != MESO_ROOM_WIDE);
  gtk_widget_set_visible (self->panel_button, self->room == MESO_ROOM_NARROW);
  gtk_widget_set_visible (GTK_WIDGET (self->panel), get_show_panel (self));
  gtk_widget_set_visible (GTK_WIDGET (self->layer_bar), !get_show_panel (self));
  meso_drawing_actions_set_panel (self->actions, get_show_panel (self));
}

static void
set_show_panel (MesoDrawingPage *self,
                gboolean show_panel)
{
  if (self->room == MESO_ROOM_NARROW)
    self->show_panel_when_narrow = !!show_panel;
  else
    self->show_panel = !!show_panel;
  show_room (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PANEL]);
}

/* The views as a menu, for where there is no room for pictures. It is made when it is asked for: a menu takes as long
 * as all the rest that an edit does. */
static void
create_view_menu (GtkMenuButton *button,
                  gpointer user_data)
{
  MesoDrawingPage *self = user_data;
  MesoSession *session = meso_editor_get_session (self->editor);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) used = g_menu_new ();
  g_autoptr (GMenuModel) others = meso_view_list_create_add_menu (self->editor);

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      g_autofree char *view = meso_session_dup_map_name (session, map);
      g_autofree char *action = g_strdup_printf ("draw.show-view(%u)", i);
      g_autofree char *label = NULL;

      label = g_strdup_printf ("%s · %u", view, meso_map_get_n_marks (map));
      g_menu_append (used, label, action);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (used));
  if (g_menu_model_get_n_items (others) > 0)
    g_menu_append_section (menu, _ ("Add View"), others);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
show_history (MesoDrawingPage *self)
{
  MesoHistory *history = meso_session_get_history (meso_editor_get_session (self->editor));
  const char *undo_name = meso_history_get_undo_name (history);
  const char *redo_name = meso_history_get_redo_name (history);
  /* Translators: the tooltip of the button; a step such as Add Line, and the keys */
  g_autofree char *undo = g_strdup_printf (_ ("Undo %s (Ctrl+Z)"), undo_name != NULL ? undo_name : "");
  /* Translators: the tooltip of the button; a step such as Add Line, and the keys */
  g_autofree char *redo = g_strdup_printf (_ ("Redo %s (Ctrl+Shift+Z)"), redo_name != NULL ? redo_name : "");

  gtk_widget_set_tooltip_text (self->undo_button, undo_name != NULL ? undo : _ ("Undo (Ctrl+Z)"));
  gtk_widget_set_tooltip_text (self->redo_button, redo_name != NULL ? redo : _ ("Redo (Ctrl+Shift+Z)"));
  meso_drawing_actions_update (self->actions, self);
}

static char *
describe_alert (MesoItem *item)
{
  const MesoAlert *alert = meso_item_get_alert (item);
  const char *kind = meso_vocabulary_get_name (&meso_alert_vocabulary, alert->kind);

  return kind != NULL ? g_strdup_printf (_ ("%s: %s"), kind, alert->text) : g_strdup (alert->text);
}

static void
show_alerts (MesoDrawingPage *self)
{
  MesoItem *patient = meso_session_get_item (meso_editor_get_session (self->editor), MESO_SLOT_PATIENT);
  guint n = patient != NULL ? meso_item_get_n_children (patient) : 0;
  g_autoptr (GString) all = g_string_new (NULL);

  gtk_widget_set_visible (self->alert_button, n > 0);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = describe_alert (meso_item_get_child (patient, i));

      if (i == 0)
        {
          g_autofree char *more = n > 1 ? g_strdup_printf ("%s  +%u", text, n - 1) : g_strdup (text);

          gtk_label_set_text (self->alert_label, more);
        }
      g_string_append_printf (all, "%s%s", i > 0 ? "\n" : "", text);
    }
  reserve_alert (self);
  gtk_label_set_text (self->alert_list, all->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->alert_button), GTK_ACCESSIBLE_PROPERTY_LABEL, all->str, -1);
}

/* @message: (nullable): what else there is to say, such as that a photo is missing. */
static void
show_outside (MesoDrawingPage *self,
              const char *message)
{
  const char *words = _ ("This file is not in the library. You can look at it, but not change it.");
  g_autofree char *text = message != NULL ? g_strdup_printf ("%s %s", words, message) : g_strdup (words);

  meso_error_strip_show (self->strip, text, _ ("Add to _Library"));
}

static void
show_strip (MesoDrawingPage *self)
{
  MesoSession *session = meso_store_get_session (self->store);
  const char *message = meso_store_get_message (self->store);

  if (meso_store_get_lock_holder (self->store) != NULL)
    {
      g_autofree char *text = g_strdup_printf (_ ("This session is open in %s. You can look at it, but not change it."),
                                               meso_store_get_lock_holder (self->store));

      meso_error_strip_show (self->strip, text, _ ("_Take Over"));
    }
  else if (meso_store_get_state (self->store) == MESO_STORE_FAILED)
    meso_error_strip_show (self->strip, message != NULL ? message : _ ("The session could not be saved."),
                           _ ("_Try Again"));
  else if (meso_store_get_folder (self->store) == NULL)
    show_outside (self, message);
  else if (message != NULL)
    meso_error_strip_show (self->strip, message, NULL);
  else if (meso_session_get_status (session) == MESO_STATUS_DRAFT &&
           meso_session_get_read_only_reason (session) != NULL)
    meso_error_strip_show (self->strip, meso_session_get_read_only_reason (session), NULL);
  else
    meso_error_strip_hide (self->strip);
}

/* The hand goes on with what it last did in this session. */
static void
take_last_marks (MesoDrawingPage *self)
{
  MesoSession *session = meso_store_get_session (self->store);
  MesoHand *hand = meso_editor_get_hand (self->editor);
  MesoMap *map = meso_editor_get_map (self->editor);
  MesoMark *last[MESO_MARK_AREA + 1] = { NULL };

  for (guint i = 0; map != NULL && i < meso_map_get_n_marks (map); i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);

      last[meso_mark_get (mark)->kind] = mark;
    }
  for (MesoMarkKind kind = MESO_MARK_AREA; kind >= MESO_MARK_POINT; kind--)
    if (last[kind] != NULL)
      meso_hand_take_from (hand, meso_mark_get (last[kind]));
  if (last[MESO_MARK_POINT] == NULL && last[MESO_MARK_THREAD] == NULL && last[MESO_MARK_AREA] == NULL &&
      meso_session_get_n_products (session) > 0)
    meso_hand_set_product (hand, meso_item_get_id (meso_session_get_product (session, 0)));
}

static void
session_edited_cb (MesoDrawingPage *self)
{
  show_history (self);
  show_alerts (self);
}

static void
message_cb (MesoDrawingPage *self,
            const char *text,
            gboolean is_error)
{
  meso_status_line_say (self->status, text, is_error);
}

static void
pointer_cb (MesoDrawingPage *self)
{
  meso_mark_panel_set_region (self->panel, meso_canvas_get_pointer_region (self->canvas));
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  /* The state of the store says how it went. */
  meso_store_flush_finish (MESO_STORE (object), result, NULL);
}

static void
strip_action_cb (MesoDrawingPage *self)
{
  g_autoptr (GError) error = NULL;

  /* The button that has the focus is about to go. */
  meso_drawing_page_focus_canvas (self);
  if (meso_store_get_folder (self->store) == NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-to-library", NULL);
  else if (meso_store_get_lock_holder (self->store) == NULL)
    meso_store_flush_async (self->store, NULL, flushed_cb, NULL);
  else if (!meso_store_take_over (self->store, &error))
    meso_status_line_say (self->status, error->message, TRUE);
  else
    show_strip (self);
}

static void
focus_canvas_cb (MesoDrawingPage *self)
{
  meso_drawing_page_focus_canvas (self);
}

static void
layer_picked_cb (MesoDrawingPage *self,
                 int layer)
{
  meso_mark_panel_pick_layer (self->panel, (MesoLayer) layer);
  meso_drawing_page_focus_canvas (self);
}

static void
edit_product_cb (MesoDrawingPage *self,
                 MesoItem *product)
{
  /* Where the keys are wanted once the dialog is gone. */
  meso_drawing_page_focus_canvas (self);
  meso_product_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->editor, self->library,
                               product);
}

static void
meso_drawing_page_get_property (GObject *object,
                                guint prop_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  MesoDrawingPage *self = MESO_DRAWING_PAGE (object);

  switch (prop_id)
    {
    case PROP_SHOW_PANEL:
      g_value_set_boolean (value, get_show_panel (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_drawing_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  MesoDrawingPage *self = MESO_DRAWING_PAGE (object);

  switch (prop_id)
    {
    case PROP_SHOW_PANEL:
      set_show_panel (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_drawing_page_dispose (GObject *object)
{
  MesoDrawingPage *self = MESO_DRAWING_PAGE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->actions);
  g_clear_object (&self->earlier);
  g_clear_object (&self->editor);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_object (&self->library);
  g_clear_pointer (&self->remembered, meso_editor_state_free);

  G_OBJECT_CLASS (meso_drawing_page_parent_class)->dispose (object);
}

static void
meso_drawing_page_class_init (MesoDrawingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = meso_drawing_page_get_property;
  object_class->set_property = meso_drawing_page_set_property;
  object_class->dispose = meso_drawing_page_dispose;

  properties[PROP_SHOW_PANEL] =
    g_param_spec_boolean ("show-panel", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (MESO_TYPE_PATIENT_TITLE);
  g_type_ensure (MESO_TYPE_ERROR_STRIP);
  g_type_ensure (MESO_TYPE_PHOTO_STRIP);
  g_type_ensure (MESO_TYPE_VIEW_LIST);
  g_type_ensure (MESO_TYPE_TOOL_BAR);
  g_type_ensure (MESO_TYPE_TOOL_STRIP);
  g_type_ensure (MESO_TYPE_CANVAS);
  g_type_ensure (MESO_TYPE_HIDDEN_PILL);
  g_type_ensure (MESO_TYPE_LAYER_BAR);
  g_type_ensure (MESO_TYPE_STATUS_LINE);
  g_type_ensure (MESO_TYPE_MARK_PANEL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "drawingpage");
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/mesomap/Mesomap/ui/meso-drawing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, header);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, redo_button);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, views_button);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, alert_button);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, alert_label);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, alert_list);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, title);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, panel_button);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, edit_section);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, strip);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, photo_strip);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, views);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, tools);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, tool_strip);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, hidden_pill);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, layer_bar);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, status);
  gtk_widget_class_bind_template_child (widget_class, MesoDrawingPage, panel);
  gtk_widget_class_bind_template_callback (widget_class, strip_action_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_canvas_cb);
  gtk_widget_class_bind_template_callback (widget_class, layer_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_product_cb);
}

static void
meso_drawing_page_init (MesoDrawingPage *self)
{
  g_autoptr (GMenu) edit = meso_edit_actions_create_menu (FALSE);

  self->show_panel = TRUE;
  self->settings = g_settings_new (APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_menu_append_submenu (self->edit_section, _ ("_Edit"), G_MENU_MODEL (edit));
  gtk_menu_button_set_create_popup_func (self->views_button, create_view_menu, self, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  g_settings_bind (self->settings, "hide-names", self->title, "hide-names", G_SETTINGS_BIND_GET);
  for (guint i = 0; i < MESO_N_GUIDES; i++)
    {
      g_autofree char *name = g_strconcat ("guide-", meso_guide_vocabulary.tokens[i], NULL);

      g_settings_bind (self->settings, name, self->canvas, name, G_SETTINGS_BIND_DEFAULT);
    }
}

static void
connect_signals (MesoDrawingPage *self)
{
  MesoSession *session = meso_store_get_session (self->store);

  g_signal_connect_object (session, "edited", G_CALLBACK (session_edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::editable", G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::map", G_CALLBACK (show_history), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::pointer", G_CALLBACK (pointer_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::state", G_CALLBACK (show_strip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::message", G_CALLBACK (show_strip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::lock-holder", G_CALLBACK (show_strip), self, G_CONNECT_SWAPPED);
}

/** meso_drawing_page_new: the screen of the session in @store. */
GtkWidget *
meso_drawing_page_new (MesoStore *store)
{
  MesoDrawingPage *self;

  g_return_val_if_fail (MESO_IS_STORE (store), NULL);

  self = g_object_new (MESO_TYPE_DRAWING_PAGE, NULL);
  self->store = g_object_ref (store);
  self->editor = meso_editor_new (meso_store_get_session (store));
  meso_tool_options_remember (meso_editor_get_options (self->editor), self->settings);
  take_last_marks (self);
  meso_canvas_set_editor (self->canvas, self->editor);
  self->actions = meso_drawing_actions_new (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "draw", G_ACTION_GROUP (self->actions));
  meso_drawing_actions_add_keys (self);
  meso_context_menu_add (self);

  meso_patient_title_set_store (self->title, store);
  meso_view_list_set_editor (self->views, self->editor);
  meso_tool_bar_set_editor (self->tools, self->editor);
  self->earlier = meso_earlier_new (self->editor, meso_store_get_folder (store));
  meso_tool_bar_set_earlier (self->tools, self->earlier);
  meso_canvas_set_earlier (self->canvas, self->earlier);
  meso_tool_strip_set_canvas (self->tool_strip, self->canvas);
  meso_photo_strip_set_editor (self->photo_strip, self->editor);
  meso_hidden_pill_set_editor (self->hidden_pill, self->editor);
  meso_status_line_set_canvas (self->status, self->canvas);
  meso_layer_bar_set_editor (self->layer_bar, self->editor);
  meso_mark_panel_set_editor (self->panel, self->editor);
  connect_signals (self);

  session_edited_cb (self);
  show_strip (self);
  show_room (self);

  return GTK_WIDGET (self);
}

/** meso_drawing_page_remember: how the screen is now, since the next keys may be those of a scanner. */
void
meso_drawing_page_remember (MesoDrawingPage *self)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  g_clear_pointer (&self->remembered, meso_editor_state_free);
  self->remembered = meso_editor_state_new (self->editor, self->canvas);
}

/** meso_drawing_page_scan: puts back what the keys of the scanner did, and shows the card of the box. */
void
meso_drawing_page_scan (MesoDrawingPage *self,
                        const char *code)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));
  g_return_if_fail (code != NULL);

  if (self->remembered != NULL)
    meso_editor_state_restore (self->remembered);
  g_clear_pointer (&self->remembered, meso_editor_state_free);
  if (meso_session_is_editable (meso_editor_get_session (self->editor)))
    meso_product_dialog_present_code (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->editor,
                                      self->library, code);
  else
    meso_status_line_say (self->status, _ ("This session cannot be changed, and takes no products."), TRUE);
}

/** meso_drawing_page_set_library: whose setups and products are offered, wherever the session itself is. */
void
meso_drawing_page_set_library (MesoDrawingPage *self,
                               MesoLibrary *library)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));
  g_return_if_fail (MESO_IS_LIBRARY (library));

  g_set_object (&self->library, library);
  meso_mark_panel_set_library (self->panel, library);
}

/** meso_drawing_page_get_store: (transfer none). */
MesoStore *
meso_drawing_page_get_store (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return self->store;
}

/** meso_drawing_page_get_editor: (transfer none). */
MesoEditor *
meso_drawing_page_get_editor (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return self->editor;
}

/** meso_drawing_page_get_canvas: (transfer none). */
MesoCanvas *
meso_drawing_page_get_canvas (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return self->canvas;
}

/** meso_drawing_page_get_panel: (transfer none). */
MesoMarkPanel *
meso_drawing_page_get_panel (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return self->panel;
}

/** meso_drawing_page_get_tool_strip: (transfer none). */
MesoToolStrip *
meso_drawing_page_get_tool_strip (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return self->tool_strip;
}

/** meso_drawing_page_get_actions: (transfer none): the group "draw". */
GActionGroup *
meso_drawing_page_get_actions (MesoDrawingPage *self)
{
  g_return_val_if_fail (MESO_IS_DRAWING_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

/** meso_drawing_page_set_room: rearranges the page for the width that there is. */
void
meso_drawing_page_set_room (MesoDrawingPage *self,
                            MesoRoom room)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  if (self->room == room)
    return;

  self->room = room;
  self->show_panel_when_narrow = FALSE;
  show_room (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_PANEL]);
}

/** meso_drawing_page_show_guides: opens the list of guides. */
void
meso_drawing_page_show_guides (MesoDrawingPage *self)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  meso_tool_bar_show_guides (self->tools);
}

/** meso_drawing_page_show_visibility: opens the list of what is shown and locked. */
void
meso_drawing_page_show_visibility (MesoDrawingPage *self)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  meso_tool_bar_show_visibility (self->tools);
}

/** meso_drawing_page_focus_canvas: where the single keys act. */
void
meso_drawing_page_focus_canvas (MesoDrawingPage *self)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
reveal_mark_cb (MesoDrawingPage *self,
                MesoMark *mark)
{
  MesoPoint place = meso_mark_get_place (mark);

  meso_viewport_reveal (meso_canvas_get_viewport (self->canvas), place.x / 100.0, place.y / 100.0, REVEAL_MARGIN);
}

static void
show_items (MesoDrawingPage *self)
{
  if (self->items == NULL)
    {
      self->items = meso_item_list_new (self->editor);
      g_signal_connect_object (self->items, "reveal", G_CALLBACK (reveal_mark_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->items, "done", G_CALLBACK (focus_canvas_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_size_request (self->items, -1, ITEMS_HEIGHT);
      gtk_widget_insert_before (self->items, gtk_widget_get_parent (GTK_WIDGET (self->status)),
                                GTK_WIDGET (self->status));
    }
  gtk_widget_set_visible (self->items, TRUE);
  meso_item_list_focus (MESO_ITEM_LIST (self->items));
}

/** meso_drawing_page_toggle_items: the table of the marks under the canvas; it gets the focus. */
void
meso_drawing_page_toggle_items (MesoDrawingPage *self)
{
  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  if (self->items == NULL || !gtk_widget_get_visible (self->items))
    {
      show_items (self);
      return;
    }
  meso_drawing_page_focus_canvas (self);
  gtk_widget_set_visible (self->items, FALSE);
}

/** meso_drawing_page_next_pane: moves the focus to the next of header, views, tools, options, canvas and panel. */
void
meso_drawing_page_next_pane (MesoDrawingPage *self)
{
  GtkWidget *panes[6];
  GtkWidget *focus;
  guint current = 0;

  g_return_if_fail (MESO_IS_DRAWING_PAGE (self));

  panes[0] = GTK_WIDGET (self->header);
  panes[1] = GTK_WIDGET (self->views);
  panes[2] = GTK_WIDGET (self->tools);
  panes[3] = GTK_WIDGET (self->tool_strip);
  panes[4] = GTK_WIDGET (self->canvas);
  panes[5] = GTK_WIDGET (self->panel);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      current = i;

  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *pane = panes[(current + i) % G_N_ELEMENTS (panes)];

      if (gtk_widget_get_visible (pane) && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}
