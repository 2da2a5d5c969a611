/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-hand.h"

/* What a line gets apart from points, since a setup for points stays in the hand while a line is drawn. */
typedef struct
{
  gint64 dose;
  MesoTechnique technique;
} PerKind;

struct _MesoHand
{
  GObject parent_instance;

  MesoMark *template; /* a point; its dose and technique stand in per_kind */
  PerKind per_kind[MESO_MARK_AREA + 1];
};

G_DEFINE_FINAL_TYPE (MesoHand, meso_hand, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Takes over @data as the new template and tells, if that is a change. */
static void
set_template (MesoHand *self,
              const MesoMarkData *data)
{
  g_autoptr (MesoMark) changed = meso_mark_new (data, NULL);

  if (meso_mark_equal (self->template, changed))
    return;
  g_set_object (&self->template, changed);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
meso_hand_finalize (GObject *object)
{
  g_object_unref (MESO_HAND (object)->template);

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
meso_hand_init (MesoHand *self)
{
  MesoPoint nowhere = { 0, 0 };
  MesoMarkData data;

  meso_mark_data_init (&data, MESO_MARK_POINT);
  data.points = &nowhere;
  data.n_points = 1;
  data.layer = MESO_LAYER_SUPERFICIAL_DERMIS;
  data.depth = MESO_MM (0.4);
  data.device = MESO_DEVICE_NEEDLE;
  data.gauge = 30;
  data.needle = MESO_MM (4);
  data.angle = MESO_MM (15);
  data.state = MESO_STATE_DONE;
  self->template = meso_mark_new (&data, NULL);

  self->per_kind[MESO_MARK_POINT] = (PerKind){ MESO_AMOUNT (0.01), MESO_TECHNIQUE_NAPPAGE };
  self->per_kind[MESO_MARK_THREAD] = (PerKind){ MESO_AMOUNT (0.05), MESO_TECHNIQUE_LINEAR_RETROGRADE };
  self->per_kind[MESO_MARK_AREA] = (PerKind){ MESO_UNSET, MESO_TECHNIQUE_MICRONEEDLING };
}

/** meso_hand_new: holds a usual superficial nappage, without a product. */
MesoHand *
meso_hand_new (void)
{
  return g_object_new (MESO_TYPE_HAND, NULL);
}

/**
 * meso_hand_fill:
 * @kind: of the mark that is to be made
 * @data: (out): all but id, place, region and side; its strings belong to the hand
 */
void
meso_hand_fill (MesoHand *self,
                MesoMarkKind kind,
                MesoMarkData *data)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA);
  g_return_if_fail (data != NULL);

  *data = *meso_mark_get (self->template);
  data->kind = kind;
  data->points = NULL;
  data->n_points = 0;
  data->technique = self->per_kind[kind].technique;
  data->dose = data->product != NULL ? self->per_kind[kind].dose : MESO_UNSET;
  if (kind == MESO_MARK_AREA)
    data->layer = MESO_LAYER_UNSET;
  if (data->technique == MESO_TECHNIQUE_LINEAR_RETROGRADE)
    data->direction = MESO_DIRECTION_RETROGRADE;
  else if (data->technique == MESO_TECHNIQUE_LINEAR_ANTEROGRADE)
    data->direction = MESO_DIRECTION_ANTEROGRADE;
}

/**
 * meso_hand_take_from:
 * @data: a mark, or a setup in the shape of one
 *
 * Takes product, layer, depth, dose, technique and device of @data into the hand; what @data does not give stays.
 */
void
meso_hand_take_from (MesoHand *self,
                     const MesoMarkData *data)
{
  MesoMarkData changed;
  PerKind *own;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (data != NULL);

  changed = *meso_mark_get (self->template);
  own = &self->per_kind[data->kind];
  if (data->dose != MESO_UNSET)
    own->dose = data->dose;
  if (data->technique != MESO_TECHNIQUE_UNSET)
    own->technique = data->technique;
  if (data->layer != MESO_LAYER_UNSET)
    changed.layer = data->layer;
  if (data->depth != MESO_UNSET)
    changed.depth = data->depth;
  if (data->device != MESO_DEVICE_UNSET)
    {
      changed.device = data->device;
      changed.gauge = data->gauge;
      changed.needle = data->needle;
      changed.angle = data->angle;
    }
  changed.product = data->product;
  {
    g_autoptr (MesoMark) mark = meso_mark_new (&changed, NULL);

    g_set_object (&self->template, mark);
  }
  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_hand_get_layer: never "not given". */
MesoLayer
meso_hand_get_layer (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_LAYER_UNSET);

  return meso_mark_get (self->template)->layer;
}

/** meso_hand_set_layer: the declared layer; the depth stays what it is. */
void
meso_hand_set_layer (MesoHand *self,
                     MesoLayer layer)
{
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (layer > MESO_LAYER_UNSET && layer < MESO_N_LAYERS);

  data = *meso_mark_get (self->template);
  data.layer = layer;
  set_template (self, &data);
}

/** meso_hand_get_depth: 1/100 mm, or %MESO_UNSET. */
gint64
meso_hand_get_depth (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_UNSET);

  return meso_mark_get (self->template)->depth;
}

/** meso_hand_set_depth: @depth: 1/100 mm, or %MESO_UNSET. */
void
meso_hand_set_depth (MesoHand *self,
                     gint64 depth)
{
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));

  data = *meso_mark_get (self->template);
  data.depth = depth;
  set_template (self, &data);
}

/** meso_hand_get_product: (nullable): the id of a product of the session. */
const char *
meso_hand_get_product (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), NULL);

  return meso_mark_get (self->template)->product;
}

/** meso_hand_set_product: @product_id: (nullable): points can be placed without a product. */
void
meso_hand_set_product (MesoHand *self,
                       const char *product_id)
{
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));

  data = *meso_mark_get (self->template);
  data.product = (char *) product_id;
  set_template (self, &data);
}

/** meso_hand_get_dose: 1/10,000 of the product's unit for a whole mark of @kind, or %MESO_UNSET. */
gint64
meso_hand_get_dose (MesoHand *self,
                    MesoMarkKind kind)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_UNSET);
  g_return_val_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA, MESO_UNSET);

  return self->per_kind[kind].dose;
}

/** meso_hand_set_dose: see meso_hand_get_dose(). */
void
meso_hand_set_dose (MesoHand *self,
                    MesoMarkKind kind,
                    gint64 dose)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA);

  if (self->per_kind[kind].dose == dose)
    return;
  self->per_kind[kind].dose = dose;
  g_signal_emit (self, signals[CHANGED], 0);
}

/** meso_hand_get_technique: for marks of @kind. */
MesoTechnique
meso_hand_get_technique (MesoHand *self,
                         MesoMarkKind kind)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_TECHNIQUE_UNSET);
  g_return_val_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA, MESO_TECHNIQUE_UNSET);

  return self->per_kind[kind].technique;
}

/** meso_hand_set_technique: for marks of @kind. */
void
meso_hand_set_technique (MesoHand *self,
                         MesoMarkKind kind,
                         MesoTechnique technique)
{
  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (kind >= MESO_MARK_POINT && kind <= MESO_MARK_AREA);

  if (self->per_kind[kind].technique == technique)
    return;
  self->per_kind[kind].technique = technique;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * meso_hand_set_device:
 * @gauge: G, or %MESO_UNSET
 * @needle: length in 1/100 mm, or %MESO_UNSET
 * @angle: to the skin in 1/100 degree, or %MESO_UNSET
 */
void
meso_hand_set_device (MesoHand *self,
                      MesoDevice device,
                      gint64 gauge,
                      gint64 needle,
                      gint64 angle)
{
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));

  data = *meso_mark_get (self->template);
  data.device = device;
  data.gauge = gauge;
  data.needle = needle;
  data.angle = angle;
  set_template (self, &data);
}

/** meso_hand_get_state: done or planned. */
MesoState
meso_hand_get_state (MesoHand *self)
{
  g_return_val_if_fail (MESO_IS_HAND (self), MESO_STATE_UNSET);

  return meso_mark_get (self->template)->state;
}

/** meso_hand_set_state: of the next marks. */
void
meso_hand_set_state (MesoHand *self,
                     MesoState state)
{
  MesoMarkData data;

  g_return_if_fail (MESO_IS_HAND (self));
  g_return_if_fail (state == MESO_STATE_DONE || state == MESO_STATE_PLANNED);

  data = *meso_mark_get (self->template);
  data.state = state;
  set_template (self, &data);
}
