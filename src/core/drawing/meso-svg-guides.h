/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "drawing/meso-guides.h"

G_BEGIN_DECLS

void meso_svg_guides_write (MesoGuides *guides,
                            const char *prefix,
                            xmlTextWriterPtr xml);

G_END_DECLS
