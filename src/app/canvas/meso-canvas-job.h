/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "meso-image.h"

G_BEGIN_DECLS

/**
 * MesoCanvasJob:
 *
 * What the worker gets to paint, and what it painted: nothing that anybody changes meanwhile.
 */
typedef struct
{
  guint generation; /* of the canvas's images, when the job was given */
  guint marks_generation;
  MesoDiagram *diagram;
  MesoGuideFlags guides;
  double guide_text; /* px */
  GPtrArray *marks;
  MesoSceneStyle style;
  GStrv product_ids;

  GPtrArray *earlier; /* MesoMark of an earlier session, or NULL */
  MesoImage diagram_image;
  MesoImage plain_image; /* the diagram without the guides; without pixels if there are none */
  MesoImage marks_image;
  MesoImage backdrop; /* without pixels if it is not wanted */
} MesoCanvasJob;

MesoCanvasJob *meso_canvas_job_new (MesoDiagram *diagram,
                                    GPtrArray *marks,
                                    const MesoSceneStyle *style);
void meso_canvas_job_run (MesoCanvasJob *job,
                          GObject *source,
                          GAsyncReadyCallback callback);
MesoCanvasJob *meso_canvas_job_finish (GAsyncResult *result);

G_END_DECLS
