/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MesoForeign:
 *
 * Writes down one element of another namespace while it is being parsed, as text that declares every namespace it uses.
 * Writing down what it has written gives the same text again.
 *
 * Strings are those of libxml2's SAX2 interface; they live as long as the parser.
 */
typedef struct _MesoForeign MesoForeign;

typedef struct
{
  const char *prefix; /* NULL for none */
  const char *uri; /* "" for no namespace */
} MesoNamespace;

MesoForeign *meso_foreign_new (void);
void meso_foreign_free (MesoForeign *self);

void meso_foreign_start (MesoForeign *self,
                         MesoNamespace name,
                         const char *local_name,
                         guint n_declared,
                         const MesoNamespace *declared);
void meso_foreign_need (MesoForeign *self,
                        MesoNamespace name);
void meso_foreign_attribute (MesoForeign *self,
                             MesoNamespace name,
                             const char *local_name,
                             const char *value);
void meso_foreign_text (MesoForeign *self,
                        const char *text,
                        gsize length);
gboolean meso_foreign_end (MesoForeign *self,
                           const char *prefix,
                           const char *local_name);
gsize meso_foreign_get_length (MesoForeign *self);
const char *meso_foreign_get_xml (MesoForeign *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoForeign, meso_foreign_free)

G_END_DECLS
