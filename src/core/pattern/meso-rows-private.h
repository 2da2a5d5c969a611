/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "pattern/meso-outline.h"

G_BEGIN_DECLS

/* A stretch of a row, along u. */
typedef struct
{
  double from, to;
} MesoSpan;

/*
 * MesoRows cuts an outline into parallel rows. It works in a frame of its own, turned by an angle about a place in the
 * middle of the outline, in 1/100 mm: u along the rows, v across them. Of two outlines that mirror each other the
 * frames of a right angle do so, too.
 */
typedef struct _MesoRows MesoRows;

MesoRows *_meso_rows_new (MesoOutline *outline,
                          gint64 angle);
void _meso_rows_free (MesoRows *self);
void _meso_rows_get_extents (MesoRows *self,
                             MesoSpan *u,
                             MesoSpan *v);
GArray *_meso_rows_cut (MesoRows *self,
                        double v,
                        double margin);
MesoPoint _meso_rows_get_point (MesoRows *self,
                                double u,
                                double v);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoRows, _meso_rows_free)

G_END_DECLS
