/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

#define FIXTURE_NS "urn:mesomap:session:1"
#define FIXTURE_HEAD                                                                  \
  "<session xmlns=\"" FIXTURE_NS                                                      \
  "\" id=\"0b0b9a5e-1111-4222-8333-444455556666\" revision=\"1\" status=\"draft\">\n" \
  "<patient id=\"0b0b9a5e-1111-4222-8333-444455556667\" code=\"A-1\"/>\n"             \
  "<visit start=\"2026-11-21T10:30:00+01:00\"/>\n"
/* Line 4 */
#define FIXTURE_PRODUCTS "<products><product id=\"p1\" name=\"HA\" unit=\"mL\"/></products>\n"
#define FIXTURE_MAP "<map diagram=\"face-front\">\n"
#define FIXTURE_END "</map></session>\n"

/* Line 6 is where the mark stands. */
#define FIXTURE_MARK(mark) FIXTURE_HEAD FIXTURE_PRODUCTS FIXTURE_MAP mark FIXTURE_END

char *fixture_load (const char *name);
MesoSession *fixture_read (const char *xml);
char *fixture_write (MesoSession *session);
void fixture_assert_refused (const char *xml,
                             int code,
                             const char *message);
void fixture_assert_round_trip (const char *xml);
gsize fixture_get_peak_memory (void);

G_END_DECLS
