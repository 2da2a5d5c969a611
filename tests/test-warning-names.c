/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include "diagram/meso-warning-names.h"

static void
test_names (void)
{
  const char *const *ids = meso_warning_list_ids ();
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_strv_length ((char **) ids), ==, 18);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *name = meso_warning_get_name (ids[i]);
      const char *depth = meso_warning_get_depth (ids[i]);
      const char *source = meso_warning_get_source (ids[i]);

      g_test_message ("%s: %s, %s (%s)", ids[i], name, depth, source);
      g_assert_true (g_regex_match_simple ("^[a-z-]{1,64}$", ids[i], 0, 0));
      g_assert_true (g_unichar_isupper (g_utf8_get_char (name)));
      g_assert_true (g_utf8_validate (depth, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (depth, -1), >, 3);
      g_assert_cmpuint (g_utf8_strlen (source, -1), >, 3);
      g_assert_true (g_hash_table_add (names, (gpointer) name));
    }

  g_assert_cmpstr (meso_warning_get_name ("mental"), ==, "Mental foramen");
  g_assert_cmpstr (meso_warning_get_depth ("mental"), ==, "on the bone");
  g_assert_cmpstr (meso_warning_get_source ("marginal-mandibular"), ==, "Seckel, Baur 2014");
}

static void
test_unknown (void)
{
  g_assert_cmpstr (meso_warning_get_name ("my-warning"), ==, "my-warning");
  g_assert_null (meso_warning_get_depth ("my-warning"));
  g_assert_null (meso_warning_get_source ("my-warning"));
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/warning-names/names", test_names);
  g_test_add_func ("/warning-names/unknown", test_unknown);

  return g_test_run ();
}
