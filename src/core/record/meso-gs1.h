/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MesoGs1:
 *
 * What the code on a box says (GS1 General Specifications: GS1 DataMatrix, GS1-128, GS1 QR; or a plain EAN/UPC).
 * Members are %NULL when the code does not say them, or says them wrongly.
 */
typedef struct
{
  char *gtin; /* 14 digits with a right check digit; shorter numbers get zeros in front */
  char *lot;
  char *expires; /* ISO date */
  char *serial;
  char *text; /* the whole of a code that is none of these */
  GPtrArray *problems; /* sentences for a person; empty when all is well */
} MesoGs1;

MesoGs1 *meso_gs1_parse (const char *code,
                         int year);
void meso_gs1_free (MesoGs1 *self);
gboolean meso_gtin_is_valid (const char *gtin);
char *meso_gtin_normalize (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MesoGs1, meso_gs1_free)

G_END_DECLS
