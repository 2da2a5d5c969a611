/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-tools.h"

#define NUDGE 50
#define LONG_NUDGE 500
/* The crosshair has further to go than a mark that is put right. */
#define CROSSHAIR_STEPS 2

/* Digits go by the key and not by what it is labelled with: French keyboards give "&" for 1. */
#define KEYCODE_1 10

static gboolean
has_selection (MesoCanvas *self)
{
  return self->editor != NULL && meso_selection_get_size (meso_editor_get_selection (self->editor)) > 0;
}

static void
select_all (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->editor == NULL)
    return;
  meso_canvas_set_crosshair (self, NULL);
  meso_editor_select_all (self->editor);
}

static void
delete_selection (GtkWidget *widget,
                  const char *name,
                  GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->editor == NULL || meso_canvas_tool_command (self->tool, MESO_COMMAND_REMOVE))
    return;
  meso_input_lose (self->input);
  meso_canvas_tool_cancel (self->tool);
  meso_editor_delete_selection (self->editor);
}

/* Tab, the brackets and Insert are only taken where there are nodes; else Tab moves the focus as ever. */
static gboolean
command_cb (GtkWidget *widget,
            GVariant *parameter,
            gpointer user_data)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (self->editor == NULL ||
      !meso_canvas_tool_command (self->tool, (MesoToolCommand) g_variant_get_int32 (parameter)))
    return GDK_EVENT_PROPAGATE;
  /* The arrows are about the node from now on. */
  meso_canvas_set_crosshair (self, NULL);
  return GDK_EVENT_STOP;
}

static void
cancel (GtkWidget *widget,
        const char *name,
        GVariant *parameter)
{
  meso_canvas_cancel (MESO_CANVAS (widget));
}

static void
change_layer_cb (MesoMarkData *data,
                 gpointer user_data)
{
  if (data->kind != MESO_MARK_AREA)
    data->layer = (MesoLayer) GPOINTER_TO_INT (user_data);
}

static void
change_state_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->state = (MesoState) GPOINTER_TO_INT (user_data);
}

static void
set_layer (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  int layer = g_variant_get_int32 (parameter);

  if (self->editor == NULL || layer < MESO_LAYER_EPIDERMIS || layer >= MESO_N_LAYERS)
    return;
  if (has_selection (self))
    meso_editor_change_selection (self->editor, _ ("Change Layer"), change_layer_cb, GINT_TO_POINTER (layer));
  else
    meso_hand_set_layer (meso_editor_get_hand (self->editor), (MesoLayer) layer);
}

/* All become planned, unless they all are. */
static void
toggle_planned (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  g_autoptr (GPtrArray) marks = NULL;
  MesoState state = MESO_STATE_DONE;
  MesoHand *hand;

  if (self->editor == NULL)
    return;
  hand = meso_editor_get_hand (self->editor);
  if (!has_selection (self))
    {
      if (meso_hand_get_state (hand) != MESO_STATE_PLANNED)
        state = MESO_STATE_PLANNED;
      meso_hand_set_state (hand, state);
      return;
    }
  marks = meso_editor_get_selected_marks (self->editor);
  for (guint i = 0; i < marks->len; i++)
    if (!meso_mark_is_planned (g_ptr_array_index (marks, i)))
      state = MESO_STATE_PLANNED;
  meso_editor_change_selection (self->editor, state == MESO_STATE_PLANNED ? _ ("Mark as Planned") : _ ("Mark as Done"),
                                change_state_cb, GINT_TO_POINTER (state));
}

static void
set_tool (GtkWidget *widget,
          const char *name,
          GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  MesoTool tool;

  if (self->editor != NULL && meso_tool_find (g_variant_get_string (parameter, NULL), &tool))
    meso_tool_pick (self->editor, tool);
}

/* The first selected mark is where one is; without one, before the first. */
static int
find_current (MesoCanvas *self,
              MesoMap *map,
              gboolean forward)
{
  MesoSelection *selection = meso_editor_get_selection (self->editor);
  guint n_marks = meso_map_get_n_marks (map);

  for (guint i = 0; i < n_marks; i++)
    if (meso_selection_contains (selection, meso_mark_get_id (meso_map_get_mark (map, i))))
      return (int) i;
  return forward ? -1 : 0;
}

static void
step_mark (MesoCanvas *self,
           gboolean forward)
{
  MesoMap *map = self->editor != NULL ? meso_editor_get_map (self->editor) : NULL;
  int n_marks = map != NULL ? (int) meso_map_get_n_marks (map) : 0;
  int at = n_marks > 0 ? find_current (self, map, forward) : 0;
  const char *ids[2] = { NULL };
  MesoMark *mark = NULL;

  /* Past those that are hidden or locked. */
  for (int i = 0; i < n_marks && (mark == NULL || meso_editor_is_locked (self->editor, mark)); i++)
    {
      at = (at + (forward ? 1 : n_marks - 1)) % n_marks;
      mark = meso_map_get_mark (map, (guint) at);
    }
  if (mark == NULL || meso_editor_is_locked (self->editor, mark))
    return;
  meso_canvas_set_crosshair (self, NULL);
  ids[0] = meso_mark_get_id (mark);
  meso_selection_set (meso_editor_get_selection (self->editor), ids);
  meso_canvas_reveal (self, meso_mark_get_place (mark));
}

static void
next_mark (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  step_mark (MESO_CANVAS (widget), TRUE);
}

static void
previous_mark (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  step_mark (MESO_CANVAS (widget), FALSE);
}

/* One more: the next one after the last that is selected. */
static void
add_next_mark (GtkWidget *widget,
               const char *name,
               GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  MesoSelection *selection = self->editor != NULL ? meso_editor_get_selection (self->editor) : NULL;
  MesoMap *map = self->editor != NULL ? meso_editor_get_map (self->editor) : NULL;
  MesoMark *next = NULL;

  for (guint i = map != NULL ? meso_map_get_n_marks (map) : 0; i > 0; i--)
    {
      MesoMark *mark = meso_map_get_mark (map, i - 1);

      if (meso_selection_contains (selection, meso_mark_get_id (mark)))
        break;
      if (!meso_editor_is_locked (self->editor, mark))
        next = mark;
    }
  if (next == NULL)
    return;
  meso_canvas_set_crosshair (self, NULL);
  meso_selection_toggle (selection, meso_mark_get_id (next));
  meso_canvas_reveal (self, meso_mark_get_place (next));
}

/* Something is held down, and keys do not reach into it. */
static gboolean
is_busy (MesoCanvas *self)
{
  return self->editor == NULL || meso_input_get_drag (self->input) != MESO_DRAG_NONE;
}

/* Whether arrows are about what is selected; tools that mean a place need the crosshair. */
static gboolean
moves_selection (MesoTool tool)
{
  return tool != MESO_TOOL_CALIBRATE && tool != MESO_TOOL_RULER && tool != MESO_TOOL_ERASE;
}

static void
nudge (GtkWidget *widget,
       const char *name,
       GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  if (is_busy (self))
    return;
  /* Once the crosshair is out it goes on, so that several marks can be picked with it, and none moved by mistake. */
  if (!self->has_crosshair && meso_canvas_tool_nudge (self->tool, dx, dy))
    return;
  if (has_selection (self) && !self->has_crosshair && moves_selection (meso_editor_get_tool (self->editor)))
    meso_editor_move_selection (self->editor, dx, dy, TRUE);
  else
    meso_canvas_move_crosshair (self, dx * CROSSHAIR_STEPS, dy * CROSSHAIR_STEPS);
}

static void
step_region (GtkWidget *widget,
             const char *name,
             GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  if (!is_busy (self))
    meso_canvas_step_region (self, dx, dy);
}

static void
drop_mark (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (is_busy (self))
    return;
  if (self->has_crosshair)
    meso_canvas_click_crosshair (self, (MesoPointerModifiers) 0);
  else if (!meso_canvas_tool_finish (self->tool))
    meso_canvas_show_crosshair (self);
}

/* As a click with Shift: what that means is up to the tool. */
static void
drop_with_shift (GtkWidget *widget,
                 const char *name,
                 GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (!is_busy (self) && self->has_crosshair)
    meso_canvas_click_crosshair (self, MESO_POINTER_SHIFT);
}

/* What is half-made; or else the mark at the crosshair joins the selection, or leaves it. */
static void
finish (GtkWidget *widget,
        const char *name,
        GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (is_busy (self) || meso_canvas_tool_finish (self->tool))
    return;
  if (self->has_crosshair && meso_editor_get_tool (self->editor) == MESO_TOOL_SELECT)
    meso_canvas_click_crosshair (self, MESO_POINTER_CONTROL);
}

/* Like the key in a text: what was done last goes, or else what is selected. */
static void
step_back (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  if (!is_busy (self) && !meso_canvas_tool_step_back (self->tool))
    gtk_widget_activate_action (widget, "canvas.delete", NULL);
}

static void
add_nudge_bindings (GtkWidgetClass *widget_class,
                    guint keyval,
                    guint keypad_keyval,
                    int dx,
                    int dy)
{
  const guint keyvals[] = { keyval, keypad_keyval };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    {
      gtk_widget_class_add_binding_action (widget_class, keyvals[i], (GdkModifierType) 0, "canvas.nudge", "(ii)",
                                           dx * NUDGE, dy * NUDGE);
      gtk_widget_class_add_binding_action (widget_class, keyvals[i], GDK_SHIFT_MASK, "canvas.nudge", "(ii)",
                                           dx * LONG_NUDGE, dy * LONG_NUDGE);
      gtk_widget_class_add_binding_action (widget_class, keyvals[i], GDK_CONTROL_MASK, "canvas.step-region", "(ii)",
                                           dx, dy);
    }
}

static void
bind_command (GtkWidgetClass *widget_class,
              guint keyval,
              GdkModifierType modifiers,
              MesoToolCommand command)
{
  gtk_widget_class_add_binding (widget_class, keyval, modifiers, command_cb, "i", (int) command);
}

static void
bind (GtkWidgetClass *widget_class,
      guint keyval,
      GdkModifierType modifiers,
      const char *action)
{
  gtk_widget_class_add_binding_action (widget_class, keyval, modifiers, action, NULL);
}

static void
add_bindings (GtkWidgetClass *widget_class)
{
  const GdkModifierType none = (GdkModifierType) 0;

  for (guint i = 0; i < MESO_N_TOOLS; i++)
    {
      const MesoToolInfo *info = meso_tool_get_info ((MesoTool) i);

      if (info->key != 0 && info->create != NULL)
        gtk_widget_class_add_binding_action (widget_class, info->key, none, "canvas.tool", "s", info->token);
    }
  bind (widget_class, GDK_KEY_x, none, "canvas.toggle-planned");
  bind (widget_class, GDK_KEY_f, none, "canvas.fit");
  bind (widget_class, GDK_KEY_l, GDK_SHIFT_MASK, "canvas.guide-midline");
  bind (widget_class, GDK_KEY_t, GDK_SHIFT_MASK, "canvas.guide-thirds");
  bind (widget_class, GDK_KEY_f, GDK_SHIFT_MASK, "canvas.guide-fifths");
  bind (widget_class, GDK_KEY_h, GDK_SHIFT_MASK, "canvas.guide-frankfort");
  bind (widget_class, GDK_KEY_g, GDK_SHIFT_MASK, "canvas.guide-grid");
  bind (widget_class, GDK_KEY_n, none, "canvas.guide-regions");
  bind (widget_class, GDK_KEY_w, none, "canvas.guide-warnings");
  bind (widget_class, GDK_KEY_k, none, "canvas.colour-by-product");
  bind (widget_class, GDK_KEY_j, none, "canvas.next-mark");
  bind (widget_class, GDK_KEY_j, GDK_SHIFT_MASK, "canvas.previous-mark");
  bind (widget_class, GDK_KEY_j, GDK_CONTROL_MASK, "canvas.add-next-mark");
  bind (widget_class, GDK_KEY_Delete, none, "canvas.delete");
  bind (widget_class, GDK_KEY_KP_Delete, none, "canvas.delete");
  bind (widget_class, GDK_KEY_BackSpace, none, "canvas.step-back");
  bind (widget_class, GDK_KEY_Escape, none, "canvas.cancel");
  bind (widget_class, GDK_KEY_Return, none, "canvas.drop-mark");
  bind (widget_class, GDK_KEY_KP_Enter, none, "canvas.drop-mark");
  bind (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, "canvas.drop-with-shift");
  bind (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK, "canvas.drop-with-shift");
  bind (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "canvas.finish");
  bind (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "canvas.finish");
  bind (widget_class, GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all");
  bind_command (widget_class, GDK_KEY_Tab, none, MESO_COMMAND_NEXT);
  bind_command (widget_class, GDK_KEY_bracketright, none, MESO_COMMAND_NEXT);
  bind_command (widget_class, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, MESO_COMMAND_PREVIOUS);
  bind_command (widget_class, GDK_KEY_Tab, GDK_SHIFT_MASK, MESO_COMMAND_PREVIOUS);
  bind_command (widget_class, GDK_KEY_bracketleft, none, MESO_COMMAND_PREVIOUS);
  bind_command (widget_class, GDK_KEY_Insert, none, MESO_COMMAND_INSERT);
  bind_command (widget_class, GDK_KEY_KP_Insert, none, MESO_COMMAND_INSERT);
  add_nudge_bindings (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  add_nudge_bindings (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  add_nudge_bindings (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  add_nudge_bindings (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
}

/**
 * meso_canvas_class_add_keys:
 *
 * Installs the actions, and the keys that call them. The keys are local: they act while the canvas has the focus, and
 * what is typed into an entry never gets here.
 */
void
meso_canvas_class_add_keys (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.select-all", NULL, select_all);
  gtk_widget_class_install_action (widget_class, "canvas.delete", NULL, delete_selection);
  gtk_widget_class_install_action (widget_class, "canvas.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "canvas.set-layer", "i", set_layer);
  gtk_widget_class_install_action (widget_class, "canvas.toggle-planned", NULL, toggle_planned);
  gtk_widget_class_install_action (widget_class, "canvas.tool", "s", set_tool);
  gtk_widget_class_install_action (widget_class, "canvas.next-mark", NULL, next_mark);
  gtk_widget_class_install_action (widget_class, "canvas.previous-mark", NULL, previous_mark);
  gtk_widget_class_install_action (widget_class, "canvas.nudge", "(ii)", nudge);
  gtk_widget_class_install_action (widget_class, "canvas.step-region", "(ii)", step_region);
  gtk_widget_class_install_action (widget_class, "canvas.add-next-mark", NULL, add_next_mark);
  gtk_widget_class_install_action (widget_class, "canvas.drop-mark", NULL, drop_mark);
  gtk_widget_class_install_action (widget_class, "canvas.drop-with-shift", NULL, drop_with_shift);
  gtk_widget_class_install_action (widget_class, "canvas.finish", NULL, finish);
  gtk_widget_class_install_action (widget_class, "canvas.step-back", NULL, step_back);
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-midline", "guide-midline");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-thirds", "guide-thirds");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-fifths", "guide-fifths");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-frankfort", "guide-frankfort");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-grid", "guide-grid");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-regions", "guide-regions");
  gtk_widget_class_install_property_action (widget_class, "canvas.guide-warnings", "guide-warnings");
  gtk_widget_class_install_property_action (widget_class, "canvas.colour-by-product", "colour-by-product");
  add_bindings (widget_class);
}

static int
get_digit (guint keyval,
           guint keycode)
{
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  if (keycode >= KEYCODE_1 && keycode < KEYCODE_1 + 9)
    return (int) (keycode - KEYCODE_1) + 1;
  return 0;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MesoCanvas *self)
{
  int digit = get_digit (keyval, keycode);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_space)
    {
      meso_canvas_hold_space (self, TRUE);
      return GDK_EVENT_STOP;
    }
  if (digit < MESO_LAYER_EPIDERMIS || digit >= MESO_N_LAYERS)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "canvas.set-layer", "i", digit);
  return GDK_EVENT_STOP;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint keyval,
                 guint keycode,
                 GdkModifierType state,
                 MesoCanvas *self)
{
  if (keyval == GDK_KEY_space)
    meso_canvas_hold_space (self, FALSE);
}

/** meso_canvas_add_keys: what no shortcut can say: digits by the key, and a bar that is held */
void
meso_canvas_add_keys (MesoCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/** meso_canvas_update_actions: which commands make sense now */
void
meso_canvas_update_actions (MesoCanvas *self)
{
  MesoMap *map = self->editor != NULL ? meso_editor_get_map (self->editor) : NULL;
  gboolean has_marks = map != NULL && meso_map_get_n_marks (map) > 0;
  gboolean is_editable = self->editor != NULL && meso_session_is_editable (meso_editor_get_session (self->editor));
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "canvas.delete", is_editable && has_selection (self));
  gtk_widget_action_set_enabled (widget, "canvas.select-all", has_marks);
  gtk_widget_action_set_enabled (widget, "canvas.next-mark", has_marks);
  gtk_widget_action_set_enabled (widget, "canvas.previous-mark", has_marks);
}
