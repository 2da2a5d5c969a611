/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/* The attributes of elements that are no item of the model, for reader and writer. That of the format version is not
 * among them: the parser must know it before all others. */

typedef struct
{
  char *id;
  gint64 revision;
  int status;
  gint64 next_id;
} MesoSessionHead;

typedef struct
{
  char *diagram;
  gint64 diagram_version;
  int variant;
} MesoMapHead;

extern const MesoField meso_session_head_fields[];
extern const MesoField meso_map_head_fields[];

G_END_DECLS
