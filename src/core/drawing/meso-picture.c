/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "drawing/meso-picture.h"

#include <librsvg/rsvg.h>

#include "drawing/meso-photo-pixels.h"
#include "model/meso-error.h"

/*
 * A handle may be used by one thread only, and parsing a diagram takes as long as painting a good part of it. So each
 * thread keeps those it used last. The diagram is held, so that its address cannot come to mean another one.
 */
#define N_KEPT 4

typedef struct
{
  MesoDiagram *diagram;
  RsvgHandle *handle;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  for (guint i = 0; i < N_KEPT; i++)
    {
      g_clear_object (&kept[i].diagram);
      g_clear_object (&kept[i].handle);
    }
  g_free (kept);
}

static GPrivate kept_handles = G_PRIVATE_INIT (free_kept);

/* Returns: (transfer none): good until this thread asks for the next one. */
static RsvgHandle *
get_handle (MesoDiagram *diagram,
            GError **error)
{
  Kept *kept = g_private_get (&kept_handles);
  RsvgHandle *handle;
  GBytes *bytes;
  gsize size;
  const guint8 *data;

  if (kept == NULL)
    {
      kept = g_new0 (Kept, N_KEPT);
      g_private_set (&kept_handles, kept);
    }
  for (guint i = 0; i < N_KEPT; i++)
    if (kept[i].diagram == diagram)
      {
        Kept found = kept[i];

        for (; i > 0; i--)
          kept[i] = kept[i - 1];
        kept[0] = found;
        return found.handle;
      }

  bytes = meso_diagram_get_bytes (diagram);
  data = g_bytes_get_data (bytes, &size);
  handle = rsvg_handle_new_from_data (data, size, error);
  if (handle == NULL)
    return NULL;

  g_clear_object (&kept[N_KEPT - 1].diagram);
  g_clear_object (&kept[N_KEPT - 1].handle);
  for (guint i = N_KEPT - 1; i > 0; i--)
    kept[i] = kept[i - 1];
  kept[0].diagram = g_object_ref (diagram);
  kept[0].handle = handle;
  return handle;
}

static gboolean
check_painted (MesoDiagram *diagram,
               cairo_t *cr,
               GError **error)
{
  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_INVALID,
               "The diagram %s could not be painted: %s",
               meso_diagram_get_id (diagram),
               cairo_status_to_string (cairo_status (cr)));
  return FALSE;
}

/**
 * meso_picture_paint:
 * @cr: its user unit is 1 mm and its origin the diagram's; set its clip to what is needed, the rest costs nothing
 *
 * Paints the art of @diagram, without its regions, landmarks and warning zones, or the photo that it is. Any thread may
 * call it.
 *
 * Returns: %FALSE with an error of librsvg, or %MESO_ERROR_INVALID when @cr is in an error state afterwards.
 */
gboolean
meso_picture_paint (MesoDiagram *diagram,
                    cairo_t *cr,
                    GError **error)
{
  RsvgHandle *handle;
  RsvgRectangle viewport;
  cairo_rectangle_t bounds;
  gboolean painted;

  g_return_val_if_fail (MESO_IS_DIAGRAM (diagram), FALSE);
  g_return_val_if_fail (cr != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  bounds = meso_diagram_get_bounds (diagram);
  if (meso_diagram_is_photo (diagram))
    {
      meso_photo_paint (meso_diagram_get_bytes (diagram), cr, &bounds);
      return check_painted (diagram, cr, error);
    }

  handle = get_handle (diagram, error);
  if (handle == NULL)
    return FALSE;

  viewport = (RsvgRectangle){ bounds.x, bounds.y, bounds.width, bounds.height };
  /* What an illustrator leaves beyond the sheet must not run into what stands beside it. */
  cairo_save (cr);
  cairo_new_path (cr);
  cairo_rectangle (cr, bounds.x, bounds.y, bounds.width, bounds.height);
  cairo_clip (cr);
  painted = rsvg_handle_render_document (handle, cr, &viewport, error);
  cairo_restore (cr);
  return painted && check_painted (diagram, cr, error);
}
