/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/xmlwriter.h>

#include "diagram/meso-diagram.h"

G_BEGIN_DECLS

gboolean meso_svg_art_write (MesoDiagram *diagram,
                             const char *prefix,
                             xmlTextWriterPtr writer,
                             GError **error);

G_END_DECLS
