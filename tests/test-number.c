/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <locale.h>

#include "model/meso-number.h"

typedef struct
{
  const char *text;
  guint decimals;
  gboolean good;
  gint64 value;
} ParseRow;

static const ParseRow parse_rows[] = {
  { "0", 2, TRUE, 0 },
  { "-0", 2, TRUE, 0 },
  { "12", 2, TRUE, 1200 },
  { "-31.2", 2, TRUE, -3120 },
  { "14.05", 2, TRUE, 1405 },
  { "0.0001", 4, TRUE, 1 },
  { "100000", 4, TRUE, G_GINT64_CONSTANT (1000000000) },
  { "7", 0, TRUE, 7 },
  { "1000000000000", 0, TRUE, G_GINT64_CONSTANT (1000000000000) },
  { "7.0", 0, FALSE, 0 },
  { "", 2, FALSE, 0 },
  { "-", 2, FALSE, 0 },
  { ".5", 2, FALSE, 0 },
  { "5.", 2, FALSE, 0 },
  { "+5", 2, FALSE, 0 },
  { " 5", 2, FALSE, 0 },
  { "5 ", 2, FALSE, 0 },
  { "1,5", 2, FALSE, 0 },
  { "1.234", 2, FALSE, 0 },
  { "1e999", 2, FALSE, 0 },
  { "1e2", 2, FALSE, 0 },
  { "NaN", 2, FALSE, 0 },
  { "inf", 2, FALSE, 0 },
  { "0x10", 2, FALSE, 0 },
  { "--5", 2, FALSE, 0 },
  { "99999999999999999999999", 2, FALSE, 0 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (parse_rows); i++)
    {
      const ParseRow *row = &parse_rows[i];
      gint64 value = 42;

      g_test_message ("'%s' with %u decimals", row->text, row->decimals);
      g_assert_cmpint (meso_number_parse (row->text, row->decimals, &value), ==, row->good);
      g_assert_cmpint (value, ==, row->good ? row->value : 42);
    }
}

static void
assert_format (gint64 value,
               guint decimals,
               guint min_decimals,
               const char *expected)
{
  g_autofree char *text = meso_number_format (value, decimals, min_decimals);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  assert_format (0, 2, 0, "0");
  assert_format (0, 2, 2, "0.00");
  assert_format (-5, 2, 0, "-0.05");
  assert_format (-3120, 2, 0, "-31.2");
  assert_format (3100, 2, 0, "31");
  assert_format (100, 4, 2, "0.01");
  assert_format (27800, 4, 2, "2.78");
  assert_format (27805, 4, 2, "2.7805");
  assert_format (12, 0, 0, "12");
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 10000; i++)
    {
      guint decimals = (guint) g_test_rand_int_range (0, 5);
      gint64 value = g_test_rand_int ();
      gint64 back;
      g_autofree char *text = meso_number_format (value, decimals, 0);

      g_assert_true (meso_number_parse (text, decimals, &back));
      g_assert_cmpint (back, ==, value);
    }
}

static void
test_local (void)
{
  g_autofree char *old = g_strdup (setlocale (LC_NUMERIC, NULL));
  g_autofree char *plain = NULL;
  g_autofree char *local = NULL;

  if (setlocale (LC_NUMERIC, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no German locale");
      return;
    }
  plain = meso_number_format (-125, 2, 0);
  local = meso_number_format_local (-125, 2, 2);
  setlocale (LC_NUMERIC, old);
  g_assert_cmpstr (plain, ==, "-1.25");
  g_assert_cmpstr (local, ==, "\u22121,25");
}

static void
test_split (void)
{
  for (guint i = 0; i < 1000; i++)
    {
      gint64 total = g_test_rand_int_range (0, 1000000);
      guint n = (guint) g_test_rand_int_range (1, 300);
      g_autofree gint64 *parts = g_new (gint64, n);
      gint64 sum = 0;

      meso_number_split (total, n, parts);
      for (guint k = 0; k < n; k++)
        {
          sum += parts[k];
          g_assert_cmpint (ABS (parts[k] - total / n), <=, 1);
        }
      g_assert_cmpint (sum, ==, total);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/parse", test_parse);
  g_test_add_func ("/number/format", test_format);
  g_test_add_func ("/number/round-trip", test_round_trip);
  g_test_add_func ("/number/local", test_local);
  g_test_add_func ("/number/split", test_split);
  return g_test_run ();
}
