/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-earlier-session.h"

#include "library/meso-library-private.h"
#include "library/meso-session-files.h"

typedef struct
{
  char *folder;
  char *start;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->folder);
  g_free (request->start);
  g_free (request);
}

static gboolean
has_done (MesoSession *session)
{
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);
      guint n_marks = meso_map_get_n_marks (map);

      for (guint k = 0; k < n_marks; k++)
        if (!meso_mark_is_planned (meso_map_get_mark (map, k)))
          return TRUE;
    }
  return FALSE;
}

static gboolean
is_earlier (MesoSession *session,
            GDateTime *time)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  g_autoptr (GDateTime) own = visit != NULL ? meso_time_parse (visit->start) : NULL;

  return own != NULL && g_date_time_compare (own, time) < 0;
}

/**
 * meso_earlier_session_load:
 * @folder: of a session in a library
 * @start: of its visit
 *
 * Finds the last session of the same patient before @start in which something was done. Void ones do not count, and
 * those that cannot be read are passed over. May be called on any thread; photos are not read.
 *
 * Returns: (transfer full) (nullable)
 */
MesoSession *
meso_earlier_session_load (const char *folder,
                           const char *start)
{
  g_autofree char *sessions = NULL;
  g_autofree char *patient = NULL;
  g_autoptr (GPtrArray) folders = NULL;
  g_autoptr (GDateTime) time = NULL;

  g_return_val_if_fail (folder != NULL && start != NULL, NULL);

  time = meso_time_parse (start);
  if (time == NULL)
    return NULL;
  sessions = g_path_get_dirname (folder);
  patient = g_path_get_dirname (sessions);
  /* Newest first, so that as a rule one of them is read. */
  folders = _meso_list_session_folders (patient);
  for (guint i = 0; i < folders->len; i++)
    {
      g_auto (MesoSessionFile) file = { NULL };

      if (g_str_equal (g_ptr_array_index (folders, i), folder) ||
          !meso_session_file_load (&file, g_ptr_array_index (folders, i), NULL))
        continue;
      if (meso_session_get_status (file.session) != MESO_STATUS_VOID && is_earlier (file.session, time) &&
          has_done (file.session))
        return g_steal_pointer (&file.session);
    }
  return NULL;
}

static void
load_thread (GTask *task,
             gpointer source,
             gpointer task_data,
             GCancellable *cancellable)
{
  Request *request = task_data;

  g_task_return_pointer (task, meso_earlier_session_load (request->folder, request->start), g_object_unref);
}

/** meso_earlier_session_load_async: the same on a worker thread. */
void
meso_earlier_session_load_async (const char *folder,
                                 const char *start,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (folder != NULL && start != NULL);

  request = g_new0 (Request, 1);
  request->folder = g_strdup (folder);
  request->start = g_strdup (start);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, meso_earlier_session_load_async);
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, load_thread);
}

/** meso_earlier_session_load_finish: (transfer full) (nullable): %NULL also without an error. */
MesoSession *
meso_earlier_session_load_finish (GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
