/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-symbol.h"
#include "model/meso-mark.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_COLOUR_BY_DEPTH,
  MESO_COLOUR_BY_PRODUCT,
  MESO_COLOUR_EARLIER /* all grey-blue: another session than the one that is drawn */
} MesoColourKey;

/**
 * MesoSceneStyle:
 *
 * How marks are to look. All lengths are mm of the diagram: for a symbol of 9 px at 3 px per mm, symbol_mm is 3.
 */
typedef struct
{
  double symbol_mm; /* diameter of the circle */
  double outline_mm; /* of points and areas, and the casing of lines on either side */
  double line_mm; /* coloured part of a line */
  MesoColourKey key;

  /* By product: ids in the order of their colours, NULL-terminated; only needed while the scene is built. */
  const char *const *product_ids;
} MesoSceneStyle;

/* Of an earlier session: far from every colour of the depths, and paler than the contours of the art. */
#define MESO_EARLIER_RGB                     \
  {                                          \
    0xa9 / 255.0, 0xbd / 255.0, 0xd0 / 255.0 \
  }

#define MESO_SCENE_STYLE_PAPER(symbol)                                            \
  {                                                                               \
    .symbol_mm = (symbol), .outline_mm = (symbol) *0.1, .line_mm = (symbol) *0.32 \
  }

/** Which part of a mark a coat covers. */
typedef enum
{
  MESO_PART_SYMBOL,
  MESO_PART_SYMBOL_CORE,
  MESO_PART_LINE,
  MESO_PART_HEAD,
  MESO_PART_HEAD_CORE,
  MESO_PART_OUTLINE,
  MESO_PART_HATCH
} MesoPart;

/** One coat of colour: the part is filled, then stroked. */
typedef struct
{
  MesoPart part;
  gboolean filled;
  double fill[3];
  double width; /* 0: no stroke */
  double stroke[3];
} MesoCoat;

#define MESO_MAX_COATS 8

/**
 * MesoInk:
 *
 * The look that marks of one kind, layer and state share: its coats from the bottom up.
 */
typedef struct
{
  MesoMarkKind kind;
  MesoLayer layer;
  gboolean planned;
  double symbol;
  double outline;
  double line;
  guint n_coats;
  MesoCoat coats[MESO_MAX_COATS];
} MesoInk;

void meso_ink_init (MesoInk *ink,
                    MesoMarkKind kind,
                    MesoLayer layer,
                    gboolean planned,
                    const double rgb[3],
                    const MesoSceneStyle *style);
void meso_ink_append (const MesoInk *ink,
                      MesoPart part,
                      const MesoMarkData *mark,
                      GArray *segments);
void meso_ink_get_bounds (const MesoInk *ink,
                          const MesoMarkData *mark,
                          cairo_rectangle_t *bounds);

/* The words inside an area: the size of the font and the paper around the letters, of the diameter of a mark */
#define MESO_LABEL_SIZE 1.5
#define MESO_LABEL_HALO 0.3

char *meso_ink_dup_label (const MesoMarkData *mark,
                          gboolean local);

G_END_DECLS
