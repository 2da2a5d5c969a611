/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-plate.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-caption.h"
#include "drawing/meso-guide-warnings.h"
#include "drawing/meso-picture.h"

/* In mm. */
#define MARGIN 8
#define GAP 8
#define MAX_WIDTH 440
#define MIN_WIDTH 180
#define SYMBOL 2.6
#define NAME_SIZE 6.5
#define LINE_SIZE 3.6
#define KEY_SIZE 2.8
#define SIDES_HEIGHT 10
#define SCALE_HEIGHT 10

struct _MesoPlate
{
  double width, height;
  GArray *maps; /* MesoPlateMap */
  MesoFurniture *furniture;
};

static void
clear_map (gpointer data)
{
  MesoPlateMap *map = data;

  g_clear_object (&map->map);
  g_clear_object (&map->diagram);
  g_clear_pointer (&map->guides, meso_guides_unref);
  g_clear_pointer (&map->scene, meso_scene_unref);
  g_free (map->name);
}

/** meso_map_count_layers: @counts: (out): marks that have a layer. */
void
meso_map_count_layers (MesoMap *map,
                       MesoLayerCounts *counts)
{
  guint n_marks;

  g_return_if_fail (MESO_IS_MAP (map));
  g_return_if_fail (counts != NULL);

  *counts = (MesoLayerCounts){ 0 };
  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (map, i);
      MesoLayer layer = meso_mark_get (mark)->layer;

      if (meso_mark_is_planned (mark))
        counts->planned[layer]++;
      else
        counts->done[layer]++;
    }
}

/**
 * meso_map_get_view:
 * @diagram: (nullable)
 *
 * Returns: the diagram and all marks, in mm of the diagram: a mark beside the diagram is shown too.
 */
cairo_rectangle_t
meso_map_get_view (MesoMap *map,
                   MesoDiagram *diagram)
{
  cairo_rectangle_t view = { -100, -120, 200, 250 };
  double x1, y1, x2, y2;
  guint n_marks;

  g_return_val_if_fail (MESO_IS_MAP (map), view);

  if (diagram != NULL)
    view = meso_diagram_get_bounds (diagram);
  x1 = view.x;
  y1 = view.y;
  x2 = view.x + view.width;
  y2 = view.y + view.height;
  n_marks = meso_map_get_n_marks (map);
  for (guint i = 0; i < n_marks; i++)
    {
      const MesoMarkData *data = meso_mark_get (meso_map_get_mark (map, i));

      for (guint k = 0; k < data->n_points; k++)
        {
          x1 = MIN (x1, data->points[k].x / 100.0 - 5);
          y1 = MIN (y1, data->points[k].y / 100.0 - 5);
          x2 = MAX (x2, data->points[k].x / 100.0 + 5);
          y2 = MAX (y2, data->points[k].y / 100.0 + 5);
        }
    }
  return (cairo_rectangle_t){ x1, y1, x2 - x1, y2 - y1 };
}

/* Words in lines that fit, smaller ones when a word does not; returns the baseline of the next. */
static double
add_lines (MesoPlate *self,
           const char *text,
           double size,
           MesoTextFlags flags,
           double baseline)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);
  double room = self->width - 2 * MARGIN;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize length = line->len;

      g_string_append_printf (line, "%s%s", length > 0 ? " " : "", words[i]);
      if (length == 0 || meso_text_guess_width (line->str, size) <= room)
        continue;
      g_string_truncate (line, length);
      meso_furniture_add_text (self->furniture, line->str, size, flags, MESO_ANCHOR_START, MARGIN, baseline);
      baseline += size * 1.4;
      g_string_assign (line, words[i]);
    }
  size *= MIN (1, room / MAX (meso_text_guess_width (line->str, size), 1));
  meso_furniture_add_text (self->furniture, line->str, size, flags, MESO_ANCHOR_START, MARGIN, baseline);
  return baseline + size * 1.4;
}

static double
add_header (MesoPlate *self,
            MesoSession *session)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  g_autofree char *name = meso_caption_dup_name (session), *person = meso_caption_dup_person (session);
  g_autofree char *course = meso_caption_dup_course (session), *status = meso_caption_dup_status (session);
  g_autofree char *day = visit != NULL ? meso_caption_dup_day_and_time (visit->start) : g_strdup ("");
  g_autofree char *line = g_strjoin (" · ", day, status, course, NULL);
  g_autoptr (GPtrArray) alerts = meso_caption_list_alerts (session);
  double y = MARGIN + NAME_SIZE * 0.8;

  y = add_lines (self, name, NAME_SIZE, MESO_TEXT_BOLD, y) - NAME_SIZE * 0.45;
  y = add_lines (self, person, LINE_SIZE, MESO_TEXT_PLAIN, y);
  y = add_lines (self, line, LINE_SIZE, MESO_TEXT_PLAIN, y);
  meso_furniture_set_rgb (self->furniture, 0xa5 / 255.0, 0x12 / 255.0, 0x1f / 255.0);
  for (guint i = 0; i < alerts->len; i++)
    {
      g_autofree char *alert = g_strconcat ("⚠ ", g_ptr_array_index (alerts, i), NULL);

      y = add_lines (self, alert, LINE_SIZE * 1.15, MESO_TEXT_BOLD, y + LINE_SIZE * 0.3);
    }
  meso_furniture_set_rgb (self->furniture, 0x1a / 255.0, 0x1a / 255.0, 0x1a / 255.0);
  meso_furniture_add_line (self->furniture, MARGIN, y - 1, self->width - MARGIN, y - 1, 0.25);
  return y + 3;
}

/* One under the other, or side by side while there is room. */
static void
place_maps (MesoPlate *self,
            double y)
{
  guint first = 0;

  while (first < self->maps->len)
    {
      double x = MARGIN, height = 0;
      guint i;

      for (i = first; i < self->maps->len; i++)
        {
          MesoPlateMap *map = &g_array_index (self->maps, MesoPlateMap, i);

          if (i > first && x + map->view.width + MARGIN > self->width)
            break;
          map->x = x;
          map->y = y + SIDES_HEIGHT;
          x += map->view.width + GAP;
          height = MAX (height, map->view.height);
        }
      first = i;
      y += SIDES_HEIGHT + height + SCALE_HEIGHT;
    }
  self->height = y;
}

static void
add_map_furniture (MesoPlate *self,
                   const MesoPlateMap *map)
{
  MesoRightSide right_side = MESO_RIGHT_SIDE_VIEWER_LEFT;
  double bottom = map->y + map->view.height;

  if (map->diagram != NULL)
    right_side = meso_diagram_get_right_side (map->diagram);
  meso_furniture_add_sides (self->furniture, right_side, map->x, map->x + map->view.width, map->y - 3, 3.8);
  if (map->diagram == NULL || meso_diagram_has_scale (map->diagram))
    meso_furniture_add_scale_bar (self->furniture, map->x, bottom + 7, 3.2, 1);
  else
    meso_furniture_add_text (self->furniture, _ ("not calibrated"), 3.2, MESO_TEXT_PLAIN, MESO_ANCHOR_START, map->x,
                             bottom + 7);
  meso_furniture_add_text (self->furniture,
                           map->name,
                           3.2,
                           MESO_TEXT_PLAIN,
                           MESO_ANCHOR_END,
                           map->x + map->view.width,
                           bottom + 7);
}

static void
add_footer (MesoPlate *self,
            MesoSession *session)
{
  MesoLayerCounts total = { 0 };
  g_autofree char *line = NULL, *revision = NULL;
  double legend;

  for (guint i = 0; i < self->maps->len; i++)
    {
      MesoLayerCounts counts;

      meso_map_count_layers (g_array_index (self->maps, MesoPlateMap, i).map, &counts);
      for (guint k = 0; k < MESO_N_LAYERS; k++)
        {
          total.done[k] += counts.done[k];
          total.planned[k] += counts.planned[k];
        }
    }
  meso_furniture_add_line (self->furniture, MARGIN, self->height + 1, self->width - MARGIN, self->height + 1, 0.25);
  legend = meso_furniture_add_legend (self->furniture, MARGIN, self->height + 4, 3.6, MARGIN + 65, &total);
  /* Translators: the identity and the revision of a session */
  revision = meso_number_format (meso_session_get_revision (session), 0, 0);
  line = g_strdup_printf (_ ("Mesomap · session %s · revision %s"), meso_session_get_id (session), revision);
  meso_furniture_set_rgb (self->furniture, 0x5c / 255.0, 0x55 / 255.0, 0x50 / 255.0);
  meso_furniture_add_text (self->furniture,
                           line,
                           2.6,
                           MESO_TEXT_PLAIN,
                           MESO_ANCHOR_END,
                           self->width - MARGIN,
                           self->height + 4 + legend - 1);
  self->height += 4 + legend + MARGIN;
}

/* What the numbers in the zones mean. */
static void
add_warning_key (MesoPlate *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->maps->len; i++)
    {
      const MesoPlateMap *map = &g_array_index (self->maps, MesoPlateMap, i);

      if (map->diagram != NULL)
        meso_guide_collect_warning_ids (map->diagram, ids);
    }
  if (ids->len == 0)
    return;
  self->height = add_lines (self, meso_guide_get_advice (), KEY_SIZE * 1.1, MESO_TEXT_BOLD, self->height);
  for (guint i = 0; i < ids->len; i++)
    {
      const char *id = g_ptr_array_index (ids, i);
      g_autofree char *text = meso_guide_describe_warning (id);
      g_autofree char *line = g_strdup_printf ("%u  %s", meso_guide_get_warning_number (id), text);

      self->height = add_lines (self, line, KEY_SIZE, MESO_TEXT_PLAIN, self->height);
    }
  self->height += MARGIN - KEY_SIZE;
}

static void
add_map (MesoPlate *self,
         MesoSession *session,
         MesoMap *map,
         MesoDiagramSet *diagrams,
         MesoGuideFlags guides)
{
  MesoSceneStyle style = MESO_SCENE_STYLE_PAPER (SYMBOL);
  MesoGuideStyle guide_style = MESO_GUIDE_STYLE_PAPER (1.0);
  MesoPlateMap plate_map = { .map = g_object_ref (map) };

  plate_map.diagram = meso_map_dup_diagram (map, diagrams);
  plate_map.name = meso_session_dup_map_name (session, map);
  plate_map.view = meso_map_get_view (map, plate_map.diagram);
  guides &= meso_guide_flags_get_available (plate_map.diagram);
  plate_map.scene = meso_scene_new (map, &style);
  guide_style.marks = plate_map.scene;
  plate_map.guides = meso_guides_new (plate_map.diagram, guides, &guide_style, &plate_map.view);
  g_array_append_val (self->maps, plate_map);
}

/**
 * meso_plate_new:
 * @session: on its thread, or a snapshot
 * @only_map: (nullable): this map alone
 * @guides: which guides lie under the marks, of those that a map has
 *
 * Returns: (transfer full): the same for the same session, on every computer of one language.
 */
MesoPlate *
meso_plate_new (MesoSession *session,
                MesoMap *only_map,
                MesoDiagramSet *diagrams,
                MesoGuideFlags guides)
{
  MesoPlate *self;
  double width = 0, widest = 0;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (only_map == NULL || MESO_IS_MAP (only_map), NULL);
  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (diagrams), NULL);

  self = g_new0 (MesoPlate, 1);
  self->furniture = meso_furniture_new ();
  self->maps = g_array_new (FALSE, TRUE, sizeof (MesoPlateMap));
  g_array_set_clear_func (self->maps, clear_map);
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    if (only_map == NULL || only_map == meso_session_get_map (session, i))
      add_map (self, session, meso_session_get_map (session, i), diagrams, guides);

  for (guint i = 0; i < self->maps->len; i++)
    {
      double view = g_array_index (self->maps, MesoPlateMap, i).view.width;

      if (width + view + GAP <= MAX_WIDTH)
        width += view + (i > 0 ? GAP : 0);
      widest = MAX (widest, view);
    }
  self->width = ceil (MAX (MAX (width, widest), MIN_WIDTH) + 2 * MARGIN);
  place_maps (self, add_header (self, session));
  for (guint i = 0; i < self->maps->len; i++)
    add_map_furniture (self, &g_array_index (self->maps, MesoPlateMap, i));
  add_footer (self, session);
  if ((guides & MESO_GUIDE_WARNINGS) != 0)
    add_warning_key (self);
  self->height = ceil (self->height);
  return self;
}

void
meso_plate_free (MesoPlate *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->maps);
  meso_furniture_free (self->furniture);
  g_free (self);
}

/** meso_plate_get_width: in mm. */
double
meso_plate_get_width (MesoPlate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/** meso_plate_get_height: in mm. */
double
meso_plate_get_height (MesoPlate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

guint
meso_plate_get_n_maps (MesoPlate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->maps->len;
}

const MesoPlateMap *
meso_plate_get_map (MesoPlate *self,
                    guint index)
{
  g_return_val_if_fail (self != NULL && index < self->maps->len, NULL);

  return &g_array_index (self->maps, MesoPlateMap, index);
}

/** meso_plate_get_furniture: (transfer none): all but the maps, in mm of the plate. */
MesoFurniture *
meso_plate_get_furniture (MesoPlate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->furniture;
}

/**
 * meso_plate_paint:
 * @cr: its user unit is 1 mm, its origin the upper left corner of the plate
 *
 * Returns: %FALSE when a diagram could not be painted.
 */
gboolean
meso_plate_paint (MesoPlate *self,
                  cairo_t *cr,
                  GError **error)
{
  static const double paper[3] = MESO_PAPER_RGB;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);

  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_rectangle (cr, 0, 0, self->width, self->height);
  cairo_fill (cr);
  for (guint i = 0; i < self->maps->len; i++)
    {
      const MesoPlateMap *map = &g_array_index (self->maps, MesoPlateMap, i);
      gboolean painted;

      cairo_save (cr);
      cairo_translate (cr, map->x - map->view.x, map->y - map->view.y);
      painted = map->diagram == NULL || meso_picture_paint (map->diagram, cr, error);
      if (painted)
        {
          meso_guides_paint (map->guides, cr);
          meso_scene_stamp (map->scene, cr, NULL);
        }
      cairo_restore (cr);
      if (!painted)
        return FALSE;
    }
  meso_furniture_paint (self->furniture, cr);
  return TRUE;
}
