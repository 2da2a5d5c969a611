/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-svg-writer.h"

#include <string.h>

#include <libxml/xmlwriter.h>

#include <glib/gi18n-lib.h>

#include "drawing/meso-caption.h"
#include "drawing/meso-plate.h"
#include "drawing/meso-svg-art.h"
#include "drawing/meso-svg-element.h"
#include "drawing/meso-svg-guides.h"
#include "model/meso-error.h"
#include "record/meso-session-writer.h"

#define SVG_NAMESPACE "http://www.w3.org/2000/svg"
#define SESSION_NAMESPACE "urn:mesomap:session:1"
#define INKSCAPE_NAMESPACE "http://www.inkscape.org/namespaces/inkscape"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

typedef struct
{
  MesoSession *session;
  xmlTextWriterPtr xml;
  GHashTable *prefixes; /* those in use */
  GArray *segments;
} Writer;

static void
start (Writer *self,
       const char *name)
{
  xmlTextWriterStartElement (self->xml, BAD_CAST name);
}

static void
end (Writer *self)
{
  xmlTextWriterEndElement (self->xml);
}

static void
put (Writer *self,
     const char *name,
     const char *value)
{
  meso_svg_put (self->xml, name, value);
}

static void
put_number (Writer *self,
            const char *name,
            double value,
            const char *unit)
{
  meso_svg_put_number (self->xml, name, value, unit);
}

static void
put_box (Writer *self,
         double x,
         double y,
         double width,
         double height)
{
  const double values[] = { x, y, width, height };
  g_autoptr (GString) string = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      if (i > 0)
        g_string_append_c (string, ' ');
      meso_decimal_append (string, values[i]);
    }
  put (self, "viewBox", string->str);
}

static void
put_rgb (Writer *self,
         const char *name,
         const double rgb[3])
{
  meso_svg_put_rgb (self->xml, name, rgb);
}

static void
put_path (Writer *self)
{
  meso_svg_put_path (self->xml, self->segments);
}

static void
write_words (Writer *self,
             const char *element,
             const char *words)
{
  xmlTextWriterWriteElement (self->xml, BAD_CAST element, BAD_CAST words);
}

static void
start_layer (Writer *self,
             const char *prefix,
             const char *suffix,
             const char *label)
{
  meso_svg_start_layer (self->xml, prefix, suffix, label);
}

/* Furniture */

static void
write_text (Writer *self,
            const MesoPiece *piece)
{
  start (self, "text");
  put_number (self, "x", piece->x, "");
  put_number (self, "y", piece->y, "");
  put_number (self, "font-size", piece->size, "");
  if ((piece->flags & MESO_TEXT_BOLD) != 0)
    put (self, "font-weight", "bold");
  if (piece->anchor != MESO_ANCHOR_START)
    put (self, "text-anchor", piece->anchor == MESO_ANCHOR_END ? "end" : "middle");
  put_rgb (self, "fill", piece->rgb);
  xmlTextWriterWriteString (self->xml, BAD_CAST piece->text);
  end (self);
}

static void
write_symbol (Writer *self,
              const MesoPiece *piece)
{
  static const double ink[3] = MESO_INK_RGB, paper[3] = MESO_PAPER_RGB;
  double rgb[3], outline = piece->size * 0.1;

  meso_layer_get_rgb (piece->layer, rgb);
  g_array_set_size (self->segments, 0);
  meso_symbol_append (piece->layer, piece->x, piece->y, piece->size, 0, self->segments);
  start (self, "path");
  put_rgb (self, "fill", rgb);
  put_rgb (self, "stroke", ink);
  put_number (self, "stroke-width", outline, "");
  put_path (self);
  end (self);
  if (piece->state != MESO_STATE_PLANNED)
    return;
  g_array_set_size (self->segments, 0);
  meso_symbol_append (piece->layer,
                      piece->x,
                      piece->y,
                      piece->size,
                      meso_symbol_get_ring (piece->layer) * piece->size + outline / 2,
                      self->segments);
  start (self, "path");
  put_rgb (self, "fill", paper);
  put_path (self);
  end (self);
}

static void
write_piece (Writer *self,
             const MesoPiece *piece)
{
  switch (piece->kind)
    {
    case MESO_PIECE_TEXT:
      write_text (self, piece);
      break;
    case MESO_PIECE_SYMBOL:
      write_symbol (self, piece);
      break;
    case MESO_PIECE_LINE:
      start (self, "line");
      put_number (self, "x1", piece->x, "");
      put_number (self, "y1", piece->y, "");
      put_number (self, "x2", piece->x2, "");
      put_number (self, "y2", piece->y2, "");
      put_rgb (self, "stroke", piece->rgb);
      put_number (self, "stroke-width", piece->size, "");
      put (self, "stroke-linecap", "square");
      end (self);
      break;
    case MESO_PIECE_BOX:
    default:
      start (self, "rect");
      put_number (self, "x", piece->x, "");
      put_number (self, "y", piece->y, "");
      put_number (self, "width", piece->x2 - piece->x, "");
      put_number (self, "height", piece->y2 - piece->y, "");
      put_rgb (self, "fill", piece->rgb);
      end (self);
      break;
    }
}

/* Marks */

/* What marks of one look share stands on their group: everything but what a further coat needs. */
static void
put_coat (Writer *self,
          const MesoCoat *coat)
{
  if (coat->filled)
    put_rgb (self, "fill", coat->fill);
  else
    put (self, "fill", "none");
  if (coat->width > 0)
    {
      put_rgb (self, "stroke", coat->stroke);
      put_number (self, "stroke-width", coat->width, "");
      if (coat->part != MESO_PART_SYMBOL)
        put (self, "stroke-linejoin", "round");
      if (coat->part == MESO_PART_LINE || coat->part == MESO_PART_OUTLINE)
        put (self, "stroke-linecap", "round");
    }
  else
    {
      put (self, "stroke", "none");
    }
}

static void
put_data (Writer *self,
          const MesoMarkData *data)
{
  put (self, "data-kind", meso_mark_kind_get_token (data->kind));
  if (data->kind == MESO_MARK_POINT)
    {
      g_autofree char *x = meso_number_format (data->points[0].x, MESO_MM_DECIMALS, 0);
      g_autofree char *y = meso_number_format (data->points[0].y, MESO_MM_DECIMALS, 0);

      put (self, "data-x", x);
      put (self, "data-y", y);
    }
  for (const MesoField *field = meso_mark_get_fields (data->kind); field->name != NULL; field++)
    {
      g_autofree char *name = NULL, *value = NULL;

      if (strcmp (field->name, "id") == 0 || !meso_field_is_set (field, data))
        continue;
      name = g_strconcat ("data-", field->name, NULL);
      value = meso_field_get (field, data);
      put (self, name, value);
    }
}

static void
write_label (Writer *self,
             const MesoInk *ink,
             const MesoMarkData *data)
{
  static const double rgb[3] = MESO_INK_RGB, paper[3] = MESO_PAPER_RGB;
  g_autofree char *label = meso_ink_dup_label (data, TRUE);
  double x, y, size = ink->symbol * MESO_LABEL_SIZE;

  if (label == NULL)
    return;
  meso_polygon_find_middle (data->points, data->n_points, &x, &y);
  start (self, "text");
  put_number (self, "x", x, "");
  put_number (self, "y", y + size * 0.36, "");
  put_number (self, "font-size", size, "");
  put (self, "font-weight", "bold");
  put (self, "text-anchor", "middle");
  put_rgb (self, "fill", rgb);
  put_rgb (self, "stroke", paper);
  put_number (self, "stroke-width", 2 * MESO_LABEL_HALO * ink->symbol, "");
  put (self, "stroke-linejoin", "round");
  put (self, "paint-order", "stroke");
  xmlTextWriterWriteString (self->xml, BAD_CAST label);
  end (self);
}

static void
write_mark (Writer *self,
            const MesoInk *ink,
            MesoMark *mark)
{
  const MesoMarkData *data = meso_mark_get (mark);
  g_autofree char *title = meso_caption_dup_mark (self->session, mark);
  g_autofree char *id = g_strconcat ("mark-", data->id, NULL);
  gboolean single = ink->n_coats == 1 && ink->kind == MESO_MARK_POINT;

  start (self, single ? "path" : "g");
  put (self, "id", id);
  put_data (self, data);
  for (guint i = 0; i < ink->n_coats; i++)
    {
      g_array_set_size (self->segments, 0);
      meso_ink_append (ink, ink->coats[i].part, data, self->segments);
      if (single)
        {
          put_path (self);
          write_words (self, "title", title);
          break;
        }
      if (i == 0)
        write_words (self, "title", title);
      if (self->segments->len == 0)
        continue;
      start (self, "path");
      if (i > 0 || ink->kind != MESO_MARK_POINT)
        put_coat (self, &ink->coats[i]);
      put_path (self);
      end (self);
    }
  if (ink->kind == MESO_MARK_AREA)
    write_label (self, ink, data);
  end (self);
}

/* The marks of one kind and layer: groups of one look within it, in paint order. */
static guint
write_marks (Writer *self,
             MesoScene *scene,
             guint item,
             MesoMarkKind kind,
             MesoLayer layer)
{
  guint n_items = meso_scene_get_n_items (scene);
  const MesoInk *open = NULL;

  for (; item < n_items; item++)
    {
      const MesoInk *ink = meso_scene_get_ink (scene, item);

      if (ink->kind != kind || ink->layer != layer)
        break;
      if (ink != open)
        {
          if (open != NULL)
            end (self);
          open = ink;
          start (self, "g");
          put_coat (self, &ink->coats[0]);
        }
      write_mark (self, ink, meso_scene_get_mark (scene, item));
    }
  if (open != NULL)
    end (self);
  return item;
}

static guint
write_layer (Writer *self,
             MesoScene *scene,
             const char *prefix,
             guint item,
             MesoMarkKind kind,
             MesoLayer layer)
{
  const char *token = meso_vocabulary_get_token (&meso_layer_vocabulary, layer);
  g_autofree char *suffix = NULL, *label = NULL;

  suffix = g_strconcat ("layer-",
                        token != NULL ? token : "unset",
                        kind == MESO_MARK_THREAD ? ".lines" : "",
                        NULL);
  if (kind == MESO_MARK_THREAD)
    /* Translators: %s is a layer of the skin; the layer of lines in Inkscape */
    label = g_strdup_printf (_ ("%s (lines)"), meso_layer_get_name (layer));
  else
    label = g_strdup (meso_layer_get_name (layer));
  start_layer (self, prefix, suffix, label);
  item = write_marks (self, scene, item, kind, layer);
  end (self);
  return item;
}

/* As painted: zones, then lines, then points, each from the surface down. Layers of points are there even if empty. */
static void
write_scene (Writer *self,
             MesoScene *scene,
             const char *prefix)
{
  guint item = 0, n_items = meso_scene_get_n_items (scene);

  if (n_items > 0 && meso_scene_get_ink (scene, 0)->kind == MESO_MARK_AREA)
    {
      start_layer (self, prefix, "zones", _ ("Zones"));
      item = write_marks (self, scene, item, MESO_MARK_AREA, MESO_LAYER_UNSET);
      end (self);
    }
  while (item < n_items && meso_scene_get_ink (scene, item)->kind == MESO_MARK_THREAD)
    item = write_layer (self, scene, prefix, item, MESO_MARK_THREAD, meso_scene_get_ink (scene, item)->layer);
  for (guint layer = MESO_LAYER_UNSET; layer < MESO_N_LAYERS; layer++)
    if (layer != MESO_LAYER_UNSET || (item < n_items && meso_scene_get_ink (scene, item)->layer == MESO_LAYER_UNSET))
      item = write_layer (self, scene, prefix, item, MESO_MARK_POINT, layer);
  g_assert (item == n_items);
}

/* "face-front."; the second map of one name gets a number. */
static char *
dup_prefix (Writer *self,
            const char *diagram)
{
  char *prefix = g_strconcat (diagram, ".", NULL);

  for (guint i = 2; !g_hash_table_add (self->prefixes, g_strdup (prefix)); i++)
    {
      g_free (prefix);
      prefix = g_strdup_printf ("%s-%u.", diagram, i);
    }
  return prefix;
}

static gboolean
write_map (Writer *self,
           const MesoPlateMap *map,
           GError **error)
{
  g_autofree char *prefix = dup_prefix (self, meso_map_get_diagram (map->map));
  g_autofree char *id = g_strndup (prefix, strlen (prefix) - 1);

  start (self, "svg");
  put (self, "id", id);
  put_number (self, "x", map->x, "");
  put_number (self, "y", map->y, "");
  put_number (self, "width", map->view.width, "");
  put_number (self, "height", map->view.height, "");
  put_box (self, map->view.x, map->view.y, map->view.width, map->view.height);
  write_words (self, "title", map->name);
  if (map->diagram != NULL && !meso_svg_art_write (map->diagram, prefix, self->xml, error))
    return FALSE;
  meso_svg_guides_write (map->guides, prefix, self->xml);
  write_scene (self, map->scene, prefix);
  end (self);
  return TRUE;
}

static void
start_root (Writer *self,
            MesoPlate *plate)
{
  double width = meso_plate_get_width (plate), height = meso_plate_get_height (plate);
  g_autofree char *revision = g_strdup_printf ("%" G_GINT64_FORMAT, meso_session_get_revision (self->session));

  start (self, "svg");
  put (self, "xmlns", SVG_NAMESPACE);
  put (self, "xmlns:mesomap", SESSION_NAMESPACE);
  put (self, "xmlns:inkscape", INKSCAPE_NAMESPACE);
  put (self, "xmlns:xlink", XLINK_NAMESPACE);
  put (self, "version", "1.1");
  put_number (self, "width", width, "mm");
  put_number (self, "height", height, "mm");
  put_box (self, 0, 0, width, height);
  put (self, "font-family", "Cantarell, 'Noto Sans', sans-serif");
  put (self, "data-session", meso_session_get_id (self->session));
  put (self, "data-revision", revision);
}

static void
write_title (Writer *self)
{
  const MesoPatient *patient = meso_session_get_patient (self->session);
  const MesoVisit *visit = meso_session_get_visit (self->session);
  g_autofree char *name = meso_caption_dup_name (self->session);
  g_autofree char *day = visit != NULL ? meso_caption_dup_day (visit->start) : g_strdup ("");
  g_autofree char *title = NULL;

  title = g_strjoin (" · ", name, patient != NULL && patient->code != NULL ? patient->code : "", day, NULL);
  write_words (self, "title", title);
}

static gboolean
write_document (Writer *self,
                MesoPlate *plate,
                GError **error)
{
  static const double paper[3] = MESO_PAPER_RGB;
  MesoFurniture *furniture = meso_plate_get_furniture (plate);

  xmlTextWriterStartDocument (self->xml, NULL, "UTF-8", NULL);
  start_root (self, plate);
  write_title (self);

  start (self, "metadata");
  if (!meso_session_write_to (self->session, self->xml, error))
    return FALSE;
  end (self);

  start (self, "rect");
  put (self, "id", "paper");
  put (self, "width", "100%");
  put (self, "height", "100%");
  put_rgb (self, "fill", paper);
  end (self);

  for (guint i = 0; i < meso_plate_get_n_maps (plate); i++)
    if (!write_map (self, meso_plate_get_map (plate, i), error))
      return FALSE;

  start_layer (self, "", "page", _ ("Page"));
  for (guint i = 0; i < meso_furniture_get_n_pieces (furniture); i++)
    write_piece (self, meso_furniture_get_piece (furniture, i));
  end (self);
  xmlTextWriterEndDocument (self->xml);
  return TRUE;
}

/**
 * meso_session_write_svg:
 * @session: on its thread, or a snapshot on any thread
 * @diagrams: where the diagrams of its maps are looked up; one that is missing leaves its marks without art
 * @guides: which guides are drawn over the art; the record beside it knows nothing of them
 *
 * The picture of a session for browsers and drawing programs, true to size, with the whole record in its metadata. The
 * same session gives the same bytes.
 *
 * Returns: (transfer full): UTF-8 XML, or %NULL with %MESO_ERROR when there is something in the session that XML cannot
 * carry, or a diagram without art.
 */
GBytes *
meso_session_write_svg (MesoSession *session,
                        MesoDiagramSet *diagrams,
                        MesoGuideFlags guides,
                        GError **error)
{
  g_autoptr (MesoPlate) plate = NULL;
  xmlBufferPtr buffer;
  GBytes *bytes = NULL;
  Writer self = { 0 };

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_DIAGRAM_SET (diagrams), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  plate = meso_plate_new (session, NULL, diagrams, guides);
  buffer = xmlBufferCreate ();
  xmlBufferSetAllocationScheme (buffer, XML_BUFFER_ALLOC_DOUBLEIT);
  self.session = session;
  self.xml = xmlNewTextWriterMemory (buffer, 0);
  self.prefixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.segments = g_array_new (FALSE, FALSE, sizeof (MesoPathSegment));
  xmlTextWriterSetIndent (self.xml, 1);

  if (write_document (&self, plate, error))
    {
      xmlTextWriterFlush (self.xml);
      bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
    }
  xmlFreeTextWriter (self.xml);
  xmlBufferFree (buffer);
  g_array_unref (self.segments);
  g_hash_table_unref (self.prefixes);
  return bytes;
}
