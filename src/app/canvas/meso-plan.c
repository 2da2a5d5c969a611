/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "meso-format.h"
#include "meso-image.h"
#include "model/meso-error.h"

struct _MesoPlan
{
  MesoEditor *editor;
  GPtrArray *marks; /* as a tool made them */
  GPtrArray *planned; /* as they will be: with their sites, and mirrored twins */

  MesoScene *scene; /* at this zoom */
  double zoom;
  MesoImage image; /* of what is seen of it */
};

/** meso_plan_check_scale: %FALSE with an error that can be shown where a spacing in mm means nothing. */
gboolean
meso_plan_check_scale (MesoEditor *editor,
                       GError **error)
{
  MesoDiagram *diagram;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), FALSE);

  diagram = meso_editor_get_diagram (editor);
  if (diagram == NULL || meso_diagram_has_scale (diagram))
    return TRUE;
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_INVALID,
                       _ ("Calibrate the photo first: nobody knows yet how long a millimetre is on it"));
  return FALSE;
}

/** meso_plan_new: Returns: (transfer full): of no marks yet, on the view that @editor shows */
MesoPlan *
meso_plan_new (MesoEditor *editor)
{
  MesoPlan *self;

  g_return_val_if_fail (MESO_IS_EDITOR (editor), NULL);

  self = g_new0 (MesoPlan, 1);
  self->editor = g_object_ref (editor);
  self->marks = g_ptr_array_new_with_free_func (g_object_unref);
  self->planned = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static void
drop_scene (MesoPlan *self)
{
  meso_image_clear (&self->image);
  g_clear_pointer (&self->scene, meso_scene_unref);
}

/** meso_plan_free: nothing happens to the session. */
void
meso_plan_free (MesoPlan *self)
{
  drop_scene (self);
  g_ptr_array_unref (self->marks);
  g_ptr_array_unref (self->planned);
  g_object_unref (self->editor);
  g_free (self);
}

/** meso_plan_add: @marks: (element-type MesoMark): as meso_editor_create_mark() makes them */
void
meso_plan_add (MesoPlan *self,
               GPtrArray *marks)
{
  g_autoptr (GPtrArray) planned = NULL;

  g_return_if_fail (self != NULL && marks != NULL);

  planned = meso_editor_plan_marks (self->editor, marks);
  for (guint i = 0; i < marks->len; i++)
    g_ptr_array_add (self->marks, g_object_ref (g_ptr_array_index (marks, i)));
  g_ptr_array_extend_and_steal (self->planned, g_steal_pointer (&planned));
  drop_scene (self);
}

/** meso_plan_get_marks: (transfer none) (element-type MesoMark): for meso_editor_add_marks(). */
GPtrArray *
meso_plan_get_marks (MesoPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->marks;
}

/** meso_plan_get_planned: (transfer none) (element-type MesoMark): what that will add. */
GPtrArray *
meso_plan_get_planned (MesoPlan *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->planned;
}

/* All marks of a plan are of what is in the hand, so of one product. */
static MesoUnit
find_unit (MesoPlan *self)
{
  const char *id = meso_mark_get (g_ptr_array_index (self->planned, 0))->product;
  MesoItem *item = id != NULL ? meso_session_lookup_product (meso_editor_get_session (self->editor), id) : NULL;

  return item != NULL ? meso_item_get_product (item)->unit : MESO_UNIT_UNSET;
}

/* A zone of points says how many they come to. */
static char *
describe_marks (guint n[MESO_MARK_AREA + 1],
                gint64 n_punctures)
{
  g_autofree char *marks = meso_format_marks (n[MESO_MARK_POINT], n[MESO_MARK_THREAD], n[MESO_MARK_AREA]);
  g_autofree char *number = NULL;

  if (n_punctures == 0)
    return g_steal_pointer (&marks);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, n_punctures);
  /* Translators: marks such as "1 zone", and how many punctures they stand for: 1 zone · about 180 punctures */
  return g_strdup_printf (ngettext ("%s · about %s puncture", "%s · about %s punctures", (gulong) n_punctures), marks,
                          number);
}

/** meso_plan_dup_summary: (transfer full): "40 points · 0.40 mL", with what is mirrored. */
char *
meso_plan_dup_summary (MesoPlan *self)
{
  guint n[MESO_MARK_AREA + 1] = { 0 };
  g_autofree char *marks = NULL, *amount = NULL;
  gint64 dose = 0, n_punctures = 0;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->planned->len; i++)
    {
      const MesoMarkData *data = meso_mark_get (g_ptr_array_index (self->planned, i));

      n[data->kind]++;
      if (data->dose != MESO_UNSET)
        dose += data->dose;
      if (data->punctures != MESO_UNSET)
        n_punctures += data->punctures;
    }
  marks = describe_marks (n, n_punctures);
  if (dose == 0)
    return g_steal_pointer (&marks);
  amount = meso_format_amount (dose, find_unit (self));
  return g_strdup_printf ("%s · %s", marks, amount);
}

static gboolean
is_same_area (const MesoImageArea *a,
              const MesoImageArea *b)
{
  return a->x == b->x && a->y == b->y && a->zoom == b->zoom && a->scale == b->scale && a->width == b->width &&
         a->height == b->height;
}

static void
update_scene (MesoPlan *self,
              MesoCanvasTool *tool)
{
  double zoom = meso_viewport_get_zoom (meso_canvas_tool_get_viewport (tool));
  MesoSceneStyle style;

  meso_canvas_tool_init_style (tool, &style);
  if (self->scene != NULL && self->zoom == zoom && meso_scene_get_style (self->scene)->key == style.key)
    return;
  drop_scene (self);
  self->scene = meso_scene_new_for_marks (self->planned, &style);
  self->zoom = zoom;
}

/* The part of the widget in which marks are seen, in whole px: the screen is repainted node by node. */
static gboolean
find_area (MesoPlan *self,
           MesoViewport *viewport,
           MesoImageArea *area,
           double *left,
           double *top)
{
  cairo_rectangle_t box;
  double right, bottom;

  if (!meso_scene_get_bounds (self->scene, &box))
    return FALSE;
  meso_viewport_to_px (viewport, box.x, box.y, left, top);
  meso_viewport_to_px (viewport, box.x + box.width, box.y + box.height, &right, &bottom);
  *left = MAX (floor (*left) - 1, 0);
  *top = MAX (floor (*top) - 1, 0);
  right = MIN (ceil (right) + 1, meso_viewport_get_width (viewport));
  bottom = MIN (ceil (bottom) + 1, meso_viewport_get_height (viewport));
  if (right <= *left || bottom <= *top)
    return FALSE;
  *area = (MesoImageArea){ .zoom = meso_viewport_get_zoom (viewport), .scale = meso_viewport_get_scale (viewport) };
  area->width = (int) ((right - *left) * area->scale);
  area->height = (int) ((bottom - *top) * area->scale);
  meso_viewport_to_mm (viewport, *left, *top, &area->x, &area->y);
  return TRUE;
}

static void
paint_image (MesoPlan *self,
             const MesoImageArea *area)
{
  cairo_t *cr;

  meso_image_clear (&self->image);
  meso_image_init (&self->image, area);
  cr = cairo_create (self->image.surface);
  meso_image_area_apply (area, cr);
  meso_scene_stamp (self->scene, cr, NULL);
  cairo_destroy (cr);
}

/**
 * meso_plan_paint:
 * @cr: its user unit is 1 px of the widget
 * @tool: whose marks these will be
 * @alpha: how faint, 1 for as they will be
 */
void
meso_plan_paint (MesoPlan *self,
                 cairo_t *cr,
                 MesoCanvasTool *tool,
                 double alpha)
{
  MesoImageArea area;
  double left, top;

  g_return_if_fail (self != NULL && cr != NULL);

  update_scene (self, tool);
  if (!find_area (self, meso_canvas_tool_get_viewport (tool), &area, &left, &top))
    return;
  if (self->image.surface == NULL || !is_same_area (&self->image.area, &area))
    paint_image (self, &area);
  cairo_save (cr);
  cairo_translate (cr, left, top);
  cairo_scale (cr, 1.0 / area.scale, 1.0 / area.scale);
  cairo_set_source_surface (cr, self->image.surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint_with_alpha (cr, alpha);
  cairo_restore (cr);
}
