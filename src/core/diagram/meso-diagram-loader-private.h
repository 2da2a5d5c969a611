/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libxml/parser.h>

#include "diagram/meso-diagram-private.h"
#include "model/meso-error.h"

G_BEGIN_DECLS

/* Children of the root that have a meaning; all else is art. */
typedef enum
{
  MESO_SHEET_NONE,
  MESO_SHEET_ART,
  MESO_SHEET_REGIONS,
  MESO_SHEET_LANDMARKS,
  MESO_SHEET_WARNINGS,
} MesoSheet;

/* The state of reading one file. */
typedef struct
{
  MesoDiagramData *data;
  const char *name;
  xmlParserCtxtPtr context;
  GError *error; /* the first one; parsing stops there */

  /* How many elements are open. A layer is a child of the root. */
  guint depth;
  MesoSheet layer;
  gboolean has_art, has_regions;
  guint transform_depth; /* of the outermost open element with a transform; 0: there is none */

  gboolean in_title;
  GString *title;

  GHashTable *seen; /* owned "region/malar/right" -> itself */
} MesoLoader;

/* The attributes of one start tag as libxml2 hands them over: five pointers each. */
typedef struct
{
  const xmlChar **items;
  int n_items;
} MesoAttributes;

void meso_loader_fail (MesoLoader *loader,
                       MesoError code,
                       const char *format,
                       ...) G_GNUC_PRINTF (3, 4);

char *meso_attributes_dup (const MesoAttributes *attributes,
                           const char *namespace,
                           const char *name);
gboolean meso_attributes_has_transform (const MesoAttributes *attributes);

char *meso_loader_read_token (MesoLoader *loader,
                              const MesoAttributes *attributes,
                              const char *element,
                              const char *name);
gboolean meso_loader_read_number (MesoLoader *loader,
                                  const MesoAttributes *attributes,
                                  const char *element,
                                  const char *name,
                                  const char *unit,
                                  double *number);

void meso_loader_start_root (MesoLoader *loader,
                             const char *name,
                             const MesoAttributes *attributes);
void meso_loader_start_shape (MesoLoader *loader,
                              const char *name,
                              const MesoAttributes *attributes);

G_END_DECLS
