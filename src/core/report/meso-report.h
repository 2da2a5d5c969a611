/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "drawing/meso-guide-kinds.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

typedef enum
{
  MESO_PAPER_A4,
  MESO_PAPER_LETTER
} MesoPaper;

/**
 * MesoReport:
 *
 * The sheets of paper of one session: laid out once, then drawn page by page, on paper, in a file or on the screen. One
 * page for a session with one map where it fits; else a page a map and as many more as are needed.
 */
#define MESO_TYPE_REPORT (meso_report_get_type ())
G_DECLARE_FINAL_TYPE (MesoReport, meso_report, MESO, REPORT, GObject)

MesoReport *meso_report_new (MesoSession *session,
                             MesoPaper paper,
                             MesoGuideFlags guides);
guint meso_report_get_n_pages (MesoReport *self);
void meso_report_get_page_size (MesoReport *self,
                                double *width_mm,
                                double *height_mm);
void meso_report_draw_page (MesoReport *self,
                            guint page,
                            cairo_t *cr);
GBytes *meso_report_to_pdf (MesoReport *self,
                            GError **error);

G_END_DECLS
