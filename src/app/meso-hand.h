/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-mark.h"

G_BEGIN_DECLS

/** Changes one mark's data; gets a shallow copy to alter (strings it sets must outlive the call). */
typedef void (*MesoMarkChanger) (MesoMarkData *data,
                                 gpointer user_data);

/**
 * MesoHand:
 *
 * What the next mark gets. It stays between clicks, so that a point takes one click. Emits "changed" once for each
 * change.
 *
 * Product and state are the same for every mark, layer and depth for points and lines. All else, the instrument above
 * all, each kind has for itself: a setup for points stays in the hand while a line or a zone is drawn. A zone has it
 * twice, for microneedling and for a field that is injected, and its technique says which: neither gets the depth and
 * the instrument of the other.
 */
#define MESO_TYPE_HAND (meso_hand_get_type ())
G_DECLARE_FINAL_TYPE (MesoHand, meso_hand, MESO, HAND, GObject)

MesoHand *meso_hand_new (void);
MesoHand *meso_hand_copy (MesoHand *self);
void meso_hand_take_all (MesoHand *self,
                         MesoHand *other);
void meso_hand_fill (MesoHand *self,
                     MesoMarkKind kind,
                     MesoMarkData *data);
void meso_hand_take_from (MesoHand *self,
                          const MesoMarkData *data);
void meso_hand_change (MesoHand *self,
                       MesoMarkKind kind,
                       MesoMarkChanger changer,
                       gpointer user_data);
MesoLayer meso_hand_get_layer (MesoHand *self);
void meso_hand_set_layer (MesoHand *self,
                          MesoLayer layer);
gint64 meso_hand_get_depth (MesoHand *self);
void meso_hand_set_depth (MesoHand *self,
                          gint64 depth);
const char *meso_hand_get_product (MesoHand *self);
void meso_hand_set_product (MesoHand *self,
                            const char *product_id);
gint64 meso_hand_get_dose (MesoHand *self,
                           MesoMarkKind kind);
void meso_hand_set_dose (MesoHand *self,
                         MesoMarkKind kind,
                         gint64 dose);
MesoTechnique meso_hand_get_technique (MesoHand *self,
                                       MesoMarkKind kind);
void meso_hand_set_technique (MesoHand *self,
                              MesoMarkKind kind,
                              MesoTechnique technique);
MesoState meso_hand_get_state (MesoHand *self);
void meso_hand_set_state (MesoHand *self,
                          MesoState state);

G_END_DECLS
