/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-svg-guides.h"

#include <glib/gi18n-lib.h>

#include "drawing/meso-svg-element.h"
#include "drawing/meso-symbol.h"

static void
put_dashes (xmlTextWriterPtr xml,
            const MesoGuideItem *item)
{
  g_autoptr (GString) dashes = g_string_new (NULL);

  for (guint i = 0; i < item->n_dashes; i++)
    {
      if (i > 0)
        g_string_append_c (dashes, ' ');
      meso_decimal_append (dashes, item->dashes[i]);
    }
  if (item->n_dashes > 0)
    meso_svg_put (xml, "stroke-dasharray", dashes->str);
}

static void
write_path (xmlTextWriterPtr xml,
            const MesoGuideItem *item)
{
  xmlTextWriterStartElement (xml, BAD_CAST "path");
  if (item->fill_opacity > 0)
    {
      meso_svg_put_rgb (xml, "fill", item->rgb);
      meso_svg_put_number (xml, "fill-opacity", item->fill_opacity, "");
      meso_svg_put (xml, "fill-rule", "evenodd");
    }
  else
    {
      meso_svg_put (xml, "fill", "none");
    }
  meso_svg_put_rgb (xml, "stroke", item->rgb);
  meso_svg_put_number (xml, "stroke-opacity", item->opacity, "");
  meso_svg_put_number (xml, "stroke-width", item->width, "");
  meso_svg_put (xml, "stroke-linejoin", "round");
  put_dashes (xml, item);
  meso_svg_put_path (xml, item->segments);
  if (item->title != NULL)
    xmlTextWriterWriteElement (xml, BAD_CAST "title", BAD_CAST item->title);
  xmlTextWriterEndElement (xml);
}

static void
write_words (xmlTextWriterPtr xml,
             const MesoGuideItem *item)
{
  static const double paper[3] = MESO_PAPER_RGB;

  xmlTextWriterStartElement (xml, BAD_CAST "text");
  meso_svg_put_number (xml, "x", item->x, "");
  meso_svg_put_number (xml, "y", item->baseline, "");
  meso_svg_put_number (xml, "font-size", item->size, "");
  if (item->anchor != MESO_ANCHOR_START)
    meso_svg_put (xml, "text-anchor", item->anchor == MESO_ANCHOR_END ? "end" : "middle");
  meso_svg_put_rgb (xml, "fill", item->rgb);
  if (item->halo > 0)
    {
      meso_svg_put_rgb (xml, "stroke", paper);
      meso_svg_put_number (xml, "stroke-width", 2 * item->halo, "");
      meso_svg_put (xml, "stroke-linejoin", "round");
      meso_svg_put (xml, "paint-order", "stroke");
    }
  xmlTextWriterWriteString (xml, BAD_CAST item->text);
  xmlTextWriterEndElement (xml);
}

static gboolean
has_items (MesoGuides *guides,
           MesoGuideFlags flags)
{
  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    if ((meso_guides_get_item (guides, i)->guide & flags) != 0)
      return TRUE;
  return FALSE;
}

static void
write_items (xmlTextWriterPtr xml,
             MesoGuides *guides,
             MesoGuideFlags guide)
{
  for (guint i = 0; i < meso_guides_get_n_items (guides); i++)
    {
      const MesoGuideItem *item = meso_guides_get_item (guides, i);

      if (item->guide != guide)
        continue;
      if (item->segments == NULL)
        write_words (xml, item);
      else if (item->segments->len > 0)
        write_path (xml, item);
    }
}

/* Each kind within the layer is a layer again, to be switched by itself. */
static void
write_guides (xmlTextWriterPtr xml,
              MesoGuides *guides,
              const char *prefix)
{
  static const MesoGuideFlags order[] = {
    MESO_GUIDE_GRID,
    MESO_GUIDE_REGIONS,
    MESO_GUIDE_THIRDS,
    MESO_GUIDE_FIFTHS,
    MESO_GUIDE_FRANKFORT,
    MESO_GUIDE_MIDLINE,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      int value = g_bit_nth_lsf (order[i], -1) + 1;
      g_autofree char *suffix = NULL;

      if (!has_items (guides, order[i]))
        continue;
      suffix = g_strconcat ("guides-", meso_vocabulary_get_token (&meso_guide_vocabulary, value), NULL);
      meso_svg_start_layer (xml, prefix, suffix, meso_vocabulary_get_name (&meso_guide_vocabulary, value));
      write_items (xml, guides, order[i]);
      xmlTextWriterEndElement (xml);
    }
}

/**
 * meso_svg_guides_write:
 * @prefix: what every id begins with, such as "face-front."
 *
 * Writes the layers "guides" and "warnings" into a picture, each only where there is something in it.
 */
void
meso_svg_guides_write (MesoGuides *guides,
                       const char *prefix,
                       xmlTextWriterPtr xml)
{
  g_return_if_fail (guides != NULL);
  g_return_if_fail (prefix != NULL && xml != NULL);

  if (has_items (guides, (MesoGuideFlags) ~(guint) MESO_GUIDE_WARNINGS))
    {
      meso_svg_start_layer (xml, prefix, "guides", _ ("Guides"));
      write_guides (xml, guides, prefix);
      xmlTextWriterEndElement (xml);
    }
  if (has_items (guides, MESO_GUIDE_WARNINGS))
    {
      int value = g_bit_nth_lsf (MESO_GUIDE_WARNINGS, -1) + 1;

      meso_svg_start_layer (xml, prefix, "warnings", meso_vocabulary_get_name (&meso_guide_vocabulary, value));
      write_items (xml, guides, MESO_GUIDE_WARNINGS);
      xmlTextWriterEndElement (xml);
    }
}
