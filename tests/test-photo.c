/* SPDX-License-Identifier: GPL-3.0-or-later */
#undef G_DISABLE_ASSERT

#include "config.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cairo.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "diagram/meso-map-diagram.h"
#include "drawing/meso-picture.h"
#include "drawing/meso-svg-writer.h"
#include "library/meso-library.h"
#include "library/meso-photo-files.h"
#include "library/meso-photo-import.h"
#include "library/meso-session-files.h"
#include "library/meso-store.h"
#include "meso-model-fixture.h"
#include "model/meso-error.h"
#include "model/meso-photo.h"
#include "record/meso-csv.h"
#include "record/meso-session-reader.h"
#include "record/meso-session-writer.h"
#include "report/meso-export.h"
#include "report/meso-report.h"

#define RED 0xd02020ff
#define GREEN 0x20a020ff
#define BLUE 0x2030d0ff
#define WHITE 0xf0f0f0ff

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("mesomap-photo-XXXXXX", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  const char *argv[] = { "rm", "-rf", fixture->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
}

/* Pictures */

static void
fill (GdkPixbuf *pixbuf,
      int x,
      int y,
      int width,
      int height,
      guint32 rgba)
{
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);

  gdk_pixbuf_fill (part, rgba);
}

/* Red upper left, green upper right, blue lower left, white lower right. */
static GdkPixbuf *
make_picture (int width,
              int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  fill (pixbuf, 0, 0, width / 2, height / 2, RED);
  fill (pixbuf, width / 2, 0, width - width / 2, height / 2, GREEN);
  fill (pixbuf, 0, height / 2, width / 2, height - height / 2, BLUE);
  fill (pixbuf, width / 2, height / 2, width - width / 2, height - height / 2, WHITE);
  return pixbuf;
}

static GByteArray *
encode (GdkPixbuf *pixbuf,
        const char *format)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, format, &error, NULL));
  return g_byte_array_new_take ((guint8 *) data, size);
}

static GFile *
save (Fixture *fixture,
      const char *name,
      const guint8 *data,
      gsize size)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) data, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static GFile *
save_picture (Fixture *fixture,
              const char *name,
              GdkPixbuf *pixbuf,
              const char *format)
{
  g_autoptr (GByteArray) bytes = encode (pixbuf, format);

  return save (fixture, name, bytes->data, bytes->len);
}

/* What a telephone writes: where, when, by whom; the first entry is the orientation. */
static GFile *
save_with_exif (Fixture *fixture,
                GdkPixbuf *pixbuf,
                int orientation)
{
  g_autoptr (GByteArray) bytes = encode (pixbuf, "jpeg");
  static const guint8 exif[] = {
    0xff,
    0xe1,
    0,
    0x48,
    'E',
    'x',
    'i',
    'f',
    0,
    0, /* APP1, 72 bytes */
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    2, /* big-endian TIFF, 2 entries */
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    1,
    0,
    0, /* orientation */
    0x01,
    0x0f,
    0,
    2,
    0,
    0,
    0,
    16,
    0,
    0,
    0,
    38, /* maker, 16 letters at 38 */
    0,
    0,
    0,
    0, /* no more */
    'G',
    'P',
    'S',
    ' ',
    'C',
    'a',
    'n',
    'n',
    'o',
    'n',
    ' ',
    'S',
    '/',
    'N',
    '7',
    0,
    'S',
    'e',
    'c',
    'r',
    'e',
    't',
    'P',
    'l',
    'a',
    'c',
    'e',
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  };
  static const guint8 comment[] = { 0xff, 0xfe, 0, 12, 'M', 'y', ' ', 'p', 'a', 't', 'i', 'e', 'n', 't' };
  g_autofree guint8 *head = g_memdup2 (exif, sizeof exif);
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree char *name = g_strdup_printf ("exif-%d.jpg", orientation);

  head[3] = sizeof exif - 2;
  head[29] = (guint8) orientation;
  g_byte_array_append (all, bytes->data, 2);
  g_byte_array_append (all, head, sizeof exif);
  g_byte_array_append (all, comment, sizeof comment);
  g_byte_array_append (all, bytes->data + 2, bytes->len - 2);
  return save (fixture, name, all->data, all->len);
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, &error));
  g_assert_true (gdk_pixbuf_loader_close (loader, &error));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

static const char *
name_colour (int red,
             int green,
             int blue)
{
  if (red > 180 && green > 180 && blue > 180)
    return "white";
  if (red > green && red > blue)
    return "red";
  return green > blue ? "green" : "blue";
}

static const char *
get_colour (GdkPixbuf *pixbuf,
            double x,
            double y)
{
  int column = (int) (x * gdk_pixbuf_get_width (pixbuf)), row = (int) (y * gdk_pixbuf_get_height (pixbuf));
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) + row * gdk_pixbuf_get_rowstride (pixbuf) +
                        column * gdk_pixbuf_get_n_channels (pixbuf);

  return name_colour (pixel[0], pixel[1], pixel[2]);
}

static MesoMap *
import (GFile *file)
{
  g_autoptr (GError) error = NULL;
  MesoMap *map = meso_photo_import (file, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (map);
  return map;
}

static const MesoPhoto *
get_photo (MesoMap *map)
{
  return meso_item_get_photo (meso_map_get_photo (map));
}

/* Importing */

static void
test_import (Fixture *fixture,
             gconstpointer data)
{
  static const char *const formats[] = { "jpeg", "png", "tiff", "bmp" };
  g_autoptr (GdkPixbuf) picture = make_picture (400, 300);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GFile) file = save_picture (fixture, formats[i], picture, formats[i]);
      g_autoptr (MesoMap) map = import (file);
      g_autoptr (GdkPixbuf) stored = decode (meso_map_get_picture (map));
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, meso_map_get_picture (map));

      g_assert_cmpstr (meso_map_get_diagram (map), ==, MESO_DIAGRAM_PHOTO);
      g_assert_cmpint (get_photo (map)->width, ==, 400);
      g_assert_cmpint (get_photo (map)->height, ==, 300);
      g_assert_cmpint (get_photo (map)->px_per_mm, ==, MESO_UNSET);
      g_assert_cmpint (get_photo (map)->right_side, ==, 0);
      g_assert_cmpstr (get_photo (map)->sha256, ==, digest);
      g_assert_true (meso_photo_is_our_name (get_photo (map)->file));
      g_assert_cmpstr (get_colour (stored, 0.25, 0.25), ==, "red");
      g_assert_cmpstr (get_colour (stored, 0.75, 0.75), ==, "white");
    }
}

static void
test_transparency (Fixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 100, 100);
  g_autoptr (GFile) file = NULL;
  g_autoptr (MesoMap) map = NULL;
  g_autoptr (GdkPixbuf) stored = NULL;

  gdk_pixbuf_fill (picture, 0xff000000);
  file = save_picture (fixture, "clear.png", picture, "png");
  map = import (file);
  stored = decode (meso_map_get_picture (map));
  g_assert_false (gdk_pixbuf_get_has_alpha (stored));
  g_assert_cmpstr (get_colour (stored, 0.5, 0.5), ==, "white");
}

/* The corner that is up and left after each of the eight. */
static void
test_orientation (Fixture *fixture,
                  gconstpointer data)
{
  static const char *const corners[][4] = {
    { "red", "green", "blue", "white" },
    { "green", "red", "white", "blue" },
    { "white", "blue", "green", "red" },
    { "blue", "white", "red", "green" },
    { "red", "blue", "green", "white" },
    { "blue", "red", "white", "green" },
    { "white", "green", "blue", "red" },
    { "green", "white", "red", "blue" },
  };
  g_autoptr (GdkPixbuf) picture = make_picture (96, 64);

  for (int i = 1; i <= 8; i++)
    {
      g_autoptr (GFile) file = save_with_exif (fixture, picture, i);
      g_autoptr (MesoMap) map = import (file);
      g_autoptr (GdkPixbuf) stored = decode (meso_map_get_picture (map));
      const char *const *expected = corners[i - 1];

      g_assert_cmpint (get_photo (map)->width, ==, i < 5 ? 96 : 64);
      g_assert_cmpint (get_photo (map)->height, ==, i < 5 ? 64 : 96);
      g_assert_cmpint (gdk_pixbuf_get_width (stored), ==, get_photo (map)->width);
      g_assert_cmpstr (get_colour (stored, 0.25, 0.25), ==, expected[0]);
      g_assert_cmpstr (get_colour (stored, 0.75, 0.25), ==, expected[1]);
      g_assert_cmpstr (get_colour (stored, 0.25, 0.75), ==, expected[2]);
      g_assert_cmpstr (get_colour (stored, 0.75, 0.75), ==, expected[3]);
    }
}

static void
test_turning (Fixture *fixture,
              gconstpointer data)
{
  static const char *const upper_left[] = { "red", "blue", "white", "green", "red" };
  g_autoptr (GdkPixbuf) picture = make_picture (96, 64);
  g_autoptr (GFile) file = save_picture (fixture, "a.jpg", picture, "jpeg");

  for (guint i = 0; i < G_N_ELEMENTS (upper_left); i++)
    {
      g_autoptr (MesoMap) map = meso_photo_import (file, i, NULL, NULL);
      g_autoptr (GdkPixbuf) stored = decode (meso_map_get_picture (map));

      g_assert_cmpint (get_photo (map)->width, ==, i % 2 == 0 ? 96 : 64);
      g_assert_cmpstr (get_colour (stored, 0.25, 0.25), ==, upper_left[i]);
    }
}

static gboolean
contains (GBytes *bytes,
          const char *what,
          gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, what, length) != NULL;
}

static void
test_metadata (Fixture *fixture,
               gconstpointer data)
{
  static const char *const secrets[] = { "Exif", "GPS", "Cannon", "SecretPlace", "patient", "ICC_PROFILE", "http:" };
  static const char markers[] = "\xe1\xe2\xed\xfe";
  g_autoptr (GdkPixbuf) picture = make_picture (200, 120);
  g_autoptr (GFile) file = save_with_exif (fixture, picture, 6);
  g_autoptr (GBytes) before = g_file_load_bytes (file, NULL, NULL, NULL);
  g_autoptr (MesoMap) map = import (file);

  g_assert_true (contains (before, "SecretPlace", strlen ("SecretPlace")));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_false (contains (meso_map_get_picture (map), secrets[i], strlen (secrets[i])));
  /* Those of EXIF and XMP, of colour profiles, of IPTC, of comments: inside the pixels a 0xff is followed by 0. */
  for (guint i = 0; markers[i] != '\0'; i++)
    {
      const char marker[] = { '\xff', markers[i] };

      g_assert_false (contains (meso_map_get_picture (map), marker, sizeof marker));
    }
}

/* Nothing compresses worse. */
static GdkPixbuf *
make_noise (void)
{
  GdkPixbuf *noise = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 3000, 3000);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint8 *pixels = gdk_pixbuf_get_pixels (noise);
  gsize size = gdk_pixbuf_get_byte_length (noise);

  for (gsize i = 0; i < size; i += 4)
    {
      guint32 value = g_rand_int (random);

      memcpy (pixels + i, &value, MIN (4, size - i));
    }
  return noise;
}

static void
test_size (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GdkPixbuf) picture = make_picture (4000, 1000);
  g_autoptr (GdkPixbuf) noise = make_noise ();
  g_autoptr (GFile) large = save_with_exif (fixture, picture, 6);
  g_autoptr (GFile) noisy = NULL;
  g_autoptr (MesoMap) map = import (large);
  g_autoptr (GdkPixbuf) stored = decode (meso_map_get_picture (map));
  g_autoptr (MesoMap) noisy_map = NULL;

  g_assert_cmpint (get_photo (map)->width, ==, 750);
  g_assert_cmpint (get_photo (map)->height, ==, MESO_PHOTO_MAX_SIDE);
  g_assert_cmpstr (get_colour (stored, 0.25, 0.25), ==, "blue");

  noisy = save_picture (fixture, "noise.png", noise, "png");
  noisy_map = import (noisy);
  g_assert_cmpuint (g_bytes_get_size (meso_map_get_picture (noisy_map)), <=, MESO_PHOTO_MAX_BYTES);
}

static void
assert_refused (Fixture *fixture,
                const char *name,
                const guint8 *data,
                gsize size,
                const char *words)
{
  g_autoptr (GFile) file = save (fixture, name, data, size);
  g_autoptr (MesoMap) map = NULL;
  g_autoptr (GError) error = NULL;

  map = meso_photo_import (file, 0, NULL, &error);
  g_assert_null (map);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  if (strstr (error->message, name) == NULL || strstr (error->message, words) == NULL ||
      strchr (error->message, '\n') != NULL)
    g_error ("not the right sentence: %s", error->message);
}

static void
test_bad_files (Fixture *fixture,
                gconstpointer data)
{
  static const char svg[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\" "
                            "width=\"300\" height=\"300\"><image x:href=\"/etc/passwd\" width=\"300\"/></svg>";
  /* A PNG that says it has 60,000 x 60,000 pixels. */
  guint8 bomb[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R',
                    0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 2, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 1, 0, 'I', 'D', 'A', 'T', 'x', 0, 0, 0, 0 };
  static const guint8 gif[] = "GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\0\0\0\0\0\2\1D\0;";
  g_autoptr (GdkPixbuf) picture = make_picture (300, 200);
  g_autoptr (GdkPixbuf) tiny = make_picture (20, 20);
  g_autoptr (GByteArray) jpeg = encode (picture, "jpeg"), png = encode (picture, "png");
  g_autoptr (GByteArray) tiff = encode (picture, "tiff");
  g_autoptr (GByteArray) small = encode (tiny, "png");
  guint32 crc = 0xffffffff;

  for (guint i = 12; i < 29; i++)
    {
      crc ^= bomb[i];
      for (guint k = 0; k < 8; k++)
        crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
  crc = GUINT32_TO_BE (~crc);
  memcpy (bomb + 29, &crc, 4);

  assert_refused (fixture, "empty.jpg", (const guint8 *) "", 0, "empty");
  assert_refused (fixture, "text.jpg", (const guint8 *) "Hello, this is no picture at all.", 33, "no picture");
  assert_refused (fixture, "svg.jpg", (const guint8 *) svg, strlen (svg), "drawing");
  assert_refused (fixture, "bomb.png", bomb, sizeof bomb, "60000 × 60000");
  assert_refused (fixture, "zero.gif", gif, sizeof gif, "“zero.gif”");
  assert_refused (fixture, "tiny.png", small->data, small->len, "20 × 20");
  for (guint i = 1; i < 10; i++)
    assert_refused (fixture, "cut.jpg", jpeg->data, jpeg->len * i / 10, "“cut.jpg”");
  for (guint i = 1; i < 10; i++)
    assert_refused (fixture, "cut.png", png->data, png->len * i / 10, "“cut.png”");
  for (guint i = 1; i < 10; i++)
    assert_refused (fixture, "cut.tiff", tiff->data, tiff->len * i / 10, "“cut.tiff”");
}

/* What a JPEG says of its size, and that it is progressive. */
static void
patch_frame (GByteArray *jpeg,
             gboolean is_progressive,
             guint16 width,
             guint16 height)
{
  static const guint8 marker[] = { 0xff, 0xc0 };
  guint8 *frame = memmem (jpeg->data, jpeg->len, marker, sizeof marker);

  g_assert_nonnull (frame);
  if (is_progressive)
    frame[1] = 0xc2;
  frame[5] = (guint8) (height >> 8);
  frame[6] = (guint8) height;
  frame[7] = (guint8) (width >> 8);
  frame[8] = (guint8) width;
}

/* A progressive JPEG is in memory as a whole, whatever it is scaled to. */
static void
test_large_frames (Fixture *fixture,
                   gconstpointer data)
{
  g_autoptr (GdkPixbuf) picture = make_picture (64, 64);
  g_autoptr (GByteArray) progressive = encode (picture, "jpeg"), baseline = encode (picture, "jpeg");

  patch_frame (progressive, TRUE, 10000, 10000);
  assert_refused (fixture, "progressive.jpg", progressive->data, progressive->len, "10000 × 10000");
  patch_frame (baseline, FALSE, 60000, 60000);
  assert_refused (fixture, "baseline.jpg", baseline->data, baseline->len, "60000 × 60000");
}

static void
test_odd_files (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) nothing = g_file_get_child (folder, "nothing.jpg");
  g_autoptr (GError) error = NULL;

  g_assert_null (meso_photo_import (folder, 0, NULL, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED);
  g_clear_error (&error);
  g_assert_null (meso_photo_import (nothing, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nothing.jpg"));
}

/* Random bytes changed or cut: any answer will do but a crash or a picture of a wrong size. */
static void
test_noise_in_files (Fixture *fixture,
                     gconstpointer data)
{
  static const char *const formats[] = { "jpeg", "png", "tiff", "bmp" };
  g_autoptr (GdkPixbuf) picture = make_picture (90, 70);

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GByteArray) bytes = encode (picture, formats[i % G_N_ELEMENTS (formats)]);
      g_autoptr (GFile) file = NULL;
      g_autoptr (MesoMap) map = NULL;
      g_autoptr (GError) error = NULL;

      for (int k = g_test_rand_int_range (1, 9); k > 0; k--)
        bytes->data[g_test_rand_int_range (0, (int) bytes->len)] = (guint8) g_test_rand_int_range (0, 256);
      file = save (fixture, "noise", bytes->data, bytes->len);
      map = meso_photo_import (file, 0, NULL, &error);
      if (map == NULL)
        g_assert_nonnull (error);
      else
        g_assert_cmpint (get_photo (map)->width, <=, MESO_PHOTO_MAX_SIDE);
    }
}

/* In a session */

static MesoMap *
add_photo (Fixture *fixture,
           MesoSession *session,
           int width,
           int height,
           int right_side)
{
  g_autoptr (GdkPixbuf) picture = make_picture (width, height);
  g_autoptr (GFile) file = save_picture (fixture, "in.jpg", picture, "jpeg");
  g_autoptr (MesoMap) imported = import (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoMap) map = meso_photo_prepare (session, imported, right_side, MESO_UNSET, &error);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Photo");

  g_assert_no_error (error);
  meso_edit_add_map (edit, map, MESO_POSITION_END);
  fixture_apply (session, edit);
  return map;
}

static void
add_mark (MesoSession *session,
          MesoMap *map,
          const char *id,
          int x,
          int y)
{
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Point");
  g_autoptr (MesoMark) mark = fixture_point (id, x, y);

  meso_edit_add_mark (edit, map, mark, MESO_POSITION_END);
  fixture_apply (session, edit);
}

static void
test_diagram (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 400, 300, 0);
  g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  cairo_rectangle_t bounds = meso_diagram_get_bounds (diagram);
  g_autofree char *name = meso_session_dup_map_name (session, map);
  MesoMap *second = add_photo (fixture, session, 400, 300, 0);
  g_autofree char *second_name = meso_session_dup_map_name (session, second);

  g_assert_true (meso_diagram_is_photo (diagram));
  g_assert_false (meso_diagram_has_scale (diagram));
  g_assert_cmpfloat (bounds.width, ==, MESO_PHOTO_NOMINAL_MM);
  g_assert_cmpfloat (bounds.height, ==, MESO_PHOTO_NOMINAL_MM * 0.75);
  g_assert_cmpfloat (bounds.x, ==, -bounds.width / 2);
  g_assert_cmpuint (meso_diagram_get_n_regions (diagram), ==, 0);
  g_assert_null (meso_diagram_find_region (diagram, 10, 10));
  g_assert_cmpint (meso_diagram_get_side_at (diagram, -50, 0), ==, MESO_SIDE_UNSPECIFIED);
  g_assert_cmpstr (name, ==, "Photo 1");

  /* The same picture twice is two photos. */
  g_assert_cmpstr (second_name, ==, "Photo 2");
  g_assert_cmpstr (get_photo (map)->file, !=, get_photo (second)->file);
  g_assert_cmpstr (get_photo (map)->sha256, ==, get_photo (second)->sha256);
  g_assert_true (meso_session_lookup_photo (session, get_photo (second)->file) == second);
  g_assert_true (meso_photo_is_our_name (get_photo (second)->file));
}

static MesoSide
get_side (MesoMap *map,
          const char *id)
{
  return meso_mark_get (meso_map_lookup (map, id))->side;
}

static void
set_sides (MesoSession *session,
           MesoMap *map,
           const char *right_side,
           gint64 midline)
{
  g_autoptr (MesoEdit) edit = NULL;

  edit = meso_photo_edit_sides (map, meso_vocabulary_find (&meso_right_side_vocabulary, right_side), midline);
  fixture_apply (session, edit);
}

static void
test_sides (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 400, 300, 0);

  add_mark (session, map, "m101", -5000, 0);
  add_mark (session, map, "m102", 5000, 0);
  set_sides (session, map, "viewer-left", MESO_UNSET);
  g_assert_cmpint (get_side (map, "m101"), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (get_side (map, "m102"), ==, MESO_SIDE_LEFT);
  set_sides (session, map, "viewer-right", MESO_UNSET);
  g_assert_cmpint (get_side (map, "m101"), ==, MESO_SIDE_LEFT);
  g_assert_cmpint (get_side (map, "m102"), ==, MESO_SIDE_RIGHT);

  /* The face is not in the middle: 300 of 400 px are 62.5 mm right of the middle of 250 mm. */
  set_sides (session, map, "viewer-left", 300);
  g_assert_cmpint (get_side (map, "m102"), ==, MESO_SIDE_RIGHT);
  set_sides (session, map, "viewer-left", 280);
  g_assert_cmpint (get_side (map, "m102"), ==, MESO_SIDE_MIDLINE);

  set_sides (session, map, "near", MESO_UNSET);
  g_assert_cmpint (get_side (map, "m101"), ==, MESO_SIDE_RIGHT);
  g_assert_cmpint (get_side (map, "m102"), ==, MESO_SIDE_RIGHT);
  set_sides (session, map, "far", MESO_UNSET);
  g_assert_cmpint (get_side (map, "m101"), ==, MESO_SIDE_LEFT);

  while (meso_history_get_can_undo (meso_session_get_history (session)) && get_photo (map)->right_side != 0)
    meso_history_undo (meso_session_get_history (session));
  g_assert_cmpint (get_side (map, "m101"), !=, MESO_SIDE_LEFT);
  g_assert_cmpint (get_photo (map)->right_side, ==, 0);
}

/* Where a mark is on the picture, in px. */
static void
get_pixel (MesoMap *map,
           const char *id,
           double *x,
           double *y)
{
  double scale = meso_photo_get_scale (get_photo (map)) / 100;
  MesoPoint place = meso_mark_get_place (meso_map_lookup (map, id));

  *x = place.x * scale + (double) get_photo (map)->width / 2;
  *y = place.y * scale + (double) get_photo (map)->height / 2;
}

static void
test_calibration (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 2000, 1500, 0);
  g_autoptr (MesoEdit) edit = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gint64 px_per_mm;
  double x, y, x2, y2;
  g_autoptr (GError) error = NULL;

  add_mark (session, map, "m101", -5013, 1234);
  add_mark (session, map, "m102", 7777, -3210);
  get_pixel (map, "m101", &x, &y);
  before = fixture_describe (map);

  /* Pupils that are 500 px and 62 mm apart. */
  g_assert_true (meso_photo_find_scale (get_photo (map), 500, 6200, &px_per_mm, &error));
  g_assert_cmpint (px_per_mm, ==, 80645);
  edit = meso_photo_edit_scale (map, px_per_mm);
  fixture_apply (session, edit);
  g_assert_cmpint (get_photo (map)->px_per_mm, ==, 80645);
  get_pixel (map, "m101", &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x, x2, 0.05);
  g_assert_cmpfloat_with_epsilon (y, y2, 0.05);

  g_assert_true (meso_history_undo (meso_session_get_history (session)));
  g_assert_cmpint (get_photo (map)->px_per_mm, ==, MESO_UNSET);
  after = fixture_describe (map);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (meso_history_redo (meso_session_get_history (session)));
  get_pixel (map, "m101", &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x, x2, 0.05);

  /* What no photo of a person can be. */
  g_assert_false (meso_photo_find_scale (get_photo (map), 2, 10000, &px_per_mm, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (meso_photo_find_scale (get_photo (map), 0, 100, &px_per_mm, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (meso_photo_find_scale (get_photo (map), 2000, 5, &px_per_mm, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
}

static void
test_refused_edits (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 400, 300, 0);
  MesoPhoto photo = *get_photo (map);
  g_autoptr (MesoEdit) other_file = meso_edit_new ("x"), huge = NULL, again = meso_edit_new ("y"), late = NULL;
  g_autoptr (MesoItem) item = NULL;
  MesoItem *same = meso_map_get_photo (map);
  g_autoptr (MesoMap) twin = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, same, NULL);
  g_autoptr (GError) error = NULL;

  photo.file = (char *) "other.jpg";
  item = meso_item_changed (meso_map_get_photo (map), &photo);
  meso_edit_change_photo (other_file, map, item);
  g_assert_false (meso_session_apply (session, other_file, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);

  huge = meso_photo_edit_scale (map, 1);
  g_assert_false (meso_session_apply (session, huge, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_INVALID);
  g_clear_error (&error);

  meso_edit_add_map (again, twin, MESO_POSITION_END);
  g_assert_false (meso_session_apply (session, again, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);
  g_clear_error (&error);

  meso_session_set_read_only (session, "Somebody else has it.");
  late = meso_photo_edit_scale (map, 80000);
  g_assert_false (meso_session_apply (session, late, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_READ_ONLY);
}

static void
test_removal (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  MesoMap *map = add_photo (fixture, session, 400, 300, 0);
  MesoMap *last = add_photo (fixture, session, 300, 400, 0);
  g_autoptr (MesoEdit) half = meso_edit_new ("Remove Photo"), whole = meso_edit_new ("Remove Photo");
  g_autoptr (GError) error = NULL;

  add_mark (session, map, "m101", 0, 0);
  meso_edit_remove_map (half, map, 1);
  g_assert_false (meso_session_apply (session, half, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_CONFLICT);

  meso_edit_remove_mark (whole, map, meso_map_lookup (map, "m101"));
  meso_edit_remove_map (whole, map, 1);
  fixture_apply (session, whole);
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
  g_assert_null (meso_session_lookup_mark (session, "m101", NULL));
  g_assert_true (meso_history_undo (meso_session_get_history (session)));
  g_assert_true (meso_session_get_map (session, 1) == map);
  g_assert_true (meso_session_get_map (session, 2) == last);
  g_assert_nonnull (meso_session_lookup_mark (session, "m101", NULL));
  g_assert_nonnull (meso_map_get_picture (map));
  g_assert_true (meso_history_redo (meso_session_get_history (session)));
  g_assert_cmpuint (meso_session_get_n_maps (session), ==, 2);
}

/* Pictures of it */

static const char *
paint_at (MesoMap *map,
          double x_mm,
          double y_mm,
          double zoom)
{
  g_autoptr (MesoDiagram) diagram = meso_map_dup_diagram (map, meso_diagram_set_get_default ());
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 9, 9);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;
  const char *colour;
  const guint8 *pixel;

  cairo_translate (cr, 4.5, 4.5);
  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -x_mm, -y_mm);
  g_assert_true (meso_picture_paint (diagram, cr, &error));
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  pixel = cairo_image_surface_get_data (surface) + 4 * cairo_image_surface_get_stride (surface) + 4 * 4;
  colour = name_colour (pixel[2], pixel[1], pixel[0]);
  cairo_surface_destroy (surface);
  return colour;
}

static void
test_painting (Fixture *fixture,
               gconstpointer data)
{
  static const double zooms[] = { 0.05, 0.2, 0.7, 1, 3, 20 };
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 1601, 1203, 0);
  g_autoptr (MesoMap) missing = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_assert_cmpstr (paint_at (map, -60, -50, zooms[i]), ==, "red");
      g_assert_cmpstr (paint_at (map, 60, -50, zooms[i]), ==, "green");
      g_assert_cmpstr (paint_at (map, -60, 50, zooms[i]), ==, "blue");
      g_assert_cmpstr (paint_at (map, 60, 50, zooms[i]), ==, "white");
    }
  /* Its file is lost: a light sheet. */
  missing = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, meso_map_get_photo (map), NULL);
  g_assert_cmpstr (paint_at (missing, -60, 50, 1), ==, "white");
}

static void
test_outputs (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (3);
  MesoMap *map = add_photo (fixture, session, 900, 600, 1);
  MesoMap *other = add_photo (fixture, session, 600, 900, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (MesoReport) report = NULL;
  g_autoptr (GBytes) pdf = NULL, png = NULL, svg = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gsize size;
  const char *text;
  guint n_red = 0;

  add_mark (session, map, "m101", -1000, 500);
  add_mark (session, other, "m102", 1000, 500);

  report = meso_report_new (session, MESO_PAPER_A4, MESO_GUIDE_NONE);
  pdf = meso_report_to_pdf (report, &error);
  g_assert_no_error (error);
  /* The files of the photos, as they are. */
  g_assert_true (contains (pdf, "DCTDecode", strlen ("DCTDecode")));
  g_assert_true (contains (pdf, (const char *) g_bytes_get_data (meso_map_get_picture (map), NULL) + 100, 400));
  g_assert_true (contains (pdf, (const char *) g_bytes_get_data (meso_map_get_picture (other), NULL) + 100, 400));

  png = meso_export_png (session, map, 50, MESO_GUIDE_NONE, &error);
  g_assert_no_error (error);
  pixbuf = decode (png);
  for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
    n_red += strcmp (get_colour (pixbuf, (double) x / gdk_pixbuf_get_width (pixbuf), 0.3), "red") == 0;
  g_assert_cmpuint (n_red, >, (guint) gdk_pixbuf_get_width (pixbuf) / 3);

  svg = meso_session_write_svg (session, meso_diagram_set_get_default (), MESO_GUIDE_NONE, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (svg, &size);
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "id=\"photo.art\""));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "id=\"photo-2.art\""));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "<title>Photo 1</title>"));
  g_assert_nonnull (g_strstr_len (text, (gssize) size, "<title>Photo 2</title>"));
}

/* The largest that there may be, in an SVG that a drawing program has saved: broken lines, other ids and prefix. */
static void
test_rewritten_svg (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  g_autoptr (GdkPixbuf) noise = make_noise ();
  g_autoptr (GFile) file = save_picture (fixture, "noise.png", noise, "png");
  g_autoptr (MesoMap) imported = import (file);
  g_autoptr (MesoMap) map = meso_photo_prepare (session, imported, 1, MESO_UNSET, NULL);
  g_autoptr (MesoEdit) edit = meso_edit_new ("Add Photo");
  g_autoptr (GBytes) svg = NULL, rewritten = NULL;
  g_autoptr (MesoSession) read = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GError) error = NULL;
  const char *start, *end;
  gsize place;

  g_assert_cmpuint (g_bytes_get_size (meso_map_get_picture (map)), >, MESO_PHOTO_MAX_BYTES / 2);
  meso_edit_add_map (edit, map, MESO_POSITION_END);
  fixture_apply (session, edit);
  svg = meso_session_write_svg (session, meso_diagram_set_get_default (), MESO_GUIDE_NONE, &error);
  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (svg, NULL), (gssize) g_bytes_get_size (svg));

  start = strstr (text->str, ";base64,");
  g_assert_nonnull (start);
  start += strlen (";base64,");
  end = strchr (start, '"');
  g_assert_cmpint (end - start, <=, 6000000);
  place = (gsize) (start - text->str);
  for (guint i = 0; i < 50; i++)
    g_string_insert (text, (gssize) (place + i * 1000), i % 2 == 0 ? "\n" : "&#10;");
  g_string_replace (text, "id=\"photo", "id=\"image1234", 0);
  g_string_replace (text, "xlink:", "ns5:", 0);
  g_string_replace (text, ":xlink=", ":ns5=", 0);
  rewritten = g_bytes_new (text->str, text->len);
  read = meso_session_read (rewritten, "rewritten.svg", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (meso_map_get_picture (meso_session_get_map (read, 1)), meso_map_get_picture (map)));
}

static void
test_csv (Fixture *fixture,
          gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (0);
  MesoMap *map = add_photo (fixture, session, 300, 200, 1);
  MesoMap *other = add_photo (fixture, session, 200, 300, 2);
  g_autoptr (GBytes) record = meso_session_write (session, NULL), csv = NULL, row = NULL;
  g_autoptr (MesoSession) header = meso_session_read (record, "header.xml", NULL), one = NULL;
  g_autoptr (GError) error = NULL;
  MesoMap *found;
  static const char table[] = "kind,diagram,x,y,layer,state\npoint,photo,-20,1,mid-dermis,done\n";

  add_mark (session, map, "m101", -1000, 500);
  add_mark (session, other, "m102", 1000, 500);
  csv = meso_csv_write (session);
  g_assert_true (meso_csv_read (csv, "marks.csv", NULL, header, &error));
  g_assert_no_error (error);
  g_assert_nonnull (meso_session_lookup_mark (header, "m101", &found));
  g_assert_cmpstr (get_photo (found)->file, ==, get_photo (map)->file);
  g_assert_nonnull (meso_session_lookup_mark (header, "m102", &found));
  g_assert_cmpstr (get_photo (found)->file, ==, get_photo (other)->file);

  /* Which of the two? */
  row = g_bytes_new_static (table, strlen (table));
  g_assert_false (meso_csv_read (row, "marks.csv", NULL, header, &error));
  g_assert_nonnull (strstr (error->message, "marks.csv:2: the session has 2 photos"));

  /* Of one photo the side is looked up, as on a diagram. */
  one = fixture_session_with_points (0);
  map = add_photo (fixture, one, 300, 200, 1);
  g_assert_true (meso_csv_read (row, "marks.csv", NULL, one, NULL));
  g_assert_cmpint (meso_mark_get (meso_map_get_mark (map, 0))->side, ==, MESO_SIDE_RIGHT);
}

/* Files */

static void
assert_same_pictures (MesoSession *a,
                      MesoSession *b)
{
  g_assert_cmpuint (meso_session_get_n_maps (a), ==, meso_session_get_n_maps (b));
  for (guint i = 0; i < meso_session_get_n_maps (a); i++)
    {
      GBytes *x = meso_map_get_picture (meso_session_get_map (a, i));
      GBytes *y = meso_map_get_picture (meso_session_get_map (b, i));

      g_assert_true ((x == NULL) == (y == NULL));
      g_assert_true (x == NULL || g_bytes_equal (x, y));
    }
}

static MesoSession *
make_session (Fixture *fixture)
{
  MesoSession *session = fixture_session_with_points (2);
  MesoMap *map = add_photo (fixture, session, 300, 200, 1);

  add_mark (session, map, "m101", -1000, 500);
  add_photo (fixture, session, 200, 300, 0);
  return session;
}

static MesoLibrary *
open_library (Fixture *fixture,
              const char *name)
{
  g_autofree char *folder = g_build_filename (fixture->folder, name, NULL);
  MesoLibrary *library = meso_library_new (folder);
  g_autoptr (GError) error = NULL;

  g_assert_true (meso_library_create (library, &error));
  g_assert_true (meso_library_load (library, &error));
  g_assert_no_error (error);
  return library;
}

static char *
add_to_library (Fixture *fixture,
                const char *name,
                MesoSession *session)
{
  g_autoptr (MesoLibrary) library = open_library (fixture, name);
  g_autoptr (GError) error = NULL;
  char *folder = meso_library_add_session (library, session, &error);

  g_assert_no_error (error);
  return folder;
}

static MesoStore *
open_store (const char *folder)
{
  g_autoptr (GError) error = NULL;
  MesoStore *store = meso_store_open (folder, MESO_STORE_OPEN_NORMAL, &error);

  g_assert_no_error (error);
  return store;
}

static char *
get_photo_path (const char *folder,
                MesoSession *session,
                guint map)
{
  return g_build_filename (folder, get_photo (meso_session_get_map (session, map))->file, NULL);
}

static void
test_round_trip (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (MesoSession) session = make_session (fixture);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *photo = get_photo_path (folder, session, 1);
  g_autofree char *picture = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
  g_autofree char *alone = g_build_filename (fixture->folder, "alone.svg", NULL);
  g_autofree char *second_folder = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (alone);
  struct stat info;
  gsize size;

  /* XML and files. */
  g_assert_cmpint (stat (photo, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  {
    g_autoptr (MesoStore) store = open_store (folder);

    g_assert_null (meso_store_get_message (store));
    assert_same_pictures (session, meso_store_get_session (store));
  }

  /* The SVG alone, elsewhere, and from there into another library. */
  g_assert_true (g_file_get_contents (picture, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (alone, contents, (gssize) size, NULL));
  {
    g_autoptr (MesoStore) store = meso_store_open_file (file, NULL);
    g_autoptr (MesoSession) copy = meso_session_snapshot (meso_store_get_session (store));

    assert_same_pictures (session, copy);
    second_folder = add_to_library (fixture, "two", copy);
  }
  {
    g_autoptr (MesoStore) store = open_store (second_folder);

    g_assert_null (meso_store_get_message (store));
    assert_same_pictures (session, meso_store_get_session (store));
  }
}

/* Adding, saving, undoing: the file comes with the record, and goes when the session has been closed without it. */
static void
test_store (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *photo = NULL;
  g_autofree char *foreign = g_build_filename (folder, "photo-mine.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (foreign, "x", 1, NULL));
  {
    g_autoptr (MesoStore) store = open_store (folder);

    add_photo (fixture, meso_store_get_session (store), 300, 200, 1);
    photo = get_photo_path (folder, meso_store_get_session (store), 1);
    g_assert_true (meso_store_flush_sync (store, 60000, &error));
    g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
    g_assert_true (meso_history_undo (meso_session_get_history (meso_store_get_session (store))));
    g_assert_true (meso_store_flush_sync (store, 60000, &error));
    /* Redo may want it. */
    g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
    g_assert_true (meso_history_redo (meso_session_get_history (meso_store_get_session (store))));
  }
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  {
    g_autoptr (MesoStore) store = open_store (folder);
    MesoMap *map = meso_session_get_map (meso_store_get_session (store), 1);
    g_autoptr (MesoEdit) edit = meso_edit_new ("Remove Photo");

    g_assert_nonnull (meso_map_get_picture (map));
    meso_edit_remove_map (edit, map, 1);
    fixture_apply (meso_store_get_session (store), edit);
  }
  g_assert_false (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
}

static void
test_no_room_on_disk (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (MesoSession) session = fixture_session_with_points (1);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *record = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  g_autoptr (MesoStore) store = open_store (folder);
  g_autofree char *photo = NULL, *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (record, &before, NULL, NULL));
  add_photo (fixture, meso_store_get_session (store), 300, 200, 1);
  photo = get_photo_path (folder, meso_store_get_session (store), 1);
  /* A folder stands where the photo should go. */
  g_assert_cmpint (g_mkdir (photo, 0700), ==, 0);
  g_assert_false (meso_store_flush_sync (store, 60000, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (meso_store_get_state (store), ==, MESO_STORE_FAILED);
  g_assert_true (g_file_get_contents (record, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);

  g_assert_cmpint (g_rmdir (photo), ==, 0);
  g_clear_error (&error);
  g_assert_true (meso_store_flush_sync (store, 60000, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (photo, G_FILE_TEST_IS_REGULAR));
}

/* A photo that is lost or was changed is taken from the picture of the session; without that, a sentence says so. */
static void
test_lost_photo (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (MesoSession) session = make_session (fixture);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *photo = get_photo_path (folder, session, 1);
  g_autofree char *picture = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);

  g_assert_true (g_file_set_contents (photo, "not a photo", -1, NULL));
  {
    g_autoptr (MesoStore) store = open_store (folder);

    g_assert_null (meso_store_get_message (store));
    assert_same_pictures (session, meso_store_get_session (store));
  }
  g_unlink (picture);
  g_assert_true (g_file_set_contents (photo, "not a photo", -1, NULL));
  {
    g_autoptr (MesoStore) store = open_store (folder);
    const char *message = meso_store_get_message (store);

    g_assert_nonnull (message);
    g_assert_nonnull (strstr (message, get_photo (meso_session_get_map (session, 1))->file));
    g_assert_null (meso_map_get_picture (meso_session_get_map (meso_store_get_session (store), 1)));
    g_assert_nonnull (meso_map_get_picture (meso_session_get_map (meso_store_get_session (store), 2)));
    g_assert_cmpuint (meso_map_get_n_marks (meso_session_get_map (meso_store_get_session (store), 1)), ==, 1);
  }
}

static MesoSession *
make_hostile (const char *file,
              GBytes *picture)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, picture);
  MesoSession *session = fixture_session_with_points (1);
  MesoPhoto photo = { .file = (char *) file,
                      .sha256 = digest,
                      .width = 300,
                      .height = 200,
                      .px_per_mm = MESO_UNSET,
                      .midline = MESO_UNSET };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PHOTO, &photo, NULL, NULL);
  g_autoptr (MesoMap) map = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, item, NULL);

  meso_map_load_picture (map, picture);
  meso_session_load_map (session, map);
  return session;
}

static void
test_hostile_names (Fixture *fixture,
                    gconstpointer data)
{
  static const char *const bad[] = { "../photo.jpg", "a/b.jpg", ".photo.jpg", "..", "a\\b", "/etc/passwd", "" };
  g_autoptr (GBytes) picture = g_bytes_new_static ("secret", 6);
  g_autoptr (MesoSession) session = make_hostile ("session.mesomap.xml", picture);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *record = g_build_filename (folder, MESO_SESSION_RECORD, NULL);
  g_autofree char *contents = NULL;

  /* It may not take the place of the record. */
  g_assert_true (g_file_get_contents (record, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "<session"));

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("file=\"%s\"", bad[i]);
      g_autoptr (GString) changed = g_string_new (contents);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpuint (g_string_replace (changed, "file=\"session.mesomap.xml\"", quoted, 0), ==, 1);
      bytes = g_bytes_new (changed->str, changed->len);
      g_assert_null (meso_session_read (bytes, "bad.xml", &error));
      g_assert_nonnull (strstr (error->message, "file"));
    }
}

static void
test_links (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GBytes) picture = g_bytes_new_static ("secret", 6);
  g_autoptr (MesoSession) session = make_hostile ("photo-1.jpg", picture);
  g_autofree char *folder = add_to_library (fixture, "one", session);
  g_autofree char *photo = g_build_filename (folder, "photo-1.jpg", NULL);
  g_autofree char *svg = g_build_filename (folder, MESO_SESSION_PICTURE, NULL);
  g_autofree char *outside = g_build_filename (fixture->folder, "outside", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (svg);
  g_unlink (photo);
  g_assert_true (g_file_set_contents (outside, "secret", 6, NULL));
  g_assert_cmpint (symlink (outside, photo), ==, 0);
  {
    g_autoptr (MesoStore) store = open_store (folder);

    g_assert_null (meso_map_get_picture (meso_session_get_map (meso_store_get_session (store), 1)));
  }
  /* Nor is one written through. */
  g_assert_true (g_file_set_contents (outside, "theirs", 6, NULL));
  g_assert_true (meso_photo_files_write (session, folder, &error));
  g_assert_true (g_file_get_contents (outside, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "theirs");
  g_assert_false (g_file_test (photo, G_FILE_TEST_IS_SYMLINK));
}

/* Nothing more fits in: the SVG could not be opened again. */
static void
test_full_session (Fixture *fixture,
                   gconstpointer data)
{
  g_autofree guint8 *bytes = g_malloc0 (MESO_PHOTO_MAX_TOTAL_BYTES - 100);
  g_autoptr (GBytes) large = g_bytes_new (bytes, MESO_PHOTO_MAX_TOTAL_BYTES - 100);
  g_autoptr (MesoSession) session = make_hostile ("photo-1.jpg", large);
  g_autoptr (GdkPixbuf) picture = make_picture (300, 200);
  g_autoptr (GFile) file = save_picture (fixture, "a.jpg", picture, "jpeg");
  g_autoptr (MesoMap) imported = import (file);
  g_autoptr (GError) error = NULL;

  g_assert_null (meso_photo_prepare (session, imported, 0, MESO_UNSET, &error));
  g_assert_error (error, MESO_ERROR, MESO_ERROR_LIMIT);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/photo/import", test_import);
  ADD ("/photo/transparency", test_transparency);
  ADD ("/photo/orientation", test_orientation);
  ADD ("/photo/turning", test_turning);
  ADD ("/photo/metadata", test_metadata);
  ADD ("/photo/size", test_size);
  ADD ("/photo/bad-files", test_bad_files);
  ADD ("/photo/large-frames", test_large_frames);
  ADD ("/photo/odd-files", test_odd_files);
  ADD ("/photo/noise-in-files", test_noise_in_files);
  ADD ("/photo/diagram", test_diagram);
  ADD ("/photo/sides", test_sides);
  ADD ("/photo/calibration", test_calibration);
  ADD ("/photo/refused-edits", test_refused_edits);
  ADD ("/photo/removal", test_removal);
  ADD ("/photo/painting", test_painting);
  ADD ("/photo/outputs", test_outputs);
  ADD ("/photo/rewritten-svg", test_rewritten_svg);
  ADD ("/photo/csv", test_csv);
  ADD ("/photo/round-trip", test_round_trip);
  ADD ("/photo/store", test_store);
  ADD ("/photo/no-room-on-disk", test_no_room_on_disk);
  ADD ("/photo/lost-photo", test_lost_photo);
  ADD ("/photo/hostile-names", test_hostile_names);
  ADD ("/photo/links", test_links);
  ADD ("/photo/full-session", test_full_session);

  return g_test_run ();
}
