/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "library/meso-photo-import.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#include "drawing/meso-photo-pixels.h"
#include "model/meso-error.h"
#include "model/meso-photo.h"

/* What a file from outside may be; a photo out of a camera has 5 to 60 MB. */
#define MAX_INPUT_MB 100
#define PIECE (256 * 1024)

#define NAME_PREFIX "photo-"
#define NAME_SUFFIX ".jpg"
#define NAME_DIGITS 8

/* Tried one after the other until the file is small enough; the first nearly always is. */
static const int qualities[] = { 90, 82, 72, 60, 45 };

static GBytes *
read_file (GFile *file,
           GCancellable *cancellable,
           GError **error)
{
  const gsize max_size = MAX_INPUT_MB * 1024 * 1024;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gsize n = 1;

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            cancellable,
                            error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error, MESO_ERROR, MESO_ERROR_UNSUPPORTED, _ ("it is no file"));
      return NULL;
    }
  if (g_file_info_get_size (info) > (goffset) max_size)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("it is larger than %d MB"), MAX_INPUT_MB);
      return NULL;
    }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return NULL;
  /* A file may be growing, or its size unknown. */
  while (n > 0 && bytes->len <= max_size)
    {
      gsize size = bytes->len;

      g_byte_array_set_size (bytes, (guint) (size + PIECE));
      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), bytes->data + size, PIECE, &n, cancellable, error))
        return NULL;
      g_byte_array_set_size (bytes, (guint) (size + n));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Nothing but pixels goes into the new file: neither place and time, nor device, thumbnail and colour profile. */
static GBytes *
encode (GdkPixbuf *pixbuf,
        GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (qualities); i++)
    {
      g_autofree char *quality = g_strdup_printf ("%d", qualities[i]);
      char *data;
      gsize size;

      if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", error, "quality", quality, NULL))
        return NULL;
      if (size <= MESO_PHOTO_MAX_BYTES)
        return g_bytes_new_take (data, size);
      g_free (data);
    }
  g_set_error_literal (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("it cannot be made small enough"));
  return NULL;
}

static MesoMap *
create_map (GdkPixbuf *pixbuf,
            GBytes *bytes)
{
  g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *name = g_strdup_printf (NAME_PREFIX "%.*s" NAME_SUFFIX, NAME_DIGITS, digest);
  MesoPhoto photo = {
    .file = name,
    .sha256 = digest,
    .width = gdk_pixbuf_get_width (pixbuf),
    .height = gdk_pixbuf_get_height (pixbuf),
    .px_per_mm = MESO_UNSET,
    .midline = MESO_UNSET,
  };
  g_autoptr (MesoItem) item = meso_item_new (MESO_ITEM_PHOTO, &photo, NULL, NULL);
  MesoMap *map = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, item, NULL);

  meso_map_load_picture (map, bytes);
  return map;
}

/* Clockwise; scanned and forwarded photos no longer know which side is up. */
static GdkPixbuf *
turn (GdkPixbuf *pixbuf,
      guint quarter_turns)
{
  static const GdkPixbufRotation rotations[] = {
    GDK_PIXBUF_ROTATE_NONE,
    GDK_PIXBUF_ROTATE_CLOCKWISE,
    GDK_PIXBUF_ROTATE_UPSIDEDOWN,
    GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE,
  };

  return gdk_pixbuf_rotate_simple (pixbuf, rotations[quarter_turns % G_N_ELEMENTS (rotations)]);
}

static MesoMap *
import (GFile *file,
        guint quarter_turns,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GBytes) input = read_file (file, cancellable, error);
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GdkPixbuf) decoded = NULL, pixbuf = NULL;

  if (input == NULL)
    return NULL;
  decoded = meso_photo_decode (input, MESO_PHOTO_MAX_SIDE, error);
  if (decoded == NULL)
    return NULL;
  pixbuf = turn (decoded, quarter_turns);
  if (pixbuf == NULL)
    g_set_error_literal (error, MESO_ERROR, MESO_ERROR_LIMIT, _ ("there is not enough memory for it"));
  if (pixbuf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  output = encode (pixbuf, error);
  return output != NULL ? create_map (pixbuf, output) : NULL;
}

/**
 * meso_photo_import:
 * @file: of any format that the platform decodes, but no drawing
 * @quarter_turns: clockwise, from how it stands by its EXIF data
 *
 * Makes a photo of a session out of a file: upright, without transparency or metadata, its longer side at most
 * %MESO_PHOTO_MAX_SIDE px, as a JPEG of at most %MESO_PHOTO_MAX_BYTES. Nothing is written anywhere. It takes a while,
 * and may be done on any thread.
 *
 * Returns: (transfer full): a map of its own, for meso_photo_prepare(), or %NULL with a sentence that names the file
 */
MesoMap *
meso_photo_import (GFile *file,
                   guint quarter_turns,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *base = NULL, *name = NULL;
  MesoMap *map;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  map = import (file, quarter_turns, cancellable, &reason);
  if (map != NULL)
    return map;
  base = g_file_get_basename (file);
  name = g_filename_display_name (base != NULL ? base : "");
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    g_set_error (error,
                 reason->domain,
                 reason->code,
                 /* Translators: the name of a file, and why: “a.jpg” cannot be used as a photo: it is damaged. */
                 _ ("“%s” cannot be used as a photo: %s."),
                 name,
                 reason->message);
  return NULL;
}

typedef struct
{
  GFile *file;
  guint quarter_turns;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->file);
  g_free (job);
}

static void
import_in_thread (GTask *task,
                  gpointer source,
                  gpointer task_data,
                  GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;
  MesoMap *map = meso_photo_import (job->file, job->quarter_turns, cancellable, &error);

  if (map != NULL)
    meso_photo_prefetch (meso_map_get_picture (map));
  if (map != NULL)
    g_task_return_pointer (task, map, g_object_unref);
  else
    g_task_return_error (task, error);
}

/** meso_photo_import_async: meso_photo_import() on another thread. */
void
meso_photo_import_async (GFile *file,
                         guint quarter_turns,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (G_IS_FILE (file));

  job = g_new (Job, 1);
  *job = (Job){ g_object_ref (file), quarter_turns };
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, meso_photo_import_async);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, import_in_thread);
}

/** meso_photo_import_finish: (transfer full): as of meso_photo_import(). */
MesoMap *
meso_photo_import_finish (GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gsize
measure_photos (MesoSession *session)
{
  gsize size = 0;

  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    {
      GBytes *picture = meso_map_get_picture (meso_session_get_map (session, i));

      size += picture != NULL ? g_bytes_get_size (picture) : 0;
    }
  return size;
}

/* The same picture may be there twice: then the second gets another name. */
static char *
make_name (MesoSession *session,
           const char *digest)
{
  char *name = g_strdup_printf (NAME_PREFIX "%.*s" NAME_SUFFIX, NAME_DIGITS, digest);

  for (guint i = 2; meso_session_lookup_photo (session, name) != NULL; i++)
    {
      g_free (name);
      name = g_strdup_printf (NAME_PREFIX "%.*s-%u" NAME_SUFFIX, NAME_DIGITS, digest, i);
    }
  return name;
}

/**
 * meso_photo_prepare:
 * @imported: of meso_photo_import()
 * @right_side: meso_right_side_vocabulary; 0: nobody knows
 * @midline: of the body, in px from the left edge, or %MESO_UNSET
 *
 * Returns: (transfer full): the map that an edit can add to @session, or %NULL with %MESO_ERROR_LIMIT when the session
 *   has no room for another photo
 */
MesoMap *
meso_photo_prepare (MesoSession *session,
                    MesoMap *imported,
                    int right_side,
                    gint64 midline,
                    GError **error)
{
  GBytes *picture;
  MesoPhoto photo;
  g_autofree char *name = NULL;
  g_autoptr (MesoItem) item = NULL;
  MesoMap *map;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);
  g_return_val_if_fail (MESO_IS_MAP (imported), NULL);

  picture = meso_map_get_picture (imported);
  g_return_val_if_fail (picture != NULL, NULL);

  if (measure_photos (session) + g_bytes_get_size (picture) > MESO_PHOTO_MAX_TOTAL_BYTES)
    {
      g_set_error_literal (error,
                           MESO_ERROR,
                           MESO_ERROR_LIMIT,
                           _ ("This session has no room for another photo."));
      return NULL;
    }
  photo = *meso_item_get_photo (meso_map_get_photo (imported));
  name = make_name (session, photo.sha256);
  photo.file = name;
  photo.right_side = right_side;
  photo.midline = midline;
  item = meso_item_new (MESO_ITEM_PHOTO, &photo, NULL, NULL);
  map = meso_map_new (MESO_DIAGRAM_PHOTO, MESO_UNSET, MESO_SEX_UNSET, item, NULL);
  meso_map_load_picture (map, picture);
  return map;
}

/** meso_photo_is_our_name: whether a file is called as meso_photo_prepare() does it, such as `photo-0123abcd-2.jpg`. */
gboolean
meso_photo_is_our_name (const char *name)
{
  const char *rest;
  gsize n;

  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_str_has_prefix (name, NAME_PREFIX))
    return FALSE;
  rest = name + strlen (NAME_PREFIX);
  n = strspn (rest, "0123456789abcdef");
  if (n != NAME_DIGITS)
    return FALSE;
  rest += n;
  if (*rest == '-' && g_ascii_isdigit (rest[1]))
    rest += 1 + strspn (rest + 1, "0123456789");
  return strcmp (rest, NAME_SUFFIX) == 0;
}
