/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-item.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

/* Stands for "there is none" where an empty cell means "look it up". */
#define MESO_CSV_NONE "-"

typedef enum
{
  MESO_CSV_KIND,
  MESO_CSV_DIAGRAM,
  MESO_CSV_VARIANT,
  MESO_CSV_X,
  MESO_CSV_Y,
  MESO_CSV_POINTS,
  MESO_CSV_MARK,
  MESO_CSV_PRODUCT
} MesoCsvColumnType;

typedef struct
{
  MesoCsvColumnType type;
  const char *name;
  const MesoField *field; /* of a product, or of a mark of some kind */
} MesoCsvColumn;

const MesoCsvColumn *meso_csv_get_columns (guint *n_columns);
const MesoCsvColumn *meso_csv_find_column (const char *name);
gboolean meso_csv_column_is_looked_up (const MesoCsvColumn *column);

G_END_DECLS
