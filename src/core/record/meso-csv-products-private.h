/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/** MesoCsvProducts: the products that the rows of a table describe, each of them in full, and the session's. */
typedef struct _MesoCsvProducts MesoCsvProducts;

MesoCsvProducts *meso_csv_products_new (MesoSession *session,
                                        GHashTable *mark_ids);
void meso_csv_products_free (MesoCsvProducts *self);
gboolean meso_csv_products_has (MesoCsvProducts *self,
                                const char *id);
gboolean meso_csv_products_resolve (MesoCsvProducts *self,
                                    MesoProduct *row,
                                    char **id,
                                    GError **error);
void meso_csv_products_load (MesoCsvProducts *self);

G_END_DECLS
