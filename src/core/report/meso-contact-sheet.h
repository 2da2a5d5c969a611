/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram-set.h"

G_BEGIN_DECLS

GBytes *meso_contact_sheet_to_png (MesoDiagramSet *diagrams,
                                   int width,
                                   GError **error);

G_END_DECLS
