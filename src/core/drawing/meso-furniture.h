/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "diagram/meso-diagram.h"
#include "drawing/meso-symbol.h"
#include "drawing/meso-text.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_PIECE_TEXT,
  MESO_PIECE_SYMBOL,
  MESO_PIECE_LINE,
  MESO_PIECE_BOX
} MesoPieceKind;

/** One piece of what stands around a map, in the unit of the drawing. */
typedef struct
{
  MesoPieceKind kind;
  double x, y; /* text: its anchor and baseline; symbol: its middle; line: its start; box: its upper left */
  double x2, y2; /* line: its end; box: its lower right */
  double size; /* text: of the font; symbol: its diameter; line: its width */
  double rgb[3]; /* not of symbols */
  char *text;
  MesoTextFlags flags;
  MesoAnchor anchor;
  MesoLayer layer;
  MesoState state;
} MesoPiece;

/**
 * MesoFurniture:
 *
 * What stands around a map: words, legend, scale bar. A list of pieces, so that screen, paper and file show the same.
 */
typedef struct _MesoFurniture MesoFurniture;

/** What the legend counts: done and planned marks of each layer. */
typedef struct
{
  guint done[MESO_N_LAYERS];
  guint planned[MESO_N_LAYERS];
} MesoLayerCounts;

MesoFurniture *meso_furniture_new (void);
void meso_furniture_free (MesoFurniture *self);

void meso_furniture_add_text (MesoFurniture *self,
                              const char *text,
                              double size,
                              MesoTextFlags flags,
                              MesoAnchor anchor,
                              double x,
                              double baseline);
void meso_furniture_add_symbol (MesoFurniture *self,
                                MesoLayer layer,
                                MesoState state,
                                double x,
                                double y,
                                double size);
void meso_furniture_add_line (MesoFurniture *self,
                              double x1,
                              double y1,
                              double x2,
                              double y2,
                              double width);
void meso_furniture_add_box (MesoFurniture *self,
                             double x1,
                             double y1,
                             double x2,
                             double y2,
                             const double rgb[3]);
void meso_furniture_set_rgb (MesoFurniture *self,
                             double red,
                             double green,
                             double blue);

double meso_furniture_add_legend (MesoFurniture *self,
                                  double x,
                                  double y,
                                  double size,
                                  double right,
                                  const MesoLayerCounts *counts);
void meso_furniture_add_scale_bar (MesoFurniture *self,
                                   double x,
                                   double y,
                                   double size,
                                   double scale);
void meso_furniture_add_sides (MesoFurniture *self,
                               MesoRightSide right_side,
                               double x1,
                               double x2,
                               double baseline,
                               double size);

guint meso_furniture_get_n_pieces (MesoFurniture *self);
const MesoPiece *meso_furniture_get_piece (MesoFurniture *self,
                                           guint index);
void meso_furniture_paint (MesoFurniture *self,
                           cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoFurniture, meso_furniture_free)

G_END_DECLS
