/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/meso-session.h"

G_BEGIN_DECLS

/** What is to be said about the lot of a product: a flag with words, which stops nobody. */
typedef enum
{
  MESO_STOCK_FINE,
  MESO_STOCK_NO_LOT, /* a lot is read anew for each session: without one nobody has looked at the box */
  MESO_STOCK_EXPIRED, /* before the day of the visit */
  MESO_STOCK_EXPIRES_SOON /* within the month of the visit */
} MesoStockFlag;

MesoStockFlag meso_stock_check (const MesoProduct *product,
                                MesoSession *session);
const char *meso_stock_get_advice (MesoStockFlag flag);
char *meso_stock_describe (const MesoProduct *product,
                           MesoSession *session);

G_END_DECLS
