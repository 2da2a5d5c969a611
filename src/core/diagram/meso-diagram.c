/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "diagram/meso-diagram.h"

#include <glib/gi18n-lib.h>

#include "diagram/meso-diagram-private.h"
#include "diagram/meso-midline-private.h"
#include "model/meso-error.h"
#include "model/meso-photo.h"

/* This far from the middle of a view, in mm, a point outside all regions still counts as midline. */
#define MIDLINE 1.0

struct _MesoDiagram
{
  GObject parent_instance;

  MesoDiagramData data;
  GBytes *bytes;

  /* The regions of the data from small to large: where they overlap, the smaller one is the more exact answer. */
  GPtrArray *regions_by_area;

  GArray *midline; /* see meso-midline-private.h */
};

G_DEFINE_FINAL_TYPE (MesoDiagram, meso_diagram, G_TYPE_OBJECT)

static int
compare_areas (gconstpointer a,
               gconstpointer b)
{
  const MesoRegion *region_a = *(const MesoRegion *const *) a;
  const MesoRegion *region_b = *(const MesoRegion *const *) b;
  double area_a = meso_path_get_area (region_a->outline.path);
  double area_b = meso_path_get_area (region_b->outline.path);

  return (area_a > area_b) - (area_a < area_b);
}

static void
meso_diagram_finalize (GObject *object)
{
  MesoDiagram *self = MESO_DIAGRAM (object);

  meso_diagram_data_clear (&self->data);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->regions_by_area, g_ptr_array_unref);
  g_clear_pointer (&self->midline, g_array_unref);

  G_OBJECT_CLASS (meso_diagram_parent_class)->finalize (object);
}

static void
meso_diagram_class_init (MesoDiagramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = meso_diagram_finalize;
}

static void
meso_diagram_init (MesoDiagram *self)
{
  meso_diagram_data_init (&self->data);
}

/**
 * meso_diagram_new_from_bytes:
 * @bytes: an SVG file in the convention of resources/diagrams/README.md
 * @name: what to call the file in messages
 * @error: return location for a #GError of MESO_ERROR
 *
 * Reads a diagram. All that is wrong with the file is one error that starts with its name and the line.
 *
 * Returns: (transfer full): the diagram, or %NULL
 */
MesoDiagram *
meso_diagram_new_from_bytes (GBytes *bytes,
                             const char *name,
                             GError **error)
{
  g_autoptr (MesoDiagram) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = g_object_new (MESO_TYPE_DIAGRAM, NULL);
  if (!meso_diagram_load (&self->data, bytes, name, error))
    return NULL;

  self->bytes = g_bytes_ref (bytes);
  self->regions_by_area = g_ptr_array_copy (self->data.regions, NULL, NULL);
  g_ptr_array_set_free_func (self->regions_by_area, NULL);
  g_ptr_array_sort (self->regions_by_area, compare_areas);
  self->midline = meso_midline_new (&self->data);

  return g_steal_pointer (&self);
}

/**
 * meso_diagram_new_for_photo:
 * @map: of a photo
 *
 * The photo of @map as a diagram without regions and landmarks: its origin is the middle of the picture. Without
 * px-per-mm its longer side stands for %MESO_PHOTO_NOMINAL_MM. It is what @map says now, and costs nothing to make.
 *
 * Returns: (transfer full): the diagram
 */
MesoDiagram *
meso_diagram_new_for_photo (MesoMap *map)
{
  const MesoPhoto *photo;
  MesoDiagram *self;
  double scale;

  g_return_val_if_fail (MESO_IS_MAP (map) && meso_map_get_photo (map) != NULL, NULL);

  photo = meso_item_get_photo (meso_map_get_photo (map));
  scale = meso_photo_get_scale (photo);
  self = g_object_new (MESO_TYPE_DIAGRAM, NULL);
  self->data.id = g_strdup (MESO_DIAGRAM_PHOTO);
  self->data.title = g_strdup (_ ("Photo"));
  self->data.origin = g_strdup ("middle");
  self->data.version = 1;
  self->data.right_side = (MesoRightSide) photo->right_side;
  self->data.bounds.width = (double) photo->width / scale;
  self->data.bounds.height = (double) photo->height / scale;
  self->data.bounds.x = -self->data.bounds.width / 2;
  self->data.bounds.y = -self->data.bounds.height / 2;
  self->data.is_photo = TRUE;
  self->data.has_no_scale = photo->px_per_mm == MESO_UNSET;
  self->bytes = meso_map_get_picture (map) != NULL ? g_bytes_ref (meso_map_get_picture (map)) : NULL;
  self->regions_by_area = g_ptr_array_new ();
  self->midline = meso_midline_new_for_photo (&self->data, photo);

  return self;
}

/**
 * meso_diagram_check_file_name:
 * @path: of its file
 *
 * A diagram is found by its file's name: `ID-VARIANT.svg`, or `ID.svg` without a variant.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID, a message that starts with @path and line
 */
gboolean
meso_diagram_check_file_name (MesoDiagram *self,
                              const char *path,
                              GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *expected = NULL;

  g_return_val_if_fail (MESO_IS_DIAGRAM (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  expected = g_strconcat (self->data.id, self->data.variant != NULL ? "-" : "",
                          self->data.variant != NULL ? self->data.variant : "", ".svg", NULL);
  if (g_str_equal (name, expected))
    return TRUE;

  g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID,
               _ ("%s:%d: by its id and variant the file should be called ‘%s’"), path, self->data.line, expected);

  return FALSE;
}

/* Of the root element in its file, for messages. */
int
meso_diagram_get_line (MesoDiagram *self)
{
  return self->data.line;
}

/**
 * meso_diagram_create_map:
 *
 * Returns: (transfer full): a map to draw on, without marks, that remembers this diagram, its variant and version
 */
MesoMap *
meso_diagram_create_map (MesoDiagram *self)
{
  MesoSex variant = MESO_SEX_UNSET;

  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  if (self->data.variant != NULL)
    variant = (MesoSex) meso_vocabulary_find (&meso_variant_vocabulary, self->data.variant);

  return meso_map_new (self->data.id, self->data.version, variant, NULL, NULL);
}

/**
 * meso_diagram_get_id:
 *
 * Returns: (transfer none): the token of the view, such as `face-front`
 */
const char *
meso_diagram_get_id (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  return self->data.id;
}

/**
 * meso_diagram_get_variant:
 *
 * Returns: (transfer none) (nullable): `female` or `male`, or %NULL for a diagram that serves both
 */
const char *
meso_diagram_get_variant (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  return self->data.variant;
}

/**
 * meso_diagram_get_version:
 *
 * Returns: the version of the drawing, from 1
 */
int
meso_diagram_get_version (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), 0);

  return self->data.version;
}

/**
 * meso_diagram_get_title:
 *
 * The title in the file, in English; for the window see meso_diagram_set_get_view_name().
 *
 * Returns: (transfer none): the title; the id where the file has none
 */
const char *
meso_diagram_get_title (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  return self->data.title;
}

/**
 * meso_diagram_get_origin:
 *
 * Returns: (transfer none): the name of the landmark at (0, 0), such as `nasion`
 */
const char *
meso_diagram_get_origin (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  return self->data.origin;
}

/**
 * meso_diagram_get_right_side:
 *
 * Returns: which side of the picture the patient's right is on; 0 for a photo of which nobody has said it
 */
MesoRightSide
meso_diagram_get_right_side (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), MESO_RIGHT_SIDE_VIEWER_LEFT);

  return self->data.right_side;
}

/**
 * meso_diagram_get_bounds:
 *
 * Returns: the sheet of the diagram, in mm from its origin
 */
cairo_rectangle_t
meso_diagram_get_bounds (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), ((cairo_rectangle_t){ 0 }));

  return self->data.bounds;
}

/**
 * meso_diagram_get_bytes:
 *
 * The file: an SVG, of which only the art is visible, or the JPEG or PNG of a photo.
 *
 * Returns: (transfer none) (nullable): %NULL for a photo whose file is missing
 */
GBytes *
meso_diagram_get_bytes (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  return self->bytes;
}

/** meso_diagram_is_photo: whether it is a photo, and so without regions, landmarks or a sheet of paper. */
gboolean
meso_diagram_is_photo (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), FALSE);

  return self->data.is_photo;
}

/** meso_diagram_has_scale: whether its millimetres are real; not so for a photo that nobody has calibrated. */
gboolean
meso_diagram_has_scale (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), FALSE);

  return !self->data.has_no_scale;
}

/**
 * meso_diagram_get_n_regions:
 *
 * Returns: how many regions there are
 */
guint
meso_diagram_get_n_regions (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), 0);

  return self->data.regions->len;
}

/**
 * meso_diagram_get_region:
 * @index: from 0, in the order of the file
 *
 * Returns: (transfer none): the region
 */
const MesoRegion *
meso_diagram_get_region (MesoDiagram *self,
                         guint index)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (index < self->data.regions->len, NULL);

  return g_ptr_array_index (self->data.regions, index);
}

/**
 * meso_diagram_lookup_region:
 * @id: a region token
 * @side: left, right or midline
 *
 * Returns: (transfer none) (nullable): the region of that name on that side
 */
const MesoRegion *
meso_diagram_lookup_region (MesoDiagram *self,
                            const char *id,
                            MesoSide side)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->data.regions->len; i++)
    {
      const MesoRegion *region = g_ptr_array_index (self->data.regions, i);

      if (region->outline.side == side && g_str_equal (region->outline.id, id))
        return region;
    }

  return NULL;
}

/**
 * meso_diagram_find_region:
 * @x: in mm
 * @y: in mm
 *
 * Finds the region at a place, the smallest where several overlap. Fast enough for every motion of the pointer.
 *
 * Returns: (transfer none) (nullable): the region
 */
const MesoRegion *
meso_diagram_find_region (MesoDiagram *self,
                          double x,
                          double y)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);

  for (guint i = 0; i < self->regions_by_area->len; i++)
    {
      const MesoRegion *region = g_ptr_array_index (self->regions_by_area, i);

      if (x >= region->x1 && x <= region->x2 && y >= region->y1 && y <= region->y2 &&
          meso_path_contains (region->outline.path, x, y, MESO_FILL_EVEN_ODD))
        return region;
    }

  return NULL;
}

/**
 * meso_diagram_get_side_at:
 * @x: in mm
 * @y: in mm
 *
 * The patient's side at a place: that of the region. Outside the regions a profile is one side, and any other view goes
 * by its midline.
 *
 * Returns: left, right or midline; unspecified on a photo of which nobody has said where right is
 */
MesoSide
meso_diagram_get_side_at (MesoDiagram *self,
                          double x,
                          double y)
{
  const MesoRegion *region;
  gboolean is_viewers_left;
  double offset;

  g_return_val_if_fail (MESO_IS_DIAGRAM (self), MESO_SIDE_UNSET);

  region = meso_diagram_find_region (self, x, y);
  if (region != NULL)
    return region->outline.side;

  if (self->data.right_side == 0)
    return MESO_SIDE_UNSPECIFIED;
  if (meso_diagram_data_is_profile (&self->data))
    return self->data.right_side == MESO_RIGHT_SIDE_NEAR ? MESO_SIDE_RIGHT : MESO_SIDE_LEFT;

  offset = x - meso_midline_get_x (self->midline, y);
  if (offset >= -MIDLINE && offset <= MIDLINE)
    return MESO_SIDE_MIDLINE;

  is_viewers_left = offset < 0;
  if (is_viewers_left == (self->data.right_side == MESO_RIGHT_SIDE_VIEWER_LEFT))
    return MESO_SIDE_RIGHT;

  return MESO_SIDE_LEFT;
}

/**
 * meso_diagram_get_midline:
 * @n_points: (out): how many there are; 0 for a profile, which shows one side
 *
 * The patient's midline on the picture, in mm, from the upper edge of the sheet to the lower: through the landmarks of
 * the midline, where the file has at least two, and straight up and down beyond them; else x = 0.
 *
 * Returns: (transfer none) (array length=n_points): the points, by growing y
 */
const MesoPathVertex *
meso_diagram_get_midline (MesoDiagram *self,
                          guint *n_points)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (n_points != NULL, NULL);

  *n_points = self->midline->len;

  return (const MesoPathVertex *) self->midline->data;
}

static gboolean
is_in_any (GPtrArray *paths,
           double x,
           double y)
{
  for (guint i = 0; i < paths->len; i++)
    if (meso_path_contains (g_ptr_array_index (paths, i), x, y, MESO_FILL_NONZERO))
      return TRUE;

  return FALSE;
}

/**
 * meso_diagram_is_skin:
 * @x: in mm
 * @y: in mm
 *
 * Whether the art shows skin there that can be treated, by the shapes that it marks so. It knows nothing of regions,
 * which are to cover that skin.
 *
 * Returns: whether it is skin; never in a file that marks none
 */
gboolean
meso_diagram_is_skin (MesoDiagram *self,
                      double x,
                      double y)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), FALSE);

  return is_in_any (self->data.skin, x, y) && !is_in_any (self->data.no_skin, x, y);
}

/**
 * meso_diagram_get_n_landmarks:
 *
 * Returns: how many landmarks there are
 */
guint
meso_diagram_get_n_landmarks (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), 0);

  return self->data.landmarks->len;
}

/**
 * meso_diagram_get_landmark:
 * @index: from 0, in the order of the file
 *
 * Returns: (transfer none): the landmark
 */
const MesoLandmark *
meso_diagram_get_landmark (MesoDiagram *self,
                           guint index)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (index < self->data.landmarks->len, NULL);

  return g_ptr_array_index (self->data.landmarks, index);
}

/**
 * meso_diagram_find_landmark:
 * @id: a landmark token such as `ex`
 * @side: left, right or midline
 *
 * Returns: (transfer none) (nullable): the landmark of that name on that side
 */
const MesoLandmark *
meso_diagram_find_landmark (MesoDiagram *self,
                            const char *id,
                            MesoSide side)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < self->data.landmarks->len; i++)
    {
      const MesoLandmark *landmark = g_ptr_array_index (self->data.landmarks, i);

      if (landmark->side == side && g_str_equal (landmark->id, id))
        return landmark;
    }

  return NULL;
}

/**
 * meso_diagram_get_n_warnings:
 *
 * Returns: how many warnings there are
 */
guint
meso_diagram_get_n_warnings (MesoDiagram *self)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), 0);

  return self->data.warnings->len;
}

/**
 * meso_diagram_get_warning:
 * @index: from 0, in the order of the file
 *
 * Returns: (transfer none): the warning
 */
const MesoWarning *
meso_diagram_get_warning (MesoDiagram *self,
                          guint index)
{
  g_return_val_if_fail (MESO_IS_DIAGRAM (self), NULL);
  g_return_val_if_fail (index < self->data.warnings->len, NULL);

  return g_ptr_array_index (self->data.warnings, index);
}
