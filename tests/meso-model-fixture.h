/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* Sessions for tests, built without files: a patient, a visit and one map of the face. */
MesoSession *fixture_session_with_points (guint n_points);
MesoMark *fixture_point (const char *id,
                         int x,
                         int y);
MesoItem *fixture_product (const char *id,
                           const char *name,
                           MesoUnit unit);
void fixture_apply (MesoSession *session,
                    MesoEdit *edit);
void fixture_add_point (MesoSession *session,
                        int x,
                        int y);
void fixture_add_dosed_point (MesoSession *session,
                              const char *product,
                              gint64 dose);
void fixture_add_planned_point (MesoSession *session,
                                const char *product,
                                gint64 dose);
char *fixture_describe (MesoMap *map);
void fixture_assert_ids (MesoMap *map,
                         const char *ids);

G_END_DECLS
