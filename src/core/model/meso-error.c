/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-error.h"

/* Not G_DEFINE_QUARK (): clang-format takes the minus signs of the name for an operator and changes the string. */
GQuark
meso_error_quark (void)
{
  return g_quark_from_static_string ("meso-error-quark");
}
