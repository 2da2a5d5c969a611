/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-map.h"

G_BEGIN_DECLS

/**
 * What of a session a change replaces. Every slot but marks, maps, photos (of a map), products and checks holds one
 * item.
 */
typedef enum
{
  MESO_SLOT_MARK,
  MESO_SLOT_MAP,
  MESO_SLOT_PHOTO,
  MESO_SLOT_PRODUCT,
  MESO_SLOT_CHECK,
  MESO_SLOT_PATIENT,
  MESO_SLOT_VISIT,
  MESO_SLOT_TREATMENT,
  MESO_SLOT_OUTCOME,
  MESO_SLOT_NOTES,
  MESO_N_SLOTS
} MesoSlot;

/**
 * MesoChange:
 *
 * One replacement. @before is %NULL for something new, @after for something removed. @position is the place in the
 * list: of a new one after the whole edit, of a removed one before it; it does not matter for a replacement.
 */
typedef struct
{
  MesoSlot slot;
  MesoMap *map; /* of a mark or photo */
  GObject *before;
  GObject *after;
  guint position;
} MesoChange;

/**
 * MesoEdit:
 *
 * A named list of changes that happen together: one step of undo. Immutable once it is applied.
 */
#define MESO_TYPE_EDIT (meso_edit_get_type ())
G_DECLARE_FINAL_TYPE (MesoEdit, meso_edit, MESO, EDIT, GObject)

#define MESO_POSITION_END G_MAXUINT

MesoEdit *meso_edit_new (const char *name);
const char *meso_edit_get_name (MesoEdit *self);
void meso_edit_set_merge_key (MesoEdit *self,
                              const char *merge_key);
const char *meso_edit_get_merge_key (MesoEdit *self);
void meso_edit_add_mark (MesoEdit *self,
                         MesoMap *map,
                         MesoMark *mark,
                         guint position);
void meso_edit_remove_mark (MesoEdit *self,
                            MesoMap *map,
                            MesoMark *mark);
void meso_edit_replace_mark (MesoEdit *self,
                             MesoMap *map,
                             MesoMark *before,
                             MesoMark *after);
void meso_edit_change_photo (MesoEdit *self,
                             MesoMap *map,
                             MesoItem *after);
void meso_edit_change_item (MesoEdit *self,
                            MesoSlot slot,
                            MesoItem *before,
                            MesoItem *after,
                            guint position);
void meso_edit_add_map (MesoEdit *self,
                        MesoMap *map,
                        guint position);
void meso_edit_remove_map (MesoEdit *self,
                           MesoMap *map,
                           guint position);
guint meso_edit_get_n_changes (MesoEdit *self);
const MesoChange *meso_edit_get_change (MesoEdit *self,
                                        guint index);
gboolean meso_edit_touches_map (MesoEdit *self,
                                MesoMap *map);
MesoEdit *meso_edit_invert (MesoEdit *self);
MesoEdit *meso_edit_compose (MesoEdit *self,
                             MesoEdit *next);
gsize meso_edit_get_size (MesoEdit *self);

G_END_DECLS
