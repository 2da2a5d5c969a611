/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-canvas-job.h"

static void
job_free (gpointer data)
{
  MesoCanvasJob *job = data;

  g_clear_object (&job->diagram);
  g_ptr_array_unref (job->marks);
  g_clear_pointer (&job->earlier, g_ptr_array_unref);
  g_strfreev (job->product_ids);
  meso_image_clear (&job->diagram_image);
  meso_image_clear (&job->plain_image);
  meso_image_clear (&job->marks_image);
  meso_image_clear (&job->backdrop);
  g_free (job);
}

/* In the worker. */
static void
paint_thread (gpointer data,
              gpointer user_data)
{
  GTask *task = data;
  MesoCanvasJob *job = g_task_get_task_data (task);

  meso_image_paint_diagram (&job->diagram_image, job->diagram);
  if (job->guides != MESO_GUIDE_NONE || job->earlier != NULL)
    {
      meso_image_copy (&job->plain_image, &job->diagram_image);
      meso_image_paint_guides (&job->diagram_image, job->diagram, job->guides, job->guide_text);
      if (job->earlier != NULL)
        meso_image_paint_earlier (&job->diagram_image, job->earlier);
    }
  meso_image_paint_marks (&job->marks_image, job->marks, &job->style, NULL);
  if (job->backdrop.surface != NULL)
    meso_image_paint_diagram (&job->backdrop, job->diagram);
  g_task_return_boolean (task, TRUE);
  /* The canvas must not end here, with the last reference to its task. */
  g_idle_add_once (g_object_unref, task);
}

/* One thread for all canvases: each thread reads a diagram anew, and that takes half as long as painting it. */
static gpointer
create_worker (gpointer data)
{
  return g_thread_pool_new (paint_thread, NULL, 1, TRUE, NULL);
}

/**
 * meso_canvas_job_new:
 * @diagram: (nullable)
 * @marks: (transfer full) (element-type MesoMark): a list of its own
 * @style: its strings are copied
 *
 * Returns: (transfer full): a job without images
 */
MesoCanvasJob *
meso_canvas_job_new (MesoDiagram *diagram,
                     GPtrArray *marks,
                     const MesoSceneStyle *style)
{
  MesoCanvasJob *job = g_new0 (MesoCanvasJob, 1);

  job->diagram = diagram != NULL ? g_object_ref (diagram) : NULL;
  job->marks = marks;
  job->style = *style;
  job->product_ids = g_strdupv ((GStrv) style->product_ids);
  job->style.product_ids = (const char *const *) job->product_ids;
  return job;
}

/**
 * meso_canvas_job_run:
 * @job: (transfer full)
 * @source: lives until @callback has been called
 *
 * Paints in another thread.
 */
void
meso_canvas_job_run (MesoCanvasJob *job,
                     GObject *source,
                     GAsyncReadyCallback callback)
{
  static GOnce worker = G_ONCE_INIT;
  GTask *task;

  g_return_if_fail (job != NULL && job->diagram_image.surface != NULL && job->marks_image.surface != NULL);

  task = g_task_new (source, NULL, callback, NULL);
  g_task_set_source_tag (task, meso_canvas_job_run);
  g_task_set_task_data (task, job, job_free);
  g_thread_pool_push (g_once (&worker, create_worker, NULL), task, NULL);
}

/** meso_canvas_job_finish: Returns: (transfer none): the job, painted, for as long as @result lives */
MesoCanvasJob *
meso_canvas_job_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_get_task_data (G_TASK (result));
}
