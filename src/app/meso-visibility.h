/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/** By what marks are hidden and locked. */
typedef enum
{
  MESO_ASPECT_LAYER, /* by its token; marks without one, such as zones, by "" */
  MESO_ASPECT_PRODUCT, /* by its id; marks without one by "" */
  MESO_ASPECT_STATE, /* "planned" or "done" */
  MESO_N_ASPECTS
} MesoAspect;

typedef enum
{
  MESO_VEIL_HIDDEN, /* neither painted nor touched */
  MESO_VEIL_LOCKED, /* painted, but not touched */
  MESO_N_VEILS
} MesoVeil;

/**
 * MesoVisibility:
 *
 * Which marks are hidden or locked while one draws, by layer, product and state. It is about the screen and the hand
 * only: the record, paper and files know nothing of it, and it is gone when the session is closed.
 *
 * Property: "only-layer", whether all layers but the one in the hand are hidden, notified.
 * Signals: "changed" once for each change.
 */
#define MESO_TYPE_VISIBILITY (meso_visibility_get_type ())
G_DECLARE_FINAL_TYPE (MesoVisibility, meso_visibility, MESO, VISIBILITY, GObject)

MesoVisibility *meso_visibility_new (void);

gboolean meso_visibility_get (MesoVisibility *self,
                              MesoVeil veil,
                              MesoAspect aspect,
                              const char *key);
void meso_visibility_set (MesoVisibility *self,
                          MesoVeil veil,
                          MesoAspect aspect,
                          const char *key,
                          gboolean value);
gboolean meso_visibility_is_used (MesoVisibility *self,
                                  MesoVeil veil);
void meso_visibility_clear (MesoVisibility *self,
                            MesoVeil veil);
gboolean meso_visibility_covers (MesoVisibility *self,
                                 MesoVeil veil,
                                 MesoMark *mark);
gboolean meso_visibility_is_free (MesoVisibility *self,
                                  MesoMark *mark);
guint meso_visibility_count (MesoVisibility *self,
                             MesoVeil veil,
                             MesoMap *map);
gboolean meso_visibility_reveal (MesoVisibility *self,
                                 GPtrArray *marks);

gboolean meso_visibility_get_only_layer (MesoVisibility *self);
void meso_visibility_set_only_layer (MesoVisibility *self,
                                     gboolean only_layer);
void meso_visibility_set_layer (MesoVisibility *self,
                                MesoLayer layer);

const char *meso_aspect_get_key (MesoAspect aspect,
                                 const MesoMarkData *mark);

G_END_DECLS
