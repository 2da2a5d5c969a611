/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-furniture.h"

G_BEGIN_DECLS

/** Greys of the print, and the one colour that is not a depth: alerts. Readable without colour all the same. */
typedef enum
{
  MESO_TONE_INK,
  MESO_TONE_SOFT,
  MESO_TONE_RULE,
  MESO_TONE_ALERT,
  MESO_TONE_PAPER
} MesoTone;

/**
 * MesoBlock:
 *
 * A strip of a page that is never broken: words, rules and symbols in mm from its upper left corner. It grows with what
 * is put into it. Reference-counted, because a heading can stand on several pages.
 */
typedef struct _MesoBlock MesoBlock;

MesoBlock *meso_block_new (void);
MesoBlock *meso_block_ref (MesoBlock *self);
void meso_block_unref (MesoBlock *self);
double meso_block_get_height (MesoBlock *self);
void meso_block_set_height (MesoBlock *self,
                            double height);
void meso_block_keep_with_next (MesoBlock *self);
gboolean meso_block_is_kept_with_next (MesoBlock *self);
void meso_block_set_heading (MesoBlock *self);
gboolean meso_block_is_heading (MesoBlock *self);
double meso_block_add_text (MesoBlock *self,
                            const char *text,
                            double size,
                            MesoTextFlags flags,
                            MesoTone tone,
                            MesoAnchor anchor,
                            double x,
                            double y,
                            double width);
double meso_block_add_tag (MesoBlock *self,
                           const char *text,
                           double size,
                           MesoTone tone,
                           MesoAnchor anchor,
                           double x,
                           double y);
void meso_block_add_rule (MesoBlock *self,
                          double x1,
                          double x2,
                          double y,
                          double width,
                          MesoTone tone);
void meso_block_add_box (MesoBlock *self,
                         double x,
                         double y,
                         double width,
                         double height,
                         MesoTone tone);
void meso_block_add_symbol (MesoBlock *self,
                            MesoLayer layer,
                            MesoState state,
                            double x,
                            double y,
                            double size);
void meso_block_paint (MesoBlock *self,
                       cairo_t *cr,
                       double x,
                       double y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoBlock, meso_block_unref)

G_END_DECLS
