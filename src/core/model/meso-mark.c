/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-mark.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "model/meso-error.h"

struct _MesoMark
{
  GObject parent_instance;

  MesoMarkData data;
  MesoExtras *extras;
};

G_DEFINE_FINAL_TYPE (MesoMark, meso_mark, G_TYPE_OBJECT)

#define MAX_DEPTH 5000

#define TEXT(name, type, member) MESO_TEXT_FIELD (MesoMarkData, name, type, member)
#define ENUM(name, member, vocabulary) MESO_ENUM_FIELD (MesoMarkData, name, member, vocabulary)
#define NUMBER(name, member, decimals, min, max) MESO_NUMBER_FIELD (MesoMarkData, name, member, decimals, min, max)

#define ID_FIELD MESO_REQUIRED_FIELD (MesoMarkData, "id", MESO_FIELD_ID, id)
#define LAYER_FIELD                                                                                       \
  {                                                                                                       \
    "layer", MESO_FIELD_ENUM, G_STRUCT_OFFSET (MesoMarkData, layer), .required = TRUE,                    \
                                                                     .vocabulary = &meso_layer_vocabulary \
  }
#define STATE_FIELD                                                                                       \
  {                                                                                                       \
    "state", MESO_FIELD_ENUM, G_STRUCT_OFFSET (MesoMarkData, state), .required = TRUE,                    \
                                                                     .vocabulary = &meso_state_vocabulary \
  }
#define THREAD_FIELDS \
  ENUM ("curve", curve, meso_curve_vocabulary), ENUM ("direction", direction, meso_direction_vocabulary)
#define AREA_FIELDS                                                                                  \
  NUMBER ("passes", passes, 0, 1, 1000), NUMBER ("spacing-mm", spacing, MESO_MM_DECIMALS, 1, 10000), \
    NUMBER ("punctures", punctures, 0, 0, 100000000)
#define COMMON_FIELDS                                                                                           \
  NUMBER ("depth-mm", depth, MESO_MM_DECIMALS, 0, MAX_DEPTH), TEXT ("product", MESO_FIELD_ID, product),         \
    NUMBER ("dose", dose, MESO_AMOUNT_DECIMALS, 0, MESO_MAX_AMOUNT),                                            \
    ENUM ("technique", technique, meso_technique_vocabulary), ENUM ("device", device, meso_device_vocabulary),  \
    NUMBER ("gauge", gauge, 0, 1, 50), NUMBER ("needle-mm", needle, MESO_MM_DECIMALS, 0, 20000),                \
    NUMBER ("angle", angle, MESO_MM_DECIMALS, 0, 9000), STATE_FIELD, TEXT ("region", MESO_FIELD_TOKEN, region), \
    ENUM ("side", side, meso_side_vocabulary), NUMBER ("order", order, 0, 0, 1000000),                          \
    TEXT ("pattern", MESO_FIELD_TOKEN, pattern), TEXT ("note", MESO_FIELD_TEXT, note)

static const MesoField point_fields[] = { ID_FIELD, LAYER_FIELD, COMMON_FIELDS, MESO_FIELDS_END };
static const MesoField thread_fields[] = { ID_FIELD, THREAD_FIELDS, LAYER_FIELD, COMMON_FIELDS, MESO_FIELDS_END };
static const MesoField area_fields[] = { ID_FIELD, AREA_FIELDS, COMMON_FIELDS, MESO_FIELDS_END };

/* Every member, for copying and comparing, whatever the kind. */
static const MesoField all_fields[] = {
  ID_FIELD, THREAD_FIELDS, AREA_FIELDS, LAYER_FIELD, COMMON_FIELDS, MESO_FIELDS_END
};

static void
meso_mark_finalize (GObject *object)
{
  MesoMark *self = MESO_MARK (object);

  meso_mark_data_clear (&self->data);
  meso_extras_unref (self->extras);

  G_OBJECT_CLASS (meso_mark_parent_class)->finalize (object);
}

static void
meso_mark_class_init (MesoMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_mark_finalize;
}

static void
meso_mark_init (MesoMark *self)
{
  (void) self;
}

/**
 * meso_mark_get_fields:
 *
 * Returns: the attributes of a mark of @kind in the order of writing, without its coordinates
 */
const MesoField *
meso_mark_get_fields (MesoMarkKind kind)
{
  switch (kind)
    {
    case MESO_MARK_POINT:
      return point_fields;
    case MESO_MARK_THREAD:
      return thread_fields;
    case MESO_MARK_AREA:
      return area_fields;
    default:
      g_return_val_if_reached (NULL);
    }
}

static const char *const kind_tokens[] = { "point", "thread", "area" };

/** meso_mark_kind_get_token: the element's name in the file, and the kind in CSV. */
const char *
meso_mark_kind_get_token (MesoMarkKind kind)
{
  g_return_val_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA, NULL);

  return kind_tokens[kind - 1];
}

/** meso_mark_kind_find: 0 if @token is no kind of mark. */
MesoMarkKind
meso_mark_kind_find (const char *token)
{
  g_return_val_if_fail (token != NULL, 0);

  for (guint i = 0; i < G_N_ELEMENTS (kind_tokens); i++)
    if (strcmp (token, kind_tokens[i]) == 0)
      return (MesoMarkKind) (i + 1);
  return 0;
}

/** meso_mark_kind_get_name: the translated word of the window: point, line or zone. */
const char *
meso_mark_kind_get_name (MesoMarkKind kind)
{
  switch (kind)
    {
    case MESO_MARK_POINT:
      return _ ("Point");
    case MESO_MARK_THREAD:
      return _ ("Line");
    case MESO_MARK_AREA:
      return _ ("Zone");
    default:
      g_return_val_if_reached ("");
    }
}

/** meso_mark_data_init: an empty mark of @kind, to be filled; what @data held before is not freed. */
void
meso_mark_data_init (MesoMarkData *data,
                     MesoMarkKind kind)
{
  g_return_if_fail (data != NULL);

  memset (data, 0, sizeof *data);
  data->kind = kind;
  meso_fields_init (all_fields, data);
}

/** meso_mark_data_clear: frees what @data owns. */
void
meso_mark_data_clear (MesoMarkData *data)
{
  g_return_if_fail (data != NULL);

  g_clear_pointer (&data->points, g_free);
  data->n_points = 0;
  meso_fields_clear (all_fields, data);
}

/**
 * meso_mark_data_get_needle_depth:
 *
 * How deep the whole needle reaches: its length x sin(angle to the skin), as in Micheels and others 2016. Rollers, pens
 * and stamps stand upright. A figure to be taken over or not; the depth of the mark is a fact of its own.
 *
 * Returns: 1/100 mm, or %MESO_UNSET where length or angle is not given, or it is more than can be recorded
 */
gint64
meso_mark_data_get_needle_depth (const MesoMarkData *data)
{
  gboolean upright;
  gint64 angle, depth;

  g_return_val_if_fail (data != NULL, MESO_UNSET);

  upright = data->device == MESO_DEVICE_ROLLER || data->device == MESO_DEVICE_PEN || data->device == MESO_DEVICE_STAMP;
  angle = data->angle == MESO_UNSET && upright ? 9000 : data->angle;
  if (data->needle == MESO_UNSET || angle == MESO_UNSET)
    return MESO_UNSET;
  depth = lround ((double) data->needle * sin ((double) angle / 100 * G_PI / 180));
  return depth <= MAX_DEPTH ? depth : MESO_UNSET;
}

/**
 * meso_mark_data_set_technique:
 *
 * Sets the technique; the direction of a line follows where the technique has one in its name, so that no line says
 * both.
 */
void
meso_mark_data_set_technique (MesoMarkData *data,
                              MesoTechnique technique)
{
  g_return_if_fail (data != NULL);

  data->technique = technique;
  if (data->kind != MESO_MARK_THREAD)
    return;
  if (technique == MESO_TECHNIQUE_LINEAR_RETROGRADE)
    data->direction = MESO_DIRECTION_RETROGRADE;
  else if (technique == MESO_TECHNIQUE_LINEAR_ANTEROGRADE)
    data->direction = MESO_DIRECTION_ANTEROGRADE;
}

/** meso_mark_data_set_direction: of a line; a technique with the other direction in its name follows. */
void
meso_mark_data_set_direction (MesoMarkData *data,
                              MesoDirection direction)
{
  g_return_if_fail (data != NULL);

  if (data->kind != MESO_MARK_THREAD)
    return;
  data->direction = direction;
  if (direction == MESO_DIRECTION_RETROGRADE && data->technique == MESO_TECHNIQUE_LINEAR_ANTEROGRADE)
    data->technique = MESO_TECHNIQUE_LINEAR_RETROGRADE;
  else if (direction == MESO_DIRECTION_ANTEROGRADE && data->technique == MESO_TECHNIQUE_LINEAR_RETROGRADE)
    data->technique = MESO_TECHNIQUE_LINEAR_ANTEROGRADE;
}

/**
 * meso_mark_new:
 * @data: copied with all its strings and points
 * @extras: (nullable): kept by reference
 *
 * Makes a mark. It is not checked: see meso_mark_check(); meso_session_apply() refuses a mark that fails it.
 */
MesoMark *
meso_mark_new (const MesoMarkData *data,
               MesoExtras *extras)
{
  MesoMark *self;

  g_return_val_if_fail (data != NULL, NULL);

  self = g_object_new (MESO_TYPE_MARK, NULL);
  self->data.kind = data->kind;
  self->data.points = g_memdup2 (data->points, data->n_points * sizeof *data->points);
  self->data.n_points = data->n_points;
  meso_fields_copy (all_fields, data, &self->data);
  self->extras = meso_extras_ref (extras);
  return self;
}

/** meso_mark_get: (transfer none): all that the mark says. */
const MesoMarkData *
meso_mark_get (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self), NULL);

  return &self->data;
}

/** meso_mark_get_extras: (transfer none) (nullable). */
MesoExtras *
meso_mark_get_extras (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self), NULL);

  return self->extras;
}

/**
 * meso_mark_changed:
 * @data: usually a shallow copy of meso_mark_get() with some members replaced
 *
 * Returns: (transfer full): a new mark with what @data says and the extras of @self
 */
MesoMark *
meso_mark_changed (MesoMark *self,
                   const MesoMarkData *data)
{
  g_return_val_if_fail (MESO_IS_MARK (self), NULL);
  g_return_val_if_fail (data != NULL, NULL);

  return meso_mark_new (data, self->extras);
}

/**
 * meso_mark_moved:
 * @dx: 1/100 mm
 * @dy: 1/100 mm
 *
 * Returns: (transfer full): the mark elsewhere; region and side are the caller's to find anew
 */
MesoMark *
meso_mark_moved (MesoMark *self,
                 int dx,
                 int dy)
{
  MesoMark *moved;

  g_return_val_if_fail (MESO_IS_MARK (self), NULL);

  moved = meso_mark_changed (self, &self->data);
  for (guint i = 0; i < moved->data.n_points; i++)
    {
      moved->data.points[i].x += dx;
      moved->data.points[i].y += dy;
    }
  return moved;
}

static gboolean
check_points (const MesoMarkData *data,
              GError **error)
{
  static const guint min_points[] = { 0, 1, 2, 3 };
  static const guint max_points[] = { 0, 1, MESO_MAX_THREAD_POINTS, MESO_MAX_AREA_POINTS };

  if (data->n_points < min_points[data->kind] || data->n_points > max_points[data->kind])
    {
      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_INVALID,
                   "a %s has %u to %u points, not %u",
                   meso_mark_kind_get_token (data->kind),
                   min_points[data->kind],
                   max_points[data->kind],
                   data->n_points);
      return FALSE;
    }
  for (guint i = 0; i < data->n_points; i++)
    if (ABS (data->points[i].x) > MESO_MAX_COORDINATE || ABS (data->points[i].y) > MESO_MAX_COORDINATE)
      {
        g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "a coordinate lies beyond 1000 mm");
        return FALSE;
      }
  if (data->kind == MESO_MARK_AREA && meso_polygon_crosses_itself (data->points, data->n_points))
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "the outline of the area crosses itself");
      return FALSE;
    }
  return TRUE;
}

/**
 * meso_mark_check:
 *
 * Whether the format can hold @self; references to products are the session's to check.
 *
 * Returns: %FALSE with %MESO_ERROR_INVALID that names the field
 */
gboolean
meso_mark_check (MesoMark *self,
                 GError **error)
{
  g_return_val_if_fail (MESO_IS_MARK (self), FALSE);
  g_return_val_if_fail (self->data.kind >= MESO_MARK_POINT && self->data.kind <= MESO_MARK_AREA, FALSE);

  for (const MesoField *field = meso_mark_get_fields (self->data.kind); field->name != NULL; field++)
    if (!meso_field_check (field, &self->data, error))
      return FALSE;
  if (self->data.dose != MESO_UNSET && self->data.product == NULL)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_INVALID, "a dose needs a product");
      return FALSE;
    }
  return check_points (&self->data, error);
}

/** meso_mark_equal: whether both say the same, extras aside. */
gboolean
meso_mark_equal (MesoMark *a,
                 MesoMark *b)
{
  g_return_val_if_fail (MESO_IS_MARK (a) && MESO_IS_MARK (b), FALSE);

  return a == b ||
         (a->data.kind == b->data.kind && a->data.n_points == b->data.n_points &&
          memcmp (a->data.points, b->data.points, a->data.n_points * sizeof *a->data.points) == 0 &&
          meso_fields_equal (all_fields, &a->data, &b->data));
}

/** meso_mark_get_size: about how many bytes of memory it takes; extras, which marks share, aside. */
gsize
meso_mark_get_size (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self), 0);

  return sizeof *self + MAX (self->data.n_points * sizeof *self->data.points + 16, 32) +
         meso_fields_get_size (all_fields, &self->data);
}

/** meso_mark_get_id: unique in its session and never used again there. */
const char *
meso_mark_get_id (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self), NULL);

  return self->data.id;
}

/** meso_mark_is_planned: planned marks count in no total. */
gboolean
meso_mark_is_planned (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self), FALSE);

  return self->data.state == MESO_STATE_PLANNED;
}

/** meso_mark_get_place: where it lies for region and side: the point, the entry of a line, the first node of a zone. */
MesoPoint
meso_mark_get_place (MesoMark *self)
{
  g_return_val_if_fail (MESO_IS_MARK (self) && self->data.n_points > 0, (MesoPoint){ 0 });

  return self->data.points[0];
}
