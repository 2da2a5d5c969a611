/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-visibility.h"

struct _MesoVisibility
{
  GObject parent_instance;

  GHashTable *keys[MESO_N_VEILS][MESO_N_ASPECTS]; /* char *: what is hidden, what is locked */
  MesoLayer layer; /* in the hand */
  gboolean only_layer;
};

G_DEFINE_FINAL_TYPE (MesoVisibility, meso_visibility, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ONLY_LAYER,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/** meso_aspect_get_key: (transfer none): what a mark is hidden or locked by: its layer, product or state; not %NULL. */
const char *
meso_aspect_get_key (MesoAspect aspect,
                     const MesoMarkData *mark)
{
  const char *key = NULL;

  g_return_val_if_fail (mark != NULL, "");

  if (aspect == MESO_ASPECT_LAYER && mark->kind != MESO_MARK_AREA)
    key = meso_vocabulary_get_token (&meso_layer_vocabulary, (int) mark->layer);
  else if (aspect == MESO_ASPECT_PRODUCT)
    key = mark->product;
  else if (aspect == MESO_ASPECT_STATE)
    key = mark->state == MESO_STATE_PLANNED ? "planned" : "done";
  return key != NULL ? key : "";
}

static void
changed (MesoVisibility *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Whether that made a difference. */
static gboolean
put (MesoVisibility *self,
     MesoVeil veil,
     MesoAspect aspect,
     const char *key,
     gboolean value)
{
  GHashTable *keys = self->keys[veil][aspect];

  return value ? g_hash_table_add (keys, g_strdup (key)) : g_hash_table_remove (keys, key);
}

/* All layers but the one in the hand; marks that have none stay. */
static void
hide_other_layers (MesoVisibility *self)
{
  g_hash_table_remove_all (self->keys[MESO_VEIL_HIDDEN][MESO_ASPECT_LAYER]);
  for (int layer = MESO_LAYER_EPIDERMIS; layer < MESO_N_LAYERS; layer++)
    if (layer != (int) self->layer)
      put (self, MESO_VEIL_HIDDEN, MESO_ASPECT_LAYER, meso_vocabulary_get_token (&meso_layer_vocabulary, layer), TRUE);
}

/* Somebody chose for himself what is seen. */
static void
end_only_layer (MesoVisibility *self)
{
  if (!self->only_layer)
    return;
  self->only_layer = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_LAYER]);
}

static void
meso_visibility_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ONLY_LAYER:
      g_value_set_boolean (value, meso_visibility_get_only_layer (MESO_VISIBILITY (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_visibility_set_property (GObject *object,
                              guint prop_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ONLY_LAYER:
      meso_visibility_set_only_layer (MESO_VISIBILITY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
meso_visibility_finalize (GObject *object)
{
  MesoVisibility *self = MESO_VISIBILITY (object);

  for (guint veil = 0; veil < MESO_N_VEILS; veil++)
    for (guint aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
      g_hash_table_unref (self->keys[veil][aspect]);

  G_OBJECT_CLASS (meso_visibility_parent_class)->finalize (object);
}

static void
meso_visibility_class_init (MesoVisibilityClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = meso_visibility_get_property;
  object_class->set_property = meso_visibility_set_property;
  object_class->finalize = meso_visibility_finalize;

  properties[PROP_ONLY_LAYER] =
    g_param_spec_boolean ("only-layer", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", MESO_TYPE_VISIBILITY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
meso_visibility_init (MesoVisibility *self)
{
  for (guint veil = 0; veil < MESO_N_VEILS; veil++)
    for (guint aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
      self->keys[veil][aspect] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/** meso_visibility_new: (transfer full): everything is shown, nothing is locked. */
MesoVisibility *
meso_visibility_new (void)
{
  return g_object_new (MESO_TYPE_VISIBILITY, NULL);
}

/** meso_visibility_get: whether all marks with @key, such as the layer "mid-dermis", are hidden or locked. */
gboolean
meso_visibility_get (MesoVisibility *self,
                     MesoVeil veil,
                     MesoAspect aspect,
                     const char *key)
{
  g_return_val_if_fail (MESO_IS_VISIBILITY (self), FALSE);
  g_return_val_if_fail (veil < MESO_N_VEILS && aspect < MESO_N_ASPECTS && key != NULL, FALSE);

  return g_hash_table_contains (self->keys[veil][aspect], key);
}

/** meso_visibility_set: hides or locks all marks with @key, or no longer. */
void
meso_visibility_set (MesoVisibility *self,
                     MesoVeil veil,
                     MesoAspect aspect,
                     const char *key,
                     gboolean value)
{
  g_return_if_fail (MESO_IS_VISIBILITY (self));
  g_return_if_fail (veil < MESO_N_VEILS && aspect < MESO_N_ASPECTS && key != NULL);

  if (!put (self, veil, aspect, key, value))
    return;
  if (veil == MESO_VEIL_HIDDEN && aspect == MESO_ASPECT_LAYER)
    end_only_layer (self);
  changed (self);
}

/** meso_visibility_is_used: whether anything at all is hidden or locked. */
gboolean
meso_visibility_is_used (MesoVisibility *self,
                         MesoVeil veil)
{
  g_return_val_if_fail (MESO_IS_VISIBILITY (self), FALSE);
  g_return_val_if_fail (veil < MESO_N_VEILS, FALSE);

  for (guint aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
    if (g_hash_table_size (self->keys[veil][aspect]) > 0)
      return TRUE;
  return FALSE;
}

/** meso_visibility_clear: shows all that is hidden, or unlocks all that is locked. */
void
meso_visibility_clear (MesoVisibility *self,
                       MesoVeil veil)
{
  g_return_if_fail (MESO_IS_VISIBILITY (self));
  g_return_if_fail (veil < MESO_N_VEILS);

  if (!meso_visibility_is_used (self, veil))
    return;
  for (guint aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
    g_hash_table_remove_all (self->keys[veil][aspect]);
  if (veil == MESO_VEIL_HIDDEN)
    end_only_layer (self);
  changed (self);
}

/** meso_visibility_covers: whether @mark is hidden, or locked, by any of what it is. */
gboolean
meso_visibility_covers (MesoVisibility *self,
                        MesoVeil veil,
                        MesoMark *mark)
{
  const MesoMarkData *data;

  g_return_val_if_fail (MESO_IS_VISIBILITY (self), FALSE);
  g_return_val_if_fail (veil < MESO_N_VEILS, FALSE);
  g_return_val_if_fail (MESO_IS_MARK (mark), FALSE);

  data = meso_mark_get (mark);
  for (guint aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
    {
      GHashTable *keys = self->keys[veil][aspect];

      /* Nearly always nothing is hidden, and this is asked of every mark in every frame. */
      if (g_hash_table_size (keys) > 0 && g_hash_table_contains (keys, meso_aspect_get_key ((MesoAspect) aspect, data)))
        return TRUE;
    }
  return FALSE;
}

/** meso_visibility_is_free: whether @mark can be picked and changed: it is neither hidden nor locked. */
gboolean
meso_visibility_is_free (MesoVisibility *self,
                         MesoMark *mark)
{
  return !meso_visibility_covers (self, MESO_VEIL_HIDDEN, mark) &&
         !meso_visibility_covers (self, MESO_VEIL_LOCKED, mark);
}

/** meso_visibility_count: @map: (nullable): how many of its marks are hidden, or locked. */
guint
meso_visibility_count (MesoVisibility *self,
                       MesoVeil veil,
                       MesoMap *map)
{
  guint n_marks, n = 0;

  g_return_val_if_fail (MESO_IS_VISIBILITY (self), 0);
  g_return_val_if_fail (map == NULL || MESO_IS_MAP (map), 0);

  n_marks = map != NULL && meso_visibility_is_used (self, veil) ? meso_map_get_n_marks (map) : 0;
  for (guint i = 0; i < n_marks; i++)
    n += meso_visibility_covers (self, veil, meso_map_get_mark (map, i));
  return n;
}

/**
 * meso_visibility_reveal:
 * @marks: (element-type MesoMark)
 *
 * Shows again whatever hides any of @marks, and with them all others that it hides.
 *
 * Returns: whether one was hidden
 */
gboolean
meso_visibility_reveal (MesoVisibility *self,
                        GPtrArray *marks)
{
  gboolean was_hidden = FALSE;

  g_return_val_if_fail (MESO_IS_VISIBILITY (self), FALSE);
  g_return_val_if_fail (marks != NULL, FALSE);

  if (!meso_visibility_is_used (self, MESO_VEIL_HIDDEN))
    return FALSE;
  for (guint i = 0; i < marks->len; i++)
    for (int aspect = 0; aspect < MESO_N_ASPECTS; aspect++)
      {
        const char *key = meso_aspect_get_key ((MesoAspect) aspect, meso_mark_get (g_ptr_array_index (marks, i)));

        if (!put (self, MESO_VEIL_HIDDEN, (MesoAspect) aspect, key, FALSE))
          continue;
        was_hidden = TRUE;
        if (aspect == MESO_ASPECT_LAYER)
          end_only_layer (self);
      }
  if (was_hidden)
    changed (self);
  return was_hidden;
}

/** meso_visibility_get_only_layer: whether all layers but the one in the hand are hidden. */
gboolean
meso_visibility_get_only_layer (MesoVisibility *self)
{
  g_return_val_if_fail (MESO_IS_VISIBILITY (self), FALSE);

  return self->only_layer;
}

/** meso_visibility_set_only_layer: hides all layers but the one in the hand, or none; it follows the hand. */
void
meso_visibility_set_only_layer (MesoVisibility *self,
                                gboolean only_layer)
{
  g_return_if_fail (MESO_IS_VISIBILITY (self));

  if (self->only_layer == !!only_layer)
    return;
  self->only_layer = !!only_layer;
  if (only_layer)
    hide_other_layers (self);
  else
    g_hash_table_remove_all (self->keys[MESO_VEIL_HIDDEN][MESO_ASPECT_LAYER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ONLY_LAYER]);
  changed (self);
}

/** meso_visibility_set_layer: @layer: in the hand. */
void
meso_visibility_set_layer (MesoVisibility *self,
                           MesoLayer layer)
{
  g_return_if_fail (MESO_IS_VISIBILITY (self));

  if (self->layer == layer)
    return;
  self->layer = layer;
  if (!self->only_layer)
    return;
  hide_other_layers (self);
  changed (self);
}
