/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "diagram/meso-region-names.h"
#include "drawing/meso-guides-private.h"

/* A region is looked through in this many rows and columns for the widest place. */
#define ROWS 15
#define COLUMNS 40

/* How far words may reach past their region on both sides together, of the size of the font. */
#define SLACK 1.1

/* The row of a region that has most room from side to side, in mm. */
typedef struct
{
  const MesoRegion *region;
  MesoPathVertex middle;
  double width;
} Place;

/**
 * meso_guide_find_place:
 * @width: (out): how much room there is from side to side, in mm
 *
 * Returns: the middle of the row of @path with most room; of two alike, the one halfway down.
 */
MesoPathVertex
meso_guide_find_place (MesoPath *path,
                       double *width)
{
  cairo_rectangle_t bounds = meso_path_get_bounds (path);
  MesoPathVertex middle = { bounds.x + bounds.width / 2, bounds.y + bounds.height / 2 };
  double best = 0;

  *width = 0;
  for (int row = 0; row < ROWS; row++)
    {
      double y = bounds.y + bounds.height * (row + 0.5) / ROWS;
      double weight = 1 - 0.6 * fabs ((row + 0.5) / ROWS - 0.5);
      int first = 0;

      for (int column = 0; column <= COLUMNS; column++)
        {
          double x = bounds.x + bounds.width * (column + 0.5) / COLUMNS;
          double room = bounds.width * (column - first) / COLUMNS;

          if (column < COLUMNS && meso_path_contains (path, x, y, MESO_FILL_EVEN_ODD))
            continue;
          if (room * weight > best)
            {
              best = room * weight;
              *width = room;
              middle = (MesoPathVertex){ bounds.x + bounds.width * first / COLUMNS + room / 2, y };
            }
          first = column + 1;
        }
    }
  return middle;
}

/* Looked for once, since a diagram never changes. */
static GArray *
get_places (MesoDiagram *diagram)
{
  static GQuark quark;
  static GMutex mutex;
  GArray *places;
  guint n_regions = meso_diagram_get_n_regions (diagram);

  g_mutex_lock (&mutex);
  if (quark == 0)
    quark = g_quark_from_static_string ("meso-guide-regions");
  places = g_object_get_qdata (G_OBJECT (diagram), quark);
  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (Place));
      for (guint i = 0; i < n_regions; i++)
        {
          Place place = { .region = meso_diagram_get_region (diagram, i) };

          place.middle = meso_guide_find_place (meso_region_get_path (place.region), &place.width);
          g_array_append_val (places, place);
        }
      g_object_set_qdata_full (G_OBJECT (diagram), quark, places, (GDestroyNotify) g_array_unref);
    }
  g_mutex_unlock (&mutex);
  return places;
}

static MesoGuideItem *
add_path (MesoGuideBuilder *self)
{
  return meso_guide_builder_add_path (self, MESO_GUIDE_REGIONS, meso_guide_grey, 0.36, self->style.line_mm);
}

/** meso_guide_builder_add_outline: of @region alone. */
void
meso_guide_builder_add_outline (MesoGuideBuilder *self,
                                const MesoRegion *region)
{
  meso_guide_item_add_outline (add_path (self), meso_region_get_path (region));
}

/** meso_guide_builder_add_regions: the outlines of all. */
void
meso_guide_builder_add_regions (MesoGuideBuilder *self)
{
  MesoGuideItem *item = add_path (self);
  guint n_regions = meso_diagram_get_n_regions (self->diagram);

  for (guint i = 0; i < n_regions; i++)
    meso_guide_item_add_outline (item, meso_region_get_path (meso_diagram_get_region (self->diagram, i)));
}

/** meso_guide_builder_add_region_names: only where there is room; that of a small region shows when one zooms in. */
void
meso_guide_builder_add_region_names (MesoGuideBuilder *self)
{
  GArray *places = get_places (self->diagram);

  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const char *name = meso_region_get_name (meso_region_get_id (place->region));

      if (meso_guide_builder_guess_width (self, name) <= place->width + SLACK * self->style.text_mm)
        meso_guide_builder_add_words (self, MESO_GUIDE_REGIONS, meso_guide_grey, name, MESO_ANCHOR_MIDDLE,
                                      place->middle.x, place->middle.y);
    }
}
