/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-skin.h"

#include "diagram/meso-region-names.h"

/* The published means and the borders computed from them, in 1/100 mm: ends of epidermis, superficial, mid and deep
 * dermis. */
static const struct
{
  const char *region_id;
  MesoSkinBorders female;
  MesoSkinBorders male;
} rows[] = {
  { "forehead-central", { 20, 49, 77, 106 }, { 22, 61, 100, 139 } },
  { "forehead-lateral", { 20, 49, 77, 106 }, { 22, 61, 100, 139 } },
  { "glabella", { 19, 49, 79, 109 }, { 21, 59, 97, 135 } },
  { "temple", { 18, 45, 71, 98 }, { 19, 54, 90, 125 } },
  { "upper-lid", { 17, 36, 56, 75 }, { 18, 40, 63, 85 } },
  { "lower-lid", { 17, 36, 56, 75 }, { 18, 40, 63, 85 } },
  { "nose-dorsum", { 19, 50, 81, 112 }, { 20, 54, 89, 123 } },
  { "nose-radix", { 19, 50, 81, 112 }, { 20, 54, 89, 123 } },
  { "nose-sidewall", { 19, 50, 81, 112 }, { 20, 54, 89, 123 } },
  { "malar", { 20, 49, 78, 107 }, { 19, 57, 95, 133 } },
  { "anterior-cheek", { 20, 49, 78, 107 }, { 19, 57, 95, 133 } },
  { "submalar", { 20, 49, 78, 107 }, { 19, 57, 95, 133 } },
  { "preauricular", { 20, 49, 78, 107 }, { 19, 57, 95, 133 } },
  { "submental", { 18, 48, 79, 109 }, { 21, 55, 89, 123 } },
  { "neck-anterior", { 17, 50, 83, 116 }, { 19, 52, 84, 117 } },
  { "neck-lateral", { 17, 50, 83, 116 }, { 19, 52, 84, 117 } },
};

static void
check_borders (const char *region_id,
               MesoSex sex,
               const MesoSkinBorders *expected)
{
  MesoSkinBorders borders;

  g_test_message ("%s %d", region_id, (int) sex);
  g_assert_true (meso_skin_get_borders (region_id, sex, &borders));
  g_assert_cmpint (borders.epidermis, ==, expected->epidermis);
  g_assert_cmpint (borders.superficial_dermis, ==, expected->superficial_dermis);
  g_assert_cmpint (borders.mid_dermis, ==, expected->mid_dermis);
  g_assert_cmpint (borders.deep_dermis, ==, expected->deep_dermis);
}

static void
test_borders (void)
{
  guint n_regions = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      check_borders (rows[i].region_id, MESO_SEX_FEMALE, &rows[i].female);
      check_borders (rows[i].region_id, MESO_SEX_MALE, &rows[i].male);
    }

  /* No region has figures but these, and all are real regions. */
  for (const char *const *ids = meso_region_list_ids (); *ids != NULL; ids++)
    {
      MesoSkinBorders borders;

      n_regions += meso_skin_get_borders (*ids, MESO_SEX_FEMALE, &borders);
    }

  g_assert_cmpuint (n_regions, ==, G_N_ELEMENTS (rows));
}

static void
test_layers (void)
{
  static const struct
  {
    int depth;
    MesoLayer female;
    MesoLayer male;
  } depths[] = {
    { 0, MESO_LAYER_EPIDERMIS, MESO_LAYER_EPIDERMIS },
    { 19, MESO_LAYER_EPIDERMIS, MESO_LAYER_EPIDERMIS },
    { 20, MESO_LAYER_EPIDERMIS, MESO_LAYER_SUPERFICIAL_DERMIS },
    { 21, MESO_LAYER_SUPERFICIAL_DERMIS, MESO_LAYER_SUPERFICIAL_DERMIS },
    { 49, MESO_LAYER_SUPERFICIAL_DERMIS, MESO_LAYER_SUPERFICIAL_DERMIS },
    { 50, MESO_LAYER_MID_DERMIS, MESO_LAYER_SUPERFICIAL_DERMIS },
    { 78, MESO_LAYER_MID_DERMIS, MESO_LAYER_MID_DERMIS },
    { 79, MESO_LAYER_DEEP_DERMIS, MESO_LAYER_MID_DERMIS },
    { 107, MESO_LAYER_DEEP_DERMIS, MESO_LAYER_DEEP_DERMIS },
    { 108, MESO_LAYER_HYPODERMIS, MESO_LAYER_DEEP_DERMIS },
    { 134, MESO_LAYER_HYPODERMIS, MESO_LAYER_HYPODERMIS },
    { 5000, MESO_LAYER_HYPODERMIS, MESO_LAYER_HYPODERMIS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      int depth = depths[i].depth;
      MesoLayer either = depths[i].female == depths[i].male ? depths[i].female : MESO_LAYER_UNSET;

      g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_FEMALE, depth), ==, depths[i].female);
      g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_MALE, depth), ==, depths[i].male);
      g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_OTHER, depth), ==, either);
      g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_UNKNOWN, depth), ==, either);
      g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_UNSET, depth), ==, either);
    }
}

static void
test_no_data (void)
{
  MesoSkinBorders borders;

  g_assert_cmpint (meso_skin_layer_at_depth ("scalp-vertex", MESO_SEX_MALE, 150), ==, MESO_LAYER_UNSET);
  g_assert_cmpint (meso_skin_layer_at_depth ("nose-tip", MESO_SEX_FEMALE, 50), ==, MESO_LAYER_UNSET);
  g_assert_cmpint (meso_skin_layer_at_depth ("my-region", MESO_SEX_FEMALE, 50), ==, MESO_LAYER_UNSET);
  g_assert_cmpint (meso_skin_layer_at_depth (NULL, MESO_SEX_FEMALE, 50), ==, MESO_LAYER_UNSET);
  g_assert_cmpint (meso_skin_layer_at_depth ("malar", MESO_SEX_FEMALE, -1), ==, MESO_LAYER_UNSET);
  g_assert_false (meso_skin_get_borders ("malar", MESO_SEX_OTHER, &borders));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/skin/borders", test_borders);
  g_test_add_func ("/skin/layers", test_layers);
  g_test_add_func ("/skin/no-data", test_no_data);

  return g_test_run ();
}
