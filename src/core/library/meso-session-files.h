/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "library/meso-session-lock.h"
#include "model/meso-session.h"

G_BEGIN_DECLS

/* What is in the folder of a session. */
#define MESO_SESSION_RECORD "session.mesomap.xml"
#define MESO_SESSION_PICTURE "session.mesomap.svg"
#define MESO_SESSION_LOCK "session.lock"

/**
 * MesoSessionFile:
 *
 * A session as it was found on disk.
 */
typedef struct
{
  MesoSession *session;
  char *digest; /* of the record's bytes; NULL when there is no record */
  gint64 written; /* when the record or picture was, in seconds since 1970 */
  gboolean from_picture; /* the record is missing or broken */
  char *problem; /* a sentence that says so */
} MesoSessionFile;

gboolean meso_session_file_load (MesoSessionFile *self,
                                 const char *folder,
                                 GError **error);
void meso_session_file_clear (MesoSessionFile *self);

/**
 * MesoSessionWrite:
 *
 * One write of a session. What goes in is set before meso_session_write_run(), which fills in the rest and may run on
 * any thread; the lock is only used by one write at a time.
 */
typedef struct
{
  MesoSession *snapshot; /* with the revision that it shall have */
  char *folder;
  char *copy; /* (nullable): name of the conflict copy to write, in the place of the record */
  char *known_digests[2]; /* of what may stand in the record's place: read or written last, and a failed write */
  MesoSessionLock *lock; /* (nullable) */
  gboolean write_record;
  gboolean keep_broken; /* the record cannot be read: keep it under another name */
  gboolean write_picture;
  gboolean only_if_behind; /* the picture */

  gboolean record_written;
  gboolean picture_written;
  gboolean conflict; /* somebody else wrote, or took over: a copy was written, whose name is in copy */
  char *holder; /* who took the lock over */
  char *digest; /* of what was written, or was about to be */
  GError *error; /* of the record */
  GError *picture_error;
} MesoSessionWrite;

void meso_session_write_run (MesoSessionWrite *self);
void meso_session_write_clear (MesoSessionWrite *self);

char *meso_session_file_get_digest (const char *folder);
gint64 meso_session_picture_get_revision (const char *folder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MesoSessionFile, meso_session_file_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MesoSessionWrite, meso_session_write_clear)

G_END_DECLS
