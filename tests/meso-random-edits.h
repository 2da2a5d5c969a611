/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* Edits that one could make by hand, chosen by g_test_rand_int(): so a seed gives the same ones again. */
MesoEdit *random_edit_new (MesoSession *session);
MesoEdit *random_bad_edit_new (MesoSession *session);

G_END_DECLS
