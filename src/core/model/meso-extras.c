/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-extras.h"

struct _MesoExtras
{
  gatomicrefcount ref_count;
  GPtrArray *attributes; /* four strings each: namespace, prefix, name, value */
  GPtrArray *elements; /* XML */
  GArray *places; /* guint, one for each element */
};

/** meso_extras_new: an empty set, to be filled before it is handed to a mark or an item. */
MesoExtras *
meso_extras_new (void)
{
  MesoExtras *self = g_new0 (MesoExtras, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->attributes = g_ptr_array_new_with_free_func (g_free);
  self->elements = g_ptr_array_new_with_free_func (g_free);
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/** meso_extras_ref: %NULL is allowed and stands for nothing. */
MesoExtras *
meso_extras_ref (MesoExtras *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** meso_extras_unref: %NULL is allowed. */
void
meso_extras_unref (MesoExtras *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->attributes);
  g_ptr_array_unref (self->elements);
  g_array_unref (self->places);
  g_free (self);
}

/** meso_extras_add_attribute: appends one attribute; copies all four strings. */
void
meso_extras_add_attribute (MesoExtras *self,
                           const char *namespace_uri,
                           const char *prefix,
                           const char *name,
                           const char *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (namespace_uri != NULL && prefix != NULL && name != NULL && value != NULL);

  g_ptr_array_add (self->attributes, g_strdup (namespace_uri));
  g_ptr_array_add (self->attributes, g_strdup (prefix));
  g_ptr_array_add (self->attributes, g_strdup (name));
  g_ptr_array_add (self->attributes, g_strdup (value));
}

/** meso_extras_add_element: appends one element; see #MesoExtraElement. */
void
meso_extras_add_element (MesoExtras *self,
                         const char *xml,
                         guint after)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (xml != NULL);

  g_ptr_array_add (self->elements, g_strdup (xml));
  g_array_append_val (self->places, after);
}

/** meso_extras_get_n_attributes: 0 for %NULL. */
guint
meso_extras_get_n_attributes (MesoExtras *self)
{
  return self != NULL ? self->attributes->len / 4 : 0;
}

/** meso_extras_get_attribute: the strings live as long as @self. */
MesoExtraAttribute
meso_extras_get_attribute (MesoExtras *self,
                           guint index)
{
  g_return_val_if_fail (index < meso_extras_get_n_attributes (self), (MesoExtraAttribute){ 0 });

  return (MesoExtraAttribute){
    .namespace_uri = g_ptr_array_index (self->attributes, 4 * index),
    .prefix = g_ptr_array_index (self->attributes, 4 * index + 1),
    .name = g_ptr_array_index (self->attributes, 4 * index + 2),
    .value = g_ptr_array_index (self->attributes, 4 * index + 3),
  };
}

/** meso_extras_get_n_elements: 0 for %NULL. */
guint
meso_extras_get_n_elements (MesoExtras *self)
{
  return self != NULL ? self->elements->len : 0;
}

/** meso_extras_get_element: the string lives as long as @self. */
MesoExtraElement
meso_extras_get_element (MesoExtras *self,
                         guint index)
{
  g_return_val_if_fail (index < meso_extras_get_n_elements (self), (MesoExtraElement){ 0 });

  return (MesoExtraElement){
    .xml = g_ptr_array_index (self->elements, index),
    .after = g_array_index (self->places, guint, index),
  };
}
