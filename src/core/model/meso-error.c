/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/meso-error.h"

G_DEFINE_QUARK (meso - error - quark, meso_error)
