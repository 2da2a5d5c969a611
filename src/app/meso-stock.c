/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "meso-stock.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "meso-format.h"

/* The day of the visit as "2026-06-24T…", or today. */
static char *
get_day (MesoSession *session)
{
  const MesoVisit *visit = meso_session_get_visit (session);
  g_autoptr (GDateTime) now = NULL;

  if (visit != NULL && visit->start != NULL)
    return g_strdup (visit->start);
  now = g_date_time_new_now_local ();
  return g_date_time_format (now, "%Y-%m-%d");
}

/** meso_stock_check: what is wrong with the box, at the time of the visit of @session. */
MesoStockFlag
meso_stock_check (const MesoProduct *product,
                  MesoSession *session)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (product != NULL, MESO_STOCK_FINE);
  g_return_val_if_fail (MESO_IS_SESSION (session), MESO_STOCK_FINE);

  day = get_day (session);
  if (meso_date_has_passed (product->expires, day))
    return MESO_STOCK_EXPIRED;
  if (product->lot == NULL)
    return MESO_STOCK_NO_LOT;
  if (product->expires != NULL && strncmp (product->expires, day, strlen ("YYYY-MM")) == 0)
    return MESO_STOCK_EXPIRES_SOON;
  return MESO_STOCK_FINE;
}

/** meso_stock_get_advice: (nullable): a sentence; %NULL when all is well. */
const char *
meso_stock_get_advice (MesoStockFlag flag)
{
  switch (flag)
    {
    case MESO_STOCK_NO_LOT:
      return _ ("No lot yet: scan the box, or read it.");
    case MESO_STOCK_EXPIRED:
      return _ ("This lot had expired at the time of the visit.");
    case MESO_STOCK_EXPIRES_SOON:
      return _ ("This lot expires in the month of the visit.");
    case MESO_STOCK_FINE:
    default:
      return NULL;
    }
}

/** meso_stock_describe: "N2604A · 08/27", "no lot", "N2604A · expired 05/26"; (transfer full). */
char *
meso_stock_describe (const MesoProduct *product,
                     MesoSession *session)
{
  MesoStockFlag flag;
  g_autofree char *month = NULL;
  g_autofree char *expiry = NULL;

  g_return_val_if_fail (product != NULL, NULL);
  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  flag = meso_stock_check (product, session);
  if (product->expires != NULL)
    {
      month = meso_format_month (product->expires);
      if (flag == MESO_STOCK_EXPIRED)
        /* Translators: beside the lot of a product: expired 08/27 */
        expiry = g_strdup_printf (_ ("expired %s"), month);
      else if (flag == MESO_STOCK_EXPIRES_SOON)
        /* Translators: beside the lot of a product: expires this month, 08/27 */
        expiry = g_strdup_printf (_ ("expires this month, %s"), month);
      else
        expiry = g_steal_pointer (&month);
    }
  return g_strconcat (product->lot != NULL ? product->lot : _ ("no lot"), expiry != NULL ? " · " : "", expiry, NULL);
}
