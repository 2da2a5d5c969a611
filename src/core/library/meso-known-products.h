/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-item.h"

G_BEGIN_DECLS

/**
 * MesoKnownProducts:
 *
 * The products that sessions of a library have used, each once: by name and unit, whatever their case. What belongs to
 * one box or one visit (lot, expiry, amounts, note) is not remembered: it is read anew each time.
 */
typedef struct _MesoKnownProducts MesoKnownProducts;

MesoKnownProducts *meso_known_products_new (void);
void meso_known_products_free (MesoKnownProducts *self);
void meso_known_products_add (MesoKnownProducts *self,
                              const MesoProduct *product);
void meso_known_products_add_all (MesoKnownProducts *self,
                                  const MesoKnownProducts *other);
GPtrArray *meso_known_products_get (const MesoKnownProducts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoKnownProducts, meso_known_products_free)

G_END_DECLS
