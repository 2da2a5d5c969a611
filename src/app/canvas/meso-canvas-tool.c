/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-tool.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "drawing/meso-symbol.h"
#include "meso-pick.h"
#include "meso-screen-style.h"

/* A label stands off the pointer, where neither arrow nor hand covers it. */
#define LABEL_DISTANCE 18
#define LABEL_PADDING_X 6
#define LABEL_PADDING_Y 3

typedef struct
{
  MesoEditor *editor;
  MesoViewport *viewport;
  MesoColourKey key;
  GStrv product_ids; /* in the order of their colours */
} MesoCanvasToolPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MesoCanvasTool, meso_canvas_tool, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_VIEWPORT,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Of cancel, finish and step_back: there is nothing half-made. */
static gboolean
meso_canvas_tool_real_nothing (MesoCanvasTool *self)
{
  return FALSE;
}

static void
meso_canvas_tool_real_leave (MesoCanvasTool *self)
{
}

static char *
meso_canvas_tool_real_dup_hint (MesoCanvasTool *self,
                                gboolean *is_error)
{
  return NULL;
}

static const char *
meso_canvas_tool_real_get_cursor (MesoCanvasTool *self,
                                  MesoMark *mark)
{
  return "default";
}

static gboolean
meso_canvas_tool_real_lifts_selection (MesoCanvasTool *self)
{
  return FALSE;
}

static void
meso_canvas_tool_real_set_look (MesoCanvasTool *self,
                                MesoColourKey key,
                                const char *const *product_ids)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);

  priv->key = key;
  g_strfreev (priv->product_ids);
  priv->product_ids = g_strdupv ((GStrv) product_ids);
}

static void
meso_canvas_tool_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (MESO_CANVAS_TOOL (object));

  switch (prop_id)
    {
    case PROP_EDITOR:
      priv->editor = g_value_dup_object (value);
      break;
    case PROP_VIEWPORT:
      priv->viewport = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_canvas_tool_dispose (GObject *object)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (MESO_CANVAS_TOOL (object));

  g_clear_object (&priv->editor);
  g_clear_object (&priv->viewport);

  G_OBJECT_CLASS (meso_canvas_tool_parent_class)->dispose (object);
}

static void
meso_canvas_tool_finalize (GObject *object)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (MESO_CANVAS_TOOL (object));

  g_strfreev (priv->product_ids);

  G_OBJECT_CLASS (meso_canvas_tool_parent_class)->finalize (object);
}

static void
meso_canvas_tool_class_init (MesoCanvasToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = meso_canvas_tool_set_property;
  object_class->dispose = meso_canvas_tool_dispose;
  object_class->finalize = meso_canvas_tool_finalize;
  klass->cancel = meso_canvas_tool_real_nothing;
  klass->finish = meso_canvas_tool_real_nothing;
  klass->step_back = meso_canvas_tool_real_nothing;
  klass->leave = meso_canvas_tool_real_leave;
  klass->dup_hint = meso_canvas_tool_real_dup_hint;
  klass->set_look = meso_canvas_tool_real_set_look;
  klass->get_cursor = meso_canvas_tool_real_get_cursor;
  klass->lifts_selection = meso_canvas_tool_real_lifts_selection;

  properties[PROP_EDITOR] = g_param_spec_object ("editor", NULL, NULL, MESO_TYPE_EDITOR, flags);
  properties[PROP_VIEWPORT] = g_param_spec_object ("viewport", NULL, NULL, MESO_TYPE_VIEWPORT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
meso_canvas_tool_init (MesoCanvasTool *self)
{
}

/** meso_canvas_tool_get_editor: Returns: (transfer none): what the tool works on */
MesoEditor *
meso_canvas_tool_get_editor (MesoCanvasTool *self)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);

  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  return priv->editor;
}

/** meso_canvas_tool_get_viewport: Returns: (transfer none): where mm are on the widget */
MesoViewport *
meso_canvas_tool_get_viewport (MesoCanvasTool *self)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);

  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  return priv->viewport;
}

/** meso_canvas_tool_get_hover: Returns: what a press would do to the mark under the pointer */
MesoHover
meso_canvas_tool_get_hover (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), MESO_HOVER_NONE);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->hover;
}

/** meso_canvas_tool_event: tells the tool what the pointer did */
void
meso_canvas_tool_event (MesoCanvasTool *self,
                        const MesoPointerEvent *event)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));
  g_return_if_fail (event != NULL);

  MESO_CANVAS_TOOL_GET_CLASS (self)->event (self, event);
}

/**
 * meso_canvas_tool_cancel:
 *
 * Takes the half-made action back exactly.
 *
 * Returns: whether there was one
 */
gboolean
meso_canvas_tool_cancel (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->cancel (self);
}

/** meso_canvas_tool_finish: Returns: whether there was something that clicks had built up; it is done now */
gboolean
meso_canvas_tool_finish (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->finish (self);
}

/** meso_canvas_tool_step_back: Returns: whether there was a last click of something half-made; it is taken back now */
gboolean
meso_canvas_tool_step_back (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->step_back (self);
}

/** meso_canvas_tool_leave: tells the tool that the pointer is no longer on the canvas */
void
meso_canvas_tool_leave (MesoCanvasTool *self)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));

  MESO_CANVAS_TOOL_GET_CLASS (self)->leave (self);
}

/**
 * meso_canvas_tool_dup_hint:
 * @is_error: (out): whether a click would do nothing
 *
 * Returns: (transfer full) (nullable): what a click would do, in words
 */
char *
meso_canvas_tool_dup_hint (MesoCanvasTool *self,
                           gboolean *is_error)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);
  g_return_val_if_fail (is_error != NULL, NULL);

  *is_error = FALSE;
  return MESO_CANVAS_TOOL_GET_CLASS (self)->dup_hint (self, is_error);
}

/** meso_canvas_tool_command: Returns: whether there was a part, such as a node, that @command is about */
gboolean
meso_canvas_tool_command (MesoCanvasTool *self,
                          MesoToolCommand command)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  if (MESO_CANVAS_TOOL_GET_CLASS (self)->command == NULL)
    return FALSE;
  return MESO_CANVAS_TOOL_GET_CLASS (self)->command (self, command);
}

/** meso_canvas_tool_nudge: Returns: whether there was a part, such as a node, that moved by @dx and @dy, 1/100 mm */
gboolean
meso_canvas_tool_nudge (MesoCanvasTool *self,
                        int dx,
                        int dy)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  if (MESO_CANVAS_TOOL_GET_CLASS (self)->nudge == NULL)
    return FALSE;
  return MESO_CANVAS_TOOL_GET_CLASS (self)->nudge (self, dx, dy);
}

/**
 * meso_canvas_tool_draw_overlay:
 * @cr: its user unit is 1 px of the widget
 * @text: fonts for labels
 *
 * Paints what the pointer is about to do.
 */
void
meso_canvas_tool_draw_overlay (MesoCanvasTool *self,
                               cairo_t *cr,
                               PangoContext *text)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));
  g_return_if_fail (cr != NULL && PANGO_IS_CONTEXT (text));

  if (MESO_CANVAS_TOOL_GET_CLASS (self)->draw_overlay != NULL)
    MESO_CANVAS_TOOL_GET_CLASS (self)->draw_overlay (self, cr, text);
}

/**
 * meso_canvas_tool_get_cursor:
 * @mark: (nullable): the mark under the pointer
 *
 * Returns: the name of a cursor
 */
const char *
meso_canvas_tool_get_cursor (MesoCanvasTool *self,
                             MesoMark *mark)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->get_cursor (self, mark);
}

/** meso_canvas_tool_dup_reading: Returns: (transfer full) (nullable): what it measures at the moment, as a sentence */
char *
meso_canvas_tool_dup_reading (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  if (MESO_CANVAS_TOOL_GET_CLASS (self)->dup_reading == NULL)
    return NULL;
  return MESO_CANVAS_TOOL_GET_CLASS (self)->dup_reading (self);
}

/** meso_canvas_tool_lifts_selection: Returns: whether the overlay paints the selected marks for the moment */
gboolean
meso_canvas_tool_lifts_selection (MesoCanvasTool *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), FALSE);

  return MESO_CANVAS_TOOL_GET_CLASS (self)->lifts_selection (self);
}

/**
 * meso_canvas_tool_set_look:
 * @product_ids: (nullable): in the order of their colours
 *
 * How the marks look among which the tool paints its own.
 */
void
meso_canvas_tool_set_look (MesoCanvasTool *self,
                           MesoColourKey key,
                           const char *const *product_ids)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));

  MESO_CANVAS_TOOL_GET_CLASS (self)->set_look (self, key, product_ids);
}

/** meso_canvas_tool_init_style: for tools: @style: (out): of marks that are painted as they will be, or are */
void
meso_canvas_tool_init_style (MesoCanvasTool *self,
                             MesoSceneStyle *style)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);

  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));
  g_return_if_fail (style != NULL);

  meso_screen_style_init (style, meso_viewport_get_zoom (priv->viewport));
  style->key = priv->key;
  style->product_ids = (const char *const *) priv->product_ids;
}

/** meso_canvas_tool_changed: for tools: the overlay is to be painted anew */
void
meso_canvas_tool_changed (MesoCanvasTool *self)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_canvas_tool_pick: Returns: (transfer none) (nullable): the mark that @event means */
MesoMark *
meso_canvas_tool_pick (MesoCanvasTool *self,
                       const MesoPointerEvent *event)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  map = meso_editor_get_map (priv->editor);
  if (map == NULL)
    return NULL;
  return meso_pick_mark (map, priv->viewport, meso_editor_get_visibility (priv->editor), event->x, event->y,
                         meso_pointer_get_hit_radius (event->device));
}

/** meso_canvas_tool_pick_locked: Returns: (transfer none) (nullable): what @event would mean if it were not locked */
MesoMark *
meso_canvas_tool_pick_locked (MesoCanvasTool *self,
                              const MesoPointerEvent *event)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  map = meso_editor_get_map (priv->editor);
  if (map == NULL)
    return NULL;
  return meso_pick_locked (map, priv->viewport, meso_editor_get_visibility (priv->editor), event->x, event->y,
                           meso_pointer_get_hit_radius (event->device));
}

/** meso_canvas_tool_say_locked: tells why nothing happened to what meso_canvas_tool_pick_locked() found */
void
meso_canvas_tool_say_locked (MesoCanvasTool *self)
{
  g_return_if_fail (MESO_IS_CANVAS_TOOL (self));

  g_signal_emit_by_name (meso_canvas_tool_get_editor (self), "message",
                         _ ("This is locked. “Shown and Locked” (Ctrl+H) unlocks it."), FALSE);
}

/** meso_canvas_tool_dup_length: Returns: (transfer full) (nullable): "12.5 mm"; %NULL on a photo without a scale */
char *
meso_canvas_tool_dup_length (MesoCanvasTool *self,
                             double mm)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);
  MesoDiagram *diagram;
  g_autofree char *number = NULL;

  g_return_val_if_fail (MESO_IS_CANVAS_TOOL (self), NULL);

  diagram = meso_editor_get_diagram (priv->editor);
  if (diagram != NULL && !meso_diagram_has_scale (diagram))
    return NULL;
  number = meso_number_format_local (lround (mm * 10), 1, 1);
  /* Translators: a length on the diagram */
  return g_strdup_printf (_ ("%s mm"), number);
}

/** meso_pointer_event_get_place: Returns: where the record puts it, in 1/100 mm */
MesoPoint
meso_pointer_event_get_place (const MesoPointerEvent *event)
{
  double limit = MESO_MAX_COORDINATE;

  g_return_val_if_fail (event != NULL, (MesoPoint){ 0 });

  return (MesoPoint){ (int) lround (CLAMP (event->x_mm * 100, -limit, limit)),
                      (int) lround (CLAMP (event->y_mm * 100, -limit, limit)) };
}

/**
 * meso_canvas_tool_draw_label:
 * @x: px; where the pointer is
 * @y: px; where the pointer is
 *
 * Paints a few words beside the pointer, on whichever side there is room.
 */
void
meso_canvas_tool_draw_label (MesoCanvasTool *self,
                             cairo_t *cr,
                             PangoContext *text,
                             const char *label,
                             double x,
                             double y)
{
  MesoCanvasToolPrivate *priv = meso_canvas_tool_get_instance_private (self);
  g_autoptr (PangoLayout) layout = pango_layout_new (text);
  const double paper[] = MESO_PAPER_RGB, ink[] = MESO_INK_RGB;
  int width, height;

  pango_layout_set_text (layout, label, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * LABEL_PADDING_X;
  height += 2 * LABEL_PADDING_Y;
  x = x + LABEL_DISTANCE + width > meso_viewport_get_width (priv->viewport) ? x - LABEL_DISTANCE - width
                                                                            : x + LABEL_DISTANCE;
  y = y + LABEL_DISTANCE + height > meso_viewport_get_height (priv->viewport) ? y - LABEL_DISTANCE - height
                                                                              : y + LABEL_DISTANCE;
  x = floor (x) + 0.5;
  y = floor (y) + 0.5;

  cairo_new_path (cr);
  cairo_arc (cr, x + 4, y + 4, 4, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width - 4, y + 4, 4, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, x + width - 4, y + height - 4, 4, 0, 0.5 * G_PI);
  cairo_arc (cr, x + 4, y + height - 4, 4, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, paper[0], paper[1], paper[2], 0.94);
  cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, ink[0], ink[1], ink[2], 0.35);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  cairo_set_source_rgb (cr, ink[0], ink[1], ink[2]);
  cairo_move_to (cr, x - 0.5 + LABEL_PADDING_X, y - 0.5 + LABEL_PADDING_Y);
  pango_cairo_show_layout (cr, layout);
}
