/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-private.h"

#define ZOOM_STEP 1.25

/* How much of the skin above the hairline and below the chin one sees when a face is opened, mm. */
#define OPENING_ROOM 11.0

static void
zoom_in (GtkWidget *widget,
         const char *name,
         GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  meso_viewport_set_zoom (self->viewport, meso_viewport_get_zoom (self->viewport) * ZOOM_STEP);
}

static void
zoom_out (GtkWidget *widget,
          const char *name,
          GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  meso_viewport_set_zoom (self->viewport, meso_viewport_get_zoom (self->viewport) / ZOOM_STEP);
}

static void
zoom_reset (GtkWidget *widget,
            const char *name,
            GVariant *parameter)
{
  meso_viewport_set_zoom (MESO_CANVAS (widget)->viewport, MESO_VIEWPORT_TRUE_SIZE);
}

static void
fit_whole (GtkWidget *widget,
           const char *name,
           GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);

  self->fit_step = 1;
  meso_viewport_fit (self->viewport, NULL);
}

static void
extend (cairo_rectangle_t *rect,
        gboolean *is_empty,
        MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);

  for (guint i = 0; i < data->n_points; i++)
    {
      double x = data->points[i].x / 100.0, y = data->points[i].y / 100.0;
      double right = *is_empty ? x : MAX (rect->x + rect->width, x);
      double bottom = *is_empty ? y : MAX (rect->y + rect->height, y);

      rect->x = *is_empty ? x : MIN (rect->x, x);
      rect->y = *is_empty ? y : MIN (rect->y, y);
      rect->width = right - rect->x;
      rect->height = bottom - rect->y;
      *is_empty = FALSE;
    }
}

/* What the marks span, all or the selected ones, with some skin round them. */
static gboolean
get_treated (MesoCanvas *self,
             gboolean only_selected,
             cairo_rectangle_t *rect)
{
  MesoMap *map = meso_editor_get_map (self->editor);
  MesoSelection *selection = meso_editor_get_selection (self->editor);
  guint n_marks = map != NULL ? meso_map_get_n_marks (map) : 0;
  gboolean is_empty = TRUE;
  const double room = 10;

  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);

      if (!only_selected || meso_selection_contains (selection, meso_mark_get_id (mark)))
        extend (rect, &is_empty, mark);
    }
  if (is_empty)
    return FALSE;
  *rect = (cairo_rectangle_t){ rect->x - room, rect->y - room, rect->width + 2 * room, rect->height + 2 * room };
  return TRUE;
}

/* The whole view, then the part with marks, then the selection, and round again. */
static void
fit (GtkWidget *widget,
     const char *name,
     GVariant *parameter)
{
  MesoCanvas *self = MESO_CANVAS (widget);
  cairo_rectangle_t part;

  if (self->editor == NULL)
    return;
  switch (self->fit_step)
    {
    case 1:
      self->fit_step = 2;
      if (get_treated (self, FALSE, &part))
        {
          meso_viewport_fit (self->viewport, &part);
          return;
        }
      break;
    case 2:
      self->fit_step = 3;
      if (get_treated (self, TRUE, &part))
        {
          meso_viewport_fit (self->viewport, &part);
          return;
        }
      break;
    default:
      break;
    }
  fit_whole (widget, NULL, NULL);
}

/** meso_canvas_class_add_view_actions: the commands that change what is seen and nothing else */
void
meso_canvas_class_add_view_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.zoom-in", NULL, zoom_in);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-out", NULL, zoom_out);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-reset", NULL, zoom_reset);
  gtk_widget_class_install_action (widget_class, "canvas.fit", NULL, fit);
  gtk_widget_class_install_action (widget_class, "canvas.fit-whole", NULL, fit_whole);
}

/** meso_canvas_fit_opening: of a face the part from hairline to chin, of anything else all */
void
meso_canvas_fit_opening (MesoCanvas *self)
{
  MesoDiagram *diagram = self->editor != NULL ? meso_editor_get_diagram (self->editor) : NULL;
  const MesoLandmark *top = NULL, *bottom = NULL;
  cairo_rectangle_t part;

  self->fit_step = 0;
  if (diagram != NULL)
    {
      top = meso_diagram_find_landmark (diagram, "tr", MESO_SIDE_MIDLINE);
      bottom = meso_diagram_find_landmark (diagram, "me", MESO_SIDE_MIDLINE);
    }
  if (top == NULL || bottom == NULL || top->y >= bottom->y)
    {
      meso_viewport_fit (self->viewport, NULL);
      return;
    }
  part = (cairo_rectangle_t){ top->x, top->y - OPENING_ROOM, 0, bottom->y - top->y + 2 * OPENING_ROOM };
  part.width = meso_viewport_get_bounds (self->viewport).width * 0.7;
  part.x = top->x - part.width / 2;
  meso_viewport_fit (self->viewport, &part);
}

static GStrv
list_product_ids (MesoSession *session)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv ids;

  for (guint i = 0; i < meso_session_get_n_products (session); i++)
    g_strv_builder_add (builder, meso_item_get_id (meso_session_get_product (session, i)));
  ids = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return ids;
}

/** meso_canvas_update_look: after other marks or another colour key were asked for */
void
meso_canvas_update_look (MesoCanvas *self)
{
  MesoColourKey key = self->colour_by_product ? MESO_COLOUR_BY_PRODUCT : MESO_COLOUR_BY_DEPTH;
  MesoVisibility *visibility;
  MesoSession *session;
  g_auto (GStrv) ids = NULL;

  if (self->editor == NULL)
    return;
  session = meso_editor_get_session (self->editor);
  visibility = meso_editor_get_visibility (self->editor);
  ids = list_product_ids (session);
  meso_canvas_images_set_look (self->images, key, visibility, (const char *const *) ids);
  meso_canvas_furniture_set_look (self->furniture, key, visibility, session);
  for (guint i = 0; i < MESO_N_TOOLS; i++)
    if (self->tools[i] != NULL)
      meso_canvas_tool_set_look (self->tools[i], key, (const char *const *) ids);
  meso_canvas_update_pointer (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
