/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/meso-extras.h"
#include "model/meso-field.h"
#include "model/meso-geometry.h"
#include "model/meso-number.h"

G_BEGIN_DECLS

#define MESO_MAX_THREAD_POINTS 1000
#define MESO_MAX_AREA_POINTS 1000

/**
 * MesoMarkData:
 *
 * All that a mark says. Numbers are #MESO_UNSET when not given, enumerations 0, strings %NULL. The declared layer and
 * the depth are two facts: neither is ever derived from the other.
 */
typedef struct
{
  MesoMarkKind kind;
  MesoPoint *points; /* a point: one; a thread: entry first; an area: its closed outline */
  guint n_points;

  char *id;
  MesoLayer layer;
  gint64 depth; /* 1/100 mm below the skin */
  char *product;
  gint64 dose; /* of the whole mark, 1/10,000 of the product's unit */
  MesoTechnique technique;
  MesoDevice device;
  gint64 gauge;
  gint64 needle; /* length, 1/100 mm */
  gint64 angle; /* to the skin, 1/100 degree */
  MesoState state;
  char *region;
  MesoSide side;
  gint64 order;
  char *pattern;
  char *note;

  MesoCurve curve; /* threads */
  MesoDirection direction; /* threads */
  gint64 passes; /* areas */
  gint64 spacing; /* areas, 1/100 mm */
  gint64 punctures; /* areas, an estimate */
} MesoMarkData;

/**
 * MesoMark:
 *
 * Something that was done, or is planned, at one place of a map. Immutable, so that history, workers and the screen can
 * share it; a change is a new mark with the same id.
 */
#define MESO_TYPE_MARK (meso_mark_get_type ())
G_DECLARE_FINAL_TYPE (MesoMark, meso_mark, MESO, MARK, GObject)

const MesoField *meso_mark_get_fields (MesoMarkKind kind);
const char *meso_mark_kind_get_token (MesoMarkKind kind);
MesoMarkKind meso_mark_kind_find (const char *token);
const char *meso_mark_kind_get_name (MesoMarkKind kind);

void meso_mark_data_init (MesoMarkData *data,
                          MesoMarkKind kind);
void meso_mark_data_clear (MesoMarkData *data);
gint64 meso_mark_data_get_needle_depth (const MesoMarkData *data);
void meso_mark_data_set_technique (MesoMarkData *data,
                                   MesoTechnique technique);
void meso_mark_data_set_direction (MesoMarkData *data,
                                   MesoDirection direction);

MesoMark *meso_mark_new (const MesoMarkData *data,
                         MesoExtras *extras);
const MesoMarkData *meso_mark_get (MesoMark *self);
MesoExtras *meso_mark_get_extras (MesoMark *self);
MesoMark *meso_mark_changed (MesoMark *self,
                             const MesoMarkData *data);
MesoMark *meso_mark_moved (MesoMark *self,
                           int dx,
                           int dy);
gboolean meso_mark_check (MesoMark *self,
                          GError **error);
gboolean meso_mark_equal (MesoMark *a,
                          MesoMark *b);

gsize meso_mark_get_size (MesoMark *self);

const char *meso_mark_get_id (MesoMark *self);
gboolean meso_mark_is_planned (MesoMark *self);
MesoPoint meso_mark_get_place (MesoMark *self);

G_END_DECLS
