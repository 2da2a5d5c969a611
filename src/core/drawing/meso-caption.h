/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* The words that stand on every picture and every page. All are translated, and numbers are in the user's locale. */
char *meso_caption_dup_date (const char *date);
char *meso_caption_dup_day (const char *time);
char *meso_caption_dup_day_and_time (const char *time);
int meso_caption_get_age (const char *birth_date,
                          const char *time);
char *meso_caption_dup_name (MesoSession *session);
char *meso_caption_dup_person (MesoSession *session);
char *meso_caption_dup_course (MesoSession *session);
char *meso_caption_dup_method (MesoSession *session);
char *meso_caption_dup_status (MesoSession *session);
GPtrArray *meso_caption_list_alerts (MesoSession *session);
char *meso_caption_dup_amount (gint64 amount,
                               MesoUnit unit);
char *meso_caption_dup_mark (MesoSession *session,
                             MesoMark *mark);

G_END_DECLS
