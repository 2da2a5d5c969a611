/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-guide-warnings.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "diagram/meso-warning-names.h"
#include "drawing/meso-guides-private.h"
#include "drawing/meso-hatch.h"
#include "drawing/meso-scene-painter.h"

/* How many letters a line of words over a zone has, at most. */
#define SHORT_LINE 16
#define LONG_LINE 26

/* How far a name may reach past its zone on both sides together, of the size of the font; all the rest stays inside. */
#define SLACK 6.0

/* A zone is looked through in this many rows and columns for a place that marks leave free. */
#define STEPS 9

/* Vermilion of Okabe and Ito, which no layer and no product of a scene has alone; for words a darker one. */
static const double zone_rgb[3] = { 0xd5 / 255.0, 0x5e / 255.0, 0 };
static const double words_rgb[3] = { 0x96 / 255.0, 0x42 / 255.0, 0 };

/** meso_guide_get_advice: what stands on every picture with warning zones. */
const char *
meso_guide_get_advice (void)
{
  return _ ("Warning zones: advisory, anatomy varies");
}

static void
add_once (GPtrArray *ids,
          const char *id)
{
  if (!g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

/**
 * meso_guide_get_warning_number:
 *
 * Returns: the number of a warning where zones are keyed, the same on every view and every sheet; 0 for a warning that
 *   the key knows nothing about, whose name stands in its zone
 */
guint
meso_guide_get_warning_number (const char *warning_id)
{
  const char *const *all = meso_warning_list_ids ();

  g_return_val_if_fail (warning_id != NULL, 0);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_equal (all[i], warning_id))
      return i + 1;
  return 0;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  guint x = meso_guide_get_warning_number (*(const char *const *) a);
  guint y = meso_guide_get_warning_number (*(const char *const *) b);

  return (x > y) - (x < y);
}

/**
 * meso_guide_collect_warning_ids:
 * @ids: (element-type utf8): those of a key; gets each of @diagram that has a number, in the order of these, once
 */
void
meso_guide_collect_warning_ids (MesoDiagram *diagram,
                                GPtrArray *ids)
{
  guint n_warnings;

  g_return_if_fail (MESO_IS_DIAGRAM (diagram));
  g_return_if_fail (ids != NULL);

  n_warnings = meso_diagram_get_n_warnings (diagram);
  for (guint i = 0; i < n_warnings; i++)
    {
      const char *id = meso_warning_get_id (meso_diagram_get_warning (diagram, i));

      if (meso_guide_get_warning_number (id) != 0)
        add_once (ids, id);
    }
  g_ptr_array_sort (ids, compare_numbers);
}

/** meso_guide_describe_warning: (transfer full): "name · depth · source". */
char *
meso_guide_describe_warning (const char *warning_id)
{
  const char *depth, *source;

  g_return_val_if_fail (warning_id != NULL, NULL);

  depth = meso_warning_get_depth (warning_id);
  source = meso_warning_get_source (warning_id);
  /* The first NULL ends the list: a warning that nobody knows is its name alone. */
  return g_strjoin (" · ", meso_warning_get_name (warning_id), depth, source, NULL);
}

/** meso_guide_find_warning_ids: (transfer full) (element-type utf8): whose zones a place is in, in mm; mostly none. */
GPtrArray *
meso_guide_find_warning_ids (MesoDiagram *diagram,
                             double x,
                             double y)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  guint n_warnings;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), ids);

  n_warnings = meso_diagram_get_n_warnings (diagram);
  for (guint i = 0; i < n_warnings; i++)
    {
      const MesoWarning *warning = meso_diagram_get_warning (diagram, i);

      if (meso_path_contains (meso_warning_get_path (warning), x, y, MESO_FILL_EVEN_ODD))
        add_once (ids, meso_warning_get_id (warning));
    }
  return ids;
}

static void
add_zone (MesoGuideBuilder *self,
          const MesoWarning *warning)
{
  MesoPath *path = meso_warning_get_path (warning);
  MesoGuideItem *item;

  item = meso_guide_builder_add_path (self, MESO_GUIDE_WARNINGS, zone_rgb, 0.45, self->style.line_mm * 0.7);
  meso_hatch_append (meso_path_get_polygons (path), MESO_HATCH_FALLING, self->style.hatch_mm, item->segments);
  item = meso_guide_builder_add_path (self, MESO_GUIDE_WARNINGS, zone_rgb, 0.55, self->style.line_mm * 0.7);
  meso_guide_item_add_outline (item, path);
  item->fill_opacity = 0.04;
  item->title = meso_guide_describe_warning (meso_warning_get_id (warning));
}

/** meso_guide_builder_add_warnings: outlines and hatches of all zones. */
void
meso_guide_builder_add_warnings (MesoGuideBuilder *self)
{
  guint n_warnings = meso_diagram_get_n_warnings (self->diagram);

  for (guint i = 0; i < n_warnings; i++)
    add_zone (self, meso_diagram_get_warning (self->diagram, i));
}

/* In lines of so many letters, broken between words. */
static void
wrap (GStrvBuilder *lines,
      const char *text,
      glong max_letters)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (line->len > 0 && g_utf8_strlen (line->str, -1) + 1 + g_utf8_strlen (words[i], -1) > max_letters)
        {
          g_strv_builder_add (lines, line->str);
          g_string_truncate (line, 0);
        }
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }
  g_strv_builder_add (lines, line->str);
}

/* The name alone, or also depth and source. */
static gboolean
add_name (MesoGuideBuilder *self,
          const MesoWarning *warning,
          gboolean in_full,
          const MesoPathVertex *middle,
          double room)
{
  /* Where it stands: in the widest row, or else so far down the zone. */
  static const double heights[] = { 0, 0.3, 0.7, 0.15, 0.85 };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *id = meso_warning_get_id (warning), *depth = meso_warning_get_depth (id);
  cairo_rectangle_t bounds = meso_path_get_bounds (meso_warning_get_path (warning));
  g_auto (GStrv) lines = NULL;
  double width = 0;

  wrap (builder, meso_warning_get_name (id), in_full ? LONG_LINE : SHORT_LINE);
  if (in_full && depth != NULL)
    {
      wrap (builder, depth, LONG_LINE);
      wrap (builder, meso_warning_get_source (id), LONG_LINE);
    }
  lines = g_strv_builder_end (builder);
  for (guint i = 0; lines[i] != NULL; i++)
    width = MAX (width, meso_guide_builder_guess_width (self, lines[i]));
  if (width > room + (in_full ? 0 : SLACK) * self->style.text_mm)
    return FALSE;
  if (in_full && g_strv_length (lines) * self->style.text_mm * MESO_GUIDE_LINE_HEIGHT > bounds.height)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    if (meso_guide_builder_add_block (self, MESO_GUIDE_WARNINGS, words_rgb, (const char *const *) lines, middle->x,
                                      i == 0 ? middle->y : bounds.y + bounds.height * heights[i]))
      return TRUE;
  return FALSE;
}

/* Whether marks leave the number @text free at a place. */
static gboolean
is_in_sight (MesoGuideBuilder *self,
             const char *text,
             const MesoPathVertex *place)
{
  double width = meso_guide_builder_guess_width (self, text), height = self->style.text_mm;
  cairo_rectangle_t rect = { place->x - width / 2, place->y - height / 2, width, height };

  /* A zone of marks is a hatch, which a number can be read on. */
  for (guint i = 0; self->style.marks != NULL && i < meso_scene_get_n_items (self->style.marks); i++)
    if (meso_scene_get_ink (self->style.marks, i)->kind != MESO_MARK_AREA &&
        meso_scene_item_is_in (self->style.marks, i, &rect))
      return FALSE;
  return TRUE;
}

/* The place of a zone nearest its middle that no marks and no other words hide; a number is on the map in any case. */
static void
add_number (MesoGuideBuilder *self,
            const MesoWarning *warning,
            const MesoPathVertex *middle)
{
  const char *id = meso_warning_get_id (warning);
  guint number = meso_guide_get_warning_number (id);
  g_autofree char *text = number != 0 ? g_strdup_printf ("%u", number) : g_strdup (meso_warning_get_name (id));
  const char *const lines[] = { text, NULL };
  MesoPath *path = meso_warning_get_path (warning);
  cairo_rectangle_t bounds = meso_path_get_bounds (path);
  MesoPathVertex best = *middle;
  double nearest = G_MAXDOUBLE;

  if (is_in_sight (self, text, middle) && meso_guide_builder_is_free (self, text, middle))
    nearest = 0;
  for (guint i = 0; nearest > 0 && i < STEPS * STEPS; i++)
    {
      MesoPathVertex place = { bounds.x + bounds.width * (i % STEPS + 0.5) / STEPS,
                               bounds.y + bounds.height * (i / STEPS + 0.5) / STEPS };
      double distance = hypot (place.x - middle->x, place.y - middle->y);

      if (distance < nearest && meso_path_contains (path, place.x, place.y, MESO_FILL_EVEN_ODD) &&
          is_in_sight (self, text, &place) && meso_guide_builder_is_free (self, text, &place))
        {
          nearest = distance;
          best = place;
        }
    }
  meso_guide_builder_add_block (self, MESO_GUIDE_WARNINGS, words_rgb, lines, best.x, best.y);
}

/** meso_guide_builder_add_warning_names: as much as there is room for, or the numbers of a key. */
void
meso_guide_builder_add_warning_names (MesoGuideBuilder *self)
{
  guint n_warnings = meso_diagram_get_n_warnings (self->diagram);

  for (guint i = 0; self->style.text_mm > 0 && i < n_warnings; i++)
    {
      const MesoWarning *warning = meso_diagram_get_warning (self->diagram, i);
      double room;
      MesoPathVertex middle = meso_guide_find_place (meso_warning_get_path (warning), &room);

      if (self->style.is_keyed)
        add_number (self, warning, &middle);
      else if (!add_name (self, warning, TRUE, &middle, room))
        add_name (self, warning, FALSE, &middle, room);
    }
}
