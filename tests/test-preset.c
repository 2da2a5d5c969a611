/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "library/meso-known-products.h"
#include "library/meso-own-setups.h"
#include "model/meso-error.h"
#include "pattern/meso-preset.h"

/* Those that are shipped, the file they are in, and that of a library. */

static GPtrArray *
read_text (const char *text,
           GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return meso_presets_read (bytes, "f.json", error);
}

static void
test_shipped (void)
{
  GPtrArray *shipped = meso_presets_get_shipped ();
  g_autofree char *path = g_build_filename (g_getenv ("MESOMAP_SOURCE_DIR"), "src/core/pattern/meso-preset.c", NULL);
  g_autofree char *source = NULL;

  g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
  g_assert_cmpuint (shipped->len, >=, 30);
  for (guint i = 0; i < shipped->len; i++)
    {
      MesoPreset *preset = g_ptr_array_index (shipped, i);
      const MesoPresetData *data = meso_preset_get (preset);
      const MesoMarkData *mark = &data->mark;
      g_autofree char *name = g_strdup_printf ("N_ (\"%s\")", data->name);
      g_autofree char *note = g_strdup_printf ("N_ (\"%s\")", data->note);

      g_test_message ("%s", data->name);
      /* What is said in the window can be translated. */
      g_assert_nonnull (strstr (source, name));
      g_assert_true (data->note == NULL || strstr (source, note) != NULL);
      /* A citation is a title and an address. */
      g_assert_nonnull (data->sources);
      for (char **s = data->sources; *s != NULL; s++)
        g_assert_nonnull (strstr (*s, "https://"));
      g_assert_cmpint (mark->technique, !=, MESO_TECHNIQUE_UNSET);
      g_assert_cmpint (mark->device, !=, MESO_DEVICE_UNSET);
      g_assert_cmpint (mark->depth, !=, MESO_UNSET);
      g_assert_cmpint (mark->depth, >, 0);
      g_assert_cmpint (mark->depth, <=, MESO_MM (13));
      g_assert_true ((mark->layer == MESO_LAYER_UNSET) == (mark->kind == MESO_MARK_AREA));
      g_assert_true (mark->dose == MESO_UNSET || (mark->dose > 0 && mark->dose <= MESO_AMOUNT (0.5)));
      g_assert_true (mark->gauge == MESO_UNSET || (mark->gauge >= 25 && mark->gauge <= 34));
      g_assert_true (mark->angle == MESO_UNSET || mark->angle <= 9000);
      g_assert_true (data->spacing == MESO_UNSET || (data->spacing >= MESO_MM (1) && data->spacing <= MESO_MM (30)));
      /* No needle reaches deeper than it is long. */
      g_assert_true (mark->needle == MESO_UNSET || mark->depth <= mark->needle);
      g_assert_true ((mark->technique == MESO_TECHNIQUE_MICRONEEDLING) == (mark->passes != MESO_UNSET));
    }
}

/* An attribute that is marked as having no source is one that the setup gives. */
static void
test_unsourced (void)
{
  GPtrArray *shipped = meso_presets_get_shipped ();
  g_autoptr (GBytes) bytes = meso_presets_write (shipped);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) setups = g_strsplit (text, "\"kind\"", -1);

  g_assert_cmpuint (g_strv_length (setups), ==, shipped->len + 1);
  for (guint i = 0; i < shipped->len; i++)
    {
      MesoPreset *preset = g_ptr_array_index (shipped, i);
      char **unsourced = meso_preset_get (preset)->unsourced;

      for (; unsourced != NULL && *unsourced != NULL; unsourced++)
        {
          g_autofree char *member = g_strdup_printf ("\"%s\" :", *unsourced);

          g_test_message ("%s: %s", meso_preset_get (preset)->name, *unsourced);
          g_assert_nonnull (strstr (setups[i + 1], member));
          g_assert_false (meso_preset_is_sourced (preset, *unsourced));
        }
    }
}

/* What is read is written the same, and read again. */
static void
test_round_trip (void)
{
  g_autoptr (GBytes) bytes = meso_presets_write (meso_presets_get_shipped ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) again = meso_presets_read (bytes, "f.json", &error);
  g_autoptr (GBytes) bytes_again = NULL;

  g_assert_no_error (error);
  bytes_again = meso_presets_write (again);
  g_assert_true (g_bytes_equal (bytes, bytes_again));
}

#define HEAD "{\"format\":\"mesomap-setups\",\"version\":1,\"setups\":["
#define NAPPAGE "{\"name\":\"n\",\"kind\":\"point\"}"

static const struct
{
  const char *text;
  const char *says; /* a part of the message */
} bad_files[] = {
  { "", "not a file of setups" },
  { "\xff\xfe", "not a file of setups" },
  { "[]", "not a file of setups" },
  { "null", "not a file of setups" },
  { "{}", "not a file of setups" },
  { "{\"format\":\"x\",\"version\":1,\"setups\":[]}", "not a file of setups" },
  { "{\"format\":\"mesomap-setups\",\"version\":\"1\",\"setups\":[]}", "not a file of setups" },
  { "{\"format\":\"mesomap-setups\",\"version\":1,\"setups\":{}}", "“setups” is not a list" },
  { "{\"format\":\"mesomap-setups\",\"version\":1}", "“setups” is not a list" },
  { "{\n\"format\":\"mesomap-setups\",\n\"version\":1,\n\"setups\":[\n{,}]}", "line 5" },
  { HEAD "3]}", "setup 1: is not an object" },
  { HEAD NAPPAGE ",[]]}", "setup 2: is not an object" },
  { HEAD "{\"name\":\"n\"}]}", "setup 1: “kind”" },
  { HEAD "{\"name\":\"n\",\"kind\":\"blob\"}]}", "setup 1: “kind”" },
  { HEAD "{\"kind\":\"point\"}]}", "setup 1: Give the setup a name" },
  { HEAD "{\"name\":\"\",\"kind\":\"point\"}]}", "setup 1: Give the setup a name" },
  { HEAD "{\"name\":\"a\\nb\",\"kind\":\"point\"}]}", "setup 1: The name of a setup is one line" },
  { HEAD NAPPAGE "," NAPPAGE "]}", "setup 2: the name “n” is there already" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"depth-mm\":\"51\"}]}", "setup 1: depth-mm=\"51\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"depth-mm\":\"-1\"}]}", "setup 1: depth-mm=\"-1\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"depth-mm\":\"1,5\"}]}", "setup 1: depth-mm=\"1,5\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"depth-mm\":1.5}]}", "setup 1: “depth-mm” is not a text" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"layer\":\"bone\"}]}", "setup 1: layer=\"bone\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"area\",\"layer\":\"epidermis\"}]}", "setup 1: “layer” is not known for a area" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"passes\":\"4\"}]}", "setup 1: “passes” is not known" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"x\":\"4\"}]}", "setup 1: “x” is not known" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"spacing-mm\":\"0\"}]}", "setup 1: spacing-mm=\"0\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"spacing-mm\":\"1000000000\"}]}", "setup 1: spacing-mm=" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"dose\":\"1e3\"}]}", "setup 1: dose=\"1e3\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"unit\":\"L\"}]}", "setup 1: unit=\"L\"" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"sources\":\"x\"}]}", "setup 1: “sources” is no list" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"sources\":[]}]}", "setup 1: “sources” is no list" },
  { HEAD "{\"name\":\"n\",\"kind\":\"point\",\"sources\":[1]}]}", "setup 1: “sources” is no list" },
};

static void
test_bad_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) presets = read_text (bad_files[i].text, &error);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_null (presets);
      g_assert_error (error, MESO_ERROR, MESO_ERROR_PARSE);
      g_assert_true (g_str_has_prefix (error->message, "f.json: "));
      g_assert_nonnull (strstr (error->message, bad_files[i].says));
    }
}

/* Neither deep nor large files take the program down. */
static void
test_huge_files (void)
{
  g_autofree char *deep = g_strnfill (900000, '[');
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');
  g_autoptr (GString) many = g_string_new (HEAD);
  const char *const texts[] = { deep, large };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (texts[i], &error));
      g_assert_error (error, MESO_ERROR, MESO_ERROR_PARSE);
    }
  for (guint i = 0; i <= MESO_PRESET_MAX_COUNT; i++)
    g_string_append_printf (many, "%s{\"name\":\"%u\",\"kind\":\"point\"}", i > 0 ? "," : "", i);
  g_string_append (many, "]}");
  g_assert_null (read_text (many->str, NULL));
}

static void
test_newer (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("{\"format\":\"mesomap-setups\",\"version\":2,\"setups\":[]}", &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED);
}

/* Cut off or altered at any byte: refused or read, never a crash. */
static void
test_random_files (void)
{
  g_autoptr (GBytes) bytes = meso_presets_write (meso_presets_get_shipped ());
  gsize n = g_bytes_get_size (bytes);

  for (guint round = 0; round < 500; round++)
    {
      g_autofree char *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), n);
      gsize length = (gsize) g_test_rand_int_range (1, (int) n + 1);
      g_autoptr (GBytes) altered = NULL;
      g_autoptr (GPtrArray) presets = NULL;
      g_autoptr (GError) error = NULL;

      copy[g_test_rand_int_range (0, (int) length)] = (char) g_test_rand_int_range (0, 256);
      altered = g_bytes_new (copy, length);
      presets = meso_presets_read (altered, "f.json", &error);
      g_assert_true ((presets == NULL) == (error != NULL));
    }
}

/* Of a library */

typedef struct
{
  char *folder;
  char *path;
} Folder;

static void
set_up (Folder *f,
        gconstpointer data)
{
  f->folder = g_dir_make_tmp ("mesomap-setups-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, MESO_SETUPS_FILE, NULL);
}

static void
tear_down (Folder *f,
           gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static MesoPreset *
make_preset (const char *name)
{
  MesoPresetData data = { .name = (char *) name, .unit = MESO_UNIT_ML, .spacing = MESO_MM (5) };

  meso_mark_data_init (&data.mark, MESO_MARK_POINT);
  data.mark.depth = MESO_MM (0.4);
  data.mark.technique = MESO_TECHNIQUE_NAPPAGE;
  data.product = (char *) "Hyaluron “5”";
  return meso_preset_new (&data);
}

static void
add (MesoOwnSetups *setups,
     const char *name,
     guint position)
{
  g_autoptr (MesoPreset) preset = make_preset (name);
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_own_setups_add (setups, preset, position, &error));
  g_assert_no_error (error);
}

static char *
join_names (MesoOwnSetups *setups)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (setups)); i++)
    {
      g_autoptr (MesoPreset) preset = g_list_model_get_item (G_LIST_MODEL (setups), i);

      g_string_append_printf (names, "%s ", meso_preset_get (preset)->name);
    }
  return g_strdup (g_strchomp (names->str));
}

static void
assert_names (MesoOwnSetups *setups,
              const char *expected)
{
  g_autofree char *names = join_names (setups);

  g_assert_cmpstr (names, ==, expected);
}

static void
test_own (Folder *f,
          gconstpointer data)
{
  g_autoptr (MesoOwnSetups) setups = meso_own_setups_new (f->folder);
  g_autoptr (MesoOwnSetups) other = meso_own_setups_new (f->folder);
  g_autoptr (MesoPreset) twin = make_preset ("a");
  g_autoptr (MesoPreset) removed = NULL;
  g_autoptr (GError) error = NULL;
  guint position;

  assert_names (setups, "");
  add (setups, "a", G_MAXUINT);
  add (setups, "b", G_MAXUINT);
  /* The other window has not read them yet, and loses none. */
  add (other, "c", G_MAXUINT);
  assert_names (other, "a b c");
  meso_own_setups_reload (setups);
  assert_names (setups, "a b c");

  g_assert_false (meso_own_setups_add (setups, twin, 0, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (meso_own_setups_rename (setups, "a", "b", &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (meso_own_setups_rename (setups, "a", "", &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (meso_own_setups_rename (setups, "b", "Ü", &error));
  assert_names (setups, "a Ü c");

  removed = meso_own_setups_remove (setups, "Ü", &position, &error);
  g_assert_nonnull (removed);
  g_assert_cmpuint (position, ==, 1);
  assert_names (setups, "a c");
  g_assert_null (meso_own_setups_remove (other, "Ü", NULL, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (meso_own_setups_add (setups, removed, position, &error));
  assert_names (setups, "a Ü c");
  g_assert_cmpstr (meso_preset_get (removed)->product, ==, "Hyaluron “5”");
  g_assert_cmpint (meso_preset_get (removed)->spacing, ==, MESO_MM (5));
}

/* Told, kept aside, and never written over. */
static void
test_broken (Folder *f,
             gconstpointer data)
{
  g_autofree char *aside = g_build_filename (f->folder, "setups-broken-1.json", NULL);
  g_autofree char *second = g_build_filename (f->folder, "setups-broken-2.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (MesoOwnSetups) setups = NULL;

  g_assert_true (g_file_set_contents (f->path, "{\"setups\": [", -1, NULL));
  setups = meso_own_setups_new (f->folder);
  g_assert_nonnull (strstr (meso_own_setups_get_message (setups), MESO_SETUPS_FILE));
  assert_names (setups, "");
  /* Reading alone changes nothing. */
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));

  add (setups, "a", 0);
  g_assert_null (meso_own_setups_get_message (setups));
  assert_names (setups, "a");
  g_assert_true (g_file_get_contents (aside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "{\"setups\": [");

  g_assert_true (g_file_set_contents (f->path, "x", -1, NULL));
  add (setups, "b", 0);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
}

static void
test_newer_own (Folder *f,
                gconstpointer data)
{
  const char *newer = "{\"format\":\"mesomap-setups\",\"version\":2,\"setups\":[]}";
  g_autoptr (MesoPreset) preset = make_preset ("a");
  g_autoptr (MesoOwnSetups) setups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (f->path, newer, -1, NULL));
  setups = meso_own_setups_new (f->folder);
  g_assert_nonnull (meso_own_setups_get_message (setups));
  g_assert_false (meso_own_setups_add (setups, preset, 0, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED);
  g_assert_true (g_file_get_contents (f->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, newer);
}

static void
test_known_products (void)
{
  MesoProduct first = {
    .id = (char *) "p1",
    .name = (char *) "Hyal",
    .unit = MESO_UNIT_ML,
    .lot = (char *) "L",
    .expires = (char *) "2027-08-31",
    .gtin = (char *) "04012345000016",
    .opened = 30000,
  };
  MesoProduct again = { .id = (char *) "p2", .name = (char *) "HYAL", .unit = MESO_UNIT_ML };
  MesoProduct units = { .id = (char *) "p3", .name = (char *) "Hyal", .unit = MESO_UNIT_U };
  g_autoptr (MesoKnownProducts) known = meso_known_products_new ();
  g_autoptr (MesoKnownProducts) all = meso_known_products_new ();
  g_autoptr (GPtrArray) items = NULL;
  const MesoProduct *product;

  meso_known_products_add (known, &first);
  meso_known_products_add (known, &again);
  meso_known_products_add (known, &units);
  meso_known_products_add_all (all, known);
  items = meso_known_products_get (all);
  g_assert_cmpuint (items->len, ==, 2);
  product = meso_item_get_product (g_ptr_array_index (items, 0));
  if (product->unit == MESO_UNIT_U)
    product = meso_item_get_product (g_ptr_array_index (items, 1));
  g_assert_cmpstr (product->name, ==, "Hyal");
  g_assert_cmpstr (product->gtin, ==, "04012345000016");
  g_assert_null (product->lot);
  g_assert_null (product->expires);
  g_assert_cmpint (product->opened, ==, MESO_UNSET);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preset/shipped", test_shipped);
  g_test_add_func ("/preset/unsourced", test_unsourced);
  g_test_add_func ("/preset/round-trip", test_round_trip);
  g_test_add_func ("/preset/bad-files", test_bad_files);
  g_test_add_func ("/preset/huge-files", test_huge_files);
  g_test_add_func ("/preset/newer", test_newer);
  g_test_add_func ("/preset/random-files", test_random_files);
  g_test_add ("/preset/own", Folder, NULL, set_up, test_own, tear_down);
  g_test_add ("/preset/broken", Folder, NULL, set_up, test_broken, tear_down);
  g_test_add ("/preset/newer-own", Folder, NULL, set_up, test_newer_own, tear_down);
  g_test_add_func ("/preset/known-products", test_known_products);

  return g_test_run ();
}
