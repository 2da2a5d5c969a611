/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-number.h"
#include "model/meso-session.h"
#include "model/meso-types.h"

G_BEGIN_DECLS

char *meso_format_date (const char *date);
char *meso_format_day (const char *time);
char *meso_format_day_and_time (const char *time);
char *meso_format_month (const char *date);
char *meso_format_birth_date (const char *birth_date,
                              const char *at);
char *meso_format_amount (gint64 amount,
                          MesoUnit unit);
char *meso_format_left (const MesoProduct *product,
                        gint64 charted);
char *meso_format_marks (guint n_points,
                         guint n_threads,
                         guint n_areas);
gboolean meso_date_has_passed (const char *date,
                               const char *at);
char *meso_date_parse (const char *text,
                       GError **error);

G_END_DECLS
