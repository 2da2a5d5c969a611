/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-region-names.h"

static void
test_format (void)
{
  static const struct
  {
    const char *id;
    MesoSide side;
    const char *label;
  } rows[] = {
    { "anterior-cheek", MESO_SIDE_RIGHT, "Right anterior cheek" },
    { "temple", MESO_SIDE_LEFT, "Left temple" },
    { "temple", MESO_SIDE_BILATERAL, "Temple, both sides" },
    { "temple", MESO_SIDE_UNSET, "Temple" },
    { "temple", MESO_SIDE_UNSPECIFIED, "Temple" },
    { "scalp-vertex", MESO_SIDE_MIDLINE, "Crown" },
    { "decolletage", MESO_SIDE_MIDLINE, "Décolletage" },
    { "my-region", MESO_SIDE_UNSET, "my-region" },
    { "my-region", MESO_SIDE_RIGHT, "Right my-region" },
    { "100%s", MESO_SIDE_LEFT, "Left 100%s" },
    { "", MESO_SIDE_UNSET, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *label = meso_region_format_name (rows[i].id, rows[i].side);

      g_assert_cmpstr (label, ==, rows[i].label);
    }
}

static void
test_names (void)
{
  const char *const *ids = meso_region_list_ids ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 45);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *name = meso_region_get_name (ids[i]);

      g_test_message ("%s: %s", ids[i], name);
      g_assert_true (g_regex_match_simple ("^[a-z0-9-]{1,64}$", ids[i], 0, 0));
      g_assert_true (g_utf8_validate (name, -1, NULL));
      g_assert_true (g_unichar_islower (g_utf8_get_char (name)));
      /* Two regions of one name could not be told apart in a table. */
      g_assert_true (g_hash_table_add (names, (gpointer) name));
    }

  g_assert_cmpstr (meso_region_get_name ("scalp-vertex"), ==, "crown");
  g_assert_cmpstr (meso_region_get_name ("my-region"), ==, "my-region");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/region-names/format", test_format);
  g_test_add_func ("/region-names/names", test_names);

  return g_test_run ();
}
