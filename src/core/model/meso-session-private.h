/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* Shared by the files of the session: what it holds, how it is loaded and copied, what an edit may do. */
struct _MesoSession
{
  GObject parent_instance;

  char *id;
  gint64 revision;
  MesoStatus status;
  int format_minor;
  gint64 next_id; /* no id made by us has this number or a higher one */

  MesoItem *items[MESO_N_SLOTS]; /* of the slots that hold one */
  MesoItem *finalized;
  GPtrArray *amendments; /* MesoItem */
  GPtrArray *products; /* MesoItem */
  GPtrArray *checks; /* MesoItem */
  GListStore *maps;
  MesoExtras *extras[MESO_N_HOLDERS];

  char *read_only_reason;
  MesoHistory *history;

  guint applying : 1;
};

gboolean _meso_session_check_edit (MesoSession *self,
                                   MesoEdit *edit,
                                   GError **error);
gint64 _meso_id_get_number (const char *id);

G_END_DECLS
