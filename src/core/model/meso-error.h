/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MESO_ERROR:
 *
 * Domain of every error that the input or the record is to blame for. The message is one sentence that names the
 * file and the line, or the field, and can be shown as it is. Errors of files and disks keep G_IO_ERROR.
 */
#define MESO_ERROR (meso_error_quark ())

typedef enum
{
  MESO_ERROR_PARSE, /* not well-formed, or not in the format */
  MESO_ERROR_UNSUPPORTED, /* a newer format, or a feature that this version lacks */
  MESO_ERROR_LIMIT, /* larger than the format allows */
  MESO_ERROR_READ_ONLY, /* the session is final, void or opened read-only */
  MESO_ERROR_CONFLICT, /* the edit or the file does not fit what is there now */
  MESO_ERROR_IO, /* a file could not be read or written */
  MESO_ERROR_USAGE, /* wrong command-line arguments */
  MESO_ERROR_INVALID /* a value that the record may not hold */
} MesoError;

GQuark meso_error_quark (void);

G_END_DECLS
