/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-drawing-actions.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-set.h"
#include "meso-editor-views.h"
#include "meso-export-dialog.h"
#include "meso-edit-actions.h"
#include "meso-photo-actions.h"
#include "meso-planned.h"
#include "meso-print.h"
#include "meso-view-list.h"

/* Digits go by physical key, because French keyboards give "&" for 1; this is the key of 6. */
#define KEYCODE_6 15
#define N_SETUP_KEYS 4

static GtkWindow *
get_window (MesoDrawingPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
activate_on_canvas (MesoDrawingPage *page,
                    const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (meso_drawing_page_get_canvas (page)), action, NULL);
}

static void
back_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  g_signal_emit_by_name (user_data, "back");
}

static void
undo_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  if (!meso_canvas_take_back (meso_drawing_page_get_canvas (user_data)))
    meso_editor_undo (meso_drawing_page_get_editor (user_data));
}

static void
redo_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  meso_editor_redo (meso_drawing_page_get_editor (user_data));
}

static void
add_view_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  meso_editor_add_view (meso_drawing_page_get_editor (user_data), g_variant_get_string (parameter, NULL));
  meso_drawing_page_focus_canvas (user_data);
}

static void
show_view_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  MesoEditor *editor = meso_drawing_page_get_editor (user_data);
  guint index = (guint) g_variant_get_int32 (parameter);

  if (index < meso_session_get_n_maps (meso_editor_get_session (editor)))
    meso_editor_set_map (editor, meso_session_get_map (meso_editor_get_session (editor), index));
}

static void
next_view_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer user_data)
{
  meso_view_list_step (meso_drawing_page_get_editor (user_data), 1);
}

static void
previous_view_cb (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  meso_view_list_step (meso_drawing_page_get_editor (user_data), -1);
}

static void
zoom_in_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.zoom-in");
}

static void
zoom_out_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.zoom-out");
}

static void
zoom_reset_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.zoom-reset");
}

static void
fit_cb (GSimpleAction *action,
        GVariant *parameter,
        gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.fit");
}

static void
confirm_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.confirm");
}

static void
confirm_region_cb (GSimpleAction *action,
                   GVariant *parameter,
                   gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.confirm-region");
}

static void
mirror_selection_cb (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  activate_on_canvas (user_data, "canvas.mirror-selection");
}

/* Where the panel is out of sight it comes, since the list hangs on it. */
static void
balance_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  g_object_set (user_data, "show-panel", TRUE, NULL);
  meso_mark_panel_show_balance (meso_drawing_page_get_panel (user_data));
}

static void
guides_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  meso_drawing_page_show_guides (user_data);
}

static void
visibility_cb (GSimpleAction *action,
               GVariant *parameter,
               gpointer user_data)
{
  meso_drawing_page_show_visibility (user_data);
}

/* Those that are switched on, of what the session's views have. */
static MesoGuideFlags
get_guides (MesoDrawingPage *page)
{
  MesoSession *session = meso_editor_get_session (meso_drawing_page_get_editor (page));

  return meso_canvas_get_guides (meso_drawing_page_get_canvas (page)) &
         meso_guide_flags_get_available_in_session (session, meso_diagram_set_get_default ());
}

static void
export_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  MesoEditor *editor = meso_drawing_page_get_editor (user_data);

  meso_export_dialog_present (get_window (user_data), meso_editor_get_session (editor), get_guides (user_data));
}

static void
print_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  meso_print_run (get_window (user_data), meso_editor_get_session (meso_drawing_page_get_editor (user_data)),
                  get_guides (user_data));
}

static void
focus_amount_cb (GSimpleAction *action,
                 GVariant *parameter,
                 gpointer user_data)
{
  meso_mark_panel_focus_amount (meso_drawing_page_get_panel (user_data));
}

static void
focus_depth_cb (GSimpleAction *action,
                GVariant *parameter,
                gpointer user_data)
{
  meso_mark_panel_focus_depth (meso_drawing_page_get_panel (user_data));
}

static void
focus_technique_cb (GSimpleAction *action,
                    GVariant *parameter,
                    gpointer user_data)
{
  meso_mark_panel_focus_technique (meso_drawing_page_get_panel (user_data));
}

static void
focus_options_cb (GSimpleAction *action,
                  GVariant *parameter,
                  gpointer user_data)
{
  meso_tool_strip_focus (meso_drawing_page_get_tool_strip (user_data));
}

static void
more_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  meso_tool_strip_change (meso_drawing_page_get_tool_strip (user_data), 1);
}

static void
less_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  meso_tool_strip_change (meso_drawing_page_get_tool_strip (user_data), -1);
}

static void
use_needle_depth_cb (GSimpleAction *action,
                     GVariant *parameter,
                     gpointer user_data)
{
  meso_mark_panel_use_needle_depth (meso_drawing_page_get_panel (user_data));
}

static void
items_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  meso_drawing_page_toggle_items (user_data);
}

static void
details_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer user_data)
{
  MesoMarkPanel *panel = meso_drawing_page_get_panel (user_data);

  g_object_set (user_data, "show-panel", TRUE, NULL);
  meso_mark_panel_show_details (panel, !meso_mark_panel_get_details (panel));
}

static void
setups_cb (GSimpleAction *action,
           GVariant *parameter,
           gpointer user_data)
{
  g_object_set (user_data, "show-panel", TRUE, NULL);
  meso_mark_panel_show_setups (meso_drawing_page_get_panel (user_data));
}

static void
setup_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer user_data)
{
  meso_mark_panel_pick_setup (meso_drawing_page_get_panel (user_data), (guint) g_variant_get_int32 (parameter));
}

static void
change_panel_cb (GSimpleAction *action,
                 GVariant *state,
                 gpointer user_data)
{
  g_object_set (user_data, "show-panel", g_variant_get_boolean (state), NULL);
}

static const GActionEntry entries[] = {
  { .name = "back", .activate = back_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "add-view", .activate = add_view_cb, .parameter_type = "s" },
  { .name = "show-view", .activate = show_view_cb, .parameter_type = "i" },
  { .name = "next-view", .activate = next_view_cb },
  { .name = "previous-view", .activate = previous_view_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
  { .name = "zoom-reset", .activate = zoom_reset_cb },
  { .name = "fit", .activate = fit_cb },
  { .name = "confirm", .activate = confirm_cb },
  { .name = "confirm-region", .activate = confirm_region_cb },
  { .name = "mirror-selection", .activate = mirror_selection_cb },
  { .name = "balance", .activate = balance_cb },
  { .name = "guides", .activate = guides_cb },
  { .name = "visibility", .activate = visibility_cb },
  { .name = "export", .activate = export_cb },
  { .name = "print", .activate = print_cb },
  { .name = "focus-amount", .activate = focus_amount_cb },
  { .name = "focus-depth", .activate = focus_depth_cb },
  { .name = "focus-technique", .activate = focus_technique_cb },
  { .name = "focus-options", .activate = focus_options_cb },
  { .name = "option-more", .activate = more_cb },
  { .name = "option-less", .activate = less_cb },
  { .name = "use-needle-depth", .activate = use_needle_depth_cb },
  { .name = "details", .activate = details_cb },
  { .name = "items", .activate = items_cb },
  { .name = "setups", .activate = setups_cb },
  { .name = "setup", .activate = setup_cb, .parameter_type = "i" },
  { .name = "panel", .state = "true", .change_state = change_panel_cb },
};

static void
add_property_action (GSimpleActionGroup *actions,
                     const char *name,
                     gpointer object,
                     const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
}

/** meso_drawing_actions_new: (transfer full): the group "draw" of @page, which must outlive it. */
GSimpleActionGroup *
meso_drawing_actions_new (MesoDrawingPage *page)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  MesoCanvas *canvas = meso_drawing_page_get_canvas (page);

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), page);
  for (guint i = 0; i < MESO_N_GUIDES; i++)
    {
      g_autofree char *name = g_strconcat ("guide-", meso_guide_vocabulary.tokens[i], NULL);

      add_property_action (actions, name, canvas, name);
    }
  add_property_action (actions, "mirror", meso_drawing_page_get_editor (page), "mirror");
  add_property_action (actions, "overlay", canvas, "overlay");
  add_property_action (actions, "figure", meso_drawing_page_get_editor (page), "figure");
  add_property_action (actions, "only-layer",
                       meso_editor_get_visibility (meso_drawing_page_get_editor (page)), "only-layer");
  add_property_action (actions, "colour-by-product", canvas, "colour-by-product");

  meso_photo_actions_add (G_ACTION_MAP (actions), page);
  meso_edit_actions_add (G_ACTION_MAP (actions), page);

  return actions;
}

static void
set_enabled (GSimpleActionGroup *actions,
             const char *name,
             gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), name)), enabled);
}

/** meso_drawing_actions_set_panel: whether the panel is in sight; a property action would hold the page. */
void
meso_drawing_actions_set_panel (GSimpleActionGroup *actions,
                                gboolean show_panel)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (actions), "panel");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (show_panel));
}

/** meso_drawing_actions_update: after an edit, or when the session became read-only. */
void
meso_drawing_actions_update (GSimpleActionGroup *actions,
                             MesoDrawingPage *page)
{
  MesoSession *session = meso_editor_get_session (meso_drawing_page_get_editor (page));
  MesoHistory *history = meso_session_get_history (session);
  gboolean editable = meso_session_is_editable (session);
  gboolean has_planned = meso_planned_count (session) > 0;

  set_enabled (actions, "undo", editable && meso_history_get_can_undo (history));
  set_enabled (actions, "redo", editable && meso_history_get_can_redo (history));
  set_enabled (actions, "add-view", editable);
  set_enabled (actions, "setup", editable);
  set_enabled (actions, "setups", editable);
  set_enabled (actions, "mirror-selection", editable);
  set_enabled (actions, "confirm", editable && has_planned);
  set_enabled (actions, "confirm-region", editable && has_planned);
  meso_edit_actions_update (G_ACTION_MAP (actions), page);
  set_enabled (actions, "use-needle-depth", editable);
  meso_photo_actions_update (G_ACTION_MAP (actions), meso_drawing_page_get_editor (page));
}

static void
add_key (GtkEventController *controller,
         const char *trigger,
         const char *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_named_action_new (action)));
}

static gboolean
key_pressed_cb (MesoDrawingPage *page,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  guint setup;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (keyval >= GDK_KEY_KP_6 && keyval <= GDK_KEY_KP_9)
    setup = keyval - GDK_KEY_KP_6;
  else if (keycode >= KEYCODE_6 && keycode < KEYCODE_6 + N_SETUP_KEYS)
    setup = keycode - KEYCODE_6;
  else
    return GDK_EVENT_PROPAGATE;

  g_action_group_activate_action (meso_drawing_page_get_actions (page), "setup", g_variant_new_int32 ((int) setup));

  return GDK_EVENT_STOP;
}

/**
 * meso_drawing_actions_add_keys:
 *
 * Adds the single keys that the canvas itself does not know. They act on the canvas only, so that every entry can be
 * typed into.
 */
void
meso_drawing_actions_add_keys (MesoDrawingPage *page)
{
  GtkWidget *canvas = GTK_WIDGET (meso_drawing_page_get_canvas (page));
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (shortcuts), GTK_SHORTCUT_SCOPE_LOCAL);
  add_key (shortcuts, "a", "draw.focus-amount");
  add_key (shortcuts, "d", "draw.focus-depth");
  add_key (shortcuts, "t", "draw.focus-technique");
  add_key (shortcuts, "<Shift>s", "draw.setups");
  add_key (shortcuts, "q", "draw.focus-options");
  /* Where they are on the key without Shift, too. */
  add_key (shortcuts, "plus", "draw.option-more");
  add_key (shortcuts, "equal", "draw.option-more");
  add_key (shortcuts, "KP_Add", "draw.option-more");
  add_key (shortcuts, "minus", "draw.option-less");
  add_key (shortcuts, "KP_Subtract", "draw.option-less");
  add_key (shortcuts, "<Shift>d", "draw.use-needle-depth");
  add_key (shortcuts, "i", "draw.items");
  add_key (shortcuts, "period", "draw.details");
  add_key (shortcuts, "KP_Decimal", "draw.details");
  add_key (shortcuts, "u", "draw.guides");
  add_key (shortcuts, "h", "draw.only-layer");
  add_key (shortcuts, "<Control>c", "draw.copy");
  add_key (shortcuts, "<Control>x", "draw.cut");
  add_key (shortcuts, "<Control>v", "draw.paste");
  add_key (shortcuts, "<Control>d", "draw.duplicate");
  add_key (shortcuts, "<Shift>F10", "draw.context-menu");
  add_key (shortcuts, "Menu", "draw.context-menu");
  add_key (shortcuts, "<Control>h", "draw.visibility");
  add_key (shortcuts, "v", "draw.next-view");
  add_key (shortcuts, "<Shift>v", "draw.previous-view");
  add_key (shortcuts, "Page_Down", "draw.next-view");
  add_key (shortcuts, "Page_Up", "draw.previous-view");
  gtk_widget_add_controller (canvas, shortcuts);

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), page, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (canvas, keys);
}
