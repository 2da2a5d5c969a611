/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-thumbnail"

#include "config.h"

#include "meso-thumbnail.h"

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-picture.h"
#include "drawing/meso-scene.h"
#include "library/meso-photo-files.h"
#include "library/meso-session-files.h"

/* Pictures of sessions on disk are kept for the lists that show them again and again. */
#define CACHE_SIZE 200

/* How long after an edit a view is drawn again, ms: later edits are waited for. */
#define REDRAW_DELAY 300

#define SYMBOL_PX 2.4

struct _MesoThumbnail
{
  GtkWidget parent_instance;

  int width, height;
  GdkTexture *texture;

  MesoSession *session;
  MesoMap *map;

  GCancellable *cancellable; /* of the picture that is being drawn */
  guint redraw_id;
};

G_DEFINE_FINAL_TYPE (MesoThumbnail, meso_thumbnail, GTK_TYPE_WIDGET)

/* What a worker needs: nothing of it belongs to the main thread. */
typedef struct
{
  MesoSession *snapshot; /* of a session that is open, or NULL */
  guint map; /* of the snapshot */
  char *folder; /* of one on disk */
  char *key; /* in the cache */
  int width, height;
  int scale;
} Job;

static GHashTable *cache; /* char * -> GdkTexture */
static GQueue cache_order; /* char *, oldest first; the strings belong to the table */

static void
job_free (Job *job)
{
  g_clear_object (&job->snapshot);
  g_free (job->folder);
  g_free (job->key);
  g_free (job);
}

static void
add_to_cache (const char *key,
              GdkTexture *texture)
{
  char *kept = g_strdup (key);

  if (cache == NULL)
    cache = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  if (g_hash_table_contains (cache, key))
    {
      g_free (kept);
      return;
    }
  if (g_queue_get_length (&cache_order) >= CACHE_SIZE)
    g_hash_table_remove (cache, g_queue_pop_head (&cache_order));
  g_hash_table_insert (cache, kept, g_object_ref (texture));
  g_queue_push_tail (&cache_order, kept);
}

/* The view with the most marks tells sessions apart best. */
static MesoMap *
choose_map (MesoSession *session)
{
  MesoMap *best = NULL;

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      MesoMap *map = meso_session_get_map (session, i);

      if (best == NULL || meso_map_get_n_marks (map) > meso_map_get_n_marks (best))
        best = map;
    }

  return best;
}

static void
paint_map (MesoMap *map,
           cairo_t *cr,
           int width,
           int height)
{
  g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  cairo_rectangle_t bounds;
  g_autoptr (MesoScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  double zoom;

  if (diagram == NULL)
    return;

  bounds = meso_diagram_get_bounds (diagram);
  zoom = MIN ((width - 2) / bounds.width, (height - 2) / bounds.height);
  cairo_translate (cr, (width - bounds.width * zoom) / 2, (height - bounds.height * zoom) / 2);
  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -bounds.x, -bounds.y);
  if (!meso_picture_paint (diagram, cr, &error))
    g_warning ("%s", error->message);

  {
    const MesoSceneStyle style = {
      .symbol_mm = SYMBOL_PX / zoom,
      .outline_mm = 0.3 / zoom,
      .line_mm = 1.4 / zoom,
    };

    scene = meso_scene_new (map, &style);
    meso_scene_paint (scene, cr, NULL);
  }
}

static GdkTexture *
paint_texture (MesoMap *map,
               const Job *job)
{
  const double paper[3] = MESO_PAPER_RGB;
  cairo_surface_t *surface;
  cairo_t *cr;
  GdkTexture *texture;
  g_autoptr (GBytes) bytes = NULL;
  int width = job->width * job->scale, height = job->height * job->scale;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cr = cairo_create (surface);
  cairo_scale (cr, job->scale, job->scale);
  cairo_set_source_rgb (cr, paper[0], paper[1], paper[2]);
  cairo_paint (cr);
  paint_map (map, cr, job->width, job->height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) cairo_image_surface_get_stride (surface) * (gsize) height);
  texture = gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes,
                                    (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_destroy (surface);

  return texture;
}

static void
paint_in_thread (GTask *task,
                 gpointer source,
                 gpointer task_data,
                 GCancellable *cancellable)
{
  const Job *job = task_data;
  MesoMap *map = NULL;
  g_auto (MesoSessionFile) file = { NULL };

  if (g_task_return_error_if_cancelled (task))
    return;

  if (job->snapshot != NULL)
    map = meso_session_get_map (job->snapshot, job->map);
  else if (meso_session_file_load (&file, job->folder, NULL))
    {
      g_autofree char *problem = meso_photo_files_load (file.session, job->folder);

      if (problem != NULL)
        g_debug ("%s", problem);
      map = choose_map (file.session);
    }

  g_task_return_pointer (task, map != NULL ? paint_texture (map, job) : NULL, g_object_unref);
}

static void
painted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  MesoThumbnail *self = MESO_THUMBNAIL (object);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture != NULL && job->key != NULL)
    add_to_cache (job->key, texture);
  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
start_job (MesoThumbnail *self,
           Job *job)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  job->width = self->width;
  job->height = self->height;
  job->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  task = g_task_new (self, self->cancellable, painted_cb, NULL);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, paint_in_thread);
}

static gboolean
redraw_cb (gpointer user_data)
{
  MesoThumbnail *self = user_data;
  guint place;

  self->redraw_id = 0;
  if (self->session != NULL &&
      g_list_store_find (G_LIST_STORE (meso_session_get_maps (self->session)), self->map, &place))
    {
      Job *job = g_new0 (Job, 1);

      job->snapshot = meso_session_snapshot (self->session);
      job->map = place;
      start_job (self, job);
    }

  return G_SOURCE_REMOVE;
}

static void
queue_redraw (MesoThumbnail *self)
{
  if (self->redraw_id == 0)
    self->redraw_id = g_timeout_add (REDRAW_DELAY, redraw_cb, self);
}

static void
meso_thumbnail_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  MesoThumbnail *self = MESO_THUMBNAIL (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
meso_thumbnail_snapshot (GtkWidget *widget,
                         GtkSnapshot *snapshot)
{
  MesoThumbnail *self = MESO_THUMBNAIL (widget);
  const double paper[3] = MESO_PAPER_RGB;
  const GdkRGBA colour = { (float) paper[0], (float) paper[1], (float) paper[2], 1 };
  GskRoundedRect outline;
  graphene_rect_t area = GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - self->width) / 2,
                                             (gtk_widget_get_height (widget) - self->height) / 2,
                                             self->width,
                                             self->height);

  gsk_rounded_rect_init_from_rect (&outline, &area, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &colour, &area);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &area);
  gtk_snapshot_pop (snapshot);
}

static void
meso_thumbnail_dispose (GObject *object)
{
  MesoThumbnail *self = MESO_THUMBNAIL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->redraw_id, g_source_remove);
  g_clear_object (&self->texture);
  g_clear_object (&self->session);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (meso_thumbnail_parent_class)->dispose (object);
}

static void
meso_thumbnail_class_init (MesoThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = meso_thumbnail_dispose;
  widget_class->measure = meso_thumbnail_measure;
  widget_class->snapshot = meso_thumbnail_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
meso_thumbnail_init (MesoThumbnail *self)
{
  self->width = self->height = 72;
}

/** meso_thumbnail_new: an empty sheet of this size in px. */
GtkWidget *
meso_thumbnail_new (int width,
                    int height)
{
  MesoThumbnail *self = g_object_new (MESO_TYPE_THUMBNAIL, NULL);

  self->width = width;
  self->height = height;

  return GTK_WIDGET (self);
}

/** meso_thumbnail_set_map: shows a map of an open session, and follows the edits of that. */
void
meso_thumbnail_set_map (MesoThumbnail *self,
                        MesoSession *session,
                        MesoMap *map)
{
  g_return_if_fail (MESO_IS_THUMBNAIL (self));
  g_return_if_fail (MESO_IS_SESSION (session));
  g_return_if_fail (MESO_IS_MAP (map));

  if (self->map == map)
    return;
  g_set_object (&self->session, session);
  g_set_object (&self->map, map);
  g_signal_connect_object (map, "edited", G_CALLBACK (queue_redraw), self, G_CONNECT_SWAPPED);
  redraw_cb (self);
}

/**
 * meso_thumbnail_set_folder:
 * @folder: (nullable): of a session on disk; %NULL: an empty sheet
 * @revision: of the session, so that a newer one is drawn again
 */
void
meso_thumbnail_set_folder (MesoThumbnail *self,
                           const char *folder,
                           gint64 revision)
{
  Job *job;
  g_autofree char *key = NULL;
  GdkTexture *cached;

  g_return_if_fail (MESO_IS_THUMBNAIL (self));

  g_cancellable_cancel (self->cancellable);
  if (folder == NULL)
    {
      g_clear_object (&self->texture);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  key = g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%dx%d@%d", folder, revision, self->width, self->height,
                         gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  cached = cache != NULL ? g_hash_table_lookup (cache, key) : NULL;
  if (cached != NULL)
    {
      g_set_object (&self->texture, cached);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  job = g_new0 (Job, 1);
  job->folder = g_strdup (folder);
  job->key = g_steal_pointer (&key);
  start_job (self, job);
}
