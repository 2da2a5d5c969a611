/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-session-head-private.h"

const MesoField meso_session_head_fields[] = {
  MESO_REQUIRED_FIELD (MesoSessionHead, "id", MESO_FIELD_UUID, id),
  { "revision",
    MESO_FIELD_NUMBER,
    G_STRUCT_OFFSET (MesoSessionHead, revision),
    .required = TRUE,
    .min = 1,
    .max = G_MAXINT32 },
  { "status",
    MESO_FIELD_ENUM,
    G_STRUCT_OFFSET (MesoSessionHead, status),
    .required = TRUE,
    .vocabulary = &meso_status_vocabulary },
  MESO_NUMBER_FIELD (MesoSessionHead, "next-id", next_id, 0, 1, G_GINT64_CONSTANT (1000000000000)),
  MESO_FIELDS_END,
};

const MesoField meso_map_head_fields[] = {
  MESO_REQUIRED_FIELD (MesoMapHead, "diagram", MESO_FIELD_TOKEN, diagram),
  MESO_NUMBER_FIELD (MesoMapHead, "diagram-version", diagram_version, 0, 1, 1000000),
  MESO_ENUM_FIELD (MesoMapHead, "variant", variant, meso_variant_vocabulary),
  MESO_FIELDS_END,
};
