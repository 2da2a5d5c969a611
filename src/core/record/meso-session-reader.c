/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-session-reader.h"

#include <string.h>

#include "model/meso-error.h"
#include "model/meso-photo.h"
#include "record/meso-record-limits.h"
#include "record/meso-record-parser-private.h"
#include "record/meso-session-head-private.h"

enum
{
  SESSION,
  PATIENT,
  ALERT,
  VISIT,
  TREATMENT,
  PRODUCTS,
  PRODUCT,
  CHECKS,
  CHECK,
  MAP,
  PHOTO,
  POINT,
  THREAD,
  AREA,
  OUTCOME,
  REACTION,
  SCORE,
  NOTES,
  FINALIZED,
  AMENDMENT,
  N_RULES
};

#define ITEM(k) .type = MESO_RULE_ITEM, .kind = (k)
#define MARK(k) .type = MESO_RULE_MARK, .kind = (k), .many = TRUE

/* The grammar of a session; the schema says the same in data/schema/session.rng. */
static const MesoRecordRule rules[N_RULES] = {
  [SESSION] = { "session",
                -1,
                .head_fields = meso_session_head_fields,
                .head_size = sizeof (MesoSessionHead) },
  [PATIENT] = { "patient", SESSION, 1, ITEM (MESO_ITEM_PATIENT), .required = TRUE },
  [ALERT] = { "alert", PATIENT, 1, ITEM (MESO_ITEM_ALERT), .many = TRUE },
  [VISIT] = { "visit", SESSION, 2, ITEM (MESO_ITEM_VISIT), .required = TRUE },
  [TREATMENT] = { "treatment", SESSION, 3, ITEM (MESO_ITEM_TREATMENT) },
  [PRODUCTS] = { "products", SESSION, 4 },
  [PRODUCT] = { "product", PRODUCTS, 1, ITEM (MESO_ITEM_PRODUCT), .many = TRUE },
  [CHECKS] = { "checks", SESSION, 5 },
  [CHECK] = { "check", CHECKS, 1, ITEM (MESO_ITEM_CHECK), .many = TRUE },
  [MAP] = { "map",
            SESSION,
            6,
            .many = TRUE,
            .head_fields = meso_map_head_fields,
            .head_size = sizeof (MesoMapHead) },
  [PHOTO] = { "photo", MAP, 1, ITEM (MESO_ITEM_PHOTO) },
  [POINT] = { "point", MAP, 2, MARK (MESO_MARK_POINT) },
  [THREAD] = { "thread", MAP, 2, MARK (MESO_MARK_THREAD) },
  [AREA] = { "area", MAP, 2, MARK (MESO_MARK_AREA) },
  [OUTCOME] = { "outcome", SESSION, 7, ITEM (MESO_ITEM_OUTCOME) },
  [REACTION] = { "reaction", OUTCOME, 1, ITEM (MESO_ITEM_REACTION), .many = TRUE },
  [SCORE] = { "score", OUTCOME, 1, ITEM (MESO_ITEM_SCORE), .many = TRUE },
  [NOTES] = { "notes", SESSION, 8, ITEM (MESO_ITEM_NOTES) },
  [FINALIZED] = { "finalized", SESSION, 9, ITEM (MESO_ITEM_FINALIZED) },
  [AMENDMENT] = { "amendment", SESSION, 10, ITEM (MESO_ITEM_AMENDMENT), .many = TRUE },
};

typedef enum
{
  ID_PRODUCT = 1,
  ID_MARK
} IdKind;

typedef struct
{
  MesoSession *session;

  /* Of products and marks, which share one space; the strings are theirs. */
  GHashTable *ids;
  GHashTable *check_ids;

  /* Of the map being read. */
  GPtrArray *marks;
  MesoItem *photo;

  /* Of the images in the SVG: SHA-256 -> GBytes. */
  GHashTable *pictures;
} Reader;

static gboolean G_GNUC_PRINTF (2, 3)
  refuse (GError **error,
          const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (MESO_ERROR, MESO_ERROR_PARSE, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* ---- When attributes have been read ---- */

static gboolean
open_session (Reader *self,
              MesoRecordParser *parser,
              const MesoSessionHead *head)
{
  self->session = meso_session_new (head->id);
  meso_session_load_head (self->session,
                          meso_record_parser_get_minor (parser),
                          head->revision,
                          (MesoStatus) head->status,
                          head->next_id);
  return TRUE;
}

static gboolean
open_map (Reader *self,
          const MesoMapHead *head,
          GError **error)
{
  g_ptr_array_set_size (self->marks, 0);
  if (meso_session_get_n_maps (self->session) >= MESO_RECORD_MAX_MAPS)
    {
      g_set_error (error, MESO_ERROR, MESO_ERROR_LIMIT, "there are more than %d maps", MESO_RECORD_MAX_MAPS);
      return FALSE;
    }
  if (strcmp (head->diagram, MESO_DIAGRAM_PHOTO) != 0 &&
      meso_session_lookup_map (self->session, head->diagram, (MesoSex) head->variant) != NULL)
    return refuse (error, "a second map of %s with the same variant", head->diagram);
  return TRUE;
}

static gboolean
check_unique (Reader *self,
              const char *id,
              GError **error)
{
  if (g_hash_table_contains (self->ids, id))
    return refuse (error, "id=\"%s\" stands twice", id);
  return TRUE;
}

static gboolean
open_mark (Reader *self,
           const MesoMarkData *mark,
           GError **error)
{
  if (!check_unique (self, mark->id, error))
    return FALSE;
  if (mark->product != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->ids, mark->product)) != ID_PRODUCT)
    return refuse (error, "product=\"%s\" is no product of the session", mark->product);
  return TRUE;
}

static gboolean
open_reaction (Reader *self,
               const MesoReaction *reaction,
               GError **error)
{
  if (reaction->mark != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->ids, reaction->mark)) != ID_MARK)
    return refuse (error, "mark=\"%s\" is no mark of the session", reaction->mark);
  return TRUE;
}

static gboolean
open_element (MesoRecordParser *parser,
              const MesoRecordFrame *frame,
              gpointer owner,
              GError **error)
{
  Reader *self = owner;

  switch (frame->index)
    {
    case SESSION:
      return open_session (self, parser, frame->head);
    case PRODUCT:
      return check_unique (self, ((const MesoProduct *) frame->data)->id, error);
    case CHECK:
      if (g_hash_table_contains (self->check_ids, ((const MesoCheck *) frame->data)->id))
        return refuse (error, "a second check \"%s\"", ((const MesoCheck *) frame->data)->id);
      return TRUE;
    case MAP:
      return open_map (self, frame->head, error);
    case POINT:
    case THREAD:
    case AREA:
      return open_mark (self, frame->data, error);
    case REACTION:
      return open_reaction (self, frame->data, error);
    default:
      return TRUE;
    }
}

/* ---- When elements end ---- */

static gboolean
close_map (Reader *self,
           const MesoRecordFrame *frame,
           GError **error)
{
  const MesoMapHead *head = frame->head;
  gboolean is_photo = strcmp (head->diagram, MESO_DIAGRAM_PHOTO) == 0;
  g_autoptr (MesoMap) map = NULL;

  if (is_photo && self->photo == NULL)
    return refuse (error, "the map of a photo has no photo");
  if (!is_photo && self->photo != NULL)
    return refuse (error, "the map of %s has a photo", head->diagram);
  if (is_photo && meso_session_lookup_photo (self->session, meso_item_get_photo (self->photo)->file) != NULL)
    return refuse (error, "a second map of the photo %s", meso_item_get_photo (self->photo)->file);

  map = meso_map_new (head->diagram, head->diagram_version, (MesoSex) head->variant, self->photo, frame->extras);
  meso_session_load_map (self->session, map);
  meso_session_load_marks (self->session, map, self->marks);
  g_ptr_array_set_size (self->marks, 0);
  g_clear_object (&self->photo);
  return TRUE;
}

static gboolean
close_mark (Reader *self,
            const MesoRecordFrame *frame,
            GError **error)
{
  g_autoptr (MesoMark) mark = meso_mark_new (frame->data, frame->extras);

  if (!meso_mark_check (mark, error))
    return FALSE;
  g_hash_table_insert (self->ids, (gpointer) meso_mark_get_id (mark), GINT_TO_POINTER (ID_MARK));
  g_ptr_array_add (self->marks, g_steal_pointer (&mark));
  return TRUE;
}

static gboolean
close_element (MesoRecordParser *parser,
               const MesoRecordFrame *frame,
               MesoItem *item,
               gpointer owner,
               GError **error)
{
  Reader *self = owner;

  switch (frame->index)
    {
    case SESSION:
      meso_session_load_extras (self->session, MESO_HOLDER_SESSION, frame->extras);
      return TRUE;
    case PRODUCTS:
      meso_session_load_extras (self->session, MESO_HOLDER_PRODUCTS, frame->extras);
      return TRUE;
    case CHECKS:
      meso_session_load_extras (self->session, MESO_HOLDER_CHECKS, frame->extras);
      return TRUE;
    case MAP:
      return close_map (self, frame, error);
    case PHOTO:
      g_set_object (&self->photo, item);
      return TRUE;
    case POINT:
    case THREAD:
    case AREA:
      return close_mark (self, frame, error);
    default:
      break;
    }

  meso_session_load_item (self->session, item);
  if (frame->index == PRODUCT)
    g_hash_table_insert (self->ids, (gpointer) meso_item_get_id (item), GINT_TO_POINTER (ID_PRODUCT));
  else if (frame->index == CHECK)
    g_hash_table_add (self->check_ids, (gpointer) meso_item_get_id (item));
  return TRUE;
}

/* ---- Pictures ---- */

/* Kept by what it is, not by name or place: a drawing program may have renamed and moved it. */
static void
keep_image (const char *href,
            gsize length,
            gpointer owner)
{
  static const char scheme[] = "data:image/", encoding[] = ";base64,";
  Reader *self = owner;
  const char *data;
  g_autofree guchar *decoded = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  int state = 0;
  guint save = 0;

  if (length < strlen (scheme) || memcmp (href, scheme, strlen (scheme)) != 0)
    return;
  data = g_strstr_len (href, (gssize) MIN (length, 128), encoding);
  if (data == NULL)
    return;
  data += strlen (encoding);
  length -= (gsize) (data - href);
  if (length / 4 * 3 > MESO_PHOTO_MAX_BYTES + 16 * 1024 * 1024)
    return;
  decoded = g_malloc (length / 4 * 3 + 3);
  size = g_base64_decode_step (data, length, decoded, &state, &save);
  if (size == 0 || size > MESO_PHOTO_MAX_BYTES)
    return;
  bytes = g_bytes_new (decoded, size);
  g_hash_table_insert (self->pictures,
                       g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes),
                       g_bytes_ref (bytes));
}

static void
hand_out_pictures (Reader *self)
{
  for (guint i = 0; g_hash_table_size (self->pictures) > 0 && i < meso_session_get_n_maps (self->session); i++)
    {
      MesoMap *map = meso_session_get_map (self->session, i);
      MesoItem *photo = meso_map_get_photo (map);
      GBytes *picture;

      picture = photo != NULL ? g_hash_table_lookup (self->pictures, meso_item_get_photo (photo)->sha256) : NULL;
      if (picture != NULL)
        meso_map_load_picture (map, picture);
    }
}

static const MesoRecordFormat session_format = {
  .what = "session",
  .namespace_stem = MESO_SESSION_NAMESPACE_STEM,
  .in_svg = TRUE,
  .rules = rules,
  .n_rules = N_RULES,
  .open = open_element,
  .close = close_element,
  .image = keep_image,
};

/**
 * meso_session_read_stream:
 * @stream: XML, or an SVG that carries the session in its metadata; read until its end or the first error
 * @name: of the file, for messages
 *
 * Reads a session. It is checked as a whole; a session of a newer minor format is read as far as this version knows it,
 * and cannot be edited. The pictures of its photos come with an SVG; those of XML lie beside the file, and are read by
 * whoever knows its folder.
 *
 * Returns: (transfer full): the session, or %NULL with %MESO_ERROR and one message "NAME:LINE: …", or the error of
 *   @stream
 */
MesoSession *
meso_session_read_stream (GInputStream *stream,
                          const char *name,
                          GError **error)
{
  Reader self = { NULL };
  gboolean good;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self.ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.check_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.marks = g_ptr_array_new_with_free_func (g_object_unref);

  self.pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  good = meso_record_parse (&session_format, &self, stream, name, error);
  if (good)
    hand_out_pictures (&self);

  g_hash_table_unref (self.pictures);
  g_hash_table_unref (self.ids);
  g_hash_table_unref (self.check_ids);
  g_ptr_array_unref (self.marks);
  g_clear_object (&self.photo);
  if (!good)
    g_clear_object (&self.session);
  return self.session;
}

/** meso_session_read: the same for what is in memory. */
MesoSession *
meso_session_read (GBytes *bytes,
                   const char *name,
                   GError **error)
{
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  stream = g_memory_input_stream_new_from_bytes (bytes);
  return meso_session_read_stream (stream, name, error);
}

/**
 * meso_session_read_head:
 *
 * Like meso_session_read(), for callers that need no marks, as lists of sessions do. They are not promised.
 */
MesoSession *
meso_session_read_head (GBytes *bytes,
                        const char *name,
                        GError **error)
{
  return meso_session_read (bytes, name, error);
}

/**
 * meso_session_read_file:
 *
 * Reads a session from a file, by whose path messages call it. A file that is too large is not even opened.
 *
 * Returns: (transfer full): the session, or %NULL with %MESO_ERROR or %G_IO_ERROR
 */
MesoSession *
meso_session_read_file (GFile *file,
                        GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = g_file_get_parse_name (file);
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (info == NULL)
    return NULL;
  if (g_file_info_get_size (info) > MESO_RECORD_MAX_BYTES)
    {
      g_set_error (error,
                   MESO_ERROR,
                   MESO_ERROR_LIMIT,
                   "%s:1: the file is larger than %d MB",
                   name,
                   MESO_RECORD_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  stream = g_file_read (file, NULL, error);
  return stream != NULL ? meso_session_read_stream (G_INPUT_STREAM (stream), name, error) : NULL;
}
