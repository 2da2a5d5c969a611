/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-error.h"

G_BEGIN_DECLS

/** MesoCsvTable: walks through the rows of a comma-separated text, with the lines they stand on. */
typedef struct
{
  const char *name; /* of the file, for messages */
  const char *at;
  const char *end;
  int line; /* of @at, from 1 */

  /* The row last read. */
  GPtrArray *cells; /* char * */
  int row_line; /* where it begins */
} MesoCsvTable;

gboolean meso_csv_table_init (MesoCsvTable *self,
                              GBytes *bytes,
                              const char *name,
                              GError **error);
void meso_csv_table_clear (MesoCsvTable *self);
gboolean meso_csv_table_next (MesoCsvTable *self,
                              GError **error);
void meso_csv_set_error (GError **error,
                         const char *name,
                         int line,
                         MesoError code,
                         const char *format,
                         ...) G_GNUC_PRINTF (5, 6);

void meso_csv_append_cell (GString *csv,
                           const char *text);
void meso_csv_append_text (GString *csv,
                           const char *text);
const char *meso_csv_unguard (const char *text);

G_END_DECLS
