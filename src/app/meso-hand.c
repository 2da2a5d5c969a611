/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-hand.h"

/* A zone is one of two things, which have neither depth nor instrument in common. */
typedef enum
{
  OWN_POINT,
  OWN_THREAD,
  OWN_NEEDLING,
  OWN_FIELD,
  N_OWN
} Own;

struct _MesoHand
{
  GObject parent_instance;

  MesoMark *own[N_OWN]; /* each a whole mark; what they have in common is the same in all */
  Own zone; /* what a zone is now */
};

G_DEFINE_FINAL_TYPE (MesoHand, meso_hand, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Own
get_own (MesoHand *self,
         MesoMarkKind kind)
{
  switch (kind)
    {
    case MESO_MARK_POINT:
      return OWN_POINT;
    case MESO_MARK_THREAD:
      return OWN_THREAD;
    case MESO_MARK_AREA:
    default:
      return self->zone;
    }
}

static const MesoMarkData *
get_data (MesoHand *self,
          MesoMarkKind kind)
{
  return meso_mark_get (self->own[get_own (self, kind)]);
}

/* A zone of no technique stays what it is. */
static Own
find_zone (MesoHand *self,
           MesoTechnique technique)
{
  if (technique == MESO_TECHNIQUE_UNSET)
    return self->zone;
  return technique == MESO_TECHNIQUE_MICRONEEDLING ? OWN_NEEDLING : OWN_FIELD;
}

/* What @data says goes for other marks as well. */
static void
share (const MesoMarkData *data,
       MesoMarkData *other)
{
  other->product = data->product;
  other->state = data->state;
  if (data->kind != MESO_MARK_AREA && other->kind != MESO_MARK_AREA)
    {
      other->layer = data->layer;
      other->depth = data->depth;
    }
}

/* Keeps @data as what @own makes; returns whether that is a change. */
static gboolean
store (MesoHand *self,
       Own own,
       const MesoMarkData *data)
{
  g_autoptr (MesoMark) mark = meso_mark_new (data, NULL);
  gboolean changed = FALSE;

  for (Own i = OWN_POINT; i < N_OWN; i++)
    {
      g_autoptr (MesoMark) after = NULL;
      MesoMarkData other = *meso_mark_get (self->own[i]);

      if (i != own)
        share (meso_mark_get (mark), &other);
      after = i == own ? g_object_ref (mark) : meso_mark_new (&other, NULL);
      if (!meso_mark_equal (self->own[i], after))
        {
          changed = TRUE;
          g_set_object (&self->own[i], after);
        }
    }
  return changed;
}

static void
meso_hand_finalize (GObject *object)
{
  MesoHand *self = MESO_HAND (object);

  for (Own i = OWN_POINT; i < N_OWN; i++)
    g_object_unref (self->own[i]);

  G_OBJECT_CLASS (meso_hand_parent_class)->finalize (object);
}

static void
meso_hand_class_init (MesoHandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = meso_hand_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", MESO_TYPE_HAND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
init_own (MesoHand *self,
          Own own,
          MesoMarkKind kind,
          const MesoMarkData *usual)
{
  MesoMarkData data;

  meso_mark_data_init (&data, kind);
  data.state = MESO_STATE_DONE;
  data.layer = usual->layer;
  data.depth = usual->depth;
  data.technique = usual->technique;
  data.device = usual->device;
  if (usual->gauge != 0)
    {
      data.gauge = usual->gauge;
      data.needle = usual->needle;
      data.angle = usual->angle;
    }
  if (usual->dose != 0)
    data.dose = usual->dose;
  if (usual->passes != 0)
    data.passes = usual->passes;
  if (usual->spacing != 0)
    data.spacing = usual->spacing;
  if (kind == MESO_MARK_THREAD)
    meso_mark_data_set_technique (&data, data.technique);
  self->own[own] = meso_mark_new (&data, NULL);
}

static void
meso_hand_init (MesoHand *self)
{
  init_own (self, OWN_POINT, MESO_MARK_POINT,
            &(MesoMarkData){ .layer = MESO_LAYER_SUPERFICIAL_DERMIS,
                             .depth = MESO_MM (0.4),
                             .dose = MESO_AMOUNT (0.01),
                             .technique = MESO_TECHNIQUE_NAPPAGE,
                             .device = MESO_DEVICE_NEEDLE,
                             .gauge = 30,
                             .needle = MESO_MM (4),
                             .angle = MESO_MM (15) });
  init_own (self, OWN_THREAD, MESO_MARK_THREAD,
            &(MesoMarkData){ .layer = MESO_LAYER_SUPERFICIAL_DERMIS,
                             .depth = MESO_MM (0.4),
                             .dose = MESO_AMOUNT (0.05),
                             .technique = MESO_TECHNIQUE_LINEAR_RETROGRADE,
                             .device = MESO_DEVICE_NEEDLE,
                             .gauge = 30,
                             .needle = MESO_MM (13),
                             .angle = MESO_MM (5) });
  init_own (self, OWN_NEEDLING, MESO_MARK_AREA,
            &(MesoMarkData){ .depth = MESO_MM (0.5),
                             .technique = MESO_TECHNIQUE_MICRONEEDLING,
                             .device = MESO_DEVICE_PEN,
                             .passes = 4 });
  init_own (self, OWN_FIELD, MESO_MARK_AREA,
            &(MesoMarkData){ .depth = MESO_MM (0.4),
                             .technique = MESO_TECHNIQUE_NAPPAGE,
                             .device = MESO_DEVICE_NEEDLE,
                             .gauge = 30,
                             .needle = MESO_MM (4),
                             .angle = MESO_MM (15),
                             .spacing = MESO_MM (5) });
  self->zone = OWN_NEEDLING;
}

/** meso_hand_new: holds a usual superficial nappage, a retrograde line, a microneedling; without a product. */
MesoHand *
meso_hand_new (void)
{
  return g_object_new (MESO_TYPE_HAND, NULL);
}

/** meso_hand_copy: another one that holds the same. */
MesoHand *
meso_hand_copy (MesoHand *self)
{
  MesoHand *copy;

  g_return_val_if_fail (MESO_IS_HAND (self), NULL);

  copy = meso_hand_new ();
  meso_hand_take_all (copy, self);
  return copy;
}

/** meso_hand_take_all: holds what @other does, for every kind. */
void
meso_hand_take_all (MesoHand *self,
                    MesoHand *other)
{
  gboolean changed;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (MESO_IS_HAND (other));

  changed = self->zone != other->zone;
  self->zone = other->zone;
  for (Own i = OWN_POINT; i < N_OWN; i++)
    if (g_set_object (&self->own[i], other->own[i]))
      changed = TRUE;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_hand_fill:
 * @kind: of the mark that is to be made
 * @data: (out): all but id, place, curve, region and side; its strings belong to the hand
 */
void
meso_hand_fill (MesoHand *self,
                MesoMarkKind kind,
                MesoMarkData *data)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA);
  g_return_if_fail (data != NULL);

  *data = *get_data (self, kind);
  if (data->product == NULL)
    data->dose = MESO_UNSET;
}

static void
take_device (MesoMarkData *own,
             const MesoMarkData *data)
{
  own->device = data->device;
  own->gauge = data->gauge;
  own->needle = data->needle;
  own->angle = data->angle;
}

/**
 * meso_hand_take_from:
 * @data: a mark, or a setup in the shape of one
 *
 * Takes product, layer, depth, dose, technique, device, direction, passes and spacing of @data into the hand, for marks
 * of its kind; what @data does not give stays, but for the product.
 */
void
meso_hand_take_from (MesoHand *self,
                     const MesoMarkData *data)
{
  Own zone_before;
  MesoMarkData own;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (data != NULL);
  g_return_if_fail (data->kind >= MESO_MARK_POINT && data->kind <= MESO_MARK_AREA);

  zone_before = self->zone;
  if (data->kind == MESO_MARK_AREA)
    self->zone = find_zone (self, data->technique);
  own = *get_data (self, data->kind);
  own.product = data->product;
  if (data->dose != MESO_UNSET)
    own.dose = data->dose;
  if (data->kind != MESO_MARK_AREA && data->layer != MESO_LAYER_UNSET)
    own.layer = data->layer;
  if (data->depth != MESO_UNSET)
    own.depth = data->depth;
  if (data->device != MESO_DEVICE_UNSET)
    take_device (&own, data);
  if (data->passes != MESO_UNSET)
    own.passes = data->passes;
  if (data->spacing != MESO_UNSET)
    own.spacing = data->spacing;
  if (data->direction != MESO_DIRECTION_UNSET)
    own.direction = data->direction;
  if (data->technique != MESO_TECHNIQUE_UNSET)
    meso_mark_data_set_technique (&own, data->technique);

  if (store (self, get_own (self, data->kind), &own) || self->zone != zone_before)
    g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_hand_change:
 * @kind: of the marks that are to be made otherwise
 * @changer: alters what the hand holds for them, as it would alter a mark; a layer that it takes away stays
 *
 * A zone whose technique becomes microneedling, or is no longer, gets depth and instrument that belong to that.
 */
void
meso_hand_change (MesoHand *self,
                  MesoMarkKind kind,
                  MesoMarkChanger changer,
                  gpointer user_data)
{
  Own zone_before;
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA);
  g_return_if_fail (changer != NULL);

  zone_before = self->zone;
  data = *get_data (self, kind);
  changer (&data, user_data);
  data.kind = kind;
  if (kind == MESO_MARK_AREA)
    {
      MesoTechnique technique = data.technique;

      self->zone = find_zone (self, technique);
      if (self->zone != zone_before)
        data = *get_data (self, kind);
      data.technique = technique;
      data.layer = MESO_LAYER_UNSET;
    }
  else if (data.layer == MESO_LAYER_UNSET)
    data.layer = meso_hand_get_layer (self);

  if (store (self, get_own (self, kind), &data) || self->zone != zone_before)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
change_layer_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->layer = (MesoLayer) GPOINTER_TO_INT (user_data);
}

static void
change_depth_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->depth = *(gint64 *) user_data;
}

static void
change_product_cb (MesoMarkData *data,
                   gpointer user_data)
{
  data->product = user_data;
}

static void
change_dose_cb (MesoMarkData *data,
                gpointer user_data)
{
  data->dose = *(gint64 *) user_data;
}

static void
change_technique_cb (MesoMarkData *data,
                     gpointer user_data)
{
  meso_mark_data_set_technique (data, (MesoTechnique) GPOINTER_TO_INT (user_data));
}

static void
change_state_cb (MesoMarkData *data,
                 gpointer user_data)
{
  data->state = (MesoState) GPOINTER_TO_INT (user_data);
}

/** meso_hand_get_layer: of points and lines; never "not given". */
MesoLayer
meso_hand_get_layer (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_LAYER_UNSET);

  return get_data (self, MESO_MARK_POINT)->layer;
}

/** meso_hand_set_layer: the declared layer of points and lines; the depth stays what it is. */
void
meso_hand_set_layer (MesoHand *self,
                     MesoLayer layer)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (layer > MESO_LAYER_UNSET && layer < MESO_N_LAYERS);

  meso_hand_change (self, MESO_MARK_POINT, change_layer_cb, GINT_TO_POINTER ((int) layer));
}

/** meso_hand_get_depth: of points and lines, 1/100 mm, or %MESO_UNSET. */
gint64
meso_hand_get_depth (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_UNSET);

  return get_data (self, MESO_MARK_POINT)->depth;
}

/** meso_hand_set_depth: @depth: of points and lines, 1/100 mm, or %MESO_UNSET. */
void
meso_hand_set_depth (MesoHand *self,
                     gint64 depth)
{
  g_return_if_fail (MESO_IS_HAND (self));

  meso_hand_change (self, MESO_MARK_POINT, change_depth_cb, &depth);
}

/** meso_hand_get_product: (nullable): the id of a product of the session. */
const char *
meso_hand_get_product (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), NULL);

  return get_data (self, MESO_MARK_POINT)->product;
}

/** meso_hand_set_product: @product_id: (nullable): points can be placed without a product. */
void
meso_hand_set_product (MesoHand *self,
                       const char *product_id)
{
  g_return_if_fail (MESO_IS_HAND (self));

  meso_hand_change (self, MESO_MARK_POINT, change_product_cb, (gpointer) product_id);
}

/** meso_hand_get_dose: 1/10,000 of the product's unit for a whole mark of @kind, or %MESO_UNSET. */
gint64
meso_hand_get_dose (MesoHand *self,
                    MesoMarkKind kind)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_UNSET);
  g_return_val_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA, MESO_UNSET);

  return get_data (self, kind)->dose;
}

/** meso_hand_set_dose: see meso_hand_get_dose(). It is kept while there is no product, and then given to no mark. */
void
meso_hand_set_dose (MesoHand *self,
                    MesoMarkKind kind,
                    gint64 dose)
{
  g_return_if_fail (MESO_IS_HAND (self));

  meso_hand_change (self, kind, change_dose_cb, &dose);
}

/** meso_hand_get_technique: for marks of @kind. */
MesoTechnique
meso_hand_get_technique (MesoHand *self,
                         MesoMarkKind kind)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_TECHNIQUE_UNSET);
  g_return_val_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA, MESO_TECHNIQUE_UNSET);

  return get_data (self, kind)->technique;
}

/** meso_hand_set_technique: for marks of @kind. */
void
meso_hand_set_technique (MesoHand *self,
                         MesoMarkKind kind,
                         MesoTechnique technique)
{
  g_return_if_fail (MESO_IS_HAND (self));

  meso_hand_change (self, kind, change_technique_cb, GINT_TO_POINTER ((int) technique));
}

/** meso_hand_get_state: done or planned. */
MesoState
meso_hand_get_state (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_STATE_UNSET);

  return get_data (self, MESO_MARK_POINT)->state;
}

/** meso_hand_set_state: of the next marks. */
void
meso_hand_set_state (MesoHand *self,
                     MesoState state)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (state == MESO_STATE_DONE || state == MESO_STATE_PLANNED);

  meso_hand_change (self, MESO_MARK_POINT, change_state_cb, GINT_TO_POINTER ((int) state));
}
