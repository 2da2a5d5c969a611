/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MesoExtras:
 *
 * What stood on or in an element of the record in other namespaces. It is kept with its parent and at its place, and
 * written back unchanged; nothing in Mesomap looks into it. Immutable once it is part of the record.
 */
typedef struct _MesoExtras MesoExtras;

typedef struct
{
  const char *namespace_uri;
  const char *prefix;
  const char *name;
  const char *value;
} MesoExtraAttribute;

typedef struct
{
  const char *xml; /* one well-formed element that declares the namespaces it uses */
  guint after; /* how many child elements of our own namespace stood before it */
} MesoExtraElement;

MesoExtras *meso_extras_new (void);
MesoExtras *meso_extras_ref (MesoExtras *self);
void meso_extras_unref (MesoExtras *self);
void meso_extras_add_attribute (MesoExtras *self,
                                const char *namespace_uri,
                                const char *prefix,
                                const char *name,
                                const char *value);
void meso_extras_add_element (MesoExtras *self,
                              const char *xml,
                              guint after);
guint meso_extras_get_n_attributes (MesoExtras *self);
MesoExtraAttribute meso_extras_get_attribute (MesoExtras *self,
                                              guint index);
guint meso_extras_get_n_elements (MesoExtras *self);
MesoExtraElement meso_extras_get_element (MesoExtras *self,
                                          guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoExtras, meso_extras_unref)

G_END_DECLS
