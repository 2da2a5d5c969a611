/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *meso_search_fold (const char *text);
gboolean meso_search_matches (const char *folded_text,
                              const char *folded_query);
void meso_search_append_date (GString *text,
                              const char *date);

G_END_DECLS
