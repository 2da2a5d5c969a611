/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#include <pango/pangocairo.h>

#include "drawing/meso-guide-warnings.h"

/* The words of guides, of the size of all others on the canvas. */
#define TEXT_SCALE 0.82

#define DEFAULT_DPI 96.0

/** meso_canvas_get_guides: Returns: those that are switched on, whether the map has them or not */
MesoGuideFlags
meso_canvas_get_guides (MesoCanvas *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS (self), MESO_GUIDE_NONE);

  return self->guides;
}

/** meso_canvas_get_shown_guides: those that the map has, of those that are switched on */
MesoGuideFlags
meso_canvas_get_shown_guides (MesoCanvas *self)
{
  if (self->editor == NULL || meso_editor_get_map (self->editor) == NULL)
    return MESO_GUIDE_NONE;
  return self->guides & meso_guide_flags_get_available (meso_editor_get_diagram (self->editor));
}

/* In px. */
static double
get_text_size (MesoCanvas *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  double dpi = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (dpi > 0 ? dpi : DEFAULT_DPI) / 72;
  return size * TEXT_SCALE;
}

/** meso_canvas_update_guides: after others were asked for, on another map, or in another font */
void
meso_canvas_update_guides (MesoCanvas *self)
{
  MesoGuideFlags guides = meso_canvas_get_shown_guides (self);
  gboolean has_warnings = (guides & MESO_GUIDE_WARNINGS) != 0;

  if (self->images == NULL)
    return;
  meso_canvas_images_set_guides (self->images, guides, get_text_size (self));
  meso_canvas_furniture_set_advice (self->furniture, has_warnings ? meso_guide_get_advice () : NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), has_warnings);
  meso_canvas_update_pointer (self);
  meso_canvas_invalidate (self, MESO_NODE_MASK (MESO_NODE_MIRROR));
}

/* Which warning zones are under the pointer, each in full. */
static gboolean
query_tooltip_cb (MesoCanvas *self,
                  int x,
                  int y,
                  gboolean by_keyboard,
                  GtkTooltip *tooltip)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  double x_mm, y_mm;

  if (by_keyboard || meso_input_get_drag (self->input) != MESO_DRAG_NONE ||
      (meso_canvas_get_shown_guides (self) & MESO_GUIDE_WARNINGS) == 0)
    return FALSE;
  meso_viewport_to_mm (self->viewport, x, y, &x_mm, &y_mm);
  ids = meso_guide_find_warning_ids (meso_editor_get_diagram (self->editor), x_mm, y_mm);
  if (ids->len == 0)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *line = meso_guide_describe_warning (g_ptr_array_index (ids, i));

      g_string_append_printf (text, "%s\n", line);
    }
  g_string_append (text, meso_guide_get_advice ());
  gtk_tooltip_set_text (tooltip, text->str);
  return TRUE;
}

/** meso_canvas_add_guides: what they need of the widget */
void
meso_canvas_add_guides (MesoCanvas *self)
{
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
