/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "meso-editor.h"

G_BEGIN_DECLS

/** What the panel shows and changes of a mark. */
typedef enum
{
  MESO_MARK_FIELD_LAYER, /* of points and lines */
  MESO_MARK_FIELD_DEPTH,
  MESO_MARK_FIELD_PRODUCT,
  MESO_MARK_FIELD_DOSE,
  MESO_MARK_FIELD_TECHNIQUE,
  MESO_MARK_FIELD_DEVICE,
  MESO_MARK_FIELD_GAUGE,
  MESO_MARK_FIELD_NEEDLE,
  MESO_MARK_FIELD_ANGLE,
  MESO_MARK_FIELD_STATE,
  MESO_MARK_FIELD_REGION,
  MESO_MARK_FIELD_SIDE,
  MESO_MARK_FIELD_ORDER,
  MESO_MARK_FIELD_NOTE,
  MESO_MARK_FIELD_CURVE, /* of lines */
  MESO_MARK_FIELD_DIRECTION,
  MESO_MARK_FIELD_PASSES, /* of zones */
  MESO_MARK_FIELD_SPACING,
  MESO_MARK_FIELD_PUNCTURES,
  MESO_N_MARK_FIELDS
} MesoMarkField;

/** An instrument as one chooses it: one value for three fields. */
typedef struct
{
  MesoDevice device;
  gint64 gauge;
  gint64 needle; /* 1/100 mm */
} MesoInstrument;

/** A value for a field: which member, the field says. */
typedef union
{
  int choice; /* of a vocabulary; 0 is "not given" */
  gint64 number; /* MESO_UNSET is "not given" */
  const char *text; /* NULL is "not given" */
  MesoInstrument instrument; /* MESO_MARK_FIELD_DEVICE only */
} MesoMarkValue;

/**
 * MesoMarkSummary:
 *
 * What marks have in common: of each field the value of the first mark that can have it, and whether another differs.
 * Its strings belong to the marks.
 */
typedef struct
{
  MesoMarkData data;
  guint n_of_kind[MESO_MARK_AREA + 1];
  guint n;
  guint mixed; /* bits by field */
  double length; /* mm, of all lines together */
  double area; /* mm², of all zones together */
} MesoMarkSummary;

void meso_mark_summary_init (MesoMarkSummary *self,
                             GPtrArray *marks);
void meso_mark_summary_init_from_hand (MesoMarkSummary *self,
                                       MesoHand *hand,
                                       MesoMarkKind kind);
gboolean meso_mark_summary_is_mixed (const MesoMarkSummary *self,
                                     MesoMarkField field);

void meso_mark_field_change (MesoEditor *editor,
                             MesoMarkKind hand_kind,
                             MesoMarkField field,
                             MesoMarkValue value);
void meso_mark_field_use_needle_depth (MesoEditor *editor,
                                       MesoMarkKind hand_kind);

G_END_DECLS
