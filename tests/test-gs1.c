/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include "record/meso-gs1.h"

/* What the codes on boxes say. GS stands for the separator that a scanner types. */

#define GS "\x1d"
#define YEAR 2026
#define GTIN "04012345000016"

typedef struct
{
  const char *code;
  const char *gtin, *lot, *expires, *serial, *text;
  guint n_problems;
} Case;

/* clang-format off */
static const Case cases[] = {
  /* With separators, in any order, with other elements between. */
  { "01" GTIN "17270831" "10N2604A", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "17270831" "10N2604A" GS "21SN17", GTIN, "N2604A", "2027-08-31", "SN17", NULL, 0 },
  { "01" GTIN "10N2604A" GS "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "10N2604A" GS "01" GTIN "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "21A1" GS "10B2" GS "17270831" "01" GTIN, GTIN, "B2", "2027-08-31", "A1", NULL, 0 },
  { GS "01" GTIN GS "17270831" GS "10N2604A" GS, GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "11250101" "17270831" "10X", GTIN, "X", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "30" "12" GS "10X" GS "240ADD/1" GS "17270831", GTIN, "X", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "3103001250" "17270831" "10X", GTIN, "X", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "241CUST 7" GS "10X" GS "91internal", GTIN, "X", NULL, NULL, NULL, 0 },
  { "01" GTIN "17270831" "10N2604A" GS "710PZN1" GS "8008260101", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "10LOT17270831" GS "17280229", GTIN, "LOT17270831", "2028-02-29", NULL, NULL, 0 },
  { "01" GTIN "17270831" "10A-B/C+1.2_3" GS "21(7)", GTIN, "A-B/C+1.2_3", "2027-08-31", "(7)", NULL, 0 },
  { "01" GTIN "\xe2\x90\x9d" "10N2604A" "\xe2\x90\x9d" "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  /* The sign for the kind of code. */
  { "]d201" GTIN "17270831" "10N2604A", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "]C101" GTIN "10N2604A" GS "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "]Q301" GTIN "10N2604A" GS "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "]E04006381333931", "04006381333931", NULL, NULL, NULL, NULL, 0 },
  { "  ]d2" GS "01" GTIN "\r\n", GTIN, NULL, NULL, NULL, NULL, 0 },
  /* As printed for people. */
  { "(01)" GTIN "(17)270831(10)N2604A", GTIN, "N2604A", "2027-08-31", NULL, NULL, 0 },
  { "(01) " GTIN " (10) N2604A (17) 270831 (21) 5", GTIN, "N2604A", "2027-08-31", "5", NULL, 0 },
  { "]d2(10)N(2)604A(17)270831", NULL, "N(2)604A", "2027-08-31", NULL, NULL, 0 },
  { "(3103)001250(10)X", NULL, "X", NULL, NULL, NULL, 0 },
  { "(10)(17)270831", NULL, NULL, "2027-08-31", NULL, NULL, 1 },
  { "(3103)001250", NULL, NULL, NULL, NULL, "(3103)001250", 0 },
  /* Articles alone. */
  { GTIN, GTIN, NULL, NULL, NULL, NULL, 0 },
  { "17601215000016", "17601215000016", NULL, NULL, NULL, NULL, 0 },
  { "4006381333931", "04006381333931", NULL, NULL, NULL, NULL, 0 },
  { "036000291452", "00036000291452", NULL, NULL, NULL, NULL, 0 },
  { "96385074", "00000096385074", NULL, NULL, NULL, NULL, 0 },
  { "4006381333932", NULL, NULL, NULL, NULL, "4006381333932", 0 },
  /* Without separators: what proves itself ends what runs into it, and that is told. */
  { "01" GTIN "10N2604A" "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 1 },
  { "10N2604A" "17270831" "01" GTIN, GTIN, "N2604A", "2027-08-31", NULL, NULL, 1 },
  { "10N2604A" "01" GTIN "17270831", GTIN, "N2604A", "2027-08-31", NULL, NULL, 1 },
  { "01" GTIN "21ABC" "17270831" "10N2604A", GTIN, "N2604A", "2027-08-31", "ABC", NULL, 1 },
  { "01" GTIN "10N2604A" "17270831" "21ABC", GTIN, "N2604A", "2027-08-31", "ABC", NULL, 1 },
  { "01" GTIN "17270831" "21ABC" "10N26A", GTIN, "N26A", "2027-08-31", "ABC", NULL, 1 },
  { "01" GTIN "17270831" "30" "2" "10N26A", GTIN, "N26A", "2027-08-31", NULL, NULL, 1 },
  /* Two places where the lot could begin: not guessed, but told. */
  { "01" GTIN "17270831" "21A10B" "10N26A", GTIN, NULL, "2027-08-31", "A10B10N26A", NULL, 1 },
  /* A serial number is not looked for in a lot; a long lot with 21 in it is worth a look. */
  { "01" GTIN "17270831" "10N2104", GTIN, "N2104", "2027-08-31", NULL, NULL, 0 },
  { "01" GTIN "17270831" "10N2604A" "21ABC", GTIN, "N2604A21ABC", "2027-08-31", NULL, NULL, 1 },
  /* The expiry is known already: the lot keeps what looks like one. */
  { "01" GTIN "17270831" "10N17280229", GTIN, "N17280229", "2027-08-31", NULL, NULL, 0 },
  /* Dates. Day 00 is the end of the month; the century is the nearest. */
  { "17270200", NULL, NULL, "2027-02-28", NULL, NULL, 0 },
  { "17280200", NULL, NULL, "2028-02-29", NULL, NULL, 0 },
  { "17281200", NULL, NULL, "2028-12-31", NULL, NULL, 0 },
  { "17760101", NULL, NULL, "2076-01-01", NULL, NULL, 0 },
  { "17770101", NULL, NULL, "1977-01-01", NULL, NULL, 0 },
  { "17991231", NULL, NULL, "1999-12-31", NULL, NULL, 0 },
  { "17000229", NULL, NULL, "2000-02-29", NULL, NULL, 0 },
  /* Wrong: told, and the rest kept. */
  { "01" GTIN "17271301" "10N2604A", GTIN, "N2604A", NULL, NULL, NULL, 1 },
  { "01" GTIN "17270230" "10N2604A", GTIN, "N2604A", NULL, NULL, NULL, 1 },
  { "01" GTIN "17270032" "10N2604A", GTIN, "N2604A", NULL, NULL, NULL, 1 },
  { "01" GTIN "17ABCDEF" "10N2604A", GTIN, "N2604A", NULL, NULL, NULL, 1 },
  { "0104012345000017" "17270831" "10N2604A", NULL, "N2604A", "2027-08-31", NULL, NULL, 1 },
  { "0104012345000017" "17271301" "10N2604A", NULL, "N2604A", NULL, NULL, NULL, 2 },
  { "(01)04012345000017(10)N2604A", NULL, "N2604A", NULL, NULL, NULL, 1 },
  { "(17)2708(10)N2604A", NULL, "N2604A", NULL, NULL, NULL, 1 },
  { "01" GTIN "1727", GTIN, NULL, NULL, NULL, NULL, 1 },
  { "01" GTIN "10", GTIN, NULL, NULL, NULL, NULL, 1 },
  { "01" GTIN "10A" GS "10B", GTIN, "A", NULL, NULL, NULL, 1 },
  { "01" GTIN "10A" GS "10A", GTIN, "A", NULL, NULL, NULL, 0 },
  { "01" GTIN "10ABCDEFGHIJKLMNOPQRSTUVW", GTIN, "ABCDEFGHIJKLMNOPQRSTUVW", NULL, NULL, NULL, 1 },
  /* An identifier that nobody knows: what is before and after it is kept. */
  { "01" GTIN "10A" GS "5512345" GS "17270831", GTIN, "A", "2027-08-31", NULL, NULL, 1 },
  /* Not of GS1: the whole is kept as text. */
  { "+A99912345/$$52001510X3", NULL, NULL, NULL, NULL, "+A99912345/$$52001510X3", 0 },
  { "HELLO WORLD", NULL, NULL, NULL, NULL, "HELLO WORLD", 0 },
  { "555", NULL, NULL, NULL, NULL, "555", 0 },
  { "https://id.gs1.org/01/" GTIN, NULL, NULL, NULL, NULL, "https://id.gs1.org/01/" GTIN, 0 },
  { "", NULL, NULL, NULL, NULL, "", 0 },
  { GS GS, NULL, NULL, NULL, NULL, "", 0 },
  { "]", NULL, NULL, NULL, NULL, "]", 0 },
  { "]d2", NULL, NULL, NULL, NULL, "", 0 },
  { "(", NULL, NULL, NULL, NULL, "(", 0 },
  { "(99", NULL, NULL, NULL, NULL, "(99", 0 },
  { "1", NULL, NULL, NULL, NULL, "1", 0 },
  { "00000000000000", NULL, NULL, NULL, NULL, "00000000000000", 0 },
};
/* clang-format on */

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (MesoGs1) gs1 = meso_gs1_parse (c->code, YEAR);

      g_test_message ("%s", c->code);
      g_assert_cmpstr (gs1->gtin, ==, c->gtin);
      g_assert_cmpstr (gs1->lot, ==, c->lot);
      g_assert_cmpstr (gs1->expires, ==, c->expires);
      g_assert_cmpstr (gs1->serial, ==, c->serial);
      g_assert_cmpstr (gs1->text, ==, c->text);
      g_assert_cmpuint (gs1->problems->len, ==, c->n_problems);
    }
}

static void
test_century (void)
{
  const struct
  {
    int year;
    const char *code;
    const char *expires;
  } years[] = {
    { 2026, "17750101", "2075-01-01" },
    { 1998, "17020101", "2002-01-01" },
    { 1998, "17480101", "2048-01-01" },
    { 1998, "17490101", "1949-01-01" },
    { 2090, "17200101", "2120-01-01" },
    { 2099, "17000101", "2100-01-01" },
    { 2099, "17000229", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (MesoGs1) gs1 = meso_gs1_parse (years[i].code, years[i].year);

      g_test_message ("%s in %d", years[i].code, years[i].year);
      g_assert_cmpstr (gs1->expires, ==, years[i].expires);
    }
}

static void
test_gtin (void)
{
  g_autofree char *spaced = meso_gtin_normalize ("4 006381 333931");
  g_autofree char *wrong = meso_gtin_normalize ("4 006381 333932");

  g_assert_cmpstr (spaced, ==, "04006381333931");
  g_assert_null (wrong);
  g_assert_true (meso_gtin_is_valid (GTIN));
  g_assert_false (meso_gtin_is_valid (NULL));
  g_assert_false (meso_gtin_is_valid (""));
  g_assert_false (meso_gtin_is_valid ("04012345000017"));
  g_assert_false (meso_gtin_is_valid ("0401234500001A"));
  g_assert_false (meso_gtin_is_valid ("00000000"));
}

/* Every code that a box may carry is found again, in any order of its elements, while there are separators. */
static void
test_orders (void)
{
  static const char *const elements[] = { "01" GTIN, "17270831", "10N2604A", "21S1017", "240X10Y", "3103000125" };

  for (guint round = 0; round < 2000; round++)
    {
      guint order[G_N_ELEMENTS (elements)];
      g_autoptr (GString) code = g_string_new (NULL);
      g_autoptr (MesoGs1) gs1 = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        order[i] = i;
      for (guint i = G_N_ELEMENTS (order) - 1; i > 0; i--)
        {
          guint other = (guint) g_test_rand_int_range (0, (int) i + 1);
          guint kept = order[i];

          order[i] = order[other];
          order[other] = kept;
        }
      for (guint i = 0; i < G_N_ELEMENTS (order); i++)
        g_string_append_printf (code, "%s" GS, elements[order[i]]);
      gs1 = meso_gs1_parse (code->str, YEAR);
      g_assert_cmpstr (gs1->gtin, ==, GTIN);
      g_assert_cmpstr (gs1->lot, ==, "N2604A");
      g_assert_cmpstr (gs1->expires, ==, "2027-08-31");
      g_assert_cmpstr (gs1->serial, ==, "S1017");
      g_assert_cmpuint (gs1->problems->len, ==, 0);
    }
}

/* Anything at all is taken without a crash, and what comes out is valid. */
static void
test_random (void)
{
  static const char *const pieces[] = { "01", GTIN, "17", "270831", "10", "21", GS, "(", ")", "]d2", "00", "A", "9",
                                        "\xff", "\xe2\x90\x9d", "\xe2", "310", "8008", "99", " ", "\n", "(01)" };

  for (guint round = 0; round < 100000; round++)
    {
      g_autoptr (GString) code = g_string_new (NULL);
      g_autoptr (MesoGs1) gs1 = NULL;
      int n = g_test_rand_int_range (0, 24);

      for (int i = 0; i < n; i++)
        if (g_test_rand_bit ())
          g_string_append (code, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
        else
          g_string_append_c (code, (char) g_test_rand_int_range (1, 256));
      gs1 = meso_gs1_parse (code->str, YEAR);
      g_assert_true (gs1->gtin == NULL || (strlen (gs1->gtin) == 14 && meso_gtin_is_valid (gs1->gtin)));
      g_assert_true (gs1->expires == NULL || strlen (gs1->expires) == strlen ("2027-08-31"));
      g_assert_true (gs1->lot == NULL || g_utf8_validate (gs1->lot, -1, NULL));
      g_assert_true (gs1->text == NULL || g_utf8_validate (gs1->text, -1, NULL));
    }
}

static void
test_long (void)
{
  g_autofree char *code = g_strnfill (1000000, '1');
  g_autoptr (MesoGs1) gs1 = meso_gs1_parse (code, YEAR);

  g_assert_nonnull (gs1->problems);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/gs1/table", test_table);
  g_test_add_func ("/gs1/century", test_century);
  g_test_add_func ("/gs1/gtin", test_gtin);
  g_test_add_func ("/gs1/orders", test_orders);
  g_test_add_func ("/gs1/random", test_random);
  g_test_add_func ("/gs1/long", test_long);

  return g_test_run ();
}
