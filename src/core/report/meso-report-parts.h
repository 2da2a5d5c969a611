/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"
#include "report/meso-block.h"

G_BEGIN_DECLS

/* The parts of a report as blocks of a width in mm; lists are of MesoBlock, and empty when there is nothing to say. */
MesoBlock *meso_report_create_heading (const char *title,
                                       double width,
                                       double space_above);
MesoBlock *meso_report_create_header (MesoSession *session,
                                      double width,
                                      gboolean full);
MesoBlock *meso_report_create_legend (MesoMap *map,
                                      double width);
MesoBlock *meso_report_create_sides (MesoSession *session,
                                     MesoMap *map,
                                     double width);
GPtrArray *meso_report_create_totals (MesoSession *session,
                                      double width);
GPtrArray *meso_report_create_products (MesoSession *session,
                                        double width);
GPtrArray *meso_report_create_remarks (MesoSession *session,
                                       double width);
GPtrArray *meso_report_create_warning_key (MesoSession *session,
                                           MesoGuideFlags guides,
                                           double width);

G_END_DECLS
