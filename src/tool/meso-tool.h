/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "model/meso-session.h"

G_BEGIN_DECLS

/* Exit status. */
typedef enum
{
  MESO_TOOL_DONE = 0,
  MESO_TOOL_BAD_INPUT = 1,
  MESO_TOOL_BAD_USAGE = 2
} MesoToolStatus;

/** MesoToolCommand: one command; its run function gets the arguments from the command's own name on. */
typedef struct
{
  const char *name;
  const char *arguments; /* shown behind the name in the help */
  const char *summary;
  const GOptionEntry *options;
  MesoToolStatus (*run) (char **arguments); /* without the options; a NULL-terminated list */
} MesoToolCommand;

extern const MesoToolCommand meso_tool_validate;
extern const MesoToolCommand meso_tool_info;
extern const MesoToolCommand meso_tool_import;
extern const MesoToolCommand meso_tool_export;
extern const MesoToolCommand meso_tool_diagrams;

int meso_tool_main (int argc,
                    char *argv[]);

/* For the commands */
MesoToolStatus meso_tool_fail (const char *path,
                               const GError *error);
MesoToolStatus meso_tool_fail_usage (const char *format,
                                     ...) G_GNUC_PRINTF (1, 2);
MesoSession *meso_tool_read (const char *path,
                             GError **error);
void meso_tool_load_photos (MesoSession *session,
                            const char *path);
GBytes *meso_tool_load (const char *path,
                        GError **error);
gboolean meso_tool_write (const char *path,
                          GBytes *bytes,
                          GError **error);
char *meso_tool_describe (MesoSession *session,
                          gboolean with_marks);
JsonNode *meso_tool_to_json (MesoSession *session);

G_END_DECLS
