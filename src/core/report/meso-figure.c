/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report/meso-figure.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-guide-warnings.h"
#include "drawing/meso-picture.h"
#include "drawing/meso-plate.h"

/* In mm on paper. */
#define SYMBOL_ON_DIAGRAM 2.6
#define MIN_SYMBOL 1.5
#define MAX_SYMBOL 3.0
#define MAX_SCALE 1.0
#define TOP 6.5
#define BOTTOM 8.5
#define SIDES_SIZE 3.3
#define SMALL_SIZE 2.6
#define ADVICE_HEIGHT 4.0

struct _MesoFigure
{
  MesoDiagram *diagram;
  MesoGuides *guides;
  MesoScene *scene;
  MesoFurniture *furniture;
  cairo_rectangle_t view;
  double width, height;
  double scale; /* mm on paper for a mm of the diagram */
  double x, y; /* of the view's upper left corner in the figure */
};

/* What of the map is shown; @edges: (out): how high all is that stands above and below it, mm on paper. */
static cairo_rectangle_t
find_view (MesoMap *map,
           MesoGuideFlags guides,
           double *edges)
{
  g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  gboolean has_advice = (guides & meso_guide_flags_get_available (diagram) & MESO_GUIDE_WARNINGS) != 0;

  *edges = TOP + BOTTOM + (has_advice ? ADVICE_HEIGHT : 0);
  return meso_map_get_view (map, diagram);
}

/** meso_figure_find_scale: how large @map becomes in this room: mm on paper for a mm of the diagram, at most 1. */
double
meso_figure_find_scale (MesoMap *map,
                        MesoGuideFlags guides,
                        double width,
                        double height)
{
  cairo_rectangle_t view;
  double edges;

  g_return_val_if_fail (MESO_IS_MAP (map), 0);

  view = find_view (map, guides, &edges);
  return MIN (MAX_SCALE, MIN (width / view.width, (height - edges) / view.height));
}

/** meso_figure_find_height: how high the figure of @map is at most in a room of this width: more makes it no larger. */
double
meso_figure_find_height (MesoMap *map,
                         MesoGuideFlags guides,
                         double width)
{
  double edges, height;

  g_return_val_if_fail (MESO_IS_MAP (map), 0);

  height = find_view (map, guides, &edges).height;
  return height * meso_figure_find_scale (map, guides, width, 1e6) + edges;
}

/* A bar, and how much smaller than life it is printed. */
static void
add_scale (MesoFigure *self,
           double bottom)
{
  g_autofree char *number = NULL, *ratio = NULL;

  meso_furniture_add_scale_bar (self->furniture, 0.2, bottom, SMALL_SIZE, self->scale);
  number = meso_number_format_local ((gint64) (10 / self->scale + 0.5), 1, 0);
  /* Translators: how much smaller than life the diagram is printed, such as 1 : 1.7 */
  ratio = g_strdup_printf (_ ("printed 1 : %s"), number);
  meso_furniture_add_text (self->furniture,
                           ratio,
                           SMALL_SIZE,
                           MESO_TEXT_PLAIN,
                           MESO_ANCHOR_END,
                           self->width,
                           bottom);
}

static void
add_furniture (MesoFigure *self,
               MesoSession *session,
               MesoMap *map,
               MesoGuideFlags guides)
{
  MesoRightSide right_side = MESO_RIGHT_SIDE_VIEWER_LEFT;
  g_autofree char *name = meso_session_dup_map_name (session, map);
  double bottom = self->y + self->view.height * self->scale + 6.5;

  if (self->diagram != NULL)
    right_side = meso_diagram_get_right_side (self->diagram);

  meso_furniture_add_sides (self->furniture, right_side, 0, self->width, 4, SIDES_SIZE);
  meso_furniture_add_text (self->furniture,
                           name,
                           SIDES_SIZE,
                           MESO_TEXT_BOLD,
                           MESO_ANCHOR_MIDDLE,
                           self->width / 2,
                           4);
  if (self->diagram == NULL || meso_diagram_has_scale (self->diagram))
    add_scale (self, bottom);
  else
    meso_furniture_add_text (self->furniture,
                             _ ("not calibrated: distances are unknown"),
                             SMALL_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_ANCHOR_START,
                             0.2,
                             bottom);
  if ((guides & MESO_GUIDE_WARNINGS) != 0)
    meso_furniture_add_text (self->furniture,
                             meso_guide_get_advice (),
                             SMALL_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_ANCHOR_START,
                             0,
                             bottom + ADVICE_HEIGHT);
  if (self->diagram == NULL || meso_diagram_get_bytes (self->diagram) == NULL)
    meso_furniture_add_text (self->furniture,
                             _ ("The picture of this view is not here; the marks are in their places."),
                             SMALL_SIZE,
                             MESO_TEXT_PLAIN,
                             MESO_ANCHOR_MIDDLE,
                             self->width / 2,
                             TOP + 4);
}

/**
 * meso_figure_new:
 * @guides: which guides lie under the marks, of those that the map has
 * @width: of the room, in mm
 * @height: of the room, in mm
 *
 * The map stands at the top of its room. Marks are 1.5 to 3 mm on paper.
 */
MesoFigure *
meso_figure_new (MesoSession *session,
                 MesoMap *map,
                 MesoGuideFlags guides,
                 double width,
                 double height)
{
  MesoFigure *self;
  MesoGuideStyle guide_style;
  MesoSceneStyle style;
  double symbol;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_MAP (map), NULL);

  self = g_new0 (MesoFigure, 1);
  self->diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  self->view = meso_map_get_view (map, self->diagram);
  self->width = width;
  self->height = height;
  self->scale = meso_figure_find_scale (map, guides, width, height);
  self->x = (width - self->view.width * self->scale) / 2;
  self->y = TOP;
  symbol = CLAMP (SYMBOL_ON_DIAGRAM * self->scale, MIN_SYMBOL, MAX_SYMBOL) / self->scale;
  style = (MesoSceneStyle) MESO_SCENE_STYLE_PAPER (symbol);
  self->scene = meso_scene_new (map, &style);
  guides &= meso_guide_flags_get_available (self->diagram);
  guide_style = (MesoGuideStyle) MESO_GUIDE_STYLE_PAPER (self->scale);
  guide_style.marks = self->scene;
  self->guides = meso_guides_new (self->diagram, guides, &guide_style, &self->view);
  self->furniture = meso_furniture_new ();
  add_furniture (self, session, map, guides);
  return self;
}

void
meso_figure_free (MesoFigure *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->diagram);
  meso_guides_unref (self->guides);
  meso_scene_unref (self->scene);
  meso_furniture_free (self->furniture);
  g_free (self);
}

/** meso_figure_paint: with the upper left corner of its room at @x, @y; @cr's user unit is 1 mm. */
void
meso_figure_paint (MesoFigure *self,
                   cairo_t *cr,
                   double x,
                   double y)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (cr != NULL);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_save (cr);
  cairo_translate (cr, self->x, self->y);
  cairo_scale (cr, self->scale, self->scale);
  cairo_translate (cr, -self->view.x, -self->view.y);
  if (self->diagram != NULL && !meso_picture_paint (self->diagram, cr, &error))
    g_critical ("%s", error->message);
  cairo_save (cr);
  cairo_rectangle (cr, self->view.x, self->view.y, self->view.width, self->view.height);
  cairo_clip (cr);
  meso_guides_paint (self->guides, cr);
  cairo_restore (cr);
  meso_scene_stamp (self->scene, cr, NULL);
  cairo_restore (cr);
  meso_furniture_paint (self->furniture, cr);
  cairo_restore (cr);
}
