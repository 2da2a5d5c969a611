/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-canvas"

#include "config.h"

#include "meso-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-tools.h"

#define MIN_SIZE 200
#define NATURAL_WIDTH 640
#define NATURAL_HEIGHT 560

G_DEFINE_FINAL_TYPE (MesoCanvas, meso_canvas, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_ZOOM_PERCENT,
  PROP_POINTER,
  PROP_HINT,
  PROP_COLOUR_BY_PRODUCT,
  PROP_OVERLAY,
  PROP_GUIDE_MIDLINE, /* and the others in the order of MesoGuideFlags */
  PROP_GUIDE_THIRDS,
  PROP_GUIDE_FIFTHS,
  PROP_GUIDE_FRANKFORT,
  PROP_GUIDE_GRID,
  PROP_GUIDE_REGIONS,
  PROP_GUIDE_WARNINGS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static MesoMap *
get_map (MesoCanvas *self)
{
  return self->editor != NULL ? meso_editor_get_map (self->editor) : NULL;
}

static MesoDiagram *
get_diagram (MesoCanvas *self)
{
  return self->editor != NULL ? meso_editor_get_diagram (self->editor) : NULL;
}

static void
update_hint (MesoCanvas *self)
{
  MesoMap *map = get_map (self);
  gboolean is_empty = map != NULL && meso_map_get_n_marks (map) == 0;
  gboolean is_editable = self->editor != NULL && meso_session_is_editable (meso_editor_get_session (self->editor));
  gboolean is_calibrating = self->editor != NULL && meso_editor_get_tool (self->editor) == MESO_TOOL_CALIBRATE;

  meso_canvas_furniture_set_hint (
    self->furniture,
    is_empty && is_editable && !is_calibrating ? _ ("Click where you injected. 1–5 layer, Esc cancels.") : NULL);
}

static void
notify_hint (MesoCanvas *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
viewport_changed_cb (MesoCanvas *self)
{
  meso_canvas_invalidate (self, MESO_ALL_NODES);
  meso_canvas_update_pointer (self);
  meso_canvas_tell_place (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM_PERCENT]);
}

static void
images_changed_cb (MesoCanvas *self)
{
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_IMAGES));
}

static void
tool_changed_cb (MesoCanvas *self,
                 MesoCanvasTool *tool)
{
  g_auto (GStrv) ids = NULL;

  if (tool != meso_input_get_tool (self->input))
    return;
  if (meso_canvas_tool_lifts_selection (tool))
    {
      if (!self->is_lifted)
        {
          ids = meso_selection_get_ids (meso_editor_get_selection (self->editor));
          meso_canvas_images_set_lifted (self->images, (const char *const *) ids);
        }
      self->is_lifted = TRUE;
    }
  else if (self->is_lifted)
    {
      meso_canvas_images_set_lifted (self->images, NULL);
      self->is_lifted = FALSE;
    }
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_TOOL) | MESO_NODE_MASK (MESO_NODE_SELECTION));
  meso_canvas_update_pointer (self);
  if (self->has_crosshair)
    meso_canvas_update_label (self);
  notify_hint (self);
}

static void
selection_changed_cb (MesoCanvas *self)
{
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_SELECTION) | MESO_NODE_MASK (MESO_NODE_TOOL));
  meso_canvas_update_actions (self);
  notify_hint (self);
}

static void
session_edited_cb (MesoCanvas *self,
                   MesoEdit *edit)
{
  meso_input_interrupt (self->input);
  meso_canvas_images_edited (self->images, edit);
  if (self->colour_by_product)
    meso_canvas_update_look (self);
  update_hint (self);
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_SELECTION) | MESO_NODE_MASK (MESO_NODE_TOOL));
  meso_canvas_update_guides (self);
  meso_canvas_update_actions (self);
}

static void
editor_tool_cb (MesoCanvas *self)
{
  if (self->tool != NULL)
    meso_canvas_tool_cancel (self->tool);
  self->tool = self->tools[meso_editor_get_tool (self->editor)];
  meso_input_set_tools (self->input, self->tool, self->tools[MESO_TOOL_ERASE]);
  update_hint (self);
  meso_canvas_update_pointer (self);
  meso_canvas_update_cursor (self);
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_TOOL));
  meso_canvas_tell_place (self);
  notify_hint (self);
}

/* What the diagram says of itself: its size, its sides, and whether its millimetres are real. */
static void
show_diagram (MesoCanvas *self)
{
  MesoDiagram *diagram = get_diagram (self);
  cairo_rectangle_t bounds = { -100, -100, 200, 200 };

  if (diagram != NULL)
    bounds = meso_diagram_get_bounds (diagram);
  meso_canvas_images_set_source (self->images, diagram, get_map (self));
  meso_canvas_update_guides (self);
  meso_canvas_furniture_set_diagram (self->furniture, diagram);
  meso_viewport_set_bounds (self->viewport, &bounds);
}

/* The same part of the photo stays in sight when a mm of it has become longer or shorter. */
static void
editor_diagram_cb (MesoCanvas *self)
{
  cairo_rectangle_t before = meso_viewport_get_bounds (self->viewport), after;
  double zoom = meso_viewport_get_zoom (self->viewport), factor, x, y;
  double middle_x = meso_viewport_get_width (self->viewport) / 2;
  double middle_y = meso_viewport_get_height (self->viewport) / 2;

  meso_viewport_to_mm (self->viewport, middle_x, middle_y, &x, &y);
  show_diagram (self);
  after = meso_viewport_get_bounds (self->viewport);
  factor = after.width / before.width;
  meso_viewport_place (self->viewport, x * factor, y * factor, zoom / factor, middle_x, middle_y);
  meso_canvas_forget_crosshair (self);
  meso_canvas_update_pointer (self);
  meso_canvas_invalidate (self, MESO_ALL_NODES);
}

static void
editor_map_cb (MesoCanvas *self)
{
  meso_input_lose (self->input);
  if (self->tool != NULL)
    meso_canvas_tool_cancel (self->tool);
  self->has_crosshair = self->knows_crosshair = FALSE;
  self->hover_region = NULL;
  self->pointer_region = NULL;
  g_clear_object (&self->hover_mark);
  show_diagram (self);
  meso_canvas_fit_opening (self);
  update_hint (self);
  meso_canvas_update_label (self);
  meso_canvas_update_pointer (self);
  meso_canvas_invalidate (self, MESO_ALL_NODES);
}

/* Somebody took the session over, or gave it back. */
static void
session_editable_cb (MesoCanvas *self)
{
  meso_input_interrupt (self->input);
  update_hint (self);
  meso_canvas_update_actions (self);
  meso_canvas_invalidate (self, MESO_ALL_NODES);
}

static void
add_tools (MesoCanvas *self)
{
  for (guint i = 0; i < MESO_N_TOOLS; i++)
    {
      const MesoToolInfo *info = meso_tool_get_info ((MesoTool) i);

      if (info->create == NULL)
        continue;
      self->tools[i] = info->create (self->editor, self->viewport);
      g_signal_connect_swapped (self->tools[i], "changed", G_CALLBACK (tool_changed_cb), self);
    }
}

static void
connect_editor (MesoCanvas *self)
{
  GObject *object = G_OBJECT (self->editor);

  g_signal_connect_swapped (object, "notify::map", G_CALLBACK (editor_map_cb), self);
  g_signal_connect_swapped (object, "notify::diagram", G_CALLBACK (editor_diagram_cb), self);
  g_signal_connect_swapped (object, "notify::tool", G_CALLBACK (editor_tool_cb), self);
  g_signal_connect_swapped (meso_editor_get_selection (self->editor), "changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_swapped (meso_editor_get_visibility (self->editor), "changed", G_CALLBACK (meso_canvas_update_look),
                            self);
  g_signal_connect_object (meso_editor_get_session (self->editor), "notify::editable",
                           G_CALLBACK (session_editable_cb), self, G_CONNECT_SWAPPED);
  /* After the editor, which takes marks that are gone out of the selection. */
  g_signal_connect_object (meso_editor_get_session (self->editor), "edited", G_CALLBACK (session_edited_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  meso_canvas_connect_speech (self);
}

static void
drop_editor (MesoCanvas *self)
{
  if (self->editor == NULL)
    return;
  meso_input_lose (self->input);
  if (self->tool != NULL)
    meso_canvas_tool_cancel (self->tool);
  self->tool = NULL;
  meso_input_set_tools (self->input, NULL, NULL);
  meso_canvas_end_walk (self);
  for (guint i = 0; i < MESO_N_TOOLS; i++)
    {
      if (self->tools[i] == NULL)
        continue;
      g_signal_handlers_disconnect_by_data (self->tools[i], self);
      g_clear_object (&self->tools[i]);
    }
  g_signal_handlers_disconnect_by_data (meso_editor_get_session (self->editor), self);
  g_signal_handlers_disconnect_by_data (meso_editor_get_selection (self->editor), self);
  g_signal_handlers_disconnect_by_data (meso_editor_get_visibility (self->editor), self);
  g_signal_handlers_disconnect_by_data (self->editor, self);
  meso_canvas_clear_speech (self);
  g_clear_object (&self->hover_mark);
  self->hover_region = NULL;
  self->pointer_region = NULL;
  g_clear_object (&self->editor);
}

static void
meso_canvas_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = MIN_SIZE;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

static void
meso_canvas_size_allocate (GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  meso_viewport_set_size (MESO_CANVAS (widget)->viewport, width, height, gtk_widget_get_scale_factor (widget));
}

static void
scale_factor_cb (MesoCanvas *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
meso_canvas_css_changed (GtkWidget *widget,
                         GtkCssStyleChange *change)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  GTK_WIDGET_CLASS (meso_canvas_parent_class)->css_changed (widget, change);
  meso_canvas_furniture_invalidate (self->furniture);
  meso_canvas_update_guides (self);
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_TOOL));
}

static MesoGuideFlags
get_guide (guint prop_id)
{
  return (MesoGuideFlags) (1u << (prop_id - PROP_GUIDE_MIDLINE));
}

static void
meso_canvas_get_property (GObject *object,
                          guint prop_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  MesoCanvas *self = MESO_CANVAS (object);
  gboolean is_error;

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_ZOOM_PERCENT:
      g_value_set_int (value, meso_canvas_get_zoom_percent (self));
      break;
    case PROP_POINTER:
      g_value_set_string (value, self->pointer);
      break;
    case PROP_HINT:
      g_value_take_string (value, meso_canvas_dup_hint (self, &is_error));
      break;
    case PROP_COLOUR_BY_PRODUCT:
      g_value_set_boolean (value, self->colour_by_product);
      break;
    case PROP_OVERLAY:
      g_value_set_boolean (value, self->overlay);
      break;
    case PROP_GUIDE_MIDLINE:
    case PROP_GUIDE_THIRDS:
    case PROP_GUIDE_FIFTHS:
    case PROP_GUIDE_FRANKFORT:
    case PROP_GUIDE_GRID:
    case PROP_GUIDE_REGIONS:
    case PROP_GUIDE_WARNINGS:
      g_value_set_boolean (value, (self->guides & get_guide (prop_id)) != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_colour_by_product (MesoCanvas *self,
                       gboolean colour_by_product)
{
  if (self->colour_by_product == colour_by_product)
    return;
  self->colour_by_product = colour_by_product;
  meso_canvas_update_look (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR_BY_PRODUCT]);
}

static void
set_guide (MesoCanvas *self,
           MesoGuideFlags guide,
           gboolean value,
           GParamSpec *pspec)
{
  if (value == ((self->guides & guide) != 0))
    return;
  self->guides ^= guide;
  meso_canvas_update_guides (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_overlay (MesoCanvas *self,
             gboolean overlay)
{
  if (self->overlay == overlay)
    return;
  self->overlay = overlay;
  meso_canvas_update_overlay (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OVERLAY]);
}

static void
meso_canvas_set_property (GObject *object,
                          guint prop_id,
                          const GValue *value,
                          GParamSpec *pspec)
{
  MesoCanvas *self = MESO_CANVAS (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      meso_canvas_set_editor (self, g_value_get_object (value));
      break;
    case PROP_COLOUR_BY_PRODUCT:
      set_colour_by_product (self, g_value_get_boolean (value));
      break;
    case PROP_OVERLAY:
      set_overlay (self, g_value_get_boolean (value));
      break;
    case PROP_GUIDE_MIDLINE:
    case PROP_GUIDE_THIRDS:
    case PROP_GUIDE_FIFTHS:
    case PROP_GUIDE_FRANKFORT:
    case PROP_GUIDE_GRID:
    case PROP_GUIDE_REGIONS:
    case PROP_GUIDE_WARNINGS:
      set_guide (self, get_guide (prop_id), g_value_get_boolean (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_canvas_dispose (GObject *object)
{
  MesoCanvas *self = MESO_CANVAS (object);

  meso_canvas_set_earlier (self, NULL);
  drop_editor (self);
  meso_canvas_invalidate (self, MESO_ALL_NODES);
  if (self->images != NULL)
    g_signal_handlers_disconnect_by_data (self->images, self);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  g_clear_object (&self->images);

  G_OBJECT_CLASS (meso_canvas_parent_class)->dispose (object);
}

static void
meso_canvas_finalize (GObject *object)
{
  MesoCanvas *self = MESO_CANVAS (object);

  g_clear_object (&self->input);
  g_clear_object (&self->viewport);
  g_clear_pointer (&self->furniture, meso_canvas_furniture_free);
  g_free (self->pointer);

  G_OBJECT_CLASS (meso_canvas_parent_class)->finalize (object);
}

static void
meso_canvas_class_init (MesoCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = meso_canvas_get_property;
  object_class->set_property = meso_canvas_set_property;
  object_class->dispose = meso_canvas_dispose;
  object_class->finalize = meso_canvas_finalize;
  widget_class->snapshot = meso_canvas_paint;
  widget_class->measure = meso_canvas_measure;
  widget_class->size_allocate = meso_canvas_size_allocate;
  widget_class->css_changed = meso_canvas_css_changed;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, MESO_TYPE_EDITOR, writable);
  properties[PROP_ZOOM_PERCENT] = g_param_spec_int ("zoom-percent", NULL, NULL, 0, G_MAXINT, 100, readable);
  properties[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, readable);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, readable);
  properties[PROP_COLOUR_BY_PRODUCT] = g_param_spec_boolean ("colour-by-product", NULL, NULL, FALSE, writable);
  properties[PROP_OVERLAY] = g_param_spec_boolean ("overlay", NULL, NULL, FALSE, writable);
  for (guint i = 0; i < MESO_N_GUIDES; i++)
    {
      g_autofree char *name = g_strconcat ("guide-", meso_guide_vocabulary.tokens[i], NULL);

      properties[PROP_GUIDE_MIDLINE + i] =
        g_param_spec_boolean (g_intern_string (name), NULL, NULL, FALSE, writable);
    }
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  meso_canvas_class_add_view_actions (widget_class);
  meso_canvas_class_add_keys (widget_class);
  meso_canvas_class_add_confirm_actions (widget_class);
  meso_canvas_class_add_mirror_actions (widget_class);
  meso_canvas_class_add_earlier_actions (widget_class);
}

static void
meso_canvas_init (MesoCanvas *self)
{
  self->viewport = meso_viewport_new ();
  self->images = meso_canvas_images_new (self->viewport);
  self->furniture = meso_canvas_furniture_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->viewport, "changed", G_CALLBACK (viewport_changed_cb), self);
  g_signal_connect_swapped (self->images, "changed", G_CALLBACK (images_changed_cb), self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_cb), NULL);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  meso_canvas_add_controllers (self);
  meso_canvas_add_keys (self);
  meso_canvas_add_guides (self);
  meso_canvas_update_actions (self);
  meso_canvas_update_label (self);
}

/** meso_canvas_new: Returns: (transfer floating): a canvas that shows nothing yet */
GtkWidget *
meso_canvas_new (void)
{
  return g_object_new (MESO_TYPE_CANVAS, NULL);
}

/** meso_canvas_get_editor: Returns: (transfer none) (nullable): what it shows */
MesoEditor *
meso_canvas_get_editor (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->editor;
}

/** meso_canvas_set_editor: @editor: (nullable): what to show and work on */
void
meso_canvas_set_editor (MesoCanvas *self,
                        MesoEditor *editor)
{
  g_return_if_fail (MESO_IS_CANVAS (self));
  g_return_if_fail (editor == NULL || MESO_IS_EDITOR (editor));

  if (self->editor == editor)
    return;
  drop_editor (self);
  self->editor = editor != NULL ? g_object_ref (editor) : NULL;
  if (editor != NULL)
    {
      add_tools (self);
      connect_editor (self);
      meso_canvas_begin_walk (self);
      meso_canvas_follow_mirror (self);
      editor_tool_cb (self);
      meso_canvas_update_look (self);
    }
  editor_map_cb (self);
  meso_canvas_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

/** meso_canvas_get_viewport: Returns: (transfer none): which part is seen, and how large */
MesoViewport *
meso_canvas_get_viewport (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->viewport;
}

/** meso_canvas_get_input: Returns: (transfer none): what its pointers mean, for tests that have no such device */
MesoInput *
meso_canvas_get_input (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);

  return self->input;
}

/** meso_canvas_get_zoom_percent: Returns: 100 for true size on a screen of 96 dpi */
int
meso_canvas_get_zoom_percent (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), 100);

  return (int) lround (meso_viewport_get_zoom (self->viewport) / MESO_VIEWPORT_TRUE_SIZE * 100);
}

/**
 * meso_canvas_dup_hint:
 * @is_error: (out): whether a click would do nothing
 *
 * Returns: (transfer full) (nullable): in words what a click of the tool would do, or why it does nothing
 */
char *
meso_canvas_dup_hint (MesoCanvas *self,
                      gboolean *is_error)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), NULL);
  g_return_val_if_fail (is_error != NULL, NULL);

  *is_error = FALSE;
  return self->tool != NULL ? meso_canvas_tool_dup_hint (self->tool, is_error) : NULL;
}

/** meso_canvas_is_sharp: Returns: whether the worker has painted all that is seen for this zoom */
gboolean
meso_canvas_is_sharp (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), FALSE);

  return self->images != NULL && meso_canvas_images_is_sharp (self->images);
}

/** meso_canvas_is_settled: Returns: whether the worker has nothing left to do, for those who wait for it */
gboolean
meso_canvas_is_settled (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), FALSE);

  return self->images != NULL && meso_canvas_images_is_settled (self->images);
}
