/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "meso-canvas-images"

#include "config.h"

#include "meso-canvas-images.h"

#include "meso-canvas-job.h"
#include "meso-screen-style.h"

/* How far the images reach past what is seen, in px: what a fast hand pans while the worker paints. */
#define MARGIN 192.0
/* Less than this left and they are painted anew. */
#define MIN_MARGIN 64.0
/* A gesture that rests this long, in ms, is over as far as sharpness goes. */
#define REST 60
/* So many marks and fewer are painted sharp in every frame of a gesture: symbols do not grow with the skin. */
#define MAX_MARKS_A_FRAME 2000
/* An edit of more marks than this repaints all of them. */
#define MAX_CHANGES 8

struct _MesoCanvasImages
{
  GObject parent_instance;

  MesoViewport *viewport;
  MesoDiagram *diagram;
  MesoMap *map;

  MesoGuideFlags guides;
  GPtrArray *earlier; /* MesoMark of an earlier session; NULL: none show */
  double guide_text; /* px */
  MesoColourKey key;
  MesoVisibility *visibility; /* NULL: everything shows */
  GStrv product_ids;
  GHashTable *lifted; /* ids; NULL: none */

  MesoImage diagram_image;
  MesoImage plain_image; /* the same without guides and earlier marks, only as long as it shows any */
  MesoImage marks_image;
  MesoImage backdrop; /* the whole diagram without guides, for where a gesture outruns the worker */
  gboolean marks_are_stale;

  guint timeout;
  gboolean is_painting; /* the worker is at it */
  guint generation; /* of what diagram, zoom and scale there are; the worker's result must have the same */
  guint marks_generation; /* the same for the marks */
};

G_DEFINE_FINAL_TYPE (MesoCanvasImages, meso_canvas_images, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void schedule (MesoCanvasImages *self);

static void
init_style (MesoCanvasImages *self,
            double zoom,
            MesoSceneStyle *style)
{
  meso_screen_style_init (style, zoom);
  style->key = self->key;
  style->product_ids = (const char *const *) self->product_ids;
}

/* Whether @mark is not to be painted here. */
static gboolean
is_left_out (MesoCanvasImages *self,
             MesoMark *mark)
{
  if (self->visibility != NULL && meso_visibility_covers (self->visibility, MESO_VEIL_HIDDEN, mark))
    return TRUE;
  return self->lifted != NULL && g_hash_table_contains (self->lifted, meso_mark_get_id (mark));
}

static gboolean
intersect (const cairo_rectangle_t *a,
           const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Whether a point is so far away that its symbol, with the outline and the rounding, cannot reach @within: most of ten
 * thousand are, and need not be measured. */
static gboolean
is_far_point (MesoMark *mark,
              const MesoSceneStyle *style,
              const cairo_rectangle_t *within)
{
  MesoPoint place = meso_mark_get_place (mark);
  double reach = 2 * style->symbol_mm, x = place.x / 100.0, y = place.y / 100.0;

  return meso_mark_get (mark)->kind == MESO_MARK_POINT &&
         (x < within->x - reach || x > within->x + within->width + reach || y < within->y - reach ||
          y > within->y + within->height + reach);
}

/* Where @mark has pixels. The colour does not matter. */
static void
get_bounds (MesoMark *mark,
            const MesoSceneStyle *style,
            cairo_rectangle_t *bounds)
{
  const MesoMarkData *data = meso_mark_get (mark);
  const double rgb[3] = { 0 };
  MesoInk ink;

  meso_ink_init (&ink, data->kind, data->layer, meso_mark_is_planned (mark), rgb, style);
  meso_ink_get_bounds (&ink, data, bounds);
}

/* The marks to paint, in the order of the map; with @within only those that have pixels there. */
static GPtrArray *
list_marks (MesoCanvasImages *self,
            const MesoSceneStyle *style,
            const cairo_rectangle_t *within)
{
  GPtrArray *marks = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_marks = self->map != NULL ? meso_map_get_n_marks (self->map) : 0;

  for (guint i = 0; i < n_marks; i++)
    {
      MesoMark *mark = meso_map_get_mark (self->map, i);
      cairo_rectangle_t bounds;

      if (within != NULL && is_far_point (mark, style, within))
        continue;
      if (is_left_out (self, mark))
        continue;
      if (within != NULL)
        {
          get_bounds (mark, style, &bounds);
          if (!intersect (&bounds, within))
            continue;
        }
      g_ptr_array_add (marks, g_object_ref (mark));
    }
  return marks;
}

static void
paint_all_marks (MesoCanvasImages *self)
{
  g_autoptr (GPtrArray) marks = NULL;
  MesoSceneStyle style;

  self->marks_are_stale = FALSE;
  if (self->marks_image.surface == NULL)
    return;
  init_style (self, self->marks_image.area.zoom, &style);
  marks = list_marks (self, &style, NULL);
  meso_image_paint_marks (&self->marks_image, marks, &style, NULL);
}

/* Paints anew what touches @mm, with all that is there: the paint order is right whatever was added or taken away. */
static void
paint_marks_in (MesoCanvasImages *self,
                const cairo_rectangle_t *mm)
{
  MesoImage *image = &self->marks_image;
  double factor = 1 / (image->area.zoom * image->area.scale);
  g_autoptr (GPtrArray) marks = NULL;
  cairo_rectangle_int_t pixels;
  cairo_rectangle_t within;
  MesoSceneStyle style;

  if (!meso_image_get_pixels (image, mm, &pixels))
    return;
  within = (cairo_rectangle_t){ image->area.x + pixels.x * factor, image->area.y + pixels.y * factor,
                                pixels.width * factor, pixels.height * factor };
  init_style (self, image->area.zoom, &style);
  marks = list_marks (self, &style, &within);
  meso_image_paint_marks (image, marks, &style, &pixels);
}

/* The marks keep up with a gesture where the diagram cannot. */
static void
follow_gesture (MesoCanvasImages *self)
{
  MesoImage *image = &self->marks_image;
  MesoImageArea area;

  if (meso_image_area_is_sharp (&image->area, self->viewport) &&
      meso_image_area_covers (&image->area, self->viewport, 0))
    return;
  if (self->map == NULL || meso_map_get_n_marks (self->map) > MAX_MARKS_A_FRAME)
    return;
  meso_image_area_init (&area, self->viewport, 0);
  if (area.width != image->area.width || area.height != image->area.height)
    {
      meso_image_clear (image);
      meso_image_init (image, &area);
    }
  image->area = area;
  self->marks_are_stale = TRUE;
}

static void
marks_changed (MesoCanvasImages *self)
{
  self->marks_generation++;
  self->marks_are_stale = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Guides and the earlier session, over the diagram as it is without: the art takes longest and never changes. */
static void
paint_over (MesoCanvasImages *self)
{
  gboolean is_plain = self->guides == MESO_GUIDE_NONE && self->earlier == NULL;

  if (self->plain_image.surface == NULL && is_plain)
    return;
  if (self->plain_image.surface == NULL)
    meso_image_take (&self->plain_image, &self->diagram_image);
  if (is_plain)
    {
      meso_image_take (&self->diagram_image, &self->plain_image);
      return;
    }
  meso_image_copy (&self->diagram_image, &self->plain_image);
  meso_image_paint_guides (&self->diagram_image, self->diagram, self->guides, self->guide_text);
  if (self->earlier != NULL)
    meso_image_paint_earlier (&self->diagram_image, self->earlier);
}

static void
paint_now (MesoCanvasImages *self)
{
  MesoImageArea area;

  meso_image_area_init (&area, self->viewport, 0);
  meso_image_clear (&self->diagram_image);
  meso_image_clear (&self->marks_image);
  meso_image_init (&self->diagram_image, &area);
  meso_image_init (&self->marks_image, &area);
  meso_image_paint_diagram (&self->diagram_image, self->diagram);
  meso_image_clear (&self->plain_image);
  paint_over (self);
  paint_all_marks (self);
}

static void
painted_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  MesoCanvasImages *self = MESO_CANVAS_IMAGES (source);
  MesoCanvasJob *job = meso_canvas_job_finish (result);

  self->is_painting = FALSE;
  if (self->viewport == NULL)
    return;
  if (job->generation == self->generation)
    {
      meso_image_take (&self->diagram_image, &job->diagram_image);
      meso_image_take (&self->plain_image, &job->plain_image);
      meso_image_take (&self->marks_image, &job->marks_image);
      if (job->backdrop.surface != NULL)
        meso_image_take (&self->backdrop, &job->backdrop);
      self->marks_are_stale = job->marks_generation != self->marks_generation;
      g_signal_emit (self, signals[CHANGED], 0);
    }
  schedule (self);
}

static void
start_painting (MesoCanvasImages *self)
{
  MesoCanvasJob *job;
  MesoImageArea area;
  MesoSceneStyle style;

  /* First what is seen, then the margin that the next gesture wants. */
  meso_image_area_init (&area,
                        self->viewport,
                        meso_image_area_is_sharp (&self->diagram_image.area, self->viewport) ? MARGIN : 0);
  init_style (self, area.zoom, &style);
  job = meso_canvas_job_new (self->diagram, list_marks (self, &style, NULL), &style);
  job->generation = self->generation;
  job->marks_generation = self->marks_generation;
  job->guides = self->guides;
  job->earlier = self->earlier != NULL ? g_ptr_array_ref (self->earlier) : NULL;
  job->guide_text = self->guide_text;
  meso_image_init (&job->diagram_image, &area);
  meso_image_init (&job->marks_image, &area);
  if (self->backdrop.surface == NULL && self->diagram != NULL)
    {
      meso_image_area_init_whole (&area, self->viewport);
      meso_image_init (&job->backdrop, &area);
    }
  self->is_painting = TRUE;
  meso_canvas_job_run (job, G_OBJECT (self), painted_cb);
}

static gboolean
needs_painting (MesoCanvasImages *self)
{
  return !meso_image_area_is_sharp (&self->diagram_image.area, self->viewport) ||
         !meso_image_area_covers (&self->diagram_image.area, self->viewport, MIN_MARGIN);
}

static gboolean
timeout_cb (gpointer user_data)
{
  MesoCanvasImages *self = MESO_CANVAS_IMAGES (user_data);

  self->timeout = 0;
  if (self->diagram_image.surface != NULL && !self->is_painting && needs_painting (self))
    start_painting (self);
  return G_SOURCE_REMOVE;
}

/* Once the gesture rests; at once when there is nothing at all to show at an edge. */
static void
schedule (MesoCanvasImages *self)
{
  gboolean hurry;

  if (self->diagram_image.surface == NULL || self->is_painting || !needs_painting (self))
    return;
  hurry = !meso_image_area_covers (&self->diagram_image.area, self->viewport, 0);
  if (hurry && meso_image_area_is_sharp (&self->diagram_image.area, self->viewport))
    {
      g_clear_handle_id (&self->timeout, g_source_remove);
      start_painting (self);
      return;
    }
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (REST, timeout_cb, self);
}

static void
viewport_changed_cb (MesoCanvasImages *self)
{
  if (self->diagram_image.surface == NULL)
    return;
  if (!meso_image_area_is_sharp (&self->diagram_image.area, self->viewport))
    self->generation++;
  schedule (self);
}

static void
meso_canvas_images_dispose (GObject *object)
{
  MesoCanvasImages *self = MESO_CANVAS_IMAGES (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->viewport != NULL)
    g_signal_handlers_disconnect_by_data (self->viewport, self);
  g_clear_object (&self->viewport);
  g_clear_object (&self->diagram);
  g_clear_object (&self->map);
  g_clear_object (&self->visibility);
  g_clear_pointer (&self->product_ids, g_strfreev);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  meso_image_clear (&self->diagram_image);
  meso_image_clear (&self->plain_image);
  meso_image_clear (&self->marks_image);
  meso_image_clear (&self->backdrop);

  G_OBJECT_CLASS (meso_canvas_images_parent_class)->dispose (object);
}

static void
meso_canvas_images_class_init (MesoCanvasImagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = meso_canvas_images_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
meso_canvas_images_init (MesoCanvasImages *self)
{
}

/** meso_canvas_images_new: Returns: (transfer full): images of nothing */
MesoCanvasImages *
meso_canvas_images_new (MesoViewport *viewport)
{
  MesoCanvasImages *self;

  g_return_val_if_fail (MESO_IS_VIEWPORT (viewport), NULL);

  self = g_object_new (MESO_TYPE_CANVAS_IMAGES, NULL);
  self->viewport = g_object_ref (viewport);
  g_signal_connect_swapped (viewport, "changed", G_CALLBACK (viewport_changed_cb), self);
  return self;
}

/**
 * meso_canvas_images_set_source:
 * @diagram: (nullable)
 * @map: (nullable)
 *
 * Shows another map; its images are painted with the next snapshot.
 */
void
meso_canvas_images_set_source (MesoCanvasImages *self,
                               MesoDiagram *diagram,
                               MesoMap *map)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  g_set_object (&self->diagram, diagram);
  g_set_object (&self->map, map);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  self->generation++;
  self->marks_generation++;
  meso_image_clear (&self->diagram_image);
  meso_image_clear (&self->plain_image);
  meso_image_clear (&self->marks_image);
  meso_image_clear (&self->backdrop);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_canvas_images_set_look:
 * @visibility: (nullable): says which marks are not shown
 * @product_ids: (nullable): in the order of their colours
 */
void
meso_canvas_images_set_look (MesoCanvasImages *self,
                             MesoColourKey key,
                             MesoVisibility *visibility,
                             const char *const *product_ids)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  self->key = key;
  g_set_object (&self->visibility, visibility);
  g_strfreev (self->product_ids);
  self->product_ids = g_strdupv ((GStrv) product_ids);
  marks_changed (self);
}

/**
 * meso_canvas_images_set_guides:
 * @guides: those that the map has
 * @text: the size of the font of their words, in px
 *
 * They are part of the image of the diagram, so that they cost nothing while one pans and zooms. Other ones show with
 * the next frame.
 */
void
meso_canvas_images_set_guides (MesoCanvasImages *self,
                               MesoGuideFlags guides,
                               double text)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  if (self->guides == guides && (self->guide_text == text || guides == MESO_GUIDE_NONE))
    return;
  self->guides = guides;
  self->guide_text = text;
  if (self->diagram_image.surface == NULL)
    return;
  /* What the worker is at has other guides. */
  self->generation++;
  paint_over (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_canvas_images_set_earlier:
 * @marks: (nullable) (element-type MesoMark): of an earlier session, not to be changed; %NULL: none
 *
 * They lie with the guides under all marks of this session, and cost as little.
 */
void
meso_canvas_images_set_earlier (MesoCanvasImages *self,
                                GPtrArray *marks)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  if (self->earlier == NULL && marks == NULL)
    return;
  g_clear_pointer (&self->earlier, g_ptr_array_unref);
  self->earlier = marks != NULL ? g_ptr_array_ref (marks) : NULL;
  if (self->diagram_image.surface == NULL)
    return;
  /* What the worker is at has other ones. */
  self->generation++;
  paint_over (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_canvas_images_set_lifted:
 * @ids: (nullable): marks that somebody else paints for the moment
 */
void
meso_canvas_images_set_lifted (MesoCanvasImages *self,
                               const char *const *ids)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  if (ids == NULL && self->lifted == NULL)
    return;
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  if (ids != NULL)
    {
      self->lifted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; ids[i] != NULL; i++)
        g_hash_table_add (self->lifted, g_strdup (ids[i]));
    }
  marks_changed (self);
}

/** meso_canvas_images_edited: repaints what @edit changed, of this map */
void
meso_canvas_images_edited (MesoCanvasImages *self,
                           MesoEdit *edit)
{
  guint n_changes;
  MesoSceneStyle style;

  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));
  g_return_if_fail (MESO_IS_EDIT (edit));

  if (self->map == NULL || !meso_edit_touches_map (edit, self->map))
    return;
  n_changes = meso_edit_get_n_changes (edit);
  if (self->marks_image.surface == NULL || self->marks_are_stale || n_changes > MAX_CHANGES)
    {
      marks_changed (self);
      return;
    }

  self->marks_generation++;
  init_style (self, self->marks_image.area.zoom, &style);
  for (guint i = 0; i < n_changes; i++)
    {
      const MesoChange *change = meso_edit_get_change (edit, i);
      cairo_rectangle_t bounds;

      if (change->slot != MESO_SLOT_MARK || change->map != self->map)
        continue;
      if (change->before != NULL)
        {
          get_bounds (MESO_MARK (change->before), &style, &bounds);
          paint_marks_in (self, &bounds);
        }
      if (change->after != NULL)
        {
          get_bounds (MESO_MARK (change->after), &style, &bounds);
          paint_marks_in (self, &bounds);
        }
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_canvas_images_snapshot:
 * @is_cairo: whether the renderer is GTK's cairo renderer
 *
 * Puts both images on the screen; paints them first if there are none, so that a map appears with its first frame.
 */
void
meso_canvas_images_snapshot (MesoCanvasImages *self,
                             GtkSnapshot *snapshot,
                             gboolean is_cairo)
{
  g_return_if_fail (MESO_IS_CANVAS_IMAGES (self));

  if (self->diagram_image.surface == NULL)
    {
      paint_now (self);
      schedule (self);
    }
  follow_gesture (self);
  if (self->marks_are_stale)
    paint_all_marks (self);
  if (!meso_image_area_covers (&self->diagram_image.area, self->viewport, 0))
    meso_image_snapshot (&self->backdrop, snapshot, self->viewport, is_cairo, TRUE);
  meso_image_snapshot (&self->diagram_image, snapshot, self->viewport, is_cairo, TRUE);
  meso_image_snapshot (&self->marks_image, snapshot, self->viewport, is_cairo, FALSE);
}

/** meso_canvas_images_is_sharp: Returns: whether all that is seen is painted for this zoom */
gboolean
meso_canvas_images_is_sharp (MesoCanvasImages *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_IMAGES (self), FALSE);

  return self->diagram_image.surface != NULL && !self->marks_are_stale &&
         meso_image_area_is_sharp (&self->diagram_image.area, self->viewport) &&
         meso_image_area_covers (&self->diagram_image.area, self->viewport, 0);
}

/** meso_canvas_images_is_settled: Returns: whether the worker has nothing left to do */
gboolean
meso_canvas_images_is_settled (MesoCanvasImages *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_IMAGES (self), FALSE);

  return self->diagram_image.surface != NULL && !self->is_painting && !self->marks_are_stale && !needs_painting (self);
}

/** meso_canvas_images_get_diagram: Returns: the image of the diagram and what lies on it, for tests */
const MesoImage *
meso_canvas_images_get_diagram (MesoCanvasImages *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_IMAGES (self), NULL);

  return &self->diagram_image;
}

/** meso_canvas_images_get_marks: Returns: the image of the marks, for tests */
const MesoImage *
meso_canvas_images_get_marks (MesoCanvasImages *self)
{
  g_return_val_if_fail (MESO_IS_CANVAS_IMAGES (self), NULL);

  return &self->marks_image;
}
