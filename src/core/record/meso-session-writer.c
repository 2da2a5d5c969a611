/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "record/meso-session-writer.h"

#include "model/meso-error.h"
#include "record/meso-record-parser-private.h"
#include "record/meso-record-writer-private.h"
#include "record/meso-session-head-private.h"
#include "record/meso-xml-text-private.h"

static void
write_slot (MesoRecordElement *parent,
            MesoSession *session,
            MesoSlot slot)
{
  MesoItem *item = meso_session_get_item (session, slot);

  if (item == NULL)
    return;
  meso_record_child (parent);
  meso_record_write_item (parent->xml, item, parent->depth + 1);
}

/* Products and checks: a list is written when there is anything in it. */
static void
write_list (MesoRecordElement *parent,
            const char *name,
            MesoSession *session,
            MesoHolder holder,
            guint n_items,
            MesoItem *(*get_item) (MesoSession *session, guint index))
{
  MesoExtras *extras = meso_session_get_extras (session, holder);
  MesoRecordElement element;

  if (n_items == 0 && extras == NULL)
    return;
  meso_record_child (parent);
  meso_record_start (&element, parent->xml, name, parent->depth + 1, extras);
  for (guint i = 0; i < n_items; i++)
    {
      meso_record_child (&element);
      meso_record_write_item (parent->xml, get_item (session, i), element.depth + 1);
    }
  meso_record_end (&element);
}

static void
write_map (MesoRecordElement *parent,
           MesoMap *map)
{
  MesoMapHead head = {
    .diagram = (char *) meso_map_get_diagram (map),
    .diagram_version = meso_map_get_diagram_version (map),
    .variant = (int) meso_map_get_variant (map),
  };
  MesoItem *photo = meso_map_get_photo (map);
  MesoRecordElement element;
  guint n_marks = meso_map_get_n_marks (map);

  meso_record_child (parent);
  meso_record_start (&element, parent->xml, "map", parent->depth + 1, meso_map_get_extras (map));
  meso_record_write_fields (parent->xml, meso_map_head_fields, &head);
  if (photo != NULL)
    {
      meso_record_child (&element);
      meso_record_write_item (parent->xml, photo, element.depth + 1);
    }
  for (guint i = 0; i < n_marks; i++)
    {
      meso_record_child (&element);
      meso_record_write_mark (parent->xml, meso_map_get_mark (map, i), element.depth + 1);
    }
  meso_record_end (&element);
}

static void
write_head (GString *xml,
            MesoSession *session)
{
  MesoSessionHead head = {
    .id = (char *) meso_session_get_id (session),
    .revision = MAX (meso_session_get_revision (session), 1),
    .status = (int) meso_session_get_status (session),
    .next_id = meso_session_get_next_id (session),
  };

  g_string_append_printf (xml,
                          " xmlns=\"" MESO_SESSION_NAMESPACE "\" format=\"%d.%d\"",
                          MESO_FORMAT_MAJOR,
                          MESO_FORMAT_MINOR);
  for (const MesoField *field = meso_session_head_fields; field->name != NULL; field++)
    /* An id with very many digits can push the next one out of the format; it is then found again by counting. */
    if (meso_field_check (field, &head, NULL))
      meso_xml_append_field (xml, field, &head);
}

static void
write_session (GString *xml,
               MesoSession *session,
               guint depth)
{
  MesoItem *finalized = meso_session_get_finalized (session);
  MesoRecordElement element;

  meso_record_start (&element, xml, "session", depth, meso_session_get_extras (session, MESO_HOLDER_SESSION));
  write_head (xml, session);
  write_slot (&element, session, MESO_SLOT_PATIENT);
  write_slot (&element, session, MESO_SLOT_VISIT);
  write_slot (&element, session, MESO_SLOT_TREATMENT);
  write_list (&element,
              "products",
              session,
              MESO_HOLDER_PRODUCTS,
              meso_session_get_n_products (session),
              meso_session_get_product);
  write_list (&element,
              "checks",
              session,
              MESO_HOLDER_CHECKS,
              meso_session_get_n_checks (session),
              meso_session_get_check);
  for (guint i = 0; i < meso_session_get_n_maps (session); i++)
    write_map (&element, meso_session_get_map (session, i));
  write_slot (&element, session, MESO_SLOT_OUTCOME);
  write_slot (&element, session, MESO_SLOT_NOTES);
  if (finalized != NULL)
    {
      meso_record_child (&element);
      meso_record_write_item (xml, finalized, depth + 1);
    }
  for (guint i = 0; i < meso_session_get_n_amendments (session); i++)
    {
      meso_record_child (&element);
      meso_record_write_item (xml, meso_session_get_amendment (session, i), depth + 1);
    }
  meso_record_end (&element);
}

static GString *
new_string (MesoSession *session)
{
  /* About what a mark takes, so that the string need not grow often. */
  const gsize mark = 200;

  return g_string_sized_new (4096 + meso_session_get_n_marks (session) * mark);
}

/* What a newer version has added is not in the model, so writing would lose it. */
static gboolean
check_format (MesoSession *session,
              GError **error)
{
  if (meso_session_get_format_minor (session) <= MESO_FORMAT_MINOR)
    return TRUE;
  g_set_error (error,
               MESO_ERROR,
               MESO_ERROR_UNSUPPORTED,
               "the session has the newer format %d.%d and cannot be written by this version",
               MESO_FORMAT_MAJOR,
               meso_session_get_format_minor (session));
  return FALSE;
}

/**
 * meso_session_write:
 *
 * Returns: (transfer full): the file of @session, the same bytes for the same session; or %NULL with
 *   %MESO_ERROR_UNSUPPORTED for a newer format, %MESO_ERROR_LIMIT or %MESO_ERROR_INVALID. Any thread may call it for a
 *   snapshot. A session that was never written goes out as revision 1.
 */
GBytes *
meso_session_write (MesoSession *session,
                    GError **error)
{
  GString *xml;

  g_return_val_if_fail (MESO_IS_SESSION (session), NULL);

  if (!check_format (session, error))
    return NULL;
  xml = new_string (session);
  g_string_append (xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  write_session (xml, session, 0);
  return meso_record_finish (xml, error);
}

/**
 * meso_session_write_to:
 * @writer: with an element open, such as the metadata of an SVG
 *
 * Writes the session element into a larger document, without an XML declaration.
 *
 * Returns: %FALSE with the error of meso_session_write() or of @writer; an incomplete document must not be kept
 */
gboolean
meso_session_write_to (MesoSession *session,
                       xmlTextWriterPtr writer,
                       GError **error)
{
  GString *xml;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  g_return_val_if_fail (MESO_IS_SESSION (session), FALSE);
  g_return_val_if_fail (writer != NULL, FALSE);

  if (!check_format (session, error))
    return FALSE;
  xml = new_string (session);
  g_string_append_c (xml, '\n');
  write_session (xml, session, 2);
  bytes = meso_record_finish (xml, error);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (xmlTextWriterWriteRawLen (writer, data, (int) size) >= 0 &&
      xmlTextWriterWriteRaw (writer, BAD_CAST "  ") >= 0)
    return TRUE;
  g_set_error (error, MESO_ERROR, MESO_ERROR_IO, "the session could not be put into the picture");
  return FALSE;
}
