/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-svg-element.h"

#include <math.h>

#include "drawing/meso-symbol.h"

/** meso_svg_put: an attribute of the element that was started last. */
void
meso_svg_put (xmlTextWriterPtr xml,
              const char *name,
              const char *value)
{
  xmlTextWriterWriteAttribute (xml, BAD_CAST name, BAD_CAST value);
}

/** meso_svg_put_number: a plain decimal, whatever the locale, with @unit behind it. */
void
meso_svg_put_number (xmlTextWriterPtr xml,
                     const char *name,
                     double value,
                     const char *unit)
{
  g_autoptr (GString) string = g_string_new (NULL);

  meso_decimal_append (string, value);
  g_string_append (string, unit);
  meso_svg_put (xml, name, string->str);
}

/** meso_svg_put_rgb: a colour, as #RRGGBB. */
void
meso_svg_put_rgb (xmlTextWriterPtr xml,
                  const char *name,
                  const double rgb[3])
{
  char colour[8];

  g_snprintf (colour,
              sizeof colour,
              "#%02X%02X%02X",
              (guint) lround (CLAMP (rgb[0], 0, 1) * 255),
              (guint) lround (CLAMP (rgb[1], 0, 1) * 255),
              (guint) lround (CLAMP (rgb[2], 0, 1) * 255));
  meso_svg_put (xml, name, colour);
}

/** meso_svg_put_path: @segments: (element-type MesoPathSegment): as the data of a path. */
void
meso_svg_put_path (xmlTextWriterPtr xml,
                   GArray *segments)
{
  g_autofree char *d = meso_segments_to_string (segments);

  meso_svg_put (xml, "d", d);
}

/** meso_svg_start_layer: a group that drawing programs show as a layer by the name of @label. */
void
meso_svg_start_layer (xmlTextWriterPtr xml,
                      const char *prefix,
                      const char *suffix,
                      const char *label)
{
  g_autofree char *id = g_strconcat (prefix, suffix, NULL);

  xmlTextWriterStartElement (xml, BAD_CAST "g");
  meso_svg_put (xml, "id", id);
  xmlTextWriterWriteAttributeNS (xml, BAD_CAST "inkscape", BAD_CAST "groupmode", NULL, BAD_CAST "layer");
  xmlTextWriterWriteAttributeNS (xml, BAD_CAST "inkscape", BAD_CAST "label", NULL, BAD_CAST label);
}
